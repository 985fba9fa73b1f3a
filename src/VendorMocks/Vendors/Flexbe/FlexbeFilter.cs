namespace VendorMocks;

/// <summary>What getLeads asks for. Filters that are null let everything through.</summary>
internal sealed record FlexbeFilter
{
    private const int DefaultCount = 25;
    private const int MaxCount = 1000;

    // No lead has this code.
    private const long NoStatus = -1;

    public long? Status { get; private init; }

    public long? From { get; private init; }

    public long? To { get; private init; }

    public string? Phone { get; private init; }

    public string? Email { get; private init; }

    public long Start { get; private init; }

    public int Count { get; private init; } = DefaultCount;

    public static FlexbeFilter Read(FieldMap fields)
    {
        // FB-30: an empty code is no filter, an odd one matches nothing.
        var status = Text(fields, "status");
        // FB-28, FB-29
        var (start, count) = (FlexbeNumbers.Integer(fields["start"]), FlexbeNumbers.Integer(fields["count"]));
        return new FlexbeFilter
        {
            Status = status is null ? null : FlexbeNumbers.Integer(fields["status"]) is { } code && IsCode(code) ? code : NoStatus,
            // FB-31
            From = FlexbeNumbers.Integer(fields["date_from"]),
            To = FlexbeNumbers.Integer(fields["date_to"]),
            Phone = Text(fields, "client_phone"),
            Email = Text(fields, "client_email"),
            Start = start >= 0 ? start.Value : 0,
            Count = count > 0 ? (int)Math.Min(count.Value, MaxCount) : DefaultCount,
        };
    }

    /// <summary>FB-27: filtered, newest first, a stretch of them.</summary>
    public FlexbeLead[] Find(FlexbeState state, FlexbeSite site)
    {
        if (Status == NoStatus || From > To)
            return [];
        if (Phone is not null)
            return Scan(state.LeadsByPhone, FlexbeState.TextGroup(site.SubId, Phone)!.Value);
        if (Email is not null)
            return Scan(state.LeadsByEmail, FlexbeState.TextGroup(site.SubId, Email)!.Value);
        return Status is { } code
            ? state.LeadsByStatus.Page(FlexbeState.StatusGroup(site.SubId, code), Start, Count, descending: true, From, To)
            : state.LeadsByTime.Page(site.SubId, Start, Count, descending: true, From, To);
    }

    private static bool IsCode(long code) => code is >= 0 and <= int.MaxValue && Enum.IsDefined((FlexbeStatus)code);

    private FlexbeLead[] Scan(OrderedIndex<FlexbeLead> index, long group)
    {
        var (found, skipped) = (new List<FlexbeLead>(), 0L);
        foreach (var lead in index.Descending(group, From, To))
        {
            if (!Matches(lead) || skipped++ < Start)
                continue;
            found.Add(lead);
            if (found.Count == Count)
                break;
        }

        return [.. found];
    }

    // FB-32..34: character by character, and all of them.
    private bool Matches(FlexbeLead lead) =>
        (Phone is null || lead.Client.Phone == Phone)
        && (Email is null || lead.Client.Email == Email)
        && (Status is null || (long)lead.Status == Status);

    // FB-08; an empty filter is none.
    private static string? Text(FieldMap fields, string name) => fields[name] is { IsScalar: true, Text: { Length: > 0 } text } ? text : null;
}
