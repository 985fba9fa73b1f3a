using System.Text.Json;

namespace VendorMocks;

/// <summary>One recorded call after redaction: what is left to be written.</summary>
/// <param name="Operation">The operation that it asked for.</param>
/// <param name="Request">The request as a fixture states it; its path has the operation's placeholders.</param>
/// <param name="PathValues">The values of the path's placeholders.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Refused">Whether the service refused the call.</param>
/// <param name="Body">The body of the answer; undefined where there was none.</param>
internal sealed record RedactedCall(
    Operation Operation, FixtureRequest Request, IReadOnlyDictionary<string, string> PathValues, int Status, bool Refused, JsonElement Body)
{
    private const int LeastTelling = 4;

    /// <summary>What it says by texts that hardly turn up by chance, credentials left out.</summary>
    public IReadOnlySet<string> TellingTexts { get; } = Request.Query.Values
        .Concat(Request.Form?.Values ?? [])
        .Concat(Request.Json is { } json ? FixturePlaceholders.Texts(json) : [])
        .Concat(PathValues.Values)
        .SelectMany(InUrl)
        .Where(IsTelling)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id of the thing that it is about, where that travels as a parameter.</summary>
    public IEnumerable<KeyValuePair<string, string>> IdParameters =>
        Request.Query.Concat(Request.Form ?? new Dictionary<string, string>()).Where(sent => sent is { Key: "id", Value.Length: > 0 });

    /// <summary>The part of the operation's id before the dot: what sort of thing it is about.</summary>
    public string Collection => Operation.Id.Split('.')[0];

    /// <summary>The answer's structure, to tell one shape from another: names and types, without values.</summary>
    public string Shape => ShapeOf(Body);

    /// <summary>The structure of a body.</summary>
    public static string ShapeOf(JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.Undefined => "nothing",
        JsonValueKind.Object when IsMap(body) => $"{{*:{string.Join('|', body.EnumerateObject().Select(p => ShapeOf(p.Value)).Distinct().Order(StringComparer.Ordinal))}}}",
        JsonValueKind.Object => $"{{{string.Join(',', body.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}:{ShapeOf(p.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join('|', body.EnumerateArray().Select(ShapeOf).Distinct().Order(StringComparer.Ordinal))}]",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether an object's names are data, not properties: numbers as keys.</summary>
    public static bool IsMap(JsonElement body) => body.EnumerateObject().Any() && body.EnumerateObject().All(p => p.Name.All(char.IsAsciiDigit));

    /// <summary>The place of a value in the answer: an id of its own first, then anything that says the same; null where it is not there.</summary>
    public string? PointerTo(string value) => Scalars("", Body)
        .Where(s => FixturePlaceholders.AsText(s.Value) == value)
        .OrderBy(s => s.Pointer.EndsWith("id", StringComparison.OrdinalIgnoreCase) ? 0 : 1).ThenBy(s => s.Pointer.Count(c => c == '/'))
        .Select(s => s.Pointer)
        .FirstOrDefault();

    /// <summary>Every scalar of a body with its pointer.</summary>
    public static IEnumerable<(string Pointer, JsonElement Value)> Scalars(string pointer, JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.Undefined => [],
        JsonValueKind.Object => body.EnumerateObject().SelectMany(p => Scalars(FixturePointer.Below(pointer, p.Name), p.Value)),
        JsonValueKind.Array => body.EnumerateArray().SelectMany((item, i) => Scalars($"{pointer}/{i}", item)),
        _ => [(pointer, body)],
    };

    // An address also says what stands in its query.
    private static IEnumerable<string> InUrl(string text) => text.Contains("://", StringComparison.Ordinal) && text.IndexOf('?', StringComparison.Ordinal) is > 0 and var at
        ? text[(at + 1)..].Split('&').Select(pair => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]).Prepend(text)
        : [text];

    private static bool IsTelling(string text) =>
        text.Length >= LeastTelling && !text.Contains('{', StringComparison.Ordinal) && text is not ("true" or "false" or "null");
}
