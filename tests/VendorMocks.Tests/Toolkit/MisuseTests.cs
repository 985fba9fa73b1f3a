namespace VendorMocks.Tests;

/// <summary>Mistakes in tests fail at once and say how to mend them.</summary>
public sealed class MisuseTests
{
    [Fact]
    public async Task A_handler_is_for_its_vendors_hosts()
    {
        using var world = World.Open();
        using var client = new HttpClient(world.LeadDyno.CreateHandler());
        var strange = await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync(new Uri("https://staging.example/v1/leads")));
        Assert.Equal(
            "This handler is LeadDyno's, which does not answer at staging.example. Send the call to https://api.leaddyno.com/v1/, "
            + "or have LeadDyno answer there: world.LeadDyno.AnswerAt(\"staging.example\").",
            strange.Message);
        var foreign = await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync(new Uri("http://fixido.com/api/categories/list/")));
        Assert.Equal("This handler is LeadDyno's, which does not answer at fixido.com: that is Fixido's. Make its client with world.Fixido.CreateHandler().", foreign.Message);
        Assert.Empty(world.Journal.Exchanges);
        world.LeadDyno.AnswerAt("staging.example");
        (await client.GetAsync(new Uri("https://staging.example/v1/leads/count"))).Dispose();
        (await client.GetAsync(new Uri("http://localhost:8080/leaddyno/v1/leads/count"))).Dispose();
        Assert.Equal(2, world.Journal.Count("leaddyno", "leads.count"));
    }

    [Fact]
    public async Task A_vendor_without_a_host_answers_where_no_other_does()
    {
        using var world = World.Open();
        using var client = new HttpClient(world.Maxwork.CreateHandler());
        (await client.GetAsync(new Uri("https://any.example/listingexport/leads"))).Dispose();
        Assert.Equal("maxwork", Assert.Single(world.Journal.Exchanges).Vendor);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync(new Uri("https://api.leaddyno.com/v1/leads")));
    }

    [Fact]
    public async Task Effects_of_webhooks_are_looked_for_after_they_settled()
    {
        using var world = World.Open();
        using var gate = new SlowReceiver();
        world.Webhooks.DeliverTo(gate);
        world.Flexbe.AddHook("http://shop.test/hooks");
        world.Flexbe.SubmitForm(FlexbeForm.Of("Ada", email: "ada@example.com"));

        var early = Assert.Throws<InvalidOperationException>(() => world.Flexbe.ShouldHaveDelivered("lead"));
        Assert.Equal(
            "1 webhook is still under way, the first to http://shop.test/hooks: what they lead to may or may not have happened. "
            + "Wait for them first: await world.Webhooks.SettleAsync();",
            early.Message);
        gate.Open();
        await world.Webhooks.SettleAsync();
        world.Flexbe.ShouldHaveDelivered("lead", times: 1);
        var failure = Assert.Throws<VerificationException>(() => world.Flexbe.ShouldHaveDelivered("pay"));
        Assert.Equal(
            "Expected at least 1 call of the event 'pay' to be answered with 2xx. There were 0.\n\nDeliveries, the latest first:\n  #1 lead to http://shop.test/hooks: Delivered, answered 200",
            failure.Message);
    }

    [Fact]
    public async Task A_server_has_no_address_for_a_world_that_lives_elsewhere()
    {
        await using var server = await MocksServer.StartAsync();
        using var world = World.Open();
        var elsewhere = Assert.Throws<ArgumentException>(() => server.AddressOf(world.LeadDyno));
        Assert.StartsWith("The world 'default' does not live on this server, which would not find it. Open it here: server.Host.Open(", elsewhere.Message);
    }

    [Fact]
    public void A_closed_world_is_not_asked()
    {
        var world = World.Open();
        var calls = world.LeadDyno.Calls();
        world.Dispose();
        Action[] uses =
        [
            () => world.LeadDyno.AddAffiliate(),
            () => _ = world.LeadDyno.Leads,
            () => _ = world.LeadDyno.Rules,
            () => _ = world.LeadDyno.Limits.Remaining(),
            () => world.LeadDyno.ShouldHaveReceivedNothing(),
            () => world.Journal.ShouldNotHaveReceived(calls),
            () => world.Journal.ShouldHaveReceivedInOrder(calls),
            () => world.Flexbe.ShouldHaveDelivered("lead"),
            () => world.Snapshots.Take("late"),
            world.Reset,
        ];
        foreach (var use in uses)
        {
            Assert.Equal(
                "The world is closed. Keep it open as long as its clients are in use.\nObject name: 'world default'.",
                Assert.Throws<ObjectDisposedException>(use).Message.ReplaceLineEndings("\n"));
        }
    }

    [Fact]
    public void Calls_to_one_world_are_not_looked_for_in_anothers_journal()
    {
        using var one = World.Open();
        using var other = World.Open();
        foreach (var use in (Action[])[() => one.Journal.ShouldNotHaveReceived(other.LeadDyno.Calls("leads.create")), () => one.Journal.ShouldHaveReceivedInOrder(other.LeadDyno.Calls())])
        {
            Assert.StartsWith(
                "The calls that are meant are those to the LeadDyno of another world, which this journal does not have. Take both from one world: world.Journal and world.LeadDyno.",
                Assert.Throws<ArgumentException>(use).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_journal_let_go_of_is_not_certified()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        for (var i = 0; i <= 1000; i++)
            (await client.GetAsync("leads/count")).Dispose();
        var failure = Assert.Throws<VerificationException>(() => world.LeadDyno.ShouldNotHaveReceived("leads.count", with: new { page = 2 }));
        Assert.Contains(
            "Dropped: the journal let go of its 1 oldest exchanges to keep its bounds. Up to 1 of them might be such calls, so this cannot be certified: ask sooner, "
            + "clear the journal before, or ask by operation and status alone, which are counted for ever.",
            failure.Message, StringComparison.Ordinal);
    }

    private sealed class SlowReceiver : HttpMessageHandler
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _open.SetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await _open.Task.WaitAsync(cancellationToken);
            return new HttpResponseMessage();
        }
    }
}
