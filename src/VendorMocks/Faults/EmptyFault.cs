namespace VendorMocks;

/// <summary>
/// Ends the exchange without a byte of an answer. On HTTP/1.1 an exchange is its connection, so that it looks like
/// <see cref="CutFault"/> there; on HTTP/2 only the one stream ends.
/// </summary>
public sealed record EmptyFault() : Fault("empty")
{
    internal override void Strike(FaultStrike strike, in FaultDice dice) => strike.EndWith(VendorMocks.Cut.Empty);
}
