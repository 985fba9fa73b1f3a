namespace VendorMocks;

/// <summary>
/// What fixtures call a credential's values: each under its own name (<c>{key}</c>, <c>{accessKey}</c>), and with the role before
/// it (<c>{buyerAccessKey}</c>). The first role has the short names.
/// </summary>
internal static class FixtureCredentials
{
    /// <summary>The values of a world's credentials by their placeholder names.</summary>
    public static Dictionary<string, string> ValuesOf(IEnumerable<Credential> credentials)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var credential in credentials)
            foreach (var (name, value) in credential.Values)
            {
                values.TryAdd(Camel(name), value);
                values.TryAdd(Camel($"{credential.Role} {name}"), value);
            }
        return values;
    }

    private static string Camel(string words) => string.Concat(words.Split('_', '-', ' ').Select((word, i) =>
        i == 0 ? word.ToLowerInvariant() : char.ToUpperInvariant(word[0]) + word[1..]));
}
