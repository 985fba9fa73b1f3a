using System.Text.Json.Serialization;
using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>FX-75: when an account last looked at a lead.</summary>
/// <param name="Id">Number, ascending with each look.</param>
/// <param name="AccountId">Who looked.</param>
/// <param name="LeadId">At what.</param>
/// <param name="At">When, UTC, whole seconds.</param>
public sealed record FixidoView(long Id, long AccountId, long LeadId, DateTimeOffset At);

/// <summary>FX-76: when an account last searched for a text.</summary>
/// <param name="Id">Number, ascending with each search.</param>
/// <param name="AccountId">Who searched.</param>
/// <param name="Text">For what.</param>
/// <param name="At">When, UTC, whole seconds.</param>
public sealed record FixidoRecentSearch(long Id, long AccountId, string Text, DateTimeOffset At)
{
    internal static string Key(long account, string text) => $"{account}:{text}";
}

/// <summary>The operations on what an account looked at and searched for.</summary>
internal static class FixidoViews
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        Fixido.Row("recentleads.list", "GET", "/recentleads/list/", Documented, "The leads that the caller looked at, newest look first", ListLeads),
    ];

    /// <summary>Not on the vendor's page, so it comes last.</summary>
    public static IReadOnlyList<Operation> Unlisted { get; } =
    [
        Fixido.Row("recentsearch.list", "GET", "/recentsearch/list/", Observed, "The texts that the caller searched for, newest first", ListSearches),
    ];

    private static ApiResponse ListLeads(Call call, FixidoState state)
    {
        if (Read(call, state, out var paging, out var days) is { } bad)
            return bad;
        var account = Fixido.Account(call);
        var total = state.ViewsByTime.Count(account, days.From, days.To);
        if (paging.RefusePast(call, total) is { } refusal)
            return refusal;
        var views = state.ViewsByTime.Page(account, paging.Skip, paging.Size, from: days.From, to: days.To);
        // FX-75: the title is the current one.
        var rows = Array.ConvertAll(views, view => new FixidoViewBody(view.Id, view.LeadId, state.Leads.Find(view.LeadId)!.Title, view.At));
        return FixidoResponses.Ok(call, new FixidoViewPage(rows, paging.Page, total), FixidoJson.Default.ViewPageEnvelope);
    }

    private static ApiResponse ListSearches(Call call, FixidoState state)
    {
        if (Read(call, state, out var paging, out var days) is { } bad)
            return bad;
        var account = Fixido.Account(call);
        var total = state.SearchesByTime.Count(account, days.From, days.To);
        if (paging.RefusePast(call, total) is { } refusal)
            return refusal;
        var searches = state.SearchesByTime.Page(account, paging.Skip, paging.Size, from: days.From, to: days.To);
        var rows = Array.ConvertAll(searches, search => new FixidoRecentSearchBody(search.Id, search.Text, search.At));
        return FixidoResponses.Ok(call, new FixidoRecentSearchPage(rows, paging.Page, total), FixidoJson.Default.RecentSearchPageEnvelope);
    }

    private static ApiResponse? Read(Call call, FixidoState state, out FixidoPaging paging, out FixidoDays days)
    {
        var input = new FixidoInput(Fixido.Query(call.Request));
        paging = FixidoPaging.Read(input);
        days = FixidoDays.Read(input, state.Values);
        return input.IsBad ? FixidoResponses.Failed(call, input) : null;
    }
}

/// <summary>A view as sent.</summary>
internal sealed record FixidoViewBody(long Id, long LeadId, string LeadTitle, DateTimeOffset Created);

/// <summary>A page of views.</summary>
internal sealed record FixidoViewPage([property: JsonPropertyName("recentlead")] FixidoViewBody[] Views, long CurrentPage, long TotalResult);

/// <summary>A text searched for, as sent.</summary>
internal sealed record FixidoRecentSearchBody(long Id, string Search, DateTimeOffset Created);

/// <summary>A page of texts searched for.</summary>
internal sealed record FixidoRecentSearchPage([property: JsonPropertyName("recentsearch")] FixidoRecentSearchBody[] Searches, long CurrentPage, long TotalResult);
