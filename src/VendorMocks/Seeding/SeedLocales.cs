using Bogus;

namespace VendorMocks;

/// <summary>The locales that invented people can come from.</summary>
public static class SeedLocales
{
    /// <summary>Their names, for example <c>de</c> and <c>pt_PT</c>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Database.GetAllLocales().Order(StringComparer.Ordinal)];
}
