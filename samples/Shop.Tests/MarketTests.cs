namespace Shop.Tests;

/// <summary>What all tests of the market begin with, arranged once.</summary>
public sealed class ArrangedShop : WorldFixture
{
    protected override ValueTask ArrangeAsync(World world)
    {
        world.Fixido.AddLead("Moving house in Bern", price: 80);
        world.Fixido.AddLead("Moving house in Basel", price: 50);
        world.Fixido.AddLead("Painting a house", price: 10);
        return ValueTask.CompletedTask;
    }
}

public sealed class MarketTests(ArrangedShop arranged) : ShopTest(arranged), IClassFixture<ArrangedShop>
{
    [Fact]
    public async Task The_cheapest_lead_that_fits_is_bought()
    {
        var response = await Browser.PostAsJsonAsync("/market/buy", new { text = "Moving", mostSek = 100m });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var trade = Assert.Single(World.Fixido.Trades);
        Assert.Equal("Moving house in Basel", World.Fixido.FindLead(trade.LeadId)!.Title);
    }

    [Fact]
    public async Task A_lead_that_is_the_shops_already_is_passed_over()
    {
        foreach (var status in (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound])
        {
            var response = await Browser.PostAsJsonAsync("/market/buy", new { text = "Moving", mostSek = 100m });
            Assert.Equal(status, response.StatusCode);
        }

        Assert.Equal(["Moving house in Basel", "Moving house in Bern"], World.Fixido.Trades.Select(trade => World.Fixido.FindLead(trade.LeadId)!.Title));
    }

    [Fact]
    public async Task Nothing_is_bought_beyond_the_bound()
    {
        var response = await Browser.PostAsJsonAsync("/market/buy", new { text = "Moving", mostSek = 20m });
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        World.Fixido.ShouldNotHaveReceived("leads.buy");
    }
}
