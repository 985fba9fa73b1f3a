using System.Text;

namespace VendorMocks.Tests;

/// <summary>Each call of WireMock's admin API: success, nothing found, bad input.</summary>
public sealed class WireMockAdminTests
{
    private const string Busy = """{"name":"busy","request":{"method":"GET","urlPath":"/v1/leads"},"response":{"status":503,"body":"busy"},"metadata":{"team":"sales"}}""";

    [Fact]
    public async Task A_mapping_is_added_wins_over_the_fake_is_changed_and_taken_back()
    {
        await using var control = await ControlCalls.StartAsync();

        var created = await Admin(control, "POST", "/mappings", Busy);
        var id = created.Text("id");
        Assert.Equal((201, "busy", id), (created.Status, created.Text("name"), created.Text("uuid")));
        Assert.Equal((503, "busy"), await Call(control, "/leaddyno/v1/leads?key=demo-leaddyno-key"));

        Assert.Equal("/v1/leads", (await Admin(control, "GET", $"/mappings/{id}")).Text("request.urlPath"));
        Assert.Equal("1", (await Admin(control, "GET", "/mappings")).Text("meta.total"));
        var changed = await Admin(control, "PUT", $"/mappings/{id}", Busy.Replace("503", "504", StringComparison.Ordinal));
        Assert.Equal((200, "504", id), (changed.Status, changed.Text("response.status"), changed.Text("id")));
        Assert.Equal(504, (await Call(control, "/leaddyno/v1/leads")).Status);

        Assert.Equal(200, (await Admin(control, "DELETE", $"/mappings/{id}")).Status);
        Assert.Equal(200, (await Call(control, "/leaddyno/v1/leads?key=demo-leaddyno-key")).Status);
        foreach (var method in (string[])["GET", "PUT", "DELETE"])
            Assert.Equal(404, (await Admin(control, method, $"/mappings/{id}", method == "PUT" ? Busy : null)).Status);
    }

    [Fact]
    public async Task A_world_has_an_admin_of_its_own()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a");

        Assert.Equal(201, (await Admin(control, "POST", "/mappings", Busy, "/worlds/a")).Status);

        Assert.Equal((503, "busy"), await Call(control, "/worlds/a/leaddyno/v1/leads"));
        Assert.Equal("0", (await Admin(control, "GET", "/mappings")).Text("meta.total"));
        Assert.Equal("1", (await Admin(control, "GET", "/requests", null, "/worlds/a")).Text("meta.total"));
        Assert.Equal("0", (await Admin(control, "GET", "/requests")).Text("meta.total"));
        Assert.Equal(404, (await Admin(control, "GET", "/mappings", null, "/worlds/nowhere")).Status);
    }

    [Fact]
    public async Task Mappings_are_imported_found_and_removed_by_metadata()
    {
        await using var control = await ControlCalls.StartAsync();
        const string Id = "0f6b1f2a-53c5-4e43-9f4e-6c7a3f1d2b10";
        var import = $$$"""{"mappings":[{{{Busy}}},{"id":"{{{Id}}}","request":{"url":"/x"},"response":{"body":"one"}}],"importOptions":{"duplicatePolicy":"OVERWRITE","deleteAllNotInImport":true}}""";
        await Admin(control, "POST", "/mappings", """{"request":{"url":"/old"},"response":{}}""");

        Assert.Equal(200, (await Admin(control, "POST", "/mappings/import", import)).Status);
        Assert.Equal("2", (await Admin(control, "GET", "/mappings")).Text("meta.total"));
        Assert.Equal("1", (await Admin(control, "GET", "/mappings?limit=1&offset=1"))["mappings"].GetArrayLength().ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Admin(control, "POST", "/mappings/import", $$$"""{"mappings":[{"id":"{{{Id}}}","request":{"url":"/x"},"response":{"body":"two"}}],"importOptions":{"duplicatePolicy":"IGNORE"}}""");
        Assert.Equal((200, "one"), await Call(control, "/x"));

        const string Sales = """{"matchesJsonPath":{"expression":"$.team","equalTo":"sales"}}""";
        Assert.Equal("busy", (await Admin(control, "POST", "/mappings/find-by-metadata", Sales)).Text("mappings.0.name"));
        Assert.Equal("0", (await Admin(control, "POST", "/mappings/find-by-metadata", """{"matchesJsonPath":"$.nobody"}""")).Text("meta.total"));
        Assert.Equal("1", (await Admin(control, "POST", "/mappings/remove-by-metadata", Sales)).Text("meta.total"));
        Assert.Equal(Id, (await Admin(control, "GET", "/mappings")).Text("mappings.0.id"));
        Assert.Equal("0", (await Admin(control, "GET", "/mappings/unmatched")).Text("meta.total"));
        Assert.Contains("no folder", (await Admin(control, "POST", "/mappings/save")).Text("note"), StringComparison.Ordinal);
        Assert.Equal(200, (await Admin(control, "POST", "/mappings/reset")).Status);
        Assert.Equal("0", (await Admin(control, "GET", "/mappings")).Text("meta.total"));
    }

    [Fact]
    public async Task Requests_are_listed_counted_found_and_removed()
    {
        await using var control = await ControlCalls.StartAsync();
        var stub = (await Admin(control, "POST", "/mappings", Busy)).Text("id");
        await Call(control, "/leaddyno/v1/leads?key=s3cr3t");
        await Call(control, "/leaddyno/v1/visitors?key=demo-leaddyno-key");
        await Call(control, "/nowhere");

        const string Pattern = """{"method":"GET","urlPath":"/v1/leads"}""";
        Assert.Equal(("1", "0"), ((await Admin(control, "POST", "/requests/count", Pattern)).Text("count"), (await Admin(control, "POST", "/requests/count", """{"method":"PUT"}""")).Text("count")));
        Assert.Equal("/leaddyno/v1/leads?key=***", (await Admin(control, "POST", "/requests/find", Pattern)).Text("requests.0.url"));
        var all = await Admin(control, "GET", "/requests");
        Assert.Equal(("3", "False", "True"), (all.Text("meta.total"), all.Text("requests.0.wasMatched"), all.Text("requests.1.wasMatched")));
        Assert.Equal("busy", (await Admin(control, "GET", $"/requests?matchingStub={stub}")).Text("requests.0.stubMapping.name"));
        Assert.Equal("/nowhere", (await Admin(control, "GET", "/requests/unmatched")).Text("requests.0.url"));
        var id = all.Text("requests.2.id");
        Assert.Equal("503", (await Admin(control, "GET", $"/requests/{id}")).Text("response.status"));
        Assert.DoesNotContain("s3cr3t", all.Body, StringComparison.Ordinal);

        Assert.Equal(200, (await Admin(control, "DELETE", $"/requests/{id}")).Status);
        Assert.Equal(404, (await Admin(control, "GET", $"/requests/{id}")).Status);
        Assert.Equal("1", (await Admin(control, "POST", "/requests/remove", """{"url":"/nowhere"}"""))["serveEvents"].GetArrayLength().ToString(System.Globalization.CultureInfo.InvariantCulture));
        await Call(control, "/leaddyno/v1/leads");
        Assert.Equal("busy", (await Admin(control, "POST", "/requests/remove-by-metadata", """{"matchesJsonPath":"$.team"}""")).Text("serveEvents.0.stubMapping.name"));
        Assert.Equal("1", (await Admin(control, "GET", "/requests")).Text("meta.total"));
        foreach (var (method, path) in ((string, string)[])[("DELETE", "/requests"), ("POST", "/requests/reset")])
        {
            Assert.Equal(200, (await Admin(control, method, path)).Status);
            Assert.Equal("0", (await Admin(control, "GET", "/requests")).Text("meta.total"));
            await Call(control, "/nowhere");
        }
    }

    [Fact]
    public async Task Near_misses_tell_what_differs()
    {
        await using var control = await ControlCalls.StartAsync();
        await Admin(control, "POST", "/mappings", """{"name":"hello","request":{"method":"GET","url":"/hello"},"response":{}}""");
        await Admin(control, "POST", "/mappings", """{"name":"far","request":{"method":"PUT","url":"/far"},"response":{}}""");
        await Call(control, "/helo");

        var unmatched = await Admin(control, "GET", "/requests/unmatched/near-misses");
        Assert.Equal(("hello", "0.5", "  method: GET", "≠ url: expected /hello, was /helo"), (
            unmatched.Text("nearMisses.0.stubMapping.name"), unmatched.Text("nearMisses.0.matchResult.distance"), unmatched.Text("nearMisses.0.differences.0"), unmatched.Text("nearMisses.0.differences.1")));
        var asked = await Admin(control, "POST", "/near-misses/request", """{"url":"/far","method":"POST","headers":{"A":"b"},"body":"x"}""");
        Assert.Equal(("far", "≠ method: expected PUT, was POST"), (asked.Text("nearMisses.0.stubMapping.name"), asked.Text("nearMisses.0.differences.0")));
        var pattern = await Admin(control, "POST", "/near-misses/request-pattern", """{"method":"GET","url":"/hello"}""");
        Assert.Equal(("/helo", "≠ url: expected /hello, was /helo"), (pattern.Text("nearMisses.0.request.url"), pattern.Text("nearMisses.0.differences.1")));
    }

    [Fact]
    public async Task Stubs_made_in_code_are_listed_and_among_the_near_misses()
    {
        await using var control = await ControlCalls.StartAsync();
        var stubs = control.Server.Default.Stubs;
        stubs.Add(new Stub { Name = "code", Vendor = "leaddyno", Operation = "leads.get", Method = "GET", Path = "/v1/leads/1", When = call => call.Request.Header("X-A") is not null, Answer = _ => StubAnswer.Text(200, "") });
        stubs.Add(new Stub { Name = "torn", Method = "PUT", Path = "/far", When = _ => throw new InvalidOperationException("no luck"), Answer = _ => StubAnswer.Text(200, "") });

        var asked = await Admin(control, "POST", "/near-misses/request", """{"url":"/leaddyno/v1/leads/1"}""");
        var listed = await Admin(control, "GET", "/mappings");

        Assert.Equal("code", asked.Text("nearMisses.0.stubMapping.name"));
        Assert.Equal(
            ["  vendor: leaddyno", "  operation: leads.get", "  method: GET", "  path: /v1/leads/1", "≠ condition: expected what the stub's own code asks for, was not so"],
            asked["nearMisses.0.differences"].EnumerateArray().Select(line => line.GetString()));
        Assert.Equal("≠ condition: expected what the stub's own code asks for, was a failure: no luck", asked.Text("nearMisses.1.differences.2"));
        Assert.Equal(("torn", "PUT", "/far", "{}"), (listed.Text("mappings.0.name"), listed.Text("mappings.0.request.method"), listed.Text("mappings.0.request.urlPath"), listed["mappings.0.response"].GetRawText()));
        Assert.Equal("leads.get", listed.Text("mappings.1.request.operation"));
    }

    [Fact]
    public async Task Nothing_found_is_not_told_where_dropped_requests_may_have_been_such()
    {
        await using var control = await ControlCalls.StartAsync();
        const string Created = """{"operation":"leads.create"}""", Unknown = """{"method":"PUT"}""", Listed = """{"method":"GET"}""";
        for (var i = 0; i < 1001; i++)
            control.Server.Host.Answer(new ApiRequest("GET", "http", "localhost", "/leaddyno/v1/leads?key=demo-leaddyno-key", [], default));

        foreach (var path in (string[])["/requests/count", "/requests/find"])
        {
            var refused = await Admin(control, "POST", path, Unknown);
            Assert.Equal((409, "409"), (refused.Status, refused.Text("errors.0.code")));
            Assert.Contains("None of the requests that are kept is such, but 1 that were dropped", refused.Text("errors.0.detail"), StringComparison.Ordinal);
            // What was dropped is known by its operation, and was none of these.
            Assert.Equal(200, (await Admin(control, "POST", path, Created)).Status);
            Assert.Equal(200, (await Admin(control, "POST", path, Listed)).Status);
        }

        Assert.Equal(("1000", "1"), ((await Admin(control, "POST", "/requests/count", Listed)).Text("count"), (await Admin(control, "POST", "/requests/count", Listed)).Text("evicted")));
        Assert.Equal(200, (await Admin(control, "GET", "/requests/unmatched")).Status);
        for (var i = 0; i < 1001; i++)
            control.Server.Host.Answer(new ApiRequest("GET", "http", "localhost", "/nowhere", [], default));
        await Admin(control, "POST", "/requests/remove", """{"url":"/nowhere"}""");
        Assert.Equal(409, (await Admin(control, "GET", "/requests/unmatched")).Status);
        await Admin(control, "DELETE", "/requests");
        Assert.Equal("0", (await Admin(control, "POST", "/requests/count", Unknown)).Text("count"));
        Assert.Equal(200, (await Admin(control, "GET", "/requests/unmatched")).Status);
    }

    [Fact]
    public async Task Scenarios_settings_and_health()
    {
        await using var control = await ControlCalls.StartAsync();
        await Admin(control, "POST", "/mappings", """{"scenarioName":"story","requiredScenarioState":"Started","newScenarioState":"told","request":{"url":"/s"},"response":{"body":"once"}}""");

        Assert.Equal((200, "once"), await Call(control, "/s"));
        var scenarios = await Admin(control, "GET", "/scenarios");
        Assert.Equal(("story", "told", "Started", "told"), (scenarios.Text("scenarios.0.name"), scenarios.Text("scenarios.0.state"), scenarios.Text("scenarios.0.possibleStates.0"), scenarios.Text("scenarios.0.possibleStates.1")));
        Assert.Equal(404, (await Call(control, "/s")).Status);
        Assert.Equal(200, (await Admin(control, "POST", "/scenarios/reset")).Status);
        Assert.Equal((200, "once"), await Call(control, "/s"));
        Assert.Equal(200, (await Admin(control, "PUT", "/scenarios/story/state", """{"state":"Started"}""")).Status);
        Assert.Equal((200, "once"), await Call(control, "/s"));
        Assert.Equal(200, (await Admin(control, "PUT", "/scenarios/story/state")).Status);
        Assert.Equal(404, (await Admin(control, "PUT", "/scenarios/tale/state", "{}")).Status);

        var set = await Admin(control, "POST", "/settings", """{"fixedDelay":3,"delayDistribution":{"type":"uniform","lower":1,"upper":2}}""");
        Assert.Equal(("3", "uniform"), (set.Text("settings.fixedDelay"), set.Text("settings.delayDistribution.type")));
        Assert.Equal("3", (await Admin(control, "GET", "/settings")).Text("settings.fixedDelay"));
        Assert.Equal(3, control.Server.Default.Stubs.UsualDelays[0].Milliseconds);
        Assert.Equal("healthy", (await Admin(control, "GET", "/health")).Text("status"));
        Assert.NotEqual("", (await Admin(control, "GET", "/version")).Text("version"));
        Assert.Equal(403, (await Admin(control, "POST", "/shutdown")).Status);
    }

    [Fact]
    public async Task A_reset_drops_stubs_and_requests_and_leaves_what_vendors_hold()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Client.Form("POST", "/leaddyno/v1/leads", "key", "demo-leaddyno-key", "email", "a@example.com");
        await Admin(control, "POST", "/mappings", Busy);
        await Call(control, "/leaddyno/v1/leads");

        Assert.Equal(200, (await Admin(control, "POST", "/reset")).Status);

        Assert.Equal(("0", "0"), ((await Admin(control, "GET", "/mappings")).Text("meta.total"), (await Admin(control, "GET", "/requests")).Text("meta.total")));
        Assert.Contains("a@example.com", (await Call(control, "/leaddyno/v1/leads?key=demo-leaddyno-key")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/mappings", "{", "", "no JSON")]
    [InlineData("POST", "/mappings", null, "", "expected an object")]
    [InlineData("POST", "/mappings", """{"mappings":[]}""", "/mappings", "POST several to /__admin/mappings/import")]
    [InlineData("POST", "/mappings", """{"request":{"urlPfad":"/x"},"response":{}}""", "/request/urlPfad", "'urlPfad' is not supported here")]
    [InlineData("POST", "/mappings", """{"request":{},"response":{"statusMessage":"x"}}""", "/response/statusMessage", "not supported")]
    [InlineData("POST", "/mappings/import", """{"mappings":[{"request":{},"response":{"fault":"x"}}]}""", "/mappings/0/response/fault", "'x' is not supported")]
    [InlineData("POST", "/mappings/import", """{"mappings":[],"importOptions":{"duplicatePolicy":"KEEP"}}""", "/importOptions/duplicatePolicy", "OVERWRITE, IGNORE")]
    [InlineData("POST", "/mappings/import", "{}", "", "'mappings' is missing")]
    [InlineData("POST", "/mappings/find-by-metadata", "{}", "", "no matcher is named")]
    [InlineData("POST", "/mappings/remove-by-metadata", "[]", "", "expected an object")]
    [InlineData("POST", "/requests/count", """{"bodyPatterns":[{"equalToXml":"x"}]}""", "/bodyPatterns/0/equalToXml", "not supported")]
    [InlineData("POST", "/requests/find", "7", "", "expected an object")]
    [InlineData("POST", "/requests/remove", """{"x":1}""", "/x", "not supported here")]
    [InlineData("POST", "/requests/remove-by-metadata", "{}", "", "no matcher is named")]
    [InlineData("GET", "/requests?limit=x", null, "?limit", "'x' is no whole number")]
    [InlineData("GET", "/mappings?offset=-1", null, "?offset", "'-1' is no whole number")]
    [InlineData("POST", "/near-misses/request", "{}", "", "'url' is missing")]
    [InlineData("POST", "/near-misses/request", """{"url":"x"}""", "/url", "beginning with a slash")]
    [InlineData("POST", "/near-misses/request-pattern", """{"method":1}""", "/method", "expected a text")]
    [InlineData("POST", "/settings", """{"proxyPassThrough":true}""", "/proxyPassThrough", "not supported here")]
    [InlineData("POST", "/settings", """{"fixedDelay":"x"}""", "/fixedDelay", "whole number")]
    public async Task Bad_input_is_refused_in_WireMocks_shape(string method, string path, string? body, string pointer, string detail)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await Admin(control, method, path, body);

        Assert.Equal((422, pointer), (refused.Status, refused.Text("errors.0.source.pointer")));
        Assert.Contains(detail, refused.Text("errors.0.detail"), StringComparison.Ordinal);
        Assert.StartsWith(pointer, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Empty(control.Server.Default.Stubs.Active);
    }

    [Fact]
    public async Task It_is_guarded_as_the_control_API_is_and_is_the_vendors_on_a_vendors_host()
    {
        await using var control = await ControlCalls.StartAsync();

        Assert.Equal(403, (await control.Client.SendAsync("GET", "/__admin/mappings", null, ("Origin", "http://evil.example.com"))).Status);
        Assert.Equal(401, (await control.Client.SendAsync("GET", "/worlds/default/__admin/mappings", null, ("X-Forwarded-For", "1.2.3.4"))).Status);
        Assert.Equal(200, (await control.Client.SendAsync("GET", "/__admin/mappings", null, ("X-Forwarded-For", "1.2.3.4"), ("Authorization", $"Bearer {control.Server.ControlToken}"))).Status);
        var vendors = await control.Client.SendAsync("GET", "/__admin/mappings", null, ("Host", "api.leaddyno.com"));
        var elsewhere = await control.Client.SendAsync("GET", "/nothing/there", null, ("Host", "api.leaddyno.com"));
        Assert.Equal((elsewhere.Status, elsewhere.Body), (vendors.Status, vendors.Body));
        Assert.DoesNotContain("mappings", vendors.Body, StringComparison.Ordinal);
        var recordings = await Admin(control, "GET", "/recordings/status");
        Assert.Equal(404, recordings.Status);
        Assert.Contains("/__admin/mappings/import, ", recordings.Text("accepted"), StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Body)> Call(ControlCalls control, string url)
    {
        var answer = await control.Client.Get(url);
        return (answer.Status, answer.Body);
    }

    private static Task<Answer> Admin(ControlCalls control, string method, string path, string? json = null, string world = "") =>
        control.Client.SendAsync(method, $"{world}/__admin{path}", json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"));
}
