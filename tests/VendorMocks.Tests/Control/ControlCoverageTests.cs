using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>
/// Every control call, held against a table: how it succeeds, and which names in its path may mean nothing. What of its body and
/// query can be wrong is taken from the document of the API, so that a new call or field is tried without a line here.
/// </summary>
public sealed class ControlCoverageTests
{
    private const string World = "/__mocks/worlds/{name}";

    /// <summary>Every call, with the body and the query that it succeeds with.</summary>
    private static readonly Dictionary<string, Row> Table = new(StringComparer.Ordinal)
    {
        ["GET /healthz"] = new(),
        ["GET /readyz"] = new(),
        ["GET /__mocks"] = new(),
        ["GET /__mocks/ca.pem"] = new() { Status = 404 },
        ["GET /__mocks/openapi.json"] = new(),
        ["GET /__mocks/world.schema.json"] = new(),
        ["GET /__mocks/try"] = new(),
        // It follows for ever, and is followed in ControlVerifyTests.
        ["GET /__mocks/events"] = new(Query: "?limit=0") { Status = 400 },
        ["GET /__mocks/vendors"] = new(),
        ["GET /__mocks/vendors/{vendor}/rules"] = new(),
        ["GET /__mocks/vendors/{vendor}/hooks"] = new(),
        ["GET /__mocks/vendors/{vendor}/openapi.json"] = new(),
        ["GET /__mocks/unclaimed"] = new(Query: "?limit=1&after=0"),
        ["DELETE /__mocks/unclaimed"] = new() { Status = 204 },
        ["GET /__mocks/fault-profiles"] = new(),
        ["GET /__mocks/fault-profiles/{profile}"] = new(),
        ["PUT /__mocks/fault-profiles/{profile}"] = new("""{"summary":"","faults":[{"kind":"cut"}]}"""),
        ["DELETE /__mocks/fault-profiles/{profile}"] = new() { Status = 204, Before = "PUT /__mocks/fault-profiles/{profile}" },
        ["GET /__mocks/worlds"] = new(),
        ["POST /__mocks/worlds"] = new("""{"seed":7}""") { Status = 201 },
        ["POST /__mocks/worlds/import"] = new("file") { Status = 201 },
        [$"GET {World}"] = new(),
        [$"PUT {World}"] = new("""{"size":3}""") { Status = 201, Name = "new" },
        [$"DELETE {World}"] = new() { Status = 204 },
        [$"POST {World}/reset"] = new(),
        [$"GET {World}/export"] = new(Query: "?snapshot=then&secrets=shown"),
        [$"GET {World}/diff"] = new(Query: "?since=then&vendor=leaddyno&limit=1&secrets=hidden"),
        [$"GET {World}/report"] = new(Query: "?format=json"),
        [$"POST {World}/seed"] = new("""{"vendor":"leaddyno","leads":2,"locale":"de"}"""),
        [$"GET {World}/clock"] = new(),
        [$"POST {World}/clock/freeze"] = new(),
        [$"POST {World}/clock/run"] = new(),
        [$"POST {World}/clock/advance"] = new("""{"by":"PT60S"}"""),
        [$"POST {World}/clock/set"] = new("""{"to":"2099-01-01"}"""),
        [$"GET {World}/limits"] = new(),
        [$"PUT {World}/limits"] = new("""{"enabled":false}"""),
        [$"DELETE {World}/limits/windows"] = new(Query: "?vendor=leaddyno&key=k") { Status = 204 },
        [$"GET {World}/keys"] = new(),
        [$"POST {World}/keys"] = new("""{"vendor":"leaddyno"}"""),
        [$"GET {World}/{{vendor}}/rules"] = new(),
        [$"PATCH {World}/{{vendor}}/rules"] = new("""{"limit.requests":5}"""),
        [$"GET {World}/{{vendor}}/state"] = new(),
        [$"GET {World}/{{vendor}}/state/{{collection}}"] = new(Query: "?limit=1&offset=0&sort=-id&secrets=hidden"),
        [$"GET {World}/{{vendor}}/state/{{collection}}/{{id}}"] = new(Query: "?secrets=hidden"),
        [$"POST {World}/{{vendor}}/{{collection}}/{{verb}}"] = new("""{"email":"eve@example.com"}"""),
        [$"GET {World}/{{vendor}}/{{collection}}/{{verb}}"] = new() { Status = 405 },
        [$"GET {World}/faults"] = new(),
        [$"POST {World}/faults"] = new("""{"kind":"cut"}""") { Status = 201 },
        [$"POST {World}/faults/apply"] = new("""{"profile":"flaky","vendor":"leaddyno"}""") { Status = 201 },
        [$"DELETE {World}/faults"] = new(Query: "?vendor=leaddyno") { Status = 204 },
        [$"GET {World}/faults/{{id}}"] = new(),
        [$"DELETE {World}/faults/{{id}}"] = new() { Status = 204 },
        [$"GET {World}/snapshots"] = new(),
        [$"POST {World}/snapshots"] = new("""{"name":"now"}""") { Status = 201 },
        [$"GET {World}/snapshots/{{snapshot}}"] = new(),
        [$"DELETE {World}/snapshots/{{snapshot}}"] = new() { Status = 204 },
        [$"POST {World}/snapshots/{{snapshot}}/restore"] = new(),
        [$"POST {World}/snapshots/{{snapshot}}/open"] = new("""{"name":"copy"}""") { Status = 201 },
        [$"GET {World}/journal"] = new(Query: "?limit=1&after=0&vendor=leaddyno&operation=leads.list&status=200&from=2026-01-01&until=2027-01-01&field.email=a"),
        [$"GET {World}/journal/{{id}}"] = new(),
        [$"DELETE {World}/journal"] = new() { Status = 204 },
        [$"GET {World}/journal/{{id}}/fixture"] = new(),
        [$"GET {World}/journal.har"] = new(Query: "?secrets=shown"),
        // It follows for ever, and is followed in ControlJournalTests.
        [$"GET {World}/journal/events"] = new(Query: "?limit=0") { Status = 400 },
        [$"POST {World}/journal/verify"] = new("""{"operation":"leads.list","exactly":1}"""),
        [$"GET {World}/contracts"] = new(Query: "?reading=lenient"),
        [$"PUT {World}/contracts"] = new("""{"strict":true}"""),
        [$"POST {World}/contracts/verify"] = new(Query: "?reading=strict"),
    };

    public static TheoryData<string> Calls() => [.. Table.Keys];

    [Fact]
    public void Every_call_has_its_row_and_every_row_its_call() =>
        Assert.Equal(MocksServer.Routes().Select(route => $"{route.Method} {route.Path}").Order(), Table.Keys.Order());

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_succeeds(string call)
    {
        await using var control = await ArrangeAsync();
        if (Table[call].Before is { } before)
            await SendAsync(control, before, Table[before].Body, "");

        Answer answer;
        do
            answer = await SendAsync(control, call, Table[call].Body, Table[call].Query);
        while (call == "GET /readyz" && answer.Status == 503);

        Assert.True(answer.Status == Table[call].Status, $"{answer.Status} {answer.Body}");
    }

    /// <summary>No JSON, no object, a name that nobody knows, and each field with a value of another type.</summary>
    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_body_that_is_wrong_is_refused_by_name_and_changes_nothing(string call)
    {
        await using var control = await ArrangeAsync();
        if (BodyOf(await DocumentAsync(control), call) is not { } fields)
            return;
        var before = await StateAsync(control);
        var right = JsonNode.Parse(Table[call].Body is { } body && body != "file" ? body : "{}")!.AsObject();
        List<(string Body, string Field)> wrong = [("{\"a\":", "body"), ("[]", "body"), ("7", "body"), ("\"\\ud800\"", "body")];
        if (Table[call].Body != "file")
        {
            wrong.Add((With(right, "zzz", 1), "zzz"));
            wrong.AddRange(fields.Where(field => field != "$schema").Select(field => (With(field == "inOrder" ? [] : right, field, Odd(field)), field)));
        }

        foreach (var (sent, field) in wrong)
        {
            var refused = await SendAsync(control, call, sent, "");
            Assert.True(refused.Status == 400, $"{sent}: {refused.Status} {refused.Body}");
            // Of a list the place in it is named too.
            Assert.Matches($"^{Regex.Escape(field)}(\\.\\d+)?$", refused.Text("field"));
            Assert.False(string.IsNullOrEmpty(refused.Text("detail")));
        }

        Assert.Equal(before, await StateAsync(control));
    }

    /// <summary>A parameter that nobody knows, and each that is a number, a moment or one of few words with another value.</summary>
    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_query_that_is_wrong_is_refused_by_name_and_changes_nothing(string call)
    {
        await using var control = await ArrangeAsync();
        var parameters = ParametersOf(await DocumentAsync(control), call, "query");
        if (parameters.Count == 0)
            return;
        var before = await StateAsync(control);
        foreach (var name in parameters.Append("zzz"))
        {
            // Any key and any sort of a fitting field will do, and a name is a name.
            if (name is "key" or "field.<name>")
                continue;
            var refused = await SendAsync(control, call, Table[call].Body, $"?{name}=%3F");
            var status = name is "since" or "snapshot" || (name == "vendor" && !call.Contains("/journal", StringComparison.Ordinal) && !call.Contains("/unclaimed", StringComparison.Ordinal) && !call.EndsWith("/events", StringComparison.Ordinal)) ? 404 : 400;
            Assert.True(refused.Status == status, $"{name}: {refused.Status} {refused.Body}");
            Assert.Equal(name, refused.Text("field"));
        }

        Assert.Equal(before, await StateAsync(control));
    }

    /// <summary>One that nobody knows, and one that is nearly right; with a world that is not open, that is what is told.</summary>
    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_parameter_that_a_call_does_not_take_is_refused_with_what_it_takes(string call)
    {
        // Probes of health add what they like, and a hook that writes is told by its verb.
        if (call is "GET /healthz" or "GET /readyz" || Table[call].Status == 405)
            return;
        await using var control = await ArrangeAsync();
        var parameters = ParametersOf(await DocumentAsync(control), call, "query");
        var before = await StateAsync(control);

        var refused = await SendAsync(control, call, Table[call].Body, "?zzz=7");
        Assert.True(refused.Status == 400, $"{refused.Status} {refused.Body}");
        Assert.Equal(("zzz", "7"), (refused.Text("field"), refused.Text("value")));
        Assert.EndsWith(parameters.Count == 0 ? "Accepted: none." : $"{parameters[^1]}.", refused.Text("detail"), StringComparison.Ordinal);
        foreach (var name in parameters.Where(name => !name.Contains('<', StringComparison.Ordinal)))
        {
            var slip = await SendAsync(control, call, Table[call].Body, $"?{name}s=7");
            Assert.Equal((400, $"{name}s"), (slip.Status, slip.Text("field")));
            Assert.Contains($"Did you mean '{name}'?", slip.Text("detail"), StringComparison.Ordinal);
        }

        if (call.Contains("{name}", StringComparison.Ordinal) && call != $"PUT {World}")
            Assert.Equal((404, "world"), await SendAsync(control, call.Replace("{name}", "nowhere", StringComparison.Ordinal), Table[call].Body, "?zzz=7") is var missing ? (missing.Status, missing.Text("field")) : default);
        Assert.Equal(before, await StateAsync(control));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_name_in_the_path_that_means_nothing_is_named(string call)
    {
        if (call is "PUT /__mocks/fault-profiles/{profile}" or $"PUT {World}" || !call.Contains('{', StringComparison.Ordinal))
            return;
        await using var control = await ArrangeAsync();
        var before = await StateAsync(control);
        foreach (var part in call.Split('/').Where(part => part.StartsWith('{')))
        {
            var path = call.Replace(part, "nowhere", StringComparison.Ordinal);
            var missing = await SendAsync(control, path, Table[call].Body, call.EndsWith("/events", StringComparison.Ordinal) ? "" : Table[call].Query);
            Assert.True(missing.Status == 404, $"{path}: {missing.Status} {missing.Body}");
            Assert.Contains("nowhere", missing.Text("value"), StringComparison.Ordinal);
            Assert.False(string.IsNullOrEmpty(missing.Text("accepted")));
        }

        Assert.Equal(before, await StateAsync(control));
    }

    private static async Task<ControlCalls> ArrangeAsync()
    {
        var control = await ControlCalls.StartAsync(new MocksServerOptions { Default = new WorldOptions() });
        var world = control.Server.Default;
        // Else it is made behind the test's back.
        foreach (var vendor in Vendors.All)
            world.Prepare(vendor);
        world.Snapshots.Take("then");
        world.Faults.Add(Fault.Status(503).On("leads.delete"));
        await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key");
        await control.Client.Form("POST", "/leaddyno/v1/leads", "key", "demo-leaddyno-key", "email", "ada@example.com");
        return control;
    }

    private static async Task<Answer> SendAsync(ControlCalls control, string call, string? body, string query)
    {
        var (method, path) = (call.Split(' ')[0], call.Split(' ')[1]);
        var lead = control.Server.Default.LeadDyno.Leads[0].Id;
        var url = path.Replace("/state/{collection}/{id}", $"/state/leads/{lead}", StringComparison.Ordinal)
            .Replace("/nowhere/{id}", $"/nowhere/{lead}", StringComparison.Ordinal)
            .Replace("{name}", Table.TryGetValue(call, out var row) ? row.Name : "default", StringComparison.Ordinal)
            .Replace("{vendor}", "leaddyno", StringComparison.Ordinal).Replace("{collection}", "leads", StringComparison.Ordinal).Replace("{verb}", "capture", StringComparison.Ordinal)
            .Replace("{snapshot}", "then", StringComparison.Ordinal).Replace("{profile}", "flaky", StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal);
        if (body == "file")
            body = SnapshotTests.Bytes(control.Server.Host.Open(new WorldOptions { Name = "gone" })).Replace("demo-", "gone-", StringComparison.Ordinal);
        control.Server.Host.Find("gone")?.Dispose();
        return await control.Client.SendAsync(method, url + query, body is null ? null : new StringContent(body));
    }

    private static async Task<JsonNode> DocumentAsync(ControlCalls control) => JsonNode.Parse((await control.Get("/openapi.json")).Body)!;

    private static Task<string> StateAsync(ControlCalls control) => Task.FromResult(string.Join('\n', control.Server.Host.Worlds.Select(SnapshotTests.Bytes)
        .Concat(control.Server.Host.FaultProfiles.Select(profile => profile.Name)).Concat(control.Server.Default.Snapshots.List.Select(snapshot => snapshot.Name))
        .Append($"{control.Server.Default.Journal.Total}")));

    private static JsonNode? CallOf(JsonNode document, string call) => document["paths"]![call.Split(' ')[1]]?[call.Split(' ')[0].ToLowerInvariant()];

    private static List<string> ParametersOf(JsonNode document, string call, string place) =>
        [.. (CallOf(document, call)?["parameters"]?.AsArray() ?? []).Where(one => one!["in"]!.GetValue<string>() == place).Select(one => one!["name"]!.GetValue<string>())];

    /// <summary>The fields that a body has by the document; empty where it is one of several, null where there is none.</summary>
    private static List<string>? BodyOf(JsonNode document, string call)
    {
        if (CallOf(document, call)?["requestBody"]?["content"]?["application/json"]?["schema"] is not { } schema)
            return null;
        if (schema["$ref"] is { } reference)
            schema = document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!;
        return [.. (schema["properties"] as JsonObject ?? []).Select(field => field.Key)];
    }

    private static string With(JsonObject right, string field, JsonNode value)
    {
        var body = right.DeepClone().AsObject();
        body[field] = value;
        return body.ToJsonString();
    }

    // None of ours takes a list of a list of nothing.
    private static JsonArray Odd(string field) => new(new JsonArray(JsonValue.Create(field.Length)));

    private sealed record Row(string? Body = null, string Query = "")
    {
        public int Status { get; init; } = 200;

        public string Name { get; init; } = "default";

        public string? Before { get; init; }
    }
}
