using System.Globalization;

namespace VendorMocks;

/// <summary>Invented listings, contacts, leads and qualifications over the 120 days before a world's first day.</summary>
internal sealed class MaxworkSeedLeads(MaxworkState state, DateTimeOffset reference, SeedPlan plan)
{
    /// <summary>Leads of the first account.</summary>
    public const int DefaultCount = 60;

    private const int Days = 120;
    private const long FirstPhone = 351_900_000_000;

    private static readonly string[] Messages =
    [
        "Gostaria de visitar este imóvel no próximo sábado.", "Ainda está disponível?", "Qual é o valor do condomínio?",
        "Could I see it one evening next week?", "Procuro casa com garagem nesta zona.", "Quero saber quanto vale a minha moradia.",
    ];

    private static readonly string[] PropertyTypes = ["Apartment", "Villa", "ManorHouse", "Shop", "Office", "Land"];

    private readonly RandomSource _random = state.Random;
    private readonly People _people = new(state.Random, "maxwork.people", plan.Locale, ("pt_PT", 85), ("en", 15));

    /// <summary>Fills both accounts.</summary>
    /// <param name="count">Leads of the first; the second has five.</param>
    public void Fill(int count)
    {
        var (first, second) = (state.Accounts.Find(1)!, state.Accounts.Find(2)!);
        Fill(first, firstPerson: 0, count, contacts: Math.Max(1, count * 4 / 5), AddListings(first, 0, Math.Max(30, Math.Min(count / 2, 3000))));
        Fill(second, firstPerson: count, 5, contacts: 5, AddListings(second, 10_000, 3));
    }

    /// <summary>Adds new leads of the first account, told at the reference.</summary>
    public void Extend(int count)
    {
        var account = state.Accounts.First();
        var agents = state.Agents.Where(agent => agent.AccountId == account.Id).Select(agent => agent.Id).ToArray();
        for (var i = 0; i < count; i++)
        {
            var number = SeedPlan.Number(state.Leads.NextId);
            var input = new MaxworkInput
            {
                PublicReference = MaxworkLeads.NoReference,
                SenderName = NameOf(number),
                Message = Messages[Pick(number, "message", Messages.Length)],
                SenderEmail = _people[number].Email,
                SenderPhone = string.Create(CultureInfo.InvariantCulture, $"+{FirstPhone + number}"),
                Status = MaxworkLeadStatus.New,
                ExternalLeadId = (100_000 + number).ToString(CultureInfo.InvariantCulture),
                AgentId = agents.Length == 0 ? null : agents[number % agents.Length],
                Qualification = Pick(number, "qualified", 12) < 5 ? Qualify(number, null) : null,
            };
            if (MaxworkUpsert.Apply(state, account, input, reference, out var wrong) is null)
                throw new InvalidOperationException($"The seed's own lead {number} is refused: {wrong}.");
        }
    }

    // 70 % for sale, 85 % homes; each agent has some.
    private Dictionary<long, List<MaxworkListing>> AddListings(MaxworkAccount account, int from, int count)
    {
        var agents = state.Agents.Where(agent => agent.AccountId == account.Id).Select(agent => agent.Id).ToArray();
        var byAgent = agents.ToDictionary(id => id, _ => new List<MaxworkListing>());
        for (var i = 0; i < count; i++)
        {
            var reference = string.Create(CultureInfo.InvariantCulture, $"{120_000_000 + (from + i) * 311L + Pick(i, "reference", 300)}-{Pick(i, "unit", 999) + 1}");
            var agent = agents[i % agents.Length];
            byAgent[agent].Add(state.Listings.Add(id => new MaxworkListing(
                id,
                account.Id,
                reference,
                agent,
                i * 3 % 10 < 7 ? MaxworkBusinessType.Sale : MaxworkBusinessType.Rent,
                i * 3 % 20 < 17 ? MaxworkListingClass.Residential : MaxworkListingClass.Commercial)));
        }

        return byAgent;
    }

    private void Fill(MaxworkAccount account, int firstPerson, int count, int contacts, Dictionary<long, List<MaxworkListing>> byAgent)
    {
        var agents = byAgent.Keys.Order().ToArray();
        for (var i = 0; i < count; i++)
        {
            // The last fifth comes from people who asked before, of the same agent.
            var person = firstPerson + i % contacts;
            var agent = agents[i % contacts % agents.Length];
            var listings = byAgent[agent];
            var listing = i * 3 % 10 < 7 ? listings[(i / agents.Length + i / contacts) % listings.Count] : null;
            Tell(account, i, count, new MaxworkInput
            {
                PublicReference = listing?.PublicReference ?? MaxworkLeads.NoReference,
                SenderName = NameOf(person),
                Message = Messages[Pick(firstPerson + i, "message", Messages.Length)],
                SenderEmail = _people[person].Email,
                SenderPhone = string.Create(CultureInfo.InvariantCulture, $"+{FirstPhone + person}"),
                Status = MaxworkLeadStatus.New,
                // 80 % in all, and everybody who comes again: without an id the call could mean the lead that is there.
                ExternalLeadId = i >= contacts || i % 4 != 0 ? (100_000 + i).ToString(CultureInfo.InvariantCulture) : null,
                AgentId = agent,
                Qualification = i * 5 % 12 < 5 ? Qualify(firstPerson + i, listing) : null,
            });
        }
    }

    // 50 % stay new, 30 % are contacted, 20 % archived after that: one call each, as the partner would make them.
    private void Tell(MaxworkAccount account, int i, int count, MaxworkInput input)
    {
        var stretch = TimeSpan.FromDays(Days) / count;
        var at = reference - stretch * (count - i - _random.Unit("maxwork.created", i));
        var last = (i * 7 % 10) switch { < 5 => MaxworkLeadStatus.New, < 8 => MaxworkLeadStatus.Contacted, _ => MaxworkLeadStatus.Archived };
        for (var status = MaxworkLeadStatus.New; status <= last; status++)
        {
            var call = input with { Status = status, Qualification = status == MaxworkLeadStatus.New ? input.Qualification : null };
            if (MaxworkUpsert.Apply(state, account, call, IsoTime.ToMilliseconds(at), out var wrong) is null)
                throw new InvalidOperationException($"The seed's own lead {i} is refused: {wrong}.");
            at += Min(reference - at, TimeSpan.FromDays(12)) * _random.Unit("maxwork." + status, i);
        }
    }

    private MaxworkQualification Qualify(int i, MaxworkListing? listing)
    {
        var business = listing?.BusinessType ?? (Pick(i, "business", 10) < 7 ? MaxworkBusinessType.Sale : MaxworkBusinessType.Rent);
        var (low, high, step) = business == MaxworkBusinessType.Sale ? (60_000, 1_500_000, 5_000) : (450, 4_000, 50);
        var (priceMin, priceMax) = Range(i, "price", low, high, step);
        var (areaMin, areaMax) = Range(i, "area", 30, 450, 10);
        var (roomMin, roomMax) = Range(i, "room", 0, 6, 1);
        var placed = Pick(i, "placed", 5) < 3;
        return new MaxworkQualification
        {
            LeadType = Pick(i, "type", 4) == 0 ? MaxworkLeadType.Seller : MaxworkLeadType.Buyer,
            BusinessType = business,
            ListingClass = listing?.ListingClass ?? MaxworkListingClass.Residential,
            PropertyType = PropertyTypes[Pick(i, "property", PropertyTypes.Length)],
            PriceMin = priceMin,
            PriceMax = priceMax,
            AreaMin = areaMin,
            AreaMax = areaMax,
            RoomMin = roomMin,
            RoomMax = roomMax,
            Attributes = AttributesOf(i),
            Latitude = placed ? 37.0m + Pick(i, "latitude", 51_000) / 10_000m : null,
            Longitude = placed ? -9.4m + Pick(i, "longitude", 32_000) / 10_000m : null,
            Floor = placed ? Pick(i, "floor", 9) : null,
            TotalFloor = placed ? Pick(i, "floor", 9) + Pick(i, "above", 4) : null,
            Notes = Pick(i, "noted", 4) == 0 ? "Prefere contacto por e-mail." : null,
        };
    }

    // None to four of the eight, in their order.
    private MaxworkAttribute[] AttributesOf(int i)
    {
        var wanted = Pick(i, "attributes", 5);
        var first = Pick(i, "firstAttribute", MaxworkAttribute.All.Count);
        return [.. Enumerable.Range(0, wanted).Select(n => MaxworkAttribute.All[(first + 3 * n) % MaxworkAttribute.All.Count]).OrderBy(attribute => attribute.Code)];
    }

    private (decimal Min, decimal Max) Range(int i, string what, int low, int high, int step)
    {
        var steps = (high - low) / step;
        var (one, other) = (Pick(i, what + "Min", steps + 1), Pick(i, what + "Max", steps + 1));
        return (low + Math.Min(one, other) * step, low + Math.Max(one, other) * step);
    }

    private string NameOf(int person)
    {
        var known = _people[person];
        return $"{known.First} {known.Last}";
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private int Pick(int i, string what, int of) => _random.Next("maxwork." + what, i, 0, of);
}
