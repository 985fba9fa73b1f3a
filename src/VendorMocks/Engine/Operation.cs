namespace VendorMocks;

/// <summary>One call of a vendor's API: a row from which routing, documentation and provenance are read.</summary>
/// <param name="Id">Stable name, for example <c>leads.create</c>.</param>
/// <param name="Method">The verb; HEAD follows GET where the vendor answers it.</param>
/// <param name="Path">Path template below the vendor's root, for example <c>/v1/leads/{id}</c>.</param>
/// <param name="Source">How we know that the operation exists.</param>
/// <param name="Summary">One line for people.</param>
public sealed record Operation(string Id, string Method, string Path, Provenance Source, string Summary)
{
    /// <summary>The value of the parameter that picks this operation where one path serves several; else null.</summary>
    public string? Selector { get; init; }

    /// <summary>Further paths that reach the same operation.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The name of the placeholder in the path; null when it has none.</summary>
    internal string? Placeholder { get; } = Path.IndexOf('{', StringComparison.Ordinal) is >= 0 and var brace
        ? Path[(brace + 1)..Path.IndexOf('}', StringComparison.Ordinal)]
        : null;

    /// <summary>Answers the call. Synchronous: it runs under the world's lock.</summary>
    internal Handler Handler { get; init; } = static _ => throw new InvalidOperationException("The row has no handler.");
}

/// <summary>Answers one call from the vendor's state.</summary>
internal delegate ApiResponse Handler(Call call);

/// <summary>One of a vendor's ordered checks: null lets the call pass, an answer ends it.</summary>
internal delegate ApiResponse? Check(Call call);
