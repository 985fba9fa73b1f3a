using System.Globalization;

namespace VendorMocks;

/// <summary>What moves money. Each method is one step of a transaction that the caller commits or rolls back as a whole (FX-83).</summary>
internal static class FixidoLedger
{
    /// <summary>FX-82: why an account may not buy a share of a lead for a price in the lead's currency; null when it may.</summary>
    public static string? WhyNot(FixidoState state, FixidoLead lead, FixidoAccount buyer, decimal price, bool oneShare, DateTimeOffset now)
    {
        if (lead.Sold >= lead.Sale)
            return string.Create(CultureInfo.InvariantCulture, $"Lead is unavailable. Leads remaining:{lead.Available}. ");
        if (!lead.LiveAt(now))
            return "This lead was inactive or deleted. ";
        if (!oneShare)
            return "You provided invalid quantity. ";
        if (state.HasBought(buyer.Id, lead.Id))
            return "This lead already bought by you. ";
        if (lead.SellerId == buyer.Id)
            return "Can't buy the same lead you provided. ";
        var needed = state.Convert(price, lead.PriceCurrency, buyer.Currency);
        return buyer.Balance < needed
            ? $"Not enough balance on your account. You need:{FixidoMoney.Exact(needed)} {buyer.Currency}. "
            : null;
    }

    /// <summary>FX-83..87: a share of a lead changes hands.</summary>
    public static FixidoTrade Sell(FixidoState state, FixidoLead lead, FixidoAccount buyer, decimal price, DateTimeOffset now)
    {
        var seller = state.Accounts.Find(lead.SellerId)!;
        var commission = CommissionOf(price);
        var sale = Reference("SS", state.SalesReferences.Value);
        var trade = state.Trades.Add(id => new FixidoTrade
        {
            Id = id,
            LeadId = lead.Id,
            SellerId = seller.Id,
            BuyerId = buyer.Id,
            At = FixidoTime.Second(now),
            Currency = lead.PriceCurrency,
            Price = price,
            Commission = commission,
            CommissionPercentage = FixidoMoney.CommissionPercentage,
            Paid = state.Convert(price, lead.PriceCurrency, buyer.Currency),
            SellerPrice = state.Convert(price, lead.PriceCurrency, seller.Currency),
            SellerCommission = state.Convert(commission, lead.PriceCurrency, seller.Currency),
            OrderReference = Reference("AO", state.OrderReferences.Next()),
            SalesReference = sale,
        });
        Book(state, trade, Reference("FC", state.SalesReferences.Next()));
        state.PutLead(lead with { Sold = lead.Sold + 1 });
        return trade;
    }

    /// <summary>What a seller would get for a share of a lead, in the seller's currency.</summary>
    public static decimal ShareOf(FixidoState state, FixidoLead lead, FixidoAccount seller) =>
        state.Convert(lead.Price, lead.PriceCurrency, seller.Currency)
        - state.Convert(CommissionOf(lead.Price), lead.PriceCurrency, seller.Currency);

    /// <summary>Money that comes from outside or from Fixido, or goes there.</summary>
    /// <param name="state">The state.</param>
    /// <param name="type">What it is called.</param>
    /// <param name="account">Whose balance it changes.</param>
    /// <param name="amount">How much, in the account's currency; below 0 takes it away.</param>
    /// <param name="now">When.</param>
    /// <returns>The transaction, or null when the account has less than is taken.</returns>
    public static FixidoTransaction? Record(FixidoState state, FixidoTransactionType type, FixidoAccount account, decimal amount, DateTimeOffset now)
    {
        if (account.Balance + amount < 0)
            return null;
        var other = type is FixidoTransactionType.Deposit or FixidoTransactionType.Payout ? FixidoTransaction.Outside : FixidoTransaction.House;
        return Transfer(state, new FixidoTransaction
        {
            Id = 0,
            Type = type,
            Reference = Reference(PrefixOf(type), state.OtherReferences.Next()),
            At = FixidoTime.Second(now),
            Currency = account.Currency,
            Amount = Math.Abs(amount),
            From = amount < 0 ? account.Id : other,
            To = amount < 0 ? other : account.Id,
            Debited = amount < 0 ? -amount : 0,
            Credited = amount < 0 ? 0 : amount,
            Actor = account.Id,
        });
    }

    /// <summary>Takes an order back: the buyer gets the price, the seller gives the share. The trade and the lead stay as they are.</summary>
    /// <returns>False when the seller has less than the share.</returns>
    public static bool Refund(FixidoState state, FixidoTrade trade, DateTimeOffset now)
    {
        var share = trade.SellerPrice - trade.SellerCommission;
        if (state.Accounts.Find(trade.SellerId)!.Balance < share)
            return false;
        var row = new FixidoTransaction
        {
            Id = 0,
            Type = FixidoTransactionType.Refund,
            Reference = Reference("RE", state.OtherReferences.Next()),
            OrderId = trade.Id,
            At = FixidoTime.Second(now),
            Currency = trade.Currency,
            Amount = trade.Price,
            From = FixidoTransaction.House,
            To = trade.BuyerId,
            Credited = trade.Paid,
            Actor = trade.BuyerId,
        };
        Transfer(state, row);
        Transfer(state, row with
        {
            Reference = Reference("RE", state.OtherReferences.Next()),
            Amount = trade.Price - trade.Commission,
            From = trade.SellerId,
            To = FixidoTransaction.House,
            Debited = share,
            Credited = 0,
            Actor = trade.SellerId,
        });
        state.Trades.Replace(trade with { Refunded = true });
        return true;
    }

    // FX-84
    private static decimal CommissionOf(decimal price) => FixidoMoney.Round(price * FixidoMoney.CommissionPercentage / 100);

    // FX-85: three rows in this order.
    private static void Book(FixidoState state, FixidoTrade trade, string commissionReference)
    {
        var order = new FixidoTransaction
        {
            Id = 0,
            Type = FixidoTransactionType.Order,
            Reference = trade.OrderReference,
            OrderId = trade.Id,
            At = trade.At,
            Currency = trade.Currency,
            Amount = trade.Price,
            From = trade.BuyerId,
            To = FixidoTransaction.House,
            Debited = trade.Paid,
            Actor = trade.BuyerId,
        };
        Transfer(state, order);
        // FX-86
        var listed = state.Values.CommissionListedFor;
        Transfer(state, order with
        {
            Type = FixidoTransactionType.Commission,
            Reference = commissionReference,
            Amount = trade.Commission,
            From = FixidoTransaction.House,
            Debited = 0,
            Actor = listed == FixidoCommissionListed.Buyer ? trade.BuyerId : trade.SellerId,
            OtherActor = listed == FixidoCommissionListed.Both ? trade.BuyerId : null,
        });
        Transfer(state, order with
        {
            Type = FixidoTransactionType.Sales,
            Reference = trade.SalesReference,
            Amount = trade.Price - trade.Commission,
            From = FixidoTransaction.House,
            To = trade.SellerId,
            Debited = 0,
            Credited = trade.SellerPrice - trade.SellerCommission, // FX-87
            Actor = trade.SellerId,
        });
    }

    private static FixidoTransaction Transfer(FixidoState state, FixidoTransaction row)
    {
        var added = state.Transactions.Add(id => row with { Id = id });
        Change(state, added.From, -added.Debited);
        Change(state, added.To, added.Credited);
        return added;
    }

    private static void Change(FixidoState state, long account, decimal amount)
    {
        if (amount != 0 && state.Accounts.Find(account) is { } row)
            state.Accounts.Replace(row with { Balance = row.Balance + amount });
    }

    private static string Reference(string prefix, long number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number:D8}");

    private static string PrefixOf(FixidoTransactionType type) => type switch
    {
        FixidoTransactionType.Deposit => "DE",
        FixidoTransactionType.Payout => "PO",
        FixidoTransactionType.Voucher => "VO",
        FixidoTransactionType.Invite => "IN",
        FixidoTransactionType.Kickback => "KB",
        FixidoTransactionType.SignupBonus => "SB",
        FixidoTransactionType.Credit => "CR",
        FixidoTransactionType.Invoice => "IV",
        FixidoTransactionType.Expired => "EX",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Such a transaction belongs to an order."),
    };
}
