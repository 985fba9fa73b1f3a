using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace VendorMocks.Tests;

/// <summary>A world beside the stubs of another mock server, for which a host stands in that lets others go first as WireMock.Net does.</summary>
public sealed class StubHostTests
{
    [Fact]
    public async Task The_hosts_stubs_win_and_the_world_answers_what_they_leave()
    {
        using var world = World.Open();
        await using var host = await Host(world);
        using var client = host.GetTestClient();

        Assert.Equal("stubbed with key=mine", await Text(client.PostAsync("/leaddyno/v1/stubbed", new StringContent("key=mine"))));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = world.LeadDyno.Key, ["email"] = "ada@example.com" });
        using var made = await client.PostAsync("/leaddyno/v1/leads", form);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Contains("ada@example.com", await made.Content.ReadAsStringAsync());
        Assert.False(made.Headers.Contains("X-Unmatched"));
        Assert.Equal("ada@example.com", Assert.Single(world.LeadDyno.Leads).Email);
        Assert.Equal(1, world.Journal.Total);
    }

    [Fact]
    public async Task What_no_vendor_claims_stays_the_hosts()
    {
        using var world = World.Open();
        await using var host = await Host(world);
        using var client = host.GetTestClient();
        using var missing = await client.GetAsync("/elsewhere");
        Assert.Equal((HttpStatusCode.NotFound, "no stub"), (missing.StatusCode, await missing.Content.ReadAsStringAsync()));
        Assert.True(missing.Headers.Contains("X-Unmatched"));
        Assert.Equal(0, world.Journal.Total);
    }

    [Fact]
    public async Task Hosts_and_refusals_are_the_vendors()
    {
        using var world = World.Open();
        world.Maxwork.AnswerAt("crm.partner.test");
        await using var host = await Host(world);
        using var client = host.GetTestClient();
        using var refused = await client.PostAsync(new Uri("http://crm.partner.test/listingexport/leads"), null);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(["MW-02"], refused.Headers.GetValues("X-Mocks-Why"));
        using var unknown = await client.GetAsync("/leaddyno/v1/nothing?key=" + world.LeadDyno.Key);
        Assert.Equal("""{"error":"Not Found"}""", await unknown.Content.ReadAsStringAsync());
    }

    [Fact]
    public void A_host_without_a_pipeline_is_refused()
    {
        using var world = World.Open();
        Assert.Contains("this one a System.String", Assert.Throws<ArgumentException>(() => world.BesideStubs()("no pipeline")).Message);
    }

    private static async Task<WebApplication> Host(World world)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        var host = builder.Build();
        world.BesideStubs()(host);
        host.Run(async context =>
        {
            if (context.Request.Path.Value!.EndsWith("/stubbed", StringComparison.Ordinal))
            {
                using var body = new StreamReader(context.Request.Body, leaveOpen: true);
                await context.Response.WriteAsync("stubbed with " + await body.ReadToEndAsync());
                return;
            }

            using (var body = new StreamReader(context.Request.Body, leaveOpen: true))
                await body.ReadToEndAsync();
            context.Response.StatusCode = 404;
            context.Response.Headers["X-Unmatched"] = "true";
            await context.Response.WriteAsync("no stub");
        });
        await host.StartAsync();
        return host;
    }

    private static async Task<string> Text(Task<HttpResponseMessage> call)
    {
        using var response = await call;
        return await response.Content.ReadAsStringAsync();
    }
}
