using System.Globalization;

namespace VendorMocks;

/// <summary>Places decoded fields into one tree, by a dialect.</summary>
internal struct FieldTree(FieldDialect dialect)
{
    private readonly FieldBranch _root = new(dialect.IgnoreCase);
    private int _fields;
    private string? _problem;

    /// <summary>Takes one field; a null value is one that was sent without an equals sign.</summary>
    /// <returns>False when nothing more will be taken.</returns>
    public bool Add(string name, string? value)
    {
        if (++_fields > dialect.MaxFields)
        {
            if (dialect.RejectExcess) _problem = string.Create(CultureInfo.InvariantCulture, $"more than {dialect.MaxFields} fields");
            return false;
        }

        bool placed = true;
        switch (dialect.Brackets)
        {
            case FieldBrackets.Php: placed = FieldPhpNames.Place(_root, name, Field.OfText(value ?? ""), dialect.MaxDepth); break;
            case FieldBrackets.Rack: placed = FieldRackNames.Place(_root, name, value is null ? Field.Null : Field.OfText(value), dialect.MaxDepth); break;
            default:
                if (dialect.Repeats == FieldRepeats.LastWins) _root.Set(name, Field.OfText(value ?? ""));
                else _root.SetFirst(name, Field.OfText(value ?? ""));
                break;
        }

        if (placed || !dialect.RejectExcess) return true;
        _problem = TooDeep(dialect.MaxDepth);
        return false;
    }

    /// <summary>What was read; the tree must not be used again.</summary>
    public readonly FieldReading Finish()
        => _problem is null ? new(Field.OfMap(_root.ToMap(dialect.Brackets)), null) : FieldReading.Unreadable(_problem);

    /// <summary>The problem of nesting beyond a limit.</summary>
    public static string TooDeep(int maxDepth) => string.Create(CultureInfo.InvariantCulture, $"nesting beyond {maxDepth}");
}
