namespace VendorMocks.Tests;

/// <summary>The world that Clixnow begins with holds what its rules promise.</summary>
public sealed class ClixnowSeedTests
{
    public static TheoryData<ulong, int?, string> Worlds => new()
    {
        { 1, null, "2026-01-01T12:00:00Z" },
        { 1, null, "2027-03-05T00:00:00Z" },
        { 7, null, "2026-01-01T12:00:00Z" },
        { 1, 2700, "2026-01-01T12:00:00Z" },
    };

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Leads_hold_the_invariants(ulong seed, int? records, string start)
    {
        using var world = Open(seed, records, start);
        var leads = world.Clixnow.Leads;
        var reference = new DateTimeOffset(world.Clock.Now.UtcDateTime.Date, TimeSpan.Zero);
        Assert.All(leads, lead =>
        {
            Assert.InRange(lead.CreatedOn, reference.AddDays(-60), reference);
            Assert.InRange(lead.UpdatedOn, lead.CreatedOn, reference);
            if (lead.FtdDate is { } ftd)
                Assert.InRange(ftd, lead.CreatedOn, lead.UpdatedOn);
            Assert.Equal(lead.FtdDate is not null, lead.Status == "Deposit");
            Assert.Matches(@"@example\.(com|org|net)$", lead.Email);
        });
        Assert.Equal(leads.Select(lead => lead.Id), Enumerable.Range(100001, leads.Count).Select(id => (long)id));
        Assert.Equal(leads.Select(lead => lead.CrmId), Enumerable.Range(700001, leads.Count).Select(id => (long)id));
        Assert.Equal(leads.OrderBy(lead => lead.CreatedOn).Select(lead => lead.Id), leads.Select(lead => lead.Id));
        Assert.Equal(leads.Count, leads.Select(lead => (lead.BrandId, ClixnowLeadForm.Digits(lead.Phone))).Distinct().Count());
        Assert.Equal(leads.Count, leads.Select(lead => (lead.BrandId, lead.Email.ToUpperInvariant())).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Every_lead_would_be_accepted_by_its_brand(ulong seed, int? records, string start)
    {
        using var world = Open(seed, records, start);
        var brands = world.Clixnow.Brands.ToDictionary(brand => brand.Id);
        Assert.All(world.Clixnow.Leads, lead =>
        {
            var errors = new ClixnowErrors();
            (string Name, string? Text)[] body =
            [
                ("firstName", lead.FirstName), ("lastName", lead.LastName), ("email", lead.Email), ("phone", lead.Phone), ("password", "Password123!"),
                ("countryCode", lead.CountryCode), ("languageCode", lead.LanguageCode), ("ipAddress", lead.IpAddress), ("comment", lead.Comment),
            ];
            var fields = body.Select(member => KeyValuePair.Create(member.Name, member.Text is null ? Field.Null : Field.OfText(member.Text)));
            ClixnowLeadForm.Check(FieldMap.Of(fields), brands[lead.BrandId], errors);
            Assert.False(errors.Any, lead.ToString());
            Assert.True(brands[lead.BrandId].AllowedCountries?.Contains(lead.CountryCode) != false);
        });
    }

    [Fact]
    public void The_default_world_has_what_is_promised()
    {
        using var world = Open(1, null, "2026-01-01T12:00:00Z");
        var leads = world.Clixnow.Leads;
        Assert.Equal((240, 30), (leads.Count(lead => lead.AffiliateId == 1), leads.Count(lead => lead.AffiliateId == 3)));
        Assert.InRange(leads.Count(lead => lead.FtdDate is not null), 31, 34);
        Assert.Equal(["Call Back", "Deposit", "Interested", "Invalid", "New", "No Answer", "Not Interested"], leads.Select(lead => lead.Status).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["AT", "CH", "DE", "ES", "GB", "IT"], leads.Select(lead => lead.CountryCode).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(leads, lead => lead.FirstName.Any(c => c > 127));
        Assert.Contains(leads, lead => lead.ClickId?.StartsWith("00", StringComparison.Ordinal) == true);
        Assert.Contains(leads, lead => lead.ClickId is { Length: 16 } click && click.All(char.IsAsciiHexDigitLower));
        foreach (var tracked in (Func<ClixnowLead, string?>[])[lead => lead.ClickId, lead => lead.Sub2, lead => lead.SubCampaign, lead => lead.Keyword, lead => lead.Placement])
        {
            Assert.InRange(leads.Count(lead => tracked(lead) is null), 35, 75);
            Assert.InRange(leads.Count(lead => tracked(lead)?.Length == 0), 12, 45);
        }

        Assert.Equal((3, 3, 0), (world.Clixnow.Brands.Count, world.Clixnow.Affiliates.Count, world.Clixnow.Postbacks.Count));
    }

    private static World Open(ulong seed, int? records, string start) => World.Open(new WorldOptions
    {
        Seed = seed,
        Size = new WorldSize(records),
        Start = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture),
    });
}
