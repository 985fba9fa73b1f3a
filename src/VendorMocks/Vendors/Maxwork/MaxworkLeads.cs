using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>A person who asked for something, as one agent knows it.</summary>
public sealed record MaxworkContact
{
    /// <summary>Number, unique in the world.</summary>
    public required long Id { get; init; }

    /// <summary>The account.</summary>
    public required long AccountId { get; init; }

    /// <summary>The newest name that was sent.</summary>
    public required string Name { get; init; }

    /// <summary>E-mail as first sent.</summary>
    public required string Email { get; init; }

    /// <summary>Phone as first sent.</summary>
    public required string Phone { get; init; }

    /// <summary>Whose contact it is.</summary>
    public required long AgentId { get; init; }

    /// <summary>Creation, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last call about it, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>One request of a contact.</summary>
public sealed record MaxworkLead
{
    /// <summary>Number, unique in the world; no answer of the API shows it.</summary>
    public required long Id { get; init; }

    /// <summary>The account.</summary>
    public required long AccountId { get; init; }

    /// <summary>The partner's own id, unique in the account; null when none was sent.</summary>
    public string? ExternalLeadId { get; init; }

    /// <summary>The listing's reference, or <c>None</c>.</summary>
    public required string PublicReference { get; init; }

    /// <summary>The listing; null for none and for an unknown one.</summary>
    public long? ListingId { get; init; }

    /// <summary>Who asks.</summary>
    public required long ContactId { get; init; }

    /// <summary>Who looks after it; always the contact's agent.</summary>
    public required long AgentId { get; init; }

    /// <summary>The newest message.</summary>
    public required string Message { get; init; }

    /// <summary>Where it stands.</summary>
    public MaxworkLeadStatus Status { get; init; }

    /// <summary>Whether it has been qualified; never goes back.</summary>
    public MaxworkStage Stage { get; init; }

    /// <summary>Creation as told or as it happened, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last accepted call, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it last became Contacted; null before.</summary>
    public DateTimeOffset? ContactedAt { get; init; }

    /// <summary>When it became Archived; null when it is not.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>Accepted calls about it.</summary>
    public int Writes { get; init; }
}

/// <summary>State of a lead.</summary>
public enum MaxworkLeadStatus
{
    /// <summary>Nobody has answered yet.</summary>
    New,

    /// <summary>Somebody has.</summary>
    Contacted,

    /// <summary>Put away.</summary>
    Archived,
}

/// <summary>Stage of a lead.</summary>
public enum MaxworkStage
{
    /// <summary>Just a lead.</summary>
    Lead,

    /// <summary>With a qualification.</summary>
    Qualification,
}

/// <summary>A lead with its contact and qualification as they stood after an accepted call: an entry of its history.</summary>
/// <param name="Id">Number, ascending.</param>
/// <param name="At">When the call came, UTC.</param>
/// <param name="Lead">The lead.</param>
/// <param name="Contact">Its contact.</param>
/// <param name="Qualification">Its qualification, if it has one.</param>
public sealed record MaxworkWrite(long Id, DateTimeOffset At, MaxworkLead Lead, MaxworkContact Contact, MaxworkQualification? Qualification);

/// <summary>The one operation.</summary>
internal static class MaxworkLeads
{
    /// <summary>MW-19: the reference of a lead without listing.</summary>
    public const string NoReference = "None";

    public static IReadOnlyList<Operation> Operations { get; } =
    [
        // MW-01
        Maxwork.Row("leads.upsert", "POST", "/listingexport/leads", Documented, "Creates, updates or archives a lead, its contact and its qualification", Upsert),
    ];

    private static ApiResponse Upsert(Call call, MaxworkState state)
    {
        var account = (MaxworkAccount)call.Account!;
        var form = new MaxworkForm(call.Fields, state, account);
        var input = form.Read();
        var wrong = form.Wrong;
        var write = wrong is null ? MaxworkUpsert.Apply(state, account, input, call.Now, out wrong) : null;
        if (wrong is not null)
            return MaxworkResponses.Wrong(state.Values, wrong);
        if (write!.Lead is { Writes: 1, ExternalLeadId: { } externalId } lead && account.MappingUrl is { } url)
            call.Send(MaxworkMapping.Of(url, externalId, lead));
        return MaxworkResponses.Inserted;
    }
}
