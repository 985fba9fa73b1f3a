using System.Net;

namespace VendorMocks.Tests;

/// <summary>A vendor's request limit in a test's hands.</summary>
public sealed class VendorLimitsTests : IDisposable
{
    private readonly World _world = World.Open();

    public void Dispose() => _world.Dispose();

    public static TheoryData<string> Limited() => [.. Vendors.All.Where(vendor => vendor.LimitIn(vendor.CreateState()) is not null).Select(vendor => vendor.Name)];

    public static TheoryData<string> Unlimited() => [.. Vendors.All.Where(vendor => vendor.LimitIn(vendor.CreateState()) is null).Select(vendor => vendor.Name)];

    [Theory]
    [MemberData(nameof(Limited))]
    public async Task A_test_meets_the_limit_without_sending_what_leads_to_it(string vendor)
    {
        var fake = Fakes[vendor](_world);
        var most = fake.Limits.Requests!.Value;
        Assert.Equal(most, fake.Limits.Remaining());
        await Call(fake);
        Assert.Equal(most - 1, fake.Limits.Remaining());

        fake.Limits.SetRemaining(1);
        await Call(fake);
        Assert.Equal(0, fake.Limits.Remaining());
        await Call(fake);
        // It refused: in its own way, and without counting.
        Assert.Equal((Refused[vendor], 0), (_world.Journal.Exchanges[^1].Response.Why, fake.Limits.Remaining()));

        _world.Clock.Advance(fake.Limits.Window!.Value);
        Assert.Equal(most, fake.Limits.Remaining());
        fake.Limits.SetRemaining(0);
        fake.Limits.Reset(fake.Credentials[0].Key);
        Assert.Equal(most, fake.Limits.Remaining());
        fake.Limits.SetRemaining(0);
        fake.Limits.Reset();
        await Call(fake);
        Assert.Equal(most - 1, fake.Limits.Remaining());
    }

    [Theory]
    [MemberData(nameof(Unlimited))]
    public void A_vendor_that_limits_nothing_says_so(string vendor)
    {
        var fake = Fakes[vendor](_world);
        Assert.Null(fake.Limits.Requests);
        Assert.Null(fake.Limits.Window);
        Assert.Null(fake.Limits.Remaining());
        Assert.Equal(
            $"{fake.Vendor.Title} limits no requests, by all that is known of it. Have it refuse some: world.{fake.Vendor.Title}.Faults.Add(Fault.Status(429)).",
            Assert.Throws<InvalidOperationException>(() => fake.Limits.SetRemaining(0)).Message);
    }

    [Fact]
    public void What_cannot_be_is_refused_and_changes_nothing()
    {
        var limits = _world.LeadDyno.Limits;
        Assert.Contains("from 0 to 200 requests left", Assert.Throws<ArgumentOutOfRangeException>(() => limits.SetRemaining(201)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => limits.SetRemaining(-1));
        Assert.StartsWith("This world has no key 'nobodys' of LeadDyno", Assert.Throws<ArgumentException>(() => limits.SetRemaining(0, "nobodys")).Message);
        Assert.Throws<ArgumentException>(() => limits.Remaining("nobodys"));
        Assert.Throws<ArgumentException>(() => limits.Reset("nobodys"));
        Assert.Equal(200, limits.Remaining());

        _world.Limits = false;
        Assert.Null(limits.Remaining());
        Assert.Contains("world.Limits = true", Assert.Throws<InvalidOperationException>(() => limits.SetRemaining(0)).Message);
    }

    [Fact]
    public async Task Each_key_has_a_number_of_its_own_and_the_rules_decide_which()
    {
        var second = _world.LeadDyno.AddKey();
        _world.LeadDyno.Rules = _world.LeadDyno.Rules with { RequestsPerWindow = 5, WindowSeconds = 10 };
        _world.LeadDyno.Limits.SetRemaining(0, second);
        Assert.Equal((5, TimeSpan.FromSeconds(10)), (_world.LeadDyno.Limits.Requests, _world.LeadDyno.Limits.Window));
        Assert.Equal((5, 0), (_world.LeadDyno.Limits.Remaining(), _world.LeadDyno.Limits.Remaining(second)));
        using var client = _world.LeadDyno.CreateClient();
        using var refused = await client.GetAsync($"leads/count?key={second}");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    private static Dictionary<string, Func<World, Fake>> Fakes { get; } = new()
    {
        ["fixido"] = world => world.Fixido,
        ["flexbe"] = world => world.Flexbe,
        ["clixnow"] = world => world.Clixnow,
        ["maxwork"] = world => world.Maxwork,
        ["leaddyno"] = world => world.LeadDyno,
    };

    private static Dictionary<string, string> Refused { get; } = new() { ["flexbe"] = "FB-20", ["leaddyno"] = "LD-17" };

    private static async Task Call(Fake fake)
    {
        using var client = fake.CreateClient();
        (await client.GetAsync(new Uri(client.BaseAddress!, fake.Vendor.Sample(fake.Credentials[0]).Target))).Dispose();
    }
}
