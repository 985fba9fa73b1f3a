namespace VendorMocks;

/// <summary>How one vendor of a world begins. What is left out is as the world says.</summary>
public sealed record VendorOptions
{
    /// <summary>What is in it at the start; null for the world's size.</summary>
    public WorldSize? Size { get; init; }

    /// <summary>
    /// The locale of invented names and addresses, as <see cref="SeedLocales"/> lists them; null for the mixture that the vendor
    /// has by nature.
    /// </summary>
    public string? Locale { get; init; }

    /// <summary>Credentials of the caller's own choice, in place of the minted ones of their roles.</summary>
    public IReadOnlyList<Credential> Credentials { get; init; } = [];
}
