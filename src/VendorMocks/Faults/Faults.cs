namespace VendorMocks;

/// <summary>The faults in force in a world, and its profiles. A reset drops both.</summary>
public sealed class Faults
{
    /// <summary>How many faults a world holds at most: each call of a vendor is held against its own one by one.</summary>
    internal const int MaxActive = 1000;

    private readonly World _world;
    private readonly Lock _gate;
    private readonly RandomSource _random;
    private readonly SortedDictionary<string, FaultProfile> _defined = new(StringComparer.Ordinal);
    private readonly List<FaultHandle> _active = [];
    private long _lastId;

    // By the vendor's index; null while nothing is in force, which is all that a call without faults costs.
    private FaultHandle[][]? _byVendor;

    internal Faults(World world, Lock gate, RandomSource random)
    {
        _world = world;
        _gate = gate;
        _random = random;
    }

    /// <summary>What is in force, in the order in which it was added.</summary>
    public IReadOnlyList<FaultHandle> Active
    {
        get
        {
            lock (_gate)
                return [.. _active];
        }
    }

    /// <summary>The profiles that can be applied, by name. Those defined in this world go before its host's, and these before the shipped ones.</summary>
    public IReadOnlyList<FaultProfile> Profiles
    {
        get
        {
            lock (_gate)
                return [.. _defined.Values.Concat(_world.Host.FaultProfiles).DistinctBy(profile => profile.Name).OrderBy(profile => profile.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>Puts a fault in force.</summary>
    /// <param name="fault">What goes wrong, and with which calls.</param>
    /// <returns>Shows how often it hit, and takes it back when disposed.</returns>
    /// <exception cref="ArgumentException">A setting makes no sense; its JSON name is the parameter's name. Nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">1,000 faults are in force already.</exception>
    public FaultHandle Add(Fault fault) => Add([fault])[0];

    /// <summary>Puts all faults of a profile in force.</summary>
    /// <param name="profile">Its name.</param>
    /// <exception cref="ArgumentException">There is no such profile.</exception>
    public AppliedProfile Apply(string profile) => Apply(profile, null);

    /// <summary>Defines a profile in this world, or redefines it, a shipped one too. Faults in force stay as they are.</summary>
    /// <param name="profile">Name and faults.</param>
    /// <exception cref="ArgumentException">The name or a fault makes no sense.</exception>
    /// <exception cref="InvalidOperationException">1,000 are defined already.</exception>
    public void Define(FaultProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        FaultCheck.Require(profile);
        lock (_gate)
        {
            if (_defined.Count >= MocksHost.MaxProfiles && !_defined.ContainsKey(profile.Name))
                throw new InvalidOperationException($"{MocksHost.MaxProfiles} fault profiles are defined in this world, which is the most.");
            _defined[profile.Name] = profile;
        }

        _world.Touch();
    }

    /// <summary>Takes back everything that is in force.</summary>
    public void Clear() => RemoveAll(_ => true);

    internal AppliedProfile Apply(string profile, string? vendor)
    {
        var found = Profiles.FirstOrDefault(known => known.Name == profile)
            ?? throw new ArgumentException($"There is no profile '{profile}'. There are: {string.Join(", ", Profiles.Select(known => known.Name))}.", nameof(profile));
        return new AppliedProfile(found, Add(found.Faults.Select(fault => fault with { Vendor = fault.Vendor ?? vendor })));
    }

    internal bool Holds(FaultHandle handle)
    {
        lock (_gate)
            return _active.Contains(handle);
    }

    internal void Remove(FaultHandle handle) => RemoveAll(handle.Equals);

    internal void RemoveAll(Predicate<FaultHandle> match)
    {
        lock (_gate)
        {
            if (_active.RemoveAll(match) == 0)
                return;
            Index();
        }

        _world.Touch();
    }

    /// <summary>What hits a call that the vendor's checks have seen; null for nothing. Under the world's lock.</summary>
    internal FaultStrike? Strike(Call call, Journal journal)
    {
        if (_byVendor is not { } byVendor)
            return null;
        FaultStrike? strike = null;
        foreach (var handle in byVendor[call.Vendor.Index])
        {
            if ((strike is not { Decided: true } || handle.Fault.Combines) && handle.Hits(call, journal, _random, out var dice))
                (strike ??= new FaultStrike(call, journal)).Add(handle.Fault, dice);
        }

        return strike;
    }

    /// <summary>Everything, for a snapshot. Under the world's lock.</summary>
    internal FaultsState Save() => new(
        _lastId,
        [.. _active.Select(handle => new ActiveFault(handle.Id, handle.Seen, handle.Fired, handle.Fault) { Handle = handle })],
        [.. _defined.Values]);

    /// <summary>Goes back to what was saved. Handles of this world live on, with their counts of then. Under the world's lock.</summary>
    internal void Restore(FaultsState state)
    {
        _lastId = state.LastId;
        _active.Clear();
        foreach (var saved in state.Active)
        {
            if (saved.Handle is { } handle && handle.BelongsTo(this))
                handle.Rewind(saved.Seen, saved.Fired);
            else
                handle = new FaultHandle(this, saved.Id, saved.Fault, saved.Seen, saved.Fired);
            _active.Add(handle);
        }

        _defined.Clear();
        foreach (var profile in state.Profiles)
            _defined[profile.Name] = profile;
        Index();
    }

    private FaultHandle[] Add(IEnumerable<Fault> faults)
    {
        Fault[] all = [.. faults];
        foreach (var fault in all)
            FaultCheck.Require(fault);
        FaultHandle[] handles;
        lock (_gate)
        {
            if (_active.Count + all.Length > MaxActive)
                throw new InvalidOperationException($"{_active.Count} faults are in force, and a world holds {MaxActive}. Take some back first.");
            handles = [.. all.Select(fault => new FaultHandle(this, ++_lastId, fault))];
            _active.AddRange(handles);
            Index();
        }

        _world.Touch();
        return handles;
    }

    private void Index() => _byVendor = _active.Count == 0
        ? null
        : [.. Vendors.All.Select(vendor => _active.Where(handle => handle.Fault.Vendor is null || handle.Fault.Vendor == vendor.Name).ToArray())];
}

/// <summary>The faults of a world as a snapshot keeps them.</summary>
internal sealed record FaultsState(long LastId, IReadOnlyList<ActiveFault> Active, IReadOnlyList<FaultProfile> Profiles)
{
    public static FaultsState None { get; } = new(0, [], []);
}

/// <summary>One fault in force as a snapshot keeps it.</summary>
internal sealed record ActiveFault(long Id, long Seen, long Fired, Fault Fault)
{
    /// <summary>The handle that somebody may hold; none in a file.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public FaultHandle? Handle { get; init; }
}
