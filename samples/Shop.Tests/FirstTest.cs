namespace Shop.Tests;

public sealed class FirstTest
{
    // begin-snippet: first-test
    [Fact]
    public async Task An_order_reaches_the_affiliate_program_although_it_is_away_twice()
    {
        using var world = World.Open();                       // empty, frozen
        await using var app = new WebApplicationFactory<Program>().WithMocks(world, m => m.Map("crm.partner.test", world.Maxwork));
        world.LeadDyno.AddAffiliate(code: "ALPHA");
        world.LeadDyno.Faults.Add(Fault.Status(503).Times(2));
        await app.CreateClient().PostAsJsonAsync("/orders", new { email = "a@example.com", total = 48.18m });
        Assert.Equal(48.18m, world.LeadDyno.Purchases.Single().Amount);
        world.LeadDyno.ShouldHaveReceived("purchases.create", times: 3);
    }
    // end-snippet
}
