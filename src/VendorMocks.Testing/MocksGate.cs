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
        if (Vendors.OwnerOfDomain(uri.IdnHost) is { } real)
            throw Blocked(request.Method, uri, real);
        return null;
    }

    private HttpMessageInvoker Invoker(Vendor? vendor) =>
        new(new MocksHandler(_wiring.World.Host, _wiring.World, vendor) { AllowAutoRedirect = _redirects });

    private static InvalidOperationException Blocked(HttpMethod method, Uri uri, Vendor real) => new(
        $"{method} {uri.GetLeftPart(UriPartial.Path)} would have reached the real {real.Title}: no fake answers at {uri.Host}. "
        + $"Have one answer there with m.Map(\"{uri.Host}\", world.{real.Title}), or let such calls out with m.PassThrough(\"{uri.Host}\").");

    /// <summary>What the client's own handler would do with a redirect.</summary>
    private static bool FollowsRedirects(HttpMessageHandler? handler) => handler switch
    {
        DelegatingHandler outer => FollowsRedirects(outer.InnerHandler),
        SocketsHttpHandler sockets => sockets.AllowAutoRedirect,
        HttpClientHandler client => client.AllowAutoRedirect,
        _ => true,
    };
}
