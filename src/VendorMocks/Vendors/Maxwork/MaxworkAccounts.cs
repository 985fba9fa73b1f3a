namespace VendorMocks;

/// <summary>An agency: agents, listings, contacts and leads belong to one, and nothing crosses between two (MW-05).</summary>
public sealed record MaxworkAccount
{
    /// <summary>Number of the account.</summary>
    public required long Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What callers send as query parameter; empty until a world gives it one.</summary>
    public string Token { get; init; } = "";

    /// <summary>What callers send as header.</summary>
    public string User { get; init; } = "";

    /// <summary>Where new leads with a partner's id are told; null for nowhere.</summary>
    public string? MappingUrl { get; init; }
}

/// <summary>Somebody of the account who looks after leads.</summary>
/// <param name="Id">Number, unique in the world.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Role">One lead manager in each account takes what nobody else does.</param>
public sealed record MaxworkAgent(long Id, long AccountId, string Name, MaxworkAgentRole Role);

/// <summary>What an agent is.</summary>
public enum MaxworkAgentRole
{
    /// <summary>One of many.</summary>
    Agent,

    /// <summary>The one who gets leads without an agent of their own.</summary>
    LeadManager,
}

/// <summary>Something on offer.</summary>
/// <param name="Id">Number, unique in the world.</param>
/// <param name="AccountId">The account.</param>
/// <param name="PublicReference">As exposed on portals, for example <c>100000001-1</c>; unique in the account.</param>
/// <param name="AgentId">Who looks after it.</param>
/// <param name="BusinessType">For sale or for rent.</param>
/// <param name="ListingClass">Home or business.</param>
public sealed record MaxworkListing(
    long Id, long AccountId, string PublicReference, long AgentId, MaxworkBusinessType BusinessType, MaxworkListingClass ListingClass);

/// <summary>Kind of business.</summary>
public enum MaxworkBusinessType
{
    /// <summary>For sale.</summary>
    Sale,

    /// <summary>For rent.</summary>
    Rent,
}

/// <summary>Class of a listing.</summary>
public enum MaxworkListingClass
{
    /// <summary>A home.</summary>
    Residential,

    /// <summary>A place of business.</summary>
    Commercial,
}
