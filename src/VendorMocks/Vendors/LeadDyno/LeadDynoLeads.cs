using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>A person who gave an e-mail address.</summary>
public sealed record LeadDynoLead
{
    /// <summary>Number, ascending by one.</summary>
    public required long Id { get; init; }

    /// <summary>E-mail as sent; unique in any casing.</summary>
    public required string Email { get; init; }

    /// <summary>Creation, whole seconds, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change, whole seconds, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether the lead has ever bought; never goes back.</summary>
    public bool Customer { get; init; }

    /// <summary>The status that the account gives it.</summary>
    public string? CustomStatus { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The visitor that the lead was last seen as; null when it came by a purchase.</summary>
    public long? LatestVisitorId { get; init; }

    /// <summary>Where its visitor landed first.</summary>
    public long? UrlId { get; init; }

    /// <summary>Where its visitor came from first.</summary>
    public long? ReferrerId { get; init; }

    /// <summary>Who brought the lead.</summary>
    public long? AffiliateId { get; init; }

    /// <summary>The campaign that brought the lead.</summary>
    public long? CampaignId { get; init; }

    /// <summary>What its visitor searched for.</summary>
    public string? SearchTerm { get; init; }

    /// <summary>First line of the address.</summary>
    public string? Address1 { get; init; }

    /// <summary>Second line of the address.</summary>
    public string? Address2 { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>State or region.</summary>
    public string? State { get; init; }

    /// <summary>Postal code.</summary>
    public string? Zipcode { get; init; }

    /// <summary>Country as sent.</summary>
    public string? Country { get; init; }

    /// <summary>Phone number as sent.</summary>
    public string? Phone { get; init; }
}

/// <summary>The operations on leads.</summary>
internal static class LeadDynoLeads
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        LeadDyno.Row("leads.list", "GET", "/v1/leads", Documented, "Leads, newest first", List),
        LeadDyno.Row("leads.count", "GET", "/v1/leads/count", Documented, "How many leads there are", Count),
        LeadDyno.Row("leads.create", "POST", "/v1/leads", Observed, "A new lead with its visitor, or an update of the one with that e-mail", Create),
        LeadDyno.Row("leads.import", "POST", "/v1/leads/import", Assumed, "Leads, all or none", Import),
        LeadDyno.Row("leads.by-email", "GET", "/v1/leads/by_email", Documented, "The lead with an e-mail", ByEmail),
        LeadDyno.Row("leads.get", "GET", "/v1/leads/{id}", Documented, "One lead", Get),
        LeadDyno.Row("leads.update", "PUT", "/v1/leads/{id}", Assumed, "Writes what is sent", Update),
        LeadDyno.Row("leads.purchases", "GET", "/v1/leads/{id}/purchases", Observed, "All purchases of a lead, newest first", Purchases),
        LeadDyno.Row("leads.cancel-purchases", "DELETE", "/v1/leads/{id}/purchases", Documented, "Cancels what a lead bought", CancelPurchases),
    ];

    /// <summary>Reads a lead as a caller gives it.</summary>
    public static LeadDynoCapture Read(LeadDynoInput input) => new()
    {
        Email = input.RequiredEmail("email"),
        Visit = LeadDynoVisitors.Read(input) with { AffiliateEmail = input.Code("affiliate") },
        FirstName = input.Text("first_name"),
        LastName = input.Text("last_name"),
        CustomStatus = input.Text("custom_status"),
        Address1 = input.Text("address1"),
        Address2 = input.Text("address2"),
        City = input.Text("city"),
        State = input.Text("state"),
        Zipcode = input.Text("zipcode"),
        Country = input.Text("country"),
        Phone = input.Text("phone"),
    };

    private static ApiResponse List(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var (page, span) = (input.Page(), input.Created());
        return input.Refusal ?? state.List(state.LeadsByTime, 0, page, span, LeadDynoLeadBody.Of);
    }

    private static ApiResponse Count(Call call, LeadDynoState state) => state.Count(state.Leads.Count);

    private static ApiResponse Create(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var capture = Read(input);
        return input.Refusal ?? state.Created(LeadDynoLeadBody.Of(state.Capture(capture, call.Moment()), state));
    }

    // LD-57: every element is read before the first one runs.
    private static ApiResponse Import(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var captures = input.Elements("leads", required: true, Read);
        if (input.Refusal is { } refusal)
            return refusal;
        var ids = Array.ConvertAll(captures!, capture => state.Capture(capture, call.Moment()).Id);
        return state.Created(Array.ConvertAll(ids, id => LeadDynoLeadBody.Of(state.Leads.Find(id)!, state)));
    }

    private static ApiResponse ByEmail(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var email = input.RequiredEmail("email");
        if (input.Refusal is { } refusal)
            return refusal;
        return state.LeadsByEmail.Find(email) is { } lead ? state.Ok(LeadDynoLeadBody.Of(lead, state)) : state.Missed("Lead");
    }

    private static ApiResponse Get(Call call, LeadDynoState state) =>
        state.Leads.At(call) is { } lead ? state.Ok(LeadDynoLeadBody.Of(lead, state)) : LeadDynoResponses.NotFound("Lead");

    // LD-55: status cannot be written; LD-56: only what was sent is.
    private static ApiResponse Update(Call call, LeadDynoState state)
    {
        if (state.Leads.At(call) is not { } lead)
            return LeadDynoResponses.NotFound("Lead");
        var input = new LeadDynoInput(call.Fields, state.Values);
        var visit = new LeadDynoVisit { TrackingCode = input.Code("tracking_code"), Code = input.Code("code"), AffiliateEmail = input.Code("affiliate") };
        var sent = lead with
        {
            Email = input.Sent("email") ? input.RequiredEmail("email") : lead.Email,
            FirstName = input.Text("first_name", lead.FirstName),
            LastName = input.Text("last_name", lead.LastName),
            CustomStatus = input.Text("custom_status", lead.CustomStatus),
            Address1 = input.Text("address1", lead.Address1),
            Address2 = input.Text("address2", lead.Address2),
            City = input.Text("city", lead.City),
            State = input.Text("state", lead.State),
            Zipcode = input.Text("zipcode", lead.Zipcode),
            Country = input.Text("country", lead.Country),
            Phone = input.Text("phone", lead.Phone),
        };
        if (input.Refusal is { } refusal)
            return refusal;
        if (state.LeadsByEmail.Find(sent.Email) is { } other && other.Id != lead.Id)
            return state.Taken("email");
        var now = call.Moment();
        return state.Ok(LeadDynoLeadBody.Of(state.Keep(state.Follow(sent, visit, now), now), state));
    }

    private static ApiResponse Purchases(Call call, LeadDynoState state)
    {
        if (state.Leads.At(call) is not { } lead)
            return LeadDynoResponses.NotFound("Lead");
        var input = new LeadDynoInput(call.Fields, state.Values);
        var body = LeadDynoPurchases.BodyFor(input, state);
        return input.Refusal ?? state.ListAll(state.PurchasesByLead, lead.Id, body);
    }

    private static ApiResponse CancelPurchases(Call call, LeadDynoState state)
    {
        if (state.Leads.At(call) is not { } lead)
            return LeadDynoResponses.NotFound("Lead");
        var input = new LeadDynoInput(call.Fields, state.Values);
        var ending = LeadDynoPurchases.ReadEnding(input, call.Moment());
        if (input.Refusal is { } refusal)
            return refusal;
        state.CancelAllOf(lead.Id, ending);
        return state.ListAll(state.PurchasesByLead, lead.Id, LeadDynoPurchases.BodyFor(input, state));
    }
}

/// <summary>A lead as sent.</summary>
internal sealed record LeadDynoLeadBody(
    long Id,
    string Email,
    DateTime CreatedAt,
    DateTime UpdatedAt,
    string Status,
    string? CustomStatus,
    string? FirstName,
    string? LastName,
    LeadDynoVisitorRef? LatestVisitor,
    LeadDynoUrlRef? Url,
    LeadDynoUrlRef? Referrer,
    LeadDynoAffiliateRef? Affiliate,
    LeadDynoCampaignRef? Campaign,
    string? SearchTerm,
    string? TrackingCode)
{
    [LeadDynoNewer]
    public string? Address1 { get; init; }

    [LeadDynoNewer]
    public string? Address2 { get; init; }

    [LeadDynoNewer]
    public string? City { get; init; }

    [LeadDynoNewer]
    public string? State { get; init; }

    [LeadDynoNewer]
    public string? Zipcode { get; init; }

    [LeadDynoNewer]
    public string? Country { get; init; }

    [LeadDynoNewer]
    public string? Phone { get; init; }

    [LeadDynoNewer]
    public LeadDynoNothing CrmData { get; init; } = LeadDynoNothing.AtAll;

    public static LeadDynoLeadBody Of(LeadDynoLead row, LeadDynoState state)
    {
        var visitor = state.VisitorRef(row.LatestVisitorId);
        return new(
            row.Id,
            row.Email,
            row.CreatedAt.UtcDateTime,
            row.UpdatedAt.UtcDateTime,
            row.Customer ? "Customer" : "Registered",
            row.CustomStatus,
            row.FirstName,
            row.LastName,
            visitor,
            state.UrlRef(row.UrlId),
            state.UrlRef(row.ReferrerId),
            state.AffiliateRef(row.AffiliateId),
            state.CampaignRef(row.CampaignId),
            row.SearchTerm,
            visitor?.TrackingCode)
        {
            Address1 = row.Address1,
            Address2 = row.Address2,
            City = row.City,
            State = row.State,
            Zipcode = row.Zipcode,
            Country = row.Country,
            Phone = row.Phone,
        };
    }
}

/// <summary>An object without properties.</summary>
internal sealed record LeadDynoNothing
{
    public static LeadDynoNothing AtAll { get; } = new();
}
