using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>How credentials travel in queries and headers, as security schemes. Those in bodies stay parameters.</summary>
internal sealed class OpenApiSecurity
{
    /// <summary>The property of a scheme that holds the demo world's credential.</summary>
    public const string Demo = "x-demo";

    private const string Bearer = "Bearer ";
    private readonly OperationEvidence evidence;
    private readonly SortedDictionary<string, JsonObject> schemes = new(StringComparer.Ordinal);

    /// <summary>Reads the schemes off the calls that were not refused.</summary>
    public OpenApiSecurity(OperationEvidence evidence)
    {
        this.evidence = evidence;
        var ways = evidence.Calls.Where(call => !call.Refused).Select(Way).DistinctBy(way => string.Join(' ', way)).ToList();
        Requirements = new JsonArray([.. ways.OrderByDescending(way => way.Count)
            .Select(way => new JsonObject(way.Select(scheme => KeyValuePair.Create(scheme, (JsonNode?)new JsonArray()))))]);
    }

    /// <summary>The sets of schemes that let a caller in; an empty set where the credential may travel in the body instead.</summary>
    public JsonArray Requirements { get; }

    /// <summary>The schemes by name.</summary>
    public JsonObject ToComponents() => new(schemes.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value.DeepClone())));

    /// <summary>Whether a query parameter or header is a credential.</summary>
    public bool IsCredential(string place, string name) => schemes.Values.Any(scheme =>
        (string?)scheme["in"] == place && string.Equals((string?)scheme["name"], name, StringComparison.OrdinalIgnoreCase));

    private List<string> Way(EvidentCall call)
    {
        var request = call.Written.Request;
        return [.. request.Query.Select(q => Scheme("query", q.Key, q.Value)).Concat(request.Headers.Select(h => Scheme("header", h.Key, h.Value)))
            .OfType<string>().Order(StringComparer.Ordinal)];
    }

    private string? Scheme(string place, string name, string template)
    {
        if (!FixturePlaceholders.In(template).Any(evidence.Placeholders.ContainsKey))
            return null;
        var filled = FixturePlaceholders.In(template).Aggregate(template, (text, placeholder) => evidence.Placeholders.TryGetValue(placeholder, out var value)
            ? text.Replace($"{{{placeholder}}}", value, StringComparison.Ordinal) : text);
        bool bearer = place == "header" && template.StartsWith(Bearer, StringComparison.Ordinal);
        var id = bearer ? "bearer" : $"{place}.{name}";
        schemes.TryAdd(id, bearer
            ? new() { ["type"] = "http", ["scheme"] = "bearer", [Demo] = filled[Bearer.Length..] }
            : new() { ["type"] = "apiKey", ["in"] = place, ["name"] = name, ["description"] = $"Sent as {template}.", [Demo] = filled });
        return id;
    }
}
