using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace VendorMocks;

/// <summary>Names with their fields, in the order in which the names were first seen; immutable.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "A map is the kind of field it stands for.")]
public sealed class FieldMap : IReadOnlyCollection<KeyValuePair<string, Field>>
{
    /// <summary>Up to here a scan beats a dictionary.</summary>
    internal const int ScanLimit = 8;

    /// <summary>The map without names.</summary>
    public static readonly FieldMap Empty = new([], 0, false, null);

    private readonly KeyValuePair<string, Field>[] _entries;
    private readonly bool _ignoreCase;
    private Dictionary<string, int>? _index;

    /// <summary>Takes the array (and the index, if there is one) over; the caller must not touch them again.</summary>
    internal FieldMap(KeyValuePair<string, Field>[] entries, int count, bool ignoreCase, Dictionary<string, int>? index)
    {
        _entries = entries;
        Count = count;
        _ignoreCase = ignoreCase;
        _index = index;
    }

    /// <summary>The number of names.</summary>
    public int Count { get; }

    /// <summary>The field of a name, compared as the dialect compares names; null when there is none.</summary>
    public Field? this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            int at = Find(name);
            return at < 0 ? null : _entries[at].Value;
        }
    }

    /// <summary>A map of the given fields; of a repeated name the last one counts, at the place of the first.</summary>
    /// <param name="fields">Names with their fields.</param>
    /// <param name="ignoreCase">Whether names are compared without regard to case (ordinal).</param>
    public static FieldMap Of(IEnumerable<KeyValuePair<string, Field>> fields, bool ignoreCase = false)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var branch = new FieldBranch(ignoreCase);
        foreach (var (name, field) in fields) branch.Set(name, field);
        return branch.ToMap(FieldBrackets.None);
    }

    /// <summary>The text of a scalar: null when the name is absent or holds null, a list or a map.</summary>
    public string? TextOf(string name)
        => this[name] is { Kind: FieldKind.Text or FieldKind.Number or FieldKind.Boolean } field ? field.Text : null;

    /// <summary>The field at a place: a name, or names and numbers of list elements with dots between them (<c>items.0.sku</c>); null when
    /// nothing is there. A name that has dots itself is found first.</summary>
    public Field? At(string path)
    {
        if (this[path] is { } whole)
            return whole;
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return null;
        var field = this[path[..dot]];
        var rest = path[(dot + 1)..];
        while (field is { Kind: FieldKind.List })
        {
            var end = rest.IndexOf('.', StringComparison.Ordinal);
            if (!int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at >= field.Items.Count)
                return null;
            field = field.Items[at];
            if (end < 0)
                return field;
            rest = rest[(end + 1)..];
        }

        return field?.Map.At(rest);
    }

    /// <summary>Both maps as one. A name in both takes the later map's field, whole, at the place of this map's; names are
    /// compared without regard to case when either map does so.</summary>
    public FieldMap MergedWith(FieldMap later)
    {
        ArgumentNullException.ThrowIfNull(later);
        if (later.Count == 0) return this;
        if (Count == 0) return later;
        var branch = new FieldBranch(_ignoreCase || later._ignoreCase, Count + later.Count);
        foreach (var (name, field) in this) branch.Set(name, field);
        foreach (var (name, field) in later) branch.Set(name, field);
        return branch.ToMap(FieldBrackets.None);
    }

    /// <summary>The names with their fields, in order.</summary>
    public ArraySegment<KeyValuePair<string, Field>>.Enumerator GetEnumerator()
        => new ArraySegment<KeyValuePair<string, Field>>(_entries, 0, Count).GetEnumerator();

    IEnumerator<KeyValuePair<string, Field>> IEnumerable<KeyValuePair<string, Field>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The comparer of names. A dictionary with it turns to randomised hashes by itself when names collide.</summary>
    internal static StringComparer Names(bool ignoreCase)
        => ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private int Find(string name)
    {
        if (Count <= ScanLimit)
        {
            var comparison = _ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
            for (int i = 0; i < Count; i++)
                if (string.Equals(_entries[i].Key, name, comparison)) return i;
            return -1;
        }

        var index = Volatile.Read(ref _index);
        if (index is null)
        {
            // Two readers at once may both build it; the results are equal.
            index = new(Count, Names(_ignoreCase));
            for (int i = 0; i < Count; i++) index.Add(_entries[i].Key, i);
            Volatile.Write(ref _index, index);
        }

        return index.TryGetValue(name, out int at) ? at : -1;
    }
}
