using System.Globalization;
using System.Text;

namespace VendorMocks.Benchmarks;

/// <summary>What the figures are meant to reach, and whether they do.</summary>
internal static class Targets
{
    private const string SlowerDoor =
        "TestServer is fast: its whole call takes about three of ours, and five of ours by processor time. What is left of ours is spread evenly over reading, the transaction, the journal and JSON, with no part above a sixth.";

    private const string SlowerLists =
        "a list here is held against limit and faults and kept in the journal; runs on a shared machine give 0.82 to 0.92.";

    private const string SlowerCreates =
        "a create here writes a visitor and a lead under their indexes, makes a token, counts towards the limit and keeps request, answer and changes; the peer appends to a list.";

    private const string SlowerStart =
        "the empty application makes no worlds, reads no settings and writes no log. Seeds are read beside the start on the second processor; what is left is the tables and rules of the vendors and their data, which the second processor is needed for.";

    /// <summary>Adds the table of those targets whose figures are there.</summary>
    public static void Add(PerformancePage page, StringBuilder text)
    {
        var rows = Rows(page).ToArray();
        if (rows.Length == 0)
            return;
        PerformancePage.Line(text, "## Targets");
        PerformancePage.Table(text, ["what", "target", "measured", ""], rows.Select(row => row.Cells).Concat(Missing(page)));
    }

    /// <summary>Each figure by its target, turned so that more is better: 1 reaches it.</summary>
    public static IReadOnlyList<(string Name, double Share, bool Met)> Shares(PerformancePage page) =>
        [.. Rows(page).Select(row => (row.What, row.Share, row.Met))];

    // What cannot be measured here is shown as that, lest it be taken for met.
    private static IEnumerable<string[]> Missing(PerformancePage page)
    {
        if (page.Peers is not null)
            yield return ["a list of 25 by WireMock.Net with its default journal: throughput", "at least 2.00", "not measured", "its package does not restore on this machine"];
    }

    private static IEnumerable<Target> Rows(PerformancePage page)
    {
        if (page.Doors is [var get, ..])
            yield return Target.AtMost("a call through the handler door by a minimal API under TestServer: time", DoorsRun.Target, get.Ratio, SlowerDoor);
        if (page.Kestrel is { } kestrel)
        {
            yield return Target.AtLeast("lists of 25 over Kestrel by a bare minimal API: throughput", KestrelRun.Target, kestrel.Lists.Throughput, SlowerLists);
            yield return Target.AtLeast("creates over Kestrel by a bare minimal API: throughput", KestrelRun.CreateTarget, kestrel.Creates.Throughput, SlowerCreates);
            yield return Target.AtMost("latency of 99 % of calls at half load by a bare minimal API's", KestrelRun.LatencyTarget, kestrel.HalfLoad.Latencies[^1]);
        }

        var limit = page.Peers?.FirstOrDefault(peer => peer.Name == PeersRun.Limit)?.Throughput;
        foreach (var peer in page.Peers?.Where(peer => peer.Name != PeersRun.Limit) ?? [])
        {
            var target = peer.Name.StartsWith("WireMock", StringComparison.Ordinal) ? PeersRun.WireMockTarget : PeersRun.Target;
            if (peer.Throughput is { } throughput)
                yield return Target.AtLeast($"a list of 25 by {peer.Name}: throughput", target, throughput, limit is { } bare ? $"a bare minimal API with the same list gets {PerformancePage.Show(throughput / bare)}, client and servers sharing the processors." : null);
        }

        if (page.Growth is { } growth && growth.Sizes.ToList().IndexOf(GrowthRun.TargetSize) is > 0 and var large)
            yield return Target.AtMost("the slowest of the calls in a world of 100,000 leads by 1,000: time", GrowthRun.Target, growth.Rows.Max(row => row.Ratios[large]));
        if (page.Search?.FirstOrDefault(search => search.Name.StartsWith("three filters", StringComparison.Ordinal)) is { } three)
            yield return Target.AtMost("Fixido's search with three filters over 100,000 leads: milliseconds", SearchRun.TargetMilliseconds, three.OfNoticeable * SearchRun.Noticeable.TotalMilliseconds);
        if (page.Soak is { } soak)
            yield return Target.AtMost("memory after a million calls with faults, webhooks and contract checks by that after 100,000", SoakRun.GrowthTarget, soak.Late / soak.Early);
        if (page.Start is { } start)
            yield return Target.AtMost("process launch to first seeded answer by an empty Kestrel application: time", StartRun.Target, start.Ratio, SlowerStart);
        if (page.Suite is { } suite)
            yield return Target.AtMost("all tests but those in a browser: seconds", SuiteRun.Target, suite);
        if (page.Scale is { } scale)
        {
            yield return Target.AtMost("opening a seeded world after the first: microseconds", ScaleRun.OpenTarget, scale.OpenMicroseconds);
            yield return Target.AtMost("1,000 open seeded worlds: MiB more", ScaleRun.WorldsTarget, scale.WorldsMegabytes);
            yield return Target.AtLeast("two callers on one world by one: throughput", ScaleRun.CallersTarget, scale.TwoCallers, $"two threads that only compute reach {PerformancePage.Show(scale.TwoThreads)}; calls allocate too, and the world's lock is held for a part of each.");
            yield return Target.AtMost("resident memory after a million calls: MiB", ScaleRun.ResidentTarget, scale.ResidentLate);
            yield return Target.AtMost("resident memory after a million calls by that after 100,000", ScaleRun.ResidentGrowthTarget, scale.ResidentLate / scale.ResidentEarly);
        }
    }

    private sealed record Target(string What, string Bound, double Measured, double Share, string? Reason)
    {
        public bool Met => Share >= 1;

        // What rounds to its bound and yet is not there shows by how much.
        private string Figure => !Met && Bound.EndsWith(PerformancePage.Show(Measured), StringComparison.Ordinal) ? Measured.ToString("F3", CultureInfo.InvariantCulture) : PerformancePage.Show(Measured);

        public string[] Cells => [What, Bound, Figure, Met ? "met" : Reason is null ? "**missed**" : $"**missed**: {Reason}"];

        public static Target AtMost(string what, double bound, double measured, string? reason = null) =>
            new(what, $"at most {PerformancePage.Show(bound)}", measured, bound / measured, reason);

        public static Target AtLeast(string what, double bound, double measured, string? reason = null) =>
            new(what, $"at least {PerformancePage.Show(bound)}", measured, measured / bound, reason);
    }
}
