namespace VendorMocks;

/// <summary>Resets the connection: TCP RST on HTTP/1.1, RST_STREAM on HTTP/2.</summary>
public sealed record ResetFault() : Fault("reset")
{
    internal override void Strike(FaultStrike strike, in FaultDice dice) => strike.EndWith(VendorMocks.Cut.Reset);
}
