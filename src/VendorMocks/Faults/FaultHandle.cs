namespace VendorMocks;

/// <summary>A fault in force in a world: shows how often it hit, and takes it back when disposed.</summary>
public sealed class FaultHandle : IDisposable
{
    private readonly Faults _faults;
    private readonly string _purpose;
    private long _seen;
    private long _fired;

    internal FaultHandle(Faults faults, long id, Fault fault, long seen = 0, long fired = 0)
    {
        _faults = faults;
        _purpose = $"fault.{id}";
        _seen = seen;
        _fired = fired;
        Id = id;
        Fault = fault;
    }

    /// <summary>Its number in its world, from 1 in the order of adding.</summary>
    public long Id { get; }

    /// <summary>What goes wrong, and with which calls.</summary>
    public Fault Fault { get; }

    /// <summary>How many calls matched its vendor, operation, account, fields and time.</summary>
    public long Seen => Interlocked.Read(ref _seen);

    /// <summary>How many calls it hit.</summary>
    public long Fired => Interlocked.Read(ref _fired);

    /// <summary>Whether it is still in force: not taken back, by whomever, nor dropped by a reset.</summary>
    public bool Active => _faults.Holds(this);

    /// <summary>Takes it back; a second time does nothing.</summary>
    public void Dispose() => _faults.Remove(this);

    /// <summary>One line for people.</summary>
    public override string ToString() => $"#{Id} {Fault.Title}: hit {Fired} of {Seen} matching calls";

    internal bool BelongsTo(Faults faults) => ReferenceEquals(_faults, faults);

    /// <summary>Goes back to how it was when a snapshot was taken.</summary>
    internal void Rewind(long seen, long fired)
    {
        Interlocked.Exchange(ref _seen, seen);
        Interlocked.Exchange(ref _fired, fired);
    }

    /// <summary>Whether it hits the call; counts it. Under the world's lock.</summary>
    internal bool Hits(Call call, Journal journal, RandomSource random, out FaultDice dice)
    {
        dice = default;
        if (Fired >= Fault.MaxTimes || !Matches(call))
            return false;
        var seen = Interlocked.Increment(ref _seen);
        var counted = seen - (Fault.Skipped ?? 0);
        if (counted <= 0 || counted % (Fault.Step ?? 1) != 0)
            return false;
        dice = new FaultDice(random, _purpose, seen);
        if (dice.Unit(0) >= (Fault.Probability ?? 1) || !Fault.CanStrike(call, journal))
            return false;
        Interlocked.Increment(ref _fired);
        return true;
    }

    private bool Matches(Call call)
    {
        if (call.Now < Fault.From || call.Now >= Fault.Until)
            return false;
        if (Fault.Operation is { } operation && call.Operation?.Id != operation)
            return false;
        if (Fault.Account is { } key && call.Vendor.CredentialOf(call.Request) != key)
            return false;
        if (Fault.Fields is { } fields)
        {
            foreach (var (name, text) in fields)
            {
                if (TextOf(call, name) != text)
                    return false;
            }
        }

        return true;
    }

    private static string? TextOf(Call call, string name)
    {
        if (call.Fields.At(name) is { IsScalar: true, Kind: not FieldKind.Null } field)
            return field.Text;
        return call.Route.Value.Length > 0 && call.Operation?.Placeholder == name ? call.Route.Value : null;
    }
}
