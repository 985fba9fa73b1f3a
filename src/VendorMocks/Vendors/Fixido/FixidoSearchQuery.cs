namespace VendorMocks;

/// <summary>FX-70: the filters of one search, made ready to be compared with many leads; all that are given must hold.</summary>
internal sealed class FixidoSearchQuery
{
    private readonly FixidoSearchIndex _index;
    private readonly long _now;
    private long[]? _leastPrice;
    private long[]? _overPrice;
    private long[]? _leastBudget;
    private long[]? _overBudget;
    private long _dealStart = long.MinValue;
    private long? _dealEnd;
    private long _createdStart = long.MinValue;
    private long _createdEnd = long.MaxValue;
    private long? _category;
    private int[]? _words;
    private int[]? _locations;
    private int[]? _keywords;
    private int[]? _languages;

    private FixidoSearchQuery(FixidoSearchIndex index, DateTimeOffset now)
    {
        _index = index;
        _now = now.ToUnixTimeSeconds();
    }

    /// <summary>Reads the filters, in the order in which their faults are named.</summary>
    /// <param name="input">The query; it holds the faults afterwards.</param>
    /// <param name="state">What is searched.</param>
    /// <param name="currency">The caller's currency.</param>
    /// <param name="now">When.</param>
    public static FixidoSearchQuery Read(FixidoInput input, FixidoState state, string currency, DateTimeOffset now)
    {
        var index = state.SearchIndex;
        index.Prepare();
        var query = new FixidoSearchQuery(index, now);
        if (input.Value("q") is { } words)
            query._words = Words(words, index.Terms);
        // FX-66: the ends of a range belong to it.
        query._leastBudget = Least(input.Money("budget_start"), state, currency);
        query._overBudget = Least(input.Money("budget_end") + 0.01m, state, currency);
        query._leastPrice = Least(input.Money("price_start"), state, currency);
        query._overPrice = Least(input.Money("price_end") + 0.01m, state, currency);
        // FX-67, FX-68: days are whole and both ends belong to the range.
        query._dealStart = StartOf(input.Day("deal_start"), 0) ?? long.MinValue;
        query._dealEnd = StartOf(input.Day("deal_end"), 1) - 1;
        query._createdStart = StartOf(input.Day("created_start"), 0) ?? long.MinValue;
        query._createdEnd = StartOf(input.Day("created_end"), 1) - 1 ?? long.MaxValue;
        query._locations = Items(input, "locations", index.Terms);
        query._keywords = Items(input, "keywords", index.Terms);
        query._languages = Items(input, "lang", index.Terms);
        query._category = input.Integer("category");
        return query;
    }

    /// <summary>FX-60: walks the leads found, newest first, and keeps those of one page.</summary>
    /// <param name="paging">The page to keep.</param>
    /// <param name="total">How many there are.</param>
    public List<FixidoLead> Run(FixidoPaging paging, out long total)
    {
        var skip = paging.Skip;
        var page = new List<FixidoLead>(Math.Min(paging.Size, 16));
        total = 0;
        var entries = _index.Entries;
        for (var i = entries.Length - 1; i >= 0; i--)
        {
            if (!Matches(ref entries[i]))
                continue;
            if (total >= skip && page.Count < paging.Size)
                page.Add(entries[i].Lead);
            total++;
        }

        return page;
    }

    private bool Matches(ref FixidoSearchEntry lead) =>
        lead.DealEnds >= _now // FX-55
        && lead.DealStarts >= _dealStart
        && (_dealEnd is null || lead.DealEnds <= _dealEnd)
        && lead.Created >= _createdStart
        && lead.Created <= _createdEnd
        && (_category is null || lead.Category == _category)
        && (_leastPrice is null || lead.Price >= _leastPrice[lead.PriceCurrency])
        && (_overPrice is null || lead.Price < _overPrice[lead.PriceCurrency])
        && (_leastBudget is null || lead.Budget >= _leastBudget[lead.BudgetCurrency])
        && (_overBudget is null || lead.Budget < _overBudget[lead.BudgetCurrency])
        && (_languages is null || IsIn(_languages, lead.Language))
        && (_locations is null || IsAt(_locations, ref lead))
        && (_keywords is null || HasAny(lead.Keywords, _keywords))
        && (_words is null || HasAll(_index.WordsOf(ref lead), _words));

    // A plain loop: these lists mostly have one or two items.
    private static bool IsIn(int[] terms, int term)
    {
        foreach (var one in terms)
        {
            if (one == term)
                return true;
        }

        return false;
    }

    // FX-69
    private static bool IsAt(int[] places, ref FixidoSearchEntry lead) =>
        IsIn(places, lead.City) || IsIn(places, lead.Region) || IsIn(places, lead.PostalCode) || IsIn(places, lead.Country);

    private static bool HasAny(int[] keywords, int[] wanted)
    {
        foreach (var keyword in keywords)
        {
            if (IsIn(wanted, keyword))
                return true;
        }

        return false;
    }

    // FX-65
    private static bool HasAll(ReadOnlySpan<int> words, int[] wanted)
    {
        foreach (var word in wanted)
        {
            if (!words.Contains(word))
                return false;
        }

        return true;
    }

    // FX-65: a text without words finds everything.
    private static int[]? Words(string text, FixidoTerms terms)
    {
        var words = new List<int>();
        terms.AddWords(text, words);
        return words.Count == 0 ? null : [.. words];
    }

    // A list of nothing but commas has no items, so that it is no filter either.
    private static int[]? Items(FixidoInput input, string name, FixidoTerms terms) =>
        input.Value(name) is { } list && terms.OfList(list) is { Length: > 0 } items ? items : null;

    private static long? StartOf(DateOnly? day, int later) =>
        day is { } first ? FixidoTime.StartOf(first.AddDays(later)).ToUnixTimeSeconds() : null;

    /// <summary>
    /// FX-66: for each currency the least amount, in cents, that is shown to the caller as a bound or more. Comparing is then
    /// one comparison of integers for each lead, and exact.
    /// </summary>
    private static long[]? Least(decimal? bound, FixidoState state, string currency)
    {
        if (bound is not { } amount)
            return null;
        var target = state.CurrenciesByCode.Find(currency)!;
        var least = new long[state.Currencies.NextId];
        // What has no currency is a bare number.
        Array.Fill(least, FixidoMoney.Cents(amount));
        foreach (var source in state.Currencies)
            least[source.Id] = FixidoMoney.LeastCents(amount, source.Rate, target.Rate);
        return least;
    }
}
