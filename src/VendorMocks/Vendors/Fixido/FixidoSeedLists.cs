namespace VendorMocks;

/// <summary>Invented filters, views and searches, from the days before the world's start.</summary>
internal static class FixidoSeedLists
{
    private static readonly string[] Wanted =
    [
        "målare Malmö", "flytt Stockholm", "köksrenovering", "städning Göteborg", "trädgård Skåne", "värmepump",
        "elektriker Uppsala", "rörmokare", "flyttstädning Lund", "fasadmålning", "umzug Berlin", "bredband",
        "kök Göteborg", "måleri Borås", "flytt Umeå",
    ];

    public static void Fill(FixidoState state, RandomSource random, int leads, DateTimeOffset reference)
    {
        for (var i = 0; i < Wanted.Length; i++)
            state.Filters.Add(id => Filter(id, i, random, reference));

        // 30 by the buyer, 12 by the seller, of leads that were there by then; the newest views come last.
        var seen = Math.Max(1, leads * 3 / 4);
        var first = state.Leads.First().Id;
        for (var i = 0; i < 42; i++)
        {
            var (account, number) = i % 7 is 2 or 5 ? (5101L, i / 7 * 2 + (i % 7 == 5 ? 1 : 0)) : (5201L, i);
            var lead = (number * 7L + random.Next("fixido.seed.view", account, 0, seen)) % seen;
            state.RecordView(account, first + lead, reference.AddMinutes(-60 * (42 - i) - random.Next("fixido.seed.view.at", i, 0, 50)));
        }

        for (var i = 0; i < 8; i++)
            state.RecordSearch(5201, Wanted[i], reference.AddHours(-9 * (8 - i)).AddMinutes(random.Next("fixido.seed.search.at", i, 0, 300)));
    }

    private static FixidoFilter Filter(long id, int i, RandomSource random, DateTimeOffset reference)
    {
        var centred = i % 3 == 0;
        return new FixidoFilter
        {
            Id = id,
            AccountId = i < 12 ? 5201 : 5202,
            Name = Wanted[i],
            Search = Wanted[i],
            Active = i is not (3 or 9),
            Created = reference.AddDays(-150 + 10 * i).AddMinutes(random.Next("fixido.seed.filter", i, 0, 1440)),
            LeadCount = random.Next("fixido.seed.filter.count", i, 0, 40),
            Radius = centred ? 10 * (1 + i % 5) : 0,
            Latitude = centred ? 55.5m + random.Next("fixido.seed.filter.lat", i, 0, 900) / 100m : null,
            Longitude = centred ? 12.5m + random.Next("fixido.seed.filter.lon", i, 0, 600) / 100m : null,
        };
    }
}
