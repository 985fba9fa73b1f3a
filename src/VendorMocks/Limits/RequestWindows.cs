namespace VendorMocks;

/// <summary>
/// Counts requests per key on the world's clock. It knows no vendor: which requests count, the number and the window's kind
/// are the vendor's rules. Called under the world's lock, so it has none of its own.
/// </summary>
// LD-16, LD-19, LD-20, FB-20, FB-21, FB-22: the numbers and kinds come from those rules, what counts is decided by the caller.
internal sealed class RequestWindows
{
    private const int FirstSweep = 64;

    private readonly Dictionary<string, RequestWindow> _windows = new(StringComparer.Ordinal);
    private int _sweepAt = FirstSweep;
    private long _latest;

    /// <summary>How many keys are remembered, some of them perhaps no longer needed.</summary>
    internal int Keys => _windows.Count;

    /// <summary>Counts a request and says whether it is served. A refused one does not count.</summary>
    /// <param name="key">Whose request; compared exactly.</param>
    /// <param name="max">The most requests of one window, 0 or more.</param>
    /// <param name="seconds">The window's length, 1 or more.</param>
    /// <param name="kind">How the window lies in time; a change of it begins afresh.</param>
    /// <param name="now">The world's moment of this exchange.</param>
    /// <param name="countRefused">True: a refused request counts too.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="max"/> or <paramref name="seconds"/> is too small.</exception>
    internal LimitVerdict Take(string key, int max, int seconds, WindowKind kind, DateTimeOffset now, bool countRefused = false)
    {
        var verdict = Peek(key, max, seconds, kind, now);
        if (!verdict.Allowed && !countRefused)
            return verdict;
        var length = seconds * TimeSpan.TicksPerSecond;
        Open(key, kind).Count(1, max, length, _latest);
        // A counted refusal may have put off the moment at which a sliding window serves again.
        return verdict.Allowed ? verdict with { Remaining = verdict.Remaining - 1 } : Peek(key, max, seconds, kind, now);
    }

    /// <summary>What <see cref="Take"/> would say, counting nothing; <see cref="LimitVerdict.Remaining"/> is as of before it.</summary>
    internal LimitVerdict Peek(string key, int max, int seconds, WindowKind kind, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        ArgumentOutOfRangeException.ThrowIfLessThan(seconds, 1);
        // A host's clock may be set back by a moment; windows only ever move forward.
        _latest = Math.Max(_latest, now.UtcTicks);
        var length = seconds * TimeSpan.TicksPerSecond;
        var window = _windows.GetValueOrDefault(key);
        var used = window?.Kind == kind ? window.Used(length, _latest) : 0;
        if (used < max)
            return new LimitVerdict(true, max, max - used, TimeSpan.Zero);
        var wait = window?.Kind == kind ? window.Wait(max, length, _latest) : length;
        return new LimitVerdict(false, max, 0, TimeSpan.FromTicks(wait));
    }

    /// <summary>Spends requests without making them, so that a test meets the limit at once.</summary>
    /// <param name="key">Whose requests.</param>
    /// <param name="count">How many, 0 or more; more than the limit leave nothing.</param>
    /// <param name="max">As for <see cref="Take"/>, and so the rest.</param>
    /// <param name="seconds">The window's length.</param>
    /// <param name="kind">How it lies in time.</param>
    /// <param name="now">The world's present moment.</param>
    internal LimitVerdict Use(string key, int count, int max, int seconds, WindowKind kind, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _ = Peek(key, max, seconds, kind, now);
        if (count > 0)
            Open(key, kind).Count(count, max, seconds * TimeSpan.TicksPerSecond, _latest);
        return Peek(key, max, seconds, kind, now);
    }

    /// <summary>Gives a key its full number back; without a key, all of them.</summary>
    internal void Reset(string? key = null)
    {
        if (key is not null)
        {
            _windows.Remove(key);
            return;
        }
        _windows.Clear();
        (_sweepAt, _latest) = (FirstSweep, 0);
    }

    /// <summary>The windows that still matter, in the order of their keys.</summary>
    internal IReadOnlyList<RequestWindowState> Save() =>
    [
        .. _windows.Where(entry => entry.Value.Ends > _latest)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => entry.Value.Save(entry.Key)),
    ];

    /// <summary>Forgets everything and takes over what <see cref="Save"/> gave.</summary>
    internal void Restore(IEnumerable<RequestWindowState> windows)
    {
        Reset();
        foreach (var state in windows)
            _windows[state.Key] = RequestWindow.Restore(state);
    }

    private RequestWindow Open(string key, WindowKind kind)
    {
        if (_windows.TryGetValue(key, out var window) && window.Kind == kind)
            return window;
        if (_windows.Count >= _sweepAt)
            Sweep();
        return _windows[key] = new RequestWindow(kind);
    }

    /// <summary>Drops what is over. Waiting for twice as many keys afterwards keeps the cost per request constant.</summary>
    private void Sweep()
    {
        foreach (var (key, window) in _windows)
        {
            if (window.Ends <= _latest)
                _windows.Remove(key);
        }
        _sweepAt = Math.Max(FirstSweep, _windows.Count * 2);
    }
}
