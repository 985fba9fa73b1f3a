namespace VendorMocks;

/// <summary>The outcome of reading a query or a body.</summary>
/// <param name="Root">What was read: a map, or with JSON any value; an empty map when unreadable.</param>
/// <param name="Problem">Null, or in short English why it is unreadable; it goes to the journal.</param>
public readonly record struct FieldReading(Field Root, string? Problem)
{
    /// <summary>The reading of an absent query or body.</summary>
    public static FieldReading Empty => new(Field.EmptyMap, null);

    internal static FieldReading Unreadable(string problem) => new(Field.EmptyMap, problem);
}
