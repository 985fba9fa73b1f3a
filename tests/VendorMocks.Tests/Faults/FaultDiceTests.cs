namespace VendorMocks.Tests;

/// <summary>Chance comes from the world's seed and shifts nothing else.</summary>
public sealed class FaultDiceTests
{
    [Fact]
    public async Task The_same_seed_and_calls_meet_the_same_faults_and_another_seed_others()
    {
        var one = await Pattern(7);
        Assert.Equal(one, await Pattern(7));
        Assert.NotEqual(one, await Pattern(8));
        Assert.InRange(one.Count(c => c == 'X'), 30, 90);
    }

    [Fact]
    public async Task A_fault_shifts_no_id_and_no_dice_of_another_fault()
    {
        using var plain = World.Open();
        using var faulty = World.Open();
        var alone = plain.LeadDyno.Faults.Add(Fault.Status(503).WithProbability(0.5));
        var first = faulty.LeadDyno.Faults.Add(Fault.Status(503).WithProbability(0.5));
        faulty.LeadDyno.Faults.Add(Fault.Delay(TimeSpan.Zero, TimeSpan.FromMilliseconds(9)));
        for (var call = 0; call < 40; call++)
        {
            await Create(plain, call);
            await Create(faulty, call);
            Assert.Equal(alone.Fired, first.Fired);
        }

        Assert.Equal(plain.LeadDyno.Leads.Select(lead => (lead.Id, lead.Email)), faulty.LeadDyno.Leads.Select(lead => (lead.Id, lead.Email)));
        Assert.InRange(plain.LeadDyno.Leads.Count, 8, 32);
    }

    [Fact]
    public void Delays_are_drawn_from_their_distribution()
    {
        var random = new RandomSource(1);
        var uniform = Fault.Delay(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300));
        var logNormal = Fault.LogNormalDelay(TimeSpan.FromMilliseconds(1000), 0.5);
        var spread = Draw(uniform);
        var waits = Draw(logNormal);
        Assert.All(spread, wait => Assert.InRange(wait, 100, 300));
        Assert.InRange(spread.Average(), 195, 205);
        Assert.InRange(waits.Order().ElementAt(1000), 950, 1050);
        // Of a log-normal value with sigma 0.5 the 97.5th percentile is e^0.98 times the median.
        Assert.InRange(waits.Order().ElementAt(1950), 2400, 2950);
        Assert.All(Draw(Fault.Delay(TimeSpan.FromSeconds(2))), wait => Assert.Equal(2000, wait));

        double[] Draw(DelayFault fault) =>
            [.. Enumerable.Range(0, 2000).Select(seen => fault.Draw(new FaultDice(random, "fault.1", seen)).TotalMilliseconds)];
    }

    private static async Task<string> Pattern(ulong seed)
    {
        using var world = World.Open(new WorldOptions { Seed = seed });
        world.Faults.Add(Fault.Status(503).WithProbability(0.3));
        var pattern = "";
        for (var call = 0; call < 200; call++)
            pattern += await Create(world, call) == 503 ? 'X' : '.';
        return pattern;
    }

    private static async Task<int> Create(World world, int number)
    {
        using var client = world.LeadDyno.CreateClient();
        return (await client.Form("POST", "leads", "key", world.LeadDyno.Key, "email", $"a{number}@example.com")).Status;
    }
}
