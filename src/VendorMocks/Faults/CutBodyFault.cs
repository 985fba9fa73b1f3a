namespace VendorMocks;

/// <summary>Closes the connection in the middle of the body; an answer without a body is cut before it begins.</summary>
public sealed record CutBodyFault() : Fault("cut-body")
{
    internal override string? AtDoors =>
        "In process reading the body throws what HttpClient throws. On HTTP/2 the stream is reset, not the connection. An answer without a body is cut before it begins.";

    internal override FaultTiming Nature => FaultTiming.After;

    internal override void Strike(FaultStrike strike, in FaultDice dice) => strike.Cut = VendorMocks.Cut.InBody;

    internal override (string Field, string Problem)? OwnProblem() => FaultStrike.NeedsAnswer(this);
}
