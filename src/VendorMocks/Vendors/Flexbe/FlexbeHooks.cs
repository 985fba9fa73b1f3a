using System.Globalization;
using static VendorMocks.FlexbeHookInput;

namespace VendorMocks;

/// <summary>The vendor's part that a test or a person can play.</summary>
internal static class FlexbeHooks
{
    private const int MaxListed = 1000;

    private static readonly HookField Site = new("site", "string", false, "Domain or number of the landing page; the first site.");
    private static readonly HookField Lead = new("id", "integer", true, "The lead's id.") { Example = "20000003" };
    private static readonly HookField Url = new("url", "string", true, "Absolute http or https URL, called exactly as it is.") { Example = "\"https://example.com/hook\"" };
    private static readonly HookField Fields = new("fields", "array", false, "Objects of id, type (text), name, value (a text or a list of them) and orig_name.");
    private static readonly HookField Page = new("page", "object", false, "url and name of the page with the form.");
    private static readonly HookField Products = new("products", "array", false, "Objects with texts by name.");
    private static readonly HookField Utm = new(
        "utm", "object", false, "url, utm_source, utm_campaign, utm_medium, utm_term, utm_content, ip, cookies, ym_client_id, ga_client_id.");

    public static IReadOnlyList<Hook> All { get; } =
    [
        Row("forms.submit", "A visitor submits a form; a lead event goes out", (call, state) => Read(call, input => FlexbeOffice.Submit(call, state, Form(input, call.Fields))),
            Site,
            new("form_name", "string", false, "The form's name; Callback."),
            Fields, Page, Utm, Products,
            new("invoice", "object", false, "summ, desc and test of an invoice to be made.")),
        Row("payments.notify", "A payment gateway reports; 2 and 3 send a pay event", Notify,
            new("lead", "integer", true, "The lead's id.") { Example = "20000003" },
            new("status", "string", true, "1 (InProcess), 2 (Paid) or 3 (Error).") { Example = "\"2\"" },
            new("method", "string", false, "The gateway."),
            new("test", "boolean", false, "Whether it is a test payment.")),
        Shows("leads.list", "Leads of all sites, ascending by id", ListLeads,
            Site,
            new("skip", "integer", false, "Leads to leave out first; 0."),
            new("count", "integer", false, "Most leads to show, up to 1000; 100.")),
        Shows("leads.get", "One lead", (call, state) => Read(call, input => Shown(state, input.Integer("id", required: true))), Lead),
        Row("leads.put", "A lead exactly as given, or changes to one; no event goes out", PutLead,
            new("id", "integer", false, "The lead to change, or the id of a new one; the next."),
            Site,
            new("num", "integer", false, "Its number within the site; the next."),
            new("time", "time", false, "When it was submitted, also as unix seconds; now."),
            new("status", "string", false, "Code or name; 0 (New)."),
            new("client", "object", false, "name, phone and email, stored as they are."),
            new("note", "string", false, "Notes."),
            new("form_name", "string", false, "The form's name; Callback."),
            Fields, Page, Utm, Products,
            new("pay", "object", false, "summ, status, time_create, time_done, desc, method, test and id of its invoice; null takes it away.")),
        Row("leads.remove", "Takes a lead away", (call, state) => Read(call, input => FlexbeOffice.Remove(state, input.Integer("id", required: true))), Lead),
        Shows("hooks.list", "The hook URLs of all sites, in the order in which they are called", (_, state) => HookResult.Of([.. state.Hooks], FlexbeRows.Default.FlexbeHookUrlArray)),
        Row("hooks.add", "Has a URL called; the same one twice is kept once",
            (call, state) => Read(call, input => FlexbeOffice.AddHook(state, input.Text("site"), input.Text("url", required: true))), Url, Site),
        Row("hooks.remove", "Stops calling a URL",
            (call, state) => Read(call, input => FlexbeOffice.RemoveHook(state, input.Text("site"), input.Text("url", required: true))), Url, Site),
        .. DeliveryHooks.Of("flexbe", "lead", FlexbeEvents.Lead, FlexbeEvents.Pay),
        Row("keys.regenerate", "Gives a site a new key; the old one is refused at once",
            (call, state) => Read(call, input => FlexbeOffice.RegenerateKey(state, input.Text("site"), input.Text("key"))),
            Site, new("key", "string", false, "The new key; minted.")),
        Shows("sites.list", "Sites with their keys and the calls counted", ListSites),
        Row("sites.add", "Adds a site with leads, numbers, hooks and a key of its own",
            (call, state) => Read(call, input => FlexbeOffice.AddSite(state, input.Text("domain", required: true) ?? "", input.Text("name"), input.Integer("id"), input.Text("key"))),
            new("domain", "string", true, "Its domain, unused so far."),
            new("name", "string", false, "Its name; the domain."),
            new("id", "integer", false, "The account's number; that of the first site."),
            new("key", "string", false, "Its key; minted.")) with { MintsKey = true },
        Row("sites.reset-limit", "Gives a site's key its calls of the minute back", ResetLimit, Site),
    ];

    private static Hook Row(string id, string summary, Func<Call, FlexbeState, HookResult> handler, params HookField[] fields) =>
        Hook.Row("flexbe." + id, summary, handler, fields);

    private static Hook Shows(string id, string summary, Func<Call, FlexbeState, HookResult> handler, params HookField[] fields) =>
        Row(id, summary, handler, fields) with { ReadsOnly = true };

    private static HookResult Notify(Call call, FlexbeState state) => Read(call, input =>
    {
        var (lead, status) = (input.Integer("lead", required: true), Status<FlexbePayStatus>(input, "status", required: true));
        var (method, test) = (input.Text("method"), input.Flag("test"));
        return input.Problem is { } problem ? HookResult.Of(problem) : FlexbeOffice.Notify(call, state, lead, status!.Value, method, test);
    });

    private static HookResult ListLeads(Call call, FlexbeState state) => Read(call, input =>
    {
        var (named, skip, count) = (input.Text("site"), input.Integer("skip") ?? 0, input.Integer("count") ?? 100);
        if (named is not null && FlexbeOffice.SiteOf(state, named) is null)
            return FlexbeOffice.NoSite(named);
        if (skip < 0 || count is < 1 or > MaxListed)
            return HookResult.Bad(skip < 0 ? "skip" : "count", $"skip is at least 0, count lies between 1 and {MaxListed}.");
        var site = named is null ? null : FlexbeOffice.SiteOf(state, named);
        var leads = state.Leads.Where(lead => site is null || lead.SiteId == site.SubId).Skip((int)Math.Min(skip, int.MaxValue)).Take((int)count);
        return HookResult.Of([.. leads], FlexbeRows.Default.FlexbeLeadArray);
    });

    private static HookResult PutLead(Call call, FlexbeState state) => Read(call, input =>
    {
        var (id, named) = (input.Integer("id"), input.Text("site"));
        var known = FlexbeOffice.Find(state, id);
        if (FlexbeOffice.SiteOf(state, named ?? known?.SiteId.ToString(CultureInfo.InvariantCulture)) is not { } site)
            return FlexbeOffice.NoSite(named);
        var now = FlexbeResponses.WholeSeconds(call.Now);
        var lead = known is null
            ? FlexbeOffice.LeadOf(new FlexbeForm(), site, id ?? state.Leads.NextId, site.LastNum + 1, now)
            : known with { SiteId = site.SubId };
        lead = FlexbeHookInput.Lead(input, call.Fields, lead);
        var pay = Invoice(input, lead.Pay, () => state.NewInvoice(0, lead.Time));
        if (pay is { Status: FlexbePayStatus.Paid, TimeDone: null })
            pay = pay with { TimeDone = now };
        lead = lead with { Pay = input.Has("pay") ? pay : lead.Pay };
        return input.Problem is { } problem ? HookResult.Of(problem) : FlexbeOffice.Put(state, lead);
    });

    private static HookResult Shown(FlexbeState state, long? id) =>
        FlexbeOffice.Find(state, id) is { } lead ? HookResult.Of(lead, FlexbeRows.Default.FlexbeLead) : FlexbeOffice.NoLead(id);

    private static HookResult ListSites(Call call, FlexbeState state)
    {
        var windows = call.Windows?.Save() ?? [];
        FlexbeSiteUse[] sites =
        [
            .. from site in state.Sites
               let window = windows.FirstOrDefault(window => window.Key == site.ApiKey && window.Ends > call.Now)
               select new FlexbeSiteUse(site, window?.Used ?? 0, window?.Ends),
        ];
        return HookResult.Of(sites, FlexbeRows.Default.FlexbeSiteUseArray);
    }

    private static HookResult ResetLimit(Call call, FlexbeState state) => Read(call, input =>
    {
        var named = input.Text("site");
        if (FlexbeOffice.SiteOf(state, named) is not { } site)
            return FlexbeOffice.NoSite(named);
        call.Windows?.Reset(site.ApiKey);
        return HookResult.Of(site, FlexbeRows.Default.FlexbeSite);
    });
}
