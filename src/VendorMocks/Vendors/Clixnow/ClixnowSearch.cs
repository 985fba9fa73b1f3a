using System.Globalization;

namespace VendorMocks;

/// <summary>The search over an affiliate's own leads.</summary>
internal static class ClixnowSearch
{
    public static ApiResponse Answer(Call call, ClixnowState state)
    {
        var affiliate = ((ClixnowCaller)call.Account!).Affiliate;
        var query = new ClixnowQuery(call.Request.Query(Clixnow.Dialect), state.Values);
        if (query.Errors.Any)
            return query.Errors.Refuse();
        var rows = Find(state, affiliate, query);
        return ClixnowResponses.Found(Array.ConvertAll(
            rows, row => new ClixnowFoundLead(row, state.Brands.Find(row.BrandId)!.Name, affiliate, state.Values)));
    }

    private static ClixnowLead[] Find(ClixnowState state, ClixnowAffiliate affiliate, ClixnowQuery query)
    {
        // CN-47: a From later than its To finds nothing.
        if (query.Created.IsEmpty || query.Updated.IsEmpty || query.Ftd.IsEmpty)
            return [];
        if (query.Id is { } id)
        {
            // CN-46, CN-08: a lead of somebody else is as good as none.
            return query.Skip == 0 && state.Leads.Find(id) is { } lead && lead.AffiliateId == affiliate.Id && Fits(lead, affiliate, query) ? [lead] : [];
        }

        var order = OrderOf(state, query);
        var narrowest = Narrowest(state, affiliate, query);
        if (affiliate.BrandIds is null && (narrowest is null || (narrowest == order && query.BoundedRanges == 1)))
        {
            var own = query.RangeOf(query.OrderBy);
            return order.Page(affiliate.Id, query.Skip, query.Count, descending: false, own.From, own.To);
        }

        // Rows in few are collected and sorted; where most rows fit, walking them in their order ends sooner.
        return narrowest is not null && narrowest != order && 2 * CountOf(narrowest, state, affiliate, query) < order.Count(affiliate.Id)
            ? Collect(narrowest, state, affiliate, query)
            : Walk(order, affiliate, query);
    }

    private static OrderedIndex<ClixnowLead> OrderOf(ClixnowState state, ClixnowQuery query) => query.OrderBy switch
    {
        ClixnowOrder.Created => state.LeadsByCreation,
        ClixnowOrder.Updated => state.LeadsByUpdate,
        ClixnowOrder.Ftd => state.LeadsByFtd,
        _ => state.LeadsById,
    };

    private static OrderedIndex<ClixnowLead>? Narrowest(ClixnowState state, ClixnowAffiliate affiliate, ClixnowQuery query)
    {
        OrderedIndex<ClixnowLead>? narrowest = null;
        var least = int.MaxValue;
        foreach (var index in (ReadOnlySpan<OrderedIndex<ClixnowLead>>)[state.LeadsByCreation, state.LeadsByUpdate, state.LeadsByFtd])
        {
            if (RangeOf(index, state, query).IsOpen)
                continue;
            var count = CountOf(index, state, affiliate, query);
            if (count < least)
                (narrowest, least) = (index, count);
        }

        return narrowest;
    }

    private static ClixnowRange RangeOf(OrderedIndex<ClixnowLead> index, ClixnowState state, ClixnowQuery query) =>
        index == state.LeadsByCreation ? query.Created : index == state.LeadsByUpdate ? query.Updated : query.Ftd;

    private static int CountOf(OrderedIndex<ClixnowLead> index, ClixnowState state, ClixnowAffiliate affiliate, ClixnowQuery query)
    {
        var range = RangeOf(index, state, query);
        return index.Count(affiliate.Id, range.From, range.To);
    }

    private static ClixnowLead[] Collect(OrderedIndex<ClixnowLead> index, ClixnowState state, ClixnowAffiliate affiliate, ClixnowQuery query)
    {
        var range = RangeOf(index, state, query);
        var found = new List<ClixnowLead>();
        foreach (var row in index.Ascending(affiliate.Id, range.From, range.To))
        {
            if (Fits(row, affiliate, query))
                found.Add(row);
        }

        // CN-44: equal ones by id.
        found.Sort((one, other) =>
        {
            var by = OrderOf(one, query.OrderBy).CompareTo(OrderOf(other, query.OrderBy));
            return by != 0 ? by : one.Id.CompareTo(other.Id);
        });
        return query.Skip >= found.Count ? [] : [.. found.GetRange(query.Skip, Math.Min(query.Count, found.Count - query.Skip))];
    }

    private static ClixnowLead[] Walk(OrderedIndex<ClixnowLead> order, ClixnowAffiliate affiliate, ClixnowQuery query)
    {
        var own = query.RangeOf(query.OrderBy);
        var found = new List<ClixnowLead>();
        var skip = query.Skip;
        foreach (var row in order.Ascending(affiliate.Id, own.From, own.To))
        {
            if (!Fits(row, affiliate, query) || skip-- > 0)
                continue;
            found.Add(row);
            if (found.Count == query.Count)
                break;
        }

        return [.. found];
    }

    // CN-50: all filters hold; CN-08: in every brand that the affiliate may use.
    private static bool Fits(ClixnowLead lead, ClixnowAffiliate affiliate, ClixnowQuery query) =>
        query.Created.Contains(lead.CreatedOn.UtcTicks)
        && query.Updated.Contains(lead.UpdatedOn.UtcTicks)
        && query.Ftd.Contains(lead.FtdOrder)
        && affiliate.MayUse(lead.BrandId);

    private static long OrderOf(ClixnowLead lead, ClixnowOrder order) => order switch
    {
        ClixnowOrder.Created => lead.CreatedOn.UtcTicks,
        ClixnowOrder.Updated => lead.UpdatedOn.UtcTicks,
        ClixnowOrder.Ftd => lead.FtdOrder,
        _ => lead.Id,
    };
}

/// <summary>By what a search is sorted.</summary>
internal enum ClixnowOrder
{
    Id,
    Created,
    Updated,
    Ftd,
}

/// <summary>Two bounds in ticks (UTC), both of which belong to the range; null where it is open.</summary>
internal readonly record struct ClixnowRange(long? From, long? To)
{
    public bool IsOpen => From is null && To is null;

    public bool IsEmpty => From > To;

    public bool Contains(long ticks) => !(ticks < From) && !(ticks > To);
}

/// <summary>The query of a search, read once; what is wrong with it is collected.</summary>
internal sealed class ClixnowQuery
{
    private const int MaxCount = 1000;

    private readonly FieldMap _fields;

    public ClixnowQuery(FieldMap fields, ClixnowRules rules)
    {
        _fields = fields;
        OrderBy = ReadOrder(rules);
        Id = Integer("id", "Id");
        // CN-42
        Count = Integer("count", "Count") ?? 10;
        if (Count is < 1 or > MaxCount)
            Errors.Add("CN-42", "Count", $"The field Count must be between 1 and {MaxCount}.");
        // CN-43
        Skip = Integer("skip", "Skip") ?? 0;
        if (Skip < 0)
            Errors.Add("CN-43", "Skip", "The field Skip must be at least 0.");
        Created = new ClixnowRange(Time("createdOnFrom", "CreatedOnFrom"), Time("createdOnTo", "CreatedOnTo"));
        // CN-51
        Updated = new ClixnowRange(Time("modifiedOnFrom", "ModifiedOnFrom"), Time("modifiedOnTo", "ModifiedOnTo"));
        var (from, to) = (Time("ftdDateFrom", "FtdDateFrom"), Time("ftdDateTo", "FtdDateTo"));
        // CN-47: the page describes each of the two as the other.
        if (rules.FtdRange == ClixnowFtdRange.AsDescribed)
            (from, to) = (to, from);
        // CN-50: a bound leaves out leads without a deposit, which the index holds at the very beginning.
        Ftd = from is null && to is null ? default : new ClixnowRange(from ?? long.MinValue + 1, to);
    }

    public ClixnowErrors Errors { get; } = new();

    public ClixnowOrder OrderBy { get; }

    public int? Id { get; }

    public int Count { get; }

    public int Skip { get; }

    public ClixnowRange Created { get; }

    public ClixnowRange Updated { get; }

    public ClixnowRange Ftd { get; }

    /// <summary>How many of the three ranges have a bound.</summary>
    public int BoundedRanges => (Created.IsOpen ? 0 : 1) + (Updated.IsOpen ? 0 : 1) + (Ftd.IsOpen ? 0 : 1);

    /// <summary>The range of what is sorted by.</summary>
    public ClixnowRange RangeOf(ClixnowOrder order) => order switch
    {
        ClixnowOrder.Created => Created,
        ClixnowOrder.Updated => Updated,
        ClixnowOrder.Ftd => Ftd,
        _ => default,
    };

    // CN-44, CN-45: the first letter is a capital.
    private ClixnowOrder ReadOrder(ClixnowRules rules)
    {
        switch (Text("orderBy"))
        {
            case null or "Id":
                return ClixnowOrder.Id;
            case "CreatedOn":
                return ClixnowOrder.Created;
            case "ModifiedOn":
                return ClixnowOrder.Updated;
            case "FtdFate" when rules.FtdOrderNames != ClixnowFtdOrderNames.FtdDate:
            case "FtdDate" when rules.FtdOrderNames != ClixnowFtdOrderNames.FtdFate:
                return ClixnowOrder.Ftd;
            case var other:
                Errors.Add("CN-45", "OrderBy", $"The value '{other}' is not valid for OrderBy.");
                return ClixnowOrder.Id;
        }
    }

    // CN-52: empty means absent.
    private string? Text(string name) => _fields.TextOf(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private int? Integer(string name, string title)
    {
        if (Text(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value))
            return value;
        Errors.Add("CN-49", title, $"The value '{text}' is not valid for {title}.");
        return null;
    }

    // CN-48
    private long? Time(string name, string title)
    {
        if (Text(name) is not { } text)
            return null;
        if (IsoTime.TryParse(text, out var moment))
            return moment.UtcTicks;
        Errors.Add("CN-49", title, $"The value '{text}' is not valid for {title}.");
        return null;
    }
}
