namespace VendorMocks.Tests;

/// <summary>A reset goes back to how a world was opened, whatever it was opened from, and after a restart too.</summary>
public sealed class ControlResetTests : IDisposable
{
    private const string Document = """
        {
          "seed": 7, "size": 5, "start": "2026-03-01T00:00:00Z", "running": false, "limits": false,
          "vendors": {
            "leaddyno": { "keys": {"account": "my-own-key"}, "rules": {"limit.requests": 5}, "entities": {"leads": [{"email": "ada@example.com"}]} }
          },
          "profiles": { "mondays": {"faults": [{"kind": "status", "status": 503, "probability": 0.5}]} },
          "faults": ["mondays"],
          "stubs": [{"request": {"method": "GET", "url": "/elsewhere"}, "response": {"status": 204}}]
        }
        """;

    private readonly string _path = Directory.CreateTempSubdirectory("mocks-reset-").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Theory]
    [InlineData("document")]
    [InlineData("plain")]
    [InlineData("snapshot")]
    [InlineData("from")]
    [InlineData("import")]
    public async Task A_reset_takes_a_world_back_to_its_opening_before_a_restart_and_after_it(string way)
    {
        string opened;
        await using (var control = await StartAsync())
        {
            await OpenAsync(control, way);
            opened = SnapshotTests.Bytes(World(control));
            await ChangeAsync(control);
            Assert.NotEqual(opened, SnapshotTests.Bytes(World(control)));
            Assert.Equal(200, (await control.Post("/worlds/shop/reset")).Status);
            Assert.Equal(opened, SnapshotTests.Bytes(World(control)));
            await ChangeAsync(control);
        }

        await using var again = await StartAsync();
        Assert.NotEqual(opened, SnapshotTests.Bytes(World(again)));
        Assert.Equal(200, (await again.Post("/worlds/shop/reset")).Status);
        Assert.Equal(opened, SnapshotTests.Bytes(World(again)));
    }

    [Fact]
    public async Task The_same_document_again_is_one_opening_after_a_restart_too()
    {
        await using (var control = await StartAsync())
            await control.Put("/worlds/shop", Document);

        await using var again = await StartAsync();

        Assert.Equal(200, (await again.Put("/worlds/shop", Document)).Status);
        Assert.Equal(409, (await again.Put("/worlds/shop", Document.Replace("ada@", "eve@", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task The_default_world_of_a_seed_file_goes_back_to_it_when_it_is_deleted_after_a_restart()
    {
        var options = new MocksServerOptions { StateFolder = Path.Combine(_path, "state"), SeedFile = Path.Combine(_path, "seed.json"), Default = new WorldOptions() };
        await File.WriteAllTextAsync(options.SeedFile, """{"vendors":{"leaddyno":{"entities":{"leads":[{"email":"ada@example.com"}]}}}}""");
        await using (var control = await ControlCalls.StartAsync(options))
            await control.Post("/worlds/default/leaddyno/leads/capture", """{"email":"eve@example.com"}""");

        await using var again = await ControlCalls.StartAsync(options);
        Assert.Equal(2, again.Server.Default.LeadDyno.Leads.Count);
        Assert.Equal(204, (await again.Delete("/worlds/default")).Status);

        Assert.Equal(["ada@example.com"], again.Server.Default.LeadDyno.Leads.Select(lead => lead.Email));
    }

    [Fact]
    public async Task A_reset_that_would_take_another_worlds_key_is_a_conflict_and_changes_nothing()
    {
        await using var control = await StartAsync();
        await control.Put("/worlds/shop", """{"running":false,"vendors":{"flexbe":{"entities":{"sites.add":[{"domain":"first.example.com","key":"first-key"}]}}}}""");
        var world = World(control);
        // As it was before anything was added, so that the key is free.
        world.Restore(WorldSnapshot.Fresh(world.Options, world.Clock.Now));
        Assert.Equal(201, (await control.Put("/worlds/other", """{"vendors":{"flexbe":{"keys":{"site":"first-key"}}}}""")).Status);
        var before = SnapshotTests.Bytes(world);

        var refused = await control.Post("/worlds/shop/reset");

        Assert.Equal((409, "key", "first-key"), (refused.Status, refused.Text("field"), refused.Text("value")));
        Assert.Contains("'other'", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(before, SnapshotTests.Bytes(world));
    }

    private static async Task OpenAsync(ControlCalls control, string way)
    {
        Assert.Equal(201, (await control.Put(way is "document" or "plain" ? "/worlds/shop" : "/worlds/origin", way == "plain" ? """{"running":false,"size":3}""" : Document)).Status);
        if (way is "document" or "plain")
            return;
        await control.Post("/worlds/origin/leaddyno/purchases/record", """{"email":"ada@example.com","purchase_amount":12}""");
        await control.Post("/worlds/origin/snapshots", """{"name":"then"}""");
        if (way == "snapshot")
        {
            Assert.Equal(201, (await control.Post("/worlds/origin/snapshots/then/open", """{"name":"shop"}""")).Status);
            return;
        }

        if (way == "from")
        {
            Assert.Equal(201, (await control.Put("/worlds/shop", """{"from":{"world":"origin","snapshot":"then"}}""")).Status);
            return;
        }

        var file = (await control.Get("/worlds/origin/export?secrets=shown")).Body.Replace("\"name\":\"origin\"", "\"name\":\"shop\"", StringComparison.Ordinal);
        await control.Delete("/worlds/origin");
        Assert.Equal(201, (await control.Post("/worlds/import", file)).Status);
    }

    private static async Task ChangeAsync(ControlCalls control)
    {
        Assert.Equal(200, (await control.Post("/worlds/shop/leaddyno/leads/capture", """{"email":"eve@example.com"}""")).Status);
        await control.Delete("/worlds/shop/faults");
        World(control).Stubs.Clear();
        await control.Patch("/worlds/shop/leaddyno/rules", """{"limit.requests":2}""");
        await control.Put("/worlds/shop/limits", """{"enabled":true}""");
        await control.Post("/worlds/shop/clock/advance", """{"by":"P3D"}""");
    }

    private static World World(ControlCalls control) => control.Server.Host.Find("shop")!;

    private Task<ControlCalls> StartAsync() => ControlCalls.StartAsync(new MocksServerOptions { StateFolder = _path, Default = new WorldOptions { Running = true } });
}
