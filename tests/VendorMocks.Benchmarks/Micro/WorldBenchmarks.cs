using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace VendorMocks.Benchmarks;

/// <summary>Opening a world with the state of every vendor in it.</summary>
public class WorldBenchmarks
{
    private static readonly WorldOptions Seeded = new() { Size = WorldSize.Default };

    private readonly List<(Vendor Vendor, byte[] State)> _saved = [];

    [GlobalSetup]
    public void Save()
    {
        using var world = World.Open(Seeded);
        foreach (var vendor in Vendors.All)
        {
            world.Adjust(vendor, slot =>
            {
                using var stream = new MemoryStream();
                using (var writer = new Utf8JsonWriter(stream))
                    slot.State.Store.Write(writer);
                _saved.Add((vendor, stream.ToArray()));
            });
        }
    }

    [Benchmark(Description = "open an empty world"), BenchmarkCategory("world"), Answers(true)]
    public bool Empty()
    {
        using var world = World.Open();
        return Records(world) > 0;
    }

    [Benchmark(Description = "open a seeded world"), BenchmarkCategory("world"), Answers(true)]
    public bool FromSeed()
    {
        using var world = World.Open(Seeded);
        return Records(world) > 0;
    }

    [Benchmark(Description = "read a seeded world from its saved state", Baseline = true), BenchmarkCategory("world"), Answers(true)]
    public bool FromSavedState()
    {
        var records = 0L;
        foreach (var (vendor, saved) in _saved)
        {
            var state = vendor.CreateState();
            state.Store.Read(saved, TimeSpan.Zero);
            records += state.Store.RecordCount;
        }

        return records > 0;
    }

    private static long Records(World world)
    {
        var records = 0L;
        foreach (var vendor in Vendors.All)
            world.Adjust(vendor, slot => records += slot.State.Store.RecordCount);
        return records;
    }
}
