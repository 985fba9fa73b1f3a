using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>
/// Proposes the changes of schema files that would make them describe what came: a JSON Patch (RFC 6902) for each file. Whether
/// the vendor or the contract is wrong is for people to decide.
/// </summary>
internal sealed class SchemaPatch(SchemaSet schemas)
{
    private const string Definitions = "definitions.json", Own = "#/definitions/";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly SortedDictionary<string, List<JsonObject>> patches = new(StringComparer.Ordinal);

    /// <summary>The patches by file, as JSON texts.</summary>
    public IReadOnlyDictionary<string, string> ToTexts() => patches.ToDictionary(
        file => $"schemas/{schemas.Vendor}/{file.Key}",
        file => new JsonArray([.. Ordered(file.Value)]).ToJsonString(Readable));

    /// <summary>Takes in what one answer showed.</summary>
    public void Propose(PlayedFixture played, IEnumerable<Drift> drifts)
    {
        var answer = played.Answer;
        foreach (var drift in drifts)
        {
            if (drift.Kind is DriftKind.ChangedStatus or DriftKind.ChangedPaging or DriftKind.ChangedForm)
                continue;
            bool refused = schemas.IsRefusal(played.Fixture.Operation, played.Fixture.Response.Status, JsonSerializer.SerializeToUtf8Bytes(played.Fixture.Response.Body));
            var (file, whole) = refused
                ? ("error.response.json", JsonObject.Create(schemas.ErrorSchema())!)
                : (played.Fixture.Operation + ".response.json", JsonObject.Create(schemas.ResponseSchema(played.Fixture.Operation))!);
            Propose(file, whole, drift, [.. Values(answer.Body, drift.Pointer)]);
        }
    }

    private void Propose(string file, JsonObject whole, Drift drift, List<JsonElement> values)
    {
        int slash = drift.Pointer.LastIndexOf('/');
        var (parent, name) = slash < 0 ? ("", "") : (drift.Pointer[..slash], drift.Pointer[(slash + 1)..].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        if (drift.Kind is DriftKind.AddedField or DriftKind.RemovedField)
        {
            var around = SchemaLocation.Find(file, whole, parent)?.Forms(whole).FirstOrDefault(form => form.Node["properties"] is JsonObject);
            if (around is null)
                return;
            if (drift.Kind == DriftKind.AddedField)
                Add(around.File, "add", FixturePointer.Below(around.Pointer + "/properties", name), Inferred(values[0]));
            else if ((around.Node["required"] as JsonArray ?? []).Index().Where(r => (string?)r.Item == name).Select(r => (int?)r.Index).FirstOrDefault() is { } index)
                Add(around.File, "remove", string.Create(CultureInfo.InvariantCulture, $"{around.Pointer}/required/{index}"), null);
            return;
        }

        if (SchemaLocation.Find(file, whole, drift.Pointer) is not { } place)
            return;
        if (drift.Kind == DriftKind.NewEnumerationValue)
        {
            if (place.Forms(whole).FirstOrDefault(form => form.Node["enum"] is JsonArray) is { } listed)
                foreach (var value in values.Select(v => v.GetRawText()).Distinct().Except(listed.Node["enum"]!.AsArray().Select(v => v?.ToJsonString() ?? "null")))
                    Add(listed.File, "add", listed.Pointer + "/enum/-", JsonNode.Parse(value));
        }
        else if (drift.Kind == DriftKind.ChangedType)
            Add(place.File, "replace", place.Pointer, values.Select(Inferred).FirstOrDefault(other => (string?)other["type"] is var type
                && place.Forms(whole).All(form => form.Node["type"]?.ToJsonString().Contains($"\"{type}\"", StringComparison.Ordinal) != true)) ?? Inferred(values[0]));
        else if (place.Node["type"] is JsonValue type && place.Node["enum"] is null)
            Add(place.File, "replace", place.Pointer + "/type", new JsonArray(type.DeepClone(), "null"));
        else
            Add(place.File, "replace", place.Pointer, new JsonObject { ["anyOf"] = new JsonArray(AsWritten(place), new JsonObject { ["type"] = "null" }) });
    }

    private void Add(string file, string operation, string path, JsonNode? value)
    {
        var step = new JsonObject { ["op"] = operation, ["path"] = path };
        if (value is not null)
            step["value"] = value;
        if (!patches.TryGetValue(file, out var steps))
            patches.Add(file, steps = []);
        if (!steps.Exists(known => JsonNode.DeepEquals(known, step)))
            steps.Add(step);
    }

    // Removals shift what stands behind them, so the last goes first.
    private static IEnumerable<JsonObject> Ordered(List<JsonObject> steps) => steps
        .OrderBy(step => (string?)step["op"] == "remove")
        .ThenByDescending(step => (string?)step["op"] == "remove" ? int.Parse(((string)step["path"]!).Split('/')[^1], CultureInfo.InvariantCulture) : 0);

    // A whole schema has its definitions inside; in the file they are referred to as such.
    private static JsonNode AsWritten(SchemaLocation place)
    {
        var node = place.Node.DeepClone();
        if (place.File != Definitions && node["$ref"] is JsonValue target && ((string)target!).StartsWith(Own, StringComparison.Ordinal))
            node["$ref"] = Definitions + (string)target!;
        return node;
    }

    private static JsonObject Inferred(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new()
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray([.. value.EnumerateObject().Select(p => (JsonNode?)p.Name)]),
            ["properties"] = new JsonObject(value.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, (JsonNode?)Inferred(p.Value)))),
        },
        JsonValueKind.Array => value.EnumerateArray().Select(item => (JsonElement?)item).FirstOrDefault() is { } first
            ? new() { ["type"] = "array", ["items"] = Inferred(first) }
            : new() { ["type"] = "array" },
        JsonValueKind.True or JsonValueKind.False => new() { ["type"] = "boolean" },
        JsonValueKind.Number => new() { ["type"] = value.TryGetInt64(out _) ? "integer" : "number" },
        JsonValueKind.String => new() { ["type"] = "string" },
        _ => new() { ["type"] = "null" },
    };

    /// <summary>The values at a place written with <c>*</c>.</summary>
    private static IEnumerable<JsonElement> Values(JsonElement body, string pointer)
    {
        IEnumerable<JsonElement> at = body.ValueKind == JsonValueKind.Undefined ? [] : [body];
        foreach (var step in pointer.Split('/').Skip(1))
            at = [.. at.SelectMany(value => step == "*" && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray()
                : step == "*" && value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(p => p.Value)
                : FixturePointer.Find(value, "/" + step) is { } child ? [child] : Array.Empty<JsonElement>())];
        return at;
    }
}
