namespace VendorMocks;

/// <summary>
/// Never answers. Behind a socket the caller's own timeout ends the call; the door without one throws at once what
/// <see cref="HttpClient"/> throws then, unless the world's clock really waits.
/// </summary>
public sealed record TimeoutFault() : Fault("timeout")
{
    internal override string? AtDoors =>
        "In process it throws at once what HttpClient throws when its timeout is over, unless the world's clock really waits; behind a socket the caller's own timeout ends the call.";

    internal override void Strike(FaultStrike strike, in FaultDice dice) => strike.EndWith(VendorMocks.Cut.Silence);
}
