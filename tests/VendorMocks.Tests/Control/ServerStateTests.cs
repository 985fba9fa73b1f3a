namespace VendorMocks.Tests;

/// <summary>A server with a state folder goes on where it stopped.</summary>
public sealed class ServerStateTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("mocks-server-state-").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public async Task A_restart_brings_the_worlds_back_byte_for_byte()
    {
        var before = new List<string>();
        await using (var control = await StartAsync())
        {
            await control.Put("/worlds/a", """{"running":false,"size":"default"}""");
            foreach (var name in (string[])["default", "a"])
            {
                var world = control.Server.Host.Find(name)!;
                await control.Client.Form("POST", $"/worlds/{name}/leaddyno/v1/leads", "key", world.LeadDyno.Key, "email", "a@example.com");
                await control.Client.Form("POST", $"/worlds/{name}/leaddyno/v1/purchases", "key", world.LeadDyno.Key, "email", "a@example.com", "purchase_amount", "12.50");
                await control.Post($"/worlds/{name}/faults", """{"kind":"status","status":503,"probability":0.5}""");
                await control.Patch($"/worlds/{name}/leaddyno/rules", """{"limit.requests":7}""");
                await control.Post($"/worlds/{name}/clock/freeze");
            }

            before.AddRange(control.Server.Host.Worlds.Select(SnapshotTests.Bytes));
        }

        await using var again = await StartAsync();
        Assert.Equal(["a", "default"], again.Server.Host.Worlds.Select(world => world.Name));
        Assert.Equal(before, again.Server.Host.Worlds.Select(SnapshotTests.Bytes));
        Assert.Contains("a@example.com", string.Join(' ', again.Server.Default.LeadDyno.Leads.Select(lead => lead.Email)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_world_that_was_deleted_does_not_come_back()
    {
        await using (var control = await StartAsync())
        {
            await control.Put("/worlds/a");
            await control.Put("/worlds/b");
            await control.Delete("/worlds/a");
        }

        await using var again = await StartAsync();
        Assert.Equal(["b", "default"], again.Server.Host.Worlds.Select(world => world.Name));
    }

    [Fact]
    public async Task A_damaged_file_is_set_aside_and_the_server_starts_all_the_same()
    {
        await using (var control = await StartAsync())
        {
            await control.Put("/worlds/a");
            await control.Client.Form("POST", "/leaddyno/v1/leads", "key", "demo-leaddyno-key", "email", "a@example.com");
        }

        await File.WriteAllTextAsync(Path.Combine(_path, "default.json"), "{\"format\":\"mocks-world\",");
        await using var again = await StartAsync();
        Assert.Empty(again.Server.Default.LeadDyno.Leads);
        Assert.NotNull(again.Server.Host.Find("a"));
        Assert.True(File.Exists(Path.Combine(_path, "default.json.damaged-1")));
        Assert.Equal(200, (await again.Get("/worlds/default")).Status);
    }

    [Fact]
    public async Task Worlds_of_a_file_are_wired_as_the_server_was_told()
    {
        var time = new WorldClock(WorldOptions.DefaultStart, running: false, TimeProvider.System);
        var options = new MocksServerOptions { StateFolder = _path, Default = new WorldOptions { Running = true, TimeProvider = time, WebhookTargets = ["hooks.example.com"] } };
        await using (await ControlCalls.StartAsync(options))
            time.Advance(TimeSpan.FromHours(1));
        time.Advance(TimeSpan.FromHours(1));

        await using var again = await ControlCalls.StartAsync(options);

        Assert.Equal(WorldOptions.DefaultStart.AddHours(2), again.Server.Default.Clock.Now);
        Assert.Equal(["hooks.example.com"], again.Server.Default.Options.WebhookTargets);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_used_is_told_in_a_line_and_the_command_fails()
    {
        var file = Path.Combine(_path, "file");
        await File.WriteAllTextAsync(file, "");
        using var errors = new StringWriter();
        foreach (var folder in (string[])[file, Path.Combine(file, "below")])
        {
            errors.GetStringBuilder().Clear();
            var code = await CommandLine.RunAsync(["--urls", "http://127.0.0.1:0", "--state", folder], new Dictionary<string, string>(), () => TextWriter.Null, () => errors);

            Assert.Equal(CommandLine.Failure, code);
            Assert.StartsWith($"The state folder {folder} cannot be used: ", errors.ToString(), StringComparison.Ordinal);
            Assert.Single(errors.ToString().TrimEnd().Split('\n'));
        }
    }

    [Fact]
    public async Task A_folder_belongs_to_one_server_at_a_time()
    {
        await using var control = await StartAsync();

        var refused = await Assert.ThrowsAsync<IOException>(() => MocksServer.StartAsync(new MocksServerOptions { StateFolder = _path }));

        Assert.Contains("another process", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_is_named_by_option_or_variable_and_the_banner_tells_it()
    {
        var settings = Settings.Read(_ => null, new Dictionary<string, string> { ["MOCKS_STATE"] = _path });

        Assert.Equal(_path, settings.Options.StateFolder);
        Assert.Contains($"State     {_path};", Banner.Text(settings, ["http://localhost:8080"]), StringComparison.Ordinal);
    }

    private Task<ControlCalls> StartAsync() =>
        ControlCalls.StartAsync(new MocksServerOptions { StateFolder = _path, Default = new WorldOptions { Running = true } });
}
