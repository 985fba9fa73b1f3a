using System.Buffers;
using System.Globalization;

namespace VendorMocks.Tests;

public sealed class JournalTests
{
    [Fact]
    public async Task It_keeps_the_last_thousand_exchanges_and_counts_what_it_dropped()
    {
        using var world = World.Open();
        using var client = world.Flexbe.CreateClient();
        for (var i = 0; i < 1005; i++)
            await client.Get("?api_key=nope&n=" + i.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(1000, world.Journal.Exchanges.Count);
        Assert.Equal(5, world.Journal.Evicted);
        Assert.Equal(1005, world.Journal.Total);
        Assert.EndsWith("n=5", world.Journal.Exchanges[0].Request.Target, StringComparison.Ordinal);
        Assert.Equal(6, world.Journal.Exchanges[0].Id);
    }

    [Fact]
    public async Task Counts_by_operation_and_status_survive_eviction()
    {
        using var world = World.Open(new WorldOptions { Limits = false });
        using var client = world.Flexbe.CreateClient();
        for (var i = 0; i < 1200; i++)
            await client.Get($"?api_key={world.Flexbe.Key}&method=checkConnection");
        Assert.Equal(1200, world.Journal.Count("flexbe", "connection.check", 200));
        Assert.Equal(0, world.Journal.Count("flexbe", "connection.check", 500));
    }

    [Fact]
    public async Task All_journals_of_a_host_share_a_bound_in_bytes_and_the_fullest_gives_way()
    {
        var host = new MocksHost(journalBytes: 200_000);
        using var full = host.Open(new WorldOptions { Name = "full" });
        using var small = host.Open(new WorldOptions { Name = "small" });
        using var other = small.Flexbe.CreateClient();
        await other.Get("");
        using var client = full.Flexbe.CreateClient();
        var body = new string('x', 20_000);
        for (var i = 0; i < 30; i++)
            await client.Form("POST", "", "note", body);
        Assert.InRange(host.Budget.Bytes, 1, 200_000);
        Assert.True(full.Journal.Evicted > 0);
        Assert.Single(small.Journal.Exchanges);
    }

    [Fact]
    public async Task Clearing_and_closing_give_the_bytes_back()
    {
        var host = new MocksHost();
        var world = host.Open(new WorldOptions());
        using var client = world.Flexbe.CreateClient();
        await client.Get("");
        Assert.NotEqual(0, host.Budget.Bytes);
        world.Journal.Clear();
        Assert.Equal(0, host.Budget.Bytes);
        await client.Get("");
        world.Dispose();
        Assert.Equal(0, host.Budget.Bytes);
    }

    [Fact]
    public void An_answer_that_is_written_after_the_journal_was_cleared_does_not_count()
    {
        var host = new MocksHost();
        using var world = host.Open(new WorldOptions());
        var outcome = host.Answer(new ApiRequest("GET", "https", "localhost", "/flexbe/mod/api/", [], default), world, null);
        world.Journal.Clear();
        Rendering.Render(outcome, new ArrayBufferWriter<byte>());
        Assert.Equal(0, host.Budget.Bytes);
    }

    [Fact]
    public async Task An_exchange_knows_what_came_what_went_and_what_changed()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        await client.Form("POST", "leads", "key", world.LeadDyno.Key, "email", "a@example.com");
        await client.Form("POST", "leads", "key", world.LeadDyno.Key, "email", "x");
        var (created, refused) = (world.Journal.Exchanges[0], world.Journal.Exchanges[1]);
        Assert.Equal("leads.create", created.Operation);
        Assert.Contains(created.Changes, change => change is { Table: "leads", Before: null });
        Assert.Contains("a@example.com", created.Response.Content!.ToString(), StringComparison.Ordinal);
        Assert.Null(created.Response.Why);
        Assert.Empty(refused.Changes);
        Assert.Equal("LD-38", refused.Response.Why);
        Assert.Equal(world.Clock.Now, refused.At);
    }
}
