namespace Shop.Tests;

public sealed class SettingsTests
{
    [Fact]
    public async Task The_shop_uses_the_keys_of_whatever_world_it_is_given()
    {
        // A world of another name has other keys, so those in the shop's own settings are strangers there.
        using var world = World.Open(new WorldOptions { Name = "checkout" });
        await using (var strange = new WebApplicationFactory<Program>().WithMocks(world))
            Assert.Equal(HttpStatusCode.BadGateway, await Order(strange));
        Assert.Empty(world.LeadDyno.Purchases);

        await using (var known = new WebApplicationFactory<Program>().WithMocks(world, m => m.Configure("LeadDyno", world.LeadDyno)))
            Assert.Equal(HttpStatusCode.Created, await Order(known));
        Assert.Single(world.LeadDyno.Purchases);
    }

    [Fact]
    public async Task A_typed_client_reaches_its_vendor_whatever_its_settings_say()
    {
        using var world = World.Open();
        await using var shop = new WebApplicationFactory<Program>().WithMocks(world, m => m
            .Client<AffiliateProgram>(world.LeadDyno)
            .Configure("LeadDyno:BaseUrl", "https://staging.affiliates.test/v1/"));
        Assert.Equal(HttpStatusCode.Created, await Order(shop));
    }

    [Fact]
    public async Task Webhooks_to_the_shops_public_address_reach_it()
    {
        using var world = World.Open();
        await using var shop = new WebApplicationFactory<Program>().WithMocks(world, m => m
            .Map("crm.partner.test", world.Maxwork)
            .DeliverWebhooks("https://shop.example/hooks/"));
        world.Flexbe.AddHook("https://shop.example/hooks/flexbe");
        world.Flexbe.SubmitForm("Ada Muster");
        await world.Webhooks.SettleAsync();
        world.Flexbe.ShouldHaveDelivered("lead", times: 1);
        Assert.Equal("Ada Muster", Assert.Single(world.Maxwork.Contacts).Name);
    }

    [Fact]
    public async Task A_real_vendor_is_out_of_reach()
    {
        using var world = World.Open();
        await using var shop = new WebApplicationFactory<Program>().WithMocks(world, m => m.Configure("LeadDyno:BaseUrl", "https://app.leaddyno.com/v1/"));
        using var browser = shop.CreateClient();
        var response = await browser.PostAsJsonAsync("/orders", new { email = "ada@example.com", total = 1m });
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        // The shop tells nobody why; the world does.
        var failure = Assert.Throws<VerificationException>(() => world.LeadDyno.ShouldHaveReceived("purchases.create"));
        Assert.Contains("POST https://app.leaddyno.com/v1/purchases -> 403 (blocked)", failure.Message);
    }

    private static async Task<HttpStatusCode> Order(WebApplicationFactory<Program> shop)
    {
        using var browser = shop.CreateClient();
        using var response = await browser.PostAsJsonAsync("/orders", new { email = "ada@example.com", total = 1m });
        return response.StatusCode;
    }
}
