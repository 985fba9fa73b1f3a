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
        world.Dispose();
        Assert.Throws<ObjectDisposedException>(() => world.LeadDyno.AddAffiliate());
        Assert.Throws<ObjectDisposedException>(() => world.LeadDyno.Leads);
        Assert.Throws<ObjectDisposedException>(() => world.LeadDyno.ShouldHaveReceivedNothing());
        Assert.Throws<ObjectDisposedException>(() => world.Flexbe.ShouldHaveDelivered("lead"));
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
