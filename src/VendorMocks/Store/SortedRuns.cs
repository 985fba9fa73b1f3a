using System.Numerics;

namespace VendorMocks;

/// <summary>One place in an index: rows of a group stand together, in their order, and by id where the order is equal.</summary>
internal readonly record struct Entry(long Group, long Order, long Id)
{
    public bool Before(in Entry other) =>
        Group != other.Group ? Group < other.Group : Order != other.Order ? Order < other.Order : Id < other.Id;
}

/// <summary>Where an entry stands: a chunk and the offset in it. The end is the chunk after the last, offset 0.</summary>
internal readonly record struct Position(int Chunk, int Offset);

/// <summary>
/// A sorted list of entries in chunks, counted and searched by arrays beside the chunks so that neither touches them.
/// Ownership is as in <see cref="Pages{T}"/>: a write with another edit token copies the top level and one chunk.
/// </summary>
internal sealed class SortedRuns
{
    public const int ChunkSize = 512;

    // Owned by a token that nobody else holds, so it is always copied and never written.
    public static readonly SortedRuns Empty = new(new object(), [], [], [], 0, 0);

    private readonly object _owner;
    private Chunk[] _chunks;
    private int[] _counts;
    private Entry[] _firsts;
    private int _used;

    private SortedRuns(object owner, Chunk[] chunks, int[] counts, Entry[] firsts, int used, int count)
    {
        _owner = owner;
        _chunks = chunks;
        _counts = counts;
        _firsts = firsts;
        _used = used;
        Count = count;
    }

    public int Count { get; private set; }

    internal int Chunks => _used;

    public Entry this[Position at] => _chunks[at.Chunk].Items[at.Offset];

    public bool IsEnd(Position at) => at.Chunk == _used;

    /// <summary>The first entry that is not before the given one.</summary>
    public Position LowerBound(in Entry entry)
    {
        if (_used == 0) return default;
        var chunk = ChunkOf(entry);
        var offset = OffsetIn(chunk, entry);
        return offset < _counts[chunk] ? new(chunk, offset) : new(chunk + 1, 0);
    }

    /// <summary>How many entries stand from one position up to, not including, another; 0 when that one is not after it.</summary>
    public int Distance(Position from, Position to)
    {
        if (from.Chunk >= to.Chunk) return from.Chunk > to.Chunk ? 0 : Math.Max(0, to.Offset - from.Offset);
        return _counts[from.Chunk] - from.Offset + Sum(_counts.AsSpan(from.Chunk + 1, to.Chunk - from.Chunk - 1)) + to.Offset;
    }

    /// <summary>The position some entries after another, which must exist (the end counts as one).</summary>
    public Position Forward(Position from, int steps)
    {
        var (chunk, offset) = from;
        offset += steps;
        while (chunk < _used && offset >= _counts[chunk]) offset -= _counts[chunk++];
        return new(chunk, offset);
    }

    /// <summary>The position some entries before another, which must exist.</summary>
    public Position Backward(Position from, int steps)
    {
        var (chunk, offset) = from;
        offset -= steps;
        while (offset < 0) offset += _counts[--chunk];
        return new(chunk, offset);
    }

    public Position Next(Position at) =>
        at.Offset + 1 < _counts[at.Chunk] ? at with { Offset = at.Offset + 1 } : new(at.Chunk + 1, 0);

    public Position Previous(Position at) =>
        at.Offset > 0 ? at with { Offset = at.Offset - 1 } : new(at.Chunk - 1, _counts[at.Chunk - 1] - 1);

    public SortedRuns Insert(in Entry entry, object edit)
    {
        var runs = ReferenceEquals(_owner, edit) ? this : Copy(edit);
        runs.InsertOwned(entry);
        return runs;
    }

    public SortedRuns Remove(in Entry entry, object edit)
    {
        var runs = ReferenceEquals(_owner, edit) ? this : Copy(edit);
        runs.RemoveOwned(entry);
        return runs;
    }

    private SortedRuns Copy(object edit)
    {
        var room = _used + 1;
        var chunks = new Chunk[room];
        var counts = new int[room];
        var firsts = new Entry[room];
        Array.Copy(_chunks, chunks, _used);
        Array.Copy(_counts, counts, _used);
        Array.Copy(_firsts, firsts, _used);
        return new(edit, chunks, counts, firsts, _used, Count);
    }

    private void InsertOwned(in Entry entry)
    {
        if (_used == 0) OpenChunk(0, []);
        var chunk = ChunkOf(entry);
        var offset = OffsetIn(chunk, entry);
        if (_counts[chunk] == ChunkSize)
        {
            // Rows mostly arrive in ascending order: at the very end a new chunk leaves the full one full.
            if (offset == ChunkSize && chunk == _used - 1)
            {
                OpenChunk(++chunk, []);
                offset = 0;
            }
            else
            {
                Split(chunk);
                if (offset > _counts[chunk]) offset -= _counts[chunk++];
            }
        }

        var count = _counts[chunk];
        var items = Writable(chunk, count + 1);
        Array.Copy(items, offset, items, offset + 1, count - offset);
        items[offset] = entry;
        _counts[chunk] = count + 1;
        if (offset == 0) _firsts[chunk] = entry;
        Count++;
    }

    private void RemoveOwned(in Entry entry)
    {
        var chunk = _used == 0 ? -1 : ChunkOf(entry);
        var offset = chunk < 0 ? 0 : OffsetIn(chunk, entry);
        if (chunk < 0 || offset == _counts[chunk] || _chunks[chunk].Items[offset] != entry)
            throw new InvalidOperationException($"The index has no {entry}; its functions must give the same value for the same row each time.");

        Count--;
        var count = _counts[chunk] - 1;
        if (count == 0)
        {
            CloseChunk(chunk);
            return;
        }

        var items = Writable(chunk, count);
        Array.Copy(items, offset + 1, items, offset, count - offset);
        _counts[chunk] = count;
        _firsts[chunk] = items[0];
        if (chunk + 1 < _used && count + _counts[chunk + 1] <= ChunkSize / 2) Merge(chunk);
        else if (chunk > 0 && count + _counts[chunk - 1] <= ChunkSize / 2) Merge(chunk - 1);
    }

    private void Split(int chunk)
    {
        const int half = ChunkSize / 2;
        var right = new Entry[ChunkSize];
        Array.Copy(_chunks[chunk].Items, half, right, 0, half);
        OpenChunk(chunk + 1, right);
        _counts[chunk + 1] = half;
        _firsts[chunk + 1] = right[0];
        _counts[chunk] = half;
    }

    private void Merge(int chunk)
    {
        var (count, more) = (_counts[chunk], _counts[chunk + 1]);
        var items = Writable(chunk, count + more);
        Array.Copy(_chunks[chunk + 1].Items, 0, items, count, more);
        _counts[chunk] = count + more;
        CloseChunk(chunk + 1);
    }

    private void OpenChunk(int at, Entry[] items)
    {
        Gap.Open(ref _chunks, _used, at) = new(_owner, items);
        Gap.Open(ref _counts, _used, at) = 0;
        Gap.Open(ref _firsts, _used, at) = default;
        _used++;
    }

    private void CloseChunk(int at)
    {
        Gap.Close(_chunks, _used, at);
        Gap.Close(_counts, _used, at);
        Gap.Close(_firsts, _used, at);
        _used--;
    }

    /// <summary>The items of a chunk, ours to write and with room for so many.</summary>
    private Entry[] Writable(int at, int room)
    {
        var chunk = _chunks[at];
        var length = chunk.Items.Length;
        if (ReferenceEquals(chunk.Owner, _owner) && room <= length) return chunk.Items;
        var items = new Entry[room <= length ? length : Math.Clamp(Math.Max(room, length * 2), 4, ChunkSize)];
        Array.Copy(chunk.Items, items, _counts[at]);
        _chunks[at] = new(_owner, items);
        return items;
    }

    /// <summary>The last chunk that does not begin after the entry, else the first one.</summary>
    private int ChunkOf(in Entry entry)
    {
        var (low, high) = (0, _used - 1);
        while (low < high)
        {
            var middle = (low + high + 1) >>> 1;
            if (entry.Before(_firsts[middle])) high = middle - 1;
            else low = middle;
        }

        return low;
    }

    private int OffsetIn(int chunk, in Entry entry)
    {
        var items = _chunks[chunk].Items;
        var (low, high) = (0, _counts[chunk]);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (items[middle].Before(entry)) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static int Sum(ReadOnlySpan<int> counts)
    {
        var sums = Vector<int>.Zero;
        for (; counts.Length >= Vector<int>.Count; counts = counts[Vector<int>.Count..]) sums += new Vector<int>(counts);
        var sum = Vector.Sum(sums);
        foreach (var count in counts) sum += count;
        return sum;
    }

    private sealed class Chunk(object owner, Entry[] items)
    {
        public readonly object Owner = owner;
        public readonly Entry[] Items = items;
    }
}
