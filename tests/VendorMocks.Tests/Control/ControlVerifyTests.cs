using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace VendorMocks.Tests;

/// <summary>The journal over HTTP: filtered, verified, followed, reported.</summary>
public sealed class ControlVerifyTests
{
    [Theory]
    [InlineData("?vendor=fixido", "")]
    [InlineData("?operation=leads.create", "1 2")]
    [InlineData("?operation=leads.create&status=201", "1")]
    [InlineData("?field.email=a@example.com", "1")]
    [InlineData("?from=2000-01-01T00:00:00Z&until=2000-01-02T00:00:00Z", "")]
    [InlineData("?vendor=leaddyno&limit=1", "3")]
    public async Task A_journal_is_asked_by_vendor_operation_status_field_and_time(string query, string ids)
    {
        await using var control = await WithCalls();

        var journal = await control.Get("/worlds/default/journal" + query);

        Assert.Equal(ids, string.Join(' ', journal["exchanges"].EnumerateArray().Select(exchange => exchange.GetProperty("id").GetInt64())));
    }

    [Theory]
    [InlineData("vendor=nobody", "vendor")]
    [InlineData("operation=leads.creat", "operation")]
    [InlineData("status=ok", "status")]
    [InlineData("from=yesterday", "from")]
    [InlineData("until=x", "until")]
    [InlineData("field.=x", "field.")]
    public async Task A_filter_that_means_nothing_is_refused_by_name(string query, string field)
    {
        await using var control = await ControlCalls.StartAsync();

        foreach (var path in (string[])["journal", "journal/events"])
        {
            var refused = await control.Get($"/worlds/default/{path}?{query}");
            Assert.Equal((400, field), (refused.Status, refused.Text("field")));
        }
    }

    [Theory]
    [InlineData("""{"operation":"leads.create","exactly":2}""", true)]
    [InlineData("""{"vendor":"leaddyno","operation":"leads.create","status":201,"fields":{"email":"a@example.com"},"atLeast":1}""", true)]
    [InlineData("""{"operation":"leads.create","atMost":1}""", false)]
    [InlineData("""{"operation":"leads.create","between":[2,3]}""", true)]
    [InlineData("""{"operation":"leads.get","never":true}""", true)]
    [InlineData("""{"fields":{"email":"c@example.com"},"exactly":1}""", false)]
    [InlineData("""{"fields":{"email":null},"exactly":1}""", true)]
    [InlineData("""{"inOrder":[{"operation":"leads.create","status":201},{"operation":"leads.list"}]}""", true)]
    [InlineData("""{"inOrder":[{"operation":"leads.list"},{"operation":"leads.create"}]}""", false)]
    public async Task Expectations_are_met_or_a_409_shows_why_not(string body, bool met)
    {
        await using var control = await WithCalls();

        var answer = await control.Post("/worlds/default/journal/verify", body);

        Assert.Equal(met ? 200 : 409, answer.Status);
        if (met)
            Assert.Equal("True", answer.Text("passed"));
        else
            Assert.Matches("Nearest misses|Matching calls", answer.Text("detail"));
    }

    [Fact]
    public async Task A_failure_tells_expectation_nearest_misses_unclaimed_calls_and_evictions()
    {
        await using var control = await WithCalls();
        await control.Client.Get("/nowhere");

        var missed = await control.Post("/worlds/default/journal/verify", """{"operation":"leads.create","fields":{"email":"c@example.com"},"exactly":1}""");

        Assert.StartsWith("Expected exactly 1 call to leads.create, with email \"c@example.com\". There were 0.\n\nNearest misses:\n  #2 POST", missed.Text("detail"), StringComparison.Ordinal);
        Assert.Contains("≠ email: expected \"c@example.com\", was \"a@example.com\"", missed.Text("detail"), StringComparison.Ordinal);
        Assert.Matches("Unclaimed calls \\(1\\), the latest first:\n  #1 GET http://[^/]+/nowhere -> 404", missed.Text("detail"));

        for (var i = 0; i < 1001; i++)
            control.Server.Host.Answer(new ApiRequest("GET", "http", "localhost", "/leaddyno/v1/leads?key=demo-leaddyno-key", [], default));
        var uncertain = await control.Post("/worlds/default/journal/verify", """{"operation":"leads.create","fields":{"email":"c@example.com"},"never":true}""");
        Assert.Equal(409, uncertain.Status);
        Assert.Contains("this cannot be certified", uncertain.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"operation":"leads.create"}""", "exactly")]
    [InlineData("""{"operation":"leads.create","exactly":1,"atLeast":1}""", "atLeast")]
    [InlineData("""{"operation":"leads.creat","exactly":1}""", "operation")]
    [InlineData("""{"vendor":"nobody","exactly":1}""", "vendor")]
    [InlineData("""{"status":"ok","exactly":1}""", "status")]
    [InlineData("""{"exactly":-1}""", "exactly")]
    [InlineData("""{"between":[3,1]}""", "between")]
    [InlineData("""{"never":false}""", "never")]
    [InlineData("""{"fields":{"a":[]},"exactly":1}""", "fields")]
    [InlineData("""{"from":"x","exactly":1}""", "from")]
    [InlineData("""{"inOrder":[]}""", "inOrder")]
    [InlineData("""{"inOrder":[7]}""", "inOrder")]
    [InlineData("""{"inOrder":[{"operation":"x"}]}""", "operation")]
    [InlineData("""{"inOrder":[{"operation":"leads.create"}],"exactly":1}""", "exactly")]
    [InlineData("""{"exaclty":1}""", "exaclty")]
    public async Task A_bad_expectation_is_refused_by_name_and_not_kept(string body, string field)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Post("/worlds/default/journal/verify", body);

        Assert.Equal((400, field), (refused.Status, refused.Text("field")));
        Assert.Empty(control.Server.Default.Journal.Expectations);
    }

    [Fact]
    public async Task A_journal_is_followed_as_it_grows()
    {
        await using var control = await WithCalls();
        using var response = await control.Client.GetAsync(new Uri("/__mocks/worlds/default/journal/events?after=1&operation=leads.create", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);

        Assert.Equal("2", await NextId(lines));
        await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key");
        await control.Client.Form("POST", "/leaddyno/v1/leads", "key", "demo-leaddyno-key", "email", "d@example.com");
        Assert.Equal("5", await NextId(lines));
        Assert.Equal("event: exchange", await lines.ReadLineAsync());
        Assert.StartsWith("data: {", await lines.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_worlds_are_followed_together_with_what_nobody_claimed()
    {
        await using var control = await ControlCalls.StartAsync();
        using var response = await control.Client.GetAsync(new Uri("/__mocks/events?text=10", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        await control.Put("/worlds/later");

        await control.Client.Get("/worlds/later/leaddyno/v1/leads?key=nobody");
        await control.Client.Get("/leaddyno/v1/leads?key=nobody");
        await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key");

        foreach (var (name, world) in ((string, string)[])[("exchange", "later"), ("unclaimed", "default"), ("exchange", "default")])
        {
            Assert.Equal("1", await NextId(lines));
            Assert.Equal($"event: {name}", await lines.ReadLineAsync());
            var data = new StringBuilder();
            while (await lines.ReadLineAsync() is { Length: > 0 } line)
                data.Append(line["data: ".Length..]);
            using var told = JsonDocument.Parse(data.ToString());
            Assert.Equal(world, told.RootElement.GetProperty("world").GetString());
            Assert.InRange(told.RootElement.GetProperty("response").GetProperty("body").GetString()!.IndexOf('…', StringComparison.Ordinal), -1, 10);
        }

        Assert.Equal((400, "after"), (await control.Get("/events?after=1")) is var refused ? (refused.Status, refused.Text("field")) : default);
    }

    [Fact]
    public async Task Bodies_are_cut_as_the_caller_wants()
    {
        await using var control = await WithCalls();

        var journal = await control.Get("/worlds/default/journal?text=5&operation=leads.create&limit=1");

        Assert.Matches("^.{5}… \\([0-9]+ characters more", journal["exchanges"][0].GetProperty("response").GetProperty("body").GetString());
        Assert.Equal((400, "text"), (await control.Get("/worlds/default/journal?text=all")) is var refused ? (refused.Status, refused.Text("field")) : default);
    }

    [Fact]
    public async Task Following_ends_when_the_world_closes()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a");
        using var response = await control.Client.GetAsync(new Uri("/__mocks/worlds/a/journal/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

        await control.Delete("/worlds/a");

        Assert.Equal(": following", (await response.Content.ReadAsStringAsync()).Trim());
        Assert.Equal(404, (await control.Get("/worlds/a/journal/events")).Status);
    }

    [Fact]
    public async Task The_report_has_calls_violations_unclaimed_calls_and_expectations_in_every_format()
    {
        await using var control = await WithCalls();
        await control.Client.Form("POST", "/leaddyno/v1/leads", "key", "demo-leaddyno-key", "email", "e@example.com", "fist_name", "<Ada>");
        await control.Client.Get("/nowhere?token=s3cr3t");
        await control.Post("/worlds/default/journal/verify", """{"name":"two leads","operation":"leads.create","status":201,"exactly":2}""");
        await control.Post("/worlds/default/journal/verify", """{"operation":"leads.get","atLeast":1}""");

        var junit = XDocument.Parse((await control.Get("/worlds/default/report?format=junit")).Body);
        var suites = junit.Root!.Elements("testsuite").ToDictionary(suite => suite.Attribute("name")!.Value);
        Assert.Equal(("2", "1"), (suites["expectations"].Attribute("tests")!.Value, suites["expectations"].Attribute("failures")!.Value));
        Assert.Contains(suites["expectations"].Elements("testcase"), one => one.Attribute("name")!.Value == "two leads" && one.Element("failure") is null);
        Assert.Contains("Nearest misses", suites["expectations"].Descendants("failure").Single().Value, StringComparison.Ordinal);
        Assert.Contains("fist_name", string.Concat(suites["contracts"].Descendants("failure").Select(failure => failure.Value)), StringComparison.Ordinal);
        Assert.StartsWith("Calls: 4, dropped: 0\n#1 POST /leaddyno/v1/leads -> 201", suites["contracts"].Element("system-out")!.Value, StringComparison.Ordinal);
        Assert.Contains("/nowhere?token=*** -> 404", suites["unclaimed"].Descendants("failure").Single().Value, StringComparison.Ordinal);

        var json = await control.Get("/worlds/default/report?format=json");
        Assert.Equal(("False", "4"), (json.Text("passed"), json["calls"].GetArrayLength().ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(("two leads", "True", "False"), (json.Text("expectations.0.name"), json.Text("expectations.0.passed"), json.Text("expectations.1.passed")));
        Assert.Contains("fist_name", json["violations"].GetRawText(), StringComparison.Ordinal);
        Assert.Equal("/nowhere?token=***", json.Text("unclaimed.0.request.url"));
        Assert.Contains("\"operation\": \"leads.create\"", json["counts"].GetRawText(), StringComparison.Ordinal);

        var html = await control.Get("/worlds/default/report?format=html");
        Assert.StartsWith("<!doctype html>", html.Body, StringComparison.Ordinal);
        Assert.Contains("not met: Expected at least 1 call to leads.get.", html.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("<Ada>", html.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", html.Body + json.Body + junit, StringComparison.Ordinal);

        Assert.Equal(4, (await control.Get("/worlds/default/report?format=har"))["log.entries"].GetArrayLength());
        foreach (var (query, field) in ((string, string)[])[("", "format"), ("?format=pdf", "format"), ("?format=json&x=1", "x")])
        {
            var refused = await control.Get("/worlds/default/report" + query);
            Assert.Equal((400, field), (refused.Status, refused.Text("field")));
        }

        Assert.Equal(404, (await control.Get("/worlds/nowhere/report?format=json")).Status);
        await control.Delete("/worlds/default/journal");
        Assert.Equal("0", (await control.Get("/worlds/default/report?format=json"))["expectations"].GetArrayLength().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_report_fails_on_unclaimed_calls_but_not_on_those_that_name_another_world()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a");
        await control.Put("/worlds/b");
        await control.Client.Get("/worlds/a/leadyno/v1/leads");

        Assert.Equal("1", Failures(await control.Get("/worlds/a/report?format=junit")));
        Assert.Equal("0", Failures(await control.Get("/worlds/b/report?format=junit")));
        Assert.Equal("False", (await control.Get("/worlds/a/report?format=json")).Text("passed"));
        Assert.Equal("True", (await control.Get("/worlds/b/report?format=json")).Text("passed"));
        // Nobody can tell whose these are, so that they are told to all.
        await control.Client.Get("/worlds/nobodys/leaddyno/v1/leads");
        await control.Client.Get("/leaddyno/v1/leads?key=unknown");
        Assert.Equal(3, (await control.Get("/worlds/a/report?format=json"))["unclaimed"].GetArrayLength());
        Assert.Equal(2, (await control.Get("/worlds/b/report?format=json"))["unclaimed"].GetArrayLength());
        Assert.Equal("1", Failures(await control.Get("/worlds/b/report?format=junit")));

        Assert.Equal(204, (await control.Delete("/unclaimed")).Status);
        Assert.Equal("True", (await control.Get("/worlds/a/report?format=json")).Text("passed"));

        static string Failures(Answer report) => XDocument.Parse(report.Body).Root!.Elements("testsuite").Single(suite => suite.Attribute("name")!.Value == "unclaimed").Attribute("failures")!.Value;
    }

    private static async Task<ControlCalls> WithCalls()
    {
        var control = await ControlCalls.StartAsync();
        await control.Client.Form("POST", "/leaddyno/v1/leads", "key", "demo-leaddyno-key", "email", "a@example.com");
        await control.Client.Form("POST", "/leaddyno/v1/leads", "key", "demo-leaddyno-key", "email", "nobody");
        await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key");
        return control;
    }

    private static async Task<string> NextId(StreamReader lines)
    {
        while (await lines.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                return line[4..];
        }

        throw new EndOfStreamException();
    }
}
