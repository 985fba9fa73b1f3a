namespace VendorMocks.Tests;

public sealed class FixtureReplayTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var (vendor, fixture) in FixtureReplay.All)
            cases.Add(vendor.Name, fixture.Name);
        return cases;
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public async Task A_fixture_replays_on_an_empty_world_and_keeps_its_schema(string vendorName, string name)
    {
        var (vendor, recorded) = FixtureReplay.All.Single(pair => pair.Vendor.Name == vendorName && pair.Fixture.Name == name);
        using var world = World.Open();
        var (answer, fixture) = await FixtureReplay.PlayAsync(world, vendor, recorded);
        Assert.Empty(FixtureSet.Compare(fixture, answer.Status, FixtureReplay.Parse(answer.Body)));
        Assert.Empty(ExchangeCheck.OfCompleteResponse(world.Journal.Exchanges[^1])!);
    }
}
