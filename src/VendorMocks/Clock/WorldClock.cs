using System.Runtime.ExceptionServices;

namespace VendorMocks;

/// <summary>
/// The virtual time of one world. A frozen clock moves only by <see cref="Advance"/> and <see cref="SetForward"/>;
/// a running one goes on with its host's time, and may be moved ahead too. It never goes back; restoring a snapshot is
/// the one exception.
/// </summary>
/// <remarks>
/// <para>Hand it as <see cref="TimeProvider"/> to the code under test, and its timers, delays and timeouts follow the world.
/// Callbacks run outside every lock and may create, change and dispose timers or move the clock.</para>
/// <para>Moving the clock fires what falls due on the way, in order of due time (ties: in order of creation), on the calling
/// thread, each callback seeing its own due time as <see cref="Now"/>; a periodic timer fires once for each period passed.
/// If two threads move the clock at once, a callback may see a later time. A timer with due time zero on a frozen clock
/// fires with the next move, <c>Advance(TimeSpan.Zero)</c> included.</para>
/// <para>On a running clock timers also fire by themselves: on the thread pool when the host is
/// <see cref="TimeProvider.System"/>, else where the host calls back, so that a host under a test's control stays in control.
/// An exception there is unhandled, as with the system's timers.</para>
/// </remarks>
public sealed class WorldClock : TimeProvider
{
    private const int MostAgendaRounds = 10_000;

    private readonly Lock _gate = new();
    private readonly SortedSet<WorldTimer> _timers = new(WorldTimer.ByDue);
    private readonly TimeProvider _host;
    private readonly VirtualTime _time;
    private readonly HostAlarm _alarm;
    private long _timersMade;
    private Agenda? _agenda;
    private object? _skipsDelays;

    /// <summary>Makes a clock that shows <paramref name="start"/> now.</summary>
    /// <param name="start">The first virtual time; any offset, kept as UTC.</param>
    /// <param name="running">True: time goes on with the host's. False: it stands still until it is moved.</param>
    /// <param name="host">Where real time comes from, usually <see cref="TimeProvider.System"/>.</param>
    public WorldClock(DateTimeOffset start, bool running, TimeProvider host)
    {
        ArgumentNullException.ThrowIfNull(host);
        _host = host;
        _alarm = new HostAlarm(host, Ring);
        _time = new VirtualTime(host, start.UtcTicks, running);
    }

    private enum Goal { By, To, AtLeast, Present }

    /// <summary>The world's present moment, UTC.</summary>
    public DateTimeOffset Now => new(_time.Now, TimeSpan.Zero);

    /// <summary>Whether time stands still until somebody moves it.</summary>
    public bool IsFrozen => _time.IsFrozen;

    /// <summary>
    /// Whether a delay that the world imposes (a slow answer, say) moves the clock instead of waiting. Unless
    /// <see cref="SkipDelays"/> said otherwise: true while frozen, because a wait would hang there, and false while running.
    /// </summary>
    public bool SkipsDelays => Volatile.Read(ref _skipsDelays) is bool chosen ? chosen : IsFrozen;

    /// <summary>Always UTC, on every machine.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>10,000,000: timestamps count ticks of 100 ns of virtual time.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>The virtual time in ticks of 100 ns.</summary>
    public override long GetTimestamp() => _time.Now;

    /// <summary>Stops time at the present moment. Timers wait until the clock is moved or runs again.</summary>
    public void Freeze()
    {
        lock (_gate)
        {
            _time.Set(_time.Now, running: false);
            _alarm.Disarm();
        }
    }

    /// <summary>Lets time go on from the present virtual moment, at the host's pace.</summary>
    public void Run()
    {
        lock (_gate)
        {
            if (!IsFrozen)
                return;
            _time.Set(_time.Now, running: true);
        }
        ArmForNext();
    }

    /// <summary>Moves the clock ahead and runs all that falls due on the way.</summary>
    /// <param name="by">How far, from the present moment on; zero runs what is due now.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative (a clock is never set back) or leads
    /// past the year 9999.</exception>
    /// <exception cref="AggregateException">Several callbacks threw; a single exception is thrown as it is. Either way the
    /// clock has arrived.</exception>
    public void Advance(TimeSpan by)
    {
        if (by < TimeSpan.Zero)
            throw Refused(nameof(by), by, "Setting a world's clock back is refused: advance it by zero or more.");
        Move(by.Ticks, Goal.By);
    }

    /// <summary>Moves the clock ahead to a moment and runs all that falls due on the way.</summary>
    /// <param name="target">The new present moment, not before <see cref="Now"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="target"/> lies in the world's past.</exception>
    /// <exception cref="AggregateException">As with <see cref="Advance"/>.</exception>
    public void SetForward(DateTimeOffset target) => Move(target.UtcTicks, Goal.To);

    /// <summary>Chooses whether delays move the clock (true) or wait on it (false); see <see cref="SkipsDelays"/>.</summary>
    /// <remarks>
    /// Said outright, true also holds for the code under test: a <c>Task.Delay</c> on this clock moves it there and takes no real
    /// time. Timers, timeouts and <see cref="PeriodicTimer"/>s do not: they fall due when the clock gets there.
    /// </remarks>
    /// <param name="on">True to move the clock.</param>
    public void SkipDelays(bool on = true) => Volatile.Write(ref _skipsDelays, on);

    /// <summary>Makes a timer on virtual time, with the meaning that <see cref="TimeProvider.CreateTimer"/> documents.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative and not infinite, or over 4,294,967,294 ms.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        CreateTimer(callback, state, dueTime, period, skip: Volatile.Read(ref _skipsDelays) is true);

    /// <summary>Makes a timer; if it is a delay that is to be skipped, the clock is moved to its end.</summary>
    internal ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period, bool skip)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new WorldTimer(this, Interlocked.Increment(ref _timersMade), callback, state);
        Change(timer, dueTime, period);
        // Task.Delay hands its own task over as state; the tasks of timeouts (WaitAsync) are generic, tokens are none.
        if (skip && state is Task { IsCompleted: false } delay && !delay.GetType().IsGenericType && timer.Due != WorldTimer.Never)
            ThreadPool.UnsafeQueueUserWorkItem(static end => end.Clock.Move(end.Due, Goal.AtLeast), (Clock: this, timer.Due), preferLocal: false);
        return timer;
    }

    /// <summary>
    /// Joins the world's own due items to the timers: they run in one order, the agenda first among equals.
    /// </summary>
    /// <param name="nextDue">The earliest due time, null for none. Called outside the clock's lock, from any thread.</param>
    /// <param name="runDue">Runs what is due up to the moment given; it must leave a later <paramref name="nextDue"/>.</param>
    internal void AttachAgenda(Func<DateTimeOffset?> nextDue, Action<DateTimeOffset> runDue)
    {
        _agenda = new Agenda(nextDue, runDue);
        Rearm();
    }

    /// <summary>The agenda may have changed: wakes earlier if it must. Costs a comparison when it need not.</summary>
    internal void Rearm()
    {
        if (IsFrozen || _agenda is not { } agenda)
            return;
        var due = agenda.Next();
        if (due >= _alarm.ArmedFor)
            return;
        lock (_gate)
        {
            if (due < _alarm.ArmedFor)
                Arm(due);
        }
    }

    /// <summary>Waits on this clock, or moves it by as much when it skips delays. An infinite delay ends by cancellation only.</summary>
    internal ValueTask DelayAsync(TimeSpan delay, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellation);
        if (delay == TimeSpan.Zero)
            return ValueTask.CompletedTask;
        if (delay == Timeout.InfiniteTimeSpan || !SkipsDelays)
            return new ValueTask(Task.Delay(delay, this, cancellation));
        Advance(delay);
        return ValueTask.CompletedTask;
    }

    internal ClockState Save()
    {
        lock (_gate)
        {
            return new ClockState(Now, !IsFrozen, TimeSpan.FromTicks(_time.Offset), (bool?)_skipsDelays);
        }
    }

    /// <summary>
    /// Goes to a saved moment, back in time if need be. Pending timers keep their absolute due times: they belong to the code
    /// under test, not to the world's state.
    /// </summary>
    /// <param name="state">What <see cref="Save"/> gave.</param>
    /// <param name="keepOffset">True for a restarted server: a running clock goes on as if it had run all the while.</param>
    internal void Restore(ClockState state, bool keepOffset = false)
    {
        lock (_gate)
        {
            _skipsDelays = state.SkipsDelays;
            if (state.Running && keepOffset)
                _time.SetOffset(state.Offset.Ticks);
            else
                _time.Set(state.Now.UtcTicks, state.Running);
            _alarm.Disarm();
        }
        ArmForNext();
    }

    internal bool Change(WorldTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        WorldTimer.Check(dueTime, nameof(dueTime));
        WorldTimer.Check(period, nameof(period));
        lock (_gate)
        {
            if (timer.IsDisposed)
                return false;
            _timers.Remove(timer);
            timer.Set(_time.Now, dueTime, period);
            if (timer.Due == WorldTimer.Never)
                return true;
            _timers.Add(timer);
            if (timer.Due < _alarm.ArmedFor)
                Arm(timer.Due);
            return true;
        }
    }

    internal Task Dispose(WorldTimer timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            return timer.Retire();
        }
    }

    internal void Ended(WorldTimer timer)
    {
        lock (_gate)
            timer.End();
    }

    /// <summary>The one loop through time: the agenda and the timers, earliest first, up to the goal.</summary>
    private void Move(long ticks, Goal goal)
    {
        List<Exception>? failures = null;
        var target = -1L;
        var (agendaRan, rounds) = (-1L, 0);
        while (true)
        {
            var agendaDue = _agenda?.Next() ?? WorldTimer.Never;
            WorldTimer? timer;
            lock (_gate)
            {
                // A late ring finds the clock frozen.
                if (goal == Goal.Present && IsFrozen)
                    break;
                // The target is set in the lock in which a quiet clock arrives, so parallel moves add up.
                if (target < 0)
                    target = Target(ticks, goal);
                timer = _timers.Min;
                var due = Math.Min(agendaDue, timer?.Due ?? WorldTimer.Never);
                _time.StepTo(Math.Min(due, target));
                if (due > target)
                {
                    Arm(Math.Min(due, _alarm.ArmedFor));
                    break;
                }
                if (agendaDue == due)
                    timer = null;
                else
                    Begin(timer!);
            }
            if (timer is not null)
            {
                Call(timer, goal, ref failures);
                continue;
            }
            (agendaRan, rounds) = (agendaDue, agendaDue == agendaRan ? rounds + 1 : 1);
            if (!RunAgenda(agendaDue, rounds, ref failures))
                break;
        }
        if (failures is { Count: 1 })
            ExceptionDispatchInfo.Throw(failures[0]);
        if (failures is not null)
            throw new AggregateException("Several callbacks failed while the world's clock moved.", failures);
    }

    private long Target(long ticks, Goal goal)
    {
        var now = _time.Now;
        if (goal == Goal.Present)
            return now;
        if (goal == Goal.AtLeast)
            return Math.Max(ticks, now);
        if (goal == Goal.To)
            return ticks >= now ? ticks : throw Refused("target", new DateTimeOffset(ticks, TimeSpan.Zero),
                $"Setting a world's clock back is refused: it shows {Now:O}.");
        return ticks <= DateTimeOffset.MaxValue.UtcTicks - now ? now + ticks : throw Refused("by", TimeSpan.FromTicks(ticks),
            $"A world's clock ends with the year 9999: it shows {Now:O}.");
    }

    private static ArgumentOutOfRangeException Refused(string parameter, object value, string why) => new(parameter, value, why);

    private void Begin(WorldTimer timer)
    {
        _timers.Remove(timer);
        timer.Begin();
        if (timer.Due != WorldTimer.Never)
            _timers.Add(timer);
    }

    private void Call(WorldTimer timer, Goal goal, ref List<Exception>? failures)
    {
        // Whatever a callback blocks on, a clock that runs by itself must go on.
        if (goal == Goal.Present && ReferenceEquals(_host, System))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Run(), timer, preferLocal: false);
            return;
        }
        try
        {
            timer.Run();
        }
        catch (Exception e)
        {
            (failures ??= []).Add(e);
        }
    }

    /// <summary>False when the agenda failed or stands still, so that going on would never end.</summary>
    private bool RunAgenda(long due, int rounds, ref List<Exception>? failures)
    {
        var agenda = _agenda!;
        try
        {
            agenda.RunDue(Now);
            // Other threads may add items for the same instant, so one round without progress proves nothing.
            if (rounds < MostAgendaRounds || agenda.Next() != due)
                return true;
            throw new InvalidOperationException($"The agenda's runDue makes no progress: nextDue stays at {new DateTimeOffset(due, TimeSpan.Zero):O}.");
        }
        catch (Exception e)
        {
            (failures ??= []).Add(e);
            return agenda.Next() != due;
        }
    }

    private void Ring()
    {
        lock (_gate)
            _alarm.Forget();
        Move(0, Goal.Present);
    }

    /// <summary>Under the lock.</summary>
    private void Arm(long due)
    {
        if (!IsFrozen)
            _alarm.Arm(due, _time.Now);
    }

    private void ArmForNext()
    {
        var agendaDue = _agenda?.Next() ?? WorldTimer.Never;
        lock (_gate)
            Arm(Math.Min(Math.Min(agendaDue, _timers.Min?.Due ?? WorldTimer.Never), _alarm.ArmedFor));
    }
}
