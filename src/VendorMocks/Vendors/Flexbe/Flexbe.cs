using System.Collections.Immutable;

namespace VendorMocks;

/// <summary>Flexbe: one URL, a <c>method</c> parameter, PHP forms, and the site's own domain as host.</summary>
internal sealed class Flexbe : Vendor<FlexbeState>
{
    public static readonly FieldDialect Dialect = FieldDialect.Php;

    private const string Domain = "demo-site.example";
    private const string Path = "/mod/api/";
    private const int WindowSeconds = 60;
    private const string Allow = "GET, HEAD, POST, OPTIONS";

    private static readonly Operation[] Rows = [.. FlexbeSites.Operations, .. FlexbeLeads.Operations];

    private readonly Router _router = new([.. Rows, .. Rows.Select(row => row with { Method = "POST" })], ignoreCase: false, headFollowsGet: true, "OPTIONS");

    private Flexbe()
        : base("flexbe", "Flexbe", $"http://{Domain}{Path}")
    {
        Checks = [CheckRoute, CheckKey, CheckLimit, CheckMethod];
    }

    public static Flexbe Instance { get; } = new();

    public override IReadOnlyList<Operation> Operations => Rows;

    internal override IReadOnlyList<Hook> Hooks => FlexbeHooks.All;

    public override string Root => Path;

    /// <summary>FB-15: key, limit, method, parameters; path and verb before them (FB-62..64).</summary>
    internal override ImmutableArray<Check> Checks { get; }

    internal override bool OwnsHost(ReadOnlySpan<char> host) => false;

    internal override bool OwnsPathAnywhere(ReadOnlySpan<char> path) => path.SequenceEqual(Path) || path.SequenceEqual(Path.AsSpan(0, Path.Length - 1));

    internal override string? CredentialOf(ApiRequest request) => Parameters(request)["api_key"] is { IsScalar: true, Text.Length: > 0 } key ? key.Text : null;

    internal override IReadOnlyList<Credential> CredentialsOf(string worldName)
    {
        var key = worldName == MocksHost.DefaultWorld ? "demo-flexbe-key" : RandomSource.Of(worldName).Hex("flexbe.key", 0, FlexbeOffice.KeyDigits);
        return [new Credential(Name, "site", key, new Dictionary<string, string> { ["api_key"] = key })];
    }

    internal override SampleCall Sample(Credential credential) => new($"{Path}?api_key={credential.Key}&method={FlexbeSites.Operations[0].Selector}");

    internal override VendorState CreateState() => new FlexbeState();

    internal override void Furnish(VendorState state, DateTimeOffset start) =>
        ((FlexbeState)state).Sites.Add(id => new FlexbeSite { Id = 100200, SubId = id, Domain = Domain, Name = "Demo landing" });

    internal override void Fill(VendorState state, SeedPlan plan, DateTimeOffset reference) =>
        FlexbeSeed.Fill((FlexbeState)state, plan, reference);

    internal override void Extend(Call call, SeedPlan plan, int count) => FlexbeSeed.Extend((FlexbeState)call.State, plan, count, call.Now);

    internal override void Admit(VendorState state, IReadOnlyList<Credential> credentials, DateTimeOffset start)
    {
        var flexbe = (FlexbeState)state;
        flexbe.Sites.Replace(flexbe.FirstSite with { ApiKey = credentials[0].Key });
    }

    internal override ApiResponse Refuse(Call call, Refusal refusal, string detail) => refusal switch
    {
        Refusal.NoKey or Refusal.UnknownKey => FlexbeResponses.Error(0, "FB-16", "Invalid api_key"),
        Refusal.TooMany => FlexbeResponses.Error(1, "FB-20", "Request limit is exceeded"),
        Refusal.NoSuchPath => new ApiResponse(404, new TextContent("<!doctype html><title>Not found</title><h1>Not found</h1>\n", "text/html; charset=utf-8")) { Why = "FB-64" },
        Refusal.WrongVerb => new ApiResponse(405) { Why = "FB-62" },
        Refusal.BodyTooLarge => new ApiResponse(413) { Why = "FB-65" },
        _ => new ApiResponse(500) { Why = "FB-07" },
    };

    public static Operation Row(string id, Provenance source, string summary, Func<Call, FlexbeState, ApiResponse> handler, string method) =>
        Row(id, "GET", Path, source, summary, handler, method);

    private ApiResponse? CheckRoute(Call call)
    {
        // FB-63
        if (call.Path.Length == Path.Length - 1 && Path.StartsWith(call.Path, StringComparison.Ordinal))
            return new ApiResponse(301) { Why = "FB-63" }.With("Location", call.Prefix + Path + call.Request.QuerySuffix);
        call.Route = _router.Find(call.Request.Method, call.Path);
        if (!call.Route.PathKnown)
            return call.Refuse(Refusal.NoSuchPath);
        if (call.Request.Method == "OPTIONS")
            return new ApiResponse(204).With("Allow", Allow);
        return call.Route.Operation is null ? call.Refuse(Refusal.WrongVerb).With("Allow", Allow) : null;
    }

    private static ApiResponse? CheckKey(Call call)
    {
        if (call.Request.BodyTooLarge)
            return call.Refuse(Refusal.BodyTooLarge);
        call.Fields = Parameters(call.Request);
        var site = call.Fields["api_key"] is { IsScalar: true } key ? ((FlexbeState)call.State).SitesByKey.Find(key.Text) : null;
        call.Account = site;
        return site is null ? call.Refuse(Refusal.UnknownKey) : null;
    }

    // FB-20
    internal override RequestLimit? LimitIn(VendorState state) => new(((FlexbeState)state).Values.RequestsPerMinute, WindowSeconds);

    private static ApiResponse? CheckLimit(Call call)
    {
        var max = ((FlexbeState)call.State).Values.RequestsPerMinute;
        return call.Windows?.Take(((FlexbeSite)call.Account!).ApiKey, max, WindowSeconds, WindowKind.Anchored, call.Now).Allowed == false
            ? call.Refuse(Refusal.TooMany)
            : null;
    }

    // FB-18
    private static ApiResponse? CheckMethod(Call call)
    {
        var method = call.Fields["method"] is { IsScalar: true } field ? field.Text : "";
        call.Operation = Array.Find(Rows, row => row.Selector == method);
        return call.Operation is null ? FlexbeResponses.Error(2, "FB-18", "Nonexistent method") : null;
    }

    // FB-02: query, then form, the form winning a clash.
    private static FieldMap Parameters(ApiRequest request)
    {
        var query = request.Query(Dialect);
        if (request.Body.IsEmpty)
            return query;
        return request.MediaType switch
        {
            "application/x-www-form-urlencoded" => query.MergedWith(request.ReadBody(BodyFormat.Form, Dialect).Root.Map),
            "multipart/form-data" => query.MergedWith(request.ReadBody(BodyFormat.Multipart, Dialect).Root.Map),
            _ => query,
        };
    }
}
