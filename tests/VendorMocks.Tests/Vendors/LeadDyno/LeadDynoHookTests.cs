using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>The vendor's part that a test plays.</summary>
public sealed class LeadDynoHookTests : IDisposable
{
    private readonly World _world = World.Open();

    private LeadDynoFake Dyno => _world.LeadDyno;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_record_can_be_made_with_its_id_in_the_past()
    {
        var past = WorldOptions.DefaultStart.AddDays(-40);
        var affiliate = Dyno.AddAffiliate("pat@example.com", "MAPLE7", id: 101, createdAt: past);
        var visit = Dyno.AddVisit("https://shop.example.com/?afmc=maple7", id: 1001, createdAt: past.AddDays(1));
        var lead = Dyno.AddLead("lee@example.com", visit.TrackingCode, id: 2001, createdAt: past.AddDays(2));
        var purchase = Dyno.AddPurchase("lee@example.com", 100, "ORDER-1", "plus", id: 3001, createdAt: past.AddDays(3));
        var campaign = Dyno.AddCampaign("Spring", id: 50, createdAt: past);
        Assert.Equal((101, 1001, 2001, 3001, 50), (affiliate.Id, visit.Id, lead.Id, purchase.Id, campaign.Id));
        Assert.Equal((past, past.AddDays(3)), (affiliate.CreatedAt, purchase.CreatedAt));
        Assert.Matches("^[0-9a-f]{40}$", visit.TrackingCode);
        Assert.Equal(past.AddDays(3), Dyno.FindLead("LEE@example.com")!.UpdatedAt);
        // The month that has passed since has made its commission, and the first one is due.
        Assert.Equal([past.AddDays(3), past.AddDays(3).AddMonths(1)], Dyno.Commissions.Select(row => row.CreatedAt));
        Assert.Equal(102, Dyno.AddAffiliate().Id);
        var exchange = _world.Journal.Exchanges[0];
        Assert.Equal((true, "leaddyno.affiliates.create", "affiliates"), (exchange.VendorSide, exchange.Operation, Assert.Single(exchange.Changes).Table));
    }

    [Fact]
    public void A_purchase_made_in_the_past_does_not_take_its_lead_back()
    {
        var lead = Dyno.AddLead("lee@example.com");
        Dyno.AddPurchase("lee@example.com", createdAt: WorldOptions.DefaultStart.AddDays(-1));
        Assert.Equal((true, lead.CreatedAt), (Dyno.Leads[0].Customer, Dyno.Leads[0].UpdatedAt));
    }

    [Fact]
    public void Wrong_input_names_its_field_and_changes_nothing()
    {
        Dyno.AddAffiliate("pat@example.com", "MAPLE7");
        Dyno.AddCampaign("Spring");
        Dyno.AddLead("lee@example.com");
        var before = BehaviourLaws.StateOf(_world, LeadDyno.Instance);
        Bad("id", () => Dyno.AddAffiliate(id: 1));
        Bad("id", () => Dyno.AddVisit(id: 0));
        Bad("created_at", () => Dyno.AddLead(createdAt: WorldOptions.DefaultStart.AddSeconds(1)));
        Bad("email", () => Dyno.AddLead("no e-mail"));
        Bad("tracking_code", () => Dyno.AddLead(trackingCode: "unheard-of"));
        Bad("purchase_amount", () => Dyno.AddPurchase(amount: -1));
        Bad("line_items[0].amount", () => Dyno.AddPurchase(lineItems: [new LeadDynoLineItem("a", null, 1, -1)]));
        Bad("affiliate", () => Dyno.SetAffiliate("nobody"));
        Bad("referring_affiliate", () => Dyno.AddAffiliate(referredBy: "nobody"));
        Bad("plan", () => Dyno.SetDefaultPlan("gold"));
        Bad("payments[0].fixed", () => Dyno.AddPlan("gold", new LeadDynoPayment()));
        Bad("payments[0].tier", () => Dyno.AddPlan("gold", new LeadDynoPayment { Fixed = 1, Tier = 0 }));
        Bad("campaign", () => Dyno.RenameCampaign("Autumn", "Winter"));
        Bad("time_zone", () => Dyno.Configure(timeZone: "Nowhere/Land", currency: "EUR"));
        Bad("site_url", () => Dyno.Configure(siteUrl: "shop.example.com"));
        Bad("id", () => Dyno.PayCommission(7));
        Conflict(() => Dyno.AddAffiliate("PAT@example.com"));
        Conflict(() => Dyno.AddAffiliate(code: "maple7"));
        Conflict(() => Dyno.AddCampaign("SPRING"));
        Conflict(() => Dyno.AddPlan("plus"));
        Conflict(() => Dyno.DeletePlan("Default"));
        Conflict(() => Dyno.AddLead("lee@example.com", id: 9));
        Conflict(() => Dyno.SendPayout("MAPLE7"));
        Assert.Equal(before, BehaviourLaws.StateOf(_world, LeadDyno.Instance));
        Assert.Equal(new LeadDynoRules(), Dyno.Rules);

        static void Bad(string field, Action act) => Assert.Equal(field, Assert.Throws<ArgumentException>(act).ParamName);

        static void Conflict(Action act) => Assert.Throws<InvalidOperationException>(act);
    }

    [Fact]
    public void A_key_is_one_worlds_and_can_be_taken_back_once()
    {
        using var other = World.Open();
        var minted = Dyno.AddKey();
        Assert.Matches("^[0-9a-f]{40}$", minted);
        Assert.Throws<ArgumentException>(() => Dyno.AddKey(minted));
        Assert.Throws<ArgumentException>(() => Dyno.AddKey(" "));
        Assert.Throws<ArgumentException>(() => Dyno.RevokeKey("unheard-of"));
        var host = new MocksHost();
        using var one = host.Open(new WorldOptions { Name = "one" });
        using var two = host.Open(new WorldOptions { Name = "two" });
        Assert.NotEqual(one.LeadDyno.AddKey(), two.LeadDyno.AddKey());
        one.LeadDyno.AddKey("mine");
        Assert.Throws<KeyTakenException>(() => two.LeadDyno.AddKey("mine"));
    }

    [Fact]
    [Rule("LD-69")]
    public void Plans_change_for_what_comes_and_not_for_what_was()
    {
        Dyno.AddAffiliate(code: "MAPLE7");
        Dyno.AddPlan("gold", new LeadDynoPayment { Fixed = 7, Months = 3 });
        var bought = Dyno.AddPurchase("lee@example.com", plan: "gold", code: "MAPLE7");
        Dyno.UpdatePlan("gold", new LeadDynoPayment { Fixed = 9 });
        Dyno.AddPurchase("lee@example.com", plan: "gold");
        Dyno.SetDefaultPlan("gold");
        Dyno.SetDefaultPlan("basic");
        Dyno.DeletePlan("gold");
        Assert.Equal(("gold", true), (Dyno.Plans.Single(plan => plan.Id == bought.PlanId).Code, Dyno.Plans[^1].Deleted));
        Assert.Equal(Dyno.Plans.Single(plan => plan.Code == "basic").Id, Dyno.AddPurchase(plan: "gold").PlanId);
        Dyno.AddPlan("gold", new LeadDynoPayment { Percent = 1 });
        _world.Clock.Advance(TimeSpan.FromDays(100));
        Assert.Equal([7m, 9m, 7m, 7m], Dyno.Commissions.Select(row => row.Amount));
    }

    [Fact]
    [Rule("LD-85", "LD-46")]
    public void An_affiliate_can_be_set_to_any_stored_state()
    {
        Dyno.AddAffiliate("pat@example.com", "MAPLE7");
        Dyno.AddAffiliate("robin@example.com", "OAK");
        var set = Dyno.SetAffiliate("maple7", code: "BIRCH", type: "vip", referredBy: "OAK", referrerDomain: "blog.example.org", status: LeadDynoAffiliateStatus.PendingApproval);
        Assert.Equal(("BIRCH", "vip", 2L, "blog.example.org", LeadDynoAffiliateStatus.PendingApproval), (set.Code, set.Type, set.ReferringAffiliateId, set.ReferrerDomain, set.Status));
        Assert.Equal("referring_affiliate", Assert.Throws<ArgumentException>(() => Dyno.SetAffiliate("OAK", referredBy: "BIRCH")).ParamName);
        Assert.Equal("referring_affiliate", Assert.Throws<ArgumentException>(() => Dyno.SetAffiliate("OAK", referredBy: "OAK")).ParamName);
        Assert.Throws<InvalidOperationException>(() => Dyno.SetAffiliate("OAK", referrerDomain: "BLOG.example.org"));
        Assert.Null(Dyno.AddVisit(referrer: "https://blog.example.org/").AffiliateId);
        Dyno.SetAffiliate("1", status: LeadDynoAffiliateStatus.Active);
        Assert.Equal(1, Dyno.AddVisit(referrer: "https://blog.example.org/").AffiliateId);
    }

    [Fact]
    [Rule("LD-72", "LD-79")]
    public void Commissions_are_paid_unpaid_cancelled_and_put_off()
    {
        Dyno.AddAffiliate("pat@example.com", "MAPLE7");
        for (var i = 0; i < 3; i++)
            Dyno.AddPurchase("lee@example.com", 100, code: "MAPLE7");
        Assert.Empty(Dyno.PayDueCommissions());
        Assert.True(Dyno.PayCommission(1).Paid);
        Assert.Throws<InvalidOperationException>(() => Dyno.CancelCommission(1));
        Assert.False(Dyno.UnpayCommission(1).Paid);
        Assert.Throws<InvalidOperationException>(() => Dyno.UnpayCommission(1));
        Assert.True(Dyno.CancelCommission(2).Cancelled);
        Assert.Throws<InvalidOperationException>(() => Dyno.PayCommission(2));
        Assert.Equal(LeadDynoCommissionState.Due, Dyno.SetCommissionDue(3).StateAt(_world.Clock.Now));
        Assert.Equal([3], Dyno.PayDueCommissions("MAPLE7").Select(row => row.Id));
        Assert.Throws<InvalidOperationException>(() => Dyno.SetCommissionDue(1, WorldOptions.DefaultStart.AddDays(-1)));
        var later = WorldOptions.DefaultStart.AddDays(90);
        Assert.Equal(later, Dyno.SetCommissionDue(1, later).DueAt);
    }

    [Fact]
    [Rule("LD-72")]
    public async Task A_payout_pays_what_is_due_and_announces_it_signed()
    {
        var postbox = Postbox.Of(_world);
        Dyno.Configure(payoutUrl: "https://app.example.com/hooks/leaddyno?from=fake");
        var affiliate = Dyno.AddAffiliate("pat+1@example.com", "MAPLE7");
        Dyno.AddPurchase("lee@example.com", 48.18m, plan: "basic", code: "MAPLE7");
        Dyno.AddPurchase("lee@example.com", plan: "basic", currency: "EUR");
        Dyno.AddPurchase("lee@example.com", 100);
        Assert.Equal([1, 2], Dyno.SendPayout("MAPLE7").Select(row => row.Id));
        Assert.Equal([true, true, false], Dyno.Commissions.Select(row => row.Paid));
        Assert.Throws<InvalidOperationException>(() => Dyno.SendPayout("MAPLE7"));
        await _world.Webhooks.SettleAsync();
#pragma warning disable CA5350 // What the vendor signs with.
        var hmac = Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Dyno.Key), Encoding.UTF8.GetBytes(affiliate.Email)));
#pragma warning restore CA5350
        Assert.Equal(
            ((string[])["EUR", "USD"]).Select(currency =>
                $"POST app.example.com /hooks/leaddyno?from=fake hmac={hmac}&amount=5.0&affiliate_id=1&affiliate=pat%2B1%40example.com&currency={currency}"),
            postbox.Calls);
        Assert.Equal(2, Play("leaddyno.deliveries.list", """{"affiliate":1,"event":"payment"}""").GetArrayLength());
        Assert.Equal(1, Play("leaddyno.deliveries.redeliver", """{"id":1}""").GetProperty("redeliveryOf").GetInt32());
        await _world.Webhooks.SettleAsync();
        Assert.Equal(postbox.Calls[0], postbox.Calls[2]);
    }

    [Fact]
    public void A_payout_without_an_address_announces_nothing()
    {
        var postbox = Postbox.Of(_world);
        Dyno.AddAffiliate("pat@example.com", "MAPLE7");
        Dyno.AddPurchase(plan: "basic", code: "MAPLE7");
        Assert.Single(Dyno.SendPayout("pat@example.com"));
        Assert.Empty(postbox.Calls);
    }

    [Fact]
    public void Hooks_name_their_fields_and_answer_with_rows()
    {
        Assert.All(LeadDyno.Instance.Hooks, hook => Assert.Matches("^leaddyno\\.[a-z-]+\\.[a-z-]+$", hook.Id));
        Assert.Equal(LeadDyno.Instance.Hooks.Count, LeadDyno.Instance.Hooks.Select(hook => hook.Id).Distinct().Count());
        var made = Play("leaddyno.plans.create", """{"code":"gold","payments":[{"for":"new_customer","percent":"10","months":"unlimited"},{"fixed":1}]}""");
        Assert.Equal("new_customer", made.GetProperty("payments")[0].GetProperty("for").GetString());
        Assert.Equal(0, Dyno.Plans[^1].Payments[0].Months);
        Assert.Equal("1", Play("leaddyno.campaigns.create", """{"code":"Spring"}""").GetProperty("link_token").GetString());
        Assert.Equal("https://hooks.example.com/", Play("leaddyno.account.configure", """{"payout_url":"https://hooks.example.com/","first_source_wins":"yes"}""").GetProperty("payout_url").GetString());
        Assert.True(Dyno.Rules.FirstSourceWins);
        Play("leaddyno.account.configure", """{"payout_url":""}""");
        Assert.Null(Dyno.Account.PayoutUrl);
        var problem = _world.Act(LeadDyno.Instance, "leaddyno.visits.record", Fields("""{"url":[]}"""), Handler("leaddyno.visits.record")).Problem!;
        Assert.Equal((400, "url", "url is invalid."), (problem.Status, problem.Field, problem.Message));
    }

    private static FieldMap Fields(string json) => FieldReader.ReadJson(Encoding.UTF8.GetBytes(json), LeadDyno.Dialect).Root.Map;

    private static Func<Call, HookResult> Handler(string id) => LeadDyno.Instance.Hooks.Single(hook => hook.Id == id).Handler;

    private JsonElement Play(string id, string json) =>
        JsonDocument.Parse(_world.Act(LeadDyno.Instance, id, Fields(json), Handler(id)).Content!.ToArray()).RootElement;
}
