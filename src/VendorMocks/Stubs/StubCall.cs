namespace VendorMocks;

/// <summary>A call as stubs see it: the request, whose it is, and what has been found out about it so far. One thread uses it.</summary>
public sealed class StubCall
{
    private Dictionary<object, object?>? _known;
    private Operation? _operation;
    private bool _searched;

    internal StubCall(ApiRequest request, Vendor? vendor, string path)
    {
        Request = request;
        Vendor = vendor;
        Path = path;
    }

    /// <summary>The request; its path is the one that the caller sent.</summary>
    public ApiRequest Request { get; }

    /// <summary>Whose call it is; null when no vendor claims it.</summary>
    public Vendor? Vendor { get; }

    /// <summary>The vendor's own path, without world and vendor prefixes.</summary>
    public string Path { get; }

    /// <summary>The operation that it asks for, whatever the vendor would say to it; null when none is there.</summary>
    public Operation? Operation
    {
        get
        {
            if (!_searched)
                (_operation, _searched) = (Vendor is { } vendor ? OperationFinder.Find(vendor, Request) : null, true);
            return _operation;
        }
    }

    /// <summary>Query and body together, names with brackets nested.</summary>
    public FieldMap Fields => Once(this, call => RequestFields.Merged(call.Request));

    /// <summary>What the stub draws for this call; only while it answers.</summary>
    internal FaultDice Dice { get; init; }

    /// <summary>The moment on the world's clock; only while it answers.</summary>
    internal DateTimeOffset Now { get; init; }

    /// <summary>Works something out once for all stubs that want it.</summary>
    internal T Once<T>(object what, Func<StubCall, T> work)
    {
        if (!(_known ??= []).TryGetValue(what, out var known))
            _known.Add(what, known = work(this));
        return (T)known!;
    }

    internal static StubCall Of(Exchange exchange) =>
        new(exchange.Request, exchange.Vendor is { } name ? Vendors.Find(name) : null, exchange.Path);

    internal StubCall Drawing(in FaultDice dice, DateTimeOffset now) => new(Request, Vendor, Path) { Dice = dice, Now = now };
}
