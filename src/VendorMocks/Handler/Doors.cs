using System.Net.Sockets;

namespace VendorMocks;

/// <summary>What all doors hold to.</summary>
internal static class Doors
{
    /// <summary>The largest body that is read; a larger one gets the vendor's own refusal.</summary>
    public const int MaxBodyBytes = 10 * 1024 * 1024;

    /// <summary>The smallest piece of a slow body is what its pace allows in this part of a second.</summary>
    private const int PiecesPerSecond = 10;

    /// <summary>What <see cref="SocketsHttpHandler"/> throws when the line is cut before an answer.</summary>
    public static HttpRequestException ConnectionLost(Cut cut) => cut == Cut.Garbage
        ? new HttpRequestException(HttpRequestError.InvalidResponse, "Received an invalid status line.")
        : cut == Cut.Reset
        ? new HttpRequestException(
            HttpRequestError.Unknown,
            "An error occurred while sending the request.",
            new IOException("Unable to read data from the transport connection: Connection reset by peer.", new SocketException((int)SocketError.ConnectionReset)))
        : new HttpRequestException(
            HttpRequestError.ResponseEnded,
            "An error occurred while sending the request.",
            Ended());

    /// <summary>What reading a body throws when the line is cut in its middle.</summary>
    public static HttpIOException Ended() => new(HttpRequestError.ResponseEnded, "The response ended prematurely.");

    /// <summary>What <see cref="HttpClient"/> throws when nobody answers in time.</summary>
    public static TaskCanceledException TimedOut() => new(
        "The request was canceled due to the configured HttpClient.Timeout elapsing.",
        new TimeoutException("The operation was canceled."));

    /// <summary>How many bytes of a slow body go out after one wait.</summary>
    public static int PieceOf(in Outcome outcome) =>
        outcome.PieceBytes > 0 ? outcome.PieceBytes : (int)Math.Clamp(outcome.BytesPerSecond / PiecesPerSecond, 1, int.MaxValue);

    /// <summary>How long a piece takes after what was sent before it, so that all pieces together take what they should.</summary>
    public static TimeSpan TimeOf(int sent, int piece, double bytesPerSecond) => At(sent + (long)piece, bytesPerSecond) - At(sent, bytesPerSecond);

    private static TimeSpan At(long sent, double bytesPerSecond) => TimeSpan.FromTicks((long)(sent / bytesPerSecond * TimeSpan.TicksPerSecond));

    /// <summary>Waits on this thread, as synchronous callers ask for.</summary>
    public static void Block(ValueTask wait)
    {
        if (wait.IsCompletedSuccessfully)
            return;
        wait.AsTask().GetAwaiter().GetResult();
    }
}
