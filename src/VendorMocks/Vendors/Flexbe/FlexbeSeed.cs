using System.Globalization;

namespace VendorMocks;

/// <summary>
/// Flexbe's seed world: 90 days of a landing page's leads, submitted in the order of time by the same methods as live ones.
/// All draws are functions of the seed; shares are spread evenly, so that they hold at every size.
/// </summary>
internal sealed class FlexbeSeed
{
    private const int DefaultSize = 140;
    private const int Days = 90;
    private const int Day = 86_400;

    // The places of the leads that show something odd.
    private const int WithArray = 3;
    private const int WithoutFields = 5;
    private const int WithEmoji = 7;

    // 45, 25, 15, 10 and 5 of a hundred.
    private static readonly FlexbeStatus[] Statuses =
    [
        FlexbeStatus.New, FlexbeStatus.Processed, FlexbeStatus.New, FlexbeStatus.Fulfilled, FlexbeStatus.New,
        FlexbeStatus.Processed, FlexbeStatus.New, FlexbeStatus.Cancelled, FlexbeStatus.New, FlexbeStatus.Processed,
        FlexbeStatus.Fulfilled, FlexbeStatus.New, FlexbeStatus.Deleted, FlexbeStatus.Processed, FlexbeStatus.New,
        FlexbeStatus.Fulfilled, FlexbeStatus.New, FlexbeStatus.Processed, FlexbeStatus.Cancelled, FlexbeStatus.New,
    ];

    private static readonly FlexbePayStatus[] PayStatuses =
    [
        FlexbePayStatus.Paid, FlexbePayStatus.Pending, FlexbePayStatus.Paid, FlexbePayStatus.InProcess, FlexbePayStatus.Paid,
        FlexbePayStatus.Error, FlexbePayStatus.Paid, FlexbePayStatus.Pending,
    ];

    private static readonly string[] Forms = ["Callback", "Quiz", "Order"];
    private static readonly string[] Pages = ["Home", "Prices", "Sale", "Contacts"];
    private static readonly string[] Sources = ["search", "newsletter", "social", "partner"];
    private static readonly string[] Media = ["cpc", "email", "banner"];
    private static readonly string[] Campaigns = ["spring", "summer", "garden", "winter"];
    private static readonly string[] Rooms = ["Kitchen", "Bath", "Hall"];
    private static readonly string[] Notes = ["Called back", "Wants an offer", "Ask again next week"];
    private static readonly string[] Networks = ["192.0.2.", "198.51.100.", "203.0.113."];
    private static readonly string[] Methods = ["PayPal", "Stripe"];

    private readonly FlexbeState _state;
    private readonly RandomSource _random;
    private readonly DateTimeOffset _reference;
    private readonly People _people;
    private readonly int _size;
    private int _invoices;
    private int _paid;

    private FlexbeSeed(FlexbeState state, SeedPlan plan, DateTimeOffset reference)
    {
        _state = state;
        _random = new RandomSource(plan.Seed);
        _reference = reference;
        _size = plan.Records ?? DefaultSize;
        _people = new People(_random, "flexbe.seed.people", plan.Locale, ("en", 40), ("de", 20), ("es", 20), ("ru", 20));
    }

    public static void Fill(FlexbeState state, SeedPlan plan, DateTimeOffset reference)
    {
        var seed = new FlexbeSeed(state, plan, reference);
        for (var i = 0; i < seed._size; i++)
        {
            seed.Submit(i);
            // Small transactions keep the memory of a million records small.
            if (i % 4096 == 4095)
                state.Store.Commit();
        }
    }

    /// <summary>Adds leads of the first site, submitted now.</summary>
    public static void Extend(FlexbeState state, SeedPlan plan, int count, DateTimeOffset now)
    {
        var seed = new FlexbeSeed(state, plan, now);
        for (var i = 0; i < count; i++)
        {
            var form = seed.FormOf(SeedPlan.Number(state.Leads.NextId));
            state.Submit(state.FirstSite, (leadId, num) => FlexbeOffice.LeadOf(form, state.FirstSite, leadId, num, now));
        }
    }

    private void Submit(int i)
    {
        var time = TimeOf(i);
        var form = FormOf(i);
        // Other accounts' leads leave gaps.
        var id = FlexbeState.FirstLeadId + 3L * i + Draw("gap", i, 0, 3);
        _state.Submit(
            _state.FirstSite,
            (leadId, num) => FlexbeOffice.LeadOf(form, _state.FirstSite, leadId, num, time) with
            {
                Status = Statuses[i % Statuses.Length],
                Note = i % 6 == 1 ? Notes[i % Notes.Length] : "",
                Pay = Falls(i, 30, 2) ? InvoiceOf(i, time) : null,
            },
            id);
    }

    // One pair shares its second, to show how ties are ordered (FB-25).
    private DateTimeOffset TimeOf(int i)
    {
        if (i > 0 && i == _size / 2)
            i--;
        var span = (long)Days * Day / _size;
        var second = (long)Days * Day * i / _size + (span > 1 ? Draw("second", i, 0, (int)span) : 0);
        return _reference.AddDays(-Days).AddSeconds(second);
    }

    private FlexbeForm FormOf(int i)
    {
        var form = i % Forms.Length;
        var page = Pages[Draw("page", i, 0, Pages.Length)];
        return new FlexbeForm
        {
            FormName = Forms[form],
            Fields = i == WithoutFields ? [] : FieldsOf(i, form),
            Page = new FlexbePage($"demo-site.example/{(page == "Home" ? "" : page.ToLowerInvariant())}", page),
            Utm = UtmOf(i),
        };
    }

    private List<FlexbeField> FieldsOf(int i, int form)
    {
        var person = _people[i];
        var number = 59100 + 10 * form;
        var name = i == WithEmoji ? $"{person.First} 🌻" : $"{person.First} {person.Last}";
        var fields = new List<FlexbeField> { new(Id(number), "name", "Name", name) };
        if (Falls(i, 95, 11))
            fields.Add(new FlexbeField(Id(number + 1), "phone", "Phone", PhoneOf(person.Locale, i)) { OrigName = form == 1 ? "WhatsApp number" : null });
        if (Falls(i, 60, 5))
            fields.Add(new FlexbeField(Id(number + 2), "email", "E-mail", person.Email));
        if (i == WithArray)
            fields.Add(new FlexbeField("f27b7c6e2", "checkbox", "Rooms") { Values = ["Kitchen", "Hall"] });
        else if (form == 1)
            fields.Add(new FlexbeField("f27b7c6e2", "radio", "Room", Rooms[Draw("room", i, 0, Rooms.Length)]));
        return fields;
    }

    // Ranges that are kept for fiction.
    private string PhoneOf(string locale, int i) => locale switch
    {
        "de" => string.Create(CultureInfo.InvariantCulture, $"+49 30 23125 {Draw("phone", i, 0, 1000):000}"),
        "es" => string.Create(CultureInfo.InvariantCulture, $"+44 7700 900{Draw("phone", i, 0, 1000):000}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"+1 ({Draw("area", i, 201, 990)}) 555-01{Draw("phone", i, 0, 100):00}"),
    };

    private FlexbeUtm UtmOf(int i)
    {
        var ip = Networks[i % Networks.Length] + Id(Draw("ip", i, 1, 255));
        var cookies = i % 4 == 0 ? new Dictionary<string, string> { ["roistat_visit"] = Id(100_000 + Draw("visit", i, 0, 900_000)) } : null;
        if (!Falls(i, 40, 8))
            return new FlexbeUtm { Url = "http://demo-site.example/", Ip = ip, Cookies = cookies };
        var (source, campaign, medium) = (Sources[Draw("source", i, 0, Sources.Length)], Campaigns[Draw("campaign", i, 0, Campaigns.Length)], Media[Draw("medium", i, 0, Media.Length)]);
        return new FlexbeUtm
        {
            Url = $"http://demo-site.example/?utm_source={source}&utm_campaign={campaign}&utm_medium={medium}",
            Source = source,
            Campaign = campaign,
            Medium = medium,
            Ip = ip,
            Cookies = cookies,
        };
    }

    private FlexbeInvoice InvoiceOf(int i, DateTimeOffset time)
    {
        var status = PayStatuses[_invoices++ % PayStatuses.Length];
        var created = Before(time.AddSeconds(Draw("created", i, 0, 3600)));
        var amount = 50 + 44_950 * (decimal)Math.Round(Math.Pow(_random.Unit("flexbe.seed.amount", i), 3), 6);
        return _state.NewInvoice(Math.Round(amount, 2), created).Enter(status, Before(created.AddSeconds(Draw("paid", i, 60, 2 * Day)))) with
        {
            Desc = i % 2 == 0 ? "Thank you for your order" : "",
            Method = status == FlexbePayStatus.Pending ? null : Methods[i % Methods.Length],
            Test = status == FlexbePayStatus.Paid && _paid++ % 5 == 0,
        };
    }

    private DateTimeOffset Before(DateTimeOffset time) => time < _reference ? time : _reference.AddSeconds(-1);

    private int Draw(string what, int i, int from, int below) => _random.Next("flexbe.seed." + what, i, from, below);

    /// <summary>Whether the i-th is one of so many in a hundred, spread evenly.</summary>
    private static bool Falls(int i, int percent, int shift)
    {
        var at = (long)i * 7 + shift;
        return at % 100 * percent % 100 < percent;
    }

    private static string Id(int number) => number.ToString(CultureInfo.InvariantCulture);
}
