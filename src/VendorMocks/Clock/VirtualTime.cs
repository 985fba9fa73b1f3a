namespace VendorMocks;

/// <summary>
/// The reading of a world's clock, in ticks. Written only under the clock's lock, read by anybody without one.
/// </summary>
internal sealed class VirtualTime
{
    // A reading of 0 or more is the time of a frozen clock. A running clock keeps its offset to the host, shifted so far down
    // that it is always negative: one atomic number says both.
    private const long RunningShift = 1L << 62;

    private readonly TimeProvider _host;
    private long _reading;

    internal VirtualTime(TimeProvider host, long start, bool running)
    {
        _host = host;
        Set(start, running);
    }

    internal bool IsFrozen => Volatile.Read(ref _reading) >= 0;

    internal long Now
    {
        get
        {
            var reading = Volatile.Read(ref _reading);
            return reading >= 0
                ? reading
                : Math.Clamp(_host.GetUtcNow().UtcTicks + reading + RunningShift, 0, DateTimeOffset.MaxValue.UtcTicks);
        }
    }

    /// <summary>How far ahead of the host it is; of a running clock exactly, so that saving again and again adds no drift.</summary>
    internal long Offset
    {
        get
        {
            var reading = Volatile.Read(ref _reading);
            return reading < 0 ? reading + RunningShift : reading - _host.GetUtcNow().UtcTicks;
        }
    }

    internal void Set(long now, bool running)
    {
        if (running)
            SetOffset(now - _host.GetUtcNow().UtcTicks);
        else
            Volatile.Write(ref _reading, now);
    }

    /// <summary>Runs ahead of the host by this much, or behind it if negative.</summary>
    internal void SetOffset(long offset) => Volatile.Write(ref _reading, offset - RunningShift);

    /// <summary>Moves ahead; does nothing if that moment has passed.</summary>
    internal void StepTo(long ticks)
    {
        var ahead = ticks - Now;
        if (ahead > 0)
            Volatile.Write(ref _reading, _reading + ahead);
    }
}
