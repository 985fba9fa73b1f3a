using System.Net;

namespace VendorMocks.Tests;

/// <summary>The code that README.md shows.</summary>
public sealed class ReadmeExamples
{
    // begin-snippet: in-process
    [Fact]
    public async Task A_purchase_makes_a_lead_a_customer()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();

        var response = await client.PostAsync("purchases", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["key"] = world.LeadDyno.Key,
            ["email"] = "ada@example.com",
            ["purchase_amount"] = "49.90",
        }));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var lead = Assert.Single(world.LeadDyno.Leads);
        Assert.Equal("ada@example.com", lead.Email);
        Assert.Equal(world.Clock.Now, lead.CreatedAt);
        Assert.Equal(1, world.Journal.Count("leaddyno", "purchases.create", status: 201));
    }
    // end-snippet

    // begin-snippet: on-a-port
    [Fact]
    public async Task A_minute_passes_when_the_test_says_so()
    {
        await using var server = await MocksServer.StartAsync();
        using var world = server.Host.Open(new WorldOptions { Name = "checkout" });
        using var client = new HttpClient { BaseAddress = server.AddressOf(world.LeadDyno) };
        world.LeadDyno.Rules = world.LeadDyno.Rules with { RequestsPerWindow = 1 };

        Assert.Equal(HttpStatusCode.OK, await Status());
        Assert.Equal(HttpStatusCode.TooManyRequests, await Status());
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await Status());

        async Task<HttpStatusCode> Status() => (await client.GetAsync($"leads?key={world.LeadDyno.Key}")).StatusCode;
    }
    // end-snippet
}
