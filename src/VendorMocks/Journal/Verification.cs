namespace VendorMocks;

/// <summary>What came of holding a journal against an expectation.</summary>
/// <param name="Passed">Whether it is met for certain.</param>
/// <param name="Expected">What was expected, as a sentence.</param>
/// <param name="Report">
/// For people: the expectation and, when it is not met, the calls that came nearest with what differs marked, the calls that nobody
/// claimed, and how many exchanges were dropped.
/// </param>
public sealed record Verification(bool Passed, string Expected, string Report)
{
    /// <summary>A title of its own; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>The report.</summary>
    public override string ToString() => Report;
}
