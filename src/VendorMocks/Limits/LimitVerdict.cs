namespace VendorMocks;

/// <summary>What a key may still do.</summary>
/// <param name="Allowed">Whether the request is served (of a peek: would be).</param>
/// <param name="Limit">The most requests of one window.</param>
/// <param name="Remaining">How many more would be served now, 0 or more.</param>
/// <param name="RetryAfter">Zero if allowed, else the time until a request is served again.</param>
internal readonly record struct LimitVerdict(bool Allowed, int Limit, int Remaining, TimeSpan RetryAfter);

/// <summary>A key's window as a snapshot keeps it.</summary>
/// <param name="Key">Whose requests are counted.</param>
/// <param name="Kind">How they are counted.</param>
/// <param name="Opened">When the window began; of a sliding one the latest request.</param>
/// <param name="Ends">When it is forgotten, unless further requests come.</param>
/// <param name="Used">The requests counted; 0 of a sliding one, whose times are listed.</param>
/// <param name="Times">The requests of a sliding window, oldest first.</param>
internal sealed record RequestWindowState(
    string Key, WindowKind Kind, DateTimeOffset Opened, DateTimeOffset Ends, int Used, IReadOnlyList<DateTimeOffset> Times);
