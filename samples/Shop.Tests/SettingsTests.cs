namespace Shop.Tests;

public sealed class SettingsTests
{
    [Fact]
    public async Task The_shop_uses_the_keys_of_whatever_world_it_is_given()
    {
        // A world of another name has other keys, so those in the shop's own settings are strangers there.
        using var world = World.Open(new WorldOptions { Name = "checkout" });
        await using (var strange = new WebApplicationFactory<Program>().WithMocks(world))
            Assert.Equal(HttpStatusCode.InternalServerError, await Order(strange));
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
    public async Task A_real_vendor_is_out_of_reach()
    {
        using var world = World.Open();
        await using var shop = new WebApplicationFactory<Program>().WithMocks(world, m => m.Configure("LeadDyno:BaseUrl", "https://app.leaddyno.com/v1/"));
        using var browser = shop.CreateClient();
        var response = await browser.PostAsJsonAsync("/orders", new { email = "ada@example.com", total = 1m });
        Assert.Contains("would have reached the real LeadDyno", await response.Content.ReadAsStringAsync());
    }

    private static async Task<HttpStatusCode> Order(WebApplicationFactory<Program> shop)
    {
        using var browser = shop.CreateClient();
        using var response = await browser.PostAsJsonAsync("/orders", new { email = "ada@example.com", total = 1m });
        return response.StatusCode;
    }
}
