using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VendorMocks;

/// <summary>Makes a world's outgoing calls: into a handler of the test, or over a socket whose address is checked when it connects.</summary>
internal sealed class WebhookSender : IDisposable
{
    private const int MaxAnswer = 4096;

    private static readonly HttpRequestOptionsKey<TargetPolicy> Policy = new("mocks.target-policy");

    // One per world, so that no connection outlives its world or serves another with a stricter policy.
    private readonly Lazy<HttpMessageInvoker> _sockets = new(static () => new HttpMessageInvoker(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // A proxy would connect to addresses that nobody checked.
        UseProxy = false,
        ActivityHeadersPropagator = null,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
        ConnectCallback = ConnectAsync,
    }));

    /// <summary>How long a receiver may take, in real time.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(10);

    /// <summary>What real time is; tests put a clock of their own here.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>One attempt. Never throws: what goes wrong is in the result.</summary>
    /// <param name="delivery">What to send.</param>
    /// <param name="receiver">Gets the call instead of a socket; null for a socket.</param>
    /// <param name="policy">Which addresses a socket may connect to.</param>
    /// <param name="sentAt">What the world's clock shows.</param>
    /// <param name="stop">Ends the attempt when the world goes.</param>
    public async Task<DeliveryAttempt> SendAsync(
        WebhookDelivery delivery, HttpMessageHandler? receiver, TargetPolicy policy, DateTimeOffset sentAt, CancellationToken stop)
    {
        var began = Time.GetTimestamp();
        using var patience = new CancellationTokenSource(Patience, Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        DeliveryAttempt attempt;
        try
        {
            var token = limit.Token;
            // A receiver that blocks, or ignores its token, must not hold its queue up beyond the limit.
            var (status, answer) = await Task.Run(() => AskAsync(delivery, receiver, policy, token), token).WaitAsync(token).ConfigureAwait(false);
            attempt = new DeliveryAttempt(delivery.DueAt, status, answer, null);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            attempt = new DeliveryAttempt(delivery.DueAt, null, "", $"No answer within {Patience.TotalSeconds} seconds.");
        }
#pragma warning disable CA1031 // A receiver may throw anything; whatever it is belongs into the log and nowhere else.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            attempt = new DeliveryAttempt(delivery.DueAt, null, "", fault.Message);
        }

        return attempt with { SentAt = sentAt, Took = Time.GetElapsedTime(began) };
    }

    public void Dispose()
    {
        if (_sockets.IsValueCreated)
            _sockets.Value.Dispose();
    }

    private async Task<(int Status, string Answer)> AskAsync(WebhookDelivery delivery, HttpMessageHandler? receiver, TargetPolicy policy, CancellationToken token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(delivery.Method), TargetPolicy.AddressOf(delivery.Url));
        request.Options.Set(Policy, policy);
        if (delivery.Body is { } body)
        {
            request.Content = new ByteArrayContent(body.ToArray());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", body.ContentType);
        }

        using var wrapped = receiver is null ? null : new HttpMessageInvoker(receiver, disposeHandler: false);
        using var response = await (wrapped ?? _sockets.Value).SendAsync(request, token).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
        var answer = new byte[MaxAnswer];
        var length = await stream.ReadAtLeastAsync(answer, MaxAnswer, throwOnEndOfStream: false, token).ConfigureAwait(false);
        return ((int)response.StatusCode, Encoding.UTF8.GetString(answer, 0, length));
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var policy = context.InitialRequestMessage.Options.TryGetValue(Policy, out var given) ? given : TargetPolicy.Default;
        var addresses = await ResolveAsync(host, cancellationToken).ConfigureAwait(false);
        var allowed = Array.FindAll(addresses, address => policy.Allows(host, address));
        if (allowed.Length == 0)
        {
            throw new HttpRequestException(
                $"'{host}' leads to {string.Join(", ", addresses.AsEnumerable())}, which is neither on this machine nor in a private network, nor allowed as a webhook target.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // RFC 6761: names below localhost are this machine, whatever a resolver thinks of them.
    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) =>
        host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
            : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
}
