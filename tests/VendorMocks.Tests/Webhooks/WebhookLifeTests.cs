using System.Runtime.CompilerServices;
using System.Text.Json;
using static System.Net.HttpStatusCode;

namespace VendorMocks.Tests;

/// <summary>What becomes of deliveries when clocks run, worlds end, are reset, saved and restored.</summary>
public sealed class WebhookLifeTests
{
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);

    [Fact]
    [Rule("FB-60")]
    public async Task A_delayed_delivery_waits_for_the_worlds_clock()
    {
        var receiver = new Receiver(OK);
        using var world = receiver.Open();
        world.Send("http://r.test/", delay: 5);
        world.AdvanceSeconds(4);
        await world.SettledAsync();
        Assert.Empty(receiver.Calls);
        world.AdvanceSeconds(1);
        await world.SettledAsync();
        Assert.Single(receiver.Calls);
    }

    [Fact]
    public async Task A_running_clock_wakes_for_what_is_due_by_itself()
    {
        var host = new WorldClock(WorldOptions.DefaultStart, running: false, TimeProvider.System);
        var receiver = new Receiver(InternalServerError, OK);
        using var world = receiver.Open(new WorldOptions { Running = true, TimeProvider = host });
        var hook = world.Flexbe;
        world.Act(hook.Vendor, "test", FieldMap.Empty, call =>
        {
            call.Send(new WebhookMessage("flexbe", "event", "POST", "http://r.test/", null) { Delay = TimeSpan.FromSeconds(5), RetrySeconds = [60] });
            return HookResult.Nothing;
        });
        host.Advance(TimeSpan.FromSeconds(5));
        await receiver.ArrivalAsync();
        await world.SettledAsync();
        // The failed attempt has armed the clock once more.
        host.Advance(TimeSpan.FromSeconds(60));
        await receiver.ArrivalAsync();
        Assert.Equal(DeliveryState.Delivered, (await world.SettledAsync()).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Rule("FB-61")]
    public async Task After_ten_seconds_a_receiver_is_given_up_even_one_that_does_not_listen(bool deaf)
    {
        var time = new WorldClock(WorldOptions.DefaultStart, running: false, TimeProvider.System);
        var receiver = new Receiver(OK) { Before = new TaskCompletionSource().Task, Deaf = deaf };
        using var world = receiver.Open();
        world.Webhooks.Time = time;
        world.Send("http://r.test/");
        await receiver.ArrivalAsync();
        time.Advance(TimeSpan.FromSeconds(9.999));
        Assert.Equal(DeliveryState.Sending, world.Webhooks.Deliveries[0].State);
        time.Advance(TimeSpan.FromSeconds(0.001));
        var attempt = Assert.Single((await world.SettledAsync()).Attempts);
        Assert.Equal(("No answer within 10 seconds.", TimeSpan.FromSeconds(10)), (attempt.Error, attempt.Took));
    }

    [Fact]
    public async Task What_is_under_way_when_the_world_is_reset_leaves_no_trace()
    {
        var gate = new TaskCompletionSource();
        var receiver = new Receiver(OK) { Before = gate.Task, Deaf = true };
        using var world = receiver.Open();
        world.Send("http://r.test/");
        world.Send("http://r.test/");
        await receiver.ArrivalAsync();
        var settling = world.Webhooks.SettleAsync();
        world.Reset();
        await settling;
        gate.SetResult();
        world.Send("http://other.test/", "new");
        var first = await world.SettledAsync();
        Assert.Equal((1L, "new"), (first.Id, first.Body!.ToString()));
        Assert.Single(world.Webhooks.Deliveries);
        Assert.Equal(["POST http://r.test/ hello", "POST http://other.test/ new"], receiver.Calls);
    }

    [Fact]
    public async Task Closing_a_world_neither_waits_for_deliveries_nor_throws_and_nothing_comes_after()
    {
        var gate = new TaskCompletionSource();
        var receiver = new Receiver(OK) { Before = gate.Task, Deaf = true };
        var world = receiver.Open();
        world.Send("http://r.test/", retries: [60]);
        world.Send("http://r.test/");
        await receiver.ArrivalAsync();
        await Task.Run(world.Dispose, TestContext.Current.CancellationToken).WaitAsync(TwoSeconds, TestContext.Current.CancellationToken);
        gate.SetResult();
        await world.Webhooks.SettleAsync(TestContext.Current.CancellationToken);
        world.Send("http://r.test/");
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Single(receiver.Calls);
        Assert.Null(world.Webhooks.NextDue);
    }

    [Fact]
    public async Task A_server_stops_in_time_with_deliveries_to_a_dead_receiver_under_way()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var server = await MocksServer.StartAsync();
        var world = server.Host.Find(MocksHost.DefaultWorld)!;
        world.Send($"http://{silent.LocalEndpoint}/");
        using var connection = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await server.DisposeAsync().AsTask().WaitAsync(TwoSeconds, TestContext.Current.CancellationToken);
        world.Dispose();
        // The receiver sees the line end instead of being held for the rest of the ten seconds.
        var buffer = new byte[4096];
        while (await connection.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken) > 0)
        {
        }
    }

    [Fact]
    public async Task A_closed_world_leaves_no_timer_and_nothing_that_holds_it()
    {
        var time = new LiveTimers();
        var world = await CloseWithWorkLeft(time);
        for (var i = 0; i < 10 && world.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.Equal(0, time.Live);
        Assert.False(world.IsAlive);
    }

    [Fact]
    public async Task A_saved_outbox_reads_back_and_makes_the_calls_that_were_not_made()
    {
        var receiver = new Receiver(InternalServerError) { Before = new TaskCompletionSource().Task };
        receiver.Before = Task.CompletedTask;
        using var world = receiver.Open();
        world.Send("http://a.test/", "done");
        world.Send("http://b.test/", "again", [60]);
        world.Send("http://c.test/?q=ü", "later", delay: 120);
        await world.SettledAsync();
        receiver.Before = new TaskCompletionSource().Task;
        world.Send("http://d.test/", "under way");
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => receiver.ArrivalAsync()));
        var text = JsonSerializer.Serialize(world.Webhooks.Save(), WebhooksJson.Default.IReadOnlyListWebhookDelivery);

        var other = new Receiver(OK);
        using var copy = other.Open();
        copy.Send("http://forgotten.test/");
        await copy.SettledAsync();
        copy.Webhooks.Restore([.. JsonSerializer.Deserialize(text, WebhooksJson.Default.IReadOnlyListWebhookDelivery)!]);
        await copy.SettledAsync();
        Assert.Equal([DeliveryState.Failed, DeliveryState.Queued, DeliveryState.Queued, DeliveryState.Delivered], copy.Webhooks.Deliveries.Select(delivery => delivery.State));
        copy.AdvanceSeconds(120);
        copy.Send("http://e.test/", "new");
        await copy.SettledAsync();
        Assert.Equal(
            ["http://forgotten.test/ hello", "http://d.test/ under way", "http://b.test/ again", "http://c.test/?q=ü later", "http://e.test/ new"],
            other.Calls.Select(call => call["POST ".Length..]).OrderBy(call => call.Contains("e.test", StringComparison.Ordinal)));
        Assert.Equal([1L, 2, 3, 4, 5], copy.Webhooks.Deliveries.Select(delivery => delivery.Id));
        Assert.Equal([1, 2, 1, 1, 1], copy.Webhooks.Deliveries.Select(delivery => delivery.Attempts.Count));
    }

    [Fact]
    public async Task A_message_of_a_refused_call_is_never_sent()
    {
        var receiver = new Receiver(OK);
        using var world = receiver.Open();
        world.Act(world.Flexbe.Vendor, "test", FieldMap.Empty, call =>
        {
            call.Send(new WebhookMessage("flexbe", "event", "POST", "http://r.test/", null));
            return HookResult.Bad("x", "no");
        });
        await world.Webhooks.SettleAsync(TestContext.Current.CancellationToken);
        Assert.Empty(world.Webhooks.Deliveries);
        Assert.Empty(receiver.Calls);
    }

    // Apart, so that no local of the test keeps the world.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> CloseWithWorkLeft(LiveTimers time)
    {
        var receiver = new Receiver(InternalServerError);
        var world = receiver.Open(new WorldOptions { Running = true, TimeProvider = time });
        world.Webhooks.Time = time;
        world.Send("http://r.test/", retries: [60]);
        await world.SettledAsync();
        world.Clock.Rearm();
        receiver.Before = new TaskCompletionSource().Task;
        world.Send("http://slow.test/");
        await receiver.ArrivalAsync();
        await receiver.ArrivalAsync();
        world.Dispose();
        // Both attempts have ended once their timers are gone.
        while (time.Live > 0)
            await Task.Yield();
        return new WeakReference(world);
    }
}
