using System.Globalization;

namespace VendorMocks.Tests;

/// <summary>What affiliates earn, and when.</summary>
internal static class LeadDynoCommissionScenarios
{
    [Scenario("LD-69", "LD-73")]
    public static async Task Plans_pay_monthly_and_by_tiers_until_the_purchase_is_cancelled(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("r@example.com", "REFERRER");
        dyno.AddAffiliate("a@example.com", "ALPHA", referredBy: "REFERRER");
        await caller.Post("purchases", "email", "l@example.com", "code", "ALPHA", "plan_code", "plus", "purchase_amount", "100").Is(201);
        Assert.Equal("25.0 / 5.0", await Earned());
        stage.World.Clock.Advance(WorldOptions.DefaultStart.AddMonths(1) - stage.World.Clock.Now);
        Assert.Equal("25.0 25.0 / 5.0", await Earned());
        Assert.Equal(["2026-03-03T12:00:00Z", "2026-01-31T12:00:00Z"], (await caller.Get("affiliates/2/commissions")).Each("due_at"));
        await caller.Delete("purchases/1").Is(200);
        stage.World.Clock.Advance(WorldOptions.DefaultStart.AddMonths(2) - stage.World.Clock.Now);
        Assert.Equal("25.0 25.0 / 5.0", await Earned());
        Assert.All(dyno.Commissions, row => Assert.True(row.Cancelled));

        async Task<string> Earned() =>
            $"{string.Join(' ', (await caller.Get("affiliates/2/commissions")).Each("amount"))} / {string.Join(' ', (await caller.Get("affiliates/1/commissions")).Each("amount"))}";
    }

    [Scenario("LD-73", Start = "2026-01-31T08:00:00Z")]
    public static async Task Monthly_payments_are_counted_from_the_purchase_and_end(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate(code: "ALPHA");
        dyno.AddPlan("ever", new LeadDynoPayment { Fixed = 1, Months = 0 });
        await caller.Post("purchases", "email", "a@example.com", "code", "ALPHA", "plan_code", "plus", "purchase_amount", "100").Is(201);
        await caller.Post("purchases", "email", "b@example.com", "code", "ALPHA", "plan_code", "ever").Is(201);
        stage.Pass(TimeSpan.FromDays(365));
        Assert.Equal(["2026-03-31T08:00:00Z", "2026-02-28T08:00:00Z", "2026-01-31T08:00:00Z"], (await caller.Get("purchases/1/commissions")).Each("created_at"));
        Assert.Equal(13, (await caller.Get("purchases/2/commissions")).Json.GetArrayLength());
        Assert.Equal("2027-01-31T08:00:00Z", (await caller.Get("purchases/2/commissions")).Each("created_at")[0]);
    }

    [Scenario("LD-69", "LD-70")]
    public static async Task Every_matching_payment_makes_its_own_commission(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddPlan("all",
            new LeadDynoPayment { Percent = 10 },
            new LeadDynoPayment { Fixed = 1, For = LeadDynoOccasion.NewCustomer },
            new LeadDynoPayment { Fixed = 2, For = LeadDynoOccasion.Lead },
            new LeadDynoPayment { Fixed = 3, For = LeadDynoOccasion.Visitor },
            new LeadDynoPayment { Percent = 50, For = LeadDynoOccasion.Lead },
            new LeadDynoPayment { Fixed = 4, AffiliateType = "vip" },
            new LeadDynoPayment { Fixed = 5, Tier = 2 });
        dyno.SetDefaultPlan("all");
        dyno.AddAffiliate("r@example.com", "ROOT");
        dyno.AddAffiliate("v@example.com", "VIP", type: "vip", referredBy: "ROOT");
        await caller.Post("leads", "email", "l@example.com", "code", "ROOT").Is(201);
        Assert.Equal(["3", "2"], Amounts());
        await caller.Post("purchases", "email", "l@example.com", "purchase_amount", "0.05", "code", "VIP").Is(201);
        Assert.Equal(["3", "2", "0.01", "1", "4", "5"], Amounts());
        Assert.Equal([1, 1, 2, 2, 2, 1], dyno.Commissions.Select(row => row.AffiliateId));
        // No amount, a result of 0, or no affiliate: no commission; and this customer is not new.
        await caller.Post("purchases", "email", "l@example.com", "purchase_amount", "0.04").Is(201);
        await caller.Post("purchases", "email", "l@example.com").Is(201);
        await caller.Post("purchases", "email", "nobodys@example.com", "purchase_amount", "100").Is(201);
        Assert.Equal(["3", "2", "0.01", "1", "4", "5", "4", "5", "4", "5"], Amounts());
        Assert.Null((await caller.Get("commissions")).Text("commissions.9.purchase"));

        string[] Amounts() => [.. dyno.Commissions.Select(row => row.Amount.ToString("0.##", CultureInfo.InvariantCulture))];
    }

    [Scenario("LD-70")]
    public static async Task A_commission_is_in_the_plans_currency_or_else_the_purchases(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate(code: "ALPHA");
        dyno.AddPlan("euro", new LeadDynoPayment { Percent = 10 });
        await caller.Post("purchases", "email", "a@example.com", "code", "ALPHA", "purchase_amount", "0.25", "currency", "EUR").Is(201);
        dyno.Play<LeadDynoPlan>("plans.update", ("plan", "euro"), ("currency", "eur"));
        await caller.Post("purchases", "email", "a@example.com", "purchase_amount", "0.35", "plan_code", "euro").Is(201);
        var earned = await caller.Get("affiliates/1/commissions");
        Assert.Equal(["0.04", "0.03"], earned.Each("amount"));
        Assert.Equal(["EUR", "EUR"], earned.Each("currency"));
    }

    [Scenario("LD-71")]
    public static async Task An_override_is_one_commission_at_once_and_zero_is_none(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("r@example.com", "REFERRER");
        dyno.AddAffiliate("a@example.com", "ALPHA", referredBy: "REFERRER");
        dyno.AddLead("l@example.com", code: "ALPHA");
        var bought = await caller.Post("purchases", "email", "l@example.com", "commission_amt_override", "12.5", "plan_code", "plus", "purchase_amount", "100").Is(201);
        Assert.Equal(("12.5", "plus"), (bought.Text("commission_amount_override"), bought.Text("plan.code")));
        stage.Pass(TimeSpan.FromDays(100));
        var commission = Assert.Single(dyno.Commissions);
        Assert.Equal((12.5m, commission.CreatedAt), (commission.Amount, commission.DueAt));
        Assert.Equal("7.0", (await caller.Post("purchases", "email", "l@example.com", "commission_amt_override", "12.5", "commission_amount_override", "7").Is(201)).Text("commission_amount_override"));
        await caller.Post("purchases", "email", "l@example.com", "commission_amount_override", "0", "purchase_amount", "100").Is(201);
        await caller.Post("purchases", "email", "other@example.com", "commission_amount_override", "5").Is(201);
        Assert.Equal([12.5m, 7m], dyno.Commissions.Select(row => row.Amount));
    }

    [Scenario("LD-72", "LD-76")]
    public static async Task The_state_of_a_commission_follows_the_clock(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("a@example.com", "ALPHA");
        dyno.AddPurchase("1@example.com", 100, code: "ALPHA");
        dyno.AddPurchase("2@example.com", 200, "CANCELLED", code: "ALPHA");
        dyno.AddPurchase("3@example.com", 300, "PAID", code: "ALPHA");
        dyno.AddPurchase("4@example.com", 400, code: "ALPHA", currency: "EUR");
        await caller.Delete("purchases", "purchase_code", "CANCELLED").Is(200);
        await caller.Post("commissions/mark_as_paid", "affiliate_email", "a@example.com", "purchase_code", "PAID").Is(200);
        Assert.Equal([[4, 1], [4, 1], [], [3], [2]], await States());
        stage.Pass(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal([[4, 1], [4, 1], [], [3], [2]], await States());
        stage.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal([[], [], [4, 1], [3], [2]], await States());
        Assert.Equal([1], (await caller.Get("affiliates/1/commissions?status=due&per_page=1&page=2")).RowIds());
        await caller.Get("affiliates/1/commissions?status=late").Invalid("status", "is invalid");
        Assert.Equal("""{"currency":"USD","due":"10.0","pending":"0.0","paid":"30.0","total":"40.0"}""", (await caller.Get("affiliates/1/commissions_total")).Body);
        Assert.Equal("""{"currency":"EUR","due":"40.0","pending":"0.0","paid":"0.0","total":"40.0"}""", (await caller.Get("affiliates/1/commissions_total?currency=eur")).Body);
        const string Totals = """{"total_count":2,"total_due_count":1,"total_paid_count":1,"total_cancelled_count":1,"total_cost":"40.0","total_due_cost":"10.0","total_paid_cost":"30.0"}""";
        Assert.Equal(Totals, (await caller.Get("commissions/totals")).Body);
        Assert.Equal(Totals, (await caller.Get("commissions/totals?affiliate_id=1")).Body);
        Assert.Equal(0, (await caller.Get("commissions/totals?affiliate_id=9").Is(200))["total_count"].GetInt32());

        async Task<List<IReadOnlyList<long>>> States()
        {
            var states = new List<IReadOnlyList<long>>();
            foreach (var status in (string[])["pending", "upcoming", "due", "paid", "cancelled"])
                states.Add((await caller.Get($"affiliates/1/commissions?status={status}").Is(200)).RowIds());
            return states;
        }
    }

    [Scenario("LD-74")]
    public static async Task A_manual_commission_needs_an_amount_above_zero(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("a@example.com");
        var now = await caller.Post("affiliates/1/commissions", "amount", "42.00", "note", "Thanks").Is(201);
        Assert.Equal(("42.0", "USD", "Thanks", null, "2026-01-01T12:00:00Z"),
            (now.Text("amount"), now.Text("currency"), now.Text("note"), now.Text("purchase"), now.Text("due_at")));
        var later = await caller.Post("affiliates/a%40example.com/commissions", "amount", "1", "currency", "eur", "due_date", "2026-02-01 00:00:00 UTC").Is(201);
        Assert.Equal(("EUR", "2026-02-01T00:00:00Z", false), (later.Text("currency"), later.Text("due_at"), later["paid"].GetBoolean()));
        Assert.Equal("2026-03-01T00:00:00Z", (await caller.Post("affiliates/1/commissions", "amount", "1", "due_at", "2026-03-01", "due_date", "2026-02-01").Is(201)).Text("due_at"));
        Assert.Equal("2026-01-01T12:00:00Z", (await caller.Post("affiliates/1/commissions", "amount", "1", "due_at", "2025-12-01").Is(201)).Text("due_at"));
        foreach (var amount in (string[])["0", "-1", "0.0000001"])
            await caller.Post("affiliates/1/commissions", "amount", amount).Invalid("amount", "must be greater than 0");
        await caller.Post("affiliates/1/commissions").Invalid("amount", "can't be blank");
        await caller.Post("affiliates/1/commissions", "amount", "ten", "due_at", "soon").Invalid("amount", "is not a number", "due_at", "is invalid");
        await caller.Post("affiliates/9/commissions", "amount", "1").Refused(404, "Affiliate not found");
    }

    [Scenario("LD-75")]
    public static async Task Marking_as_paid_takes_pending_ones_too_and_may_be_repeated(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("r@example.com", "REFERRER");
        dyno.AddAffiliate("a@example.com", "ALPHA", referredBy: "REFERRER");
        dyno.AddPlan("two", new LeadDynoPayment { Fixed = 1, DelayDays = 9 }, new LeadDynoPayment { Fixed = 2 }, new LeadDynoPayment { Fixed = 3 }, new LeadDynoPayment { Fixed = 4, Tier = 2 });
        dyno.AddPurchase("l@example.com", plan: "two", code: "ALPHA", purchaseCode: "ORDER-1");
        dyno.CancelCommission(2);
        string[] fields = ["affiliate_email", "A@example.com", "purchase_code", "ORDER-1"];
        var paid = await caller.Post("commissions/mark_as_paid", fields).Is(200);
        Assert.Equal([3, 1], paid.RowIds());
        Assert.All(paid.Each("paid"), value => Assert.Equal("True", value));
        Assert.Equal(paid.Body, (await caller.Post("commissions/mark_as_paid", fields).Is(200)).Body);
        Assert.Equal([true, false, true, false], dyno.Commissions.Select(row => row.Paid));
        await caller.Post("commissions/mark_as_paid", "affiliate_email", "no@example.com", "purchase_code", "ORDER-1").Refused(404, "Affiliate not found");
        await caller.Post("commissions/mark_as_paid", "affiliate_email", "a@example.com", "purchase_code", "order-1").Refused(404, "Purchase not found");
        await caller.Post("commissions/mark_as_paid").Invalid("affiliate_email", "can't be blank", "purchase_code", "can't be blank");
    }

    [Scenario("LD-75", "LD-79", Seeded = true)]
    public static async Task A_paid_commission_stays_paid_when_its_purchase_is_cancelled(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        var before = (await caller.Get("commissions/totals"))["total_paid_count"].GetInt32();
        string[] fields = ["affiliate_email", "avery.partner@example.com", "purchase_code", "DEMO-1001"];
        var paid = await caller.Post("commissions/mark_as_paid", fields).Is(200);
        Assert.Equal("True", Assert.Single(paid.Each("paid")));
        Assert.Equal(before + 1, (await caller.Get("commissions/totals"))["total_paid_count"].GetInt32());
        Assert.Equal(paid.Body, (await caller.Post("commissions/mark_as_paid", fields).Is(200)).Body);
        await caller.Delete($"purchases/{dyno.FindPurchase("DEMO-1001")!.Id}").Is(200);
        var commission = dyno.Commissions.Single(row => row.Id == paid.RowIds()[0]);
        Assert.Equal((true, false), (commission.Paid, commission.Cancelled));
    }
}
