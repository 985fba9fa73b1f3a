namespace VendorMocks;

/// <summary>
/// What search compares of the listed leads, side by side in the order of their creation. The state tells it of every lead
/// that it writes; by the table's version it notices writes that it was not told of (a rollback, a restored snapshot) and
/// goes through the table again. It costs nothing until somebody searches.
/// </summary>
internal sealed class FixidoSearchIndex(FixidoState state)
{
    private const int LeastTermsKept = 1_000_000;

    private readonly List<int> _wordsOfOne = [];
    private Dictionary<long, int> _places = [];
    private FixidoSearchEntry[] _entries = [];
    private int _version = -1;

    /// <summary>Numbers of words, keywords, languages and places.</summary>
    public FixidoTerms Terms { get; private set; } = new();

    /// <summary>The entries, oldest lead first. Those that left the list since the last pass are marked as never found.</summary>
    public Span<FixidoSearchEntry> Entries => _entries.AsSpan(0, _places.Count);

    /// <summary>Sees to it that every listed lead has its entry. A search calls it first.</summary>
    public void Prepare()
    {
        if (_version == state.Leads.Version)
            return;
        var (places, entries) = (_places, _entries);
        // Searches bring terms of their own, so terms are forgotten before they outgrow the leads.
        if (Terms.Count > Math.Max(LeastTermsKept, 8 * state.Leads.Count))
        {
            Terms = new FixidoTerms();
            places = [];
        }

        var listed = state.LeadsListed.Count();
        _places = new Dictionary<long, int>(listed);
        _entries = new FixidoSearchEntry[listed + listed / 4 + 16];
        foreach (var lead in state.LeadsListed.Ascending())
        {
            // Rows never change, so an entry is good as long as it was made from this very row.
            _entries[_places.Count] = places.TryGetValue(lead.Id, out var place) && ReferenceEquals(entries[place].Lead, lead) ? entries[place] : Make(lead);
            _places.Add(lead.Id, _places.Count);
        }

        _version = state.Leads.Version;
    }

    /// <summary>Takes note of a lead that was written just now.</summary>
    public void Wrote(FixidoLead lead)
    {
        // Without a whole index there is nothing to keep whole; the next search makes it.
        if (_version + 1 != state.Leads.Version)
            return;
        if (_places.TryGetValue(lead.Id, out var place))
        {
            _entries[place] = Make(lead);
        }
        else if (lead.Listed)
        {
            // Only a lead that is newer than all others has its place at the end.
            var last = _places.Count - 1;
            if (_places.Count == _entries.Length || (last >= 0 && !IsAfter(lead, _entries[last].Lead)))
                return;
            _entries[_places.Count] = Make(lead);
            _places.Add(lead.Id, _places.Count);
        }

        _version++;
    }

    /// <summary>The words of a lead, which take longer to find and are wanted by some searches only.</summary>
    public ReadOnlySpan<int> WordsOf(ref FixidoSearchEntry entry)
    {
        if (entry.Words is { } known)
            return known;
        _wordsOfOne.Clear();
        var lead = entry.Lead;
        Terms.AddWords(lead.Title, _wordsOfOne);
        Terms.AddWords(lead.Description, _wordsOfOne);
        Terms.AddWords(lead.Keywords, _wordsOfOne);
        Terms.AddWords(lead.AddressCity, _wordsOfOne);
        Terms.AddWords(lead.AddressRegion, _wordsOfOne);
        return entry.Words = [.. _wordsOfOne];
    }

    private static bool IsAfter(FixidoLead one, FixidoLead other) =>
        one.Created != other.Created ? one.Created > other.Created : one.Id > other.Id;

    private FixidoSearchEntry Make(FixidoLead lead) => new()
    {
        Lead = lead,
        Keywords = Terms.OfList(lead.Keywords),
        Created = lead.Created.ToUnixTimeSeconds(),
        DealStarts = lead.DealStarts?.ToUnixTimeSeconds() ?? long.MinValue,
        DealEnds = !lead.Listed ? long.MinValue : lead.DealEnds?.ToUnixTimeSeconds() ?? long.MaxValue,
        Price = FixidoMoney.Cents(lead.Price),
        PriceCurrency = CurrencyOf(lead.PriceCurrency),
        Budget = FixidoMoney.Cents(lead.Budget),
        BudgetCurrency = CurrencyOf(lead.BudgetCurrency),
        Category = lead.CategoryId,
        Language = Terms.Of(lead.Language),
        City = Terms.Of(lead.AddressCity.AsSpan().Trim()),
        Region = Terms.Of(lead.AddressRegion.AsSpan().Trim()),
        PostalCode = Terms.Of(lead.AddressPostalCode.AsSpan().Trim()),
        Country = Terms.Of(lead.AddressCountry.AsSpan().Trim()),
    };

    private short CurrencyOf(string code) => (short)(state.CurrenciesByCode.Find(code)?.Id ?? 0);
}
