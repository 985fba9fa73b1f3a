namespace VendorMocks.Tests;

public class WorldClockAgendaTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly WorldClock _host = new(Start, running: false, TimeProvider.System);
    private readonly List<string> _log = [];
    private readonly SortedSet<DateTimeOffset> _items = [];

    [Fact]
    public void Agenda_and_timers_run_in_one_order_the_agenda_first_among_equals()
    {
        var clock = Clock(running: false);
        Timer(clock, 10);
        Timer(clock, 25);
        Due(10, 20, 31);
        clock.Advance(Seconds(30));
        Assert.Equal(["agenda@10", "timer@10", "agenda@20", "timer@25"], _log);
        Assert.Equal(Start.AddSeconds(30), clock.Now);
    }

    [Fact]
    public void What_is_overdue_runs_at_the_present_and_never_moves_time_back()
    {
        var clock = Clock(running: false);
        Due(-5);
        clock.Advance(Seconds(1));
        Assert.Equal(["agenda@0"], _log);
        Assert.Equal(Start.AddSeconds(1), clock.Now);
    }

    [Fact]
    public void An_agenda_without_progress_is_named_instead_of_looping_for_ever()
    {
        var clock = new WorldClock(Start, running: false, _host);
        clock.AttachAgenda(() => Start.AddSeconds(5), _ => { });
        var thrown = Assert.Throws<InvalidOperationException>(() => clock.Advance(Seconds(10)));
        Assert.Contains("runDue", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(Start.AddSeconds(5), clock.Now);
    }

    [Fact]
    public void An_agenda_may_run_one_item_of_many_with_the_same_due_time_at_once()
    {
        var clock = new WorldClock(Start, running: false, _host);
        var left = 5000;
        clock.AttachAgenda(() => left > 0 ? Start : null, _ => left--);
        clock.Advance(Seconds(1));
        Assert.Equal((0, Start.AddSeconds(1)), (left, clock.Now));
    }

    [Fact]
    public void An_agenda_that_fails_without_progress_stops_the_clock_there()
    {
        var clock = new WorldClock(Start, running: false, _host);
        clock.AttachAgenda(() => Start.AddSeconds(5), _ => throw new FormatException());
        Assert.Throws<FormatException>(() => clock.Advance(Seconds(10)));
        Assert.Equal(Start.AddSeconds(5), clock.Now);
    }

    [Fact]
    public void A_running_clock_runs_timers_and_agenda_by_itself()
    {
        var clock = Clock(running: true);
        Timer(clock, 10);
        Due(4, 12);
        clock.Rearm();
        Run(3);
        Assert.Empty(_log);
        Run(1);
        Assert.Equal(["agenda@4"], _log);
        Run(8);
        Assert.Equal(["agenda@4", "timer@10", "agenda@12"], _log);
    }

    [Fact]
    public void An_item_added_later_wakes_a_running_clock_earlier()
    {
        var clock = Clock(running: true);
        Due(100);
        clock.Rearm();
        Due(2);
        clock.Rearm();
        Run(2);
        Assert.Equal(["agenda@2"], _log);
        Run(98);
        Assert.Equal("agenda@100", _log[^1]);
    }

    [Fact]
    public void A_frozen_clock_runs_nothing_by_itself_and_catches_up_when_it_runs_again()
    {
        var clock = Clock(running: true);
        Timer(clock, 10);
        Due(5);
        clock.Rearm();
        Run(3);
        clock.Freeze();
        Run(100);
        Assert.Empty(_log);
        clock.Run();
        Run(1);
        Assert.Empty(_log);
        Run(1);
        Assert.Equal(["agenda@5"], _log);
        Run(5);
        Assert.Equal(["agenda@5", "timer@10"], _log);
    }

    [Fact]
    public void Moving_a_running_clock_brings_what_is_left_nearer()
    {
        var clock = Clock(running: true);
        Timer(clock, 100);
        clock.Advance(Seconds(90));
        Run(9);
        Assert.Empty(_log);
        Run(1);
        Assert.Equal(["timer@100"], _log);
    }

    [Fact]
    public void A_restored_running_clock_wakes_for_what_is_due_there()
    {
        var clock = Clock(running: true);
        var saved = clock.Save();
        clock.Advance(Seconds(50));
        Due(20);
        clock.Restore(saved);
        Run(19);
        Assert.Empty(_log);
        Run(1);
        Assert.Equal(["agenda@20"], _log);
    }

    [Fact]
    public void A_wait_of_days_is_kept_although_the_host_is_asked_hourly()
    {
        var clock = Clock(running: true);
        Timer(clock, 86400 * 3);
        Run(86400 * 3 - 1);
        Assert.Empty(_log);
        Run(1);
        Assert.Single(_log);
    }

    [Fact]
    public void Rearming_for_nothing_new_allocates_nothing()
    {
        var clock = Clock(running: true);
        Due(100);
        clock.Rearm();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            clock.Rearm();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_frozen_clock_asks_nothing_of_its_host_and_ignores_a_late_ring()
    {
        var host = new BellHost();
        var clock = new WorldClock(Start, running: true, host);
        Timer(clock, 10);
        Assert.Equal(Seconds(10), host.ArmedFor);
        clock.Advance(Seconds(4));
        Assert.Equal(Seconds(6), host.ArmedFor);
        clock.Freeze();
        Assert.Equal(Timeout.InfiniteTimeSpan, host.ArmedFor);
        // Not a move: the timer's moment has come, but only somebody's Advance may say so.
        Timer(clock, 0);
        host.Ring!();
        Assert.Empty(_log);
        clock.Advance(TimeSpan.Zero);
        Assert.Equal(["timer@4"], _log);
        Assert.Equal(Timeout.InfiniteTimeSpan, host.ArmedFor);
    }

    [Fact]
    public void A_host_that_rings_early_is_asked_again()
    {
        var host = new BellHost();
        var clock = new WorldClock(Start, running: true, host);
        Timer(clock, 10);
        host.Now = Start.AddSeconds(9.9999);
        host.Ring!();
        Assert.Empty(_log);
        Assert.Equal(TimeSpan.FromMilliseconds(1), host.ArmedFor);
        host.Now = Start.AddSeconds(10);
        host.Ring!();
        Assert.Equal(["timer@10"], _log);
    }

    [Fact]
    public async Task On_the_systems_time_a_blocked_callback_holds_up_no_other()
    {
        var clock = new WorldClock(Start, running: true, TimeProvider.System);
        using var release = new ManualResetEventSlim();
        var released = false;
        var blocked = new TaskCompletionSource();
        await using var first = clock.CreateTimer(_ =>
        {
            released = release.Wait(TimeSpan.FromSeconds(30), CancellationToken.None);
            blocked.SetResult();
        }, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await Task.Delay(TimeSpan.FromMilliseconds(5), clock);
        release.Set();
        await blocked.Task;
        Assert.True(released);
    }

    /// <summary>Shows what it is asked for and rings when a test says so.</summary>
    private sealed class BellHost : TimeProvider, ITimer
    {
        public DateTimeOffset Now { get; set; } = Start;

        public TimeSpan ArmedFor { get; private set; }

        public Action? Ring { get; private set; }

        public override DateTimeOffset GetUtcNow() => Now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Ring = () => callback(state);
            Change(dueTime, period);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            ArmedFor = dueTime;
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private WorldClock Clock(bool running)
    {
        var clock = new WorldClock(Start, running, _host);
        clock.AttachAgenda(() => _items.Count == 0 ? null : _items.Min, now =>
        {
            _log.Add($"agenda@{(clock.Now - Start).TotalSeconds}");
            Assert.Equal(clock.Now, now);
            _items.RemoveWhere(due => due <= now);
        });
        return clock;
    }

    private void Timer(WorldClock clock, double due) => clock.CreateTimer(
        _ => _log.Add($"timer@{(clock.Now - Start).TotalSeconds}"), null, Seconds(due), Timeout.InfiniteTimeSpan);

    private void Due(params double[] seconds) => _items.UnionWith(seconds.Select(due => Start.AddSeconds(due)));

    private void Run(double seconds) => _host.Advance(Seconds(seconds));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
