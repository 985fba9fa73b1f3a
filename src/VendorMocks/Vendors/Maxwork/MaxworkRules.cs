using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>
/// The rule values of Maxwork's fake that a test may change per world. Each names its rule; the texts are in the rule table.
/// </summary>
public sealed record MaxworkRules
{
    /// <summary>MW-03: what the header <c>user</c> must be.</summary>
    [JsonPropertyName("userHeader")]
    public MaxworkUserHeader UserHeader { get; init; }

    /// <summary>MW-07: whether the wrong-format text ends in the property's name.</summary>
    [JsonPropertyName("nameProperty")]
    public MaxworkNameProperty NameProperty { get; init; }

    /// <summary>MW-19: when <c>Public_Reference</c> must be given.</summary>
    [JsonPropertyName("publicReference")]
    public MaxworkRequirement PublicReference { get; init; }

    /// <summary>MW-20: when <c>Lead_Status</c> must be given.</summary>
    [JsonPropertyName("leadStatus")]
    public MaxworkRequirement LeadStatus { get; init; }

    /// <summary>MW-28: whether a minimum above its maximum is refused.</summary>
    [JsonPropertyName("rangeOrder")]
    public MaxworkRangeOrder RangeOrder { get; init; }

    /// <summary>MW-44: whether an archived lead may become anything else.</summary>
    [JsonPropertyName("reopenArchived")]
    public MaxworkReopening ReopenArchived { get; init; }

    /// <summary>
    /// MW-46: the properties that qualify a lead, by their names in the table of the page. The table lists four more under the
    /// same heading, by which every lead would qualify.
    /// </summary>
    [JsonPropertyName("stageFields")]
    public IReadOnlyList<string> StageFields { get; init; } = MaxworkProperties.Qualifying;
}

/// <summary>What the header <c>user</c> must be.</summary>
public enum MaxworkUserHeader
{
    /// <summary>There, with any value that is not blank.</summary>
    [JsonStringEnumMemberName("present")]
    Present,

    /// <summary>The account's own user.</summary>
    [JsonStringEnumMemberName("match")]
    Match,

    /// <summary>Anything; it may be missing.</summary>
    [JsonStringEnumMemberName("ignored")]
    Ignored,
}

/// <summary>Whether the wrong-format text names the property.</summary>
public enum MaxworkNameProperty
{
    /// <summary>The documented text alone.</summary>
    [JsonStringEnumMemberName("no")]
    No,

    /// <summary>A blank and the name follow.</summary>
    [JsonStringEnumMemberName("yes")]
    Yes,
}

/// <summary>When a property must be given.</summary>
public enum MaxworkRequirement
{
    /// <summary>Unless a property that qualifies the lead is given.</summary>
    [JsonStringEnumMemberName("unlessQualified")]
    UnlessQualified,

    /// <summary>In every call.</summary>
    [JsonStringEnumMemberName("always")]
    Always,

    /// <summary>In none.</summary>
    [JsonStringEnumMemberName("never")]
    Never,
}

/// <summary>What becomes of a minimum above its maximum.</summary>
public enum MaxworkRangeOrder
{
    /// <summary>It is accepted.</summary>
    [JsonStringEnumMemberName("free")]
    Free,

    /// <summary>It is refused.</summary>
    [JsonStringEnumMemberName("checked")]
    Checked,
}

/// <summary>What becomes of an archived lead that is given another state.</summary>
public enum MaxworkReopening
{
    /// <summary>It takes the state.</summary>
    [JsonStringEnumMemberName("allow")]
    Allow,

    /// <summary>The call is refused.</summary>
    [JsonStringEnumMemberName("refuse")]
    Refuse,
}
