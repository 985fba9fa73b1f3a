using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Shows and empties journals.</summary>
internal static class JournalEndpoints
{
    public static void MapJournal(this IEndpointRouteBuilder control)
    {
        var journal = control.MapGroup("/worlds/{name}/journal");
        journal.MapGet("", List).WithSummary("A world's exchanges, oldest first: the last ?limit=100, or those after ?after=<id>, of ?vendor=, ?operation=, ?status=, ?from=, ?until=, ?field.<name>=; ?text=2000 cuts bodies").AsksAmong(JournalPage.Fields);
        journal.MapGet("/{id}", Show).WithSummary("One exchange, whole: the number is what X-Mocks-Exchange said");
        journal.MapDelete("", Empty).WithSummary("Empties a world's journal");
        control.MapGet("/unclaimed", Unclaimed).WithSummary("Calls that no vendor claimed or whose key means no world; ?limit= and ?after= as above").AsksAmong(JournalPage.Fields);
        control.MapDelete("/unclaimed", Forget).WithSummary("Forgets the calls that no vendor claimed");
    }

    private static Results<Ok<JournalView>, Refused> List(NamedWorld at, JournalPage page) => Page(at.World.Journal, page);

    private static Results<Ok<JournalView>, Refused> Unclaimed(JournalPage page, MocksHost host) => Page(host.Unclaimed, page);

    private static Results<Ok<JournalView>, Refused> Page(Journal journal, JournalPage page) =>
        page.Problem is { } problem ? new Refused(problem) : TypedResults.Ok(JournalView.Of(journal, page));

    private static Results<Ok<ExchangeView>, Refused> Show(NamedWorld at, string id)
    {
        if (Find(at.World, id, out var found) is { } missing)
            return missing;
        var view = ExchangeView.Of(found!, int.MaxValue);
        if (found!.Changes.Count == 0 || Vendors.Find(found.Vendor ?? "") is not { } vendor)
            return TypedResults.Ok(view);
        var (tables, credentials) = at.World.Read<VendorState, (IReadOnlyList<ITable>, Func<object, string?>)>(vendor, state => (state.Store.Tables, state.CredentialIn));
        return TypedResults.Ok(view with { Changes = [.. found.Changes.Select(change => ChangeView.Of(change, tables.First(table => table.Name == change.Table), credentials))] });
    }

    /// <summary>Finds an exchange of a world's journal, or says that it is missing.</summary>
    public static Refused? Find(World world, string id, out Exchange? found)
    {
        var exchanges = world.Journal.Exchanges;
        found = WorldValues.TryWhole(id, out long number) ? exchanges.FirstOrDefault(exchange => exchange.Id == number) : null;
        var kept = exchanges.Count == 0 ? "nothing, the journal is empty" : $"{exchanges[0].Id} to {exchanges[^1].Id}";
        return found is null ? new Refused(Refused.Missing("exchange", id, kept)) : null;
    }

    private static NoContent Forget(MocksHost host)
    {
        host.Unclaimed.Clear();
        return TypedResults.NoContent();
    }

    private static NoContent Empty(NamedWorld at)
    {
        at.World.Journal.Clear();
        return TypedResults.NoContent();
    }
}
