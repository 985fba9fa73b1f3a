namespace VendorMocks;

/// <summary>One call that a vendor makes to somebody else, as its rules word it. The outbox decides when it goes out.</summary>
/// <param name="Vendor">The vendor's name.</param>
/// <param name="Event">What happened, in the vendor's words: <c>lead</c>, <c>pay</c>, <c>ftd</c>.</param>
/// <param name="Method">HTTP verb.</param>
/// <param name="Url">Absolute URL, used as it is.</param>
/// <param name="Body">What is sent; null for a GET.</param>
internal sealed record WebhookMessage(string Vendor, string Event, string Method, string Url, ResponseContent? Body)
{
    /// <summary>Its number in the delivery log, given by <see cref="Call.Send"/>.</summary>
    public long Id { get; init; }

    /// <summary>The record it is about, for people and filters: <c>lead 20000001</c>.</summary>
    public string Subject { get; init; } = "";

    /// <summary>
    /// Messages with the same endpoint go out one after the other. The URL, unless values of the event are put into it: then
    /// its template, or every event would have a queue of its own.
    /// </summary>
    public string Endpoint { get; init; } = Url;

    /// <summary>Virtual time between event and first attempt.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Virtual seconds before each further attempt; empty for a single one.</summary>
    public IReadOnlyList<int> RetrySeconds { get; init; } = [];
}
