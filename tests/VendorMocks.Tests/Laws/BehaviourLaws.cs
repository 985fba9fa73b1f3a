using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

/// <summary>
/// What holds for every vendor, today's and the next. The calls come from the vendors' fixtures, so that a new vendor
/// gets the laws with its first fixture.
/// </summary>
public sealed class BehaviourLaws
{
    public static TheoryData<string> VendorsWithFixtures =>
        [.. FixtureReplay.All.Select(pair => pair.Vendor.Name).Distinct()];

    public static TheoryData<string> AllVendors => [.. Vendors.All.Select(vendor => vendor.Name)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(VendorsWithFixtures))]
    public async Task Two_worlds_never_see_each_other(string name)
    {
        var vendor = Vendors.Find(name)!;
        var host = new MocksHost();
        using var one = host.Open(new WorldOptions { Name = "one" });
        using var other = host.Open(new WorldOptions { Name = "other" });
        var before = StateOf(other, vendor);
        foreach (var fixture in FixturesOf(vendor))
            await FixtureReplay.PlayAsync(one, vendor, fixture).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.NotEqual(StateOf(World.Open(), vendor), StateOf(one, vendor));
        Assert.Equal(before, StateOf(other, vendor));
        Assert.Empty(other.Journal.Exchanges);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(VendorsWithFixtures))]
    public async Task A_refused_call_leaves_the_state_byte_for_byte_as_it_was(string name)
    {
        var vendor = Vendors.Find(name)!;
        var refused = 0;
        foreach (var fixture in FixturesOf(vendor))
        {
            using var world = World.Open();
            await FixtureReplay.PlayAsync(world, vendor, fixture);
            if (!world.Journal.Exchanges[^1].Response.Refused)
                continue;
            refused++;
            // A second refusal of the same kind must find, and leave, what the first one left. What a rule wants to remain of
            // a refused call (FX-74: that somebody looked) stands in the exchange, and nothing beside it may have changed.
            string[] traced = [.. world.Journal.Exchanges[^1].Changes.Select(change => change.Table).Distinct()];
            var before = StateOf(world, vendor, traced);
            await Again(world, vendor);
            Assert.True(world.Journal.Exchanges[^1].Response.Refused);
            Assert.Equal(traced, world.Journal.Exchanges[^1].Changes.Select(change => change.Table).Distinct());
            Assert.Equal(before, StateOf(world, vendor, traced));
        }

        Assert.True(refused > 0, "No fixture shows a refusal.");
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(VendorsWithFixtures))]
    public async Task The_same_seed_and_calls_give_the_same_bytes(string name)
    {
        var vendor = Vendors.Find(name)!;
        foreach (var fixture in FixturesOf(vendor))
        {
            using var one = World.Open();
            using var two = World.Open();
            var first = await FixtureReplay.PlayAsync(one, vendor, fixture);
            var second = await FixtureReplay.PlayAsync(two, vendor, fixture);
            Assert.Equal(first.Answer.Body, second.Answer.Body);
            Assert.Equal(StateOf(one, vendor), StateOf(two, vendor));
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(VendorsWithFixtures))]
    public async Task Reset_equals_fresh(string name)
    {
        var vendor = Vendors.Find(name)!;
        using var world = World.Open();
        using var fresh = World.Open();
        foreach (var fixture in FixturesOf(vendor).Take(20))
            await FixtureReplay.PlayAsync(world, vendor, fixture).ContinueWith(_ => { }, TaskScheduler.Default);
        world.Reset();
        Assert.Equal(StateOf(fresh, vendor), StateOf(world, vendor));
        Assert.Equal(fresh.Clock.Now, world.Clock.Now);
        Assert.Equal(0, world.Journal.Total);
        var fixtureAgain = FixturesOf(vendor)[0];
        Assert.Equal(
            (await FixtureReplay.PlayAsync(fresh, vendor, fixtureAgain)).Answer.Body,
            (await FixtureReplay.PlayAsync(world, vendor, fixtureAgain)).Answer.Body);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(AllVendors))]
    public async Task An_unknown_key_is_refused_in_the_vendors_words_and_kept_among_the_unclaimed_calls(string name)
    {
        var vendor = Vendors.Find(name)!;
        var host = new MocksHost();
        using var world = host.Open(new WorldOptions());
        using var client = new HttpClient(new MocksHandler(host, null, vendor)) { BaseAddress = vendor.BaseAddress };
        var operation = vendor.Operations[0];
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), operation.Path.Replace("{id}", "1", StringComparison.Ordinal));
        using var response = await client.SendAsync(request);
        var unclaimed = Assert.Single(host.Unclaimed.Exchanges);
        Assert.True(unclaimed.Response.Refused);
        Assert.NotNull(vendor.Rules.Find(unclaimed.Response.Why!));
        Assert.Empty(world.Journal.Exchanges);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(VendorsWithFixtures))]
    public async Task Opening_a_seeded_world_is_the_same_whichever_comes_first(string name)
    {
        var vendor = Vendors.Find(name)!;
        var options = new WorldOptions { Size = WorldSize.Default };
        using var one = World.Open(options);
        using var two = World.Open(options);
        foreach (var fixture in FixturesOf(vendor).Take(20))
            await FixtureReplay.PlayAsync(one, vendor, fixture).ContinueWith(_ => { }, TaskScheduler.Default);
        using var three = World.Open(options);
        Assert.Equal(StateOf(two, vendor), StateOf(three, vendor));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(AllVendors))]
    public void A_fault_of_ours_is_the_vendors_500_and_marked_as_our_bug(string name)
    {
        var vendor = Vendors.Find(name)!;
        using var world = World.Open();
        var path = vendor.Operations[0].Path.Replace("{id}", "1", StringComparison.Ordinal);
        // No door builds such a request; it stands for any bug of ours behind the doors.
        var broken = new ApiRequest(vendor.Operations[0].Method, "http", "x", path, null!, "x"u8.ToArray());
        var outcome = world.Answer(vendor, broken, "", path, world.Journal);
        Assert.Equal(500, outcome.Response.Status);
        Assert.Equal(World.BugInTheFake, outcome.Response.Why);
        Assert.Contains("NullReferenceException", outcome.Exchange.Bug, StringComparison.Ordinal);
        Assert.Empty(outcome.Exchange.Changes);
    }

    private static string StateOf(World world, Vendor vendor, string[] without)
    {
        var state = JsonNode.Parse(StateOf(world, vendor))!;
        foreach (var table in without)
            state["tables"]!.AsObject().Remove(table);
        return state.ToJsonString();
    }

    internal static string StateOf(World world, Vendor vendor)
    {
        using var stream = new MemoryStream();
        world.Read<VendorState, bool>(vendor, state =>
        {
            using var writer = new Utf8JsonWriter(stream);
            state.Store.Write(writer);
            return true;
        });
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static IReadOnlyList<Fixture> FixturesOf(Vendor vendor) =>
        [.. FixtureReplay.All.Where(pair => pair.Vendor == vendor).Select(pair => pair.Fixture)];

    private static Task Again(World world, Vendor vendor)
    {
        var last = world.Journal.Exchanges[^1].Request;
        world.Answer(vendor, last, "", last.Path, world.Journal);
        return Task.CompletedTask;
    }
}
