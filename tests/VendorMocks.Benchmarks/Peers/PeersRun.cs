using System.Diagnostics;
using System.Text.Json.Nodes;

namespace VendorMocks.Benchmarks;

/// <summary>How we compare with one peer.</summary>
/// <param name="Name">The peer.</param>
/// <param name="Package">Package and version.</param>
/// <param name="Throughput">Our throughput by the peer's, median over the rounds; null when it was not measured.</param>
internal sealed record PeerResult(string Name, string Package, double? Throughput);

/// <summary>
/// One list of 25 LeadDyno leads over loopback: MocksServer, which reads it from a live world, checks the key and keeps a journal,
/// against mock servers that serve the same list as a fixed text.
/// </summary>
internal static class PeersRun
{
    /// <summary>At least so many times the throughput of WireMock for Java.</summary>
    public const double WireMockTarget = 6;

    /// <summary>At least so many times the throughput of the others.</summary>
    public const double Target = 10;

    /// <summary>What is no mock server but shows how far one could get.</summary>
    public const string Limit = "bare Kestrel (the limit)";

    private const int Connections = 4;

    /// <summary>Measures every peer that can be had.</summary>
    /// <param name="rounds">How many rounds count.</param>
    /// <param name="round">How long one is.</param>
    public static async Task<IReadOnlyList<PeerResult>> MeasureAsync(int rounds, TimeSpan round)
    {
        using var ours = await ServerProcess.StartAsync("ours");
        var target = $"/leaddyno/v1/leads?key={Vendors.Find("leaddyno")!.CredentialsOf(MocksHost.DefaultWorld)[0].Key}&page=3&per_page=25";
        using var client = new HttpClient();
        var list = JsonNode.Parse(await client.GetStringAsync(new Uri(ours.Address, target)))!.AsArray();
        Run(ours.Address, target, round * 3);

        var results = new List<PeerResult> { new(Limit, "", await LimitAsync(ours.Address, target, rounds, round)) };
        if (await PeerServer.InstallAsync() is not { } installed)
            return [.. results, .. PeerServer.All.Select(peer => new PeerResult(peer.Name, peer.Package, null))];
        foreach (var peer in PeerServer.All)
        {
            if (await peer.StartAsync(installed, list) is not { } started)
            {
                results.Add(new PeerResult(peer.Name, peer.Package, null));
                continue;
            }

            try
            {
                results.Add(new PeerResult(peer.Name, peer.Package, Compare(ours.Address, target, started.Address, peer.Target, rounds, round)));
            }
            finally
            {
                started.Process.Kill(entireProcessTree: true);
                started.Process.Dispose();
            }
        }

        return results;
    }

    // The same list by a bare minimal API: nothing on Kestrel can be much faster.
    private static async Task<double> LimitAsync(Uri ours, string target, int rounds, TimeSpan round)
    {
        using var bare = await ServerProcess.StartAsync("peer");
        return Compare(ours, target, bare.Address, "/v1/leads?page=3&per_page=25", rounds, round);
    }

    private static double Compare(Uri ours, string target, Uri theirs, string theirTarget, int rounds, TimeSpan round)
    {
        Run(theirs, theirTarget, round * 3);
        var ratios = new double[rounds];
        for (var i = 0; i < rounds; i++)
        {
            var theirThroughput = Run(theirs, theirTarget, round);
            ratios[i] = Run(ours, target, round) / theirThroughput;
        }

        return Paired.Quantile(ratios, 0.5);
    }

    private static double Run(Uri server, string target, TimeSpan length)
    {
        var calls = 0;
        var start = Stopwatch.GetTimestamp();
        var callers = Enumerable.Range(0, Connections).Select(_ => new Thread(() =>
        {
            using var connection = new LoadConnection(server);
            do
            {
                connection.Get(target);
                Interlocked.Increment(ref calls);
            }
            while (Stopwatch.GetElapsedTime(start) < length);
        })).ToArray();
        foreach (var caller in callers)
            caller.Start();
        foreach (var caller in callers)
            caller.Join();
        return calls / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
