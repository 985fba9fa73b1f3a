namespace VendorMocks;

/// <summary>What a lead is looking for, or offers. All but the ids is null or empty unless it was sent.</summary>
public sealed record MaxworkQualification
{
    /// <summary>Number, unique in the world.</summary>
    public long Id { get; init; }

    /// <summary>The lead; it has at most one qualification.</summary>
    public long LeadId { get; init; }

    /// <summary>Seller or Buyer.</summary>
    public MaxworkLeadType? LeadType { get; init; }

    /// <summary>Sale or Rent.</summary>
    public MaxworkBusinessType? BusinessType { get; init; }

    /// <summary>Residential or Commercial.</summary>
    public MaxworkListingClass? ListingClass { get; init; }

    /// <summary>Any text, for example <c>ManorHouse</c>.</summary>
    public string? PropertyType { get; init; }

    /// <summary>Lowest price.</summary>
    public decimal? PriceMin { get; init; }

    /// <summary>Highest price.</summary>
    public decimal? PriceMax { get; init; }

    /// <summary>Fewest rooms, whole.</summary>
    public decimal? RoomMin { get; init; }

    /// <summary>Most rooms, whole.</summary>
    public decimal? RoomMax { get; init; }

    /// <summary>Smallest area.</summary>
    public decimal? AreaMin { get; init; }

    /// <summary>Largest area.</summary>
    public decimal? AreaMax { get; init; }

    /// <summary>Attributes by ascending code, without doubles.</summary>
    public IReadOnlyList<MaxworkAttribute> Attributes { get; init; } = [];

    /// <summary>Degrees north.</summary>
    public decimal? Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public decimal? Longitude { get; init; }

    /// <summary>Floor, whole; negative below ground.</summary>
    public decimal? Floor { get; init; }

    /// <summary>Floors of the building, whole.</summary>
    public decimal? TotalFloor { get; init; }

    /// <summary>When it lapses, UTC.</summary>
    public DateTimeOffset? ExpirationDate { get; init; }

    /// <summary>Free text.</summary>
    public string? Notes { get; init; }

    /// <summary>MW-42: this over an older one: what is given here replaces what was there, the rest stays.</summary>
    internal MaxworkQualification Over(MaxworkQualification old) => old with
    {
        LeadType = LeadType ?? old.LeadType,
        BusinessType = BusinessType ?? old.BusinessType,
        ListingClass = ListingClass ?? old.ListingClass,
        PropertyType = PropertyType ?? old.PropertyType,
        PriceMin = PriceMin ?? old.PriceMin,
        PriceMax = PriceMax ?? old.PriceMax,
        RoomMin = RoomMin ?? old.RoomMin,
        RoomMax = RoomMax ?? old.RoomMax,
        AreaMin = AreaMin ?? old.AreaMin,
        AreaMax = AreaMax ?? old.AreaMax,
        Attributes = Attributes.Count > 0 ? Attributes : old.Attributes,
        Latitude = Latitude ?? old.Latitude,
        Longitude = Longitude ?? old.Longitude,
        Floor = Floor ?? old.Floor,
        TotalFloor = TotalFloor ?? old.TotalFloor,
        ExpirationDate = ExpirationDate ?? old.ExpirationDate,
        Notes = Notes ?? old.Notes,
    };
}

/// <summary>Side of a lead.</summary>
public enum MaxworkLeadType
{
    /// <summary>Offers something.</summary>
    Seller = 1,

    /// <summary>Looks for something.</summary>
    Buyer = 2,
}

/// <summary>Something a place has.</summary>
/// <param name="Code">The vendor's number for it.</param>
/// <param name="Name">The vendor's name for it.</param>
public sealed record MaxworkAttribute(int Code, string Name)
{
    /// <summary>All that the vendor knows, by ascending code.</summary>
    public static IReadOnlyList<MaxworkAttribute> All { get; } =
    [
        new(0, "Parking_Space"),
        new(1, "Lift"),
        new(5, "Balcony"),
        new(7, "Swimming_Pool"),
        new(8, "Terrace"),
        new(9, "Garden_Area"),
        new(11, "Storage"),
        new(51, "Air_Conditioning"),
    ];
}
