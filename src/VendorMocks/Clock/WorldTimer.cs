namespace VendorMocks;

/// <summary>One timer on a world's virtual time. Its fields change only under the clock's lock.</summary>
internal sealed class WorldTimer : ITimer
{
    /// <summary>The due time of a timer that waits for nothing.</summary>
    internal const long Never = long.MaxValue;

    private const long LongestMilliseconds = 0xfffffffe;

    /// <summary>Earliest due first; among equals the one created first.</summary>
    internal static readonly IComparer<WorldTimer> ByDue = Comparer<WorldTimer>.Create(
        static (a, b) => a.Due != b.Due ? a.Due.CompareTo(b.Due) : a._number.CompareTo(b._number));

    private readonly WorldClock _clock;
    private readonly long _number;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private long _period;
    private int _inFlight;
    private TaskCompletionSource? _idle;

    internal WorldTimer(WorldClock clock, long number, TimerCallback callback, object? state) =>
        (_clock, _number, _callback, _state) = (clock, number, callback, state);

    /// <summary>Virtual ticks at which it fires next, or <see cref="Never"/>.</summary>
    internal long Due { get; private set; } = Never;

    internal bool IsDisposed { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period) => _clock.Change(this, dueTime, period);

    public void Dispose() => _clock.Dispose(this);

    /// <summary>Completes when no callback of this timer is under way any more, as the system's timers do.</summary>
    public ValueTask DisposeAsync() => new(_clock.Dispose(this));

    /// <summary>What a timer takes is what the system's takes, so that code which works here works there.</summary>
    internal static void Check(TimeSpan time, string name)
    {
        if ((long)time.TotalMilliseconds is < -1 or > LongestMilliseconds)
            throw new ArgumentOutOfRangeException(name, time,
                $"A timer takes 0 to {LongestMilliseconds} ms, or Timeout.InfiniteTimeSpan.");
    }

    internal void Set(long now, TimeSpan dueTime, TimeSpan period)
    {
        var wait = Math.Max(0, dueTime.Ticks);
        var never = (long)dueTime.TotalMilliseconds == Timeout.Infinite || wait > DateTimeOffset.MaxValue.UtcTicks - now;
        Due = never ? Never : now + wait;
        // As with the system's timers a period below one millisecond means: once.
        _period = period.Ticks < TimeSpan.TicksPerMillisecond ? 0 : period.Ticks;
    }

    /// <summary>A callback is about to run: the timer moves to its next period, or to <see cref="Never"/>.</summary>
    internal void Begin()
    {
        _inFlight++;
        Due = _period > 0 && Due <= DateTimeOffset.MaxValue.UtcTicks - _period ? Due + _period : Never;
    }

    internal void End()
    {
        if (--_inFlight == 0)
            _idle?.TrySetResult();
    }

    /// <summary>Marks it disposed; the task ends with the last callback under way.</summary>
    internal Task Retire()
    {
        (IsDisposed, Due) = (true, Never);
        if (_inFlight == 0)
            return Task.CompletedTask;
        _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _idle.Task;
    }

    /// <summary>Runs the callback in the context in which the timer was created.</summary>
    internal void Run()
    {
        try
        {
            if (_context is null)
                _callback(_state);
            else
                ExecutionContext.Run(_context, static timer => ((WorldTimer)timer!).Call(), this);
        }
        finally
        {
            _clock.Ended(this);
        }
    }

    private void Call() => _callback(_state);
}
