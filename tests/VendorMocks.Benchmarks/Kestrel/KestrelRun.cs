using System.Net.Http.Json;

namespace VendorMocks.Benchmarks;

/// <summary>What the load on both servers showed; all figures are ours by the peer's.</summary>
/// <param name="Throughput">Median over the rounds of calls a second.</param>
/// <param name="Low">First quartile of the rounds.</param>
/// <param name="High">Third quartile.</param>
/// <param name="ServerTime">Median of the servers' processor time a call.</param>
/// <param name="Latencies">Latency at the percentiles of <see cref="KestrelRun.Percentiles"/>.</param>
internal sealed record KestrelResult(double Throughput, double Low, double High, double ServerTime, IReadOnlyList<double> Latencies);

/// <summary>What different mixes of calls showed.</summary>
/// <param name="Lists">Lists, with a write now and then.</param>
/// <param name="Gets">Single leads, with a write now and then.</param>
/// <param name="Creates">Nothing but writes.</param>
/// <param name="HalfLoad">As <paramref name="Lists"/>, at half the load.</param>
internal sealed record KestrelResults(KestrelResult Lists, KestrelResult Gets, KestrelResult Creates, KestrelResult HalfLoad);

/// <summary>Calls over Kestrel: MocksServer with its journal against a bare minimal API, three processes on loopback.</summary>
internal static class KestrelRun
{
    /// <summary>At least this part of the peer's throughput, for lists.</summary>
    public const double Target = 0.90;

    /// <summary>The same for creates.</summary>
    public const double CreateTarget = 0.85;

    /// <summary>At most this many times the peer's latency, for 99 % of the calls at half load.</summary>
    public const double LatencyTarget = 1.5;

    public static readonly IReadOnlyList<double> Percentiles = [0.5, 0.9, 0.99];

    /// <summary>Measures one mix of calls.</summary>
    /// <param name="mix">What is asked of both.</param>
    /// <param name="rounds">How many rounds count.</param>
    /// <param name="round">How long one is.</param>
    public static async Task<KestrelResult> MeasureAsync(LoadMix mix, int rounds, TimeSpan round)
    {
        using var ourServer = await ServerProcess.StartAsync("ours");
        using var theirServer = await ServerProcess.StartAsync("peer");
        var ours = new Load(ourServer, "/leaddyno", Vendors.Find("leaddyno")!.CredentialsOf(MocksHost.DefaultWorld)[0].Key, mix);
        var theirs = new Load(theirServer, "", "none", mix);
        await CheckAsync(new Uri(ourServer.Address, ours.List(3)), new Uri(theirServer.Address, theirs.List(3)));

        // Warms up.
        await ours.RunAsync(round * 3);
        await theirs.RunAsync(round * 3);
        var samples = new (LoadSample Ours, LoadSample Theirs)[rounds];
        for (var i = 0; i < rounds; i++)
        {
            if (i % 2 == 0)
                samples[i] = (await ours.RunAsync(round), await theirs.RunAsync(round));
            else
                samples[i].Theirs = await theirs.RunAsync(round);
            if (i % 2 == 1)
                samples[i].Ours = await ours.RunAsync(round);
        }

        return Compare(samples);
    }

    private static KestrelResult Compare((LoadSample Ours, LoadSample Theirs)[] samples)
    {
        var throughput = samples.Select(pair => pair.Ours.Throughput / pair.Theirs.Throughput).ToArray();
        var ours = samples.SelectMany(pair => pair.Ours.Latencies).Order().ToArray();
        var theirs = samples.SelectMany(pair => pair.Theirs.Latencies).Order().ToArray();
        return new KestrelResult(
            Paired.Quantile(throughput, 0.5),
            Paired.Quantile(throughput, 0.25),
            Paired.Quantile(throughput, 0.75),
            Paired.Quantile(samples.Select(pair => pair.Ours.ServerSecondsPerCall / pair.Theirs.ServerSecondsPerCall), 0.5),
            [.. Percentiles.Select(part => Paired.Quantile(ours, part) / Paired.Quantile(theirs, part))]);
    }

    // The peer's records come from a world with another clock, so times differ; nothing else must.
    private static async Task CheckAsync(Uri ours, Uri theirs)
    {
        using var client = new HttpClient();
        var lists = new List<IEnumerable<PeerLead>>();
        foreach (var url in (Uri[])[ours, theirs])
            lists.Add((await client.GetFromJsonAsync(url, PeerJson.Default.PeerLeadArray))!.Select(lead => lead with { CreatedAt = default, UpdatedAt = default }));
        Expect.Same(25, lists[0].Count(), "leads of a page");
        Expect.Same(true, lists[0].SequenceEqual(lists[1]), "both servers list the same leads");
    }
}
