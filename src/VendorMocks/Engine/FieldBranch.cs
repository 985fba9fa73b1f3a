using System.Globalization;

namespace VendorMocks;

/// <summary>A map or list under construction: values and branches by name, in the order of their first appearance.</summary>
internal sealed class FieldBranch(bool ignoreCase, int capacity = 4)
{
    // One of both holds an entry: the field here or, while it is being built, the branch at the same place of _branches.
    // A query without brackets thus needs nothing but the array that its map keeps.
    private KeyValuePair<string, Field>[] _entries = new KeyValuePair<string, Field>[capacity];
    private FieldBranch?[]? _branches;
    private Dictionary<string, int>? _index;
    private int _count;
    private bool _hasGaps;
    private long _nextIndex;

    /// <summary>Whether this is a Rack list, whose elements have no names.</summary>
    public bool IsList { get; private init; }

    /// <summary>The last element of a Rack list when it is a branch.</summary>
    public FieldBranch? LastBranch => _count == 0 ? null : _branches?[_count - 1];

    /// <summary>Sets a name's field, replacing what stood there.</summary>
    public void Set(string name, Field field) => Put(name, field, null);

    /// <summary>Sets a name's field unless the name is taken.</summary>
    public void SetFirst(string name, Field field)
    {
        if (Find(name) < 0) Add(name, field, null);
    }

    /// <summary>Whether the name is taken; gives its branch if it holds one.</summary>
    public bool Contains(string name, out FieldBranch? branch)
    {
        int at = Find(name);
        branch = at < 0 ? null : _branches?[at];
        return at >= 0;
    }

    /// <summary>The map or list of a name, made when the name is free or holds something else.</summary>
    public FieldBranch Child(string name, bool asList = false)
    {
        if (Contains(name, out var branch) && branch is not null && branch.IsList == asList) return branch;
        branch = NewBranch(asList);
        Put(name, null, branch);
        return branch;
    }

    /// <summary>An empty branch that compares names alike, to be appended.</summary>
    public FieldBranch NewBranch(bool asList = false) => new(ignoreCase) { IsList = asList };

    /// <summary>Adds an element without a name, to a Rack list.</summary>
    public void Append(Field? field, FieldBranch? branch) => Add("", field, branch);

    /// <summary>Adds under PHP's next free index; false when there is none.</summary>
    public bool AppendIndexed(Field? field, FieldBranch? branch)
    {
        string name = _nextIndex.ToString(CultureInfo.InvariantCulture);
        if (_nextIndex == long.MaxValue && Find(name) >= 0) return false;
        Add(name, field, branch);
        return true;
    }

    /// <summary>Frees a name.</summary>
    public void Remove(string name)
    {
        int at = Find(name);
        if (at < 0) return;
        _entries[at] = default;
        if (_branches is not null) _branches[at] = null;
        _index?.Remove(name);
        _hasGaps = true;
    }

    /// <summary>The finished map; the branch must not be used again.</summary>
    public FieldMap ToMap(FieldBrackets brackets)
    {
        for (int i = 0; _branches is not null && i < _count; i++)
            if (_branches[i] is { } branch) _entries[i] = new(_entries[i].Key, branch.ToField(brackets));
        if (_hasGaps)
        {
            _entries = Array.FindAll(_entries, entry => entry.Key is not null);
            _count = _entries.Length;
            _index = null;
        }

        return _count == 0 ? FieldMap.Empty : new(_entries, _count, ignoreCase, _index);
    }

    /// <summary>The value of a decimal integer without sign, leading zeros or overflow; -1 for other texts.</summary>
    private static long IndexOf(string name)
        => name.Length is > 0 and < 20 && char.IsAsciiDigit(name[0]) && (name[0] != '0' || name.Length == 1)
            && long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : -1;

    private Field ToField(FieldBrackets brackets)
    {
        var map = ToMap(brackets);
        if (map.Count == 0) return IsList ? Field.EmptyList : Field.EmptyMap;
        var items = new Field[IsList || IndexOf(_entries[0].Key) >= 0 ? map.Count : 0];
        for (int i = 0; i < items.Length; i++)
        {
            long at = IsList ? i : IndexOf(_entries[i].Key);
            // PHP calls only an array in index order a list; the keys of a Rack map say where an element belongs.
            if (at < 0 || at >= items.Length || (brackets == FieldBrackets.Php && at != i)) return Field.OfMap(map);
            items[at] = _entries[i].Value;
        }

        return items.Length == 0 ? Field.OfMap(map) : Field.OwnList(items);
    }

    private int Find(string name)
    {
        if (_count <= FieldMap.ScanLimit)
        {
            var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
            for (int i = 0; i < _count; i++)
                if (string.Equals(_entries[i].Key, name, comparison)) return i;
            return -1;
        }

        if (_index is null)
        {
            _index = new(_count * 2, FieldMap.Names(ignoreCase));
            for (int i = 0; i < _count; i++)
                if (_entries[i].Key is { } key) _index.Add(key, i);
        }

        return _index.TryGetValue(name, out int at) ? at : -1;
    }

    private void Put(string name, Field? field, FieldBranch? branch)
    {
        int at = Find(name);
        if (at < 0)
        {
            Add(name, field, branch);
            return;
        }

        _entries[at] = new(_entries[at].Key, field!);
        SetBranch(at, branch);
    }

    private void Add(string name, Field? field, FieldBranch? branch)
    {
        if (_count == _entries.Length) Array.Resize(ref _entries, Math.Max(4, _count * 2));
        _entries[_count] = new(name, field!);
        SetBranch(_count, branch);
        _index?.Add(name, _count);
        _count++;
        if (IndexOf(name) is var index && index >= _nextIndex) _nextIndex = index == long.MaxValue ? index : index + 1;
    }

    private void SetBranch(int at, FieldBranch? branch)
    {
        if (_branches is null && branch is null) return;
        _branches ??= new FieldBranch?[_entries.Length];
        if (_branches.Length < _entries.Length) Array.Resize(ref _branches, _entries.Length);
        _branches[at] = branch;
    }
}
