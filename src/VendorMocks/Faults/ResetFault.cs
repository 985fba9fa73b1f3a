namespace VendorMocks;

/// <summary>Resets the connection: TCP RST on HTTP/1.1, RST_STREAM on HTTP/2.</summary>
public sealed record ResetFault() : Fault("reset")
{
    internal override string? AtDoors =>
        "In process there is no connection to reset: the caller meets the HttpRequestException that HttpClient makes of one. On HTTP/2 the stream is reset (RST_STREAM), not the connection.";

    internal override void Strike(FaultStrike strike, in FaultDice dice) => strike.EndWith(VendorMocks.Cut.Reset);
}
