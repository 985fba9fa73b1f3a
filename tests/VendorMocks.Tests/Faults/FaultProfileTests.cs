namespace VendorMocks.Tests;

/// <summary>Faults that are put in force together.</summary>
public sealed class FaultProfileTests
{
    public static TheoryData<string, string> Cases =>
        [.. from profile in FaultProfile.Shipped from vendor in Vendors.All select (profile.Name, vendor.Name)];

    [Fact]
    public void Four_profiles_are_shipped() =>
        Assert.Equal(["flaky", "outage", "rate-limited", "slow"], World.Open().Faults.Profiles.Select(profile => profile.Name));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_shipped_profile_shows_with_every_vendor_and_ends_with_it(string profile, string name)
    {
        var vendor = Vendors.Find(name)!;
        using var world = World.Open();
        using var handler = new MocksHandler(world.Host, world, vendor);
        using var client = new HttpClient(handler) { BaseAddress = vendor.BaseAddress };
        var applied = new VendorFaults(world.Faults, vendor).Apply(profile);
        Assert.Equal(applied.Profile.Faults.Count, applied.Handles.Count);
        for (var call = 0; call < 60; call++)
            await client.Get("").ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.InRange(applied.Fired, profile == "flaky" ? 1 : 60, profile == "flaky" ? 20 : 120);
        Assert.Equal(world.Journal.Exchanges.Count(exchange => exchange.Fault is not null), profile == "slow" ? applied.Fired / 2 : applied.Fired);
        applied.Dispose();
        Assert.Empty(world.Faults.Active);
        await client.Get("");
        Assert.Null(world.Journal.Exchanges[^1].Fault);
    }

    [Fact]
    public async Task A_profile_can_be_defined_and_redefined_and_a_reset_drops_it()
    {
        using var world = World.Open();
        world.Faults.Define(new FaultProfile("monday", "Slow and down.", [Fault.Delay(TimeSpan.FromSeconds(5)), Fault.Status(502)]));
        world.Faults.Define(new FaultProfile("outage", "Ours.", [Fault.Status(500)]));
        Assert.Equal(["flaky", "monday", "outage", "rate-limited", "slow"], world.Faults.Profiles.Select(profile => profile.Name));
        using (world.LeadDyno.Faults.Apply("monday"))
            Assert.Equal(502, await FaultTargetTests.Create(world));
        using (world.Faults.Apply("outage"))
            Assert.Equal(500, await FaultTargetTests.Create(world));
        Assert.Equal(WorldOptions.DefaultStart.AddSeconds(5), world.Clock.Now);
        world.Reset();
        Assert.Equal("Every call is answered with 503.", world.Faults.Profiles.Single(profile => profile.Name == "outage").Summary);
        Assert.Throws<ArgumentException>(() => world.Faults.Apply("monday"));
    }

    [Fact]
    public void A_profile_that_makes_no_sense_is_refused()
    {
        using var world = World.Open();
        Assert.Equal("name", Assert.Throws<ArgumentException>(() => world.Faults.Define(new FaultProfile("", "", [Fault.Cut()]))).ParamName);
        Assert.Equal("faults", Assert.Throws<ArgumentException>(() => world.Faults.Define(new FaultProfile("a", "", []))).ParamName);
        Assert.Equal("status", Assert.Throws<ArgumentException>(() => world.Faults.Define(new FaultProfile("a", "", [Fault.Cut(), Fault.Status(1)]))).ParamName);
        Assert.Equal(4, world.Faults.Profiles.Count);
    }

    [Fact]
    public void A_vendors_view_shows_and_clears_its_own()
    {
        using var world = World.Open();
        var all = world.Faults.Add(Fault.Cut());
        var ours = world.LeadDyno.Faults.Add(Fault.Cut());
        var theirs = world.Flexbe.Faults.Add(Fault.Cut());
        Assert.Equal([all, ours], world.LeadDyno.Faults.Active);
        world.LeadDyno.Faults.Clear();
        Assert.Equal([all, theirs], world.Faults.Active);
        world.Faults.Clear();
        Assert.Empty(world.Faults.Active);
    }

    [Fact]
    public void A_world_holds_a_thousand_faults_and_no_more()
    {
        using var world = World.Open();
        for (var i = 0; i < Faults.MaxActive; i++)
            world.Faults.Add(Fault.Cut().On("leads.create"));
        Assert.Throws<InvalidOperationException>(() => world.Faults.Add(Fault.Cut()));
        Assert.Equal(Faults.MaxActive, world.Faults.Active.Count);
    }
}
