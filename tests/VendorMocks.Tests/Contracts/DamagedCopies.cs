using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>A body with one fault.</summary>
/// <param name="What">The fault and its place.</param>
/// <param name="Json">The whole body with it.</param>
internal sealed record DamagedCopy(string What, string Json);

/// <summary>
/// Makes copies of a good body that its schema has to reject, each with one fault: a property too few or too many, a wrong type,
/// null, a text or number outside of what is allowed, another way to write a time or an amount.
/// </summary>
/// <param name="body">The good body.</param>
/// <param name="strictForms">
/// Whether times and amounts have one form only, as in answers. Then other ways to write them count as damage whatever the schema
/// says, so that a pattern that was forgotten is found.
/// </param>
internal sealed class DamagedCopies(JsonNode? body, bool strictForms)
{
    private static readonly (string Type, string Json)[] Samples =
    [
        ("null", "null"), ("boolean", "true"), ("integer", "7"), ("number", "7.5"), ("string", "\"damaged\""), ("array", "[]"), ("object", "{}"),
    ];

    // Which of the two is the other way to write a time depends on the vendor's own.
    private const string Milliseconds = "2013-04-08T21:47:35.000Z";
    private const string WholeSeconds = "2013-04-08T21:47:35Z";

    private static readonly string[] Texts = ["", " ", "damaged value", "damaged\n"];
    private static readonly string[] Times = ["2013-04-08 21:47:35 UTC", "2013-04-08T21:47:35+00:00", Milliseconds, "2013-04-08T21:47:35", "2013-04-08T21:47:35Z\n", "2013-13-08T21:47:35Z", "1365457655"];
    private static readonly string[] Days = ["2013-4-8", "08.04.2013", "2013-04-08T00:00:00Z", "2013-04-08\n", "20130408"];
    private static readonly string[] Amounts = ["48", "48.180", "048.18", "1,048.18", "4.8e1", "48.18 USD", "+48.18", "48.", ".18", "48.18\n"];
    private static readonly Regex Time = new("^[0-9]{4}-[0-9]{2}-[0-9]{2}T.*Z$");
    private static readonly Regex Day = new("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    private static readonly Regex Amount = new("^[0-9]+[.][0-9]+$");

    /// <summary>All damaged copies, for a schema given as its forms.</summary>
    public IEnumerable<DamagedCopy> For(IReadOnlyList<SchemaForm> forms) => At(body, forms, "", damaged => damaged, forms);

    private IEnumerable<DamagedCopy> At(
        JsonNode? node, IReadOnlyList<SchemaForm> forms, string pointer, Func<JsonNode?, JsonNode?> put, IReadOnlyList<SchemaForm> whole)
    {
        // Where the body as a whole then has another of its forms (one error text instead of texts by field), it is no damage.
        var structure = OfType(forms).Concat(node switch
        {
            JsonObject o => OfObject(o, forms),
            JsonArray a => OfArray(a, forms),
            _ => [],
        }).Select(fault => (fault.What, Body: put(fault.Damaged))).Where(fault => !whole.Any(form => form.Fits(fault.Body)));
        var values = (node switch
        {
            JsonValue v when v.GetValueKind() == JsonValueKind.String => OfText(v.GetValue<string>(), forms),
            JsonValue v when v.GetValueKind() == JsonValueKind.Number => OfNumber(forms),
            _ => [],
        }).Select(fault => (fault.What, Body: put(fault.Damaged)));
        foreach (var (what, damaged) in structure.Concat(values))
            yield return new($"{what} at {(pointer.Length == 0 ? "the body" : pointer)}", damaged?.ToJsonString() ?? "null");

        var fitting = forms.Where(form => form.Fits(node)).ToList();
        foreach (var (step, child) in Children(node))
        {
            var below = fitting.SelectMany(form => (node is JsonArray ? form.Items : form.Property(step)) ?? []).ToList();
            if (below.Count > 0)
                foreach (var copy in At(child, below, $"{pointer}/{step}", damaged => put(With(node!, step, damaged)), whole))
                    yield return copy;
        }
    }

    private static IEnumerable<(string What, JsonNode? Damaged)> OfType(IReadOnlyList<SchemaForm> forms) =>
        from sample in Samples
        where !forms.Any(form => form.Types.Contains(sample.Type))
        select (sample.Type == "null" ? "null" : $"type {sample.Type}", JsonNode.Parse(sample.Json));

    private static IEnumerable<(string What, JsonNode? Damaged)> OfObject(JsonObject node, IReadOnlyList<SchemaForm> forms)
    {
        var fitting = forms.Where(form => form.Fits(node)).ToList();
        return fitting.SelectMany(form => form.Required).Distinct().Select(name => ($"no {name}", (JsonNode?)Without(node, name)))
            .Concat(fitting.Where(form => form.Closed).Select(_ => ("an extra property", With(node, "Damaged Name", node.FirstOrDefault().Value ?? 7))))
            .Concat(fitting.Where(form => form.MinProperties > 0).Select(_ => ("no property at all", (JsonNode?)new JsonObject())))
            .Concat(fitting.Where(form => form.MapValues is not null).SelectMany(form => OfType(form.MapValues!))
                .Select(wrong => ($"an entry of {wrong.What}", With(node, "damaged", wrong.Damaged))));
    }

    private static IEnumerable<(string What, JsonNode? Damaged)> OfArray(JsonArray node, IReadOnlyList<SchemaForm> forms)
    {
        var fitting = forms.Where(form => form.Fits(node)).ToList();
        return fitting.Where(form => form.MinItems > 0).Select(_ => ("no items", (JsonNode?)new JsonArray()))
            .Concat(fitting.Where(form => form.Items is not null).SelectMany(form => OfType(form.Items!))
                .Select(wrong => ($"an item of {wrong.What}", (JsonNode?)Append(node, wrong.Damaged))));
    }

    private IEnumerable<(string What, JsonNode? Damaged)> OfText(string text, IReadOnlyList<SchemaForm> forms)
    {
        var others = !strictForms ? [] : Time.IsMatch(text) ? Array.ConvertAll(Times, time => time == Milliseconds && text.Contains('.') ? WholeSeconds : time) : Day.IsMatch(text) ? Days : Amount.IsMatch(text) ? Amounts : [];
        return others.Concat(Texts.Append(text + "-damaged").Append(text.ToUpperInvariant()).Where(t => forms.All(form => form.Refuses(t))))
            .Where(t => t != text)
            .Select(t => ($"text {JsonSerializer.Serialize(t)}", (JsonNode?)JsonValue.Create(t)));
    }

    private static IEnumerable<(string What, JsonNode? Damaged)> OfNumber(IReadOnlyList<SchemaForm> forms) =>
        forms.SelectMany(form => form.OutOfBounds()).Distinct().Where(n => forms.All(form => form.Refuses(n)))
            .Select(n => ($"number {n.ToString(CultureInfo.InvariantCulture)}", (JsonNode?)JsonValue.Create(n)));

    private static IEnumerable<(string Step, JsonNode? Child)> Children(JsonNode? node) => node switch
    {
        JsonObject o => o.Select(p => (p.Key, p.Value)),
        JsonArray a => a.Select((item, i) => (i.ToString(CultureInfo.InvariantCulture), item)),
        _ => [],
    };

    private static JsonNode? With(JsonNode node, string step, JsonNode? value)
    {
        var copy = node.DeepClone();
        if (copy is JsonArray array)
            array[int.Parse(step, CultureInfo.InvariantCulture)] = value?.DeepClone();
        else
            copy[step] = value?.DeepClone();
        return copy;
    }

    private static JsonObject Without(JsonObject node, string name)
    {
        var copy = node.DeepClone().AsObject();
        copy.Remove(name);
        return copy;
    }

    private static JsonArray Append(JsonArray node, JsonNode? item)
    {
        var copy = node.DeepClone().AsArray();
        copy.Add(item?.DeepClone());
        return copy;
    }
}
