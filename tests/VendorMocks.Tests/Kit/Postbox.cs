using System.Net;

namespace VendorMocks.Tests;

/// <summary>Receives what vendors send, in place of the application under test.</summary>
/// <param name="status">What it answers.</param>
public sealed class Postbox(HttpStatusCode status = HttpStatusCode.OK) : HttpMessageHandler
{
    private readonly List<string> _calls = [];

    /// <summary>What came in: verb, host, path with query as it went over the wire, and the body, with blanks between.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_calls)
                return [.. _calls];
        }
    }

    /// <summary>Gives a world such a receiver for all that it sends.</summary>
    public static Postbox Of(World world, HttpStatusCode status = HttpStatusCode.OK)
    {
        var postbox = new Postbox(status);
        world.Webhooks.DeliverTo(postbox);
        return postbox;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? " " + await content.ReadAsStringAsync(cancellationToken) : "";
        lock (_calls)
            _calls.Add($"{request.Method} {request.RequestUri!.Host} {request.RequestUri.PathAndQuery}{body}");
        return new HttpResponseMessage(status);
    }
}
