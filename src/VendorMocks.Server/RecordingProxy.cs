using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace VendorMocks;

/// <summary>
/// A reverse proxy that hands calls on to a real service and keeps redacted fixtures of what it saw. The caller gets the
/// service's answer as it was; a service that cannot be reached is a 502 that says so.
/// </summary>
internal sealed class RecordingProxy(Uri upstream, FixtureRecorder recorder, TextWriter output) : IDisposable
{
    // What belongs to one connection and not to the message.
    private static readonly string[] OfConnections = ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Proxy-Connection", "TE", "Trailer", "Accept-Encoding", "Content-Length"];
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    /// <summary>Answers one call.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, context.RequestAborted).ConfigureAwait(false);
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? request.Path + request.QueryString;
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), upstream.AbsoluteUri.TrimEnd('/') + target);
        if (buffer.Length > 0)
            message.Content = new ByteArrayContent(buffer.ToArray());
        foreach (var (name, values) in request.Headers)
            if (!OfConnections.Contains(name, StringComparer.OrdinalIgnoreCase) && !message.Headers.TryAddWithoutValidation(name, values.ToString()))
                message.Content?.Headers.TryAddWithoutValidation(name, values.ToString());

        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(message, context.RequestAborted).ConfigureAwait(false);
        }
        catch (HttpRequestException unreached)
        {
            await RefuseAsync(context, unreached).ConfigureAwait(false);
            return;
        }

        using (response)
        {
            var body = await response.Content.ReadAsByteArrayAsync(context.RequestAborted).ConfigureAwait(false);
            Record(request, target, buffer.ToArray(), response, body);
            await WriteAsync(context, response, body).ConfigureAwait(false);
        }
    }

    /// <summary>Lets go of the connections.</summary>
    public void Dispose() => client.Dispose();

    private void Record(HttpRequest request, string target, byte[] sent, HttpResponseMessage response, byte[] body)
    {
        var taken = recorder.Take(new CapturedExchange
        {
            Method = request.Method,
            Target = target,
            RequestHeaders = [.. request.Headers.Select(h => KeyValuePair.Create(h.Key, h.Value.ToString()))],
            RequestBody = sent,
            Status = (int)response.StatusCode,
            ResponseType = response.Content.Headers.ContentType?.ToString() ?? "",
            ResponseBody = body,
        });
        output.WriteLine($"{taken.Operation ?? "no operation",-32} {taken.Status}  {(taken.File is { } file ? "new: " + Path.GetFileName(file) : taken.Operation is null ? "not kept" : "known")}");
    }

    private static async Task WriteAsync(HttpContext context, HttpResponseMessage response, byte[] body)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
            if (!OfConnections.Contains(name, StringComparer.OrdinalIgnoreCase))
                context.Response.Headers[name] = values.ToArray();
        if (response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified || HttpMethods.IsHead(context.Request.Method))
            return;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task RefuseAsync(HttpContext context, HttpRequestException unreached)
    {
        await output.WriteLineAsync($"{upstream} cannot be reached: {unreached.Message}").ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status502BadGateway;
        context.Response.ContentType = "application/problem+json";
        await context.Response.WriteAsync(
            $$"""{"title":"The recorded service cannot be reached","status":502,"detail":{{System.Text.Json.JsonSerializer.Serialize($"{upstream}: {unreached.Message}", JsonText.Default.String)}}}""",
            context.RequestAborted).ConfigureAwait(false);
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class JsonText : System.Text.Json.Serialization.JsonSerializerContext;
