namespace VendorMocks;

/// <summary>What a world should have told others.</summary>
public static class WebhookAssertions
{
    /// <summary>Fails unless an event reached its receivers so often. Everything that is due must have settled before.</summary>
    /// <param name="fake">The vendor that sends.</param>
    /// <param name="eventName">The vendor's name of the event, for example <c>lead</c>.</param>
    /// <param name="times">Exactly how many deliveries were answered with 2xx; at least one when left out.</param>
    /// <exception cref="InvalidOperationException">Deliveries are under way: nobody awaited <see cref="Webhooks.SettleAsync"/>.</exception>
    /// <exception cref="VerificationException">It did not; the message lists what was sent.</exception>
    public static void ShouldHaveDelivered(this Fake fake, string eventName, int? times = null)
    {
        ArgumentNullException.ThrowIfNull(fake);
        fake.World.ThrowIfDisposed();
        fake.World.ThrowIfUnsettled();
        var all = fake.Deliveries;
        var done = all.Count(delivery => delivery.Event == eventName && delivery.State == DeliveryState.Delivered);
        if (times is { } exactly ? done == exactly : done > 0)
            return;
        var expected = times is { } number ? CallCount.Exactly(number) : CallCount.AtLeast(1);
        var report = new VerificationReport($"Expected {expected} of the event '{eventName}' to be answered with 2xx. There {(done == 1 ? "was" : "were")} {done}.");
        report.AddFindings("Deliveries, the latest first", all.Reverse().Select(delivery => $"#{delivery.Id} {delivery.ToLine()}"));
        if (all.Count == 0)
            report.AddFindings("Deliveries", [$"none. Did {fake.Vendor.Title} get a URL to call, before the event happened?"]);
        throw new VerificationException(report.ToString());
    }

    /// <summary>Fails while webhooks are under way, so that nobody looks for their effects too early.</summary>
    internal static void ThrowIfUnsettled(this World world)
    {
        var now = world.Clock.Now;
        // What waits for the clock, itself or behind one that does, is as settled as it can be.
        var open = world.Webhooks.Deliveries.Where(delivery => delivery.State is DeliveryState.Queued or DeliveryState.Sending)
            .GroupBy(delivery => delivery.Endpoint)
            .Select(queue => queue.MinBy(delivery => delivery.Id)!)
            .Where(first => first.State == DeliveryState.Sending || first.DueAt <= now)
            .ToList();
        if (open.Count > 0)
        {
            throw new InvalidOperationException(
                $"{open.Count} webhook{(open.Count == 1 ? " is" : "s are")} still under way, the first to {open[0].Url}: what they lead to may or may not have happened. "
                + "Wait for them first: await world.Webhooks.SettleAsync();");
        }
    }
}
