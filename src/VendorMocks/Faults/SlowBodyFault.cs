namespace VendorMocks;

/// <summary>Sends the body in pieces, with waits on the world's clock between them.</summary>
/// <param name="BytesPerSecond">The pace, 1 or more.</param>
public sealed record SlowBodyFault(int BytesPerSecond) : Fault("slow-body")
{
    internal override string? AtDoors =>
        "While the world's clock is frozen nobody waits: the clock moves on by that time.";

    internal override FaultTiming Nature => FaultTiming.After;

    internal override bool Combines => true;

    // Of two paces the slower one is felt.
    internal override void Strike(FaultStrike strike, in FaultDice dice) =>
        strike.BytesPerSecond = strike.BytesPerSecond == 0 ? BytesPerSecond : Math.Min(strike.BytesPerSecond, BytesPerSecond);

    internal override (string Field, string Problem)? OwnProblem() => this switch
    {
        { BytesPerSecond: < 1 } => ("bytesPerSecond", $"{BytesPerSecond} is no pace: 1 byte a second or more."),
        { When: FaultTiming.Before } => ("when", "A slow body stops no call: add a fault that does."),
        _ => null,
    };
}
