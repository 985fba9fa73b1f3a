using System.Collections.Immutable;
using System.Threading.Channels;

namespace VendorMocks;

/// <summary>
/// What all journals of a host have together: the bytes that they may hold, of which the fullest journal gives way first, and
/// those who follow them all.
/// </summary>
internal sealed class JournalBudget(long maxBytes = JournalBudget.DefaultMaxBytes)
{
    public const long DefaultMaxBytes = 64L * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly List<WeakReference<Journal>> _journals = [];
    private long _bytes;
    private long _evicted;

    // Told under a journal's lock: a writer that never waits is all that may stand here.
    private ImmutableArray<ChannelWriter<Exchange>> _followers = [];

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

    /// <summary>Tells each exchange of any journal from now on, until the result is disposed.</summary>
    /// <param name="news">Receives them; one that is bounded drops some, it never waits.</param>
    public IDisposable Follow(ChannelWriter<Exchange> news)
    {
        ImmutableInterlocked.Update(ref _followers, followers => followers.Add(news));
        return new Following(this, news);
    }

    public void Tell(Exchange exchange)
    {
        foreach (var news in _followers)
            news.TryWrite(exchange);
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

    private sealed class Following(JournalBudget budget, ChannelWriter<Exchange> news) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref budget._followers, followers => followers.Remove(news));
    }
}
