using System.Globalization;

namespace VendorMocks;

/// <summary>Invented leads of the first and the third affiliate over the 60 days before a world's first day.</summary>
internal sealed class ClixnowSeedLeads(ClixnowState state, DateTimeOffset reference, SeedPlan plan)
{
    /// <summary>240 leads of the first affiliate and 30 of the third.</summary>
    public const int DefaultCount = 270;

    private const int ThirdsShare = 9;
    private const int Days = 60;

    private static readonly string[] Statuses = ["New", "New", "New", "No Answer", "No Answer", "Call Back", "Interested", "Not Interested", "Invalid"];
    private static readonly string[] Campaigns = ["spring", "summer_sale", "brand", "retarget 30d", "äußerst günstig"];
    private static readonly string[] Placements = ["landing_page", "sidebar", "feed", "newsletter"];
    private static readonly string[] Keywords = ["test", "invest online", "trading app", "comparison"];
    private static readonly string[] Subs = ["sub2", "a-17", "b/2", "x&y"];

    private static readonly (string Type, string Name, string Os, string Browser, string Carrier)[] Devices =
    [
        ("Mobile", "iPhone16", "iOS", "Safari Mobile", "Mobile"),
        ("Mobile", "Pixel 9", "Android", "Chrome Mobile", "WiFi"),
        ("Desktop", "PC", "Windows", "Edge", "WiFi"),
        ("Tablet", "iPad", "iPadOS", "Safari", "WiFi"),
    ];

    // Germany and the United Kingdom keep number ranges for fiction; the other prefixes are nobody's.
    private static readonly Country[] Countries =
    [
        new("CH", "de_CH", "DE", "+41 99 000 0"),
        new("DE", "de", "DE", "+49 30 23125 "),
        new("AT", "de_AT", "DE", "+43 1 0000 "),
        new("GB", "en_GB", "EN", "+44 7700 900"),
        new("ES", "es", "ES", "+34 500 000 "),
        new("IT", "it", "IT", "+39 000 000 "),
    ];

    private readonly RandomSource _random = state.Random;
    private readonly int[] _calls = new int[Countries.Length];

    private readonly People _people = new(state.Random, "clixnow.people", plan.Locale, [.. Countries.Select(country => (country.Locale, 1))]);

    /// <summary>Stores that many leads, in the order in which they came.</summary>
    public void Fill(int count)
    {
        for (var i = 0; i < count; i++)
            state.Add(Draft(i, Times(i, count)));
    }

    /// <summary>Adds leads that came at the reference.</summary>
    public void Extend(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var number = SeedPlan.Number(state.Leads.NextId);
            // No seeded number is as high, so no phone is given twice.
            Array.Fill(_calls, number);
            state.Add(Draft(number, (reference, null, reference)));
        }
    }

    private ClixnowLead Draft(int i, (DateTimeOffset Created, DateTimeOffset? Ftd, DateTimeOffset Updated) times)
    {
        var affiliate = i % ThirdsShare == ThirdsShare - 1 ? 3 : 1;
        var brand = Pick(i, "brand", 20) switch { < 14 => 1, < 19 => 2, _ => 3 };
        // The second brand takes only the first three countries.
        var at = Pick(i, "country", brand == 2 ? 3 : Countries.Length);
        var country = Countries[at];
        var person = _people.Of(country.Locale, i);
        var device = Devices[Pick(i, "device", Devices.Length)];
        var (created, ftd, updated) = times;
        return new ClixnowLead
        {
            Id = 0,
            AffiliateId = affiliate,
            BrandId = brand,
            FirstName = person.First,
            LastName = person.Last,
            Email = person.Email,
            Phone = PhoneOf(country, _calls[at]++),
            CountryCode = country.Code,
            LanguageCode = country.Language,
            AcceptTermsAndConditions = Pick(i, "terms", 4) > 0,
            AcceptPromotions = Pick(i, "promotions", 3) == 0,
            IpAddress = AddressOf(i),
            Comment = Pick(i, "comment", 6) == 0 ? "Prefers to be called in the evening." : null,
            ReferralUrl = Pick(i, "referral", 3) == 0 ? null : $"https://landing.example.com/?a_id={affiliate}&c_id={Pick(i, "landing", 9) + 1}",
            SubCampaign = Tracked(i, "subCampaign", Campaigns[Pick(i, "campaign", Campaigns.Length)]),
            Placement = Tracked(i, "placement", Placements[Pick(i, "place", Placements.Length)]),
            Keyword = Tracked(i, "keyword", Keywords[Pick(i, "word", Keywords.Length)]),
            Sub2 = Tracked(i, "sub2", Subs[Pick(i, "sub", Subs.Length)]),
            ClickId = Tracked(i, "clickId", ClickIdOf(i)),
            DeviceType = device.Type,
            DeviceName = device.Name,
            OsName = device.Os,
            Browser = device.Browser,
            Carrier = device.Carrier,
            Status = ftd is not null ? "Deposit" : updated == created ? ClixnowLeads.InitialStatus : Statuses[Pick(i, "status", Statuses.Length)],
            CreatedOn = created,
            UpdatedOn = updated,
            FtdDate = ftd,
        };
    }

    // Evenly over the days, each somewhere in its stretch; what follows lies between then and the reference.
    private (DateTimeOffset Created, DateTimeOffset? Ftd, DateTimeOffset Updated) Times(int i, int count)
    {
        var stretch = TimeSpan.FromDays(Days) / count;
        var created = IsoTime.ToMilliseconds(reference - stretch * (count - i - _random.Unit("clixnow.created", i)));
        // 12 % have made their first deposit.
        DateTimeOffset? ftd = i * 7 % 25 < 3 ? Later(created, "ftd", i, days: 10) : null;
        var changed = ftd is not null || Pick(i, "changed", 4) > 0;
        return (created, ftd, changed ? Later(ftd ?? created, "updated", i, days: 5) : created);
    }

    private DateTimeOffset Later(DateTimeOffset than, string what, int i, int days)
    {
        var room = reference - than;
        if (room > TimeSpan.FromDays(days))
            room = TimeSpan.FromDays(days);
        return IsoTime.ToMilliseconds(than + room * _random.Unit("clixnow." + what, i));
    }

    // Beyond a thousand of a country the numbers get longer, so that none is ever given twice.
    private static string PhoneOf(Country country, int number) => string.Create(
        CultureInfo.InvariantCulture, $"{country.Phones}{number % 1000:D3}{(number < 1000 ? "" : (number / 1000).ToString(CultureInfo.InvariantCulture))}");

    // Networks that are kept for documentation.
    private string AddressOf(int i) => Pick(i, "network", 4) switch
    {
        0 => $"192.0.2.{Pick(i, "host", 254) + 1}",
        1 => $"198.51.100.{Pick(i, "host", 254) + 1}",
        2 => $"203.0.113.{Pick(i, "host", 254) + 1}",
        _ => $"2001:db8::{Pick(i, "host", 65_000) + 1:x}",
    };

    private string ClickIdOf(int i) => i % 2 == 0
        ? _random.Hex("clixnow.click", i, 16)
        : _random.Next("clixnow.click", i, 0, 100_000_000).ToString(Pick(i, "zeros", 3) == 0 ? "D12" : "D8", CultureInfo.InvariantCulture);

    // One in five is null, one in ten empty.
    private string? Tracked(int i, string what, string value) => Pick(i, "sent." + what, 10) switch
    {
        0 or 1 => null,
        2 => "",
        _ => value,
    };

    private int Pick(int i, string what, int of) => _random.Next("clixnow." + what, i, 0, of);

    private sealed record Country(string Code, string Locale, string Language, string Phones);
}
