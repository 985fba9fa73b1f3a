using System.Collections.Immutable;

namespace VendorMocks;

/// <summary>
/// A world at one moment: tables, counters, rule values, windows, clock, faults, stubs and outbox; not the journal. Immutable; it holds
/// on to what the tables pointed at, so taking one and opening worlds from it cost microseconds whatever the size.
/// </summary>
public sealed class WorldSnapshot
{
    internal WorldSnapshot(string name, WorldOptions options, DateTimeOffset start)
    {
        Name = name;
        Options = options;
        Start = start;
    }

    /// <summary>The snapshot's name.</summary>
    public string Name { get; private set; }

    /// <summary>The world it was taken of.</summary>
    public string World => Options.Name;

    /// <summary>When it was taken, on that world's clock.</summary>
    public DateTimeOffset TakenAt => Clock.Now;

    internal WorldOptions Options { get; private set; }

    /// <summary>The first moment of the world, which vendors that nobody has touched begin with.</summary>
    internal DateTimeOffset Start { get; }

    internal bool Limits { get; init; } = true;

    internal ClockState Clock { get; init; }

    /// <summary>By the vendors' index; null for those that nobody has touched.</summary>
    internal IReadOnlyList<VendorSnapshot?> Vendors { get; init; } = [];

    internal FaultsState Faults { get; init; } = FaultsState.None;

    internal ImmutableArray<WebhookDelivery> Outbox { get; init; } = [];

    internal StubsState Stubs { get; init; } = StubsState.None;

    /// <summary>What a reset of the world goes back to, where its options do not say it all. Only a folder's snapshots have it.</summary>
    internal WorldSnapshot? Opening { get; private set; }

    /// <summary>As <see cref="World.Document"/>. Only a folder's snapshots have it.</summary>
    internal string? Document { get; private set; }

    /// <summary>A world before anybody has touched it.</summary>
    internal static WorldSnapshot Fresh(WorldOptions options, DateTimeOffset start) => new("opening", options, start)
    {
        Limits = options.Limits,
        Clock = new ClockState(start, options.Running, default, null),
        Vendors = new VendorSnapshot?[VendorMocks.Vendors.All.Count],
    };

    /// <summary>The name that a folder's file of a named snapshot tells; null in other files.</summary>
    internal string? KeptName { get; private set; }

    /// <summary>The same moment under the name of a snapshot, which its file tells.</summary>
    internal WorldSnapshot KeptAs(string name)
    {
        var kept = (WorldSnapshot)MemberwiseClone();
        (kept.Name, kept.KeptName) = (name, name);
        return kept;
    }

    /// <summary>The same moment with how the world began.</summary>
    internal WorldSnapshot BegunAs(WorldSnapshot? opening, string? document)
    {
        var begun = (WorldSnapshot)MemberwiseClone();
        (begun.Opening, begun.Document) = (opening, document);
        return begun;
    }

    /// <summary>The same moment of a world that is wired like another one.</summary>
    internal WorldSnapshot With(WorldOptions wiring)
    {
        var wired = (WorldSnapshot)MemberwiseClone();
        wired.Options = Options with { TimeProvider = wiring.TimeProvider, WebhookTargets = wiring.WebhookTargets };
        (wired.Opening, wired.KeptName) = (Opening?.With(wiring), null);
        return wired;
    }

    /// <summary>The same moment of a world of another name, with keys of its own.</summary>
    internal WorldSnapshot For(string world) => world == World
        ? this
        : new WorldSnapshot(Name, Options.Renamed(world), Start)
        {
            Limits = Limits,
            Clock = Clock,
            Vendors = [.. VendorMocks.Vendors.All.Select(vendor => Vendors[vendor.Index] is { } saved ? Readmission.Of(vendor, saved, Options.CredentialsOf(vendor), world) : null)],
            Faults = Faults with { Active = [.. Faults.Active.Select(active => active with { Handle = null })] },
            Stubs = Stubs with { Active = [.. Stubs.Active.Select(active => active with { Handle = null })] },
            Outbox = Outbox,
        };
}

/// <summary>One vendor's part of a snapshot.</summary>
/// <param name="Store">Its tables.</param>
/// <param name="Rules">Its rule values.</param>
/// <param name="Windows">Its request windows.</param>
/// <param name="AgendaBroken">Whether its agenda failed.</param>
/// <param name="Seeded">How many records it began with.</param>
internal sealed record VendorSnapshot(StoreSnapshot Store, object Rules, IReadOnlyList<RequestWindowState> Windows, bool AgendaBroken, long Seeded)
{
    private IReadOnlyList<string>? _keys;

    /// <summary>How many records a file brought; 0 where nobody counted.</summary>
    public long Records { get; init; }

    /// <summary>A state of its own that holds what was saved.</summary>
    public VendorState ToState(Vendor vendor, ulong seed)
    {
        var state = vendor.CreateState();
        state.Random = new RandomSource(seed);
        state.Store.Restore(Store);
        state.Rules = Rules;
        return state;
    }

    /// <summary>The keys of its credentials. Found once, however many worlds are opened from it.</summary>
    public IReadOnlyList<string> KeysIn(VendorState state) =>
        _keys ??= [.. state.Store.Tables.SelectMany(table => table.Rows).Select(state.CredentialIn).OfType<string>()];
}
