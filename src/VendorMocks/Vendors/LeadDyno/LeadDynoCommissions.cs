using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>Money that an affiliate earned. Whether it is due follows from the clock (LD-72).</summary>
public sealed record LeadDynoCommission
{
    /// <summary>Number, ascending by one.</summary>
    public required long Id { get; init; }

    /// <summary>Who is paid.</summary>
    public required long AffiliateId { get; init; }

    /// <summary>The purchase that pays; null for manual ones and those for leads and visitors.</summary>
    public long? PurchaseId { get; init; }

    /// <summary>Amount in <see cref="Currency"/>.</summary>
    public required decimal Amount { get; init; }

    /// <summary>ISO code.</summary>
    public required string Currency { get; init; }

    /// <summary>The percentage that <see cref="Amount"/> follows when the purchase's amount changes; null for fixed ones.</summary>
    public decimal? Percent { get; init; }

    /// <summary>Days from creation to due date, for when the purchase is approved later.</summary>
    public int DelayDays { get; init; }

    /// <summary>Free text.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it was paid.</summary>
    public bool Paid { get; init; }

    /// <summary>Whether it was cancelled.</summary>
    public bool Cancelled { get; init; }

    /// <summary>When it is to be paid; null while its purchase awaits approval.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Creation, whole seconds, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>LD-72: what it is at a moment; a cancelled one is nothing else, and a paid one is never due.</summary>
    /// <param name="now">The moment.</param>
    public LeadDynoCommissionState StateAt(DateTimeOffset now) =>
        Cancelled ? LeadDynoCommissionState.Cancelled
        : Paid ? LeadDynoCommissionState.Paid
        : DueAt is null || DueAt > now ? LeadDynoCommissionState.Pending
        : LeadDynoCommissionState.Due;
}

/// <summary>Where a commission stands.</summary>
public enum LeadDynoCommissionState
{
    /// <summary>Not due yet.</summary>
    Pending,

    /// <summary>To be paid.</summary>
    Due,

    /// <summary>Paid.</summary>
    Paid,

    /// <summary>Cancelled.</summary>
    Cancelled,
}

/// <summary>The operations on commissions.</summary>
internal static class LeadDynoCommissions
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        LeadDyno.Row("affiliates.commissions", "GET", "/v1/affiliates/{id}/commissions", Assumed, "The commissions of an affiliate, newest first", OfAffiliate),
        LeadDyno.Row("affiliates.create-commission", "POST", "/v1/affiliates/{id}/commissions", Assumed, "A commission by hand", Create),
        LeadDyno.Row("affiliates.commissions-total", "GET", "/v1/affiliates/{id}/commissions_total", Assumed, "What an affiliate earned, by state", TotalsOfAffiliate),
        LeadDyno.Row("commissions.list", "GET", "/v1/commissions", Assumed, "Commissions, newest first, with paging information", List),
        LeadDyno.Row("commissions.totals", "GET", "/v1/commissions/totals", Observed, "How much was earned, by state", Totals),
        LeadDyno.Row("commissions.mark-as-paid", "POST", "/v1/commissions/mark_as_paid", Assumed, "Marks what an affiliate earned from a purchase as paid", MarkAsPaid),
    ];

    private static ApiResponse OfAffiliate(Call call, LeadDynoState state)
    {
        if (state.AffiliateAt(call) is not { } affiliate)
            return LeadDynoResponses.NotFound("Affiliate");
        var input = new LeadDynoInput(call.Fields, state.Values);
        var (page, wanted) = (input.Page(), ReadState(input));
        if (input.Refusal is { } refusal)
            return refusal;
        if (wanted is null)
            return state.List(state.CommissionsByAffiliate, affiliate.Id, page, default, LeadDynoCommissionBody.Of);
        var rows = page.NewestFirst ? state.CommissionsByAffiliate.Descending(affiliate.Id) : state.CommissionsByAffiliate.Ascending(affiliate.Id);
        var found = rows.Where(row => row.StateAt(call.Now) == wanted).Skip((int)Math.Min(int.MaxValue, page.Skip)).Take(page.Size).ToArray();
        return state.Ok(state.Bodies(found, LeadDynoCommissionBody.Of));
    }

    // LD-74
    private static ApiResponse Create(Call call, LeadDynoState state)
    {
        if (state.AffiliateAt(call) is not { } affiliate)
            return LeadDynoResponses.NotFound("Affiliate");
        var input = new LeadDynoInput(call.Fields, state.Values);
        var now = call.Moment();
        var amount = input.PositiveAmount("amount");
        var (currency, note) = (input.Currency(), input.Text("note", null, LeadDynoInput.Long));
        var due = input.Moment("due_at") ?? input.Moment("due_date") ?? now;
        if (input.Refusal is { } refusal)
            return refusal;
        var commission = state.Commissions.Add(id => new LeadDynoCommission
        {
            Id = id,
            AffiliateId = affiliate.Id,
            Amount = amount,
            Currency = currency ?? state.Values.Currency,
            Note = note,
            DueAt = due < now ? now : due,
            CreatedAt = now,
        });
        return state.Created(LeadDynoCommissionBody.Of(commission, state));
    }

    private static ApiResponse TotalsOfAffiliate(Call call, LeadDynoState state)
    {
        if (state.AffiliateAt(call) is not { } affiliate)
            return LeadDynoResponses.NotFound("Affiliate");
        var input = new LeadDynoInput(call.Fields, state.Values);
        var currency = input.Currency() ?? state.Values.Currency;
        if (input.Refusal is { } refusal)
            return refusal;
        var sums = LeadDynoSums.Of(state.CommissionsByAffiliate.Ascending(affiliate.Id), currency, call.Now);
        return state.Ok(new LeadDynoAffiliateTotalsBody(currency, sums.Due, sums.Pending, sums.Paid, sums.Total));
    }

    private static ApiResponse List(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var (page, affiliateId) = (input.Page(), input.Id("affiliate_id"));
        if (input.Refusal is { } refusal)
            return refusal;
        var (index, group) = IndexFor(state, affiliateId);
        var rows = state.Bodies(index.Page(group, page.Skip, page.Size, page.NewestFirst), LeadDynoCommissionBody.Of);
        return state.Ok(new LeadDynoCommissionListBody(rows, page.Number, page.Size, index.Count(group)));
    }

    // LD-76
    private static ApiResponse Totals(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var (affiliateId, currency) = (input.Id("affiliate_id"), input.Currency() ?? state.Values.Currency);
        if (input.Refusal is { } refusal)
            return refusal;
        var (index, group) = IndexFor(state, affiliateId);
        var sums = LeadDynoSums.Of(index.Ascending(group), currency, call.Now);
        return state.Ok(new LeadDynoCommissionTotalsBody(
            sums.PendingCount + sums.DueCount + sums.PaidCount, sums.DueCount, sums.PaidCount, sums.CancelledCount, sums.Total, sums.Due, sums.Paid));
    }

    // LD-75: pending ones too; repeating is harmless.
    private static ApiResponse MarkAsPaid(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var (email, code) = (input.RequiredEmail("affiliate_email"), input.RequiredCode("purchase_code"));
        if (input.Refusal is { } refusal)
            return refusal;
        if (state.AffiliatesByEmail.Find(email) is not { } affiliate)
            return LeadDynoResponses.NotFound("Affiliate", "LD-75");
        if (state.PurchasesByCode.Find(code) is not { } purchase)
            return LeadDynoResponses.NotFound("Purchase", "LD-75");
        var paid = state.CommissionsByPurchase.Page(purchase.Id, 0, int.MaxValue, state.Values.ListOrder == LeadDynoListOrder.Newest)
            .Where(row => row.AffiliateId == affiliate.Id && !row.Cancelled)
            .Select(row => row.Paid ? row : state.Commissions.Replace(row with { Paid = true }))
            .ToArray();
        return state.Ok(state.Bodies(paid, LeadDynoCommissionBody.Of));
    }

    private static (OrderedIndex<LeadDynoCommission> Index, long Group) IndexFor(LeadDynoState state, long? affiliateId) =>
        affiliateId is { } id ? (state.CommissionsByAffiliate, id) : (state.CommissionsByTime, 0);

    private static LeadDynoCommissionState? ReadState(LeadDynoInput input)
    {
        switch (input.Code("status"))
        {
            case null: return null;
            case "pending" or "upcoming": return LeadDynoCommissionState.Pending;
            case "due": return LeadDynoCommissionState.Due;
            case "paid": return LeadDynoCommissionState.Paid;
            case "cancelled": return LeadDynoCommissionState.Cancelled;
            default:
                input.Wrong("status", "is invalid");
                return null;
        }
    }
}

/// <summary>LD-76: sums of one currency by state.</summary>
internal readonly record struct LeadDynoSums(decimal Pending, decimal Due, decimal Paid, int PendingCount, int DueCount, int PaidCount, int CancelledCount)
{
    public decimal Total => Pending + Due + Paid;

    public static LeadDynoSums Of(IndexRows<LeadDynoCommission> rows, string currency, DateTimeOffset now)
    {
        var sums = default(LeadDynoSums);
        foreach (var row in rows)
        {
            if (row.Currency != currency)
                continue;
            sums = row.StateAt(now) switch
            {
                LeadDynoCommissionState.Pending => sums with { Pending = sums.Pending + row.Amount, PendingCount = sums.PendingCount + 1 },
                LeadDynoCommissionState.Due => sums with { Due = sums.Due + row.Amount, DueCount = sums.DueCount + 1 },
                LeadDynoCommissionState.Paid => sums with { Paid = sums.Paid + row.Amount, PaidCount = sums.PaidCount + 1 },
                _ => sums with { CancelledCount = sums.CancelledCount + 1 },
            };
        }

        return sums;
    }
}

/// <summary>A commission as sent. It has no state field: callers derive it.</summary>
internal sealed record LeadDynoCommissionBody(
    long Id,
    DateOnly Date,
    decimal Amount,
    string Currency,
    bool Cancelled,
    string? Note,
    bool Paid,
    LeadDynoPurchaseRef? Purchase,
    [property: LeadDynoNewer] LeadDynoAffiliateRef? Affiliate,
    [property: LeadDynoNewer] DateTimeOffset CreatedAt,
    [property: LeadDynoNewer] DateTimeOffset? DueAt)
{
    // LD-31: the day is that of the account's time zone.
    public static LeadDynoCommissionBody Of(LeadDynoCommission row, LeadDynoState state) => new(
        row.Id,
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(row.CreatedAt, state.Values.TimeZone).DateTime),
        row.Amount,
        row.Currency,
        row.Cancelled,
        row.Note,
        row.Paid,
        state.PurchaseRef(row.PurchaseId),
        state.AffiliateRef(row.AffiliateId),
        row.CreatedAt,
        row.DueAt);
}

/// <summary>LD-25: the one list with an envelope.</summary>
internal sealed record LeadDynoCommissionListBody(LeadDynoCommissionBody[] Commissions, long Page, int PerPage, int TotalEntries);

/// <summary>What an affiliate earned.</summary>
internal sealed record LeadDynoAffiliateTotalsBody(string Currency, decimal Due, decimal Pending, decimal Paid, decimal Total);

/// <summary>What was earned.</summary>
internal sealed record LeadDynoCommissionTotalsBody(
    int TotalCount, int TotalDueCount, int TotalPaidCount, int TotalCancelledCount, decimal TotalCost, decimal TotalDueCost, decimal TotalPaidCost);
