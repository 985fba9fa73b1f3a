using System.Net;
using System.Text.Json;
using static VendorMocks.Tests.ClixnowCalls;

namespace VendorMocks.Tests;

/// <summary>What happens to a lead after it came in, and what the affiliate is told.</summary>
internal static class ClixnowLifeScenarios
{
    [Scenario("CN-40", "CN-55", "CN-56")]
    public static async Task A_deposit_is_made_once_and_moves_the_update_but_not_the_creation(Stage stage)
    {
        var id = await stage.CreateValid(1);
        var before = await stage.Search("");
        Assert.Equal(("New", JsonValueKind.Null), (before.Text("0.status"), before["0.ftdDate"].ValueKind));
        Assert.Equal("2026-01-01T12:00:00.000Z", before.Text("0.createdOn"));
        Assert.Equal(before.Text("0.createdOn"), before.Text("0.updatedOn"));

        stage.World.Clock.Advance(TimeSpan.FromMilliseconds(61_234.5));
        stage.World.Clixnow.MakeDeposit(id);
        var after = await stage.Search("");
        Assert.Equal("2026-01-01T12:01:01.234Z", after.Text("0.ftdDate"));
        Assert.Equal(("2026-01-01T12:01:01.234Z", "2026-01-01T12:00:00.000Z"), (after.Text("0.updatedOn"), after.Text("0.createdOn")));
        Assert.Equal("New", after.Text("0.status"));
        var twice = Assert.Throws<InvalidOperationException>(() => stage.World.Clixnow.MakeDeposit(id));
        Assert.Contains("2026-01-01T12:01:01.234Z", twice.Message, StringComparison.Ordinal);
    }

    [Scenario("CN-55", "CN-56")]
    public static async Task A_status_is_changed_by_the_brand_or_together_with_a_deposit(Stage stage)
    {
        var clixnow = stage.World.Clixnow;
        var id = await stage.CreateValid(1);
        stage.World.Clock.Advance(TimeSpan.FromHours(1));
        clixnow.SetStatus(id, "Interested");
        var found = await stage.Search("");
        Assert.Equal(("Interested", "2026-01-01T13:00:00.000Z"), (found.Text("0.status"), found.Text("0.updatedOn")));
        stage.World.Clock.Advance(TimeSpan.FromHours(1));
        clixnow.SetStatus(id, "Interested");
        Assert.Equal("2026-01-01T13:00:00.000Z", (await stage.Search("")).Text("0.updatedOn"));

        var at = new DateTimeOffset(2026, 1, 1, 12, 30, 0, TimeSpan.Zero);
        clixnow.MakeDeposit(id, at, "Deposit");
        found = await stage.Search("");
        Assert.Equal(("Deposit", "2026-01-01T12:30:00.000Z", "2026-01-01T14:00:00.000Z"), (found.Text("0.status"), found.Text("0.ftdDate"), found.Text("0.updatedOn")));
    }

    [Scenario("CN-57", "CN-58")]
    public static async Task A_template_is_called_with_encoded_values_when_its_event_happens(Stage stage)
    {
        var postbox = Postbox.Of(stage.World);
        stage.World.Clixnow.AddPostback("ftd", "http://r.test/p?c={clickId}&s={sub2}&x={nope}");
        var created = await stage.CreateLead(Valid().With("clickId", "0 7/ä"));
        Assert.Empty(stage.World.Webhooks.Deliveries);
        stage.World.Clixnow.MakeDeposit(created["leadId"].GetInt64());
        await stage.World.Webhooks.SettleAsync();
        Assert.Equal(["GET r.test /p?c=0%207%2F%C3%A4&s=&x=%7Bnope%7D"], postbox.Calls);
        Assert.Equal("ftd", Assert.Single(stage.World.Webhooks.Deliveries).Event);
    }

    [Scenario("CN-57")]
    public static async Task Placeholders_match_in_any_casing_and_carry_nothing_personal(Stage stage)
    {
        Postbox.Of(stage.World);
        var clixnow = stage.World.Clixnow;
        clixnow.AddPostback("ftd", "https://r.test/{EVENT}/{leadid}?a={SubCampaign}&b={placement}&c={keyword}&d={status}&e={ftdDate}&f={brandName}&g={email}{phone}&h={");
        var created = await stage.CreateLead(Valid().With("subCampaign", "{keyword}").With("placement", "a&b").With("keyword", "+"));
        clixnow.MakeDeposit(created["leadId"].GetInt64(), status: "Deposit");
        Assert.Equal(
            $"https://r.test/ftd/{created["leadId"]}?a=%7Bkeyword%7D&b=a%26b&c=%2B&d=Deposit&e=2026-01-01T12%3A00%3A00.000Z&f=Demo%20Markets&g=%7Bemail%7D%7Bphone%7D&h=%7B",
            Assert.Single(stage.World.Webhooks.Deliveries).Url);
    }

    [Scenario("CN-58", "CN-12")]
    public static async Task Every_fitting_template_of_the_sender_is_called_once_and_a_refused_lead_calls_none(Stage stage)
    {
        var postbox = Postbox.Of(stage.World);
        var clixnow = stage.World.Clixnow;
        clixnow.AddPostback("lead", "http://r.test/lead/{clickId}");
        var removed = clixnow.AddPostback("lead", "http://r.test/removed");
        clixnow.AddPostback("lead", "http://r.test/second/{clickId}");
        clixnow.AddPostback("status", "http://r.test/status/{status}");
        clixnow.AddPostback("lead", "http://r.test/foreign", affiliateId: 3);
        clixnow.RemovePostback(removed.Id);
        Assert.Equal(400, (await stage.CreateLead(Valid().With("email", "a@b").With("clickId", "7"))).Status);
        Assert.Empty(stage.World.Webhooks.Deliveries);

        var id = (await stage.CreateLead(Valid().With("clickId", "7")))["leadId"].GetInt64();
        Assert.Equal(["http://r.test/lead/7", "http://r.test/second/7"], stage.World.Webhooks.Deliveries.Select(delivery => delivery.Url));
        clixnow.SetStatus(id, "New");
        clixnow.SetStatus(id, "Call Back");
        clixnow.AddLead("seeded@example.com");
        await stage.World.Webhooks.SettleAsync();
        Assert.Equal(
            ["GET r.test /lead/7", "GET r.test /second/7", "GET r.test /status/Call%20Back"], postbox.Calls.Order(StringComparer.Ordinal));
    }

    [Scenario("CN-59")]
    public static async Task A_postback_is_due_at_once_and_tried_once(Stage stage)
    {
        Postbox.Of(stage.World, HttpStatusCode.InternalServerError);
        stage.World.Clixnow.AddPostback("lead", "http://r.test/p");
        await stage.CreateValid(1);
        await stage.World.Webhooks.SettleAsync();
        stage.World.Clock.Advance(TimeSpan.FromDays(1));
        await stage.World.Webhooks.SettleAsync();
        var delivery = Assert.Single(stage.World.Webhooks.Deliveries);
        Assert.Equal(DeliveryState.Failed, delivery.State);
        Assert.Equal((WorldOptions.DefaultStart, 500), (Assert.Single(delivery.Attempts).At, delivery.Attempts[0].Status));

        Postbox.Of(stage.World, HttpStatusCode.NoContent);
        await stage.CreateValid(2);
        await stage.World.Webhooks.SettleAsync();
        Assert.Equal(DeliveryState.Delivered, stage.World.Webhooks.Deliveries[^1].State);
    }
}
