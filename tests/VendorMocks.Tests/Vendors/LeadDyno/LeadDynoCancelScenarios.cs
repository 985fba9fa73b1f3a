namespace VendorMocks.Tests;

/// <summary>How purchases end.</summary>
internal static class LeadDynoCancelScenarios
{
    [Scenario("LD-77", "LD-78", "LD-79")]
    public static async Task A_cancelled_purchase_keeps_its_first_cancellation(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate(code: "ALPHA");
        await caller.Post("purchases", "email", "l@example.com", "purchase_amount", "10", "code", "ALPHA").Is(201);
        stage.Pass(TimeSpan.FromHours(1));
        var cancelled = await caller.Delete("purchases/1", "source", "api").Is(200);
        Assert.True(cancelled["cancelled"].GetBoolean());
        Assert.Equal(("api", "2026-01-01T13:00:00Z", "2026-01-01T12:00:00Z"),
            (cancelled.Text("cancellation.source"), cancelled.Text("cancellation.effective_date"), cancelled.Text("updated_at")));
        Assert.Matches("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", cancelled.Text("cancellation.cancellation_code"));
        Assert.Equal("True", Assert.Single((await caller.Get("purchases/1/commissions")).Each("cancelled")));
        stage.Pass(TimeSpan.FromHours(1));
        Assert.Equal(cancelled.Body, (await caller.Delete("purchases/1", "source", "again", "cancellation_code", "X").Is(200)).Body);
        Assert.Equal("Customer", (await caller.Get("leads/1")).Text("status"));
    }

    [Scenario("LD-77", "LD-27")]
    public static async Task A_cancellation_may_lie_ahead_and_carry_its_own_code(Stage stage)
    {
        var caller = stage.Owner();
        await caller.Post("purchases", "email", "l@example.com").Is(201);
        await caller.Delete("purchases/1", "effective_date", "next week").Invalid("effective_date", "is invalid");
        await caller.Delete("purchases/9", "effective_date", "next week").Refused(404, "Purchase not found");
        var cancelled = await caller.Delete("purchases/1", "effective_date", "2026-06-01", "cancellation_code", " C-1 ").Is(200);
        Assert.Equal((true, "C-1", "2026-06-01T00:00:00Z", null), (cancelled["cancelled"].GetBoolean(), cancelled.Text("cancellation.cancellation_code"),
            cancelled.Text("cancellation.effective_date"), cancelled.Text("cancellation.source")));
    }

    [Scenario("LD-80", "LD-78")]
    public static async Task All_purchases_of_a_lead_end_at_once(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        for (var i = 0; i < 3; i++)
            dyno.AddPurchase("l@example.com");
        var old = (await caller.Delete("purchases/2").Is(200)).Text("cancellation.cancellation_code");
        var ended = await caller.Delete("leads/1/purchases", "cancellation_code", "X", "source", "shop").Is(200);
        Assert.Equal([3, 2, 1], ended.RowIds());
        Assert.Equal(["X", old, "X"], Enumerable.Range(0, 3).Select(i => ended.Text($"{i}.cancellation.cancellation_code")));
        Assert.Equal("Customer", (await caller.Get("leads/1")).Text("status"));
        dyno.AddPurchase("m@example.com");
        dyno.AddPurchase("m@example.com");
        var generated = await caller.Delete("leads/2/purchases").Is(200);
        Assert.NotEqual(generated.Text("0.cancellation.cancellation_code"), generated.Text("1.cancellation.cancellation_code"));
        await caller.Delete("leads/9/purchases").Refused(404, "Lead not found");
    }

    [Scenario("LD-80")]
    public static async Task A_purchase_code_decides_alone_and_an_e_mail_means_all(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddPurchase("l@example.com", purchaseCode: "ORDER-1");
        dyno.AddPurchase("l@example.com", purchaseCode: "ORDER-2");
        dyno.AddPurchase("l@example.com", purchaseCode: "ORDER-3");
        dyno.AddLead("idle@example.com");
        await caller.Delete("purchases").Invalid("purchase_code", "can't be blank");
        await caller.Delete("purchases", "purchase_code", "ORDER-9", "email", "l@example.com").Refused(404, "Purchase not found");
        Assert.All(dyno.Purchases, row => Assert.Null(row.Cancellation));
        var one = await caller.Delete("purchases", "purchase_code", "ORDER-1", "email", "no e-mail").Is(200);
        Assert.Equal(("ORDER-1", true), (one.Text("purchase_code"), one["cancelled"].GetBoolean()));
        Assert.Equal(1, dyno.Purchases.Count(row => row.Cancellation is not null));
        var all = await stage.LeadDyno.SendAsync("DELETE", $"purchases?key={dyno.Key}&email=L@example.com").Is(200);
        Assert.Equal(["True", "True", "True"], all.Each("cancelled"));
        Assert.Equal("[]", (await caller.Delete("purchases", "email", "idle@example.com").Is(200)).Body);
        await caller.Delete("purchases", "email", "nobody@example.com").Refused(404, "Lead not found");
    }
}
