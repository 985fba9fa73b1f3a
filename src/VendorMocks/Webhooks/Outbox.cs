namespace VendorMocks;

/// <summary>
/// What a world has to send and what became of it. A reset or a restored snapshot puts another outbox in its place, so that
/// whatever is still under way for this one comes to nothing.
/// </summary>
/// <remarks>
/// An endpoint whose queue is not empty is in one of three places: scheduled (its first delivery is due later), ready, or
/// taken by a worker. Workers live on the thread pool and only as long as something is ready.
/// </remarks>
internal sealed class Outbox : IDisposable
{
    private const int MaxLog = 1000;
    private const int MaxWorkers = 64;
    private const long Never = long.MaxValue;

    private readonly Lock _gate = new();
    private readonly WorldClock _clock;
    private readonly Func<WebhookDelivery, CancellationToken, Task<DeliveryAttempt>> _send;
    private readonly SortedDictionary<long, WebhookDelivery> _log = [];
    private readonly Queue<long> _finished = new();
    private readonly Dictionary<string, EndpointQueue> _endpoints = new(StringComparer.Ordinal);
    private readonly PriorityQueue<EndpointQueue, (long Due, long Id)> _scheduled = new();
    private readonly Queue<EndpointQueue> _ready = new();
    private readonly List<TaskCompletionSource> _settling = [];
    private readonly CancellationTokenSource _stop = new();
    private long _nextDue = Never;
    private long _lastId;
    private int _workers;
    private int _sending;
    private bool _closed;

    /// <param name="clock">The world's clock: what is due is due on it.</param>
    /// <param name="send">Makes one attempt and never throws.</param>
    public Outbox(WorldClock clock, Func<WebhookDelivery, CancellationToken, Task<DeliveryAttempt>> send) => (_clock, _send) = (clock, send);

    /// <summary>When the next delivery is due that the clock has yet to reach; null when none waits. Read without a lock on every call.</summary>
    public DateTimeOffset? NextDue => Volatile.Read(ref _nextDue) is var due && due == Never ? null : new DateTimeOffset(due, TimeSpan.Zero);

    /// <summary>The log in the order of numbers.</summary>
    public WebhookDelivery[] Deliveries
    {
        get
        {
            lock (_gate)
                return [.. _log.Values];
        }
    }

    /// <summary>The number of the next delivery; it is used up.</summary>
    public long TakeId()
    {
        lock (_gate)
            return ++_lastId;
    }

    public WebhookDelivery? Find(long id)
    {
        lock (_gate)
            return _log.GetValueOrDefault(id);
    }

    /// <summary>Enters a delivery under its number, or under the next one if it has none, and starts it if it is due.</summary>
    /// <param name="delivery">A new delivery; with a reason in <see cref="WebhookDelivery.Refused"/> it only goes into the log.</param>
    public WebhookDelivery Add(WebhookDelivery delivery)
    {
        lock (_gate)
        {
            if (delivery.Id == 0)
                delivery = delivery with { Id = ++_lastId };
            if (_closed)
                return delivery;
            var queue = _endpoints.GetValueOrDefault(delivery.Endpoint) ?? new EndpointQueue(delivery.Endpoint);
            if (delivery.Refused is null && queue.IsFull)
                delivery = delivery with { Refused = $"{EndpointQueue.Capacity} deliveries wait for this endpoint already." };
            if (delivery.Refused is not null)
            {
                delivery = delivery with { State = DeliveryState.Failed };
                _log.Add(delivery.Id, delivery);
                Finish(delivery.Id);
                return delivery;
            }

            _log.Add(delivery.Id, delivery);
            Append(queue, delivery.Id);
            StartWorkers();
            return delivery;
        }
    }

    /// <summary>Takes over what another outbox held; what is due starts at once.</summary>
    public void Load(IEnumerable<WebhookDelivery> saved)
    {
        lock (_gate)
        {
            foreach (var delivery in saved.OrderBy(delivery => delivery.Id))
            {
                _log.Add(delivery.Id, delivery);
                _lastId = Math.Max(_lastId, delivery.Id);
                if (delivery.IsFinished)
                    Finish(delivery.Id);
                else
                    Append(_endpoints.GetValueOrDefault(delivery.Endpoint) ?? new EndpointQueue(delivery.Endpoint), delivery.Id);
            }

            StartWorkers();
        }
    }

    /// <summary>Starts what is due by then. It neither waits nor sends.</summary>
    public void Run(DateTimeOffset until)
    {
        if (until.UtcTicks < Volatile.Read(ref _nextDue))
            return;
        lock (_gate)
        {
            while (_scheduled.TryPeek(out var queue, out var first) && first.Due <= until.UtcTicks)
            {
                _scheduled.Dequeue();
                _ready.Enqueue(queue);
            }

            NoteNextDue();
            StartWorkers();
        }
    }

    /// <summary>Completes when nothing is under way and nothing waits that is due now.</summary>
    public Task SettleAsync()
    {
        Run(_clock.Now);
        lock (_gate)
        {
            if (_closed || (_sending == 0 && _ready.Count == 0))
                return Task.CompletedTask;
            var settled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _settling.Add(settled);
            return settled.Task;
        }
    }

    /// <summary>Cuts off what is under way and forgets the rest. Does not wait.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _scheduled.Clear();
            _ready.Clear();
            NoteNextDue();
            Settled();
        }

        // What receivers have registered runs on the pool: the caller may hold the world's lock.
        _ = _stop.CancelAsync();
    }

    private void Append(EndpointQueue queue, long id)
    {
        queue.Waiting.Enqueue(id);
        if (queue.Waiting.Count > 1)
            return;
        _endpoints.Add(queue.Name, queue);
        Place(queue);
    }

    // The first of the queue decides where it goes.
    private void Place(EndpointQueue queue)
    {
        var id = queue.Waiting.Peek();
        var due = _log[id].DueAt;
        if (due <= _clock.Now)
        {
            _ready.Enqueue(queue);
            return;
        }

        _scheduled.Enqueue(queue, (due.UtcTicks, id));
        NoteNextDue();
    }

    private void StartWorkers()
    {
        for (var idle = _ready.Count; idle > 0 && _workers < MaxWorkers; idle--)
        {
            _workers++;
            ThreadPool.UnsafeQueueUserWorkItem(static outbox => _ = outbox.WorkAsync(), this, preferLocal: false);
        }
    }

    private async Task WorkAsync()
    {
        while (Take() is { } delivery)
        {
            var attempt = await _send(delivery, _stop.Token).ConfigureAwait(false);
            if (Record(delivery.After(attempt)))
                _clock.Rearm();
        }
    }

    private WebhookDelivery? Take()
    {
        lock (_gate)
        {
            if (!_ready.TryDequeue(out var queue))
            {
                _workers--;
                return null;
            }

            _sending++;
            var id = queue.Waiting.Peek();
            return _log[id] = _log[id] with { State = DeliveryState.Sending };
        }
    }

    /// <summary>Notes what became of an attempt; true when another one is due later.</summary>
    private bool Record(WebhookDelivery delivery)
    {
        lock (_gate)
        {
            _sending--;
            if (_closed)
                return false;
            _log[delivery.Id] = delivery;
            var queue = _endpoints[delivery.Endpoint];
            if (delivery.IsFinished)
            {
                queue.Waiting.Dequeue();
                Finish(delivery.Id);
            }

            if (queue.Waiting.Count > 0)
                Place(queue);
            else
                _endpoints.Remove(queue.Name);
            if (_sending == 0 && _ready.Count == 0)
                Settled();
            return _scheduled.Count > 0;
        }
    }

    // What waits is bounded by its queues, what is finished by this.
    private void Finish(long id)
    {
        _finished.Enqueue(id);
        if (_finished.Count > MaxLog)
            _log.Remove(_finished.Dequeue());
    }

    private void Settled()
    {
        foreach (var source in _settling)
            source.TrySetResult();
        _settling.Clear();
    }

    private void NoteNextDue() => Volatile.Write(ref _nextDue, _scheduled.TryPeek(out _, out var first) ? first.Due : Never);
}
