using System.Globalization;
using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>The path items of an OpenAPI document.</summary>
internal sealed class OpenApiOperations(OpenApiSchemas schemas, OpenApiSecurity security, OperationEvidence evidence)
{
    /// <summary>
    /// The property of an operation that names the fixture behind each example, so that what a call needs to find can be arranged;
    /// the empty name is for parameters without named examples.
    /// </summary>
    public const string Fixtures = "x-fixtures";

    private readonly HashSet<int> refusedWith = [.. evidence.Calls.Where(call => call.Refused).Select(call => call.Answer.Status)];

    /// <summary>All operations of one path; several of one method are told apart by their selecting parameter.</summary>
    public JsonObject PathItem(IReadOnlyList<Operation> rows)
    {
        var item = new JsonObject();
        foreach (var method in rows.SelectMany(Methods).Distinct())
        {
            var here = rows.Where(row => Methods(row).Contains(method)).ToList();
            var operation = here is [var only] && only.Selector is null
                ? Single(only, method)
                : Selected(here, method);
            item[method.ToLowerInvariant()] = operation;
        }
        return item;
    }

    private IEnumerable<string> Methods(Operation row) => evidence.Calls
        .Where(call => call.Operation == row.Id && !call.Refused && call.Method is "GET" or "POST" or "PUT" or "PATCH" or "DELETE")
        .Select(call => call.Method)
        .Prepend(row.Method)
        .Distinct();

    private JsonObject Single(Operation row, string method)
    {
        var parameters = new OpenApiParameters(row, method, schemas.Request(row.Id), security, evidence);
        var operation = Frame(row.Method == method ? row.Id : $"{row.Id}.{method.ToLowerInvariant()}", [row]);
        if (parameters.Outside().ToList() is { Count: > 0 } outside)
            operation["parameters"] = new JsonArray([.. outside]);
        if (parameters.Body() is { } body)
            operation["requestBody"] = RequestBody(parameters.MediaTypes, body, parameters.BodyExamples);
        operation["responses"] = Responses([row]);
        operation[Fixtures] = new JsonObject(parameters.Calls.Select(call => call.Written.Name)
            .Select((fixture, i) => KeyValuePair.Create(i == 0 ? "" : fixture, (JsonNode?)fixture)));
        return operation;
    }

    // One URL for several operations: the selecting parameter lists their names, the body has one form for each.
    private JsonObject Selected(List<Operation> rows, string method)
    {
        var each = rows.Select(row => (row, parameters: new OpenApiParameters(row, method, schemas.Request(row.Id), security, evidence))).ToList();
        var operation = Frame($"{rows[0].Path.Trim('/').Replace('/', '.')}.{method.ToLowerInvariant()}", rows);
        var outside = each.SelectMany(e => e.parameters.Outside().Select(p => (e.row, p)))
            .GroupBy(e => ((string)e.p["name"]!, (string)e.p["in"]!))
            .Select(same => Merged([.. same], rows.Count))
            .ToList();
        if (outside.Count > 0)
            operation["parameters"] = new JsonArray([.. outside]);
        var bodies = each.Select(e => e.parameters.Body()).OfType<JsonObject>().ToList();
        if (bodies.Count > 0)
            operation["requestBody"] = RequestBody(
                [.. each.SelectMany(e => e.parameters.MediaTypes).Distinct()],
                new JsonObject { ["oneOf"] = new JsonArray([.. bodies]) },
                type => each.SelectMany(e => e.parameters.BodyExamples(type).Take(1).Select(example => (e.row.Id, example.Value))));
        operation["responses"] = Responses(rows);
        operation[Fixtures] = new JsonObject(each.Where(e => e.parameters.Calls.Count > 0)
            .Select(e => KeyValuePair.Create(e.row.Id, (JsonNode?)e.parameters.Calls[0].Written.Name)));
        return operation;
    }

    private static JsonObject Merged(List<(Operation Row, JsonObject Parameter)> same, int operations)
    {
        var merged = (JsonObject)same[0].Parameter.DeepClone();
        merged["required"] = same.Count == operations && same.All(p => (bool)p.Parameter["required"]!);
        var definitions = same.Select(p => p.Parameter["schema"]!).DistinctBy(d => d.ToJsonString()).ToList();
        if (definitions.Count > 1)
            merged["schema"] = Enumerations(definitions) ?? new JsonObject { ["anyOf"] = new JsonArray([.. definitions.Select(d => d.DeepClone())]) };
        merged.Remove("example");
        if (same.Select(p => (p.Row.Id, Example: p.Parameter["example"])).Where(e => e.Example is not null).ToList() is { Count: > 0 } examples)
            merged["examples"] = new JsonObject(examples.Select(e =>
                KeyValuePair.Create(e.Id, (JsonNode?)new JsonObject { ["value"] = e.Example!.DeepClone() })));
        return merged;
    }

    private static JsonObject? Enumerations(IReadOnlyList<JsonNode> definitions) =>
        definitions.All(d => d is JsonObject o && o["enum"] is JsonArray)
            ? new() { ["enum"] = new JsonArray([.. definitions.SelectMany(d => d["enum"]!.AsArray()).Select(v => v?.DeepClone())]) }
            : null;

    private static JsonObject Frame(string id, IReadOnlyList<Operation> rows) => new()
    {
        ["operationId"] = id,
        ["summary"] = string.Join("; ", rows.Select(row => row.Summary)),
        ["tags"] = new JsonArray([.. rows.Select(row => row.Id.Split('.')[0]).Distinct().Select(tag => (JsonNode?)tag)]),
        ["x-provenance"] = string.Join(", ", rows.Select(row => row.Source.ToString()).Distinct()),
    };

    private static JsonObject RequestBody(
        IReadOnlyList<string> types, JsonObject schema, Func<string, IEnumerable<(string Name, JsonNode Value)>> examplesOf)
    {
        var content = new JsonObject();
        foreach (var type in types)
        {
            var media = new JsonObject { ["schema"] = schema.DeepClone() };
            if (examplesOf(type).ToList() is { Count: > 0 } examples)
                media["examples"] = new JsonObject(examples.Select(e =>
                    KeyValuePair.Create(e.Name, (JsonNode?)new JsonObject { ["value"] = e.Value.DeepClone() })));
            content[type] = media;
        }
        return new() { ["content"] = content };
    }

    private JsonObject Responses(IReadOnlyList<Operation> rows)
    {
        var calls = evidence.Calls.Where(call => rows.Any(row => row.Id == call.Operation)).ToList();
        var accepted = calls.Where(call => !call.Refused).ToList();
        var responses = new JsonObject();
        foreach (var status in accepted.Select(call => call.Answer.Status).DefaultIfEmpty(200).Distinct().Order())
        {
            var shown = accepted.Where(call => call.Answer.Status == status).ToList();
            var answer = new JsonObject { ["description"] = "As asked for." };
            if (shown.Count == 0 || shown.Any(call => !call.Answer.Bytes.IsEmpty))
                answer["content"] = Content(shown, AnyOf(
                    [.. rows.Select(row => schemas.Response(row.Id)), .. refusedWith.Contains(status) ? [schemas.Error()] : Array.Empty<JsonObject>()]));
            responses[status.ToString(CultureInfo.InvariantCulture)] = answer;
        }
        responses["default"] = new JsonObject
        {
            ["description"] = "A refusal.",
            ["content"] = Content([.. calls.Where(call => call.Refused)], schemas.Error()),
        };
        return responses;
    }

    private static JsonObject AnyOf(IReadOnlyList<JsonObject> choices) =>
        choices is [var only] ? only : new() { ["anyOf"] = new JsonArray([.. choices]) };

    private JsonObject Content(IReadOnlyList<EvidentCall> shown, JsonObject schema)
    {
        var types = shown.Select(call => call.MediaType).Where(IsJson).Distinct().ToList();
        if (types.Count == 0)
            types = [.. evidence.Calls.Select(call => call.MediaType).Where(IsJson).Take(1).DefaultIfEmpty("application/json")];
        return new(types.Select(type => KeyValuePair.Create(type, (JsonNode?)new JsonObject { ["schema"] = schema.DeepClone() })));
    }

    private static bool IsJson(string type) => type.Contains("json", StringComparison.Ordinal) || type.Contains("javascript", StringComparison.Ordinal);
}
