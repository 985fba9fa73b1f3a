using System.Net;

namespace VendorMocks.Tests;

/// <summary>Receives deliveries, answers with each status in turn (the last one for ever), and may be held up.</summary>
internal sealed class Receiver(params HttpStatusCode[] answers) : HttpMessageHandler
{
    private readonly List<string> _calls = [];
    private readonly SemaphoreSlim _arrivals = new(0);

    /// <summary>What came, in order: verb, URL and body with blanks between.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_calls)
                return [.. _calls];
        }
    }

    /// <summary>What an answer waits for.</summary>
    public Task Before { get; set; } = Task.CompletedTask;

    /// <summary>Whether it goes on waiting when its caller has given up.</summary>
    public bool Deaf { get; init; }

    /// <summary>Completes when one more call has come.</summary>
    public Task ArrivalAsync() => _arrivals.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>A world whose webhooks end here.</summary>
    public World Open(WorldOptions? options = null)
    {
        var world = World.Open(options ?? new WorldOptions());
        world.Webhooks.DeliverTo(this);
        return world;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpStatusCode status;
        var body = request.Content is { } content ? " " + await content.ReadAsStringAsync(CancellationToken.None) : "";
        lock (_calls)
        {
            status = answers[Math.Min(_calls.Count, answers.Length - 1)];
            _calls.Add($"{request.Method} {request.RequestUri!.OriginalString}{body}");
        }

        _arrivals.Release();
        await (Deaf ? Before : Before.WaitAsync(cancellationToken));
        return new HttpResponseMessage(status) { Content = new StringContent("ok") };
    }
}

/// <summary>Short ways into the room.</summary>
internal static class WebhookTesting
{
    public static void Send(
        this World world, string url, string body = "hello", int[]? retries = null, int delay = 0, string? endpoint = null) =>
        world.Webhooks.Enqueue(
            [
                new WebhookMessage("test", "event", "POST", url, new TextContent(body, "text/plain"))
                {
                    RetrySeconds = retries ?? [],
                    Delay = TimeSpan.FromSeconds(delay),
                    Endpoint = endpoint ?? url,
                },
            ],
            world.Clock.Now);

    public static async Task<WebhookDelivery> SettledAsync(this World world, int index = 0)
    {
        await world.Webhooks.SettleAsync(TestContext.Current.CancellationToken);
        return world.Webhooks.Deliveries[index];
    }

    public static void AdvanceSeconds(this World world, int seconds) => world.Clock.Advance(TimeSpan.FromSeconds(seconds));
}
