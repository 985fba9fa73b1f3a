using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace VendorMocks.Benchmarks;

/// <summary>
/// What one would write without us: three routes of LeadDyno as a minimal API over a list, with a source-generated
/// serializer. It checks no key, counts no limit and keeps no journal.
/// </summary>
internal sealed class PeerApi
{
    private readonly Lock _gate = new();
    private readonly List<PeerLead> _leads = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);

    public PeerApi(IReadOnlyList<PeerLead> leads) => Reset(leads);

    public void Reset(IReadOnlyList<PeerLead> leads)
    {
        _places.Clear();
        _leads.Clear();
        foreach (var lead in leads)
        {
            _places.Add(lead.Email, _leads.Count);
            _leads.Add(lead);
        }
    }

    /// <summary>The builder that both kinds of host start from.</summary>
    public static WebApplicationBuilder CreateBuilder()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, PeerJson.Default));
        // The context alone does not carry its naming policy into the application's options.
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower);
        return builder;
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/leads", (int page, int per_page) => TypedResults.Json(Page(page, per_page), PeerJson.Default.PeerLeadArray));
        routes.MapGet("/v1/leads/{id:long}", IResult (long id) => Find(id) is { } lead ? TypedResults.Json(lead, PeerJson.Default.PeerLead) : TypedResults.NotFound());
        routes.MapPost("/v1/leads", (PeerNewLead lead) => TypedResults.Json(Keep(lead), PeerJson.Default.PeerLead, statusCode: 201));
    }

    private PeerLead[] Page(int page, int size)
    {
        lock (_gate)
        {
            var newest = _leads.Count - 1 - (page - 1) * size;
            var rows = new PeerLead[Math.Clamp(newest + 1, 0, size)];
            for (var i = 0; i < rows.Length; i++)
                rows[i] = _leads[newest - i];
            return rows;
        }
    }

    private PeerLead? Find(long id)
    {
        lock (_gate)
            return id >= 1 && id <= _leads.Count ? _leads[(int)id - 1] : null;
    }

    private PeerLead Keep(PeerNewLead sent)
    {
        lock (_gate)
        {
            var now = DateTime.UtcNow;
            if (_places.TryGetValue(sent.Email, out var place))
                return _leads[place] = _leads[place] with { FirstName = sent.FirstName, LastName = sent.LastName, UpdatedAt = now };
            _places.Add(sent.Email, _leads.Count);
            var lead = new PeerLead
            {
                Id = _leads.Count + 1,
                Email = sent.Email,
                FirstName = sent.FirstName,
                LastName = sent.LastName,
                Status = "Registered",
                CreatedAt = now,
                UpdatedAt = now,
                TrackingCode = Guid.NewGuid().ToString(),
            };
            _leads.Add(lead);
            return lead;
        }
    }
}
