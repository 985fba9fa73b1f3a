namespace VendorMocks.Tests;

/// <summary>The world that Maxwork begins with holds what its rules promise.</summary>
public sealed class MaxworkSeedTests
{
    public static TheoryData<ulong, int?, string> Worlds => new()
    {
        { 1, null, "2026-01-01T12:00:00Z" },
        { 1, null, "2027-03-05T00:00:00Z" },
        { 7, null, "2026-01-01T12:00:00Z" },
        { 1, 600, "2026-01-01T12:00:00Z" },
        { 1, 1, "2026-01-01T12:00:00Z" },
    };

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Leads_hold_the_invariants(ulong seed, int? records, string start)
    {
        using var world = Open(seed, records, start);
        var (maxwork, reference) = (world.Maxwork, new DateTimeOffset(world.Clock.Now.UtcDateTime.Date, TimeSpan.Zero));
        var (contacts, listings) = (maxwork.Contacts.ToDictionary(row => row.Id), maxwork.Listings.ToDictionary(row => row.Id));
        var qualified = maxwork.Qualifications.Select(row => row.LeadId).ToArray();
        Assert.Equal((records ?? 60) + 5, maxwork.Leads.Count);
        Assert.All(maxwork.Leads, lead =>
        {
            var contact = contacts[lead.ContactId];
            Assert.Equal((lead.AccountId, lead.AgentId), (contact.AccountId, contact.AgentId));
            Assert.Equal(lead.Stage == MaxworkStage.Qualification, qualified.Contains(lead.Id));
            Assert.Equal(lead.Status == MaxworkLeadStatus.Archived, lead.ArchivedAt is not null);
            Assert.InRange(lead.CreatedAt, reference.AddDays(-120), reference);
            Assert.InRange(lead.UpdatedAt, lead.CreatedAt, reference);
            Assert.Equal(lead.PublicReference == "None" ? null : lead.PublicReference, lead.ListingId is { } id ? listings[id].PublicReference : null);
            Assert.Equal(lead.Writes, maxwork.HistoryOf(lead).Count);
            if (lead.ListingId is { } listing)
                Assert.Equal((lead.AccountId, lead.AgentId), (listings[listing].AccountId, listings[listing].AgentId));
        });
        Assert.All(contacts.Values, contact =>
        {
            Assert.True(contact.CreatedAt <= contact.UpdatedAt);
            Assert.Matches(@"@example\.(com|org|net)$", contact.Email);
            Assert.Matches(@"^\+3519[0-9]{8}$", contact.Phone);
        });
        Assert.All(listings.Values, listing => Assert.Matches("^[0-9]{9}-[0-9]{1,3}$", listing.PublicReference));
        Assert.Equal(qualified.Length, qualified.Distinct().Count());
        Assert.All(maxwork.Qualifications, row =>
        {
            Assert.True(row.PriceMin <= row.PriceMax && row.AreaMin <= row.AreaMax && row.RoomMin <= row.RoomMax);
            Assert.InRange(row.PriceMin!.Value, row.BusinessType == MaxworkBusinessType.Sale ? 60_000 : 450, row.BusinessType == MaxworkBusinessType.Sale ? 1_500_000 : 4_000);
            Assert.InRange(row.Latitude ?? 38, 37, 42.1m);
            Assert.InRange(row.Longitude ?? -9, -9.4m, -6.2m);
            Assert.InRange(row.Attributes.Count, 0, 4);
            Assert.Equal(row.Attributes.OrderBy(attribute => attribute.Code).Distinct(), row.Attributes);
        });
    }

    [Fact]
    public void The_default_world_has_what_is_promised()
    {
        using var world = Open(1, null, "2026-01-01T12:00:00Z");
        var maxwork = world.Maxwork;
        var leads = maxwork.Leads.Where(lead => lead.AccountId == 1).ToArray();
        Assert.Equal((60, 5), (leads.Length, maxwork.Leads.Count(lead => lead.AccountId == 2)));
        Assert.Equal((30, 18, 12), (Count(MaxworkLeadStatus.New), Count(MaxworkLeadStatus.Contacted), Count(MaxworkLeadStatus.Archived)));
        Assert.Equal((42, 48), (leads.Count(lead => lead.ListingId is not null), leads.Count(lead => lead.ExternalLeadId is not null)));
        Assert.Equal(25, leads.Count(lead => lead.Stage == MaxworkStage.Qualification));
        Assert.Equal(48, maxwork.Contacts.Count(contact => contact.AccountId == 1));
        var listings = maxwork.Listings.Where(listing => listing.AccountId == 1).ToArray();
        Assert.Equal((30, 3), (listings.Length, maxwork.Listings.Count - 30));
        Assert.Equal(21, listings.Count(listing => listing.BusinessType == MaxworkBusinessType.Sale));
        Assert.InRange(listings.Count(listing => listing.ListingClass == MaxworkListingClass.Residential), 25, 26);
        Assert.Contains(maxwork.Contacts, contact => contact.Name.Any(c => c > 127));
        Assert.Contains(maxwork.Contacts, contact => contact.Phone == "+351900000000");
        Assert.Equal([501, 502, 503, 504, 505, 524, 601, 602], maxwork.Agents.Select(agent => agent.Id));
        Assert.All(maxwork.Accounts, account => Assert.Null(account.MappingUrl));
        int Count(MaxworkLeadStatus status) => leads.Count(lead => lead.Status == status);
    }

    private static World Open(ulong seed, int? records, string start) => World.Open(new WorldOptions
    {
        Seed = seed,
        Size = new WorldSize(records),
        Start = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture),
    });
}
