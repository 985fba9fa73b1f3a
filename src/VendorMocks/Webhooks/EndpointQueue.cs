namespace VendorMocks;

/// <summary>
/// What waits for one endpoint, in the order in which it arose. Only the first is ever tried, so that a receiver meets events
/// in order also when one of them has to be repeated.
/// </summary>
/// <param name="name">The endpoint.</param>
internal sealed class EndpointQueue(string name)
{
    /// <summary>How many deliveries may wait; one more is marked failed.</summary>
    public const int Capacity = 1000;

    public string Name => name;

    /// <summary>Numbers of the deliveries; the first is under way or next.</summary>
    public Queue<long> Waiting { get; } = new();

    public bool IsFull => Waiting.Count >= Capacity;
}
