using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>A place in a schema file, found by a place in a body that the schema describes.</summary>
/// <param name="File">The file's name in the vendor's folder.</param>
/// <param name="Pointer">The place in that file as JSON Pointer.</param>
/// <param name="Node">The schema that stands there, with references as they stand in a whole schema.</param>
internal sealed record SchemaLocation(string File, string Pointer, JsonObject Node)
{
    private const string Definitions = "definitions.json", Own = "#/definitions/";
    private static readonly string[] Choices = ["anyOf", "oneOf", "allOf"];

    /// <summary>Where a whole schema of a file describes a place, written with <c>*</c> for items; null where it does not.</summary>
    public static SchemaLocation? Find(string file, JsonObject whole, string pointer)
    {
        var at = new SchemaLocation(file, "", whole);
        foreach (var step in pointer.Split('/').Skip(1).Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            if (at.Forms(whole).Select(form => form.Step(step)).FirstOrDefault(next => next is not null) is not { } below)
                return null;
            at = below;
        }
        return at;
    }

    /// <summary>The schema itself, what it refers to, and its alternatives, until they stand for themselves.</summary>
    public IEnumerable<SchemaLocation> Forms(JsonObject whole)
    {
        if (Node["$ref"] is JsonValue target && (string?)target is { } reference)
        {
            var name = reference[Own.Length..];
            return new SchemaLocation(Definitions, $"/definitions/{name}", (JsonObject)whole["definitions"]![name]!).Forms(whole);
        }
        var alternatives = Choices
            .SelectMany(keyword => (Node[keyword] as JsonArray ?? []).Select((form, i) => new SchemaLocation(File, $"{Pointer}/{keyword}/{i}", (JsonObject)form!)))
            .SelectMany(form => form.Forms(whole));
        return alternatives.Prepend(this);
    }

    private SchemaLocation? Step(string step)
    {
        if (Node["properties"] is JsonObject properties && properties[step] is JsonObject property)
            return new(File, FixturePointer.Below(Pointer + "/properties", step), property);
        if (step == "*" && Node["items"] is JsonObject items)
            return new(File, Pointer + "/items", items);
        if (Node["additionalProperties"] is JsonObject map)
            return new(File, Pointer + "/additionalProperties", map);
        return Node["patternProperties"] is JsonObject patterns && patterns.FirstOrDefault() is { Value: JsonObject value } first
            ? new(File, FixturePointer.Below(Pointer + "/patternProperties", first.Key), value)
            : null;
    }
}
