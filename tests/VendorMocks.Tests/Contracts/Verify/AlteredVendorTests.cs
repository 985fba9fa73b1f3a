using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

/// <summary>A host that answers as each vendor's fake, but for one thing: the command finds that, nothing else, and exits with 1.</summary>
public sealed class AlteredVendorTests
{
    // An answer of each vendor and one of its fields: the object that holds it, its name, a value of another type.
    private static readonly Place[] Places =
    [
        new("clixnow", "leads.create", null, "", "redirectUrl", "7"),
        new("fixido", "categories.list", null, "/data/categories/0", "name", "7"),
        new("flexbe", "connection.check", null, "", "status", "\"on\""),
        new("leaddyno", "leads.by-email", "GET /v1/leads/by_email", "", "search_term", "7"),
        new("maxwork", "leads.upsert", null, "", "Message", "[]"),
    ];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var place in Places)
            foreach (var what in (string[])["nothing", "renames a field", "changes a type", "drops a field", "changes a status"])
                cases.Add(place.Vendor, what);
        return cases;
    }

    [Fact]
    public void Every_vendor_has_its_place() => Assert.Equal(Vendors.All.Select(vendor => vendor.Name), Places.Select(place => place.Vendor));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_command_reports_exactly_what_an_altered_host_changed(string name, string what)
    {
        var place = Places.Single(p => p.Vendor == name);
        var vendor = Vendors.Find(name)!;
        using var world = World.Open(new WorldOptions { Limits = false });
        using var altered = new AlteredFake(world, vendor, body => Alter(body, what, place), what == "changes a status" ? 203 : null, place.Call);
        await using var front = await Front.StartAsync(altered, vendor.BaseAddress);

        var (code, output, errors) = await ContractCommandTests.Run(
            "verify", name, "--target", front.Address, "--demo-credentials", "--allow-writes", "--pace", "off", "--format", "json");

        Assert.Equal("", errors);
        var report = JsonElement.Parse(output)[0];
        Assert.Equal(Expected(what, place), Found(report));
        Assert.DoesNotContain("broken", report.GetProperty("fixtures").EnumerateArray().Select(f => f.GetProperty("outcome").GetString()));
        Assert.Equal(what == "nothing" ? 0 : 1, code);
    }

    private static string[] Expected(string what, Place place)
    {
        var holder = place.Object.Replace("/0", "/*", StringComparison.Ordinal);
        string[] changes = what switch
        {
            "renames a field" => [$"addedField {holder}/{place.Field}_", $"removedField {holder}/{place.Field}"],
            "changes a type" => [$"changedType {holder}/{place.Field}"],
            "drops a field" => [$"removedField {holder}/{place.Field}"],
            "changes a status" => ["changedStatus "],
            _ => [],
        };
        return [.. changes.Select(change => $"{place.Operation}: {change}")];
    }

    private static string[] Found(JsonElement report) =>
    [
        .. from operation in report.GetProperty("operations").EnumerateArray()
           from drift in operation.GetProperty("drifts").EnumerateArray()
           let found = $"{operation.GetProperty("operation")}: {drift.GetProperty("kind")} {drift.GetProperty("pointer")}"
           orderby found
           select found,
    ];

    /// <summary>Alters an answer that has the field; null where it has not, so that it stays as it is.</summary>
    private static JsonNode? Alter(JsonNode body, string what, Place place)
    {
        var at = place.Object.Split('/').Skip(1).Aggregate((JsonNode?)body, (node, step) => node switch
        {
            JsonArray array => array.Count > 0 ? array[0] : null,
            JsonObject inner => inner[step],
            _ => null,
        });
        if (at is not JsonObject holder || !holder.ContainsKey(place.Field) || what == "nothing" || !Wanted(body, place.Vendor))
            return null;
        var value = holder[place.Field]?.DeepClone();
        switch (what)
        {
            case "renames a field":
                holder.Remove(place.Field);
                holder[place.Field + "_"] = value;
                break;
            case "changes a type":
                holder[place.Field] = JsonNode.Parse(place.OtherType);
                break;
            case "drops a field":
                holder.Remove(place.Field);
                break;
        }

        return body;
    }

    // The call says method and path, where other operations have the field as well.
    private sealed record Place(string Vendor, string Operation, string? Call, string Object, string Field, string OtherType);

    // Successes only: this vendor's refusals have the same field.
    private static bool Wanted(JsonNode body, string vendor) => vendor != "maxwork" || ((string)body["Message"]!).Contains("inserted", StringComparison.Ordinal);
}
