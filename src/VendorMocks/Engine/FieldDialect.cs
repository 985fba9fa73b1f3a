namespace VendorMocks;

/// <summary>What square brackets in the name of a query or form field mean.</summary>
public enum FieldBrackets
{
    /// <summary>Nothing: names are taken literally.</summary>
    None,

    /// <summary>Nesting as in PHP 8 (<c>a[b]</c>, <c>a[]</c>), with PHP's rewriting of the top name (<c>a.b</c> is <c>a_b</c>).</summary>
    Php,

    /// <summary>Nesting as in Rack (<c>a[b]</c>, <c>a[]</c>, <c>a[][b]</c>).</summary>
    Rack,
}

/// <summary>Which of several query or form fields with one name counts.</summary>
public enum FieldRepeats
{
    /// <summary>The last one.</summary>
    LastWins,

    /// <summary>The first one (flat names only).</summary>
    FirstWins,
}

/// <summary>How one platform reads what callers send.</summary>
/// <param name="Brackets">What brackets in names mean.</param>
/// <param name="Repeats">Which of repeated fields counts; nested names and JSON members are always last wins.</param>
/// <param name="IgnoreCase">Whether names are compared without regard to case (ordinal), in JSON too.</param>
/// <param name="RejectInvalidUtf8">Whether invalid UTF-8 makes a query or form unreadable; otherwise it becomes U+FFFD.
/// In JSON it always makes the body unreadable.</param>
/// <param name="RejectExcess">Whether a query or form with more than <paramref name="MaxFields"/> fields or more than
/// <paramref name="MaxDepth"/> brackets in a name is unreadable; otherwise the fields in excess are dropped, as PHP does.</param>
/// <param name="MaxDepth">The most bracket pairs in one name.</param>
/// <param name="MaxFields">The most fields of one query or form.</param>
public sealed record FieldDialect(
    FieldBrackets Brackets,
    FieldRepeats Repeats,
    bool IgnoreCase = false,
    bool RejectInvalidUtf8 = false,
    bool RejectExcess = false,
    int MaxDepth = 64,
    int MaxFields = 1000)
{
    /// <summary>PHP 8 with its stock limits: max_input_vars 1000, max_input_nesting_level 64.</summary>
    public static readonly FieldDialect Php = new(FieldBrackets.Php, FieldRepeats.LastWins);

    /// <summary>Rack, as used by Rails; a nested map whose keys are 0 to n-1 is read as a list, a name that is once a value
    /// and once a map takes the later instead of failing.</summary>
    // LD-07: invalid UTF-8 and nesting beyond 64 are refused. The number bounds memory; an import sent as a form stays far below.
    public static readonly FieldDialect Rack = new(
        FieldBrackets.Rack, FieldRepeats.LastWins, RejectInvalidUtf8: true, RejectExcess: true, MaxFields: 65_536);

    /// <summary>Django: flat names, the last wins.</summary>
    public static readonly FieldDialect Django = new(FieldBrackets.None, FieldRepeats.LastWins); // FX-09

    /// <summary>ASP.NET Core: flat names in any casing, the first wins.</summary>
    public static readonly FieldDialect AspNet = new(FieldBrackets.None, FieldRepeats.FirstWins, IgnoreCase: true); // CN-52
}
