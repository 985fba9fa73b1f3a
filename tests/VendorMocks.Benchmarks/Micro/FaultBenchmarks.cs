using BenchmarkDotNet.Attributes;

namespace VendorMocks.Benchmarks;

/// <summary>What a call costs that no fault hits, by how many faults it is held against.</summary>
public class FaultBenchmarks
{
    private const int Many = 100;

    private readonly World _free = World.Open(new WorldOptions { Limits = false });
    private readonly World _faulty = World.Open(new WorldOptions { Limits = false });
    private readonly ApiRequest _request;
    private readonly Vendor _vendor;

    public FaultBenchmarks()
    {
        _vendor = _free.LeadDyno.Vendor;
        _request = new ApiRequest("GET", "https", "api.leaddyno.com", $"/v1/leads/count?key={_free.LeadDyno.Key}", [], default);
        // Each is compared up to its last setting, so none is cheap.
        for (var i = 0; i < Many; i++)
            _faulty.Faults.Add(Fault.Status(503).On("leads.count").By(_faulty.LeadDyno.Key).Where("email", $"nobody{i}@example.com"));
    }

    [Benchmark(Description = "a call held against no fault", Baseline = true), BenchmarkCategory("faults"), Answers(200)]
    public int Free() => _free.Answer(_vendor, _request, "", _request.Path, _free.Journal).Response.Status;

    [Benchmark(Description = "a call held against 100 faults, none of which hits"), BenchmarkCategory("faults"), Answers(200)]
    public int Faulty() => _faulty.Answer(_vendor, _request, "", _request.Path, _faulty.Journal).Response.Status;
}
