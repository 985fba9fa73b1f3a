using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace VendorMocks.Benchmarks;

/// <summary>One kind of search at every size.</summary>
/// <param name="Name">What was asked for.</param>
/// <param name="Growth">For each size, the median time by that of the smallest.</param>
/// <param name="OfNoticeable">The median time at the largest size by what a person notices.</param>
internal sealed record SearchResult(string Name, IReadOnlyList<double> Growth, double OfNoticeable);

/// <summary>How Fixido's search grows with the leads of its world.</summary>
internal sealed class SearchRun : IDisposable
{
    /// <summary>Answers within this time feel immediate.</summary>
    public static readonly TimeSpan Noticeable = TimeSpan.FromMilliseconds(100);

    /// <summary>At most, for three filters over the largest world.</summary>
    public const double TargetMilliseconds = 10;

    private const int CallsInARow = 10;

    private readonly int _size;
    private readonly World _world;
    private readonly HttpMessageInvoker _door;
    private readonly FixidoLead _known;

    private SearchRun(int size)
    {
        _size = size;
        _world = Open();
        _door = new HttpMessageInvoker(_world.Fixido.CreateHandler());
        // What a filter asks for must be somewhere, else it is compared with little.
        _known = _world.Fixido.Leads.Last(lead => lead.Listed && lead.DealEnds > _world.Clock.Now && lead is { Budget: > 0, AddressCity.Length: > 0, Keywords.Length: > 0 });
    }

    public static IReadOnlyList<int> Sizes { get; } = [1_000, 10_000, 100_000];

    public static async Task<IReadOnlyList<SearchResult>> MeasureAsync(IReadOnlyList<int> sizes, int rounds)
    {
        var runs = sizes.Select(size => new SearchRun(size)).ToArray();
        try
        {
            var results = new List<SearchResult>();
            foreach (var (name, filters) in Kinds)
            {
                results.Add(await MeasureAsync(name, runs, rounds, async run =>
                {
                    for (var i = 0; i < CallsInARow; i++)
                        await run.FindAsync(run._door, run._world, filters);
                    return CallsInARow;
                }));
            }

            results.Add(await MeasureAsync("the first search of a world, which makes the index", runs, Math.Max(1, rounds / 4), async run =>
            {
                using var world = run.Open();
                using var door = new HttpMessageInvoker(world.Fixido.CreateHandler());
                await run.FindAsync(door, world, []);
                return 1;
            }));
            return results;
        }
        finally
        {
            foreach (var run in runs)
                run.Dispose();
        }
    }

    private static IReadOnlyList<(string Name, string[] Filters)> Kinds { get; } =
    [
        ("no filter", []),
        ("words (`q`)", ["q"]),
        ("three filters: words, price from, places", ["q", "price_start", "locations"]),
        ("all thirteen filters", ["q", "budget_start", "budget_end", "price_start", "price_end", "deal_start", "deal_end", "created_start", "created_end", "locations", "keywords", "lang", "category"]),
    ];

    private static async Task<SearchResult> MeasureAsync(string name, SearchRun[] runs, int rounds, Func<SearchRun, Task<int>> act)
    {
        var times = runs.Select(_ => new double[rounds]).ToArray();
        // The first round is for the compiler; the sizes take turns, so that what disturbs one disturbs all.
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < runs.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                var calls = await act(runs[i]);
                if (round >= 0)
                    times[i][round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds / calls;
            }
        }

        var medians = times.Select(of => Paired.Quantile(of, 0.5)).ToArray();
        return new SearchResult(name, [.. medians.Select(median => median / medians[0])], medians[^1] / Noticeable.TotalMilliseconds);
    }

    private World Open() => World.Open(new WorldOptions { Size = WorldSize.Of(_size) });

    private async Task FindAsync(HttpMessageInvoker door, World world, string[] filters)
    {
        var key = world.Fixido.Applications.First(application => application.AccountId == 5201);
        var query = filters.Select(filter => $"&{filter}={Uri.EscapeDataString(ValueOf(filter))}");
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"http://fixido.com/api/search/list/?access_key={key.AccessKey}&access_secret={key.AccessSecret}{string.Concat(query)}");
        using var response = await door.SendAsync(request, default);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        var data = answer.RootElement.GetProperty("data");
        Expect.Same(true, data.GetProperty("total_result").GetInt32() > 0, $"a search with {string.Join(", ", filters)} finds something");
    }

    private string ValueOf(string filter) => filter switch
    {
        "q" => _known.Title.Split(' ', ':')[0],
        "price_start" => Number(_known.Price / 2),
        "price_end" => Number(_known.Price * 2 + 100),
        "budget_start" => Number(_known.Budget / 2),
        "budget_end" => Number(_known.Budget * 2 + 100),
        "deal_start" => "2024-01-01",
        "deal_end" => "2029-01-01",
        "created_start" => "2025-01-01",
        "created_end" => "2026-01-02",
        "locations" => $"{_known.AddressCity}, Kiruna",
        "keywords" => $"{_known.Keywords.Split(',')[0]}, nothing",
        "lang" => $"{_known.Language}, fi",
        _ => Number(_known.CategoryId),
    };

    private static string Number(decimal value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _door.Dispose();
        _world.Dispose();
    }
}
