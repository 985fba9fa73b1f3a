namespace VendorMocks;

/// <summary>A purchase as a caller or the tracker gives it; null is what was not sent.</summary>
internal sealed record LeadDynoOrder
{
    public required string Email { get; init; }

    public string? PurchaseCode { get; init; }

    public decimal? Amount { get; init; }

    public decimal? CommissionOverride { get; init; }

    public string? PlanCode { get; init; }

    /// <summary>Affiliate code.</summary>
    public string? Code { get; init; }

    public bool ReassignAffiliate { get; init; } = true;

    public string? Note { get; init; }

    public string? Currency { get; init; }

    public IReadOnlyList<LeadDynoLineItem>? LineItems { get; init; }

    public bool AwaitingApproval { get; init; }

    /// <summary>Id to use; null for the next one.</summary>
    public long? Id { get; init; }
}

/// <summary>How leads buy, and how purchases end.</summary>
internal static class LeadDynoBuying
{
    /// <summary>
    /// A purchase with its lead, attribution and commissions. One whose code is known is returned as it is, whatever else
    /// was sent (LD-60).
    /// </summary>
    public static LeadDynoPurchase Buy(this LeadDynoState state, LeadDynoOrder order, DateTimeOffset now)
    {
        if (state.PurchasesByCode.Find(order.PurchaseCode) is { } known)
            return known;

        var (lead, affiliateId) = state.Buyer(order, now);
        var newCustomer = !lead.Customer;
        if (newCustomer)
            state.Leads.Replace(lead with { Customer = true, UpdatedAt = now.NotBefore(lead.UpdatedAt) }); // LD-55
        var purchase = state.Purchases.Add(order.Id, id => new LeadDynoPurchase
        {
            Id = id,
            PurchaseCode = order.PurchaseCode ?? state.Random.Uuid("leaddyno.purchase_code", id), // LD-59
            LeadId = lead.Id,
            AffiliateId = affiliateId,
            PlanId = (state.PlansByCode.Find(order.PlanCode) ?? state.DefaultPlan).Id, // LD-63
            Amount = order.Amount,
            CommissionOverride = order.CommissionOverride,
            Currency = order.Currency ?? state.Values.Currency,
            Note = order.Note, // LD-65
            LineItems = order.LineItems,
            AwaitingApproval = order.AwaitingApproval,
            CreatedAt = now,
            UpdatedAt = now,
        });
        state.EarnForPurchase(purchase, newCustomer, now);
        return purchase;
    }

    /// <summary>Cancels a purchase and its unpaid commissions; one that is cancelled stays as it is (LD-77..79).</summary>
    public static LeadDynoPurchase Cancel(this LeadDynoState state, LeadDynoPurchase purchase, LeadDynoEnding ending)
    {
        if (purchase.Cancellation is not null)
            return purchase;
        var id = state.Cancellations.Next();
        var code = ending.Code ?? state.Random.Uuid("leaddyno.cancellation_code", id);
        // LD-77: updated_at does not move.
        var cancelled = state.Purchases.Replace(purchase with
        {
            Cancellation = new LeadDynoCancellation(id, code, ending.EffectiveDate, ending.Source),
        });
        state.CancelEarnings(purchase.Id);
        return cancelled;
    }

    /// <summary>Cancels what is open of a lead's purchases (LD-80).</summary>
    /// <returns>All of them, newest first.</returns>
    public static LeadDynoPurchase[] CancelAllOf(this LeadDynoState state, long leadId, LeadDynoEnding ending) =>
        Array.ConvertAll(state.PurchasesByLead.Page(leadId, 0, int.MaxValue), purchase => state.Cancel(purchase, ending));

    /// <summary>LD-67: releases the commissions of a purchase that awaits approval; an approved one stays as it is.</summary>
    public static LeadDynoPurchase Approve(this LeadDynoState state, LeadDynoPurchase purchase, DateTimeOffset now)
    {
        if (!purchase.AwaitingApproval)
            return purchase;
        state.ReleaseEarnings(purchase.Id);
        return state.Purchases.Replace(purchase with { AwaitingApproval = false, UpdatedAt = now });
    }

    // LD-58, LD-61, LD-62: who buys, and whom the purchase is credited to.
    private static (LeadDynoLead Lead, long? AffiliateId) Buyer(this LeadDynoState state, LeadDynoOrder order, DateTimeOffset now)
    {
        var claimant = state.ActiveByCode(order.Code)?.Id;
        if (state.LeadsByEmail.Find(order.Email) is not { } lead)
        {
            var made = state.Leads.Add(id => new LeadDynoLead { Id = id, Email = order.Email, AffiliateId = claimant, CreatedAt = now, UpdatedAt = now });
            state.EarnForLead(made, now);
            return (made, claimant);
        }

        var rules = state.Values;
        // A coupon overrides what the settings would hold.
        var holder = rules.CouponOverride ? claimant ?? lead.AffiliateId : rules.Reassigned(lead.AffiliateId, claimant);
        if (holder == lead.AffiliateId || (!order.ReassignAffiliate && lead.AffiliateId is not null))
            return (lead, holder);
        return (state.Leads.Replace(lead with { AffiliateId = holder, UpdatedAt = now.NotBefore(lead.UpdatedAt) }), holder);
    }
}

/// <summary>How a purchase ends, as sent.</summary>
/// <param name="Code">Cancellation code; null generates one for each.</param>
/// <param name="EffectiveDate">When it counts.</param>
/// <param name="Source">Where it came from, in the caller's words.</param>
internal sealed record LeadDynoEnding(string? Code, DateTimeOffset EffectiveDate, string? Source);
