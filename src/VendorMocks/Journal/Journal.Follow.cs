using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Threading.Channels;

namespace VendorMocks;

/// <content>What is told as it comes, and what is kept beside the exchanges.</content>
public sealed partial class Journal
{
    private const int MostExpectations = 1000;

    private readonly Queue<Verification> _expectations = [];
    private string? _series;

    // Told under the journal's lock and often the world's: a writer that never waits is all that may stand here.
    private ImmutableArray<ChannelWriter<Exchange>> _followers = [];

    /// <summary>What the numbers belong to: another series begins when the journal is emptied, and on another server.</summary>
    internal string Series
    {
        get
        {
            lock (_gate)
                return _series ??= RandomNumberGenerator.GetHexString(12, lowercase: true);
        }
    }

    /// <summary>The verifications that were asked for over HTTP, for the report at the end of a job; the last 1,000.</summary>
    internal IReadOnlyList<Verification> Expectations
    {
        get
        {
            lock (_gate)
                return [.. _expectations];
        }
    }

    /// <summary>Keeps a verification for the report.</summary>
    internal void Remember(Verification verification)
    {
        lock (_gate)
        {
            _expectations.Enqueue(verification);
            if (_expectations.Count > MostExpectations)
                _expectations.Dequeue();
        }
    }

    /// <summary>Tells each exchange from now on, until the result is disposed.</summary>
    /// <param name="news">Receives them; one that is bounded drops some, it never waits.</param>
    internal IDisposable Follow(ChannelWriter<Exchange> news)
    {
        lock (_gate)
            _followers = _followers.Add(news);
        return new Following(this, news);
    }

    /// <summary>Ends all following, because the world closes.</summary>
    internal void EndFollowing()
    {
        lock (_gate)
        {
            foreach (var news in _followers)
                news.TryComplete();
            _followers = [];
        }
    }

    /// <summary>Forgets some exchanges; they count as if they had never been.</summary>
    internal int RemoveAll(Predicate<Exchange> match)
    {
        lock (_gate)
        {
            var removed = 0;
            for (var left = _ring.Count; left > 0; left--)
            {
                var exchange = _ring.Dequeue();
                if (!match(exchange))
                {
                    _ring.Enqueue(exchange);
                    continue;
                }

                exchange.Journal = null;
                _bytes -= exchange.Bytes;
                _budget.Add(-exchange.Bytes);
                removed++;
            }

            return removed;
        }
    }

    private sealed class Following(Journal journal, ChannelWriter<Exchange> news) : IDisposable
    {
        public void Dispose()
        {
            lock (journal._gate)
                journal._followers = journal._followers.Remove(news);
        }
    }
}
