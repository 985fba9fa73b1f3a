using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>Somebody who came to the site.</summary>
public sealed record LeadDynoVisitor
{
    /// <summary>Number, ascending by one.</summary>
    public required long Id { get; init; }

    /// <summary>Unique code, compared exactly.</summary>
    public required string TrackingCode { get; init; }

    /// <summary>Creation, whole seconds, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last visit or change, whole seconds, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The lead that the visitor became.</summary>
    public long? LeadId { get; init; }

    /// <summary>Where the visitor landed first.</summary>
    public long? UrlId { get; init; }

    /// <summary>Where the visitor came from first.</summary>
    public long? ReferrerId { get; init; }

    /// <summary>Who brought the visitor.</summary>
    public long? AffiliateId { get; init; }

    /// <summary>The campaign of the latest visit that came by a campaign link.</summary>
    public long? CampaignId { get; init; }

    /// <summary>What the visitor searched for, by the referrer's query.</summary>
    public string? SearchTerm { get; init; }

    /// <summary>The latest visit that came by an affiliate or campaign link.</summary>
    public DateTimeOffset? LatestClick { get; init; }

    /// <summary>The sub id of the link of the affiliate that the visitor belongs to (LD-89).</summary>
    public string? SubId { get; init; }

    /// <summary>User agent as sent; stored, never returned.</summary>
    public string? Agent { get; init; }

    /// <summary>Address as sent; stored, never returned.</summary>
    public string? RemoteIp { get; init; }
}

/// <summary>The operations on visitors.</summary>
internal static class LeadDynoVisitors
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        LeadDyno.Row("visitors.list", "GET", "/v1/visitors", Observed, "Visitors, newest first", List),
        LeadDyno.Row("visitors.count", "GET", "/v1/visitors/count", Documented, "How many visitors there are", Count),
        LeadDyno.Row("visitors.create", "POST", "/v1/visitors", Assumed, "A visit of a new visitor, or of the one with that tracking code", Create),
        LeadDyno.Row("visitors.import", "POST", "/v1/visitors/import", Assumed, "Visits, all or none", Import),
        LeadDyno.Row("visitors.by-tracking-code", "GET", "/v1/visitors/by_tracking_code", Documented, "The visitor with a tracking code", ByTrackingCode),
        LeadDyno.Row("visitors.get", "GET", "/v1/visitors/{id}", Documented, "One visitor", Get),
    ];

    /// <summary>Reads what a caller says about a visit; leads are created with the same parameters.</summary>
    public static LeadDynoVisit Read(LeadDynoInput input) => new()
    {
        TrackingCode = input.Code("tracking_code"),
        Url = input.Code("url", LeadDynoInput.Long),
        Referrer = input.Code("referrer", LeadDynoInput.Long),
        Code = input.Code("code"),
        Agent = input.Code("agent", LeadDynoInput.Long),
        RemoteIp = input.Code("remote_ip"),
    };

    private static ApiResponse List(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var page = input.Page();
        return input.Refusal ?? state.List(state.VisitorsByTime, 0, page, default, LeadDynoVisitorBody.Of);
    }

    private static ApiResponse Count(Call call, LeadDynoState state) => state.Count(state.Visitors.Count);

    private static ApiResponse Create(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var visit = Read(input);
        return input.Refusal ?? state.Created(LeadDynoVisitorBody.Of(state.Visit(visit, call.Moment()), state));
    }

    // LD-57: every element is read before the first one runs.
    private static ApiResponse Import(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var visits = input.Elements("visitors", required: true, Read);
        if (input.Refusal is { } refusal)
            return refusal;
        var ids = Array.ConvertAll(visits!, visit => state.Visit(visit, call.Moment()).Id);
        return state.Created(Array.ConvertAll(ids, id => LeadDynoVisitorBody.Of(state.Visitors.Find(id)!, state)));
    }

    private static ApiResponse ByTrackingCode(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var code = input.RequiredCode("tracking_code");
        if (input.Refusal is { } refusal)
            return refusal;
        return state.VisitorsByCode.Find(code) is { } visitor ? state.Ok(LeadDynoVisitorBody.Of(visitor, state)) : state.Missed("Visitor");
    }

    private static ApiResponse Get(Call call, LeadDynoState state) =>
        state.Visitors.At(call) is { } visitor ? state.Ok(LeadDynoVisitorBody.Of(visitor, state)) : LeadDynoResponses.NotFound("Visitor");
}

/// <summary>A visitor as sent; agent and address never are.</summary>
internal sealed record LeadDynoVisitorBody(
    long Id,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    string TrackingCode,
    LeadDynoLeadRef? Lead,
    LeadDynoUrlRef? Url,
    LeadDynoUrlRef? Referrer,
    LeadDynoAffiliateRef? Affiliate,
    LeadDynoCampaignRef? Campaign,
    string? SearchTerm,
    [property: LeadDynoNewer] DateTime? LatestClick)
{
    public static LeadDynoVisitorBody Of(LeadDynoVisitor row, LeadDynoState state) => new(
        row.Id,
        row.CreatedAt.UtcDateTime,
        row.UpdatedAt.UtcDateTime,
        row.TrackingCode,
        state.LeadRef(row.LeadId),
        state.UrlRef(row.UrlId),
        state.UrlRef(row.ReferrerId),
        state.AffiliateRef(row.AffiliateId),
        state.CampaignRef(row.CampaignId),
        row.SearchTerm,
        row.LatestClick?.UtcDateTime);
}
