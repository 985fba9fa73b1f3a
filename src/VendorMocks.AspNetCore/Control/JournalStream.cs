using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace VendorMocks;

/// <summary>Tells each exchange as it comes, of one world or of all: server-sent events, as browsers' EventSource reads them.</summary>
internal static class JournalStream
{
    private const int MostWaiting = 1000;

    public static void MapJournalStream(this IEndpointRouteBuilder control)
    {
        control.MapMethods("/worlds/{name}/journal/events", ["GET"], context => FollowAsync(context, context.Features.GetRequiredFeature<NamedWorld>().World))
            .WithSummary("Follows a world's journal as server-sent events; filters as for the journal, and ?after=<id> or Last-Event-ID first tells what is kept")
            .AsksAmong(JournalPage.Fields).Answers("text/event-stream");
        control.MapMethods("/events", ["GET"], context => FollowAsync(context, null))
            .WithSummary("Follows the journals of all worlds as server-sent events, calls that nobody claimed as events named unclaimed; filters as for the journal")
            .AsksAmong([.. JournalPage.Fields.Where(field => field.Name != "after")]).Answers("text/event-stream");
    }

    private static async Task FollowAsync(HttpContext context, World? world)
    {
        var page = JournalPage.Of(context.Request.Query);
        // Numbers are a journal's own.
        if (world is null && page.After is { } number)
            page = page with { Problem = Refused.Bad("after", $"{number}", "no number here: ask each world's journal for what came before") };
        if (page.Problem is { } problem)
        {
            await new Refused(problem).ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var lifetime = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var after = long.TryParse(context.Request.Headers["Last-Event-ID"].ToString(), out var last) ? last : page.After;
        // Whoever reads too slowly misses the oldest, and sees so by the numbers.
        var news = Channel.CreateBounded<Exchange>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        using var following = world is null ? context.RequestServices.GetRequiredService<MocksHost>().Budget.Follow(news.Writer) : world.Journal.Follow(news.Writer);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        try
        {
            // Headers at once, so that the caller knows that it listens.
            await context.Response.WriteAsync(": following\n\n", ends.Token).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(ends.Token).ConfigureAwait(false);
            var told = 0L;
            foreach (var exchange in world is not null && after is { } from ? world.Journal.Exchanges.Where(exchange => exchange.Id > from) : [])
            {
                told = exchange.Id;
                await TellAsync(context, page, exchange, json, ends.Token).ConfigureAwait(false);
            }

            await foreach (var exchange in news.Reader.ReadAllAsync(ends.Token).ConfigureAwait(false))
            {
                // What came between listening and looking is in both; a cleared journal counts from 1 again.
                if (exchange.Id == 1 || world is null)
                    told = 0;
                if (exchange.Id > told)
                    await TellAsync(context, page, exchange, json, ends.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The caller has gone, or the server stops.
        }
    }

    private static async Task TellAsync(HttpContext context, JournalPage page, Exchange exchange, JsonSerializerOptions json, CancellationToken ends)
    {
        if (!page.Filter.Matches(exchange))
            return;
        var text = new StringBuilder($"id: {exchange.Id}\nevent: {(exchange.IsUnclaimed ? "unclaimed" : "exchange")}\n");
        foreach (var line in JsonSerializer.Serialize(ExchangeView.Of(exchange, page.Text), json.GetTypeInfo(typeof(ExchangeView))).Split('\n'))
            text.Append("data: ").Append(line.TrimEnd('\r')).Append('\n');
        await context.Response.WriteAsync(text.Append('\n').ToString(), ends).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(ends).ConfigureAwait(false);
    }
}
