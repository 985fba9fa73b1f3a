using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>The rule values of Flexbe's fake that a test may change per world. Each names its rule; the texts are in the rule table.</summary>
public sealed record FlexbeRules
{
    /// <summary>FB-19: how JSON writes what is not ASCII, and slashes.</summary>
    [JsonPropertyName("jsonEscapes")]
    public FlexbeJsonEscapes JsonEscapes { get; init; }

    /// <summary>FB-20: calls that a key may make in 60 seconds; 0 or more.</summary>
    [JsonPropertyName("requestsPerMinute")]
    public int RequestsPerMinute { get; init => field = AtLeast(0, value); } = 100;

    /// <summary>FB-37: what stands for the invoice of a lead that has none; two sightings conflict.</summary>
    [JsonPropertyName("payWithoutInvoice")]
    public FlexbePayWithoutInvoice PayWithoutInvoice { get; init; }

    /// <summary>FB-60: virtual seconds between an event and its first delivery; 0 or more.</summary>
    [JsonPropertyName("hookDelaySeconds")]
    public int HookDelaySeconds { get; init => field = AtLeast(0, value); }

    /// <summary>FB-61: virtual seconds before each further attempt, 0 or more each; empty for a single attempt.</summary>
    [JsonPropertyName("hookRetrySeconds")]
    public IReadOnlyList<int> HookRetrySeconds { get; init => field = [.. value.Select(seconds => AtLeast(0, seconds))]; } = [];

    private static int AtLeast(int least, int value) => value >= least
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"The value is {least} or more.");
}

/// <summary>How JSON writes non-ASCII characters and slashes.</summary>
public enum FlexbeJsonEscapes
{
    /// <summary>As they are.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>As PHP does by itself: <c>\u00eb</c> and <c>\/</c>.</summary>
    [JsonStringEnumMemberName("php")]
    Php,
}

/// <summary>The <c>pay</c> of a lead without an invoice.</summary>
public enum FlexbePayWithoutInvoice
{
    /// <summary>An object of nulls with a link.</summary>
    [JsonStringEnumMemberName("nulls")]
    Nulls,

    /// <summary>Null.</summary>
    [JsonStringEnumMemberName("null")]
    Null,

    /// <summary>Not sent.</summary>
    [JsonStringEnumMemberName("absent")]
    Absent,
}
