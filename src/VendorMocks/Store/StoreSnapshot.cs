namespace VendorMocks;

/// <summary>
/// The content of a store at one moment. It holds on to what the tables pointed at and nothing was copied; many stores may be
/// restored from it, also on several threads at once, because nobody holds the token to write what it points at.
/// </summary>
internal sealed class StoreSnapshot(TableRoots[] tables, (string Name, long Value)[] sequences)
{
    public TableRoots[] Tables => tables;

    public (string Name, long Value)[] Sequences => sequences;

    /// <summary>Rows of all tables.</summary>
    public long RecordCount => tables.Sum(table => (long)table.Count);
}

/// <summary>What a table pointed at.</summary>
internal abstract class TableRoots(string name, (string Name, SortedRuns Runs)[] indexes, long nextId)
{
    public readonly string Name = name;
    public readonly (string Name, SortedRuns Runs)[] Indexes = indexes;
    public readonly long NextId = nextId;

    public abstract int Count { get; }
}
