namespace VendorMocks;

/// <summary>How an answer's structure has moved away from the contract.</summary>
public enum DriftKind
{
    /// <summary>A field that the contract does not know.</summary>
    AddedField,

    /// <summary>A field that has to be there is not.</summary>
    RemovedField,

    /// <summary>A value of another JSON type.</summary>
    ChangedType,

    /// <summary>Null where the contract has none.</summary>
    ChangedNullability,

    /// <summary>A value that the contract's enumeration does not list.</summary>
    NewEnumerationValue,

    /// <summary>Another HTTP status for the same outcome.</summary>
    ChangedStatus,

    /// <summary>Pages of another size or form.</summary>
    ChangedPaging,

    /// <summary>A text or number of another form: another way to write times or amounts, other bounds.</summary>
    ChangedForm,
}

/// <summary>One change of an operation's answers.</summary>
/// <param name="Kind">What sort of change.</param>
/// <param name="Pointer">The field as JSON Pointer, with <c>*</c> for items of lists and maps; empty for the body as a whole and for the status.</param>
/// <param name="Expected">What the contract says.</param>
/// <param name="Actual">What came.</param>
public sealed record Drift(DriftKind Kind, string Pointer, string Expected, string Actual)
{
    /// <summary>The change as one line.</summary>
    public override string ToString() =>
        $"{Words(Kind)}{(Pointer.Length == 0 ? "" : " " + Pointer)}: expected {Expected}, got {Actual}";

    /// <summary>A kind of drift for people, for example <c>added field</c>.</summary>
    internal static string Words(DriftKind kind) =>
        string.Concat(kind.ToString().Select((letter, i) => char.IsUpper(letter) && i > 0 ? $" {letter}" : $"{letter}")).ToLowerInvariant();
}
