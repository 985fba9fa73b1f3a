using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace VendorMocks;

/// <summary>
/// The world's clock as the application under test gets it. While the clock stands still, a delay within a request (a retry's
/// backoff) moves it, because the test waits for the answer and could not; background work waits until the test moves it.
/// </summary>
internal sealed class ApplicationTime(WorldClock clock) : TimeProvider, IStartupFilter
{
    private readonly AsyncLocal<bool> _inRequest = new();

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _inRequest.Value
        ? clock.CreateTimer(callback, state, dueTime, period, clock.SkipsDelays)
        : clock.CreateTimer(callback, state, dueTime, period);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => application =>
    {
        application.Use(after => context =>
        {
            _inRequest.Value = true;
            return after(context);
        });
        next(application);
    };
}
