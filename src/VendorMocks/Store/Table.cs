using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace VendorMocks;

/// <summary>Rows of one kind by id: immutable records, listed ascending by id. Users read tables, only a vendor writes them.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <remarks>Not safe for use by several threads at once. Listing a table while it is written throws <see cref="InvalidOperationException"/>.</remarks>
public sealed class Table<T> : IReadOnlyCollection<T>, ITable where T : class
{
    private readonly Store _store;
    private readonly JsonSerializerContext _json;
    private readonly Func<T, long> _id;
    private readonly long _firstId;
    private IIndex<T>[] _indexes = [];
    private Pages<T> _pages = Pages<T>.Empty;
    private long _committedNextId;

    internal Table(Store store, string name, JsonSerializerContext json, Func<T, long> id, long firstId)
    {
        _store = store;
        Name = name;
        _json = json;
        _id = id;
        NextId = _committedNextId = _firstId = firstId;
    }

    /// <summary>The table's name in changes, saved states and on the page, e.g. <c>leads</c>.</summary>
    public string Name { get; }

    /// <summary>Number of rows.</summary>
    public int Count => _pages.Count;

    /// <summary>The id that the next row will get. Ids ascend and the id of a removed row is not given again.</summary>
    public long NextId { get; private set; }

    internal int Version { get; private set; }

    JsonSerializerOptions ITable.JsonOptions => _json.Options;

    JsonTypeInfo ITable.JsonIn(JsonSerializerOptions options) => options.GetTypeInfo(typeof(T));

    IEnumerable<object> ITable.Rows => _pages.Rows();

    /// <summary>The row with this id, or null.</summary>
    /// <param name="id">The id.</param>
    public T? Find(long id) => _pages.Find(id);

    /// <summary>All rows, ascending by id.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        var version = Version;
        foreach (var row in _pages.Rows())
        {
            CheckVersion(version);
            yield return row;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds the row that is made for the next id.</summary>
    /// <exception cref="InvalidOperationException">The row has another id, or a key that is taken.</exception>
    internal T Add(Func<long, T> make)
    {
        var id = NextId;
        if (id == long.MaxValue) throw new InvalidOperationException($"Table '{Name}' has no ids left.");
        var row = make(id);
        if (_id(row) != id) throw new InvalidOperationException($"The row made for id {id} of table '{Name}' has the id {_id(row)}.");
        return Place(id, row);
    }

    /// <summary>Adds a row under the id it has; later ids lie beyond it.</summary>
    /// <exception cref="InvalidOperationException">
    /// The id or a key is taken, or the id is <see cref="long.MaxValue"/>, beyond which there is no next one.
    /// </exception>
    internal T Insert(T row) => Place(_id(row), row);

    /// <summary>Puts a row in place of the one with its id; the very same row again is no change.</summary>
    /// <exception cref="InvalidOperationException">There is no row with its id, or a key is taken.</exception>
    internal T Replace(T row)
    {
        var id = _id(row);
        var before = Find(id) ?? throw Missing(id);
        if (ReferenceEquals(before, row)) return row;
        Put(id, before, row);
        _store.Log(new(Name, id, before, row));
        return row;
    }

    /// <exception cref="InvalidOperationException">There is no row with this id.</exception>
    internal void Remove(long id)
    {
        var before = Find(id) ?? throw Missing(id);
        Put(id, before, null);
        _store.Log(new(Name, id, before, null));
    }

    /// <summary>Removes every row. Ids go on ascending.</summary>
    internal void Clear()
    {
        // From the last row to the first, so that a rollback puts them back in ascending order.
        foreach (var row in _pages.Rows().Reverse()) _store.Log(new(Name, _id(row), row, null));
        Drop();
    }

    /// <summary>Declares an index that finds a row by a key and refuses a second row with an equal one. A null key is not indexed.</summary>
    /// <param name="name">Name of the key, for errors.</param>
    /// <param name="key">The key of a row; the same each time it is asked.</param>
    /// <param name="comparer">Says which keys are equal.</param>
    internal UniqueIndex<T> Unique(string name, Func<T, string?> key, StringComparer comparer) =>
        Declare(new UniqueIndex<T>(this, name, key, comparer));

    /// <summary>Declares an index that counts and lists rows in an order.</summary>
    /// <param name="name">Name of the index.</param>
    /// <param name="order">The order of a row, e.g. ticks of its time; the same each time it is asked.</param>
    /// <param name="group">The group of a row, null to leave it out; without this function all rows are in group 0.</param>
    internal OrderedIndex<T> Ordered(string name, Func<T, long> order, Func<T, long?>? group = null) =>
        Declare(new OrderedIndex<T>(this, name, order, group));

    internal void CheckVersion(int version)
    {
        if (version != Version) throw new InvalidOperationException($"Table '{Name}' was written while its rows were listed.");
    }

    long ITable.IdOf(object row) => _id((T)row);

    object? ITable.Find(long id) => Find(id);

    void ITable.Replace(object row) => Replace((T)row);

    void ITable.Load(object row) => Place(_id((T)row), (T)row);

    void ITable.RaiseNextId(long nextId) => NextId = _committedNextId = Math.Max(NextId, nextId);

    void ITable.Empty()
    {
        Drop();
        NextId = _committedNextId = _firstId;
    }

    // Going backwards through the changes only meets states that stood before, so this cannot fail.
    void ITable.Undo(in Change change) => Put(change.Id, (T?)change.After, (T?)change.Before);

    void ITable.Commit() => _committedNextId = NextId;

    void ITable.Rollback() => NextId = _committedNextId;

    TableRoots ITable.Roots() => new Roots(Name, Array.ConvertAll(_indexes, index => (index.Name, index.Runs)), NextId, _pages);

    bool ITable.Fits(TableRoots roots)
    {
        var fits = roots is Roots && roots.Name == Name && roots.Indexes.Length == _indexes.Length;
        for (var i = 0; fits && i < _indexes.Length; i++) fits = _indexes[i].Name == roots.Indexes[i].Name;
        return fits;
    }

    void ITable.Restore(TableRoots roots)
    {
        _pages = ((Roots)roots).Pages;
        for (var i = 0; i < _indexes.Length; i++) _indexes[i].Runs = roots.Indexes[i].Runs;
        NextId = _committedNextId = roots.NextId;
        Version++;
    }

    private TIndex Declare<TIndex>(TIndex index) where TIndex : IIndex<T>
    {
        if (Count > 0) throw new InvalidOperationException($"Table '{Name}' has rows already: declare its indexes first.");
        if (Array.Exists(_indexes, other => other.Name == index.Name))
            throw new InvalidOperationException($"Table '{Name}' has an index '{index.Name}' already.");
        _indexes = [.. _indexes, index];
        return index;
    }

    private T Place(long id, T row)
    {
        if (id == long.MaxValue) throw new InvalidOperationException($"Table '{Name}' cannot hold a row with id {id}: no id comes after it.");
        if (Find(id) is not null) throw new InvalidOperationException($"Table '{Name}' already has a row with id {id}.");
        Put(id, null, row);
        NextId = Math.Max(NextId, id + 1);
        _store.Log(new(Name, id, null, row));
        return row;
    }

    /// <summary>The only write of a row. What can fail (keys, orders, duplicates) happens before anything is touched.</summary>
    private void Put(long id, T? before, T? after)
    {
        foreach (var index in _indexes) index.Prepare(id, before, after);
        var edit = _store.Edit;
        _pages = _pages.Set(id, after, edit);
        foreach (var index in _indexes) index.Apply(edit);
        Version++;
    }

    private void Drop()
    {
        _pages = Pages<T>.Empty;
        foreach (var index in _indexes) index.Runs = SortedRuns.Empty;
        Version++;
    }

    private InvalidOperationException Missing(long id) => new($"Table '{Name}' has no row with id {id}.");

    private sealed class Roots(string name, (string, SortedRuns)[] indexes, long nextId, Pages<T> pages) : TableRoots(name, indexes, nextId)
    {
        public readonly Pages<T> Pages = pages;

        public override int Count => Pages.Count;
    }
}
