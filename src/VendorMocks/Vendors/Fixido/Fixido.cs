using System.Collections.Immutable;
using System.Collections.ObjectModel;

namespace VendorMocks;

/// <summary>Fixido: form in, envelope out, always 200, JSONP on request.</summary>
internal sealed class Fixido : Vendor<FixidoState>
{
    // FX-09
    public static readonly FieldDialect Dialect = FieldDialect.Django;

    private static readonly Operation[] Rows =
    [
        .. FixidoLeads.Operations,
        .. FixidoPurchases.Operations,
        .. FixidoFilters.Operations,
        .. FixidoCategories.Operations,
        .. FixidoSearch.Operations,
        .. FixidoViews.Operations,
        .. FixidoTrades.Operations,
        .. FixidoTransactions.Operations,
        .. FixidoViews.Unlisted,
    ];

    private static readonly ReadOnlyDictionary<string, FixidoGate> Gates = Rows.ToDictionary(row => row.Id, FixidoGate.Of).AsReadOnly();

    // FX-01. FX-04: GET and POST reach every operation alike, so verbs are not the router's business.
    private readonly Router _router = new([.. Rows.Select(row => row with { Method = "GET" })], ignoreCase: true, headFollowsGet: true);

    private Fixido()
        : base("fixido", "Fixido", "http://fixido.com/api/")
    {
        // FX-29
        Checks = [CheckRoute, CheckSize, CheckCallback, CheckKey];
    }

    public static Fixido Instance { get; } = new();

    public override IReadOnlyList<Operation> Operations => Rows;

    internal override IReadOnlyList<Hook> Hooks { get; } = FixidoHooks.All;

    public override string Root => "/api/";

    internal override ImmutableArray<Check> Checks { get; }

    internal override bool OwnsHost(ReadOnlySpan<char> host) => host is "fixido.com" or "www.fixido.com";

    internal override string? CredentialOf(ApiRequest request) => KeyPart(request, "access_key");

    internal override IReadOnlyList<Credential> CredentialsOf(string worldName) =>
        [.. FixidoAccounts.Applications.Select((application, number) => Pair(worldName, application.Role, number))];

    internal override VendorState CreateState() => new FixidoState();

    internal override void Furnish(VendorState state, DateTimeOffset start) => ((FixidoState)state).Furnish();

    internal override void Fill(VendorState state, SeedPlan plan, DateTimeOffset reference) => FixidoSeed.Fill((FixidoState)state, plan, reference);

    internal override void Extend(Call call, SeedPlan plan, int count) => FixidoSeed.Extend((FixidoState)call.State, plan, count, call.Now);

    internal override void Admit(VendorState state, IReadOnlyList<Credential> credentials, DateTimeOffset start)
    {
        var fixido = (FixidoState)state;
        foreach (var (credential, (_, account, rights)) in credentials.Zip(FixidoAccounts.Applications))
        {
            fixido.Applications.Add(id => new FixidoApplication
            {
                Id = id,
                AccountId = account,
                AccessKey = credential.Key,
                AccessSecret = credential.Values["access_secret"],
                Rights = rights,
            });
        }

        // An empty world's buyers have their money from the clock's start; a seeded world's history has paid them in.
        if (fixido.Transactions.Count == 0)
        {
            foreach (var (account, balance) in FixidoAccounts.Opening.Where(pair => pair.Opening > 0))
                FixidoLedger.Record(fixido, FixidoTransactionType.Deposit, account, balance, start);
        }
    }

    internal override ApiResponse Refuse(Call call, Refusal refusal, string detail) => refusal switch
    {
        Refusal.NoKey or Refusal.UnknownKey => RefuseAccess(call),
        Refusal.NoSuchPath => FixidoResponses.Page(404, "FX-03", "Not Found", call.Path),
        Refusal.WrongVerb => FixidoResponses.WrongVerb(),
        Refusal.BodyTooLarge => FixidoResponses.Page(413, "FX-10", "Request Entity Too Large"),
        _ => FixidoResponses.Page(500, "FX-10", "Internal Server Error"),
    };

    public static Operation Row(string id, string method, string path, Provenance source, string summary, Func<Call, FixidoState, ApiResponse> handler) =>
        Row(id, method, "/api" + path, source, summary, handler, null);

    /// <summary>FX-06: the fields of the form body, whatever the query says.</summary>
    public static FieldMap Form(ApiRequest request) => request.Body.IsEmpty
        ? FieldMap.Empty
        : request.MediaType switch
        {
            "application/x-www-form-urlencoded" => request.ReadBody(BodyFormat.Form, Dialect).Root.Map,
            "multipart/form-data" => request.ReadBody(BodyFormat.Multipart, Dialect).Root.Map,
            _ => FieldMap.Empty,
        };

    /// <summary>FX-07: the fields of the query, whatever the form says.</summary>
    public static FieldMap Query(ApiRequest request) => request.Query(Dialect);

    /// <summary>The caller's account.</summary>
    public static long Account(Call call) => ((FixidoApplication)call.Account!).AccountId;

    /// <summary>The id in the path; null when no record can have it.</summary>
    public static long? Id(Call call) => long.TryParse(call.Route.Value, out var id) ? id : null;

    // FX-08: the form wins; FX-31: an empty value counts as none.
    private static string? KeyPart(ApiRequest request, string name) =>
        Form(request).TextOf(name) is { Length: > 0 } form ? form
        : Query(request).TextOf(name) is { Length: > 0 } query ? query
        : null;

    private Credential Pair(string worldName, string role, int number)
    {
        var key = worldName == MocksHost.DefaultWorld ? $"demo-{role}" : RandomSource.Of(worldName).Hex("fixido.key", number, 24);
        return new Credential(Name, role, key, new Dictionary<string, string> { ["access_key"] = key, ["access_secret"] = key + "-secret" });
    }

    private ApiResponse? CheckRoute(Call call)
    {
        call.Route = Find(call.Path);
        if (call.Route.Operation is null)
        {
            // FX-02
            return !call.Path.EndsWith('/') && Find(call.Path + "/").Operation is not null
                ? FixidoResponses.Moved(call.Prefix + call.Path + "/" + call.Request.QuerySuffix)
                : call.Refuse(Refusal.NoSuchPath);
        }

        var gate = Gates[call.Route.Operation.Id];
        call.Operation = gate.Operation;
        return call.Request.Method switch
        {
            "GET" or "POST" => null,
            "HEAD" when !gate.Writes => null,
            "OPTIONS" => FixidoResponses.Options(),
            _ => call.Refuse(Refusal.WrongVerb),
        };
    }

    // FX-03: an id is digits.
    private Route Find(string path) =>
        _router.Find("GET", path) is var route && route.Value.AsSpan().ContainsAnyExceptInRange('0', '9') ? default : route;

    private static ApiResponse? CheckSize(Call call) => call.Request.BodyTooLarge ? call.Refuse(Refusal.BodyTooLarge) : null;

    private static ApiResponse? CheckCallback(Call call) =>
        FixidoResponses.Callback(call) is { } callback && !FixidoResponses.IsHarmless(callback) ? FixidoResponses.BadCallback(call) : null;

    // FX-21, FX-22
    private static ApiResponse? CheckKey(Call call)
    {
        var state = (FixidoState)call.State;
        var application = state.ApplicationsByKey.Find(KeyPart(call.Request, "access_key"));
        if (application is null
            || application.Revoked
            || application.AccessSecret != KeyPart(call.Request, "access_secret")
            || state.Accounts.Find(application.AccountId)!.Blocked
            || !application.Rights.HasFlag(Gates[call.Operation!.Id].Needs(state.Values)))
        {
            return RefuseAccess(call);
        }

        call.Account = application;
        return null;
    }

    // A call whose key means no world comes here before its checks, which must still go first.
    private static ApiResponse RefuseAccess(Call call)
    {
        if (call.Operation is null && (Instance.CheckRoute(call) ?? CheckSize(call) ?? CheckCallback(call)) is { } earlier)
            return earlier;
        var gate = Gates[call.Operation!.Id];
        return gate.RefusesWithNothing
            ? FixidoResponses.FailedList(call, "FX-22", gate.Refusal)
            : FixidoResponses.Failed(call, "FX-22", gate.Refusal);
    }
}
