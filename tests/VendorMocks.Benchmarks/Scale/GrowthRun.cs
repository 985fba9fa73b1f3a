using System.Diagnostics;

namespace VendorMocks.Benchmarks;

/// <summary>How one kind of call grows with its world.</summary>
/// <param name="Name">The call.</param>
/// <param name="Ratios">Time by that in the smallest world, for each size of <see cref="GrowthResult.Sizes"/>.</param>
internal sealed record GrowthRow(string Name, IReadOnlyList<double> Ratios);

/// <summary>The curves.</summary>
/// <param name="Sizes">Leads that the worlds begin with, the smallest first.</param>
/// <param name="Rows">A row for each call.</param>
internal sealed record GrowthResult(IReadOnlyList<int> Sizes, IReadOnlyList<GrowthRow> Rows);

/// <summary>The same LeadDyno calls through the handler door in worlds of growing size, in turns.</summary>
internal sealed class GrowthRun : IDisposable
{
    /// <summary>At most this much slower in a world of <see cref="TargetSize"/> leads than in the smallest.</summary>
    public const double Target = 1.5;

    public const int TargetSize = 100_000;

    private const int PageSize = 25;
    private const int CallsPerRound = 300;

    private static readonly Uri Root = new("https://api.leaddyno.com/v1/");

    private readonly World _world;
    private readonly HttpMessageInvoker _client;
    private readonly string _key;
    private readonly (long Id, string Email)[] _leads;
    private readonly int _pages;
    private long _made;

    private GrowthRun(int size)
    {
        _world = World.Open(new WorldOptions { Size = WorldSize.Of(size), Limits = false });
        _client = new HttpMessageInvoker(_world.LeadDyno.CreateHandler());
        _key = _world.LeadDyno.Key;
        var leads = _world.LeadDyno.Leads;
        _pages = (leads.Count + PageSize - 1) / PageSize;
        // The same number of leads is asked for everywhere, spread over the whole world.
        _leads = [.. Enumerable.Range(0, CallsPerRound).Select(i => leads[(int)((long)i * leads.Count / CallsPerRound)]).Select(lead => (lead.Id, lead.Email))];
    }

    /// <summary>Measures every call in a world of each size.</summary>
    /// <param name="sizes">Leads, the smallest first.</param>
    /// <param name="rounds">How many rounds count.</param>
    public static async Task<GrowthResult> MeasureAsync(IReadOnlyList<int> sizes, int rounds)
    {
        var worlds = sizes.Select(size => new GrowthRun(size)).ToArray();
        try
        {
            (string Name, Func<GrowthRun, int, HttpRequestMessage> Ask, int Status)[] calls =
            [
                ("`leads.create`", static (run, _) => run.Create(), 201),
                ("`leads.get`", static (run, i) => run.Get($"leads/{run._leads[i].Id}?"), 200),
                ("`leads.by-email`", static (run, i) => run.Get($"leads/by_email?email={run._leads[i].Email}&"), 200),
                ("first page of `leads.list`", static (run, _) => run.Get($"leads?per_page={PageSize}&"), 200),
                ("last page of `leads.list`", static (run, _) => run.Get($"leads?per_page={PageSize}&page={run._pages}&"), 200),
            ];
            var rows = new List<GrowthRow>();
            foreach (var (name, ask, status) in calls)
            {
                for (var warmUp = 0; warmUp < 5; warmUp++)
                    await RoundAsync(worlds, ask, status);
                var times = new List<double[]>();
                for (var round = 0; round < rounds; round++)
                    times.Add(await RoundAsync(worlds, ask, status));
                rows.Add(new GrowthRow(name, [.. sizes.Select((_, i) => Paired.Quantile(times.Select(each => each[i] / each[0]), 0.5))]));
            }

            return new GrowthResult(sizes, rows);
        }
        finally
        {
            foreach (var world in worlds)
                world.Dispose();
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _world.Dispose();
    }

    private static async Task<double[]> RoundAsync(GrowthRun[] worlds, Func<GrowthRun, int, HttpRequestMessage> ask, int status)
    {
        var times = new double[worlds.Length];
        for (var w = 0; w < worlds.Length; w++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < CallsPerRound; i++)
            {
                using var request = ask(worlds[w], i);
                using var response = await worlds[w]._client.SendAsync(request, default);
                Expect.Same(status, (int)response.StatusCode, request.RequestUri!.AbsolutePath);
            }

            times[w] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        return times;
    }

    private HttpRequestMessage Get(string target) => new(HttpMethod.Get, new Uri(Root, $"{target}key={_key}"));

    private HttpRequestMessage Create() => new(HttpMethod.Post, new Uri(Root, "leads")) { Content = Leads.Json(Leads.New(_key, ++_made)) };
}
