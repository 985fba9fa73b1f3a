namespace VendorMocks;

/// <summary>One vendor's part of a world: its state and its request windows. Made when first touched.</summary>
internal sealed class VendorSlot
{
    private readonly long _seeded;

    private VendorSlot(Vendor vendor, VendorState state, long seeded)
    {
        Vendor = vendor;
        State = state;
        _seeded = seeded;
    }

    public Vendor Vendor { get; }

    public VendorState State { get; }

    public RequestWindows Windows { get; } = new();

    /// <summary>True after the agenda failed: it is not run again, so that one bug does not stop the world.</summary>
    public bool AgendaBroken { get; set; }

    /// <summary>Records beyond those that the world began with. What is seeded is shared by worlds and was asked for, so it is no growth.</summary>
    public long AddedRecords => State.Store.RecordCount - _seeded;

    /// <summary>What a snapshot keeps of it. No transaction may be open.</summary>
    public VendorSnapshot Save() => new(State.Store.Snapshot(), State.Rules, Windows.Save(), AgendaBroken, _seeded);

    public static VendorSlot Open(Vendor vendor, ulong seed, VendorSnapshot saved)
    {
        var slot = new VendorSlot(vendor, saved.ToState(vendor, seed), saved.Seeded) { AgendaBroken = saved.AgendaBroken };
        slot.Windows.Restore(saved.Windows);
        return slot;
    }

    public static VendorSlot Open(Vendor vendor, WorldOptions options, DateTimeOffset start)
    {
        var state = vendor.CreateState();
        state.Random = new RandomSource(options.Seed);
        if (options.PlanOf(vendor) is { } plan)
            state.Store.Restore(SeededBases.Of(vendor, plan, start));
        else
            vendor.Furnish(state, start);
        vendor.Admit(state, options.CredentialsOf(vendor), start);
        state.Store.Commit();
        return new VendorSlot(vendor, state, state.Store.RecordCount);
    }
}
