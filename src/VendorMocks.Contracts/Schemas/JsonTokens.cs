using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace VendorMocks;

/// <summary>
/// Carries JSON from the strict reader to the tokens that NJsonSchema checks. Newtonsoft's own reader is not used, because it
/// accepts comments, single quotes and repeated names, and turns text that looks like a date into one.
/// </summary>
internal static class JsonTokens
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads one JSON value.</summary>
    /// <exception cref="JsonException">It is not JSON, names a property twice or nests deeper than 64.</exception>
    public static JsonDocument Read(ReadOnlyMemory<byte> json) => JsonDocument.Parse(json, Strict);

    /// <summary>The tokens of a value.</summary>
    public static JToken From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new JObject(element.EnumerateObject().Select(p => new JProperty(p.Name, From(p.Value)))),
        JsonValueKind.Array => new JArray(element.EnumerateArray().Select(From)),
        JsonValueKind.String => new JValue(element.GetString()),
        JsonValueKind.Number => Number(element),
        JsonValueKind.True => new JValue(true),
        JsonValueKind.False => new JValue(false),
        _ => JValue.CreateNull(),
    };

    private static JValue Number(JsonElement element)
    {
        if (element.TryGetInt64(out long whole))
            return new JValue(whole);

        // NJsonSchema throws on big integers; the nearest long is on the same side of every bound that a schema here sets.
        var text = element.GetRawText();
        if (text.AsSpan().IndexOfAny('.', 'e', 'E') < 0)
            return new JValue(text[0] == '-' ? long.MinValue : long.MaxValue);
        return element.TryGetDecimal(out decimal number)
            ? new JValue(number)
            : new JValue(double.Parse(text, CultureInfo.InvariantCulture));
    }
}
