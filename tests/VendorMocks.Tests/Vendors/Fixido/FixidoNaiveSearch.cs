using System.Globalization;
using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>A search with random filters, done the slow and obvious way.</summary>
internal sealed class FixidoNaiveSearch
{
    private static readonly Dictionary<string, decimal> Rates = new() { ["SEK"] = 1, ["EUR"] = 11, ["USD"] = 10, ["GBP"] = 13, ["DKK"] = 1.5m, ["NOK"] = 1 };

    private readonly Dictionary<string, string> _filters = [];

    public string Query => string.Join('&', _filters.Select(filter => $"{filter.Key}={Uri.EscapeDataString(filter.Value)}"));

    public static FixidoNaiveSearch Draw(Random random, string[] words, string[] cities)
    {
        var search = new FixidoNaiveSearch();
        string Pick(string[] from) => from[random.Next(from.Length)];
        void Maybe(string name, Func<string> value)
        {
            if (random.Next(4) == 0)
                search._filters[name] = value();
        }

        Maybe("q", () => random.Next(2) == 0 ? Pick(words) : $"{Pick(words)}, {Pick(words).ToUpperInvariant()}!");
        foreach (var amount in (string[])["price_start", "price_end", "budget_start", "budget_end"])
            Maybe(amount, () => (random.Next(60_000) / 100m).ToString(CultureInfo.InvariantCulture));
        foreach (var day in (string[])["deal_start", "deal_end", "created_start", "created_end"])
            Maybe(day, () => new DateOnly(2026, 1, 1).AddDays(random.Next(-16, 6)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Maybe("locations", () => random.Next(4) == 0 ? "swe" : $"{Pick(cities)}, {Pick(cities).ToUpperInvariant()},x");
        Maybe("keywords", () => $"{Pick(words).ToUpperInvariant()} ,{Pick(words)}");
        Maybe("lang", () => random.Next(2) == 0 ? "SV" : "sv, de");
        Maybe("category", () => random.Next(3) == 0 ? "8" : "13");
        return search;
    }

    /// <summary>The ids of the leads found, newest first.</summary>
    public List<long> Run(World world, string currency) =>
        [.. world.Fixido.Leads
            .Where(lead => lead.Status == FixidoLeadStatus.Active && !lead.Held && lead.Sold < lead.Sale && lead.DealEnds >= world.Clock.Now)
            .Where(lead => Holds(lead, currency))
            .OrderByDescending(lead => lead.Created)
            .ThenByDescending(lead => lead.Id)
            .Select(lead => lead.Id)];

    private bool Holds(FixidoLead lead, string currency) => _filters.Where(filter => filter.Value.Trim().Length > 0).All(filter => filter.Key switch
    {
        "q" => WordsOf(filter.Value).All(WordsOf(string.Join(' ', lead.Title, lead.Description, lead.Keywords, lead.AddressCity, lead.AddressRegion)).Contains),
        "price_start" => Convert(lead.Price, lead.PriceCurrency, currency) >= Number(filter.Value),
        "price_end" => Convert(lead.Price, lead.PriceCurrency, currency) <= Number(filter.Value),
        "budget_start" => Convert(lead.Budget, lead.BudgetCurrency, currency) >= Number(filter.Value),
        "budget_end" => Convert(lead.Budget, lead.BudgetCurrency, currency) <= Number(filter.Value),
        "deal_start" => lead.DealStarts >= Winter(filter.Value, 0),
        "deal_end" => lead.DealEnds < Winter(filter.Value, 1),
        "created_start" => lead.Created >= Winter(filter.Value, 0),
        "created_end" => lead.Created < Winter(filter.Value, 1),
        "locations" => Any(filter.Value, lead.AddressCity, lead.AddressRegion, lead.AddressPostalCode, lead.AddressCountry),
        "keywords" => Any(filter.Value, lead.Keywords.Split(',')),
        "lang" => Any(filter.Value, lead.Language),
        _ => lead.CategoryId == long.Parse(filter.Value, CultureInfo.InvariantCulture),
    });

    private static HashSet<string> WordsOf(string text) =>
        [.. Regex.Matches(text.ToUpperInvariant(), @"[\p{L}\p{Nd}]+").Select(match => match.Value)];

    private static bool Any(string list, params string[] values)
    {
        var items = list.Split(',').Select(item => item.Trim()).Where(item => item.Length > 0).ToArray();
        return items.Length == 0 || items.Any(item => values.Any(value => string.Equals(item, value.Trim(), StringComparison.OrdinalIgnoreCase)));
    }

    private static decimal Convert(decimal amount, string from, string to) =>
        from.Length == 0 || from == to ? amount : Math.Round(amount * Rates[from] / Rates[to], 2, MidpointRounding.AwayFromZero);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    // The days drawn lie in the winter, when Sweden is one hour ahead.
    private static DateTimeOffset Winter(string day, int later) =>
        new(DateTime.Parse(day, CultureInfo.InvariantCulture).AddDays(later), TimeSpan.FromHours(1));
}
