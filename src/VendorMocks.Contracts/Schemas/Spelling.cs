namespace VendorMocks;

/// <summary>Finds the name that a misspelt one was probably meant to be.</summary>
internal static class Spelling
{
    private const int LongestCompared = 64;

    /// <summary>The known name that a few edits make of the given one, or null where none is near. Case and separators cost nothing.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        var plain = Plain(name);
        return known.Select(candidate => (candidate, edits: Edits(plain, Plain(candidate))))
            .Where(near => near.edits <= Math.Max(1, plain.Length / 3) && near.edits < plain.Length)
            .OrderBy(near => near.edits).ThenBy(near => near.candidate, StringComparer.Ordinal)
            .Select(near => near.candidate)
            .FirstOrDefault();
    }

    private static string Plain(string name) =>
        string.Concat(name.Take(LongestCompared).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    // The fewest letters to add, drop, change or swap with their neighbour.
    private static int Edits(string from, string to)
    {
        var table = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
            table[i, 0] = i;
        for (int j = 0; j <= to.Length; j++)
            table[0, j] = j;
        for (int i = 1; i <= from.Length; i++)
            for (int j = 1; j <= to.Length; j++)
            {
                table[i, j] = Math.Min(
                    Math.Min(table[i - 1, j], table[i, j - 1]) + 1,
                    table[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }

        return table[from.Length, to.Length];
    }
}
