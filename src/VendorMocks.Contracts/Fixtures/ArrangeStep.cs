using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>One thing to do before a fixture's request: exactly one of a call, a wait, or a hook of the fake.</summary>
public sealed record ArrangeStep
{
    /// <summary>A call to make, key and all.</summary>
    public FixtureRequest? Call { get; init; }

    /// <summary>How often to make the call; the last answer is the one that counts.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How far to advance the world's clock; written as ISO 8601 duration, for example <c>PT60S</c>.</summary>
    [JsonConverter(typeof(DurationConverter))]
    public TimeSpan? Advance { get; init; }

    /// <summary>A hook to call, by its id, where no call of the vendor's API can arrange it. Such a fixture suits the fake only.</summary>
    public string? Hook { get; init; }

    /// <summary>The arguments of the hook: whatever stands beside its id.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Arguments { get; init; }
}
