namespace VendorMocks.Tests;

/// <summary>Counts the timers of the system that could still ring.</summary>
internal sealed class LiveTimers : TimeProvider
{
    private int _live;

    public int Live => Volatile.Read(ref _live);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Counted(this, System.CreateTimer(callback, state, dueTime, period), dueTime);

    private sealed class Counted : ITimer
    {
        private readonly LiveTimers _owner;
        private readonly ITimer _inner;
        private int _armed;

        public Counted(LiveTimers owner, ITimer inner, TimeSpan dueTime)
        {
            (_owner, _inner) = (owner, inner);
            Arm(dueTime != Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Arm(dueTime != Timeout.InfiniteTimeSpan);
            return _inner.Change(dueTime, period);
        }

        public void Dispose()
        {
            Arm(false);
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Arm(false);
            return _inner.DisposeAsync();
        }

        private void Arm(bool on)
        {
            if (Interlocked.Exchange(ref _armed, on ? 1 : 0) != (on ? 1 : 0))
                Interlocked.Add(ref _owner._live, on ? 1 : -1);
        }
    }
}
