using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>A campaign that links can carry. Read-only in the API.</summary>
public sealed record LeadDynoCampaign
{
    /// <summary>Number, ascending by one.</summary>
    public required long Id { get; init; }

    /// <summary>Creation, whole seconds, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change, whole seconds, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Unique code in any casing.</summary>
    public required string Code { get; init; }

    /// <summary>What follows <c>#_l_</c> in the campaign's links (LD-50).</summary>
    public string LinkToken => LeadDynoBase36.Of(Id);
}

/// <summary>The operations on campaigns; LD-90: all of them read.</summary>
internal static class LeadDynoCampaigns
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        LeadDyno.Row("campaigns.list", "GET", "/v1/campaigns", Documented, "Campaigns, newest first", List),
        LeadDyno.Row("campaigns.count", "GET", "/v1/campaigns/count", Documented, "How many campaigns there are", Count),
        LeadDyno.Row("campaigns.get", "GET", "/v1/campaigns/{id}", Documented, "One campaign", Get, "/v1/campaign/{id}"),
        LeadDyno.Row("campaigns.leads", "GET", "/v1/campaigns/{id}/leads", Documented, "The leads of a campaign, newest first", Leads),
    ];

    private static ApiResponse List(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var (page, span) = (input.Page(), input.Created());
        return input.Refusal ?? state.List(state.CampaignsByTime, 0, page, span, LeadDynoCampaignBody.Of);
    }

    private static ApiResponse Count(Call call, LeadDynoState state) => state.Count(state.Campaigns.Count);

    private static ApiResponse Get(Call call, LeadDynoState state) =>
        state.Campaigns.At(call) is { } campaign ? state.Ok(LeadDynoCampaignBody.Of(campaign, state)) : LeadDynoResponses.NotFound("Campaign");

    private static ApiResponse Leads(Call call, LeadDynoState state)
    {
        if (state.Campaigns.At(call) is not { } campaign)
            return LeadDynoResponses.NotFound("Campaign");
        var input = new LeadDynoInput(call.Fields, state.Values);
        var page = input.Page();
        return input.Refusal ?? state.List(state.LeadsByCampaign, campaign.Id, page, default, LeadDynoLeadBody.Of);
    }
}

/// <summary>A campaign as sent.</summary>
internal sealed record LeadDynoCampaignBody(long Id, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string Code)
{
    public static LeadDynoCampaignBody Of(LeadDynoCampaign row, LeadDynoState state) => new(row.Id, row.CreatedAt, row.UpdatedAt, row.Code);
}
