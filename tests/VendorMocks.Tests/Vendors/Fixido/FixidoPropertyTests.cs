using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace VendorMocks.Tests;

/// <summary>What holds for any data and any sequence of calls.</summary>
public sealed class FixidoPropertyTests
{
    private static readonly string[] Cities = ["Malmö", "Lund", "Umeå", "MALMÖ", "", " Lund "];
    private static readonly string[] Words = ["Zebra", "zebra", "flytt", "Kök", "kök-renovering", "Ölfat", "x1", "1"];
    private static readonly string[] Currencies = ["SEK", "EUR", "NOK", "DKK", "GBP"];

    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(60);

    [Fact]
    [Rule("FX-83", "FX-84", "FX-92")]
    public void Money_balances_after_any_sequence_of_calls() => FsCheck.Check.One(
        Quick,
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), (int[] draws) =>
        {
            using var world = World.Open();
            using var client = world.Fixido.CreateClient();
            foreach (var draw in draws)
                Play(world, client, Math.Abs((long)draw));
            FixidoInvariants.Check(world);
            Assert.DoesNotContain(world.Journal.Exchanges, exchange => exchange.Bug is not null);
        }));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Rule("FX-65", "FX-66", "FX-70")]
    public void Search_finds_what_a_naive_filter_finds(int seed)
    {
        var random = new Random(seed);
        using var world = World.Open();
        using var client = world.Fixido.CreateClient();
        for (var round = 0; round < 40; round++)
        {
            for (var i = 0; i < 6; i++)
                Disturb(world, client, random);
            for (var i = 0; i < 8; i++)
            {
                var search = FixidoNaiveSearch.Draw(random, Words, Cities);
                var role = random.Next(2) == 0 ? "buyer" : "trader";
                var expected = search.Run(world, role == "buyer" ? "SEK" : "EUR");
                Assert.Equal(expected, All(As(world, client, role), search.Query, 1 + random.Next(7)));
            }
        }
    }

    [Fact]
    [Rule("FX-71", "FX-72", "FX-89")]
    public void Every_list_gives_each_row_once_under_any_page_size() => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(15),
        Prop.ForAll(Gen.Choose(1, 40).ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (int size, int minutes) =>
        {
            using var world = World.Open(new WorldOptions { Seed = (ulong)size, Size = WorldSize.Of(60) });
            world.Clock.Advance(TimeSpan.FromMinutes(minutes));
            using var client = world.Fixido.CreateClient();
            foreach (var (list, rows, id) in ((string, string, string)[])
                [("search", "leads", "id"), ("categories", "categories", "category"), ("filters", "filters", "id"), ("recentleads", "recentlead", "id"),
                    ("recentsearch", "recentsearch", "id"), ("trades", "trades", "transaction_id"), ("transactions", "Transactions", "transaction_id")])
            {
                foreach (var role in (string[])["buyer", "seller", "trader"])
                {
                    // Looking at a list of leads changes the list of views, so each is counted by itself.
                    var pages = Pages(As(world, client, role), $"{list}/list/", rows, id, size, out var total);
                    Assert.Equal(total, pages.Count);
                    Assert.Equal(pages.Count, pages.Distinct().Count());
                }
            }
        }));

    [Fact]
    [Rule("FX-83")]
    public async Task Of_fifty_parallel_buyers_three_get_the_three_shares()
    {
        using var world = World.Open();
        var fixido = world.Fixido;
        using var client = fixido.CreateClient();
        var lead = fixido.AddLead("Flytthjälp", price: 33.35m, sale: 3);
        var buyers = Enumerable.Range(0, 50)
            .Select(_ => fixido.AddApplication(fixido.AddAccount(balance: 100).Id, FixidoRights.All))
            .ToArray();
        var answers = await Task.WhenAll(buyers.Select(buyer => Task.Run(() => new FixidoCaller(client, buyer.AccessKey, buyer.AccessSecret).Buy(lead.Id))));

        Assert.Equal(3, answers.Count(answer => answer.Text("status") == "true"));
        Assert.Equal(47, answers.Count(answer => answer.Text("error") == "Lead is unavailable. Leads remaining:0. "));
        Assert.Equal(3, fixido.FindLead(lead.Id)!.Sold);
        Assert.Equal(50 * 100 - 3 * 33.35m, buyers.Sum(buyer => fixido.Balance(buyer.AccountId)));
        Assert.Equal(3 * (33.35m - 10.01m), fixido.Balance(5101)); // 10.005 rounds up
        FixidoInvariants.Check(world);
        for (var i = 0; i < buyers.Length; i++)
        {
            var found = await new FixidoCaller(client, buyers[i].AccessKey, buyers[i].AccessSecret).Get($"search/get/{lead.Id}/");
            if (answers[i].Text("status") == "true")
                Assert.Equal(lead.ConsumerEmail, found.Text("data.consumer_email"));
            else
                found.RefusedDoing("Lead matching query does not exist.");
        }
    }

    /// <summary>One call or hook, whatever may come of it.</summary>
    private static void Play(World world, HttpClient client, long draw)
    {
        var (seller, buyer) = (As(world, client, draw % 3 == 0 ? "trader" : "seller"), As(world, client, ((string[])["buyer", "buyer-2", "trader"])[draw / 7 % 3]));
        var lead = 100001 + draw / 11 % 4;
        var price = ((draw / 13 % 200_00) / 100m).ToString(CultureInfo.InvariantCulture);
        var fixido = world.Fixido;
        _ = (draw % 12) switch
        {
            0 or 1 => seller.Post("leads/create/", FixidoForm.Valid("price", price, "price_currency", Currencies[draw % 5], "sale", $"{draw % 4}", "deal_ends", "2026-02-01 00:00:00")).Result,
            2 or 3 or 4 or 5 => buyer.Buy(lead).Result,
            6 => seller.Update(lead, "price", price, "sale", $"{draw / 17 % 3}").Result,
            7 => seller.Post($"leads/delete/{lead}/").Result,
            8 => seller.Update(lead, "status", "active", "deal_ends", draw % 2 == 0 ? "2025-01-01 00:00:00" : "2026-03-01 00:00:00").Result,
            _ => null,
        };
        _ = (draw % 12) switch
        {
            9 => Record.Exception(() => fixido.Refund(501 + draw / 19 % 5)),
            10 => Record.Exception(() => fixido.Payout(5101 + draw / 19 % 2 * 100, 1 + draw % 500)),
            11 => Record.Exception(() => fixido.Buy(lead)),
            _ => null,
        };
        if (draw % 5 == 0)
            world.Clock.Advance(TimeSpan.FromSeconds(draw % 7));
        if (draw % 31 == 0)
            fixido.SetRate("EUR", 1 + draw % 17);
    }

    /// <summary>Something that changes what can be found, now and then in a way that search is not told of.</summary>
    private static void Disturb(World world, HttpClient client, Random random)
    {
        var fixido = world.Fixido;
        var seller = As(world, client, "seller");
        string Pick(string[] from) => from[random.Next(from.Length)];
        var known = fixido.Leads;
        var lead = known.Count == 0 ? 0 : known[random.Next(known.Count)].Id;
        switch (random.Next(10))
        {
            case < 4:
                fixido.AddLead(new FixidoLead
                {
                    Title = $"{Pick(Words)} {Pick(Words)}",
                    Description = Pick(Words),
                    Keywords = string.Join(',', Pick(Words), Pick(Words)),
                    Price = random.Next(5000) / 10m,
                    PriceCurrency = Pick(Currencies),
                    Budget = random.Next(3) == 0 ? 0 : random.Next(9000) / 10m,
                    BudgetCurrency = random.Next(3) == 0 ? "" : Pick(Currencies),
                    AddressCity = Pick(Cities),
                    AddressRegion = Pick(Cities),
                    AddressCountry = random.Next(2) == 0 ? "SE" : "SWE",
                    Language = random.Next(2) == 0 ? "sv" : "de",
                    CategoryId = random.Next(2) == 0 ? 13 : 8,
                    Sale = random.Next(3),
                    Created = world.Clock.Now.AddMinutes(random.Next(4) == 0 ? -random.Next(20_000) : 0),
                    DealEnds = world.Clock.Now.AddMinutes(random.Next(-50, 4000)),
                });
                break;
            case 4:
                _ = seller.Update(lead, "title", Pick(Words), "price", "12.5", "address_city", "Kiruna", "status", "active").Result;
                break;
            case 5:
                _ = seller.Post($"leads/delete/{lead}/").Result;
                break;
            case 6:
                Record.Exception(() => fixido.Buy(lead));
                break;
            case 7:
                world.Clock.Advance(TimeSpan.FromMinutes(random.Next(60)));
                break;
            case 8:
                // A write that is taken back behind the index.
                Record.Exception(() => fixido.Arrange<FixidoState, bool>("test", (_, state) =>
                {
                    state.PutLead(state.Leads.Find(lead)! with { Status = FixidoLeadStatus.Test, Title = "gone" });
                    throw new InvalidOperationException("No.");
                }));
                break;
            default:
                Record.Exception(() => fixido.HoldLead(lead));
                Record.Exception(() => fixido.ApproveLead(known.Count == 0 ? 0 : known[random.Next(known.Count)].Id));
                break;
        }
    }

    private static List<long> All(FixidoCaller caller, string query, int size) =>
        [.. Pages(caller, "search/list/", "leads", "id", size, out _, query).Select(id => long.Parse(id, CultureInfo.InvariantCulture))];

    private static List<string> Pages(FixidoCaller caller, string path, string rows, string id, int size, out int total, string query = "")
    {
        var seen = new List<string>();
        for (var page = 1; ; page++)
        {
            var answer = caller.Get(path, $"page={page}&result_per_page={size}&{query}").Result.Accepted();
            total = answer["data.total_result"].GetInt32();
            var found = answer["data." + rows].EnumerateArray().Select(row => row.GetProperty(id).ToString()).ToArray();
            seen.AddRange(found);
            if (seen.Count >= total)
                return seen;
            Assert.Equal(size, found.Length);
        }
    }

    private static FixidoCaller As(World world, HttpClient client, string role)
    {
        var credential = world.Fixido.Credentials.Single(credential => credential.Role == role);
        return new FixidoCaller(client, credential.Key, credential.Values["access_secret"]);
    }
}
