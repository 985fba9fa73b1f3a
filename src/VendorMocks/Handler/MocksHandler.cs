using System.Buffers;
using System.Net;

namespace VendorMocks;

/// <summary>
/// The door without a socket: an <see cref="HttpMessageHandler"/> that asks the engine instead of a network and behaves like
/// <see cref="SocketsHttpHandler"/> in what its callers can see: redirects, exceptions, the synchronous path, <c>RequestMessage</c>.
/// </summary>
public sealed class MocksHandler : HttpMessageHandler
{
    /// <summary>How many redirects are followed before the redirect itself is the answer, as in <see cref="SocketsHttpHandler"/>.</summary>
    internal const int MaxRedirects = 50;

    private const int LargestKept = 256 * 1024;

    private readonly MocksHost _host;
    private readonly World? _world;
    private readonly Vendor? _vendor;

    // Kept for the next call; of several at once, one keeps its own.
    private ArrayBufferWriter<byte>? _buffer;

    internal MocksHandler(MocksHost host, World? world, Vendor? vendor)
    {
        _host = host;
        _world = world;
        _vendor = vendor;
    }

    /// <summary>Whether a call to a host where its vendor does not answer is a mistake of the test, as with <see cref="Fake.CreateHandler"/>.</summary>
    internal bool OwnHostsOnly { get; init; }

    /// <summary>Whether redirects are followed.</summary>
    public bool AllowAutoRedirect { get; set; } = true;

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowIfMisdirected(request);
        for (var redirects = 0; ; redirects++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            byte[] body = [];
            if (request.Content is { } content)
            {
                using var stream = new MemoryStream();
                content.CopyTo(stream, null, cancellationToken);
                body = stream.ToArray();
            }

            var outcome = Ask(request, body);
            Doors.Block(WaitAsync(outcome, cancellationToken));
            var response = Answer(outcome, request);
            if (redirects == MaxRedirects || !Redirect(request, response))
                return response;
            response.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowIfMisdirected(request);
        for (var redirects = 0; ; redirects++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var body = request.Content is { } content
                ? await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)
                : [];
            var outcome = Ask(request, body);
            await WaitAsync(outcome, cancellationToken).ConfigureAwait(false);
            var response = Answer(outcome, request);
            if (redirects == MaxRedirects || !Redirect(request, response))
                return response;
            response.Dispose();
        }
    }

    private void ThrowIfMisdirected(HttpRequestMessage request)
    {
        if (!OwnHostsOnly || _vendor is not { } vendor || request.RequestUri is not { IsAbsoluteUri: true, Scheme: "http" or "https" } uri
            || uri.IdnHost == vendor.BaseAddress.IdnHost)
            return;
        var owner = _host.VendorAt(new ApiRequest(request.Method.Method, uri.Scheme, uri.IdnHost, uri.PathAndQuery, [], default));
        // A vendor without a host of its own answers wherever no other does.
        if (owner == vendor || (owner is null && !vendor.OwnsHost(vendor.BaseAddress.IdnHost)))
            return;
        throw new InvalidOperationException(
            $"This handler is {vendor.Title}'s, which does not answer at {uri.Host}{(owner is null ? "" : $": that is {owner.Title}'s")}. "
            + (owner is null
                ? $"Send the call to {vendor.BaseAddress}, or have {vendor.Title} answer there: world.{vendor.Title}.AnswerAt(\"{uri.Host}\")."
                : $"Make its client with world.{owner.Title}.CreateHandler()."));
    }

    private Outcome Ask(HttpRequestMessage request, byte[] body)
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        if (uri.Scheme is not ("http" or "https"))
            throw new NotSupportedException($"The '{uri.Scheme}' scheme is not supported.");

        var host = request.Headers.Host ?? (uri.IsDefaultPort ? uri.Host : uri.Authority);
        var headers = Headers(request, host);
        var port = host.LastIndexOf(':');
        var name2 = request.Headers.Host is null ? uri.IdnHost : port > host.LastIndexOf(']') ? host[..port] : host;
        var tooLarge = body.Length > Doors.MaxBodyBytes;
        var asked = new ApiRequest(request.Method.Method, uri.Scheme, name2, uri.PathAndQuery, headers, tooLarge ? default : body) { BodyTooLarge = tooLarge };
        var outcome = _host.Answer(asked, _world, _vendor);
        if (outcome.Cut != Cut.None)
            outcome.Exchange.FaultNote = "In memory there is no connection: the caller meets the exception that HttpClient makes of it.";
        return outcome;
    }

    private static KeyValuePair<string, string>[] Headers(HttpRequestMessage request, string host)
    {
        var sent = request.Headers.NonValidated;
        var ofContent = request.Content?.Headers.NonValidated ?? default;
        var headers = new KeyValuePair<string, string>[1 + sent.Count - (request.Headers.Host is null ? 0 : 1) + ofContent.Count];
        headers[0] = KeyValuePair.Create("Host", host);
        var count = 1;
        foreach (var (name, values) in sent)
        {
            if (!name.Equals("Host", StringComparison.OrdinalIgnoreCase))
                headers[count++] = KeyValuePair.Create(name, values.ToString());
        }

        foreach (var (name, values) in ofContent)
            headers[count++] = KeyValuePair.Create(name, values.ToString());
        return headers;
    }

    private static ValueTask WaitAsync(in Outcome outcome, CancellationToken cancellationToken) =>
        outcome.World is { } world && (outcome.Delay > TimeSpan.Zero || outcome.Cut == Cut.Silence)
            ? WaitAsync(outcome, world, cancellationToken)
            : ValueTask.CompletedTask;

    private static async ValueTask WaitAsync(Outcome outcome, World world, CancellationToken cancellationToken)
    {
        if (outcome.Delay > TimeSpan.Zero)
            await world.Clock.DelayAsync(outcome.Delay, cancellationToken).ConfigureAwait(false);
        if (outcome.Cut != Cut.Silence)
            return;
        // A clock that skips delays has nothing to wait for, and the caller's timeout is not known here.
        if (world.Clock.SkipsDelays)
            throw Doors.TimedOut();
        await world.Clock.DelayAsync(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
    }

    private HttpResponseMessage Answer(in Outcome outcome, HttpRequestMessage request)
    {
        if (outcome.Cut is Cut.BeforeResponse or Cut.Empty or Cut.Reset or Cut.Garbage)
            throw Doors.ConnectionLost(outcome.Cut);

        var buffer = Interlocked.Exchange(ref _buffer, null) ?? new ArrayBufferWriter<byte>(4096);
        var rendered = Rendering.Render(outcome, buffer);
        var body = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= LargestKept)
            _buffer = buffer;
        if (outcome.Cut == Cut.InBody && (body.Length == 0 || request.Method == HttpMethod.Head))
            throw Doors.ConnectionLost(Cut.BeforeResponse);
        var response = new HttpResponseMessage((HttpStatusCode)rendered.Status) { RequestMessage = request };
        var noBody = request.Method == HttpMethod.Head || rendered.Content is null;
        response.Content = noBody
            ? new ByteArrayContent([])
            : outcome is { Cut: Cut.None, BytesPerSecond: 0 } ? new ByteArrayContent(body) : new PacedContent(body, outcome);
        if (rendered.Content is { } content)
        {
            if (content.ContentType.Length > 0)
                response.Content.Headers.TryAddWithoutValidation("Content-Type", content.ContentType);
            response.Content.Headers.ContentLength = body.Length;
        }

        foreach (var (name, value) in rendered.Headers)
            Add(response, name, value);
        foreach (var (name, value) in Rendering.Lines(outcome, rendered))
            Add(response, name, value);
        return response;
    }

    private static void Add(HttpResponseMessage response, string name, string value)
    {
        // Allow and its like belong to the content in this object model.
        if (!response.Headers.TryAddWithoutValidation(name, value))
            response.Content.Headers.TryAddWithoutValidation(name, value);
    }

    /// <summary>Points the request to where the answer sends it; false when the answer stands.</summary>
    private bool Redirect(HttpRequestMessage request, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (!AllowAutoRedirect || status is not (300 or 301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
            return false;

        var from = request.RequestUri!;
        var to = location.IsAbsoluteUri ? location : new Uri(from, location);
        if (from.Fragment.Length > 0 && to.Fragment.Length == 0)
            to = new UriBuilder(to) { Fragment = from.Fragment }.Uri;
        if (to.Scheme is not ("http" or "https") || (from.Scheme == "https" && to.Scheme == "http"))
            return false;

        request.Headers.Authorization = null;
        request.RequestUri = to;
        var method = request.Method;
        if ((status is 300 or 301 or 302 && method == HttpMethod.Post) || (status == 303 && method != HttpMethod.Get && method != HttpMethod.Head))
        {
            request.Method = HttpMethod.Get;
            request.Content = null;
            if (request.Headers.TransferEncodingChunked == true)
                request.Headers.TransferEncodingChunked = false;
        }

        return true;
    }
}
