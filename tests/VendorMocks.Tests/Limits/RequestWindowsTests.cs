using FsCheck;
using FsCheck.Fluent;

namespace VendorMocks.Tests;

public class RequestWindowsTests
{
    // 20 seconds into a minute, so that anchored and calendar windows differ.
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 20, TimeSpan.Zero);

    private readonly RequestWindows _windows = new();

    public static TheoryData<WindowKind> Kinds => [WindowKind.Anchored, WindowKind.Calendar, WindowKind.Sliding];

    [Theory, MemberData(nameof(Kinds))]
    public void The_limit_is_served_and_the_next_request_refused(WindowKind kind) // LD-16, FB-20
    {
        for (var i = 1; i <= 200; i++)
            Assert.Equal(new LimitVerdict(true, 200, 200 - i, TimeSpan.Zero), _windows.Take("k", 200, 60, kind, Start));
        var refused = _windows.Take("k", 200, 60, kind, Start);
        Assert.Equal((false, 200, 0), (refused.Allowed, refused.Limit, refused.Remaining));
        Assert.Equal(Seconds(kind == WindowKind.Calendar ? 40 : 60), refused.RetryAfter);
    }

    [Fact]
    public void An_anchored_window_ends_its_length_after_the_first_request() // LD-19, FB-21
    {
        Take(WindowKind.Anchored, 0, 2);
        Take(WindowKind.Anchored, 50, 2);
        var refused = Take(WindowKind.Anchored, 59.5, 2);
        Assert.Equal((false, Seconds(0.5)), (refused.Allowed, refused.RetryAfter));
        Assert.Equal(1, Take(WindowKind.Anchored, 60, 2).Remaining);
        Assert.True(Take(WindowKind.Anchored, 119, 2).Allowed);
        Assert.False(Take(WindowKind.Anchored, 119.9, 2).Allowed);
        Assert.True(Take(WindowKind.Anchored, 120, 2).Allowed);
    }

    [Fact]
    public void An_anchored_window_opens_only_with_a_request_after_the_last_ones_end()
    {
        Take(WindowKind.Anchored, 0, 1);
        Take(WindowKind.Anchored, 100, 1);
        Assert.Equal(Seconds(10), Take(WindowKind.Anchored, 150, 1).RetryAfter);
        Assert.True(Take(WindowKind.Anchored, 160, 1).Allowed);
    }

    [Fact]
    public void A_calendar_window_ends_with_the_minute() // LD-19
    {
        Take(WindowKind.Calendar, 0, 1);
        Assert.Equal(Seconds(1), Take(WindowKind.Calendar, 39, 1).RetryAfter);
        Assert.True(Take(WindowKind.Calendar, 40, 1).Allowed);
        Assert.Equal(Seconds(60), Take(WindowKind.Calendar, 40, 1).RetryAfter);
    }

    [Fact]
    public void Calendar_windows_before_1970_are_aligned_too()
    {
        var before = new DateTimeOffset(1969, 12, 31, 23, 59, 50, TimeSpan.Zero);
        _windows.Take("k", 1, 60, WindowKind.Calendar, before);
        Assert.Equal(Seconds(10), _windows.Take("k", 1, 60, WindowKind.Calendar, before).RetryAfter);
        Assert.True(_windows.Take("k", 1, 60, WindowKind.Calendar, before.AddSeconds(10)).Allowed);
    }

    [Fact]
    public void A_sliding_window_serves_again_when_the_oldest_request_leaves() // LD-19, FB-21
    {
        Take(WindowKind.Sliding, 0, 2);
        Take(WindowKind.Sliding, 50, 2);
        Assert.Equal(Seconds(1), Take(WindowKind.Sliding, 59, 2).RetryAfter);
        Assert.True(Take(WindowKind.Sliding, 60, 2).Allowed);
        Assert.Equal(Seconds(10), Take(WindowKind.Sliding, 100, 2).RetryAfter);
        Assert.True(Take(WindowKind.Sliding, 110, 2).Allowed);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_refused_request_counts_only_when_asked(WindowKind kind) // FB-22, LD-20
    {
        Take(kind, 0, 1);
        for (var i = 0; i < 5; i++)
            Assert.False(Take(kind, 10, 1).Allowed);
        Assert.True(Take(kind, 60, 1).Allowed);
        var refused = _windows.Take("k", 1, 60, kind, Start.AddSeconds(70), countRefused: true);
        Assert.False(refused.Allowed);
        Assert.Equal(kind switch { WindowKind.Sliding => 60, WindowKind.Anchored => 50, _ => 30 }, refused.RetryAfter.TotalSeconds);
        // The counted refusal and the one served before it: a limit of three leaves one more.
        Assert.Equal(1, Peek(kind, 71, kind == WindowKind.Sliding ? 2 : 3).Remaining);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Keys_are_counted_apart_and_compared_exactly(WindowKind kind)
    {
        Take(kind, 0, 1);
        Assert.True(_windows.Take("K", 1, 60, kind, Start).Allowed);
        Assert.False(Take(kind, 0, 1).Allowed);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_peek_says_what_a_take_would_and_counts_nothing(WindowKind kind)
    {
        Assert.Equal(new LimitVerdict(true, 2, 2, TimeSpan.Zero), Peek(kind, 0, 2));
        Assert.Equal(0, _windows.Keys);
        Take(kind, 0, 2);
        Assert.Equal(1, Peek(kind, 0, 2).Remaining);
        Assert.Equal(1, Peek(kind, 0, 2).Remaining);
        Take(kind, 0, 2);
        Assert.Equal(Take(kind, 1, 2), Peek(kind, 1, 2));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Requests_can_be_spent_without_making_them(WindowKind kind)
    {
        Assert.Equal(3, _windows.Use("k", 197, 200, 60, kind, Start).Remaining);
        Assert.Equal(2, Take(kind, 0, 200).Remaining);
        Assert.False(_windows.Use("k", int.MaxValue, 200, 60, kind, Start).Allowed);
        Assert.False(_windows.Use("k", int.MaxValue, 200, 60, kind, Start).Allowed);
        Assert.Equal(200, _windows.Use("other", 0, 200, 60, kind, Start).Remaining);
        Assert.Equal(199, Take(kind, 60, 200).Remaining);
        Assert.Throws<ArgumentOutOfRangeException>(() => _windows.Use("k", -1, 200, 60, kind, Start));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_reset_gives_one_key_or_all_their_number_back(WindowKind kind)
    {
        Take(kind, 0, 1);
        _windows.Take("other", 1, 60, kind, Start);
        _windows.Reset("k");
        _windows.Reset("nobody");
        Assert.True(Take(kind, 0, 1).Allowed);
        Assert.False(_windows.Take("other", 1, 60, kind, Start).Allowed);
        _windows.Reset();
        Assert.True(_windows.Take("other", 1, 60, kind, Start).Allowed);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_limit_of_zero_refuses_everything_and_remembers_nothing(WindowKind kind)
    {
        Assert.Equal(new LimitVerdict(false, 0, 0, Seconds(60)), Take(kind, 0, 0));
        Assert.Equal(0, _windows.Keys);
        Assert.False(_windows.Take("k", 0, 60, kind, Start, countRefused: true).Allowed);
        Assert.Throws<ArgumentOutOfRangeException>(() => Take(kind, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _windows.Take("k", 1, 0, kind, Start));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Another_limit_or_length_takes_effect_at_once(WindowKind kind)
    {
        for (var i = 0; i < 5; i++)
            Take(kind, i, 10);
        Assert.Equal((false, 0), (Take(kind, 5, 3).Allowed, Take(kind, 5, 3).Remaining));
        Assert.Equal(1, Take(kind, 5, 7).Remaining);
        // Six requests count, made from second 0 to 5: a window of 6 s from second 6 on is a new one, but for the sliding kind,
        // which has lost only the first; second 6 is also where the calendar's minute of six-second windows goes on.
        Assert.Equal(kind == WindowKind.Sliding ? 5 : 10, Peek(kind, 6, 10, 6).Remaining);
    }

    [Fact]
    public void A_lowered_limit_waits_until_enough_requests_have_left_a_sliding_window()
    {
        for (var i = 0; i < 5; i++)
            Take(WindowKind.Sliding, i, 10);
        Assert.Equal(Seconds(53), Take(WindowKind.Sliding, 10, 2).RetryAfter);
        Assert.False(Take(WindowKind.Sliding, 62.9, 2).Allowed);
        Assert.True(Take(WindowKind.Sliding, 63, 2).Allowed);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_change_of_kind_begins_afresh(WindowKind kind)
    {
        Take(kind, 0, 1);
        var other = kind == WindowKind.Sliding ? WindowKind.Anchored : WindowKind.Sliding;
        Assert.True(Peek(other, 0, 1).Allowed);
        Assert.True(Take(other, 0, 1).Allowed);
        Assert.False(Take(other, 0, 1).Allowed);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_clock_set_back_by_a_moment_opens_no_new_window(WindowKind kind)
    {
        Take(kind, 40, 1);
        Assert.False(Take(kind, 39.9, 1).Allowed);
        Assert.True(Take(kind, 100, 1).Allowed);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_restored_snapshot_goes_on_like_the_original(WindowKind kind)
    {
        for (var i = 0; i < 12; i++)
            Take(kind, i, 10);
        var saved = _windows.Save();
        var restored = new RequestWindows();
        restored.Take("gone", 10, 60, kind, Start);
        restored.Restore(saved);
        Assert.Equal(["k"], restored.Save().Select(state => state.Key));
        for (var at = 12; at < 150; at += 3)
            Assert.Equal(Take(kind, at, 10), restored.Take("k", 10, 60, kind, Start.AddSeconds(at)));
        Assert.Equal(Flat(_windows), Flat(restored));
        Assert.NotEqual(Flat(saved), Flat(restored));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Restoring_goes_back_in_time(WindowKind kind)
    {
        Take(kind, 0, 2);
        var saved = _windows.Save();
        Take(kind, 500, 2);
        _windows.Restore(saved);
        Assert.Equal(0, Take(kind, 1, 2).Remaining);
        Assert.False(Take(kind, 2, 2).Allowed);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Windows_that_are_over_are_dropped(WindowKind kind)
    {
        for (var i = 0; i < 10_000; i++)
            _windows.Take("key" + i, 10, 60, kind, Start.AddSeconds(i));
        Assert.InRange(_windows.Keys, 20, 200);
        Assert.InRange(_windows.Save().Count, 20, 61);
    }

    [Fact]
    public void A_sliding_window_keeps_no_more_times_than_its_limit()
    {
        for (var i = 0; i < 1000; i++)
            _windows.Take("k", 10, 60, WindowKind.Sliding, Start.AddTicks(i), countRefused: true);
        var kept = Assert.Single(_windows.Save());
        Assert.Equal(Enumerable.Range(990, 10).Select(i => Start.AddTicks(i)), kept.Times);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void An_ordinary_take_allocates_nothing(WindowKind kind)
    {
        for (var i = 0; i < 100; i++)
            Take(kind, i, 50);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 100; i < 1000; i++)
            Take(kind, i, 50);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Any_requests_are_judged_like_a_plain_list_would()
    {
        // Bursts and large limits make rings grow, some of them when their oldest time no longer comes first in memory.
        var waits = Gen.ArrayOf(Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(0, 7)))).ToArbitrary();
        var settings = (from max in Gen.OneOf(Gen.Choose(1, 5), Gen.Choose(9, 20))
                        from seconds in Gen.Choose(1, 12)
                        from countRefused in Gen.Elements(true, false)
                        select (max, seconds, countRefused)).ToArbitrary();
        var kinds = Gen.Elements(WindowKind.Anchored, WindowKind.Calendar, WindowKind.Sliding).ToArbitrary();
        Prop.ForAll(waits, settings, kinds, (steps, setting, kind) =>
        {
            var (max, seconds, countRefused) = setting;
            var (windows, counted, at) = (new RequestWindows(), new List<long>(), Start.ToUnixTimeSeconds());
            foreach (var step in steps)
            {
                at += step;
                var (used, wait) = Naive(counted, kind, max, seconds, at);
                var allowed = used < max;
                if (allowed || countRefused)
                    counted.Add(at);
                if (!allowed)
                    wait = Naive(counted, kind, max, seconds, at).Wait;
                var expected = new LimitVerdict(allowed, max, allowed ? max - used - 1 : 0, Seconds(allowed ? 0 : wait));
                Assert.Equal(expected, windows.Take("k", max, seconds, kind, DateTimeOffset.FromUnixTimeSeconds(at), countRefused));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    /// <summary>Judges from all counted requests at once: how many are in the window, and how long until it serves again.</summary>
    private static (int Used, long Wait) Naive(List<long> counted, WindowKind kind, int max, int seconds, long at)
    {
        if (kind == WindowKind.Sliding)
        {
            var inside = counted.Where(time => time > at - seconds).ToList();
            return (inside.Count, inside.Count < max ? 0 : inside[inside.Count - max] + seconds - at);
        }
        var opened = at / seconds * seconds;
        if (kind == WindowKind.Anchored)
            opened = counted.Aggregate(long.MinValue, (open, time) => open == long.MinValue || time >= open + seconds ? time : open);
        var ends = opened == long.MinValue ? at : opened + seconds;
        return at >= ends ? (0, 0) : (counted.Count(time => time >= opened && time < ends), ends - at);
    }

    private static string Flat(RequestWindows windows) => Flat(windows.Save());

    private static string Flat(IEnumerable<RequestWindowState> states) =>
        string.Join('\n', states.Select(state => $"{state} {string.Join(',', state.Times)}"));

    private LimitVerdict Take(WindowKind kind, double at, int max) => _windows.Take("k", max, 60, kind, Start.AddSeconds(at));

    private LimitVerdict Peek(WindowKind kind, double at, int max, int seconds = 60) =>
        _windows.Peek("k", max, seconds, kind, Start.AddSeconds(at));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
