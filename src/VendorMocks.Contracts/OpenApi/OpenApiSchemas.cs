using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>Carries schema files into an OpenAPI document: their definitions become its components.</summary>
internal sealed class OpenApiSchemas(SchemaSet schemas)
{
    /// <summary>The component that holds the vendor's error bodies. A dot keeps it apart from the definitions.</summary>
    public const string ErrorComponent = "error.response";

    private const string Files = "#/definitions/", Components = "#/components/schemas/";
    private readonly SortedDictionary<string, JsonNode?> components = new(StringComparer.Ordinal);

    /// <summary>The components that were needed so far.</summary>
    public JsonObject ToComponents() => new(components.Select(c => KeyValuePair.Create(c.Key, c.Value?.DeepClone())));

    /// <summary>The schema of an operation's success.</summary>
    public JsonObject Response(string operation) => Import(schemas.ResponseSchema(operation));

    /// <summary>The schema of an operation's parameters.</summary>
    public JsonObject Request(string operation) => Import(schemas.RequestSchema(operation));

    /// <summary>A reference to the vendor's error bodies.</summary>
    public JsonObject Error()
    {
        if (!components.ContainsKey(ErrorComponent))
            components.Add(ErrorComponent, Import(schemas.ErrorSchema()));
        return new() { ["$ref"] = Components + ErrorComponent };
    }

    private JsonObject Import(JsonElement whole)
    {
        var schema = JsonObject.Create(whole)!;
        Refer(schema);
        if (schema["definitions"] is JsonObject definitions)
            foreach (var (name, definition) in definitions.ToList())
            {
                definitions.Remove(name);
                components.TryAdd(name, definition);
            }
        schema.Remove("definitions");
        schema.Remove("$schema");
        return schema;
    }

    private static void Refer(JsonNode? node)
    {
        if (node is JsonArray array)
            foreach (var item in array)
                Refer(item);
        if (node is not JsonObject schema)
            return;
        if (schema["$ref"] is JsonValue value && value.TryGetValue(out string? target))
            schema["$ref"] = target.Replace(Files, Components, StringComparison.Ordinal);
        foreach (var (_, child) in schema)
            Refer(child);
    }
}
