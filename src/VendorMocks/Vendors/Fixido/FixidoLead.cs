using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>Work that a consumer wants done, as its seller offers it. Texts are never null.</summary>
public sealed record FixidoLead
{
    /// <summary>Number, ascending by one from 100001; 0 on a lead that is to be added under the next one.</summary>
    public long Id { get; init; }

    /// <summary>The account that sells it.</summary>
    public long SellerId { get; init; }

    /// <summary>Number of the consumer, ascending by one from 300001; 0 on a lead that is to be added under the next one.</summary>
    public long ConsumerId { get; init; }

    /// <summary>When it was listed, UTC; the default on a lead that is to be added means now.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Headline.</summary>
    public string Title { get; init; } = "";

    /// <summary>What the consumer wants.</summary>
    public string Description { get; init; } = "";

    /// <summary>What one share costs, 0 to 99999999.99.</summary>
    public decimal Price { get; init; }

    /// <summary>Code of the price's currency.</summary>
    public string PriceCurrency { get; init; } = "SEK";

    /// <summary>What the consumer wants to spend; 0 when unknown.</summary>
    public decimal Budget { get; init; }

    /// <summary>Code of the budget's currency; empty means that of whoever looks.</summary>
    public string BudgetCurrency { get; init; } = "";

    /// <summary>How many shares are for sale, 0 to 32767.</summary>
    public int Sale { get; init; } = 1;

    /// <summary>How many shares were bought here.</summary>
    public int Sold { get; init; }

    /// <summary>How many shares were sold before it came here.</summary>
    public int PreSold { get; init; }

    /// <summary>When the consumer wants the work to begin; null only when never given.</summary>
    public DateTimeOffset? DealStarts { get; init; }

    /// <summary>FX-55: the last second in which it can be found and bought; null only when never given.</summary>
    public DateTimeOffset? DealEnds { get; init; }

    /// <summary>Number of its category; 13 is moving, 0 stands only for one that was never given.</summary>
    public long CategoryId { get; init; } = 13;

    /// <summary>FX-41: keywords joined by commas.</summary>
    public string Keywords { get; init; } = "";

    /// <summary>How the consumer asked.</summary>
    public FixidoGenerationMethod GenerationMethod { get; init; }

    /// <summary>Two small letters.</summary>
    public string Language { get; init; } = "sv";

    /// <summary>Street of the consumer.</summary>
    public string AddressStreet { get; init; } = "";

    /// <summary>City of the consumer.</summary>
    public string AddressCity { get; init; } = "";

    /// <summary>Postal code of the consumer.</summary>
    public string AddressPostalCode { get; init; } = "";

    /// <summary>Region of the consumer.</summary>
    public string AddressRegion { get; init; } = "";

    /// <summary>Country of the consumer, two or three letters.</summary>
    public string AddressCountry { get; init; } = "";

    /// <summary>Company of the consumer.</summary>
    public string CompanyName { get; init; } = "";

    /// <summary>First name of the consumer.</summary>
    public string ConsumerFirstName { get; init; } = "";

    /// <summary>Last name of the consumer.</summary>
    public string ConsumerLastName { get; init; } = "";

    /// <summary>E-mail address of the consumer.</summary>
    public string ConsumerEmail { get; init; } = "";

    /// <summary>Phone number of the consumer.</summary>
    public string ConsumerPhoneNumber { get; init; } = "";

    /// <summary>How the consumer wants to be reached.</summary>
    public string ConsumerPreferredMethod { get; init; } = "";

    /// <summary>Where the seller got it from.</summary>
    public string GenerationSource { get; init; } = "";

    /// <summary>When the consumer asked; null on a lead that is to be added means when it is listed.</summary>
    public DateTimeOffset? GenerationDate { get; init; }

    /// <summary>The seller's own number.</summary>
    public string Reference { get; init; } = "";

    /// <summary>What the seller set.</summary>
    public FixidoLeadStatus Status { get; init; }

    /// <summary>Whether the consumer asked again.</summary>
    public bool Reinquire { get; init; }

    /// <summary>Whether the phone number was verified.</summary>
    public bool PhoneVerified { get; init; }

    /// <summary>Whether the e-mail address was verified.</summary>
    public bool EmailVerified { get; init; }

    /// <summary>Absolute URL of its picture, or null.</summary>
    public string? Image { get; init; }

    /// <summary>0 to 5 in halves.</summary>
    public decimal Ranking { get; init; }

    /// <summary>Whether it may be used in a campaign; no call returns it.</summary>
    public bool AcceptCampaign { get; init; } = true;

    /// <summary>FX-57: the system flag that keeps it out of search and sale; no call returns it.</summary>
    public bool Held { get; init; }

    /// <summary>FX-58: its auction, or null; no call returns it.</summary>
    public FixidoAuction? Auction { get; init; }

    /// <summary>FX-53: shares left.</summary>
    [JsonIgnore]
    public int Available => Sale - Sold;

    /// <summary>FX-54: live apart from its end, so that only the clock can change the rest.</summary>
    internal bool Listed => Status == FixidoLeadStatus.Active && !Held && Sold < Sale;

    /// <summary>FX-54..56: whether it can be found and bought at a moment.</summary>
    /// <param name="now">The moment.</param>
    public bool LiveAt(DateTimeOffset now) => Listed && !(DealEnds < FixidoTime.Second(now));
}

/// <summary>An auction of a lead.</summary>
/// <param name="MinimumPrice">The least that wins it, in the lead's currency.</param>
/// <param name="EndsAt">When it ends.</param>
/// <param name="OrderId">The order by which it was won, or null.</param>
public sealed record FixidoAuction(decimal MinimumPrice, DateTimeOffset EndsAt, long? OrderId = null);

/// <summary>What a seller says of a lead.</summary>
public enum FixidoLeadStatus
{
    /// <summary>For sale.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>Deleted or taken back.</summary>
    [JsonStringEnumMemberName("inactive")]
    Inactive,

    /// <summary>A trial; never found.</summary>
    [JsonStringEnumMemberName("test")]
    Test,
}

/// <summary>How a consumer asked.</summary>
public enum FixidoGenerationMethod
{
    /// <summary>On a web page.</summary>
    [JsonStringEnumMemberName("online")]
    Online,

    /// <summary>By phone.</summary>
    [JsonStringEnumMemberName("phone")]
    Phone,
}
