using System.Net;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace VendorMocks.Tests;

/// <summary>A world behind a WireMock.Net server: typed, and by the hook that names none of its types.</summary>
public sealed class WorldInWireMockTests : IDisposable
{
    private readonly World _world = World.Open();

    public void Dispose() => _world.Dispose();

    // begin-snippet: wiremock
    [Fact]
    public async Task A_stub_of_your_own_stands_before_a_vendor_with_a_memory()
    {
        using var world = World.Open();
        using var server = WireMockServer.Start().UseMocks(world);
        server.Given(Request.Create().WithPath("/leaddyno/v1/leads/count")).RespondWith(Response.Create().WithStatusCode(503));
        using var client = server.CreateClient();
        var form = new Dictionary<string, string> { ["key"] = world.LeadDyno.Key, ["email"] = "ada@example.com" };

        var made = await client.PostAsync(new Uri("leaddyno/v1/leads", UriKind.Relative), new FormUrlEncodedContent(form));
        var counted = await client.GetAsync(new Uri("leaddyno/v1/leads/count", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, counted.StatusCode);
        Assert.Equal("ada@example.com", world.LeadDyno.Leads.Single().Email);
    }
    // end-snippet

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_world_keeps_state_and_the_servers_own_stubs_win(bool typed)
    {
        using var server = Start(typed);
        server.Given(Request.Create().WithPath("/leaddyno/v1/leads/count")).RespondWith(Response.Create().WithStatusCode(418).WithBody("stubbed"));
        using var client = server.CreateClient();

        using var made = await client.PostAsync(new Uri("leaddyno/v1/leads", UriKind.Relative), Lead("ada@example.com"));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Contains("ada@example.com", await made.Content.ReadAsStringAsync());
        Assert.Equal("ada@example.com", Assert.Single(_world.LeadDyno.Leads).Email);
        using var stubbed = await client.GetAsync(new Uri($"leaddyno/v1/leads/count?key={_world.LeadDyno.Key}", UriKind.Relative));
        Assert.Equal("stubbed", await stubbed.Content.ReadAsStringAsync());
        _world.LeadDyno.ShouldNotHaveReceived("leads.count");
        Assert.Equal(2, server.LogEntries.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_no_vendor_claims_is_the_servers(bool typed)
    {
        using var server = Start(typed);
        using var client = server.CreateClient();
        using var missing = await client.GetAsync(new Uri("elsewhere", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("No matching mapping found", await missing.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_servers_log_has_what_the_world_answered_and_refusals_keep_their_words()
    {
        using var server = Start(typed: true);
        using var client = server.CreateClient();
        using var refused = await client.GetAsync(new Uri("leaddyno/v1/leads?key=nobodys", UriKind.Relative));
        Assert.Equal("""{"error":"Invalid API key"}""", await refused.Content.ReadAsStringAsync());
        Assert.Equal(["LD-03"], refused.Headers.GetValues("X-Mocks-Why"));
        Assert.Equal($"world {_world.Name}", Assert.Single(server.LogEntries).MappingTitle);
    }

    [Fact]
    public async Task A_stub_that_was_there_before_the_world_wins_too()
    {
        using var server = WireMockServer.Start();
        server.Given(Request.Create().WithPath("/leaddyno/v1/leads/count")).RespondWith(Response.Create().WithStatusCode(418));
        server.UseMocks(_world);
        using var client = server.CreateClient();
        using var stubbed = await client.GetAsync(new Uri("leaddyno/v1/leads/count", UriKind.Relative));
        Assert.Equal(418, (int)stubbed.StatusCode);
        Assert.Empty(_world.Journal.Exchanges);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Headers_queries_and_bodies_arrive_as_they_were_sent(bool typed)
    {
        using var server = Start(typed);
        using var client = server.CreateClient();
        using var content = new StringContent("""{"email":"ada+ü@example.com"}""", System.Text.Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/leads?first_name=A%20%2B%2FB&last_name=%C3%BC", UriKind.Relative)) { Content = content };
        request.Headers.Host = "api.leaddyno.com";
        request.Headers.Add("key", _world.LeadDyno.Key);
        using var made = await client.SendAsync(request);

        var exchange = Assert.Single(_world.Journal.Exchanges);
        Assert.Equal(("POST", "/v1/leads?first_name=A%20%2B%2FB&last_name=%C3%BC"), (exchange.Request.Method, exchange.Request.Target));
        Assert.Equal(("api.leaddyno.com", "application/json; charset=utf-8"), (exchange.Request.Host, exchange.Request.Header("Content-Type")));
        Assert.Equal("""{"email":"ada+ü@example.com"}""", System.Text.Encoding.UTF8.GetString(exchange.Request.Body.Span));
        Assert.Equal(exchange.Response.Status, (int)made.StatusCode);
        Assert.Equal("application/json", made.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_cut_line_is_an_answer_that_never_comes()
    {
        using var server = Start(typed: true);
        using var client = server.CreateClient();
        _world.LeadDyno.Faults.Add(Fault.Cut().Times(1));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("leaddyno/v1/leads/count", UriKind.Relative)));
        using var next = await client.GetAsync(new Uri($"leaddyno/v1/leads/count?key={_world.LeadDyno.Key}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task A_world_that_is_closed_is_the_servers_failure_and_says_so()
    {
        using var server = Start(typed: true);
        using var client = server.CreateClient();
        _world.Dispose();
        using var failed = await client.GetAsync(new Uri("leaddyno/v1/leads/count", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Contains("Keep it open as long as its clients are in use.", await failed.Content.ReadAsStringAsync());
    }

    private WireMockServer Start(bool typed) => typed
        ? WireMockServer.Start().UseMocks(_world)
        : WireMockServer.Start(new WireMockServerSettings { PreWireMockMiddlewareInit = _world.BesideStubs() });

    private FormUrlEncodedContent Lead(string email) => new(new Dictionary<string, string> { ["key"] = _world.LeadDyno.Key, ["email"] = email });
}
