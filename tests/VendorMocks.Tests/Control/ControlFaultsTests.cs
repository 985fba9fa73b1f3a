using System.Text.Json;

namespace VendorMocks.Tests;

public sealed class ControlFaultsTests
{
    private const string Url = "/leaddyno/v1/leads?key=demo-leaddyno-key";

    public static TheoryData<string> Kinds => FaultJsonTests.Texts;

    [Fact]
    public async Task Two_calls_fail_and_the_third_does_not_and_the_list_tells_how_often()
    {
        await using var control = await ControlCalls.StartAsync();

        var added = await control.Post("/worlds/default/faults", """{"kind":"status","status":503,"vendor":"leaddyno","operation":"leads.list","times":2}""");

        Assert.Equal((201, "/__mocks/worlds/default/faults/1"), (added.Status, added.Header("Location")));
        int[] statuses = [(await control.Client.Get(Url)).Status, (await control.Client.Get(Url)).Status, (await control.Client.Get(Url)).Status];
        Assert.Equal([503, 503, 200], statuses);
        var listed = await control.Get("/worlds/default/faults");
        Assert.Equal(("1", "2"), (listed.Text("0.id"), listed.Text("0.fired")));
        Assert.Equal("leads.list", listed.Text("0.fault.operation"));
        var journal = await control.Get("/worlds/default/journal");
        Assert.Equal("status", journal.Text("exchanges.0.fault"));
        Assert.False(journal["exchanges.2"].TryGetProperty("fault", out _));
        Assert.Equal(listed["0"].GetRawText().Replace(" ", "", StringComparison.Ordinal), (await control.Get("/worlds/default/faults/1")).Body.Trim().Replace(" ", "", StringComparison.Ordinal), ignoreLineEndingDifferences: true, ignoreWhiteSpaceDifferences: true);
        Assert.Equal(204, (await control.Delete("/worlds/default/faults/1")).Status);
        Assert.Equal("[]", (await control.Get("/worlds/default/faults")).Body.Trim());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_is_added_as_it_is_shown(string fault)
    {
        await using var control = await ControlCalls.StartAsync();

        var added = await control.Post("/worlds/default/faults", fault);

        Assert.True(added.Status == 201, added.Body);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(fault).RootElement, added["fault"]), added.Body);
    }

    [Fact]
    public async Task A_kind_that_some_door_cannot_do_says_so()
    {
        await using var control = await ControlCalls.StartAsync();

        foreach (var kind in (string[])["cut", "cut-body", "reset", "empty", "timeout"])
            Assert.Contains("In process", (await control.Post("/worlds/default/faults", $$"""{"kind":"{{kind}}"}""")).Text("note"), StringComparison.Ordinal);
        Assert.False((await control.Post("/worlds/default/faults", """{"kind":"stale"}""")).Json.TryGetProperty("note", out _));
    }

    [Theory]
    [InlineData(null, "kind", "kind is missing")]
    [InlineData("{}", "kind", "kind is missing")]
    [InlineData("""{"kind":"statsu","status":503}""", "kind", "Did you mean 'status'?")]
    [InlineData("""{"kind":7}""", "kind", "cannot be '7'")]
    [InlineData("""{"kind":"status"}""", "status", "status is missing")]
    [InlineData("""{"kind":"status","status":"503"}""", "status", "200 to 599")]
    [InlineData("""{"kind":"status","status":99}""", "status", "200 to 599")]
    [InlineData("""{"kind":"status","status":503,"probabilty":1}""", "probabilty", "Did you mean 'probability'?")]
    [InlineData("""{"kind":"status","status":503,"retryAfter":-1}""", "retryAfter", "0 or more")]
    [InlineData("""{"kind":"delay"}""", "milliseconds", "missing")]
    [InlineData("""{"kind":"delay","milliseconds":-1}""", "milliseconds", "milliseconds")]
    [InlineData("""{"kind":"delay","milliseconds":9,"toMilliseconds":1}""", "toMilliseconds", "9 to")]
    [InlineData("""{"kind":"delay","milliseconds":9,"sigma":9}""", "sigma", "0 to 5")]
    [InlineData("""{"kind":"slow-body","bytesPerSecond":0}""", "bytesPerSecond", "1 byte")]
    [InlineData("""{"kind":"refusal","refusal":"because"}""", "refusal", "too-many, unknown-key or server-error")]
    [InlineData("""{"kind":"wrong-type","contentType":"?"}""", "contentType", "no content type")]
    [InlineData("""{"kind":"cut","vendor":"leadino"}""", "vendor", "leaddyno")]
    [InlineData("""{"kind":"cut","operation":"leads.fly"}""", "operation", "leads.create")]
    [InlineData("""{"kind":"cut","account":""}""", "account", "key")]
    [InlineData("""{"kind":"cut","fields":{"email":7}}""", "fields", "texts")]
    [InlineData("""{"kind":"cut","probability":1.5}""", "probability", "0 to 1")]
    [InlineData("""{"kind":"cut","times":0}""", "times", "1 or more")]
    [InlineData("""{"kind":"cut","after":-1}""", "after", "0 or more")]
    [InlineData("""{"kind":"cut","every":0}""", "every", "1 or more")]
    [InlineData("""{"kind":"cut","from":"noon"}""", "from", "2026-01-01T12:00:00Z")]
    [InlineData("""{"kind":"cut","from":"2026-01-02T00:00:00Z","until":"2026-01-01T00:00:00Z"}""", "until", "not after")]
    [InlineData("""{"kind":"cut","when":"later"}""", "when", "before or after")]
    [InlineData("""{"kind":"stale","when":"before"}""", "when", "carried out first")]
    [InlineData("""{"kind":"cut","name":"a b"}""", "name", "1 to 64")]
    [InlineData("[]", "body", "a JSON object")]
    public async Task A_bad_fault_is_refused_by_name_and_not_added(string? body, string field, string said)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Post("/worlds/default/faults", body);

        Assert.True(refused.Status == 400, refused.Body);
        Assert.Equal(field, refused.Text("field"));
        Assert.Contains(said, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Empty(control.Server.Default.Faults.Active);
    }

    [Fact]
    public async Task Faults_are_taken_back_all_or_one_vendors()
    {
        await using var control = await ControlCalls.StartAsync();
        foreach (var fault in (string[])["""{"kind":"cut","vendor":"fixido"}""", """{"kind":"cut","vendor":"flexbe"}""", """{"kind":"cut"}"""])
            await control.Post("/worlds/default/faults", fault);

        Assert.Equal(204, (await control.Delete("/worlds/default/faults?vendor=fixido")).Status);
        Assert.Equal([2, 3], control.Server.Default.Faults.Active.Select(handle => handle.Id));
        Assert.Equal(204, (await control.Delete("/worlds/default/faults")).Status);
        Assert.Empty(control.Server.Default.Faults.Active);

        var missing = await control.Delete("/worlds/default/faults/1");
        Assert.Equal((404, "fault"), (missing.Status, missing.Text("field")));
        Assert.Equal(404, (await control.Get("/worlds/default/faults/first")).Status);
        Assert.Equal((404, "vendor"), ((await control.Delete("/worlds/default/faults?vendor=x")).Status, (await control.Delete("/worlds/default/faults?vendor=x")).Text("field")));
        Assert.Equal(400, (await control.Delete("/worlds/default/faults?kind=cut")).Status);
    }

    [Fact]
    public async Task A_shipped_profile_is_applied_to_one_vendor()
    {
        await using var control = await ControlCalls.StartAsync();
        Assert.Equal(["flaky", "outage", "rate-limited", "slow"], (await control.Get("/fault-profiles")).Json.EnumerateArray().Select(profile => profile.GetProperty("name").GetString()));

        var applied = await control.Post("/worlds/default/faults/apply", """{"profile":"outage","vendor":"leaddyno"}""");

        Assert.Equal((201, "leaddyno"), (applied.Status, applied.Text("0.fault.vendor")));
        Assert.Equal(503, (await control.Client.Get(Url)).Status);
        Assert.NotEqual(503, (await control.Client.Get("/flexbe/mod/api/?api_key=demo-flexbe-key&method=checkConnection")).Status);
    }

    [Theory]
    [InlineData(null, "profile", "profile is missing")]
    [InlineData("""{"profile":"flakey"}""", "profile", "Did you mean 'flaky'?")]
    [InlineData("""{"profile":7}""", "profile", "flaky")]
    [InlineData("""{"profile":"flaky","vendor":"leadino"}""", "vendor", "Did you mean 'leaddyno'?")]
    [InlineData("""{"profil":"flaky"}""", "profil", "Did you mean 'profile'?")]
    public async Task A_profile_that_cannot_be_applied_is_refused_by_name(string? body, string field, string said)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Post("/worlds/default/faults/apply", body);

        Assert.Equal((400, field), (refused.Status, refused.Text("field")));
        Assert.Contains(said, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Empty(control.Server.Default.Faults.Active);
    }

    [Fact]
    public async Task A_profile_is_defined_for_all_worlds_and_taken_back()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a");

        var defined = await control.Put("/fault-profiles/tuesday", """{"summary":"As on Tuesdays.","faults":[{"kind":"status","status":502,"every":2}]}""");
        Assert.Equal((201, "/__mocks/fault-profiles/tuesday"), (defined.Status, defined.Header("Location")));
        Assert.Equal(201, (await control.Post("/worlds/a/faults/apply", """{"profile":"tuesday"}""")).Status);
        Assert.Equal(502, ((StatusFault)control.Server.Host.Find("a")!.Faults.Active.Single().Fault).Code);
        Assert.Equal("As on Tuesdays.", (await control.Get("/fault-profiles/tuesday")).Text("summary"));
        Assert.Equal(200, (await control.Put("/fault-profiles/outage", """{"faults":[{"kind":"cut"}]}""")).Status);
        Assert.False((await control.Get("/fault-profiles/outage"))["shipped"].GetBoolean());
        Assert.Equal(204, (await control.Delete("/fault-profiles/outage")).Status);
        Assert.True((await control.Get("/fault-profiles/outage"))["shipped"].GetBoolean());
        Assert.Equal(409, (await control.Delete("/fault-profiles/outage")).Status);
        Assert.Equal(204, (await control.Delete("/fault-profiles/tuesday")).Status);
        foreach (var method in (string[])["GET", "DELETE"])
        {
            var missing = await control.Send(method, "/fault-profiles/tuesday", null);
            Assert.Equal((404, "profile"), (missing.Status, missing.Text("field")));
        }
    }

    [Theory]
    [InlineData("p", null, "faults", "missing")]
    [InlineData("p", """{"faults":[]}""", "faults", "at least one")]
    [InlineData("p", """{"faults":{}}""", "faults", "at least one")]
    [InlineData("p", """{"faults":[{"kind":"cut"},{"kind":"cut","times":0}]}""", "faults.1.times", "1 or more")]
    [InlineData("p", """{"faults":[{"kind":"cot"}]}""", "faults.0.kind", "Did you mean 'cut'?")]
    [InlineData("p", """{"faults":[7]}""", "faults.0", "an object with a kind")]
    [InlineData("p", """{"faults":[{"kind":"cut"}],"summary":7}""", "summary", "a text")]
    [InlineData("p", """{"fault":[{"kind":"cut"}]}""", "fault", "Did you mean 'faults'?")]
    [InlineData("a%20b", """{"faults":[{"kind":"cut"}]}""", "profile", "1 to 64")]
    public async Task A_bad_profile_is_refused_by_name_and_not_defined(string name, string? body, string field, string said)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Put("/fault-profiles/" + name, body);

        Assert.True(refused.Status == 400, refused.Body);
        Assert.Equal(field, refused.Text("field"));
        Assert.Contains(said, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(FaultProfile.Shipped.Count, control.Server.Host.FaultProfiles.Count);
    }

    [Fact]
    public async Task A_world_holds_so_many_faults_and_no_more()
    {
        await using var control = await ControlCalls.StartAsync();
        for (var i = 0; i < Faults.MaxActive; i++)
            control.Server.Default.Faults.Add(Fault.Cut());

        foreach (var (path, body) in new[] { ("", """{"kind":"cut"}"""), ("/apply", """{"profile":"slow"}""") })
        {
            var refused = await control.Post("/worlds/default/faults" + path, body);
            Assert.Equal((409, "faults"), (refused.Status, refused.Text("field")));
        }
    }

    [Fact]
    public async Task A_fault_between_two_times_follows_the_worlds_clock()
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { Default = new WorldOptions() });
        await control.Post("/worlds/default/faults", """{"kind":"status","status":500,"from":"2026-01-01T13:00:00Z","until":"2026-01-01T14:00:00Z"}""");

        var statuses = new List<int>();
        for (var hour = 0; hour < 3; hour++)
        {
            statuses.Add((await control.Client.Get(Url)).Status);
            await control.Post("/worlds/default/clock/advance", """{"by":"PT1H"}""");
        }

        Assert.Equal([200, 500, 200], statuses);
    }
}
