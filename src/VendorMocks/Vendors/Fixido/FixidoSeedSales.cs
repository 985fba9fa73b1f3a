namespace VendorMocks;

/// <summary>Who buys which invented lead when. The totals of sellers and buyers are exact; nobody buys twice or from itself.</summary>
internal sealed class FixidoSeedSales
{
    private static readonly long[] Sellers = [5101, 5102, 5301];
    private static readonly long[] Buyers = [5201, 5202, 5301];

    // Of 70 purchases among 240 leads, by seller and buyer.
    private static readonly int[][] Cells = [[22, 8, 10], [11, 4, 5], [7, 3, 0]];

    private readonly RandomSource _random;
    private readonly FixidoSeedSlot[] _slots;
    private readonly DateTimeOffset _start;
    private readonly DateTimeOffset _reference;
    private readonly int[][] _left;
    private readonly List<FixidoSeedSale> _sales = [];

    public FixidoSeedSales(RandomSource random, FixidoSeedSlot[] slots, DateTimeOffset start, DateTimeOffset reference)
    {
        _random = random;
        _slots = slots;
        _start = start;
        _reference = reference;
        _left = Array.ConvertAll(Cells, row => Array.ConvertAll(row, count => (int)Math.Round((double)count * slots.Length / 240)));
        PlanFixed();
        PlanSoldOut();
        PlanRest();
        _sales.Sort((one, other) => one.Second != other.Second ? one.Second.CompareTo(other.Second) : one.Lead.CompareTo(other.Lead));
    }

    /// <summary>All sales in the order of time.</summary>
    public IReadOnlyList<FixidoSeedSale> All => _sales;

    private void PlanFixed()
    {
        if (_slots.Length > 0)
            Plan(0, 0, 0);
        if (_slots.Length > 2)
            Plan(2, 0, 1);
    }

    // One or two shares each, bought by whoever has most left to buy.
    private void PlanSoldOut()
    {
        for (var i = 3; i < _slots.Length; i++)
        {
            if (_slots[i].Kind != FixidoSeedKind.SoldOut)
                continue;
            var seller = Array.IndexOf(Sellers, _slots[i].Seller);
            var first = Keenest(seller, -1);
            Plan(i, seller, first);
            if (_random.Next("fixido.seed.shares", i, 0, 2) == 1)
                Plan(i, seller, Keenest(seller, first));
        }
    }

    private int Keenest(int seller, int but)
    {
        var best = -1;
        for (var buyer = 0; buyer < Buyers.Length; buyer++)
        {
            if (buyer != but && Buyers[buyer] != Sellers[seller] && (best < 0 || _left[seller][buyer] > _left[seller][best]))
                best = buyer;
        }

        return best;
    }

    private void PlanRest()
    {
        for (var seller = 0; seller < Sellers.Length; seller++)
        {
            var leads = new List<int>();
            for (var i = 8; i < _slots.Length; i++)
            {
                if (_slots[i].Seller == Sellers[seller] && _slots[i].Kind is FixidoSeedKind.Live or FixidoSeedKind.Expired)
                    leads.Add(i);
            }

            for (var buyer = 0; buyer < Buyers.Length; buyer++)
            {
                // Spread evenly from a drawn beginning, so that a buyer meets each lead at most once.
                var count = Math.Min(_left[seller][buyer], leads.Count);
                var from = leads.Count == 0 ? 0 : _random.Next("fixido.seed.from", seller * 3 + buyer, 0, leads.Count);
                for (var k = 0; k < count; k++)
                    Plan(leads[(int)((from + (long)k * leads.Count / count) % leads.Count)], seller, buyer);
            }
        }
    }

    private void Plan(int lead, int seller, int buyer)
    {
        _left[seller][buyer]--;
        _slots[lead].Sales++;
        var from = _slots[lead].Created.AddMinutes(10);
        var latest = _reference.AddHours(-1);
        var to = _slots[lead].Ends < latest ? _slots[lead].Ends : latest;
        var part = _random.Unit("fixido.seed.sold", lead * 4L + buyer);
        // Most leads sell soon.
        var second = (long)((from - _start).TotalSeconds + (to - from).TotalSeconds * part * part);
        _sales.Add(new FixidoSeedSale(second, lead, Buyers[buyer]));
    }
}

/// <summary>One sale.</summary>
/// <param name="Second">When, in seconds from the seed's first day.</param>
/// <param name="Lead">Position of the lead.</param>
/// <param name="Buyer">Account.</param>
internal readonly record struct FixidoSeedSale(long Second, int Lead, long Buyer);
