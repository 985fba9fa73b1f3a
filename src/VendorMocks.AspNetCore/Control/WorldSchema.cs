using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace VendorMocks;

/// <summary>The JSON Schema of world documents, made from the rows that read them.</summary>
internal static class WorldSchema
{
    /// <summary>What it is called in the document of the API.</summary>
    public const string Name = "WorldDocument";

    /// <summary>Where it is served.</summary>
    public const string Path = ControlPlane.Root + "/world.schema.json";

    /// <summary>The schema. It is checked in as <c>schemas/world.schema.json</c>, so that a change of it is seen.</summary>
    public static JsonObject Build()
    {
        var definitions = new JsonObject { ["fault"] = OfFault(), ["profile"] = OfProfile(Reference("fault")), ["stub"] = OfStub() };
        var vendors = new JsonObject();
        foreach (var vendor in Vendors.All)
        {
            foreach (var hook in vendor.Hooks.Where(row => !row.ReadsOnly))
                definitions[hook.Id] = FieldSchema.Of(hook.Fields, hook.Summary);
            vendors[vendor.Name] = OfVendor(vendor);
        }

        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "A world of mocks",
            ["description"] = "The body of PUT /__mocks/worlds/{name}, and the seed file of the server. All of it may be left out.",
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject
            {
                ["$schema"] = Text("Where this schema is"),
                ["name"] = Text("The world's name: " + WorldValues.NameAccepted),
                ["from"] = new JsonObject
                {
                    ["type"] = "object",
                    ["description"] = "Opens the world as another was when a snapshot was taken, with new keys. Nothing but the name may stand beside it.",
                    ["additionalProperties"] = false,
                    ["required"] = new JsonArray("world", "snapshot"),
                    ["properties"] = new JsonObject { ["world"] = Text("An open world"), ["snapshot"] = Text("One of its snapshots") },
                },
                ["seed"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = ulong.MaxValue, ["description"] = "What all invented data is made from" },
                ["size"] = Size("How much invented data every vendor begins with"),
                ["start"] = new JsonObject { ["type"] = "string", ["format"] = "date-time", ["description"] = "The first moment of the world's clock" },
                ["running"] = new JsonObject { ["type"] = "boolean", ["description"] = "Whether the clock runs; a frozen one moves only when it is told to" },
                ["limits"] = new JsonObject { ["type"] = "boolean", ["description"] = "Whether the vendors' request limits count" },
                ["vendors"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = vendors },
                ["profiles"] = new JsonObject
                {
                    ["type"] = "object",
                    ["description"] = "Fault profiles of this world's own, by name; they go before the server's",
                    ["additionalProperties"] = Reference("profile"),
                },
                ["faults"] = new JsonObject
                {
                    ["type"] = "array",
                    ["description"] = "What goes wrong with calls: faults, and names of fault profiles such as flaky",
                    ["items"] = new JsonObject { ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, Reference("fault")) },
                },
                ["stubs"] = new JsonObject
                {
                    ["type"] = "array",
                    ["description"] = "What is answered in place of the vendors: stub mappings in WireMock's format",
                    ["items"] = Reference("stub"),
                },
            },
            ["$defs"] = definitions,
        };
    }

    /// <summary>A fault of any kind.</summary>
    public static JsonNode OfFault() => FaultJson.Default.Options.GetJsonSchemaAsNode(typeof(Fault), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true });

    /// <summary>A fault profile's definition.</summary>
    /// <param name="fault">The schema of its faults.</param>
    public static JsonObject OfProfile(JsonObject fault) => new()
    {
        ["type"] = "object",
        ["description"] = "Faults that are put in force together",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray("faults"),
        ["properties"] = new JsonObject
        {
            ["summary"] = Text("One line for people"),
            ["faults"] = new JsonObject { ["type"] = "array", ["minItems"] = 1, ["maxItems"] = Faults.MaxActive, ["items"] = fault },
        },
    };

    // What may stand inside request and response is the format's own, and the reader names what it does not know.
    private static JsonObject OfStub()
    {
        var properties = new JsonObject();
        foreach (var name in StubMapping.Names)
            properties[name] = new JsonObject();
        properties["request"] = new JsonObject { ["type"] = "object", ["description"] = "Which calls are meant" };
        properties["response"] = new JsonObject { ["type"] = "object", ["description"] = "What is answered" };
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = "A stub mapping",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray("request", "response"),
            ["properties"] = properties,
        };
    }

    /// <summary>The rule values of a vendor; null takes one back to its default.</summary>
    public static JsonObject OfRules(Vendor vendor)
    {
        var state = vendor.CreateState();
        var (values, rules) = (state.RulesSchema()["properties"]!.AsObject(), new JsonObject());
        var switches = vendor.Rules.Rules.SelectMany(rule => rule.Switches ?? []).ToLookup(one => one.Name);
        foreach (var value in state.RulesAsJson().EnumerateObject())
        {
            var others = switches[value.Name].SelectMany(one => one.Alternatives).ToArray();
            var described = new JsonObject { ["description"] = $"Default: {value.Value.GetRawText()}{(others.Length == 0 ? "" : $"; else {string.Join(", ", others)}")}" };
            described["anyOf"] = new JsonArray(OfValue(values[value.Name]!, value.Value), new JsonObject { ["type"] = "null" });
            rules[value.Name] = described;
        }

        return Closed(rules, $"Rule values of {vendor.Title}, by the names of the rule table's switches");
    }

    // Of a value with a converter of its own nothing is known but its default.
    private static JsonNode OfValue(JsonNode schema, JsonElement value) => schema is JsonObject ? schema.DeepClone() : new JsonObject
    {
        ["type"] = value.ValueKind switch { JsonValueKind.Number => "number", JsonValueKind.True or JsonValueKind.False => "boolean", _ => "string" },
    };

    private static JsonObject OfVendor(Vendor vendor)
    {
        var (keys, entities) = (new JsonObject(), new JsonObject());
        foreach (var credential in vendor.CredentialsOf(MocksHost.DefaultWorld))
        {
            var values = new JsonObject();
            foreach (var name in credential.Values.Keys)
                values[name] = new JsonObject { ["type"] = "string" };
            keys[credential.Role] = new JsonObject
            {
                ["oneOf"] = new JsonArray(
                    new JsonObject { ["type"] = "string" },
                    new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = values }),
            };
        }

        foreach (var hook in vendor.Hooks.Where(row => !row.ReadsOnly))
        {
            foreach (var key in WorldDocument.KeysOf(hook))
            {
                entities[key] = new JsonObject
                {
                    ["description"] = hook.Summary,
                    ["oneOf"] = new JsonArray(Reference(hook.Id), new JsonObject { ["type"] = "array", ["items"] = Reference(hook.Id) }),
                };
            }
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = vendor.Title,
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject
            {
                ["size"] = Size("How much invented data this vendor begins with"),
                ["locale"] = new JsonObject
                {
                    ["description"] = "Where invented people come from; else a mixture",
                    ["enum"] = new JsonArray([.. SeedLocales.All.Select(locale => (JsonNode)locale)]),
                },
                ["keys"] = Closed(keys, "Keys of your own choice, by role; the others are minted"),
                ["rules"] = OfRules(vendor),
                ["entities"] = Closed(entities, "Records by their collection, and other hooks as collection.verb, played in the order in which they stand"),
            },
        };
    }

    private static JsonObject Closed(JsonObject properties, string description) =>
        new() { ["type"] = "object", ["description"] = description, ["additionalProperties"] = false, ["properties"] = properties };

    private static JsonObject Size(string description) => new()
    {
        ["description"] = $"{description}: {WorldValues.SizeAccepted}",
        ["oneOf"] = new JsonArray(
            new JsonObject { ["enum"] = new JsonArray("empty", "default") },
            new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = SeedPlan.MaxRecords }),
    };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JsonObject Reference(string name) => new() { ["$ref"] = "#/$defs/" + name };
}
