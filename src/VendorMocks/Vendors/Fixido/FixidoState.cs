using System.Collections.Frozen;

namespace VendorMocks;

/// <summary>Everything Fixido remembers in one world, and what most of its rules ask of it.</summary>
internal sealed class FixidoState : VendorState<FixidoRules>
{
    private const long FirstLead = 100001;
    private const long FirstConsumer = 300001;
    private const long FirstOrder = 501;
    private const long FirstReference = 20000001;
    private const long FirstSalesReference = 20000012;

    private static readonly FrozenDictionary<string, string> Pointers = new Dictionary<string, string>
    {
        ["account_id"] = "accounts",
        ["seller_id"] = "accounts",
        ["buyer_id"] = "accounts",
        ["from"] = "accounts",
        ["to"] = "accounts",
        ["actor"] = "accounts",
        ["other_actor"] = "accounts",
        ["category_id"] = "categories",
        ["lead_id"] = "leads",
        ["order_id"] = "trades",
    }.ToFrozenDictionary();

    public FixidoState()
        : base(new FixidoRules(), FixidoJson.Default)
    {
        var json = FixidoJson.Default;
        Accounts = Store.Table<FixidoAccount>("accounts", json, row => row.Id);
        Applications = Store.Table<FixidoApplication>("applications", json, row => row.Id);
        ApplicationsByKey = Applications.Unique("access_key", row => row.AccessKey, StringComparer.Ordinal);
        Categories = Store.Table<FixidoCategory>("categories", json, row => row.Id);
        Currencies = Store.Table<FixidoCurrency>("currencies", json, row => row.Id);
        CurrenciesByCode = Currencies.Unique("code", row => row.Code, StringComparer.OrdinalIgnoreCase);

        Leads = Store.Table<FixidoLead>("leads", json, row => row.Id, FirstLead);
        LeadsBySeller = Leads.Ordered("seller", row => row.Id, row => row.SellerId);
        LeadsListed = Leads.Ordered("listed", row => row.Created.ToUnixTimeSeconds(), row => row.Listed ? 0 : null);
        LeadsWithAuction = Leads.Ordered("auction", row => row.Id, row => row.Auction is null ? null : 0);

        Trades = Store.Table<FixidoTrade>("trades", json, row => row.Id, FirstOrder);
        TradesByBuyer = Trades.Ordered("buyer", row => row.LeadId, row => row.BuyerId);
        TradesBySeller = Trades.Ordered("seller", row => row.At.ToUnixTimeSeconds(), row => row.SellerId);
        TradesByLead = Trades.Ordered("lead", row => row.At.ToUnixTimeSeconds(), row => row.LeadId);

        Transactions = Store.Table<FixidoTransaction>("transactions", json, row => row.Id);
        TransactionsByReference = Transactions.Unique("reference", row => row.Reference, StringComparer.OrdinalIgnoreCase);
        TransactionsByActor = Transactions.Ordered("actor", row => row.At.ToUnixTimeSeconds(), row => row.Actor);
        TransactionsByType = Transactions.Ordered("type", row => row.At.ToUnixTimeSeconds(), row => FixidoTransaction.GroupOf(row.Actor, row.Type));
        TransactionsByOther = Transactions.Ordered("other", row => row.At.ToUnixTimeSeconds(), row => row.OtherActor);

        Views = Store.Table<FixidoView>("recent_leads", json, row => row.Id);
        ViewsByLead = Views.Ordered("lead", row => row.LeadId, row => row.AccountId);
        ViewsByTime = Views.Ordered("time", row => row.At.ToUnixTimeSeconds(), row => row.AccountId);
        Searches = Store.Table<FixidoRecentSearch>("recent_searches", json, row => row.Id);
        SearchesByText = Searches.Unique("text", row => FixidoRecentSearch.Key(row.AccountId, row.Text), StringComparer.Ordinal);
        SearchesByTime = Searches.Ordered("time", row => row.At.ToUnixTimeSeconds(), row => row.AccountId);
        Filters = Store.Table<FixidoFilter>("filters", json, row => row.Id);
        FiltersShown = Filters.Ordered("shown", row => row.Id, row => row.Active ? row.AccountId : null);

        Consumers = Store.Sequence("consumers", FirstConsumer);
        OrderReferences = Store.Sequence("order_references", FirstReference);
        SalesReferences = Store.Sequence("sales_references", FirstSalesReference);
        OtherReferences = Store.Sequence("other_references", FirstReference);
        SearchIndex = new FixidoSearchIndex(this);
    }

    public override IReadOnlyDictionary<string, string> References => Pointers;

    public Table<FixidoAccount> Accounts { get; }

    public Table<FixidoApplication> Applications { get; }

    public UniqueIndex<FixidoApplication> ApplicationsByKey { get; }

    public Table<FixidoCategory> Categories { get; }

    public Table<FixidoCurrency> Currencies { get; }

    public UniqueIndex<FixidoCurrency> CurrenciesByCode { get; }

    public Table<FixidoLead> Leads { get; }

    public OrderedIndex<FixidoLead> LeadsBySeller { get; }

    /// <summary>What search may find, by creation: whether the deal has ended is for the clock to say.</summary>
    public OrderedIndex<FixidoLead> LeadsListed { get; }

    public OrderedIndex<FixidoLead> LeadsWithAuction { get; }

    public Table<FixidoTrade> Trades { get; }

    /// <summary>What an account bought, by lead.</summary>
    public OrderedIndex<FixidoTrade> TradesByBuyer { get; }

    public OrderedIndex<FixidoTrade> TradesBySeller { get; }

    public OrderedIndex<FixidoTrade> TradesByLead { get; }

    public Table<FixidoTransaction> Transactions { get; }

    public UniqueIndex<FixidoTransaction> TransactionsByReference { get; }

    public OrderedIndex<FixidoTransaction> TransactionsByActor { get; }

    public OrderedIndex<FixidoTransaction> TransactionsByType { get; }

    /// <summary>FX-86: those that stand in a second account's list too.</summary>
    public OrderedIndex<FixidoTransaction> TransactionsByOther { get; }

    public Table<FixidoView> Views { get; }

    public OrderedIndex<FixidoView> ViewsByLead { get; }

    public OrderedIndex<FixidoView> ViewsByTime { get; }

    public Table<FixidoRecentSearch> Searches { get; }

    public UniqueIndex<FixidoRecentSearch> SearchesByText { get; }

    public OrderedIndex<FixidoRecentSearch> SearchesByTime { get; }

    public Table<FixidoFilter> Filters { get; }

    /// <summary>FX-79: an account's filters but for the inactive ones.</summary>
    public OrderedIndex<FixidoFilter> FiltersShown { get; }

    public Sequence Consumers { get; }

    /// <summary>FX-85: the numbers of <c>AO</c>.</summary>
    public Sequence OrderReferences { get; }

    /// <summary>FX-85: the numbers of <c>FC</c> and <c>SS</c>.</summary>
    public Sequence SalesReferences { get; }

    public Sequence OtherReferences { get; }

    public FixidoSearchIndex SearchIndex { get; }


    public override string? CredentialIn(object row) => (row as FixidoApplication)?.AccessKey;

    /// <summary>What every world has.</summary>
    public void Furnish()
    {
        foreach (var category in FixidoCategories.Opening)
            Categories.Insert(category);
        foreach (var (code, rate) in FixidoCurrency.Opening)
            Currencies.Add(id => new FixidoCurrency(id, code, rate));
        foreach (var (account, _) in FixidoAccounts.Opening)
            Accounts.Insert(account);
    }

    /// <summary>FX-87: an amount in another currency. A currency that was never named counts as the other one.</summary>
    public decimal Convert(decimal amount, string from, string to)
    {
        if (from == to || CurrenciesByCode.Find(from) is not { } source || CurrenciesByCode.Find(to) is not { } target)
            return amount;
        return FixidoMoney.Convert(amount, source.Rate, target.Rate);
    }

    /// <summary>Whether an account bought a lead.</summary>
    public bool HasBought(long account, long lead) => TradesByBuyer.Count(account, lead, lead) > 0;

    /// <summary>FX-43: lists a lead, with what is still open filled in.</summary>
    public FixidoLead AddLead(FixidoLead lead, DateTimeOffset now)
    {
        var created = lead.Created == default ? FixidoTime.Second(now) : lead.Created;
        var whole = lead with
        {
            ConsumerId = lead.ConsumerId == 0 ? Consumers.Next() : lead.ConsumerId,
            Created = created,
            GenerationDate = lead.GenerationDate ?? created,
            Held = lead.Held || Values.Moderation, // FX-57
        };
        var added = whole.Id == 0 ? Leads.Add(id => whole with { Id = id }) : Leads.Insert(whole);
        SearchIndex.Wrote(added);
        return added;
    }

    /// <summary>Writes a lead that was changed; one that is as it was is left alone.</summary>
    public FixidoLead PutLead(FixidoLead lead)
    {
        if (Leads.Find(lead.Id) is { } before && before == lead)
            return before;
        Leads.Replace(lead);
        SearchIndex.Wrote(lead);
        return lead;
    }

    /// <summary>FX-74, FX-75: an account looked at a lead; the view takes the place of an earlier one of the same lead.</summary>
    public FixidoView RecordView(long account, long lead, DateTimeOffset at)
    {
        if (EarlierView(account, lead) is { } earlier)
            Views.Remove(earlier.Id);
        return Views.Add(id => new FixidoView(id, account, lead, FixidoTime.Second(at)));
    }

    /// <summary>FX-76: an account searched for a text.</summary>
    public void RecordSearch(long account, string text, DateTimeOffset at)
    {
        if (SearchesByText.Find(FixidoRecentSearch.Key(account, text)) is { } earlier)
            Searches.Remove(earlier.Id);
        Searches.Add(id => new FixidoRecentSearch(id, account, text, FixidoTime.Second(at)));
    }

    /// <summary>The view of a lead by an account, or null.</summary>
    public FixidoView? EarlierView(long account, long lead)
    {
        foreach (var view in ViewsByLead.Ascending(account, lead, lead))
            return view;
        return null;
    }
}
