using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace VendorMocks;

/// <summary>A table as the store sees it, whatever its rows are.</summary>
internal interface ITable
{
    string Name { get; }

    int Count { get; }

    long NextId { get; }

    /// <summary>How rows are saved and read back.</summary>
    JsonTypeInfo Json => JsonIn(JsonOptions);

    JsonSerializerOptions JsonOptions { get; }

    IEnumerable<object> Rows { get; }

    long IdOf(object row);

    /// <summary>How rows are read under other options; made when first asked for.</summary>
    JsonTypeInfo JsonIn(JsonSerializerOptions options);

    /// <summary>The row with that id, or null.</summary>
    object? Find(long id);

    /// <summary>Puts a row in place of the one with its id.</summary>
    void Replace(object row);

    /// <summary>Adds a row of a saved state.</summary>
    void Load(object row);

    void RaiseNextId(long nextId);

    /// <summary>Makes the table as new: no rows, first id. Not undone by a rollback.</summary>
    void Empty();

    void Undo(in Change change);

    void Commit();

    /// <summary>Gives the ids of the open transaction back, after its changes were undone.</summary>
    void Rollback();

    TableRoots Roots();

    bool Fits(TableRoots roots);

    void Restore(TableRoots roots);
}
