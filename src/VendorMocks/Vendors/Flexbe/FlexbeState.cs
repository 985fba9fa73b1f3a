using System.Collections.Frozen;
using System.Globalization;

namespace VendorMocks;

/// <summary>Everything Flexbe remembers in one world.</summary>
internal sealed class FlexbeState : VendorState<FlexbeRules>
{
    public const long FirstLeadId = 20000001;

    private static readonly FrozenDictionary<string, string> Pointers = new Dictionary<string, string>
    {
        ["site_id"] = "sites",
    }.ToFrozenDictionary();

    public FlexbeState()
        : base(new FlexbeRules(), FlexbeRows.Default)
    {
        Sites = Store.Table<FlexbeSite>("sites", FlexbeRows.Default, row => row.SubId, 100201);
        SitesByKey = Sites.Unique("key", row => row.ApiKey.Length == 0 ? null : row.ApiKey, StringComparer.Ordinal);
        SitesByDomain = Sites.Unique("domain", row => row.Domain, StringComparer.OrdinalIgnoreCase);
        Leads = Store.Table<FlexbeLead>("leads", FlexbeRows.Default, row => row.Id, FirstLeadId);
        LeadsByTime = Leads.Ordered("time", Seconds, row => row.SiteId);
        LeadsByStatus = Leads.Ordered("status", Seconds, row => StatusGroup(row.SiteId, (long)row.Status));
        LeadsByPhone = Leads.Ordered("phone", Seconds, row => TextGroup(row.SiteId, row.Client.Phone));
        LeadsByEmail = Leads.Ordered("email", Seconds, row => TextGroup(row.SiteId, row.Client.Email));
        LeadsByInvoice = Leads.Unique("invoice", row => row.Pay is { } pay ? InvoiceKey(pay) : null, StringComparer.Ordinal);
        Hooks = Store.Table<FlexbeHookUrl>("hooks", FlexbeRows.Default, row => row.Id);
        HooksByUrl = Hooks.Unique("url", row => HookKey(row.SiteId, row.Url), StringComparer.Ordinal);
        HooksBySite = Hooks.Ordered("site", row => row.Id, row => row.SiteId);
        Invoices = Store.Sequence("invoices", 3000001);
    }

    public override IReadOnlyDictionary<string, string> References => Pointers;

    public Table<FlexbeSite> Sites { get; }

    public UniqueIndex<FlexbeSite> SitesByKey { get; }

    public UniqueIndex<FlexbeSite> SitesByDomain { get; }

    public Table<FlexbeLead> Leads { get; }

    public OrderedIndex<FlexbeLead> LeadsByTime { get; }

    /// <summary>Grouped by <see cref="StatusGroup"/>.</summary>
    public OrderedIndex<FlexbeLead> LeadsByStatus { get; }

    /// <summary>Grouped by <see cref="TextGroup"/>, which other phones may share.</summary>
    public OrderedIndex<FlexbeLead> LeadsByPhone { get; }

    /// <summary>Grouped by <see cref="TextGroup"/>, which other e-mails may share.</summary>
    public OrderedIndex<FlexbeLead> LeadsByEmail { get; }

    public UniqueIndex<FlexbeLead> LeadsByInvoice { get; }

    public Table<FlexbeHookUrl> Hooks { get; }

    public UniqueIndex<FlexbeHookUrl> HooksByUrl { get; }

    public OrderedIndex<FlexbeHookUrl> HooksBySite { get; }

    /// <summary>Numbers of invoices.</summary>
    public Sequence Invoices { get; }

    /// <summary>The site that every world has.</summary>
    public FlexbeSite FirstSite => Sites.First();

    /// <summary>Codes have two digits at most.</summary>
    public static long StatusGroup(long site, long code) => site * 100 + code;

    /// <summary>A number for a text of a site; equal texts have equal ones.</summary>
    public static long? TextGroup(long site, string text) =>
        text.Length == 0 ? null : (site << 32) ^ (uint)StringComparer.Ordinal.GetHashCode(text);

    public static string HookKey(long site, string url) => $"{site} {url}";

    public override string? CredentialIn(object row) => row is FlexbeSite { ApiKey.Length: > 0 } site ? site.ApiKey : null;

    public static string InvoiceKey(FlexbeInvoice invoice) => invoice.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>FB-48: an invoice under the next number.</summary>
    public FlexbeInvoice NewInvoice(decimal summ, DateTimeOffset now)
    {
        FlexbeInvoice invoice;
        // A test may have given the number away.
        do
            invoice = new FlexbeInvoice(Invoices.Next(), summ, now);
        while (LeadsByInvoice.Find(InvoiceKey(invoice)) is not null);
        return invoice;
    }

    /// <summary>Stores a new lead under the next number of its site, and the next id unless it has one.</summary>
    /// <param name="site">Where it was submitted.</param>
    /// <param name="make">Makes the lead for an id and a number.</param>
    /// <param name="id">Its id, beyond all others; null for the next.</param>
    public FlexbeLead Submit(FlexbeSite site, Func<long, long, FlexbeLead> make, long? id = null)
    {
        site = Sites.Replace(site with { LastNum = site.LastNum + 1 });
        return Leads.Insert(make(id ?? Leads.NextId, site.LastNum));
    }

    private static long Seconds(FlexbeLead lead) => lead.Time.ToUnixTimeSeconds();
}
