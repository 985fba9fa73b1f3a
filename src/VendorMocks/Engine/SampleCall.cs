namespace VendorMocks;

/// <summary>A call to try first: what the start page shows.</summary>
/// <param name="Target">Path and query below the vendor's prefix, for example <c>/v1/leads?key=…</c>.</param>
/// <param name="Headers">Header lines that the call needs.</param>
internal sealed record SampleCall(string Target, params IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>What a POST sends, for a vendor that has nothing to read; null for a GET.</summary>
    public string? Json { get; init; }
}
