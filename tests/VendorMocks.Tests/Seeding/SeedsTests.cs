using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

public sealed partial class SeedsTests
{
    [Theory]
    [MemberData(nameof(VendorNames))]
    public void More_leads_come_on_demand_and_the_same_seed_gives_the_same_bytes(string name)
    {
        var vendor = Vendors.Find(name)!;
        using var one = World.Open(new WorldOptions { Seed = 7, Size = WorldSize.Of(30) });
        using var two = World.Open(new WorldOptions { Seed = 7, Size = WorldSize.Of(30) });
        using var other = World.Open(new WorldOptions { Seed = 8, Size = WorldSize.Of(30) });
        var before = Leads(one, vendor);

        foreach (var world in (World[])[one, two, other])
        {
            world.Seed(vendor, 1_500);
            world.Seed(vendor, 20);
        }

        Assert.Equal(before + 1_520, Leads(one, vendor));
        Assert.Equal(BehaviourLaws.StateOf(one, vendor), BehaviourLaws.StateOf(two, vendor));
        Assert.NotEqual(BehaviourLaws.StateOf(one, vendor), BehaviourLaws.StateOf(other, vendor));
        Assert.Empty(one.Webhooks.Deliveries);
    }

    [Theory]
    [MemberData(nameof(VendorNames))]
    public void An_empty_world_can_be_seeded_too_and_a_refused_one_stays_as_it_was(string name)
    {
        var vendor = Vendors.Find(name)!;
        using var world = World.Open();

        world.Seed(vendor, 5);

        Assert.Equal(5, Leads(world, vendor));
        var before = BehaviourLaws.StateOf(world, vendor);
        Assert.Throws<ArgumentOutOfRangeException>(() => world.Seed(vendor, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => world.Seed(vendor, Seeds.MostLeads + 1));
        Assert.Throws<ArgumentException>(() => world.Seed(vendor, 1, "tlh"));
        Assert.Equal(before, BehaviourLaws.StateOf(world, vendor));
    }

    [Theory]
    [MemberData(nameof(VendorNames))]
    public void A_vendor_can_have_a_size_and_a_locale_of_its_own(string name)
    {
        var vendor = Vendors.Find(name)!;
        WorldOptions With(VendorOptions own) => new() { PerVendor = new Dictionary<string, VendorOptions> { [name] = own } };
        using var sized = World.Open(With(new VendorOptions { Size = WorldSize.Of(40) }));
        using var korean = World.Open(With(new VendorOptions { Size = WorldSize.Of(40), Locale = "ko" }));

        Assert.True(Leads(sized, vendor) >= 20);
        Assert.All(Vendors.All.Where(one => one != vendor), one => Assert.Equal(0, Leads(sized, one)));
        Assert.Equal(0, Hangul(sized, vendor));
        var before = Hangul(korean, vendor);
        Assert.True(before > 0);
        korean.Seed(vendor, 10);
        Assert.True(Hangul(korean, vendor) > before);
        sized.Seed(vendor, 10, "ko");
        Assert.True(Hangul(sized, vendor) > 0);
    }

    [Fact]
    public void A_beginning_that_no_vendor_can_make_is_refused()
    {
        foreach (var (vendor, own) in new[] { ("leaddyna", new VendorOptions()), ("leaddyno", new VendorOptions { Locale = "tlh" }) })
            Assert.Throws<ArgumentException>(() => World.Open(new WorldOptions { PerVendor = new Dictionary<string, VendorOptions> { [vendor] = own } }));
    }

    public static TheoryData<string> VendorNames() => [.. Vendors.All.Select(vendor => vendor.Name)];

    private static int Leads(World world, Vendor vendor) =>
        world.Read<VendorState, int>(vendor, state => state.Store.Tables.Single(table => table.Name == "leads").Count);

    // Saved states escape what is not ASCII.
    private static int Hangul(World world, Vendor vendor) => HangulEscape().Count(BehaviourLaws.StateOf(world, vendor));

    [GeneratedRegex(@"\\u(A[C-F]|[BC][0-9A-F]|D[0-7])[0-9A-F]{2}")]
    private static partial Regex HangulEscape();
}
