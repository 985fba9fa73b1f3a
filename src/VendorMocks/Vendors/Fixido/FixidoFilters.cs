using System.Text.Json.Serialization;
using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>A search that an account keeps.</summary>
public sealed record FixidoFilter
{
    /// <summary>Number, ascending by one.</summary>
    public required long Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required long AccountId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it searches for.</summary>
    public string Search { get; init; } = "";

    /// <summary>A note.</summary>
    public string Description { get; init; } = "";

    /// <summary>FX-79: an inactive one is not listed.</summary>
    public bool Active { get; init; } = true;

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>How many leads it found.</summary>
    public int LeadCount { get; init; }

    /// <summary>Radius around its centre; 0 without one.</summary>
    public decimal Radius { get; init; }

    /// <summary>Latitude of its centre in degrees, or null.</summary>
    public decimal? Latitude { get; init; }

    /// <summary>Longitude of its centre in degrees, or null.</summary>
    public decimal? Longitude { get; init; }
}

/// <summary>The operation on filters.</summary>
internal static class FixidoFilters
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        Fixido.Row("filters.list", "GET", "/filters/list/", Documented, "The caller's filters, newest first", List),
    ];

    private static ApiResponse List(Call call, FixidoState state)
    {
        var input = new FixidoInput(Fixido.Query(call.Request));
        var paging = FixidoPaging.Read(input);
        if (input.IsBad)
            return FixidoResponses.Failed(call, input);
        var account = Fixido.Account(call);
        var total = state.FiltersShown.Count(account);
        if (paging.RefusePast(call, total) is { } refusal)
            return refusal;
        var rows = state.FiltersShown.Page(account, paging.Skip, paging.Size);
        return FixidoResponses.Ok(call, new FixidoFilterPage(Array.ConvertAll(rows, FixidoFilterBody.Of), paging.Page, total), FixidoJson.Default.FilterPageEnvelope);
    }
}

/// <summary>A filter as sent.</summary>
internal sealed record FixidoFilterBody(
    long Id,
    string Name,
    string Search,
    string Description,
    string Status,
    DateTimeOffset Created,
    [property: JsonPropertyName("leadcount")] int LeadCount,
    [property: JsonPropertyName("crad")] decimal Radius,
    [property: JsonPropertyName("clat")] decimal? Latitude,
    [property: JsonPropertyName("clon")] decimal? Longitude)
{
    public static FixidoFilterBody Of(FixidoFilter row) => new(
        row.Id, row.Name, row.Search, row.Description, row.Active ? "active" : "inactive", row.Created, row.LeadCount, row.Radius, row.Latitude, row.Longitude);
}

/// <summary>A page of filters.</summary>
internal sealed record FixidoFilterPage(FixidoFilterBody[] Filters, long CurrentPage, long TotalResult);
