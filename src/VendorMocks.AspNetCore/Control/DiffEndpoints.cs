using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Tells what the code under test changed.</summary>
internal static class DiffEndpoints
{
    private const int DefaultLimit = 1000;
    private const int MaxLimit = 100_000;

    public static void MapDiff(this IEndpointRouteBuilder control) => control.MapGet("/worlds/{name}/diff", Show)
        .WithSummary("The records that came, went or changed, field by field, since the world was opened or ?since=<snapshot>; ?vendor=, ?limit=1000, ?secrets=shown")
        .Asks(
            new HookField("since", "string", false, "The snapshot to compare with; else the opening"),
            new HookField("vendor", "string", false, "The vendor whose records are meant; else all"),
            new HookField("limit", "integer", false, $"How many records are shown, 1 to {MaxLimit}; {DefaultLimit}"),
            StateQuery.Secrets);

    private static Results<Ok<DiffView>, Refused> Show(NamedWorld at, ControlQuery query)
    {
        var (limit, secrets) = (query.Number("limit", 1, MaxLimit) ?? DefaultLimit, query.ShowsSecrets());
        if (query.Problem is { } problem)
            return new Refused(problem);
        if (query.Text("vendor") is { } vendor && Vendors.Find(vendor) is null)
            return Refused.NoSuchVendor(vendor);
        var (world, since) = (at.World, query.Text("since"));
        var from = since is null ? world.Opening : world.Snapshots.Find(since);
        if (from is null)
            return new Refused(SnapshotsEndpoints.NoSuchSnapshot("since", world, since!));

        var now = world.Save("now");
        var rows = Difference.Between(from, now).Where(row => query.Text("vendor") is not { } only || row.Vendor == only).ToArray();
        var mask = secrets ? null : new WorldFileMask(now);
        return TypedResults.Ok(DiffView.Of(since ?? "opening", rows, limit, mask));
    }
}

/// <summary>What differs between two moments of a world.</summary>
/// <param name="Since">The snapshot that it is compared with, or <c>opening</c>.</param>
/// <param name="Added">How many records came.</param>
/// <param name="Changed">How many changed.</param>
/// <param name="Removed">How many went.</param>
/// <param name="Records">The first of them, by vendor, table and id.</param>
internal sealed record DiffView(string Since, int Added, int Changed, int Removed, IReadOnlyList<RecordDiffView> Records)
{
    public static DiffView Of(string since, IReadOnlyList<RowDifference> rows, int limit, WorldFileMask? mask) => new(
        since,
        rows.Count(row => row.Kind == RowDifferenceKind.Added),
        rows.Count(row => row.Kind == RowDifferenceKind.Changed),
        rows.Count(row => row.Kind == RowDifferenceKind.Removed),
        [.. rows.Take(limit).Select(row => RecordDiffView.Of(row, mask))]);
}

/// <summary>One record that differs.</summary>
/// <param name="Vendor">The vendor's name.</param>
/// <param name="Table">Where it is.</param>
/// <param name="Id">Which it is.</param>
/// <param name="Did"><c>added</c>, <c>changed</c> or <c>removed</c>.</param>
/// <param name="Fields">The fields that differ, by name.</param>
internal sealed record RecordDiffView(string Vendor, string Table, long Id, string Did, IReadOnlyDictionary<string, FieldDiffView> Fields)
{
    public static RecordDiffView Of(RowDifference row, WorldFileMask? mask) => new(
        row.Vendor,
        row.Table,
        row.Id,
        row.Kind switch { RowDifferenceKind.Added => "added", RowDifferenceKind.Removed => "removed", _ => "changed" },
        row.Fields.ToDictionary(field => field.Name, field => FieldDiffView.Of(field, mask)));
}

/// <summary>One field of a record at both moments; absent where the record was not there.</summary>
internal sealed record FieldDiffView(JsonElement? Before, JsonElement? After)
{
    public static FieldDiffView Of(FieldDifference field, WorldFileMask? mask) => mask is null
        ? new FieldDiffView(field.Before, field.After)
        : new FieldDiffView(mask.Field(field.Name, field.Before), mask.Field(field.Name, field.After));
}
