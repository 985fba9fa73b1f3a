using System.Globalization;
using System.Text.Json;

namespace VendorMocks;

/// <summary>
/// Fixido in one world: arrange and assert. What is wrong with an argument is an <see cref="ArgumentException"/> that names
/// the field; a step that the state does not allow is an <see cref="InvalidOperationException"/>. Nothing was changed then.
/// </summary>
public sealed class FixidoFake : Fake
{
    internal FixidoFake(World world)
        : base(world, VendorMocks.Fixido.Instance)
    {
    }

    /// <summary>The application of the seller, account 5101.</summary>
    public Credential Seller => Credentials[0];

    /// <summary>The application of the buyer.</summary>
    public Credential Buyer => Credentials[1];

    /// <summary>An application without rights.</summary>
    public Credential Limited => Credentials[2];

    /// <summary>The rule values in force; assigning changes this world only.</summary>
    public FixidoRules Rules
    {
        get => this.Read<FixidoState, FixidoRules>(state => state.Values);
        set => World.Adjust(Vendor, slot => slot.State.Rules = value);
    }

    /// <summary>All accounts, ascending by number.</summary>
    public IReadOnlyList<FixidoAccount> Accounts => this.Read<FixidoState, FixidoAccount[]>(state => [.. state.Accounts]);

    /// <summary>All applications, ascending by id.</summary>
    public IReadOnlyList<FixidoApplication> Applications => this.Read<FixidoState, FixidoApplication[]>(state => [.. state.Applications]);

    /// <summary>All leads of all sellers, ascending by id.</summary>
    public IReadOnlyList<FixidoLead> Leads => this.Read<FixidoState, FixidoLead[]>(state => [.. state.Leads]);

    /// <summary>All purchases, ascending by order.</summary>
    public IReadOnlyList<FixidoTrade> Trades => this.Read<FixidoState, FixidoTrade[]>(state => [.. state.Trades]);

    /// <summary>All transactions of all accounts, ascending by id.</summary>
    public IReadOnlyList<FixidoTransaction> Transactions => this.Read<FixidoState, FixidoTransaction[]>(state => [.. state.Transactions]);

    /// <summary>All filters of all accounts, ascending by id.</summary>
    public IReadOnlyList<FixidoFilter> Filters => this.Read<FixidoState, FixidoFilter[]>(state => [.. state.Filters]);

    /// <summary>Who last looked at which lead when, ascending by time of recording.</summary>
    public IReadOnlyList<FixidoView> Views => this.Read<FixidoState, FixidoView[]>(state => [.. state.Views]);

    /// <summary>Who last searched for which text when, ascending by time of recording.</summary>
    public IReadOnlyList<FixidoRecentSearch> Searches => this.Read<FixidoState, FixidoRecentSearch[]>(state => [.. state.Searches]);

    /// <summary>All categories, ascending by number.</summary>
    public IReadOnlyList<FixidoCategory> Categories => this.Read<FixidoState, FixidoCategory[]>(state => [.. state.Categories]);

    /// <summary>The lead with that number, or null.</summary>
    /// <param name="id">Its number.</param>
    public FixidoLead? FindLead(long id) => this.Read<FixidoState, FixidoLead?>(state => state.Leads.Find(id));

    /// <summary>What an account has, in its currency.</summary>
    /// <param name="account">Its number.</param>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public decimal Balance(long account) =>
        this.Read<FixidoState, decimal?>(state => state.Accounts.Find(account)?.Balance)
        ?? throw new ArgumentException($"There is no account {account}.", nameof(account));

    /// <summary>Lists a lead. What is left at its default is filled in: the next number, now, seller 5101, a deal of 30 days, a consumer.</summary>
    /// <param name="lead">The lead; its <see cref="FixidoLead.Sold"/> must be 0.</param>
    public FixidoLead AddLead(FixidoLead lead)
    {
        ArgumentNullException.ThrowIfNull(lead);
        // The names of a row are those of the hook's fields.
        var json = JsonSerializer.SerializeToUtf8Bytes(lead, FixidoJson.Default.FixidoLead);
        return Play<FixidoLead>("leads.put", FieldReader.ReadJson(json, VendorMocks.Fixido.Dialect).Root.Map);
    }

    /// <summary>Lists a lead of account 5101 with a price in SEK.</summary>
    /// <param name="title">Headline.</param>
    /// <param name="price">Price of a share.</param>
    /// <param name="sale">Shares for sale.</param>
    public FixidoLead AddLead(string title = "Lead", decimal price = 50, int sale = 1) =>
        AddLead(new FixidoLead { Title = title, Price = price, Sale = sale });

    /// <summary>Changes what is given of a lead.</summary>
    /// <param name="lead">Its number.</param>
    /// <param name="image">Absolute URL of its picture.</param>
    /// <param name="ranking">0 to 5 in halves.</param>
    /// <param name="reinquire">Whether the consumer asked again.</param>
    /// <param name="generationDate">When the consumer asked.</param>
    public FixidoLead SetLead(long lead, Uri? image = null, decimal? ranking = null, bool? reinquire = null, DateTimeOffset? generationDate = null) =>
        Play<FixidoLead>("leads.set", ("lead_id", lead), ("image", image), ("ranking", ranking), ("reinquire", reinquire), ("generation_date", generationDate));

    /// <summary>Marks a lead's consumer as verified or not.</summary>
    /// <param name="lead">Its number.</param>
    /// <param name="phone">The phone number; unchanged when left out.</param>
    /// <param name="email">The e-mail address; unchanged when left out.</param>
    public FixidoLead VerifyLead(long lead, bool? phone = null, bool? email = null) =>
        Play<FixidoLead>("leads.verify", ("lead_id", lead), ("phone_verified", phone), ("email_verified", email));

    /// <summary>Moderation holds a lead: it cannot be found or bought.</summary>
    /// <param name="lead">Its number.</param>
    public FixidoLead HoldLead(long lead) => Play<FixidoLead>("leads.moderate", ("lead_id", lead), ("decision", "hold"));

    /// <summary>Moderation approves a lead.</summary>
    /// <param name="lead">Its number.</param>
    public FixidoLead ApproveLead(long lead) => Play<FixidoLead>("leads.moderate", ("lead_id", lead), ("decision", "approve"));

    /// <summary>Moderation rejects a lead, which stays held.</summary>
    /// <param name="lead">Its number.</param>
    public FixidoLead RejectLead(long lead) => Play<FixidoLead>("leads.moderate", ("lead_id", lead), ("decision", "reject"));

    /// <summary>An account buys a lead now, by the rules of leads.buy.</summary>
    /// <param name="lead">Its number.</param>
    /// <param name="account">The buyer; a new account with just enough balance when left out.</param>
    /// <exception cref="InvalidOperationException">The lead cannot be bought by it; the message is the vendor's.</exception>
    public FixidoTrade Buy(long lead, long? account = null) => Play<FixidoTrade>("purchases.buy", ("lead_id", lead), ("account", account));

    /// <summary>Gives a buyer the price back and takes the seller's share; the trade stays.</summary>
    /// <param name="order">Number of the order.</param>
    public FixidoTrade Refund(long order) => Play<FixidoTrade>("orders.refund", ("order_id", order));

    /// <summary>An account wins an ended auction and buys the lead at its bid.</summary>
    /// <param name="lead">Number of the lead.</param>
    /// <param name="account">The winner.</param>
    /// <param name="price">The bid in the lead's currency; the minimum when left out.</param>
    public FixidoTrade WinAuction(long lead, long account, decimal? price = null) =>
        Play<FixidoTrade>("auctions.win", ("lead_id", lead), ("account", account), ("price", price));

    /// <summary>An account looks at a lead.</summary>
    /// <param name="account">Who looks.</param>
    /// <param name="lead">Number of the lead.</param>
    /// <param name="at">When, not in the future; now when left out.</param>
    public FixidoView RecordView(long account, long lead, DateTimeOffset? at = null) =>
        Play<FixidoView>("views.record", ("account", account), ("lead_id", lead), ("at", at));

    /// <summary>Plays a hook with typed input: by the same rules as over HTTP, so that there is one way to be wrong.</summary>
    internal T Play<T>(string hook, params IEnumerable<(string Name, object? Value)> input)
        where T : class =>
        Play<T>(hook, FieldMap.Of(input.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, FieldOf(field.Value!)))));

    private T Play<T>(string hook, FieldMap fields)
        where T : class
    {
        var row = Vendor.Hooks.Single(candidate => candidate.Id == "fixido." + hook);
        return this.Play<FixidoState, T>(row.Id, (call, _) =>
        {
            call.Fields = fields;
            return row.Handler(call);
        });
    }

    private static Field FieldOf(object value) => value switch
    {
        bool flag => Field.OfBoolean(flag),
        DateTimeOffset moment => Field.OfText(moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        FixidoRights rights => Field.OfText(JsonSerializer.SerializeToElement(rights, FixidoJson.Default.FixidoRights).GetString()!),
        Uri url => Field.OfText(url.AbsoluteUri),
        _ => Field.OfText(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };
}

/// <summary>Fixido's place in a world.</summary>
public static class FixidoInWorld
{
    extension(World world)
    {
        /// <summary>Fixido in this world.</summary>
        public FixidoFake Fixido => new(world);
    }
}
