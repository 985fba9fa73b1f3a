namespace Shop.Tests;

/// <summary>A shop that lives in a world of its own for each test. A request or an answer that departs from its contract fails the test.</summary>
public abstract class ShopTest : WorldTest
{
    private readonly WebApplicationFactory<Program> _shop;

    protected ShopTest()
    {
        StrictContracts = true;
        _shop = Wire();
    }

    protected ShopTest(ArrangedShop arranged)
        : base(arranged)
    {
        StrictContracts = true;
        _shop = Wire();
    }

    /// <summary>A visitor's browser.</summary>
    protected HttpClient Browser => _shop.CreateClient();

    public override async ValueTask DisposeAsync()
    {
        await _shop.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    // Maxwork and Flexbe have no host of their own; the settings say where the shop looks for them.
    private WebApplicationFactory<Program> Wire() => new WebApplicationFactory<Program>().WithMocks(World, m => m
        .Map("crm.partner.test", World.Maxwork)
        .Map("www.shop.test", World.Flexbe)
        .Configure("LeadDyno", World.LeadDyno)
        .Configure("Fixido:ApiKey", World.Fixido.Buyer.Key));
}
