using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>The JSON Schema of the fields of a hook or of a control call.</summary>
internal static class FieldSchema
{
    /// <summary>An object of these fields and no others.</summary>
    public static JsonObject Of(IReadOnlyList<HookField> fields, string? description = null)
    {
        var properties = new JsonObject();
        foreach (var field in fields)
            properties[field.Name] = Of(field);
        var schema = new JsonObject { ["type"] = "object" };
        if (description is not null)
            schema["description"] = description;
        schema["additionalProperties"] = false;
        if (fields.Any(field => field.Required))
            schema["required"] = new JsonArray([.. fields.Where(field => field.Required).Select(field => (JsonNode)field.Name)]);
        schema["properties"] = properties;
        return schema;
    }

    /// <summary>One field.</summary>
    public static JsonObject Of(HookField field)
    {
        // Hooks take a text's digits for a number and a text with commas for a list, as forms send them.
        string[] types = field.Type switch
        {
            "integer" => ["integer", "string"],
            "decimal" => ["number", "string"],
            "boolean" => ["boolean"],
            "object" => ["object"],
            "array" => ["array", "string"],
            "time" => ["string"],
            _ => ["string", "number"],
        };
        if (!field.Required)
            types = [.. types, "null"];
        var schema = new JsonObject { ["type"] = types.Length == 1 ? types[0] : new JsonArray([.. types.Select(type => (JsonNode)type)]) };
        if (field.Type == "time")
            schema["format"] = "date-time";
        schema["description"] = field.Description;
        if (field.Example is { } example)
            schema["examples"] = new JsonArray(JsonNode.Parse(example));
        return schema;
    }
}
