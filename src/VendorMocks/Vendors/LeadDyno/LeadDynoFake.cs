using System.Globalization;

namespace VendorMocks;

/// <summary>
/// LeadDyno in one world: arrange and assert. What is wrong with an argument is an <see cref="ArgumentException"/> that names
/// the field; a step that the state does not allow is an <see cref="InvalidOperationException"/>. Nothing was changed then.
/// </summary>
public sealed class LeadDynoFake : Fake
{
    internal LeadDynoFake(World world)
        : base(world, VendorMocks.LeadDyno.Instance)
    {
    }

    /// <summary>The key that the world was opened with.</summary>
    public string Key => Credentials[0].Key;

    /// <summary>The rule values in force; assigning changes this world only.</summary>
    public LeadDynoRules Rules
    {
        get => this.Read<LeadDynoState, LeadDynoRules>(state => state.Values);
        set => World.Adjust(Vendor, slot => slot.State.Rules = value);
    }

    /// <summary>All visitors, ascending by id.</summary>
    public IReadOnlyList<LeadDynoVisitor> Visitors => this.Read<LeadDynoState, LeadDynoVisitor[]>(state => [.. state.Visitors]);

    /// <summary>All leads, ascending by id.</summary>
    public IReadOnlyList<LeadDynoLead> Leads => this.Read<LeadDynoState, LeadDynoLead[]>(state => [.. state.Leads]);

    /// <summary>All purchases, ascending by id.</summary>
    public IReadOnlyList<LeadDynoPurchase> Purchases => this.Read<LeadDynoState, LeadDynoPurchase[]>(state => [.. state.Purchases]);

    /// <summary>All affiliates, ascending by id.</summary>
    public IReadOnlyList<LeadDynoAffiliate> Affiliates => this.Read<LeadDynoState, LeadDynoAffiliate[]>(state => [.. state.Affiliates]);

    /// <summary>All commissions, ascending by id.</summary>
    public IReadOnlyList<LeadDynoCommission> Commissions => this.Read<LeadDynoState, LeadDynoCommission[]>(state => [.. state.Commissions]);

    /// <summary>All campaigns, ascending by id.</summary>
    public IReadOnlyList<LeadDynoCampaign> Campaigns => this.Read<LeadDynoState, LeadDynoCampaign[]>(state => [.. state.Campaigns]);

    /// <summary>All plans, deleted ones included, ascending by id.</summary>
    public IReadOnlyList<LeadDynoPlan> Plans => this.Read<LeadDynoState, LeadDynoPlan[]>(state => [.. state.Plans]);

    /// <summary>The account's settings beside the rule values.</summary>
    public LeadDynoAccount Account => this.Read<LeadDynoState, LeadDynoAccount>(state => state.Account);

    /// <summary>The lead with that e-mail in any casing, or null.</summary>
    /// <param name="email">E-mail.</param>
    public LeadDynoLead? FindLead(string email) => this.Read<LeadDynoState, LeadDynoLead?>(state => state.LeadsByEmail.Find(email));

    /// <summary>The affiliate with that e-mail or code in any casing, or null.</summary>
    /// <param name="emailOrCode">E-mail or code.</param>
    public LeadDynoAffiliate? FindAffiliate(string emailOrCode) => this.Read<LeadDynoState, LeadDynoAffiliate?>(
        state => state.AffiliatesByEmail.Find(emailOrCode) ?? state.AffiliatesByCode.Find(emailOrCode));

    /// <summary>The purchase with exactly that code, or null.</summary>
    /// <param name="purchaseCode">Purchase code.</param>
    public LeadDynoPurchase? FindPurchase(string purchaseCode) =>
        this.Read<LeadDynoState, LeadDynoPurchase?>(state => state.PurchasesByCode.Find(purchaseCode));

    /// <summary>The tracker saw a visit, of a new visitor or of the one with that tracking code.</summary>
    /// <param name="url">Where it landed; <c>?afmc=</c> names an affiliate, <c>#_l_</c> a campaign.</param>
    /// <param name="referrer">Where it came from.</param>
    /// <param name="code">Affiliate code.</param>
    /// <param name="trackingCode">The visitor; 40 invented hexadecimal digits when left out.</param>
    /// <param name="id">Id to use, unused so far.</param>
    /// <param name="createdAt">When it was, not in the future.</param>
    public LeadDynoVisitor AddVisit(
        string? url = null, string? referrer = null, string? code = null, string? trackingCode = null, long? id = null, DateTimeOffset? createdAt = null) =>
        Play<LeadDynoVisitor>("visits.record",
            ("url", url), ("referrer", referrer), ("code", code), ("tracking_code", trackingCode), ("id", id), ("created_at", createdAt));

    /// <summary>The tracker got an e-mail: a new lead, or an update of the one with that e-mail.</summary>
    /// <param name="email">E-mail; an invented one when left out.</param>
    /// <param name="trackingCode">A known visitor; a new one when left out.</param>
    /// <param name="code">Affiliate code.</param>
    /// <param name="firstName">First name.</param>
    /// <param name="lastName">Last name.</param>
    /// <param name="customStatus">The account's own status.</param>
    /// <param name="url">Where the visitor landed.</param>
    /// <param name="id">Id to use, unused so far.</param>
    /// <param name="createdAt">When it was, not in the future.</param>
    public LeadDynoLead AddLead(
        string? email = null,
        string? trackingCode = null,
        string? code = null,
        string? firstName = null,
        string? lastName = null,
        string? customStatus = null,
        string? url = null,
        long? id = null,
        DateTimeOffset? createdAt = null) =>
        Play<LeadDynoLead>("leads.capture",
            ("email", email), ("tracking_code", trackingCode), ("code", code), ("first_name", firstName), ("last_name", lastName),
            ("custom_status", customStatus), ("url", url), ("id", id), ("created_at", createdAt));

    /// <summary>The tracker or an integration saw a purchase; by the same rules as the API's.</summary>
    /// <param name="email">The buyer's e-mail; an invented one when left out.</param>
    /// <param name="amount">Amount, 0 or more.</param>
    /// <param name="purchaseCode">Unique code; an invented one when left out. A known one returns its purchase.</param>
    /// <param name="plan">Plan code; the default plan when left out or unknown.</param>
    /// <param name="code">Affiliate code.</param>
    /// <param name="currency">Three letters; the account's when left out.</param>
    /// <param name="commissionOverride">One commission instead of the plan's.</param>
    /// <param name="lineItems">What was bought.</param>
    /// <param name="awaitingApproval">Whether its commissions wait for approve or reject.</param>
    /// <param name="id">Id to use, unused so far.</param>
    /// <param name="createdAt">When it was, not in the future.</param>
    public LeadDynoPurchase AddPurchase(
        string? email = null,
        decimal? amount = null,
        string? purchaseCode = null,
        string? plan = null,
        string? code = null,
        string? currency = null,
        decimal? commissionOverride = null,
        IReadOnlyList<LeadDynoLineItem>? lineItems = null,
        bool awaitingApproval = false,
        long? id = null,
        DateTimeOffset? createdAt = null) =>
        Play<LeadDynoPurchase>("purchases.record",
            ("email", email), ("purchase_amount", amount), ("purchase_code", purchaseCode), ("plan_code", plan), ("code", code), ("currency", currency),
            ("commission_amount_override", commissionOverride), ("line_items", lineItems?.Select(LineOf)), ("awaiting_approval", awaitingApproval),
            ("id", id), ("created_at", createdAt));

    /// <summary>Adds an affiliate.</summary>
    /// <param name="email">Unique e-mail; an invented one when left out.</param>
    /// <param name="code">Unique code in any casing; an invented one when left out.</param>
    /// <param name="firstName">First name.</param>
    /// <param name="lastName">Last name.</param>
    /// <param name="type">Type that plans may pay by.</param>
    /// <param name="referredBy">Who brought the affiliate: e-mail or code.</param>
    /// <param name="referrerDomain">Host whose visitors belong to the affiliate.</param>
    /// <param name="status">As the account decides when left out.</param>
    /// <param name="id">Id to use, unused so far.</param>
    /// <param name="createdAt">When it was, not in the future.</param>
    public LeadDynoAffiliate AddAffiliate(
        string? email = null,
        string? code = null,
        string? firstName = null,
        string? lastName = null,
        string? type = null,
        string? referredBy = null,
        string? referrerDomain = null,
        LeadDynoAffiliateStatus? status = null,
        long? id = null,
        DateTimeOffset? createdAt = null) =>
        Play<LeadDynoAffiliate>("affiliates.create",
            ("email", email), ("affiliate_code", code), ("first_name", firstName), ("last_name", lastName), ("affiliate_type", type),
            ("referring_affiliate", referredBy), ("referrer_domain", referrerDomain), ("status", status), ("id", id), ("created_at", createdAt));

    /// <summary>Changes what is given of an affiliate.</summary>
    /// <param name="affiliate">Id, e-mail or code.</param>
    /// <param name="code">New code.</param>
    /// <param name="type">New type.</param>
    /// <param name="referredBy">Who brought the affiliate: e-mail or code; circles are refused.</param>
    /// <param name="referrerDomain">Host whose visitors belong to the affiliate.</param>
    /// <param name="status">New status.</param>
    public LeadDynoAffiliate SetAffiliate(
        string affiliate,
        string? code = null,
        string? type = null,
        string? referredBy = null,
        string? referrerDomain = null,
        LeadDynoAffiliateStatus? status = null) =>
        Play<LeadDynoAffiliate>("affiliates.set",
            ("affiliate", affiliate), ("affiliate_code", code), ("affiliate_type", type), ("referring_affiliate", referredBy),
            ("referrer_domain", referrerDomain), ("status", status));

    /// <summary>Adds a campaign; its <see cref="LeadDynoCampaign.LinkToken"/> makes its links.</summary>
    /// <param name="code">Unique code in any casing.</param>
    /// <param name="id">Id to use, unused so far.</param>
    /// <param name="createdAt">When it was, not in the future.</param>
    public LeadDynoCampaign AddCampaign(string code, long? id = null, DateTimeOffset? createdAt = null) =>
        Play<LeadDynoCampaign>("campaigns.create", ("code", code), ("id", id), ("created_at", createdAt));

    /// <summary>Gives a campaign another code.</summary>
    /// <param name="campaign">Its present code.</param>
    /// <param name="code">Its new code.</param>
    public LeadDynoCampaign RenameCampaign(string campaign, string code) => Play<LeadDynoCampaign>("campaigns.rename", ("campaign", campaign), ("code", code));

    /// <summary>Adds a plan.</summary>
    /// <param name="code">Unique code, compared exactly.</param>
    /// <param name="payments">What it pays.</param>
    public LeadDynoPlan AddPlan(string code, params IEnumerable<LeadDynoPayment> payments) =>
        Play<LeadDynoPlan>("plans.create", ("code", code), ("payments", payments.Select(PaymentOf)));

    /// <summary>Changes what a plan pays; existing purchases keep the terms of their monthly payments.</summary>
    /// <param name="plan">The plan's code.</param>
    /// <param name="payments">What it pays from now on.</param>
    public LeadDynoPlan UpdatePlan(string plan, params IEnumerable<LeadDynoPayment> payments) =>
        Play<LeadDynoPlan>("plans.update", ("plan", plan), ("payments", payments.Select(PaymentOf)));

    /// <summary>Makes a plan the one that applies where none is named.</summary>
    /// <param name="plan">The plan's code.</param>
    public LeadDynoPlan SetDefaultPlan(string plan) => Play<LeadDynoPlan>("plans.set-default", ("plan", plan));

    /// <summary>Takes a plan out of use; existing purchases keep it. The default plan cannot be deleted.</summary>
    /// <param name="plan">The plan's code.</param>
    public LeadDynoPlan DeletePlan(string plan) => Play<LeadDynoPlan>("plans.delete", ("plan", plan));

    /// <summary>Plays a hook with typed input: by the same rules as over HTTP, so that there is one way to be wrong.</summary>
    internal T Play<T>(string hook, params IEnumerable<(string Name, object? Value)> input)
        where T : class
    {
        var fields = MapOf(input).Map;
        var row = Vendor.Hooks.Single(candidate => candidate.Id == "leaddyno." + hook);
        return this.Play<LeadDynoState, T>(row.Id, (call, _) =>
        {
            call.Fields = fields;
            return row.Handler(call);
        });
    }

    private static Field FieldOf(object value) => value switch
    {
        bool flag => Field.OfBoolean(flag),
        DateTimeOffset moment => Field.OfText(moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        LeadDynoAffiliateStatus.PendingApproval => Field.OfText("Pending Approval"),
        IEnumerable<Field> items => Field.OfList(items),
        _ => Field.OfText(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static Field MapOf(params IEnumerable<(string Name, object? Value)> fields) =>
        Field.OfMap(FieldMap.Of(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, FieldOf(field.Value!)))));

    private static Field LineOf(LeadDynoLineItem line) =>
        MapOf(("sku", line.Sku), ("description", line.Description), ("quantity", line.Quantity), ("amount", line.Amount));

    private static Field PaymentOf(LeadDynoPayment payment) => MapOf(
        ("for", payment.For == LeadDynoOccasion.NewCustomer ? "new_customer" : payment.For.ToString().ToLowerInvariant()),
        ("fixed", payment.Fixed),
        ("percent", payment.Percent),
        ("delay_days", payment.DelayDays),
        ("months", payment.Months == 0 ? "unlimited" : payment.Months),
        ("affiliate_type", payment.AffiliateType),
        ("tier", payment.Tier));
}

/// <summary>LeadDyno's place in a world.</summary>
public static class LeadDynoInWorld
{
    extension(World world)
    {
        /// <summary>LeadDyno in this world.</summary>
        public LeadDynoFake LeadDyno => new(world);
    }
}
