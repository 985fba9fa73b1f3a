using System.Text.Json.Serialization.Metadata;

namespace VendorMocks;

/// <summary>A table as the store sees it, whatever its rows are.</summary>
internal interface ITable
{
    string Name { get; }

    int Count { get; }

    long NextId { get; }

    JsonTypeInfo Json { get; }

    IEnumerable<object> Rows { get; }

    long IdOf(object row);

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
