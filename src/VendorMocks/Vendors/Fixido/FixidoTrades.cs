using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>One share of a lead bought: the order, with what it meant to both sides.</summary>
public sealed record FixidoTrade
{
    /// <summary>Number of the order, ascending by one from 501.</summary>
    public required long Id { get; init; }

    /// <summary>The lead.</summary>
    public required long LeadId { get; init; }

    /// <summary>The account that sold it.</summary>
    public required long SellerId { get; init; }

    /// <summary>The account that bought it.</summary>
    public required long BuyerId { get; init; }

    /// <summary>When, UTC, whole seconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Code of the lead's currency at that time; empty when it had none.</summary>
    public required string Currency { get; init; }

    /// <summary>What it cost, in the lead's currency.</summary>
    public required decimal Price { get; init; }

    /// <summary>Fixido's part of the price, in the lead's currency.</summary>
    public required decimal Commission { get; init; }

    /// <summary>Fixido's part in percent.</summary>
    public required decimal CommissionPercentage { get; init; }

    /// <summary>What the buyer paid, in the buyer's currency.</summary>
    public required decimal Paid { get; init; }

    /// <summary>The price in the seller's currency.</summary>
    public required decimal SellerPrice { get; init; }

    /// <summary>The commission in the seller's currency.</summary>
    public required decimal SellerCommission { get; init; }

    /// <summary>Reference of the order's transaction, <c>AO…</c>.</summary>
    public required string OrderReference { get; init; }

    /// <summary>Reference of the sale's transaction, <c>SS…</c>.</summary>
    public required string SalesReference { get; init; }

    /// <summary>Whether the buyer got the price back.</summary>
    public bool Refunded { get; init; }
}

/// <summary>The operation on trades.</summary>
internal static class FixidoTrades
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        Fixido.Row("trades.list", "GET", "/trades/list/", Documented, "The caller's sales, newest first", List),
    ];

    // FX-88
    private static ApiResponse List(Call call, FixidoState state)
    {
        var input = new FixidoInput(Fixido.Query(call.Request));
        var paging = FixidoPaging.Read(input);
        var days = FixidoDays.Read(input, state.Values);
        var lead = input.Integer("lead_id");
        if (input.IsBad)
            return FixidoResponses.Failed(call, input);

        var account = state.Accounts.Find(Fixido.Account(call))!;
        var (index, group) = lead is { } id ? (state.TradesByLead, id) : (state.TradesBySeller, account.Id);
        var foreign = lead is { } one && state.Leads.Find(one)?.SellerId != account.Id;
        var total = foreign ? 0 : index.Count(group, days.From, days.To);
        if (paging.RefusePast(call, total) is { } refusal)
            return refusal;
        var trades = foreign ? [] : index.Page(group, paging.Skip, paging.Size, from: days.From, to: days.To);
        var rows = Array.ConvertAll(trades, trade => FixidoTradeBody.Of(trade, state, account.Currency));
        return FixidoResponses.Ok(call, new FixidoTradePage(rows, paging.Page, total), FixidoJson.Default.TradePageEnvelope);
    }
}

/// <summary>A sale as its seller sees it, in the seller's currency.</summary>
internal sealed record FixidoTradeBody(
    long LeadId,
    string Title,
    int Quantity,
    string Price,
    string PriceCurrency,
    string CommissionTotal,
    decimal CommissionPercentage,
    string SellerSalesTotal,
    DateTimeOffset TransactionDate,
    string TransactionId,
    string SellerSalesTransactionId)
{
    public static FixidoTradeBody Of(FixidoTrade trade, FixidoState state, string currency) => new(
        trade.LeadId,
        state.Leads.Find(trade.LeadId)!.Title,
        1,
        FixidoMoney.Text(trade.SellerPrice),
        currency,
        FixidoMoney.Text(trade.SellerCommission),
        trade.CommissionPercentage,
        FixidoMoney.Text(trade.SellerPrice - trade.SellerCommission),
        trade.At,
        trade.OrderReference,
        trade.SalesReference);
}

/// <summary>A page of sales.</summary>
internal sealed record FixidoTradePage(FixidoTradeBody[] Trades, long CurrentPage, long TotalResult);
