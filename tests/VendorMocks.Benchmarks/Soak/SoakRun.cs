using System.Net;
using System.Text;

namespace VendorMocks.Benchmarks;

/// <summary>What became of many calls.</summary>
/// <param name="Calls">How many there were.</param>
/// <param name="Deliveries">How many webhooks were delivered.</param>
/// <param name="Faults">How many calls a fault hit.</param>
/// <param name="Early">Managed memory after the first tenth of the calls, in MiB.</param>
/// <param name="Late">The same after all.</param>
internal sealed record SoakResult(int Calls, int Deliveries, int Faults, double Early, double Late);

/// <summary>
/// Many calls over all vendors on one server, with faults, webhooks and a contract check of every answer: reading calls, and each
/// third an event on the vendor's side. The run ends when anything goes wrong that was not asked for.
/// </summary>
internal sealed class SoakRun : IDisposable
{
    /// <summary>At most, late memory by early.</summary>
    public const double GrowthTarget = 1.1;

    private const int Tenths = 10;

    // Fewer than the journal keeps, so that none is dropped before it was looked at.
    private const int Batch = 500;

    private static readonly ParallelOptions Callers = new() { MaxDegreeOfParallelism = 4 };

    private readonly World _world;
    private readonly HttpClient _client;
    private readonly Counting _receiver = new();
    private readonly RandomSource _random = new(1);
    private int _faults;

    private SoakRun(MocksServer server)
    {
        _world = server.Default;
        _client = new HttpClient { BaseAddress = server.BaseAddress };
        _world.Webhooks.DeliverTo(_receiver);
    }

    /// <summary>Makes the calls.</summary>
    /// <param name="calls">How many.</param>
    /// <exception cref="InvalidOperationException">Something went wrong that was no fault's doing.</exception>
    public static async Task<SoakResult> MeasureAsync(int calls)
    {
        await using var server = await MocksServer.StartAsync();
        using var run = new SoakRun(server);
        var memory = new List<double>();
        for (var tenth = 0; tenth < Tenths; tenth++)
            memory.Add(await run.TenthAsync(calls * (long)tenth / Tenths, calls * (tenth + 1L) / Tenths));
        Expect.Same(true, run._receiver.Calls > 0 && run._faults > 0, "webhooks are delivered and faults strike");
        return new SoakResult(calls, run._receiver.Calls, run._faults, memory[0], memory[^1]);
    }

    private async Task<double> TenthAsync(long from, long to)
    {
        // What vendors are made to do leaves records, and a world is bounded. Faults are state: a reset takes them back.
        _world.Reset();
        _world.Limits = false;
        _world.Faults.Apply("flaky");
        _world.Flexbe.AddHook("http://receiver.test/hook");
        _world.EnforceContracts();
        var seen = 0L;
        for (var done = from; done < to; done += Batch)
        {
            await Parallel.ForEachAsync(Numbers(done, Math.Min(done + Batch, to)), Callers, async (number, _) => await CallAsync(number));
            seen = Look(seen);
        }

        await _world.Webhooks.SettleAsync(default);
        return GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;
    }

    private static IEnumerable<long> Numbers(long from, long to)
    {
        for (var number = from; number < to; number++)
            yield return number;
    }

    private async Task CallAsync(long number)
    {
        var vendor = Vendors.All[(int)(number % Vendors.All.Count)];
        using var request = number % 3 == 0 ? Event(vendor, number) : Reading(vendor);
        try
        {
            using var answer = await _client.SendAsync(request);
            if (number % 3 == 0)
                Expect.Same(true, answer.StatusCode < HttpStatusCode.InternalServerError, $"{request.RequestUri} is answered");
        }
        catch (HttpRequestException)
        {
            // A fault cut the line; the journal knows whether it was one.
        }
    }

    private HttpRequestMessage Event(Vendor vendor, long number)
    {
        var hooks = vendor.Hooks.Where(hook => !hook.ReadsOnly).ToArray();
        var hook = hooks[_random.Next("soak.hook", number, 0, hooks.Length)];
        var fields = hook.Fields.Where(field => field.Required || field.Example is not null).Select(field => $"\"{field.Name}\":{field.Sample}");
        return new HttpRequestMessage(HttpMethod.Post, $"/__mocks/worlds/{_world.Name}/{hook.Id.Replace('.', '/')}") { Content = Leads.Json($"{{{string.Join(',', fields)}}}") };
    }

    private HttpRequestMessage Reading(Vendor vendor)
    {
        var sample = vendor.Sample(vendor.CredentialsOf(_world.Name)[0]);
        var request = new HttpRequestMessage(sample.Json is null ? HttpMethod.Get : HttpMethod.Post, $"/{vendor.Name}{sample.Target}");
        foreach (var (name, value) in sample.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (sample.Json is { } json)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return request;
    }

    /// <summary>Holds what the journal got since the last look against what was asked for.</summary>
    private long Look(long seen)
    {
        var news = _world.Journal.Exchanges.Where(exchange => exchange.Id > seen).ToArray();
        Expect.Same(seen + 1, news[0].Id, "no exchange was dropped before it was looked at");
        foreach (var exchange in news)
        {
            var wrong = exchange.Bug ?? (exchange.Violations is [var first, ..] ? first.ToString() : null) ?? (exchange.Fault is null && exchange.Response.Status is 0 or >= 500 ? "nobody asked for that" : null);
            if (wrong is not null)
                throw new InvalidOperationException($"{exchange}: {wrong}");
            _faults += exchange.Fault is null ? 0 : 1;
        }

        return news[^1].Id;
    }

    public void Dispose()
    {
        _client.Dispose();
        _receiver.Dispose();
    }

    private sealed class Counting : HttpMessageHandler
    {
        private int _calls;

        public int Calls => _calls;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _calls);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
