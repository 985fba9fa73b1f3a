using System.Collections.Frozen;

namespace VendorMocks;

/// <summary>
/// Everything LeadDyno remembers in one world. The rules that cross its tables are written as extensions of it:
/// <see cref="LeadDynoAttribution"/>, <see cref="LeadDynoEarnings"/>, <see cref="LeadDynoBuying"/>.
/// </summary>
internal sealed class LeadDynoState : VendorState<LeadDynoRules>
{
    private static readonly FrozenDictionary<string, string> Pointers = new Dictionary<string, string>
    {
        ["default_plan_id"] = "plans",
        ["plan_id"] = "plans",
        ["lead_id"] = "leads",
        ["url_id"] = "urls",
        ["referrer_id"] = "urls",
        ["affiliate_id"] = "affiliates",
        ["referring_affiliate_id"] = "affiliates",
        ["campaign_id"] = "campaigns",
        ["latest_visitor_id"] = "visitors",
        ["purchase_id"] = "purchases",
    }.ToFrozenDictionary();

    public LeadDynoState()
        : base(new LeadDynoRules(), LeadDynoRows.Default)
    {
        Keys = Store.Table<LeadDynoKey>("keys", LeadDynoRows.Default, row => row.Id);
        KeysByValue = Keys.Unique("value", row => row.Value, StringComparer.Ordinal);
        Accounts = Store.Table<LeadDynoAccount>("account", LeadDynoRows.Default, row => row.Id);
        Plans = Store.Table<LeadDynoPlan>("plans", LeadDynoRows.Default, row => row.Id);
        PlansByCode = Plans.Unique("code", row => row.Deleted ? null : row.Code, StringComparer.Ordinal); // LD-63
        Campaigns = Store.Table<LeadDynoCampaign>("campaigns", LeadDynoRows.Default, row => row.Id);
        CampaignsByCode = Campaigns.Unique("code", row => row.Code, StringComparer.OrdinalIgnoreCase);
        CampaignsByTime = Campaigns.Ordered("created", row => row.CreatedAt.ToUnixTimeSeconds());
        Affiliates = Store.Table<LeadDynoAffiliate>("affiliates", LeadDynoRows.Default, row => row.Id);
        AffiliatesByEmail = Affiliates.Unique("email", row => row.Email, StringComparer.OrdinalIgnoreCase);
        AffiliatesByCode = Affiliates.Unique("affiliate_code", row => row.Code, StringComparer.OrdinalIgnoreCase); // LD-47
        AffiliatesByDomain = Affiliates.Unique("referrer_domain", row => row.ReferrerDomain, StringComparer.OrdinalIgnoreCase);
        AffiliatesByTime = Affiliates.Ordered("created", row => row.CreatedAt.ToUnixTimeSeconds());
        CustomFields = Store.Table<LeadDynoCustomField>("custom_fields", LeadDynoRows.Default, row => row.Id);
        CustomFieldsByName = CustomFields.Unique("name", row => row.Name, StringComparer.Ordinal);
        CustomFieldsByTime = CustomFields.Ordered("created", row => row.CreatedAt.ToUnixTimeSeconds());
        Urls = Store.Table<LeadDynoUrl>("urls", LeadDynoRows.Default, row => row.Id);
        UrlsByText = Urls.Unique("url", row => row.Url, StringComparer.Ordinal); // LD-51
        Visitors = Store.Table<LeadDynoVisitor>("visitors", LeadDynoRows.Default, row => row.Id);
        VisitorsByCode = Visitors.Unique("tracking_code", row => row.TrackingCode, StringComparer.Ordinal);
        VisitorsByTime = Visitors.Ordered("created", row => row.CreatedAt.ToUnixTimeSeconds());
        VisitorsByAffiliate = Visitors.Ordered("affiliate", row => row.CreatedAt.ToUnixTimeSeconds(), row => row.AffiliateId);
        Leads = Store.Table<LeadDynoLead>("leads", LeadDynoRows.Default, row => row.Id);
        LeadsByEmail = Leads.Unique("email", row => row.Email, StringComparer.OrdinalIgnoreCase); // LD-41
        LeadsByTime = Leads.Ordered("created", row => row.CreatedAt.ToUnixTimeSeconds());
        LeadsByAffiliate = Leads.Ordered("affiliate", row => row.CreatedAt.ToUnixTimeSeconds(), row => row.AffiliateId);
        LeadsByCampaign = Leads.Ordered("campaign", row => row.CreatedAt.ToUnixTimeSeconds(), row => row.CampaignId);
        Purchases = Store.Table<LeadDynoPurchase>("purchases", LeadDynoRows.Default, row => row.Id);
        PurchasesByCode = Purchases.Unique("purchase_code", row => row.PurchaseCode, StringComparer.Ordinal); // LD-59
        PurchasesByTime = Purchases.Ordered("created", row => row.CreatedAt.ToUnixTimeSeconds());
        PurchasesByAffiliate = Purchases.Ordered("affiliate", row => row.CreatedAt.ToUnixTimeSeconds(), row => row.AffiliateId);
        PurchasesByLead = Purchases.Ordered("lead", row => row.CreatedAt.ToUnixTimeSeconds(), row => row.LeadId);
        Commissions = Store.Table<LeadDynoCommission>("commissions", LeadDynoRows.Default, row => row.Id);
        CommissionsByTime = Commissions.Ordered("created", row => row.CreatedAt.ToUnixTimeSeconds());
        CommissionsByAffiliate = Commissions.Ordered("affiliate", row => row.CreatedAt.ToUnixTimeSeconds(), row => row.AffiliateId);
        CommissionsByPurchase = Commissions.Ordered("purchase", row => row.CreatedAt.ToUnixTimeSeconds(), row => row.PurchaseId);
        Repeats = Store.Table<LeadDynoRepeat>("repeats", LeadDynoRows.Default, row => row.Id);
        RepeatsByTime = Repeats.Ordered("next", row => row.Next.ToUnixTimeSeconds());
        RepeatsByPurchase = Repeats.Ordered("purchase", row => row.Next.ToUnixTimeSeconds(), row => row.PurchaseId);
        Cancellations = Store.Sequence("cancellations", 1);
        SignInLinks = Store.Sequence("sign_in_links", 1);
    }

    public override IReadOnlyDictionary<string, string> References => Pointers;

    public Table<LeadDynoKey> Keys { get; }

    public UniqueIndex<LeadDynoKey> KeysByValue { get; }

    public Table<LeadDynoAccount> Accounts { get; }

    public Table<LeadDynoPlan> Plans { get; }

    public UniqueIndex<LeadDynoPlan> PlansByCode { get; }

    public Table<LeadDynoCampaign> Campaigns { get; }

    public UniqueIndex<LeadDynoCampaign> CampaignsByCode { get; }

    public OrderedIndex<LeadDynoCampaign> CampaignsByTime { get; }

    public Table<LeadDynoAffiliate> Affiliates { get; }

    public UniqueIndex<LeadDynoAffiliate> AffiliatesByEmail { get; }

    public UniqueIndex<LeadDynoAffiliate> AffiliatesByCode { get; }

    public UniqueIndex<LeadDynoAffiliate> AffiliatesByDomain { get; }

    public OrderedIndex<LeadDynoAffiliate> AffiliatesByTime { get; }

    public Table<LeadDynoCustomField> CustomFields { get; }

    public UniqueIndex<LeadDynoCustomField> CustomFieldsByName { get; }

    public OrderedIndex<LeadDynoCustomField> CustomFieldsByTime { get; }

    public Table<LeadDynoUrl> Urls { get; }

    public UniqueIndex<LeadDynoUrl> UrlsByText { get; }

    public Table<LeadDynoVisitor> Visitors { get; }

    public UniqueIndex<LeadDynoVisitor> VisitorsByCode { get; }

    public OrderedIndex<LeadDynoVisitor> VisitorsByTime { get; }

    public OrderedIndex<LeadDynoVisitor> VisitorsByAffiliate { get; }

    public Table<LeadDynoLead> Leads { get; }

    public UniqueIndex<LeadDynoLead> LeadsByEmail { get; }

    public OrderedIndex<LeadDynoLead> LeadsByTime { get; }

    public OrderedIndex<LeadDynoLead> LeadsByAffiliate { get; }

    public OrderedIndex<LeadDynoLead> LeadsByCampaign { get; }

    public Table<LeadDynoPurchase> Purchases { get; }

    public UniqueIndex<LeadDynoPurchase> PurchasesByCode { get; }

    public OrderedIndex<LeadDynoPurchase> PurchasesByTime { get; }

    public OrderedIndex<LeadDynoPurchase> PurchasesByAffiliate { get; }

    public OrderedIndex<LeadDynoPurchase> PurchasesByLead { get; }

    public Table<LeadDynoCommission> Commissions { get; }

    public OrderedIndex<LeadDynoCommission> CommissionsByTime { get; }

    public OrderedIndex<LeadDynoCommission> CommissionsByAffiliate { get; }

    public OrderedIndex<LeadDynoCommission> CommissionsByPurchase { get; }

    /// <summary>Monthly payments that are not over: the vendor's agenda.</summary>
    public Table<LeadDynoRepeat> Repeats { get; }

    public OrderedIndex<LeadDynoRepeat> RepeatsByTime { get; }

    public OrderedIndex<LeadDynoRepeat> RepeatsByPurchase { get; }

    /// <summary>Ids of cancellations, which lie in their purchases.</summary>
    public Sequence Cancellations { get; }

    /// <summary>Numbers of sign-in links, so that each has a token of its own.</summary>
    public Sequence SignInLinks { get; }

    public LeadDynoAccount Account => Accounts.Find(1)!;

    public LeadDynoPlan DefaultPlan => Plans.Find(Account.DefaultPlanId)!;

    public override DateTimeOffset? NextDue => RepeatsByTime.First()?.Next;

    public override void RunDue(Call call) => this.RunRepeats(call.Now);

    public override string? CredentialIn(object row) => (row as LeadDynoKey)?.Value;

    /// <summary>One more key of the account.</summary>
    /// <exception cref="ArgumentException">The key is there already.</exception>
    public LeadDynoKey AddKey(string key)
    {
        if (key.Length == 0 || KeysByValue.Find(key) is not null)
            throw new ArgumentException($"'{key}' is no key, or is one already.", nameof(key));
        return Keys.Add(id => new LeadDynoKey(id, key));
    }

    /// <summary>LD-03: takes a key back for good.</summary>
    /// <exception cref="ArgumentException">There is no such key.</exception>
    public LeadDynoKey RevokeKey(string key) =>
        Keys.Replace((KeysByValue.Find(key) ?? throw new ArgumentException($"There is no key '{key}'.", nameof(key))) with { Revoked = true });

    /// <summary>The account and the three plans that every world has.</summary>
    public void Furnish(DateTimeOffset start)
    {
        Accounts.Insert(new LeadDynoAccount());
        AddPlan("Default", new LeadDynoPayment { Percent = 10, DelayDays = 30 });
        AddPlan("basic", new LeadDynoPayment { Fixed = 5 });
        AddPlan("plus", new LeadDynoPayment { Percent = 25, DelayDays = 30, Months = 3 }, new LeadDynoPayment { Percent = 5, DelayDays = 30, Tier = 2 });

        void AddPlan(string code, params LeadDynoPayment[] payments) =>
            Plans.Add(id => new LeadDynoPlan { Id = id, Code = code, Payments = payments, CreatedAt = start, UpdatedAt = start });
    }
}

/// <summary>Adding rows under the next id or, for arranging, under a given one.</summary>
internal static class LeadDynoTables
{
    public static T Add<T>(this Table<T> table, long? id, Func<long, T> make)
        where T : class => id is { } given ? table.Insert(make(given)) : table.Add(make);
}
