using static VendorMocks.LeadDynoHooks;

namespace VendorMocks;

/// <summary>The account's settings, plans and campaigns.</summary>
internal static class LeadDynoAccountHooks
{
    private const string PlanNamed = "The plan's code";
    private const string PaymentsTaken =
        "Objects of for (purchase, new_customer, lead, visitor), fixed or percent, delay_days (0), months (1, or unlimited), affiliate_type and tier (1)";

    public static IReadOnlyList<Hook> All { get; } =
    [
        Row("account.configure", "Changes the settings that are given", Configure,
            Flag("first_affiliate_wins", "Whether an affiliate keeps what it once brought"),
            Flag("first_source_wins", "Whether the first source stays for ever, direct included"),
            Flag("coupon_override", "Whether the code of a purchase lifts the other two"),
            Flag("affiliate_approval", "Whether new affiliates wait to be approved"),
            Text("currency", "Three letters"),
            Text("time_zone", "IANA name of the zone that decides a commission's day"),
            Text("site_url", "Where affiliate links lead"),
            Text("payout_url", "Where payments are announced; empty announces none")),
        Row("keys.add", "Makes one more key of the account", AddKey, Text("key", "The key to use; default an invented one")) with { MintsKey = true },
        Row("keys.revoke", "Takes a key back for good", RevokeKey, Text("key", "The key", required: true)),
        Maker("plans.create", "Adds a plan", CreatePlan,
            Text("code", "Unique code, compared exactly", required: true),
            Text("currency", "Currency that it pays in; default the purchase's"),
            List("payments", PaymentsTaken)),
        Row("plans.update", "Changes what is given; existing purchases keep the terms of their monthly payments", UpdatePlan,
            Text("plan", PlanNamed, required: true),
            Text("code", "New code"),
            Text("currency", "Currency that it pays in; empty pays in the purchase's"),
            List("payments", PaymentsTaken)),
        Row("plans.set-default", "Makes a plan the one that applies where none is named", SetDefaultPlan, Text("plan", PlanNamed, required: true)),
        Row("plans.delete", "Takes a plan out of use; existing purchases keep it", DeletePlan, Text("plan", PlanNamed, required: true)),
        Maker("campaigns.create", "Adds a campaign; its links end in #_l_ and its id in base 36", CreateCampaign,
            Text("code", "Unique code in any casing", required: true)),
        Row("campaigns.rename", "Gives a campaign another code", RenameCampaign,
            Text("campaign", "The campaign's present code", required: true),
            Text("code", "New code", required: true)),
    ];

    private static HookResult Configure(Call call, LeadDynoState state)
    {
        var (input, rules, account) = (Input(call, state), state.Values, state.Account);
        var zone = input.Code("time_zone");
        var found = rules.TimeZone;
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out found!))
            input.Wrong("time_zone", "is no time zone's IANA name, such as Europe/Berlin");
        var changed = rules with
        {
            FirstAffiliateWins = input.Flag("first_affiliate_wins") ?? rules.FirstAffiliateWins,
            FirstSourceWins = input.Flag("first_source_wins") ?? rules.FirstSourceWins,
            CouponOverride = input.Flag("coupon_override") ?? rules.CouponOverride,
            AffiliateApproval = input.Flag("affiliate_approval") ?? rules.AffiliateApproval,
            TimeZone = found ?? rules.TimeZone,
        };
        var currency = input.Currency();
        var (site, payouts) = (Url(input, "site_url"), Url(input, "payout_url"));
        if (Problem(input) is { } problem)
            return problem;
        var row = account with { SiteUrl = site ?? account.SiteUrl, PayoutUrl = input.Sent("payout_url") ? payouts : account.PayoutUrl };
        if (row != account)
            state.Accounts.Replace(row);
        // Rule values are no part of the transaction, so they come last.
        state.Values = currency is null ? changed : changed with { Currency = currency };
        return HookResult.Of(row, LeadDynoRows.Default.LeadDynoAccount);
    }

    // Made from the account's first key, so that worlds of one seed do not clash.
    private static HookResult AddKey(Call call, LeadDynoState state)
    {
        var input = Input(call, state);
        var key = input.Code("key") ?? RandomSource.Of(state.Keys.First().Value).Hex("leaddyno.key", state.Keys.NextId, 40);
        if (Problem(input) is { } problem)
            return problem;
        return state.KeysByValue.Find(key) is null ? HookResult.Of(state.AddKey(key), LeadDynoRows.Default.LeadDynoKey) : Taken("key", key);
    }

    // LD-03
    private static HookResult RevokeKey(Call call, LeadDynoState state)
    {
        var input = Input(call, state);
        var key = input.RequiredCode("key");
        if (Problem(input) is { } problem)
            return problem;
        return state.KeysByValue.Find(key) is null ? Unknown("key", "key", key) : HookResult.Of(state.RevokeKey(key), LeadDynoRows.Default.LeadDynoKey);
    }

    private static HookResult CreatePlan(Call call, LeadDynoState state)
    {
        var input = Input(call, state);
        var (code, currency, payments) = (input.RequiredCode("code"), input.Currency(), Payments(input));
        var (id, now) = Place(input, call, state.Plans);
        if (Problem(input) is { } problem)
            return problem;
        if (state.PlansByCode.Find(code) is not null)
            return Taken("code", code);
        var plan = state.Plans.Add(id, at => new LeadDynoPlan { Id = at, Code = code, Currency = currency, Payments = payments ?? [], CreatedAt = now, UpdatedAt = now });
        return HookResult.Of(plan, LeadDynoRows.Default.LeadDynoPlan);
    }

    private static HookResult UpdatePlan(Call call, LeadDynoState state)
    {
        var input = Input(call, state);
        var (named, code, currency, payments) = (input.RequiredCode("plan"), input.Code("code"), input.Currency(), Payments(input));
        if (Problem(input) is { } problem)
            return problem;
        if (state.PlansByCode.Find(named) is not { } plan)
            return Unknown("plan", "plan", named);
        if (code is not null && code != plan.Code && state.PlansByCode.Find(code) is not null)
            return Taken("code", code);
        var written = state.Plans.Replace(plan with
        {
            Code = code ?? plan.Code,
            Currency = input.Sent("currency") ? currency : plan.Currency,
            Payments = payments ?? plan.Payments,
            UpdatedAt = call.Moment(),
        });
        return HookResult.Of(written, LeadDynoRows.Default.LeadDynoPlan);
    }

    private static HookResult SetDefaultPlan(Call call, LeadDynoState state) => WithPlan(call, state, plan =>
    {
        state.Accounts.Replace(state.Account with { DefaultPlanId = plan.Id });
        return plan;
    });

    private static HookResult DeletePlan(Call call, LeadDynoState state) => WithPlan(call, state, plan =>
        plan.Id == state.Account.DefaultPlanId ? null : state.Plans.Replace(plan with { Deleted = true, UpdatedAt = call.Moment() }));

    private static HookResult WithPlan(Call call, LeadDynoState state, Func<LeadDynoPlan, LeadDynoPlan?> act)
    {
        var input = Input(call, state);
        var named = input.RequiredCode("plan");
        if (Problem(input) is { } problem)
            return problem;
        if (state.PlansByCode.Find(named) is not { } plan)
            return Unknown("plan", "plan", named);
        return act(plan) is { } done
            ? HookResult.Of(done, LeadDynoRows.Default.LeadDynoPlan)
            : HookResult.Conflict("plan", $"'{named}' is the default plan, which cannot be deleted. Make another one the default first.");
    }

    private static HookResult CreateCampaign(Call call, LeadDynoState state)
    {
        var input = Input(call, state);
        var code = input.RequiredCode("code");
        var (id, now) = Place(input, call, state.Campaigns);
        if (Problem(input) is { } problem)
            return problem;
        if (state.CampaignsByCode.Find(code) is not null)
            return Taken("code", code);
        var campaign = state.Campaigns.Add(id, at => new LeadDynoCampaign { Id = at, CreatedAt = now, UpdatedAt = now, Code = code });
        return HookResult.Of(campaign, LeadDynoRows.Default.LeadDynoCampaign);
    }

    private static HookResult RenameCampaign(Call call, LeadDynoState state)
    {
        var input = Input(call, state);
        var (named, code) = (input.RequiredCode("campaign"), input.RequiredCode("code"));
        if (Problem(input) is { } problem)
            return problem;
        if (state.CampaignsByCode.Find(named) is not { } campaign)
            return Unknown("campaign", "campaign", named);
        if (state.CampaignsByCode.Find(code) is { } other && other.Id != campaign.Id)
            return Taken("code", code);
        var renamed = state.Campaigns.Replace(campaign with { Code = code, UpdatedAt = call.Moment() });
        return HookResult.Of(renamed, LeadDynoRows.Default.LeadDynoCampaign);
    }

    private static LeadDynoPayment[]? Payments(LeadDynoInput input) =>
        input.Elements("payments", required: false, Payment);

    // LD-69
    private static LeadDynoPayment Payment(LeadDynoInput input)
    {
        var (occasion, fixedAmount, percent) = (input.Code("for"), input.Amount("fixed"), input.Amount("percent"));
        var months = input.Code("months") == "unlimited" ? 0 : input.Number("months", 1, 1, 1200);
        if (fixedAmount is null == percent is null)
            input.Wrong("fixed", "or percent must be given, and not both");
        return new LeadDynoPayment
        {
            For = occasion switch
            {
                null or "purchase" => LeadDynoOccasion.Purchase,
                "new_customer" => LeadDynoOccasion.NewCustomer,
                "lead" => LeadDynoOccasion.Lead,
                "visitor" => LeadDynoOccasion.Visitor,
                _ => Unheard(),
            },
            Fixed = fixedAmount,
            Percent = percent,
            DelayDays = input.Number("delay_days", 0, 0, 36_500),
            Months = months,
            AffiliateType = input.Code("affiliate_type"),
            Tier = input.Number("tier", 1, 1, 100),
        };

        LeadDynoOccasion Unheard()
        {
            input.Wrong("for", "is none of purchase, new_customer, lead, visitor");
            return default;
        }
    }

    private static string? Url(LeadDynoInput input, string name)
    {
        var text = input.Code(name, LeadDynoInput.Long);
        if (text is not null && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            input.Wrong(name, "is no absolute address of http or https");
        return text;
    }
}
