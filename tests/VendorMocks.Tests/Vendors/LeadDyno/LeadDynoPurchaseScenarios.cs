namespace VendorMocks.Tests;

/// <summary>How leads buy, and whom a purchase is credited to.</summary>
internal static class LeadDynoPurchaseScenarios
{
    [Scenario("LD-58", "LD-06", "LD-33")]
    public static async Task A_purchase_for_an_unknown_e_mail_makes_its_lead_without_a_visitor(Stage stage)
    {
        var (caller, key) = (stage.Owner(), stage.Dyno().Key);
        Answer[] bought =
        [
            await stage.LeadDyno.Form("POST", "purchases", "key", key, "email", "form@example.com").Is(201),
            await stage.LeadDyno.Json("POST", "purchases", $$"""{"key":"{{key}}","email":"json@example.com","purchase_amount":50}""").Is(201),
            await stage.LeadDyno.SendAsync("POST", $"purchases?key={key}&email=query@example.com").Is(201),
        ];
        Assert.Equal([null, "50.0", null], bought.Select(answer => answer.Text("purchase_amount")));
        foreach (var email in (string[])["form@example.com", "json@example.com", "query@example.com"])
        {
            var lead = await caller.Get($"leads/by_email?email={email}").Is(200);
            Assert.Equal(("Customer", null, null), (lead.Text("status"), lead.Text("latest_visitor"), lead.Text("tracking_code")));
        }

        Assert.Equal(0, await caller.Count("visitors"));
    }

    [Scenario("LD-55", "LD-59", "LD-73")]
    public static async Task A_purchase_makes_its_lead_a_customer_and_earns_after_thirty_days(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("a@example.com", "ALPHA");
        await caller.Post("leads", "email", "l@example.com", "code", "ALPHA").Is(201);
        var bought = await caller.Post("purchases", "email", "l@example.com", "purchase_amount", "48.18").Is(201);
        Assert.Equal(("48.18", "a@example.com", "Default"), (bought.Text("purchase_amount"), bought.Text("affiliate.email"), bought.Text("plan.code")));
        Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", bought.Text("purchase_code"));
        Assert.Equal("Customer", (await caller.Get("leads/1")).Text("status"));
        var commission = await caller.Get("affiliates/1/commissions").Is(200);
        Assert.Equal((1, "4.82", false), (commission.Json.GetArrayLength(), commission.Text("0.amount"), commission["0.paid"].GetBoolean()));
        Assert.Equal(("2026-01-01T12:00:00Z", "2026-01-31T12:00:00Z"), (commission.Text("0.created_at"), commission.Text("0.due_at")));
        Assert.Equal("""{"currency":"USD","due":"0.0","pending":"4.82","paid":"0.0","total":"4.82"}""", (await caller.Get("affiliates/1/commissions_total")).Body);
        stage.Pass(TimeSpan.FromDays(30));
        Assert.Equal("""{"currency":"USD","due":"4.82","pending":"0.0","paid":"0.0","total":"4.82"}""", (await caller.Get("affiliates/1/commissions_total")).Body);
    }

    [Scenario("LD-60", "LD-35")]
    public static async Task Parallel_callers_with_one_code_make_one_purchase(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate(code: "ALPHA");
        dyno.AddLead("l@example.com", code: "ALPHA");
        var bodies = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            (await Task.Run(() => caller.Post("purchases", "email", "l@example.com", "purchase_code", "ORDER-1", "purchase_amount", "10").Is(201))).Body));
        Assert.Single(bodies.Distinct());
        Assert.Equal((1, 1), (await caller.Count("purchases"), dyno.Commissions.Count));
    }

    [Scenario("LD-60", "LD-91")]
    public static async Task A_known_code_returns_its_purchase_whatever_else_is_sent(Stage stage)
    {
        var caller = stage.Owner();
        var first = await caller.Post("purchases", "email", "l@example.com", "purchase_code", "ORDER-1", "purchase_amount", "10").Is(201);
        stage.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(first.Body, (await caller.Post("purchases", "email", "other@example.com", "purchase_code", "ORDER-1", "purchase_amount", "99").Is(201)).Body);
        Assert.Equal(1, await caller.Count("leads"));
        var cancelled = await caller.Delete("purchases/1").Is(200);
        Assert.Equal(cancelled.Body, (await caller.Post("purchases", "email", "l@example.com", "purchase_code", "ORDER-1").Is(201)).Body);
        Assert.Equal(2, (await caller.Post("purchases", "email", "l@example.com", "purchase_code", "order-1").Is(201))["id"].GetInt64());
    }

    [Scenario("LD-64")]
    public static async Task Line_items_are_kept_and_shown_on_request(Stage stage)
    {
        var caller = stage.Owner();
        var made = await caller.Json("POST", "purchases", """
            {"email":"p@example.com","purchase_amount":"50","purchase_code":"PURCH001","line_items":[
              {"sku":"sku1","quantity":"2","description":"Product One","amount":"15"},{"sku":"sku2","quantity":"1","description":"Product Two","amount":"20"}]}
            """).Is(201);
        Assert.False(made.Json.TryGetProperty("line_items", out _));
        Assert.Equal("50.0", made.Text("purchase_amount"));
        var read = await caller.Get("purchases/by_purchase_code?purchase_code=PURCH001&include_line_items=true").Is(200);
        Assert.Equal("""[{"sku":"sku1","description":"Product One","quantity":"2.0","amount":"15.0"},{"sku":"sku2","description":"Product Two","quantity":"1.0","amount":"20.0"}]""", read["line_items"].GetRawText());
        await caller.Post("purchases", "email", "p@example.com", "line_items[0][sku]", "a", "line_items[0][amount]", "1.5", "line_items[1][quantity]", "3").Is(201);
        var listed = await caller.Get("purchases?include_line_items=1&per_page=1").Is(200);
        Assert.Equal("""[{"sku":"a","description":null,"quantity":null,"amount":"1.5"},{"sku":null,"description":null,"quantity":"3.0","amount":null}]""", listed["0.line_items"].GetRawText());
        Assert.Equal("[]", (await caller.Post("purchases", "email", "p@example.com", "include_line_items", "yes").Is(201))["line_items"].GetRawText());
        await caller.Json("POST", "purchases", """{"email":"p@example.com","line_items":[{"amount":"x","quantity":-1},7]}""")
            .Invalid("line_items[0].quantity", "must be greater than or equal to 0", "line_items[0].amount", "is not a number", "line_items[1]", "is invalid");
        await caller.Json("POST", "purchases", """{"email":"p@example.com","line_items":"x"}""").Invalid("line_items", "is invalid");
    }

    [Scenario("LD-61", "LD-48")]
    public static async Task A_code_takes_purchase_and_lead_over_unless_the_settings_hold(Stage stage)
    {
        var caller = Affiliates(stage);
        await Lead(caller, "1@example.com", "A");
        Assert.Equal(("b@example.com", "b@example.com"), await Buy(caller, "1@example.com", "B"));
        foreach (var code in (string[])["NOSUCH", ""])
            Assert.Equal(("b@example.com", "b@example.com"), await Buy(caller, "1@example.com", code));
        stage.Dyno().Configure(firstAffiliateWins: true);
        await Lead(caller, "2@example.com", "A");
        Assert.Equal(("a@example.com", "a@example.com"), await Buy(caller, "2@example.com", "B"));
        stage.Dyno().Configure(couponOverride: true);
        Assert.Equal(("b@example.com", "b@example.com"), await Buy(caller, "2@example.com", "B"));
    }

    [Scenario("LD-62")]
    public static async Task Without_reassign_the_purchase_is_credited_and_the_lead_stays(Stage stage)
    {
        var caller = Affiliates(stage);
        await Lead(caller, "1@example.com", "A");
        Assert.Equal(("b@example.com", "a@example.com"), await Buy(caller, "1@example.com", "B", "reassign_affiliate", "false"));
        await Lead(caller, "2@example.com", "");
        Assert.Equal(("b@example.com", "b@example.com"), await Buy(caller, "2@example.com", "B", "reassign_affiliate", "0"));
        Assert.Equal(("b@example.com", "b@example.com"), await Buy(caller, "new@example.com", "B", "reassign_affiliate", "no"));
    }

    [Scenario("LD-48", "LD-61")]
    public static async Task The_first_source_stays_direct(Stage stage)
    {
        var caller = Affiliates(stage);
        stage.Dyno().Configure(firstSourceWins: true);
        await Lead(caller, "1@example.com", "");
        Assert.Equal((null, null), await Buy(caller, "1@example.com", "B"));
        // A lead that the purchase makes has no earlier source.
        Assert.Equal(("b@example.com", "b@example.com"), await Buy(caller, "new@example.com", "B"));
        stage.Dyno().Configure(couponOverride: true);
        Assert.Equal(("b@example.com", "b@example.com"), await Buy(caller, "1@example.com", "B"));
    }

    [Scenario("LD-63")]
    public static async Task A_plan_code_selects_exactly_and_anything_else_is_the_default_plan(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        foreach (var (name, value, plan) in ((string, string, string)[])[("plan_code", "plus", "plus"), ("plan", "basic", "basic"), ("plan_code", "PLUS", "Default"), ("plan", "Gold customers", "Default")])
            Assert.Equal(plan, (await caller.Post("purchases", "email", "a@example.com", name, value).Is(201)).Text("plan.code"));
        dyno.SetDefaultPlan("basic");
        Assert.Equal("basic", (await caller.Post("purchases", "email", "a@example.com").Is(201)).Text("plan.code"));
        dyno.DeletePlan("plus");
        Assert.Equal("basic", (await caller.Post("purchases", "email", "a@example.com", "plan_code", "plus").Is(201)).Text("plan.code"));
        Assert.Equal("plus", (await caller.Get("purchases/1")).Text("plan.code"));
    }

    [Scenario("LD-65", "LD-68")]
    public static async Task An_update_moves_amount_note_and_unpaid_percentages(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate(code: "ALPHA");
        await caller.Post("purchases", "email", "a@example.com", "code", "ALPHA", "purchase_amount", "100", "plan_code", "plus", "description", "By phone").Is(201);
        dyno.PayCommission(1);
        stage.Pass(TimeSpan.FromDays(31));
        Assert.Equal(["25.0", "25.0"], (await caller.Get("purchases/1/commissions")).Each("amount"));
        var changed = await caller.Put("purchases/1", "purchase_amount", "200", "currency", "eur", "description", "By mail").Is(200);
        Assert.Equal(("200.0", "EUR", "By mail", "2026-02-01T12:00:00Z"),
            (changed.Text("purchase_amount"), changed.Text("currency"), changed.Text("note"), changed.Text("updated_at")));
        Assert.Equal(["50.0", "25.0"], (await caller.Get("purchases/1/commissions")).Each("amount"));
        stage.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(changed.Body, (await caller.Put("purchases/1", "purchase_amount", "200.0").Is(200)).Body);
        await caller.Delete("purchases/1").Is(200);
        Assert.Equal("1.0", (await caller.Put("purchases/1", "purchase_amount", "1").Is(200)).Text("purchase_amount"));
        Assert.Equal(["50.0", "25.0"], (await caller.Get("purchases/1/commissions")).Each("amount"));
        Assert.Null((await caller.Json("PUT", "purchases/1", """{"purchase_amount":null}""").Is(200)).Text("purchase_amount"));
        await caller.Put("purchases/9", "purchase_amount", "ten").Refused(404, "Purchase not found");
        await caller.Put("purchases/1", "purchase_amount", "ten").Invalid("purchase_amount", "is not a number");
    }

    [Scenario("LD-68", "LD-70")]
    public static async Task A_percentage_that_comes_to_nothing_is_cancelled(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate(code: "ALPHA");
        await caller.Post("purchases", "email", "a@example.com", "code", "ALPHA", "purchase_amount", "100").Is(201);
        await caller.Put("purchases/1", "purchase_amount", "0.04").Is(200);
        Assert.Equal("10.0", (await caller.Get("purchases/1/commissions")).Text("0.amount"));
        Assert.True((await caller.Get("purchases/1/commissions"))["0.cancelled"].GetBoolean());
    }

    [Scenario("LD-67", "LD-72")]
    public static async Task A_purchase_that_awaits_approval_earns_once_it_is_approved(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("a@example.com", "ALPHA");
        dyno.AddPurchase("1@example.com", 100, plan: "basic", code: "ALPHA", awaitingApproval: true);
        dyno.AddPurchase("2@example.com", 100, plan: "basic", code: "ALPHA", awaitingApproval: true);
        stage.Pass(TimeSpan.FromDays(60));
        var total = await caller.Get("affiliates/1/commissions_total");
        Assert.Equal(("10.0", "0.0"), (total.Text("pending"), total.Text("due")));
        Assert.Null((await caller.Get("purchases/1/commissions")).Text("0.due_at"));
        var approved = await caller.Post("purchases/1/approve").Is(200);
        Assert.Equal("2026-01-01T12:00:00Z", (await caller.Get("purchases/1/commissions")).Text("0.due_at"));
        stage.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(approved.Body, (await caller.Post("purchases/1/approve").Is(200)).Body);
        var rejected = await caller.Post("purchases/2/reject").Is(200);
        Assert.Equal((true, "rejected"), (rejected["cancelled"].GetBoolean(), rejected.Text("cancellation.source")));
        Assert.Equal(rejected.Body, (await caller.Post("purchases/2/reject").Is(200)).Body);
        await caller.Post("purchases/2/approve").Refused(400, "Purchase is cancelled");
        await caller.Post("purchases/9/approve").Refused(404, "Purchase not found");
        Assert.Equal(["False", "True"], dyno.Commissions.Select(row => row.Cancelled.ToString()));
    }

    private static LeadDynoCaller Affiliates(Stage stage)
    {
        stage.Dyno().AddAffiliate("a@example.com", "A");
        stage.Dyno().AddAffiliate("b@example.com", "B");
        return stage.Owner();
    }

    private static Task<Answer> Lead(LeadDynoCaller caller, string email, string code) => caller.Post("leads", "email", email, "code", code).Is(201);

    /// <summary>Buys, and tells whose the purchase and its lead are then.</summary>
    private static async Task<(string? Purchase, string? Lead)> Buy(LeadDynoCaller caller, string email, string code, params string[] more)
    {
        var bought = await caller.Post("purchases", ["email", email, "code", code, .. more]).Is(201);
        var lead = await caller.Get($"leads/by_email?email={email}").Is(200);
        return (Of(bought), Of(lead));

        static string? Of(Answer answer) => answer.Text("affiliate") is null ? null : answer.Text("affiliate.email");
    }
}
