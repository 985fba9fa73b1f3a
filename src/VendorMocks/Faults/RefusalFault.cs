using System.Globalization;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>Refuses as the vendor itself would, with whatever status it uses for that; some refuse with 200.</summary>
/// <param name="Reason">Why.</param>
public sealed record RefusalFault([property: JsonPropertyName("refusal")] FaultRefusal Reason) : Fault("refusal")
{
    /// <summary>Seconds to name in <c>Retry-After</c>; null for no such header.</summary>
    public int? RetryAfter { get; init; }

    internal override void Strike(FaultStrike strike, in FaultDice dice) => strike.Response = WithRetryAfter(Answer(strike.Call), RetryAfter);

    internal override (string Field, string Problem)? OwnProblem() => RetryAfter < 0 ? ("retryAfter", $"{RetryAfter} is no number of seconds: 0 or more.") : null;

    internal static ApiResponse WithRetryAfter(ApiResponse answer, int? seconds) =>
        seconds is { } wait ? answer.With("Retry-After", wait.ToString(CultureInfo.InvariantCulture)) : answer;

    private ApiResponse Answer(Call call)
    {
        var broken = call.Refuse(VendorMocks.Refusal.Fault);
        if (Reason == FaultRefusal.ServerError)
            return broken;
        var words = call.Refuse(Reason == FaultRefusal.TooMany ? VendorMocks.Refusal.TooMany : VendorMocks.Refusal.UnknownKey);
        // A vendor without a limit has no words for it and falls back on its own failure: then the usual status speaks.
        return words.Status == broken.Status && words.Why == broken.Why ? StatusFault.Plain(Reason == FaultRefusal.TooMany ? 429 : 401) : words;
    }
}

/// <summary>Why a vendor refuses.</summary>
public enum FaultRefusal
{
    /// <summary>Too many requests.</summary>
    [JsonStringEnumMemberName("too-many")]
    TooMany,

    /// <summary>The credential is unknown.</summary>
    [JsonStringEnumMemberName("unknown-key")]
    UnknownKey,

    /// <summary>The vendor's own failure.</summary>
    [JsonStringEnumMemberName("server-error")]
    ServerError,
}
