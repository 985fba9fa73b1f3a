using System.Globalization;
using System.Text;

namespace VendorMocks.Tests;

/// <summary>What a caller meets when a fault hits: told in a text, so that two doors can be compared.</summary>
internal static class FaultMeeting
{
    /// <summary>The ways in which a caller may ask.</summary>
    public static readonly string[] Ways = ["whole", "streamed", "blocking"];

    /// <summary>Asks for the leads, of which there is one, in a world with the fault.</summary>
    public static async Task<string> MeetAsync(Stage stage, string way)
    {
        var client = stage.LeadDyno;
        // Only a fault that never answers is worth a short patience.
        if (stage.World.Faults.Active is [{ Fault: TimeoutFault }])
            client.Timeout = TimeSpan.FromMilliseconds(300);
        using var request = new HttpRequestMessage(HttpMethod.Get, "leads?key=" + stage.World.LeadDyno.Key);
        var text = new StringBuilder();
        try
        {
            using var response = way switch
            {
                "whole" => await client.SendAsync(request),
                "streamed" => await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead),
                _ => client.Send(request),
            };
            text.Append(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {response.Content.Headers.ContentType} {response.Content.Headers.ContentLength}");
            text.Append(CultureInfo.InvariantCulture, $" why={string.Join(',', response.Headers.NonValidated.Where(line => line.Key == "X-Mocks-Why").Select(line => line.Value.ToString()))}: ");
            await using var body = await response.Content.ReadAsStreamAsync();
            var buffer = new byte[64];
            for (var read = await body.ReadAsync(buffer); read > 0; read = await body.ReadAsync(buffer))
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (Exception met)
        {
            Tell(text, met);
        }

        return text.ToString();
    }

    private static void Tell(StringBuilder text, Exception met)
    {
        text.Append(met.GetType().Name);
        if (met is HttpRequestException request)
            text.Append('/').Append(request.HttpRequestError);
        if (met is HttpIOException io)
            text.Append('/').Append(io.HttpRequestError);
        if (met is System.Net.Sockets.SocketException socket)
            text.Append('/').Append(socket.SocketErrorCode);
        // What HttpClient wraps into a timeout of its own is its own business.
        if (met.InnerException is { } inner && met is not TimeoutException)
        {
            text.Append(" <- ");
            Tell(text, inner);
        }
    }
}
