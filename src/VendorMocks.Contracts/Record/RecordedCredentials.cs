namespace VendorMocks;

/// <summary>
/// Finds the credentials of a call where the vendor's fixtures have theirs, and replaces them by the fixtures' placeholders.
/// </summary>
internal sealed class RecordedCredentials
{
    private readonly List<Carrier> carriers;
    private readonly Dictionary<string, string> placeholders = new(StringComparer.Ordinal);
    private readonly bool all;

    /// <summary>Learns where a vendor's credentials travel.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="known">The credentials that calls will have, by placeholder; empty where they are not known beforehand.</param>
    public RecordedCredentials(Vendor vendor, IReadOnlyDictionary<string, string> known)
    {
        var evidence = OperationEvidence.Of(vendor);
        carriers = [.. (from call in evidence.Calls
                        let request = call.Written.Request
                        from field in request.Headers.Concat(request.Query).Concat(request.Form ?? new Dictionary<string, string>())
                        from placeholder in FixturePlaceholders.In(field.Value).Where(evidence.Placeholders.ContainsKey).Take(1)
                        select new Carrier(field.Key, field.Value[..field.Value.IndexOf('{', StringComparison.Ordinal)], placeholder)).Distinct()];
        foreach (var (placeholder, value) in known)
            placeholders[value] = $"{{{placeholder}}}";
        all = known.Count > 0;
    }

    /// <summary>The values that stand for somebody, with the placeholders that replace them; longest first.</summary>
    public IEnumerable<KeyValuePair<string, string>> Known => placeholders.OrderByDescending(pair => pair.Key.Length);

    /// <summary>Whether a parameter or header carries a credential.</summary>
    public bool Carries(string name) => carriers.Any(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Takes down the credentials of a call.</summary>
    /// <param name="fields">Its headers and parameters.</param>
    /// <param name="accepted">Whether the service took them.</param>
    public void Learn(IEnumerable<KeyValuePair<string, string>> fields, bool accepted)
    {
        foreach (var (name, value) in fields)
            foreach (var carrier in carriers.Where(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)
                && value.StartsWith(c.Prefix, StringComparison.OrdinalIgnoreCase) && value.Length > c.Prefix.Length).OrderByDescending(c => c.Prefix.Length).Take(1))
            {
                var credential = value[carrier.Prefix.Length..];
                if (!placeholders.ContainsKey(credential))
                    placeholders[credential] = all || !accepted ? $"not-a-credential-{placeholders.Count + 1}" : Free(name) ?? $"another-credential-{placeholders.Count + 1}";
            }
    }

    // The first value under a name gets the name that most fixtures use, the next one that of the next role.
    private string? Free(string name) => carriers
        .Where(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))
        .Select(c => $"{{{c.Placeholder}}}")
        .FirstOrDefault(placeholder => !placeholders.ContainsValue(placeholder));

    /// <param name="Name">The header or parameter.</param>
    /// <param name="Prefix">What stands before the credential, for example <c>Bearer </c>.</param>
    /// <param name="Placeholder">The credential's name in fixtures.</param>
    private sealed record Carrier(string Name, string Prefix, string Placeholder);
}
