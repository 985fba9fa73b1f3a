using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>Short verbs against a running server.</summary>
public sealed class ControlCommandTests
{
    [Fact]
    public void Every_control_call_is_a_command_and_no_two_are_the_same()
    {
        var routes = MocksServer.Routes();
        var calls = routes.Where(route => route.Path.StartsWith("/__mocks/", StringComparison.Ordinal)).Select(route => ControlCommands.Call(route, routes)).ToArray();

        Assert.True(calls.Length > 20);
        Assert.Empty(calls.GroupBy(call => (string.Join(' ', call.Words), call.Places.Count, call.Words[0] == "hook" ? call.Route.Method : "")).Where(same => same.Count() > 1).Select(same => same.Key));
        Assert.Contains(calls, call => string.Join(' ', call.Words) == "clock advance" && call.MainField == "by");
    }

    [Fact]
    public async Task A_running_server_is_steered_from_the_command_line()
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions());
        var url = control.Server.BaseAddress.ToString();

        Assert.Contains("\"default\"", (await Run(url, "worlds")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Run(url, "worlds", "set", "shop", "seed=7")).ExitCode);
        Assert.NotNull(control.Server.Host.Find("shop"));
        var before = control.Server.Host.Find("shop")!.Clock.Now;
        Assert.Equal(0, (await Run(url, "clock", "advance", "PT1M", "--world", "shop")).ExitCode);
        Assert.True(control.Server.Host.Find("shop")!.Clock.Now >= before + TimeSpan.FromMinutes(1));
        using (var rules = JsonDocument.Parse((await Run(url, "rules", "change", "leaddyno", "limit.requests=3", "--world", "shop")).Output))
            Assert.Equal(3, rules.RootElement.GetProperty("limit.requests").GetInt32());
        Assert.Equal(0, (await Run(url, "world", "remove", "shop")).ExitCode);
        Assert.Null(control.Server.Host.Find("shop"));
    }

    [Fact]
    public async Task A_hook_is_played_by_its_id_and_the_log_shows_it()
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions());
        var url = control.Server.BaseAddress.ToString();
        var hook = Vendors.Find("flexbe")!.Hooks.First(one => one.Id.Contains("submit", StringComparison.OrdinalIgnoreCase));

        var played = await Run(url, ["hook", hook.Id, .. hook.Fields.Where(field => field.Required).Select(field => $"{field.Name}={field.Sample}")]);
        await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key");
        var log = await Run(url, "log");

        Assert.True(played.ExitCode == 0, played.Errors);
        Assert.Equal(0, log.ExitCode);
        Assert.Contains("/leaddyno/v1/leads?key=*** 200 [leads.list]", log.Output, StringComparison.Ordinal);
        Assert.Equal(2, log.Output.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("--body", "@{0}")]
    [InlineData("--body=@{0}")]
    public async Task A_body_is_taken_from_a_file(params string[] option)
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions());
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, """{"by":"PT1H"}""");
            var before = control.Server.Default.Clock.Now;
            var advanced = await Run(control.Server.BaseAddress.ToString(), ["clock", "advance", .. option.Select(word => word.Replace("{0}", file, StringComparison.Ordinal))]);

            Assert.True(advanced.ExitCode == 0, advanced.Errors);
            Assert.True(control.Server.Default.Clock.Now - before >= TimeSpan.FromHours(1));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task What_is_refused_is_said_in_the_servers_words_and_what_makes_no_sense_is_refused_here()
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions());
        var url = control.Server.BaseAddress.ToString();

        var refused = await Run(url, "clock", "advance", "by=nonsense");
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("\"field\": \"by\"", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await Run(url, "rules")).ExitCode);
        var unread = await Run(url, "clock", "advance", "--body", "{");
        Assert.Equal(2, unread.ExitCode);
        Assert.Contains("a file as @file", unread.Errors, StringComparison.Ordinal);
        Assert.Equal(2, (await Run("nonsense", "worlds")).ExitCode);
        await control.Server.DisposeAsync();
        Assert.Contains("does not answer", (await Run(url, "worlds")).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_has_the_verbs_examples_and_exit_codes_and_completion_knows_them()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        Assert.Equal(0, await CommandLine.RunAsync(["--help"], new Dictionary<string, string>(), () => output, () => errors));
        Assert.Equal(0, await CommandLine.RunAsync(["[suggest:6]", "clock "], new Dictionary<string, string>(), () => output, () => errors));

        foreach (var said in (string[])["clock", "worlds", "Examples:", "mocks log --follow", "Exit codes:", "advance"])
            Assert.Contains(said, output.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Errors)> Run(string url, params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exitCode = await CommandLine.RunAsync([.. args, "--url", url], new Dictionary<string, string>(), () => output, () => errors);
        return (exitCode, output.ToString(), errors.ToString());
    }
}
