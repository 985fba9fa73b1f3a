namespace VendorMocks;

/// <summary>
/// An answer that is given in place of a vendor's, and the calls that get it. Immutable. It is asked before the vendor checks
/// anything, so the call needs no key, counts towards no limit, changes no data and is hit by no fault.
/// </summary>
public sealed record Stub
{
    /// <summary>Whether it comes from a file that the server watches, which alone takes it back.</summary>
    internal bool FromFile { get; init; }

    /// <summary>The priority where none is given.</summary>
    public const int UsualPriority = 5;

    /// <summary>A UUID; null for one from the world's seed.</summary>
    public string? Id { get; init; }

    /// <summary>Its name in the journal; null for its id.</summary>
    public string? Name { get; init; }

    /// <summary>Of several stubs for a call the lowest number wins, and of equal ones the latest.</summary>
    public int Priority { get; init; } = UsualPriority;

    /// <summary>The vendor whose calls it answers; null for all, and for calls that no vendor claims.</summary>
    public string? Vendor { get; init; }

    /// <summary>The id of the operation that it answers, for example <c>leads.create</c>; null for any.</summary>
    public string? Operation { get; init; }

    /// <summary>The verb in capitals; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>The path, as the caller sent it or as the vendor has it; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>What else must hold of the call. Asked outside the world's lock, so that it may take its time.</summary>
    public Func<StubCall, bool>? When { get; init; }

    /// <summary>The answer. Made outside the world's lock.</summary>
    public required Func<StubCall, StubAnswer> Answer { get; init; }

    /// <summary>How often it answers at most, 1 or more; null for ever.</summary>
    public long? Times { get; init; }

    /// <summary>The scenario that it is part of; null for none. Each scenario has a state, at first <see cref="Stubs.Started"/>.</summary>
    public string? Scenario { get; init; }

    /// <summary>The scenario's state in which it answers; null for any.</summary>
    public string? RequiredState { get; init; }

    /// <summary>The scenario's state after it has answered; null leaves it.</summary>
    public string? NextState { get; init; }

    /// <summary>What the caller waits before the answer, all of it together, on the world's clock.</summary>
    public IReadOnlyList<DelayFault> Delays { get; init; } = [];

    /// <summary>Whole segments that the path begins with in one of its forms, for the index; empty when nothing is known.</summary>
    internal string PathPrefix { get; init; } = "";

    /// <summary>The text that it was read from; null for one made in code, which no file keeps.</summary>
    internal StubSource? Source { get; init; }
}

/// <summary>The text form of a stub, kept by whoever reads that form.</summary>
internal abstract class StubSource
{
    /// <summary>The stub as JSON.</summary>
    public abstract System.Text.Json.JsonElement Json { get; }

    /// <summary>All that it asks of a call, held against one.</summary>
    public abstract IReadOnlyList<Comparison> Compare(StubCall call);
}

/// <summary>What a stub answers.</summary>
/// <param name="Response">Status, header lines and content.</param>
public sealed record StubAnswer(ApiResponse Response)
{
    /// <summary>How the line ends instead of, or in, the answer.</summary>
    internal Cut Cut { get; init; }

    /// <summary>In how many pieces the body comes.</summary>
    internal int Pieces { get; init; }

    /// <summary>How long all of them take together; zero for at once.</summary>
    internal TimeSpan Spread { get; init; }

    /// <summary>Text of a content type.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="body">The body.</param>
    /// <param name="contentType">The Content-Type header.</param>
    public static StubAnswer Text(int status, string body, string contentType = "text/plain; charset=utf-8") =>
        new(new ApiResponse(status, new TextContent(body, contentType)));

    /// <summary>JSON that is written already.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="json">The body.</param>
    public static StubAnswer Json(int status, string json) => Text(status, json, JsonContent.Utf8);
}
