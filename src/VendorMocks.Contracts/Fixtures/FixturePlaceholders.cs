using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VendorMocks;

/// <summary>Placeholders such as <c>{leadId}</c> in the texts of a fixture.</summary>
internal static class FixturePlaceholders
{
    private static readonly Regex Placeholder = new(@"\{([A-Za-z][A-Za-z0-9]*)\}", RegexOptions.CultureInvariant);

    /// <summary>The names in a text.</summary>
    public static IEnumerable<string> In(string text) => Placeholder.Matches(text).Select(m => m.Groups[1].Value);

    /// <summary>All texts of a JSON value, property names left out.</summary>
    public static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Texts(p.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        _ => [],
    };

    /// <summary>Replaces the names that have a value; the others stay.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, JsonElement> values) => Placeholder.Replace(
        text, m => values.TryGetValue(m.Groups[1].Value, out var value) ? AsText(value) : m.Value);

    /// <summary>Replaces placeholders in all texts of a JSON value. A text that is one placeholder takes the value's JSON type.</summary>
    public static JsonElement Fill(JsonElement json, IReadOnlyDictionary<string, JsonElement> values) =>
        json.ValueKind is JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array
            ? JsonSerializer.SerializeToElement(FillNode(json, values))
            : json;

    /// <summary>Rewrites all texts of a JSON value, property names left out.</summary>
    public static JsonElement Map(JsonElement json, Func<string, string> rewrite) =>
        json.ValueKind is JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array
            ? JsonSerializer.SerializeToElement(MapNode(json, rewrite))
            : json;

    /// <summary>A value as it stands in a URL or form: text as it is, anything else as JSON.</summary>
    public static string AsText(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static JsonNode? MapNode(JsonElement json, Func<string, string> rewrite) => json.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, MapNode(p.Value, rewrite)))),
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(item => MapNode(item, rewrite))]),
        JsonValueKind.String => JsonValue.Create(rewrite(json.GetString()!)),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(json),
    };

    private static JsonNode? FillNode(JsonElement json, IReadOnlyDictionary<string, JsonElement> values) => json.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(json.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, FillNode(p.Value, values)))),
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(item => FillNode(item, values))]),
        JsonValueKind.String => FillText(json.GetString()!, values),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(json),
    };

    private static JsonNode? FillText(string text, IReadOnlyDictionary<string, JsonElement> values)
    {
        var match = Placeholder.Match(text);
        return match.Length == text.Length && match.Success && values.TryGetValue(match.Groups[1].Value, out var value)
            ? JsonNode.Parse(value.GetRawText())
            : JsonValue.Create(Fill(text, values));
    }
}
