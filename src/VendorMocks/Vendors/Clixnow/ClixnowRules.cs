using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>
/// The rule values of Clixnow's fake that a test may change per world. Each names its rule; the texts are in the rule table.
/// </summary>
public sealed record ClixnowRules
{
    /// <summary>CN-36: status of an accepted lead, 200 or 201; the page shows the one and lists the other.</summary>
    [JsonPropertyName("createStatus")]
    public int CreateStatus { get; init => field = TwoHundredOr201(value); } = 200;

    /// <summary>CN-44: which spellings order by the date of the first deposit.</summary>
    [JsonPropertyName("ftdOrderNames")]
    public ClixnowFtdOrderNames FtdOrderNames { get; init; }

    /// <summary>CN-47: whether <c>ftdDateFrom</c> and <c>ftdDateTo</c> mean what they are called or what the page says of them.</summary>
    [JsonPropertyName("ftdRange")]
    public ClixnowFtdRange FtdRange { get; init; }

    /// <summary>CN-53: what a search shows of a value that the affiliate may not see.</summary>
    [JsonPropertyName("hiddenField")]
    public ClixnowHiddenField HiddenField { get; init; }

    /// <summary>CN-54: whether <c>clientType</c> uses its words as the page does or as the trade does.</summary>
    [JsonPropertyName("clientTypeWords")]
    public ClixnowClientTypeWords ClientTypeWords { get; init; }

    private static int TwoHundredOr201(int status) =>
        status is 200 or 201 ? status : throw new ArgumentOutOfRangeException(nameof(status), status, "An accepted lead is answered with 200 or 201.");
}

/// <summary>Spellings of the order by first deposit.</summary>
public enum ClixnowFtdOrderNames
{
    /// <summary>Either.</summary>
    [JsonStringEnumMemberName("both")]
    Both,

    /// <summary>Only the page's own spelling.</summary>
    FtdFate,

    /// <summary>Only the corrected one.</summary>
    FtdDate,
}

/// <summary>Meaning of the two bounds of the first deposit.</summary>
public enum ClixnowFtdRange
{
    /// <summary>From is the lower bound.</summary>
    [JsonStringEnumMemberName("asNamed")]
    AsNamed,

    /// <summary>From is the upper bound.</summary>
    [JsonStringEnumMemberName("asDescribed")]
    AsDescribed,
}

/// <summary>What stands in place of a hidden value.</summary>
public enum ClixnowHiddenField
{
    /// <summary>The key with null.</summary>
    [JsonStringEnumMemberName("null")]
    Null,

    /// <summary>Nothing, not even the key.</summary>
    [JsonStringEnumMemberName("absent")]
    Absent,
}

/// <summary>Use of the words Client and Depositor.</summary>
public enum ClixnowClientTypeWords
{
    /// <summary>Client after the first deposit.</summary>
    [JsonStringEnumMemberName("asDocumented")]
    AsDocumented,

    /// <summary>Depositor after the first deposit.</summary>
    [JsonStringEnumMemberName("swapped")]
    Swapped,
}
