using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>A kind of work.</summary>
/// <param name="Id">Number that leads and search take.</param>
/// <param name="English">English name, which also orders the list.</param>
/// <param name="Swedish">Swedish name; empty falls back to English.</param>
/// <param name="German">German name; empty falls back to English.</param>
public sealed record FixidoCategory(long Id, string English, string Swedish, string German)
{
    /// <summary>FX-78: its name in a language.</summary>
    /// <param name="language">Two letters.</param>
    public string NameIn(string? language) => language switch
    {
        "sv" when Swedish.Length > 0 => Swedish,
        "de" when German.Length > 0 => German,
        _ => English,
    };
}

/// <summary>A currency.</summary>
/// <param name="Id">Number.</param>
/// <param name="Code">Three capitals.</param>
/// <param name="Rate">FX-87: how many SEK one unit is worth.</param>
public sealed record FixidoCurrency(long Id, string Code, decimal Rate)
{
    internal static readonly (string Code, decimal Rate)[] Opening =
        [("SEK", 1), ("EUR", 11), ("USD", 10), ("GBP", 13), ("DKK", 1.5m), ("NOK", 1)];
}

/// <summary>The operations on categories, and those that every world has.</summary>
internal static class FixidoCategories
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        Fixido.Row("categories.list", "GET", "/categories/list/", Documented, "All categories by name", List),
    ];

    public static readonly FixidoCategory[] Opening =
    [
        new(3, "Arts & Entertainment", "Konst & nöje", "Kunst & Unterhaltung"),
        new(24, "Bank & Financial", "Bank & finans", "Bank & Finanzen"),
        new(5, "Business Services", "Företagstjänster", "Unternehmensdienste"),
        new(7, "Cars & Transport", "Bil & transport", "Auto & Transport"),
        new(8, "Cleaning", "Städning", "Reinigung"),
        new(9, "Computers & IT", "Data & IT", "Computer & IT"),
        new(10, "Construction & Renovation", "Bygg & renovering", "Bau & Renovierung"),
        new(11, "Education", "Utbildning", "Bildung"),
        new(12, "Electrical Work", "Elarbeten", "Elektroarbeiten"),
        new(14, "Events & Catering", "Event & catering", "Feste & Catering"),
        new(15, "Garden & Landscaping", "Trädgård & mark", "Garten & Landschaft"),
        new(16, "Health & Beauty", "Hälsa & skönhet", "Gesundheit & Schönheit"),
        new(17, "Heating & Energy", "Värme & energi", "Heizung & Energie"),
        new(18, "Insurance", "Försäkring", "Versicherung"),
        new(19, "Legal Services", "Juridik", "Rechtsberatung"),
        new(13, "Moving & Storage", "Flytt & magasinering", "Umzug & Lagerung"),
        new(20, "Painting", "Måleri", "Malerarbeiten"),
        new(21, "Plumbing", "Rörarbeten", "Sanitär"),
        new(22, "Real Estate", "Fastigheter", "Immobilien"),
        new(23, "Telecom & Internet", "Telefoni & internet", "Telefon & Internet"),
        new(25, "Travel & Leisure", "Resor & fritid", "Reisen & Freizeit"),
    ];

    private static ApiResponse List(Call call, FixidoState state)
    {
        var input = new FixidoInput(Fixido.Query(call.Request));
        var paging = FixidoPaging.Read(input);
        var language = input.Value("language");
        if (input.IsBad)
            return FixidoResponses.Failed(call, input);
        if (paging.RefusePast(call, state.Categories.Count) is { } refusal)
            return refusal;
        // FX-78: by English name in every language. There are a few dozen at most.
        var rows = state.Categories.OrderBy(row => row.English, StringComparer.Ordinal)
            .Skip((int)paging.Skip)
            .Take(paging.Size)
            .Select(row => new FixidoCategoryBody(row.Id, row.NameIn(language)));
        return FixidoResponses.Ok(call, new FixidoCategoryPage([.. rows], paging.Page, state.Categories.Count), FixidoJson.Default.CategoryPageEnvelope);
    }
}

/// <summary>A category as sent.</summary>
internal readonly record struct FixidoCategoryBody(long Category, string Name);

/// <summary>A page of categories.</summary>
internal sealed record FixidoCategoryPage(FixidoCategoryBody[] Categories, long CurrentPage, long TotalResult);
