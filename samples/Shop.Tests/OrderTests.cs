namespace Shop.Tests;

public sealed class OrderTests : ShopTest
{
    private static readonly object Order = new { email = "ada@example.com", total = 48.18m, affiliate = "ALPHA" };

    [Fact]
    public async Task An_order_is_reported_and_the_affiliate_earns()
    {
        World.LeadDyno.AddAffiliate(code: "ALPHA");
        var response = await Browser.PostAsJsonAsync("/orders", Order);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(48.18m, Assert.Single(World.LeadDyno.Purchases).Amount);
        Assert.Single(World.LeadDyno.Commissions);
        World.LeadDyno.ShouldHaveReceived("purchases.create", with: new { email = "ada@example.com", code = "ALPHA" }, times: 1);
    }

    [Fact]
    public async Task A_vendor_that_is_away_for_a_moment_is_asked_again_and_nobody_waits()
    {
        World.LeadDyno.Faults.Add(Fault.Status(503).Times(2));
        var response = await Browser.PostAsJsonAsync("/orders", Order);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Single(World.LeadDyno.Purchases);
        World.LeadDyno.ShouldHaveReceived("purchases.create", times: 3);
        // Two backoffs, of one and of four seconds, on the world's clock.
        Assert.Equal(TimeSpan.FromSeconds(5), World.Clock.Now - WorldOptions.DefaultStart);
    }

    [Fact]
    public async Task A_vendor_that_stays_away_fails_the_order_after_three_attempts()
    {
        using var away = World.LeadDyno.Faults.Add(Fault.Status(503));
        var response = await Browser.PostAsJsonAsync("/orders", Order);
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        World.LeadDyno.ShouldHaveReceived("purchases.create", times: 3);
        Assert.Empty(World.LeadDyno.Purchases);
    }

    [Fact]
    public async Task A_rate_limit_is_waited_out_on_the_worlds_clock()
    {
        World.LeadDyno.Limits.SetRemaining(0);
        var response = await Browser.PostAsJsonAsync("/orders", Order);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        World.LeadDyno.ShouldHaveReceived("purchases.create", times: 2);
        Assert.Equal(TimeSpan.FromMinutes(1), World.Clock.Now - WorldOptions.DefaultStart);
    }

    [Fact]
    public async Task An_answer_that_is_lost_after_the_purchase_was_made_makes_no_second_one()
    {
        World.LeadDyno.Faults.Add(Fault.Status(503).AfterCommit().Times(1));
        await Browser.PostAsJsonAsync("/orders", Order);
        World.LeadDyno.ShouldHaveReceived("purchases.create", times: 2);
        Assert.Single(World.LeadDyno.Purchases);
    }

    [Fact]
    public async Task A_timeout_is_what_HttpClient_makes_of_it()
    {
        World.LeadDyno.Faults.Add(Fault.Timeout());
        using var client = World.LeadDyno.CreateClient();
        var timeout = await Assert.ThrowsAsync<TaskCanceledException>(() => client.GetAsync("leads"));
        Assert.IsType<TimeoutException>(timeout.InnerException);
        var response = await Browser.PostAsJsonAsync("/orders", Order);
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }
}
