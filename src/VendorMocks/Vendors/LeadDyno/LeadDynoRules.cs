using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>
/// The rule values of LeadDyno's fake that a test may change per world. Each names its rule; the texts are in the rule table.
/// </summary>
public sealed record LeadDynoRules
{
    /// <summary>LD-03: status for an unknown or revoked key, 403 or 401.</summary>
    [JsonPropertyName("auth.wrongKeyStatus")]
    public int WrongKeyStatus { get; init; } = 403;

    /// <summary>LD-16: requests that a key may make in a window; 0 or more.</summary>
    [JsonPropertyName("limit.requests")]
    public int RequestsPerWindow { get; init => field = AtLeast(0, value); } = 200;

    /// <summary>LD-16: length of the window in seconds; 1 or more.</summary>
    [JsonPropertyName("limit.seconds")]
    public int WindowSeconds { get; init => field = AtLeast(1, value); } = 60;

    /// <summary>LD-17: under which name the refusal of the limit stands.</summary>
    [JsonPropertyName("limit.body")]
    public LeadDynoErrorName LimitBody { get; init; }

    /// <summary>LD-21: records a page unless the caller asks otherwise; 1 or more.</summary>
    [JsonPropertyName("paging.size")]
    public int PageSize { get; init => field = AtLeast(1, value); } = 100;

    /// <summary>LD-22: the largest page; 1 or more.</summary>
    [JsonPropertyName("paging.maxSize")]
    public int MaxPageSize { get; init => field = AtLeast(1, value); } = 200;

    /// <summary>LD-24: which end of a list comes first.</summary>
    [JsonPropertyName("lists.order")]
    public LeadDynoListOrder ListOrder { get; init; }

    /// <summary>LD-32: how amounts and quantities are sent.</summary>
    [JsonPropertyName("money.style")]
    public LeadDynoMoneyStyle MoneyStyle { get; init; }

    /// <summary>LD-37: what a lookup answers that finds nothing.</summary>
    [JsonPropertyName("lookups.miss")]
    public LeadDynoMiss LookupMiss { get; init; }

    /// <summary>LD-38: status for bad parameters, 400 or 422.</summary>
    [JsonPropertyName("validation.status")]
    public int ValidationStatus { get; init; } = 400;

    /// <summary>LD-39: status for a value that is another record's, 409, 400 or 422.</summary>
    [JsonPropertyName("conflict.status")]
    public int ConflictStatus { get; init; } = 409;

    /// <summary>LD-40: whether the newer fields are sent with the documented ones.</summary>
    [JsonPropertyName("objects.flavour")]
    public LeadDynoFlavour Flavour { get; init; }

    /// <summary>LD-64: when line items are sent.</summary>
    [JsonPropertyName("purchases.lineItems")]
    public LeadDynoLineItems LineItems { get; init; }

    /// <summary>LD-82: what a generated affiliate code looks like.</summary>
    [JsonPropertyName("affiliates.generatedCode")]
    public LeadDynoGeneratedCode GeneratedCode { get; init; }

    /// <summary>LD-48: whether an affiliate keeps what it once brought.</summary>
    [JsonPropertyName("account.firstAffiliateWins"), JsonConverter(typeof(LeadDynoYesNo))]
    public bool FirstAffiliateWins { get; init; }

    /// <summary>LD-48: whether the first source stays for ever, direct included.</summary>
    [JsonPropertyName("account.firstSourceWins"), JsonConverter(typeof(LeadDynoYesNo))]
    public bool FirstSourceWins { get; init; }

    /// <summary>LD-61: whether a purchase's affiliate code lifts the other two settings.</summary>
    [JsonPropertyName("account.couponOverride"), JsonConverter(typeof(LeadDynoYesNo))]
    public bool CouponOverride { get; init; }

    /// <summary>LD-84: whether new affiliates wait to be approved.</summary>
    [JsonPropertyName("account.affiliateApproval"), JsonConverter(typeof(LeadDynoYesNo))]
    public bool AffiliateApproval { get; init; }

    /// <summary>LD-43: ISO code of the currency where none is named.</summary>
    [JsonPropertyName("account.currency")]
    public string Currency { get; init => field = ThreeLetters(value); } = "USD";

    /// <summary>LD-31: the time zone that decides a commission's day; an IANA name.</summary>
    [JsonPropertyName("account.timeZone"), JsonConverter(typeof(LeadDynoTimeZone))]
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    private static int AtLeast(int least, int value) =>
        value >= least ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"The least possible value is {least}.");

    private static string ThreeLetters(string value) =>
        value is { Length: 3 } && value.All(char.IsAsciiLetter)
            ? value.ToUpperInvariant()
            : throw new ArgumentException($"'{value}' is no currency: three letters are.", nameof(value));
}

/// <summary>The name under which an error text stands.</summary>
public enum LeadDynoErrorName
{
    /// <summary><c>{"message":"…"}</c>.</summary>
    [JsonStringEnumMemberName("message")]
    Message,

    /// <summary><c>{"error":"…"}</c>.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}

/// <summary>Which end of a list comes first.</summary>
public enum LeadDynoListOrder
{
    /// <summary>The latest record.</summary>
    [JsonStringEnumMemberName("newest")]
    Newest,

    /// <summary>The earliest record.</summary>
    [JsonStringEnumMemberName("oldest")]
    Oldest,
}

/// <summary>How decimals are sent.</summary>
public enum LeadDynoMoneyStyle
{
    /// <summary>As text: <c>"48.18"</c>.</summary>
    [JsonStringEnumMemberName("string")]
    Text,

    /// <summary>As JSON number: <c>48.18</c>.</summary>
    [JsonStringEnumMemberName("number")]
    Number,
}

/// <summary>What a lookup answers that finds nothing.</summary>
public enum LeadDynoMiss
{
    /// <summary>404 with the body <c>null</c>.</summary>
    [JsonStringEnumMemberName("404-null")]
    NotFoundNull,

    /// <summary>404 with an error text.</summary>
    [JsonStringEnumMemberName("404-error")]
    NotFoundError,

    /// <summary>200 with the body <c>null</c>.</summary>
    [JsonStringEnumMemberName("200-null")]
    OkNull,
}

/// <summary>Which fields objects have.</summary>
public enum LeadDynoFlavour
{
    /// <summary>The documented ones and the newer ones.</summary>
    [JsonStringEnumMemberName("current")]
    Current,

    /// <summary>The documented ones.</summary>
    [JsonStringEnumMemberName("legacy")]
    Legacy,
}

/// <summary>When line items are sent.</summary>
public enum LeadDynoLineItems
{
    /// <summary>With <c>include_line_items=true</c>.</summary>
    [JsonStringEnumMemberName("on-request")]
    OnRequest,

    /// <summary>With every purchase.</summary>
    [JsonStringEnumMemberName("always")]
    Always,
}

/// <summary>What a generated affiliate code looks like.</summary>
public enum LeadDynoGeneratedCode
{
    /// <summary>40 hexadecimal digits.</summary>
    [JsonStringEnumMemberName("hex40")]
    Hex40,

    /// <summary>The affiliate's id in base 36.</summary>
    [JsonStringEnumMemberName("base36")]
    Base36,
}
