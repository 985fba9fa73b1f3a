namespace VendorMocks.Tests;

public sealed class FixtureRecorderTests
{
    [Fact]
    public async Task A_recorded_session_holds_nothing_secret_or_personal_and_replays_on_an_empty_world()
    {
        using var folder = new TemporaryFolder();
        using var session = new RecordedSession(world => world.LeadDyno.CreateClient());
        var key = session.World.LeadDyno.Key;
        await Play(session.Client, key);
        var recorder = new FixtureRecorder(LeadDyno.Instance, folder.Path, "a test");
        var taken = session.Exchanges.Select(recorder.Take).ToList();

        Assert.Equal(
            ["affiliates.create", "leads.create", "leads.get", "leads.update", "leads.list", "purchases.create", "purchases.cancel", "leads.create", "leads.list"],
            taken.Select(t => t.Operation));
        string[] sent = [key, "ada.byron@example.com", "Ada.Byron", "Ada", "Byron", "Lovelace", "70 123", "203.0.113.77", "2001:db8:1:2", "wrong-key", "Downing"];
        Assert.All(sent, text => Assert.DoesNotContain(text, folder.AllText, StringComparison.Ordinal));

        var fixtures = FixtureSet.Load(folder.Path).Fixtures;
        Assert.Equal(folder.Files.Count, fixtures.Count);
        foreach (var fixture in fixtures)
        {
            using var target = new FakeTarget(LeadDyno.Instance);
            var played = await target.Player.PlayAsync(fixture);
            Assert.Empty(FixtureSet.Compare(played.Fixture, played.Answer.Status, played.Answer.Body));
        }
    }

    [Fact]
    public async Task A_fixture_arranges_what_its_call_builds_upon_and_leaves_out_the_rest()
    {
        using var folder = new TemporaryFolder();
        using var session = new RecordedSession(world => world.LeadDyno.CreateClient());
        await Play(session.Client, session.World.LeadDyno.Key);
        var recorder = new FixtureRecorder(LeadDyno.Instance, folder.Path, "a test");
        session.Exchanges.ForEach(exchange => recorder.Take(exchange));
        var fixtures = FixtureSet.Load(folder.Path).Fixtures.ToDictionary(f => f.Name);

        var get = fixtures["leads.get.recorded-200"];
        Assert.Equal("/v1/leads/{id}", get.Request.Path);
        Assert.Equal(["/v1/affiliates", "/v1/leads"], get.Arrange.Select(step => step.Call!.Path));
        Assert.Equal(new BindSource(1, "/id"), get.Bind["id"]);
        Assert.True(get.Safe);
        Assert.Equal(["key"], get.Needs);

        var cancel = fixtures["purchases.cancel.recorded-200"];
        Assert.Contains("/v1/purchases", cancel.Arrange.Select(step => step.Call!.Path));
        Assert.Equal(new BindSource(cancel.Arrange.Count - 1, "/id"), cancel.Bind["id"]);
        Assert.Equal("recording: a test", cancel.Source);

        var wrong = fixtures["leads.list.recorded-403"];
        Assert.StartsWith("not-a-credential", wrong.Request.Query["key"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_file_is_written_for_each_operation_status_and_shape()
    {
        using var folder = new TemporaryFolder();
        using var session = new RecordedSession(world => world.LeadDyno.CreateClient());
        var key = session.World.LeadDyno.Key;
        for (var i = 0; i < 3; i++)
            await session.Client.Form("POST", "leads", "key", key, "email", $"lead.{i}@example.com");
        await session.Client.Form("POST", "leads", "key", key, "email", "lead.9@example.com", "url", "https://shop.example.com/");
        await session.Client.Get("nothing");

        var recorder = new FixtureRecorder(LeadDyno.Instance, folder.Path, "a test");
        var taken = session.Exchanges.Select(recorder.Take).ToList();
        Assert.Equal([true, false, false, true, false], taken.Select(t => t.File is not null));
        Assert.Null(taken[^1].Operation);
        Assert.Equal(["leads.create.recorded-201-2.json", "leads.create.recorded-201.json"], folder.Files.Select(Path.GetFileName));

        var again = new FixtureRecorder(LeadDyno.Instance, folder.Path, "another day");
        Assert.All(session.Exchanges, exchange => Assert.Null(again.Take(exchange).File));
    }

    [Fact]
    public async Task Known_credentials_are_told_from_others()
    {
        using var folder = new TemporaryFolder();
        using var session = new RecordedSession(world => world.LeadDyno.CreateClient());
        var key = session.World.LeadDyno.Key;
        await session.Client.Get("leads?key=stale");
        await session.Client.Get("leads", ("Authorization", $"Bearer {key}"));
        var recorder = new FixtureRecorder(LeadDyno.Instance, folder.Path, "a test", new Dictionary<string, string> { ["key"] = key });
        session.Exchanges.ForEach(exchange => recorder.Take(exchange));
        var fixtures = FixtureSet.Load(folder.Path).Fixtures;
        Assert.Equal("Bearer {key}", fixtures.Single(f => f.Response.Status == 200).Request.Headers["Authorization"]);
        Assert.Empty(fixtures.Single(f => f.Response.Status == 403).Needs);
    }

    private static async Task Play(HttpClient client, string key)
    {
        await client.Json("POST", "affiliates", $$"""{ "key": "{{key}}", "email": "ada.byron@example.com", "first_name": "Ada", "last_name": "Byron", "affiliate_code": "PINE4711" }""");
        var lead = await client.Form(
            "POST", "leads", "key", key, "email", "Ada.Byron@example.com", "first_name", "Ada", "last_name", "Lovelace", "code", "PINE4711",
            "phone", "+46 70 123 45 67", "remote_ip", "203.0.113.77", "address1", "10 Downing Street",
            "custom_status", "call Ada at 2001:db8:1:2::3 or +46701234567", "url", "https://shop.example.com/?first_name=Ada&email=ada.byron%40example.com");
        await client.Get($"leads/{lead.Text("id")}?key={key}");
        await client.Form("PUT", $"leads/{lead.Text("id")}", "key", key, "search_term", "shoes for Lovelace");
        await client.Get($"leads?key={key}");
        var purchase = await client.Form("POST", "purchases", "key", key, "email", "ada.byron@example.com", "purchase_code", "ORDER-1", "purchase_amount", "12.50");
        await client.SendAsync("DELETE", $"purchases/{purchase.Text("id")}?key={key}");
        await client.Form("POST", "leads", "key", key, "email", "nobody");
        await client.Get("leads?key=wrong-key");
    }
}
