using System.Collections.Immutable;

namespace VendorMocks;

/// <summary>Maxwork: one call that writes, JSON in, no host of its own.</summary>
internal sealed class Maxwork : Vendor<MaxworkState>
{
    /// <summary>MW-02, MW-13: names in their exact case; the first of repeated parameters counts.</summary>
    public static readonly FieldDialect Dialect = new(FieldBrackets.None, FieldRepeats.FirstWins);

    private const string Folder = "/listingexport/";

    private static readonly Operation[] Rows = [.. MaxworkLeads.Operations];

    // MW-51, MW-52: any casing, and neither HEAD nor OPTIONS is answered.
    private readonly Router _router = new(Rows, ignoreCase: true, headFollowsGet: false);

    private Maxwork()
        : base("maxwork", "Maxwork", "https://crm.maxwork.example/listingexport/")
    {
        Checks = [FindRoute, RequireAccess, RequireJson, ReadBody];
    }

    public static Maxwork Instance { get; } = new();

    public override IReadOnlyList<Operation> Operations => Rows;

    internal override IReadOnlyList<Hook> Hooks => MaxworkHooks.All;

    public override string Root => Folder;

    /// <summary>MW-04: path, verb, token, user, media type, JSON; the properties follow in the operation.</summary>
    internal override ImmutableArray<Check> Checks { get; }

    internal override bool OwnsHost(ReadOnlySpan<char> host) => false;

    internal override bool OwnsPathAnywhere(ReadOnlySpan<char> path) => path.StartsWith(Folder, StringComparison.OrdinalIgnoreCase);

    // MW-02: from the query only.
    internal override string? CredentialOf(ApiRequest request) =>
        request.Query(Dialect)["token"] is { IsScalar: true, Text.Length: > 0 } token ? token.Text : null;

    internal override IReadOnlyList<Credential> CredentialsOf(string worldName)
    {
        var random = RandomSource.Of(worldName);
        var demo = worldName == MocksHost.DefaultWorld;
        return
        [
            Of("account", demo ? "demo-maxwork-token" : random.Hex("maxwork.token", 0, 32), "demo-agent"),
            Of("second", random.Hex("maxwork.token", 1, 32), "agent-" + random.Hex("maxwork.user", 1, 6)),
        ];
    }

    internal override SampleCall Sample(Credential credential) =>
        new($"{Folder}leads?token={credential.Key}", KeyValuePair.Create("user", credential.Values["user"]))
        {
            Json = """{"Public_Reference":"None","Sender_Name":"Ana Exemplo","Sender_Email":"ana@example.com","Sender_Phone":"+351900000000","Message":"Is it still available?","Lead_Status":"New"}""",
        };

    internal override VendorState CreateState() => new MaxworkState();

    internal override void Furnish(VendorState state, DateTimeOffset start) => MaxworkSeed.Furnish((MaxworkState)state);

    internal override void Fill(VendorState state, SeedPlan plan, DateTimeOffset reference) =>
        new MaxworkSeedLeads((MaxworkState)state, reference, plan).Fill(plan.Records ?? MaxworkSeedLeads.DefaultCount);

    internal override void Extend(Call call, SeedPlan plan, int count) =>
        new MaxworkSeedLeads((MaxworkState)call.State, IsoTime.ToMilliseconds(call.Now), plan).Extend(count);

    internal override void Admit(VendorState state, IReadOnlyList<Credential> credentials, DateTimeOffset start)
    {
        var accounts = ((MaxworkState)state).Accounts;
        for (var i = 0; i < credentials.Count; i++)
            accounts.Replace(accounts.Find(i + 1)! with { Token = credentials[i].Key, User = credentials[i].Values["user"] });
    }

    internal override ApiResponse Refuse(Call call, Refusal refusal, string detail) => refusal switch
    {
        Refusal.NoKey or Refusal.UnknownKey => MaxworkResponses.Empty(401, "MW-02"),
        Refusal.NoSuchPath => MaxworkResponses.Empty(404, "MW-51"),
        Refusal.WrongVerb => MaxworkResponses.Empty(405, "MW-51"),
        Refusal.UnreadableBody => MaxworkResponses.Wrong(((MaxworkState)call.State).Values, new MaxworkWrong("MW-11", "", detail)),
        Refusal.BodyTooLarge => MaxworkResponses.Empty(413, "MW-17"),
        _ => MaxworkResponses.Empty(500, "MW-08"),
    };

    public static Operation Row(string id, string method, string path, Provenance source, string summary, Func<Call, MaxworkState, ApiResponse> handler) =>
        Row(id, method, path, source, summary, handler, null);

    private static Credential Of(string role, string token, string user) =>
        new("maxwork", role, token, new Dictionary<string, string> { ["token"] = token, ["user"] = user });

    private ApiResponse? FindRoute(Call call)
    {
        var path = call.Path.AsSpan();
        // MW-52
        if (path.Length > 1 && path[^1] == '/')
            path = path[..^1];
        call.Route = _router.Find(call.Request.Method, path);
        call.Operation = call.Route.Operation;
        if (!call.Route.PathKnown)
            return call.Refuse(Refusal.NoSuchPath);
        return call.Operation is null ? call.Refuse(Refusal.WrongVerb).With("Allow", call.Route.Verbs!) : null;
    }

    private ApiResponse? RequireAccess(Call call)
    {
        var state = (MaxworkState)call.State;
        var user = call.Request.Header("user");
        if (CredentialOf(call.Request) is not { } token || state.AccountsByToken.Find(token) is not { } account)
            return call.Refuse(Refusal.UnknownKey);
        // MW-03
        var known = state.Values.UserHeader switch
        {
            MaxworkUserHeader.Ignored => true,
            MaxworkUserHeader.Match => user == account.User,
            _ => !string.IsNullOrWhiteSpace(user),
        };
        if (!known)
            return MaxworkResponses.Empty(401, "MW-03");
        call.Account = account;
        return null;
    }

    // MW-12
    private static ApiResponse? RequireJson(Call call) =>
        call.Request.MediaType == "application/json" && call.Request.Charset is "" or "utf-8" ? null : MaxworkResponses.Empty(415, "MW-12");

    // MW-11
    private static ApiResponse? ReadBody(Call call)
    {
        if (call.Request.BodyTooLarge)
            return call.Refuse(Refusal.BodyTooLarge);
        var reading = call.Request.ReadBody(BodyFormat.Json, Dialect);
        if (reading.Problem is not null || reading.Root.Kind != FieldKind.Map)
            return call.Refuse(Refusal.UnreadableBody, reading.Problem ?? "JSON, but no object");
        call.Fields = reading.Root.Map;
        return null;
    }
}
