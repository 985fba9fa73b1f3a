namespace VendorMocks;

/// <summary>
/// LeadDyno's seed world: half a year of an account's life, played through the same methods as live calls, in the order of
/// time. All draws are functions of the seed; what is counted is spread evenly, so that counts are exact at every size.
/// </summary>
internal sealed class LeadDynoSeed
{
    private const int Days = 180;
    private const int Day = 86_400;
    private const string Shop = "https://shop.example.com/";

    private static readonly string[] Codes = ["AVERY10", "MAPLE7", "NORTHWIND", "SUNNY15", "HARBOR", "PIXELS", "GREENLEAF", "COASTAL20"];
    private static readonly string[] Campaigns = ["SpringNewsletter", "SummerSale", "PodcastSpots", "PartnerWebinar"];
    private static readonly string[] Pages = ["", "chairs", "tables", "lamps", "sale", "blog/balcony-ideas", "gift-cards"];
    private static readonly string[] Terms = ["garden+chairs", "oak+table", "reading+lamp", "balcony+ideas", "gift+card"];
    private static readonly string[] Statuses = ["hot", "contacted", "qualified", "newsletter"];
    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Safari/605.1.15",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/138.0 Safari/537.36",
    ];

    private static readonly string[] Networks = ["192.0.2.", "198.51.100.", "203.0.113."];

    private readonly LeadDynoState _state;
    private readonly RandomSource _random;
    private readonly DateTimeOffset _start;
    private readonly LeadDynoSeedSize _size;
    private readonly People _people;
    private readonly People _partners;
    private readonly string[] _trackingCodes;
    private readonly List<Moment> _moments = [];

    private LeadDynoSeed(LeadDynoState state, SeedPlan plan, DateTimeOffset reference)
    {
        _state = state;
        _random = new RandomSource(plan.Seed);
        _start = reference.AddDays(-Days);
        _size = LeadDynoSeedSize.Of(plan.Records);
        (string, int)[] locales = [("en_US", 40), ("en_GB", 15), ("de", 15), ("fr", 10), ("es", 10), ("sv", 5), ("ja", 5)];
        _people = new People(_random, "leaddyno.seed.people", plan.Locale, locales);
        _partners = new People(_random, "leaddyno.seed.partners", plan.Locale, locales);
        _trackingCodes = new string[_size.Visitors];
    }

    private enum Step : byte
    {
        Campaign,
        Affiliate,
        Visit,
        Capture,
        Buy,
        BuyUnseen,
        Cancel,
        Bonus,
        Payout,
        Demo,
    }

    public static void Fill(LeadDynoState state, SeedPlan plan, DateTimeOffset reference)
    {
        var seed = new LeadDynoSeed(state, plan, reference);
        seed.StartIds();
        seed.Schedule();
        seed.Play(reference);
    }

    /// <summary>Adds leads that the tracker captures now, some of them brought by affiliates that are there.</summary>
    public static void Extend(LeadDynoState state, SeedPlan plan, int count, DateTimeOffset now)
    {
        var seed = new LeadDynoSeed(state, plan with { Records = 1 }, now);
        var codes = state.Affiliates.Where(affiliate => affiliate.Status == LeadDynoAffiliateStatus.Active).Select(affiliate => affiliate.Code).ToArray();
        for (var i = 0; i < count; i++)
        {
            var number = SeedPlan.Number(state.Leads.NextId);
            var visit = new LeadDynoVisit
            {
                Url = Shop + Pages[seed.Draw("page", number, 0, Pages.Length)],
                Code = codes.Length > 0 && number % 5 < 3 ? codes[seed.Draw("affiliate", number, 0, codes.Length)] : null,
                Agent = Agents[seed.Draw("agent", number, 0, Agents.Length)],
                RemoteIp = Networks[number % Networks.Length] + seed.Draw("ip", number, 1, 255).ToString(System.Globalization.CultureInfo.InvariantCulture),
                FromTracker = true,
            };
            state.Capture(seed.PersonOf(number, number % 10 == 0) with { Visit = visit }, now);
        }
    }

    // The rows that only move the ids are gone before anybody sees them.
    private void StartIds()
    {
        var never = new LeadDynoLead { Id = 2000, Email = "", CreatedAt = _start, UpdatedAt = _start };
        _state.Affiliates.Insert(new LeadDynoAffiliate { Id = 100, Email = "", Code = "", DashboardToken = "", CreatedAt = _start, UpdatedAt = _start });
        _state.Visitors.Insert(new LeadDynoVisitor { Id = 1000, TrackingCode = "", CreatedAt = _start, UpdatedAt = _start });
        _state.Leads.Insert(never);
        _state.Purchases.Insert(new LeadDynoPurchase { Id = 3000, PurchaseCode = "", LeadId = never.Id, PlanId = 1, Currency = "USD", CreatedAt = _start, UpdatedAt = _start });
        _state.Commissions.Insert(new LeadDynoCommission { Id = 4000, AffiliateId = 100, Amount = 0, Currency = "USD", CreatedAt = _start });
        _state.Affiliates.Remove(100);
        _state.Visitors.Remove(1000);
        _state.Leads.Remove(never.Id);
        _state.Purchases.Remove(3000);
        _state.Commissions.Remove(4000);
    }

    private void Schedule()
    {
        for (var i = 0; i < Campaigns.Length; i++)
            Add(i * Day, Step.Campaign, i);
        for (var i = 0; i < _size.Affiliates; i++)
            Add(Even(i, _size.Affiliates, 0, 30), Step.Affiliate, i);
        for (var i = 0; i < _size.Visitors; i++)
            Add(Even(i, _size.Visitors, 31, 176), Step.Visit, i);
        for (var i = 0; i < _size.Captured; i++)
            Add(CaptureTime(i), Step.Capture, i);
        for (var i = 0; i < _size.Purchases; i++)
        {
            var time = BuyTime(i);
            Add(time, i < _size.Buyers || i >= _size.Customers ? Step.Buy : Step.BuyUnseen, i);
            if (Falls(i, _size.Purchases, _size.Cancelled, 3))
                Add(Math.Min(time + Draw("cancel", i, Day, 20 * Day), Days * Day - 600), Step.Cancel, i);
        }

        for (var i = 0; i < 6; i++)
            Add((70 + i * 20) * Day + 3600, Step.Bonus, i);
        foreach (var day in (int[])[70, 100, 130, 155])
            Add(day * Day, Step.Payout, day);
        for (var i = 0; i < LeadDynoSeedDemo.Steps; i++)
            Add(LeadDynoSeedDemo.DayOf(i) * Day + 43_200 + i, Step.Demo, i);
        _moments.Sort();
    }

    private void Play(DateTimeOffset reference)
    {
        var played = 0;
        foreach (var moment in _moments)
        {
            var now = _start.AddSeconds(moment.Second);
            _state.RunRepeats(now);
            Play(moment, now);
            // Small transactions keep the memory of a million records small.
            if (++played % 4096 == 0)
                _state.Store.Commit();
        }

        _state.RunRepeats(reference);
    }

    private void Play(Moment moment, DateTimeOffset now)
    {
        var i = moment.Index;
        switch (moment.Step)
        {
            case Step.Campaign:
                _state.Campaigns.Add(id => new LeadDynoCampaign { Id = id, Code = Campaigns[i], CreatedAt = now, UpdatedAt = now });
                break;
            case Step.Affiliate:
                Enrol(i, now);
                break;
            case Step.Visit:
                _trackingCodes[i] = _state.Visit(VisitOf(i), now).TrackingCode;
                break;
            case Step.Capture:
                _state.Capture(CaptureOf(i), now);
                break;
            case Step.Buy or Step.BuyUnseen:
                _state.Buy(OrderOf(i), now);
                break;
            case Step.Cancel:
                _state.Cancel(_state.PurchasesByCode.Find(PurchaseCode(i))!, new LeadDynoEnding(null, now, i % 2 == 0 ? "refund" : "api"));
                break;
            case Step.Bonus:
                Bonus(i, now);
                break;
            case Step.Payout:
                PayOut(now);
                break;
            default:
                LeadDynoSeedDemo.Play(_state, i, now);
                break;
        }
    }

    private void Enrol(int i, DateTimeOffset now)
    {
        var person = _partners[i];
        var affiliate = _state.Enrol(
            new LeadDynoApplication
            {
                Email = i == 0 ? LeadDynoSeedDemo.Partner : person.Email,
                FirstName = i == 0 ? "Avery" : person.First,
                LastName = i == 0 ? "Partner" : person.Last,
                Code = i < Codes.Length ? Codes[i] : null,
                Type = i % 3 == 2 ? "vip" : "standard",
                ReferringAffiliate = Falls(i, _size.Affiliates, _size.Referred, 2) && i > 0 ? EmailOfPartner(i / 2) : null,
                ReferrerDomain = i == 1 ? "balcony-blog.example" : null,
            },
            now);
        var status = i < _size.Active ? LeadDynoAffiliateStatus.Active
            : i < _size.Active + _size.Pending ? LeadDynoAffiliateStatus.PendingApproval
            : LeadDynoAffiliateStatus.Archived;
        if (status != LeadDynoAffiliateStatus.Active)
            _state.Keep(affiliate with { Status = status, Rejected = i == _size.Affiliates - 1 }, now);
    }

    private LeadDynoVisit VisitOf(int i)
    {
        var hasUrl = Falls(i, _size.Visitors, _size.Visitors * 70 / 100, 5);
        var campaign = hasUrl && Falls(i, _size.Visitors, _size.Visitors * 21 / 100, 1) ? 1 + Draw("campaign", i, 0, Campaigns.Length) : 0;
        var code = Falls(i, _size.Visitors, _size.Visitors * 60 / 100, 7) ? CodeOfActive(Draw("affiliate", i, 0, _size.Active)) : null;
        var referred = Falls(i, _size.Visitors, _size.Visitors * 25 / 100, 11);
        var url = Shop + Pages[Draw("page", i, 0, Pages.Length)];
        if (code is not null)
            url += $"?afmc={code}" + (i % 4 == 0 ? $"&subid=banner{i % 3}" : "");
        if (campaign > 0)
            url += "#_l_" + LeadDynoBase36.Of(campaign);
        return new LeadDynoVisit
        {
            Url = hasUrl ? url : null,
            Code = hasUrl ? null : code,
            Referrer = !referred ? null
                : code is null && i % 9 == 0 ? "https://balcony-blog.example/favourites"
                : $"https://search.example/find?q={Terms[Draw("term", i, 0, Terms.Length)]}",
            Agent = Agents[Draw("agent", i, 0, Agents.Length)],
            RemoteIp = Networks[i % Networks.Length] + Draw("ip", i, 1, 255).ToString(System.Globalization.CultureInfo.InvariantCulture),
            FromTracker = i % 2 == 0,
        };
    }

    private LeadDynoCapture CaptureOf(int i) =>
        PersonOf(i, Falls(i, _size.Captured, _size.Marked, 4)) with { Visit = new LeadDynoVisit { TrackingCode = _trackingCodes[VisitorOf(i)] } };

    private LeadDynoCapture PersonOf(int i, bool marked)
    {
        var person = _people[i];
        var withAddress = i % 3 == 0;
        return new LeadDynoCapture
        {
            Email = person.Email,
            Visit = new LeadDynoVisit(),
            FirstName = i % 10 == 9 ? null : person.First,
            LastName = i % 10 == 9 ? null : person.Last,
            CustomStatus = marked ? Statuses[i % Statuses.Length] : null,
            Address1 = withAddress ? person.Street : null,
            City = withAddress ? person.Place : null,
            Zipcode = withAddress ? person.Zip : null,
            Country = withAddress ? CountryOf(person.Locale) : null,
            // 555-0100 to 555-0199 are kept for fiction.
            Phone = withAddress ? $"+1 555 01{Draw("phone", i, 0, 100):00}" : null,
        };
    }

    private LeadDynoOrder OrderOf(int i)
    {
        var amount = Math.Round(9 + 490 * (decimal)Math.Pow(_random.Unit("leaddyno.seed.amount", i), 3.2), 2);
        var total = _size.Purchases;
        return new LeadDynoOrder
        {
            Email = _people[BuyerOf(i)].Email,
            PurchaseCode = PurchaseCode(i),
            Amount = Falls(i, total, total * 5 / 100, 6) ? null : amount,
            PlanCode = Falls(i, total, total / 5, 1) ? "basic" : Falls(i, total, total / 10, 3) ? "plus" : null,
            CommissionOverride = Falls(i, total, Share(total, 5), 9) ? 12.5m : null,
            Currency = Falls(i, total, Share(total, 6), 2) ? "EUR" : null,
            LineItems = Falls(i, total, Share(total, 20), 8) ? [new("SKU-1", "Garden chair", 2, Math.Round(amount / 4, 2)), new("SKU-2", "Cushion", 1, Math.Round(amount / 2, 2))] : null,
            Note = i % 12 == 0 ? "Web shop order" : null,
        };
    }

    private void Bonus(int i, DateTimeOffset now) => _state.Commissions.Add(id => new LeadDynoCommission
    {
        Id = id,
        AffiliateId = 101 + i % _size.Active,
        Amount = 10 + 5 * i,
        Currency = "USD",
        Note = "Bonus",
        DueAt = now,
        CreatedAt = now,
    });

    // Most of what is due is paid; some partners wait for their minimum.
    private void PayOut(DateTimeOffset now)
    {
        foreach (var commission in _state.Commissions.ToArray())
        {
            if (commission is { Paid: false, Cancelled: false } && commission.DueAt <= now && commission.AffiliateId % 3 != 0)
                _state.Commissions.Replace(commission with { Paid = true });
        }
    }

    private string PurchaseCode(int i) => i % 3 == 0
        ? $"ORDER-{10_000 + i}"
        : _random.Uuid("leaddyno.seed.purchase_code", i);

    private string CodeOfActive(int i) => _state.Affiliates.Find(101 + i)!.Code;

    private string EmailOfPartner(int i) => i == 0 ? LeadDynoSeedDemo.Partner : _partners[i].Email;

    private int VisitorOf(int lead) => (int)((lead + 0.5) * _size.Visitors / _size.Captured);

    private int CaptureTime(int lead) => Math.Min(Even(VisitorOf(lead), _size.Visitors, 31, 176) + Draw("capture", lead, 60, 2 * Day), 178 * Day);

    // First purchases come from captured leads, then from people nobody saw before, then from those who buy again.
    private int BuyerOf(int purchase) =>
        purchase < _size.Buyers ? (int)((purchase + 0.5) * _size.Captured / _size.Buyers)
        : purchase < _size.Customers ? _size.Captured + purchase - _size.Buyers
        : (int)(((purchase - _size.Customers) * 7L % _size.Buyers + 0.5) * _size.Captured / _size.Buyers);

    private int BuyTime(int purchase)
    {
        var latest = 179 * Day;
        if (purchase >= _size.Buyers && purchase < _size.Customers)
            return Even(purchase - _size.Buyers, _size.Customers - _size.Buyers, 40, 178);
        var captured = CaptureTime(BuyerOf(purchase));
        var wait = purchase < _size.Buyers ? Draw("wait", purchase, 600, 10 * Day) : Draw("again", purchase, 12 * Day, 40 * Day);
        return captured + Math.Min(wait, latest - captured);
    }

    private int Draw(string what, long number, int from, int below) => _random.Next("leaddyno.seed." + what, number, from, below);

    private static int Share(int total, int of160) => (int)((long)total * of160 / 158);

    /// <summary>Whether the i-th of many is one of some that are spread evenly over them.</summary>
    private static bool Falls(int i, int total, int some, int shift)
    {
        var at = (i + (long)shift) % total;
        return (at + 1) * some / total > at * some / total;
    }

    private static int Even(int i, int total, int fromDay, int toDay) => (int)(fromDay * (long)Day + (long)(toDay - fromDay) * Day * i / total);

    private static string CountryOf(string locale) => locale switch
    {
        "en_GB" => "GB",
        "de" => "DE",
        "fr" => "FR",
        "es" => "ES",
        "sv" => "SE",
        "ja" => "JP",
        _ => "US",
    };

    private void Add(int second, Step step, int index) => _moments.Add(new Moment(second, step, index));

    private readonly record struct Moment(int Second, Step Step, int Index) : IComparable<Moment>
    {
        public int CompareTo(Moment other)
        {
            var bySecond = Second.CompareTo(other.Second);
            var byStep = bySecond != 0 ? bySecond : Step.CompareTo(other.Step);
            return byStep != 0 ? byStep : Index.CompareTo(other.Index);
        }
    }
}
