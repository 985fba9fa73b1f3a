using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>Fixido's own part, played by a test.</summary>
public sealed class FixidoHookTests : IDisposable
{
    private readonly World _world = World.Open();

    private FixidoFake Fixido => _world.Fixido;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Every_hook_has_its_own_id_and_says_what_it_takes()
    {
        var hooks = VendorMocks.Fixido.Instance.Hooks;
        Assert.Equal(hooks.Count, hooks.Select(hook => hook.Id).Distinct().Count());
        Assert.All(hooks, hook => Assert.Matches("^fixido\\.[a-z]+\\.[a-z-]+$", hook.Id));
        Assert.All(hooks, hook => Assert.True(hook.ReadsOnly == (hook.Fields.Count == 0), hook.Id));
        Assert.All(hooks.SelectMany(hook => hook.Fields), field => Assert.Contains(field.Type, (string[])["string", "integer", "decimal", "boolean", "time", "object", "array"]));
    }

    [Fact]
    public void Every_list_shows_its_rows()
    {
        Fixido.AddLead(new FixidoLead { Auction = new FixidoAuction(5, _world.Clock.Now.AddDays(1)) });
        Fixido.Buy(100001);
        Fixido.AddFilter(5201, "målare");
        foreach (var hook in VendorMocks.Fixido.Instance.Hooks.Where(hook => hook.ReadsOnly))
        {
            var result = _world.Act(Fixido.Vendor, hook.Id, FieldMap.Empty, hook.Handler);
            Assert.True(JsonDocument.Parse(result.Content!.ToArray()).RootElement.GetArrayLength() > 0, hook.Id);
        }
    }

    [Fact]
    public void Accounts_are_opened_and_configured()
    {
        var account = Fixido.AddAccount("Prov AB", seller: true, currency: "nok");
        Assert.Equal((5302, "Prov AB", true, "NOK", 0m), (account.Id, account.Company, account.Seller, account.Currency, account.Balance));
        Assert.Equal("EUR", Fixido.ConfigureAccount(account.Id, currency: "EUR").Currency);
        Fixido.Deposit(account.Id, 12.5m);
        Assert.Equal("currency", Problem(Assert.Throws<InvalidOperationException>(() => Fixido.ConfigureAccount(account.Id, currency: "SEK"))));
        var changed = Fixido.ConfigureAccount(account.Id, company: "Ny AB", seller: false, blocked: true, currency: "EUR");
        Assert.Equal(("Ny AB", false, true, 12.5m), (changed.Company, changed.Seller, changed.Blocked, changed.Balance));
        Assert.Equal(100, Fixido.AddAccount(balance: 100).Balance);
        Assert.Equal("currency", Refused(() => Fixido.AddAccount(currency: "XYZ")));
        Assert.Equal("account", Refused(() => Fixido.ConfigureAccount(1)));
        Assert.Throws<ArgumentException>(() => Fixido.Balance(1));
    }

    [Fact]
    public void Applications_are_made_changed_and_taken_back()
    {
        var made = Fixido.AddApplication(5201, FixidoRights.SearchList | FixidoRights.LeadsBuy);
        Assert.Equal(made.AccessKey + "-secret", made.AccessSecret);
        Assert.Equal(24, made.AccessKey.Length);
        Assert.Equal(FixidoRights.None, Fixido.SetRights(made.AccessKey, FixidoRights.None).Rights);
        Assert.True(Fixido.RevokeApplication(made.AccessKey).Revoked);
        Assert.Equal("my-key", Fixido.AddApplication(5201, accessKey: "my-key", accessSecret: "s").AccessKey);
        Assert.Throws<InvalidOperationException>(() => Fixido.AddApplication(5201, accessKey: "my-key"));
        Assert.Equal("access_key", Refused(() => Fixido.RevokeApplication("nobody")));
        Assert.Equal("rights", Refused(() => Play("applications.create", ("account", 5201), ("rights", "leads-create,leads-eat"))));
        Assert.Equal(FixidoRights.LeadsBuy | FixidoRights.SearchGet, Last(Play("applications.create", ("account", 5201), ("rights", new[] { "leads-buy", "search-get" }))).Rights);
        Assert.Equal(FixidoRights.Default, Last(Play("applications.create", ("account", 5201))).Rights);

        FixidoApplication Last(HookResult _) => Fixido.Applications[^1];
    }

    [Fact]
    public void Two_worlds_of_one_seed_make_different_keys()
    {
        var host = new MocksHost();
        using var one = host.Open(new WorldOptions { Name = "one" });
        using var two = host.Open(new WorldOptions { Name = "two" });
        var key = one.Fixido.AddApplication(5101).AccessKey;
        Assert.NotEqual(key, two.Fixido.AddApplication(5101).AccessKey);
        Assert.Throws<KeyTakenException>(() => two.Fixido.AddApplication(5101, accessKey: key));
    }

    [Fact]
    [Rule("FX-92")]
    public void Money_moves_from_one_end_to_the_other()
    {
        var deposit = Fixido.Deposit(5202, 60);
        Assert.Equal(("DE", FixidoTransaction.Outside, 5202, 60m), (deposit.Reference[..2], deposit.From, deposit.To, deposit.Credited));
        var payout = Fixido.Payout(5202, 100);
        Assert.Equal(("PO", 5202, FixidoTransaction.Outside, 100m), (payout.Reference[..2], payout.From, payout.To, payout.Debited));
        Assert.Equal(0, Fixido.Balance(5202));
        Assert.Throws<InvalidOperationException>(() => Fixido.Payout(5202, 0.01m));
        Assert.Equal("amount", Refused(() => Fixido.Deposit(5202, 0)));
        Assert.Equal("amount", Refused(() => Fixido.Deposit(5202, -1)));
        Assert.Equal("account", Refused(() => Fixido.Deposit(1, 1)));
        var prefixes = new[]
        {
            (FixidoTransactionType.Voucher, "VO"), (FixidoTransactionType.Invite, "IN"), (FixidoTransactionType.Kickback, "KB"), (FixidoTransactionType.SignupBonus, "SB"),
            (FixidoTransactionType.Credit, "CR"), (FixidoTransactionType.Invoice, "IV"), (FixidoTransactionType.Expired, "EX"),
        };
        foreach (var (type, prefix) in prefixes)
            Assert.Equal((prefix, FixidoTransaction.House), (Fixido.RecordTransaction(type, 5202, 10).Reference[..2], Fixido.Transactions[^1].From));
        Assert.Equal(70, Fixido.Balance(5202));
        Assert.Equal((5202, FixidoTransaction.House), (Fixido.RecordTransaction(FixidoTransactionType.Invoice, 5202, -30).From, Fixido.Transactions[^1].To));
        Assert.Throws<InvalidOperationException>(() => Fixido.RecordTransaction(FixidoTransactionType.Expired, 5202, -41));
        Assert.Equal("type", Refused(() => Fixido.RecordTransaction(FixidoTransactionType.Order, 5202, 1)));
        Play("transactions.record", ("account", 5202), ("type", "expired"), ("amount", "40"));
        Assert.Equal(0, Fixido.Balance(5202));
        FixidoInvariants.Check(_world);
    }

    [Fact]
    [Rule("FX-87")]
    public void An_order_is_refunded_once_and_only_where_the_seller_can_pay()
    {
        var lead = Fixido.AddLead(new FixidoLead { Price = 9.99m, PriceCurrency = "GBP", Sale = 2 });
        var trade = Fixido.Buy(lead.Id, 5301);
        Assert.Equal((11.81m, 90.87m), (800 - Fixido.Balance(5301), Fixido.Balance(5101)));
        Fixido.Payout(5101, 90.87m);
        Assert.Throws<InvalidOperationException>(() => Fixido.Refund(trade.Id));
        Fixido.Deposit(5101, 100);
        Assert.True(Fixido.Refund(trade.Id).Refunded);
        Assert.Equal((800m, 9.13m), (Fixido.Balance(5301), Fixido.Balance(5101)));
        Assert.Throws<InvalidOperationException>(() => Fixido.Refund(trade.Id));
        Assert.Equal("order_id", Refused(() => Fixido.Refund(9)));
        Assert.Equal((1, 1), (Fixido.FindLead(lead.Id)!.Sold, Fixido.Trades.Count));
        Assert.Equal(2, Fixido.Transactions.Count(row => row.Type == FixidoTransactionType.Refund && row.OrderId == trade.Id));
        FixidoInvariants.Check(_world);
    }

    [Fact]
    public void A_lead_is_bought_by_a_new_account_with_just_enough()
    {
        var lead = Fixido.AddLead(new FixidoLead { Price = 10, PriceCurrency = "EUR" });
        var trade = Fixido.Buy(lead.Id);
        Assert.Equal((5302, 110m, 0m), (trade.BuyerId, trade.Paid, Fixido.Balance(5302)));
        var refused = Assert.Throws<InvalidOperationException>(() => Fixido.Buy(lead.Id));
        Assert.Equal("Lead is unavailable. Leads remaining:0.", refused.Message);
        Assert.Equal(6, Fixido.Accounts.Count);
        Assert.Equal("lead_id", Refused(() => Fixido.Buy(1)));
        Assert.Equal("account", Refused(() => Fixido.Buy(Fixido.AddLead().Id, 1)));
    }

    [Fact]
    public void A_lead_is_put_exactly_as_it_is_given()
    {
        var at = new DateTimeOffset(2025, 12, 1, 8, 30, 0, TimeSpan.Zero);
        var wanted = new FixidoLead
        {
            Id = 123456,
            SellerId = 5102,
            ConsumerId = 111111,
            Created = at,
            Title = "Flytthjälp:Skärholmen : Skärholmen 2013-01-15",
            Description = "…",
            Price = 300,
            PriceCurrency = "EUR",
            Budget = 10.5m,
            BudgetCurrency = "SEK",
            Sale = 2,
            PreSold = 1,
            DealStarts = at.AddDays(1),
            DealEnds = at.AddDays(90),
            CategoryId = 8,
            Keywords = "a,b",
            GenerationMethod = FixidoGenerationMethod.Phone,
            Language = "de",
            AddressStreet = "Storgatan 15",
            AddressCity = "Skärholmen",
            AddressPostalCode = "12345",
            AddressRegion = "R",
            AddressCountry = "SE",
            CompanyName = "C",
            ConsumerFirstName = "Sven",
            ConsumerLastName = "Provsson",
            ConsumerEmail = "sven@example.com",
            ConsumerPhoneNumber = "+46701740605",
            ConsumerPreferredMethod = "phone",
            GenerationSource = "partner.example.com",
            GenerationDate = at.AddHours(-1),
            Reference = "R1",
            Status = FixidoLeadStatus.Test,
            Reinquire = true,
            PhoneVerified = true,
            EmailVerified = true,
            Image = "https://example.com/a.png",
            Ranking = 4.5m,
            AcceptCampaign = false,
            Held = true,
            Auction = new FixidoAuction(7, at.AddDays(40)),
        };
        Assert.Equal(wanted, Fixido.AddLead(wanted));
        Assert.Equal(wanted, Fixido.FindLead(123456));
        Assert.Equal((123457, 300001, _world.Clock.Now), (Fixido.AddLead().Id, Fixido.Leads[^1].ConsumerId, Fixido.Leads[^1].Created));
        Assert.Throws<InvalidOperationException>(() => Fixido.AddLead(wanted));
    }

    [Fact]
    public void A_lead_that_cannot_be_is_refused_by_the_field_at_fault()
    {
        var cases = new (FixidoLead Lead, string Field)[]
        {
            (new FixidoLead { Sold = 1 }, "sold"),
            (new FixidoLead { SellerId = 9 }, "seller_id"),
            (new FixidoLead { Created = _world.Clock.Now.AddSeconds(1) }, "created"),
            (new FixidoLead { Price = -1 }, "price"),
            (new FixidoLead { PriceCurrency = "XYZ" }, "price_currency"),
            (new FixidoLead { CategoryId = 999 }, "category_id"),
            (new FixidoLead { Ranking = 4.2m }, "ranking"),
            (new FixidoLead { Ranking = 5.5m }, "ranking"),
            (new FixidoLead { Image = "a.png" }, "image"),
            (new FixidoLead { Id = -1 }, "id"),
            (new FixidoLead { Auction = new FixidoAuction(-1, _world.Clock.Now) }, "auction.minimum_price"),
        };
        foreach (var (lead, field) in cases)
            Assert.Equal(field, Refused(() => Fixido.AddLead(lead)));
        Assert.Empty(Fixido.Leads);
    }

    [Fact]
    public void A_lead_is_set_verified_and_moderated()
    {
        var id = Fixido.AddLead().Id;
        var at = _world.Clock.Now.AddDays(-3);
        var set = Fixido.SetLead(id, new Uri("https://example.com/b.png"), 3.5m, true, at);
        Assert.Equal(("https://example.com/b.png", 3.5m, true, at), (set.Image, set.Ranking, set.Reinquire, set.GenerationDate));
        Assert.Equal((true, false), (Fixido.VerifyLead(id, phone: true).PhoneVerified, Fixido.Leads[0].EmailVerified));
        Assert.Equal((false, true), (Fixido.VerifyLead(id, phone: false, email: true).PhoneVerified, Fixido.Leads[0].EmailVerified));
        Assert.Equal((true, false, true), (Fixido.HoldLead(id).Held, Fixido.ApproveLead(id).Held, Fixido.RejectLead(id).Held));
        Assert.Equal("lead_id", Refused(() => Fixido.SetLead(1)));
        Assert.Equal("ranking", Refused(() => Fixido.SetLead(id, ranking: 0.3m)));
        Assert.Equal("decision", Refused(() => Play("leads.moderate", ("lead_id", id))));
    }

    [Fact]
    public void Filters_views_and_categories_are_put()
    {
        var filter = Fixido.AddFilter(5201, "målare");
        Assert.Equal(("målare", "målare", true, _world.Clock.Now), (filter.Name, filter.Search, filter.Active, filter.Created));
        Play("filters.put", ("id", filter.Id), ("clat", "59.33"), ("clon", "-18.06"), ("crad", "10"), ("leadcount", 3), ("status", "inactive"));
        Assert.Equal((59.33m, -18.06m, 10m, 3, false), (Fixido.Filters[0].Latitude, Fixido.Filters[0].Longitude, Fixido.Filters[0].Radius, Fixido.Filters[0].LeadCount, Fixido.Filters[0].Active));
        Assert.Equal("clat", Refused(() => Play("filters.put", ("id", filter.Id), ("clat", "91"))));
        Assert.Equal("name", Refused(() => Play("filters.put", ("account", 5201))));
        Fixido.RemoveFilter(filter.Id);
        Assert.Empty(Fixido.Filters);

        var lead = Fixido.AddLead().Id;
        Fixido.RecordView(5201, lead, _world.Clock.Now.AddMinutes(-5));
        Assert.Equal(2, Fixido.RecordView(5201, lead).Id);
        Assert.Single(Fixido.Views);
        Assert.Throws<InvalidOperationException>(() => Fixido.RecordView(5201, lead, _world.Clock.Now.AddMinutes(-5)));
        Assert.Equal("at", Refused(() => Fixido.RecordView(5201, lead, _world.Clock.Now.AddSeconds(1))));

        Assert.Equal("Zeppeliner", Fixido.PutCategory(999, "Zeppelins", "Zeppeliner").NameIn("sv"));
        Assert.Equal("Zeppelins", Fixido.PutCategory(999, "Zeppelins").NameIn("de"));
        Assert.Equal("english", Refused(() => Play("categories.put", ("category", 1000))));
        Assert.Equal(("PLN", 2.5m), (Fixido.SetRate("pln", 2.5m).Code, Fixido.SetRate("PLN", 2.5m).Rate));
        Assert.Equal("rate", Refused(() => Fixido.SetRate("PLN", 0)));
    }

    [Fact]
    public void What_a_hook_did_is_journaled_as_the_vendors_own()
    {
        Fixido.Deposit(5202, 60);
        Record.Exception(() => Fixido.Deposit(5202, 0));
        var (good, bad) = (_world.Journal.Exchanges[0], _world.Journal.Exchanges[1]);
        Assert.True(good.VendorSide && bad.VendorSide);
        Assert.Equal(("fixido.accounts.deposit", 2, 200), (good.Operation, good.Changes.Count, good.Response.Status));
        Assert.Equal((400, 0), (bad.Response.Status, bad.Changes.Count));
    }

    private static string? Refused(Action act) => Assert.Throws<ArgumentException>(act).ParamName;

    private static string Problem(InvalidOperationException conflict) => conflict.Message.Contains("currency", StringComparison.Ordinal) ? "currency" : conflict.Message;

    private HookResult Play(string hook, params (string Name, object Value)[] input)
    {
        var row = VendorMocks.Fixido.Instance.Hooks.Single(candidate => candidate.Id == "fixido." + hook);
        var json = JsonSerializer.SerializeToUtf8Bytes(input.ToDictionary(field => field.Name, field => field.Value));
        var result = _world.Act(Fixido.Vendor, row.Id, FieldReader.ReadJson(json, FieldDialect.Django).Root.Map, row.Handler);
        return result.Problem is { } problem ? throw new ArgumentException(problem.Message, problem.Field) : result;
    }
}
