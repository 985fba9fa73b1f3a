using System.Reflection;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using Perfolizer.Horology;

namespace VendorMocks.Benchmarks;

/// <summary>One benchmark against the baseline of its kind.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Ratio">Its median time by the baseline's; 1 for the baseline itself.</param>
/// <param name="Bytes">Allocated bytes a call.</param>
internal sealed record MicroResult(string Name, double Ratio, long Bytes);

/// <summary>The suites of BenchmarkDotNet, run in this process and short.</summary>
internal static class MicroRun
{
    private static readonly Type[] Suites =
        [typeof(FieldBenchmarks), typeof(AnswerBenchmarks), typeof(WorldBenchmarks), typeof(SnapshotBenchmarks), typeof(FaultBenchmarks), typeof(StubBenchmarks), typeof(JournalBenchmarks), typeof(RandomBenchmarks), typeof(TableBenchmarks)];

    public static IReadOnlyList<MicroResult> Measure() => Run(Job.Default
        .WithWarmupCount(3)
        .WithIterationCount(9)
        .WithIterationTime(TimeInterval.FromMilliseconds(100)));

    /// <summary>Calls every benchmark once and compares what it returns; then lets BenchmarkDotNet itself run each once.</summary>
    public static void Check()
    {
        foreach (var suite in Suites)
        {
            var instance = Activator.CreateInstance(suite)!;
            var methods = suite.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly);
            methods.FirstOrDefault(method => method.GetCustomAttribute<GlobalSetupAttribute>() is not null)?.Invoke(instance, null);
            foreach (var method in methods.Where(method => method.GetCustomAttribute<BenchmarkAttribute>() is not null))
            {
                var answers = method.GetCustomAttribute<AnswersAttribute>() ?? throw new InvalidOperationException($"{method.Name} does not say what it answers.");
                Expect.Same(answers.Expected, method.Invoke(instance, null), $"{suite.Name}.{method.Name}");
            }
        }

        Run(Job.Dry);
    }

    private static List<MicroResult> Run(Job job)
    {
        var config = ManualConfig.CreateEmpty()
            .AddJob(job.WithToolchain(InProcessNoEmitToolchain.Instance))
            .AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithOptions(ConfigOptions.DisableLogFile)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "mocks-benchmarks"));
        var results = new List<MicroResult>();
        foreach (var summary in BenchmarkRunner.Run(Suites, config))
        {
            if (summary.HasCriticalValidationErrors)
                throw new InvalidOperationException(string.Join("\n", summary.ValidationErrors.Select(error => error.Message)));
            foreach (var report in summary.Reports)
                results.Add(new MicroResult(NameOf(report), MedianOf(report) / MedianOf(BaselineOf(report, summary)), report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0));
        }

        return results;
    }

    private static string NameOf(BenchmarkReport report) => report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'');

    private static BenchmarkReport BaselineOf(BenchmarkReport report, Summary summary) =>
        summary.Reports.Single(other => other.BenchmarkCase.Descriptor.Baseline
            && other.BenchmarkCase.Descriptor.Categories.SequenceEqual(report.BenchmarkCase.Descriptor.Categories));

    private static double MedianOf(BenchmarkReport report) => report.ResultStatistics is { } statistics
        ? statistics.Median
        : throw new InvalidOperationException($"{NameOf(report)} could not be measured.");
}
