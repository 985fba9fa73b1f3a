namespace Shop.Tests;

/// <summary>
/// What <c>StrictContracts</c> in <see cref="ShopTest"/> is for. LeadDyno, like most, ignores what it does not know, so that a misspelt
/// field goes unnoticed until somebody misses the money.
/// </summary>
public sealed class ContractTests
{
    [Fact]
    public async Task A_misspelt_field_is_taken_by_the_vendor_and_not_by_the_contract()
    {
        using var world = World.Open();
        world.EnforceContracts();
        using var client = world.LeadDyno.CreateClient();
        var misspelt = new Dictionary<string, string> { ["key"] = world.LeadDyno.Key, ["email"] = "ada@example.com", ["purchase_amont"] = "48.18" };

        using var response = await client.PostAsync("purchases", new FormUrlEncodedContent(misspelt));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var violation = Assert.Throws<ContractViolationException>(() => world.VerifyContracts());
        Assert.Contains("did you mean \"purchase_amount\"?", violation.Message);
    }
}
