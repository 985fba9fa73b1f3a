namespace VendorMocks;

/// <summary>Reads a vendor's credentials from environment variables: <c>MOCKS_ACME_ACCESS_KEY</c> is what fixtures of acme call <c>{accessKey}</c>.</summary>
public static class EnvironmentCredentials
{
    /// <summary>The variable of a placeholder.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="placeholder">The credential's name in fixtures, for example <c>accessKey</c>.</param>
    public static string VariableOf(Vendor vendor, string placeholder)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentNullException.ThrowIfNull(placeholder);
        return $"MOCKS_{vendor.Name.ToUpperInvariant()}_{string.Concat(placeholder.Select(c => char.IsAsciiLetterUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"))}";
    }

    /// <summary>The credentials that are set, by placeholder.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="variables">The environment.</param>
    public static IReadOnlyDictionary<string, string> Read(Vendor vendor, IReadOnlyDictionary<string, string> variables)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentNullException.ThrowIfNull(variables);
        return Names(vendor)
            .Where(name => variables.GetValueOrDefault(VariableOf(vendor, name)) is { Length: > 0 })
            .ToDictionary(name => name, name => variables[VariableOf(vendor, name)]);
    }

    /// <summary>The credentials of a server's demo world, by placeholder.</summary>
    /// <param name="vendor">The vendor.</param>
    public static IReadOnlyDictionary<string, string> Demo(Vendor vendor)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        return FixtureCredentials.ValuesOf(vendor.CredentialsOf(MocksHost.DefaultWorld));
    }

    private static IEnumerable<string> Names(Vendor vendor) => Demo(vendor).Keys;
}
