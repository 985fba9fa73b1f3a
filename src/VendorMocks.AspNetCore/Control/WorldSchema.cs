using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace VendorMocks;

/// <summary>The JSON Schema of world documents, made from the rows that read them.</summary>
internal static class WorldSchema
{
    /// <summary>Where it is served.</summary>
    public const string Path = ControlPlane.Root + "/world.schema.json";

    /// <summary>The schema. It is checked in as <c>schemas/world.schema.json</c>, so that a change of it is seen.</summary>
    public static JsonObject Build()
    {
        var definitions = new JsonObject { ["fault"] = FaultJson.Default.Options.GetJsonSchemaAsNode(typeof(Fault)) };
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
                ["faults"] = new JsonObject
                {
                    ["type"] = "array",
                    ["description"] = "What goes wrong with calls: faults, and names of fault profiles such as flaky",
                    ["items"] = new JsonObject { ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, Reference("fault")) },
                },
            },
            ["$defs"] = definitions,
        };
    }

    private static JsonObject OfVendor(Vendor vendor)
    {
        var (keys, rules, entities) = (new JsonObject(), new JsonObject(), new JsonObject());
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

        var switches = vendor.Rules.Rules.SelectMany(rule => rule.Switches ?? []).ToLookup(one => one.Name);
        foreach (var value in vendor.CreateState().RulesAsJson().EnumerateObject())
        {
            var others = switches[value.Name].SelectMany(one => one.Alternatives).ToArray();
            rules[value.Name] = new JsonObject { ["description"] = $"Default: {value.Value.GetRawText()}{(others.Length == 0 ? "" : $"; else {string.Join(", ", others)}")}" };
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
                ["rules"] = Closed(rules, "Rule values that differ from their defaults"),
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
