namespace VendorMocks;

/// <summary>What a call says, read and checked: null where it says nothing.</summary>
internal sealed record MaxworkInput
{
    public string? PublicReference { get; init; }

    public required string SenderName { get; init; }

    public required string Message { get; init; }

    public required string SenderEmail { get; init; }

    public required string SenderPhone { get; init; }

    public MaxworkLeadStatus? Status { get; init; }

    public string? ExternalLeadId { get; init; }

    public long? AgentId { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public MaxworkQualification? Qualification { get; init; }
}

/// <summary>What only a hook can say of a lead: its number and the times that otherwise are the clock's.</summary>
internal sealed record MaxworkExact(long? Id, DateTimeOffset? UpdatedAt, DateTimeOffset? ContactedAt, DateTimeOffset? ArchivedAt);

/// <summary>Finds what a call is about and writes what it says: the four combinations of a known or new lead and contact.</summary>
internal static class MaxworkUpsert
{
    /// <summary>Creates or updates. A wrong combination changes nothing.</summary>
    /// <param name="state">The world's state.</param>
    /// <param name="account">Whose call it is.</param>
    /// <param name="input">What it says.</param>
    /// <param name="now">When it came.</param>
    /// <param name="wrong">Why nothing was written; null when something was.</param>
    /// <param name="exact">What a hook adds; a number in it names the lead.</param>
    public static MaxworkWrite? Apply(
        MaxworkState state, MaxworkAccount account, MaxworkInput input, DateTimeOffset now, out MaxworkWrong? wrong, MaxworkExact? exact = null)
    {
        var lead = exact?.Id is { } number ? state.Leads.Find(number) : state.FindLead(account, input.ExternalLeadId);
        var listing = state.FindListing(account, input.PublicReference);
        // MW-33
        var agentId = input.AgentId ?? lead?.AgentId ?? listing?.AgentId ?? state.LeadManagers.First(account.Id)!.Id;
        var contact = state.FindContact(agentId, input.SenderPhone, input.SenderEmail);
        if (input.ExternalLeadId is null && exact?.Id is null && contact is not null)
            lead = state.FindNewest(contact, input.PublicReference ?? MaxworkLeads.NoReference, alsoArchived: input.Status == MaxworkLeadStatus.Archived);
        var known = lead is null ? null : state.QualificationsByLead.First(lead.Id);
        var qualification = input.Qualification?.Over(known ?? new MaxworkQualification());
        wrong = Refusal(state.Values, lead, input, qualification);
        if (wrong is not null)
            return null;

        // MW-35, MW-38..41: a new contact only where none fits; the lead goes with it.
        contact = contact is null
            ? state.Contacts.Add(id => Create(id, account, agentId, input, now))
            : state.Contacts.Replace(contact with { Name = input.SenderName, UpdatedAt = now });
        lead = Save(state, lead is null, With(exact, Write(lead ?? Create(exact?.Id, account, contact, input, now), input, contact, listing, now)));
        // MW-46
        if (qualification is not null)
        {
            qualification = known is null
                ? state.Qualifications.Add(id => qualification with { Id = id, LeadId = lead.Id })
                : state.Qualifications.Replace(qualification);
        }

        return state.Remember(now, lead, contact, qualification ?? known);
    }

    private static MaxworkWrong? Refusal(MaxworkRules rules, MaxworkLead? lead, MaxworkInput input, MaxworkQualification? qualification)
    {
        if (rules.ReopenArchived == MaxworkReopening.Refuse
            && lead is { Status: MaxworkLeadStatus.Archived }
            && input.Status is not (null or MaxworkLeadStatus.Archived))
        {
            return new MaxworkWrong("MW-44", "Lead_Status", "Archived, since the lead is archived");
        }

        if (rules.RangeOrder == MaxworkRangeOrder.Free || qualification is not { } range)
            return null;
        var crossed = range.PriceMin > range.PriceMax ? "Price_Min" : range.RoomMin > range.RoomMax ? "Room_Min" : range.AreaMin > range.AreaMax ? "Area_Min" : null;
        return crossed is null ? null : new MaxworkWrong("MW-28", crossed, "no more than its maximum");
    }

    private static MaxworkContact Create(long id, MaxworkAccount account, long agentId, MaxworkInput input, DateTimeOffset now) => new()
    {
        Id = id,
        AccountId = account.Id,
        Name = input.SenderName,
        Email = input.SenderEmail,
        Phone = input.SenderPhone,
        AgentId = agentId,
        CreatedAt = now,
        UpdatedAt = now,
    };

    private static MaxworkLead With(MaxworkExact? exact, MaxworkLead lead) => exact is null ? lead : lead with
    {
        UpdatedAt = exact.UpdatedAt ?? lead.UpdatedAt,
        ContactedAt = exact.ContactedAt ?? lead.ContactedAt,
        ArchivedAt = lead.ArchivedAt is null ? null : exact.ArchivedAt ?? lead.ArchivedAt,
    };

    private static MaxworkLead Save(MaxworkState state, bool isNew, MaxworkLead lead) =>
        !isNew ? state.Leads.Replace(lead) : lead.Id == 0 ? state.Leads.Add(id => lead with { Id = id }) : state.Leads.Insert(lead);

    private static MaxworkLead Create(long? id, MaxworkAccount account, MaxworkContact contact, MaxworkInput input, DateTimeOffset now) => new()
    {
        Id = id ?? 0,
        AccountId = account.Id,
        ExternalLeadId = input.ExternalLeadId,
        PublicReference = MaxworkLeads.NoReference,
        ContactId = contact.Id,
        AgentId = contact.AgentId,
        Message = input.Message,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>MW-42..44, MW-47: what is given replaces what was there.</summary>
    private static MaxworkLead Write(MaxworkLead lead, MaxworkInput input, MaxworkContact contact, MaxworkListing? listing, DateTimeOffset now)
    {
        var status = input.Status ?? lead.Status;
        return lead with
        {
            PublicReference = input.PublicReference ?? lead.PublicReference,
            ListingId = input.PublicReference is null ? lead.ListingId : listing?.Id,
            ContactId = contact.Id,
            AgentId = contact.AgentId,
            Message = input.Message,
            Status = status,
            Stage = input.Qualification is null ? lead.Stage : MaxworkStage.Qualification,
            CreatedAt = input.CreatedAt ?? lead.CreatedAt,
            UpdatedAt = now,
            ContactedAt = status == MaxworkLeadStatus.Contacted && (lead.Status != status || lead.Writes == 0) ? now : lead.ContactedAt,
            ArchivedAt = status != MaxworkLeadStatus.Archived ? null : lead.ArchivedAt ?? now,
            Writes = lead.Writes + 1,
        };
    }
}
