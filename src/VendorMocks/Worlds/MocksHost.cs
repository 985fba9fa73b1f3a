using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace VendorMocks;

/// <summary>
/// Worlds that live together: finds the one a call is for, sees that no key means two worlds, and keeps what nobody claimed.
/// A world opened by <see cref="World.Open()"/> has a host of its own.
/// </summary>
public sealed class MocksHost : IDisposable
{
    /// <summary>The world that answers when a call names none and its key is unknown.</summary>
    public const string DefaultWorld = "default";

    private const int MaxNameLength = 64;

    internal const int MaxProfiles = 1000;

    private const int MaxExpired = 10_000;

    private readonly ConcurrentDictionary<string, World> _worlds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(Vendor Vendor, string Key), World> _keys = new();
    private readonly ConcurrentDictionary<string, (Vendor Vendor, World? World)> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, FaultProfile> _profiles = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _expired = new(StringComparer.Ordinal);
    private readonly Func<string, Vendor?> _mapped;
    private readonly bool _pathsAnywhere;

    internal MocksHost(bool pathsAnywhere = false, int maxWorlds = 10_000, long journalBytes = JournalBudget.DefaultMaxBytes, long maxRecords = 2_000_000)
    {
        _mapped = Mapped;
        _pathsAnywhere = pathsAnywhere;
        MaxWorlds = maxWorlds;
        MaxRecords = maxRecords;
        Budget = new JournalBudget(journalBytes);
        Unclaimed = Budget.CreateJournal();
    }

    /// <summary>Calls that no vendor claimed, or whose key means no world.</summary>
    public Journal Unclaimed { get; }

    /// <summary>The open worlds, by name.</summary>
    public IReadOnlyList<World> Worlds => [.. _worlds.Values.OrderBy(world => world.Name, StringComparer.Ordinal)];

    /// <summary>
    /// Finds where an exchange departs from its contract; null where none describes it. Set by whoever brings the schemas, so
    /// that the engine needs no schema library.
    /// </summary>
    internal Func<Exchange, IReadOnlyList<Violation>?>? Contracts { get; set; }

    /// <summary>Reads a stub from its JSON. Set by whoever brings that form, so that the engine needs none of its libraries.</summary>
    internal Func<System.Text.Json.JsonElement, Stub>? ReadStub { get; set; }

    /// <summary>The fault profiles of all worlds, by name: those defined here go before the shipped ones.</summary>
    internal IReadOnlyList<FaultProfile> FaultProfiles =>
        [.. _profiles.Values.Concat(FaultProfile.Shipped).DistinctBy(profile => profile.Name).OrderBy(profile => profile.Name, StringComparer.Ordinal)];

    /// <summary>How worlds are wired that a file brings: a file never says where time comes from or whom the world may call.</summary>
    internal WorldOptions Wiring { get; init; } = new();

    /// <summary>The folder that keeps the worlds, if there is one.</summary>
    internal StateFolder? Folder { get; set; }

    /// <summary>Told of each attempt to deliver, outside every lock. Set by whoever measures.</summary>
    internal Action<WebhookDelivery, DeliveryAttempt>? Attempted { get; set; }

    internal int WorldCount => _worlds.Count;

    internal int MaxWorlds { get; }

    /// <summary>
    /// Records that all vendors of a world may get together beyond those that it began with; a call that would write more gets
    /// the vendor's own 500.
    /// </summary>
    internal long MaxRecords { get; }

    internal JournalBudget Budget { get; }

    /// <summary>The world with that name, or null.</summary>
    /// <param name="name">Its name.</param>
    public World? Find(string name)
    {
        var world = _worlds.GetValueOrDefault(name);
        world?.Ask();
        return world;
    }

    /// <summary>Why there is no world of that name any more; null where nothing is known of one.</summary>
    internal string? WhyGone(string name) => _expired.GetValueOrDefault(name);

    /// <summary>Closes a world that nobody uses.</summary>
    internal void Expire(World world, string why)
    {
        // Names of worlds come from callers, so what is remembered is bounded.
        if (_expired.Count >= MaxExpired)
            _expired.Clear();
        _expired[world.Name] = why;
        world.Dispose();
    }

    /// <summary>Opens a world.</summary>
    /// <param name="options">How it begins.</param>
    /// <exception cref="ArgumentException">The name is malformed or taken, a chosen key is another world's, or there are too many worlds.</exception>
    public World Open(WorldOptions options) => Open(options, null);

    /// <summary>Opens a world with things put in it that are not generated. A reset goes back to them.</summary>
    /// <param name="options">How it begins.</param>
    /// <param name="arrange">Puts them in; when it throws, nothing was opened.</param>
    internal World Open(WorldOptions options, Action<World>? arrange)
    {
        ArgumentNullException.ThrowIfNull(options);
        RefuseName(options.Name);
        Require(options);
        var world = new World(this, options) { Limits = options.Limits };
        try
        {
            Claim(world);
            if (arrange is not null)
            {
                arrange(world);
                world.Journal.Clear();
                world.BeginWith(world.Save("opening"));
            }

            if (!_worlds.TryAdd(options.Name, world))
                throw Taken(options.Name);
        }
        catch
        {
            world.Dispose();
            throw;
        }

        return world;
    }

    /// <summary>Opens a world as another was when a snapshot was taken. Its keys are new, unless it has the other's name.</summary>
    /// <param name="snapshot">Of a world of any host.</param>
    /// <param name="name">The new world's name; null for the name of the snapshot's world.</param>
    /// <exception cref="ArgumentException">The name is malformed or taken, a key is another world's, or there are too many worlds.</exception>
    public World Open(WorldSnapshot snapshot, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Open(snapshot.For(name ?? snapshot.World), keepOffset: false);
    }

    /// <summary>Opens a world from a file's snapshot, with its name and its keys.</summary>
    /// <param name="snapshot">What <see cref="WorldFile.Read"/> gave.</param>
    /// <exception cref="ArgumentException">The name is taken or a key is another world's, which the message names. Nothing was changed.</exception>
    /// <exception cref="StateFormatException">It holds more records than a world here may.</exception>
    public World Import(WorldSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.Vendors.Sum(saved => saved?.Records ?? 0) is var records && records > MaxRecords)
            throw new StateFormatException(null, null, $"The file holds {records} records, and a world here holds {MaxRecords}.") { Field = "vendors" };
        return Open(snapshot.With(Wiring), keepOffset: false);
    }

    internal World Open(WorldSnapshot snapshot, bool keepOffset)
    {
        RefuseName(snapshot.World);
        var world = new World(this, snapshot.Options);
        try
        {
            world.Restore(snapshot, keepOffset);
            // A restarted server's world was not opened from what it had become.
            world.BeginWith(keepOffset ? snapshot.Opening : snapshot);
            world.Document = keepOffset ? snapshot.Document : null;
            if (!_worlds.TryAdd(world.Name, world))
                throw Taken(world.Name);
        }
        catch
        {
            world.Dispose();
            throw;
        }

        return world;
    }

    /// <summary>Closes all worlds, as <see cref="World.Dispose"/> does, once the folder that keeps them has got their last state.</summary>
    public void Dispose()
    {
        Folder?.Dispose();
        foreach (var world in Worlds)
            world.Dispose();
    }

    /// <summary>Whether a text can name a world.</summary>
    /// <param name="name">The text.</param>
    public static bool IsName([NotNullWhen(true)] string? name) =>
        name is { Length: > 0 and <= MaxNameLength } && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Sends a host name to a vendor that has none of its own.</summary>
    /// <param name="host">Host name without port.</param>
    /// <param name="vendor">The vendor that answers there.</param>
    /// <param name="world">The world that answers; null lets the key decide.</param>
    public void Map(string host, Vendor vendor, World? world = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        ArgumentNullException.ThrowIfNull(vendor);
        _hosts[host] = (vendor, world);
    }

    /// <summary>The vendor that answers a request by its address, or null.</summary>
    internal Vendor? VendorAt(ApiRequest request) => Address.Of(request, _mapped, _pathsAnywhere).Vendor;

    /// <summary>Defines a fault profile for all worlds, or redefines it. Faults in force stay as they are.</summary>
    /// <exception cref="ArgumentException">The name or a fault makes no sense.</exception>
    /// <exception cref="InvalidOperationException">There are 1,000 already.</exception>
    internal void Define(FaultProfile profile)
    {
        FaultCheck.Require(profile);
        if (_profiles.Count >= MaxProfiles && !_profiles.ContainsKey(profile.Name))
            throw new InvalidOperationException($"{MaxProfiles} fault profiles are defined, which is the most. Delete one first.");
        _profiles[profile.Name] = profile;
    }

    /// <summary>Takes a definition back; a shipped profile of that name is itself again.</summary>
    /// <returns>False when none was defined.</returns>
    internal bool Undefine(string profile) => _profiles.TryRemove(profile, out _);

    /// <summary>Whether a host name was given to a vendor.</summary>
    internal bool IsMapped(string host) => _hosts.ContainsKey(host);

    internal World? OwnerOf(Vendor vendor, string key) => _keys.TryGetValue((vendor, key), out var world) ? world : null;

    /// <summary>Answers a call that broke off on its way to the door, so that nobody can be asked about it.</summary>
    internal Outcome Refuse(ApiRequest request, int status, string detail) => Unclaim(request, Problems.Of(status, "body", detail), null);

    /// <summary>Answers a call from a door that serves all worlds.</summary>
    internal Outcome Answer(ApiRequest request) => Answer(request, null, null);

    /// <summary>Answers a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="only">The world of a door that serves one world; null lets the address decide.</param>
    /// <param name="vendor">The vendor of a door that serves one vendor's base address; null lets the address decide.</param>
    internal Outcome Answer(ApiRequest request, World? only, Vendor? vendor)
    {
        var address = Address.Of(request, _mapped, _pathsAnywhere);
        if (address.Problem is { } problem)
            return Unclaim(request, Problems.Of(400, "address", problem), only);
        if ((address.Vendor ?? vendor) is not { } addressed)
            return AnswerByStub(request, address, only) ?? Unclaim(request, Problems.NobodyThere(request), only);

        var path = request.Path[(request.Path.Length - address.PathLength)..];
        var prefix = request.Path[..^address.PathLength];
        if (only is not null)
            return only.Answer(addressed, request, prefix, path, only.Journal);
        if (address.World is { } name)
        {
            return Find(name) is { } explicitly
                ? Answer(explicitly, addressed, request, prefix, path, explicitly.Journal)
                : Default(addressed, request, prefix, path, "no-such-world");
        }

        var world = _hosts.TryGetValue(request.Host, out var mapping) && mapping.World is { } mappedWorld
            ? mappedWorld
            : addressed.CredentialOf(request) is { } key ? OwnerOf(addressed, key) : null;
        if (world is not null)
            return Answer(world, addressed, request, prefix, path, world.Journal);
        return Default(addressed, request, prefix, path, null);
    }

    // What no vendor claims is offered to the addressed world's stubs, else to default's.
    private Outcome? AnswerByStub(ApiRequest request, in Address address, World? only)
    {
        if ((only ?? Find(address.World ?? DefaultWorld)) is not { } world)
            return null;
        try
        {
            return world.AnswerByStub(null, request, request.Path[(request.Path.Length - address.PathLength)..]);
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    // Until the world is known, default's rules apply.
    private Outcome Default(Vendor vendor, ApiRequest request, string prefix, string path, string? stranger) =>
        Find(DefaultWorld) is { } fallback
            ? Answer(fallback, vendor, request, prefix, path, Unclaimed, stranger)
            : Unclaim(request, Problems.Of(503, "world", "No world is open here."), null);

    /// <summary>Registers all keys of a world's opening.</summary>
    /// <exception cref="KeyTakenException">One is another world's.</exception>
    internal void Claim(World world)
    {
        foreach (var vendor in Vendors.All)
        {
            foreach (var credential in world.Options.CredentialsOf(vendor))
            {
                if (_keys.GetOrAdd((vendor, credential.Key), world) is var owner && owner != world)
                    throw new KeyTakenException(credential.Key, owner.Name);
            }
        }
    }

    /// <summary>Registers the keys that a committed call made.</summary>
    internal void Claim(World world, Vendor vendor, VendorState state, IReadOnlyList<Change> changes)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            if (changes[i].After is { } row && state.CredentialIn(row) is { } key)
                _keys.TryAdd((vendor, key), world);
        }
    }

    /// <summary>Refuses a transaction that would make a key that is another world's.</summary>
    internal void ThrowIfClaimedElsewhere(World world, VendorSlot slot)
    {
        foreach (var change in slot.State.Store.Changes)
        {
            if (change.After is { } row
                && slot.State.CredentialIn(row) is { } key
                && _keys.TryGetValue((slot.Vendor, key), out var owner)
                && owner != world)
            {
                throw new KeyTakenException(key, owner.Name);
            }
        }
    }

    /// <summary>Makes a world's keys those of its opening and the given ones.</summary>
    /// <exception cref="ArgumentException">One is another world's. Nothing was changed.</exception>
    internal void Reclaim(World world, IReadOnlyList<(Vendor Vendor, string Key)> keys)
    {
        foreach (var key in keys.Concat(world.Credentials.Select(credential => (Vendors.Find(credential.Vendor)!, credential.Key))))
        {
            if (_keys.TryGetValue(key, out var owner) && owner != world)
                throw new KeyTakenException(key.Key, owner.Name);
        }

        RemoveKeys(world);
        Claim(world);
        foreach (var key in keys)
            _keys.TryAdd(key, world);
    }

    internal void Forget(World world)
    {
        _worlds.TryRemove(KeyValuePair.Create(world.Name, world));
        RemoveKeys(world);
        foreach (var pair in _hosts.Where(pair => pair.Value.World == world))
            _hosts.TryRemove(pair);
    }

    private void RemoveKeys(World world)
    {
        foreach (var pair in _keys.Where(pair => pair.Value == world))
            _keys.TryRemove(pair);
    }

    /// <summary>Refuses a beginning that no vendor could make.</summary>
    internal static void Require(WorldOptions options)
    {
        foreach (var (name, own) in options.PerVendor)
        {
            if (Vendors.Find(name) is null)
                throw new ArgumentException($"There is no vendor '{name}'.", nameof(options));
            if (own.Locale is { } locale && !SeedLocales.All.Contains(locale))
                throw new ArgumentException($"There are no people of locale '{locale}'.", nameof(options));
        }
    }

    private static ArgumentException Taken(string name) => new($"A world named '{name}' is open already.", nameof(name));

    private void RefuseName(string name)
    {
        if (!IsName(name))
            throw new ArgumentException($"'{name}' is no name for a world: 1 to {MaxNameLength} small letters, digits and dashes.", nameof(name));
        if (_worlds.ContainsKey(name))
            throw Taken(name);
        if (_worlds.Count >= MaxWorlds)
            throw new ArgumentException($"{MaxWorlds} worlds are open, which is the most this host allows. Close one first.", nameof(name));
    }

    private Vendor? Mapped(string host) => _hosts.TryGetValue(host, out var mapping) ? mapping.Vendor : null;

    // A world may close between being found and being asked; then it is as if it had never been open.
    private Outcome Answer(World world, Vendor vendor, ApiRequest request, string prefix, string path, Journal journal, string? stranger = null)
    {
        try
        {
            return world.Answer(vendor, request, prefix, path, journal, stranger);
        }
        catch (ObjectDisposedException)
        {
            return Unclaim(request, Problems.Of(404, "world", $"The world '{world.Name}' has been closed."), null);
        }
    }

    private Outcome Unclaim(ApiRequest request, ApiResponse response, World? only)
    {
        var exchange = new Exchange(request, response, only?.Clock.Now ?? TimeProvider.System.GetUtcNow(), only?.Name ?? "", null, null);
        Unclaimed.Add(exchange);
        return new Outcome(response, exchange, only);
    }
}
