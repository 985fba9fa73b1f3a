namespace VendorMocks.Tests;

/// <summary>Bodies in the styles that are not the default: their schemas describe the default one, so they stand apart from the scenarios.</summary>
public sealed class LeadDynoStyleTests
{
    [Fact]
    [Rule("LD-32", "LD-40")]
    public async Task The_legacy_flavour_leaves_the_newer_fields_out_and_money_can_be_a_number()
    {
        using var unwatched = ContractWatch.Pause();
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        var (caller, dyno) = (new LeadDynoCaller(client, world.LeadDyno.Key), world.LeadDyno);
        dyno.Rules = dyno.Rules with { Flavour = LeadDynoFlavour.Legacy, MoneyStyle = LeadDynoMoneyStyle.Number };
        await LeadDynoBodyScenarios.FillAsync(caller, dyno);
        Assert.Equal(
            ["id", "email", "first_name", "last_name", "created_at", "updated_at", "affiliate_url", "affiliate_dashboard_url", "referring_affiliate", "total_leads",
                "total_visitors", "total_purchases"],
            (await caller.Get("affiliates/1")).Json.PropertyNames());
        Assert.Equal("tracking_code", (await caller.Get("leads/1")).Json.PropertyNames()[^1]);
        Assert.Equal("search_term", (await caller.Get("visitors/1")).Json.PropertyNames()[^1]);
        var purchase = await caller.Get("purchases/1?include_line_items=1");
        Assert.Equal("plan", purchase.Json.PropertyNames()[^1]);
        Assert.Equal("70.5", purchase["purchase_amount"].GetRawText());
        Assert.Equal("purchase", (await caller.Get("purchases/1/commissions"))["0"].PropertyNames()[^1]);
    }

    [Fact]
    [Rule("LD-37")]
    public async Task A_lookup_that_finds_nothing_can_answer_with_an_error_or_with_200()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        var caller = new LeadDynoCaller(client, world.LeadDyno.Key);
        world.LeadDyno.Rules = world.LeadDyno.Rules with { LookupMiss = LeadDynoMiss.NotFoundError };
        await caller.Get("leads/by_email?email=a@example.com").Refused(404, "Lead not found");
        await caller.Get("affiliates/by_affiliate_code?affiliate_code=x").Refused(404, "Affiliate not found");
        using var unwatched = ContractWatch.Pause();
        world.LeadDyno.Rules = world.LeadDyno.Rules with { LookupMiss = LeadDynoMiss.OkNull };
        Assert.Equal("null", (await caller.Get("leads/by_email?email=a@example.com").Is(200)).Body);
    }

    [Fact]
    [Rule("LD-24", "LD-64", "LD-21")]
    public async Task Lists_can_run_from_the_oldest_be_short_and_carry_line_items()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        var (caller, dyno) = (new LeadDynoCaller(client, world.LeadDyno.Key), world.LeadDyno);
        dyno.Rules = dyno.Rules with { ListOrder = LeadDynoListOrder.Oldest, LineItems = LeadDynoLineItems.Always, PageSize = 2 };
        for (var i = 0; i < 3; i++)
            dyno.AddPurchase("a@example.com", 10, code: dyno.AddAffiliate(firstName: "Pat").Code);
        Assert.Equal([1, 2], (await caller.Get("purchases")).RowIds());
        Assert.Equal([3], (await caller.Get("affiliates?query=pat&page=2")).RowIds());
        Assert.Equal([1], (await caller.Get("affiliates/1/commissions?status=pending")).RowIds());
        Assert.Equal([1, 2, 3], (await caller.Get("leads/1/purchases")).RowIds());
        Assert.Equal("[]", (await caller.Get("purchases/1"))["line_items"].GetRawText());
    }

    [Fact]
    [Rule("LD-16", "LD-18")]
    public async Task Without_limits_nothing_is_counted_and_no_header_is_sent()
    {
        using var world = World.Open(new WorldOptions { Limits = false });
        using var client = world.LeadDyno.CreateClient();
        var caller = new LeadDynoCaller(client, world.LeadDyno.Key);
        for (var i = 0; i < 201; i++)
            Assert.Null((await caller.Get("leads/count").Is(200)).Header("X-RateLimit-Limit-Minute"));
    }

    [Theory]
    [InlineData("paging.size", "0")]
    [InlineData("limit.seconds", "0")]
    [InlineData("limit.requests", "-1")]
    [InlineData("account.currency", "\"dollar\"")]
    [InlineData("account.timeZone", "\"Nowhere/Land\"")]
    [InlineData("account.couponOverride", "\"maybe\"")]
    [InlineData("lists.order", "\"sideways\"")]
    [Rule("LD-43", "LD-31")]
    public void A_rule_value_that_makes_no_sense_is_refused_and_changes_nothing(string name, string value)
    {
        using var world = World.Open();
        var before = world.LeadDyno.Rules;
        var patch = System.Text.Json.JsonDocument.Parse($$"""{"{{name}}":{{value}}}""").RootElement;
        Assert.Throws<System.Text.Json.JsonException>(() => world.Adjust(LeadDyno.Instance, slot => slot.State.PatchRules(patch)));
        Assert.Equal(before, world.LeadDyno.Rules);
    }
}
