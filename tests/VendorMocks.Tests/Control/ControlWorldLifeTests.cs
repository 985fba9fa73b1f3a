namespace VendorMocks.Tests;

/// <summary>How many worlds there may be, and how long they stay; and who can call them.</summary>
public sealed class ControlWorldLifeTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_world_that_nobody_calls_is_closed_and_the_answer_names_the_setting()
    {
        var time = new WorldClock(Start, running: false, TimeProvider.System);
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions
        {
            Default = new WorldOptions { Running = true, TimeProvider = time },
            WorldIdle = TimeSpan.FromHours(1),
        });
        await control.Put("/worlds/used");
        await control.Put("/worlds/idle");

        for (var minute = 0; minute < 65; minute += 5)
        {
            Assert.Equal(200, (await control.Get("/worlds/used")).Status);
            time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(["default", "used"], control.Server.Host.Worlds.Select(world => world.Name));
        var gone = await control.Get("/worlds/idle");
        Assert.Equal((404, "world"), (gone.Status, gone.Text("field")));
        Assert.Contains("PT1H", gone.Text("detail"), StringComparison.Ordinal);
        Assert.Contains("MOCKS_WORLD_IDLE", gone.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(201, (await control.Put("/worlds/idle")).Status);
    }

    [Fact]
    public async Task Without_the_setting_worlds_stay()
    {
        var time = new WorldClock(Start, running: false, TimeProvider.System);
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { Default = new WorldOptions { TimeProvider = time }, WorldIdle = null });
        await control.Put("/worlds/idle");

        time.Advance(TimeSpan.FromDays(30));

        Assert.Equal(200, (await control.Get("/worlds/idle")).Status);
    }

    [Fact]
    public async Task There_is_room_for_so_many_worlds_and_the_answer_names_the_setting()
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { MaxWorlds = 2 });
        Assert.Equal(201, (await control.Put("/worlds/a")).Status);

        var full = await control.Put("/worlds/b");

        Assert.Equal((409, "worlds"), (full.Status, full.Text("field")));
        Assert.Contains("MOCKS_MAX_WORLDS", full.Text("detail"), StringComparison.Ordinal);
        await control.Post("/worlds/a/snapshots", """{"name":"then"}""");
        var file = (await control.Get("/worlds/a/export?secrets=shown")).Body.Replace("\"name\":\"a\"", "\"name\":\"c\"", StringComparison.Ordinal);
        foreach (var other in (Answer[])[await control.Post("/worlds"), await control.Post("/worlds/a/snapshots/then/open"), await control.Post("/worlds/import", file)])
            Assert.Equal((409, full.Text("detail")), (other.Status, other.Text("detail")));
        await control.Delete("/worlds/a");
        Assert.Equal(201, (await control.Put("/worlds/b")).Status);
    }

    [Theory]
    [InlineData("leaddyno", "")]
    [InlineData("fixido", ",\"account\":5101")]
    [InlineData("clixnow", ",\"name\":\"Example Partners\"")]
    [InlineData("maxwork", ",\"name\":\"Example Agency\"")]
    [InlineData("flexbe", ",\"domain\":\"second.example.com\"")]
    public async Task More_keys_are_minted_and_listed(string vendor, string more)
    {
        await using var control = await ControlCalls.StartAsync();
        var before = (await control.Get("/worlds/default/keys")).Json.EnumerateArray().Count(key => key.GetProperty("vendor").GetString() == vendor);

        var minted = await control.Post("/worlds/default/keys", $"{{\"vendor\":\"{vendor}\"{more}}}");

        Assert.Equal(200, minted.Status);
        var keys = (await control.Get("/worlds/default/keys")).Json.EnumerateArray().Where(key => key.GetProperty("vendor").GetString() == vendor).ToArray();
        Assert.Equal(before + 1, keys.Length);
        Assert.Contains(keys[^1].GetProperty("key").GetString()!, minted.Body, StringComparison.Ordinal);
        Assert.Equal(control.Server.Default.Credentials.Count(one => one.Vendor == vendor), keys.Count(key => key.TryGetProperty("role", out _)));
    }

    [Theory]
    [InlineData("{}", "vendor", "clixnow, fixido")]
    [InlineData("""{"vendor":"leaddyna"}""", "vendor", "Did you mean 'leaddyno'?")]
    [InlineData("""{"vendor":7}""", "vendor", "clixnow, fixido")]
    [InlineData("""{"vendor":"leaddyno","kee":"a"}""", "kee", "Did you mean 'key'?")]
    [InlineData("[]", "body", "a JSON object")]
    public async Task A_key_that_cannot_be_minted_is_refused_by_name(string body, string field, string said)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Post("/worlds/default/keys", body);

        Assert.Equal((400, field), (refused.Status, refused.Text("field")));
        Assert.Contains(said, refused.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rights_and_blocks_change_what_a_key_may_do()
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions());
        var key = (await control.Post("/worlds/default/leaddyno/keys/add", """{"key":"second-key"}""")).Status;
        Assert.Equal((200, 200), (key, (await control.Client.Get("/leaddyno/v1/leads?key=second-key")).Status));
        Assert.Equal(200, (await control.Post("/worlds/default/leaddyno/keys/revoke", """{"key":"second-key"}""")).Status);
        Assert.NotEqual(200, (await control.Client.Get("/leaddyno/v1/leads?key=second-key")).Status);
        Assert.Equal(404, (await control.Post("/worlds/default/leaddyno/keys/revoke", """{"key":"third-key"}""")).Status);
        Assert.Equal(409, (await control.Post("/worlds/default/leaddyno/keys/add", """{"key":"demo-leaddyno-key"}""")).Status);

        var rights = await control.Post("/worlds/default/fixido/applications/set-rights", """{"access_key":"demo-seller","rights":["none"]}""");
        Assert.Equal(200, rights.Status);
        Assert.Equal(200, (await control.Post("/worlds/default/fixido/accounts/configure", """{"account":5101,"blocked":true}""")).Status);
        Assert.Equal(200, (await control.Post("/worlds/default/clixnow/affiliates/update", """{"id":1,"blocked":true}""")).Status);
        Assert.Equal(403, (await control.Client.SendAsync("GET", "/clixnow/api/system/v1/leads/search", null, ("Authorization", "ApiToken demo-clixnow-token"))).Status);
    }
}
