using System.Diagnostics;
using System.Globalization;

namespace VendorMocks.Benchmarks;

/// <summary>What many worlds, two callers and many calls cost.</summary>
/// <param name="OpenMicroseconds">Median time to open a seeded world after the first, with its first call.</param>
/// <param name="WorldsMegabytes">Managed memory that <see cref="ScaleRun.WorldCount"/> open seeded worlds take beyond the first, in MiB.</param>
/// <param name="TwoCallers">Throughput of two callers on one world by that of one (lists of 25).</param>
/// <param name="TwoThreads">What two threads that only compute do, by one: what the machine gives at most.</param>
/// <param name="ResidentEarly">Resident memory of the server after a tenth of the calls, in MiB.</param>
/// <param name="ResidentLate">The same after all.</param>
/// <param name="Calls">How many calls that were.</param>
internal sealed record ScaleResult(double OpenMicroseconds, double WorldsMegabytes, double TwoCallers, double TwoThreads, double ResidentEarly, double ResidentLate, int Calls);

/// <summary>Worlds by the thousand, callers by two, calls by the million.</summary>
internal static class ScaleRun
{
    /// <summary>What the program is asked for to measure two callers, in a process of its own.</summary>
    public const string CallersCommand = "--callers";

    public const int WorldCount = 1000;

    /// <summary>At most, in microseconds.</summary>
    public const double OpenTarget = 100;

    /// <summary>At most, in MiB.</summary>
    public const double WorldsTarget = 100;

    /// <summary>At least.</summary>
    public const double CallersTarget = 1.7;

    /// <summary>At most, in MiB.</summary>
    public const double ResidentTarget = 200;

    /// <summary>At most, late by early.</summary>
    public const double ResidentGrowthTarget = 1.1;

    private static readonly WorldOptions Seeded = new() { Size = WorldSize.Default, Limits = false };

    /// <summary>Measures all of it.</summary>
    /// <param name="worlds">How many worlds are held open.</param>
    /// <param name="rounds">Rounds of one caller and of two.</param>
    /// <param name="callsPerRound">Calls of each caller in one.</param>
    /// <param name="calls">Calls on the server whose memory is looked at.</param>
    public static async Task<ScaleResult> MeasureAsync(int worlds, int rounds, int callsPerRound, int calls)
    {
        var open = OpenTimes(worlds);
        var megabytes = Held(worlds);
        var callers = await CallersAsync(rounds, callsPerRound);
        var threads = TwoByOne(rounds, count => Run(count, () => Compute(callsPerRound * 20)));
        var (early, late) = await ResidentAsync(calls);
        return new ScaleResult(open, megabytes, callers, threads, early, late, calls);
    }

    private static double OpenTimes(int worlds)
    {
        var times = new List<double>();
        for (var i = 0; i < worlds + 1; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var world = World.Open(Seeded);
            Expect.Same(true, world.LeadDyno.Leads.Count > 0, "a seeded world has leads");
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return Paired.Quantile(times.Skip(1), 0.5);
    }

    private static double Held(int worlds)
    {
        using var first = Opened();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var held = Enumerable.Range(0, worlds).Select(_ => Opened()).ToArray();
        var after = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var world in held)
            world.Dispose();
        return (after - before) / 1048576.0;
    }

    // Every vendor's state is opened when it is first met, so meet all.
    private static World Opened()
    {
        var world = World.Open(Seeded);
        foreach (var vendor in Vendors.All)
            world.Adjust(vendor, slot => Expect.Same(true, slot.State.Store.RecordCount > 0, "seeded records"));
        return world;
    }

    // In a process with the collector that the server has: the one of this program does not let two threads allocate at once.
    private static async Task<double> CallersAsync(int rounds, int calls)
    {
        var start = ServerProcess.Again(CallersCommand, rounds.ToString(CultureInfo.InvariantCulture), calls.ToString(CultureInfo.InvariantCulture));
        start.Environment["DOTNET_gcServer"] = "1";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(said, CultureInfo.InvariantCulture);
    }

    /// <summary>What two callers on one world do by what one does.</summary>
    public static double Callers(int rounds, int calls)
    {
        using var world = Leads.Open(ServerProcess.LeadCount);
        var targets = Enumerable.Range(1, ServerProcess.LeadCount / 25)
            .Select(page => new Uri(new Uri("https://api.leaddyno.com/v1/"), Leads.List(world.LeadDyno.Key, page, 25)))
            .ToArray();
        return TwoByOne(rounds, callers => Run(callers, () => List(world, targets, calls)));
    }

    // Median of what two do by what one does, in turns.
    private static double TwoByOne(int rounds, Func<int, double> run)
    {
        run(2);
        var ratios = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            var one = run(1);
            ratios[i] = run(2) / one;
        }

        return Paired.Quantile(ratios, 0.5);
    }

    // How much of the work was done a second.
    private static double Run(int callers, Action work)
    {
        var start = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, callers).Select(_ => new Thread(() => work())).ToArray();
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        return callers / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Compute(int thousands)
    {
        var sum = 1;
        for (var i = 0; i < thousands * 1000; i++)
            sum = sum * 31 + i;
        Expect.Same(true, sum != 0 || thousands > 0, "a sum");
    }

    private static void List(World world, Uri[] targets, int calls)
    {
        using var client = new HttpMessageInvoker(world.LeadDyno.CreateHandler());
        for (var i = 0; i < calls; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, targets[i % targets.Length]);
            using var response = client.Send(request, default);
            Expect.Same(200, (int)response.StatusCode, "status of leads.list");
        }
    }

    private static async Task<(double Early, double Late)> ResidentAsync(int calls)
    {
        using var server = await ServerProcess.StartAsync("ours");
        var load = new Load(server, "/leaddyno", Vendors.Find("leaddyno")!.CredentialsOf(MocksHost.DefaultWorld)[0].Key, LoadMix.Lists);
        await load.RunAsync(calls / 10);
        var early = server.ResidentMegabytes;
        await load.RunAsync(calls - calls / 10);
        return (early, server.ResidentMegabytes);
    }
}
