using System.Globalization;
using static VendorMocks.FixidoHooks;

namespace VendorMocks;

/// <summary>Money that no call of the API moves, and purchases by others.</summary>
internal static class FixidoMoneyHooks
{
    public static IReadOnlyList<Hook> All { get; } =
    [
        Row("accounts.deposit", "Money comes in from outside", Deposit, Account(), Amount("amount", "In the account's currency, above 0", required: true)),
        Row("accounts.payout", "Money goes outside; never below a balance of 0", Payout, Account(), Amount("amount", "In the account's currency, above 0", required: true)),
        Row("transactions.record", "Books a transaction that belongs to no order", Record,
            Account(),
            Text("type", "voucher, invite, kickback, signupbonus, credit, invoice or expired", required: true) with { Example = "\"voucher\"" },
            Amount("amount", "In the account's currency, above 0", required: true),
            Text("direction", "in or out; default in, but out for invoice and expired")),
        List("transactions.list", "All transactions with their amounts and both ends", (_, state) =>
            HookResult.Of<FixidoTransaction[]>([.. state.Transactions], FixidoJson.Default.FixidoTransactionArray)),
        List("orders.list", "All orders", (_, state) => HookResult.Of<FixidoTrade[]>([.. state.Trades], FixidoJson.Default.FixidoTradeArray)),
        Row("orders.refund", "Gives a buyer the price back and takes the seller's share", Refund, Number("order_id", "Number of the order", required: true)),
        Row("purchases.buy", "Another account buys a lead now, by the rules of leads.buy", Buy,
            Lead, Number("account", "Number of the account; default a new one with just enough balance")),
        Row("currencies.put", "Sets what a currency is worth; earlier purchases keep their amounts", PutCurrency,
            Text("code", "Three letters", required: true) with { Example = "\"CHF\"" }, Amount("rate", "SEK for one unit, 0.01 to 10000", required: true)),
    ];

    /// <summary>The answer to a purchase that was not possible.</summary>
    public static HookResult NotBought(string why) => HookResult.Conflict("lead_id", why.TrimEnd());

    public static HookResult One(FixidoTrade trade) => HookResult.Of(trade, FixidoJson.Default.FixidoTrade);

    private static HookResult Deposit(Call call, FixidoState state) => Book(call, state, FixidoTransactionType.Deposit, Input(call), 1);

    private static HookResult Payout(Call call, FixidoState state) => Book(call, state, FixidoTransactionType.Payout, Input(call), -1);

    private static HookResult Record(Call call, FixidoState state)
    {
        var input = Input(call);
        var name = input.Choice("type", "voucher", "invite", "kickback", "signupbonus", "credit", "invoice", "expired");
        if (name is null)
            return Problem(input) ?? HookResult.Bad("type", "type: This field is required.");
        var direction = input.Choice("direction", "in", "out") ?? (name is "invoice" or "expired" ? "out" : "in");
        return Book(call, state, FixidoTransactions.TypeOf(name)!.Value, input, direction == "in" ? 1 : -1);
    }

    private static HookResult Book(Call call, FixidoState state, FixidoTransactionType type, FixidoInput input, int sign)
    {
        var amount = input.Money("amount", required: true);
        if (amount == 0)
            input.Refuse("FX-33", "amount", "Ensure this value is greater than 0.");
        return With(input, "account", state.Accounts, account =>
            FixidoLedger.Record(state, type, account, sign * amount!.Value, call.Now) is { } row
                ? HookResult.Of(row, FixidoJson.Default.FixidoTransaction)
                : HookResult.Conflict("amount", $"The account has only {FixidoMoney.Exact(account.Balance)} {account.Currency}."));
    }

    private static HookResult Refund(Call call, FixidoState state) => With(Input(call), "order_id", state.Trades, trade =>
    {
        if (trade.Refunded)
            return HookResult.Conflict("order_id", "The order was refunded before.");
        return FixidoLedger.Refund(state, trade, call.Now)
            ? One(state.Trades.Find(trade.Id)!)
            : HookResult.Conflict("order_id", "The seller has less than the share of that sale.");
    });

    private static HookResult Buy(Call call, FixidoState state)
    {
        var input = Input(call);
        var number = input.Integer("account");
        return With(input, "lead_id", state.Leads, lead =>
        {
            var buyer = number is { } id
                ? state.Accounts.Find(id)
                : Open(state, new FixidoAccount { Id = 0, Company = $"Köpare {state.Accounts.NextId} AB" }, state.Convert(lead.Price, lead.PriceCurrency, "SEK"), call.Now);
            if (buyer is null)
                return HookResult.Missing("account", $"There is no account {number}.");
            return FixidoLedger.WhyNot(state, lead, buyer, lead.Price, oneShare: true, call.Now) is { } reason
                ? NotBought(reason)
                : One(FixidoLedger.Sell(state, lead, buyer, lead.Price, call.Now));
        });
    }

    private static HookResult PutCurrency(Call call, FixidoState state)
    {
        var input = Input(call);
        var code = input.Letters("code", 3, 3, required: true)?.ToUpperInvariant();
        var rate = input.Value("rate", required: true);
        // Within these bounds no amount that a caller may name leaves the range of numbers.
        if (!decimal.TryParse(rate, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var worth)
            || worth is < 0.01m or > 10_000)
        {
            input.Refuse("FX-87", "rate", "Ensure this value is between 0.01 and 10000.");
        }

        if (Problem(input) is { } problem)
            return problem;
        var row = state.CurrenciesByCode.Find(code) is { } known
            ? state.Currencies.Replace(known with { Rate = worth })
            : state.Currencies.Add(id => new FixidoCurrency(id, code!, worth));
        return HookResult.Of(row, FixidoJson.Default.FixidoCurrency);
    }
}
