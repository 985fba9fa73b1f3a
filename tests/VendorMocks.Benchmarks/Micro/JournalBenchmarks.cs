using BenchmarkDotNet.Attributes;

namespace VendorMocks.Benchmarks;

/// <summary>Keeping an exchange in a full journal, against a bare ring under a lock.</summary>
public class JournalBenchmarks
{
    private const int Capacity = 1000;

    private readonly Journal _journal = new JournalBudget().CreateJournal(Capacity);
    private readonly Queue<Exchange> _ring = new();
    private readonly Lock _gate = new();
    private readonly ApiRequest _request = new("GET", "https", "api.example.com", "/v1/leads/7?key=demo", [], default);
    private readonly ApiResponse _response = new(200);

    [GlobalSetup]
    public void Fill()
    {
        for (var i = 0; i < Capacity; i++)
        {
            Ours();
            Theirs();
        }
    }

    [Benchmark(Description = "journal an exchange: numbered, counted, bounded in bytes"), BenchmarkCategory("journal"), Answers(Capacity)]
    public int Ours()
    {
        _journal.Add(NewExchange());
        return (int)Math.Min(_journal.Total, Capacity);
    }

    [Benchmark(Description = "journal an exchange: bare queue under a lock", Baseline = true), BenchmarkCategory("journal"), Answers(Capacity)]
    public int Theirs()
    {
        var exchange = NewExchange();
        lock (_gate)
        {
            _ring.Enqueue(exchange);
            if (_ring.Count > Capacity)
                _ring.Dequeue();
            return _ring.Count;
        }
    }

    private Exchange NewExchange() => new(_request, _response, default, "default", "leaddyno", "leads.get");
}
