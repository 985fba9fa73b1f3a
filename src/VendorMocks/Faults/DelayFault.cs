namespace VendorMocks;

/// <summary>Waits before the answer, on the world's clock: a fixed time, a uniform or a log-normal one.</summary>
/// <param name="Milliseconds">The time; the shortest of a uniform one, the median of a log-normal one.</param>
public sealed record DelayFault(double Milliseconds) : Fault("delay")
{
    // A wait beyond that is a timeout, which has a kind of its own.
    private const double Longest = 86_400_000;

    /// <summary>The longest time of a uniform delay; null for another one.</summary>
    public double? ToMilliseconds { get; init; }

    /// <summary>Spread of the logarithm of a log-normal delay, 0 to 5; null for another one.</summary>
    public double? Sigma { get; init; }

    internal override string? AtDoors =>
        "While the world's clock is frozen nobody waits: the clock moves on by that time.";

    internal override FaultTiming Nature => FaultTiming.After;

    internal override bool Combines => true;

    internal override void Strike(FaultStrike strike, in FaultDice dice) => strike.Delay += Draw(dice);

    internal override (string Field, string Problem)? OwnProblem() => this switch
    {
        { Milliseconds: not (>= 0 and <= Longest) } => ("milliseconds", $"{Milliseconds} is no delay: 0 to {Longest} milliseconds."),
        { ToMilliseconds: not null, Sigma: not null } => ("sigma", "A delay is uniform (toMilliseconds) or log-normal (sigma), not both."),
        { ToMilliseconds: { } most } when !(most >= Milliseconds && most <= Longest) => ("toMilliseconds", $"{most} is no longest delay: {Milliseconds} to {Longest} milliseconds."),
        { Sigma: not (null or (>= 0 and <= 5)) } => ("sigma", $"{Sigma} is no spread: 0 to 5."),
        { When: FaultTiming.Before } => ("when", "A delay stops no call: add a fault that does."),
        _ => null,
    };

    /// <summary>One wait, in whole milliseconds.</summary>
    internal TimeSpan Draw(in FaultDice dice)
    {
        var milliseconds = this switch
        {
            { ToMilliseconds: { } most } => Milliseconds + (most - Milliseconds) * dice.Unit(1),
            { Sigma: { } sigma } => Milliseconds * Math.Exp(sigma * dice.Normal(1)),
            _ => Milliseconds,
        };
        return TimeSpan.FromMilliseconds(Math.Round(Math.Min(milliseconds, Longest)));
    }
}
