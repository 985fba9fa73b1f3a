namespace VendorMocks;

/// <summary>Faults that are put in force together, under a name.</summary>
/// <param name="Name">1 to 64 letters, digits, dots and dashes.</param>
/// <param name="Summary">One line for people.</param>
/// <param name="Faults">At least one; those that name no vendor hit whatever the profile is applied to.</param>
public sealed record FaultProfile(string Name, string Summary, IReadOnlyList<Fault> Faults)
{
    /// <summary>The profiles that every world has.</summary>
    public static IReadOnlyList<FaultProfile> Shipped { get; } =
    [
        new("flaky", "One call in ten fails: 503, a reset or a cut, before anything is done.",
        [
            Fault.Status(503).WithProbability(0.05).Named("flaky.status"),
            Fault.Reset().WithProbability(0.03).Named("flaky.reset"),
            Fault.Cut().WithProbability(0.025).Named("flaky.cut"),
        ]),
        new("slow", "Answers take about a second, some far longer, and bodies trickle at 8 KiB a second.",
        [
            Fault.LogNormalDelay(TimeSpan.FromMilliseconds(800), 0.6).Named("slow.delay"),
            Fault.SlowBody(8192).Named("slow.body"),
        ]),
        new("outage", "Every call is answered with 503.",
        [
            Fault.Status(503).Named("outage"),
        ]),
        new("rate-limited", "Every call is refused as one too many, in the vendor's own way, and is told to wait for 30 seconds.",
        [
            (Fault.Refusal(FaultRefusal.TooMany) with { RetryAfter = 30 }).Named("rate-limited"),
        ]),
    ];
}

/// <summary>A profile in force: takes all its faults back when disposed.</summary>
public sealed class AppliedProfile : IDisposable
{
    internal AppliedProfile(FaultProfile profile, IReadOnlyList<FaultHandle> handles)
    {
        Profile = profile;
        Handles = handles;
    }

    /// <summary>The profile.</summary>
    public FaultProfile Profile { get; }

    /// <summary>Its faults in force, in the profile's order.</summary>
    public IReadOnlyList<FaultHandle> Handles { get; }

    /// <summary>How many times its faults hit, all together.</summary>
    public long Fired => Handles.Sum(handle => handle.Fired);

    /// <summary>Takes its faults back.</summary>
    public void Dispose()
    {
        foreach (var handle in Handles)
            handle.Dispose();
    }
}
