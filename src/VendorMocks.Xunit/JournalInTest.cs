using Xunit;

namespace VendorMocks;

/// <summary>A world's journal in the test's output.</summary>
public static class JournalInTest
{
    /// <summary>Writes what the world received, did itself and sent to the output of the test that is running.</summary>
    /// <param name="world">The world.</param>
    public static void WriteJournal(this World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        if (TestContext.Current.TestOutputHelper is not { } output)
            return;
        output.WriteLine($"World {world.Name}: {world.Journal.Total} exchange{(world.Journal.Total == 1 ? "" : "s")}{(world.Journal.Evicted > 0 ? $", the first {world.Journal.Evicted} dropped" : "")}");
        foreach (var exchange in world.Journal.Exchanges)
            output.WriteLine($"  {exchange.At:HH:mm:ss} {exchange.Vendor ?? "nobody"} {exchange.Operation ?? "-"}: {exchange.ToLine()}");
        foreach (var delivery in world.Webhooks.Deliveries)
            output.WriteLine($"  {delivery.RaisedAt:HH:mm:ss} {delivery.Vendor} sent {delivery.ToLine()}");
    }
}
