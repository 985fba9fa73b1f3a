using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

/// <summary>Worlds leave a server as files and come in again.</summary>
public sealed class ControlWorldFileTests
{
    [Fact]
    public async Task An_exported_world_comes_in_elsewhere_byte_for_byte_with_its_keys()
    {
        await using var one = await ControlCalls.StartAsync();
        await using var other = await ControlCalls.StartAsync();
        var key = await OpenAsync(one);

        var file = await one.Get("/worlds/a/export?secrets=shown");
        var imported = await other.Post("/worlds/import", file.Body);

        Assert.Equal((200, "attachment; filename=\"a.json\""), (file.Status, file.Header("Content-Disposition")));
        Assert.Equal((201, "a", "/__mocks/worlds/a"), (imported.Status, imported.Text("name"), imported.Header("Location")));
        Assert.Equal(file.Body, (await other.Get("/worlds/a/export?secrets=shown")).Body);
        Assert.Equal(SnapshotTests.Bytes(one.Server.Host.Find("a")!), file.Body.TrimEnd());
        Assert.Contains("a@example.com", (await other.Client.Get("/leaddyno/v1/leads?key=" + key)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_is_exported_as_it_was()
    {
        await using var control = await ControlCalls.StartAsync();
        await OpenAsync(control);
        var before = (await control.Get("/worlds/a/export?secrets=shown")).Body;
        await control.Post("/worlds/a/snapshots", """{"name":"then"}""");
        await control.Post("/worlds/a/clock/advance", """{"by":"P1D"}""");

        Assert.Equal(before, (await control.Get("/worlds/a/export?secrets=shown&snapshot=then")).Body);
        var missing = await control.Get("/worlds/a/export?snapshot=now");
        Assert.Equal((404, "snapshot"), (missing.Status, missing.Text("field")));
    }

    [Fact]
    public async Task An_export_masks_every_key_and_password_and_is_not_taken_in()
    {
        await using var control = await ControlCalls.StartAsync();
        var key = await OpenAsync(control);
        var world = control.Server.Host.Find("a")!;
        foreach (var vendor in Vendors.All)
            world.Read<VendorState, int>(vendor, _ => 0);
        await control.Post("/worlds/a/faults", $$"""{"kind":"cut","account":"{{key}}"}""");
        var secrets = world.Credentials.SelectMany(credential => credential.Values.Where(pair => pair.Key is not "user" and not "brand").Select(pair => pair.Value.Split(' ')[^1]).Append(credential.Key)).Distinct().ToArray();

        var masked = await control.Get("/worlds/a/export");

        Assert.True(secrets.Length > 8);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, masked.Body, StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.Contains(secret, SnapshotTests.Bytes(world), StringComparison.Ordinal));
        Assert.True(masked["masked"].GetBoolean());
        Assert.Contains("a@example.com", masked.Body, StringComparison.Ordinal);
        await control.Delete("/worlds/a");
        var refused = await control.Post("/worlds/import", masked.Body);
        Assert.Equal((400, "masked"), (refused.Status, refused.Text("field")));
        Assert.Contains("secrets=shown", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Null(control.Server.Host.Find("a"));
    }

    [Fact]
    public async Task A_clash_of_names_or_keys_is_a_conflict_and_changes_nothing()
    {
        await using var control = await ControlCalls.StartAsync();
        var key = await OpenAsync(control);
        var file = (await control.Get("/worlds/a/export?secrets=shown")).Body;

        var name = await control.Post("/worlds/import", file);
        var keys = await control.Post("/worlds/import", file.Replace("\"name\":\"a\"", "\"name\":\"b\"", StringComparison.Ordinal));

        Assert.Equal((409, "name", "a"), (name.Status, name.Text("field"), name.Text("value")));
        Assert.Equal((409, "key", key), (keys.Status, keys.Text("field"), keys.Text("value")));
        Assert.Contains("'a'", keys.Text("detail"), StringComparison.Ordinal);
        Assert.Null(control.Server.Host.Find("b"));
        Assert.Contains("a@example.com", (await control.Client.Get("/leaddyno/v1/leads?key=" + key)).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/version", "\"9.9\"", "version", "Read it with version 9.9")]
    [InlineData("/format", "\"zip\"", "format", "no file of a world")]
    [InlineData("/world", "null", "world", "missing")]
    [InlineData("/world/name", "\"../a\"", "world.name", "no name for a world")]
    [InlineData("/world/records", "-1", "world.records", "0 to 1000000")]
    [InlineData("/world/start", "\"0001-01-01T00:00:00Z\"", "world.start", "1900")]
    [InlineData("/world/outbox", "[null]", "world.outbox", "lacks")]
    [InlineData("/world/clock", "7", "body", "$.clock")]
    [InlineData("/faults", "null", "faults", "missing")]
    [InlineData("/faults/active", "[null]", "faults.active", "number of its own")]
    [InlineData("/vendors/leaddyno/calls", "null", "vendors.leaddyno", "missing")]
    [InlineData("/vendors/leaddyno/calls/windows", "[null]", "vendors.leaddyno", "key")]
    [InlineData("/vendors/leaddyno/state", "[]", "vendors.leaddyno", "leaddyno")]
    [InlineData("/vendors/leaddyno/rules", "{\"limit.requests\":\"many\"}", "body", "limit.requests")]
    public async Task A_damaged_file_is_refused_by_its_part_and_opens_nothing(string place, string value, string field, string said)
    {
        await using var control = await ControlCalls.StartAsync();
        await OpenAsync(control);
        var file = JsonNode.Parse((await control.Get("/worlds/a/export?secrets=shown")).Body)!;
        await control.Delete("/worlds/a");
        var parts = place[1..].Split('/');
        parts[..^1].Aggregate(file, (at, name) => at[name]!)[parts[^1]] = JsonNode.Parse(value);

        var refused = await control.Post("/worlds/import", file.ToJsonString());

        Assert.True(refused.Status == 400, refused.Body);
        Assert.Equal(field, refused.Text("field"));
        Assert.Contains(said, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Single(control.Server.Host.Worlds);
    }

    [Theory]
    [InlineData(null, "body is missing")]
    [InlineData("{", "cannot be read")]
    [InlineData("[]", "cannot be read")]
    public async Task What_is_no_file_is_refused(string? body, string said)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Post("/worlds/import", body);

        Assert.Equal((400, "body"), (refused.Status, refused.Text("field")));
        Assert.Contains(said, refused.Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secrets=yes", "secrets")]
    [InlineData("secret=shown", "secret")]
    public async Task A_bad_question_for_a_file_is_refused_by_name(string query, string field)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Get("/worlds/default/export?" + query);

        Assert.Equal((400, field), (refused.Status, refused.Text("field")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_file_with_any_part_replaced_is_taken_in_or_refused_and_never_a_bug(int seed)
    {
        await using var control = await ControlCalls.StartAsync();
        await OpenAsync(control);
        await control.Post("/worlds/a/faults", """{"kind":"delay","milliseconds":5,"vendor":"leaddyno"}""");
        await control.Client.Get("/leaddyno/v1/leads?key=" + control.Server.Host.Find("a")!.LeadDyno.Key);
        var text = (await control.Get("/worlds/a/export?secrets=shown")).Body;
        await control.Delete("/worlds/a");
        var random = new Random(seed);
        string[] values = ["null", "true", "-1", "0", "1.5", "1e30", "9223372036854775807", "\"\"", "\"x\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "[]", "{}", "[null]"];
        for (var i = 0; i < 150; i++)
        {
            var file = JsonNode.Parse(text)!;
            var (at, below) = (file, true);
            while (below)
            {
                var children = at is JsonObject members ? members.Select(member => member.Value).ToArray() : at is JsonArray items ? [.. items] : [];
                var next = children.Length == 0 ? null : children[random.Next(children.Length)];
                below = next is not null && (next is JsonValue || random.Next(4) > 0);
                at = below ? next! : at;
            }

            if (at.Parent is null)
                continue;
            at.ReplaceWith(JsonNode.Parse(values[random.Next(values.Length)]));
            var answer = await control.Post("/worlds/import", file.ToJsonString());
            Assert.True(answer.Status is 201 or 400 or 409, $"{at.GetValueKind()}: {answer.Status} {answer.Body}");
            if (answer.Status != 201)
                continue;
            var name = answer.Text("name");
            foreach (var path in (string[])["", "/export", "/diff", "/limits", "/faults"])
                Assert.Equal(200, (await control.Get($"/worlds/{name}{path}")).Status);
            await control.Delete("/worlds/" + name);
        }
    }

    /// <summary>A world with a lead in it; the answer is its key.</summary>
    private static async Task<string> OpenAsync(ControlCalls control)
    {
        await control.Put("/worlds/a", """{"running":false}""");
        var key = control.Server.Host.Find("a")!.LeadDyno.Key;
        Assert.Equal(201, (await control.Client.Form("POST", "/leaddyno/v1/leads", "key", key, "email", "a@example.com")).Status);
        return key;
    }
}
