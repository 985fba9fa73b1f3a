using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

public sealed class FixidoSeedTests
{
    private static readonly WorldOptions Seeded = new() { Size = WorldSize.Default };

    [Fact]
    public void The_default_world_is_a_Swedish_market_of_240_leads()
    {
        using var world = World.Open(Seeded);
        FixidoInvariants.Check(world);
        var (leads, now) = (world.Fixido.Leads, world.Clock.Now);
        Assert.Equal(Enumerable.Range(100001, 240).Select(id => (long)id), leads.Select(lead => lead.Id));
        Assert.Equal(Enumerable.Range(300001, 240).Select(id => (long)id), leads.Select(lead => lead.ConsumerId));
        Assert.Equal([120, 80, 40], CountBy(leads, lead => lead.SellerId));
        Assert.Equal(150, leads.Count(lead => lead.LiveAt(now)));
        Assert.Equal(20, leads.Count(lead => lead.Sold == lead.Sale));
        Assert.Equal(30, leads.Count(lead => lead.DealEnds < now));
        Assert.Equal((25, 10, 5), (leads.Count(lead => lead.Status == FixidoLeadStatus.Inactive), leads.Count(lead => lead.Status == FixidoLeadStatus.Test), leads.Count(lead => lead.Held)));
        Assert.Equal(21, leads.Select(lead => lead.CategoryId).Distinct().Count());
        var most = leads.GroupBy(lead => lead.CategoryId).OrderByDescending(group => group.Count()).Take(4).Select(group => group.Key);
        Assert.Equal([8, 10, 13, 20], most.Order());
        Assert.Equal(3, leads.Count(lead => lead.Auction is not null));
        Assert.All(leads, lead => Assert.InRange(lead.Price, 25, 500));
        Assert.All(leads, lead => Assert.InRange(lead.Sale, 1, 5));
        Assert.All(leads, lead => Assert.True(lead.Created > now.AddDays(-181)));
    }

    [Fact]
    public void The_default_worlds_money_balances()
    {
        using var world = World.Open(Seeded);
        var fixido = world.Fixido;
        Assert.Equal((5000m, 40m, 800m), (fixido.Balance(5201), fixido.Balance(5202), fixido.Balance(5301)));
        Assert.True(fixido.Balance(5101) > 0 && fixido.Balance(5102) > 0);
        Assert.Equal([40, 20, 10], CountBy(fixido.Trades, trade => trade.SellerId));
        Assert.Equal([40, 15, 15], CountBy(fixido.Trades, trade => trade.BuyerId));
        var types = fixido.Transactions.GroupBy(row => row.Type).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(
            "Order 70, Deposit 14, Payout 4, Voucher 1, Sales 70, Commission 70, SignupBonus 3, Refund 2",
            string.Join(", ", types.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}")));
        Assert.Equal((501, "AO20000001", "SS20000012"), (fixido.Trades[0].Id, fixido.Trades[0].OrderReference, fixido.Trades[0].SalesReference));
        Assert.Single(fixido.Trades, trade => trade.Refunded);
    }

    [Fact]
    public void The_fixed_points_are_where_they_should_be()
    {
        using var world = World.Open(Seeded);
        var (leads, now) = (world.Fixido.Leads, world.Clock.Now);
        Assert.All(leads.Take(8), lead => Assert.Equal(5101, lead.SellerId));
        Assert.Equal(("Flytthjälp: Skärholmen", 13, 50m, 2, 1), (leads[0].Title, leads[0].CategoryId, leads[0].Price, leads[0].Sale, leads[0].Sold));
        var trade = Assert.Single(world.Fixido.Trades, trade => trade.LeadId == 100001);
        Assert.Equal((5201, 50m, 15m, false), (trade.BuyerId, trade.Price, trade.Commission, trade.Refunded));
        Assert.Equal((120m, 3, 0, true), (leads[1].Price, leads[1].Sale, leads[1].Sold, leads[1].LiveAt(now.AddDays(364))));
        Assert.Equal((1, 1, 5202), (leads[2].Sale, leads[2].Sold, world.Fixido.Trades.Single(sold => sold.LeadId == 100003).BuyerId));
        Assert.True(leads[3].DealEnds < now);
        Assert.Equal((FixidoLeadStatus.Inactive, FixidoLeadStatus.Test), (leads[4].Status, leads[5].Status));
        Assert.True(leads[6].Auction!.EndsAt > now.AddDays(1) && leads[6].LiveAt(now));
        Assert.True(leads[7].Held);
    }

    [Fact]
    public void Its_people_are_invented()
    {
        using var world = World.Open(Seeded);
        var leads = world.Fixido.Leads;
        Assert.All(leads, lead => Assert.Matches(new Regex("^[a-z0-9.]+@example\\.(com|org|net)$"), lead.ConsumerEmail));
        Assert.All(leads, lead => Assert.Matches(new Regex("^(\\+46701740(60[5-9]|6[1-9][0-9]))?$"), lead.ConsumerPhoneNumber));
        Assert.InRange(leads.Count(lead => lead.ConsumerPhoneNumber.Length > 0), 120, 168);
        Assert.InRange(leads.Count(lead => lead.Language == "sv"), 160, 200);
        Assert.InRange(leads.Count(lead => lead.AddressCountry is not ("SE" or "SWE")), 12, 36);
        Assert.InRange(leads.Count(lead => lead.PriceCurrency == "EUR"), 12, 36);
        Assert.InRange(leads.Count(lead => lead.Budget == 0), 60, 100);
    }

    [Fact]
    public void It_has_filters_views_and_searches()
    {
        using var world = World.Open(Seeded);
        var fixido = world.Fixido;
        Assert.Equal((12, 2, 3), (fixido.Filters.Count(row => row.AccountId == 5201), fixido.Filters.Count(row => !row.Active), fixido.Filters.Count(row => row.AccountId == 5202)));
        Assert.Equal((30, 12), (fixido.Views.Count(row => row.AccountId == 5201), fixido.Views.Count(row => row.AccountId == 5101)));
        Assert.Equal(8, fixido.Searches.Count(row => row.AccountId == 5201));
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 1)]
    [InlineData(3, 8)]
    [InlineData(4, 57)]
    [InlineData(5, 240)]
    [InlineData(6, 3000)]
    public void Any_size_and_seed_balances(int seed, int leads)
    {
        using var world = World.Open(new WorldOptions { Seed = (ulong)seed, Size = WorldSize.Of(leads) });
        Assert.Equal(leads, world.Fixido.Leads.Count);
        FixidoInvariants.Check(world);
        Assert.Equal((5000m, 40m, 800m), (world.Fixido.Balance(5201), world.Fixido.Balance(5202), world.Fixido.Balance(5301)));
        if (leads >= 240)
            Assert.InRange(world.Fixido.Trades.Count, 0.28 * leads, 0.31 * leads);
    }

    [Fact]
    public void An_empty_world_has_accounts_and_opening_deposits_only()
    {
        using var world = World.Open();
        var fixido = world.Fixido;
        Assert.Equal([5101, 5102, 5201, 5202, 5301], fixido.Accounts.Select(account => account.Id));
        Assert.Equal([0m, 0m, 5000m, 40m, 800m], fixido.Accounts.Select(account => account.Balance));
        Assert.Equal([5201L, 5202L, 5301L], fixido.Transactions.Select(row => row.To));
        Assert.All(fixido.Transactions, row => Assert.Equal((FixidoTransactionType.Deposit, world.Clock.Now), (row.Type, row.At)));
        Assert.Equal(21, fixido.Categories.Count);
        Assert.Empty(fixido.Leads);
        FixidoInvariants.Check(world);
    }

    private static IEnumerable<int> CountBy<T>(IEnumerable<T> rows, Func<T, long> key) =>
        rows.GroupBy(key).OrderBy(group => group.Key).Select(group => group.Count());
}
