namespace VendorMocks;

/// <summary>What one write did to one row.</summary>
/// <param name="Table">Name of the table, e.g. <c>leads</c>.</param>
/// <param name="Id">Id of the row.</param>
/// <param name="Before">The row as it was; null when the row was added.</param>
/// <param name="After">The row as it became; null when the row was removed.</param>
public readonly record struct Change(string Table, long Id, object? Before, object? After);
