namespace VendorMocks;

/// <summary>Flexbe in one world: arrange and assert.</summary>
/// <remarks>
/// Methods throw <see cref="ArgumentException"/> for input that cannot be used and <see cref="InvalidOperationException"/> for
/// a step that the state does not allow; nothing was changed then. Sites are named by domain or by the landing page's number;
/// null is the first one.
/// </remarks>
public sealed class FlexbeFake : Fake
{
    internal FlexbeFake(World world)
        : base(world, VendorMocks.Flexbe.Instance)
    {
    }

    /// <summary>The key that the first site was opened with.</summary>
    public string Key => Credentials[0].Key;

    /// <summary>All leads of all sites, ascending by id.</summary>
    public IReadOnlyList<FlexbeLead> Leads => this.Read<FlexbeState, IReadOnlyList<FlexbeLead>>(state => [.. state.Leads]);

    /// <summary>All sites.</summary>
    public IReadOnlyList<FlexbeSite> Sites => this.Read<FlexbeState, IReadOnlyList<FlexbeSite>>(state => [.. state.Sites]);

    /// <summary>The hook URLs of all sites, in the order in which they are called.</summary>
    public IReadOnlyList<FlexbeHookUrl> Hooks => this.Read<FlexbeState, IReadOnlyList<FlexbeHookUrl>>(state => [.. state.Hooks]);

    /// <summary>The rule values in force; assigning changes this world only.</summary>
    public FlexbeRules Rules
    {
        get => this.Read<FlexbeState, FlexbeRules>(state => state.Values);
        set => World.Adjust(Vendor, slot => slot.State.Rules = value);
    }

    /// <summary>The lead with that id, or null.</summary>
    /// <param name="id">Its id.</param>
    public FlexbeLead? FindLead(long id) => this.Read<FlexbeState, FlexbeLead?>(state => state.Leads.Find(id));

    /// <summary>A visitor submits a form: a new lead, and a <c>lead</c> event to each hook URL.</summary>
    /// <param name="form">What was submitted; <see cref="FlexbeForm.Of"/> makes a short one.</param>
    public FlexbeEvent SubmitForm(FlexbeForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return this.Play<FlexbeState, FlexbeEvent>("flexbe.forms.submit", (call, state) => FlexbeOffice.Submit(call, state, form));
    }

    /// <summary>A visitor submits a form with the three usual fields.</summary>
    /// <param name="name">The visitor's name; an invented one when left out.</param>
    /// <param name="phone">Phone as typed; an invented one when left out.</param>
    /// <param name="email">E-mail as typed; an invented one when left out.</param>
    public FlexbeEvent SubmitForm(string? name = null, string? phone = null, string? email = null) =>
        this.Play<FlexbeState, FlexbeEvent>("flexbe.forms.submit", (call, state) =>
        {
            var person = People.Invent(state.Random, "flexbe.invented", state.Leads.NextId);
            // Set aside for films and tests, and the number keeps phones apart.
            phone ??= string.Create(System.Globalization.CultureInfo.InvariantCulture, $"+1 555 01 {state.Leads.NextId:D6}");
            return FlexbeOffice.Submit(call, state, FlexbeForm.Of(name ?? $"{person.First} {person.Last}", phone, email ?? person.Email));
        });

    /// <summary>A payment gateway reports about a lead's invoice; Paid and Error send a <c>pay</c> event to each hook URL.</summary>
    /// <param name="leadId">The lead's id.</param>
    /// <param name="status">InProcess, Paid or Error. A paid invoice stays paid, and none becomes pending again.</param>
    /// <param name="method">The gateway; null keeps what is known.</param>
    /// <param name="test">Whether it is a test payment; null keeps what is known.</param>
    public FlexbeEvent NotifyPayment(long leadId, FlexbePayStatus status, string? method = null, bool? test = null) =>
        this.Play<FlexbeState, FlexbeEvent>("flexbe.payments.notify", (call, state) => FlexbeOffice.Notify(call, state, leadId, status, method, test));

    /// <summary>Stores a lead without an event.</summary>
    /// <param name="with">
    /// Changes a fresh lead of the site, which has the next id and number and the present time:
    /// <c>lead => lead with { Status = FlexbeStatus.Deleted }</c>. A lead with the id of a known one takes its place.
    /// </param>
    /// <param name="site">Where it belongs.</param>
    public FlexbeLead PutLead(Func<FlexbeLead, FlexbeLead> with, string? site = null)
    {
        ArgumentNullException.ThrowIfNull(with);
        return this.Play<FlexbeState, FlexbeLead>("flexbe.leads.put", (call, state) => FlexbeOffice.SiteOf(state, site) is { } found
            ? FlexbeOffice.Put(state, with(FlexbeOffice.LeadOf(new FlexbeForm(), found, state.Leads.NextId, found.LastNum + 1, FlexbeResponses.WholeSeconds(call.Now))))
            : FlexbeOffice.NoSite(site));
    }

    /// <summary>Takes a lead away.</summary>
    /// <param name="id">Its id.</param>
    public FlexbeLead RemoveLead(long id) => this.Play<FlexbeState, FlexbeLead>("flexbe.leads.remove", (_, state) => FlexbeOffice.Remove(state, id));

    /// <summary>Has a URL called when something happens on a site; the same one twice is kept once.</summary>
    /// <param name="url">Absolute http(s) URL, called exactly as it is.</param>
    /// <param name="site">Which site.</param>
    public FlexbeHookUrl AddHook(string url, string? site = null) =>
        this.Play<FlexbeState, FlexbeHookUrl>("flexbe.hooks.add", (_, state) => FlexbeOffice.AddHook(state, site, url));

    /// <summary>Stops calling a URL.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="site">Which site.</param>
    public FlexbeHookUrl RemoveHook(string url, string? site = null) =>
        this.Play<FlexbeState, FlexbeHookUrl>("flexbe.hooks.remove", (_, state) => FlexbeOffice.RemoveHook(state, site, url));

    /// <summary>Gives a site a new key, which is in the record; the old one is refused at once.</summary>
    /// <param name="site">Which site.</param>
    /// <param name="key">The new key; null mints one.</param>
    public FlexbeSite RegenerateKey(string? site = null, string? key = null) =>
        this.Play<FlexbeState, FlexbeSite>("flexbe.keys.regenerate", (_, state) => FlexbeOffice.RegenerateKey(state, site, key));

    /// <summary>Adds a site with leads, numbers, hooks and a key of its own.</summary>
    /// <param name="domain">Its domain, unused so far.</param>
    /// <param name="name">Its name; null for the domain.</param>
    /// <param name="key">Its key; null mints one.</param>
    public FlexbeSite AddSite(string domain, string? name = null, string? key = null) =>
        this.Play<FlexbeState, FlexbeSite>("flexbe.sites.add", (_, state) => FlexbeOffice.AddSite(state, domain, name, null, key));
}

/// <summary>Flexbe's place in a world.</summary>
public static class FlexbeInWorld
{
    extension(World world)
    {
        /// <summary>Flexbe in this world.</summary>
        public FlexbeFake Flexbe => new(world);
    }
}
