using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace VendorMocks;

/// <summary>
/// Attaches a world to another mock server that runs on ASP.NET and lets others add to its pipeline, without naming one of its
/// types: for WireMock.Net <c>new WireMockServerSettings { PreWireMockMiddlewareInit = world.BesideStubs() }</c>.
/// </summary>
public static class StubHosts
{
    /// <summary>
    /// Answers what a vendor claims and the host has no stub for. The host is asked first, so that its stubs win; its 404 is what
    /// "no stub" means. It sees these calls, and its log has them as unmatched.
    /// </summary>
    /// <param name="world">The world that answers.</param>
    /// <returns>What the host calls with its <see cref="IApplicationBuilder"/> before it adds its own middleware.</returns>
    public static Action<object> BesideStubs(this World world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var door = new KestrelDoor(world.Host, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, world);
        return host =>
        {
            if (host is not IApplicationBuilder application)
                throw new ArgumentException($"A host of ASP.NET Core hands over its IApplicationBuilder, this one a {host?.GetType().FullName ?? "null"}.", nameof(host));
            application.Use(next => context => AnswerAsync(context, next, door, world));
        };
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next, KestrelDoor door, World world)
    {
        // Read by the host, and again by the door.
        context.Request.EnableBuffering();
        var sent = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var answer = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            context.Features.Set(sent);
        }

        if (context.Response.StatusCode == StatusCodes.Status404NotFound && Claims(world, context.Request))
        {
            context.Response.Clear();
            context.Request.Body.Position = 0;
            await door.AnswerAsync(context).ConfigureAwait(false);
            return;
        }

        answer.Position = 0;
        await answer.CopyToAsync(sent.Stream, context.RequestAborted).ConfigureAwait(false);
    }

    private static bool Claims(World world, HttpRequest request) => world.Host.VendorAt(new ApiRequest(
        request.Method,
        request.Scheme,
        request.Host.Host,
        request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.ToUriComponent(),
        [],
        default)) is not null;
}
