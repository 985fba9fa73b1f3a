using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.ResponseProviders;
using WireMock.Server;
using WireMock.Settings;
using WireMock.Types;
using WireMock.Util;

namespace VendorMocks;

/// <summary>A world as the mapping of last resort of a WireMock.Net server.</summary>
[Experimental("MOCKS001")]
public static class WorldInWireMock
{
    /// <summary>The lowest there is: WireMock.Net prefers small numbers.</summary>
    private const int Priority = int.MaxValue;

    /// <summary>
    /// Has a world answer what its vendors claim, by path prefix (<c>/leaddyno/v1/…</c>) or by host name, and no stub of the server's
    /// own matches. The server's log has the calls and the answers, the world's journal has what they meant.
    /// </summary>
    /// <remarks>
    /// A line that a fault cuts, also in the midst of the body, is cut before the answer, and a slow body comes whole: WireMock.Net's
    /// model of a response has nothing nearer.
    /// </remarks>
    /// <param name="server">The server.</param>
    /// <param name="world">The world; it must stay open as long as the server gets calls.</param>
    /// <returns>The server.</returns>
    public static WireMockServer UseMocks(this WireMockServer server, World world)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(world);
#pragma warning disable CA2000 // It lives as long as the server's mapping.
        var door = new HttpMessageInvoker(new MocksHandler(world.Host, world, null) { AllowAutoRedirect = false });
#pragma warning restore CA2000
        server
            .Given(Request.Create().WithUrl(url => Claims(world, new Uri(url))).UsingAnyMethod())
            .AtPriority(Priority)
            .WithTitle($"world {world.Name}")
            .RespondWith(new Answering(door));
        return server;
    }

    private static bool Claims(World world, Uri url) =>
        world.Host.VendorAt(new ApiRequest("GET", url.Scheme, url.IdnHost, url.PathAndQuery, [], default)) is not null;

    private static HttpRequestMessage Asked(IRequestMessage request)
    {
        // The address is shown unescaped, the query as it came.
        var address = new UriBuilder(new Uri(request.AbsoluteUrl)) { Query = request.RawQuery };
        var asked = new HttpRequestMessage(new HttpMethod(request.Method), address.Uri);
        if ((request.BodyAsBytes ?? (request.Body is { } text ? System.Text.Encoding.UTF8.GetBytes(text) : null)) is { } body)
            asked.Content = new ByteArrayContent(body);
        foreach (var (name, values) in request.Headers ?? new Dictionary<string, WireMockList<string>>())
        {
            if (!asked.Headers.TryAddWithoutValidation(name, values))
                asked.Content?.Headers.TryAddWithoutValidation(name, values);
        }

        return asked;
    }

    private static async Task<IResponseMessage> MessageOf(HttpResponseMessage answer)
    {
        var message = new ResponseMessage
        {
            StatusCode = (int)answer.StatusCode,
            BodyData = new BodyData
            {
                BodyAsBytes = await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false),
                DetectedBodyType = BodyType.Bytes,
            },
        };
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            // The server counts for itself.
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                message.AddHeader(name, [.. values]);
        }

        return message;
    }

    private sealed class Answering(HttpMessageInvoker door) : IResponseProvider
    {
        public async Task<(IResponseMessage Message, IMapping? Mapping)> ProvideResponseAsync(
            IMapping mapping, HttpContext context, IRequestMessage requestMessage, WireMockServerSettings settings)
        {
            using var asked = Asked(requestMessage);
            try
            {
                using var answer = await door.SendAsync(asked, context.RequestAborted).ConfigureAwait(false);
                return (await MessageOf(answer).ConfigureAwait(false), null);
            }
            catch (Exception cut) when (cut is HttpRequestException or HttpIOException or TaskCanceledException)
            {
                // The message is for the log only: nobody hears it.
                context.Abort();
                return (new ResponseMessage { StatusCode = 200, FaultType = FaultType.EMPTY_RESPONSE }, null);
            }
        }
    }
}
