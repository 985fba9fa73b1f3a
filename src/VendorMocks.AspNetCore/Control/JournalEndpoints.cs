using System.Globalization;
using System.Reflection;
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
        journal.MapGet("", List).WithSummary("A world's exchanges, oldest first: the last ?limit=100, or those after ?after=<id>");
        journal.MapGet("/{id}", Show).WithSummary("One exchange, whole: the number is what X-Mocks-Exchange said");
        journal.MapDelete("", Empty).WithSummary("Empties a world's journal");
        control.MapGet("/unclaimed", Unclaimed).WithSummary("Calls that no vendor claimed or whose key means no world; ?limit= and ?after= as above");
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

    private static Results<NoContent, Refused> Empty(string name, MocksHost host)
    {
        if (host.Find(name) is not { } world)
            return Refused.NoSuchWorld(host, name);
        world.Journal.Clear();
        return TypedResults.NoContent();
    }
}

/// <summary>Which part of a journal is asked for.</summary>
/// <param name="Limit">How many exchanges, 1 to 1000.</param>
/// <param name="After">Those with higher numbers only, from there on; null for the last ones.</param>
/// <param name="Problem">What is wrong with the query, or null.</param>
internal sealed record JournalPage(int Limit, long? After, Problem? Problem) : IBindableFromHttpContext<JournalPage>
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    private static readonly string[] Names = ["limit", "after"];

    public static ValueTask<JournalPage?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Of(context.Request.Query));

    private static JournalPage Of(IQueryCollection query)
    {
        var (limit, after) = (DefaultLimit, (long?)null);
        foreach (var (name, values) in query)
        {
            var value = values.ToString();
            switch (name)
            {
                case "limit" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaxLimit:
                    break;
                case "limit":
                    return Wrong(Refused.Bad("limit", value, $"a whole number from 1 to {MaxLimit}"));
                case "after" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    after = number;
                    break;
                case "after":
                    return Wrong(Refused.Bad("after", value, "the number of an exchange"));
                default:
                    return Wrong(Refused.Unknown("parameter", name, value, Names));
            }
        }

        return new JournalPage(limit, after, null);
    }

    private static JournalPage Wrong(Problem problem) => new(0, null, problem);
}
