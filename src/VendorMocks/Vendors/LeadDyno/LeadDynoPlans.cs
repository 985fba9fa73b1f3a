using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>What affiliates earn: a list of payments. No call of the API shows or changes plans.</summary>
public sealed record LeadDynoPlan
{
    /// <summary>Number, ascending by one.</summary>
    public required long Id { get; init; }

    /// <summary>Code by which purchases pick it, compared exactly.</summary>
    public required string Code { get; init; }

    /// <summary>ISO code of the currency that it pays in; null pays in the purchase's.</summary>
    public string? Currency { get; init; }

    /// <summary>What it pays; each matching payment makes its own commission.</summary>
    public IReadOnlyList<LeadDynoPayment> Payments { get; init; } = [];

    /// <summary>True once it was deleted: purchases keep it, new ones cannot pick it.</summary>
    public bool Deleted { get; init; }

    /// <summary>Creation, whole seconds, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change, whole seconds, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>One payment of a plan (LD-69).</summary>
public sealed record LeadDynoPayment
{
    /// <summary>What earns it.</summary>
    public LeadDynoOccasion For { get; init; }

    /// <summary>Fixed amount; null where <see cref="Percent"/> counts.</summary>
    public decimal? Fixed { get; init; }

    /// <summary>Percentage of the purchase's amount; null where <see cref="Fixed"/> counts.</summary>
    public decimal? Percent { get; init; }

    /// <summary>Days from the commission's creation until it is due.</summary>
    public int DelayDays { get; init; }

    /// <summary>How many monthly commissions a purchase makes; 0 goes on until the purchase is cancelled.</summary>
    public int Months { get; init; } = 1;

    /// <summary>Pays only affiliates of this type; null pays all.</summary>
    public string? AffiliateType { get; init; }

    /// <summary>1 pays the record's affiliate, 2 the one who referred that one, and so on.</summary>
    public int Tier { get; init; } = 1;
}

/// <summary>What earns a payment.</summary>
public enum LeadDynoOccasion
{
    /// <summary>Every purchase.</summary>
    [JsonStringEnumMemberName("purchase")]
    Purchase,

    /// <summary>A lead's first purchase.</summary>
    [JsonStringEnumMemberName("new_customer")]
    NewCustomer,

    /// <summary>A new lead, by the default plan.</summary>
    [JsonStringEnumMemberName("lead")]
    Lead,

    /// <summary>A new visitor, by the default plan.</summary>
    [JsonStringEnumMemberName("visitor")]
    Visitor,
}

/// <summary>A monthly payment that is not over: which commission it makes next, and when (LD-73).</summary>
public sealed record LeadDynoRepeat
{
    /// <summary>Row number.</summary>
    public required long Id { get; init; }

    /// <summary>The purchase that pays.</summary>
    public required long PurchaseId { get; init; }

    /// <summary>Who is paid.</summary>
    public required long AffiliateId { get; init; }

    /// <summary>The terms as they were when the purchase was made.</summary>
    public required LeadDynoPayment Payment { get; init; }

    /// <summary>ISO code of the commissions' currency.</summary>
    public required string Currency { get; init; }

    /// <summary>Commissions made so far.</summary>
    public required int Made { get; init; }

    /// <summary>When the next one is made.</summary>
    public required DateTimeOffset Next { get; init; }
}
