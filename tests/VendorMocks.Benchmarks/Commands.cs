using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

namespace VendorMocks.Benchmarks;

/// <summary>What the program can be asked for.</summary>
internal static class Commands
{
    private const string Usage = """
        Measures the mock vendors against what one would write or use instead. Figures are ratios from one run.

          doors             one call through the handler door against a minimal API under TestServer
          operations        one call of each operation of each vendor, against TestServer sending fixed bytes
          kestrel           lists, creates and half load over a socket, with the journal, against a bare minimal API
          growth            the same calls in worlds of 1,000 to 1,000,000 leads
          scale             a thousand worlds, two callers on one, a million calls
          peers             other mock servers from npm that serve one list (installed outside the project; needs npm and Java)
          start             from launching the published server to its first seeded answer, against an empty application
          suite             all tests of the solution, which is built before
          soak              a million calls over all vendors with faults, webhooks and contract checks, until something goes wrong
          micro             field reading, worlds, journal, random values, tables (BenchmarkDotNet)
          search            Fixido's search with few and many filters, as its world grows
          all [--write]     everything; --write puts the tables into docs/performance.md
          --smoke           everything once and quickly; fails when something answers other than it should

        dotnet run -c Release --project tests/VendorMocks.Benchmarks -- doors
        """;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LoadRound = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(string[] args)
    {
        var page = new PerformancePage();
        switch (args)
        {
            case [ServerProcess.Command, var side]:
                await ServerProcess.ServeAsync(side);
                return 0;
            case [ScaleRun.CallersCommand, var rounds, var calls]:
                Console.WriteLine(ScaleRun.Callers(int.Parse(rounds, CultureInfo.InvariantCulture), int.Parse(calls, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));
                return 0;
            case ["--smoke"]:
                return await SmokeAsync();
            case ["doors"]:
                page.Doors = await DoorsAsync();
                break;
            case ["operations"]:
                page.Operations = await OperationsAsync();
                break;
            case ["kestrel"]:
                page.Kestrel = await KestrelAsync();
                break;
            case ["search"]:
                page.Search = await SearchAsync();
                break;
            case ["peers"]:
                page.Peers = await PeersAsync();
                break;
            case ["growth"]:
                page.Growth = await GrowthAsync();
                break;
            case ["scale"]:
                page.Scale = await ScaleAsync();
                break;
            case ["start"]:
                page.Start = await StartAsync();
                break;
            case ["suite"]:
                page.Suite = await SuiteRun.MeasureAsync(PerformancePage.Root());
                break;
            case ["soak"]:
                page.Soak = await SoakAsync();
                break;
            case ["micro"]:
                page.Micro = MicroRun.Measure();
                break;
            case ["all"] or ["all", "--write"]:
                // Before there are worlds of a million records in the process, whose garbage it collects again and again, and beside which
                // no growth would show.
                page.Micro = MicroRun.Measure();
                page.Soak = await SoakAsync();
                page.Doors = await DoorsAsync();
                page.Operations = await OperationsAsync();
                page.Kestrel = await KestrelAsync();
                page.Search = await SearchAsync();
                page.Peers = await PeersAsync();
                page.Growth = await GrowthAsync();
                page.Scale = await ScaleAsync();
                page.Start = await StartAsync();
                page.Suite = await SuiteRun.MeasureAsync(PerformancePage.Root());
                break;
            default:
                Console.WriteLine(Usage);
                return args is [] or ["--help"] ? 0 : 2;
        }

        Console.WriteLine(page);
        if (args is [_, "--write"])
            page.Write();
        return 0;
    }

    private static Task<IReadOnlyList<PairedResult>> DoorsAsync() => DoorsRun.MeasureAsync(rounds: 200, WarmUp);

    private static Task<IReadOnlyList<OperationResult>> OperationsAsync() => OperationsRun.MeasureAsync(rounds: 15, calls: 200, TimeSpan.FromMilliseconds(300));

    private static async Task<KestrelResults> KestrelAsync() => new(
        await KestrelRun.MeasureAsync(LoadMix.Lists, rounds: 10, LoadRound),
        await KestrelRun.MeasureAsync(LoadMix.Gets, rounds: 10, LoadRound),
        await KestrelRun.MeasureAsync(LoadMix.Creates, rounds: 10, LoadRound),
        await KestrelRun.MeasureAsync(LoadMix.Lists with { HalfLoad = true }, rounds: 10, LoadRound));

    private static Task<IReadOnlyList<PeerResult>> PeersAsync() => PeersRun.MeasureAsync(rounds: 5, LoadRound);

    private static Task<GrowthResult> GrowthAsync() => GrowthRun.MeasureAsync([1_000, 10_000, 100_000, 1_000_000], rounds: 30);

    private static Task<ScaleResult> ScaleAsync() => ScaleRun.MeasureAsync(ScaleRun.WorldCount, rounds: 20, callsPerRound: 5_000, calls: 1_000_000);

    private static Task<SoakResult> SoakAsync() => SoakRun.MeasureAsync(calls: 1_000_000);

    private static Task<StartResult> StartAsync() => StartRun.MeasureAsync(PerformancePage.Root(), rounds: 40);

    private static Task<IReadOnlyList<SearchResult>> SearchAsync() => SearchRun.MeasureAsync(SearchRun.Sizes, rounds: 40);

    private static async Task<int> SmokeAsync()
    {
        var page = new PerformancePage();
        try
        {
            await StepAsync("doors", async () => page.Doors = await DoorsRun.MeasureAsync(rounds: 1, TimeSpan.Zero));
            await StepAsync("operations", async () => page.Operations = await OperationsRun.MeasureAsync(rounds: 1, calls: 2, TimeSpan.Zero));
            await StepAsync("search", async () => page.Search = await SearchRun.MeasureAsync([100, 1000], rounds: 1));
            await StepAsync("kestrel", async () =>
            {
                foreach (var mix in (LoadMix[])[LoadMix.Lists, LoadMix.Gets, LoadMix.Creates, LoadMix.Lists with { HalfLoad = true }])
                    await KestrelRun.MeasureAsync(mix, rounds: 1, TimeSpan.FromMilliseconds(50));
            });
            await StepAsync("growth", async () => page.Growth = await GrowthRun.MeasureAsync([300, 1_000], rounds: 1));
            await StepAsync("scale", async () => page.Scale = await ScaleRun.MeasureAsync(worlds: 5, rounds: 1, callsPerRound: 50, calls: 200));
            await StepAsync("soak", async () => page.Soak = await SoakRun.MeasureAsync(calls: 20_000));
            await StepAsync("micro", () =>
            {
                MicroRun.Check();
                return Task.CompletedTask;
            });
            await StepAsync("page", () =>
            {
                foreach (var (name, svg) in page.Plots())
                    Expect.Same("svg", XDocument.Parse(svg).Root!.Name.LocalName, name);
                Expect.Same(true, page.ToString().Contains("## Targets", StringComparison.Ordinal), "the page has the targets");
                return Task.CompletedTask;
            });
            return 0;
        }
#pragma warning disable CA1031 // Whatever goes wrong, the run has failed.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            await Console.Error.WriteLineAsync(fault.ToString());
            return 1;
        }
    }

    private static async Task StepAsync(string name, Func<Task> step)
    {
        var watch = Stopwatch.StartNew();
        await step();
        Console.WriteLine($"{name}: answers as it should ({watch.Elapsed.TotalSeconds:F1} s)");
    }
}
