using Microsoft.Extensions.Hosting;

namespace VendorMocks;

/// <summary>Closes worlds that nobody has called for a while, in real time. The world default is never one of them.</summary>
internal sealed class IdleWorlds(MocksHost host, MocksServerOptions options) : IHostedService, IDisposable
{
    // Fine enough to be near the mark, and rare enough to cost nothing.
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time = options.Default.TimeProvider;
    private Dictionary<World, (long Uses, DateTimeOffset Since)> _seen = [];
    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.WorldIdle is { } idle)
        {
            var period = TimeSpan.FromTicks(Math.Clamp(idle.Ticks / 10, ShortestPeriod.Ticks, LongestPeriod.Ticks));
            _timer = _time.CreateTimer(_ => Look(idle), null, period, period);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private void Look(TimeSpan idle)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var seen = new Dictionary<World, (long, DateTimeOffset)>();
            foreach (var world in host.Worlds)
            {
                if (world.Name == MocksHost.DefaultWorld)
                    continue;
                var uses = world.Uses;
                var since = _seen.TryGetValue(world, out var before) && before.Uses == uses ? before.Since : now;
                if (now - since >= idle)
                    host.Expire(world, $"It was closed after {WorldValues.DurationText(idle)} without a call; --world-idle (MOCKS_WORLD_IDLE) says how long worlds stay.");
                else
                    seen[world] = (uses, since);
            }

            _seen = seen;
        }
    }
}
