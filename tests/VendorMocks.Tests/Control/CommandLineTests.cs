namespace VendorMocks.Tests;

/// <summary>The executable's words: what it takes, refuses and says.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--sede 3", "There is no option '--sede'. Did you mean '--seed'?")]
    [InlineData("helth", "There is no command 'helth'. Did you mean 'health'?")]
    [InlineData("health --ur x", "There is no option '--ur'. Did you mean '--url'?")]
    [InlineData("--seed", "--seed")]
    [InlineData("--seed x", "--seed cannot be 'x'. It takes a whole number")]
    [InlineData("--seed -1", "--seed cannot be '-1'")]
    [InlineData("--size 0", "--size cannot be '0'")]
    [InlineData("--size defalt", "Did you mean 'default'?")]
    [InlineData("--start noon", "--start cannot be 'noon'. It takes an ISO 8601 moment")]
    [InlineData("--clock frosen", "Did you mean 'frozen'?")]
    [InlineData("--limits of", "Did you mean 'off'?")]
    [InlineData("--control opn", "Did you mean 'open'?")]
    [InlineData("--log warn", "--log cannot be 'warn'")]
    [InlineData("--map crm.example=leadino", "Did you mean 'leaddyno'?")]
    [InlineData("--map crm.example", "with one of clixnow, fixido")]
    [InlineData("--map crm.example=leaddyno@Team", "--map cannot be")]
    [InlineData("--map api.leaddyno.com=fixido", "--map cannot be")]
    [InlineData("--webhook-targets hooks.example.com;a..b", "--webhook-targets cannot be")]
    [InlineData("--cors localhost:3000", "--cors cannot be 'localhost:3000'. It takes origins such as http://localhost:3000")]
    [InlineData("--cors http://localhost:3000/", "--cors cannot be")]
    [InlineData("--cors http://localhost:3000;null", "--cors cannot be")]
    [InlineData("--cors ;", "--cors cannot be")]
    [InlineData("--urls 9000", "--urls cannot be '9000'")]
    [InlineData("--urls ftp://localhost:9000", "--urls cannot be")]
    [InlineData("--urls http://localhost:0", "--urls cannot be")]
    [InlineData("--urls http://localhost:70000", "--urls cannot be")]
    [InlineData("--urls ;", "--urls cannot be")]
    public async Task What_cannot_be_understood_is_refused_in_one_line(string line, string said)
    {
        var (exitCode, output, errors) = await Run(line);

        Assert.Equal((CommandLine.Usage, ""), (exitCode, output));
        Assert.Contains(said, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("serve --sede 3", "There is no option '--sede'. Did you mean '--seed'?")]
    [InlineData("serve --size defalt", "Did you mean 'default'?")]
    [InlineData("completion tcsh", "'bash' 'zsh'")]
    public async Task The_verb_to_serve_takes_what_the_program_takes_and_refuses_alike(string line, string said)
    {
        var (exitCode, _, errors) = await Run(line);

        Assert.Equal(CommandLine.Usage, exitCode);
        Assert.Contains(said, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("")]
    public async Task Serving_needs_no_word_for_it(string line)
    {
        await using var server = await MocksServer.StartAsync();
        var taken = ("MOCKS_URLS", server.BaseAddress.ToString().TrimEnd('/'));

        // It gets as far as listening.
        Assert.StartsWith($"Port {server.BaseAddress.Port} is taken", (await Run(line, taken)).Errors, StringComparison.Ordinal);
        Assert.StartsWith($"Port {server.BaseAddress.Port} is taken", (await Run($"{line} --urls {taken.Item2}".Trim())).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bash_completes_words_and_those_made_from_the_control_calls()
    {
        Assert.Equal(0, (await Run("completion bash")).ExitCode);
        var script = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(script, $$"""
            mocks() { dotnet '{{Path.Combine(AppContext.BaseDirectory, "mocks.dll")}}' "$@"; }
            eval "$(mocks completion bash)"
            COMP_LINE='mocks clock adv' COMP_POINT=15 COMP_WORDS=(mocks clock adv) COMP_CWORD=2
            _mocks
            echo "${COMPREPLY[*]}"
            COMP_LINE='mocks veri' COMP_POINT=10 COMP_WORDS=(mocks veri) COMP_CWORD=1
            _mocks
            echo "${COMPREPLY[*]}"
            """);

        var said = await Shell.RunAsync($"bash {script}");
        File.Delete(script);

        Assert.Equal(("advance\nverify", 0), (said.Output.Trim(), said.ExitCode));
        foreach (var (shell, _) in Completion.Scripts)
            Assert.Contains("[suggest:", (await Run($"completion {shell}")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_variable_is_refused_and_a_slip_in_its_name_is_pointed_out()
    {
        var (exitCode, _, errors) = await Run("", ("MOCKS_SEDE", "4"), ("MOCKS_LIMITS", "maybe"), ("MOCKS_PORT_8080_TCP", "tcp://10.0.0.1:8080"), ("MOCKS_SIZE", ""));

        Assert.Equal(CommandLine.Usage, exitCode);
        Assert.Equal(
            ["The variable MOCKS_SEDE is not read. Did you mean MOCKS_SEED?", "MOCKS_LIMITS cannot be 'maybe'. It takes on or off."],
            errors.TrimEnd().Split(Environment.NewLine));
    }

    [Fact]
    public void A_flag_goes_before_its_variable_and_ours_before_the_platforms()
    {
        var environment = new Dictionary<string, string> { ["MOCKS_SEED"] = "2", ["ASPNETCORE_URLS"] = "http://*:1" };

        Assert.Equal(2ul, Settings.Read(_ => null, environment).Options.Default.Seed);
        Assert.Equal(3ul, Settings.Read(setting => setting.Name == "seed" ? "3" : null, environment).Options.Default.Seed);
        Assert.Equal("http://*:1", Settings.Read(_ => null, environment).Options.Urls);
        environment["MOCKS_URLS"] = "http://*:2";
        Assert.Equal("http://*:2", Settings.Read(_ => null, environment).Options.Urls);
        Assert.Equal("http://localhost:8080", Settings.Read(_ => null, new Dictionary<string, string>()).Options.Urls);
    }

    [Fact]
    public void Every_setting_reaches_the_options()
    {
        var settings = Settings.Read(_ => null, new Dictionary<string, string>
        {
            ["MOCKS_SEED"] = "7",
            ["MOCKS_SIZE"] = "12",
            ["MOCKS_START"] = "2026-01-01T12:00:00Z",
            ["MOCKS_CLOCK"] = "frozen",
            ["MOCKS_LIMITS"] = "off",
            ["MOCKS_MAP"] = "crm.example = leaddyno@team-a; shop.example=flexbe;",
            ["MOCKS_WEBHOOK_TARGETS"] = "hooks.example.com; 203.0.113.0/24;",
            ["MOCKS_CONTROL"] = "open",
            ["MOCKS_LOG"] = "information",
            ["MOCKS_TOKEN"] = "t",
        });

        Assert.Empty(settings.Complaints);
        Assert.Empty(settings.Warnings);
        var targets = settings.Options.Default.WebhookTargets;
        Assert.Equal(["hooks.example.com", "203.0.113.0/24"], targets);
        Assert.Equal(new WorldOptions { Seed = 7, Size = WorldSize.Of(12), Start = WorldOptions.DefaultStart, Limits = false, WebhookTargets = targets }, settings.Options.Default);
        Assert.Equal([new HostMapping("crm.example", "leaddyno", "team-a"), new HostMapping("shop.example", "flexbe")], settings.Options.Maps);
        Assert.Equal((true, "t", Microsoft.Extensions.Logging.LogLevel.Information), (settings.Options.ControlOpen, settings.Options.ControlToken, settings.Options.LogLevel));
    }

    [Fact]
    public void The_default_world_of_the_server_is_seeded_and_runs_from_the_present() =>
        Assert.Equal(new WorldOptions { Size = WorldSize.Default, Running = true }, Settings.Read(_ => null, new Dictionary<string, string>()).Options.Default);

    [Fact]
    public async Task A_taken_port_is_said_plainly()
    {
        await using var server = await MocksServer.StartAsync();

        var (exitCode, output, errors) = await Run($"--urls {server.BaseAddress.ToString().TrimEnd('/')}");

        Assert.Equal((CommandLine.Failure, ""), (exitCode, output));
        Assert.StartsWith($"Port {server.BaseAddress.Port} is taken", errors, StringComparison.Ordinal);
        Assert.Contains("--urls http://localhost:", errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Low_ports_that_a_user_may_not_have_are_said_plainly()
    {
        var refused = new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.AccessDenied);

        Assert.Contains("ip_unprivileged_port_start", CommandLine.CannotListen("http://localhost:8080", refused, vendorHosts: true), StringComparison.Ordinal);
        Assert.Contains("http://localhost:80 is not allowed", CommandLine.CannotListen("http://localhost:80", refused), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_is_asked_by_the_executable_itself()
    {
        await using var control = await ControlCalls.StartAsync();
        while ((await control.Client.Get("/readyz")).Status != 200)
            await Task.Yield();
        var url = control.Server.BaseAddress.ToString();

        Assert.Equal((0, $"{url} is ready{Environment.NewLine}", ""), await Run($"health --url {url}"));
        Assert.Equal(0, (await Run("health", ("MOCKS_URLS", $"http://*:{control.Server.BaseAddress.Port}"))).ExitCode);
        await control.Server.DisposeAsync();
        var (exitCode, output, errors) = await Run($"health --url {url}");
        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith($"{url} does not answer: ", errors, StringComparison.Ordinal);
        Assert.Equal(CommandLine.Usage, (await Run("health --url nonsense")).ExitCode);
    }

    [Fact]
    public async Task Help_names_every_setting_and_its_variable()
    {
        var (exitCode, output, _) = await Run("--help");

        Assert.Equal(0, exitCode);
        Assert.All(Setting.All, setting =>
        {
            Assert.Contains(setting.Flag, output, StringComparison.Ordinal);
            Assert.Contains($"[{setting.Variable}]", output, StringComparison.Ordinal);
        });
        Assert.Contains("MOCKS_TOKEN", output, StringComparison.Ordinal);
        Assert.DoesNotContain("contentRoot", output, StringComparison.Ordinal);
        Assert.StartsWith(Product.Version, (await Run("--version")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_banner_shows_the_token_only_where_it_is_news()
    {
        var made = Settings.Read(_ => null, new Dictionary<string, string>());
        var given = Settings.Read(_ => null, new Dictionary<string, string> { ["MOCKS_TOKEN"] = "given-token" });
        string[] addresses = ["http://localhost:8080"];

        Assert.Contains($"Authorization: Bearer {made.Options.ControlToken}", Banner.Text(made, addresses), StringComparison.Ordinal);
        Assert.Contains($"{addresses[0]}/#token={made.Options.ControlToken}", Banner.Text(made, addresses), StringComparison.Ordinal);
        Assert.DoesNotContain("given-token", Banner.Text(given, addresses), StringComparison.Ordinal);
        Assert.All(
            Vendors.All.SelectMany(vendor => vendor.CredentialsOf("default")),
            credential => Assert.Contains(credential.Key, Banner.Text(made, addresses), StringComparison.Ordinal));
    }

    private static async Task<(int ExitCode, string Output, string Errors)> Run(string line, params (string Name, string Value)[] environment)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var variables = environment.ToDictionary(pair => pair.Name, pair => pair.Value);
        var exitCode = await CommandLine.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), variables, () => output, () => errors);
        return (exitCode, output.ToString(), errors.ToString());
    }
}
