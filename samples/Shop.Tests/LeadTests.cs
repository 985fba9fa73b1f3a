namespace Shop.Tests;

public sealed class LeadTests : ShopTest
{
    private static readonly Prospect Ada = new("Ada", "Muster", "ada@example.com", "+41440000001");

    [Fact]
    public async Task A_lead_goes_to_the_brand_and_then_to_the_crm()
    {
        var response = await Browser.PostAsJsonAsync("/leads", Ada);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("ada@example.com", Assert.Single(World.Clixnow.Leads).Email);
        Assert.Equal("Ada Muster", Assert.Single(World.Maxwork.Contacts).Name);
        World.Journal.ShouldHaveReceivedInOrder(World.Clixnow.Calls("leads.create"), World.Maxwork.Calls("leads.upsert"));
    }

    [Fact]
    public async Task An_answer_that_the_brand_has_never_given_is_stubbed()
    {
        using (World.Stubs.Add(new Stub { Vendor = "clixnow", Operation = "leads.create", Answer = _ => StubAnswer.Json(402, """{"error":"no credit"}""") }))
            Assert.Equal(HttpStatusCode.BadGateway, (await Browser.PostAsJsonAsync("/leads", Ada)).StatusCode);
        Assert.Empty(World.Clixnow.Leads);
        Assert.Equal(HttpStatusCode.Accepted, (await Browser.PostAsJsonAsync("/leads", Ada)).StatusCode);
    }

    [Fact]
    public async Task A_lead_that_the_brand_knows_is_not_told_to_the_crm()
    {
        World.Clixnow.AddLead("ada@example.com");
        var response = await Browser.PostAsJsonAsync("/leads", Ada);
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        World.Maxwork.ShouldHaveReceivedNothing();
    }
}
