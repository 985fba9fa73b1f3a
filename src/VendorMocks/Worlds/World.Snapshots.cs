namespace VendorMocks;

/// <content>Going back: to a snapshot, or to the beginning.</content>
public sealed partial class World
{
    /// <summary>Back to how it was opened: data, rules, limits, faults, stubs, journal, outbox and clock. Named snapshots stay.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            if (_opening is { } opening)
            {
                Options = opening.Options;
                Restore(opening);
                Journal.Clear();
                return;
            }

            Array.Clear(_slots);
            Limits = Options.Limits;
            Faults.Restore(FaultsState.None);
            Stubs.Restore(StubsState.None);
            Webhooks.Clear();
            Journal.Clear();
            _start = Options.FirstMoment;
            Clock.Restore(new ClockState(_start, Options.Running, default, null));
            Host.Claim(this);
        }
    }

    /// <summary>The world as it is now.</summary>
    internal WorldSnapshot Save(string name)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            var clock = Clock.Save();
            return new WorldSnapshot(name, Options, _start)
            {
                Limits = Limits,
                // How far a frozen clock is from its host changes by itself and means nothing.
                Clock = clock.Running ? clock : clock with { Offset = default },
                Vendors = Array.ConvertAll(_slots, slot => slot?.Save()),
                Faults = Faults.Save(),
                Stubs = Stubs.Save(),
                Outbox = Webhooks.Save(),
            };
        }
    }

    /// <summary>The world as it is now and as it was opened, so that a restarted server can still reset it.</summary>
    internal WorldSnapshot SaveToKeep()
    {
        lock (_gate)
            return Save("state").BegunAs(_opening, Document);
    }

    /// <summary>Goes to a saved moment.</summary>
    /// <param name="snapshot">One of this world's.</param>
    /// <param name="keepOffset">As for <see cref="WorldClock.Restore"/>.</param>
    /// <exception cref="ArgumentException">A key in it is another world's. Nothing was changed.</exception>
    internal void Restore(WorldSnapshot snapshot, bool keepOffset = false)
    {
        lock (_gate)
        {
            ThrowIfDisposed();
            var slots = new VendorSlot?[_slots.Length];
            var keys = new List<(Vendor, string)>();
            foreach (var vendor in Vendors.All)
            {
                if (snapshot.Vendors[vendor.Index] is not { } saved)
                    continue;
                var slot = slots[vendor.Index] = VendorSlot.Open(vendor, Options.Seed, saved);
                keys.AddRange(saved.KeysIn(slot.State).Select(key => (vendor, key)));
            }

            Host.Reclaim(this, keys);
            slots.CopyTo(_slots, 0);
            _start = snapshot.Start;
            Limits = snapshot.Limits;
            Faults.Restore(snapshot.Faults);
            Stubs.Restore(snapshot.Stubs);
            Webhooks.Restore(snapshot.Outbox);
            Clock.Restore(snapshot.Clock, keepOffset);
        }
    }

    /// <summary>The moment that a reset goes back to.</summary>
    internal WorldSnapshot Opening
    {
        get
        {
            lock (_gate)
                return _opening ?? WorldSnapshot.Fresh(Options, _start);
        }
    }

    /// <summary>Makes a snapshot what a reset goes back to; null for what the options say.</summary>
    internal void BeginWith(WorldSnapshot? opening)
    {
        _opening = opening;
        Touch();
    }

    /// <summary>Makes how another world is what a reset goes back to. Until then nothing changes.</summary>
    /// <param name="other">A world of this one's name, of another host, with the data of all vendors made.</param>
    internal void BeginAnew(World other)
    {
        var opening = other.Save("opening");
        lock (_gate)
        {
            BeginWith(opening);
            Document = other.Document;
        }
    }
}
