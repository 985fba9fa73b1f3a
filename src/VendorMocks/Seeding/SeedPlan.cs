namespace VendorMocks;

/// <summary>What a vendor's seed is made from.</summary>
/// <param name="Seed">The world's seed.</param>
/// <param name="Records">Number of main records; null for the vendor's default.</param>
internal readonly record struct SeedPlan(ulong Seed, int? Records)
{
    public const ulong DefaultSeed = 1;

    /// <summary>The seed that is embedded, generated at development time.</summary>
    public bool IsDefault => Seed == DefaultSeed && Records is null;
}
