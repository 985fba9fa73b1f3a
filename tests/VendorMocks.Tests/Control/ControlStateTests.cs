using System.Text.Json;

namespace VendorMocks.Tests;

public sealed class ControlStateTests
{
    [Theory]
    [MemberData(nameof(VendorNames))]
    public async Task Every_collection_of_every_vendor_can_be_read(string vendor)
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions());
        var tables = control.Server.Default.Read<VendorState, (string, int)[]>(Vendors.Find(vendor)!, state => [.. state.Store.Tables.Select(table => (table.Name, table.Count))]);

        var state = await control.Get($"/worlds/default/{vendor}/state");

        Assert.Equal(tables, state["collections"].EnumerateArray().Select(one => (one.GetProperty("collection").GetString()!, one.GetProperty("count").GetInt32())));
        foreach (var (table, count) in tables)
        {
            var page = await control.Get($"/worlds/default/{vendor}/state/{table}?limit=3");
            Assert.Equal((200, count, Math.Min(count, 3)), (page.Status, page["total"].GetInt32(), page["records"].GetArrayLength()));
            var fields = state["collections"].EnumerateArray().Single(one => one.GetProperty("collection").GetString() == table).GetProperty("fields");
            Assert.Subset(
                fields.EnumerateArray().Select(field => field.GetString()).ToHashSet(),
                page["records"].EnumerateArray().SelectMany(record => record.EnumerateObject()).Select(field => field.Name).ToHashSet<string?>());
        }
    }

    [Theory]
    [MemberData(nameof(VendorNames))]
    public async Task Every_id_of_another_record_says_whose_it_is_and_leads_there(string vendor)
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions());
        var state = $"/worlds/default/{vendor}/state";
        var collections = (await control.Get(state))["collections"].EnumerateArray().ToArray();
        var unlinked = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var collection in collections)
        {
            var name = collection.GetProperty("collection").GetString()!;
            var links = collection.GetProperty("links").EnumerateObject().ToDictionary(link => link.Name, link => link.Value.GetString()!);
            var page = await control.Get($"{state}/{name}?limit=1000");
            var records = page["records"].EnumerateArray().ToArray();
            foreach (var (field, target) in links)
            {
                var ids = records.SelectMany(record => Ids(record, field.Split('.'))).Distinct().ToArray();
                foreach (var id in ids.Take(20))
                    Assert.Equal((name, field, 200), (name, field, (await control.Get($"{state}/{target}/{id}")).Status));
            }

            // What is named like an id of something is one, but for those of people outside.
            unlinked.UnionWith(records.SelectMany(record => record.EnumerateObject())
                .Where(field => field.Value.ValueKind == JsonValueKind.Number && field.Name != "id" && field.Name.ToUpperInvariant().TrimEnd('S').EndsWith("ID", StringComparison.Ordinal))
                .Select(field => field.Name).Where(field => !links.ContainsKey(field) && field is not ("paid" or "sub_id" or "consumer_id" or "crmId")));
            if (records.Length > 0)
                Assert.Equal(200, (await control.Get($"{state}/{name}/{page["ids"][0].GetInt64()}")).Status);
        }

        Assert.Empty(unlinked);
    }

    [Fact]
    public async Task Pages_follow_one_another_in_the_order_of_ids()
    {
        await using var control = await SeededAsync();

        var (first, second) = (await Ids(control, "?limit=2"), await Ids(control, "?limit=2&offset=2"));
        var last = await Ids(control, "?limit=1&sort=-id");

        Assert.Equal(await Ids(control, "?limit=4"), first.Concat(second));
        Assert.Equal(220, (await control.Get(Leads))["total"].GetInt32());
        Assert.Equal((await Ids(control, "?limit=1000"))[^1], last[0]);
        Assert.Empty(await Ids(control, "?offset=1000"));
    }

    [Fact]
    public async Task A_field_in_the_query_filters_and_any_field_sorts()
    {
        await using var control = await SeededAsync();
        var all = (await control.Get(Leads + "?limit=1000"))["records"].EnumerateArray().ToArray();
        var city = all.First(lead => Text(lead, "city") is not null);

        var filtered = await control.Get($"{Leads}?limit=1000&city={Uri.EscapeDataString(Text(city, "city")!)}");
        var sorted = (await control.Get(Leads + "?limit=1000&sort=-email"))["records"].EnumerateArray().Select(lead => Text(lead, "email")).ToArray();

        var expected = all.Where(lead => Text(lead, "city") == Text(city, "city")).Select(Id).ToArray();
        Assert.Equal(expected, filtered["records"].EnumerateArray().Select(Id));
        Assert.Equal(expected.Length, filtered["total"].GetInt32());
        Assert.Equal(all.Select(lead => Text(lead, "email")).OrderByDescending(email => email, StringComparer.Ordinal), sorted);
    }

    [Fact]
    public async Task Numbers_flags_moments_and_absent_values_are_filtered_by_what_they_mean()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Post("/worlds/default/leaddyno/affiliates/create", """{"email":"a@example.com","unsubscribed":true,"created_at":"2026-01-01T10:00:00Z"}""");
        await control.Post("/worlds/default/leaddyno/affiliates/create", """{"email":"b@example.com","referrer_domain":"b.example.com"}""");
        Assert.Equal("a@example.com", await Only("unsubscribed=true"));
        Assert.Equal("a@example.com", await Only("created_at=2026-01-01T11:00:00%2B01:00"));
        Assert.Equal("b@example.com", await Only("id=2.0"));
        Assert.Equal("a@example.com", await Only("referrer_domain=null"));

        async Task<string?> Only(string filter) =>
            Text((await control.Get("/worlds/default/leaddyno/state/affiliates?" + filter))["records"].EnumerateArray().Single(), "email");
    }

    [Fact]
    public async Task One_record_is_found_by_its_id()
    {
        await using var control = await SeededAsync();
        var id = (await Ids(control, "?limit=1"))[0];

        Assert.Equal(id, Id((await control.Get($"{Leads}/{id}")).Json));
        var missing = await control.Get(Leads + "/1");
        Assert.Equal((404, "id", "1"), (missing.Status, missing.Text("field"), missing.Text("value")));
        Assert.Equal(404, (await control.Get(Leads + "/abc")).Status);
    }

    [Theory]
    [MemberData(nameof(VendorNames))]
    public async Task Keys_and_passwords_are_covered_unless_asked_for(string name)
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions());
        var vendor = Vendors.Find(name)!;
        var secrets = control.Server.Default.Credentials.Where(one => one.Vendor == name).SelectMany(one => one.Values)
            .Where(pair => pair.Key is not ("user" or "brand")).Select(pair => pair.Value.Split(' ')[^1]).ToArray();
        Assert.NotEmpty(secrets);
        var (covered, shown) = ("", "");

        foreach (var table in control.Server.Default.Read<VendorState, string[]>(vendor, state => [.. state.Store.Tables.Select(table => table.Name)]))
        {
            covered += (await control.Get($"/worlds/default/{name}/state/{table}?limit=1000")).Body;
            shown += (await control.Get($"/worlds/default/{name}/state/{table}?limit=1000&secrets=shown")).Body;
            covered += (await control.Get($"/worlds/default/{name}/state/{table}/1")).Body;
        }

        Assert.All(secrets, secret => Assert.DoesNotContain($"\"{secret}\"", covered, StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.Contains($"\"{secret}\"", shown, StringComparison.Ordinal));
        Assert.Contains(SecretMask.Cover, covered, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("leaddyno/state/laeds", 404, "collection", "Did you mean 'leads'?")]
    [InlineData("leaddyna/state/leads", 404, "vendor", "Did you mean 'leaddyno'?")]
    [InlineData("leaddyna/state", 404, "vendor", "Did you mean 'leaddyno'?")]
    [InlineData("leaddyno/state/leads?limit=0", 400, "limit", "1 to 1000")]
    [InlineData("leaddyno/state/leads?limit=1001", 400, "limit", "1 to 1000")]
    [InlineData("leaddyno/state/leads?offset=-1", 400, "offset", "from 0 on")]
    [InlineData("leaddyno/state/leads?sort=colour", 400, "sort", "email")]
    [InlineData("leaddyno/state/leads?secrets=yes", 400, "secrets", "shown or hidden")]
    [InlineData("leaddyno/state/leads?emial=a", 400, "emial", "Did you mean 'email'?")]
    [InlineData("leaddyno/state/leads/1?email=a", 400, "email", "secrets")]
    public async Task Bad_questions_are_refused_by_name(string path, int status, string field, string said)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Get("/worlds/default/" + path);

        Assert.Equal((status, field), (refused.Status, refused.Text("field")));
        Assert.Contains(said, refused.Text("detail"), StringComparison.Ordinal);
    }

    public static TheoryData<string> VendorNames() => [.. Vendors.All.Select(vendor => vendor.Name)];

    private const string Leads = "/worlds/default/leaddyno/state/leads";

    private static Task<ControlCalls> SeededAsync() => ControlCalls.StartAsync(new MocksServerOptions());

    private static async Task<long[]> Ids(ControlCalls control, string query) =>
        [.. (await control.Get(Leads + query))["records"].EnumerateArray().Select(Id)];

    private static long Id(JsonElement record) => record.GetProperty("id").GetInt64();

    private static string? Text(JsonElement record, string name) => record.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<long> Ids(JsonElement record, string[] path)
    {
        foreach (var name in path)
        {
            if (record.ValueKind != JsonValueKind.Object || !record.TryGetProperty(name, out record))
                return [];
        }

        return (record.ValueKind == JsonValueKind.Array ? record.EnumerateArray() : Enumerable.Repeat(record, 1))
            .Where(id => id.ValueKind == JsonValueKind.Number).Select(id => id.GetInt64()).Where(id => id > 0);
    }
}
