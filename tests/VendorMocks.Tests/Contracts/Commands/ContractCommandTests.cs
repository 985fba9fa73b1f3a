using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

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
        await using var front = await FrontAsync(proxy);
        using var client = new HttpClient { BaseAddress = new Uri(front.Urls.First()) };
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
        await using var front = await FrontAsync(proxy);
        using var client = new HttpClient { BaseAddress = new Uri(front.Urls.First()) };
        var answer = await client.Get("/v1/leads");
        Assert.Equal(502, answer.Status);
        Assert.Contains("http://127.0.0.1:1/", answer.Text("detail"), StringComparison.Ordinal);
        Assert.Empty(folder.Files);
    }

    private static async Task<WebApplication> FrontAsync(RecordingProxy proxy)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var front = builder.Build();
        front.Run(proxy.AnswerAsync);
        await front.StartAsync();
        return front;
    }

    private static async Task<(int Code, string Output, string Errors)> Run(IReadOnlyDictionary<string, string> variables, params string[] args)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        return (await CommandLine.RunAsync(args, variables, output, errors), output.ToString(), errors.ToString());
    }
}
