namespace VendorMocks.Tests;

/// <summary>What is true of LeadDyno's state after seeding and after any sequence of calls.</summary>
internal static class LeadDynoInvariants
{
    public static void Hold(LeadDynoState state, DateTimeOffset now)
    {
        Visitors(state);
        Leads(state, now);
        Purchases(state, now);
        Commissions(state);
        Unique(state);
    }

    private static void Visitors(LeadDynoState state)
    {
        foreach (var row in state.Visitors)
        {
            Known(state.Affiliates, row.AffiliateId);
            Known(state.Campaigns, row.CampaignId);
            Known(state.Urls, row.UrlId);
            Known(state.Urls, row.ReferrerId);
            Known(state.Leads, row.LeadId);
            Assert.True(row.CreatedAt <= row.UpdatedAt);
        }
    }

    private static void Leads(LeadDynoState state, DateTimeOffset now)
    {
        foreach (var row in state.Leads)
        {
            Known(state.Affiliates, row.AffiliateId);
            Known(state.Campaigns, row.CampaignId);
            Known(state.Visitors, row.LatestVisitorId);
            Assert.True(row.CreatedAt <= row.UpdatedAt && row.CreatedAt <= now);
            Assert.Equal(row.Customer, state.PurchasesByLead.Count(row.Id) > 0);
        }
    }

    private static void Purchases(LeadDynoState state, DateTimeOffset now)
    {
        foreach (var row in state.Purchases)
        {
            Assert.True(state.Leads.Find(row.LeadId)!.Customer);
            Assert.NotNull(state.Plans.Find(row.PlanId));
            Known(state.Affiliates, row.AffiliateId);
            Assert.True(row.CreatedAt <= row.UpdatedAt && row.CreatedAt <= now);
        }
    }

    private static void Commissions(LeadDynoState state)
    {
        foreach (var row in state.Commissions)
        {
            Known(state.Affiliates, row.AffiliateId);
            Assert.True(row.Amount > 0);
            Assert.True(row.DueAt is null || row.DueAt >= row.CreatedAt);
            if (row.PurchaseId is not { } id)
                continue;
            var purchase = state.Purchases.Find(id)!;
            Assert.Contains(row.AffiliateId, Line(state, purchase.AffiliateId));
            if (purchase.Cancellation is not null)
                Assert.True(row.Paid || row.Cancelled);
        }
    }

    private static void Unique(LeadDynoState state)
    {
        Distinct(state.Leads.Select(row => row.Email.ToUpperInvariant()));
        Distinct(state.Affiliates.Select(row => row.Email.ToUpperInvariant()));
        Distinct(state.Affiliates.Select(row => row.Code.ToUpperInvariant()));
        Distinct(state.Purchases.Select(row => row.PurchaseCode));
        Distinct(state.Visitors.Select(row => row.TrackingCode));
    }

    // The affiliate and everybody who referred it, directly or not.
    private static IEnumerable<long> Line(LeadDynoState state, long? affiliate)
    {
        for (var at = affiliate; at is { } id; at = state.Affiliates.Find(id)!.ReferringAffiliateId)
            yield return id;
    }

    private static void Known<T>(Table<T> table, long? id)
        where T : class => Assert.True(id is null || table.Find(id.Value) is not null);

    private static void Distinct(IEnumerable<string> values)
    {
        var all = values.ToArray();
        Assert.Equal(all.Length, all.Distinct().Count());
    }
}
