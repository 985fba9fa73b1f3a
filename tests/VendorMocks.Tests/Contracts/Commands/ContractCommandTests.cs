using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Spectre.Console;

namespace VendorMocks.Tests;

public sealed class ContractCommandTests
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();

    [Fact]
    public async Task Verify_passes_against_the_fake_and_prints_what_was_asked_for()
    {
        var (code, output, _) = await Run(Nothing, "verify", "leaddyno", "--format", "json");
        Assert.Equal(0, code);
        Assert.Equal("leaddyno", JsonElement.Parse(output)[0].GetProperty("vendor").GetString());
        Assert.Contains("testsuite", (await Run(Nothing, "verify", "leaddyno", "--format", "junit")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_takes_credentials_from_the_environment_and_says_when_it_cannot_run()
    {
        await using var server = await MocksServer.StartAsync();
        var target = $"{server.BaseAddress}{{vendor}}";
        var (code, output, _) = await Run(new Dictionary<string, string> { ["MOCKS_LEADDYNO_KEY"] = "demo-leaddyno-key" }, "verify", "leaddyno", "--target", target);
        Assert.Equal(0, code);
        Assert.Contains("which was not allowed", output, StringComparison.Ordinal);
        Assert.Equal(2, (await Run(Nothing, "verify", "leaddyno", "--target", target)).Code);
        Assert.Equal(2, (await Run(Nothing, "verify", "leaddyno", "--target", "nowhere")).Code);
        Assert.Equal(2, (await Run(Nothing, "verify", "nobody")).Code);
        Assert.Equal(2, (await Run(Nothing, "verify", "leaddyno", "--fixtures", "/no/such/folder")).Code);
    }

    [Fact]
    public async Task A_terminal_shows_how_far_each_vendor_is()
    {
        var (screen, output) = (new StringWriter(), new StringWriter());
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(screen),
        });
        terminal.Profile.Width = 100;
        var arguments = new VerifyArguments(["leaddyno", "flexbe"], "fake", AllowWrites: false, Lenient: false, Demo: false, null, "limit", "json");
        Assert.Equal(0, await VerifyCommand.RunAsync(arguments, Nothing, output, new StringWriter(), terminal, TestContext.Current.CancellationToken));
        var shown = screen.ToString();
        Assert.Matches("LeadDyno[^\n]*100%", shown);
        Assert.Matches("Flexbe[^\n]*100%", shown);
        Assert.Equal(2, JsonElement.Parse(output.ToString()).GetArrayLength());
    }

    [Fact]
    public async Task A_malformed_fixture_is_named_with_line_and_reason()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "leads.get.bad.json"), "{\n \"operation\": 7 }", TestContext.Current.CancellationToken);
        var (code, _, errors) = await Run(Nothing, "verify", "leaddyno", "--fixtures", folder.Path);
        Assert.Equal(2, code);
        Assert.Contains("leads.get.bad.json, line 2:", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_prints_the_document()
    {
        var (code, output, _) = await Run(Nothing, "openapi", "leaddyno");
        Assert.Equal((0, "3.1.0"), (code, JsonElement.Parse(output).GetProperty("openapi").GetString()));
        Assert.Equal(2, (await Run(Nothing, "openapi", "nobody")).Code);
    }

    [Fact]
    public async Task The_proxy_hands_on_what_comes_and_keeps_it_without_secrets()
    {
        await using var server = await MocksServer.StartAsync();
        using var folder = new TemporaryFolder();
        var seen = new StringWriter();
        using var proxy = new RecordingProxy(new Uri(server.BaseAddress, "leaddyno"), new FixtureRecorder(LeadDyno.Instance, folder.Path, "a test"), seen);
        await using var front = await Front.StartAsync(proxy.AnswerAsync);
        using var client = new HttpClient { BaseAddress = new Uri(front.Address) };
        var created = await client.Form("POST", "/v1/leads", "key", "demo-leaddyno-key", "email", "ada.byron@example.com");
        var read = await client.Get($"/v1/leads/{created.Text("id")}", ("key", "demo-leaddyno-key"));
        Assert.Equal((201, 200, "ada.byron@example.com"), (created.Status, read.Status, read.Text("email")));
        Assert.NotNull(read.Header("X-RateLimit-Limit-Minute"));

        Assert.Equal(["leads.create.recorded-201.json", "leads.get.recorded-200.json"], folder.Files.Select(Path.GetFileName));
        Assert.DoesNotContain("demo-leaddyno-key", folder.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("byron", folder.AllText, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("new: leads.create.recorded-201.json", seen.ToString(), StringComparison.Ordinal);
        var (code, output, _) = await Run(Nothing, "verify", "leaddyno", "--fixtures", folder.Path, "--target", $"{server.BaseAddress}leaddyno", "--demo-credentials", "--allow-writes");
        Assert.True(code == 0, output);
    }

    [Fact]
    public async Task A_service_that_is_down_is_a_502_that_says_so()
    {
        using var folder = new TemporaryFolder();
        using var proxy = new RecordingProxy(new Uri("http://127.0.0.1:1"), new FixtureRecorder(LeadDyno.Instance, folder.Path, "a test"), TextWriter.Null);
        await using var front = await Front.StartAsync(proxy.AnswerAsync);
        using var client = new HttpClient { BaseAddress = new Uri(front.Address) };
        var answer = await client.Get("/v1/leads");
        Assert.Equal(502, answer.Status);
        Assert.Contains("http://127.0.0.1:1/", answer.Text("detail"), StringComparison.Ordinal);
        Assert.Empty(folder.Files);
        Assert.EndsWith("0 calls recorded, 0 fixtures written, 0 calls of no operation, 1 not answered by 127.0.0.1:1", proxy.Totals(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_takes_no_fixture_is_told_and_the_caller_has_the_answer()
    {
        await using var server = await MocksServer.StartAsync();
        using var folder = new TemporaryFolder();
        var (seen, inside) = (new StringWriter(), Path.Combine(folder.Path, "gone"));
        using var proxy = new RecordingProxy(new Uri(server.BaseAddress, "leaddyno"), new FixtureRecorder(LeadDyno.Instance, inside, "a test"), seen);
        await using var front = await Front.StartAsync(proxy.AnswerAsync);
        using var client = new HttpClient { BaseAddress = new Uri(front.Address) };
        Directory.Delete(inside);

        Assert.Equal(200, (await client.Get("/v1/leads/count?key=demo-leaddyno-key")).Status);
        Assert.StartsWith("The fixture of GET /v1/leads/count could not be written: ", seen.ToString(), StringComparison.Ordinal);

        Directory.CreateDirectory(inside);
        Assert.Equal(200, (await client.Get("/v1/leads/count?key=demo-leaddyno-key")).Status);
        Assert.Contains("new: leads.count.recorded-200.json", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_cannot_be_read_or_written_are_told_in_a_line()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        foreach (var args in (string[][])[["import-har", "leaddyno", folder.Path, "--out", Path.Combine(folder.Path, "out")], ["record", "leaddyno", "--to", "http://127.0.0.1:1", "--out", Path.Combine(file, "below")], ["verify", "leaddyno", "--fixtures", file]])
        {
            var (code, _, errors) = await Run(args);
            Assert.Equal(2, code);
            Assert.Single(errors.TrimEnd().Split('\n'));
        }
    }

    [Fact]
    public async Task A_service_that_breaks_off_in_the_middle_is_a_502_too()
    {
        using var folder = new TemporaryFolder();
        await using var breaking = await Front.StartAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using var proxy = new RecordingProxy(new Uri(breaking.Address), new FixtureRecorder(LeadDyno.Instance, folder.Path, "a test"), TextWriter.Null);
        await using var front = await Front.StartAsync(proxy.AnswerAsync);
        using var client = new HttpClient { BaseAddress = new Uri(front.Address) };
        Assert.Equal(502, (await client.Get("/v1/leads")).Status);
        Assert.Empty(folder.Files);
    }

    [Fact]
    public async Task All_vendors_verify_against_the_server_over_HTTP()
    {
        await using var server = await MocksServer.StartAsync(new MocksServerOptions { Default = new WorldOptions { Running = true, Limits = false } });
        var (code, output, errors) = await Run("verify", "--target", $"{server.BaseAddress}{{vendor}}", "--demo-credentials", "--allow-writes", "--pace", "off", "--format", "json");
        Assert.Equal((0, ""), (code, errors));
        var reports = JsonElement.Parse(output).EnumerateArray().ToList();
        Assert.Equal(Vendors.All.Select(vendor => vendor.Name), reports.Select(report => report.GetProperty("vendor").GetString()));
        Assert.All(reports, report => Assert.Contains("confirmed", report.GetProperty("rules").EnumerateObject().Select(rule => rule.Value.GetString())));
    }

    [Theory]
    [InlineData("slow")]
    [InlineData("0")]
    [InlineData("-1")]
    public async Task A_pace_that_cannot_be_kept_is_refused(string pace)
    {
        var (code, _, errors) = await Run("verify", "leaddyno", "--pace", pace);
        Assert.Equal((2, $"--pace cannot be '{pace}'. It takes limit, off, or a number of calls per minute.\n"), (code, errors.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Record_says_where_it_listens_and_in_the_end_what_came_of_it()
    {
        await using var server = await MocksServer.StartAsync();
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var output = new Lines();
        var running = CommandLine.RunAsync(
            ["record", "leaddyno", "--to", $"{server.BaseAddress}leaddyno", "--out", folder.Path, "--urls", "http://127.0.0.1:0"], Nothing, () => output, () => TextWriter.Null, stop.Token);
        var first = await output.First;
        Assert.Matches($"^records http://127.0.0.1:[0-9]+ -> {server.BaseAddress}leaddyno into ", first);
        using (var client = new HttpClient { BaseAddress = new Uri(first.Split(' ')[1]) })
        {
            await client.Form("POST", "/v1/leads", "key", "demo-leaddyno-key", "email", "ada.byron@example.com");
            await client.Form("POST", "/v1/leads", "key", "demo-leaddyno-key", "email", "ada.lovelace@example.com");
            await client.Get("/nothing");
        }

        await stop.CancelAsync();
        Assert.Equal(0, await running);
        Assert.Equal(["leads.create.recorded-201.json"], folder.Files.Select(Path.GetFileName));
        Assert.Contains("leads.create                     201      2 calls     1 new", output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"3 calls recorded, 1 fixtures written, 1 calls of no operation, 0 not answered by {server.BaseAddress.Authority}", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://example.com", "--to cannot be 'ftp://example.com'")]
    [InlineData("api.example.com", "--to cannot be 'api.example.com'")]
    public async Task An_upstream_that_is_no_address_is_refused(string upstream, string complaint)
    {
        using var folder = new TemporaryFolder();
        var (code, _, errors) = await Run("record", "leaddyno", "--to", upstream, "--out", folder.Path);
        Assert.Equal(2, code);
        Assert.Contains(complaint, errors, StringComparison.Ordinal);
    }

    internal static Task<(int Code, string Output, string Errors)> Run(params string[] args) => Run(Nothing, args);

    private static async Task<(int Code, string Output, string Errors)> Run(IReadOnlyDictionary<string, string> variables, params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        return (await CommandLine.RunAsync(args, variables, () => output, () => errors), output.ToString(), errors.ToString());
    }

    /// <summary>A writer that tells when the first line is there.</summary>
    private sealed class Lines : StringWriter
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> First => _first.Task;

        public override Task WriteLineAsync(string? value)
        {
            WriteLine(value);
            _first.TrySetResult(value!);
            return Task.CompletedTask;
        }
    }
}
