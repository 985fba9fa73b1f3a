using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace VendorMocks.Tests;

/// <summary>A host on a free loopback port that answers calls in a way of a test's own.</summary>
internal sealed class Front : IAsyncDisposable
{
    private readonly WebApplication _application;

    private Front(WebApplication application) => _application = application;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address => _application.Urls.First();

    public static async Task<Front> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.Run(answer);
        await application.StartAsync();
        return new Front(application);
    }

    /// <summary>Hands calls to a handler, as calls to the given place.</summary>
    public static Task<Front> StartAsync(HttpMessageHandler handler, Uri place)
    {
        var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        return StartAsync(async context =>
        {
            using var sent = new MemoryStream();
            await context.Request.Body.CopyToAsync(sent);
            using var message = new HttpRequestMessage(
                new HttpMethod(context.Request.Method), place.GetLeftPart(UriPartial.Authority) + context.Features.Get<IHttpRequestFeature>()!.RawTarget);
            if (sent.Length > 0)
                message.Content = new ByteArrayContent(sent.ToArray());
            foreach (var (name, values) in context.Request.Headers)
                if (name != "Host" && !message.Headers.TryAddWithoutValidation(name, values.ToString()))
                    message.Content?.Headers.TryAddWithoutValidation(name, values.ToString());
            using var response = await invoker.SendAsync(message, CancellationToken.None);
            context.Response.StatusCode = (int)response.StatusCode;
            context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
            await response.Content.CopyToAsync(context.Response.Body);
        });
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
