namespace VendorMocks;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class Nearest
{
    private const int LongestCompared = 64;

    /// <summary>The name with the fewest differing letters, or null when none is near.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="names">What could have been meant.</param>
    public static string? Of(string text, IEnumerable<string> names)
    {
        if (text.Length is 0 or > LongestCompared)
            return null;
        var (best, least) = ((string?)null, Math.Max(2, text.Length / 3) + 1);
        foreach (var name in names)
        {
            var distance = Distance(text, name);
            // Of two as near the one that goes on as the text began: 'of' means off rather than on.
            var nearer = distance < least || (distance == least && best is not null && name.StartsWith(text, StringComparison.OrdinalIgnoreCase));
            if (nearer && distance < name.Length)
                (best, least) = (name, distance);
        }

        return best;
    }

    /// <summary>A sentence with the nearest name, to be appended to a complaint; empty when none is near.</summary>
    public static string Hint(string text, IEnumerable<string> names) => Of(text, names) is { } name ? $" Did you mean '{name}'?" : "";

    /// <summary>How many letters must be changed, added or left out; letters of either case are alike.</summary>
    internal static int Distance(string from, string to)
    {
        var row = new int[to.Length + 1];
        for (var j = 0; j <= to.Length; j++)
            row[j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var same = char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(same ? diagonal : diagonal + 1, Math.Min(row[j], row[j - 1]) + 1));
            }
        }

        return row[^1];
    }
}
