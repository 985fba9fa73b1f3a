using System.Text.Json.Serialization;
using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>Somebody who brings visitors and is paid for it.</summary>
public sealed record LeadDynoAffiliate
{
    /// <summary>Number, ascending by one.</summary>
    public required long Id { get; init; }

    /// <summary>E-mail as sent; unique in any casing.</summary>
    public required string Email { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The code in the affiliate's links; unique in any casing.</summary>
    public required string Code { get; init; }

    /// <summary>Affiliate type as sent; plans may pay by it.</summary>
    public string? Type { get; init; }

    /// <summary>Where to pay, if elsewhere.</summary>
    public string? PaypalEmail { get; init; }

    /// <summary>Whether the affiliate may earn.</summary>
    public LeadDynoAffiliateStatus Status { get; init; }

    /// <summary>True for an archived affiliate that was refused: it cannot come back.</summary>
    public bool Rejected { get; init; }

    /// <summary>Whether the affiliate wants no mails.</summary>
    public bool Unsubscribed { get; init; }

    /// <summary>Who brought the affiliate.</summary>
    public long? ReferringAffiliateId { get; init; }

    /// <summary>Values by name; names need no definition.</summary>
    public IReadOnlyDictionary<string, string> CustomFields { get; init; } = NoFields;

    /// <summary>Visits referred by this host belong to the affiliate; null for none.</summary>
    public string? ReferrerDomain { get; init; }

    /// <summary>The end of the dashboard's address, stable for life.</summary>
    public required string DashboardToken { get; init; }

    /// <summary>Creation, whole seconds, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change, whole seconds, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>No custom fields.</summary>
    internal static IReadOnlyDictionary<string, string> NoFields { get; } = new Dictionary<string, string>().AsReadOnly();
}

/// <summary>Whether an affiliate may earn.</summary>
public enum LeadDynoAffiliateStatus
{
    /// <summary>Earns.</summary>
    [JsonStringEnumMemberName("Active")]
    Active,

    /// <summary>Waits to be approved.</summary>
    [JsonStringEnumMemberName("Pending Approval")]
    PendingApproval,

    /// <summary>Put away, or refused.</summary>
    [JsonStringEnumMemberName("Archived")]
    Archived,
}

/// <summary>The operations on affiliates; their commissions are in <see cref="LeadDynoCommissions"/>.</summary>
internal static class LeadDynoAffiliates
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        LeadDyno.Row("affiliates.list", "GET", "/v1/affiliates", Observed, "Affiliates, archived ones included, newest first", List),
        LeadDyno.Row("affiliates.count", "GET", "/v1/affiliates/count", Documented, "How many affiliates there are", Count),
        LeadDyno.Row("affiliates.create", "POST", "/v1/affiliates", Observed, "A new affiliate; a known e-mail changes nothing", Create),
        LeadDyno.Row("affiliates.by-email", "GET", "/v1/affiliates/by_email", Documented, "The affiliate with an e-mail", ByEmail),
        LeadDyno.Row("affiliates.by-affiliate-code", "GET", "/v1/affiliates/by_affiliate_code", Observed, "The affiliate with a code", ByCode),
        LeadDyno.Row("affiliates.get", "GET", "/v1/affiliates/{id}", Observed, "One affiliate, by id or e-mail", Get),
        LeadDyno.Row("affiliates.update", "PUT", "/v1/affiliates/{id}", Assumed, "Writes what is sent", Update),
        LeadDyno.Row("affiliates.leads", "GET", "/v1/affiliates/{id}/leads", Documented, "The leads of an affiliate, newest first", Leads),
        LeadDyno.Row("affiliates.purchases", "GET", "/v1/affiliates/{id}/purchases", Assumed, "The purchases of an affiliate, newest first", Purchases),
        LeadDyno.Row("affiliates.approve", "POST", "/v1/affiliates/{id}/approve", Assumed, "Makes an affiliate Active", Approve),
        LeadDyno.Row("affiliates.reject", "POST", "/v1/affiliates/{id}/reject", Assumed, "Archives an affiliate for good", Reject),
        LeadDyno.Row("affiliates.archive", "POST", "/v1/affiliates/{id}/archive", Assumed, "Archives an affiliate", Archive),
        LeadDyno.Row("affiliates.unarchive", "POST", "/v1/affiliates/{id}/unarchive", Assumed, "Brings an archived affiliate back", Unarchive),
        LeadDyno.Row("affiliates.sign-in-link", "POST", "/v1/affiliates/{id}/sign_in_link", Assumed, "A link that signs the affiliate in for an hour", SignInLink),
        LeadDyno.Row("affiliates.subids", "GET", "/v1/affiliates/{id}/subids", Assumed, "What each sub id of an affiliate's links brought", SubIds),
    ];

    /// <summary>LD-36, LD-86: the affiliate whose id or e-mail the path names, or null.</summary>
    public static LeadDynoAffiliate? AffiliateAt(this LeadDynoState state, Call call) =>
        call.Route.Value.Contains('@', StringComparison.Ordinal) ? state.AffiliatesByEmail.Find(call.Route.Value.Trim()) : state.Affiliates.At(call);

    private static ApiResponse List(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var (page, span, query) = (input.Page(), input.Created(), input.Code("query"));
        if (input.Refusal is { } refusal)
            return refusal;
        if (query is null)
            return state.List(state.AffiliatesByTime, 0, page, span, LeadDynoAffiliateBody.Of);
        var all = page.NewestFirst ? state.AffiliatesByTime.Descending(0, span.From, span.To) : state.AffiliatesByTime.Ascending(0, span.From, span.To);
        var found = all.Where(row => Matches(row, query)).Skip((int)Math.Min(int.MaxValue, page.Skip)).Take(page.Size).ToArray();
        return state.Ok(state.Bodies(found, LeadDynoAffiliateBody.Of));
    }

    private static ApiResponse Count(Call call, LeadDynoState state) => state.Count(state.Affiliates.Count);

    private static ApiResponse Create(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var draft = LeadDynoEnrolment.Read(input);
        if (input.Refusal is { } refusal)
            return refusal;
        // LD-81: returned as it is, before anything can conflict.
        if (state.AffiliatesByEmail.Find(draft.Email) is { } known)
            return state.Created(LeadDynoAffiliateBody.Of(known, state));
        if (state.AffiliatesByCode.Find(draft.Code) is not null)
            return state.Taken("affiliate_code"); // LD-83
        return state.Created(LeadDynoAffiliateBody.Of(state.Enrol(draft, call.Moment()), state));
    }

    private static ApiResponse ByEmail(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var email = input.RequiredEmail("email");
        return input.Refusal ?? Found(state.AffiliatesByEmail.Find(email), state);
    }

    private static ApiResponse ByCode(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var code = input.RequiredCode("affiliate_code");
        return input.Refusal ?? Found(state.AffiliatesByCode.Find(code), state);
    }

    private static ApiResponse Get(Call call, LeadDynoState state) =>
        state.AffiliateAt(call) is { } affiliate ? state.Ok(LeadDynoAffiliateBody.Of(affiliate, state)) : LeadDynoResponses.NotFound("Affiliate");

    private static ApiResponse Update(Call call, LeadDynoState state)
    {
        if (state.AffiliateAt(call) is not { } affiliate)
            return LeadDynoResponses.NotFound("Affiliate");
        var input = new LeadDynoInput(call.Fields, state.Values);
        var sent = LeadDynoEnrolment.Written(affiliate, input, state);
        if (input.Refusal is { } refusal)
            return refusal;
        var taken = new List<string>();
        if (state.AffiliatesByEmail.Find(sent.Email) is { } sameEmail && sameEmail.Id != sent.Id)
            taken.Add("email");
        if (state.AffiliatesByCode.Find(sent.Code) is { } sameCode && sameCode.Id != sent.Id)
            taken.Add("affiliate_code");
        return taken.Count > 0 ? state.Taken(taken) : state.Ok(LeadDynoAffiliateBody.Of(state.Keep(sent, call.Moment()), state));
    }

    private static ApiResponse Leads(Call call, LeadDynoState state)
    {
        if (state.AffiliateAt(call) is not { } affiliate)
            return LeadDynoResponses.NotFound("Affiliate");
        var input = new LeadDynoInput(call.Fields, state.Values);
        var page = input.Page();
        return input.Refusal ?? state.List(state.LeadsByAffiliate, affiliate.Id, page, default, LeadDynoLeadBody.Of);
    }

    private static ApiResponse Purchases(Call call, LeadDynoState state)
    {
        if (state.AffiliateAt(call) is not { } affiliate)
            return LeadDynoResponses.NotFound("Affiliate");
        var input = new LeadDynoInput(call.Fields, state.Values);
        var (page, body) = (input.Page(), LeadDynoPurchases.BodyFor(input, state));
        return input.Refusal ?? state.List(state.PurchasesByAffiliate, affiliate.Id, page, default, body);
    }

    // LD-84, LD-85: repeating any of these is harmless.
    private static ApiResponse Approve(Call call, LeadDynoState state) => Move(call, state, LeadDynoAffiliateStatus.Active, final: false);

    private static ApiResponse Unarchive(Call call, LeadDynoState state) => Move(call, state, LeadDynoAffiliateStatus.Active, final: false, LeadDynoAffiliateStatus.Archived);

    private static ApiResponse Archive(Call call, LeadDynoState state) => Move(call, state, LeadDynoAffiliateStatus.Archived, final: false);

    private static ApiResponse Reject(Call call, LeadDynoState state) => Move(call, state, LeadDynoAffiliateStatus.Archived, final: true);

    private static ApiResponse Move(Call call, LeadDynoState state, LeadDynoAffiliateStatus to, bool final, LeadDynoAffiliateStatus? from = null)
    {
        if (state.AffiliateAt(call) is not { } affiliate)
            return LeadDynoResponses.NotFound("Affiliate");
        if (affiliate.Rejected && to == LeadDynoAffiliateStatus.Active)
            return LeadDynoResponses.Error(400, "LD-85", "Affiliate was rejected");
        var moved = from is null || affiliate.Status == from ? affiliate with { Status = to, Rejected = affiliate.Rejected || final } : affiliate;
        return state.Ok(LeadDynoAffiliateBody.Of(state.Keep(moved, call.Moment()), state));
    }

    // LD-87
    private static ApiResponse SignInLink(Call call, LeadDynoState state)
    {
        if (state.AffiliateAt(call) is not { } affiliate)
            return LeadDynoResponses.NotFound("Affiliate");
        const int Seconds = 3600;
        var token = state.Random.Hex("leaddyno.sign_in_link", state.SignInLinks.Next(), 40);
        var url = $"{LeadDynoAffiliateBody.DashboardOf(affiliate)}/sign_in/{token}";
        return state.Ok(new LeadDynoSignInLinkBody(affiliate.Id, url, call.Moment().AddSeconds(Seconds), Seconds));
    }

    // LD-89: leads count under the sub id of their latest visitor, purchases under that of their lead.
    private static ApiResponse SubIds(Call call, LeadDynoState state)
    {
        if (state.AffiliateAt(call) is not { } affiliate)
            return LeadDynoResponses.NotFound("Affiliate");
        var totals = new SortedDictionary<string, LeadDynoSubIdBody>(StringComparer.Ordinal);
        foreach (var visitor in state.VisitorsByAffiliate.Ascending(affiliate.Id))
            Add(visitor, new("", 1, 0, 0));
        foreach (var lead in state.LeadsByAffiliate.Ascending(affiliate.Id))
            Add(VisitorOf(lead.Id), new("", 0, 1, 0));
        foreach (var purchase in state.PurchasesByAffiliate.Ascending(affiliate.Id))
            Add(VisitorOf(purchase.LeadId), new("", 0, 0, 1));
        return state.Ok(totals.Values.ToArray());

        LeadDynoVisitor? VisitorOf(long leadId) => state.Leads.Find(leadId)?.LatestVisitorId is { } id ? state.Visitors.Find(id) : null;

        void Add(LeadDynoVisitor? visitor, LeadDynoSubIdBody more)
        {
            if (visitor is not { SubId: { } subId } || visitor.AffiliateId != affiliate.Id)
                return;
            var sum = totals.GetValueOrDefault(subId) ?? new(subId, 0, 0, 0);
            totals[subId] = new(
                subId, sum.TotalVisitors + more.TotalVisitors, sum.TotalLeads + more.TotalLeads, sum.TotalPurchases + more.TotalPurchases);
        }
    }

    private static ApiResponse Found(LeadDynoAffiliate? affiliate, LeadDynoState state) =>
        affiliate is null ? state.Missed("Affiliate") : state.Ok(LeadDynoAffiliateBody.Of(affiliate, state));

    // LD-30
    private static bool Matches(LeadDynoAffiliate row, string query) =>
        row.Email.Contains(query, StringComparison.OrdinalIgnoreCase)
        || row.FirstName?.Contains(query, StringComparison.OrdinalIgnoreCase) == true
        || row.LastName?.Contains(query, StringComparison.OrdinalIgnoreCase) == true
        || $"{row.FirstName} {row.LastName}".Contains(query, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A link that signs an affiliate in.</summary>
internal sealed record LeadDynoSignInLinkBody(long AffiliateId, string SignInUrl, DateTimeOffset ExpiresAt, int ExpiresInSeconds);

/// <summary>What one sub id brought.</summary>
internal sealed record LeadDynoSubIdBody([property: JsonPropertyName("subid")] string SubId, int TotalVisitors, int TotalLeads, int TotalPurchases);
