namespace VendorMocks;

/// <summary>What affiliates earn: plan payments, overrides, monthly repeats, approval and cancellation.</summary>
internal static class LeadDynoEarnings
{
    public static void EarnForVisitor(this LeadDynoState state, LeadDynoVisitor visitor, DateTimeOffset now) =>
        state.EarnByDefaultPlan(LeadDynoOccasion.Visitor, visitor.AffiliateId, now);

    public static void EarnForLead(this LeadDynoState state, LeadDynoLead lead, DateTimeOffset now) =>
        state.EarnByDefaultPlan(LeadDynoOccasion.Lead, lead.AffiliateId, now);

    /// <summary>The commissions of a new purchase (LD-69..71).</summary>
    public static void EarnForPurchase(this LeadDynoState state, LeadDynoPurchase purchase, bool newCustomer, DateTimeOffset now)
    {
        var plan = state.Plans.Find(purchase.PlanId)!;
        var currency = plan.Currency ?? purchase.Currency; // LD-70
        if (purchase.CommissionOverride is { } instead)
        {
            // LD-71: one fixed commission at once instead of the plan's; 0 is none.
            if (purchase.AffiliateId is { } affiliate)
                state.Earn(purchase, affiliate, new LeadDynoPayment { Fixed = instead }, currency, now);
            return;
        }

        foreach (var payment in plan.Payments)
        {
            var matches = payment.For == LeadDynoOccasion.Purchase || (newCustomer && payment.For == LeadDynoOccasion.NewCustomer);
            if (!matches || state.Beneficiary(payment, purchase.AffiliateId) is not { } affiliate)
                continue;
            state.Earn(purchase, affiliate, payment, currency, now);
            // LD-73
            if (payment.Months != 1)
                state.Repeats.Add(id => new LeadDynoRepeat
                {
                    Id = id,
                    PurchaseId = purchase.Id,
                    AffiliateId = affiliate,
                    Payment = payment,
                    Currency = currency,
                    Made = 1,
                    Next = purchase.CreatedAt.AddMonths(1),
                });
        }
    }

    /// <summary>Makes the monthly commissions that are due, in the order of their times.</summary>
    public static void RunRepeats(this LeadDynoState state, DateTimeOffset until)
    {
        while (state.RepeatsByTime.First() is { } repeat && repeat.Next <= until)
        {
            var purchase = state.Purchases.Find(repeat.PurchaseId)!;
            state.Earn(purchase, repeat.AffiliateId, repeat.Payment, repeat.Currency, repeat.Next);
            var made = repeat.Made + 1;
            if (made == repeat.Payment.Months)
                state.Repeats.Remove(repeat.Id);
            else
                // Counted from the purchase, so that the 31st does not wander.
                state.Repeats.Replace(repeat with { Made = made, Next = purchase.CreatedAt.AddMonths(made) });
        }
    }

    /// <summary>LD-79: pending and due commissions end with their purchase, paid ones stay; nothing more is made.</summary>
    public static void CancelEarnings(this LeadDynoState state, long purchaseId)
    {
        foreach (var commission in state.CommissionsByPurchase.Page(purchaseId, 0, int.MaxValue, descending: false))
        {
            if (commission is { Paid: false, Cancelled: false })
                state.Commissions.Replace(commission with { Cancelled = true });
        }

        foreach (var repeat in state.RepeatsByPurchase.Page(purchaseId, 0, int.MaxValue))
            state.Repeats.Remove(repeat.Id);
    }

    /// <summary>LD-67: an approved purchase's commissions get their due date.</summary>
    public static void ReleaseEarnings(this LeadDynoState state, long purchaseId)
    {
        foreach (var commission in state.CommissionsByPurchase.Page(purchaseId, 0, int.MaxValue, descending: false))
        {
            if (commission is { DueAt: null, Cancelled: false })
                state.Commissions.Replace(commission with { DueAt = commission.CreatedAt.AddDays(commission.DelayDays) });
        }
    }

    /// <summary>LD-68: unpaid percentages follow the purchase's amount; one that comes to nothing is cancelled (LD-70).</summary>
    public static void RecomputeEarnings(this LeadDynoState state, LeadDynoPurchase purchase)
    {
        foreach (var commission in state.CommissionsByPurchase.Page(purchase.Id, 0, int.MaxValue, descending: false))
        {
            if (commission is not { Percent: { } percent, Paid: false, Cancelled: false })
                continue;
            var amount = Share(purchase.Amount ?? 0, percent);
            state.Commissions.Replace(amount > 0 ? commission with { Amount = amount } : commission with { Cancelled = true });
        }
    }

    private static void EarnByDefaultPlan(this LeadDynoState state, LeadDynoOccasion occasion, long? affiliateId, DateTimeOffset now)
    {
        if (affiliateId is null)
            return;
        var plan = state.DefaultPlan;
        foreach (var payment in plan.Payments)
        {
            // There is no amount that a percentage could be of (LD-70).
            if (payment.For == occasion && payment.Fixed is > 0 && state.Beneficiary(payment, affiliateId) is { } affiliate)
                state.Pay(affiliate, null, payment.Fixed.Value, payment, plan.Currency ?? state.Values.Currency, now);
        }
    }

    // LD-70: no amount, or a result of 0: no commission.
    private static void Earn(this LeadDynoState state, LeadDynoPurchase purchase, long affiliateId, LeadDynoPayment payment, string currency, DateTimeOffset now)
    {
        var amount = payment.Fixed ?? (purchase.Amount is { } total ? Share(total, payment.Percent ?? 0) : 0);
        if (amount > 0)
            state.Pay(affiliateId, purchase, amount, payment, currency, now);
    }

    private static void Pay(
        this LeadDynoState state, long affiliateId, LeadDynoPurchase? purchase, decimal amount, LeadDynoPayment payment, string currency, DateTimeOffset now) =>
        state.Commissions.Add(id => new LeadDynoCommission
        {
            Id = id,
            AffiliateId = affiliateId,
            PurchaseId = purchase?.Id,
            Amount = amount,
            Currency = currency,
            Percent = payment.Percent,
            DelayDays = payment.DelayDays,
            DueAt = purchase is { AwaitingApproval: true } ? null : now.AddDays(payment.DelayDays), // LD-67, LD-73
            CreatedAt = now,
        });

    /// <summary>LD-69: tier 1 is the record's affiliate, each further tier the one who referred the one before.</summary>
    private static long? Beneficiary(this LeadDynoState state, LeadDynoPayment payment, long? affiliateId)
    {
        var affiliate = affiliateId is { } first ? state.Affiliates.Find(first) : null;
        for (var tier = 1; tier < payment.Tier && affiliate is not null; tier++)
            affiliate = affiliate.ReferringAffiliateId is { } next ? state.Affiliates.Find(next) : null;
        return affiliate is not null && (payment.AffiliateType is null || payment.AffiliateType == affiliate.Type) ? affiliate.Id : null;
    }

    private static decimal Share(decimal amount, decimal percent) => Math.Round(amount * percent / 100, 2, MidpointRounding.AwayFromZero);
}
