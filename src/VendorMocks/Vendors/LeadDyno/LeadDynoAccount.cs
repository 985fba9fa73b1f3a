namespace VendorMocks;

/// <summary>The account behind all keys of a world. What switches rules lies in <see cref="LeadDynoRules"/>; this is the rest.</summary>
public sealed record LeadDynoAccount
{
    /// <summary>Always 1: a world has one account.</summary>
    public long Id { get; init; } = 1;

    /// <summary>The page that affiliate links lead to, with or without a query of its own.</summary>
    public string SiteUrl { get; init; } = "https://shop.example.com/";

    /// <summary>Where payments are announced; null announces none.</summary>
    public string? PayoutUrl { get; init; }

    /// <summary>The plan that applies where none is named.</summary>
    public long DefaultPlanId { get; init; } = 1;
}

/// <summary>A key of the account.</summary>
/// <param name="Id">Row number.</param>
/// <param name="Value">What callers send.</param>
/// <param name="Revoked">True once it was taken back.</param>
public sealed record LeadDynoKey(long Id, string Value, bool Revoked = false);
