namespace VendorMocks.Tests;

// begin-snippet: fixture
public sealed class Arranged : WorldFixture
{
    protected override ValueTask ArrangeAsync(World world)
    {
        world.Fixido.AddLead("Moving house", price: 50);
        return default;
    }
}

public sealed class MarketTests : WorldTest, IClassFixture<Arranged>
{
    public MarketTests(Arranged arranged)
        : base(arranged) => StrictContracts = true;

    [Fact]
    public void A_lead_is_for_sale() => Assert.Equal("Moving house", World.Fixido.Leads.Single().Title);
}
// end-snippet
