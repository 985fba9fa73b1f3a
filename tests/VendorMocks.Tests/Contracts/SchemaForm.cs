using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>
/// One form that a value may take: schemas that must hold together, with references followed and alternatives chosen. Reads
/// schemas on its own, so that what NJsonSchema overlooks is found.
/// </summary>
internal sealed class SchemaForm
{
    private static readonly string[] AllTypes = ["null", "boolean", "integer", "number", "string", "array", "object"];
    private readonly JsonElement root;
    private readonly IReadOnlyList<JsonElement> parts;

    private SchemaForm(JsonElement root, IReadOnlyList<JsonElement> parts)
    {
        this.root = root;
        this.parts = parts;
        Types = AllTypes.Where(type => Keyword("type").All(t => Allows(t, type))).ToHashSet();
        Required = [.. Keyword("required").SelectMany(r => r.EnumerateArray()).Select(name => name.GetString()!).Distinct()];
    }

    /// <summary>The JSON types that the form has; <c>integer</c> is listed wherever <c>number</c> is.</summary>
    public IReadOnlySet<string> Types { get; }

    public IReadOnlyList<string> Required { get; }

    /// <summary>The properties that are described, in the schema's order.</summary>
    public IReadOnlyList<string> Properties => [.. Keyword("properties").SelectMany(p => p.EnumerateObject()).Select(p => p.Name)];

    /// <summary>Whether properties that no keyword names are refused.</summary>
    public bool Closed => Keyword("additionalProperties").Any(a => a.ValueKind == JsonValueKind.False);

    /// <summary>What the values of a map must be, if the form is one.</summary>
    public IReadOnlyList<SchemaForm>? MapValues =>
        Keyword("additionalProperties").Where(a => a.ValueKind == JsonValueKind.Object).ToList() is { Count: > 0 } maps ? Of(root, maps) : null;

    public IReadOnlyList<SchemaForm>? Items => Keyword("items").ToList() is { Count: > 0 } items ? Of(root, items) : null;

    public int MinItems => Keyword("minItems").Select(m => m.GetInt32()).DefaultIfEmpty().Max();

    public int MinProperties => Keyword("minProperties").Select(m => m.GetInt32()).DefaultIfEmpty().Max();

    /// <summary>The forms of a whole schema.</summary>
    public static IReadOnlyList<SchemaForm> Of(JsonElement schema) => Of(schema, [schema]);

    private static List<SchemaForm> Of(JsonElement root, IEnumerable<JsonElement> schemas)
    {
        IEnumerable<IReadOnlyList<JsonElement>> forms = [[]];
        foreach (var schema in schemas)
        {
            var choices = Unfold(root, schema);
            forms = forms.SelectMany(form => choices.Select(choice => (IReadOnlyList<JsonElement>)[.. form, .. choice])).ToList();
        }
        return [.. forms.Select(form => new SchemaForm(root, form))];
    }

    /// <summary>The forms of a property, or null where the form says nothing about it.</summary>
    public IReadOnlyList<SchemaForm>? Property(string name)
    {
        var schemas = Keyword("properties").Where(p => p.TryGetProperty(name, out _)).Select(p => p.GetProperty(name)).ToList();
        if (schemas.Count == 0)
            schemas = [.. Keyword("patternProperties").SelectMany(p => p.EnumerateObject()).Where(p => Matches(p.Name, name)).Select(p => p.Value)];
        return schemas.Count > 0 ? Of(root, schemas) : MapValues;
    }

    /// <summary>Whether types, required and closed properties agree, all the way down. Texts and numbers are not looked into.</summary>
    public bool Fits(JsonNode? node)
    {
        if (!Types.Contains(TypeOf(node)))
            return false;
        return node switch
        {
            JsonObject o => Required.All(o.ContainsKey) && o.Count >= MinProperties
                && o.All(p => Property(p.Key) is { } forms ? forms.Any(f => f.Fits(p.Value)) : !Closed),
            JsonArray a => a.Count >= MinItems && (Items is not { } items || a.All(item => items.Any(f => f.Fits(item)))),
            _ => true,
        };
    }

    /// <summary>Whether the form's own keywords refuse a text; formats are taken to refuse it.</summary>
    public bool Refuses(string text) => !Types.Contains("string")
        || Keyword("enum").Any(e => e.EnumerateArray().All(v => v.ValueKind != JsonValueKind.String || v.GetString() != text))
        || Keyword("pattern").Any(p => !Matches(p.GetString()!, text))
        || Keyword("minLength").Any(m => text.Length < m.GetInt32())
        || Keyword("format").Any();

    /// <summary>Whether the form's own keywords refuse a number.</summary>
    public bool Refuses(decimal number) => !Types.Contains(decimal.IsInteger(number) ? "integer" : "number")
        || Keyword("minimum").Any(m => number < m.GetDecimal())
        || Keyword("exclusiveMinimum").Any(m => number <= m.GetDecimal())
        || Keyword("maximum").Any(m => number > m.GetDecimal())
        || Keyword("exclusiveMaximum").Any(m => number >= m.GetDecimal())
        || Keyword("enum").Any(e => e.EnumerateArray().All(v => v.ValueKind != JsonValueKind.Number || v.GetDecimal() != number));

    /// <summary>Numbers just outside the form's bounds.</summary>
    public IEnumerable<decimal> OutOfBounds() =>
        Keyword("minimum").Select(m => m.GetDecimal() - 1).Concat(Keyword("exclusiveMinimum").Select(m => m.GetDecimal()))
            .Concat(Keyword("maximum").Select(m => m.GetDecimal() + 1)).Concat(Keyword("exclusiveMaximum").Select(m => m.GetDecimal()));

    /// <summary>Every object inside a body, each with the forms that fit it.</summary>
    public static IEnumerable<(JsonObject Node, SchemaForm Form)> Objects(JsonNode? node, IReadOnlyList<SchemaForm> forms)
    {
        foreach (var form in forms.Where(form => form.Fits(node)))
        {
            if (node is JsonObject here)
                yield return (here, form);
            var below = node switch
            {
                JsonObject o => o.SelectMany(p => Objects(p.Value, form.Property(p.Key) ?? [])),
                JsonArray a => a.SelectMany(item => Objects(item, form.Items ?? [])),
                _ => [],
            };
            foreach (var found in below)
                yield return found;
        }
    }

    public static string TypeOf(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => node.ToJsonString().AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? "integer" : "number",
    };

    private IEnumerable<JsonElement> Keyword(string name) =>
        parts.Where(part => part.TryGetProperty(name, out _)).Select(part => part.GetProperty(name));

    private static List<IReadOnlyList<JsonElement>> Unfold(JsonElement root, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var target))
            return Unfold(root, root.GetProperty("definitions").GetProperty(target.GetString()!["#/definitions/".Length..]));

        List<IReadOnlyList<JsonElement>> forms = [[schema]];
        foreach (var keyword in new[] { "anyOf", "oneOf" })
            if (schema.TryGetProperty(keyword, out var choices))
                forms = Combine(forms, choices.EnumerateArray().SelectMany(choice => Unfold(root, choice)));
        if (schema.TryGetProperty("allOf", out var all))
            foreach (var part in all.EnumerateArray())
                forms = Combine(forms, Unfold(root, part));
        return forms;
    }

    private static List<IReadOnlyList<JsonElement>> Combine(List<IReadOnlyList<JsonElement>> forms, IEnumerable<IReadOnlyList<JsonElement>> choices) =>
        [.. forms.SelectMany(form => choices.Select(choice => (IReadOnlyList<JsonElement>)[.. form, .. choice]))];

    private static bool Allows(JsonElement declared, string type) => declared.ValueKind == JsonValueKind.Array
        ? declared.EnumerateArray().Any(d => Allows(d, type))
        : declared.GetString() == type || (declared.GetString() == "number" && type == "integer");

    // A schema's $ is the very end, that of .NET is not.
    private static bool Matches(string pattern, string text) => Regex.IsMatch(text, pattern.EndsWith('$') ? pattern[..^1] + "\\z" : pattern);
}
