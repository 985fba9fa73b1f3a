namespace VendorMocks.Tests;

/// <summary>What holds in every world of Fixido at every moment.</summary>
internal static class FixidoInvariants
{
    public static void Check(World world)
    {
        var fixido = world.Fixido;
        var (accounts, leads, trades, transactions) = (fixido.Accounts, fixido.Leads, fixido.Trades, fixido.Transactions);
        CheckBalances(accounts, transactions);
        CheckOrders(world, trades, transactions);
        CheckLeads(world, leads, trades);

        var known = leads.Select(lead => lead.Id).ToHashSet();
        Assert.All(fixido.Views, view => Assert.Contains(view.LeadId, known));
        Assert.Equal(fixido.Views.Count, fixido.Views.DistinctBy(view => (view.AccountId, view.LeadId)).Count());
        Assert.Equal(fixido.Searches.Count, fixido.Searches.DistinctBy(search => (search.AccountId, search.Text)).Count());
        Ascend(leads.Select(lead => lead.Created));
        Ascend(trades.Select(trade => trade.At));
        Ascend(transactions.Select(row => row.At));
        Ascend(fixido.Views.Select(view => view.At));
        Ascend(fixido.Searches.Select(search => search.At));
        Assert.All(transactions, row => Assert.True(row.At <= world.Clock.Now));
    }

    private static void CheckBalances(IReadOnlyList<FixidoAccount> accounts, IReadOnlyList<FixidoTransaction> transactions)
    {
        var balances = accounts.ToDictionary(account => account.Id, _ => 0m);
        foreach (var row in transactions)
        {
            Assert.True(row.Amount >= 0);
            Move(row.From, -row.Debited);
            Move(row.To, row.Credited);
        }

        Assert.All(accounts, account => Assert.True(account.Balance >= 0, $"{account.Id} has {account.Balance}."));
        Assert.All(accounts, account => Assert.Equal(balances[account.Id], account.Balance));

        void Move(long account, decimal amount)
        {
            if (!balances.TryGetValue(account, out var before))
                Assert.Equal(0, amount);
            else
                Assert.True((balances[account] = before + amount) >= 0, $"{account} was below 0.");
        }
    }

    private static void CheckOrders(World world, IReadOnlyList<FixidoTrade> trades, IReadOnlyList<FixidoTransaction> transactions)
    {
        Assert.Equal(transactions.Count, transactions.Select(row => row.Reference).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        var byOrder = transactions.Where(row => row.OrderId is not null).ToLookup(row => row.OrderId!.Value);
        Assert.Equal(trades.Select(trade => trade.Id).Order(), byOrder.Select(group => group.Key).Order());
        var accounts = world.Fixido.Accounts.ToDictionary(account => account.Id);
        foreach (var trade in trades)
        {
            var rows = byOrder[trade.Id].ToArray();
            Assert.Equal(trade.Refunded ? 5 : 3, rows.Length);
            var (order, commission, sales) = (rows[0], rows[1], rows[2]);
            Assert.Equal("Order Commission Sales", $"{order.Type} {commission.Type} {sales.Type}");
            Assert.Equal(order.Amount, sales.Amount + commission.Amount);
            Assert.Equal((trade.Price, trade.Commission), (order.Amount, commission.Amount));
            Assert.Equal(trade.OrderReference, order.Reference);
            Assert.Equal(trade.SalesReference, sales.Reference);
            Assert.Equal("FC" + trade.SalesReference[2..], commission.Reference);
            Assert.Equal((trade.BuyerId, FixidoTransaction.House, trade.Paid, 0m), (order.From, order.To, order.Debited, order.Credited));
            Assert.Equal((FixidoTransaction.House, trade.SellerId, 0m), (sales.From, sales.To, sales.Debited));
            Assert.Equal(trade.SellerPrice - trade.SellerCommission, sales.Credited);
            Assert.Equal((0m, 0m), (commission.Debited, commission.Credited));
            // In one currency nothing is lost or found.
            if (accounts[trade.BuyerId].Currency == trade.Currency && accounts[trade.SellerId].Currency == trade.Currency)
                Assert.Equal(order.Debited, sales.Credited + commission.Amount);
            Assert.Equal(Math.Round(trade.Price * 0.3m, 2, MidpointRounding.AwayFromZero), trade.Commission);
        }
    }

    private static void CheckLeads(World world, IReadOnlyList<FixidoLead> leads, IReadOnlyList<FixidoTrade> trades)
    {
        var byLead = trades.ToLookup(trade => trade.LeadId);
        foreach (var lead in leads)
        {
            var buyers = byLead[lead.Id].Select(trade => trade.BuyerId).ToArray();
            Assert.Equal(buyers.Length, lead.Sold);
            Assert.InRange(lead.Sold, 0, lead.Sale);
            Assert.Equal(buyers.Length, buyers.Distinct().Count());
            Assert.DoesNotContain(lead.SellerId, buyers);
            Assert.True(lead.Created <= world.Clock.Now);
        }
    }

    private static void Ascend(IEnumerable<DateTimeOffset> times) => Assert.Equal(times.Order(), times);
}
