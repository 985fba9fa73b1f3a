using System.Text.Json.Serialization;
using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>Something a lead bought.</summary>
public sealed record LeadDynoPurchase
{
    /// <summary>Number, ascending by one.</summary>
    public required long Id { get; init; }

    /// <summary>Unique code, compared exactly.</summary>
    public required string PurchaseCode { get; init; }

    /// <summary>The lead who bought.</summary>
    public required long LeadId { get; init; }

    /// <summary>The affiliate that the purchase is credited to.</summary>
    public long? AffiliateId { get; init; }

    /// <summary>The plan that its commissions follow.</summary>
    public required long PlanId { get; init; }

    /// <summary>Amount in <see cref="Currency"/>; null when none was given.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The one commission that replaces the plan's payments; null lets the plan decide, 0 pays nothing.</summary>
    public decimal? CommissionOverride { get; init; }

    /// <summary>ISO code.</summary>
    public required string Currency { get; init; }

    /// <summary>Description as sent.</summary>
    public string? Note { get; init; }

    /// <summary>What was bought; null when it was not said.</summary>
    public IReadOnlyList<LeadDynoLineItem>? LineItems { get; init; }

    /// <summary>True until a purchase of the tracker is approved or rejected.</summary>
    public bool AwaitingApproval { get; init; }

    /// <summary>Null while the purchase stands.</summary>
    public LeadDynoCancellation? Cancellation { get; init; }

    /// <summary>Creation, whole seconds, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change, whole seconds, UTC; a cancellation is none (LD-77).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>One line of a purchase.</summary>
/// <param name="Sku">Article.</param>
/// <param name="Description">Free text.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Amount">Amount in the purchase's currency.</param>
public sealed record LeadDynoLineItem(string? Sku, string? Description, decimal? Quantity, decimal? Amount);

/// <summary>The end of a purchase.</summary>
/// <param name="Id">Number, ascending by one over all purchases.</param>
/// <param name="CancellationCode">Code as sent, or generated; several purchases may share a sent one.</param>
/// <param name="EffectiveDate">When it counts, whole seconds, UTC; may lie ahead.</param>
/// <param name="Source">Where it came from, in the caller's words.</param>
public sealed record LeadDynoCancellation(long Id, string CancellationCode, DateTimeOffset EffectiveDate, string? Source);

/// <summary>The operations on purchases.</summary>
internal static class LeadDynoPurchases
{
    public static IReadOnlyList<Operation> Operations { get; } =
    [
        LeadDyno.Row("purchases.list", "GET", "/v1/purchases", Observed, "Purchases, newest first", List),
        LeadDyno.Row("purchases.count", "GET", "/v1/purchases/count", Documented, "How many purchases there are", Count),
        LeadDyno.Row("purchases.create", "POST", "/v1/purchases", Observed, "A new purchase; its lead becomes a customer", Create),
        LeadDyno.Row("purchases.by-purchase-code", "GET", "/v1/purchases/by_purchase_code", Documented, "The purchase with a code", ByPurchaseCode),
        LeadDyno.Row("purchases.get", "GET", "/v1/purchases/{id}", Documented, "One purchase", Get),
        LeadDyno.Row("purchases.cancel", "DELETE", "/v1/purchases/{id}", Documented, "Cancels a purchase and its unpaid commissions", Cancel),
        LeadDyno.Row("purchases.cancel-by", "DELETE", "/v1/purchases", Assumed, "Cancels by purchase code, else by e-mail", CancelBy),
        LeadDyno.Row("purchases.update", "PUT", "/v1/purchases/{id}", Observed, "Writes amount, currency and description", Update),
        LeadDyno.Row("purchases.approve", "POST", "/v1/purchases/{id}/approve", Assumed, "Releases the commissions of a purchase that awaits approval", Approve),
        LeadDyno.Row("purchases.reject", "POST", "/v1/purchases/{id}/reject", Assumed, "Cancels a purchase as rejected", Reject),
        LeadDyno.Row("purchases.commissions", "GET", "/v1/purchases/{id}/commissions", Observed, "All commissions of a purchase, newest first", Commissions),
    ];

    /// <summary>Reads a purchase as a caller gives it.</summary>
    public static LeadDynoOrder Read(LeadDynoInput input, LeadDynoState state) => new()
    {
        Email = input.RequiredEmail("email"),
        PurchaseCode = input.Code("purchase_code"),
        Amount = input.Amount("purchase_amount"),
        // LD-71: both documented spellings, the longer wins.
        CommissionOverride = input.Amount("commission_amount_override") ?? input.Amount("commission_amt_override"),
        PlanCode = input.Code("plan_code") ?? input.Code("plan"),
        Code = input.Code("code"),
        ReassignAffiliate = input.Flag("reassign_affiliate") ?? true,
        Note = input.Text("description", null, LeadDynoInput.Long),
        Currency = input.Currency(),
        LineItems = input.Elements("line_items", required: false, ReadLine),
    };

    /// <summary>Reads how purchases end.</summary>
    public static LeadDynoEnding ReadEnding(LeadDynoInput input, DateTimeOffset now) =>
        new(input.Code("cancellation_code"), input.Moment("effective_date") ?? now, input.Text("source"));

    /// <summary>LD-64: line items are shown to those who ask for them.</summary>
    public static Func<LeadDynoPurchase, LeadDynoState, LeadDynoPurchaseBody> BodyFor(LeadDynoInput input, LeadDynoState state) =>
        input.Flag("include_line_items") == true || state.Values.LineItems == LeadDynoLineItems.Always
            ? LeadDynoPurchaseBody.WithLines
            : LeadDynoPurchaseBody.Of;

    private static ApiResponse List(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var (page, span, body) = (input.Page(), input.Created(), BodyFor(input, state));
        return input.Refusal ?? state.List(state.PurchasesByTime, 0, page, span, body);
    }

    private static ApiResponse Count(Call call, LeadDynoState state) => state.Count(state.Purchases.Count);

    private static ApiResponse Create(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var (order, body) = (Read(input, state), BodyFor(input, state));
        return input.Refusal ?? state.Created(body(state.Buy(order, call.Moment()), state));
    }

    private static ApiResponse ByPurchaseCode(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var (code, body) = (input.RequiredCode("purchase_code"), BodyFor(input, state));
        if (input.Refusal is { } refusal)
            return refusal;
        return state.PurchasesByCode.Find(code) is { } purchase ? state.Ok(body(purchase, state)) : state.Missed("Purchase");
    }

    private static ApiResponse Get(Call call, LeadDynoState state) =>
        OnOne(call, state, static (purchase, _, _) => purchase);

    private static ApiResponse Cancel(Call call, LeadDynoState state)
    {
        if (state.Purchases.At(call) is not { } purchase)
            return LeadDynoResponses.NotFound("Purchase");
        var input = new LeadDynoInput(call.Fields, state.Values);
        var (ending, body) = (ReadEnding(input, call.Moment()), BodyFor(input, state));
        return input.Refusal ?? state.Ok(body(state.Cancel(purchase, ending), state));
    }

    // LD-80: the code alone decides when given, so that nothing more is cancelled than was asked.
    private static ApiResponse CancelBy(Call call, LeadDynoState state)
    {
        var input = new LeadDynoInput(call.Fields, state.Values);
        var code = input.Code("purchase_code");
        var email = code is null ? input.Code("email") : null;
        var (ending, body) = (ReadEnding(input, call.Moment()), BodyFor(input, state));
        if (code is null && email is null)
            input.Wrong("purchase_code", "can't be blank", "LD-80");
        if (input.Refusal is { } refusal)
            return refusal;
        if (code is not null)
            return state.PurchasesByCode.Find(code) is { } purchase
                ? state.Ok(body(state.Cancel(purchase, ending), state))
                : LeadDynoResponses.NotFound("Purchase", "LD-80");
        if (state.LeadsByEmail.Find(email) is not { } lead)
            return LeadDynoResponses.NotFound("Lead", "LD-80");
        state.CancelAllOf(lead.Id, ending);
        return state.ListAll(state.PurchasesByLead, lead.Id, body);
    }

    // LD-68
    private static ApiResponse Update(Call call, LeadDynoState state)
    {
        if (state.Purchases.At(call) is not { } purchase)
            return LeadDynoResponses.NotFound("Purchase");
        var input = new LeadDynoInput(call.Fields, state.Values);
        var body = BodyFor(input, state);
        var sent = purchase with
        {
            Amount = input.SentNull("purchase_amount") ? null : input.Amount("purchase_amount") ?? purchase.Amount,
            Currency = input.Currency() ?? purchase.Currency,
            Note = input.Text("description", purchase.Note, LeadDynoInput.Long),
        };
        if (input.Refusal is { } refusal)
            return refusal;
        if (sent == purchase)
            return state.Ok(body(purchase, state));
        state.Purchases.Replace(sent = sent with { UpdatedAt = call.Moment() });
        // Of a cancelled purchase nothing unpaid is left to recompute.
        state.RecomputeEarnings(sent);
        return state.Ok(body(sent, state));
    }

    // LD-67
    private static ApiResponse Approve(Call call, LeadDynoState state) =>
        state.Purchases.At(call) is { Cancellation: not null }
            ? LeadDynoResponses.Error(400, "LD-67", "Purchase is cancelled")
            : OnOne(call, state, static (purchase, state, now) => state.Approve(purchase, now));

    private static ApiResponse Reject(Call call, LeadDynoState state) =>
        OnOne(call, state, static (purchase, state, now) => state.Cancel(purchase, new LeadDynoEnding(null, now, "rejected")));

    private static ApiResponse Commissions(Call call, LeadDynoState state) =>
        state.Purchases.At(call) is { } purchase
            ? state.ListAll(state.CommissionsByPurchase, purchase.Id, LeadDynoCommissionBody.Of)
            : LeadDynoResponses.NotFound("Purchase");

    private static ApiResponse OnOne(Call call, LeadDynoState state, Func<LeadDynoPurchase, LeadDynoState, DateTimeOffset, LeadDynoPurchase> act)
    {
        if (state.Purchases.At(call) is not { } purchase)
            return LeadDynoResponses.NotFound("Purchase");
        var input = new LeadDynoInput(call.Fields, state.Values);
        var body = BodyFor(input, state);
        return input.Refusal ?? state.Ok(body(act(purchase, state, call.Moment()), state));
    }

    // LD-64
    private static LeadDynoLineItem ReadLine(LeadDynoInput line) => new(
        line.Text("sku"),
        line.Text("description", null, LeadDynoInput.Long),
        line.Amount("quantity"),
        line.Amount("amount"));
}

/// <summary>A purchase as sent.</summary>
internal sealed record LeadDynoPurchaseBody(
    long Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    bool Cancelled,
    string PurchaseCode,
    string? Note,
    decimal? PurchaseAmount,
    decimal? CommissionAmountOverride,
    LeadDynoCancellation? Cancellation,
    LeadDynoLeadRef? Lead,
    LeadDynoAffiliateRef? Affiliate,
    LeadDynoPlanRef Plan,
    [property: LeadDynoNewer] string Currency)
{
    [LeadDynoNewer]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LeadDynoLineItem>? LineItems { get; init; }

    public static LeadDynoPurchaseBody Of(LeadDynoPurchase row, LeadDynoState state) => new(
        row.Id,
        row.CreatedAt,
        row.UpdatedAt,
        row.Cancellation is not null,
        row.PurchaseCode,
        row.Note,
        row.Amount,
        row.CommissionOverride,
        row.Cancellation,
        state.LeadRef(row.LeadId),
        state.AffiliateRef(row.AffiliateId),
        state.PlanRef(row.PlanId),
        row.Currency);

    public static LeadDynoPurchaseBody WithLines(LeadDynoPurchase row, LeadDynoState state) => Of(row, state) with { LineItems = row.LineItems ?? [] };
}
