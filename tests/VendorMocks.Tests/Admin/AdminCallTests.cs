using System.Globalization;
using System.Text;

namespace VendorMocks.Tests;

/// <summary>Every call of WireMock's admin API: where there is something, where there is nothing, and with bad input. A new call without its line fails.</summary>
public sealed class AdminCallTests
{
    private const string Id = "0f6b1f2a-53c5-4e43-9f4e-6c7a3f1d2b10";
    private const string Request = "00000000-0000-0000-0000-000000000001";
    private const string Sales = """{"matchesJsonPath":{"expression":"$.team","equalTo":"sales"}}""";
    private const string Mapping = """{"request":{"url":"/x"},"response":{"status":204}}""";

    private static readonly Line[] Lines =
    [
        new("GET", "", new("", null, "\"busy\""), new("", null, "\"total\": 0"), new("?limit=x", null, "?limit: 'x' is no whole number")),
        new("GET", "/mappings", new("?limit=1", null, "\"total\": 2"), new("", null, "\"total\": 0"), new("?page=2", null, "?page: 'page' is not supported here. Supported: limit, offset")),
        new("POST", "/mappings", new("", Mapping, "\"url\": \"/x\"", 201), null, new("", """{"request":{"urlPfad":"/x"},"response":{}}""", "/request/urlPfad: 'urlPfad' is not supported here")),
        new("DELETE", "/mappings", new("", null, "{}"), new("", null, "{}"), new("?x=1", null, "?x: 'x' is not supported here. Supported: none")),
        new("GET", "/mappings/unmatched", new("", null, "\"idle\""), new("", null, "\"total\": 0"), new("?offset=-1", null, "?offset: '-1' is no whole number")),
        new("POST", "/mappings/reset", new("", null, "{}"), new("", null, "{}"), new("?x=1", null, "?x")),
        new("POST", "/mappings/save", new("", null, "no folder"), new("", null, "no folder"), new("?x=1", null, "?x")),
        new("POST", "/mappings/import", new("", $$"""{"mappings":[{{Mapping}}]}""", "{}"), new("", """{"mappings":[]}""", "{}"), new("", """{"mappings":[{"request":{}}]}""", "/mappings/0: 'response' is missing")),
        new("POST", "/mappings/find-by-metadata", new("", Sales, "\"busy\""), new("", Sales, "\"total\": 0"), new("", """{"matches":"("}""", "/matches: The expression cannot be read")),
        new("POST", "/mappings/remove-by-metadata", new("", Sales, "\"busy\""), new("", Sales, "\"total\": 0"), new("", "[]", ": expected an object")),
        new("GET", "/mappings/{id}", new(Id, null, "\"busy\""), new(Id, null, "There is no stub mapping", 404), new(Id + "?x=1", null, "?x")),
        new("PUT", "/mappings/{id}", new(Id, Mapping, "\"status\": 204"), new(Id, Mapping, "There is no stub mapping", 404), new(Id, """{"request":{},"response":{"status":1}}""", "/response/status: expected a whole number from 200 to 599")),
        new("DELETE", "/mappings/{id}", new(Id, null, "{}"), new(Id, null, "There is no stub mapping", 404), new(Id + "?x=1", null, "?x")),
        new("GET", "/requests", new($"?matchingStub={Id}&since=2020-01-01T00:00:00Z", null, "\"busy\""), new("?since=2020-01-01T00:00:00Z", null, "\"total\": 0"), new("?since=yesterday", null, "?since: expected an ISO 8601 moment")),
        new("DELETE", "/requests", new("", null, "{}"), new("", null, "{}"), new("?x=1", null, "?x")),
        new("POST", "/requests/reset", new("", null, "{}"), new("", null, "{}"), new("?x=1", null, "?x")),
        new("POST", "/requests/count", new("", """{"method":"GET"}""", "\"count\": 2"), new("", "{}", "\"count\": 0"), new("", """{"method":7}""", "/method: expected a text")),
        new("POST", "/requests/find", new("", """{"method":"GET"}""", "leaddyno/v1/leads"), new("", "{}", "\"requests\": []"), new("", """{"url":7}""", "/url: expected a text")),
        new("POST", "/requests/remove", new("", """{"urlPath":"/v1/leads"}""", "\"busy\""), new("", "{}", "\"serveEvents\": []"), new("", """{"x":1}""", "/x: 'x' is not supported here")),
        new("POST", "/requests/remove-by-metadata", new("", Sales, "\"busy\""), new("", Sales, "\"serveEvents\": []"), new("", "{}", ": no matcher is named")),
        new("GET", "/requests/unmatched", new("", null, "/v1/nothing"), new("", null, "\"requests\": []"), new("?x=1", null, "?x")),
        new("GET", "/requests/unmatched/near-misses", new("", null, "≠ path: expected /v1/leads, was /v1/nothing"), new("", null, "\"nearMisses\": []"), new("?x=1", null, "?x")),
        new("POST", "/near-misses/request", new("", """{"url":"/v1/leeds"}""", "≠ path: expected /v1/leads, was /v1/leeds"), new("", """{"url":"/v1/leeds"}""", "\"nearMisses\": []"), new("", """{"url":"x"}""", "/url: a path with its query, beginning with a slash")),
        new("POST", "/near-misses/request-pattern", new("", """{"urlPath":"/v1/leeds"}""", "≠ path: expected /v1/leeds, was /v1/leads"), new("", "{}", "\"nearMisses\": []"), new("", "7", ": expected an object")),
        new("GET", "/requests/{id}", new(Request, null, "\"busy\""), new(Request, null, "There is no request", 404), new(Request + "?x=1", null, "?x")),
        new("DELETE", "/requests/{id}", new(Request, null, "\"busy\""), new(Request, null, "There is no request", 404), new(Request + "?x=1", null, "?x")),
        new("GET", "/scenarios", new("", null, "\"told\""), new("", null, "\"scenarios\": []"), new("?x=1", null, "?x")),
        new("POST", "/scenarios/reset", new("", null, "{}"), new("", null, "{}"), new("?x=1", null, "?x")),
        new("DELETE", "/scenarios", new("", null, "{}"), new("", null, "{}"), new("?x=1", null, "?x")),
        new("PUT", "/scenarios/{scenario}/state", new("story/state", """{"state":"told"}""", "{}"), new("story/state", "{}", "There is no scenario 'story'", 404), new("story/state", """{"state":7}""", "/state: expected a text, not 7")),
        new("GET", "/settings", new("", null, "\"fixedDelay\": 0"), new("", null, "\"settings\": {}"), new("?x=1", null, "?x")),
        new("POST", "/settings", new("", """{"fixedDelay":3}""", "\"fixedDelay\": 3"), new("", "{}", "\"settings\": {}"), new("", """{"fixedDelay":-1}""", "/fixedDelay: expected a whole number from 0")),
        new("PUT", "/settings", new("", """{"fixedDelay":3}""", "\"fixedDelay\": 3"), new("", "{}", "\"settings\": {}"), new("", """{"delayDistribution":{"type":"normal"}}""", "/delayDistribution/type: 'normal' is not supported. Supported: fixed, uniform, lognormal")),
        new("POST", "/reset", new("", null, "{}"), new("", null, "{}"), new("?x=1", null, "?x")),
        new("GET", "/health", new("", null, "\"healthy\""), new("", null, "\"healthy\""), new("?x=1", null, "?x")),
        new("GET", "/version", new("", null, "\"version\""), new("", null, "\"version\""), new("?x=1", null, "?x")),
        new("POST", "/shutdown", new("", null, "Whoever started this server stops it", 403), null, new("?x=1", null, "?x")),
    ];

    [Fact]
    public void Every_call_has_its_line() =>
        Assert.Equal(WireMockAdmin.Rows.Select(row => $"{row.Method} {row.Path}").Order(StringComparer.Ordinal), Lines.Select(line => $"{line.Method} {line.Path}").Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_call_answers_where_there_is_something()
    {
        await using var control = await ControlCalls.StartAsync();
        foreach (var (line, world) in await Furnished(control))
            await Check(control, world, line, line.Good, line.Good.Status);
    }

    [Fact]
    public async Task Every_call_answers_where_there_is_nothing()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/empty");
        foreach (var line in Lines)
        {
            if (line.Nothing is not { } nothing)
                continue;
            await Check(control, "empty", line, nothing, nothing.Status);
            control.Server.Host.Find("empty")!.Stubs.Clear();
            control.Server.Host.Find("empty")!.Stubs.UsualDelays = [];
        }
    }

    [Fact]
    public async Task Every_call_refuses_bad_input_by_its_place_and_changes_nothing()
    {
        await using var control = await ControlCalls.StartAsync();
        foreach (var (line, world) in await Furnished(control))
        {
            var refused = await Check(control, world, line, line.Bad, 422);
            Assert.StartsWith(line.Bad.Told.Split(':')[0], refused.Text("errors.0.source.pointer"), StringComparison.Ordinal);
            var stubs = control.Server.Host.Find(world)!.Stubs;
            Assert.Equal(["busy", "idle"], stubs.Active.Select(handle => handle.Stub.Name));
            Assert.Equal(("told", 0, 2), (stubs.Scenarios["story"], stubs.UsualDelays[0].Milliseconds, control.Server.Host.Find(world)!.Journal.Total));
        }
    }

    private static async Task<List<(Line Line, string World)>> Furnished(ControlCalls control)
    {
        var all = new List<(Line, string)>();
        foreach (var line in Lines)
        {
            var name = $"w{all.Count.ToString(CultureInfo.InvariantCulture)}";
            await control.Put($"/worlds/{name}");
            var world = control.Server.Host.Find(name)!;
            world.Stubs.AddMapping($$$"""{"id":"{{{Id}}}","name":"busy","scenarioName":"story","newScenarioState":"told","metadata":{"team":"sales"},"request":{"urlPath":"/v1/leads"},"response":{"status":503}}""");
            world.Stubs.AddMapping("""{"name":"idle","request":{"url":"/idle"},"response":{}}""");
            world.Stubs.UsualDelays = [new DelayFault(0)];
            await control.Client.Get($"/worlds/{name}/leaddyno/v1/leads");
            await control.Client.Get($"/worlds/{name}/leaddyno/v1/nothing?key={world.LeadDyno.Key}");
            all.Add((line, name));
        }

        return all;
    }

    private static async Task<Answer> Check(ControlCalls control, string world, Line line, Sent sent, int status)
    {
        // What is sent stands in place of the names in braces, and of what follows them.
        var brace = line.Path.IndexOf('{', StringComparison.Ordinal);
        var path = (brace < 0 ? line.Path : line.Path[..brace]) + sent.Rest;
        var answer = await control.Client.SendAsync(line.Method, $"/worlds/{world}/__admin{path}", sent.Body is null ? null : new StringContent(sent.Body, Encoding.UTF8, "application/json"));
        Assert.True(answer.Status == status, $"{line.Method} {path}: {answer.Status} {answer.Body}");
        var told = status == 422 ? $"{answer.Text("errors.0.source.pointer")}: {answer.Text("errors.0.detail")}" : answer.Body;
        Assert.True(told.Contains(sent.Told, StringComparison.Ordinal), $"{line.Method} {path}: {told}");
        return answer;
    }

    private sealed record Line(string Method, string Path, Sent Good, Sent? Nothing, Sent Bad);

    private sealed record Sent(string Rest, string? Body, string Told, int Status = 200);
}
