using System.Text.Json;

namespace VendorMocks;

/// <summary>What became of a record between two moments.</summary>
public enum RowDifferenceKind
{
    /// <summary>It was not there before.</summary>
    Added,

    /// <summary>Some of its fields differ.</summary>
    Changed,

    /// <summary>It is there no more.</summary>
    Removed,
}

/// <summary>One field of a record at two moments.</summary>
/// <param name="Name">Its name in saved states.</param>
/// <param name="Before">Its value before; null when there was none.</param>
/// <param name="After">Its value after; null when there is none.</param>
public sealed record FieldDifference(string Name, JsonElement? Before, JsonElement? After);

/// <summary>One record that differs between two moments.</summary>
/// <param name="Vendor">The vendor's name.</param>
/// <param name="Table">The table's name.</param>
/// <param name="Id">The record's id.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Fields">The fields that differ.</param>
public sealed record RowDifference(string Vendor, string Table, long Id, RowDifferenceKind Kind, IReadOnlyList<FieldDifference> Fields)
{
    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"{Vendor} {Table} {Id} {Kind}: {string.Join(", ", Fields.Select(field => $"{field.Name} {field.Before?.GetRawText() ?? "-"} -> {field.After?.GetRawText() ?? "-"}"))}";
}

/// <summary>Finds what differs between two snapshots of one world.</summary>
internal static class Difference
{
    public static IReadOnlyList<RowDifference> Between(WorldSnapshot before, WorldSnapshot after)
    {
        var differences = new List<RowDifference>();
        foreach (var vendor in Vendors.All)
        {
            var (old, now) = (before.Vendors[vendor.Index], after.Vendors[vendor.Index]);
            if (old is not null || now is not null)
                Compare(vendor, StateOf(vendor, before, old), StateOf(vendor, after, now), differences);
        }

        return differences;
    }

    private static VendorState StateOf(Vendor vendor, WorldSnapshot snapshot, VendorSnapshot? saved) =>
        saved?.ToState(vendor, snapshot.Options.Seed) ?? VendorSlot.Open(vendor, snapshot.Options, snapshot.Start).State;

    private static void Compare(Vendor vendor, VendorState before, VendorState after, List<RowDifference> differences)
    {
        for (var i = 0; i < before.Store.Tables.Count; i++)
        {
            var table = after.Store.Tables[i];
            using var olds = before.Store.Tables[i].Rows.GetEnumerator();
            using var news = table.Rows.GetEnumerator();
            var (old, now) = (Next(olds), Next(news));
            // Both ascend by id.
            while (old is not null || now is not null)
            {
                var order = old is null ? 1 : now is null ? -1 : table.IdOf(old).CompareTo(table.IdOf(now));
                var (left, right) = (order <= 0 ? old : null, order >= 0 ? now : null);
                if (!ReferenceEquals(left, right) && FieldsOf(table, left, right) is { Count: > 0 } fields)
                {
                    var kind = left is null ? RowDifferenceKind.Added : right is null ? RowDifferenceKind.Removed : RowDifferenceKind.Changed;
                    differences.Add(new RowDifference(vendor.Name, table.Name, table.IdOf((left ?? right)!), kind, fields));
                }

                if (order <= 0)
                    old = Next(olds);
                if (order >= 0)
                    now = Next(news);
            }
        }
    }

    private static object? Next(IEnumerator<object> rows) => rows.MoveNext() ? rows.Current : null;

    private static List<FieldDifference> FieldsOf(ITable table, object? before, object? after)
    {
        var old = Properties(table, before);
        var now = Properties(table, after);
        var fields = new List<FieldDifference>();
        foreach (var name in old.Keys.Union(now.Keys))
        {
            JsonElement? left = old.TryGetValue(name, out var was) ? was : null;
            JsonElement? right = now.TryGetValue(name, out var becomes) ? becomes : null;
            if (left is not { } one || right is not { } other || !JsonElement.DeepEquals(one, other))
                fields.Add(new FieldDifference(name, left, right));
        }

        return fields;
    }

    private static Dictionary<string, JsonElement> Properties(ITable table, object? row) => row is null
        ? []
        : JsonSerializer.SerializeToElement(row, table.Json).EnumerateObject().ToDictionary(property => property.Name, property => property.Value);
}

/// <summary>What a world's snapshots are asked for most.</summary>
public static class DifferenceInWorld
{
    extension(World world)
    {
        /// <summary>What differs from a snapshot of this world: the records that came, went or changed, with their fields.</summary>
        /// <param name="snapshot">A snapshot of this world, or of the world that it was opened from.</param>
        public IReadOnlyList<RowDifference> DiffSince(WorldSnapshot snapshot)
        {
            ArgumentNullException.ThrowIfNull(snapshot);
            return Difference.Between(snapshot, world.Save("now"));
        }

        /// <summary>What differs from how the world was opened: what the calls since then have done.</summary>
        public IReadOnlyList<RowDifference> DiffSinceOpening() => world.DiffSince(world.Opening);

        /// <summary>What differs from a named snapshot.</summary>
        /// <param name="snapshot">Its name.</param>
        /// <exception cref="ArgumentException">There is none.</exception>
        public IReadOnlyList<RowDifference> DiffSince(string snapshot) => world.DiffSince(world.Snapshots.Require(snapshot));
    }
}
