namespace VendorMocks;

/// <summary>Counts and lists the rows of a group in an order, e.g. an affiliate's leads by time. Rows of equal order stand by id.</summary>
/// <typeparam name="T">The table's row.</typeparam>
/// <remarks>An index without groups has the single group 0. Bounds are values of the order, and both belong to the range.</remarks>
public sealed class OrderedIndex<T> : IIndex<T> where T : class
{
    private readonly Table<T> _table;
    private readonly string _name;
    private readonly Func<T, long> _order;
    private readonly Func<T, long?>? _group;
    private SortedRuns _runs = SortedRuns.Empty;
    private Entry? _remove;
    private Entry? _insert;

    internal OrderedIndex(Table<T> table, string name, Func<T, long> order, Func<T, long?>? group)
    {
        _table = table;
        _name = name;
        _order = order;
        _group = group;
    }

    string IIndex<T>.Name => _name;

    SortedRuns IIndex<T>.Runs { get => _runs; set => _runs = value; }

    internal SortedRuns Runs => _runs;

    internal Table<T> Table => _table;

    /// <summary>How many rows a group has.</summary>
    /// <param name="group">The group.</param>
    public int Count(long group = 0) => Count(group, null, null);

    /// <summary>How many rows of a group lie within bounds.</summary>
    /// <param name="group">The group.</param>
    /// <param name="fromInclusive">Lowest order, or null for no bound.</param>
    /// <param name="toInclusive">Highest order, or null for no bound.</param>
    public int Count(long group, long? fromInclusive, long? toInclusive)
    {
        var (low, high) = Range(group, fromInclusive, toInclusive);
        return _runs.Distance(low, high);
    }

    /// <summary>A stretch of a group's rows; empty where the group has no more.</summary>
    /// <param name="group">The group.</param>
    /// <param name="skip">How many rows to leave out first.</param>
    /// <param name="take">How many rows to return at most.</param>
    /// <param name="descending">Whether the highest order comes first.</param>
    /// <param name="from">Lowest order, or null for no bound.</param>
    /// <param name="to">Highest order, or null for no bound.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="skip"/> or <paramref name="take"/> is negative.</exception>
    public T[] Page(long group, long skip, int take, bool descending = true, long? from = null, long? to = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegative(take);
        var (low, high) = Range(group, from, to);
        var total = _runs.Distance(low, high);
        if (skip >= total || take == 0) return [];

        var rows = new T[(int)Math.Min(take, total - skip)];
        var rank = descending ? total - 1 - (int)skip : (int)skip;
        var at = rank < total / 2 ? _runs.Forward(low, rank) : _runs.Backward(high, total - rank);
        for (var i = 0; ; at = descending ? _runs.Previous(at) : _runs.Next(at))
        {
            rows[i] = Row(at);
            if (++i == rows.Length) return rows;
        }
    }

    /// <summary>The row with the lowest order, or null when the group is empty.</summary>
    /// <param name="group">The group.</param>
    public T? First(long group = 0)
    {
        var (low, high) = Range(group, null, null);
        return low == high ? null : Row(low);
    }

    /// <summary>The row with the highest order, or null when the group is empty.</summary>
    /// <param name="group">The group.</param>
    public T? Last(long group = 0)
    {
        var (low, high) = Range(group, null, null);
        return low == high ? null : Row(_runs.Previous(high));
    }

    /// <summary>A group's rows, lowest order first. The table must not be written while they are listed.</summary>
    /// <param name="group">The group.</param>
    /// <param name="from">Lowest order, or null for no bound.</param>
    /// <param name="to">Highest order, or null for no bound.</param>
    public IndexRows<T> Ascending(long group = 0, long? from = null, long? to = null) => new(this, group, from, to, false);

    /// <summary>A group's rows, highest order first. The table must not be written while they are listed.</summary>
    /// <param name="group">The group.</param>
    /// <param name="from">Lowest order, or null for no bound.</param>
    /// <param name="to">Highest order, or null for no bound.</param>
    public IndexRows<T> Descending(long group = 0, long? from = null, long? to = null) => new(this, group, from, to, true);

    // No row has the id long.MaxValue (see Table), so it bounds a range from above.
    internal (Position Low, Position High) Range(long group, long? from, long? to) => (
        _runs.LowerBound(new(group, from ?? long.MinValue, long.MinValue)),
        _runs.LowerBound(new(group, to ?? long.MaxValue, long.MaxValue)));

    internal T Row(Position at) => _table.Find(_runs[at].Id)!;

    void IIndex<T>.Prepare(long id, T? before, T? after)
    {
        var (remove, insert) = (EntryOf(id, before), EntryOf(id, after));
        var same = remove == insert;
        _remove = same ? null : remove;
        _insert = same ? null : insert;
    }

    void IIndex<T>.Apply(object edit)
    {
        if (_remove is { } remove) _runs = _runs.Remove(remove, edit);
        if (_insert is { } insert) _runs = _runs.Insert(insert, edit);
    }

    private Entry? EntryOf(long id, T? row)
    {
        if (row is null) return null;
        long? group = _group is null ? 0 : _group(row);
        return group is { } g ? new Entry(g, _order(row), id) : null;
    }
}
