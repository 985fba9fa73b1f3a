using System.Globalization;

namespace VendorMocks;

/// <summary>What visitors, payment gateways and the sites' owner do: the actions behind hooks and typed methods.</summary>
internal static class FlexbeOffice
{
    public const int KeyDigits = 40;

    /// <summary>FB-52: a visitor submits a form.</summary>
    public static HookResult Submit(Call call, FlexbeState state, FlexbeForm form)
    {
        if (SiteOf(state, form.Site) is not { } site)
            return NoSite(form.Site);
        if (Fault(form.Fields, form.Invoice?.Summ) is { } fault)
            return fault;
        var now = FlexbeResponses.WholeSeconds(call.Now);
        var lead = state.Submit(site, (id, num) => LeadOf(form, site, id, num, now));
        if (form.Invoice is { } bill)
            lead = state.Leads.Replace(lead with { Pay = state.NewInvoice(bill.Summ, now) with { Desc = bill.Desc, Test = bill.Test } });
        return Shown(new FlexbeEvent(lead, FlexbeEvents.Raise(call, state, lead, FlexbeEvents.Lead)));
    }

    /// <summary>FB-50, FB-53: a gateway reports.</summary>
    public static HookResult Notify(Call call, FlexbeState state, long? id, FlexbePayStatus status, string? method, bool? test)
    {
        if (Find(state, id) is not { } lead)
            return NoLead(id);
        if (lead.Pay is not { } pay)
            return HookResult.Conflict("lead", $"Lead {lead.Id} has no invoice to be paid.");
        if (status == FlexbePayStatus.Pending)
            return HookResult.Bad("status", "A gateway reports 1 (InProcess), 2 (Paid) or 3 (Error).");
        if (pay.Status == FlexbePayStatus.Paid && status != FlexbePayStatus.Paid)
            return HookResult.Conflict("status", $"Lead {lead.Id} is paid; a gateway does not take that back.");
        pay = pay.Enter(status, FlexbeResponses.WholeSeconds(call.Now)) with { Method = method ?? pay.Method, Test = test ?? pay.Test };
        // FB-51: the lead's own status stays.
        lead = state.Leads.Replace(lead with { Pay = pay });
        var told = status is FlexbePayStatus.Paid or FlexbePayStatus.Error ? FlexbeEvents.Raise(call, state, lead, FlexbeEvents.Pay) : [];
        return Shown(new FlexbeEvent(lead, told));
    }

    /// <summary>A lead just as given, new or in place of the one with its id; no event.</summary>
    public static HookResult Put(FlexbeState state, FlexbeLead lead)
    {
        if (lead.Id is < 1 or long.MaxValue)
            return HookResult.Bad("id", $"A lead's id is at least 1, not {lead.Id}.");
        if (state.Sites.Find(lead.SiteId) is not { } site)
            return NoSite(lead.SiteId.ToString(CultureInfo.InvariantCulture));
        if (lead.Num < 1)
            return HookResult.Bad("num", $"A lead's number is at least 1, not {lead.Num}.");
        if (Fault(lead.Fields, lead.Pay?.Summ) is { } fault)
            return fault;
        if (lead.Pay is { } pay && pay.TimeDone is null == (pay.Status == FlexbePayStatus.Paid))
            return HookResult.Bad("pay.time_done", "An invoice has time_done exactly while it is paid.");
        if (lead.Pay is { } bill && state.LeadsByInvoice.Find(FlexbeState.InvoiceKey(bill)) is { } other && other.Id != lead.Id)
            return HookResult.Conflict("pay.id", $"Invoice {bill.Id} is lead {other.Id}'s.");
        if (site.LastNum < lead.Num)
            state.Sites.Replace(site with { LastNum = lead.Num });
        lead = lead with { Time = FlexbeResponses.WholeSeconds(lead.Time) };
        lead = state.Leads.Find(lead.Id) is null ? state.Leads.Insert(lead) : state.Leads.Replace(lead);
        return HookResult.Of(lead, FlexbeRows.Default.FlexbeLead);
    }

    public static HookResult Remove(FlexbeState state, long? id)
    {
        if (Find(state, id) is not { } lead)
            return NoLead(id);
        state.Leads.Remove(lead.Id);
        return HookResult.Of(lead, FlexbeRows.Default.FlexbeLead);
    }

    public static HookResult AddHook(FlexbeState state, string? siteName, string? url)
    {
        if (SiteOf(state, siteName) is not { } site)
            return NoSite(siteName);
        if (url is null || TargetPolicy.AddressOf(url) is null)
            return HookResult.Bad("url", $"'{url}' is no absolute http or https URL.");
        var hook = state.HooksByUrl.Find(FlexbeState.HookKey(site.SubId, url)) ?? state.Hooks.Add(id => new FlexbeHookUrl(id, site.SubId, url));
        return HookResult.Of(hook, FlexbeRows.Default.FlexbeHookUrl);
    }

    public static HookResult RemoveHook(FlexbeState state, string? siteName, string? url)
    {
        if (SiteOf(state, siteName) is not { } site)
            return NoSite(siteName);
        if (url is null || state.HooksByUrl.Find(FlexbeState.HookKey(site.SubId, url)) is not { } hook)
            return HookResult.Missing("url", $"The site does not call '{url}'.");
        state.Hooks.Remove(hook.Id);
        return HookResult.Of(hook, FlexbeRows.Default.FlexbeHookUrl);
    }

    /// <summary>FB-16: the old key gives error 0 at once.</summary>
    public static HookResult RegenerateKey(FlexbeState state, string? siteName, string? key)
    {
        if (SiteOf(state, siteName) is not { } site)
            return NoSite(siteName);
        // From the old one, since worlds with one seed must not meet in a key.
        key ??= RandomSource.Of(site.ApiKey).Hex("flexbe.key", site.SubId, KeyDigits);
        if (state.SitesByKey.Find(key) is { } owner && owner.SubId != site.SubId)
            return HookResult.Conflict("key", $"The site {owner.Domain} has this key.");
        return HookResult.Of(state.Sites.Replace(site with { ApiKey = key }), FlexbeRows.Default.FlexbeSite);
    }

    public static HookResult AddSite(FlexbeState state, string domain, string? name, long? account, string? key)
    {
        if (Uri.CheckHostName(domain) != UriHostNameType.Dns)
            return HookResult.Bad("domain", $"'{domain}' is no domain.");
        if (state.SitesByDomain.Find(domain) is not null)
            return HookResult.Conflict("domain", $"There is a site {domain} already.");
        var id = state.Sites.NextId;
        key ??= RandomSource.Of(state.FirstSite.ApiKey).Hex("flexbe.key", id, KeyDigits);
        if (state.SitesByKey.Find(key) is { } owner)
            return HookResult.Conflict("key", $"The site {owner.Domain} has this key.");
        var site = new FlexbeSite { Id = account ?? state.FirstSite.Id, SubId = id, Domain = domain, Name = name ?? domain, ApiKey = key };
        return HookResult.Of(state.Sites.Insert(site), FlexbeRows.Default.FlexbeSite);
    }

    /// <summary>The lead that a form becomes; the seed makes its leads by the same rules.</summary>
    public static FlexbeLead LeadOf(FlexbeForm form, FlexbeSite site, long id, long num, DateTimeOffset now) => new()
    {
        Id = id,
        SiteId = site.SubId,
        Num = num,
        Time = now,
        Client = form.Client,
        FormName = form.FormName,
        Fields = form.Fields,
        Products = form.Products,
        Page = form.Page ?? new FlexbePage(site.Domain + "/", site.Name),
        Utm = form.Utm ?? new FlexbeUtm { Url = $"http://{site.Domain}/" },
    };

    /// <summary>A site by landing page number or domain; the first for null.</summary>
    public static FlexbeSite? SiteOf(FlexbeState state, string? named) =>
        named is null ? state.FirstSite
        : state.SitesByDomain.Find(named)
            ?? (long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? state.Sites.Find(id) : null);

    public static FlexbeLead? Find(FlexbeState state, long? id) => id is { } number ? state.Leads.Find(number) : null;

    public static HookResult NoLead(long? id) => HookResult.Missing("lead", $"There is no lead {id}.");

    public static HookResult NoSite(string? named) => HookResult.Missing("site", $"There is no site '{named}'.");

    private static HookResult Shown(FlexbeEvent done) => HookResult.Of(done, FlexbeRows.Default.FlexbeEvent);

    private static HookResult? Fault(IReadOnlyList<FlexbeField> fields, decimal? summ)
    {
        if (fields.FirstOrDefault(field => field.Id.Length == 0 || !field.Id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')) is { } odd)
            return HookResult.Bad("fields", $"'{odd.Id}' is no field id: letters, digits, _ and - are.");
        if (fields.GroupBy(field => field.Id).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return HookResult.Bad("fields", $"Two fields have the id '{twice.Key}'.");
        return summ < 0 || decimal.Round(summ ?? 0, 2) != (summ ?? 0)
            ? HookResult.Bad("summ", $"An amount is 0 or more with at most two decimals, not {summ?.ToString(CultureInfo.InvariantCulture)}.")
            : null;
    }
}
