using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace VendorMocks;

/// <summary>
/// A reverse proxy that hands calls on to a real service and keeps redacted fixtures of what it saw. The caller gets the
/// service's answer as it was; a service that cannot be reached is a 502 that says so.
/// </summary>
/// <param name="upstream">The service; calls go below its path.</param>
/// <param name="recorder">Redacts and keeps.</param>
/// <param name="output">Gets a line for each call, and totals in the end.</param>
internal sealed class RecordingProxy(Uri upstream, FixtureRecorder recorder, TextWriter output) : IDisposable
{
    // What belongs to one connection and not to the message.
    private static readonly string[] OfConnections = ["Host", "Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Proxy-Connection", "TE", "Trailer", "Accept-Encoding", "Content-Length"];
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly ConcurrentQueue<RecordedExchange> taken = new();
    private int unanswered;

    /// <summary>What came of the recording: a line for each operation and status, and one for all.</summary>
    public string Totals()
    {
        var text = new StringBuilder();
        foreach (var group in taken.GroupBy(t => (Operation: t.Operation ?? "no operation", t.Status)).OrderBy(g => g.Key.Operation, StringComparer.Ordinal).ThenBy(g => g.Key.Status))
            text.AppendLine(CultureInfo.InvariantCulture, $"{group.Key.Operation,-32} {group.Key.Status}  {group.Count(),5} calls  {group.Count(t => t.File is not null),4} new");
        return text.Append(CultureInfo.InvariantCulture, $"{taken.Count} calls recorded, {taken.Count(t => t.File is not null)} fixtures written, {taken.Count(t => t.Operation is null)} calls of no operation, {unanswered} not answered by {upstream.Authority}")
            .ToString();
    }

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
        byte[] body;
        try
        {
            response = await client.SendAsync(message, context.RequestAborted).ConfigureAwait(false);
            body = await response.Content.ReadAsByteArrayAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception unreached) when (unreached is HttpRequestException or IOException or TaskCanceledException && !context.RequestAborted.IsCancellationRequested)
        {
            Interlocked.Increment(ref unanswered);
            await RefuseAsync(context, unreached is TaskCanceledException ? "no answer in time" : unreached.Message).ConfigureAwait(false);
            return;
        }

        using (response)
        {
            Record(request, target, buffer.ToArray(), response, body);
            await WriteAsync(context, response, body).ConfigureAwait(false);
        }
    }

    /// <summary>Lets go of the connections.</summary>
    public void Dispose() => client.Dispose();

    private void Record(HttpRequest request, string target, byte[] sent, HttpResponseMessage response, byte[] body)
    {
        RecordedExchange kept;
        try
        {
            kept = recorder.Take(new CapturedExchange
            {
                Method = request.Method,
                Target = target,
                RequestHeaders = [.. request.Headers.Select(h => KeyValuePair.Create(h.Key, h.Value.ToString()))],
                RequestBody = sent,
                Status = (int)response.StatusCode,
                ResponseType = response.Content.Headers.ContentType?.ToString() ?? "",
                ResponseBody = body,
            });
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // The caller gets the answer all the same.
            output.WriteLine($"The fixture of {request.Method} {request.Path} could not be written: {unwritable.Message}");
            return;
        }

        taken.Enqueue(kept);
        output.WriteLine($"{kept.Operation ?? "no operation",-32} {kept.Status}  {(kept.File is { } file ? "new: " + Path.GetFileName(file) : kept.Operation is null ? "not kept" : "known")}");
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

    private async Task RefuseAsync(HttpContext context, string reason)
    {
        await output.WriteLineAsync($"{upstream} cannot be reached: {reason}").ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status502BadGateway;
        context.Response.ContentType = "application/problem+json";
        await context.Response.WriteAsync(
            $$"""{"title":"The recorded service cannot be reached","status":502,"detail":{{System.Text.Json.JsonSerializer.Serialize($"{upstream}: {reason}", JsonText.Default.String)}}}""",
            context.RequestAborted).ConfigureAwait(false);
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class JsonText : System.Text.Json.Serialization.JsonSerializerContext;
