using System.Text;

namespace VendorMocks.Tests;

/// <summary>What a world's file keeps besides its tables.</summary>
public sealed class WorldFileTests
{
    [Fact]
    public async Task Deliveries_that_wait_are_in_the_file_and_go_out_where_it_is_opened()
    {
        using var world = World.Open();
        world.Webhooks.DeliverTo(new Receiver(System.Net.HttpStatusCode.InternalServerError));
        world.Send("http://r.test/first", "één", retries: [60]);
        world.Send("http://r.test/later", delay: 3600);
        await world.SettledAsync();

        var receiver = new Receiver(System.Net.HttpStatusCode.OK);
        using var opened = new MocksHost().Import(Again(world));
        Assert.Equal(
            world.Webhooks.Deliveries.Select(delivery => (delivery.Id, delivery.Url, delivery.DueAt, delivery.State, delivery.Attempts.Count)),
            opened.Webhooks.Deliveries.Select(delivery => (delivery.Id, delivery.Url, delivery.DueAt, delivery.State, delivery.Attempts.Count)));
        Assert.Equal(SnapshotTests.Bytes(world), SnapshotTests.Bytes(opened));
        opened.Webhooks.DeliverTo(receiver);
        opened.Clock.Advance(TimeSpan.FromSeconds(60));
        await opened.SettledAsync();
        opened.Clock.Advance(TimeSpan.FromSeconds(3540));
        await opened.SettledAsync();

        Assert.Equal(["POST http://r.test/first één", "POST http://r.test/later hello"], receiver.Calls);
        Assert.All(opened.Webhooks.Deliveries, delivery => Assert.Equal(DeliveryState.Delivered, delivery.State));
        Assert.Equal([DeliveryState.Queued, DeliveryState.Queued], world.Webhooks.Deliveries.Select(delivery => delivery.State));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1_234_567)]
    public void A_clock_is_kept_to_the_tick(long ticks)
    {
        using var world = World.Open();
        world.Clock.Advance(TimeSpan.FromTicks(ticks));

        using var opened = new MocksHost().Import(Again(world));

        Assert.Equal(WorldOptions.DefaultStart.AddTicks(ticks), opened.Clock.Now);
        Assert.Equal(SnapshotTests.Bytes(world), SnapshotTests.Bytes(opened));
    }

    private static WorldSnapshot Again(World world) => WorldFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(SnapshotTests.Bytes(world))));
}
