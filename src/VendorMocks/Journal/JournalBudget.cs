namespace VendorMocks;

/// <summary>The bytes that all journals of a host may hold together. The fullest journal gives way first.</summary>
internal sealed class JournalBudget(long maxBytes = JournalBudget.DefaultMaxBytes)
{
    public const long DefaultMaxBytes = 64L * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly List<WeakReference<Journal>> _journals = [];
    private long _bytes;
    private long _evicted;

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>How many exchanges all journals dropped to keep their bounds.</summary>
    public long Evicted => Interlocked.Read(ref _evicted);

    public void CountEviction() => Interlocked.Increment(ref _evicted);

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);

    public Journal CreateJournal(int capacity = 1000, Journal? unclaimed = null)
    {
        var journal = new Journal(this, capacity) { Unclaimed = unclaimed };
        lock (_gate)
        {
            _journals.RemoveAll(reference => !reference.TryGetTarget(out _));
            _journals.Add(new WeakReference<Journal>(journal));
        }

        return journal;
    }

    /// <summary>Drops oldest exchanges until the bound holds. Called outside every journal's lock.</summary>
    public void Enforce()
    {
        while (Bytes > maxBytes && Fullest() is { } journal && journal.Shrink())
        {
        }
    }

    private Journal? Fullest()
    {
        lock (_gate)
        {
            Journal? fullest = null;
            foreach (var reference in _journals)
            {
                if (reference.TryGetTarget(out var journal) && journal.Bytes > (fullest?.Bytes ?? 0))
                    fullest = journal;
            }

            return fullest;
        }
    }
}
