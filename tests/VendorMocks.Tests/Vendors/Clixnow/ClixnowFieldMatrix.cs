using System.Text.Json.Nodes;
using static VendorMocks.Tests.ClixnowCalls;

namespace VendorMocks.Tests;

/// <summary>Every field of a lead through every kind of value; what must come is written down here, apart from the fake.</summary>
public sealed class ClixnowFieldMatrix
{
    private const string Email = "is not a valid e-mail address.";
    private const string Phone = "is not a valid phone number.";
    private const string Code = "must be a two-letter code.";
    private const string Address = "is not a valid IP address.";

    private static readonly Row[] Table =
    [
        new("firstName", Required: true),
        new("lastName", Required: true),
        new("email", Required: true) { Good = "ada@example.com", Bad = ("ada at example.com", Email) },
        new("phone", Required: true) { Good = "+41 44 000 00 00", Bad = ("+41 44 CALL", Phone), TooLong = (new string('4', 16), Phone) },
        new("password", Required: true) { Good = "Password123!", Bad = ("Password1234", "must contain a special character.") },
        new("countryCode", Required: true) { Good = "CH", Bad = ("C1", Code), TooLong = ("CHE", Code) },
        new("languageCode") { Good = "DE", Bad = ("1E", Code), TooLong = ("DEU", Code) },
        new("acceptTermsAndConditions", Flag: true),
        new("acceptPromotions", Flag: true),
        new("ipAddress") { Good = "2001:db8::1", Bad = ("256.1.1.1", Address), TooLong = ("1.1.1.1.1", Address) },
        new("comment") { TooLong = (new string('ü', 1001), "must have at most 1000 characters.") },
        new("referralUrl"), new("subCampaign"), new("placement"), new("keyword"), new("sub2"), new("clickId"),
        new("deviceType"), new("deviceName"), new("osName"), new("browser"), new("carrier"),
    ];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var row in Table)
        {
            foreach (var kind in (string[])["missing", "null", "empty", "blank", "wrong type", "too long", "bad", "valid"])
                cases.Add(row.Name, kind);
        }

        return cases;
    }

    [Fact]
    public void The_matrix_has_every_field_in_the_order_of_the_errors() =>
        Assert.Equal(ClixnowLeadForm.Fields.Select(field => field.Name), Table.Select(row => row.Name));

    [Theory, Rule("CN-18", "CN-19", "CN-21")]
    [MemberData(nameof(Cases))]
    public async Task Each_field_is_accepted_or_named_with_its_text(string name, string kind)
    {
        using var world = World.Open();
        var row = Table.Single(each => each.Name == name);
        foreach (var (value, error) in Values(row, kind))
        {
            var answer = await Post(world, kind == "missing" ? Valid().Without(name) : Valid().With(name, value));
            if (error is null)
            {
                Assert.Equal((200, 1), (answer.Status, world.Clixnow.Leads.Count));
                world.Clixnow.RemoveLead(world.Clixnow.Leads[0].Id);
                continue;
            }

            Assert.Equal((400, "One or more validation errors occurred."), (answer.Status, answer.Text("message")));
            Assert.Equal([row.Title], answer.ErrorFields());
            Assert.Equal([$"The {row.Title} field {error}"], answer.Errors(row.Title));
            Assert.Empty(world.Clixnow.Leads);
        }
    }

    [Theory, Rule("CN-12")]
    [InlineData("missing")]
    [InlineData("wrong type")]
    [InlineData("too long")]
    [InlineData("bad")]
    public async Task All_bad_fields_are_named_together(string kind)
    {
        using var world = World.Open();
        var body = Valid();
        var expected = new JsonObject();
        foreach (var row in Table)
        {
            var (value, error) = Values(row, kind).First();
            _ = kind == "missing" ? body.Without(row.Name) : body.With(row.Name, value);
            if (error is not null)
                expected[row.Title] = new JsonArray($"The {row.Title} field {error}");
        }

        var answer = await Post(world, body);
        Assert.Equal(400, answer.Status);
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(answer["errors"].GetRawText())), answer.Body);
        Assert.Equal(expected.Select(field => field.Key), answer.ErrorFields());
        Assert.Empty(world.Clixnow.Leads);
    }

    /// <summary>The values of a kind, each with the end of the text that must come, or null where it is accepted.</summary>
    private static IEnumerable<(JsonNode? Value, string? Error)> Values(Row row, string kind)
    {
        var missing = row.Required ? "is required." : null;
        var type = $"must be a {(row.Flag ? "boolean" : "string")}.";
        switch (kind)
        {
            case "missing" or "null":
                return [(null, missing)];
            case "empty":
                return [("", missing)];
            case "blank":
                return [(" \t", row.Flag ? type : missing ?? row.Bad?.Error)];
            case "wrong type":
                JsonNode[] types = [1, new JsonArray(), new JsonObject(), row.Flag ? "true" : true];
                return types.Select(value => ((JsonNode?)value, (string?)type));
            case "too long" when row.Flag:
                return [(new string('x', 5000), type)];
            case "too long":
                return [row.TooLong is { } tooLong ? (tooLong.Value, tooLong.Error) : (new string('x', 5000) + (row.Name == "email" ? "@example.com" : "!"), null)];
            case "bad" when row.Bad is { } bad:
                return [(bad.Value, bad.Error)];
            default:
                return row.Flag ? [(true, null), (false, null)] : [(row.Good, null)];
        }
    }

    private static async Task<Answer> Post(World world, JsonObject body)
    {
        using var client = world.Clixnow.CreateClient();
        return await client.SendAsync("POST", "leads", Body(body.ToJsonString(), "application/json"), ("Authorization", Authorization(world.Clixnow.Token)));
    }

    private sealed record Row(string Name, bool Required = false, bool Flag = false)
    {
        public string Title => char.ToUpperInvariant(Name[0]) + Name[1..];

        public string Good { get; init; } = "Ärger & Söhne";

        public (string Value, string Error)? Bad { get; init; }

        public (string Value, string Error)? TooLong { get; init; }
    }
}
