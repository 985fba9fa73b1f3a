namespace VendorMocks;

/// <summary>What a vendor's seed is made from.</summary>
/// <param name="Seed">The world's seed.</param>
/// <param name="Records">Number of main records; null for the vendor's default.</param>
/// <param name="Locale">The locale of invented people; null for the vendor's own mixture.</param>
internal readonly record struct SeedPlan(ulong Seed, int? Records, string? Locale = null)
{
    public const ulong DefaultSeed = 1;

    /// <summary>The most main records that a world begins with.</summary>
    public const int MaxRecords = 1_000_000;

    /// <summary>The seed that is embedded, generated at development time.</summary>
    public bool IsDefault => Seed == DefaultSeed && Records is null && Locale is null;

    /// <summary>The number of a record that comes later than the seed: beyond all of the seed's own, so that its person is another one.</summary>
    /// <param name="id">The id that it will have.</param>
    public static int Number(long id) => MaxRecords + (int)(id % 1_000_000_000);
}
