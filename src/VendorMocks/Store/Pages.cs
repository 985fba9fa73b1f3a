using System.Runtime.CompilerServices;

namespace VendorMocks;

/// <summary>
/// Id to row, in pages of 256. This object and each page carry the edit token of whoever may write them in place;
/// with another token a write copies the top level and the one page it touches, and leaves the original as it was.
/// </summary>
internal sealed class Pages<T> where T : class
{
    private const int Bits = 8;
    private const int Size = 1 << Bits;

    // Owned by a token that nobody else holds, so it is always copied and never written.
    public static readonly Pages<T> Empty = new(new object(), [], [], 0, 0);

    private readonly object _owner;
    private long[] _numbers;
    private Page[] _pages;
    private int _used;

    private Pages(object owner, long[] numbers, Page[] pages, int used, int count)
    {
        _owner = owner;
        _numbers = numbers;
        _pages = pages;
        _used = used;
        Count = count;
    }

    public int Count { get; private set; }

    internal int PageCount => _used;

    public T? Find(long id)
    {
        var at = Locate(id >> Bits);
        return at < 0 ? null : _pages[at].Rows[(int)(id & (Size - 1))];
    }

    /// <summary>Puts a row (null takes it away) and returns the pages to use from now on.</summary>
    public Pages<T> Set(long id, T? row, object edit)
    {
        var pages = ReferenceEquals(_owner, edit) ? this : Copy(edit);
        pages.SetOwned(id, row);
        return pages;
    }

    /// <summary>All rows, ascending by id.</summary>
    public IEnumerable<T> Rows()
    {
        for (var p = 0; p < _used; p++)
        {
            var page = _pages[p];
            for (var s = 0; s < Size; s++)
                if (page.Rows[s] is { } row) yield return row;
        }
    }

    private Pages<T> Copy(object edit)
    {
        var room = _used + 1;
        var numbers = new long[room];
        var pages = new Page[room];
        Array.Copy(_numbers, numbers, _used);
        Array.Copy(_pages, pages, _used);
        return new(edit, numbers, pages, _used, Count);
    }

    private void SetOwned(long id, T? row)
    {
        var number = id >> Bits;
        var at = Locate(number);
        if (at < 0)
        {
            if (row is null) return;
            at = ~at;
            Gap.Open(ref _numbers, _used, at) = number;
            Gap.Open(ref _pages, _used, at) = new Page(_owner);
            _used++;
        }

        var page = _pages[at];
        if (!ReferenceEquals(page.Owner, _owner)) _pages[at] = page = new Page(_owner) { Rows = page.Rows, Count = page.Count };

        ref var slot = ref page.Rows[(int)(id & (Size - 1))];
        var more = (row is null ? 0 : 1) - (slot is null ? 0 : 1);
        slot = row;
        page.Count += more;
        Count += more;
        if (page.Count > 0) return;
        Gap.Close(_numbers, _used, at);
        Gap.Close(_pages, _used, at);
        _used--;
    }

    /// <summary>Index of a page, or the complement of where it belongs.</summary>
    private int Locate(long number)
    {
        if (_used == 0) return ~0;
        var numbers = _numbers;
        var guess = number - numbers[0];
        if (guess < 0) return ~0;
        // Page numbers are distinct and ascending, so a page stands at its distance from the first one, or before that.
        if (guess < _used && numbers[guess] == number) return (int)guess;
        return Array.BinarySearch(numbers, 0, (int)Math.Min(_used, guess), number);
    }

    private sealed class Page(object owner)
    {
        public readonly object Owner = owner;
        public int Count;
        public Slots Rows;
    }

    [InlineArray(Size)]
    private struct Slots
    {
        private T? _first;
    }
}
