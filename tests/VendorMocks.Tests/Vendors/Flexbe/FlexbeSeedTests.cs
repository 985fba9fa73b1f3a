using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

public sealed class FlexbeSeedTests
{
    private static readonly DateTimeOffset Reference = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static FlexbeLead[] Seeded(int? records = null, ulong seed = SeedPlan.DefaultSeed) =>
        [.. ((FlexbeState)SeededBases.Generate(Flexbe.Instance, new SeedPlan(seed, records), Reference)).Leads];

    [Fact]
    public void The_default_seed_has_its_documented_shares()
    {
        var leads = Seeded();
        Assert.Equal(140, leads.Length);
        Assert.Equal([63, 35, 21, 14, 7], Enum.GetValues<FlexbeStatus>().Select(status => leads.Count(lead => lead.Status == status)));
        Assert.Equal(["Callback", "Order", "Quiz"], leads.Select(lead => lead.FormName).Distinct().Order());
        Assert.InRange(leads.Count(lead => lead.Client.Email.Length > 0) / 140.0, 0.55, 0.65);
        Assert.InRange(leads.Count(lead => lead.Client.Phone.Length > 0) / 140.0, 0.92, 0.97);
        Assert.InRange(leads.Count(lead => lead.Utm.Source is not null) / 140.0, 0.35, 0.45);
        var invoices = leads.Select(lead => lead.Pay).OfType<FlexbeInvoice>().ToArray();
        Assert.InRange(invoices.Length / 140.0, 0.26, 0.34);
        Assert.Equal(4, invoices.Select(invoice => invoice.Status).Distinct().Count());
        var paid = invoices.Count(invoice => invoice.Status == FlexbePayStatus.Paid);
        Assert.InRange(invoices.Count(invoice => invoice.Test) / (double)paid, 0.15, 0.25);
        Assert.Single(leads, lead => lead.Fields.Any(field => field.Values is not null));
        Assert.Single(leads, lead => lead.Fields.Count == 0);
        Assert.Single(leads, lead => lead.Client.Name.Contains("🌻", StringComparison.Ordinal));
        Assert.Single(leads.GroupBy(lead => lead.Time), group => group.Count() > 1);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(null, 99)]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(1250, 3)]
    [InlineData(3000, 2)]
    public void The_invariants_hold_at_every_size_and_seed(int? records, int seed)
    {
        var leads = Seeded(records, (ulong)seed);
        Assert.Equal(records ?? 140, leads.Length);
        Assert.Equal(Enumerable.Range(1, leads.Length).Select(i => (long)i), leads.Select(lead => lead.Num));
        Assert.Equal(leads.OrderBy(lead => lead.Time).ThenBy(lead => lead.Id), leads);
        Assert.True(leads[0].Id >= 20000001 && (leads.Length < 50 || leads[^1].Id - leads[0].Id > leads.Length));
        foreach (var lead in leads)
        {
            Assert.InRange(lead.Time, Reference.AddDays(-90), Reference.AddSeconds(-1));
            Assert.Matches(@"^(\+?\d+)?$", lead.Client.Phone);
            Assert.True(lead.Client.Email.Length == 0 || Regex.IsMatch(lead.Client.Email, @"@example\.(com|org|net)$"));
            Assert.Matches(@"^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$", lead.Utm.Ip);
            if (lead.Pay is not { } pay)
                continue;
            Assert.InRange(pay.Summ, 50, 45000);
            Assert.True(pay.TimeCreate >= lead.Time && pay.TimeCreate < Reference);
            Assert.Equal(pay.Status == FlexbePayStatus.Paid, pay.TimeDone is not null);
            Assert.True(pay.TimeDone is null || (pay.TimeDone >= pay.TimeCreate && pay.TimeDone < Reference));
        }

        var ids = leads.Where(lead => lead.Pay is not null).Select(lead => lead.Pay!.Id).ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    [Rule("FB-28")]
    public async Task The_large_seed_passes_the_thousand_mark()
    {
        using var world = World.Open(new WorldOptions { Size = WorldSize.Of(1250) });
        using var client = world.Flexbe.CreateClient();
        var first = await Ids("&count=5000");
        var rest = await Ids("&start=1000&count=1000");
        Assert.Equal((1000, 250), (first.Length, rest.Length));
        Assert.Equal(1250, first.Concat(rest).Distinct().Count());
        // The next lead of a seeded world goes on where the seed ended.
        Assert.Equal(1251, world.Flexbe.SubmitForm(FlexbeForm.Of("Z")).Lead.Num);

        async Task<string[]> Ids(string more) =>
            [.. (await client.Get($"?api_key={world.Flexbe.Key}&method=getLeads{more}"))["data.leads"].EnumerateObject().Select(pair => pair.Name)];
    }
}
