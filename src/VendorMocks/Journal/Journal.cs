using System.Runtime.InteropServices;

namespace VendorMocks;

/// <summary>
/// The last exchanges of a world, oldest first: bounded in number, and in bytes together with all journals of the host.
/// Counters survive eviction.
/// </summary>
public sealed partial class Journal
{
    private const int MaxViolated = 20;

    private readonly Lock _gate = new();
    private readonly Queue<Exchange> _ring = new();
    private readonly Dictionary<(string? Vendor, string? Operation, int Status), long> _dropped = [];
    private readonly JournalBudget _budget;
    private readonly int _capacity;
    private readonly List<Exchange> _violated = [];
    private long _lastId;
    private long _evicted;
    private long _evictedUnseen;
    private long _bytes;
    private DateTimeOffset _droppedUntil;

    internal Journal(JournalBudget budget, int capacity = 1000)
    {
        _budget = budget;
        _capacity = capacity;
    }

    /// <summary>How many exchanges were dropped to keep the bounds; what is asserted about them cannot be certified.</summary>
    public long Evicted
    {
        get
        {
            lock (_gate)
                return _evicted;
        }
    }

    /// <summary>How many exchanges there were, dropped ones included.</summary>
    public long Total
    {
        get
        {
            lock (_gate)
                return _lastId;
        }
    }

    /// <summary>
    /// The first exchanges that a strict world found to depart from their contract, at most 20; they stay here when the ring drops
    /// them.
    /// </summary>
    public IReadOnlyList<Exchange> Violated
    {
        get
        {
            lock (_gate)
                return [.. _violated];
        }
    }

    /// <summary>A copy of what is kept, oldest first.</summary>
    public IReadOnlyList<Exchange> Exchanges
    {
        get
        {
            lock (_gate)
                return [.. _ring];
        }
    }

    /// <summary>How often an operation ended with a status, dropped exchanges included.</summary>
    /// <param name="vendor">The vendor's name.</param>
    /// <param name="operation">The operation's id.</param>
    /// <param name="status">HTTP status; null for any.</param>
    public long Count(string vendor, string operation, int? status = null)
    {
        var filter = new ExchangeFilter { Vendor = vendor, Operation = operation, Status = status };
        var seen = Look(filter);
        return seen.Calls.Count(filter.Matches) + seen.Dropped;
    }

    /// <summary>Forgets everything, counters and numbers included.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _budget.Add(-_bytes);
            _bytes = 0;
            // An answer that is still being written must not count once it is there.
            foreach (var exchange in _ring)
                exchange.Journal = null;
            _ring.Clear();
            _dropped.Clear();
            _droppedUntil = default;
            _violated.Clear();
            _expectations.Clear();
            _lastId = 0;
            _series = null;
            _evicted = 0;
            _evictedUnseen = 0;
        }
    }

    /// <summary>What is kept of the exchanges that a filter means, oldest first, events on the vendor's side included.</summary>
    /// <param name="filter">Which ones.</param>
    public IReadOnlyList<Exchange> Find(ExchangeFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return [.. Exchanges.Where(filter.Matches)];
    }

    /// <summary>How many calls were dropped before anybody held them against their contract.</summary>
    internal long EvictedUnseen
    {
        get
        {
            lock (_gate)
                return _evictedUnseen;
        }
    }

    /// <summary>The latest exchange of which something holds, or null.</summary>
    internal Exchange? Last(Func<Exchange, bool> holds)
    {
        lock (_gate)
            return _ring.LastOrDefault(holds);
    }

    /// <summary>Takes down what a strict world found about an exchange.</summary>
    internal void Judged(Exchange exchange, IReadOnlyList<Violation>? violations)
    {
        lock (_gate)
        {
            exchange.Violations = violations;
            if (violations is { Count: > 0 } && _violated.Count < MaxViolated)
                _violated.Add(exchange);
        }
    }

    internal long Bytes => Interlocked.Read(ref _bytes);

    internal void Add(Exchange exchange)
    {
        lock (_gate)
        {
            exchange.Id = ++_lastId;
            exchange.Journal = this;
            exchange.IsUnclaimed = Unclaimed is null;
            _ring.Enqueue(exchange);
            foreach (var news in _followers)
                news.TryWrite(exchange);
            _budget.Tell(exchange);
            _bytes += exchange.Bytes;
            _budget.Add(exchange.Bytes);
            if (_ring.Count > _capacity)
                EvictOldest();
        }

        _budget.Enforce();
        Interlocked.Exchange(ref _arrival, null)?.TrySetResult();
    }

    internal void Grew(Exchange exchange, int bytes)
    {
        lock (_gate)
        {
            if (exchange.Journal != this)
                return;
            exchange.Grow(bytes);
            _bytes += bytes;
            _budget.Add(bytes);
        }

        _budget.Enforce();
    }

    /// <summary>Drops the oldest exchange; false when there is none.</summary>
    internal bool Shrink()
    {
        lock (_gate)
        {
            if (_ring.Count == 0)
                return false;
            EvictOldest();
            return true;
        }
    }

    private void EvictOldest()
    {
        var oldest = _ring.Dequeue();
        oldest.Journal = null;
        _bytes -= oldest.Bytes;
        _budget.Add(-oldest.Bytes);
        _evicted++;
        _budget.CountEviction();
        if (!oldest.VendorSide)
        {
            var key = (oldest.Vendor, oldest.Operation, oldest.Response.Status);
            CollectionsMarshal.GetValueRefOrAddDefault(_dropped, key, out _)++;
            if (oldest.At > _droppedUntil)
                _droppedUntil = oldest.At;
        }

        if (oldest is { Violations: null, VendorSide: false, OffContract: false })
            _evictedUnseen++;
    }
}
