using System.Diagnostics;

namespace VendorMocks.Benchmarks;

/// <summary>One round of load on one server.</summary>
/// <param name="Calls">Answered calls.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="ServerSeconds">Processor time that the server used meanwhile.</param>
/// <param name="Latencies">Microseconds of each call.</param>
internal sealed record LoadSample(int Calls, double Seconds, double ServerSeconds, double[] Latencies)
{
    public double Throughput => Calls / Seconds;

    public double ServerSecondsPerCall => ServerSeconds / Calls;
}

/// <summary>Asks a server from several connections at once: lists of 25 leads from random pages, and one write in a hundred calls.</summary>
/// <param name="server">Whom to ask.</param>
/// <param name="root">What stands before <c>/v1</c>.</param>
/// <param name="key">The key that is sent; the peer does not look at it.</param>
internal sealed class Load(ServerProcess server, string root, string key)
{
    private const int Connections = 4;
    private const int PageSize = 25;
    private const int CallsPerWrite = 100;

    private int _round;

    /// <summary>A page's address below the server's.</summary>
    public string List(int page) => $"{root}/v1/leads?key={key}&page={page}&per_page={PageSize}";

    /// <summary>Runs one round.</summary>
    public async Task<LoadSample> RunAsync(TimeSpan length)
    {
        _round++;
        var processor = server.ProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var callers = Enumerable.Range(0, Connections)
            .Select(caller => Task.Factory.StartNew(() => Call(caller, start, length), TaskCreationOptions.LongRunning))
            .ToArray();
        var latencies = (await Task.WhenAll(callers)).SelectMany(each => each).ToArray();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new LoadSample(latencies.Length, seconds, (server.ProcessorTime - processor).TotalSeconds, latencies);
    }

    private List<double> Call(int caller, long start, TimeSpan length)
    {
        using var connection = new LoadConnection(server.Address);
        // The same pages for both servers.
        var random = new Random(_round * Connections + caller);
        var latencies = new List<double>(1 << 16);
        for (var call = 1; ; call++)
        {
            var before = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(start, before) >= length)
                return latencies;
            if (call % CallsPerWrite == 0)
                connection.Post($"{root}/v1/leads", Leads.New(key, (_round * Connections + caller) * 1_000_000L + call));
            else
                connection.Get(List(random.Next(ServerProcess.LeadCount / PageSize) + 1));
            latencies.Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds);
        }
    }
}
