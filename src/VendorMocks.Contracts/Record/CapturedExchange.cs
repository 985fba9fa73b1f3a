namespace VendorMocks;

/// <summary>
/// One exchange with a real service as it was seen. It may hold secrets and personal data: keep it in memory only, and let
/// <see cref="FixtureRecorder"/> write what is left of it.
/// </summary>
public sealed record CapturedExchange
{
    /// <summary>The HTTP method, in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query as sent, without the place that a proxy gave it.</summary>
    public required string Target { get; init; }

    /// <summary>The request's header lines.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> RequestHeaders { get; init; } = [];

    /// <summary>The request's body; empty where there was none.</summary>
    public ReadOnlyMemory<byte> RequestBody { get; init; }

    /// <summary>The HTTP status of the answer.</summary>
    public required int Status { get; init; }

    /// <summary>The answer's content type; empty where there was none.</summary>
    public string ResponseType { get; init; } = "";

    /// <summary>The answer's body, not compressed; empty where there was none.</summary>
    public ReadOnlyMemory<byte> ResponseBody { get; init; }

    /// <summary>The request as the engine reads one.</summary>
    internal ApiRequest ToRequest() => new(Method, "https", "", Target, RequestHeaders, RequestBody);
}
