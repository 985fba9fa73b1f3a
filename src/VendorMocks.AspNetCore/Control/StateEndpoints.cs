using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Shows what a vendor remembers in a world: every collection, as it is saved.</summary>
internal static class StateEndpoints
{
    public static void MapState(this IEndpointRouteBuilder control)
    {
        var state = control.MapGroup("/worlds/{name}/{vendor}/state");
        state.MapGet("", List).WithSummary("The vendor's collections with their sizes and fields");
        state.MapGet("/{collection}", Show)
            .WithSummary("Records of a collection: ?limit=100&offset=0&sort=-id, any field as a filter (?status=Active), ?secrets=shown for keys and passwords")
            .AsksAmong([.. StateQuery.Fields, StateQuery.Secrets]);
        state.MapGet("/{collection}/{id}", ShowOne).WithSummary("One record by its id; ?secrets=shown as above").Asks(StateQuery.Secrets);
    }

    private static Results<Ok<StateView>, Refused> List(NamedWorld at, string vendor)
    {
        if (Vendors.Find(vendor) is not { } found)
            return Refused.NoSuchVendor(vendor);
        var (collections, links) = at.World.Read<VendorState, ((ITable Table, int Count)[], IReadOnlyDictionary<string, string>)>(
            found, state => ([.. state.Store.Tables.Select(table => (table, table.Count))], state.References));
        return TypedResults.Ok(new StateView(found.Name, [.. collections.Select(one => CollectionView.Of(one.Table, one.Count, links))]));
    }

    private static Results<Ok<StatePage>, Refused> Show(NamedWorld at, string vendor, string collection, StateQuery query)
    {
        if (Vendors.Find(vendor) is not { } found)
            return Refused.NoSuchVendor(vendor);
        var (table, total, rows) = at.World.Read<VendorState, (ITable?, int, Record[])>(found, state => Take(state, collection, query));
        if (table is null)
            return NoSuchCollection(at.World, found, collection);
        if ((query.Problem ?? query.Check(CollectionView.FieldsOf(table))) is { } problem)
            return new Refused(problem);
        if (query.IsPlain)
            return TypedResults.Ok(new StatePage(found.Name, table.Name, total, query.Offset, query.Limit, [.. rows.Select(row => table.IdOf(row.Row))], [.. rows.Select(row => Written(row, table, query.ShowsSecrets))]));
        // Rows are immutable, so they are read outside the world's lock.
        var matching = query.Select(rows.Select(row => (row, JsonSerializer.SerializeToElement(row.Row, table.Json))), out total);
        return TypedResults.Ok(new StatePage(found.Name, table.Name, total, query.Offset, query.Limit, [.. matching.Select(row => table.IdOf(row.Row))], [.. matching.Select(row => Written(row, table, query.ShowsSecrets))]));
    }

    private static Results<Ok<JsonObject>, Refused> ShowOne(NamedWorld at, string vendor, string collection, string id, ControlQuery query)
    {
        if (Vendors.Find(vendor) is not { } found)
            return Refused.NoSuchVendor(vendor);
        var number = long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : (long?)null;
        var (table, row) = at.World.Read<VendorState, (ITable?, Record?)>(found, state =>
        {
            var table = Table(state, collection);
            return (table, number is { } at && table?.Find(at) is { } row ? new Record(row, state.CredentialIn(row)) : null);
        });
        if (table is null)
            return NoSuchCollection(at.World, found, collection);
        var secrets = query.ShowsSecrets();
        if (query.Problem is { } problem)
            return new Refused(problem);
        return row is null
            ? new Refused(Refused.Missing("id", id, $"the id of a record in {collection}"))
            : TypedResults.Ok(Written(row, table, secrets));
    }

    // A plain page takes only its own rows; a filter or an order has to see them all.
    private static (ITable?, int, Record[]) Take(VendorState state, string collection, StateQuery query)
    {
        if (Table(state, collection) is not { } table || query.Problem is not null)
            return (Table(state, collection), 0, []);
        var rows = query.IsPlain ? table.Rows.Skip(query.Offset).Take(query.Limit) : table.Rows;
        return (table, table.Count, [.. rows.Select(row => new Record(row, state.CredentialIn(row)))]);
    }

    private static ITable? Table(VendorState state, string collection) => state.Store.Tables.FirstOrDefault(table => table.Name == collection);

    private static JsonObject Written(Record row, ITable table, bool secrets)
    {
        var json = JsonSerializer.SerializeToNode(row.Row, table.Json)!.AsObject();
        if (!secrets)
            SecretMask.Record(json, row.Credential);
        return json;
    }

    private static Refused NoSuchCollection(World world, Vendor vendor, string collection)
    {
        var names = world.Read<VendorState, string[]>(vendor, state => [.. state.Store.Tables.Select(table => table.Name)]);
        return new Refused(Refused.Missing("collection", collection, string.Join(", ", names), Nearest.Hint(collection, names)));
    }

    /// <summary>A row, and the credential that it stands for.</summary>
    private sealed record Record(object Row, string? Credential);
}

/// <summary>What a vendor remembers in a world.</summary>
internal sealed record StateView(string Vendor, IReadOnlyList<CollectionView> Collections);

/// <summary>A collection.</summary>
/// <param name="Collection">Its name in paths.</param>
/// <param name="Count">How many records it holds.</param>
/// <param name="Fields">The fields of a record, which can be filtered and sorted by.</param>
/// <param name="Links">Those of them that hold ids of other records, with the collection that has those; <c>lead.id</c> for a copy of one.</param>
internal sealed record CollectionView(string Collection, int Count, IReadOnlyList<string> Fields, IReadOnlyDictionary<string, string> Links)
{
    public static CollectionView Of(ITable table, int count, IReadOnlyDictionary<string, string> links)
    {
        var fields = FieldsOf(table);
        return new CollectionView(table.Name, count, fields, links.Where(link => fields.Contains(link.Key.Split('.')[0])).ToDictionary());
    }

    public static string[] FieldsOf(ITable table) => [.. table.Json.Properties.Select(property => property.Name)];
}

/// <summary>A part of a collection.</summary>
/// <param name="Vendor">Whose it is.</param>
/// <param name="Collection">Its name.</param>
/// <param name="Total">How many records match in all.</param>
/// <param name="Offset">How many of them come before these.</param>
/// <param name="Limit">How many were asked for at most.</param>
/// <param name="Ids">The number by which each of the records is asked for.</param>
/// <param name="Records">The records, secrets covered unless asked for.</param>
internal sealed record StatePage(string Vendor, string Collection, int Total, int Offset, int Limit, IReadOnlyList<long> Ids, IReadOnlyList<JsonObject> Records);
