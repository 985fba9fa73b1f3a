using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace VendorMocks;

/// <summary>Ends the line to a caller in the ways that faults ask for, and tells the exchange where that cannot be done.</summary>
internal static class Line
{
    private const string NoSocket = "In memory there is no connection: the exchange was aborted.";

    public static async Task EndAsync(HttpContext context, Cut cut, Exchange exchange)
    {
        if (cut == Cut.Silence)
        {
            await LeftAsync(context).ConfigureAwait(false);
            context.Abort();
            return;
        }

        if (context.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
        {
            exchange.FaultNote = NoSocket;
            context.Abort();
        }
        else if (HttpProtocol.IsHttp2(context.Request.Protocol) && cut != Cut.BeforeResponse)
        {
            // Aborting a stream resets it, and the other streams of the connection go on.
            if (cut == Cut.Reset)
                exchange.FaultNote = "On HTTP/2 the stream was reset (RST_STREAM), not the connection.";
            context.Abort();
        }
        else if (cut == Cut.InBody)
        {
            await EndBodyAsync(context).ConfigureAwait(false);
        }
        else
        {
            if (cut == Cut.Garbage && !context.Request.IsHttps && exchange.Response.Content is { } garbage)
                await socket.SendAsync(garbage.ToArray()).ConfigureAwait(false);
            else if (cut == Cut.Garbage)
                exchange.FaultNote = "Under TLS no garbage can be sent: the connection was closed.";
            // Zero linger makes closing send RST, a shutdown before it FIN.
            if (cut == Cut.Reset)
                socket.LingerState = new LingerOption(true, 0);
            else
                socket.Shutdown(SocketShutdown.Both);
            context.Abort();
        }
    }

    // Aborting would drop what was written and not yet sent. Completing the transport sends it and then closes.
    private static async Task EndBodyAsync(HttpContext context)
    {
        if (context.Request.IsHttps || context.Features.Get<IConnectionTransportFeature>() is not { } connection)
        {
            // Under TLS the transport cannot be reached: the server itself closes after a body that is too short.
            return;
        }

        await connection.Transport.Output.CompleteAsync().ConfigureAwait(false);
        await LeftAsync(context).ConfigureAwait(false);
    }

    private static async Task LeftAsync(HttpContext context) =>
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
