using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>
/// The tables and sequences of one vendor in one world. Writes belong to a transaction that opens by itself with the first
/// of them and ends with <see cref="Commit"/> or <see cref="Rollback"/>. For one thread at a time: the world's lock sees to that.
/// </summary>
internal sealed class Store
{
    private readonly List<ITable> _tables = [];
    private readonly List<Sequence> _sequences = [];
    private List<Change> _changes = [];

    /// <summary>Whether the open transaction changed a row or took a number of a sequence.</summary>
    public bool HasChanges => _changes.Count > 0 || _sequences.Exists(sequence => sequence.Moved);

    /// <summary>The changes of the open transaction so far, oldest first.</summary>
    public IReadOnlyList<Change> Changes => _changes;

    /// <summary>Rows of all tables.</summary>
    public long RecordCount
    {
        get
        {
            var count = 0L;
            foreach (var table in _tables) count += table.Count;
            return count;
        }
    }

    /// <summary>Who holds this token may write what was created under it in place; see <see cref="Pages{T}"/>.</summary>
    internal object Edit { get; private set; } = new();

    internal IReadOnlyList<ITable> Tables => _tables;

    internal IReadOnlyList<Sequence> Sequences => _sequences;

    /// <summary>Declares a table; once, in the constructor of a vendor's state.</summary>
    /// <param name="name">Its name in changes and saved states.</param>
    /// <param name="json">How a row is saved and read back; it must come back equal. Asked when a row is, since describing all rows takes longer than making the store.</param>
    /// <param name="id">The id of a row.</param>
    /// <param name="firstId">The id of the first row that is added.</param>
    public Table<T> Table<T>(string name, JsonSerializerContext json, Func<T, long> id, long firstId = 1) where T : class
    {
        if (_tables.Exists(other => other.Name == name)) throw new InvalidOperationException($"There is a table '{name}' already.");
        var table = new Table<T>(this, name, json, id, firstId);
        _tables.Add(table);
        return table;
    }

    /// <summary>Declares a sequence; once, in the constructor of a vendor's state.</summary>
    /// <param name="name">Its name in saved states.</param>
    /// <param name="first">The first number it gives.</param>
    public Sequence Sequence(string name, long first)
    {
        if (_sequences.Exists(other => other.Name == name)) throw new InvalidOperationException($"There is a sequence '{name}' already.");
        var sequence = new Sequence(name, first);
        _sequences.Add(sequence);
        return sequence;
    }

    /// <summary>Ends the transaction and keeps what it did.</summary>
    /// <returns>Its changes, oldest first.</returns>
    public IReadOnlyList<Change> Commit()
    {
        if (!HasChanges) return [];
        foreach (var table in _tables) table.Commit();
        foreach (var sequence in _sequences) sequence.Commit();
        var changes = _changes.ToArray();
        ForgetChanges();
        return changes;
    }

    /// <summary>Ends the transaction and undoes it: rows, indexes, next ids and sequences are as they were.</summary>
    public void Rollback()
    {
        for (var i = _changes.Count - 1; i >= 0; i--)
        {
            var change = _changes[i];
            foreach (var table in _tables)
                if (ReferenceEquals(table.Name, change.Table)) table.Undo(change);
        }

        foreach (var table in _tables) table.Rollback();
        foreach (var sequence in _sequences) sequence.Rollback();
        ForgetChanges();
    }

    /// <summary>Remembers the committed state, at the cost of a few references per table.</summary>
    /// <exception cref="InvalidOperationException">A transaction is open.</exception>
    public StoreSnapshot Snapshot()
    {
        RefuseOpenTransaction();
        var tables = new TableRoots[_tables.Count];
        for (var i = 0; i < tables.Length; i++) tables[i] = _tables[i].Roots();
        var sequences = new (string, long)[_sequences.Count];
        for (var i = 0; i < sequences.Length; i++) sequences[i] = (_sequences[i].Name, _sequences[i].Value);
        // From here on this store, too, has to copy what the snapshot points at before writing it.
        Edit = new();
        return new(tables, sequences);
    }

    /// <summary>Takes over the state that a store with the same tables had.</summary>
    /// <exception cref="InvalidOperationException">A transaction is open.</exception>
    /// <exception cref="ArgumentException">The snapshot is one of other tables, indexes or sequences; nothing was changed.</exception>
    public void Restore(StoreSnapshot snapshot)
    {
        RefuseOpenTransaction();
        var (tables, sequences) = (snapshot.Tables, snapshot.Sequences);
        var fits = tables.Length == _tables.Count && sequences.Length == _sequences.Count;
        for (var i = 0; fits && i < tables.Length; i++) fits = _tables[i].Fits(tables[i]);
        for (var i = 0; fits && i < sequences.Length; i++) fits = _sequences[i].Name == sequences[i].Name;
        if (!fits)
            throw new ArgumentException($"The snapshot was taken of other tables ({string.Join(", ", tables.Select(table => table.Name))}) than "
                + $"these ({string.Join(", ", _tables.Select(table => table.Name))}), or of other indexes or sequences.", nameof(snapshot));

        for (var i = 0; i < tables.Length; i++) _tables[i].Restore(tables[i]);
        for (var i = 0; i < sequences.Length; i++) _sequences[i].Reset(sequences[i].Value);
    }

    /// <summary>Writes the state as JSON: tables with their next id and rows (ascending by id), then sequences.</summary>
    public void Write(Utf8JsonWriter writer) => StateFormat.Write(this, writer);

    /// <summary>Replaces the state by a written one.</summary>
    /// <param name="utf8">What <see cref="Write"/> wrote.</param>
    /// <param name="shift">By how much each <see cref="DateTimeOffset"/> of a row is moved.</param>
    /// <exception cref="StateFormatException">It cannot be read; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">A transaction is open.</exception>
    public void Read(ReadOnlySpan<byte> utf8, TimeSpan shift)
    {
        var before = Snapshot();
        try
        {
            foreach (var table in _tables) table.Empty();
            foreach (var sequence in _sequences) sequence.Reset(sequence.First);
            StateFormat.Read(this, utf8, shift);
            Commit();
        }
        catch
        {
            ForgetChanges();
            Restore(before);
            throw;
        }
    }

    internal void Log(in Change change) => _changes.Add(change);

    private void ForgetChanges()
    {
        // A large transaction (a seed) must not keep its list alive for the life of the world.
        if (_changes.Capacity > 1024) _changes = [];
        else _changes.Clear();
    }

    private void RefuseOpenTransaction()
    {
        if (HasChanges) throw new InvalidOperationException("A transaction is open: commit it or roll it back first.");
    }
}
