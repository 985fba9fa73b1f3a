using System.Globalization;
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
        journal.MapGet("", List).WithSummary("A world's exchanges, oldest first: the last ?limit=100, or those after ?after=<id>, of ?vendor=, ?operation=, ?status=, ?from=, ?until=, ?field.<name>=; ?text=2000 cuts bodies").Asks(JournalPage.Fields);
        journal.MapGet("/{id}", Show).WithSummary("One exchange, whole: the number is what X-Mocks-Exchange said");
        journal.MapDelete("", Empty).WithSummary("Empties a world's journal");
        control.MapGet("/unclaimed", Unclaimed).WithSummary("Calls that no vendor claimed or whose key means no world; ?limit= and ?after= as above").Asks(JournalPage.Fields);
        control.MapDelete("/unclaimed", Forget).WithSummary("Forgets the calls that no vendor claimed");
    }

    private static Results<Ok<JournalView>, Refused> List(string name, JournalPage page, MocksHost host)
    {
        if (host.Find(name) is not { } world)
            return Refused.NoSuchWorld(host, name);
        return Page(world.Journal, page);
    }

    private static Results<Ok<JournalView>, Refused> Unclaimed(JournalPage page, MocksHost host) => Page(host.Unclaimed, page);

    private static Results<Ok<JournalView>, Refused> Page(Journal journal, JournalPage page) =>
        page.Problem is { } problem ? new Refused(problem) : TypedResults.Ok(JournalView.Of(journal, page));

    private static Results<Ok<ExchangeView>, Refused> Show(string name, string id, MocksHost host)
    {
        if (Find(name, id, host, out var world, out var found) is { } missing)
            return missing;
        var view = ExchangeView.Of(found!, int.MaxValue);
        if (found!.Changes.Count == 0 || Vendors.Find(found.Vendor ?? "") is not { } vendor)
            return TypedResults.Ok(view);
        var (tables, credentials) = world!.Read<VendorState, (IReadOnlyList<ITable>, Func<object, string?>)>(vendor, state => (state.Store.Tables, state.CredentialIn));
        return TypedResults.Ok(view with { Changes = [.. found.Changes.Select(change => ChangeView.Of(change, tables.First(table => table.Name == change.Table), credentials))] });
    }

    /// <summary>A world and an exchange of its journal, or what is missing.</summary>
    public static Refused? Find(string name, string id, MocksHost host, out World? world, out Exchange? found)
    {
        found = null;
        world = host.Find(name);
        if (world is null)
            return Refused.NoSuchWorld(host, name);
        var exchanges = world.Journal.Exchanges;
        if (long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            found = exchanges.FirstOrDefault(exchange => exchange.Id == number);
        var kept = exchanges.Count == 0 ? "nothing, the journal is empty" : $"{exchanges[0].Id} to {exchanges[^1].Id}";
        return found is null ? new Refused(Refused.Missing("exchange", id, kept)) : null;
    }

    private static NoContent Forget(MocksHost host)
    {
        host.Unclaimed.Clear();
        return TypedResults.NoContent();
    }

    private static Results<NoContent, Refused> Empty(string name, MocksHost host)
    {
        if (host.Find(name) is not { } world)
            return Refused.NoSuchWorld(host, name);
        world.Journal.Clear();
        return TypedResults.NoContent();
    }
}
