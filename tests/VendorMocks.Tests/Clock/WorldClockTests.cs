namespace VendorMocks.Tests;

public class WorldClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_frozen_clock_stands_still_while_its_host_goes_on()
    {
        var host = Frozen();
        var clock = new WorldClock(Start, running: false, host);
        host.Advance(Minutes(5));
        Assert.Equal(Start, clock.Now);
        Assert.Equal(Start, clock.GetUtcNow());
        Assert.True(clock.IsFrozen);
    }

    [Fact]
    public void A_running_clock_goes_on_with_its_host_and_keeps_its_distance()
    {
        var host = Frozen();
        var clock = new WorldClock(Start.AddYears(-30), running: true, host);
        host.Advance(Minutes(5));
        Assert.Equal(Start.AddYears(-30).AddMinutes(5), clock.Now);
        clock.Advance(Minutes(60));
        host.Advance(Minutes(1));
        Assert.Equal(Start.AddYears(-30).AddMinutes(66), clock.Now);
    }

    [Fact]
    public void Frozen_time_runs_on_from_the_present_virtual_moment()
    {
        var host = Frozen();
        var clock = new WorldClock(Start, running: true, host);
        host.Advance(Minutes(1));
        clock.Freeze();
        host.Advance(Minutes(10));
        Assert.Equal(Start.AddMinutes(1), clock.Now);
        clock.Run();
        clock.Run();
        Assert.Equal(Start.AddMinutes(1), clock.Now);
        host.Advance(Minutes(2));
        Assert.Equal(Start.AddMinutes(3), clock.Now);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Setting_a_clock_back_is_refused_and_changes_nothing(bool running)
    {
        var clock = new WorldClock(Start, running, Frozen());
        var advanced = Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromTicks(-1)));
        var set = Assert.Throws<ArgumentOutOfRangeException>(() => clock.SetForward(Start.AddTicks(-1)));
        Assert.Contains("back is refused", advanced.Message, StringComparison.Ordinal);
        Assert.Contains("back is refused", set.Message, StringComparison.Ordinal);
        Assert.Equal(("by", "target"), (advanced.ParamName, set.ParamName));
        Assert.Equal(Start, clock.Now);
    }

    [Fact]
    public void Time_ends_with_the_year_9999()
    {
        var clock = Frozen();
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.MaxValue));
        Assert.Equal(Start, clock.Now);
        clock.SetForward(DateTimeOffset.MaxValue);
        Assert.Equal(DateTimeOffset.MaxValue, clock.Now);
        var host = Frozen();
        var running = new WorldClock(DateTimeOffset.MaxValue, running: true, host);
        host.Advance(Minutes(1));
        Assert.Equal(DateTimeOffset.MaxValue, running.Now);
    }

    [Fact]
    public void Set_forward_takes_any_offset_and_now_is_utc()
    {
        var clock = Frozen();
        clock.SetForward(new DateTimeOffset(2026, 1, 1, 15, 0, 0, TimeSpan.FromHours(2)));
        Assert.Equal(Start.AddHours(1), clock.Now);
        Assert.Equal(TimeSpan.Zero, clock.Now.Offset);
        Assert.Equal(TimeSpan.Zero, new WorldClock(Start.ToOffset(TimeSpan.FromHours(3)), false, TimeProvider.System).Now.Offset);
    }

    [Fact]
    public void Timestamps_measure_virtual_time_in_ticks()
    {
        var clock = Frozen();
        Assert.Equal(10_000_000, clock.TimestampFrequency);
        var before = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromTicks(1_234_567));
        Assert.Equal(TimeSpan.FromTicks(1_234_567), clock.GetElapsedTime(before));
        Assert.Equal(TimeZoneInfo.Utc, clock.LocalTimeZone);
    }

    [Fact]
    public void Delays_are_skipped_by_default_exactly_while_frozen()
    {
        var clock = Frozen();
        Assert.True(clock.SkipsDelays);
        clock.Run();
        Assert.False(clock.SkipsDelays);
        clock.SkipDelays();
        Assert.True(clock.SkipsDelays);
        clock.Freeze();
        clock.SkipDelays(false);
        Assert.False(clock.SkipsDelays);
    }

    [Fact]
    public async Task A_skipped_delay_moves_the_clock_and_fires_what_falls_due()
    {
        var clock = Frozen();
        var fired = 0;
        clock.CreateTimer(_ => fired++, null, Minutes(1), Timeout.InfiniteTimeSpan);
        await clock.DelayAsync(Minutes(2), CancellationToken.None);
        Assert.Equal((Start.AddMinutes(2), 1), (clock.Now, fired));
    }

    [Fact]
    public async Task Delays_of_the_code_under_test_are_skipped_when_that_was_said_outright()
    {
        var clock = Frozen();
        var waiting = Task.Delay(Minutes(1), clock);
        Assert.False(waiting.IsCompleted);
        clock.SkipDelays();
        await Task.Delay(Minutes(2), clock);
        await waiting;
        await Task.WhenAll(Task.Delay(Minutes(3), clock), Task.Delay(Minutes(3), clock), Task.Delay(Minutes(1), clock));
        Assert.InRange(clock.Now, Start.AddMinutes(5), Start.AddMinutes(9));
    }

    [Fact]
    public async Task Timeouts_and_periods_of_the_code_under_test_are_not_skipped()
    {
        var clock = Frozen();
        clock.SkipDelays();
        using var timeout = new CancellationTokenSource(Minutes(1), clock);
        using var period = new PeriodicTimer(Minutes(1), clock);
        var tick = period.WaitForNextTickAsync();
        var late = new TaskCompletionSource().Task.WaitAsync(Minutes(1), clock);
        await Task.Delay(TimeSpan.FromSeconds(59), clock);
        Assert.False(timeout.IsCancellationRequested || tick.IsCompleted || late.IsCompleted);
        await Task.Delay(TimeSpan.FromSeconds(1), clock);
        Assert.True(timeout.IsCancellationRequested);
        Assert.True(await tick);
        await Assert.ThrowsAsync<TimeoutException>(() => late);
    }

    [Fact]
    public async Task An_unskipped_delay_waits_for_the_clock()
    {
        var clock = Frozen();
        clock.SkipDelays(false);
        var delay = clock.DelayAsync(Minutes(2), CancellationToken.None).AsTask();
        Assert.Equal(Start, clock.Now);
        clock.Advance(Minutes(1.99));
        Assert.False(delay.IsCompleted);
        clock.Advance(Minutes(0.01));
        await delay;
    }

    [Fact]
    public async Task An_infinite_delay_is_never_skipped_and_ends_by_cancellation()
    {
        var clock = Frozen();
        using var cancellation = new CancellationTokenSource();
        var delay = clock.DelayAsync(Timeout.InfiniteTimeSpan, cancellation.Token).AsTask();
        Assert.False(delay.IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => delay);
        await Assert.ThrowsAsync<TaskCanceledException>(() => clock.DelayAsync(Minutes(1), cancellation.Token).AsTask());
        Assert.Equal(Start, clock.Now);
    }

    [Fact]
    public void A_restored_frozen_clock_is_back_at_its_moment()
    {
        var clock = Frozen();
        clock.SkipDelays(false);
        var saved = clock.Save();
        clock.Advance(Minutes(9));
        clock.SkipDelays();
        clock.Run();
        clock.Restore(saved);
        Assert.Equal((Start, true, false), (clock.Now, clock.IsFrozen, clock.SkipsDelays));
    }

    [Fact]
    public void A_restored_running_clock_goes_on_from_the_saved_moment_or_keeps_its_offset()
    {
        var host = Frozen();
        var saved = new WorldClock(Start.AddDays(100), running: true, host).Save();
        host.Advance(Minutes(30));
        var snapshot = new WorldClock(Start, running: false, host);
        snapshot.Restore(saved);
        var restarted = new WorldClock(Start, running: false, host);
        restarted.Restore(saved, keepOffset: true);
        host.Advance(Minutes(1));
        Assert.Equal(Start.AddDays(100).AddMinutes(1), snapshot.Now);
        Assert.Equal(Start.AddDays(100).AddMinutes(31), restarted.Now);
    }

    [Fact]
    public void Saving_a_running_clock_again_and_again_keeps_its_offset_exactly()
    {
        var host = new RestlessHost();
        var clock = new WorldClock(Start, running: true, host);
        var first = clock.Save();
        for (var i = 0; i < 10; i++)
            clock.Restore(clock.Save(), keepOffset: true);
        Assert.Equal(first.Offset, clock.Save().Offset);
    }

    [Fact]
    public void After_going_back_a_timer_still_fires_at_its_absolute_due_time()
    {
        var clock = Frozen();
        var saved = clock.Save();
        clock.Advance(Minutes(10));
        var seen = new List<DateTimeOffset>();
        clock.CreateTimer(_ => seen.Add(clock.Now), null, Minutes(5), Timeout.InfiniteTimeSpan);
        clock.Restore(saved);
        clock.Advance(Minutes(14));
        Assert.Empty(seen);
        clock.Advance(Minutes(1));
        Assert.Equal([Start.AddMinutes(15)], seen);
    }

    [Fact]
    public void Reading_a_clock_allocates_nothing()
    {
        var clocks = new[] { Frozen(), new WorldClock(Start, running: true, TimeProvider.System) };
        foreach (var clock in clocks)
        {
            _ = clock.Now;
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
                _ = clock.Now;
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public async Task Parallel_moves_add_up()
    {
        var clock = Frozen();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
                clock.Advance(TimeSpan.FromSeconds(1));
        })));
        Assert.Equal(Start.AddSeconds(8000), clock.Now);
    }

    /// <summary>Moves with every look at it.</summary>
    private sealed class RestlessHost : TimeProvider
    {
        private long _looks;

        public override DateTimeOffset GetUtcNow() => Start.AddTicks(++_looks);
    }

    private static WorldClock Frozen() => new(Start, running: false, TimeProvider.System);

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);
}
