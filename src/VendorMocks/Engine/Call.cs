namespace VendorMocks;

/// <summary>
/// One call on its way through a vendor: the request, what the checks found out about it, and what it wants to happen
/// once it succeeds. Lives under the world's lock and only as long as the call.
/// </summary>
internal sealed class Call
{
    private List<KeyValuePair<string, string>>? _headers;
    private List<WebhookMessage>? _outgoing;
    private List<Action>? _traces;

    public required Vendor Vendor { get; init; }

    /// <summary>The request; null when a control hook or the agenda acts instead of a caller.</summary>
    public required ApiRequest Request { get; init; }

    /// <summary>The path below the vendor's root, as sent: without world and vendor prefixes.</summary>
    public required string Path { get; init; }

    /// <summary>What stood before <see cref="Path"/> in the caller's URL: world and vendor prefixes, or empty.</summary>
    public required string Prefix { get; init; }

    /// <summary>The vendor's state in this world.</summary>
    public required VendorState State { get; init; }

    /// <summary>The world's time, read once for the whole call.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The world's outgoing calls, for hooks that show them; what a call itself sends goes through <see cref="Send"/>.</summary>
    public required Webhooks Webhooks { get; init; }

    /// <summary>The world's request windows; null where they are switched off.</summary>
    public RequestWindows? Windows { get; init; }

    /// <summary>Where the path led; set by the vendor's routing check.</summary>
    public Route Route { get; set; }

    /// <summary>The operation that will answer; set by the vendor's routing check.</summary>
    public Operation? Operation { get; set; }

    /// <summary>Who calls: the vendor's own record of the credential.</summary>
    public object? Account { get; set; }

    /// <summary>The parameters as the vendor merges them.</summary>
    public FieldMap Fields { get; set; } = FieldMap.Empty;

    /// <summary>Header lines for whatever answer the call gets.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => (IReadOnlyList<KeyValuePair<string, string>>?)_headers ?? [];

    /// <summary>What to post once the call is committed, in order.</summary>
    public IReadOnlyList<WebhookMessage> Outgoing => (IReadOnlyList<WebhookMessage>?)_outgoing ?? [];

    /// <summary>The world's random source.</summary>
    public RandomSource Random => State.Random;

    /// <summary>Adds a header line to whatever answer the call gets.</summary>
    public void AddHeader(string name, string value) => (_headers ??= []).Add(KeyValuePair.Create(name, value));

    /// <summary>Posts a message once the call is committed; a refused call posts nothing.</summary>
    /// <returns>The delivery's number in the log.</returns>
    public long Send(WebhookMessage message)
    {
        message = message with { Id = Webhooks.TakeId() };
        (_outgoing ??= []).Add(message);
        return message.Id;
    }

    /// <summary>Writes to the state in a transaction of its own even if the call is refused: for rules that want a trace of it.</summary>
    public void Trace(Action write) => (_traces ??= []).Add(write);

    /// <summary>The vendor's words for a neutral refusal.</summary>
    public ApiResponse Refuse(Refusal refusal, string detail = "")
    {
        var words = Vendor.Refuse(this, refusal, detail);
        return refusal == Refusal.TooMany ? words with { Limited = true } : words;
    }

    internal IReadOnlyList<Action> Traces => (IReadOnlyList<Action>?)_traces ?? [];

    internal void Forget() => _outgoing = null;
}
