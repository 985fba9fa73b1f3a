using static VendorMocks.LeadDynoHooks;

namespace VendorMocks;

/// <summary>Affiliates, and what the tracker on the site reports: visits, leads, purchases.</summary>
internal static class LeadDynoPeopleHooks
{
    private static readonly HookField[] AffiliateFields =
    [
        Text("first_name", "First name"),
        Text("last_name", "Last name"),
        Text("affiliate_code", "Unique code in any casing; default generated"),
        Text("affiliate_type", "Type that plans may pay by"),
        Text("paypal_email", "Where to pay, if elsewhere"),
        Flag("unsubscribed", "Whether the affiliate wants no mails; default false"),
        Text("referring_affiliate", "Who brought the affiliate: id, e-mail or code"),
        new("custom_fields", "object", false, "Texts by name"),
        Text("referrer_domain", "Host whose visitors belong to the affiliate"),
        Text("status", "Active, Pending Approval or Archived; default as the account decides"),
        Flag("rejected", "Whether it was refused for good; goes with Archived"),
    ];

    private static readonly HookField[] VisitFields =
    [
        Text("tracking_code", "The visitor; default a new one"),
        Text("url", "Where it landed"),
        Text("referrer", "Where it came from"),
        Text("code", "Affiliate code"),
        Text("agent", "User agent"),
        Text("remote_ip", "Address"),
    ];

    public static IReadOnlyList<Hook> All { get; } =
    [
        Maker("affiliates.create", "Adds an affiliate", CreateAffiliate, [Text("email", "Unique e-mail; default an invented one"), .. AffiliateFields]),
        Row("affiliates.set", "Changes any stored field of an affiliate that is given", SetAffiliate,
            [Text("affiliate", "Id, e-mail or code", required: true), Text("email", "New e-mail"), .. AffiliateFields]),
        Maker("visits.record", "The tracker saw a visit of a new or returning visitor", RecordVisit, VisitFields),
        Maker("leads.capture", "The tracker got an e-mail, of a known visitor or a new one", CaptureLead,
        [
            Text("email", "E-mail; default an invented one"),
            .. VisitFields,
            Text("affiliate", "E-mail of the affiliate; beats code"),
            Text("first_name", "First name"),
            Text("last_name", "Last name"),
            Text("custom_status", "The account's own status"),
            Text("address1", "First line of the address"),
            Text("address2", "Second line of the address"),
            Text("city", "City"),
            Text("state", "State or region"),
            Text("zipcode", "Postal code"),
            Text("country", "Country"),
            Text("phone", "Phone number"),
        ]),
        Maker("purchases.record", "The tracker or an integration saw a purchase", RecordPurchase,
            Text("email", "The buyer's e-mail; default an invented one"),
            Text("purchase_code", "Unique code; default generated"),
            Amount("purchase_amount", "Amount"),
            Text("plan_code", "Plan; default the default one"),
            Amount("commission_amount_override", "One commission instead of the plan's"),
            List("line_items", "Objects of sku, description, quantity and amount"),
            Text("code", "Affiliate code"),
            Flag("reassign_affiliate", "Whether the code takes the lead over too; default true"),
            Text("description", "Free text"),
            Text("currency", "Default the account's"),
            Flag("awaiting_approval", "Whether its commissions wait for approve or reject; default false")),
    ];

    private static HookResult CreateAffiliate(Call call, LeadDynoState state)
    {
        var someone = Invented(state, "affiliate", state.Affiliates.NextId);
        var input = Input(call, state, "email", someone.Email);
        var (id, now) = Place(input, call, state.Affiliates);
        var blank = state.Blank(id ?? state.Affiliates.NextId, now);
        // A name that is invented goes with an e-mail that is.
        if (call.Fields["email"] is null)
            blank = blank with { FirstName = someone.First, LastName = someone.Last };
        var affiliate = Stored(blank, input, state);
        if (Problem(input) is { } problem)
            return problem;
        if (state.AffiliatesByEmail.Find(affiliate.Email) is not null)
            return Taken("email", affiliate.Email);
        return Conflict(affiliate, state) ?? HookResult.Of(state.Affiliates.Insert(affiliate), LeadDynoRows.Default.LeadDynoAffiliate);
    }

    private static HookResult SetAffiliate(Call call, LeadDynoState state)
    {
        var input = Input(call, state);
        var named = input.RequiredCode("affiliate");
        if (Problem(input) is { } blank)
            return blank;
        if (Affiliate(state, named) is not { } affiliate)
            return Unknown("affiliate", "affiliate", named);
        var written = Stored(affiliate, input, state);
        return Problem(input) ?? Conflict(written, state) ?? HookResult.Of(state.Keep(written, call.Moment()), LeadDynoRows.Default.LeadDynoAffiliate);
    }

    // What the API can write, and what only the account's owner can.
    private static LeadDynoAffiliate Stored(LeadDynoAffiliate affiliate, LeadDynoInput input, LeadDynoState state)
    {
        var status = input.Code("status") switch
        {
            null => affiliate.Status,
            "Active" => LeadDynoAffiliateStatus.Active,
            "Pending Approval" => LeadDynoAffiliateStatus.PendingApproval,
            "Archived" => LeadDynoAffiliateStatus.Archived,
            _ => Unheard(),
        };
        var rejected = input.Flag("rejected") ?? (affiliate.Rejected && status == LeadDynoAffiliateStatus.Archived);
        var written = LeadDynoEnrolment.Written(affiliate, input, state);
        var named = input.Code("referring_affiliate");
        var referrer = Affiliate(state, named);
        if (named is not null && (referrer is null || state.ReferrerFor(affiliate.Id, referrer.Email) is null))
            input.Wrong("referring_affiliate", referrer is null ? "is no affiliate's id, e-mail or code" : "would be referred by this affiliate in the end");
        if (rejected && status != LeadDynoAffiliateStatus.Archived)
            input.Wrong("rejected", "goes with the status Archived only");
        return written with
        {
            ReferringAffiliateId = named is null ? written.ReferringAffiliateId : referrer?.Id,
            ReferrerDomain = input.Sent("referrer_domain") ? input.Code("referrer_domain") : affiliate.ReferrerDomain,
            Status = status,
            Rejected = rejected,
        };

        LeadDynoAffiliateStatus Unheard()
        {
            input.Wrong("status", "is none of Active, Pending Approval, Archived");
            return default;
        }
    }

    private static HookResult? Conflict(LeadDynoAffiliate row, LeadDynoState state)
    {
        if (state.AffiliatesByEmail.Find(row.Email) is { } email && email.Id != row.Id)
            return Taken("email", row.Email);
        if (state.AffiliatesByCode.Find(row.Code) is { } code && code.Id != row.Id)
            return Taken("affiliate_code", row.Code);
        return state.AffiliatesByDomain.Find(row.ReferrerDomain) is { } domain && domain.Id != row.Id ? Taken("referrer_domain", row.ReferrerDomain) : null;
    }

    private static HookResult RecordVisit(Call call, LeadDynoState state)
    {
        var input = Input(call, state);
        var visit = LeadDynoVisitors.Read(input);
        var (id, now) = Place(input, call, state.Visitors);
        if (Problem(input) is { } problem)
            return problem;
        if (Other(id, state.VisitorsByCode.Find(visit.TrackingCode)?.Id) is { } other)
            return other;
        var visitor = state.Visit(visit with { Id = id, FromTracker = true }, now);
        return HookResult.Of(visitor, LeadDynoRows.Default.LeadDynoVisitor);
    }

    private static HookResult CaptureLead(Call call, LeadDynoState state)
    {
        var someone = Invented(state, "lead", state.Leads.NextId);
        var input = Input(call, state, "email", someone.Email);
        var capture = LeadDynoLeads.Read(input);
        if (call.Fields["email"] is null)
            capture = capture with { FirstName = capture.FirstName ?? someone.First, LastName = capture.LastName ?? someone.Last };
        var (id, now) = Place(input, call, state.Leads);
        if (Problem(input) is { } problem)
            return problem;
        if (capture.Visit.TrackingCode is { } code && state.VisitorsByCode.Find(code) is null)
            return Unknown("tracking_code", "visitor with tracking code", code);
        if (Other(id, state.LeadsByEmail.Find(capture.Email)?.Id) is { } other)
            return other;
        var lead = state.Capture(capture with { Id = id, Visit = capture.Visit with { FromTracker = true } }, now);
        return HookResult.Of(lead, LeadDynoRows.Default.LeadDynoLead);
    }

    private static HookResult RecordPurchase(Call call, LeadDynoState state)
    {
        var input = Input(call, state, "email", Invented(state, "customer", state.Purchases.NextId).Email);
        var order = LeadDynoPurchases.Read(input, state) with { AwaitingApproval = input.Flag("awaiting_approval") ?? false };
        var (id, now) = Place(input, call, state.Purchases);
        if (Problem(input) is { } problem)
            return problem;
        if (Other(id, state.PurchasesByCode.Find(order.PurchaseCode)?.Id) is { } other)
            return other;
        var purchase = state.Buy(order with { Id = id }, now);
        return HookResult.Of(purchase, LeadDynoRows.Default.LeadDynoPurchase);
    }

    private static Person Invented(LeadDynoState state, string role, long id) => People.Invent(state.Random, "leaddyno.invented." + role, id);
}
