namespace VendorMocks;

/// <summary>A stub in force in a world: shows how often it answered, and takes it back when disposed.</summary>
public sealed class StubHandle : IDisposable
{
    private readonly Stubs _stubs;
    private long _answered;

    internal StubHandle(Stubs stubs, long number, Stub stub, long answered = 0)
    {
        _stubs = stubs;
        _answered = answered;
        Number = number;
        Stub = stub;
    }

    /// <summary>Its id, a UUID.</summary>
    public string Id => Stub.Id!;

    /// <summary>What it answers, and to which calls.</summary>
    public Stub Stub { get; }

    /// <summary>How often it answered.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Whether it is still in force: not taken back, by whomever, nor dropped by a reset.</summary>
    public bool Active => _stubs.Find(Id) == this;

    /// <summary>Takes it back; a second time does nothing.</summary>
    public void Dispose() => _stubs.Remove(this);

    /// <summary>One line for people.</summary>
    public override string ToString() => $"{Title}: answered {Answered}";

    /// <summary>Its place in the order of adding, from 1.</summary>
    internal long Number { get; }

    internal string Title => Stub.Name ?? Id;

    /// <summary>All that it asks of a call, held against one: what nearly fitted is found by it.</summary>
    internal IReadOnlyList<Comparison> Compare(StubCall call)
    {
        if (Stub.Source is { } source)
            return source.Compare(call);
        var all = new List<Comparison>();
        if (Stub.Vendor is { } vendor)
            all.Add(Comparison.Exact("vendor", vendor, call.Vendor?.Name));
        if (Stub.Operation is { } operation)
            all.Add(Comparison.Exact("operation", operation, call.Operation?.Id));
        if (Stub.Method is { } method)
            all.Add(Comparison.Exact("method", method, call.Request.Method));
        if (Stub.Path is { } path)
            all.Add(new Comparison("path", path, call.Path, call.Path == path || call.Request.Path == path));
        if (Stub.When is { } when)
            all.Add(OfCondition(when, call));
        return all;
    }

    private static Comparison OfCondition(Func<StubCall, bool> when, StubCall call)
    {
        const string Name = "condition", Expected = "what the stub's own code asks for";
        try
        {
            return when(call) ? new Comparison(Name, Expected, "so", true) : new Comparison(Name, Expected, "not so", false);
        }
#pragma warning disable CA1031 // Somebody's own condition, which is only asked here to tell how far off a call is.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return new Comparison(Name, Expected, $"a failure: {fault.Message}", false);
        }
    }

    internal bool BelongsTo(Stubs stubs) => ReferenceEquals(_stubs, stubs);

    /// <summary>Goes back to how often it had answered when a snapshot was taken.</summary>
    internal void Rewind(long answered) => Interlocked.Exchange(ref _answered, answered);

    /// <summary>Counts an answer. Under the world's lock.</summary>
    internal long Count() => Interlocked.Increment(ref _answered);

    /// <summary>Whether it means a call, but for times and scenario, which only the world knows.</summary>
    internal bool Means(StubCall call)
    {
        if (Stub.Method is { } method && call.Request.Method != method)
            return false;
        if (Stub.Path is { } path && call.Request.Path != path && call.Path != path)
            return false;
        if (Stub.Vendor is { } vendor && call.Vendor?.Name != vendor)
            return false;
        if (Stub.Operation is { } operation && call.Operation?.Id != operation)
            return false;
        try
        {
            return Stub.When?.Invoke(call) != false;
        }
#pragma warning disable CA1031 // Somebody's own condition: its failure must be seen, and be told from one of ours.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            throw new StubFailedException(this, fault);
        }
    }
}

/// <summary>A stub's own code failed.</summary>
internal sealed class StubFailedException(StubHandle stub, Exception fault) : Exception($"The stub {stub.Title} failed: {fault.Message}", fault)
{
    public StubHandle Stub => stub;
}
