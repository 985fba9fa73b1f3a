using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace VendorMocks;

/// <summary>An RFC 9457 problem: how the product itself, not a vendor, says no.</summary>
/// <param name="Title">What is wrong in a few words.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">What came and what would be right.</param>
/// <param name="Field">The input at fault, or null.</param>
/// <param name="Value">What came, shortened; null when nothing did.</param>
/// <param name="Accepted">What would be right, for readers that want it apart from the sentence.</param>
/// <param name="Pointer">Where in the body it stands, as a JSON pointer; null for what is no part of a body.</param>
internal sealed record Problem(string Title, int Status, string Detail, string? Field, string? Value = null, string? Accepted = null, string? Pointer = null);

internal static class Problems
{
    /// <summary>Problems are read by people in a shell: in lines, and with their quotes as they are.</summary>
    public static JsonTypeInfo<Problem> Json { get; } = new ProblemJson(new JsonSerializerOptions(ProblemJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    }).Problem;

    public static ApiResponse Of(int status, string field, string detail) =>
        new(status, new JsonContent<Problem>(new Problem(TitleOf(status), status, detail, field), Json, JsonContent.Problem))
        {
            Why = "no-vendor",
        };

    public static ApiResponse NobodyThere(ApiRequest request)
    {
        var prefixes = string.Join(", ", Vendors.All.Select(vendor => $"/{vendor.Name}{vendor.Root}"));
        return Of(404, "url", $"No vendor answers at {request.Host}{request.Path}. Paths that do: {prefixes}; or the vendors' own host names.");
    }

    public static string TitleOf(int status) => status switch
    {
        400 => "Bad request",
        401 => "Who are you?",
        404 => "Nothing there",
        405 => "Wrong verb",
        409 => "Conflict",
        413 => "Too large",
        500 => "A bug in mocks",
        503 => "Not ready",
        _ => "Refused",
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;
