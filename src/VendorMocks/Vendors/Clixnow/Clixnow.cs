using System.Collections.Immutable;

namespace VendorMocks;

/// <summary>Clixnow: JSON, a token in the Authorization header, and the brand in the host name.</summary>
internal sealed class Clixnow : Vendor<ClixnowState>
{
    /// <summary>CN-15, CN-52: names in any casing; the first of repeated parameters counts, the last of repeated members (CN-16).</summary>
    public static readonly FieldDialect Dialect = FieldDialect.AspNet;

    private static readonly Operation[] Rows = [.. ClixnowLeads.Operations];

    // CN-60, CN-61: any casing, and neither HEAD nor OPTIONS is answered.
    private readonly Router _router = new(Rows, ignoreCase: true, headFollowsGet: false);

    private Clixnow()
        : base("clixnow", "Clixnow", $"https://integration.{ClixnowSeed.DemoBrand}.clixnow.com/api/system/v1/")
    {
        Checks = [FindRoute, .. ClixnowGate.Checks];
    }

    public static Clixnow Instance { get; } = new();

    public override IReadOnlyList<Operation> Operations => Rows;

    internal override IReadOnlyList<Hook> Hooks => ClixnowHooks.All;

    public override string Root => "/api/system/v1/";

    /// <summary>CN-03: path and verb, brand, token, permission, Accept, Content-Type, JSON; fields, country and duplicates follow in the operation.</summary>
    internal override ImmutableArray<Check> Checks { get; }

    internal override bool OwnsHost(ReadOnlySpan<char> host) => !ClixnowGate.BrandIn(host).IsEmpty;

    internal override string? CredentialOf(ApiRequest request) => ClixnowGate.TokenOf(request);

    internal override IReadOnlyList<Credential> CredentialsOf(string worldName)
    {
        var demo = worldName == MocksHost.DefaultWorld;
        return
        [
            OfToken("affiliate", demo ? "demo-clixnow-token" : Mint(worldName, 0)),
            OfToken("blocked", demo ? "demo-clixnow-blocked" : Mint(worldName, 1)),
            OfToken("discreet", Mint(worldName, 2)),
        ];
    }

    internal override SampleCall Sample(Credential credential) => new(Root + "leads/search", KeyValuePair.Create("Authorization", credential.Values["Authorization"]));

    internal override VendorState CreateState() => new ClixnowState();

    internal override void Furnish(VendorState state, DateTimeOffset start) => ClixnowSeed.Furnish((ClixnowState)state);

    internal override void Fill(VendorState state, SeedPlan plan, DateTimeOffset reference) =>
        new ClixnowSeedLeads((ClixnowState)state, reference, plan).Fill(plan.Records ?? ClixnowSeedLeads.DefaultCount);

    internal override void Extend(Call call, SeedPlan plan, int count) =>
        new ClixnowSeedLeads((ClixnowState)call.State, IsoTime.ToMilliseconds(call.Now), plan).Extend(count);

    internal override void Admit(VendorState state, IReadOnlyList<Credential> credentials, DateTimeOffset start)
    {
        var affiliates = ((ClixnowState)state).Affiliates;
        for (var i = 0; i < credentials.Count; i++)
            affiliates.Replace(affiliates.Find(i + 1)! with { Token = credentials[i].Key });
    }

    internal override ApiResponse Refuse(Call call, Refusal refusal, string detail) => refusal switch
    {
        // CN-04
        Refusal.NoKey or Refusal.UnknownKey =>
            ClixnowResponses.Error(401, "CN-04", "Unauthorized").With("WWW-Authenticate", "ApiToken"),
        Refusal.NoSuchPath => ClixnowResponses.Bare(404, "CN-60"),
        Refusal.WrongVerb => ClixnowResponses.Bare(405, "CN-60"),
        Refusal.UnreadableBody => Unreadable(detail),
        Refusal.BodyTooLarge => ClixnowResponses.Error(413, "CN-20", "Payload Too Large"),
        _ => ClixnowResponses.Error(500, "CN-09", "Internal Server Error"),
    };

    public static Operation Row(string id, string method, string path, Provenance source, string summary, Func<Call, ClixnowState, ApiResponse> handler) =>
        Row(id, method, path, source, summary, handler, null);

    /// <summary>A token of a world: other names, other tokens.</summary>
    private static string Mint(string worldName, int number) => RandomSource.Of(worldName).Hex("clixnow.token", number, 32);

    private static Credential OfToken(string role, string token) =>
        new("clixnow", role, token, new Dictionary<string, string> { ["Authorization"] = "ApiToken " + token });

    private ApiResponse? FindRoute(Call call)
    {
        var path = call.Path.AsSpan();
        // CN-61
        if (path.Length > 1 && path[^1] == '/')
            path = path[..^1];
        call.Route = _router.Find(call.Request.Method, path);
        call.Operation = call.Route.Operation;
        if (!call.Route.PathKnown)
            return call.Refuse(Refusal.NoSuchPath);
        return call.Operation is null ? call.Refuse(Refusal.WrongVerb).With("Allow", call.Route.Verbs!) : null;
    }

    // CN-17
    private static ApiResponse Unreadable(string detail)
    {
        var errors = new ClixnowErrors();
        errors.Add("CN-17", "$", "The request body is not a valid JSON object.");
        return errors.Refuse() with { Detail = detail };
    }
}
