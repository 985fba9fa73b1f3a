using static VendorMocks.FixidoHooks;

namespace VendorMocks;

/// <summary>Auctions, which no call of the API shows or decides.</summary>
internal static class FixidoAuctionHooks
{
    public static IReadOnlyList<Hook> All { get; } =
    [
        List("auctions.list", "All auctions with their state: running, ended or won", ListAll),
        Row("auctions.win", "An account wins an ended auction and buys the lead at its bid", Win,
            Lead, Account(), Amount("price", "The bid in the lead's currency; default the minimum")),
    ];

    private static HookResult ListAll(Call call, FixidoState state)
    {
        var rows = new List<FixidoAuctionBody>();
        foreach (var lead in state.LeadsWithAuction.Ascending())
            rows.Add(FixidoAuctionBody.Of(lead, call.Now));
        return HookResult.Of<FixidoAuctionBody[]>([.. rows], FixidoJson.Default.FixidoAuctionBodyArray);
    }

    // FX-59
    private static HookResult Win(Call call, FixidoState state)
    {
        var input = Input(call);
        var price = input.Money("price");
        return With(input, "account", state.Accounts, buyer => With(input, "lead_id", state.Leads, lead =>
        {
            if (lead.Auction is not { OrderId: null } auction)
                return HookResult.Conflict("lead_id", "The lead has no auction that could be won.");
            if (call.Now < auction.EndsAt)
                return HookResult.Conflict("lead_id", $"The auction runs until {auction.EndsAt:O}.");
            var bid = price ?? auction.MinimumPrice;
            if (bid < auction.MinimumPrice)
                return HookResult.Conflict("price", $"The minimum is {FixidoMoney.Exact(auction.MinimumPrice)} {lead.PriceCurrency}.");
            if (FixidoLedger.WhyNot(state, lead, buyer, bid, oneShare: true, call.Now) is { } reason)
                return FixidoMoneyHooks.NotBought(reason);
            var trade = FixidoLedger.Sell(state, lead, buyer, bid, call.Now);
            state.PutLead(state.Leads.Find(lead.Id)! with { Auction = auction with { OrderId = trade.Id } });
            return FixidoMoneyHooks.One(trade);
        }));
    }
}

/// <summary>An auction as the hooks show it.</summary>
internal sealed record FixidoAuctionBody(long LeadId, decimal MinimumPrice, string Currency, DateTimeOffset EndsAt, string State, long? OrderId)
{
    public static FixidoAuctionBody Of(FixidoLead lead, DateTimeOffset now)
    {
        var auction = lead.Auction!;
        var state = auction.OrderId is not null ? "won" : now < auction.EndsAt ? "running" : "ended";
        return new(lead.Id, auction.MinimumPrice, lead.PriceCurrency, auction.EndsAt, state, auction.OrderId);
    }
}
