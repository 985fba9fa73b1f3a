using System.Buffers;

namespace VendorMocks;

/// <summary>Where PHP 8 puts a form field: parse_str and $_POST share these rules, oddities included.</summary>
internal static class FieldPhpNames
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\0 .[");

    /// <summary>Places one field; false when its name nests deeper than allowed, which also removes what the top name held.</summary>
    public static bool Place(FieldBranch root, string name, Field value, int maxDepth)
    {
        if (!name.AsSpan().ContainsAny(Special))
        {
            if (name.Length > 0) root.Set(name, value);
            return true;
        }

        // C strings end at the first NUL.
        int end = name.IndexOf('\0');
        var rest = (end < 0 ? name : name[..end]).TrimStart(' ');
        int open = rest.IndexOf('[');
        string top = Plain(open < 0 ? rest : rest[..open]);
        if (top.Length == 0) return true;
        if (open >= 0) return PlaceNested(root, top, rest, open, value, maxDepth);
        root.Set(top, value);
        return true;
    }

    private static bool PlaceNested(FieldBranch root, string top, string name, int open, Field value, int maxDepth)
    {
        var branch = root;
        string? key = top; // null stands for the next free index
        for (int depth = 1; open < name.Length && name[open] == '['; depth++)
        {
            if (depth > maxDepth)
            {
                root.Remove(top);
                return false;
            }

            int start = open + 1;
            int close = name.IndexOf(']', start);
            if (close < 0)
            {
                // An unclosed bracket is part of the name at the top, and cut off further down.
                if (depth == 1) key = Plain(name);
                break;
            }

            var child = Descend(branch, key);
            if (child is null) return true;
            branch = child;
            bool blank = close == start || (close == start + 1 && name[start] is ' ' or (>= '\t' and <= '\r'));
            key = blank ? null : name[start..close];
            open = close + 1;
        }

        if (key is null) branch.AppendIndexed(value, null);
        else branch.Set(key, value);
        return true;
    }

    private static FieldBranch? Descend(FieldBranch branch, string? key)
    {
        if (key is not null) return branch.Child(key);
        var child = branch.NewBranch();
        return branch.AppendIndexed(null, child) ? child : null;
    }

    private static string Plain(string name) => name.Replace(' ', '_').Replace('.', '_').Replace('[', '_');
}
