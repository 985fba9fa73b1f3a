using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>
/// Something that goes wrong with a call, and which calls it goes wrong with. Immutable: each method gives a changed copy.
/// A kind's record is its own JSON, told apart by <c>kind</c>; what is left out has no say.
/// </summary>
/// <remarks>
/// A call is held against a world's faults in the order in which they were added. Delays and slow bodies come on top of each
/// other and of anything else; of all other kinds the first that hits decides. Faults come after the vendor's own checks, so a
/// call that they refuse can be hit too, but by its operation, account or fields only as far as the checks had read them.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StatusFault), "status")]
[JsonDerivedType(typeof(RefusalFault), "refusal")]
[JsonDerivedType(typeof(DelayFault), "delay")]
[JsonDerivedType(typeof(SlowBodyFault), "slow-body")]
[JsonDerivedType(typeof(CutFault), "cut")]
[JsonDerivedType(typeof(CutBodyFault), "cut-body")]
[JsonDerivedType(typeof(ResetFault), "reset")]
[JsonDerivedType(typeof(EmptyFault), "empty")]
[JsonDerivedType(typeof(TimeoutFault), "timeout")]
[JsonDerivedType(typeof(MalformedFault), "malformed")]
[JsonDerivedType(typeof(WrongTypeFault), "wrong-type")]
[JsonDerivedType(typeof(StaleFault), "stale")]
[JsonDerivedType(typeof(DuplicateFault), "duplicate")]
public abstract record Fault
{
    private protected Fault(string kind) => Kind = kind;

    /// <summary>The kind, as JSON tells it apart: <c>status</c>, <c>cut-body</c>.</summary>
    [JsonIgnore]
    public string Kind { get; }

    /// <summary>Its name in the journal; null for its kind. 1 to 64 letters, digits, dots and dashes.</summary>
    public string? Name { get; init; }

    /// <summary>The vendor whose calls it hits; null for all.</summary>
    public string? Vendor { get; init; }

    /// <summary>The id of the operation it hits, for example <c>leads.create</c>; null for all.</summary>
    public string? Operation { get; init; }

    /// <summary>The credential's key whose calls it hits; null for all.</summary>
    public string? Account { get; init; }

    /// <summary>Fields and the texts that they must have, all of them; null for any.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>How likely it is to hit, 0 to 1; null for 1. The dice are the world's.</summary>
    public double? Probability { get; init; }

    /// <summary>How often it hits at most, 1 or more; null for ever.</summary>
    [JsonPropertyName("times")]
    public int? MaxTimes { get; init; }

    /// <summary>How many matching calls it lets pass first, 0 or more; null for 0.</summary>
    [JsonPropertyName("after")]
    public int? Skipped { get; init; }

    /// <summary>It hits every so manieth of the matching calls after the first ones that it lets pass, 1 or more; null for each.</summary>
    [JsonPropertyName("every")]
    public int? Step { get; init; }

    /// <summary>The first moment of the world's clock at which it hits; null from the start.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The moment of the world's clock from which on it hits no more; null for ever.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether the call is carried out; null for what the kind does by nature.</summary>
    public FaultTiming? When { get; init; }

    /// <summary>What the kind does by nature.</summary>
    internal virtual FaultTiming Nature => FaultTiming.Before;

    /// <summary>Whether others come on top of it.</summary>
    internal virtual bool Combines => false;

    internal FaultTiming Timing => When ?? Nature;

    internal string Title => Name ?? Kind;

    /// <summary>Answers with a status, in the vendor's wording where it has one for it.</summary>
    /// <param name="status">HTTP status, 200 to 599.</param>
    public static StatusFault Status(int status) => new(status);

    /// <summary>Refuses as the vendor itself would, with whatever status it uses for that.</summary>
    /// <param name="reason">Why.</param>
    public static RefusalFault Refusal(FaultRefusal reason) => new(reason);

    /// <summary>Waits before the answer, on the world's clock.</summary>
    /// <param name="time">How long.</param>
    public static DelayFault Delay(TimeSpan time) => new(time.TotalMilliseconds);

    /// <summary>Waits before the answer for a time between two bounds, each equally likely.</summary>
    /// <param name="least">The shortest wait.</param>
    /// <param name="most">The longest.</param>
    public static DelayFault Delay(TimeSpan least, TimeSpan most) => new(least.TotalMilliseconds) { ToMilliseconds = most.TotalMilliseconds };

    /// <summary>Waits before the answer as servers do: mostly near the median, now and then far longer.</summary>
    /// <param name="median">Half of the waits are shorter.</param>
    /// <param name="sigma">Spread of the wait's logarithm, for example 0.5.</param>
    public static DelayFault LogNormalDelay(TimeSpan median, double sigma) => new(median.TotalMilliseconds) { Sigma = sigma };

    /// <summary>Sends the body in pieces at a pace.</summary>
    /// <param name="bytesPerSecond">The pace, 1 or more.</param>
    public static SlowBodyFault SlowBody(int bytesPerSecond) => new(bytesPerSecond);

    /// <summary>Closes the connection before the response.</summary>
    public static CutFault Cut() => new();

    /// <summary>Closes the connection in the middle of the body; the call was carried out.</summary>
    public static CutBodyFault CutBody() => new();

    /// <summary>Resets the connection.</summary>
    public static ResetFault Reset() => new();

    /// <summary>Ends the exchange without a byte of an answer.</summary>
    public static EmptyFault Empty() => new();

    /// <summary>Never answers, so that the caller's own timeout ends the call.</summary>
    public static TimeoutFault Timeout() => new();

    /// <summary>Sends a body that no parser reads; the call was carried out.</summary>
    public static MalformedFault Malformed() => new();

    /// <summary>Names a content type that the body does not have; the call was carried out.</summary>
    /// <param name="contentType">The type; null for an HTML page's.</param>
    public static WrongTypeFault WrongType(string? contentType = null) => new() { ContentType = contentType };

    /// <summary>Gives the answer that the same address gave last time; the call was carried out.</summary>
    public static StaleFault Stale() => new();

    /// <summary>Sends the body twice in one answer; the call was carried out.</summary>
    public static DuplicateFault Duplicate() => new();

    /// <summary>Names it, for the journal.</summary>
    public Fault Named(string name) => this with { Name = name };

    /// <summary>Hits one operation only.</summary>
    /// <param name="operation">Its id, for example <c>leads.create</c>.</param>
    public Fault On(string operation) => this with { Operation = operation };

    /// <summary>Hits the calls of one credential only.</summary>
    /// <param name="key">The credential's key.</param>
    public Fault By(string key) => this with { Account = key };

    /// <summary>Hits only calls that have this text in this field. Said more than once, all of it must hold.</summary>
    /// <param name="field">A parameter's name, with dots between the names of nested ones, or the name of the path's placeholder.</param>
    /// <param name="value">The text, compared exactly.</param>
    public Fault Where(string field, string value) =>
        this with { Fields = new SortedDictionary<string, string>(Fields?.ToDictionary() ?? [], StringComparer.Ordinal) { [field] = value } };

    /// <summary>Hits now and then; which calls, follows from the world's seed.</summary>
    /// <param name="probability">0 to 1.</param>
    public Fault WithProbability(double probability) => this with { Probability = probability };

    /// <summary>Hits so often and no more.</summary>
    /// <param name="most">1 or more.</param>
    public Fault Times(int most) => this with { MaxTimes = most };

    /// <summary>Lets the first matching calls pass.</summary>
    /// <param name="calls">How many, 0 or more.</param>
    public Fault After(int calls) => this with { Skipped = calls };

    /// <summary>Hits every so manieth matching call.</summary>
    /// <param name="step">1 or more.</param>
    public Fault Every(int step) => this with { Step = step };

    /// <summary>Hits between two moments of the world's clock.</summary>
    /// <param name="from">The first moment.</param>
    /// <param name="until">The first moment after it.</param>
    public Fault Between(DateTimeOffset from, DateTimeOffset until) => this with { From = from, Until = until };

    /// <summary>Lets the call be carried out first, so that the caller cannot know that it was.</summary>
    public Fault AfterCommit() => this with { When = FaultTiming.After };

    /// <summary>Does it: sets what the doors have to do, and the answer.</summary>
    internal abstract void Strike(FaultStrike strike, in FaultDice dice);

    /// <summary>Whether there is anything it could do to this call.</summary>
    internal virtual bool CanStrike(Call call, Journal journal) => true;

    /// <summary>What a caller meets where a door cannot do as asked; null when every door can.</summary>
    internal virtual string? AtDoors => null;

    /// <summary>What is wrong with its own settings, by their JSON names; null when nothing is.</summary>
    internal virtual (string Field, string Problem)? OwnProblem() => null;
}

/// <summary>Whether a fault lets the call be carried out.</summary>
public enum FaultTiming
{
    /// <summary>The operation is not run and nothing is changed.</summary>
    [JsonStringEnumMemberName("before")]
    Before,

    /// <summary>The operation is run and its changes are kept; only the answer suffers.</summary>
    [JsonStringEnumMemberName("after")]
    After,
}
