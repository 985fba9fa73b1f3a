namespace VendorMocks;

/// <summary>
/// The one host timer of a running clock, made when first needed. Used only under the clock's lock, save for reading
/// <see cref="ArmedFor"/>.
/// </summary>
internal sealed class HostAlarm(TimeProvider host, Action ring)
{
    // Waits are cut so that a host whose wall clock is set forward is noticed within the hour.
    private const long LongestWait = TimeSpan.TicksPerHour;

    private ITimer? _timer;
    private long _armedFor = WorldTimer.Never;

    /// <summary>The virtual ticks for which it is armed, or <see cref="WorldTimer.Never"/>.</summary>
    internal long ArmedFor => Volatile.Read(ref _armedFor);

    internal void Arm(long due, long now)
    {
        if (due == WorldTimer.Never)
        {
            Disarm();
            return;
        }
        Volatile.Write(ref _armedFor, due);
        // Never zero: some hosts would call back at once, on this thread, inside the lock.
        var wait = TimeSpan.FromTicks(Math.Clamp(due - now, TimeSpan.TicksPerMillisecond, LongestWait));
        if (_timer is not null)
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        else
            _timer = Make(wait);
    }

    /// <summary>A disarmed timer is rooted nowhere, so a world left behind can be collected.</summary>
    internal void Disarm()
    {
        if (ArmedFor != WorldTimer.Never)
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Forget();
    }

    /// <summary>The timer has rung: it is armed for nothing now.</summary>
    internal void Forget() => Volatile.Write(ref _armedFor, WorldTimer.Never);

    private ITimer Make(TimeSpan wait)
    {
        // The call that happens to come first must not lend its context to every later ring.
        if (ExecutionContext.IsFlowSuppressed())
            return host.CreateTimer(_ => ring(), null, wait, Timeout.InfiniteTimeSpan);
        using (ExecutionContext.SuppressFlow())
            return host.CreateTimer(_ => ring(), null, wait, Timeout.InfiniteTimeSpan);
    }
}
