namespace VendorMocks;

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>Waits for its time, or for the one before it at the same endpoint.</summary>
    Queued,

    /// <summary>Under way.</summary>
    Sending,

    /// <summary>Answered with 2xx.</summary>
    Delivered,

    /// <summary>Given up: every attempt failed, the queue was full, or the target is not allowed.</summary>
    Failed,
}

/// <summary>One try to deliver.</summary>
/// <param name="At">When it was due, on the world's clock.</param>
/// <param name="Status">The receiver's HTTP status; null when none came.</param>
/// <param name="Answer">The receiver's body, cut at 4,096 bytes; empty when none came.</param>
/// <param name="Error">Why no answer came; null when one did.</param>
public sealed record DeliveryAttempt(DateTimeOffset At, int? Status, string Answer, string? Error)
{
    /// <summary>What the world's clock showed when it was sent: later than <see cref="At"/> when others were before it.</summary>
    public DateTimeOffset SentAt { get; init; } = At;

    /// <summary>How long it took, in real time.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Whether the receiver took it.</summary>
    public bool Succeeded => Status is >= 200 and < 300;
}

/// <summary>One call that a vendor makes to somebody else: an entry of the delivery log. A new value at every change.</summary>
public sealed record WebhookDelivery
{
    /// <summary>Number within the world, from 1.</summary>
    public required long Id { get; init; }

    /// <summary>The vendor's name.</summary>
    public required string Vendor { get; init; }

    /// <summary>What happened, in the vendor's words.</summary>
    public required string Event { get; init; }

    /// <summary>The record it is about, for example <c>lead 20000001</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>HTTP verb.</summary>
    public required string Method { get; init; }

    /// <summary>Where it goes, used as it is.</summary>
    public required string Url { get; init; }

    /// <summary>The queue it waits in: deliveries of one endpoint go out one after the other, in the order of their numbers.</summary>
    public required string Endpoint { get; init; }

    /// <summary>What is sent; null for a call without body.</summary>
    public ResponseContent? Body { get; init; }

    /// <summary>When the event arose, on the world's clock.</summary>
    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>When the next attempt is due, or the last one was.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Where it stands.</summary>
    public DeliveryState State { get; init; }

    /// <summary>Tries so far, oldest first.</summary>
    public IReadOnlyList<DeliveryAttempt> Attempts { get; init; } = [];

    /// <summary>Virtual seconds before each further attempt.</summary>
    public IReadOnlyList<int> RetrySeconds { get; init; } = [];

    /// <summary>Why it failed without an attempt; null otherwise.</summary>
    public string? Refused { get; init; }

    /// <summary>The delivery that this one repeats at somebody's wish; null for the vendor's own.</summary>
    public long? RedeliveryOf { get; init; }

    /// <summary>Whether no further attempt will be made.</summary>
    internal bool IsFinished => State is DeliveryState.Delivered or DeliveryState.Failed;

    /// <summary>One line for people: <c>lead to http://shop.test/hooks: Failed, answered 500</c>.</summary>
    internal string ToLine() => $"{Event} to {Url}: {State}" + (Refused ?? (Attempts is [.., var last] ? (object)last : null)) switch
    {
        string refused => $", {refused}",
        DeliveryAttempt { Status: { } status } => string.Create(System.Globalization.CultureInfo.InvariantCulture, $", answered {status}"),
        DeliveryAttempt { Error: { } error } => $", {error}",
        _ => "",
    };

    /// <summary>The delivery after one more try: done, or due again so much later than this try was.</summary>
    internal WebhookDelivery After(DeliveryAttempt attempt)
    {
        DeliveryAttempt[] attempts = [.. Attempts, attempt];
        if (attempt.Succeeded)
            return this with { Attempts = attempts, State = DeliveryState.Delivered };
        if (attempts.Length > RetrySeconds.Count)
            return this with { Attempts = attempts, State = DeliveryState.Failed };
        return this with { Attempts = attempts, State = DeliveryState.Queued, DueAt = DueAt.AddSeconds(RetrySeconds[attempts.Length - 1]) };
    }
}
