namespace VendorMocks;

/// <summary>An affiliate as a caller gives it; null is what was not sent.</summary>
internal sealed record LeadDynoApplication
{
    public required string Email { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Code { get; init; }

    public string? Type { get; init; }

    public string? PaypalEmail { get; init; }

    public bool Unsubscribed { get; init; }

    public bool OverrideApproval { get; init; }

    public string? ReferringAffiliate { get; init; }

    public IReadOnlyDictionary<string, string>? CustomFields { get; init; }

    public string? ReferrerDomain { get; init; }

    /// <summary>Id to use; null for the next one.</summary>
    public long? Id { get; init; }
}

/// <summary>How affiliates come to be and change.</summary>
internal static class LeadDynoEnrolment
{
    public static LeadDynoApplication Read(LeadDynoInput input) => new()
    {
        Email = input.RequiredEmail("email"),
        FirstName = input.Text("first_name"),
        LastName = input.Text("last_name"),
        Code = input.Code("affiliate_code"),
        Type = input.Code("affiliate_type"),
        PaypalEmail = input.Email("paypal_email"),
        Unsubscribed = input.Flag("unsubscribed") ?? false,
        OverrideApproval = input.Flag("override_approval") ?? false,
        ReferringAffiliate = input.Code("referring_affiliate"),
        CustomFields = input.Texts("custom_fields"),
    };

    /// <summary>The affiliate as an update's parameters make it; only what was sent differs.</summary>
    public static LeadDynoAffiliate Written(LeadDynoAffiliate affiliate, LeadDynoInput input, LeadDynoState state)
    {
        // LD-38: a code can be changed, not taken away.
        if (input.SentNull("affiliate_code"))
            input.Wrong("affiliate_code", "can't be blank");
        var fields = input.Texts("custom_fields");
        return affiliate with
        {
            Email = input.Sent("email") ? input.RequiredEmail("email") : affiliate.Email,
            FirstName = input.Text("first_name", affiliate.FirstName),
            LastName = input.Text("last_name", affiliate.LastName),
            Code = input.Code("affiliate_code") ?? affiliate.Code,
            Type = input.SentNull("affiliate_type") ? null : input.Code("affiliate_type") ?? affiliate.Type,
            PaypalEmail = input.SentNull("paypal_email") ? null : input.Email("paypal_email") ?? affiliate.PaypalEmail,
            Unsubscribed = input.Flag("unsubscribed") ?? affiliate.Unsubscribed,
            ReferringAffiliateId = input.SentNull("referring_affiliate") ? null
                : input.Code("referring_affiliate") is { } email ? state.ReferrerFor(affiliate.Id, email)?.Id
                : affiliate.ReferringAffiliateId,
            CustomFields = fields is null || SameFields(fields, affiliate.CustomFields) ? affiliate.CustomFields : fields,
        };
    }

    /// <summary>A new affiliate (LD-82, LD-84, LD-88). Its e-mail and code must be free.</summary>
    public static LeadDynoAffiliate Enrol(this LeadDynoState state, LeadDynoApplication draft, DateTimeOffset now)
    {
        var blank = state.Blank(draft.Id ?? state.Affiliates.NextId, now);
        return state.Affiliates.Insert(blank with
        {
            Email = draft.Email,
            FirstName = draft.FirstName,
            LastName = draft.LastName,
            Code = draft.Code ?? blank.Code,
            Type = draft.Type,
            PaypalEmail = draft.PaypalEmail,
            Status = draft.OverrideApproval ? LeadDynoAffiliateStatus.Active : blank.Status,
            Unsubscribed = draft.Unsubscribed,
            ReferringAffiliateId = state.AffiliatesByEmail.Find(draft.ReferringAffiliate)?.Id,
            CustomFields = draft.CustomFields ?? blank.CustomFields,
            ReferrerDomain = draft.ReferrerDomain,
        });
    }

    /// <summary>A new affiliate about whom nothing was said.</summary>
    public static LeadDynoAffiliate Blank(this LeadDynoState state, long id, DateTimeOffset now) => new()
    {
        Id = id,
        Email = "",
        Code = state.NewCode(id),
        Status = state.Values.AffiliateApproval ? LeadDynoAffiliateStatus.PendingApproval : LeadDynoAffiliateStatus.Active,
        DashboardToken = state.Random.Hex("leaddyno.dashboard", id, 40),
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>Writes an affiliate, and moves its update time only if something differs.</summary>
    public static LeadDynoAffiliate Keep(this LeadDynoState state, LeadDynoAffiliate affiliate, DateTimeOffset now)
    {
        var before = state.Affiliates.Find(affiliate.Id)!;
        return affiliate == before ? before : state.Affiliates.Replace(affiliate with { UpdatedAt = now });
    }

    /// <summary>LD-88: the affiliate who referred another one; null when unknown, or when it would refer itself in the end.</summary>
    public static LeadDynoAffiliate? ReferrerFor(this LeadDynoState state, long affiliateId, string email)
    {
        var referrer = state.AffiliatesByEmail.Find(email);
        for (var at = referrer; at is not null; at = at.ReferringAffiliateId is { } next ? state.Affiliates.Find(next) : null)
        {
            if (at.Id == affiliateId)
                return null;
        }

        return referrer;
    }

    private static string NewCode(this LeadDynoState state, long id)
    {
        if (state.Values.GeneratedCode == LeadDynoGeneratedCode.Base36 && state.AffiliatesByCode.Find(LeadDynoBase36.Of(id)) is null)
            return LeadDynoBase36.Of(id);
        return state.Random.Hex("leaddyno.affiliate_code", id, 40);
    }

    private static bool SameFields(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && value == pair.Value);
}

/// <summary>An affiliate as sent.</summary>
internal sealed record LeadDynoAffiliateBody(
    long Id,
    string Email,
    string? FirstName,
    string? LastName,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string AffiliateUrl,
    string AffiliateDashboardUrl,
    [property: LeadDynoNewer] string AffiliateCode,
    [property: LeadDynoNewer] long? ReferringAffiliateId,
    string? ReferringAffiliate,
    [property: LeadDynoNewer] LeadDynoAffiliateStatus Status)
{
    [LeadDynoNewer]
    public string? PaypalEmail { get; init; }

    [LeadDynoNewer]
    public bool Unsubscribed { get; init; }

    [LeadDynoNewer]
    public bool Archived => Status == LeadDynoAffiliateStatus.Archived;

    [LeadDynoNewer]
    public bool PendingApproval => Status == LeadDynoAffiliateStatus.PendingApproval;

    [LeadDynoNewer]
    public string? CompensationTierCode { get; init; }

    [LeadDynoNewer]
    public IReadOnlyDictionary<string, string> CustomFields { get; init; } = LeadDynoAffiliate.NoFields;

    [LeadDynoNewer]
    public string? ReferrerDomain { get; init; }

    public int TotalLeads { get; init; }

    public int TotalVisitors { get; init; }

    public int TotalPurchases { get; init; }

    public static LeadDynoAffiliateBody Of(LeadDynoAffiliate row, LeadDynoState state)
    {
        var referrer = row.ReferringAffiliateId is { } id ? state.Affiliates.Find(id) : null;
        return new(
            row.Id,
            row.Email,
            row.FirstName,
            row.LastName,
            row.CreatedAt,
            row.UpdatedAt,
            LinkOf(row, state.Account.SiteUrl),
            DashboardOf(row),
            row.Code,
            referrer?.Id,
            referrer?.Email,
            row.Status)
        {
            PaypalEmail = row.PaypalEmail,
            Unsubscribed = row.Unsubscribed,
            CompensationTierCode = row.Type,
            CustomFields = row.CustomFields,
            ReferrerDomain = row.ReferrerDomain,
            // LD-66
            TotalLeads = state.LeadsByAffiliate.Count(row.Id),
            TotalVisitors = state.VisitorsByAffiliate.Count(row.Id),
            TotalPurchases = state.PurchasesByAffiliate.Count(row.Id),
        };
    }

    /// <summary>LD-82: where the affiliate sees how it goes.</summary>
    public static string DashboardOf(LeadDynoAffiliate row) => "https://app.leaddyno.com/p/" + row.DashboardToken;

    // LD-82
    private static string LinkOf(LeadDynoAffiliate row, string site) =>
        $"{site}{(site.Contains('?', StringComparison.Ordinal) ? '&' : '?')}afmc={Uri.EscapeDataString(row.Code)}";
}
