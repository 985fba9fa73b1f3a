using System.Collections.Concurrent;
using System.Text.Json;

namespace Shop;

/// <summary>Flexbe: the landing page. Its leads come by webhook, and by asking now and then, since a webhook may be lost.</summary>
public sealed class SiteInbox(IHttpClientFactory clients, IServiceScopeFactory scopes, IConfiguration configuration)
{
    private readonly string _key = VendorSettings.Of(configuration, "Flexbe").ApiKey;
    private readonly ConcurrentDictionary<string, Prospect> _seen = new();

    /// <summary>Takes a lead once, however it came.</summary>
    public async Task TakeAsync(string id, string name, string email, string phone, CancellationToken stop)
    {
        var names = name.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var prospect = new Prospect(names.FirstOrDefault("-"), names.Length > 1 ? names[1] : "-", email, phone);
        if (!_seen.TryAdd(id, prospect))
            return;
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LeadForwarding>().SendAsync(prospect, stop);
    }

    /// <summary>Asks for leads and takes those that did not come otherwise.</summary>
    public async Task<int> PollAsync(CancellationToken stop)
    {
        var before = _seen.Count;
        var answer = await clients.CreateClient("flexbe").GetFromJsonAsync<JsonElement>($"?method=getLeads&api_key={Uri.EscapeDataString(_key)}", stop);
        // An empty map is an empty list in PHP's JSON.
        if (answer.GetProperty("data").GetProperty("leads") is { ValueKind: JsonValueKind.Object } leads)
        {
            foreach (var lead in leads.EnumerateObject())
            {
                var client = lead.Value.GetProperty("client");
                await TakeAsync(lead.Name, Text(client, "name"), Text(client, "email"), Text(client, "phone"), stop);
            }
        }

        return _seen.Count - before;
    }

    private static string Text(JsonElement client, string name) => client.GetProperty(name).GetString() ?? "";
}

/// <summary>Asks every five minutes.</summary>
public sealed class SitePolling(SiteInbox inbox, TimeProvider time, ILogger<SitePolling> log) : BackgroundService
{
    private static readonly Action<ILogger, Exception?> Failed = LoggerMessage.Define(LogLevel.Warning, default, "The site's leads could not be read; the next try is in five minutes.");

    // Counts from the moment the application starts, not from when this work gets its turn.
    private readonly PeriodicTimer _timer = new(TimeSpan.FromMinutes(5), time);

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await inbox.PollAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is HttpRequestException or JsonException or TaskCanceledException && !stoppingToken.IsCancellationRequested)
            {
                Failed(log, failure);
            }
        }
    }
}
