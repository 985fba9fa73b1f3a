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

/// <summary>What is asked.</summary>
/// <param name="CallsPerWrite">One call in so many makes a lead; the others list 25 leads from random pages.</param>
/// <param name="HalfLoad">Whether a connection rests after each answer for as long as it took.</param>
/// <param name="Single">Whether the others get one lead instead.</param>
internal sealed record LoadMix(int CallsPerWrite, bool HalfLoad = false, bool Single = false)
{
    public static LoadMix Lists => new(100);

    public static LoadMix Gets => new(100, Single: true);

    public static LoadMix Creates => new(1);
}

/// <summary>Asks a server from several connections at once.</summary>
/// <param name="server">Whom to ask.</param>
/// <param name="root">What stands before <c>/v1</c>.</param>
/// <param name="key">The key that is sent; the peer does not look at it.</param>
/// <param name="mix">What is asked.</param>
internal sealed class Load(ServerProcess server, string root, string key, LoadMix mix)
{
    private const int Connections = 4;
    private const int PageSize = 25;

    private int _round;

    /// <summary>A page's address below the server's.</summary>
    public string List(int page) => $"{root}/v1/leads?key={key}&page={page}&per_page={PageSize}";

    /// <summary>Runs one round.</summary>
    public Task<LoadSample> RunAsync(TimeSpan length) => RunAsync(length, int.MaxValue);

    /// <summary>Asks so often.</summary>
    public Task<LoadSample> RunAsync(int calls) => RunAsync(TimeSpan.MaxValue, calls / Connections);

    private async Task<LoadSample> RunAsync(TimeSpan length, int calls)
    {
        _round++;
        var processor = server.ProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var callers = Enumerable.Range(0, Connections)
            .Select(caller => Task.Factory.StartNew(() => Call(caller, start, length, calls), TaskCreationOptions.LongRunning))
            .ToArray();
        var latencies = (await Task.WhenAll(callers)).SelectMany(each => each).ToArray();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new LoadSample(latencies.Length, seconds, (server.ProcessorTime - processor).TotalSeconds, latencies);
    }

    private List<double> Call(int caller, long start, TimeSpan length, int calls)
    {
        using var connection = new LoadConnection(server.Address);
        // The same pages for both servers.
        var random = new Random(_round * Connections + caller);
        var latencies = new List<double>(1 << 16);
        for (var call = 1; ; call++)
        {
            var before = Stopwatch.GetTimestamp();
            if (call > calls || (call > 1 && Stopwatch.GetElapsedTime(start, before) >= length))
                return latencies;
            if (call % mix.CallsPerWrite == 0)
                connection.Post($"{root}/v1/leads", Leads.New(key, (_round * Connections + caller) * 1_000_000L + call));
            else if (mix.Single)
                connection.Get($"{root}/v1/leads/{random.Next(ServerProcess.LeadCount) + 1}?key={key}");
            else
                connection.Get(List(random.Next(ServerProcess.LeadCount / PageSize) + 1));
            var took = Stopwatch.GetElapsedTime(before);
            latencies.Add(took.TotalMicroseconds);
            while (mix.HalfLoad && Stopwatch.GetElapsedTime(before) < 2 * took)
                Thread.Yield();
        }
    }
}
