namespace VendorMocks;

/// <summary>What a table asks of its indexes: a write is prepared in all of them (which may refuse it) before it is applied to any.</summary>
internal interface IIndex<T> where T : class
{
    string Name { get; }

    SortedRuns Runs { get; set; }

    void Prepare(long id, T? before, T? after);

    void Apply(object edit);
}

/// <summary>Finds the one row with a key, e.g. a lead by its e-mail.</summary>
/// <typeparam name="T">The table's row.</typeparam>
public sealed class UniqueIndex<T> : IIndex<T> where T : class
{
    private readonly Table<T> _table;
    private readonly string _name;
    private readonly Func<T, string?> _key;
    private readonly StringComparer _comparer;
    private SortedRuns _runs = SortedRuns.Empty;
    private Entry? _remove;
    private Entry? _insert;

    internal UniqueIndex(Table<T> table, string name, Func<T, string?> key, StringComparer comparer)
    {
        _table = table;
        _name = name;
        _key = key;
        _comparer = comparer;
    }

    string IIndex<T>.Name => _name;

    SortedRuns IIndex<T>.Runs { get => _runs; set => _runs = value; }

    /// <summary>The row with this key in the sense of the index's comparer, or null.</summary>
    /// <param name="key">The key; null finds nothing.</param>
    public T? Find(string? key)
    {
        if (key is null) return null;
        long hash = _comparer.GetHashCode(key);
        // Keys may share a hash: the key that counts is the one on the row.
        for (var at = _runs.LowerBound(new(hash, 0, long.MinValue)); !_runs.IsEnd(at); at = _runs.Next(at))
        {
            var entry = _runs[at];
            if (entry.Group != hash) return null;
            var row = _table.Find(entry.Id)!;
            if (_comparer.Equals(_key(row), key)) return row;
        }

        return null;
    }

    void IIndex<T>.Prepare(long id, T? before, T? after)
    {
        var old = before is null ? null : _key(before);
        var key = after is null ? null : _key(after);
        _remove = _insert = null;
        if (old is null ? key is null : key is not null && _comparer.Equals(old, key)) return;

        if (Find(key) is not null)
            throw new InvalidOperationException($"Table '{_table.Name}' already has a row with {_name} '{key}'.");
        if (old is not null) _remove = new(_comparer.GetHashCode(old), 0, id);
        if (key is not null) _insert = new(_comparer.GetHashCode(key), 0, id);
    }

    void IIndex<T>.Apply(object edit)
    {
        if (_remove is { } remove) _runs = _runs.Remove(remove, edit);
        if (_insert is { } insert) _runs = _runs.Insert(insert, edit);
    }
}
