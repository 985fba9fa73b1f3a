using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>The parameters of one operation under one method: which of them travel in path, query, headers and body.</summary>
internal sealed class OpenApiParameters
{
    private const string Form = "application/x-www-form-urlencoded", Json = "application/json";
    private readonly JsonObject schema;
    private readonly OpenApiSecurity security;
    private readonly List<EvidentCall> calls;
    private readonly Dictionary<string, string> places = new(StringComparer.Ordinal);

    /// <summary>Sorts the parameters.</summary>
    /// <param name="row">The operation.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="schema">The schema of its parameters; taken over.</param>
    /// <param name="security">What is a credential.</param>
    /// <param name="evidence">The calls of the vendor's fixtures.</param>
    public OpenApiParameters(Operation row, string method, JsonObject schema, OpenApiSecurity security, OperationEvidence evidence)
    {
        this.schema = schema;
        this.security = security;
        var accepted = evidence.Calls.Where(call => !call.Refused).ToList();
        calls = [.. accepted.Where(call => call.Operation == row.Id && call.Method == method)
            .OrderByDescending(call => call.Written.Source.StartsWith("documentation: ", StringComparison.Ordinal))];
        bool hasBody = method is "POST" or "PUT" or "PATCH";
        MediaTypes = hasBody ? BodyTypes(calls) is { Count: > 0 } shown ? shown : BodyTypes(accepted.Where(call => call.Method == method)) : [];

        var elsewhere = accepted.Where(call => call.Operation == row.Id);
        foreach (var name in Properties.Select(p => p.Key))
            places[name] = row.Path.Contains($"{{{name}}}", StringComparison.Ordinal) ? "path"
                : Place(calls, name) ?? Place(elsewhere, name) ?? (MediaTypes.Count > 0 ? "body" : "query");
    }

    /// <summary>The types that the body may have; none where there is no body.</summary>
    public IReadOnlyList<string> MediaTypes { get; }

    /// <summary>The accepted calls that show the operation under the method, printed ones first.</summary>
    public IReadOnlyList<EvidentCall> Calls => calls;

    private JsonObject Properties => schema["properties"] as JsonObject ?? [];

    private IEnumerable<string> Required => (schema["required"] as JsonArray ?? []).Select(name => (string)name!);

    /// <summary>The parameters of path, query and headers, credentials left out.</summary>
    public IEnumerable<JsonObject> Outside()
    {
        foreach (var (name, definition) in Properties)
        {
            var place = places[name];
            if (place is "path" or "query" && !security.IsCredential(place, name))
                yield return Parameter(name, place, definition!, place == "path" || Required.Contains(name));
        }
        foreach (var name in calls.SelectMany(call => call.Written.Request.Headers.Keys).Distinct(StringComparer.OrdinalIgnoreCase))
            if (!security.IsCredential("header", name) && name is not ("Accept" or "Content-Type" or "Authorization"))
                yield return Parameter(name, "header", new JsonObject { ["type"] = "string" }, required: false);
    }

    /// <summary>The schema of the body; null where nothing travels in it.</summary>
    public JsonObject? Body()
    {
        if (MediaTypes.Count == 0 || !places.ContainsValue("body"))
            return null;
        var body = (JsonObject)schema.DeepClone();
        var properties = (JsonObject)body["properties"]!;
        foreach (var name in Properties.Select(p => p.Key).Where(name => places[name] != "body"))
            properties.Remove(name);
        if (body["required"] is JsonArray)
            body["required"] = new JsonArray([.. Required.Where(name => places[name] == "body").Select(name => (JsonNode?)name)]);
        return body;
    }

    /// <summary>Bodies of a type that were accepted, by the names of their fixtures.</summary>
    public IEnumerable<(string Name, JsonNode Value)> BodyExamples(string mediaType) =>
        from call in calls
        let request = call.Played.Request
        let value = mediaType == Json ? request.Json is { } json ? JsonNode.Parse(json.GetRawText()) : null
            : request.Form is { } form ? new JsonObject(form.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value))) : null
        where value is not null
        select (call.Written.Name, value);

    private JsonObject Parameter(string name, string place, JsonNode definition, bool required)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["required"] = required, ["schema"] = definition.DeepClone() };
        if (definition is JsonObject described && described["description"] is { } description)
            parameter["description"] = description.DeepClone();
        if (calls.Select(call => Sent(call.Played.Request, name, place)).OfType<JsonNode>().FirstOrDefault() is { } example)
            parameter["example"] = example;
        return parameter;
    }

    private static JsonNode? Sent(FixtureRequest request, string name, string place) => place switch
    {
        "path" => request.PathValues.TryGetValue(name, out var value) ? JsonNode.Parse(value.GetRawText()) : null,
        "query" => request.Query.TryGetValue(name, out var text) ? text : null,
        _ => request.Headers.TryGetValue(name, out var line) ? line : null,
    };

    private static string? Place(IEnumerable<EvidentCall> calls, string name) => calls
        .SelectMany(call => Places(call.Written.Request, name))
        .GroupBy(place => place).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault();

    private static IEnumerable<string> Places(FixtureRequest request, string name)
    {
        if (request.Query.ContainsKey(name))
            yield return "query";
        if (request.Form?.ContainsKey(name) == true || (request.Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out _)))
            yield return "body";
    }

    private static List<string> BodyTypes(IEnumerable<EvidentCall> calls) => [.. calls
        .Select(call => call.Written.Request)
        .Select(request => request.Form is not null ? Form : request.Json is not null ? Json : null)
        .OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}
