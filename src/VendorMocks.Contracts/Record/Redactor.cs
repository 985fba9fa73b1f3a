using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VendorMocks;

/// <summary>
/// Takes credentials, secrets and people out of an exchange: e-mail and IP addresses wherever they stand, phone numbers, names,
/// streets and secrets by the names of their properties, and whatever of these was seen before also inside other texts.
/// </summary>
internal sealed class Redactor(RecordedCredentials credentials, InventedValues invented)
{
    private const int LeastInText = 3;
    private static readonly string[] Describing = ["type", "id", "name"];
    private static readonly Regex Braces = new(@"\{([A-Za-z][A-Za-z0-9]*)\}", RegexOptions.CultureInvariant);
    private static readonly Regex Email = new(@"[\p{L}\p{N}._%+'-]+(?<at>@|%40)[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+", RegexOptions.CultureInvariant);
    private static readonly Regex IpV4 = new(
        @"(?<![\w.])((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?![\w.])", RegexOptions.CultureInvariant);
    private static readonly Regex IpV6 = new(@"(?<![\w:])[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}(?![\w:])", RegexOptions.CultureInvariant);
    private static readonly Regex InUrl = new(@"(?<before>(?:[?&;]|^)(?<name>[\w.\[\]-]+)=)(?<value>[^&#;\s]+)", RegexOptions.CultureInvariant);
    private static readonly Regex International = new(@"\+[0-9][0-9 ().-]{6,16}[0-9]", RegexOptions.CultureInvariant);

    /// <summary>Looks at a JSON value before anything is rewritten, so that a name is also found in a message that stands before it.</summary>
    public void Learn(JsonNode? node, string name = "", string parent = "", IReadOnlyList<string>? siblings = null)
    {
        if (node is JsonObject o)
            foreach (var (key, value) in o)
                Learn(value, NameOf(o, key), name, [.. o.Select(p => p.Key)]);
        else if (node is JsonArray array)
            foreach (var item in array)
                Learn(item, name, parent, siblings);
        else if (node is JsonValue value && value.TryGetValue(out string? text))
            invented.Of(PersonalNames.Of(name, parent, siblings ?? []), text);
    }

    /// <summary>A JSON value without anything secret or personal.</summary>
    public JsonNode? Json(JsonNode? node, string name = "", string parent = "", IReadOnlyList<string>? siblings = null) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(Text(p.Key), Json(p.Value, NameOf(o, p.Key), name, [.. o.Select(s => s.Key)])))),
        JsonArray array => new JsonArray([.. array.Select(item => Json(item, name, parent, siblings))]),
        JsonValue value when value.TryGetValue(out string? text) => Value(name, text, parent, siblings ?? []),
        JsonValue value when PersonalNames.Of(name, parent, siblings ?? []) == ValueSort.Phone => JsonNode.Parse(invented.Of(ValueSort.Phone, value.ToJsonString())),
        _ => node?.DeepClone(),
    };

    /// <summary>The value of a parameter or property without anything secret or personal.</summary>
    public string Value(string name, string value, string parent = "", IReadOnlyList<string>? siblings = null)
    {
        if (credentials.Known.Any(c => value.Contains(c.Key, StringComparison.Ordinal)))
            return Text(value);
        var sort = PersonalNames.Of(name, parent, siblings ?? []);
        return sort == ValueSort.Plain || value.Contains('@', StringComparison.Ordinal) ? Text(value) : invented.Of(sort, value);
    }

    /// <summary>A text without anything secret or personal that can be told without knowing what it is about.</summary>
    public string Text(string text)
    {
        // Braces mean placeholders in a fixture, and a recorded text has none of its own.
        text = Braces.Replace(text, "($1)");
        foreach (var (value, placeholder) in credentials.Known)
            text = text.Replace(value, placeholder, StringComparison.Ordinal);
        text = Email.Replace(text, m => invented.Email(Uri.UnescapeDataString(m.Value)).Replace("@", m.Groups["at"].Value, StringComparison.Ordinal));
        text = IpV4.Replace(text, m => invented.Ip(m.Value));
        text = IpV6.Replace(text, m => IPAddress.TryParse(m.Value, out _) ? invented.Ip(m.Value) : m.Value);
        text = InUrl.Replace(text, m => m.Groups["before"].Value + InQuery(m.Groups["name"].Value, m.Groups["value"].Value));
        text = International.Replace(text, m => invented.Of(ValueSort.Phone, m.Value));
        if (text.Any(char.IsWhiteSpace))
            foreach (var (value, standIn) in invented.Known.Where(k => k.Key.Length >= LeastInText && text.Contains(k.Key, StringComparison.Ordinal)))
                text = Regex.Replace(text, $@"(?<!\w){Regex.Escape(value)}(?!\w)", standIn.Replace("$", "$$", StringComparison.Ordinal), RegexOptions.CultureInvariant);
        return text;
    }

    private string InQuery(string name, string value) =>
        PersonalNames.Of(name, "", []) is var sort and not ValueSort.Plain && !value.Contains('{', StringComparison.Ordinal)
            ? Uri.EscapeDataString(invented.Of(sort, Uri.UnescapeDataString(value)))
            : value;

    // A form's entry is called "value" and says beside it what it is about.
    private static string NameOf(JsonObject around, string name) => name == "value"
        ? Describing.Select(about => around[about]).OfType<JsonValue>()
            .Select(about => about.TryGetValue(out string? text) ? text : "")
            .Select(text => text == "name" ? "full_name" : text)
            .FirstOrDefault(text => PersonalNames.Of(text, "", []) != ValueSort.Plain) ?? name
        : name;
}
