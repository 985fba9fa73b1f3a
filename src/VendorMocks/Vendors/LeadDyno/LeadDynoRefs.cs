namespace VendorMocks;

/// <summary>An address that visitors came to or from. Equal texts share one.</summary>
/// <param name="Id">Number, ascending by one.</param>
/// <param name="Url">The address as sent.</param>
public sealed record LeadDynoUrl(long Id, string Url);

/// <summary>An affiliate in another object.</summary>
internal sealed record LeadDynoAffiliateRef(long Id, string Email);

/// <summary>A lead in another object.</summary>
internal sealed record LeadDynoLeadRef(long Id, string Email);

/// <summary>A campaign in another object.</summary>
internal sealed record LeadDynoCampaignRef(long Id, string Code);

/// <summary>A plan in another object.</summary>
internal sealed record LeadDynoPlanRef(long Id, string Code);

/// <summary>A visitor in another object.</summary>
internal sealed record LeadDynoVisitorRef(long Id, string TrackingCode);

/// <summary>An address in another object.</summary>
internal sealed record LeadDynoUrlRef(long Id, string Url);

/// <summary>A purchase in another object.</summary>
internal sealed record LeadDynoPurchaseRef(long Id, string PurchaseCode);

/// <summary>Resolves references inside the lock.</summary>
internal static class LeadDynoRefs
{
    public static LeadDynoAffiliateRef? AffiliateRef(this LeadDynoState state, long? id) =>
        id is { } known && state.Affiliates.Find(known) is { } row ? new(row.Id, row.Email) : null;

    public static LeadDynoLeadRef? LeadRef(this LeadDynoState state, long? id) =>
        id is { } known && state.Leads.Find(known) is { } row ? new(row.Id, row.Email) : null;

    public static LeadDynoCampaignRef? CampaignRef(this LeadDynoState state, long? id) =>
        id is { } known && state.Campaigns.Find(known) is { } row ? new(row.Id, row.Code) : null;

    /// <summary>Plans are never removed, only put out of use.</summary>
    public static LeadDynoPlanRef PlanRef(this LeadDynoState state, long id) => new(id, state.Plans.Find(id)!.Code);

    public static LeadDynoVisitorRef? VisitorRef(this LeadDynoState state, long? id) =>
        id is { } known && state.Visitors.Find(known) is { } row ? new(row.Id, row.TrackingCode) : null;

    public static LeadDynoUrlRef? UrlRef(this LeadDynoState state, long? id) =>
        id is { } known && state.Urls.Find(known) is { } row ? new(row.Id, row.Url) : null;

    public static LeadDynoPurchaseRef? PurchaseRef(this LeadDynoState state, long? id) =>
        id is { } known && state.Purchases.Find(known) is { } row ? new(row.Id, row.PurchaseCode) : null;
}
