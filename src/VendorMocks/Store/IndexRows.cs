using System.Collections;

namespace VendorMocks;

/// <summary>The rows of one group of an index, for <c>foreach</c>, which lists them without allocating.</summary>
/// <typeparam name="T">The table's row.</typeparam>
public readonly struct IndexRows<T> : IEnumerable<T> where T : class
{
    private readonly OrderedIndex<T> _index;
    private readonly long _group;
    private readonly long? _from;
    private readonly long? _to;
    private readonly bool _descending;

    internal IndexRows(OrderedIndex<T> index, long group, long? from, long? to, bool descending)
    {
        _index = index;
        _group = group;
        _from = from;
        _to = to;
        _descending = descending;
    }

    /// <summary>Starts at the first row, in the state of the table at this moment.</summary>
    public Enumerator GetEnumerator()
    {
        var (low, high) = _index.Range(_group, _from, _to);
        return new(_index, _descending ? high : low, _index.Runs.Distance(low, high), _descending);
    }

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks the rows of one group.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly OrderedIndex<T> _index;
        private readonly int _version;
        private readonly bool _descending;
        private Position _next;
        private int _left;

        internal Enumerator(OrderedIndex<T> index, Position start, int count, bool descending)
        {
            _index = index;
            _version = index.Table.Version;
            _descending = descending;
            _next = start;
            _left = count;
            Current = null!;
        }

        /// <inheritdoc/>
        public T Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        /// <exception cref="InvalidOperationException">The table was written since the listing began.</exception>
        public bool MoveNext()
        {
            _index.Table.CheckVersion(_version);
            if (_left == 0) return false;
            _left--;
            if (_descending) _next = _index.Runs.Previous(_next);
            Current = _index.Row(_next);
            if (!_descending) _next = _index.Runs.Next(_next);
            return true;
        }

        readonly void IEnumerator.Reset() => throw new NotSupportedException();

        /// <summary>Does nothing; a listing holds no resources.</summary>
        public readonly void Dispose()
        {
        }
    }
}
