namespace VendorMocks.Tests;

/// <summary>Stubs that a server takes from files.</summary>
public sealed class StubFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("stubs").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Files_of_a_folder_answer_from_the_start_and_after_a_reset()
    {
        Write("a.json", Mapping("/one", "first"));
        Write("below/b.json", $$"""{ "mappings": [{{Mapping("/two", "second")}}, {{Mapping("/three", "third")}}] }""");

        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { Stubs = _folder });
        Assert.Equal("first", (await control.Client.Get("/one")).Body);
        control.Server.Default.Reset();

        Assert.Equal("third", (await control.Client.Get("/three")).Body);
        // The world begins as it would without them.
        Assert.NotEmpty(control.Server.Default.LeadDyno.Leads);
    }

    [Fact]
    public async Task A_changed_file_replaces_its_stubs_at_once_and_leaves_those_that_came_another_way()
    {
        Write("a.json", $$"""{ "mappings": [{{Mapping("/one", "first")}}, {{Mapping("/two", "second")}}] }""");
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { Stubs = Path.Combine(_folder, "a.json") });
        control.Server.Default.Stubs.AddMapping(Mapping("/own", "by hand"));

        Write("a.json", Mapping("/one", "changed"));
        Assert.Contains("1 stub mappings", StubFiles.Load(control.Server.Host, Path.Combine(_folder, "a.json")), StringComparison.Ordinal);

        Assert.Equal("changed", (await control.Client.Get("/one")).Body);
        Assert.Equal(404, (await control.Client.Get("/two")).Status);
        Assert.Equal("by hand", (await control.Client.Get("/own")).Body);
        control.Server.Default.Reset();
        Assert.Equal("changed", (await control.Client.Get("/one")).Body);
        Assert.Equal(404, (await control.Client.Get("/own")).Status);
    }

    [Theory]
    [InlineData("{\n \"request\": {},\n \"response\": { \"status\": \"x\" }\n}", "a.json, line 3, /response/status")]
    [InlineData("{\n \"request\": ,\n}", "a.json, line 2")]
    [InlineData("{\n \"request\": {}\n}", "a.json, line 1")]
    public async Task A_mistake_is_named_by_file_line_and_field_and_leaves_what_stands(string text, string place)
    {
        Write("a.json", Mapping("/one", "first"));
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { Stubs = _folder });

        Write("a.json", text);
        var wrong = Assert.Throws<SeedFileException>(() => StubFiles.Load(control.Server.Host, _folder));

        Assert.Contains(place, wrong.Message, StringComparison.Ordinal);
        Assert.Equal("first", (await control.Client.Get("/one")).Body);
        await Assert.ThrowsAsync<SeedFileException>(() => MocksServer.StartAsync(new MocksServerOptions { Stubs = _folder }));
    }

    [Fact]
    public async Task A_restart_with_a_state_folder_replaces_what_the_folder_kept()
    {
        var options = new MocksServerOptions { Stubs = Path.Combine(_folder, "a.json"), StateFolder = Path.Combine(_folder, "state") };
        Write("a.json", Mapping("/one", "first"));
        await using (var before = await ControlCalls.StartAsync(options))
            Assert.Single(before.Server.Default.Stubs.Active);
        Write("a.json", Mapping("/one", "changed"));

        await using var control = await ControlCalls.StartAsync(options);

        Assert.Single(control.Server.Default.Stubs.Active);
        Assert.Equal("changed", (await control.Client.Get("/one")).Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""" "id": "6a0fb30c-33ab-4c3e-9d5f-0f2c9c5f0a01", """)]
    public async Task What_left_a_file_while_the_server_was_stopped_is_gone_and_what_came_another_way_is_not(string id)
    {
        var options = new MocksServerOptions { Stubs = Path.Combine(_folder, "a.json"), StateFolder = Path.Combine(_folder, "state") };
        Write("a.json", $$"""{ "mappings": [{{Mapping("/one", "first")}}, {{Mapping("/two", "second").Insert(1, id)}}] }""");
        await using (var before = await ControlCalls.StartAsync(options))
            before.Server.Default.Stubs.AddMapping(Mapping("/own", "by hand"));
        Write("a.json", Mapping("/one", "first"));

        await using var control = await ControlCalls.StartAsync(options);

        Assert.Equal(404, (await control.Client.Get("/two")).Status);
        Assert.Equal("by hand", (await control.Client.Get("/own")).Body);
        control.Server.Default.Reset();
        Assert.Equal(404, (await control.Client.Get("/two")).Status);
        Assert.Equal("first", (await control.Client.Get("/one")).Body);
    }

    private static string Mapping(string path, string body) =>
        $$"""{ "request": { "method": "GET", "url": "{{path}}" }, "response": { "status": 200, "body": "{{body}}" } }""";

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
