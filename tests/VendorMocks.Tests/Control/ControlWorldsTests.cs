namespace VendorMocks.Tests;

public sealed class ControlWorldsTests
{
    [Fact]
    public async Task An_opened_world_tells_credentials_that_work_at_its_base_URLs()
    {
        await using var control = await ControlCalls.StartAsync();

        var opened = await control.Put("/worlds/a-1");

        Assert.Equal(201, opened.Status);
        Assert.Equal("/__mocks/worlds/a-1", opened.Header("Location"));
        Assert.Equal(Vendors.All.Select(vendor => vendor.Name), opened["vendors"].EnumerateArray().Select(vendor => vendor.GetProperty("vendor").GetString()));
        var leaddyno = opened["vendors"].EnumerateArray().Single(vendor => vendor.GetProperty("vendor").GetString() == "leaddyno");
        var url = leaddyno.GetProperty("baseUrl").GetString();
        var key = leaddyno.GetProperty("credentials")[0].GetProperty("values").GetProperty("key").GetString();
        Assert.Equal($"{control.Server.BaseAddress}worlds/a-1/leaddyno/v1/", url);
        Assert.Equal("[]", (await control.Client.Get($"{url}leads?key={key}")).Body);
        Assert.Equal(1, control.Server.Host.Find("a-1")!.Journal.Total);
        Assert.Equal(403, (await control.Client.Get($"{url}leads?key=demo-leaddyno-key")).Status);
    }

    [Fact]
    public async Task What_the_body_says_is_how_the_world_begins()
    {
        await using var control = await ControlCalls.StartAsync();

        var opened = await control.Put("/worlds/a", """{"seed":18446744073709551615,"size":7,"start":"2026-03-01T00:30:00+01:00","running":false,"limits":false}""");

        Assert.Equal("18446744073709551615", opened.Text("seed"));
        Assert.Equal("7", opened.Text("size"));
        Assert.Equal("2026-02-28T23:30:00Z", opened.Text("clock.now"));
        Assert.False(opened["clock.running"].GetBoolean());
        Assert.False(opened["limits"].GetBoolean());
        var world = control.Server.Host.Find("a")!;
        Assert.Equal((ulong.MaxValue, WorldSize.Of(7), false), (world.Options.Seed, world.Options.Size, world.Limits));
    }

    [Fact]
    public async Task What_the_body_leaves_out_is_as_the_server_was_started_but_empty()
    {
        var start = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var options = new MocksServerOptions { Default = new WorldOptions { Seed = 5, Size = WorldSize.Of(3), Start = start, Limits = false } };
        await using var control = await ControlCalls.StartAsync(options);

        var opened = await control.Post("/worlds", "{}");

        Assert.Equal(options.Default with { Name = "world-1", Size = WorldSize.Empty }, control.Server.Host.Find("world-1")!.Options);
        Assert.Equal(("5", "empty", "2027-01-01T00:00:00Z"), (opened.Text("seed"), opened.Text("size"), opened.Text("clock.now")));
    }

    [Fact]
    public async Task A_picked_name_is_never_one_that_is_open()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/world-1");

        var picked = await control.Post("/worlds");

        Assert.Equal((201, "world-2"), (picked.Status, picked.Text("name")));
        Assert.Equal(["default", "world-1", "world-2"], (await control.Get("/worlds")).Json.EnumerateArray().Select(world => world.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Opening_twice_alike_is_one_opening_and_otherwise_a_conflict()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a", """{"seed":2}""");
        var world = control.Server.Host.Find("a");

        var again = await control.Put("/worlds/a", """{"seed":2}""");
        var otherwise = await control.Put("/worlds/a", """{"seed":3}""");

        Assert.Equal((200, "a"), (again.Status, again.Text("name")));
        Assert.Equal((409, "name", "a"), (otherwise.Status, otherwise.Text("field"), otherwise.Text("value")));
        Assert.Contains("seed 2", otherwise.Text("detail"), StringComparison.Ordinal);
        Assert.Same(world, control.Server.Host.Find("a"));
    }

    [Fact]
    public async Task A_closed_world_is_gone_with_its_keys()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a");
        var key = control.Server.Host.Find("a")!.LeadDyno.Key;
        Assert.Equal(200, (await control.Client.Get($"/leaddyno/v1/leads?key={key}")).Status);

        Assert.Equal(204, (await control.Delete("/worlds/a")).Status);

        Assert.Equal(404, (await control.Get("/worlds/a")).Status);
        Assert.Equal(403, (await control.Client.Get($"/leaddyno/v1/leads?key={key}")).Status);
    }

    [Fact]
    public async Task Deleting_the_default_world_resets_it()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Client.Form("POST", "/leaddyno/v1/leads", "key", "demo-leaddyno-key", "email", "a@example.com");
        Assert.Single(control.Server.Default.LeadDyno.Leads);

        Assert.Equal(204, (await control.Delete("/worlds/default")).Status);

        Assert.Empty(control.Server.Default.LeadDyno.Leads);
        Assert.Equal(0, control.Server.Default.Journal.Total);
    }

    [Fact]
    public async Task A_reset_world_is_as_it_was_opened()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a", """{"running":false,"start":"2026-01-01"}""");
        var world = control.Server.Host.Find("a")!;
        await control.Client.Form("POST", "/worlds/a/leaddyno/v1/leads", "key", world.LeadDyno.Key, "email", "a@example.com");
        await control.Post("/worlds/a/clock/advance", """{"by":"P1D"}""");
        await control.Put("/worlds/a/limits", """{"enabled":false}""");

        var reset = await control.Post("/worlds/a/reset");

        Assert.Equal(200, reset.Status);
        Assert.Equal((await control.Get("/worlds/a")).Body, reset.Body);
        Assert.Equal(("2026-01-01T00:00:00Z", "True", "0"), (reset.Text("clock.now"), reset.Text("limits"), reset.Text("exchanges")));
        Assert.Empty(world.LeadDyno.Leads);
    }

    [Theory]
    [InlineData("""{"sede":1}""", "sede", "Did you mean 'seed'?")]
    [InlineData("""{"seed":-1}""", "seed", "from 0 to 18446744073709551615")]
    [InlineData("""{"seed":"1"}""", "seed", "whole number")]
    [InlineData("""{"seed":1.5}""", "seed", "whole number")]
    [InlineData("""{"size":0}""", "size", "1 to 1000000")]
    [InlineData("""{"size":1000001}""", "size", "1 to 1000000")]
    [InlineData("""{"size":"big"}""", "size", "empty, default")]
    [InlineData("""{"start":"yesterday"}""", "start", "ISO 8601")]
    [InlineData("""{"start":"0001-01-01"}""", "start", "1980")]
    [InlineData("""{"start":1767225600}""", "start", "ISO 8601")]
    [InlineData("""{"running":"yes"}""", "running", "true or false")]
    [InlineData("""{"limits":1}""", "limits", "true or false")]
    [InlineData("[]", "body", "a JSON object")]
    [InlineData("seed=1", "body", "a JSON object")]
    [InlineData("{\"size\":\"\\ud800\"}", "body", "not JSON")]
    public async Task Bad_options_are_refused_by_name_and_open_nothing(string body, string field, string said)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Put("/worlds/a", body);

        Assert.Equal((400, field), (refused.Status, refused.Text("field")));
        Assert.Equal("application/problem+json", refused.ContentHeaders.ContentType!.MediaType);
        Assert.Contains(said, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Null(control.Server.Host.Find("a"));
        Assert.Equal(400, (await control.Post("/worlds", body)).Status);
        Assert.Single(control.Server.Host.Worlds);
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("a_b")]
    [InlineData("%C3%A5")]
    [InlineData("a%2Fb")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public async Task A_bad_name_is_refused_with_what_a_name_may_be(string name)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Put("/worlds/" + name);

        Assert.Equal((400, "name", "1 to 64 small letters, digits and dashes"), (refused.Status, refused.Text("field"), refused.Text("accepted")));
    }

    [Fact]
    public async Task An_unknown_world_is_answered_with_the_open_ones_and_the_nearest()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/checkout");
        foreach (var (method, path) in new[]
        {
            ("GET", ""), ("DELETE", ""), ("POST", "/reset"), ("GET", "/journal"), ("GET", "/journal/1"), ("DELETE", "/journal"), ("GET", "/clock"),
            ("POST", "/clock/run"), ("GET", "/limits"), ("PUT", "/limits"), ("GET", "/leaddyno/rules"), ("PATCH", "/leaddyno/rules"),
            ("POST", "/leaddyno/leads/capture"), ("GET", "/maxwork/leads/list"),
            ("POST", "/seed"), ("GET", "/keys"), ("POST", "/keys"), ("GET", "/leaddyno/state"), ("GET", "/leaddyno/state/leads"), ("GET", "/leaddyno/state/leads/1"),
        })
        {
            var missing = await control.Send(method, "/worlds/chekout" + path, null);
            Assert.Equal((404, "world", "chekout"), (missing.Status, missing.Text("field"), missing.Text("value")));
            Assert.Contains("Did you mean 'checkout'?", missing.Text("detail"), StringComparison.Ordinal);
            Assert.Equal("an open world: checkout, default", missing.Text("accepted"));
        }
    }
}
