namespace VendorMocks.Tests;

/// <summary>Fixtures that are marked as safe hold in any account at any time, as the real vendor's is.</summary>
public sealed class SafeFixtureLaws
{
    public static TheoryData<string> VendorNames => [.. Vendors.All.Select(vendor => vendor.Name)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(VendorNames))]
    public async Task They_hold_in_a_used_account_at_another_time_and_again_under_other_invented_values(string name)
    {
        var faults = new List<string>();
        foreach (var (fixture, fault) in await PlayAsync(Vendors.Find(name)!, [.. FixtureSet.For(name).Fixtures.Where(f => f.Safe)]))
            if (fault is not null)
                faults.Add($"{fixture.Name}: {fault}");
        Assert.Empty(faults);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(VendorNames))]
    public void Every_operation_that_can_be_called_without_the_fake_has_one(string name)
    {
        var fixtures = FixtureSet.For(name).Fixtures.ToLookup(f => f.Operation);
        Assert.Empty(Vendors.Find(name)!.Operations
            .Where(row => fixtures[row.Id].Any(f => f is { NeedsFake: false, Response.Status: < 400 }) && !fixtures[row.Id].Any(f => f.Safe))
            .Select(row => row.Id));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(VendorNames))]
    public void They_write_under_invented_addresses_only(string name)
    {
        foreach (var fixture in FixtureSet.For(name).Fixtures.Where(f => f.Safe))
        {
            Assert.False(fixture.NeedsFake, fixture.Name);
            var sent = FixtureInvention.Of(fixture, "r1").Arrange.Select(step => step.Call!).Append(FixtureInvention.Of(fixture, "r1").Request).SelectMany(call => call.Texts());
            Assert.All(sent.Where(text => text.Contains('@', StringComparison.Ordinal)), text => Assert.Matches(@"\.r1[0-9a-z]*@example\.", text));
        }
    }

    private static async Task<List<(Fixture Fixture, string? Fault)>> PlayAsync(Vendor vendor, IReadOnlyList<Fixture> fixtures)
    {
        // Seeded, on another day, with other ids, and everything twice.
        using var world = World.Open(new WorldOptions { Size = WorldSize.Default, Start = new DateTimeOffset(2031, 5, 6, 23, 7, 8, TimeSpan.Zero), Limits = false, Seed = 99 });
        var results = new List<(Fixture, string?)>();
        foreach (var run in (string[])["k3j2h1", "k3j2h2"])
            foreach (var fixture in fixtures)
            {
                var player = new FakeTarget(vendor, world).Player;
                string? fault;
                try
                {
                    var played = await player.PlayAsync(FixtureInvention.Of(fixture, run));
                    fault = FixtureSet.Compare(played.Fixture, played.Answer.Status, played.Answer.Body) is [var first, ..] ? first : null;
                }
                catch (InvalidOperationException error)
                {
                    fault = error.Message;
                }
                results.Add((fixture, fault));
            }
        return results;
    }
}
