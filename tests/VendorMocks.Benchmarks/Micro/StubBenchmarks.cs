using BenchmarkDotNet.Attributes;

namespace VendorMocks.Benchmarks;

/// <summary>What a call costs that no stub concerns, by how many stubs the world has.</summary>
public class StubBenchmarks
{
    private const int Many = 1000;

    private readonly World _free = World.Open(new WorldOptions { Limits = false });
    private readonly World _stubbed = World.Open(new WorldOptions { Limits = false });
    private readonly ApiRequest _request;
    private readonly Vendor _vendor;

    public StubBenchmarks()
    {
        _vendor = _free.LeadDyno.Vendor;
        _request = new ApiRequest("GET", "https", "api.leaddyno.com", $"/v1/leads?key={_free.LeadDyno.Key}", [], default);
        // Of each way to name a URL, and some that differ from the call by their verb alone.
        for (var i = 0; i < Many; i += 5)
        {
            _stubbed.Stubs.AddMapping($$$"""
                {"mappings":[
                  {"request":{"method":"GET","url":"/v1/purchases/{{{i}}}?a=b"},"response":{}},
                  {"request":{"method":"GET","urlPath":"/v1/leads/{{{i}}}"},"response":{}},
                  {"request":{"urlPathPattern":"/v1/visitors/{{{i}}}/[0-9]+"},"response":{}},
                  {"request":{"urlPathTemplate":"/v1/affiliates/{id}/{{{i}}}"},"response":{}},
                  {"request":{"method":"POST","urlPath":"/v1/leads","bodyPatterns":[{"contains":"{{{i}}}"}]},"response":{}}]}
                """);
        }
    }

    [Benchmark(Description = "a call in a world without stubs", Baseline = true), BenchmarkCategory("stubs"), Answers(200)]
    public int Free() => _free.Answer(_vendor, _request, "", _request.Path, _free.Journal).Response.Status;

    [Benchmark(Description = "a call in a world with 1,000 stubs, none of which concerns it"), BenchmarkCategory("stubs"), Answers(200)]
    public int Stubbed() => _stubbed.Answer(_vendor, _request, "", _request.Path, _stubbed.Journal).Response.Status;
}
