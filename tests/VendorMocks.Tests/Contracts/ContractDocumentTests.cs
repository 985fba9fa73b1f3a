using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>What docs/contract-testing.md says is there.</summary>
public sealed partial class ContractDocumentTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathTo("docs", "contract-testing.md"));

    [Fact]
    public async Task The_table_of_options_is_that_of_the_command()
    {
        var (_, help, _) = await ContractCommandTests.Run("verify", "--help");
        Assert.Equal(
            Option().Matches(help).Select(m => m.Groups[1].Value).Except(["--help"]).Distinct().Order(StringComparer.Ordinal),
            TableOption().Matches(Document).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_control_calls_are_mapped()
    {
        await using var control = await ControlCalls.StartAsync();
        var routes = (await control.Get("")).Json.EnumerateArray().Select(route => $"{route.GetProperty("method")} {route.GetProperty("path")}").ToList();
        foreach (Match call in ControlCall().Matches(Document))
            Assert.Contains($"{call.Groups[1]} /__mocks{call.Groups[2].Value.Replace("<name>", "{name}", StringComparison.Ordinal)}", routes);
        Assert.Contains("GET /__mocks/vendors/{vendor}/openapi.json", routes);
    }

    [Fact]
    public async Task Its_shell_lines_do_what_it_says()
    {
        await using var control = await ControlCalls.StartAsync();
        var lines = Fence().Match(Document).Groups[1].Value.Replace("http://localhost:8080/", control.Server.BaseAddress.AbsoluteUri, StringComparison.Ordinal).Split('\n');
        var (output, code) = await Shell.RunAsync($"{lines[0]} -s && {lines[2]} -s");
        Assert.True(code == 0, output);
        await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key&pgae=1");
        Assert.NotEqual(0, (await Shell.RunAsync(lines[2] + " -s")).ExitCode);
    }

    [GeneratedRegex(@"^  (--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex(@"^\| `(--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex TableOption();

    [GeneratedRegex(@"^\| `([A-Z]+) …([^`]+)`", RegexOptions.Multiline)]
    private static partial Regex ControlCall();

    [GeneratedRegex(@"```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();
}
