namespace VendorMocks.Tests;

public sealed class ControlSnapshotsTests
{
    private const string Frozen = """{"running":false}""";

    [Fact]
    public async Task A_world_goes_back_to_a_snapshot_clock_data_and_faults()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a", Frozen);
        await Create(control, "a", "a@example.com");

        var taken = await control.Post("/worlds/a/snapshots", """{"name":"before"}""");
        Assert.Equal((201, "/__mocks/worlds/a/snapshots/before"), (taken.Status, taken.Header("Location")));
        Assert.Equal(("before", "2026-01-01T12:00:00Z"), (taken.Text("name"), taken.Text("takenAt")));
        await Create(control, "a", "b@example.com");
        await control.Post("/worlds/a/clock/advance", """{"by":"P1D"}""");
        await control.Post("/worlds/a/faults", """{"kind":"cut"}""");
        Assert.Equal("2026-01-01T12:00:00Z", (await control.Post("/worlds/a/snapshots/before/restore")).Text("clock.now"));

        var world = control.Server.Host.Find("a")!;
        Assert.Equal("a@example.com", Assert.Single(world.LeadDyno.Leads).Email);
        Assert.Empty(world.Faults.Active);
        Assert.Equal("before", (await control.Get("/worlds/a/snapshots")).Text("0.name"));
        Assert.Equal("before", (await control.Get("/worlds/a/snapshots/before")).Text("name"));
        Assert.Equal(204, (await control.Delete("/worlds/a/snapshots/before")).Status);
        Assert.Equal("[]", (await control.Get("/worlds/a/snapshots")).Body.Trim());
    }

    [Fact]
    public async Task A_world_opened_from_a_snapshot_has_the_data_of_then_and_keys_of_its_own()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a", Frozen);
        await Create(control, "a", "a@example.com");
        await control.Post("/worlds/a/snapshots", """{"name":"then"}""");
        await Create(control, "a", "b@example.com");

        var opened = await control.Post("/worlds/a/snapshots/then/open", """{"name":"copy"}""");
        var named = await control.Post("/worlds/a/snapshots/then/open");

        Assert.Equal((201, "copy", "/__mocks/worlds/copy"), (opened.Status, opened.Text("name"), opened.Header("Location")));
        Assert.Equal((201, "world-1"), (named.Status, named.Text("name")));
        var (origin, copy) = (control.Server.Host.Find("a")!, control.Server.Host.Find("copy")!);
        Assert.Equal("a@example.com", Assert.Single(copy.LeadDyno.Leads).Email);
        Assert.NotEqual(origin.LeadDyno.Key, copy.LeadDyno.Key);
        await Create(control, "copy", "c@example.com");
        Assert.Equal((2, 2), (origin.LeadDyno.Leads.Count, copy.LeadDyno.Leads.Count));
        var taken = await control.Post("/worlds/a/snapshots/then/open", """{"name":"copy"}""");
        Assert.Equal((409, "name", "copy"), (taken.Status, taken.Text("field"), taken.Text("value")));
    }

    [Theory]
    [InlineData("", null, "name", "name is missing")]
    [InlineData("", """{"name":""}""", "name", "1 to 64 letters")]
    [InlineData("", """{"name":"../x"}""", "name", "1 to 64 letters")]
    [InlineData("", """{"name":7}""", "name", "1 to 64 letters")]
    [InlineData("", """{"nam":"x"}""", "nam", "Did you mean 'name'?")]
    [InlineData("/then/open", """{"name":"A B"}""", "name", "small letters")]
    [InlineData("/then/open", """{"world":"b"}""", "world", "no field 'world'")]
    [InlineData("/then/restore", """{"clock":false}""", "clock", "no field 'clock'")]
    public async Task A_bad_call_is_refused_by_name_and_changes_nothing(string path, string? body, string field, string said)
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Post("/worlds/default/snapshots", """{"name":"then"}""");

        var refused = await control.Post("/worlds/default/snapshots" + path, body);

        Assert.Equal((400, field), (refused.Status, refused.Text("field")));
        Assert.Contains(said, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Single(control.Server.Default.Snapshots.List);
        Assert.Single(control.Server.Host.Worlds);
    }

    [Fact]
    public async Task A_name_is_given_once_and_a_missing_snapshot_is_answered_with_the_nearest()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Post("/worlds/default/snapshots", """{"name":"before"}""");

        var again = await control.Post("/worlds/default/snapshots", """{"name":"before"}""");
        Assert.Equal((409, "name", "before"), (again.Status, again.Text("field"), again.Text("value")));
        foreach (var (method, path) in new[] { ("GET", ""), ("DELETE", ""), ("POST", "/restore"), ("POST", "/open") })
        {
            var missing = await control.Send(method, "/worlds/default/snapshots/befor" + path, null);
            Assert.Equal((404, "snapshot", "before"), (missing.Status, missing.Text("field"), missing.Text("accepted")));
            Assert.Contains("Did you mean 'before'?", missing.Text("detail"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_world_keeps_a_hundred_snapshots_and_says_so()
    {
        await using var control = await ControlCalls.StartAsync();
        for (var i = 0; i < Snapshots.MaxKept; i++)
            control.Server.Default.Snapshots.Take($"s{i}");

        var refused = await control.Post("/worlds/default/snapshots", """{"name":"more"}""");

        Assert.Equal(409, refused.Status);
        Assert.Contains("100 snapshots are kept", refused.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_diff_tells_what_the_code_under_test_changed_by_record_and_field()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a", """{"running":false,"size":"default"}""");
        var world = control.Server.Host.Find("a")!;
        await Create(control, "a", "a@example.com");
        await control.Post("/worlds/a/snapshots", """{"name":"then"}""");
        var id = world.LeadDyno.Leads.Single(lead => lead.Email == "a@example.com").Id;
        await control.Client.Form("PUT", $"/worlds/a/leaddyno/v1/leads/{id}", "key", world.LeadDyno.Key, "first_name", "Ada");

        var opening = await control.Get("/worlds/a/diff");
        var then = await control.Get("/worlds/a/diff?since=then&vendor=leaddyno");

        Assert.Equal("opening", opening.Text("since"));
        Assert.Contains(opening["records"].EnumerateArray(), row => Is(row, "leads", "added", id));
        Assert.DoesNotContain(opening["records"].EnumerateArray(), row => row.GetProperty("did").GetString() == "removed");
        Assert.Equal(("then", "1", "0"), (then.Text("since"), then.Text("changed"), then.Text("added")));
        var changed = Assert.Single(then["records"].EnumerateArray(), row => Is(row, "leads", "changed", id));
        Assert.Equal("Ada", changed.GetProperty("fields").GetProperty("first_name").GetProperty("after").GetString());
        Assert.Equal("0", (await control.Get("/worlds/a/diff?since=then&vendor=fixido")).Text("changed"));
        Assert.Equal(1, (await control.Get("/worlds/a/diff?limit=1"))["records"].GetArrayLength());
        await control.Post("/worlds/a/reset");
        Assert.Equal("[]", (await control.Get("/worlds/a/diff"))["records"].GetRawText());

        static bool Is(System.Text.Json.JsonElement row, string table, string did, long id) =>
            row.GetProperty("table").GetString() == table && row.GetProperty("did").GetString() == did && row.GetProperty("id").GetInt64() == id;
    }

    [Fact]
    public async Task A_diff_covers_keys_unless_they_are_asked_for()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a", Frozen);
        var key = control.Server.Host.Find("a")!.LeadDyno.AddKey();

        Assert.DoesNotContain(key, (await control.Get("/worlds/a/diff")).Body, StringComparison.Ordinal);
        Assert.Contains("***", (await control.Get("/worlds/a/diff")).Body, StringComparison.Ordinal);
        Assert.Contains(key, (await control.Get("/worlds/a/diff?secrets=shown")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("since=nothing", 404, "since")]
    [InlineData("vendor=nobody", 404, "vendor")]
    [InlineData("limit=0", 400, "limit")]
    [InlineData("limit=many", 400, "limit")]
    [InlineData("secrets=yes", 400, "secrets")]
    [InlineData("sinse=then", 400, "sinse")]
    public async Task A_bad_question_about_differences_is_refused_by_name(string query, int status, string field)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Get("/worlds/default/diff?" + query);

        Assert.Equal((status, field), (refused.Status, refused.Text("field")));
    }

    private static async Task Create(ControlCalls control, string name, string email)
    {
        var answer = await control.Client.Form("POST", $"/worlds/{name}/leaddyno/v1/leads", "key", control.Server.Host.Find(name)!.LeadDyno.Key, "email", email);
        Assert.Equal(201, answer.Status);
    }
}
