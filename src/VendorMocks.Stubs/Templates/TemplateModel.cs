using System.Globalization;
using System.Text.Json;

namespace VendorMocks;

/// <summary>What templates can name for one call: WireMock's request model, and the mapping's parameters.</summary>
internal sealed class TemplateModel
{
    /// <summary>Under which name helpers find it.</summary>
    public const string Key = "mocks";

    private long _drawn;

    /// <param name="call">The call.</param>
    /// <param name="path">The template of its path; null for none.</param>
    /// <param name="parameters">The mapping's <c>transformerParameters</c>; null for none.</param>
    public TemplateModel(StubCall call, PathTemplate? path, JsonElement? parameters)
    {
        Call = call;
        var request = call.Request;
        var baseUrl = $"{request.Scheme}://{request.Header("Host") ?? request.Host}";
        var segments = Segments(call.Request.Path, path?.ValuesIn(call));
        var ofRequest = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["method"] = request.Method,
            ["url"] = request.Target,
            ["path"] = segments,
            ["pathSegments"] = new TemplateList(Budget, request.Path, [.. request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)]),
            ["query"] = Map(RequestParts.Query(call), StringComparer.Ordinal),
            ["headers"] = Map(request.Headers.ToLookup(line => line.Key, line => line.Value, StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase),
            ["cookies"] = Map(RequestParts.Cookies(call), StringComparer.Ordinal),
            ["body"] = RequestParts.Body(call).Text ?? "",
            ["bodyAsBase64"] = request.Body.Length > TemplateBudget.MostCharacters ? null : Convert.ToBase64String(request.Body.Span),
            ["scheme"] = request.Scheme,
            ["host"] = request.Host,
            ["port"] = RequestPattern.PortOf(call),
            ["baseUrl"] = baseUrl,
            ["id"] = call.Dice.Random.Uuid(call.Dice.Purpose + ".request", call.Dice.Seen),
        };
        Root = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["request"] = new TemplateMap(Budget, "", ofRequest),
            ["parameters"] = parameters is { } given ? TemplateMap.Of(Subject.Parse(given.GetRawText())!, Budget) : null,
        };
        Data = new Dictionary<string, object?> { [Key] = this };
    }

    public StubCall Call { get; }

    public TemplateBudget Budget { get; } = new();

    public object Root { get; }

    public object Data { get; }

    /// <summary>A random value; each draw of a call is another, and the same seed and calls draw the same.</summary>
    public T Draw<T>(Func<RandomSource, string, long, T> draw) => draw(Call.Dice.Random, Call.Dice.Purpose + ".template", unchecked((Call.Dice.Seen << 24) + _drawn++));

    // The path is written whole, and has its segments by number and the template's names.
    private TemplateMap Segments(string path, IReadOnlyDictionary<string, string>? named)
    {
        var parts = new Dictionary<string, object?>(StringComparer.Ordinal);
        var at = 0;
        foreach (var segment in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
            parts[at++.ToString(CultureInfo.InvariantCulture)] = segment;
        foreach (var (name, value) in named ?? new Dictionary<string, string>())
            parts[name] = value;
        return new TemplateMap(Budget, path, parts);
    }

    private TemplateMap Map(ILookup<string, string> values, StringComparer comparer)
    {
        var map = new Dictionary<string, object?>(comparer);
        foreach (var group in values)
            map[group.Key] = new TemplateList(Budget, group.First(), [.. group]);
        return new TemplateMap(Budget, "", map);
    }
}
