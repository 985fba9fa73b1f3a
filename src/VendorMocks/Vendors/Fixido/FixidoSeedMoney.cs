namespace VendorMocks;

/// <summary>
/// Plays the invented sales with the deposits that they need, in the order of time, so that no balance is ever below 0 and
/// buyers end with what they have at the start of every world.
/// </summary>
internal sealed class FixidoSeedMoney
{
    private const int Day = 86_400;
    private const int Days = 180;
    private const int Payouts = 4;

    private readonly FixidoState _state;
    private readonly DateTimeOffset _start;
    private readonly long _firstLead;
    private readonly List<Event> _events = [];
    private readonly Dictionary<long, Queue<decimal>> _deposits = [];

    private FixidoSeedMoney(FixidoState state, DateTimeOffset start)
    {
        _state = state;
        _start = start;
        _firstLead = state.Leads.First().Id;
    }

    private enum Step
    {
        Bonus,
        Deposit,
        Sale,
        Refund,
        Payout,
    }

    public static void Play(FixidoState state, FixidoSeedSales sales, DateTimeOffset start, DateTimeOffset reference)
    {
        var seed = new FixidoSeedMoney(state, start);
        foreach (var sale in sales.All)
            seed._events.Add(new Event(sale.Second, Step.Sale, sale.Buyer, sale.Lead));
        var refunded = seed.PlanRefund(sales);
        seed.PlanGifts();
        for (var i = 1; i <= Payouts; i++)
            seed._events.Add(new Event(i * (Days / Payouts) * Day - 3600, Step.Payout, 5101, 0));
        seed.PlanDeposits(sales, refunded, 5201, 8);
        seed.PlanDeposits(sales, refunded, 5202, 4);
        seed.PlanDeposits(sales, refunded, 5301, 2);
        seed._events.Sort();
        foreach (var step in seed._events)
            seed.Play(step);
    }

    // Some order in the middle that 5201 placed with 5101; the first one is a fixed point and stays.
    private int PlanRefund(FixidoSeedSales sales)
    {
        for (var i = sales.All.Count / 2; i < sales.All.Count; i++)
        {
            var sale = sales.All[i];
            if (sale.Buyer == 5201 && sale.Lead != 0 && LeadOf(sale).SellerId == 5101)
            {
                _events.Add(new Event(sale.Second + 1, Step.Refund, sale.Buyer, sale.Lead));
                return i;
            }
        }

        return -1;
    }

    private void PlanGifts()
    {
        foreach (var buyer in (long[])[5201, 5202, 5301])
            _events.Add(new Event(60 + buyer - 5201, Step.Bonus, buyer, 0));
        _events.Add(new Event(90 * Day, Step.Bonus, 5202, 1));
    }

    /// <summary>What a buyer needs beside what comes in by itself, in equal parts spread over the time.</summary>
    private void PlanDeposits(FixidoSeedSales sales, int refunded, long buyer, int parts)
    {
        var account = _state.Accounts.Find(buyer)!;
        var need = FixidoAccounts.Opening.Single(pair => pair.Account.Id == buyer).Opening;
        for (var i = 0; i < sales.All.Count; i++)
        {
            var sale = sales.All[i];
            var lead = LeadOf(sale);
            if (sale.Buyer == buyer && i != refunded)
                need += _state.Convert(lead.Price, lead.PriceCurrency, account.Currency);
            if (lead.SellerId == buyer)
                need -= FixidoLedger.ShareOf(_state, lead, account);
        }

        foreach (var gift in _events.Where(step => step.Step == Step.Bonus && step.Account == buyer))
            need -= GiftOf(gift);
        var part = Math.Max(10, Math.Floor(need / parts / 10) * 10);
        var amounts = new Queue<decimal>();
        for (var i = 0; i < parts; i++)
        {
            amounts.Enqueue(i < parts - 1 ? part : need - part * (parts - 1));
            _events.Add(new Event(120 + i * (Days / parts) * Day + buyer, Step.Deposit, buyer, i));
        }

        _deposits.Add(buyer, amounts);
    }

    private void Play(in Event step)
    {
        var now = _start.AddSeconds(step.Second);
        var account = _state.Accounts.Find(step.Account)!;
        switch (step.Step)
        {
            case Step.Bonus:
                FixidoLedger.Record(_state, step.Number == 0 ? FixidoTransactionType.SignupBonus : FixidoTransactionType.Voucher, account, GiftOf(step), now);
                break;
            case Step.Deposit:
                // It may have come earlier, for a sale that needed it.
                if (_deposits[account.Id].Count == DepositsOf(account.Id) - step.Number)
                    Deposit(account.Id, now);
                break;
            case Step.Sale:
                Sell(_state.Leads.Find(_firstLead + step.Number)!, account.Id, now);
                break;
            case Step.Refund:
                foreach (var trade in _state.TradesByLead.Ascending(_firstLead + step.Number))
                {
                    if (trade.BuyerId == account.Id)
                    {
                        Must(FixidoLedger.Refund(_state, trade, now));
                        break;
                    }
                }

                break;
            default:
                if (Math.Floor(account.Balance / 20) * 10 is > 0 and var amount)
                    FixidoLedger.Record(_state, FixidoTransactionType.Payout, account, -amount, now);
                break;
        }
    }

    private void Sell(FixidoLead lead, long buyer, DateTimeOffset now)
    {
        while (FixidoLedger.WhyNot(_state, lead, _state.Accounts.Find(buyer)!, lead.Price, oneShare: true, now) is { } reason)
        {
            Must(reason.StartsWith("Not enough", StringComparison.Ordinal) && _deposits[buyer].Count > 0, reason);
            Deposit(buyer, now);
        }

        FixidoLedger.Sell(_state, lead, _state.Accounts.Find(buyer)!, lead.Price, now);
    }

    private void Deposit(long buyer, DateTimeOffset now) =>
        FixidoLedger.Record(_state, FixidoTransactionType.Deposit, _state.Accounts.Find(buyer)!, _deposits[buyer].Dequeue(), now);

    private FixidoLead LeadOf(FixidoSeedSale sale) => _state.Leads.Find(_firstLead + sale.Lead)!;

    private static decimal GiftOf(in Event step) => step.Number == 1 ? 25 : step.Account == 5301 ? 5 : 50;

    private static int DepositsOf(long buyer) => buyer switch { 5201 => 8, 5202 => 4, _ => 2 };

    private static void Must(bool holds, string why = "a refund that the seller cannot pay")
    {
        if (!holds)
            throw new InvalidOperationException($"The seed's plan does not work out: {why}");
    }

    private readonly record struct Event(long Second, Step Step, long Account, int Number) : IComparable<Event>
    {
        public int CompareTo(Event other) =>
            Second != other.Second ? Second.CompareTo(other.Second)
            : Step != other.Step ? Step.CompareTo(other.Step)
            : Account != other.Account ? Account.CompareTo(other.Account)
            : Number.CompareTo(other.Number);
    }
}
