namespace VendorMocks;

/// <summary>A saved state could not be read; the state that was to be replaced stands unchanged.</summary>
public sealed class StateFormatException : FormatException
{
    internal StateFormatException(string? table, int? row, string reason, Exception? inner = null)
        : base(Where(table, row) + reason, inner)
    {
        Table = table;
        Row = row;
    }

    /// <summary>Name of the table in which the reader stood, or null outside of any table.</summary>
    public string? Table { get; }

    /// <summary>Number of the offending row within its table, counted from 1, or null when no single row is to blame.</summary>
    public int? Row { get; }

    /// <summary>The part of the file that is wrong, or null.</summary>
    internal string? Field { get; init; }

    private static string Where(string? table, int? row) =>
        table is null ? "" : row is null ? $"Table '{table}': " : $"Table '{table}', row {row}: ";
}
