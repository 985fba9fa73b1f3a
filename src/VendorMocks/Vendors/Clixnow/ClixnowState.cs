using System.Collections.Frozen;

namespace VendorMocks;

/// <summary>Everything Clixnow remembers in one world, and the rules that cross its tables.</summary>
internal sealed class ClixnowState : VendorState<ClixnowRules>
{
    public const string TokenPlaceholder = "{token}";

    private static readonly FrozenDictionary<string, string> Pointers = new Dictionary<string, string>
    {
        ["affiliateId"] = "affiliates",
        ["brandId"] = "brands",
        ["homeBrandId"] = "brands",
        ["brandIds"] = "brands",
    }.ToFrozenDictionary();

    public ClixnowState()
        : base(new ClixnowRules(), ClixnowWire.Json)
    {
        Brands = Store.Table<ClixnowBrand>("brands", ClixnowWire.Json, row => row.Id);
        BrandsBySlug = Brands.Unique("slug", row => row.Slug, StringComparer.OrdinalIgnoreCase);
        Affiliates = Store.Table<ClixnowAffiliate>("affiliates", ClixnowWire.Json, row => row.Id);
        AffiliatesByToken = Affiliates.Unique("token", row => row.Token.Length == 0 ? null : row.Token, StringComparer.Ordinal);
        Postbacks = Store.Table<ClixnowPostback>("postbacks", ClixnowWire.Json, row => row.Id);
        PostbacksByAffiliate = Postbacks.Ordered("affiliate", row => row.Id, row => row.AffiliateId);
        Leads = Store.Table<ClixnowLead>("leads", ClixnowWire.Json, row => row.Id, 100001);
        LeadsByEmail = Leads.Unique("email", row => EmailKey(row.BrandId, row.Email), StringComparer.OrdinalIgnoreCase);
        LeadsByPhone = Leads.Unique("phone", row => PhoneKey(row.BrandId, row.Phone), StringComparer.Ordinal);
        LeadsById = Leads.Ordered("id", row => row.Id, row => row.AffiliateId);
        LeadsByCreation = Leads.Ordered("created", row => row.CreatedOn.UtcTicks, row => row.AffiliateId);
        LeadsByUpdate = Leads.Ordered("updated", row => row.UpdatedOn.UtcTicks, row => row.AffiliateId);
        LeadsByFtd = Leads.Ordered("ftd", row => row.FtdOrder, row => row.AffiliateId);
        CrmIds = Store.Sequence("crmIds", 700001);
    }

    public override IReadOnlyDictionary<string, string> References => Pointers;

    public Table<ClixnowBrand> Brands { get; }

    public UniqueIndex<ClixnowBrand> BrandsBySlug { get; }

    public Table<ClixnowAffiliate> Affiliates { get; }

    public UniqueIndex<ClixnowAffiliate> AffiliatesByToken { get; }

    public Table<ClixnowPostback> Postbacks { get; }

    public OrderedIndex<ClixnowPostback> PostbacksByAffiliate { get; }

    public Table<ClixnowLead> Leads { get; }

    public UniqueIndex<ClixnowLead> LeadsByEmail { get; }

    public UniqueIndex<ClixnowLead> LeadsByPhone { get; }

    /// <summary>The leads of each affiliate by their numbers.</summary>
    public OrderedIndex<ClixnowLead> LeadsById { get; }

    public OrderedIndex<ClixnowLead> LeadsByCreation { get; }

    public OrderedIndex<ClixnowLead> LeadsByUpdate { get; }

    /// <summary>By first deposit; leads without one come before all others.</summary>
    public OrderedIndex<ClixnowLead> LeadsByFtd { get; }

    public Sequence CrmIds { get; }

    public override string? CredentialIn(object row) => row is ClixnowAffiliate { Token.Length: > 0 } affiliate ? affiliate.Token : null;

    /// <summary>CN-35: another lead of the brand with that e-mail, in any casing.</summary>
    public ClixnowLead? FindByEmail(long brandId, string email) => LeadsByEmail.Find(EmailKey(brandId, email));

    /// <summary>CN-35: another lead of the brand whose phone has the same digits.</summary>
    public ClixnowLead? FindByPhone(long brandId, string phone) => LeadsByPhone.Find(PhoneKey(brandId, phone));

    /// <summary>CN-37, CN-38: stores a lead under the next numbers, with a place of its own to go on to.</summary>
    public ClixnowLead Add(ClixnowLead draft) => Leads.Add(id => Finish(draft with { Id = id }));

    /// <summary>Gives a lead what its number decides, unless it has it.</summary>
    public ClixnowLead Finish(ClixnowLead draft) => draft with
    {
        CrmId = draft.CrmId == 0 ? CrmIds.Next() : draft.CrmId,
        RedirectUrl = draft.RedirectUrl.Length > 0 ? draft.RedirectUrl : RedirectOf(draft),
    };

    private string RedirectOf(ClixnowLead lead) => Brands.Find(lead.BrandId)!.RedirectTemplate
        .Replace(TokenPlaceholder, Random.Hex("clixnow.redirect", lead.Id, 32), StringComparison.Ordinal);

    private static string EmailKey(long brandId, string email) => $"{brandId} {email}";

    private static string PhoneKey(long brandId, string phone) => $"{brandId} {ClixnowLeadForm.Digits(phone)}";
}
