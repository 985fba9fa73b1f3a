using BenchmarkDotNet.Attributes;

namespace VendorMocks.Benchmarks;

/// <summary>Random values that are a function of seed, purpose and number, against generators that remember.</summary>
public class RandomBenchmarks
{
    private readonly RandomSource _source = new(1);
    private readonly Random _random = new(1);

    [Benchmark(Description = "a random integer: RandomSource"), BenchmarkCategory("integer"), Answers(true)]
    public bool OurInteger() => _source.Next("benchmark.integer", 7, 0, 1000) is >= 0 and < 1000;

    [Benchmark(Description = "a random integer: seeded Random", Baseline = true), BenchmarkCategory("integer"), Answers(true)]
    public bool TheirInteger() => _random.Next(0, 1000) is >= 0 and < 1000;

    [Benchmark(Description = "a random UUID as text: RandomSource"), BenchmarkCategory("uuid"), Answers(36)]
    public int OurUuid() => _source.Uuid("benchmark.uuid", 7).Length;

    [Benchmark(Description = "a random UUID as text: Guid.NewGuid", Baseline = true), BenchmarkCategory("uuid"), Answers(36)]
    public int TheirUuid() => Guid.NewGuid().ToString().Length;
}
