using System.Diagnostics;

namespace VendorMocks.Benchmarks;

/// <summary>Two ways to do one thing, to be measured against each other.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Calls">How often in a round.</param>
/// <param name="Ours">Does it our way, so many times.</param>
/// <param name="Theirs">Does it the other way, so many times.</param>
internal sealed record Pair(string Name, int Calls, Func<int, Task> Ours, Func<int, Task> Theirs)
{
    /// <summary>Puts both sides back to where they began, before each round and untimed.</summary>
    public Func<Task> Fresh { get; init; } = () => Task.CompletedTask;
}

/// <summary>What came out.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Ratio">Median over the rounds of our time by theirs.</param>
/// <param name="Low">First quartile of the rounds' ratios.</param>
/// <param name="High">Third quartile.</param>
/// <param name="Processor">Median of our processor time by theirs, all threads together: what other work on the machine disturbs least.</param>
/// <param name="Bytes">Our allocated bytes by theirs.</param>
internal sealed record PairedResult(string Name, double Ratio, double Low, double High, double Processor, double Bytes);

/// <summary>
/// Measures pairs in one process, in turns and in many short rounds: what disturbs the machine disturbs both, and a median of
/// ratios forgets the rounds in which it did not.
/// </summary>
internal static class Paired
{
    /// <summary>Measures one pair.</summary>
    /// <param name="pair">What to measure.</param>
    /// <param name="rounds">How many rounds count; each gives one ratio.</param>
    /// <param name="warmUp">How long rounds are run before, until the code has been compiled for good.</param>
    public static async Task<PairedResult> MeasureAsync(Pair pair, int rounds, TimeSpan warmUp)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < warmUp;)
            await RoundAsync(pair, oursFirst: true);

        var ratios = new double[rounds];
        var processor = new double[rounds];
        (long Ours, long Theirs) bytes = default;
        for (var i = 0; i < rounds; i++)
        {
            // Whoever comes second finds the other's garbage: take turns.
            var (ours, theirs) = await RoundAsync(pair, oursFirst: i % 2 == 0);
            ratios[i] = ours.Time / theirs.Time;
            processor[i] = ours.Processor / theirs.Processor;
            bytes = (bytes.Ours + ours.Bytes, bytes.Theirs + theirs.Bytes);
        }

        return new PairedResult(
            pair.Name,
            Quantile(ratios, 0.5),
            Quantile(ratios, 0.25),
            Quantile(ratios, 0.75),
            Quantile(processor, 0.5),
            (double)bytes.Ours / bytes.Theirs);
    }

    /// <summary>The value below which a part of the values lies.</summary>
    public static double Quantile(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Round(part * (sorted.Length - 1))];
    }

    private static async Task<(Sample Ours, Sample Theirs)> RoundAsync(Pair pair, bool oursFirst)
    {
        await pair.Fresh();
        var first = await TimeAsync(oursFirst ? pair.Ours : pair.Theirs, pair.Calls);
        var second = await TimeAsync(oursFirst ? pair.Theirs : pair.Ours, pair.Calls);
        return oursFirst ? (first, second) : (second, first);
    }

    private static async Task<Sample> TimeAsync(Func<int, Task> act, int calls)
    {
        var bytes = GC.GetTotalAllocatedBytes();
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        await act(calls);
        return new Sample(Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - processor, GC.GetTotalAllocatedBytes() - bytes);
    }

    private readonly record struct Sample(TimeSpan Time, TimeSpan Processor, long Bytes);
}
