namespace VendorMocks;

/// <summary>Tells which of a vendor's operations a call asked for, without asking the fake, which might refuse it.</summary>
internal static class OperationFinder
{
    /// <summary>The operation, or null where the call fits none.</summary>
    public static Operation? Find(Vendor vendor, ApiRequest request)
    {
        var reached = vendor.Operations.Where(row => PathValues(row, request.Path) is not null).ToList();

        // Some vendors answer an operation under several verbs; the row names the usual one.
        var byVerb = reached.Where(row => row.Method == request.Method).ToList();
        var rows = byVerb.Count > 0 ? byVerb : reached;
        if (rows.Count > 0 && rows.All(row => row.Selector is not null))
        {
            var values = RequestFields.Flat(request).Select(field => field.Value).ToHashSet(StringComparer.Ordinal);
            return rows.Find(row => values.Contains(row.Selector!));
        }

        // A literal path beats one with a placeholder.
        return rows.OrderBy(row => row.Path.Count(c => c == '{')).FirstOrDefault();
    }

    /// <summary>
    /// The values of the placeholders in an operation's path, or null where the path is another. What stands before the vendor's
    /// own path is passed over.
    /// </summary>
    public static IReadOnlyDictionary<string, string>? PathValues(Operation row, string path)
    {
        var sent = path.TrimEnd('/').Split('/');
        foreach (var template in row.Aliases.Prepend(row.Path).Select(t => t.TrimEnd('/').Split('/')))
        {
            if (template.Length > sent.Length)
                continue;
            var pairs = template.Skip(1).Zip(sent.Skip(sent.Length - template.Length + 1)).ToList();
            if (pairs.All(p => IsPlaceholder(p.First) ? p.Second.Length > 0 : string.Equals(p.First, p.Second, StringComparison.OrdinalIgnoreCase)))
                return pairs.Where(p => IsPlaceholder(p.First)).ToDictionary(p => p.First[1..^1], p => Uri.UnescapeDataString(p.Second));
        }
        return null;
    }

    private static bool IsPlaceholder(string segment) => segment is ['{', .., '}'];
}
