namespace VendorMocks;

/// <summary>One call and its answer, as the journal keeps them. Immutable but for the size, which is known once it is rendered, and what a look at its contract finds.</summary>
public sealed class Exchange
{
    private int _bytes;
    private long _tookTicks;
    private FieldMap? _fields;

    internal Exchange(ApiRequest request, ApiResponse response, DateTimeOffset at, string world, string? vendor, string? operation)
    {
        Request = request;
        Response = response;
        At = at;
        World = world;
        Vendor = vendor;
        Operation = operation;
        _bytes = 512 + request.Target.Length + request.Body.Length;
    }

    /// <summary>Number within its journal, from 1.</summary>
    public long Id { get; internal set; }

    /// <summary>When it arrived, on the world's clock.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The world that answered.</summary>
    public string World { get; }

    /// <summary>The vendor's name; null when no vendor claimed the call.</summary>
    public string? Vendor { get; }

    /// <summary>The operation's or hook's id; null when the call reached none.</summary>
    public string? Operation { get; }

    /// <summary>What came in.</summary>
    public ApiRequest Request { get; }

    /// <summary>The path below the vendor's root, without world and vendor prefixes; the whole path when no vendor claimed the call.</summary>
    public string Path
    {
        get => field ?? Request.Path;
        internal init;
    }

    /// <summary>
    /// What the caller sent, as the vendor read it; query and body together where the call was answered before the vendor read them.
    /// </summary>
    public FieldMap Fields
    {
        get => _fields ??= RequestFields.Merged(Request);
        internal init => _fields = value.Count == 0 ? null : value;
    }

    /// <summary>The row of the operation that the call reached; null when it reached none.</summary>
    internal Operation? Row { get; init; }

    /// <summary>What stood in the place of the row's placeholder; empty when it has none.</summary>
    internal string PathValue { get; init; } = "";

    /// <summary>What went out.</summary>
    public ApiResponse Response { get; internal set; }

    /// <summary>What the call changed; empty for reads, and for refusals but for the traces that rules want of them.</summary>
    public IReadOnlyList<Change> Changes { get; internal init; } = [];

    /// <summary>True for an event on the vendor's side: a hook that a test or a person called.</summary>
    public bool VendorSide { get; internal init; }

    /// <summary>A fault of the fake itself, never of the caller or the vendor; null when all is well.</summary>
    public string? Bug { get; internal set; }

    /// <summary>
    /// Where request and answer depart from the vendor's contract; null as long as nobody has looked, and for what no contract
    /// describes: events on the vendor's side, stubs, faults, a vendor without schemas.
    /// </summary>
    public IReadOnlyList<Violation>? Violations { get; internal set; }

    /// <summary>
    /// The names of the faults that hit the call, joined by <c>+</c>; null when none did. When the line was cut before the answer,
    /// the answer's status is 0.
    /// </summary>
    public string? Fault { get; internal init; }

    /// <summary>What of the fault could not be done as asked, and what was done; null when all was.</summary>
    public string? FaultNote { get; internal set; }

    /// <summary>The stub that answered: its name, or its id where it has none; null when none did.</summary>
    public string? Stub { get; internal init; }

    /// <summary>That stub's id.</summary>
    internal string? StubId { get; init; }

    /// <summary>True where a stub or a fault made the answer, so that no contract describes it.</summary>
    internal bool OffContract { get; init; }

    /// <summary>Real time from the call's arrival until its answer was written; null where no line was used, or until then.</summary>
    internal TimeSpan? Took
    {
        get => Interlocked.Read(ref _tookTicks) is > 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;
        set => Interlocked.Exchange(ref _tookTicks, value?.Ticks ?? 0);
    }

    /// <summary>Whether it is among the host's unclaimed calls.</summary>
    internal bool IsUnclaimed { get; set; }

    /// <summary>The journal that holds it, told once the answer's size is known.</summary>
    internal Journal? Journal { get; set; }

    internal int Bytes => _bytes;

    /// <summary>Called by the door once the answer is bytes: sizes count towards the host's bound only then.</summary>
    internal void Rendered(int responseBytes) => Journal?.Grew(this, responseBytes);

    internal void Grow(int bytes) => _bytes += bytes;

    /// <summary>The text of a field; null when it is absent. Lists and maps are compact JSON.</summary>
    /// <param name="name">As in <see cref="ExchangeFilter.Fields"/>.</param>
    internal string? FieldText(string name) => Fields.At(name) is { } field
        ? field.Kind switch
        {
            FieldKind.Null => null,
            FieldKind.List or FieldKind.Map => field.ToString(),
            _ => field.Text,
        }
        : Row?.Placeholder == name ? PathValue : null;

    /// <summary>One line for people, credentials covered: <c>#3 POST /v1/leads -> 201</c>. Where no vendor answered, the host may be why.</summary>
    internal string ToLine() =>
        $"#{Id} {Request.Method} {(Vendor is null ? $"{Request.Scheme}://{Request.Host}" : "")}{SecretMask.Url(Request.Target)} -> {Response.Status}{(Stub is { } stub ? $" (stub {stub})" : Response.Why is { } why ? $" ({why})" : "")}";

    /// <summary>One line for people.</summary>
    public override string ToString() => $"#{Id} {Request.Method} {Request.Target} -> {Response.Status}{(Response.Why is { } why ? $" ({why}{(Response.Detail is { } detail ? $": {detail}" : "")})" : "")}";
}
