using static System.Net.HttpStatusCode;

namespace VendorMocks.Tests;

public sealed class WebhooksTests
{
    [Fact]
    public async Task A_delivery_goes_out_and_its_answer_stands_in_the_log()
    {
        var receiver = new Receiver(OK);
        using var world = receiver.Open();
        world.Send("http://r.test/hook?token=s");
        var delivery = await world.SettledAsync();
        Assert.Equal((1L, DeliveryState.Delivered, world.Clock.Now), (delivery.Id, delivery.State, delivery.RaisedAt));
        var attempt = Assert.Single(delivery.Attempts);
        Assert.Equal((200, "ok", null, true), (attempt.Status, attempt.Answer, attempt.Error, attempt.Succeeded));
        Assert.Equal("hello", delivery.Body!.ToString());
        Assert.Equal(["POST http://r.test/hook?token=s hello"], receiver.Calls);
    }

    [Fact]
    [Rule("FB-61")]
    public async Task A_failed_attempt_is_repeated_when_the_worlds_clock_gets_there()
    {
        using var world = new Receiver(InternalServerError, BadGateway, NoContent).Open();
        var start = world.Clock.Now;
        world.Send("http://r.test/", retries: [60, 300]);
        await Expect(1, DeliveryState.Queued);
        world.AdvanceSeconds(59);
        await Expect(1, DeliveryState.Queued);
        world.AdvanceSeconds(1);
        await Expect(2, DeliveryState.Queued);
        world.AdvanceSeconds(299);
        await Expect(2, DeliveryState.Queued);
        world.AdvanceSeconds(1);
        var delivery = await Expect(3, DeliveryState.Delivered);
        Assert.Equal([0, 60, 360], delivery.Attempts.Select(attempt => (attempt.At - start).TotalSeconds));
        Assert.Equal([500, 502, 204], delivery.Attempts.Select(attempt => attempt.Status!.Value));
        Assert.Equal(start, delivery.RaisedAt);

        async Task<WebhookDelivery> Expect(int attempts, DeliveryState state)
        {
            var seen = await world.SettledAsync();
            Assert.Equal((attempts, state), (seen.Attempts.Count, seen.State));
            return seen;
        }
    }

    [Fact]
    public async Task A_long_step_of_the_clock_makes_all_attempts_that_lie_in_it()
    {
        var receiver = new Receiver(InternalServerError);
        using var world = receiver.Open();
        var start = world.Clock.Now;
        world.Send("http://r.test/", retries: [60, 300, 1800]);
        world.Clock.Advance(TimeSpan.FromDays(1));
        var delivery = await world.SettledAsync();
        Assert.Equal(DeliveryState.Failed, delivery.State);
        Assert.Equal([0, 60, 360, 2160], delivery.Attempts.Select(attempt => (attempt.At - start).TotalSeconds));
        Assert.All(delivery.Attempts, attempt => Assert.InRange(attempt.SentAt, attempt.At, world.Clock.Now));
        Assert.Equal(4, receiver.Calls.Count);
    }

    [Fact]
    public async Task After_the_last_attempt_it_is_failed_and_can_be_sent_again()
    {
        using var world = new Receiver(InternalServerError, OK).Open();
        world.Send("http://r.test/");
        Assert.Equal(DeliveryState.Failed, (await world.SettledAsync()).State);
        Assert.Equal(2, world.Webhooks.Redeliver(1)!.Id);
        var again = await world.SettledAsync(1);
        Assert.Equal((DeliveryState.Delivered, 1L), (again.State, again.RedeliveryOf!.Value));
        Assert.Equal(DeliveryState.Failed, world.Webhooks.Deliveries[0].State);
        Assert.Null(world.Webhooks.Redeliver(99));
    }

    [Fact]
    public async Task What_is_behind_a_delivery_that_will_be_repeated_waits_for_it()
    {
        var receiver = new Receiver(InternalServerError, OK);
        using var world = receiver.Open();
        world.Send("http://r.test/", "1", [60]);
        world.Send("http://r.test/", "2", [60]);
        await world.SettledAsync();
        Assert.Equal(["POST http://r.test/ 1"], receiver.Calls);
        world.AdvanceSeconds(60);
        await world.SettledAsync();
        Assert.Equal(["POST http://r.test/ 1", "POST http://r.test/ 1", "POST http://r.test/ 2"], receiver.Calls);
        Assert.All(world.Webhooks.Deliveries, delivery => Assert.Equal(DeliveryState.Delivered, delivery.State));
    }

    [Fact]
    public async Task One_endpoint_keeps_its_order_while_another_is_not_delayed_by_it()
    {
        using var world = World.Open();
        var gate = new TaskCompletionSource();
        var (slow, fast) = (new Receiver(OK) { Before = gate.Task }, new Receiver(OK));
        world.Webhooks.DeliverTo(slow, "slow.test");
        world.Webhooks.DeliverTo(fast, "fast.test");
        for (var i = 0; i < 200; i++)
            world.Send(i % 2 == 0 ? "http://slow.test/" : "http://fast.test/", i.ToString());
        for (var i = 0; i < 100; i++)
            await fast.ArrivalAsync();
        Assert.Single(slow.Calls);
        Assert.Equal(DeliveryState.Sending, world.Webhooks.Deliveries[0].State);
        Assert.Equal(DeliveryState.Queued, world.Webhooks.Deliveries[2].State);
        gate.SetResult();
        await world.SettledAsync();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"POST http://slow.test/ {2 * i}"), slow.Calls);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"POST http://fast.test/ {2 * i + 1}"), fast.Calls);
    }

    [Fact]
    public async Task Different_URLs_of_one_endpoint_share_its_queue()
    {
        var gate = new TaskCompletionSource();
        var receiver = new Receiver(OK) { Before = gate.Task };
        using var world = receiver.Open();
        world.Send("http://r.test/?id=1", endpoint: "http://r.test/?id={id}");
        world.Send("http://r.test/?id=2", endpoint: "http://r.test/?id={id}");
        world.Send("http://r.test/other");
        await receiver.ArrivalAsync();
        await receiver.ArrivalAsync();
        Assert.Equal(DeliveryState.Queued, world.Webhooks.Deliveries[1].State);
        gate.SetResult();
        await world.SettledAsync();
        Assert.Equal(3, receiver.Calls.Count);
    }

    [Fact]
    public async Task Only_so_many_endpoints_are_served_at_once_and_the_rest_come_after_them()
    {
        var gate = new TaskCompletionSource();
        var receiver = new Receiver(OK) { Before = gate.Task };
        using var world = receiver.Open();
        for (var i = 0; i < 100; i++)
            world.Send($"http://r.test/{i}");
        for (var i = 0; i < 64; i++)
            await receiver.ArrivalAsync();
        Assert.Equal(64, world.Webhooks.Deliveries.Count(delivery => delivery.State == DeliveryState.Sending));
        gate.SetResult();
        await world.SettledAsync();
        Assert.Equal(100, receiver.Calls.Distinct().Count());
    }

    [Fact]
    public void A_full_queue_marks_the_delivery_failed_and_says_so()
    {
        var receiver = new Receiver(OK) { Before = new TaskCompletionSource().Task };
        using var world = receiver.Open();
        for (var i = 0; i <= EndpointQueue.Capacity; i++)
            world.Send("http://r.test/");
        world.Send("http://other.test/");
        var log = world.Webhooks.Deliveries;
        Assert.Equal((DeliveryState.Failed, 0), (log[^2].State, log[^2].Attempts.Count));
        Assert.Contains("1000 deliveries wait", log[^2].Refused, StringComparison.Ordinal);
        Assert.Null(log[^1].Refused);
        Assert.Null(log[^3].Refused);
    }

    [Fact]
    public async Task The_log_keeps_the_last_thousand_and_whatever_waits()
    {
        using var world = new Receiver(OK).Open();
        world.Send("http://late.test/", delay: 3600);
        for (var i = 0; i < 1010; i++)
        {
            world.Send("http://r.test/");
            if (i % 500 == 0)
                await world.SettledAsync();
        }

        await world.SettledAsync();
        var log = world.Webhooks.Deliveries;
        Assert.Equal(1001, log.Count);
        Assert.Equal((1L, DeliveryState.Queued), (log[0].Id, log[0].State));
        Assert.Equal((12L, 1011L), (log[1].Id, log[^1].Id));
    }

    [Fact]
    public async Task A_slow_receiver_never_holds_up_a_caller()
    {
        using var release = new ManualResetEventSlim();
        using var world = World.Open();
        world.Webhooks.DeliverTo(new Blocking(release));
        world.Send("http://r.test/");
        // The receiver blocks its thread; the world goes on answering.
        using var client = world.Flexbe.CreateClient();
        Assert.Equal(200, (await client.Get($"?api_key={world.Flexbe.Key}&method=checkConnection")).Status);
        world.AdvanceSeconds(60);
        Assert.NotEqual(DeliveryState.Delivered, world.Webhooks.Deliveries[0].State);
        release.Set();
        Assert.Equal(DeliveryState.Delivered, (await world.SettledAsync()).State);
    }

    [Fact]
    public async Task Settling_ends_at_once_with_nothing_due_and_by_its_token_otherwise()
    {
        var receiver = new Receiver(OK) { Before = new TaskCompletionSource().Task };
        using var world = receiver.Open();
        world.Send("http://late.test/", delay: 1);
        Assert.True(world.Webhooks.SettleAsync().IsCompletedSuccessfully);
        world.Send("http://r.test/");
        using var impatient = new CancellationTokenSource();
        var settling = world.Webhooks.SettleAsync(impatient.Token);
        await receiver.ArrivalAsync();
        Assert.False(settling.IsCompleted);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => settling);
        Assert.Equal(DeliveryState.Sending, world.Webhooks.Deliveries[1].State);
    }

    [Fact]
    public async Task A_receiver_may_be_named_for_all_for_a_host_or_for_a_URL_and_the_last_one_wins()
    {
        var (all, host, path) = (new Receiver(OK), new Receiver(OK), new Receiver(OK));
        using var world = all.Open();
        world.Webhooks.DeliverTo(host, "R.test");
        world.Webhooks.DeliverTo(path, "http://r.test/hooks/");
        foreach (var url in (string[])["http://a.test/", "http://r.test/", "http://r.test/hooks/1", "https://r.test/hooks/2", "http://r.test:81/hooks/3", "http://r.test.a.test/hooks/"])
            world.Send(url);
        await world.SettledAsync();
        Assert.Equal(2, all.Calls.Count);
        Assert.Equal(3, host.Calls.Count);
        Assert.Equal(["POST http://r.test/hooks/1 hello"], path.Calls);
    }

    private sealed class Blocking(ManualResetEventSlim release) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            release.Wait(CancellationToken.None);
            return Task.FromResult(new HttpResponseMessage(OK));
        }
    }
}
