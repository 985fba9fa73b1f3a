using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace VendorMocks.Tests;

/// <summary>What of the traffic of IHttpClientFactory's clients goes where.</summary>
public sealed class ClientWiringTests : IDisposable
{
    private readonly World _world = World.Open();
    private readonly Network _network = new();

    public void Dispose()
    {
        _world.Dispose();
        _network.Dispose();
    }

    [Theory]
    [InlineData("https://api.leaddyno.com/v1/leads/count", "leaddyno")]
    [InlineData("http://fixido.com/api/categories/list/", "fixido")]
    [InlineData("https://integration.demo.clixnow.com/api/system/v1/leads/search", "clixnow")]
    [InlineData("http://leaddyno.localhost/v1/leads/count", "leaddyno")]
    public async Task Any_client_reaches_the_world_at_a_vendors_own_host(string url, string vendor)
    {
        using var services = Services();
        (await Clients(services).CreateClient("whoever").GetAsync(new Uri(url))).Dispose();
        (await Clients(services).CreateClient().GetAsync(new Uri(url))).Dispose();
        Assert.Equal([vendor, vendor], _world.Journal.Exchanges.Select(exchange => exchange.Vendor));
        Assert.Empty(_network.Calls);
    }

    [Fact]
    public async Task A_mapped_host_reaches_its_vendor()
    {
        using var services = Services(m => m.Map("crm.partner.test", _world.Maxwork));
        using var response = await Clients(services).CreateClient().PostAsync(new Uri($"https://crm.partner.test/listingexport/leads?token={_world.Maxwork.Token}"), null);
        Assert.Equal("maxwork", Assert.Single(_world.Journal.Exchanges).Vendor);
    }

    [Fact]
    public async Task Named_and_typed_clients_reach_their_vendor_whatever_host_they_name()
    {
        using var services = Services(m => m.Client("affiliates", _world.LeadDyno).Client<Typed>(_world.LeadDyno));
        using var named = await Clients(services).CreateClient("affiliates").GetAsync(new Uri("https://staging.invalid/v1/leads/count"));
        using var typed = await services.GetRequiredService<Typed>().Http.GetAsync(new Uri("https://other.invalid/v1/leads/count"));
        Assert.Equal(2, _world.Journal.Count("leaddyno", "leads.count"));
    }

    [Fact]
    public async Task A_clients_own_primary_handler_and_other_filters_do_not_get_past_the_world()
    {
        using var services = Services();
        using var response = await Clients(services).CreateClient("stubborn").GetAsync(new Uri("https://api.leaddyno.com/v1/leads/count"));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(_network.Calls);
    }

    [Fact]
    public async Task Other_hosts_are_reached_as_always()
    {
        using var services = Services();
        using var response = await Clients(services).CreateClient("stubborn").GetAsync(new Uri("https://weather.example/today"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["https://weather.example/today"], _network.Calls);
        Assert.Empty(_world.Journal.Exchanges);
    }

    [Theory]
    [InlineData("https://app.leaddyno.com/account", "LeadDyno")]
    [InlineData("https://clixnow.com/", "Clixnow")]
    [InlineData("https://www.flexbe.com/mod/api/?method=getLeads&api_key=secret", "Flexbe")]
    public async Task No_call_gets_to_a_real_vendor(string url, string vendor)
    {
        using var services = Services();
        var blocked = await Assert.ThrowsAsync<InvalidOperationException>(() => Clients(services).CreateClient("stubborn").GetAsync(new Uri(url)));
        var host = new Uri(url).Host;
        Assert.Equal(
            $"GET {url.Split('?')[0]} would have reached the real {vendor}: no fake answers at {host}. "
            + $"Have one answer there with m.Map(\"{host}\", world.{vendor}), or let such calls out with m.PassThrough(\"{host}\").",
            blocked.Message);
        Assert.Empty(_network.Calls);
        var failure = Assert.Throws<VerificationException>(() => _world.LeadDyno.ShouldHaveReceived("leads.count"));
        Assert.Contains($"Unclaimed calls (1), the latest first:\n  #1 GET {url.Replace("secret", "***", StringComparison.Ordinal)} -> 403 (blocked)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_merely_ends_alike_is_nobodys_and_one_that_was_let_out_goes_out()
    {
        using var services = Services(m => m.PassThrough("app.leaddyno.com").PassThrough("api.leaddyno.com"));
        foreach (var url in (string[])["https://notleaddyno.com/", "https://app.leaddyno.com/", "https://api.leaddyno.com/v1/"])
            (await Clients(services).CreateClient("stubborn").GetAsync(new Uri(url))).Dispose();
        Assert.Equal(3, _network.Calls.Count);
    }

    [Fact]
    public async Task A_client_that_follows_no_redirects_gets_the_redirect()
    {
        using var services = Services(m => m.Map("site.test", _world.Flexbe), more => more.AddHttpClient("plain").ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false }));
        using var plain = await Clients(services).CreateClient("plain").GetAsync(new Uri("http://site.test/mod/api?method=checkConnection"));
        using var usual = await Clients(services).CreateClient("usual").GetAsync(new Uri("http://site.test/mod/api?method=checkConnection"));
        Assert.Equal((HttpStatusCode.MovedPermanently, HttpStatusCode.OK), (plain.StatusCode, usual.StatusCode));
    }

    [Fact]
    public void Synchronous_calls_take_the_same_way()
    {
        using var services = Services();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.leaddyno.com/v1/leads/count");
        using var response = Clients(services).CreateClient().Send(request);
        Assert.Equal(1, _world.Journal.Count("leaddyno", "leads.count"));
    }

    [Fact]
    public void A_vendor_of_another_world_is_refused()
    {
        using var other = World.Open();
        var refused = Assert.Throws<ArgumentException>(() => Services(m => m.Map("crm.partner.test", other.Maxwork)));
        Assert.StartsWith("This Maxwork lives in another world than the one that the application is wired to", refused.Message);
        Assert.Contains("Take it from the same world: world.Maxwork.", refused.Message);
        Assert.Throws<ArgumentException>(() => Services(m => m.Configure("Crm", other.Maxwork)));
    }

    [Fact]
    public void An_application_is_wired_to_one_world_once()
    {
        using var other = World.Open();
        var services = new ServiceCollection().AddMocks(_world);
        Assert.Contains("another world already", Assert.Throws<InvalidOperationException>(() => services.AddMocks(other)).Message);
        Assert.Contains("Say all of it in one", Assert.Throws<InvalidOperationException>(() => services.AddMocks(_world)).Message);
    }

    [Fact]
    public async Task A_closed_world_says_so()
    {
        using var services = Services();
        _world.Dispose();
        var closed = await Assert.ThrowsAsync<ObjectDisposedException>(() => Clients(services).CreateClient().GetAsync(new Uri("https://api.leaddyno.com/v1/leads/count")));
        Assert.Contains("Keep it open as long as its clients are in use.", closed.Message);
        Assert.Throws<ObjectDisposedException>(() => _world.LeadDyno.ShouldNotHaveReceived("leads.count"));
    }

    [Fact]
    public void Settings_are_the_worlds_addresses_and_keys()
    {
        var wiring = MocksWiring.Of(_world, m => m
            .Configure("LeadDyno:BaseUrl", _world.LeadDyno.BaseAddress)
            .Configure("Crm", _world.Maxwork, key: "Token")
            .Configure(settings => settings["Shop:Name"] = "test"));
        Assert.Equal("https://api.leaddyno.com/v1/", wiring.Settings["LeadDyno:BaseUrl"]);
        Assert.Equal(_world.Maxwork.BaseAddress.AbsoluteUri, wiring.Settings["Crm:BaseUrl"]);
        Assert.Equal(_world.Maxwork.Token, wiring.Settings["Crm:Token"]);
        Assert.Equal("test", wiring.Settings["Shop:Name"]);
    }

    [Fact]
    public void The_time_of_the_services_is_the_worlds_unless_they_keep_theirs()
    {
        using var given = Services();
        Assert.Equal(_world.Clock.Now, given.GetRequiredService<TimeProvider>().GetUtcNow());
        using var kept = Services(m => m.KeepTime(), services => services.AddSingleton(TimeProvider.System));
        Assert.Same(TimeProvider.System, kept.GetRequiredService<TimeProvider>());
    }

    private ServiceProvider Services(Action<MocksWiring>? wire = null, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddHttpClient<Typed>();
        services.AddHttpClient("stubborn").ConfigurePrimaryHttpMessageHandler(() => _network);
        more?.Invoke(services);
        return services.AddMocks(_world, wire).BuildServiceProvider();
    }

    private static IHttpClientFactory Clients(IServiceProvider services) => services.GetRequiredService<IHttpClientFactory>();

    public sealed class Typed(HttpClient http)
    {
        public HttpClient Http => http;
    }

    /// <summary>Stands for everything outside.</summary>
    private sealed class Network : HttpMessageHandler
    {
        public List<string> Calls { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls.Add(request.RequestUri!.AbsoluteUri);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
