namespace VendorMocks.Tests;

/// <summary>Which calls a fault hits, and what becomes of them.</summary>
public sealed class FaultTargetTests
{
    [Fact]
    public async Task A_fault_of_one_vendor_hits_no_other()
    {
        using var world = World.Open();
        world.LeadDyno.Faults.Add(Fault.Status(503));
        Assert.Equal(503, await Create(world));
        Assert.Equal(200, await CheckConnection(world));
        world.Faults.Add(Fault.Status(502));
        Assert.Equal(502, await CheckConnection(world));
    }

    [Fact]
    public async Task A_fault_can_be_aimed_at_an_operation_a_key_and_fields()
    {
        using var world = World.Open();
        var key = world.LeadDyno.Key;
        using var operation = world.LeadDyno.Faults.Add(Fault.Status(501).On("leads.list"));
        using var field = world.LeadDyno.Faults.Add(Fault.Status(502).Where("email", "b@example.com").Where("first_name", "Bo"));
        using var other = world.LeadDyno.Faults.Add(Fault.Status(503).By("another-key"));
        using var client = world.LeadDyno.CreateClient();
        Assert.Equal(501, (await client.Get("leads?key=" + key)).Status);
        Assert.Equal(201, (await client.Form("POST", "leads", "key", key, "email", "a@example.com", "first_name", "Bo")).Status);
        Assert.Equal(201, (await client.Form("POST", "leads", "key", key, "email", "b@example.com")).Status);
        Assert.Equal(502, (await client.Json("POST", "leads?key=" + key, """{"email":"b@example.com","first_name":"Bo"}""")).Status);
        Assert.Equal(503, (await client.Get("leads/1?key=another-key")).Status);
        Assert.Equal(1, operation.Seen);
        Assert.Equal(1, field.Seen);
        Assert.Equal(1, other.Seen);
    }

    [Fact]
    public async Task A_field_can_be_nested_or_the_paths_placeholder()
    {
        using var world = World.Open();
        var key = world.LeadDyno.Key;
        using var client = world.LeadDyno.CreateClient();
        await client.Form("POST", "leads", "key", key, "email", "a@example.com");
        await client.Form("POST", "leads", "key", key, "email", "b@example.com");
        world.LeadDyno.Faults.Add(Fault.Status(501).Where("id", "2"));
        world.LeadDyno.Faults.Add(Fault.Status(502).Where("deep.er", "x"));
        Assert.Equal(200, (await client.Get("leads/1?key=" + key)).Status);
        Assert.Equal(501, (await client.Get("leads/2?key=" + key)).Status);
        Assert.Equal(502, (await client.Get($"leads/1?key={key}&deep[er]=x")).Status);
        Assert.Equal(200, (await client.Get($"leads/1?key={key}&deep[er]=y&deep[other]=x")).Status);
    }

    [Fact]
    public async Task First_after_and_every_count_matching_calls()
    {
        Assert.Equal("XX......", await Pattern(Fault.Status(503).Times(2)));
        Assert.Equal("...XXXXX", await Pattern(Fault.Status(503).After(3)));
        Assert.Equal("..X..X..", await Pattern(Fault.Status(503).Every(3)));
        Assert.Equal("..X.X...", await Pattern(Fault.Status(503).After(1).Every(2).Times(2)));
        Assert.Equal("........", await Pattern(Fault.Status(503).WithProbability(0)));
        Assert.Equal("XXXXXXXX", await Pattern(Fault.Status(503).WithProbability(1)));
    }

    [Fact]
    public async Task A_fault_between_two_moments_hits_from_the_first_up_to_the_second()
    {
        using var world = World.Open();
        var start = world.Clock.Now;
        world.Faults.Add(Fault.Status(503).Between(start.AddMinutes(1), start.AddMinutes(2)));
        List<int> met = [];
        foreach (var seconds in (int[])[0, 59, 1, 59, 1])
        {
            world.Clock.Advance(TimeSpan.FromSeconds(seconds));
            met.Add(await CheckConnection(world));
        }

        Assert.Equal([200, 200, 503, 503, 200], met);
    }

    [Fact]
    public async Task A_handle_counts_and_takes_its_fault_back()
    {
        using var world = World.Open();
        var handle = world.LeadDyno.Faults.Add(Fault.Status(503).Every(2));
        Assert.Same(handle, Assert.Single(world.Faults.Active));
        await Create(world);
        await Create(world);
        Assert.Equal((2, 1, true), (handle.Seen, handle.Fired, handle.Active));
        Assert.Equal("#1 status: hit 1 of 2 matching calls", handle.ToString());
        handle.Dispose();
        handle.Dispose();
        Assert.False(handle.Active);
        Assert.Empty(world.Faults.Active);
        Assert.Equal(201, await Create(world));
        Assert.Equal(201, await Create(world));
    }

    [Fact]
    public async Task A_fault_before_changes_nothing_and_one_after_the_commit_keeps_the_changes()
    {
        foreach (var fault in (Fault[])[Fault.Status(503), Fault.Refusal(FaultRefusal.ServerError), Fault.Cut(), Fault.Empty(), Fault.Reset(), Fault.Timeout()])
        {
            using var world = World.Open();
            using (world.LeadDyno.Faults.Add(fault))
                await Assert.ThrowsAnyAsync<Exception>(async () => Assert.Equal(201, await Create(world)));
            Assert.Empty(world.LeadDyno.Leads);
            Assert.True(world.Journal.Exchanges[^1].Response.Refused);
            using (world.LeadDyno.Faults.Add(fault.AfterCommit()))
                await Assert.ThrowsAnyAsync<Exception>(async () => Assert.Equal(201, await Create(world)));
            Assert.Single(world.LeadDyno.Leads);
            Assert.NotEmpty(world.Journal.Exchanges[^1].Changes);
            Assert.False(world.Journal.Exchanges[^1].Response.Refused);
            Assert.Equal(fault.Kind, world.Journal.Exchanges[^1].Fault);
        }
    }

    [Fact]
    public async Task Delays_and_slow_bodies_come_on_top_and_of_the_rest_the_first_decides()
    {
        using var world = World.Open();
        var start = world.Clock.Now;
        world.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(1)));
        world.Faults.Add(Fault.Status(503).Named("first"));
        var second = world.Faults.Add(Fault.Status(500));
        world.Faults.Add(Fault.Delay(TimeSpan.FromSeconds(2)).Named("later"));
        world.Faults.Add(Fault.SlowBody(24));
        Assert.Equal(503, await Create(world));
        Assert.Equal(TimeSpan.FromSeconds(4), world.Clock.Now - start);
        Assert.Equal(0, second.Seen);
        Assert.Equal("delay+first+later+slow-body", world.Journal.Exchanges[^1].Fault);
        Assert.Equal("fault:delay+first+later+slow-body", world.Journal.Exchanges[^1].Response.Why);
    }

    [Fact]
    public async Task A_refused_call_can_be_hit_and_both_reasons_are_told()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        using (world.Faults.Add(Fault.WrongType()))
            Assert.Equal("LD-02, fault:wrong-type", (await client.Get("leads")).Header("X-Mocks-Why"));
        using (world.Faults.Add(Fault.Status(503)))
            Assert.Equal("fault:status", (await client.Get("leads")).Header("X-Mocks-Why"));
    }

    [Fact]
    public async Task A_stale_answer_is_the_last_one_of_the_same_address_and_key()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        var stale = world.LeadDyno.Faults.Add(Fault.Stale().On("leads.list"));
        var leads = "leads?key=" + world.LeadDyno.Key;
        var first = await client.Get(leads);
        Assert.Null(first.Header("X-Mocks-Why"));
        await Create(world);
        var second = await client.Get(leads);
        Assert.Equal("[]", second.Body);
        Assert.Equal("fault:stale", second.Header("X-Mocks-Why"));
        Assert.Contains("a@example.com", (await client.Get(leads + "&page=1")).Body, StringComparison.Ordinal);
        Assert.Equal(1, stale.Fired);
    }

    [Fact]
    public async Task A_bug_of_ours_stays_one_whatever_the_fault()
    {
        using var world = World.Open();
        world.Faults.Add(Fault.Malformed());
        var broken = new ApiRequest("GET", "http", "x", "/v1/leads", null!, "x"u8.ToArray());
        var outcome = world.Answer(world.LeadDyno.Vendor, broken, "", "/v1/leads", world.Journal);
        Assert.NotNull(outcome.Exchange.Bug);
        Assert.Null(outcome.Exchange.Fault);
        Assert.Equal(500, outcome.Response.Status);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Statuses_are_worded_by_the_vendor_where_it_has_words_and_told_plainly_where_not()
    {
        using var world = World.Open();
        using (world.Faults.Add(Fault.Status(503)))
        {
            using var client = world.Flexbe.CreateClient();
            Assert.Equal("503 Service Unavailable\n", (await client.Get("?method=checkConnection")).Body);
        }

        using (world.Faults.Apply("rate-limited"))
        {
            using var flexbe = world.Flexbe.CreateClient();
            var refused = await flexbe.Get($"?method=checkConnection&api_key={world.Flexbe.Key}");
            Assert.Equal(200, refused.Status);
            Assert.Contains("Request limit is exceeded", refused.Body, StringComparison.Ordinal);
            Assert.Equal("30", refused.Header("Retry-After"));
            using var fixido = world.Fixido.CreateClient();
            Assert.Equal(429, (await fixido.Get("lead/list.json")).Status);
        }
    }

    internal static async Task<int> Create(World world)
    {
        using var client = world.LeadDyno.CreateClient();
        return (await client.Form("POST", "leads", "key", world.LeadDyno.Key, "email", "a@example.com")).Status;
    }

    private static async Task<int> CheckConnection(World world)
    {
        using var client = world.Flexbe.CreateClient();
        return (await client.Get($"?api_key={world.Flexbe.Key}&method=checkConnection")).Status;
    }

    private static async Task<string> Pattern(Fault fault)
    {
        using var world = World.Open();
        var handle = world.Flexbe.Faults.Add(fault);
        var pattern = "";
        for (var call = 0; call < 8; call++)
            pattern += await CheckConnection(world) == 503 ? 'X' : '.';
        Assert.Equal(pattern.Count(c => c == 'X'), handle.Fired);
        return pattern;
    }
}
