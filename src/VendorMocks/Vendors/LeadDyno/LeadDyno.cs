using System.Collections.Immutable;
using System.Globalization;

namespace VendorMocks;

/// <summary>LeadDyno: how its calls are recognised and checked, and what answers them.</summary>
internal sealed class LeadDyno : Vendor<LeadDynoState>
{
    /// <summary>Query, forms and JSON nest alike; the last of repeated names wins (LD-08).</summary>
    public static readonly FieldDialect Dialect = FieldDialect.Rack;

    private const string Host = "api.leaddyno.com";

    // Declared before Instance, whose constructor uses it.
    private static readonly Operation[] Rows =
    [
        .. LeadDynoVisitors.Operations,
        .. LeadDynoLeads.Operations,
        .. LeadDynoPurchases.Operations,
        .. LeadDynoAffiliates.Operations,
        .. LeadDynoCommissions.Operations,
        .. LeadDynoCampaigns.Operations,
        .. LeadDynoCustomFields.Operations,
    ];

    private static readonly Hook[] HookRows = [.. LeadDynoHooks.All];

    private readonly Router _router;

    private LeadDyno()
        : base("leaddyno", "LeadDyno", $"https://{Host}/v1/")
    {
        _router = new Router(Rows, ignoreCase: false, headFollowsGet: true, "OPTIONS");
        Checks = [FindRoute, AnswerOptions, FindKey, TakeFromLimit, RequireOperation, ReadParameters];
    }

    public static LeadDyno Instance { get; } = new();

    public override IReadOnlyList<Operation> Operations => Rows;

    internal override IReadOnlyList<Hook> Hooks => HookRows;

    public override string Root => "/v1/";

    /// <summary>LD-12: key, limit, path and verb, body; the rest is each operation's.</summary>
    internal override ImmutableArray<Check> Checks { get; }

    internal override bool OwnsHost(ReadOnlySpan<char> host) => host.SequenceEqual(Host);

    /// <summary>LD-01: header, bearer, query, body; the first that is not empty.</summary>
    internal override string? CredentialOf(ApiRequest request)
    {
        if (request.Header("key") is { Length: > 0 } header)
            return header;
        if (request.Header("Authorization") is { } authorization
            && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            && authorization["Bearer ".Length..].Trim() is { Length: > 0 } bearer)
            return bearer;
        if (request.Query(Dialect)["key"] is { IsScalar: true, Text.Length: > 0 } query)
            return query.Text;
        return ReadBody(request).Root is { Kind: FieldKind.Map } root && root.Map["key"] is { IsScalar: true, Text.Length: > 0 } body ? body.Text : null;
    }

    internal override IReadOnlyList<Credential> CredentialsOf(string worldName)
    {
        var key = worldName == MocksHost.DefaultWorld ? "demo-leaddyno-key" : RandomSource.Of(worldName).Hex("leaddyno.key", 0, 40);
        return [new Credential(Name, "account", key, new Dictionary<string, string> { ["key"] = key })];
    }

    // LD-16
    internal override RequestLimit? LimitIn(VendorState state) =>
        new(((LeadDynoState)state).Values.RequestsPerWindow, ((LeadDynoState)state).Values.WindowSeconds);

    internal override VendorState CreateState() => new LeadDynoState();

    internal override void Furnish(VendorState state, DateTimeOffset start) =>
        ((LeadDynoState)state).Furnish(LeadDynoResponses.WholeSeconds(start));

    internal override void Fill(VendorState state, SeedPlan plan, DateTimeOffset reference) =>
        LeadDynoSeed.Fill((LeadDynoState)state, plan, reference);

    internal override void Extend(Call call, SeedPlan plan, int count) =>
        LeadDynoSeed.Extend((LeadDynoState)call.State, plan, count, call.Moment());

    internal override void Admit(VendorState state, IReadOnlyList<Credential> credentials, DateTimeOffset start)
    {
        foreach (var credential in credentials)
            ((LeadDynoState)state).Keys.Add(id => new LeadDynoKey(id, credential.Key));
    }

    internal override ApiResponse Refuse(Call call, Refusal refusal, string detail)
    {
        var rules = ((LeadDynoState)call.State).Values;
        return refusal switch
        {
            Refusal.NoKey => LeadDynoResponses.Error(401, "LD-02", "No API key provided"),
            Refusal.UnknownKey => LeadDynoResponses.Error(rules.WrongKeyStatus, "LD-03", "Invalid API key"),
            Refusal.TooMany when rules.LimitBody == LeadDynoErrorName.Message => LeadDynoResponses.Message(429, "LD-17", "API rate limit exceeded"),
            Refusal.TooMany => LeadDynoResponses.Error(429, "LD-17", "API rate limit exceeded"),
            Refusal.NoSuchPath or Refusal.WrongVerb => LeadDynoResponses.Error(404, "LD-13", "Not Found"),
            Refusal.BodyTooLarge => LeadDynoResponses.Error(413, "LD-11", "Request body too large"),
            Refusal.UnreadableBody => LeadDynoResponses.Error(400, "LD-07", detail),
            _ => LeadDynoResponses.Error(500, "LD-15", "Internal Server Error"),
        };
    }

    public static Operation Row(
        string id, string method, string path, Provenance source, string summary, Func<Call, LeadDynoState, ApiResponse> handler, params string[] aliases) =>
        Row(id, method, path, source, summary, handler, null, aliases);

    private ApiResponse? FindRoute(Call call)
    {
        var path = call.Path.AsSpan();
        // LD-13: one trailing slash is ignored.
        if (path.Length > 1 && path[^1] == '/')
            path = path[..^1];
        call.Route = _router.Find(call.Request.Method, path);
        call.Operation = call.Route.Operation;
        return null;
    }

    // LD-14
    private static ApiResponse? AnswerOptions(Call call) =>
        call.Request.Method == "OPTIONS" && call.Route.PathKnown ? new ApiResponse(204).With("Allow", call.Route.Verbs!) : null;

    private ApiResponse? FindKey(Call call)
    {
        if (CredentialOf(call.Request) is not { } key)
        {
            // LD-12: when the key could only stand in a body that cannot be read, that is what the caller hears.
            return BodyProblem(call) ?? call.Refuse(Refusal.NoKey);
        }

        var account = ((LeadDynoState)call.State).KeysByValue.Find(key);
        if (account is null or { Revoked: true })
            return call.Refuse(Refusal.UnknownKey);
        call.Account = account;
        return null;
    }

    private static ApiResponse? TakeFromLimit(Call call)
    {
        if (call.Windows is not { } windows)
            return null;
        var rules = ((LeadDynoState)call.State).Values;
        var verdict = windows.Take(((LeadDynoKey)call.Account!).Value, rules.RequestsPerWindow, rules.WindowSeconds, WindowKind.Anchored, call.Now);
        // LD-18
        call.AddHeader("X-RateLimit-Limit-Minute", verdict.Limit.ToString(CultureInfo.InvariantCulture));
        call.AddHeader("X-RateLimit-Remaining-Minute", verdict.Remaining.ToString(CultureInfo.InvariantCulture));
        if (verdict.Allowed)
            return null;
        call.AddHeader("Retry-After", Math.Max(1, (int)Math.Ceiling(verdict.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
        return call.Refuse(Refusal.TooMany);
    }

    private static ApiResponse? RequireOperation(Call call)
    {
        if (call.Operation is not null)
            return null;
        return call.Refuse(call.Route.PathKnown ? Refusal.WrongVerb : Refusal.NoSuchPath);
    }

    // LD-05: query, then body, then path, later ones winning; paths carry no named parameters.
    private static ApiResponse? ReadParameters(Call call)
    {
        if (BodyProblem(call) is { } problem)
            return problem;
        var query = call.Request.Query(Dialect);
        call.Fields = call.Request.Body.IsEmpty ? query : query.MergedWith(ReadBody(call.Request).Root.Map);
        return null;
    }

    // LD-07
    private static ApiResponse? BodyProblem(Call call)
    {
        if (call.Request.BodyTooLarge)
            return call.Refuse(Refusal.BodyTooLarge);
        if (call.Request.Body.IsEmpty)
            return null;
        var reading = ReadBody(call.Request);
        var json = FormatOf(call.Request) == BodyFormat.Json;
        if (reading.Problem is not null)
            return call.Refuse(Refusal.UnreadableBody, json ? "Malformed JSON in request body" : "Malformed request body");
        return reading.Root.Kind == FieldKind.Map ? null : call.Refuse(Refusal.UnreadableBody, "Request body must be a JSON object");
    }

    private static FieldReading ReadBody(ApiRequest request) =>
        request.Body.IsEmpty ? new FieldReading(Field.OfMap(FieldMap.Empty), null) : request.ReadBody(FormatOf(request), Dialect);

    // LD-06: the type decides where it says something, else the first character does, since clients mislabel bodies.
    private static BodyFormat FormatOf(ApiRequest request)
    {
        var type = request.MediaType;
        if (type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal))
            return BodyFormat.Json;
        if (type == "multipart/form-data")
            return BodyFormat.Multipart;
        if (type == "application/x-www-form-urlencoded")
            return BodyFormat.Form;
        return request.Body.Span.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] ? BodyFormat.Json : BodyFormat.Form;
    }
}
