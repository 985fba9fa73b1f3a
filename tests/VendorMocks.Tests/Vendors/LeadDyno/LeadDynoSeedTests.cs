namespace VendorMocks.Tests;

public sealed class LeadDynoSeedTests
{
    private static readonly DateTimeOffset Reference = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static LeadDynoState Seeded(int? records = null, ulong seed = SeedPlan.DefaultSeed) =>
        (LeadDynoState)SeededBases.Generate(LeadDyno.Instance, new SeedPlan(seed, records), Reference);

    [Fact]
    public void The_default_seed_has_its_documented_counts()
    {
        var state = Seeded();
        Assert.Equal((4, 24, 360, 220, 160), (state.Campaigns.Count, state.Affiliates.Count, state.Visitors.Count, state.Leads.Count, state.Purchases.Count));
        Assert.Equal(130, state.Leads.Count(lead => lead.Customer));
        Assert.Equal(15, state.Leads.Count(lead => lead.LatestVisitorId is null));
        Assert.Equal(20, state.Leads.Count(lead => lead.CustomStatus is not null));
        Assert.Equal(16, state.Purchases.Count(purchase => purchase.Cancellation is not null));
        Assert.Equal(20, state.Purchases.Count(purchase => purchase.LineItems is not null));
        Assert.Equal(5, state.Purchases.Count(purchase => purchase.CommissionOverride is not null));
        Assert.Equal(6, state.Purchases.Count(purchase => purchase.Currency == "EUR"));
        Assert.Equal(6, state.Commissions.Count(commission => commission.Note == "Bonus"));
        Assert.Equal((101L, 1001L, 2001L, 3001L, 4001L), (state.Affiliates.First().Id, state.Visitors.First().Id, state.Leads.First().Id, state.Purchases.First().Id, state.Commissions.First().Id));
    }

    [Fact]
    public void Affiliates_have_their_states_codes_and_referrers()
    {
        var affiliates = Seeded().Affiliates.ToArray();
        Assert.Equal(18, affiliates.Count(row => row.Status == LeadDynoAffiliateStatus.Active));
        Assert.Equal(3, affiliates.Count(row => row.Status == LeadDynoAffiliateStatus.PendingApproval));
        Assert.Equal(3, affiliates.Count(row => row.Status == LeadDynoAffiliateStatus.Archived));
        Assert.Single(affiliates, row => row.Rejected);
        Assert.Equal(8, affiliates.Count(row => row.Code.Length < 40));
        Assert.Equal(5, affiliates.Count(row => row.ReferringAffiliateId is not null));
    }

    [Fact]
    public void Shares_lie_where_the_seed_promises_them()
    {
        var state = Seeded();
        Assert.InRange(state.Visitors.Count(row => row.AffiliateId is not null) / 360.0, 0.55, 0.65);
        Assert.InRange(state.Visitors.Count(row => row.CampaignId is not null) / 360.0, 0.12, 0.18);
        Assert.InRange(state.Visitors.Count(row => row.UrlId is not null) / 360.0, 0.66, 0.74);
        Assert.InRange(state.Visitors.Count(row => row.ReferrerId is not null) / 360.0, 0.22, 0.28);
        Assert.Contains(state.Visitors, row => row.TrackingCode.Length == 36);
        Assert.Contains(state.Visitors, row => row.TrackingCode.Length == 40);
        var amounts = state.Purchases.Where(row => row.Amount is not null).Select(row => row.Amount!.Value).Order().ToArray();
        Assert.InRange(amounts[amounts.Length / 2], 45, 75);
        Assert.InRange(amounts[0], 9, 499);
        Assert.InRange(amounts[^1], 9, 499);
        Assert.InRange(160 - amounts.Length, 6, 10);
        var states = state.Commissions.GroupBy(row => row.StateAt(Reference)).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(4, states.Count);
        Assert.InRange(states[LeadDynoCommissionState.Paid] / (double)state.Commissions.Count, 0.3, 0.5);
        Assert.InRange(state.Leads.Count(row => row.Address1 is not null) / 220.0, 0.28, 0.36);
    }

    [Fact]
    public void The_fixed_points_are_there()
    {
        var state = Seeded();
        var avery = state.AffiliatesByEmail.Find("avery.partner@example.com")!;
        Assert.Equal(("AVERY10", LeadDynoAffiliateStatus.Active), (avery.Code, avery.Status));
        var visitor = state.VisitorsByCode.Find("11111111-1111-4111-8111-111111111111")!;
        var casey = state.LeadsByEmail.Find("casey.customer@example.com")!;
        Assert.Equal((avery.Id, avery.Id, casey.Id, true), (visitor.AffiliateId!.Value, casey.AffiliateId!.Value, visitor.LeadId!.Value, casey.Customer));
        var purchases = state.Purchases.Where(row => row.LeadId == casey.Id).ToArray();
        Assert.Equal(["DEMO-1001", "DEMO-1002"], purchases.Select(row => row.PurchaseCode));
        Assert.Equal([100m, 48.18m], purchases.Select(row => row.Amount!.Value));
        Assert.Null(purchases[0].Cancellation);
        Assert.NotNull(purchases[1].Cancellation);
        Assert.False(Assert.Single(state.Commissions, row => row.PurchaseId == purchases[0].Id).Paid);
        var robin = state.LeadsByEmail.Find("robin.registered@example.com")!;
        Assert.Equal((false, null), (robin.Customer, robin.AffiliateId));
        Assert.NotNull(state.CampaignsByCode.Find("SpringNewsletter"));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(null, 99)]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(37, 3)]
    [InlineData(3000, 2)]
    public void The_invariants_hold_at_every_size_and_seed(int? records, int seed) =>
        LeadDynoInvariants.Hold(Seeded(records, (ulong)seed), Reference);

    [Fact]
    public void All_times_lie_in_the_half_year_before_the_world_starts()
    {
        var state = Seeded();
        var times = state.Visitors.Select(row => row.UpdatedAt).Concat(state.Leads.Select(row => row.UpdatedAt)).Concat(state.Purchases.Select(row => row.UpdatedAt))
            .Concat(state.Affiliates.Select(row => row.CreatedAt)).Concat(state.Commissions.Select(row => row.CreatedAt));
        Assert.All(times, time => Assert.InRange(time, Reference.AddDays(-180), Reference));
        Assert.Equal(state.Visitors.Select(row => row.Id), state.Visitors.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Select(row => row.Id));
    }
}
