namespace VendorMocks;

/// <summary>One vendor's part of a world: its state and its request windows. Made when first touched.</summary>
internal sealed class VendorSlot
{
    private VendorSlot(Vendor vendor, VendorState state)
    {
        Vendor = vendor;
        State = state;
    }

    public Vendor Vendor { get; }

    public VendorState State { get; }

    public RequestWindows Windows { get; } = new();

    /// <summary>True after the agenda failed: it is not run again, so that one bug does not stop the world.</summary>
    public bool AgendaBroken { get; set; }

    /// <summary>What a snapshot keeps of it. No transaction may be open.</summary>
    public VendorSnapshot Save() => new(State.Store.Snapshot(), State.Rules, Windows.Save(), AgendaBroken);

    public static VendorSlot Open(Vendor vendor, ulong seed, VendorSnapshot saved)
    {
        var slot = new VendorSlot(vendor, saved.ToState(vendor, seed)) { AgendaBroken = saved.AgendaBroken };
        slot.Windows.Restore(saved.Windows);
        return slot;
    }

    public static VendorSlot Open(Vendor vendor, WorldOptions options, DateTimeOffset start)
    {
        var state = vendor.CreateState();
        state.Random = new RandomSource(options.Seed);
        if (options.Size.IsEmpty)
            vendor.Furnish(state, start);
        else
            state.Store.Restore(SeededBases.Of(vendor, new SeedPlan(options.Seed, options.Size.Records), start));
        vendor.Admit(state, vendor.CredentialsOf(options.Name), start);
        state.Store.Commit();
        return new VendorSlot(vendor, state);
    }
}
