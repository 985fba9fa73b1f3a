namespace VendorMocks;

/// <summary>A lead as a caller or the tracker gives it; null is what was not sent.</summary>
internal sealed record LeadDynoCapture
{
    public required string Email { get; init; }

    /// <summary>Where it was seen, and who brought it.</summary>
    public required LeadDynoVisit Visit { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? CustomStatus { get; init; }

    public string? Address1 { get; init; }

    public string? Address2 { get; init; }

    public string? City { get; init; }

    public string? State { get; init; }

    public string? Zipcode { get; init; }

    public string? Country { get; init; }

    public string? Phone { get; init; }

    /// <summary>Id to use where a lead is made; null for the next one.</summary>
    public long? Id { get; init; }
}

/// <summary>How people become leads.</summary>
internal static class LeadDynoCapturing
{
    /// <summary>LD-52..54: a new lead with its visitor, or an update of the one with that e-mail.</summary>
    public static LeadDynoLead Capture(this LeadDynoState state, LeadDynoCapture capture, DateTimeOffset now) =>
        state.LeadsByEmail.Find(capture.Email) is { } known ? state.Recapture(known, capture, now) : state.FirstCapture(capture, now);

    /// <summary>
    /// Moves a lead to the visitor of a tracking code, made where it is unknown, and re-assigns the lead by LD-48. Without a
    /// tracking code only the source counts.
    /// </summary>
    public static LeadDynoLead Follow(this LeadDynoState state, LeadDynoLead lead, LeadDynoVisit visit, DateTimeOffset now)
    {
        var next = state.SourceOf(visit).Affiliate?.Id;
        if (visit.TrackingCode is null)
            return lead with { AffiliateId = state.Values.Reassigned(lead.AffiliateId, next) };

        var visitor = state.Visit(visit, now);
        if (visitor.LeadId != lead.Id)
            state.Visitors.Replace(visitor with { LeadId = lead.Id });
        // The visit may have carried its source to the lead already (LD-49).
        var current = state.Leads.Find(lead.Id)!;
        return lead with
        {
            LatestVisitorId = visitor.Id,
            AffiliateId = state.Values.Reassigned(current.AffiliateId, next ?? visitor.AffiliateId),
            CampaignId = current.CampaignId,
        };
    }

    // LD-53: everything that the visitor knows, and the visitor then shows the lead.
    private static LeadDynoLead FirstCapture(this LeadDynoState state, LeadDynoCapture capture, DateTimeOffset now)
    {
        var visitor = state.Visit(capture.Visit, now);
        var lead = state.Leads.Add(capture.Id, id => new LeadDynoLead
        {
            Id = id,
            Email = capture.Email,
            CreatedAt = now,
            UpdatedAt = now,
            CustomStatus = capture.CustomStatus,
            FirstName = capture.FirstName,
            LastName = capture.LastName,
            LatestVisitorId = visitor.Id,
            UrlId = visitor.UrlId,
            ReferrerId = visitor.ReferrerId,
            AffiliateId = visitor.AffiliateId,
            CampaignId = visitor.CampaignId,
            SearchTerm = visitor.SearchTerm,
            Address1 = capture.Address1,
            Address2 = capture.Address2,
            City = capture.City,
            State = capture.State,
            Zipcode = capture.Zipcode,
            Country = capture.Country,
            Phone = capture.Phone,
        });
        state.Visitors.Replace(visitor with { LeadId = lead.Id });
        state.EarnForLead(lead, now);
        return lead;
    }

    // LD-54: only what was sent and is not empty is written.
    private static LeadDynoLead Recapture(this LeadDynoState state, LeadDynoLead known, LeadDynoCapture capture, DateTimeOffset now) =>
        state.Keep(
            state.Follow(known, capture.Visit, now) with
            {
                CustomStatus = Sent(capture.CustomStatus, known.CustomStatus),
                FirstName = Sent(capture.FirstName, known.FirstName),
                LastName = Sent(capture.LastName, known.LastName),
                Address1 = Sent(capture.Address1, known.Address1),
                Address2 = Sent(capture.Address2, known.Address2),
                City = Sent(capture.City, known.City),
                State = Sent(capture.State, known.State),
                Zipcode = Sent(capture.Zipcode, known.Zipcode),
                Country = Sent(capture.Country, known.Country),
                Phone = Sent(capture.Phone, known.Phone),
            },
            now);

    /// <summary>LD-56: writes a lead, and moves its update time only if something differs.</summary>
    public static LeadDynoLead Keep(this LeadDynoState state, LeadDynoLead lead, DateTimeOffset now)
    {
        var before = state.Leads.Find(lead.Id)!;
        return lead with { UpdatedAt = before.UpdatedAt } == before ? before : state.Leads.Replace(lead with { UpdatedAt = now.NotBefore(before.UpdatedAt) });
    }

    private static string? Sent(string? sent, string? kept) => string.IsNullOrEmpty(sent) ? kept : sent;
}
