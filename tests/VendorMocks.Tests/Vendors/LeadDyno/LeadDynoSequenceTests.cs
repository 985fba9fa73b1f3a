using System.Globalization;

namespace VendorMocks.Tests;

/// <summary>Whatever is called in whatever order, some things stay true.</summary>
public sealed class LeadDynoSequenceTests
{
    private const int Calls = 400;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [Rule("LD-26", "LD-72", "LD-76")]
    public async Task Any_sequence_of_calls_keeps_the_records_consistent(int seed)
    {
        using var world = World.Open(new WorldOptions { Limits = false });
        using var client = world.LeadDyno.CreateClient();
        var caller = new LeadDynoCaller(client, world.LeadDyno.Key);
        var dice = RandomSource.Of($"sequence {seed}");
        for (var i = 0; i < Calls; i++)
        {
            var answer = await Act(caller, world.LeadDyno, dice, i);
            Assert.True(answer.Status < 500, answer.Body);
            if (i % 20 == 19)
                world.Clock.Advance(TimeSpan.FromHours(dice.Next("hours", i, 1, 400)));
            if (i % 50 == 49)
                world.Read<LeadDynoState, bool>(LeadDyno.Instance, state => Hold(state, world.Clock.Now));
        }

        Assert.All(world.Journal.Exchanges, exchange => Assert.Null(exchange.Bug));
        Assert.True(world.LeadDyno.Commissions.Count > 20, $"{world.LeadDyno.Commissions.Count} commissions say little.");
        await TotalsAgree(caller, world);
    }

    private static Task<Answer> Act(LeadDynoCaller caller, LeadDynoFake dyno, RandomSource dice, int i)
    {
        string Any(string purpose, params string[] of) => of[dice.Next(purpose, i, 0, of.Length)];
        var email = $"{Any("name", "ann", "bo", "cy", "di", "ed")}@example.com";
        var code = Any("code", "", "A", "B", "C", "D", "NOSUCH");
        var one = dice.Next("id", i, 1, 12).ToString(CultureInfo.InvariantCulture);
        var amount = Any("amount", "", "0", "10", "99.99", "-5", "ten");
        switch (dice.Next("act", i, 0, 20))
        {
            case 0 or 1: return caller.Post("affiliates", "email", $"{code}{one}@example.com", "affiliate_code", code, "referring_affiliate", $"A{one}@example.com");
            case 2: return caller.Put($"affiliates/{one}", "affiliate_code", code, "first_name", code);
            case 3: return caller.Post($"affiliates/{one}/{Any("verb", "archive", "unarchive", "reject", "approve")}");
            case 4: return caller.Post($"affiliates/{one}/commissions", "amount", amount);
            case 5 or 6: return caller.Post("visitors", "tracking_code", Any("track", "", "t-1", "t-2", "t-3"), "code", code, "url", $"https://shop.example.com/?subid={one}");
            case 7 or 8: return caller.Post("leads", "email", email, "code", code, "tracking_code", Any("track", "", "t-1", "t-2", "t-3"));
            case 9: return caller.Put($"leads/{one}", "email", email, "code", code, "tracking_code", Any("track", "", "t-4"));
            case 10: return caller.Delete($"leads/{one}/purchases", "source", "api");
            case 11: return caller.Delete($"purchases/{one}");
            case 12: return caller.Delete("purchases", "email", email);
            case 13: return caller.Put($"purchases/{one}", "purchase_amount", amount);
            case 14:
                dyno.AddPurchase(email, 50, code: code, awaitingApproval: true);
                return caller.Post($"purchases/{one}/{Any("verb", "approve", "reject")}");
            case 15: return caller.Post("commissions/mark_as_paid", "affiliate_email", $"A{one}@example.com", "purchase_code", $"ORDER-{one}");
            default:
                return caller.Post("purchases", "email", email, "purchase_code", $"ORDER-{i % 60}", "purchase_amount", amount, "code", code,
                    "plan_code", Any("plan", "plus", "basic", "Default"), "reassign_affiliate", Any("flag", "", "true", "false"));
        }
    }

    private static bool Hold(LeadDynoState state, DateTimeOffset now)
    {
        LeadDynoInvariants.Hold(state, now);
        foreach (var lead in state.Leads.Where(row => row.LatestVisitorId is not null))
            Assert.NotNull(state.Visitors.Find(lead.LatestVisitorId!.Value)!.LeadId);
        foreach (var repeat in state.Repeats)
            Assert.True(repeat.Next > now && state.Purchases.Find(repeat.PurchaseId)!.Cancellation is null);
        foreach (var affiliate in state.Affiliates)
        {
            Assert.Equal(state.Leads.Count(row => row.AffiliateId == affiliate.Id), state.LeadsByAffiliate.Count(affiliate.Id));
            Assert.True(affiliate.ReferringAffiliateId != affiliate.Id);
            Assert.True(!affiliate.Rejected || affiliate.Status == LeadDynoAffiliateStatus.Archived);
        }

        return true;
    }

    private static async Task TotalsAgree(LeadDynoCaller caller, World world)
    {
        foreach (var collection in (string[])["visitors", "leads", "purchases", "affiliates"])
        {
            var ids = new List<long>();
            for (var page = 1; ids.Count == (page - 1) * 7; page++)
                ids.AddRange((await caller.Get($"{collection}?per_page=7&page={page}")).RowIds());
            Assert.Equal(await caller.Count(collection), ids.Distinct().Count());
        }

        var rows = world.LeadDyno.Commissions;
        var total = await caller.Get("commissions/totals");
        var counted = rows.Where(row => !row.Cancelled).ToArray();
        Assert.Equal((counted.Length, rows.Count - counted.Length), (total["total_count"].GetInt32(), total["total_cancelled_count"].GetInt32()));
        Assert.Equal(counted.Sum(row => row.Amount), decimal.Parse(total.Text("total_cost")!, CultureInfo.InvariantCulture));
        var each = 0m;
        foreach (var affiliate in world.LeadDyno.Affiliates)
        {
            var sums = await caller.Get($"affiliates/{affiliate.Id}/commissions_total");
            var parts = new[] { "due", "pending", "paid" }.Sum(name => decimal.Parse(sums.Text(name)!, CultureInfo.InvariantCulture));
            Assert.Equal(decimal.Parse(sums.Text("total")!, CultureInfo.InvariantCulture), parts);
            each += parts;
        }

        Assert.Equal(counted.Sum(row => row.Amount), each);
    }
}
