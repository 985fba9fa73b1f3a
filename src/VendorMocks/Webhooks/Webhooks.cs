using System.Collections.Immutable;

namespace VendorMocks;

/// <summary>
/// The world's outgoing calls: a queue per endpoint, sent outside every lock and in order, and a log of the deliveries.
/// Due times are the world's; a slow or dead receiver delays nobody but the deliveries behind it at the same endpoint.
/// </summary>
/// <remarks>
/// An attempt succeeds by a 2xx within ten real seconds; redirects are not followed. While a delivery waits to be repeated,
/// those behind it at the same endpoint wait too. Receivers and allowed targets are wiring, not state: they outlive
/// <see cref="World.Reset"/>, and snapshots do not hold them.
/// </remarks>
#pragma warning disable CA1001 // Its world closes it: users have nothing to dispose.
public sealed class Webhooks
#pragma warning restore CA1001
{
    private readonly WorldClock _clock;
    private readonly WebhookSender _sender = new();
    private ImmutableList<Receiver> _receivers = [];
    private TargetPolicy _policy;
    private Outbox _outbox;

    internal Webhooks(WorldClock clock, IEnumerable<string> targets)
    {
        _clock = clock;
        _policy = TargetPolicy.Default.With(targets);
        _outbox = new Outbox(clock, SendAsync);
    }

    /// <summary>The delivery log, oldest first: the last 1,000 that are finished and whatever still waits.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries => Current.Deliveries;

    /// <summary>The time by which receivers are given up; a test may put a clock of its own here.</summary>
    internal TimeProvider Time
    {
        set => _sender.Time = value;
    }

    /// <summary>Told of each attempt, outside every lock.</summary>
    internal Action<WebhookDelivery, DeliveryAttempt>? Attempted { get; init; }

    /// <summary>When the next delivery is due that the clock has yet to reach; null when none waits.</summary>
    internal DateTimeOffset? NextDue => Current.NextDue;

    private Outbox Current => Volatile.Read(ref _outbox);

    /// <summary>Delivers into a handler instead of over a socket: into the application under test, which need not listen anywhere.</summary>
    /// <param name="receiver">Gets the calls; stays the caller's to dispose. It follows redirects if it is made so.</param>
    /// <param name="target">
    /// Only calls to this host (<c>crm.test</c>), or to URLs that begin with this one (<c>http://crm.test/hooks/</c>); null for all.
    /// Of several receivers that fit, the one named last gets the call.
    /// </param>
    public void DeliverTo(HttpMessageHandler receiver, string? target = null)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        ImmutableInterlocked.Update(ref _receivers, list => list.Add(new Receiver(target, receiver)));
    }

    /// <summary>
    /// Allows targets outside this machine and private networks. Without it a world calls loopback and private addresses, single-label
    /// names, and names below <c>.localhost</c>, <c>.test</c> and <c>.internal</c> that lead to such addresses.
    /// </summary>
    /// <param name="targets">Host names, <c>*.example.com</c>, addresses, networks such as <c>203.0.113.0/24</c>, or <c>*</c> for all.</param>
    /// <exception cref="ArgumentException">A text is none of these; nothing was allowed.</exception>
    public void AllowTargets(params IEnumerable<string> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        string[] all = [.. targets];
        TargetPolicy before;
        do
            before = _policy;
        while (Interlocked.CompareExchange(ref _policy, before.With(all), before) != before);
    }

    /// <summary>Sends a delivery once more, as a new entry of the log.</summary>
    /// <param name="id">Its number.</param>
    /// <returns>The new entry, or null when there is no such delivery.</returns>
    public WebhookDelivery? Redeliver(long id)
    {
        var outbox = Current;
        if (outbox.Find(id) is not { } old)
            return null;
        var now = _clock.Now;
        return outbox.Add(old with
        {
            Id = 0,
            RaisedAt = now,
            DueAt = now,
            State = DeliveryState.Queued,
            Attempts = [],
            Refused = RefusalOf(old.Url),
            RedeliveryOf = id,
        });
    }

    /// <summary>Waits until everything that is due by now has been tried. What is due later waits for the clock.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the deliveries.</param>
    public Task SettleAsync(CancellationToken cancellationToken = default) => Current.SettleAsync().WaitAsync(cancellationToken);

    /// <summary>A number for a delivery that will be enqueued when its call is committed.</summary>
    internal long TakeId() => Current.TakeId();

    /// <summary>Puts messages in and starts what is due. Called under the world's lock: it neither waits nor sends.</summary>
    internal void Enqueue(IReadOnlyList<WebhookMessage> messages, DateTimeOffset now)
    {
        foreach (var message in messages)
        {
            Current.Add(new WebhookDelivery
            {
                Id = message.Id,
                Vendor = message.Vendor,
                Event = message.Event,
                Subject = message.Subject,
                Method = message.Method,
                Url = message.Url,
                Endpoint = message.Endpoint,
                Body = message.Body,
                RaisedAt = now,
                DueAt = now + message.Delay,
                RetrySeconds = message.RetrySeconds,
                Refused = RefusalOf(message.Url),
            });
        }
    }

    /// <summary>Starts what is due by then.</summary>
    internal void Run(DateTimeOffset until) => Current.Run(until);

    /// <summary>Forgets everything; what is under way is cut off and its result ignored.</summary>
    internal void Clear() => Interlocked.Exchange(ref _outbox, new Outbox(_clock, SendAsync)).Dispose();

    /// <summary>Ends everything for good. Does not wait.</summary>
    internal void Close()
    {
        Current.Dispose();
        _sender.Dispose();
    }

    /// <summary>What waits and what was done, for snapshots. Deliveries under way count as waiting: a restored one is made again.</summary>
    internal ImmutableArray<WebhookDelivery> Save() =>
        [.. Deliveries.Select(delivery => delivery.State == DeliveryState.Sending ? delivery with { State = DeliveryState.Queued } : delivery)];

    /// <summary>Takes a saved outbox over in place of the present one; what is due starts at once.</summary>
    internal void Restore(ImmutableArray<WebhookDelivery> saved)
    {
        Clear();
        Current.Load(saved);
    }

    private async Task<DeliveryAttempt> SendAsync(WebhookDelivery delivery, CancellationToken stop)
    {
        var attempt = await _sender.SendAsync(delivery, ReceiverOf(delivery.Url), Volatile.Read(ref _policy), _clock.Now, stop).ConfigureAwait(false);
        Attempted?.Invoke(delivery, attempt);
        return attempt;
    }

    private string? RefusalOf(string url) => ReceiverOf(url) is null ? Volatile.Read(ref _policy).Refusal(url) : null;

    private HttpMessageHandler? ReceiverOf(string url)
    {
        if (_receivers is not { Count: > 0 } receivers || TargetPolicy.AddressOf(url) is not { } address)
            return null;
        // The receiver named last wins, so that a test can narrow what its fixture set up.
        for (var i = receivers.Count - 1; i >= 0; i--)
        {
            var target = receivers[i].Target;
            var fits = target is null
                || (target.Contains("://", StringComparison.Ordinal)
                    ? IsBelow(address, target)
                    : string.Equals(target, address.IdnHost, StringComparison.OrdinalIgnoreCase));
            if (fits)
                return receivers[i].Handler;
        }

        return null;
    }

    private static bool IsBelow(Uri address, string beginning) =>
        TargetPolicy.AddressOf(beginning) is { } root
        && Uri.Compare(root, address, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        && address.PathAndQuery.StartsWith(root.PathAndQuery, StringComparison.Ordinal);

    private sealed record Receiver(string? Target, HttpMessageHandler Handler);
}
