namespace VendorMocks;

/// <summary>Where Rack 3 puts a form field. What makes Rack fail (a name that is a value here and a map there) takes the later.</summary>
internal static class FieldRackNames
{
    /// <summary>Places one field; false when its name nests deeper than allowed.</summary>
    public static bool Place(FieldBranch root, string name, Field value, int maxDepth)
    {
        if (name.Length == 0) return true;
        int open = name.IndexOf('[', 1);
        if (open < 0) root.Set(name, value);
        else if (name.AsSpan().Count('[') > maxDepth) return false;
        else Put(root, name, open, value);
        return true;
    }

    private static void Put(FieldBranch map, ReadOnlySpan<char> name, int open, Field value)
    {
        var key = name[..open];
        var after = name[open..];
        while (after is not ("" or "[" or "[]"))
        {
            if (after.StartsWith("[]"))
            {
                name = after[2..];
                var list = map.Child(key.ToString(), asList: true);
                if (name is "[]")
                {
                    AppendList(list, value);
                    return;
                }

                map = ElementFor(list, name);
            }
            else
            {
                name = after;
                map = map.Child(key.ToString());
            }

            int close = name.StartsWith('[') ? name[1..].IndexOf(']') + 1 : 0;
            // Further down a name that does not start with a closed bracket is a key as it stands.
            key = close == 0 ? name : close == 1 ? "[]" : name[1..close];
            after = close == 0 ? "" : name[(close + 1)..];
        }

        if (after is "[]") map.Child(key.ToString(), asList: true).Append(value, null);
        else map.Set((after is "[" ? name : key).ToString(), value);
    }

    private static void AppendList(FieldBranch list, Field value)
    {
        // Rack loses the value when the last element is a map.
        if (list.LastBranch is { IsList: false }) return;
        var inner = list.NewBranch(asList: true);
        inner.Append(value, null);
        list.Append(null, inner);
    }

    /// <summary>The list's last element, or a new one when the last has the name already.</summary>
    private static FieldBranch ElementFor(FieldBranch list, ReadOnlySpan<char> name)
    {
        if (list.LastBranch is { IsList: false } last && !Has(last, name)) return last;
        var element = list.NewBranch();
        list.Append(null, element);
        return element;
    }

    private static bool Has(FieldBranch map, ReadOnlySpan<char> name)
    {
        if (name.Contains("[]", StringComparison.Ordinal)) return false;
        FieldBranch? at = map;
        foreach (var range in name.SplitAny('[', ']'))
        {
            if (name[range].IsEmpty) continue;
            if (at is null || at.IsList || !at.Contains(name[range].ToString(), out at)) return false;
        }

        return true;
    }
}
