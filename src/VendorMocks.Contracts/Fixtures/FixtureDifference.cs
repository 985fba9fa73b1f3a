namespace VendorMocks;

/// <summary>In what an answer differs from the one that a fixture states.</summary>
internal enum DifferenceKind
{
    Status,
    Absent,
    Extra,
    Type,
    Items,
    Value,
}

/// <summary>One difference between an answer and a fixture.</summary>
/// <param name="Kind">In what they differ.</param>
/// <param name="Pointer">Where, as JSON Pointer; empty for the body as a whole and for the status.</param>
/// <param name="Expected">What the fixture states.</param>
/// <param name="Actual">What came.</param>
internal sealed record FixtureDifference(DifferenceKind Kind, string Pointer, string Expected, string Actual)
{
    /// <summary>The difference as one line.</summary>
    public override string ToString() =>
        $"{(Kind == DifferenceKind.Status ? "status" : Pointer.Length == 0 ? "body" : Pointer)}: expected {Expected}, got {Actual}";
}
