namespace VendorMocks;

/// <summary>Closes the whole connection, politely, before a byte of the response.</summary>
/// <remarks>
/// A caller that had used the connection before may send the same call again by itself, as <see cref="SocketsHttpHandler"/>
/// does: to such a caller a server that closes an idle connection looks the same.
/// </remarks>
public sealed record CutFault() : Fault("cut")
{
    internal override string? AtDoors =>
        "In process there is no connection to close: the caller meets the HttpRequestException that HttpClient makes of one. On HTTP/2 the connection closes with all its streams.";

    internal override void Strike(FaultStrike strike, in FaultDice dice) => strike.EndWith(VendorMocks.Cut.BeforeResponse);
}
