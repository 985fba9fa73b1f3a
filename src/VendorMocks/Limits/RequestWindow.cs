namespace VendorMocks;

/// <summary>One key's counted requests. All times in ticks; <c>now</c> never goes back.</summary>
internal sealed class RequestWindow(WindowKind kind)
{
    private long _opened = long.MinValue;
    private int _used;

    // Of a sliding window: a ring, the oldest at _head.
    private long[] _times = [];
    private int _head;

    internal WindowKind Kind => kind;

    /// <summary>From here on the window says no more than a fresh one.</summary>
    internal long Ends { get; private set; } = long.MinValue;

    /// <summary>The requests that count now.</summary>
    internal int Used(long length, long now)
    {
        if (kind != WindowKind.Sliding)
            return IsOver(length, now) ? 0 : _used;
        // A request leaves the window exactly its length after it came.
        while (_used > 0 && now - _times[_head] >= length)
        {
            _head = (_head + 1) % _times.Length;
            _used--;
        }
        return _used;
    }

    /// <summary>How long until fewer than <paramref name="max"/> requests count. Call <see cref="Used"/> first.</summary>
    internal long Wait(int max, long length, long now)
    {
        if (_used == 0 || max == 0)
            return length;
        return kind == WindowKind.Sliding
            ? _times[(_head + Math.Max(0, _used - max)) % _times.Length] + length - now
            : _opened + length - now;
    }

    /// <summary>Counts requests made now. A sliding window keeps the latest <paramref name="max"/>: no others can decide.</summary>
    internal void Count(int count, int max, long length, long now)
    {
        if (kind == WindowKind.Sliding)
        {
            _ = Used(length, now);
            for (var left = Math.Min(count, max); left > 0; left--)
                Push(now, max);
            _opened = now;
        }
        else
        {
            if (IsOver(length, now))
                (_opened, _used) = (kind == WindowKind.Anchored ? now : Aligned(length, now), 0);
            _used = (int)Math.Min(int.MaxValue, (long)_used + count);
        }
        Ends = _opened + length;
    }

    internal RequestWindowState Save(string key) => new(
        key, kind, At(_opened), At(Ends), kind == WindowKind.Sliding ? 0 : _used,
        kind == WindowKind.Sliding ? [.. Enumerable.Range(0, _used).Select(i => At(_times[(_head + i) % _times.Length]))] : []);

    internal static RequestWindow Restore(RequestWindowState state) => new(state.Kind)
    {
        _opened = state.Opened.UtcTicks,
        Ends = state.Ends.UtcTicks,
        _times = [.. state.Times.Select(time => time.UtcTicks)],
        _used = state.Kind == WindowKind.Sliding ? state.Times.Count : state.Used,
    };

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);

    private static long Aligned(long length, long now)
    {
        var past = (now - DateTimeOffset.UnixEpoch.UtcTicks) % length;
        return now - (past < 0 ? past + length : past);
    }

    private bool IsOver(long length, long now) => _opened == long.MinValue
        || (kind == WindowKind.Anchored ? now - _opened >= length : Aligned(length, now) != _opened);

    private void Push(long now, int max)
    {
        while (_used >= max)
        {
            _head = (_head + 1) % _times.Length;
            _used--;
        }
        if (_used == _times.Length)
            Grow(max);
        _times[(_head + _used) % _times.Length] = now;
        _used++;
    }

    private void Grow(int max)
    {
        var times = new long[Math.Min(max, Math.Max(8, _times.Length * 2))];
        for (var i = 0; i < _used; i++)
            times[i] = _times[(_head + i) % _times.Length];
        (_times, _head) = (times, 0);
    }
}
