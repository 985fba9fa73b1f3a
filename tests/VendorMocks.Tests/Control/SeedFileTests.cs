namespace VendorMocks.Tests;

public sealed class SeedFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task The_default_world_begins_with_the_seed_file_and_the_flags_fill_its_gaps()
    {
        Write("""{"vendors":{"leaddyno":{"size":"empty","entities":{"leads":[{"email":"ada@example.com"}]}}}}""");

        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { SeedFile = _path, Default = new WorldOptions { Size = WorldSize.Of(9), Running = true } });

        Assert.Equal(["ada@example.com"], control.Server.Default.LeadDyno.Leads.Select(lead => lead.Email));
        Assert.Equal(9, (await control.Get("/worlds/default/fixido/state/leads"))["total"].GetInt32());
        Assert.Equal(200, (await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key")).Status);
        Assert.Equal(204, (await control.Delete("/worlds/default")).Status);
        Assert.Single(control.Server.Default.LeadDyno.Leads);
    }

    [Fact]
    public async Task A_named_seed_world_stands_beside_the_default_one_and_a_changed_file_touches_what_is_reset_or_opened_later()
    {
        Write("""{"name":"shop","vendors":{"leaddyno":{"entities":{"leads":[{"email":"ada@example.com"}]}}}}""");
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { SeedFile = _path });
        var shop = control.Server.Host.Find("shop")!;

        Write("""{"name":"shop","seed":9,"vendors":{"leaddyno":{"keys":{"account":"chosen-key-123"},"entities":{"leads":[{"email":"bob@example.com"},{"email":"eve@example.com"}]}}}}""");
        Assert.Contains("next reset", SeedFile.Reload(control.Server.Host, _path, new WorldOptions()), StringComparison.Ordinal);
        Assert.Equal(["ada@example.com"], shop.LeadDyno.Leads.Select(lead => lead.Email));
        await control.Post("/worlds/shop/reset");

        Assert.Equal(["default", "shop"], control.Server.Host.Worlds.Select(world => world.Name));
        Assert.Equal(["bob@example.com", "eve@example.com"], shop.LeadDyno.Leads.Select(lead => lead.Email));
        Assert.Equal(9ul, shop.Options.Seed);
        Assert.Equal("""{"count":2}""", (await control.Client.Get("/leaddyno/v1/leads/count?key=chosen-key-123")).Body.TrimEnd());
        Write("""{"name":"annex"}""");
        Assert.Contains("was opened", SeedFile.Reload(control.Server.Host, _path, new WorldOptions()), StringComparison.Ordinal);
        Assert.NotNull(control.Server.Host.Find("annex"));
    }

    [Fact]
    public async Task A_changed_file_with_a_mistake_is_named_by_line_and_field_and_changes_nothing()
    {
        Write("""{"vendors":{"leaddyno":{"size":"empty","entities":{"leads":[{"email":"ada@example.com"}]}}}}""");
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { SeedFile = _path });

        Write("{\n \"vendors\": {\n  \"leaddyno\": {\n   \"entities\": {\n    \"leads\": [\n     {\"email\": \"x\"}\n]}}}}");
        var wrong = Assert.Throws<SeedFileException>(() => SeedFile.Reload(control.Server.Host, _path, new WorldOptions()));
        control.Server.Default.Reset();

        Assert.StartsWith($"{_path}, line 6, /vendors/leaddyno/entities/leads/0/email", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(["ada@example.com"], control.Server.Default.LeadDyno.Leads.Select(lead => lead.Email));
    }

    [Theory]
    [InlineData("{\n \"seed\": 1,\n \"sise\": 2\n}", "line 3, /sise", "Did you mean 'size'?")]
    [InlineData("{\n \"vendors\": {\n  \"leaddyno\": {\n   \"entities\": {\n    \"leads\": [\n     {},\n     {\"email\": \"x\"}\n]}}}}", "line 7, /vendors/leaddyno/entities/leads/1/email", "email")]
    [InlineData("{\n \"vendors\": {\n  \"leaddyno\": {\n   \"entities\": {\n    \"plans\": [\n     // no code\n     {}\n]}}}}", "line 7, /vendors/leaddyno/entities/plans/0/code", "code")]
    [InlineData("{\n \"faults\": [\"slow\",\n  {\"kind\": \"cutt\"}]}", "line 3, /faults/1/kind", "cut")]
    [InlineData("{\n \"seed\": ,\n}", "line 2", "not JSON")]
    public async Task What_is_wrong_with_it_is_named_by_line_and_field_and_nothing_starts(string text, string place, string said)
    {
        Write(text);

        var refused = await Assert.ThrowsAsync<SeedFileException>(() => MocksServer.StartAsync(new MocksServerOptions { SeedFile = _path }));

        Assert.StartsWith(_path, refused.Message, StringComparison.Ordinal);
        Assert.Contains(place, refused.Message, StringComparison.Ordinal);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_says_so_and_leaves()
    {
        Write("{\n \"sise\": 2\n}");
        var (output, errors) = (new StringWriter(), new StringWriter());

        var code = await CommandLine.RunAsync(["--seed-file", _path, "--urls", "http://127.0.0.1:0"], new Dictionary<string, string>(), () => output, () => errors);

        Assert.Equal(CommandLine.Failure, code);
        Assert.Contains("line 2, /sise", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(CommandLine.Failure, await CommandLine.RunAsync([], new Dictionary<string, string> { ["MOCKS_SEED_FILE"] = _path + ".none" }, () => output, () => errors));
        Assert.Contains("cannot be read", errors.ToString(), StringComparison.Ordinal);
    }

    private void Write(string text) => File.WriteAllText(_path, text);
}
