using System.Globalization;

namespace VendorMocks;

/// <summary>
/// Fixido's seed world: half a year of a Swedish lead market, through the same methods as live calls. All draws are functions
/// of the seed; what is counted is dealt from a deck, so that counts are exact.
/// </summary>
internal sealed class FixidoSeed
{
    private const int DefaultLeads = 240;
    private const int Days = 180;
    private const int Day = 86_400;
    private const int Fixed = 8;

    // How many of 240 leads each seller has of each kind: live, sold out, expired, inactive, test, held.
    private static readonly (long Seller, int[] Counts)[] Cells =
    [
        (5101, [75, 11, 15, 12, 4, 3]),
        (5102, [50, 6, 10, 9, 4, 1]),
        (5301, [25, 3, 5, 4, 2, 1]),
    ];

    private static readonly FixidoSeedKind[] FixedKinds =
        [FixidoSeedKind.Live, FixidoSeedKind.Live, FixidoSeedKind.SoldOut, FixidoSeedKind.Expired, FixidoSeedKind.Inactive, FixidoSeedKind.Test, FixidoSeedKind.Live, FixidoSeedKind.Held];

    private static readonly string[] Sources = ["", "webbformulär", "partner.example.com", "telefon"];
    private static readonly string[] Methods = ["", "", "phone", "email"];

    private readonly FixidoState _state;
    private readonly RandomSource _random;
    private readonly DateTimeOffset _reference;
    private readonly DateTimeOffset _start;
    private readonly People _people;
    private readonly long[] _categories;

    private FixidoSeed(FixidoState state, SeedPlan plan, DateTimeOffset reference)
    {
        _state = state;
        _random = new RandomSource(plan.Seed);
        _reference = reference;
        _start = reference.AddDays(-Days);
        _people = new People(_random, "fixido.seed.people", plan.Locale, [.. FixidoSeedTexts.Locales.Select(locale => (locale, 1))]);
        _categories = [.. FixidoSeedTexts.Work.SelectMany((work, at) => Enumerable.Repeat((long)at, work.Weight))];
    }

    public static void Fill(FixidoState state, SeedPlan plan, DateTimeOffset reference)
    {
        var seed = new FixidoSeed(state, plan, reference);
        var slots = seed.Deal(plan.Records ?? DefaultLeads);
        var sales = new FixidoSeedSales(seed._random, slots, seed._start, seed._reference);
        for (var i = 0; i < slots.Length; i++)
            state.AddLead(seed.Lead(i, slots[i]), slots[i].Created);
        FixidoSeedMoney.Play(state, sales, seed._start, seed._reference);
        FixidoSeedLists.Fill(state, seed._random, slots.Length, seed._reference);
    }

    /// <summary>Adds live leads of the first seller, made now.</summary>
    public static void Extend(FixidoState state, SeedPlan plan, int count, DateTimeOffset now)
    {
        var seed = new FixidoSeed(state, plan, now);
        var slot = new FixidoSeedSlot { Seller = Cells[0].Seller, Kind = FixidoSeedKind.Live, Created = now, Ends = now.AddDays(60) };
        for (var i = 0; i < count; i++)
            state.AddLead(seed.Lead(SeedPlan.Number(state.Leads.NextId), slot), now);
    }

    /// <summary>Who sells which kind of lead, from when to when.</summary>
    private FixidoSeedSlot[] Deal(int count)
    {
        var deck = new List<(long Seller, FixidoSeedKind Kind)>(count);
        foreach (var (seller, counts) in Cells)
        {
            for (var kind = FixidoSeedKind.Live; kind <= FixidoSeedKind.Held; kind++)
            {
                var share = (int)Math.Round((double)counts[(int)kind] * count / DefaultLeads);
                var taken = seller == 5101 ? FixedKinds.Count(one => one == kind) : 0;
                deck.AddRange(Enumerable.Repeat((seller, kind), Math.Max(0, share - taken)));
            }
        }

        var dealt = Math.Max(0, count - Fixed);
        while (deck.Count < dealt)
            deck.Add((5101, FixidoSeedKind.Live));
        for (var i = deck.Count - 1; i > 0; i--)
        {
            var other = _random.Next("fixido.seed.deck", i, 0, i + 1);
            (deck[i], deck[other]) = (deck[other], deck[i]);
        }

        var slots = new FixidoSeedSlot[count];
        for (var i = 0; i < count; i++)
        {
            var (seller, kind) = i < Fixed ? (5101, FixedKinds[i]) : deck[i - Fixed];
            var created = Created(i, count);
            slots[i] = new FixidoSeedSlot { Seller = seller, Kind = kind, Created = created, Ends = Ends(i, kind, created) };
        }

        return slots;
    }

    // Even steps with some play in each, so that ids ascend with time; the last lead is some hours old.
    private DateTimeOffset Created(int i, int count)
    {
        var step = (Days * (double)Day - 6 * 3600) / count;
        return _start.AddSeconds(Math.Floor((i + 0.8 * _random.Unit("fixido.seed.created", i)) * step));
    }

    private DateTimeOffset Ends(int i, FixidoSeedKind kind, DateTimeOffset created)
    {
        if (kind == FixidoSeedKind.Expired)
            return created.AddSeconds(Math.Floor((_reference - created).TotalSeconds * (0.3 + 0.6 * _random.Unit("fixido.seed.ends", i))));
        return i < Fixed ? _reference.AddDays(365) : _reference.AddDays(10 + _random.Next("fixido.seed.ends", i, 0, 110));
    }

    private FixidoLead Lead(int i, FixidoSeedSlot slot)
    {
        var language = i < Fixed ? 0 : Draw("fixido.seed.language", i, 20) switch { < 15 => 0, < 17 => 1, < 19 => 2, _ => 3 };
        var person = _people.Of(FixidoSeedTexts.Locales[language], i);
        var place = Place(i, language);
        var (category, _, work) = FixidoSeedTexts.Work[i < Fixed ? 0 : (int)_categories[Draw("fixido.seed.category", i, _categories.Length)]];
        var (title, keywords) = (work[language].Split('|')[0], work[language].Split('|')[1]);
        var wish = FixidoSeedTexts.Wishes[language][Draw("fixido.seed.wish", i, 4)];
        var (price, currency) = Price(i);
        var budget = Draw("fixido.seed.budget", i, 3) == 0 ? 0 : 500 * (1 + Draw("fixido.seed.budget.amount", i, 100));
        var verified = Draw("fixido.seed.verified", i, 8);
        return new FixidoLead
        {
            SellerId = slot.Seller,
            Created = slot.Created,
            Title = $"{title}: {place.City}",
            Description = string.Format(CultureInfo.InvariantCulture, wish, title, place.City),
            Price = price,
            PriceCurrency = currency,
            Budget = budget,
            BudgetCurrency = budget == 0 ? "" : currency,
            Sale = Sale(i, slot),
            PreSold = i < Fixed ? 0 : Draw("fixido.seed.presold", i, 3),
            DealStarts = slot.Created.AddDays(1 + Draw("fixido.seed.starts", i, 5)),
            DealEnds = slot.Ends,
            CategoryId = category,
            Keywords = keywords,
            GenerationMethod = Draw("fixido.seed.method", i, 4) == 0 ? FixidoGenerationMethod.Phone : FixidoGenerationMethod.Online,
            Language = FixidoSeedTexts.Languages[language],
            AddressStreet = person.Street,
            AddressCity = place.City,
            AddressPostalCode = place.PostalCode,
            AddressRegion = place.Region,
            AddressCountry = place.Country,
            CompanyName = Draw("fixido.seed.company", i, 7) == 0 ? $"Prov {person.Last} AB" : "",
            ConsumerFirstName = person.First,
            ConsumerLastName = person.Last,
            ConsumerEmail = person.Email,
            ConsumerPhoneNumber = Draw("fixido.seed.phone", i, 10) < 6 ? $"+46701740{605 + Draw("fixido.seed.phone.number", i, 95)}" : "",
            ConsumerPreferredMethod = Methods[Draw("fixido.seed.preferred", i, Methods.Length)],
            GenerationSource = Sources[Draw("fixido.seed.source", i, Sources.Length)],
            GenerationDate = slot.Created.AddMinutes(-Draw("fixido.seed.generated", i, 600)),
            Reference = Draw("fixido.seed.reference", i, 3) == 0 ? $"PROV-{1000 + i}" : "",
            Status = slot.Kind switch { FixidoSeedKind.Inactive => FixidoLeadStatus.Inactive, FixidoSeedKind.Test => FixidoLeadStatus.Test, _ => FixidoLeadStatus.Active },
            Held = slot.Kind == FixidoSeedKind.Held,
            Reinquire = Draw("fixido.seed.reinquire", i, 20) == 0,
            PhoneVerified = verified == 0,
            EmailVerified = verified == 1,
            Ranking = Draw("fixido.seed.ranking", i, 11) / 2m,
            Auction = Auction(i, price),
        };
    }

    private FixidoPlace Place(int i, int language)
    {
        if (i < Fixed)
            return FixidoSeedTexts.Swedish[^1];
        var abroad = FixidoSeedTexts.Abroad[language];
        // A tenth of all live abroad: every Norwegian, and some of those who write English and German.
        var away = abroad.Length > 0 && Draw("fixido.seed.away", i, 20) < (language == 3 ? 20 : 5);
        return away ? abroad[Draw("fixido.seed.place", i, abroad.Length)] : FixidoSeedTexts.Swedish[Draw("fixido.seed.place", i, FixidoSeedTexts.Swedish.Length)];
    }

    private (decimal Price, string Currency) Price(int i) => i switch
    {
        0 => (50, "SEK"),
        1 => (120, "SEK"),
        2 => (60, "SEK"),
        _ => Draw("fixido.seed.price.kind", i, 10) switch
        {
            0 => (25 + 5 * Draw("fixido.seed.price", i, 8), "EUR"),
            1 => (25 + 5 * Draw("fixido.seed.price", i, 95) + (1 + Draw("fixido.seed.price.ore", i, 3)) * 0.25m, "SEK"),
            _ => (25 + 5 * Draw("fixido.seed.price", i, 96), "SEK"),
        },
    };

    private int Sale(int i, FixidoSeedSlot slot) => i switch
    {
        0 => 2,
        1 => 3,
        _ when slot.Kind == FixidoSeedKind.SoldOut => slot.Sales,
        _ => Math.Max(slot.Sales + 1, 1 + Draw("fixido.seed.sale", i, 5)),
    };

    // The fixed one runs at the world's start; of two in two hundred more one runs and one is over.
    private FixidoAuction? Auction(int i, decimal price) => (i % DefaultLeads) switch
    {
        6 => new FixidoAuction(Math.Floor(price / 2), _reference.AddDays(7)),
        100 => new FixidoAuction(price, _reference.AddDays(3)),
        40 => new FixidoAuction(Math.Floor(price / 2), _reference.AddDays(-3)),
        _ => null,
    };

    private int Draw(string purpose, long number, int below) => _random.Next(purpose, number, 0, below);
}

/// <summary>What becomes of an invented lead.</summary>
internal enum FixidoSeedKind
{
    Live,
    SoldOut,
    Expired,
    Inactive,
    Test,
    Held,
}

/// <summary>The frame of one invented lead.</summary>
internal sealed class FixidoSeedSlot
{
    public required long Seller { get; init; }

    public required FixidoSeedKind Kind { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Ends { get; init; }

    /// <summary>How many shares of it are bought.</summary>
    public int Sales { get; set; }
}
