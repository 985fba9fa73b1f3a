namespace VendorMocks;

/// <summary>One place where a request or an answer departs from the vendor's contract.</summary>
/// <param name="Pointer">The place as JSON Pointer (RFC 6901); empty for the body as a whole. A missing property is reported at its object.</param>
/// <param name="Expected">What the schema asks for there, as a phrase.</param>
/// <param name="Actual">What stands there, as JSON cut to a readable length, or <c>absent</c>.</param>
/// <param name="Schema">The schema file that says so, for example <c>schemas/acme/leads.get.response.json</c>.</param>
public sealed record Violation(string Pointer, string Expected, string Actual, string Schema)
{
    /// <summary>What sort of departure it is.</summary>
    public ViolationKind Kind { get; init; }

    /// <summary>The name that was probably meant, where one that the schema does not know was sent; else null.</summary>
    public string? DidYouMean { get; init; }

    /// <summary>Whether it is the caller's request that departs, not the vendor's answer.</summary>
    public bool InRequest => Schema.EndsWith(".request.json", StringComparison.Ordinal);

    /// <summary>The violation as one line for a failure message.</summary>
    public override string ToString() =>
        $"{(Pointer.Length == 0 ? "(body)" : Pointer)}: expected {Expected}, got {Actual}{(DidYouMean is { } name ? $", did you mean \"{name}\"?" : "")} ({Schema})";
}

/// <summary>The sorts of departures from a contract.</summary>
public enum ViolationKind
{
    /// <summary>A text or number of the right type that is not of the right form: pattern, bounds, length, number of items.</summary>
    Form,

    /// <summary>No readable JSON.</summary>
    Unreadable,

    /// <summary>A name that the schema does not know. A lenient reading reports it and does not fail.</summary>
    UnknownName,

    /// <summary>A property that has to be there and is not.</summary>
    Missing,

    /// <summary>A value of another JSON type.</summary>
    Type,

    /// <summary>Null where no null is allowed.</summary>
    Null,

    /// <summary>A value that the enumeration does not list.</summary>
    Enumeration,
}
