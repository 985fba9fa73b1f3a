using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace VendorMocks.Benchmarks;

/// <summary>The figures as Markdown, for the console and for docs/performance.md.</summary>
internal sealed class PerformancePage
{
    private const string TargetsPlot = "performance-targets.svg";
    private const string PeersPlot = "performance-peers.svg";
    private const string GrowthPlot = "performance-growth.svg";

    public IReadOnlyList<PairedResult>? Doors { get; set; }

    public IReadOnlyList<OperationResult>? Operations { get; set; }

    public KestrelResults? Kestrel { get; set; }

    public IReadOnlyList<PeerResult>? Peers { get; set; }

    public GrowthResult? Growth { get; set; }

    public ScaleResult? Scale { get; set; }

    public IReadOnlyList<SearchResult>? Search { get; set; }

    public IReadOnlyList<MicroResult>? Micro { get; set; }

    public SoakResult? Soak { get; set; }

    public StartResult? Start { get; set; }

    /// <summary>Seconds that the solution's tests take.</summary>
    public double? Suite { get; set; }

    /// <summary>The checkout that the program was built from.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mocks.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("There is no Mocks.sln above the program.");
        return folder.FullName;
    }

    public void Write()
    {
        var root = Root();
        var path = Path.Combine(root, "docs", "performance.md");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, ToString());
        foreach (var (name, svg) in Plots())
            File.WriteAllText(Path.Combine(root, "docs", "images", name), svg);
        Console.WriteLine($"Written to {Path.GetRelativePath(root, path)}.");
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        Line(text, "# Performance");
        Line(text, "Written by `dotnet run -c Release --project tests/VendorMocks.Benchmarks -- all --write`; do not edit.");
        Line(text, $"Every figure is a ratio of two things measured in one run, in turns, on one machine ({Environment.ProcessorCount} processors shared with other work, {RuntimeInformation.OSArchitecture}, .NET {Environment.Version}, Release). It says how the two compare there, and promises no time anywhere.");
        Line(text, "Which optimisations are kept, and what each gave, stands in [decision 17](decisions/0017-what-speed-is-paid-for.md).");
        Targets.Add(this, text);
        if (Targets.Shares(this).Count > 0)
            Image(text, TargetsPlot, "Each figure by its target");
        AddDoors(text);
        AddOperations(text);
        AddKestrel(text);
        AddSearch(text);
        AddPeers(text);
        AddGrowth(text);
        AddScale(text);
        AddSoak(text);
        AddStart(text);
        AddMicro(text);
        return text.ToString();
    }

    /// <summary>The plots of what was measured, by the names of their files.</summary>
    public IEnumerable<(string Name, string Svg)> Plots()
    {
        if (Targets.Shares(this) is { Count: > 0 } shares)
            yield return (TargetsPlot, Plot.Bars("How far each target is reached (the line is the target; right of it is better)", shares, 1));
        if (Peers?.Where(peer => peer.Throughput > 0).Select(peer => (peer.Name, peer.Throughput!.Value, true)).ToArray() is { Length: > 0 } peers)
            yield return (PeersPlot, Plot.Bars("Our throughput by that of others, one list of 25 leads", peers, null));
        if (Growth is { } growth)
            yield return (GrowthPlot, Plot.Lines("Time of a call as its world grows, by that in the smallest", [.. growth.Sizes.Select(Sized)], [.. growth.Rows.Select(row => (row.Name, row.Ratios))], GrowthRun.Target));
    }

    private static void Image(StringBuilder text, string name, string description) => Line(text, $"![{description}](images/{name})");

    private void AddDoors(StringBuilder text)
    {
        if (Doors is null)
            return;
        Line(text, "## A call without a socket");
        Line(text, $"One LeadDyno call through the handler door (key, routing, rules, transaction, journal, JSON) by the same endpoint written as a minimal API under TestServer, which does none but the last. Worlds of 1,000 leads. Median over rounds, quartiles beside it. Command: `… -- doors`.");
        Table(text, ["call", "time, ours by theirs", "quartiles", "processor time", "allocated bytes"],
            Doors.Select(result => (string[])[result.Name, Show(result.Ratio), $"{Show(result.Low)} to {Show(result.High)}", Show(result.Processor), Show(result.Bytes)]));
    }

    private void AddOperations(StringBuilder text)
    {
        if (Operations is null)
            return;
        Line(text, "## Every operation without a socket");
        Line(text, "One call of each operation through the handler door, made from its fixture again and again, by TestServer sending that answer as fixed bytes. Command: `… -- operations`.");
        Table(text, ["vendor", "operation", "time, ours by theirs", "processor time", "allocated bytes"],
            Operations.Select(each => (string[])[each.Vendor, $"`{each.Operation}`", Show(each.Result.Ratio), Show(each.Result.Processor), Show(each.Result.Bytes)]));
    }

    private void AddKestrel(StringBuilder text)
    {
        if (Kestrel is not { } result)
            return;
        Line(text, "## Over a socket");
        Line(text, "Calls over keep-alive connections on loopback: MocksServer with its journal by a bare minimal API over the same records, with a source-generated serializer, that checks, counts and keeps nothing. Lists are of 25 LeadDyno leads from random pages, single leads random ones, with one write in a hundred calls; at half load each connection rests after an answer for as long as it took. Servers and client are three processes on the same processors. Command: `… -- kestrel`.");
        Table(text, ["figure, ours by theirs", "lists", "single leads", "creates", "lists at half load"],
            [
                ["throughput", .. Of(result, each => $"{Show(each.Throughput)} ({Show(each.Low)} to {Show(each.High)})")],
                ["server's processor time a call", .. Of(result, each => Show(each.ServerTime))],
                .. KestrelRun.Percentiles.Select((part, i) => (string[])[$"latency, {part:P0} of calls", .. Of(result, each => Show(each.Latencies[i]))]),
            ]);
    }

    private static IEnumerable<string> Of(KestrelResults results, Func<KestrelResult, string> show) =>
        ((KestrelResult[])[results.Lists, results.Gets, results.Creates, results.HalfLoad]).Select(show);

    private void AddPeers(StringBuilder text)
    {
        if (Peers is null)
            return;
        Line(text, "## Beside other mock servers");
        Line(text, "One list of 25 LeadDyno leads from four keep-alive connections: MocksServer reads it from a live world, checks the key and keeps a journal; the others serve the same list as a fixed text, each with its default settings, and were checked to do so. The first row is a bare minimal API over the same records. WireMock.Net is not measured: its package does not restore on this machine. Command: `… -- peers`.");
        Table(text, ["peer", "package", "our throughput by its"],
            Peers.Select(peer => (string[])[peer.Name, peer.Package, peer.Throughput is { } ratio ? Show(ratio) : "not measured"]));
        Image(text, PeersPlot, "Our throughput by that of others");
    }

    private void AddGrowth(StringBuilder text)
    {
        if (Growth is not { } result)
            return;
        Line(text, "## Growing worlds");
        Line(text, "LeadDyno calls through the handler door in seeded worlds of that many leads, in turns; time by that in the smallest world, median over rounds. Command: `… -- growth`.");
        Table(text, ["call", .. result.Sizes.Select(Sized)],
            result.Rows.Select(row => (string[])[row.Name, .. row.Ratios.Select(Show)]));
        Image(text, GrowthPlot, "Time by the size of the world");
    }

    private void AddScale(StringBuilder text)
    {
        if (Scale is not { } result)
            return;
        Line(text, "## Many worlds, callers and calls");
        Line(text, "Command: `… -- scale`.");
        Table(text, ["what", "figure"],
            [
                ["two callers on one world by one caller, lists of 25: throughput", Show(result.TwoCallers)],
                ["two threads that only compute, by one: what this machine gives", Show(result.TwoThreads)],
                [$"{ScaleRun.WorldCount:N0} open seeded worlds beyond the first: managed memory, MiB", Show(result.WorldsMegabytes)],
                ["opening a seeded world after the first, microseconds", Show(result.OpenMicroseconds)],
                [$"resident memory of the server after {result.Calls / 10:N0} calls, MiB", Show(result.ResidentEarly)],
                [$"resident memory of the server after {result.Calls:N0} calls, MiB", Show(result.ResidentLate)],
            ]);
    }

    private void AddSoak(StringBuilder text)
    {
        if (Soak is not { } result)
            return;
        Line(text, "## Many calls with everything on");
        Line(text, $"{Sized(result.Calls)} calls over all vendors on one server, a third of them events on the vendors' side, with the fault profile `flaky`, webhooks and a contract check of every answer. The run ends when an answer breaks its contract, or an error comes that no fault was to make. {Sized(result.Faults)} calls were hit by faults, {Sized(result.Deliveries)} webhooks delivered. Command: `… -- soak`.");
        Table(text, ["managed memory, MiB", "figure"], [[$"after {Sized(result.Calls / 10)} calls", Show(result.Early)], ["after all", Show(result.Late)]]);
    }

    private void AddSearch(StringBuilder text)
    {
        if (Search is null)
            return;
        Line(text, "## Searching a growing world");
        Line(text, $"Fixido's `search.list` (first page, total of all matches) through the handler door, by the time of the same search in a world of {Sized(SearchRun.Sizes[0])} leads; medians of searches in turns. The last column is the time in the largest world by {SearchRun.Noticeable.TotalMilliseconds:F0} ms, below which an answer feels immediate: 1 would be felt. Command: `… -- search`.");
        Table(text, ["search", .. SearchRun.Sizes.Select(size => $"{Sized(size)} leads"), "largest, by what is noticed"],
            Search.Select(result => (string[])[result.Name, .. result.Growth.Select(Show), Show(result.OfNoticeable)]));
    }

    private void AddStart(StringBuilder text)
    {
        if (Start is not { } result)
            return;
        Line(text, "## Start");
        Line(text, "From launching the process to its first answer: the published server to a seeded LeadDyno answer, by an empty Kestrel application that was published alike: both bring their .NET and are compiled ahead in one piece with it, as in the image, and each is started in its own folder. Median over launches in turns. Command: `… -- start`.");
        Table(text, ["figure, ours by theirs", "time", "quartiles"], [["launch to first answer", Show(result.Ratio), $"{Show(result.Low)} to {Show(result.High)}"]]);
    }

    private void AddMicro(StringBuilder text)
    {
        if (Micro is null)
            return;
        Line(text, "## Parts");
        Line(text, "BenchmarkDotNet, in process, short. The row with ratio 1.00 is what the rows of its kind are compared with. Command: `… -- micro`.");
        Table(text, ["what", "time by the baseline's", "allocated bytes"],
            Micro.Select(result => (string[])[result.Name, Show(result.Ratio), result.Bytes.ToString(CultureInfo.InvariantCulture)]));
    }

    internal static void Table(StringBuilder text, string[] head, IEnumerable<string[]> rows)
    {
        text.AppendLine();
        foreach (var row in rows.Prepend([.. head.Select(_ => "---")]).Prepend(head))
            text.AppendLine($"| {string.Join(" | ", row)} |");
    }

    internal static void Line(StringBuilder text, string line) => text.Append(text.Length == 0 ? "" : "\n").AppendLine(line);

    private static string Sized(int size) => size.ToString("N0", CultureInfo.InvariantCulture);

    // Two decimals, and two figures of what is smaller than that.
    internal static string Show(double ratio) => ratio.ToString(ratio >= 0.1 ? "F2" : "G2", CultureInfo.InvariantCulture);
}
