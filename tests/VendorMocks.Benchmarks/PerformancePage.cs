using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace VendorMocks.Benchmarks;

/// <summary>The figures as Markdown, for the console and for docs/performance.md.</summary>
internal sealed class PerformancePage
{
    public IReadOnlyList<PairedResult>? Doors { get; set; }

    public KestrelResult? Kestrel { get; set; }

    public IReadOnlyList<SearchResult>? Search { get; set; }

    public IReadOnlyList<MicroResult>? Micro { get; set; }

    public void Write()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mocks.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("There is no Mocks.sln above the program.");
        var path = Path.Combine(folder.FullName, "docs", "performance.md");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, ToString());
        Console.WriteLine($"Written to {Path.GetRelativePath(folder.FullName, path)}.");
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        Line(text, "# Performance");
        Line(text, "Written by `dotnet run -c Release --project tests/VendorMocks.Benchmarks -- all --write`; do not edit.");
        Line(text, $"Every figure is a ratio of two things measured in one run, in turns, on one machine ({Environment.ProcessorCount} processors shared with other work, {RuntimeInformation.OSArchitecture}, .NET {Environment.Version}, Release). It says how the two compare there, and promises no time anywhere.");
        AddDoors(text);
        AddKestrel(text);
        AddSearch(text);
        AddMicro(text);
        return text.ToString();
    }

    private void AddDoors(StringBuilder text)
    {
        if (Doors is null)
            return;
        Line(text, "## A call without a socket");
        Line(text, $"One LeadDyno call through the handler door (key, routing, rules, transaction, journal, JSON) by the same endpoint written as a minimal API under TestServer, which does none but the last. Worlds of 1,000 leads. Median over rounds, quartiles beside it. Target, handler against handler: at most {Show(DoorsRun.Target)}. Command: `… -- doors`.");
        Table(text, ["call", "time, ours by theirs", "quartiles", "processor time", "allocated bytes"],
            Doors.Select(result => (string[])[result.Name, Show(result.Ratio), $"{Show(result.Low)} to {Show(result.High)}", Show(result.Processor), Show(result.Bytes)]));
    }

    private void AddKestrel(StringBuilder text)
    {
        if (Kestrel is not { } result)
            return;
        Line(text, "## Over a socket");
        Line(text, $"Lists of 25 LeadDyno leads from random pages and one write in a hundred calls, over keep-alive connections on loopback: MocksServer with its journal by a bare minimal API that lists the same records with a source-generated serializer and checks, counts and keeps nothing. Servers and client are three processes on the same processors. Target: at least {Show(KestrelRun.Target)} of the throughput. Command: `… -- kestrel`.");
        Table(text, ["figure", "ours by theirs"],
            [
                ["throughput (median; quartiles)", $"{Show(result.Throughput)} ({Show(result.Low)} to {Show(result.High)})"],
                ["server's processor time a call", Show(result.ServerTime)],
                .. KestrelRun.Percentiles.Zip(result.Latencies, (part, ratio) => (string[])[$"latency, {part:P0} of calls", Show(ratio)]),
            ]);
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

    private void AddMicro(StringBuilder text)
    {
        if (Micro is null)
            return;
        Line(text, "## Parts");
        Line(text, "BenchmarkDotNet, in process, short. The row with ratio 1.00 is what the rows of its kind are compared with. Command: `… -- micro`.");
        Table(text, ["what", "time by the baseline's", "allocated bytes"],
            Micro.Select(result => (string[])[result.Name, Show(result.Ratio), result.Bytes.ToString(CultureInfo.InvariantCulture)]));
    }

    private static void Table(StringBuilder text, string[] head, IEnumerable<string[]> rows)
    {
        text.AppendLine();
        foreach (var row in rows.Prepend([.. head.Select(_ => "---")]).Prepend(head))
            text.AppendLine($"| {string.Join(" | ", row)} |");
    }

    private static void Line(StringBuilder text, string line) => text.Append(text.Length == 0 ? "" : "\n").AppendLine(line);

    private static string Sized(int size) => size.ToString("N0", CultureInfo.InvariantCulture);

    // Two decimals, and two figures of what is smaller than that.
    private static string Show(double ratio) => ratio.ToString(ratio >= 0.1 ? "F2" : "G2", CultureInfo.InvariantCulture);
}
