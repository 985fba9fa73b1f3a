namespace VendorMocks;

/// <summary>A world's named snapshots. A reset keeps them; an export does not hold them.</summary>
public sealed class Snapshots
{
    /// <summary>How many a world keeps at most.</summary>
    internal const int MaxKept = 100;

    private const int MaxNameLength = 64;

    private readonly Lock _gate = new();
    private readonly World _world;
    private readonly List<WorldSnapshot> _kept = [];

    internal Snapshots(World world) => _world = world;

    /// <summary>The snapshots, oldest first.</summary>
    public IReadOnlyList<WorldSnapshot> List
    {
        get
        {
            lock (_gate)
                return [.. _kept];
        }
    }

    /// <summary>Remembers the world as it is now.</summary>
    /// <param name="name">1 to 64 letters, digits, dots, dashes and underscores, not taken yet.</param>
    /// <exception cref="ArgumentException">The name is malformed.</exception>
    /// <exception cref="InvalidOperationException">There is one of that name, or there are 100 already.</exception>
    public WorldSnapshot Take(string name)
    {
        if (name is not { Length: > 0 and <= MaxNameLength } || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
            throw new ArgumentException($"'{name}' is no name for a snapshot: 1 to {MaxNameLength} letters, digits, dots, dashes and underscores.", nameof(name));
        lock (_gate)
            return Add(name, () => _world.Save(name));
    }

    private WorldSnapshot Add(string name, Func<WorldSnapshot> take)
    {
        if (Find(name) is not null)
            throw new InvalidOperationException($"There is a snapshot '{name}' already. Delete it first.");
        if (_kept.Count >= MaxKept)
            throw new InvalidOperationException($"{MaxKept} snapshots are kept, which is the most. Delete one first.");
        var taken = take();
        _kept.Add(taken);
        return taken;
    }

    /// <summary>Takes back in what a folder kept.</summary>
    /// <exception cref="InvalidOperationException">There is one of that name, or there are 100 already.</exception>
    internal void Keep(WorldSnapshot snapshot)
    {
        lock (_gate)
            Add(snapshot.Name, () => snapshot);
    }

    /// <summary>The snapshot of that name, or null.</summary>
    /// <param name="name">Its name.</param>
    public WorldSnapshot? Find(string name)
    {
        lock (_gate)
            return _kept.Find(snapshot => snapshot.Name == name);
    }

    /// <summary>Takes the world back to a snapshot, its clock too. The journal goes on.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">There is none, or a key in it has become another world's meanwhile. Nothing was changed.</exception>
    public void Restore(string name) => _world.Restore(Require(name));

    /// <summary>Forgets a snapshot.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>False when there was none.</returns>
    public bool Delete(string name)
    {
        lock (_gate)
            return _kept.RemoveAll(snapshot => snapshot.Name == name) > 0;
    }

    internal WorldSnapshot Require(string name) => Find(name)
        ?? throw new ArgumentException($"There is no snapshot '{name}'. There are: {string.Join(", ", List.Select(snapshot => snapshot.Name))}.", nameof(name));
}
