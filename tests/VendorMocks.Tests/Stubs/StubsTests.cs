namespace VendorMocks.Tests;

public sealed class StubsTests
{
    private static readonly Stub Busy = new() { Operation = "leads.create", Answer = _ => StubAnswer.Json(503, """{"busy":true}""") };

    [Fact]
    public async Task A_stub_answers_in_place_of_the_vendor_until_it_is_taken_back()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();

        using (var stub = world.Stubs.Add(Busy))
        {
            var stubbed = await client.Form("POST", "leads", "key", world.LeadDyno.Key, "email", "a@example.com");
            Assert.Equal((503, """{"busy":true}""", "application/json; charset=utf-8"), (stubbed.Status, stubbed.Body, stubbed.Header("Content-Type")));
            Assert.Equal(200, (await client.Get($"leads?key={world.LeadDyno.Key}")).Status);
            Assert.Equal((1, true), (stub.Answered, stub.Active));
        }

        Assert.Equal(201, (await client.Form("POST", "leads", "key", world.LeadDyno.Key, "email", "a@example.com")).Status);
        Assert.Empty(world.Stubs.Active);
        Assert.Single(world.LeadDyno.Leads);
    }

    [Fact]
    public void A_full_world_takes_a_stub_in_the_place_of_another_and_no_further_one()
    {
        using var world = World.Open();
        world.Stubs.Add(Enumerable.Repeat(Busy, Stubs.MaxActive).ToArray());
        var (first, last) = (world.Stubs.Active[0].Id, world.Stubs.Active[^1].Id);

        world.Stubs.Add(Busy with { Id = first.ToUpperInvariant(), Name = "new" }, Busy with { Id = last, Name = "new" }, Busy with { Id = last, Name = "newest" });

        Assert.Equal((Stubs.MaxActive, "new", "newest"), (world.Stubs.Active.Count, world.Stubs.Find(first)!.Stub.Name, world.Stubs.Find(last)!.Stub.Name));
        const string Other = "0f6b1f2a-53c5-4e43-9f4e-6c7a3f1d2b10";
        foreach (var further in (Stub[])[Busy, Busy with { Id = Other }])
            Assert.Throws<InvalidOperationException>(() => world.Stubs.Add(Busy with { Id = first, Name = "refused" }, further));
        Assert.Equal((Stubs.MaxActive, "new", null), (world.Stubs.Active.Count, world.Stubs.Find(first)!.Stub.Name, world.Stubs.Find(Other)));
    }

    [Fact]
    public async Task It_is_asked_before_the_key_and_counts_towards_no_limit()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        world.Stubs.Add(Busy with { Operation = null, Path = "/v1/leads" });

        var answer = await client.Get("leads");

        Assert.Equal(503, answer.Status);
        Assert.Null(answer.Header("X-Mocks-Why"));
    }

    [Fact]
    public async Task The_exchange_names_the_stub_and_is_held_against_no_contract()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        var named = world.Stubs.Add(Busy with { Name = "busy" });
        var answer = await client.Form("POST", "leads", "email", "a@example.com");
        named.Dispose();
        var unnamed = world.Stubs.Add(Busy);
        await client.Form("POST", "leads", "email", "b@example.com");

        var exchange = world.Journal.Exchanges[0];
        Assert.Equal(("busy", "busy", "leads.create", "leaddyno", "/v1/leads"), (answer.Header("X-Mocks-Stub"), exchange.Stub, exchange.Operation, exchange.Vendor, exchange.Path));
        Assert.Equal(unnamed.Id, world.Journal.Exchanges[1].Stub);
        Assert.Equal(0, world.CheckContracts().Checked);
        Assert.True(world.Journal.Verify(new ExchangeFilter { Operation = "leads.create", Status = 503 }.With("email", "a@example.com"), CallCount.Once).Passed);
    }

    [Fact]
    public async Task The_lowest_priority_wins_and_of_equals_the_latest()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        world.Stubs.Add(Says("usual"));
        world.Stubs.Add(Says("first") with { Priority = 1 });
        world.Stubs.Add(Says("last") with { Priority = 9 });
        var second = world.Stubs.Add(Says("second") with { Priority = 1 });

        Assert.Equal("second", (await client.Get("leads")).Body);
        second.Dispose();
        Assert.Equal("first", (await client.Get("leads")).Body);
    }

    [Fact]
    public async Task A_used_up_stub_lets_the_next_one_answer_and_then_the_vendor()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        world.Stubs.Add(Says("later") with { Times = 1 });
        world.Stubs.Add(Says("twice") with { Times = 2 });

        var bodies = new List<string>();
        for (var i = 0; i < 3; i++)
            bodies.Add((await client.Get($"leads?key={world.LeadDyno.Key}")).Body);

        Assert.Equal(["twice", "twice", "later"], bodies);
        Assert.Equal("[]", (await client.Get($"leads?key={world.LeadDyno.Key}")).Body);
    }

    [Fact]
    public async Task A_scenario_goes_from_state_to_state()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        world.Stubs.Add(
            Says("one") with { Scenario = "story", RequiredState = Stubs.Started, NextState = "middle" },
            Says("two") with { Scenario = "story", RequiredState = "middle", NextState = "end" });

        Assert.Equal("one", (await client.Get("leads")).Body);
        Assert.Equal("middle", world.Stubs.Scenarios["story"]);
        Assert.Equal("two", (await client.Get("leads")).Body);
        Assert.Equal(401, (await client.Get("leads")).Status);
        world.Stubs.SetState("story", "middle");
        Assert.Equal("two", (await client.Get("leads")).Body);
        world.Stubs.ResetScenarios();
        Assert.Equal("one", (await client.Get("leads")).Body);
        Assert.Contains("There are: story.", Assert.Throws<ArgumentException>(() => world.Stubs.SetState("tale", "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_path_matches_as_sent_and_as_the_vendor_has_it()
    {
        var host = new MocksHost(pathsAnywhere: true);
        using var world = host.Open(new WorldOptions { Name = "a" });
        world.Stubs.Add(Says("as sent") with { Path = "/worlds/a/leaddyno/v1/leads" });
        world.Stubs.Add(Says("own") with { Path = "/v1/visitors" });

        Assert.Equal("as sent", Ask(host, "/worlds/a/leaddyno/v1/leads"));
        Assert.Equal("own", Ask(host, "/worlds/a/leaddyno/v1/visitors"));
        Assert.DoesNotContain("own", Ask(host, "/worlds/a/leaddyno/v1/visitors/1"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_vendor_claims_is_offered_to_the_addressed_world_else_to_default()
    {
        var host = new MocksHost(pathsAnywhere: true);
        using var standard = host.Open(new WorldOptions());
        using var other = host.Open(new WorldOptions { Name = "other" });
        standard.Stubs.Add(Says("default's") with { Path = "/hello" });
        other.Stubs.Add(Says("other's") with { Path = "/worlds/other/hello" });

        Assert.Equal("default's", Ask(host, "/hello"));
        Assert.Equal("other's", Ask(host, "/worlds/other/hello"));
        Assert.Contains("No vendor answers", Ask(host, "/good-bye"), StringComparison.Ordinal);
        Assert.Equal((1, 1, 1), (standard.Journal.Total, other.Journal.Total, host.Unclaimed.Total));
        Assert.Null(standard.Journal.Exchanges[0].Vendor);
    }

    [Fact]
    public void A_call_with_an_unknown_key_is_in_the_journal_of_the_world_whose_stub_answered()
    {
        var host = new MocksHost(pathsAnywhere: true);
        using var world = host.Open(new WorldOptions());
        world.Stubs.Add(Says("hello") with { Vendor = "leaddyno" });

        Assert.Equal("hello", Ask(host, "/leaddyno/v1/leads?key=nobodys"));

        Assert.Equal((1, 0), (world.Journal.Total, host.Unclaimed.Total));
    }

    [Fact]
    public async Task A_stub_of_one_vendor_or_world_does_not_concern_another()
    {
        using var world = World.Open();
        using var other = World.Open();
        world.Stubs.Add(Busy with { Operation = null, Vendor = "fixido" });
        using var client = world.LeadDyno.CreateClient();
        using var elsewhere = other.Fixido.CreateClient();

        Assert.Equal(200, (await client.Get($"leads?key={world.LeadDyno.Key}")).Status);
        Assert.NotEqual(503, (await elsewhere.Get("leads")).Status);
    }

    [Theory]
    [InlineData("fixido", "leads.create", "POST", "/api/leads/create/")]
    [InlineData("flexbe", "leads.list", "POST", "/mod/api/?method=getLeads")]
    [InlineData("clixnow", "leads.create", "POST", "/api/system/v1/leads")]
    [InlineData("maxwork", "leads.upsert", "POST", "/listingexport/LEADS")]
    [InlineData("leaddyno", "leads.get", "GET", "/v1/leads/4711")]
    public void An_operation_is_recognised_without_asking_the_vendor(string vendor, string operation, string method, string target)
    {
        var host = new MocksHost(pathsAnywhere: true);
        using var world = host.Open(new WorldOptions());
        world.Stubs.Add(Busy with { Vendor = vendor, Operation = operation });

        Assert.Equal("""{"busy":true}""", Ask(host, $"/{vendor}{target}", method));
        Assert.NotEqual("""{"busy":true}""", Ask(host, $"/{vendor}/nothing", method));
    }

    [Fact]
    public async Task Each_of_many_stubs_is_found_and_concerns_no_other_call()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        string[] paths = [.. Enumerable.Range(0, 30).Select(i => $"/v1/leads/{i}"), "/v1/leads/0/a/b/c/d/e/f/g/h", "/v1/leads/0/a/b/c/d/e/f/g/i", "/v1//x", "/", "/v1/", "/v2"];
        foreach (var path in paths)
            world.Stubs.Add(Says(path) with { Path = path, Method = path == "/v2" ? "PUT" : null });
        world.Stubs.Add(Says("any") with { Path = null, Method = "PATCH", Priority = 9 });

        foreach (var path in paths.Except(["/v2"]))
            Assert.Equal(path, (await client.Get(path)).Body);
        Assert.Equal("/v2", (await client.SendAsync("PUT", "/v2")).Body);
        Assert.Equal("any", (await client.SendAsync("PATCH", "/v1/leads")).Body);
        foreach (var path in (string[])["/v1/leads", "/v1/leads/30", "/v1/leads/3/", "/V1/leads/3", "/v1/lead", "/v1", "/v2", "/v1/leads/0/a/b/c/d/e/f/g"])
            Assert.DoesNotContain((await client.Get(path)).Body, paths);
    }

    [Fact]
    public async Task A_stub_whose_code_fails_says_so_in_its_answer_and_in_the_journal()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        world.Stubs.Add(Busy with { Name = "broken", Answer = _ => throw new InvalidOperationException("no luck") });
        var answering = await client.Form("POST", "leads", "email", "a@example.com");
        world.Stubs.Clear();
        world.Stubs.Add(Busy with { Name = "torn", When = _ => throw new InvalidOperationException("no fit") });
        var matching = await client.Form("POST", "leads", "email", "a@example.com");

        Assert.Equal((500, "The stub broken failed: no luck", "stub-failed"), (answering.Status, answering.Body, answering.Header("X-Mocks-Why")));
        Assert.Equal((500, "The stub torn failed: no fit"), (matching.Status, matching.Body));
        Assert.Equal(["broken", "torn"], world.Journal.Exchanges.Select(exchange => exchange.Stub));
    }

    [Fact]
    public async Task Delays_pass_on_the_worlds_clock()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        world.Stubs.Add(Busy with { Delays = [Fault.Delay(TimeSpan.FromSeconds(3)), Fault.Delay(TimeSpan.FromSeconds(4))] });
        var start = world.Clock.Now;

        await client.Form("POST", "leads", "email", "a@example.com");

        Assert.Equal(TimeSpan.FromSeconds(7), world.Clock.Now - start);
    }

    [Fact]
    public async Task Snapshots_hold_stubs_their_counts_and_scenarios_and_a_reset_drops_them()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        var kept = world.Stubs.Add(Says("kept") with { Times = 2, Scenario = "story", NextState = "end" });
        await client.Get("leads");
        world.Snapshots.Take("then");
        await client.Get("leads");
        world.Stubs.Clear();
        world.Stubs.Add(Says("new"));

        world.Snapshots.Restore("then");

        Assert.Equal([kept], world.Stubs.Active);
        Assert.Equal((1, "end"), (kept.Answered, world.Stubs.Scenarios["story"]));
        Assert.Equal("kept", (await client.Get("leads")).Body);
        using var twin = World.Open(world.Snapshots.Find("then")!);
        Assert.Equal((1, "end"), (Assert.Single(twin.Stubs.Active).Answered, twin.Stubs.Scenarios["story"]));

        world.Reset();

        Assert.Empty(world.Stubs.Active);
        Assert.False(kept.Active);
        Assert.Equal(401, (await client.Get("leads")).Status);
    }

    [Fact]
    public void Ids_follow_from_the_seed_and_a_known_id_replaces()
    {
        using var world = World.Open();
        using var twin = World.Open();
        Assert.Equal(world.Stubs.Add(Busy).Id, twin.Stubs.Add(Busy).Id);

        const string Id = "5e3f1a52-97f3-4a3c-8d36-0d2f0a8d3b11";
        var old = world.Stubs.Add(Busy with { Id = Id });
        var replaced = world.Stubs.Add(Says("new") with { Id = Id });

        Assert.Equal((false, true, 2), (old.Active, replaced.Active, world.Stubs.Active.Count));
    }

    [Fact]
    public void What_makes_no_sense_is_refused_by_name_and_changes_nothing()
    {
        using var world = World.Open();
        Refused("times", Busy with { Times = 0 });
        Refused("vendor", Busy with { Vendor = "nobody" });
        Refused("operation", Busy with { Operation = "leads.creat" });
        Refused("operation", Busy with { Vendor = "flexbe" });
        Refused("id", Busy with { Id = "7" });
        Refused("name", Busy with { Name = "" });
        Refused("requiredScenarioState", Busy with { RequiredState = "x" });
        Refused("newScenarioState", Busy with { NextState = "x" });
        Refused("milliseconds", Busy with { Delays = [new DelayFault(-1)] });
        Assert.Empty(world.Stubs.Active);

        void Refused(string field, Stub stub) => Assert.Equal(field, Assert.Throws<ArgumentException>(() => world.Stubs.Add(Busy, stub)).ParamName);
    }

    private static Stub Says(string text) => new() { Answer = _ => StubAnswer.Text(200, text) };

    private static string Ask(MocksHost host, string target, string method = "GET") =>
        host.Answer(new ApiRequest(method, "http", "localhost", target, [], default)).Response.Content?.ToString() ?? "";
}
