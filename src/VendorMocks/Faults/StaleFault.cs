namespace VendorMocks;

/// <summary>
/// Gives the answer that the journal holds of the last undisturbed call with the same verb, address, operation and credential.
/// The first such call has nothing older to give and passes.
/// </summary>
public sealed record StaleFault() : Fault("stale")
{
    internal override FaultTiming Nature => FaultTiming.After;

    internal override void Strike(FaultStrike strike, in FaultDice dice) =>
        strike.Response = Earlier(strike.Call, strike.Journal) is { } earlier ? earlier.Response with { Why = null, Detail = null } : strike.Response;

    internal override bool CanStrike(Call call, Journal journal) => Earlier(call, journal) is not null;

    internal override (string Field, string Problem)? OwnProblem() => FaultStrike.NeedsAnswer(this);

    private static Exchange? Earlier(Call call, Journal journal)
    {
        var key = call.Vendor.CredentialOf(call.Request);
        return journal.Last(exchange => exchange.Vendor == call.Vendor.Name
            && exchange.Operation == call.Operation?.Id
            && exchange is { OffContract: false, Bug: null, VendorSide: false }
            && exchange.Request.Target == call.Request.Target
            && exchange.Request.Method == call.Request.Method
            && call.Vendor.CredentialOf(exchange.Request) == key);
    }
}
