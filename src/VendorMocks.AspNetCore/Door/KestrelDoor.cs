using System.Buffers;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;

namespace VendorMocks;

/// <summary>
/// The door with a socket: reads a request once, asks the engine, and renders, waits, writes or cuts. It decides nothing.
/// </summary>
/// <param name="host">Whose worlds answer.</param>
/// <param name="log">Gets a line for each call.</param>
/// <param name="only">The world that answers all calls; null lets address and key decide.</param>
/// <param name="telemetry">Told of each call where somebody listens; null for nobody.</param>
internal sealed class KestrelDoor(MocksHost host, ILogger log, World? only = null, Telemetry? telemetry = null)
{
    // A body that takes longer is given up, however steadily it drips; Kestrel's least pace ends those that drip slower still.
    internal static readonly TimeSpan BodyPatience = TimeSpan.FromSeconds(60);

    private static readonly Action<ILogger, string, string, string, long, Exception?> Answered =
        LoggerMessage.Define<string, string, string, long>(LogLevel.Information, default, "{Exchange} [{World} {Operation}] #{Id}");

    private readonly BodyRoom _room = new();

    private readonly ObjectPool<ArrayBufferWriter<byte>> _buffers =
        new DefaultObjectPool<ArrayBufferWriter<byte>>(new BufferPolicy(), Environment.ProcessorCount * 4);

    public async Task AnswerAsync(HttpContext context)
    {
        var arrived = Stopwatch.GetTimestamp();
        var measured = telemetry?.Begin(context.Request) ?? default;
        Exchange? exchange = null;
        try
        {
            var (request, broken) = await ReadAsync(context).ConfigureAwait(false);
            var outcome = broken is null ? host.Answer(request, only, null) : host.Refuse(request, broken.Status, broken.Message);
            exchange = outcome.Exchange;
            if (log.IsEnabled(LogLevel.Information))
                Log(exchange);
            await PlayAsync(context, outcome).ConfigureAwait(false);
        }
        finally
        {
            exchange?.Took = Stopwatch.GetElapsedTime(arrived);
            measured.End(exchange);
        }
    }

    private async ValueTask PlayAsync(HttpContext context, Outcome outcome)
    {
        if (outcome.Delay > TimeSpan.Zero && outcome.World is { } world)
            await world.Clock.DelayAsync(outcome.Delay, context.RequestAborted).ConfigureAwait(false);

        if (outcome.Cut is Cut.None or Cut.InBody)
            await WriteAsync(context, outcome).ConfigureAwait(false);
        else
            await Line.EndAsync(context, outcome.Cut, outcome.Exchange).ConfigureAwait(false);
    }

    private void Log(Exchange exchange)
    {
        var why = (exchange.Response.Why ?? exchange.Fault) is { } reason ? $" ({reason})" : "";
        var world = exchange.World.Length == 0 ? "no world" : exchange.World;
        Answered(log, $"{exchange.Request.Method} {SecretMask.Url(exchange.Request.Target)} {exchange.Response.Status}{why}", world, exchange.Operation ?? "no operation", exchange.Id, null);
    }

    private async Task WriteAsync(HttpContext context, Outcome outcome)
    {
        var buffer = _buffers.Get();
        try
        {
            var rendered = Rendering.Render(outcome, buffer);
            var response = context.Response;
            response.StatusCode = rendered.Status;
            foreach (var (name, value) in rendered.Headers)
                response.Headers.Append(name, value);
            foreach (var (name, value) in Rendering.Lines(outcome, rendered))
                response.Headers[name] = value;
            // Nothing to cut in its middle: the line ends before the answer.
            var head = HttpMethods.IsHead(context.Request.Method);
            if (outcome.Cut == Cut.InBody && (head || buffer.WrittenCount == 0))
            {
                await Line.EndAsync(context, Cut.BeforeResponse, outcome.Exchange).ConfigureAwait(false);
                return;
            }

            if (rendered.Content is not { } content)
            {
                if (rendered.Status is not (204 or 304))
                    response.ContentLength = 0;
                return;
            }

            response.ContentType = content.ContentType;
            response.ContentLength = buffer.WrittenCount;
            if (head)
                return;
            var arriving = outcome.Cut == Cut.InBody ? buffer.WrittenMemory[..(buffer.WrittenCount / 2)] : buffer.WrittenMemory;
            await WriteBodyAsync(context, arriving, outcome).ConfigureAwait(false);
            if (outcome.Cut == Cut.InBody)
                await Line.EndAsync(context, Cut.InBody, outcome.Exchange).ConfigureAwait(false);
        }
        finally
        {
            _buffers.Return(buffer);
        }
    }

    private static async ValueTask WriteBodyAsync(HttpContext context, ReadOnlyMemory<byte> body, Outcome outcome)
    {
        var writer = context.Response.BodyWriter;
        if (outcome is not { BytesPerSecond: > 0 and var pace, World: { } world })
        {
            // Without the token, which is made when asked for: a write ends by itself when the caller has gone.
            await writer.WriteAsync(body, CancellationToken.None).ConfigureAwait(false);
            return;
        }

        for (var sent = 0; sent < body.Length;)
        {
            var piece = Math.Min(body.Length - sent, Doors.PieceOf(outcome));
            await world.Clock.DelayAsync(Doors.TimeOf(sent, piece, pace), context.RequestAborted).ConfigureAwait(false);
            await writer.WriteAsync(body.Slice(sent, piece), context.RequestAborted).ConfigureAwait(false);
            sent += piece;
        }
    }

    /// <summary>Reads a call; what is wrong with how its body was sent comes beside it.</summary>
    private async ValueTask<(ApiRequest Request, Broken? Broken)> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(target) || target[0] != '/')
            target = request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        var headers = new KeyValuePair<string, string>[request.Headers.Count];
        var i = 0;
        foreach (var (name, values) in request.Headers)
            headers[i++] = KeyValuePair.Create(name, values.ToString());
        var (body, tooLarge, broken) = (default(ReadOnlyMemory<byte>), false, (Broken?)null);
        try
        {
            (body, tooLarge) = await ReadBodyAsync(request, _room).ConfigureAwait(false);
        }
        catch (BadHttpRequestException malformed)
        {
            broken = new Broken(malformed.StatusCode, malformed.Message);
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // Nobody is left to answer, but what came of the call is kept in the journal.
            broken = new Broken(StatusCodes.Status400BadRequest, "The connection ended before the body did.");
        }

        return (new ApiRequest(request.Method, request.Scheme, request.Host.Host, target, headers, body) { BodyTooLarge = tooLarge }, broken);
    }

    /// <summary>Reads a whole body, up to the bound of all doors.</summary>
    /// <param name="request">The call.</param>
    /// <param name="room">What bodies may take together; null where only few can come.</param>
    /// <exception cref="BadHttpRequestException">It came too slowly, or too many large ones came at once.</exception>
    internal static async ValueTask<(ReadOnlyMemory<byte> Body, bool TooLarge)> ReadBodyAsync(HttpRequest request, BodyRoom? room = null)
    {
        if (request.ContentLength == 0 || request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            return default;
        if (request.ContentLength > Doors.MaxBodyBytes)
            return (default, true);
        var reader = request.BodyReader;
        // Most bodies are there already.
        if (reader.TryRead(out var whole))
        {
            if (whole.IsCompleted && whole.Buffer.Length <= Doors.MaxBodyBytes)
                return (Taken(reader, whole), false);
            reader.AdvanceTo(whole.Buffer.Start, whole.Buffer.Start);
        }

        var taken = 0L;
        using var patience = new CancellationTokenSource(BodyPatience, TimeProvider.System);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted, patience.Token);
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(end.Token).ConfigureAwait(false);
                var more = read.Buffer.Length - taken;
                if (read.Buffer.Length > Doors.MaxBodyBytes)
                {
                    reader.AdvanceTo(read.Buffer.End);
                    return (default, true);
                }

                if (read.IsCompleted)
                    return (Taken(reader, read), false);
                if (room?.TryTake(more) == false)
                    throw new BadHttpRequestException("Too many large bodies are on their way in at once. Send it again later.", StatusCodes.Status503ServiceUnavailable);
                taken += more;
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new BadHttpRequestException($"The body did not arrive within {BodyPatience.TotalSeconds} seconds.", StatusCodes.Status408RequestTimeout);
        }
        finally
        {
            room?.Return(taken);
        }
    }

    private static byte[] Taken(System.IO.Pipelines.PipeReader reader, System.IO.Pipelines.ReadResult read)
    {
        var body = read.Buffer.ToArray();
        reader.AdvanceTo(read.Buffer.End);
        return body;
    }

    /// <summary>What is wrong with how a body was sent.</summary>
    private sealed record Broken(int Status, string Message);

    private sealed class BufferPolicy : PooledObjectPolicy<ArrayBufferWriter<byte>>
    {
        private const int LargestKept = 256 * 1024;

        public override ArrayBufferWriter<byte> Create() => new(16 * 1024);

        public override bool Return(ArrayBufferWriter<byte> obj)
        {
            obj.ResetWrittenCount();
            return obj.Capacity <= LargestKept;
        }
    }
}
