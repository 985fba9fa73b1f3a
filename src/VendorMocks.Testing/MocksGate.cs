using System.Collections.Concurrent;

namespace VendorMocks;

/// <summary>
/// The innermost handler of a client, around the one that would go to the network: asks the world what is the world's, keeps
/// calls from the real vendors, and lets the rest pass.
/// </summary>
internal sealed class MocksGate : DelegatingHandler
{
    private readonly MocksWiring _wiring;
    private readonly string? _client;
    private readonly ConcurrentDictionary<Vendor, HttpMessageInvoker> _invokers = new();
    private readonly HttpMessageInvoker _anyVendor;
    private readonly bool _redirects;

    public MocksGate(MocksWiring wiring, string? client, HttpMessageHandler network)
        : base(network)
    {
        _wiring = wiring;
        _client = client;
        _redirects = FollowsRedirects(network);
        _anyVendor = Invoker(null);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Find(request) is { } world ? world.Send(request, cancellationToken) : base.Send(request, cancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Find(request) is { } world ? world.SendAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _anyVendor.Dispose();
            foreach (var invoker in _invokers.Values)
                invoker.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Who answers in the world; null for the network.</summary>
    private HttpMessageInvoker? Find(HttpRequestMessage request)
    {
        if (_wiring.FakeOf(_client) is { } fake)
            return _invokers.GetOrAdd(fake.Vendor, Invoker);
        if (request.RequestUri is not { IsAbsoluteUri: true } uri || _wiring.Passes(uri.IdnHost))
            return null;
        var host = request.Headers.Host is { } named && Uri.TryCreate($"{uri.Scheme}://{named}", UriKind.Absolute, out var other) ? other.IdnHost : uri.IdnHost;
        if (_wiring.World.Host.IsMapped(host) || Address.OwnerOf(host) is not null)
            return _anyVendor;
        return Vendors.OwnerOfDomain(uri.IdnHost) is { } real ? throw Blocked(request.Method.Method, uri, real) : null;
    }

    private HttpMessageInvoker Invoker(Vendor? vendor) =>
        new(new MocksHandler(_wiring.World.Host, _wiring.World, vendor) { AllowAutoRedirect = _redirects });

    /// <summary>Also kept among the unclaimed calls, for applications that keep their exceptions to themselves.</summary>
    private InvalidOperationException Blocked(string method, Uri uri, Vendor real)
    {
        var why = $"{method} {uri.GetLeftPart(UriPartial.Path)} would have reached the real {real.Title}: no fake answers at {uri.Host}. "
            + $"Have one answer there with m.Map(\"{uri.Host}\", world.{real.Title}), or let such calls out with m.PassThrough(\"{uri.Host}\").";
        var request = new ApiRequest(method, uri.Scheme, uri.IdnHost, uri.PathAndQuery, [], default);
        var world = _wiring.World;
        world.Host.Unclaimed.Add(new Exchange(request, Problems.Of(403, "host", why) with { Why = "blocked" }, world.Clock.Now, world.Name, null, null));
        return new InvalidOperationException(why);
    }

    /// <summary>What the client's own handler would do with a redirect.</summary>
    private static bool FollowsRedirects(HttpMessageHandler? handler) => handler switch
    {
        DelegatingHandler outer => FollowsRedirects(outer.InnerHandler),
        SocketsHttpHandler sockets => sockets.AllowAutoRedirect,
        HttpClientHandler client => client.AllowAutoRedirect,
        _ => true,
    };
}
