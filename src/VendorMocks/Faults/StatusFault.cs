using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace VendorMocks;

/// <summary>Answers with a status. The body is the vendor's wording where it has one for that status, else one plain line.</summary>
/// <param name="Code">HTTP status, 200 to 599.</param>
public sealed record StatusFault([property: JsonPropertyName("status")] int Code) : Fault("status")
{
    /// <summary>A body to send instead; null for the vendor's wording.</summary>
    public string? Body { get; init; }

    /// <summary>The type of <see cref="Body"/>; null for plain text.</summary>
    public string? ContentType { get; init; }

    /// <summary>Seconds to name in <c>Retry-After</c>; null for no such header.</summary>
    public int? RetryAfter { get; init; }

    internal override void Strike(FaultStrike strike, in FaultDice dice) =>
        strike.Response = RefusalFault.WithRetryAfter(Answer(strike.Call), RetryAfter);

    internal override (string Field, string Problem)? OwnProblem() => this switch
    {
        { Code: < 200 or > 599 } => ("status", $"{Code} is no status to answer with: 200 to 599."),
        { ContentType: { } type } when !WrongTypeFault.IsType(type) => ("contentType", $"'{type}' is no content type."),
        { RetryAfter: < 0 } => ("retryAfter", $"{RetryAfter} is no number of seconds: 0 or more."),
        _ => null,
    };

    /// <summary>One plain line, as a proxy in front of the vendor would send it.</summary>
    internal static ApiResponse Plain(int status) => status is 204 or 304
        ? new ApiResponse(status)
        : new ApiResponse(status, new TextContent($"{status} {ReasonPhrases.GetReasonPhrase(status)}\n", "text/plain; charset=utf-8"));

    private ApiResponse Answer(Call call) => Body is { } body
        ? new ApiResponse(Code, new TextContent(body, ContentType ?? "text/plain; charset=utf-8"))
        : call.Vendor.Word(call, Code) ?? Plain(Code);
}
