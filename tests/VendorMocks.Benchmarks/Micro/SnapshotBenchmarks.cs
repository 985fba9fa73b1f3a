using BenchmarkDotNet.Attributes;

namespace VendorMocks.Benchmarks;

/// <summary>Keeping and taking back the state of a seeded world, by opening it again from its options.</summary>
public class SnapshotBenchmarks
{
    private static readonly WorldOptions Seeded = new() { Size = WorldSize.Default, Limits = false };

    private readonly World _world = World.Open(Seeded);
    private readonly WorldSnapshot _snapshot;
    private long _made;

    public SnapshotBenchmarks()
    {
        foreach (var vendor in Vendors.All)
            _world.Adjust(vendor, slot => Expect.Same(true, slot.State.Store.RecordCount > 0, "seeded records"));
        _snapshot = _world.Snapshots.Take("before");
    }

    [Benchmark(Description = "open a world of that seed", Baseline = true), BenchmarkCategory("snapshot"), Answers(true)]
    public bool Open()
    {
        using var world = World.Open(Seeded);
        return world.LeadDyno.Leads.Count > 0;
    }

    [Benchmark(Description = "take a snapshot and forget it"), BenchmarkCategory("snapshot"), Answers(true)]
    public bool Take()
    {
        _world.Snapshots.Take("during");
        return _world.Snapshots.Delete("during");
    }

    [Benchmark(Description = "write one lead and restore a snapshot"), BenchmarkCategory("snapshot"), Answers(true)]
    public bool Restore()
    {
        _world.LeadDyno.AddLead(email: $"new{++_made}@example.com");
        _world.Snapshots.Restore(_snapshot.Name);
        return _world.LeadDyno.Leads.Count > 0;
    }
}
