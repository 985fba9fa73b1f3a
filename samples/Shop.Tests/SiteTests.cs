namespace Shop.Tests;

public sealed class SiteTests : ShopTest
{
    [Fact]
    public async Task A_form_on_the_site_becomes_a_lead_by_webhook()
    {
        World.Flexbe.AddHook("http://localhost/hooks/flexbe");
        World.Flexbe.SubmitForm(FlexbeForm.Of("Ada Muster", "+41440000001", "ada@example.com"));
        await World.Webhooks.SettleAsync();
        World.Flexbe.ShouldHaveDelivered("lead", times: 1);
        Assert.Equal("ada@example.com", Assert.Single(World.Clixnow.Leads).Email);
        World.Maxwork.ShouldHaveReceived("leads.upsert", with: new { Sender_Name = "Ada Muster" }, times: 1);
    }

    [Fact]
    public async Task A_webhook_that_was_lost_is_made_up_for_by_asking()
    {
        World.Flexbe.SubmitForm(FlexbeForm.Of("Lin Muster", "+41440000002", "lin@example.com"));
        _ = Browser;                                          // the shop runs
        World.Clock.Advance(TimeSpan.FromMinutes(5));
        await World.Journal.ReceivedAsync(World.Maxwork.Calls("leads.upsert"));
        World.Flexbe.ShouldHaveReceived("leads.list", times: 1);
        Assert.Equal("lin@example.com", Assert.Single(World.Maxwork.Contacts).Email);
    }

    [Fact]
    public async Task A_lead_that_comes_both_ways_is_taken_once()
    {
        World.Flexbe.AddHook("http://localhost/hooks/flexbe");
        World.Flexbe.SubmitForm(FlexbeForm.Of("Ada Muster", "+41440000001", "ada@example.com"));
        await World.Webhooks.SettleAsync();
        World.Clock.Advance(TimeSpan.FromMinutes(5));
        await World.Journal.ReceivedAsync(World.Flexbe.Calls("leads.list"));
        World.Maxwork.ShouldHaveReceived("leads.upsert", times: 1);
    }
}
