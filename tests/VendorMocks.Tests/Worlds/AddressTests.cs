namespace VendorMocks.Tests;

/// <summary>How a caller reaches a vendor and a world, over the server that all worlds share.</summary>
public sealed class AddressTests(DoorsFixture doors)
{
    [Theory]
    [InlineData("localhost", "/leaddyno/v1/leads")]
    [InlineData("leaddyno.localhost", "/v1/leads")]
    [InlineData("api.leaddyno.com", "/v1/leads")]
    [InlineData("API.LeadDyno.com", "/v1/leads")]
    public async Task A_vendor_is_reached_by_prefix_sub_domain_and_its_own_host(string host, string path)
    {
        using var stage = doors.Open(DoorKind.Kestrel);
        var answer = await Get(host, path + "?key=" + stage.World.LeadDyno.Key);
        Assert.Equal("[]", answer.Body);
        Assert.Single(stage.World.Journal.Exchanges);
    }

    [Fact]
    public async Task A_key_of_one_world_is_unknown_in_another_that_is_named()
    {
        using var one = doors.Open(DoorKind.Kestrel);
        using var other = doors.Open(DoorKind.Kestrel);
        var answer = await Get("localhost", $"/worlds/{other.World.Name}/leaddyno/v1/leads?key={one.World.LeadDyno.Key}");
        Assert.Equal(403, answer.Status);
        Assert.Empty(one.World.Journal.Exchanges);
        Assert.Single(other.World.Journal.Exchanges);
    }

    [Fact]
    public async Task The_header_names_a_world_like_the_prefix_does()
    {
        using var stage = doors.Open(DoorKind.Kestrel);
        var answer = await Get("api.leaddyno.com", $"/v1/leads?key={stage.World.LeadDyno.Key}", (Address.WorldHeader, stage.World.Name));
        Assert.Equal(200, answer.Status);
        Assert.Single(stage.World.Journal.Exchanges);
    }

    [Fact]
    public async Task Prefix_and_header_that_disagree_are_a_problem_that_names_both()
    {
        using var one = doors.Open(DoorKind.Kestrel);
        using var other = doors.Open(DoorKind.Kestrel);
        var answer = await Get("localhost", $"/worlds/{one.World.Name}/leaddyno/v1/leads", (Address.WorldHeader, other.World.Name));
        Assert.Equal(400, answer.Status);
        Assert.Equal("application/problem+json", answer.ContentHeaders.ContentType!.MediaType);
        Assert.Contains(one.World.Name, answer.Body, StringComparison.Ordinal);
        Assert.Contains(other.World.Name, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_key_is_refused_in_the_vendors_words_and_kept_among_the_unclaimed_calls()
    {
        var marker = Guid.NewGuid().ToString("N");
        var answer = await Get("api.leaddyno.com", $"/v1/leads?key={marker}");
        Assert.Equal("""{"error":"Invalid API key"}""", answer.Body);
        Assert.Equal("LD-03", answer.Header("X-Mocks-Why"));
        Assert.Contains(doors.Server.Host.Unclaimed.Exchanges, exchange => exchange.Request.Target.Contains(marker, StringComparison.Ordinal));
        Assert.DoesNotContain(
            doors.Server.Host.Find("default")!.Journal.Exchanges,
            exchange => exchange.Request.Target.Contains(marker, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_world_that_is_not_open_is_refused_in_the_vendors_words_and_says_why()
    {
        var answer = await Get("localhost", "/worlds/never-opened/leaddyno/v1/leads?key=demo-leaddyno-key");
        Assert.Equal(403, answer.Status);
        Assert.Equal("no-such-world", answer.Header("X-Mocks-Why"));
    }

    [Fact]
    public async Task A_path_that_nobody_claims_is_a_problem_that_lists_what_answers()
    {
        var answer = await Get("localhost", "/nobody/here");
        Assert.Equal(404, answer.Status);
        Assert.Contains("/leaddyno/v1/", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vendor_without_a_host_answers_on_any_host_of_the_server_and_on_mapped_hosts_in_process()
    {
        using var stage = doors.Open(DoorKind.Kestrel);
        var answer = await Get("some-site.example", $"/mod/api/?method=checkConnection&api_key={stage.World.Flexbe.Key}");
        Assert.Equal("""{"status":1}""", answer.Body);

        using var world = World.Open();
        using var client = new HttpClient(new MocksHandler(world.Host, world, null));
        Assert.Equal(404, (await client.Get("http://site.test/mod/api/")).Status);
        world.Host.Map("site.test", world.Flexbe.Vendor);
        Assert.Equal(200, (await client.Get("http://site.test/mod/api/")).Status);
    }

    [Fact]
    public void Worlds_of_one_name_or_of_a_bad_name_are_refused_with_the_reason()
    {
        using var stage = doors.Open(DoorKind.Kestrel);
        var taken = Assert.Throws<ArgumentException>(() => doors.Server.Host.Open(new WorldOptions { Name = stage.World.Name }));
        Assert.Contains(stage.World.Name, taken.Message, StringComparison.Ordinal);
        var bad = Assert.Throws<ArgumentException>(() => doors.Server.Host.Open(new WorldOptions { Name = "Über/all" }));
        Assert.Contains("small letters, digits and dashes", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_world_answers_no_more()
    {
        using var stage = doors.Open(DoorKind.Kestrel);
        var key = stage.World.LeadDyno.Key;
        stage.World.Dispose();
        Assert.Equal(403, (await Get("api.leaddyno.com", $"/v1/leads?key={key}")).Status);
        using var alone = World.Open();
        using var client = alone.LeadDyno.CreateClient();
        alone.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.Get("leads"));
    }

    private async Task<Answer> Get(string host, string path, params (string, string)[] headers)
    {
        using var client = new HttpClient { BaseAddress = doors.Server.BaseAddress };
        client.DefaultRequestHeaders.Host = host;
        return await client.Get(path, headers);
    }
}
