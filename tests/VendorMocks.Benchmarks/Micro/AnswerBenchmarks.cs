using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace VendorMocks.Benchmarks;

/// <summary>A list of 25 leads as JSON, and the same list held against its contract.</summary>
public class AnswerBenchmarks
{
    private readonly World _world = Leads.Open(25);
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Outcome _outcome;
    private readonly LeadDynoLeadBody[] _leads;

    public AnswerBenchmarks()
    {
        var request = new ApiRequest("GET", "https", "api.leaddyno.com", $"/v1/leads?key={_world.LeadDyno.Key}&per_page=25", [], default);
        _outcome = _world.Answer(_world.LeadDyno.Vendor, request, "", request.Path, _world.Journal);
        _leads = (LeadDynoLeadBody[])_outcome.Response.Content!.Value!;
    }

    [Benchmark(Description = "JSON of 25 leads: the generated serializer alone", Baseline = true), BenchmarkCategory("answer"), Answers(true)]
    public bool Serialized() => JsonSerializer.SerializeToUtf8Bytes(_leads, LeadDynoPlainJson.Default.LeadDynoLeadBodyArray).Length > 0;

    [Benchmark(Description = "JSON of 25 leads: rendered as an answer"), BenchmarkCategory("answer"), Answers(200)]
    public int Rendered() => Rendering.Render(_outcome, _buffer).Status;

    [Benchmark(Description = "25 leads held against their contract"), BenchmarkCategory("answer"), Answers(0)]
    public int Checked() => ExchangeCheck.Of(_outcome.Exchange)!.Count;
}
