using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;

namespace VendorMocks.Benchmarks;

/// <summary>
/// One call through the handler door against the same endpoint written as a minimal API under TestServer. Both are asked
/// as handlers, and once more through HttpClient, which costs the same on both sides.
/// </summary>
internal sealed class DoorsRun : IAsyncDisposable
{
    /// <summary>At most this part of the peer's time, handler against handler.</summary>
    public const double Target = 0.15;

    private const int LeadCount = 1000;

    private static readonly Uri Root = new("https://api.leaddyno.com/v1/");
    private static readonly Uri Collection = new(Root, "leads");

    private readonly World _world = Leads.Open(LeadCount);
    private readonly Uri[] _leads;
    private readonly PeerLead[] _records;
    private readonly PeerApi _api;
    private readonly WebApplication _peer;
    private readonly HttpMessageInvoker _ours;
    private HttpMessageInvoker _theirs = null!;
    private long _made;

    private DoorsRun()
    {
        _leads = [.. Enumerable.Range(1, LeadCount).Select(id => new Uri(Root, $"leads/{id}?key={_world.LeadDyno.Key}"))];
        _records = Leads.Copy(_world);
        _api = new PeerApi(_records);
        var builder = PeerApi.CreateBuilder();
        builder.WebHost.UseTestServer();
        _peer = builder.Build();
        _api.Map(_peer);
        _ours = new HttpMessageInvoker(_world.LeadDyno.CreateHandler());
    }

    public static async Task<IReadOnlyList<PairedResult>> MeasureAsync(int rounds, TimeSpan warmUp)
    {
        await using var run = new DoorsRun();
        await run._peer.StartAsync();
        run._theirs = new HttpMessageInvoker(run._peer.GetTestServer().CreateHandler());
        using var ourClient = run._world.LeadDyno.CreateClient();
        using var theirClient = run._peer.GetTestClient();
        await run.CheckAsync(run._ours);
        await run.CheckAsync(run._theirs);

        Pair[] pairs =
        [
            new("`leads.get`", 5000, calls => run.GetAsync(run._ours, calls), calls => run.GetAsync(run._theirs, calls)),
            new("`leads.create`", 2000, calls => run.CreateAsync(run._ours, calls), calls => run.CreateAsync(run._theirs, calls)) { Fresh = run.FreshAsync },
            new("`leads.get` through HttpClient", 5000, calls => run.GetAsync(ourClient, calls), calls => run.GetAsync(theirClient, calls)),
        ];
        var results = new List<PairedResult>();
        foreach (var pair in pairs)
            results.Add(await Paired.MeasureAsync(pair, rounds, warmUp));
        return results;
    }

    /// <summary>Both sides must give the same answers before their times mean anything.</summary>
    private async Task CheckAsync(HttpMessageInvoker side)
    {
        await FreshAsync();
        using var get = new HttpRequestMessage(HttpMethod.Get, _leads[6]);
        using var lead = await side.SendAsync(get, default);
        Expect.Same(_records[6], await lead.Content.ReadFromJsonAsync(PeerJson.Default.PeerLead), "leads.get");

        await CreateAsync(side, 2);
        using var list = new HttpRequestMessage(HttpMethod.Get, new Uri(Root, Leads.List(_world.LeadDyno.Key, 1, 1)));
        using var newest = await side.SendAsync(list, default);
        var created = (await newest.Content.ReadFromJsonAsync(PeerJson.Default.PeerLeadArray))![0];
        Expect.Same((LeadCount + 2, "Robin"), (created.Id, created.FirstName), "leads.create");
    }

    private async Task FreshAsync()
    {
        _api.Reset(_records);
        _world.Reset();
        await Leads.FillAsync(_world, LeadCount);
    }

    private async Task GetAsync(HttpMessageInvoker side, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _leads[i % LeadCount]);
            using var response = await side.SendAsync(request, default);
            Expect.Same(200, (int)response.StatusCode, "status of leads.get");
        }
    }

    private async Task CreateAsync(HttpMessageInvoker side, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Collection) { Content = Leads.Json(Leads.New(_world.LeadDyno.Key, ++_made)) };
            using var response = await side.SendAsync(request, default);
            Expect.Same(201, (int)response.StatusCode, "status of leads.create");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _ours.Dispose();
        _theirs.Dispose();
        await _peer.DisposeAsync();
        _world.Dispose();
    }
}
