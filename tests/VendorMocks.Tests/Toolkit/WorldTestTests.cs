namespace VendorMocks.Tests;

/// <summary>What a test class for xunit does at a test's end.</summary>
public sealed class WorldTestTests
{
    [Fact]
    public async Task A_strict_test_fails_at_its_end_when_something_departed_from_its_contract()
    {
        var strict = new Probe(strict: true);
        await Call(strict.Opened, "e-mail");
        var failure = await Assert.ThrowsAsync<ContractViolationException>(() => strict.DisposeAsync().AsTask());
        Assert.Contains("did you mean \"email\"", failure.Message);
        Assert.Throws<ObjectDisposedException>(() => strict.Opened.LeadDyno.Leads);

        var lenient = new Probe(strict: false);
        await Call(lenient.Opened, "e-mail");
        await lenient.DisposeAsync();

        var right = new Probe(strict: true);
        await Call(right.Opened, "email");
        await right.DisposeAsync();
    }

    [Fact]
    public async Task A_test_fails_at_its_end_when_webhooks_are_under_way()
    {
        var test = new Probe(strict: false);
        using var never = new Silent();
        test.Opened.Webhooks.DeliverTo(never);
        test.Opened.Flexbe.AddHook("http://shop.test/hooks");
        test.Opened.Flexbe.SubmitForm(FlexbeForm.Of("Ada"));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => test.DisposeAsync().AsTask());
        Assert.Contains("await world.Webhooks.SettleAsync();", failure.Message);
    }

    [Fact]
    public async Task The_journal_goes_to_the_tests_output()
    {
        var test = new Probe(strict: false, JournalOutput.Always);
        await Call(test.Opened, "email");
        using var broken = new Broken();
        test.Opened.Webhooks.DeliverTo(broken);
        test.Opened.Flexbe.AddHook("http://shop.test/hooks");
        test.Opened.Flexbe.SubmitForm("Ada");
        await test.Opened.Webhooks.SettleAsync();
        await test.DisposeAsync();
        var output = TestContext.Current.TestOutputHelper!.Output.ReplaceLineEndings("\n");
        Assert.Contains("World default: 3 exchanges\n", output);
        Assert.Contains("12:00:00 leaddyno leads.create: #1 POST /v1/leads -> 201", output);
        Assert.Contains("12:00:00 flexbe sent lead to http://shop.test/hooks: Failed, The line is cut.", output);
    }

    [Fact]
    public async Task A_fixture_arranges_once_and_each_test_has_a_world_of_its_own()
    {
        var fixture = new Shared();
        Assert.Contains("IClassFixture<>", Assert.Throws<InvalidOperationException>(fixture.Open).Message);
        await fixture.InitializeAsync();
        using (var one = fixture.Open())
        {
            one.LeadDyno.AddLead("second@example.com");
            Assert.Equal(2, one.LeadDyno.Leads.Count);
        }

        var test = new Probe(fixture);
        Assert.Equal("first@example.com", Assert.Single(test.Opened.LeadDyno.Leads).Email);
        Assert.Empty(test.Opened.Journal.Exchanges);
        await test.DisposeAsync();
        Assert.Equal(1, fixture.Arranged);
    }

    private static async Task Call(World world, string emailField)
    {
        using var client = world.LeadDyno.CreateClient();
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = world.LeadDyno.Key, [emailField] = "ada@example.com" });
        (await client.PostAsync("leads", content)).Dispose();
    }

    private sealed class Probe : WorldTest
    {
        public Probe(bool strict, JournalOutput output = JournalOutput.OnFailure) => (StrictContracts, JournalOutput) = (strict, output);

        public Probe(WorldFixture fixture)
            : base(fixture)
        {
        }

        public World Opened => World;
    }

    private sealed class Shared : WorldFixture
    {
        public int Arranged { get; private set; }

        protected override ValueTask ArrangeAsync(World world)
        {
            Arranged++;
            world.LeadDyno.AddLead("first@example.com");
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Broken : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new HttpRequestException("The line is cut.");
    }

    private sealed class Silent : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return new HttpResponseMessage();
        }
    }
}
