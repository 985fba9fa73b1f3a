using System.Net;
using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>What a person meets first: the page at the root, health, and answers to calls that do not exist.</summary>
public sealed class ServerPagesTests
{
    [Fact]
    public async Task The_page_names_every_vendor_with_its_credentials()
    {
        await using var control = await ControlCalls.StartAsync();

        var page = await control.Client.Get("/");

        Assert.Equal("text/html; charset=utf-8", page.Header("Content-Type"));
        foreach (var vendor in Vendors.All)
        {
            Assert.Contains($"{control.Server.BaseAddress}{vendor.Name}{vendor.Root}", page.Body, StringComparison.Ordinal);
            Assert.All(vendor.CredentialsOf("default").SelectMany(credential => credential.Values.Values), value => Assert.Contains($"<code>{WebUtility.HtmlEncode(value)}</code>", page.Body, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Every_line_to_copy_from_the_page_works_in_a_shell()
    {
        await using var control = await ControlCalls.StartAsync();
        var lines = Regex.Matches((await control.Client.Get("/")).Body, "<pre>(curl .*?)</pre>").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).ToArray();

        Assert.Equal(Vendors.All.Count + 2, lines.Length);
        foreach (var line in lines)
        {
            var (output, exitCode) = await Shell.RunAsync(line + " -sS -w '\n%{http_code}'");
            Assert.Equal(0, exitCode);
            Assert.Matches(@"(?s).*\n20[01]$", output);
        }

        Assert.NotNull(control.Server.Host.Find("my-test"));
    }

    [Fact]
    public async Task A_vendors_sample_call_is_one_that_its_credential_opens()
    {
        await using var control = await ControlCalls.StartAsync();
        foreach (var vendor in Vendors.All)
        {
            var credential = vendor.CredentialsOf("default")[0];
            var sample = vendor.Sample(credential);
            var right = await Call(sample.Target, text => text);
            var wrong = await Call(sample.Target, text => text.Replace(credential.Key, "nobodys", StringComparison.Ordinal));
            Assert.NotEqual(wrong.Header("X-Mocks-Why"), right.Header("X-Mocks-Why"));

            Task<Answer> Call(string target, Func<string, string> change) => control.Client.SendAsync(
                sample.Json is null ? "GET" : "POST",
                $"/{vendor.Name}{change(target)}",
                sample.Json is { } json ? new StringContent(json, System.Text.Encoding.UTF8, "application/json") : null,
                [.. sample.Headers.Select(line => (line.Key, change(line.Value)))]);
        }
    }

    [Fact]
    public async Task Nothing_that_a_caller_sends_is_markup_on_the_page()
    {
        await using var control = await ControlCalls.StartAsync();

        var page = await control.Client.Get("/", ("Host", "a'&b.localhost"));

        Assert.True(page.Status == 400 || !page.Body.Contains("a'&b", StringComparison.Ordinal));
        Assert.Contains("default-src 'none'", (await control.Client.Get("/")).Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_answers_GET_and_HEAD()
    {
        await using var control = await ControlCalls.StartAsync();

        Assert.Equal("healthy", (await control.Client.Get("/healthz")).Text("status"));
        Assert.Equal(200, (await control.Client.SendAsync("HEAD", "/healthz")).Status);
        Assert.Equal(405, (await control.Client.SendAsync("POST", "/healthz")).Status);
    }

    [Fact]
    public async Task A_server_becomes_ready_once_its_data_stands()
    {
        await using var control = await ControlCalls.StartAsync();
        Answer ready;
        do
            ready = await control.Client.Get("/readyz");
        while (ready.Status == 503 && ready.Text("title") == "Not ready");

        Assert.Equal((200, "ready"), (ready.Status, ready.Text("status")));
    }

    [Fact]
    public async Task The_control_API_lists_its_calls_and_every_path_of_the_list_exists()
    {
        await using var control = await ControlCalls.StartAsync();
        var calls = (await control.Get("")).Json.EnumerateArray().ToArray();

        Assert.True(calls.Length > 15);
        foreach (var call in calls)
        {
            var path = Regex.Replace(call.GetProperty("path").GetString()!, "{.*?}", "leaddyno");
            // A stream is followed for ever, unless something is wrong with what is asked.
            var answer = await control.Client.SendAsync(call.GetProperty("method").GetString()!, path.EndsWith("/events", StringComparison.Ordinal) ? path + "?limit=0" : path);
            Assert.NotEqual(405, answer.Status);
            Assert.NotEqual("path", answer.Status >= 400 && answer.Body.Contains("\"field\"", StringComparison.Ordinal) ? answer.Text("field") : null);
            Assert.False(string.IsNullOrWhiteSpace(call.GetProperty("summary").GetString()));
        }
    }

    [Fact]
    public async Task A_call_that_does_not_exist_is_answered_with_the_nearest()
    {
        await using var control = await ControlCalls.StartAsync();

        var missing = await control.Get("/wrlds");
        var verb = await control.Patch("/worlds", "{}");

        Assert.Equal((404, "path"), (missing.Status, missing.Text("field")));
        Assert.Contains("Did you mean '/__mocks/worlds'?", missing.Text("detail"), StringComparison.Ordinal);
        Assert.Equal((405, "PATCH", "GET, POST"), (verb.Status, verb.Text("value"), verb.Text("accepted")));
        Assert.Equal(404, (await control.Client.Get("/__mocksworlds")).Status);
    }

    [Fact]
    public async Task Answers_end_with_a_line_break_for_the_shell()
    {
        await using var control = await ControlCalls.StartAsync();

        Assert.EndsWith("}\n", (await control.Get("/worlds/default")).Body, StringComparison.Ordinal);
        Assert.EndsWith("}\n", (await control.Get("/worlds/none")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fake_is_found_at_the_address_that_the_server_tells()
    {
        await using var server = await MocksServer.StartAsync();
        using var world = server.Host.Open(new WorldOptions { Name = "a" });
        using var client = new HttpClient { BaseAddress = server.AddressOf(world.LeadDyno) };

        Assert.Equal("[]", (await client.Get($"leads?key={world.LeadDyno.Key}")).Body);
        Assert.Equal(1, world.Journal.Total);
        Assert.Equal($"{server.BaseAddress}leaddyno/v1/", server.AddressOf(server.Default.LeadDyno).ToString());
    }
}
