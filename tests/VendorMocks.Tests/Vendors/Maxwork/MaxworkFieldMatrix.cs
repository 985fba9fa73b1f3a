using System.Text.Json.Nodes;
using static VendorMocks.Tests.MaxworkCalls;

namespace VendorMocks.Tests;

/// <summary>Every property of a body through every kind of value; what must come is written down here, apart from the fake.</summary>
public sealed class MaxworkFieldMatrix
{
    private static readonly JsonNode[] Names = ["lift", "", 2];
    private static readonly string Digits29 = new('1', 29);

    private static readonly Row[] Table =
    [
        new("Public_Reference", "100000001-1", ["none", "1-", "1_1", 100000001]) { Required = true },
        new("Sender_Name", "Zé", [5]) { Required = true, TakesLong = true },
        new("Message", "Olá", [5]) { Required = true, TakesLong = true },
        new("Sender_Email", "ze@example.com", ["ze", "z e@example.com", 5]) { Required = true },
        new("Sender_Phone", 92687912, ["none", 1.5]) { Required = true },
        new("Lead_Status", "Contacted", ["contacted", "Open", 1]) { Required = true },
        new("External_LeadId", 926879, [1.5]) { TakesLong = true },
        new("Internal_UserId", "524", [999, "601", "x", 1.5]),
        new("Created_At", "2025-04-03T11:17:31.212Z", ["soon", "03/04/2025", 20250403]),
        new("LeadType_Id", "Seller", ["seller", 3, 0, 1.5]),
        new("LeadTypeId", 2, ["Both", "3"]),
        new("Business_TypeId", "Rent", ["rent", "Lease", 0]),
        new("Listing_ClassId", "Commercial", ["Industrial", 1]),
        new("PropertyTypeId", "ManorHouse", [7.5]) { TakesLong = true },
        new("Property_Type", 7, [7.5]) { TakesLong = true },
        new("Price_Min", "100000.50", ["abc", -1, "1,5", Digits29]),
        new("Price_Max", 0, ["1e5", "-1", " 1"]),
        new("Area_Min", 30.25, ["1.2.3", "+1"]),
        new("Area_Max", "450", ["450m2"]),
        new("Room_Min", "1", [1.5, -1]),
        new("Room_Max", 4, ["4.5", "-4"]),
        new("Listing_Attributes", new JsonArray("Lift", 0, "51"), [new JsonArray("Pool"), new JsonArray(Names), "Lift", 1]),
        new("Latitude", "0.90742", ["90.1", -91, "x"]),
        new("Longitude", "-11.71016", ["-180.1", 181]),
        new("Floor", -1, ["1.5", "ground"]),
        new("Total_Floor", "2", [-1, 2.5]),
        new("Expiration_Date", "2025-04-03", ["never", 1]),
        new("Notes", "QLF Notes", [5]) { TakesLong = true },
    ];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var row in Table)
        {
            foreach (var kind in (string[])["missing", "null", "empty", "blank", "empty list", "wrong type", "too long", "bad", "valid"])
                cases.Add(row.Name, kind);
        }

        return cases;
    }

    [Fact]
    public void The_matrix_has_every_property_in_both_spellings() => Assert.Equal(
        MaxworkProperties.OfLead.Concat(MaxworkProperties.Qualifying).SelectMany(name => (string?[])[name, MaxworkProperties.OtherSpelling(name)]).OfType<string>(),
        Table.Select(row => row.Name));

    [Theory, Rule("MW-16", "MW-17", "MW-18")]
    [MemberData(nameof(Cases))]
    public async Task Each_property_is_accepted_or_named_in_the_journal(string name, string kind)
    {
        using var world = World.Open();
        using var client = world.Maxwork.CreateClient();
        var row = Table.Single(each => each.Name == name);
        foreach (var (value, accepted) in Values(row, kind))
        {
            var body = kind == "missing" ? Plain().Without(name) : Plain().With(name, value);
            var answer = await client.SendAsync("POST", "leads?token=" + world.Maxwork.Token, Body(body.ToJsonString()), ("user", "somebody"));
            if (accepted)
            {
                Assert.Equal((200, Success), (answer.Status, answer.Body));
                var qualifies = MaxworkProperties.Qualifying.Contains(name) || name is "LeadTypeId" or "Property_Type";
                Assert.Equal(qualifies && kind is "valid" or "too long" ? MaxworkStage.Qualification : MaxworkStage.Lead, Assert.Single(world.Maxwork.Leads).Stage);
                continue;
            }

            Assert.Equal((400, WrongFormat), (answer.Status, answer.Body));
            Assert.StartsWith(name + ": ", world.Journal.Exchanges[^1].Response.Detail, StringComparison.Ordinal);
            Assert.Empty(world.Maxwork.Leads);
            Assert.Empty(world.Maxwork.Contacts);
        }
    }

    /// <summary>The values of a kind, each with whether it is accepted.</summary>
    private static IEnumerable<(JsonNode? Value, bool Accepted)> Values(Row row, string kind)
    {
        switch (kind)
        {
            case "missing" or "null":
                return [(null, !row.Required)];
            case "empty":
                return [("", !row.Required)];
            case "blank":
                return [(" \t", !row.Required)];
            case "empty list":
                return [(new JsonArray(), !row.Required)];
            case "wrong type":
                JsonNode[] types = [true, new JsonObject(), row.Name == "Listing_Attributes" ? new JsonArray(true) : new JsonArray("1")];
                return types.Select(value => ((JsonNode?)value, false));
            case "too long":
                return row.TakesLong || row.Name is "Sender_Email" or "Sender_Phone" or "Public_Reference" ? [(Long(row.Name), true)] : [(Long(row.Name), false)];
            case "bad":
                return row.Bad.Select(value => ((JsonNode?)value, false));
            default:
                return [(row.Good, true)];
        }
    }

    // There is no rule of length: what is only text stays, what has a form keeps it and is long.
    private static string Long(string name) => name switch
    {
        "Sender_Email" => new string('e', 5000) + "@example.com",
        "Public_Reference" => new string('1', 5000) + "-1",
        _ => new string('1', 5000),
    };

    private sealed record Row(string Name, JsonNode Good, IReadOnlyList<JsonNode> Bad)
    {
        public bool Required { get; init; }

        /// <summary>Whether any long text is a value.</summary>
        public bool TakesLong { get; init; }
    }
}
