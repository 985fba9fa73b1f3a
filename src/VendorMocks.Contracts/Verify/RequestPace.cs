namespace VendorMocks;

/// <summary>Keeps calls within a limit of so many in any window of time, one call below it.</summary>
internal sealed class RequestPace(int requests, TimeSpan window, TimeProvider time)
{
    private readonly Queue<DateTimeOffset> recent = new();
    private readonly int most = Math.Max(1, requests - 1);

    /// <summary>The pace that a verification keeps; null where it need not wait.</summary>
    /// <param name="vendor">Whose limit holds unless the options say otherwise.</param>
    /// <param name="options">What is verified.</param>
    public static RequestPace? Of(Vendor vendor, VerifyOptions options) => options.CallsPerMinute switch
    {
        0 => null,
        { } calls => new(calls + 1, TimeSpan.FromMinutes(1), options.TimeProvider),
        null => vendor.LimitIn(vendor.CreateState()) is { } limit ? new(limit.Requests, TimeSpan.FromSeconds(limit.Seconds), options.TimeProvider) : null,
    };

    /// <summary>Waits until another call may be made.</summary>
    public async Task NextAsync(CancellationToken cancellationToken)
    {
        while (recent.TryPeek(out var oldest) && time.GetUtcNow() - oldest >= window)
            recent.Dequeue();
        if (recent.Count >= most)
        {
            var wait = recent.Dequeue() + window - time.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
        recent.Enqueue(time.GetUtcNow());
    }
}
