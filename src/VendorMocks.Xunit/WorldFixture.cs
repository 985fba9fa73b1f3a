using Xunit;

namespace VendorMocks;

/// <summary>
/// An arrangement that is made once and shared: as class, collection or assembly fixture. Each test opens a world of its own from
/// it, which costs microseconds, so that no test sees what another did.
/// </summary>
public abstract class WorldFixture : IAsyncLifetime
{
    private readonly WorldOptions _options;
    private WorldSnapshot? _arranged;

    /// <summary>Makes a fixture.</summary>
    /// <param name="options">How the world begins that is arranged; empty and frozen when left out.</param>
    protected WorldFixture(WorldOptions? options = null) => _options = options ?? new WorldOptions();

    /// <summary>Opens a world as it was arranged. The caller disposes it; <see cref="WorldTest"/> does.</summary>
    public World Open() => World.Open(_arranged ?? throw new InvalidOperationException(
        "The fixture has not been arranged. Let xunit make it: name it in IClassFixture<> or [assembly: AssemblyFixture] and take it as a constructor's parameter."));

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync()
    {
        using var world = World.Open(_options);
        await ArrangeAsync(world).ConfigureAwait(false);
        await world.Webhooks.SettleAsync().ConfigureAwait(false);
        _arranged = world.Snapshots.Take("arranged");
    }

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Arranges the world.</summary>
    /// <param name="world">The world that all tests begin with.</param>
    protected abstract ValueTask ArrangeAsync(World world);
}
