using System.Globalization;
using System.Text;

namespace VendorMocks;

/// <summary>The request half of a mapping: which calls are meant. Also what requests are counted and looked for by.</summary>
internal sealed class RequestPattern
{
    private const int LongestShown = 200;

    /// <summary>What a pattern may ask for.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        "method", "url", "urlPath", "urlPattern", "urlPathPattern", "urlPathTemplate", "pathParameters", "queryParameters", "formParameters", "headers",
        "cookies", "bodyPatterns", "basicAuthCredentials", "scheme", "host", "port", "vendor", "operation",
    ];

    private readonly List<Part> _parts = [];

    private RequestPattern()
    {
    }

    /// <summary>The verb; null for any.</summary>
    public string? Method { get; private set; }

    /// <summary>The vendor's name; null for any.</summary>
    public string? Vendor { get; private set; }

    /// <summary>The operation's id; null for any.</summary>
    public string? Operation { get; private set; }

    /// <summary>The whole path; null where it is not known.</summary>
    public string? Path { get; private set; }

    /// <summary>Whole segments that the path begins with.</summary>
    public string PathPrefix { get; private set; } = "";

    /// <summary>The path's template; null for none.</summary>
    public PathTemplate? Template { get; private set; }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="StubMappingException">Something in it is malformed or not supported.</exception>
    public static RequestPattern Read(MappingNode node)
    {
        var pattern = new RequestPattern();
        node.Expect(Names);
        if (node["vendor"] is { } vendor)
            pattern.Add("vendor", pattern.Vendor = vendor.Word([.. Vendors.All.Select(known => known.Name)]), call => call.Vendor?.Name);
        if (node["operation"] is { } operation)
            pattern.Add("operation", pattern.Operation = operation.Word([.. FaultCheck.Operations(pattern.Vendor)]), call => call.Operation?.Id);
        if (node["method"]?.Text() is { } method && method != "ANY")
            pattern.Add("method", pattern.Method = method.ToUpperInvariant(), call => call.Request.Method);
        pattern.ReadUrl(node);
        pattern.ReadNamed(node["pathParameters"], "path parameter", static (call, template, name) => template!.ValuesIn(call) is { } values && values.TryGetValue(name, out var value) ? [value] : []);
        pattern.ReadNamed(node["queryParameters"], "query", static (call, _, name) => RequestParts.Query(call)[name]);
        pattern.ReadNamed(node["formParameters"], "form", static (call, _, name) => RequestParts.Form(call)[name]);
        pattern.ReadNamed(node["headers"], "header", static (call, _, name) => RequestParts.Headers(call, name));
        pattern.ReadNamed(node["cookies"], "cookie", static (call, _, name) => RequestParts.Cookies(call)[name]);
        pattern.ReadRest(node);
        foreach (var body in node["bodyPatterns"]?.Items ?? [])
        {
            var wanted = ValuePattern.Read(body);
            pattern._parts.Add(new Part("body", wanted.Expected, ShownBody, call => wanted.Matches(RequestParts.Body(call))));
        }

        return pattern;
    }

    /// <summary>Whether a call is meant, for certain.</summary>
    public bool Matches(StubCall call)
    {
        try
        {
            return MatchesOrThrows(call);
        }
        catch (MatchTimeException)
        {
            return false;
        }
    }

    /// <summary>Whether a call is meant.</summary>
    /// <exception cref="MatchTimeException">It takes too much work to find out.</exception>
    public bool MatchesOrThrows(StubCall call)
    {
        foreach (var part in _parts)
        {
            if (!part.Holds(call))
                return false;
        }

        return true;
    }

    /// <summary>All that is asked for, held against a call; values of credentials are covered.</summary>
    public IReadOnlyList<Comparison> Compare(StubCall call) => [.. _parts.Select(part => part.Compare(call))];

    private void ReadUrl(MappingNode node)
    {
        var given = ((string[])["url", "urlPath", "urlPattern", "urlPathPattern", "urlPathTemplate"]).Where(name => node[name] is not null).ToList();
        if (given.Count > 1)
            throw node.Refuse($"{string.Join(" and ", given)} stand side by side; one of them says which URL");
        if (node["pathParameters"] is { } parameters && node["urlPathTemplate"] is null)
            throw parameters.Refuse("path parameters need a urlPathTemplate");
        if (given.Count == 0)
            return;
        var url = node[given[0]]!;
        var text = url.Text();
        switch (given[0])
        {
            case "url":
                Path = text.Split('?', 2)[0];
                Add("url", SecretMask.Url(text), Target, call => RequestParts.Targets(call).Contains(text));
                break;
            case "urlPath":
                Path = text;
                Add("path", text, OwnPath, call => RequestParts.Paths(call).Contains(text));
                break;
            case "urlPathTemplate":
                var template = Template = PathTemplate.Read(url);
                PathPrefix = template.Prefix;
                Add("path", $"like {text}", OwnPath, call => template.ValuesIn(call) is not null);
                break;
            case "urlPattern":
                var whole = ValuePattern.Regex(url);
                PathPrefix = StubIndex.WholeSegments(BoundedRegex.LiteralStart(text), ends: false);
                Add("url", $"matches {text}", Target, call => RequestParts.Targets(call).Any(target => whole.IsMatch(target, MatchTime.Of(call))));
                break;
            default:
                var path = ValuePattern.Regex(url);
                PathPrefix = StubIndex.WholeSegments(BoundedRegex.LiteralStart(text), ends: false);
                Add("path", $"matches {text}", OwnPath, call => RequestParts.Paths(call).Any(sent => path.IsMatch(sent, MatchTime.Of(call))));
                break;
        }
    }

    private void ReadNamed(MappingNode? node, string kind, Func<StubCall, PathTemplate?, string, IEnumerable<string>> find)
    {
        foreach (var (name, value) in node?.Members ?? [])
        {
            var wanted = ValuePattern.Read(value);
            if (kind == "path parameter" && !Template!.Names.Contains(name))
                throw value.Refuse($"the urlPathTemplate has no '{name}'. It has: {string.Join(", ", Template.Names)}");
            var covered = SecretMask.Covers(name);
            var template = Template;
            // Of a repeated name one value that fits will do.
            _parts.Add(new Part(
                $"{kind} {name}",
                covered ? SecretMask.Cover : wanted.Expected,
                call => find(call, template, name).ToList() is { Count: > 0 } values ? covered ? SecretMask.Cover : string.Join(", ", values.Select(Comparison.Quoted)) : null,
                call => find(call, template, name).DefaultIfEmpty().Any(text => wanted.Matches(new Subject(text, MatchTime.Of(call))))));
        }
    }

    private void ReadRest(MappingNode node)
    {
        if (node["basicAuthCredentials"]?.Expect("username", "password") is { } basic)
        {
            var user = basic["username"]?.Text() ?? throw basic.Refuse("'username' is missing");
            var password = basic["password"]?.Text() ?? throw basic.Refuse("'password' is missing");
            var header = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
            _parts.Add(new Part("basic credentials", SecretMask.Cover, call => call.Request.Header("Authorization") is null ? null : SecretMask.Cover, call => call.Request.Header("Authorization") == header));
        }

        if (node["scheme"] is { } scheme)
            Add("scheme", scheme.Word("http", "https"), call => call.Request.Scheme);
        if (node["port"] is { } port)
            Add("port", port.Whole(1, 65535).ToString(CultureInfo.InvariantCulture), PortOf);
        if (node["host"] is { } host)
        {
            var wanted = ValuePattern.Read(host);
            _parts.Add(new Part("host", wanted.Expected, call => call.Request.Host, call => wanted.Matches(new Subject(call.Request.Host, MatchTime.Of(call)))));
        }
    }

    internal static string PortOf(StubCall call)
    {
        var host = call.Request.Header("Host") ?? "";
        var colon = host.LastIndexOf(':');
        return colon > host.LastIndexOf(']') ? host[(colon + 1)..] : call.Request.Scheme == "https" ? "443" : "80";
    }

    private void Add(string name, string expected, Func<StubCall, string?> actual, Func<StubCall, bool>? holds = null) =>
        _parts.Add(new Part(name, expected, actual, holds ?? (call => actual(call) == expected)));

    private static string Target(StubCall call) => SecretMask.Url(call.Path + call.Request.QuerySuffix);

    private static string OwnPath(StubCall call) => call.Path;

    private static string? ShownBody(StubCall call)
    {
        if (RequestParts.Body(call).Text is not { } body)
            return null;
        var shown = SecretMask.Body(body, call.Request.MediaType);
        return shown.Length <= LongestShown ? shown : $"{shown[..LongestShown]}… ({shown.Length} characters)";
    }

    /// <summary>One thing that is asked for.</summary>
    private sealed record Part(string Name, string Expected, Func<StubCall, string?> Actual, Func<StubCall, bool> Holds)
    {
        public Comparison Compare(StubCall call)
        {
            try
            {
                return new Comparison(Name, Expected, Actual(call) ?? Comparison.Absent, Holds(call));
            }
            catch (MatchTimeException)
            {
                return new Comparison(Name, Expected, "too much work to find out", false);
            }
        }
    }
}
