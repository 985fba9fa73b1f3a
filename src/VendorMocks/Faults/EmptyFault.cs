namespace VendorMocks;

/// <summary>
/// Ends the exchange without a byte of an answer. On HTTP/1.1 an exchange is its connection, so that it looks like
/// <see cref="CutFault"/> there; on HTTP/2 only the one stream ends.
/// </summary>
public sealed record EmptyFault() : Fault("empty")
{
    internal override string? AtDoors =>
        "In process the caller meets the HttpRequestException that HttpClient makes of it. On HTTP/1.1 it looks like cut, on HTTP/2 only the one stream ends.";

    internal override void Strike(FaultStrike strike, in FaultDice dice) => strike.EndWith(VendorMocks.Cut.Empty);
}
