using System.Runtime.CompilerServices;

namespace VendorMocks.Tests;

/// <summary>A thousand tests beside each other leave nothing behind: no world, no timer; threads of their own are banned in all projects.</summary>
public sealed class ManyWorldsTests
{
    [Fact]
    public async Task A_thousand_seeded_worlds_in_parallel_answer_and_are_gone()
    {
        var time = new LiveTimers();
        var worlds = await Live(1000, time);
        // The world that ended last called back into this test, which so far runs on top of its stack.
        await Task.Yield();
        for (var round = 0; round < 10 && Alive() > 0; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal((0, 0), (Alive(), time.Live));

        int Alive() => worlds.Count(world => world.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference[]> Live(int count, TimeProvider time)
    {
        var worlds = new WeakReference[count];
        await Parallel.ForAsync(0, count, async (i, stop) => worlds[i] = await LiveOnce(i, time, stop));
        return worlds;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> LiveOnce(int number, TimeProvider time, CancellationToken stop)
    {
        // Some of them run by themselves, so that a timer of the host is armed when they are closed.
        using var world = World.Open(new WorldOptions { Size = WorldSize.Default, Running = number % 4 == 0, TimeProvider = time });
        using var client = world.LeadDyno.CreateClient();
        using var receiver = new Answering();
        world.Webhooks.DeliverTo(receiver);
        world.Flexbe.AddHook("http://shop.test/hooks");
        world.Flexbe.SubmitForm(FlexbeForm.Of("Ada", email: "ada@example.com"));
        using var timer = world.Clock.CreateTimer(_ => { }, null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        using var response = await client.GetAsync($"leads?key={world.LeadDyno.Key}", stop);
        await world.Webhooks.SettleAsync(stop);
        world.LeadDyno.ShouldHaveReceived("leads.list", times: 1);
        world.Flexbe.ShouldHaveDelivered("lead", times: 1);
        return new WeakReference(world);
    }

    private sealed class Answering : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage());
    }
}
