using FsCheck;
using FsCheck.Fluent;

namespace VendorMocks.Tests;

public class WorldTimerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Once = Timeout.InfiniteTimeSpan;

    private readonly WorldClock _clock = new(Start, running: false, TimeProvider.System);
    private readonly List<string> _log = [];

    [Fact]
    public void Timers_fire_in_order_of_due_time_then_creation_each_seeing_its_own_moment()
    {
        Log("late", 30);
        Log("first of two", 10);
        Log("second of two", 10);
        Log("early", 5);
        Log("beyond", 31);
        _clock.Advance(Seconds(30));
        Assert.Equal(["early@5", "first of two@10", "second of two@10", "late@30"], _log);
        Assert.Equal(Start.AddSeconds(30), _clock.Now);
    }

    [Fact]
    public void A_periodic_timer_fires_once_for_each_period_passed()
    {
        Log("p", 10, 20);
        _clock.Advance(Seconds(69));
        Assert.Equal(["p@10", "p@30", "p@50"], _log);
        _clock.Advance(Seconds(1));
        Assert.Equal("p@70", _log[^1]);
    }

    [Fact]
    public void A_zero_or_infinite_period_fires_once_and_an_infinite_due_time_never()
    {
        Log("zero period", 1, 0);
        Log("no period", 2);
        _clock.CreateTimer(_ => _log.Add("never"), null, Timeout.InfiniteTimeSpan, Seconds(1));
        _clock.Advance(Seconds(100));
        Assert.Equal(["zero period@1", "no period@2"], _log);
    }

    [Fact]
    public void A_due_time_of_zero_fires_with_the_next_move_of_a_frozen_clock()
    {
        Log("now", 0);
        Assert.Empty(_log);
        _clock.Advance(TimeSpan.Zero);
        Assert.Equal(["now@0"], _log);
    }

    [Fact]
    public void A_changed_timer_counts_from_the_present_and_forgets_its_old_due_time()
    {
        var timer = Log("t", 10, 10);
        _clock.Advance(Seconds(5));
        Assert.True(timer.Change(Seconds(7), Once));
        _clock.Advance(Seconds(50));
        Assert.Equal(["t@12"], _log);
        Assert.True(timer.Change(Seconds(1), Once));
        Assert.True(timer.Change(Timeout.InfiniteTimeSpan, Once));
        _clock.Advance(Seconds(50));
        Assert.Single(_log);
    }

    [Fact]
    public async Task A_disposed_timer_never_fires_and_takes_no_change()
    {
        var first = Log("first", 1);
        var second = Log("second", 1);
        first.Dispose();
        first.Dispose();
        await second.DisposeAsync();
        Assert.False(first.Change(Seconds(1), Once));
        Assert.False(second.Change(Seconds(1), Once));
        _clock.Advance(Seconds(5));
        Assert.Empty(_log);
    }

    [Fact]
    public async Task Asynchronous_disposal_ends_with_the_callback_under_way()
    {
        ITimer? timer = null;
        Task? disposal = null;
        timer = _clock.CreateTimer(_ =>
        {
            disposal = timer!.DisposeAsync().AsTask();
            _log.Add(disposal.IsCompleted ? "too early" : "waits");
        }, null, Seconds(1), Seconds(1));
        _clock.Advance(Seconds(3));
        Assert.Equal(["waits"], _log);
        await disposal!;
    }

    [Theory]
    [InlineData(-2, -1), InlineData(0, -2), InlineData(4294967295, 0), InlineData(0, 4294967295)]
    public void Times_that_the_systems_timers_refuse_are_refused(long due, long period)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(_clock));
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(TimeProvider.System));

        ITimer Create(TimeProvider provider) =>
            provider.CreateTimer(_ => { }, null, TimeSpan.FromMilliseconds(due), TimeSpan.FromMilliseconds(period));
    }

    [Fact]
    public void A_refused_change_leaves_the_timer_as_it_was()
    {
        var timer = Log("t", 10);
        Assert.Throws<ArgumentOutOfRangeException>(() => timer.Change(Seconds(1), Seconds(-5)));
        _clock.Advance(Seconds(10));
        Assert.Equal(["t@10"], _log);
    }

    [Fact]
    public void A_callback_may_create_change_and_dispose_timers()
    {
        var doomed = Log("doomed", 20);
        var moved = Log("moved", 100);
        _clock.CreateTimer(_ =>
        {
            doomed.Dispose();
            moved.Change(Seconds(5), Once);
            Log("created", 3);
            Log("at once", 0);
        }, null, Seconds(10), Once);
        _clock.Advance(Seconds(30));
        Assert.Equal(["at once@10", "created@13", "moved@15"], _log);
    }

    [Fact]
    public void A_nested_advance_moves_on_from_the_callbacks_moment_and_never_back()
    {
        Log("before", 4);
        _clock.CreateTimer(_ =>
        {
            _clock.Advance(Seconds(3));
            Log("nested ends", 0);
            _clock.Advance(TimeSpan.Zero);
        }, null, Seconds(5), Once);
        Log("inside", 7);
        Log("after", 9);
        _clock.CreateTimer(_ => _clock.Advance(Seconds(20)), null, Seconds(10), Once);
        _clock.Advance(Seconds(12));
        Assert.Equal(["before@4", "inside@7", "nested ends@8", "after@9"], _log);
        Assert.Equal(Start.AddSeconds(30), _clock.Now);
    }

    [Fact]
    public void One_exception_reaches_the_caller_as_it_is_after_the_clock_has_arrived()
    {
        _clock.CreateTimer(_ => throw new FormatException("x"), null, Seconds(1), Once);
        Log("later", 2);
        Assert.Throws<FormatException>(() => _clock.Advance(Seconds(3)));
        Assert.Equal(["later@2"], _log);
        Assert.Equal(Start.AddSeconds(3), _clock.Now);
    }

    [Fact]
    public void Several_exceptions_reach_the_caller_together()
    {
        _clock.CreateTimer(_ => throw new FormatException("x"), null, Seconds(1), Seconds(1));
        var thrown = Assert.Throws<AggregateException>(() => _clock.Advance(Seconds(3)));
        Assert.Equal(3, thrown.InnerExceptions.Count);
    }

    [Fact]
    public void A_callback_gets_its_state_and_the_context_of_its_creation()
    {
        var flowing = new AsyncLocal<string> { Value = "creation" };
        _clock.CreateTimer(state => _log.Add($"{state} {flowing.Value}"), "state", Seconds(1), Once);
        flowing.Value = "advance";
        _clock.Advance(Seconds(1));
        Assert.Equal(["state creation"], _log);
    }

    [Fact]
    public async Task Task_delay_completes_when_the_clock_is_advanced()
    {
        var delay = Task.Delay(Seconds(60), _clock);
        _clock.Advance(Seconds(59));
        Assert.False(delay.IsCompleted);
        _clock.Advance(Seconds(1));
        await delay;
    }

    [Fact]
    public void A_cancellation_source_is_cancelled_when_the_clock_is_advanced()
    {
        using var source = new CancellationTokenSource(Seconds(60), _clock);
        _clock.Advance(Seconds(59));
        Assert.False(source.IsCancellationRequested);
        _clock.Advance(Seconds(1));
        Assert.True(source.IsCancellationRequested);
    }

    [Fact]
    public async Task A_periodic_timer_of_the_framework_ticks_with_the_clock()
    {
        using var timer = new PeriodicTimer(Seconds(10), _clock);
        var tick = timer.WaitForNextTickAsync();
        Assert.False(tick.IsCompleted);
        _clock.Advance(Seconds(10));
        Assert.True(await tick);
    }

    [Fact]
    public void Any_timers_changes_and_moves_fire_like_a_plain_list_would()
    {
        // Due times, periods and moves in seconds; small numbers make ties and repeated rounds common.
        var times = Gen.Two(Gen.Choose(0, 12));
        var timers = Gen.ArrayOf(times).ToArbitrary();
        var moves = Gen.ArrayOf(from ahead in Gen.Choose(0, 9)
                                from which in Gen.Choose(0, 20)
                                from changed in times
                                select (ahead, which, changed)).ToArbitrary();
        Prop.ForAll(timers, moves, (specs, steps) =>
        {
            var clock = new WorldClock(Start, running: false, TimeProvider.System);
            var (fired, expected) = (new List<(int, double)>(), new List<(int, double)>());
            var (model, now) = (new PlainTimers(specs), 0);
            var made = specs.Select((spec, number) => clock.CreateTimer(
                _ => fired.Add((number, (clock.Now - Start).TotalSeconds)), null, Seconds(spec.Item1), Seconds(spec.Item2))).ToList();
            foreach (var (ahead, which, changed) in steps)
            {
                clock.Advance(Seconds(ahead));
                now += ahead;
                expected.AddRange(model.FireUntil(now));
                if (which >= made.Count)
                    continue;
                made[which].Change(Seconds(changed.Item1), Seconds(changed.Item2));
                model.Change(which, now + changed.Item1, changed.Item2);
            }
            Assert.Equal(expected, fired);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void Any_timers_fire_alike_whether_the_clock_is_moved_or_runs_with_its_host()
    {
        var timers = Gen.ArrayOf(Gen.Two(Gen.Choose(1, 12))).ToArbitrary();
        var moves = Gen.ArrayOf(Gen.Choose(0, 9)).ToArbitrary();
        Prop.ForAll(timers, moves, (specs, steps) =>
            Assert.Equal(Fired(specs, steps, running: false), Fired(specs, steps, running: true))).QuickCheckThrowOnFailure();

        static List<(int, DateTimeOffset)> Fired((int, int)[] specs, int[] steps, bool running)
        {
            var host = new WorldClock(Start, running: false, TimeProvider.System);
            var clock = new WorldClock(Start, running, host);
            var fired = new List<(int, DateTimeOffset)>();
            for (var i = 0; i < specs.Length; i++)
            {
                var number = i;
                clock.CreateTimer(_ => fired.Add((number, clock.Now)), null, Seconds(specs[i].Item1), Seconds(specs[i].Item2));
            }
            foreach (var step in steps)
                (running ? host : clock).Advance(Seconds(step));
            return fired;
        }
    }

    [Fact]
    public async Task Parallel_callers_lose_no_timer_and_fire_none_twice()
    {
        const int Each = 500;
        var fired = new int[8 * Each];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                var number = caller * Each + i;
                var timer = _clock.CreateTimer(_ => Interlocked.Increment(ref fired[number]), null, Seconds(i % 7), Once);
                if (i % 3 == 0)
                    _clock.Advance(Seconds(1));
                if (i % 50 == 49)
                    timer.Dispose();
            }
        })));
        _clock.Advance(Seconds(10));
        Assert.All(fired.Select((count, number) => (count, number)), one =>
            Assert.InRange(one.count, one.number % 50 == 49 ? 0 : 1, 1));
    }

    private ITimer Log(string name, double due, double period = -1) => _clock.CreateTimer(
        _ => _log.Add($"{name}@{(_clock.Now - Start).TotalSeconds}"), null, Seconds(due), period < 0 ? Once : Seconds(period));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>Looks at every timer in every second.</summary>
    private sealed class PlainTimers((int Due, int Period)[] specs)
    {
        private readonly (int? Due, int Period)[] _timers = [.. specs.Select(spec => ((int?)spec.Due, spec.Period))];
        private int _second;

        public void Change(int which, int due, int period) => _timers[which] = (due, period);

        public IEnumerable<(int, double)> FireUntil(int end)
        {
            for (; ; _second++)
            {
                for (var number = 0; number < _timers.Length; number++)
                {
                    var (due, period) = _timers[number];
                    if (due != _second)
                        continue;
                    _timers[number] = (period == 0 ? null : due + period, period);
                    yield return (number, _second);
                }
                if (_second == end)
                    yield break;
            }
        }
    }
}
