namespace VendorMocks;

/// <summary>
/// One answer as a value: status, header lines and content that is rendered once, outside the world's lock.
/// Immutable; the journal keeps the same value that the door renders.
/// </summary>
public sealed record ApiResponse
{
    private static readonly KeyValuePair<string, string>[] NoHeaders = [];

    /// <summary>Creates an answer.</summary>
    /// <param name="status">HTTP status, 100 to 599.</param>
    /// <param name="content">What to send; null sends no body and no Content-Type.</param>
    public ApiResponse(int status, ResponseContent? content = null)
    {
        Status = status;
        Content = content;
    }

    /// <summary>HTTP status; 0 when the line was cut before the answer.</summary>
    public int Status { get; init; }

    /// <summary>What to send; null for an empty answer.</summary>
    public ResponseContent? Content { get; init; }

    /// <summary>Header lines besides Content-Type and Content-Length, in the order to be sent.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = NoHeaders;

    /// <summary>The rule that refused the call (<c>LD-03</c>), or null for a success. A refused call leaves the state as it was.</summary>
    public string? Why { get; init; }

    /// <summary>What was wrong with a refused call and what would be right: for the journal, never sent. Null where the answer says it.</summary>
    public string? Detail { get; init; }

    /// <summary>True when the call was refused, so that nothing it did is kept.</summary>
    public bool Refused => Why is not null;

    /// <summary>True when the call was one too many for the vendor's request limit, however the vendor says so.</summary>
    internal bool Limited { get; init; }

    /// <summary>The same answer with more header lines at its end.</summary>
    internal ApiResponse With(params ReadOnlySpan<KeyValuePair<string, string>> more) =>
        more.IsEmpty ? this : this with { Headers = [.. Headers, .. more] };

    /// <summary>The same answer with one more header line.</summary>
    internal ApiResponse With(string name, string value) => With(KeyValuePair.Create(name, value));
}
