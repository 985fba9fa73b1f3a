namespace VendorMocks.Tests;

public sealed class VerificationTests
{
    private static readonly ExchangeFilter Create = new() { Operation = "leads.create" };

    [Fact]
    public async Task Calls_are_counted_by_operation_status_and_fields()
    {
        using var world = await TwoLeads();

        Assert.True(world.Journal.Verify(Create, CallCount.Exactly(2)).Passed);
        Assert.True(world.Journal.Verify(Create.With("email", "a@example.com"), CallCount.Once).Passed);
        Assert.True(world.Journal.Verify(Create.With("email", "a@example.com") with { Status = 201 }, CallCount.AtLeast(1)).Passed);
        Assert.True(world.Journal.Verify(Create with { Status = 422 }, CallCount.Never).Passed);
        Assert.True(world.Journal.Verify(Create.With("first_name", null), CallCount.Between(1, 2)).Passed);
        Assert.True(world.Journal.Verify(Create with { Vendor = "fixido" }, CallCount.Never).Passed);
        Assert.True(world.Journal.Verify(Create.Where("an answer without a rule", exchange => exchange.Response.Why is null), CallCount.AtMost(2)).Passed);
        Assert.Equal(["b@example.com"], world.Journal.Find(Create.With("email", "b@example.com")).Select(exchange => exchange.Fields.TextOf("email")));
    }

    [Fact]
    public async Task A_missed_call_is_told_with_the_nearest_ones_and_what_differs()
    {
        using var world = await TwoLeads();

        var missed = world.Journal.Verify(Create.With("email", "c@example.com") with { Vendor = "leaddyno", Status = 201 }, CallCount.Once);

        Assert.False(missed.Passed);
        Assert.Equal(
            """
            Expected exactly 1 call to leaddyno leads.create, with email "c@example.com", answered 201. There were 0.

            Nearest misses:
              #2 POST /v1/leads -> 201
                  vendor: leaddyno
                  operation: leads.create
                  status: 201
                ≠ email: expected "c@example.com", was "b@example.com"
              #1 POST /v1/leads -> 201
                  vendor: leaddyno
                  operation: leads.create
                  status: 201
                ≠ email: expected "c@example.com", was "a@example.com"
              #3 GET /v1/leads/4711?key=*** -> 404 (LD-01)
                  vendor: leaddyno
                ≠ operation: expected leads.create, was leads.get
                ≠ status: expected 201, was 404
                ≠ email: expected "c@example.com", was absent

            Unclaimed calls: none.
            """.ReplaceLineEndings("\n").Replace("LD-01", world.Journal.Exchanges[2].Response.Why, StringComparison.Ordinal),
            missed.Report);
    }

    [Fact]
    public async Task Too_many_calls_are_listed()
    {
        using var world = await TwoLeads();

        var missed = world.Journal.Verify(Create, CallCount.Never);

        Assert.Equal(
            """
            Expected no call to leads.create. There were 2.

            Matching calls:
              #1 POST /v1/leads -> 201
              #2 POST /v1/leads -> 201

            Unclaimed calls: none.
            """.ReplaceLineEndings("\n"),
            missed.Report);
    }

    [Fact]
    public async Task Calls_that_nobody_claimed_stand_in_the_failure()
    {
        var host = new MocksHost(pathsAnywhere: true);
        using var world = host.Open(new WorldOptions());
        host.Answer(new ApiRequest("POST", "http", "somewhere.test", "/v2/leads?token=abc", [], default));
        using var client = world.LeadDyno.CreateClient();
        await client.Get("leads");

        var missed = world.Journal.Verify(Create, CallCount.Once);

        Assert.Contains("Unclaimed calls (1), the latest first:\n  #1 POST http://somewhere.test/v2/leads?token=*** -> 404 (no-vendor)", missed.Report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_absence_is_not_certified_when_exchanges_were_dropped()
    {
        var host = new MocksHost(journalBytes: 20_000);
        using var world = host.Open(new WorldOptions());
        using var client = world.LeadDyno.CreateClient();
        for (var i = 0; i < 30; i++)
            await client.Form("POST", "leads", "key", world.LeadDyno.Key, "email", $"lead{i}@example.com");
        var dropped = world.Journal.Evicted;
        Assert.True(dropped > 0);

        var never = world.Journal.Verify(Create.With("email", "nobody@example.com"), CallCount.Never);
        var once = world.Journal.Verify(Create.With("email", "lead0@example.com"), CallCount.Once);

        Assert.False(never.Passed);
        Assert.Equal(
            $"""
            Expected no call to leads.create, with email "nobody@example.com". There were 0.

            Unclaimed calls: none.

            Dropped: the journal let go of its {dropped} oldest exchanges to keep its bounds. Up to {dropped} of them might be such calls, so this cannot be certified: ask sooner, clear the journal before, or ask by operation and status alone, which are counted for ever.
            """.ReplaceLineEndings("\n"),
            never.Report);
        Assert.Contains($"Up to {dropped} of them might be such calls", once.Report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_counters_know_is_certified_although_exchanges_were_dropped()
    {
        var host = new MocksHost(journalBytes: 20_000);
        using var world = host.Open(new WorldOptions());
        using var client = world.LeadDyno.CreateClient();
        for (var i = 0; i < 30; i++)
            await client.Form("POST", "leads", "key", world.LeadDyno.Key, "email", $"lead{i}@example.com");
        Assert.True(world.Journal.Evicted > 0);
        world.Clock.Advance(TimeSpan.FromHours(1));

        Assert.True(world.Journal.Verify(Create, CallCount.Exactly(30)).Passed);
        Assert.True(world.Journal.Verify(Create with { Status = 422 }, CallCount.Never).Passed);
        Assert.True(world.Journal.Verify(new ExchangeFilter { Operation = "leads.get" }.With("id", "1"), CallCount.Never).Passed);
        Assert.True(world.Journal.Verify(Create.With("email", "lead29@example.com"), CallCount.AtLeast(1)).Passed);
        Assert.True(world.Journal.Verify(Create.With("email", "lead0@example.com") with { From = world.Clock.Now }, CallCount.Never).Passed);
        Assert.False(world.Journal.Verify(Create, CallCount.Exactly(29)).Passed);
    }

    [Fact]
    public async Task An_order_of_calls_holds_with_others_between_them()
    {
        using var world = await TwoLeads();
        var get = new ExchangeFilter { Operation = "leads.get" };

        Assert.True(world.Journal.VerifyInOrder(Create.With("email", "a@example.com"), get.With("id", "4711")).Passed);
        var missed = world.Journal.VerifyInOrder(get, Create.With("email", "b@example.com"));

        Assert.False(missed.Passed);
        Assert.Equal(
            """
            Expected in this order:
              1. a call to leads.get
              2. a call to leads.create, with email "b@example.com"
            There was none for step 2 after #3.

            Nearest misses: none, there was no other call.

            Steps that were met:
              #3 GET /v1/leads/4711?key=*** -> 404 (WHY)

            Calls for the missing step that came too early:
              #2 POST /v1/leads -> 201

            Unclaimed calls: none.
            """.ReplaceLineEndings("\n").Replace("WHY", world.Journal.Exchanges[2].Response.Why, StringComparison.Ordinal),
            missed.Report);
    }

    [Fact]
    public void Values_of_credentials_are_covered_in_a_report()
    {
        using var world = World.Open();
        var request = new ApiRequest("GET", "https", "api.leaddyno.com", "/v1/leads?key=s3cr3t", [], default);
        world.Host.Answer(request, world, null);

        var missed = world.Journal.Verify(new ExchangeFilter().With("key", "other-s3cr3t"), CallCount.Once);

        Assert.DoesNotContain("s3cr3t", missed.Report, StringComparison.Ordinal);
    }

    [Fact]
    public void Nested_fields_and_elements_have_paths()
    {
        var map = FieldReader.ReadJson("""{"a":{"b":[{"c":1},[2]]},"x.y":"dotted"}"""u8, FieldDialect.Rack).Root.Map;

        Assert.Equal(("1", "2", "dotted"), (map.At("a.b.0.c")!.Text, map.At("a.b.1.0")!.Text, map.At("x.y")!.Text));
        Assert.Equal("""{"c":1}""", map.At("a.b.0")!.ToString());
        Assert.Null(map.At("a.b.2"));
        Assert.Null(map.At("a.b.c"));
        Assert.Null(map.At("a.x"));
        Assert.Null(map.At("z"));
    }

    private static async Task<World> TwoLeads()
    {
        var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        await client.Form("POST", "leads", "key", world.LeadDyno.Key, "email", "a@example.com");
        await client.Form("POST", "leads", "key", world.LeadDyno.Key, "email", "b@example.com", "first_name", "Bea");
        await client.Get($"leads/4711?key={world.LeadDyno.Key}");
        return world;
    }
}
