namespace VendorMocks;

/// <summary>Clixnow in one world: arrange and assert.</summary>
/// <remarks>
/// Methods throw <see cref="ArgumentException"/> for input that cannot be used and <see cref="InvalidOperationException"/> for
/// a step that the state does not allow; nothing was changed then.
/// </remarks>
public sealed class ClixnowFake : Fake
{
    internal ClixnowFake(World world)
        : base(world, VendorMocks.Clixnow.Instance)
    {
    }

    /// <summary>The token of the first affiliate, which may do everything.</summary>
    public string Token => Credentials[0].Key;

    /// <summary>The token of an affiliate without permissions.</summary>
    public string BlockedToken => Credentials[1].Key;

    /// <summary>The token of an affiliate that sees neither CRM nor brand numbers nor deposits.</summary>
    public string DiscreetToken => Credentials[2].Key;

    /// <summary>All leads, ascending by id.</summary>
    public IReadOnlyList<ClixnowLead> Leads => this.Read<ClixnowState, IReadOnlyList<ClixnowLead>>(state => [.. state.Leads]);

    /// <summary>All brands: <c>demo</c>, <c>strict</c>, <c>closed</c> and those that were added.</summary>
    public IReadOnlyList<ClixnowBrand> Brands => this.Read<ClixnowState, IReadOnlyList<ClixnowBrand>>(state => [.. state.Brands]);

    /// <summary>All affiliates.</summary>
    public IReadOnlyList<ClixnowAffiliate> Affiliates => this.Read<ClixnowState, IReadOnlyList<ClixnowAffiliate>>(state => [.. state.Affiliates]);

    /// <summary>All postback templates.</summary>
    public IReadOnlyList<ClixnowPostback> Postbacks => this.Read<ClixnowState, IReadOnlyList<ClixnowPostback>>(state => [.. state.Postbacks]);

    /// <summary>The rule values in force; assigning changes this world only.</summary>
    public ClixnowRules Rules
    {
        get => this.Read<ClixnowState, ClixnowRules>(state => state.Values);
        set => World.Adjust(Vendor, slot => slot.State.Rules = value);
    }

    /// <summary>The lead with that number, or null.</summary>
    /// <param name="id">Its number.</param>
    public ClixnowLead? FindLead(long id) => this.Read<ClixnowState, ClixnowLead?>(state => state.Leads.Find(id));

    /// <summary>Stores a lead of the first affiliate without a postback.</summary>
    /// <param name="email">Its e-mail; an invented one when left out.</param>
    /// <param name="with">Changes what is invented: <c>lead => lead with { Status = "Interested" }</c>.</param>
    public ClixnowLead AddLead(string? email = null, Func<ClixnowLead, ClixnowLead>? with = null) =>
        this.Play<ClixnowState, ClixnowLead>("clixnow.leads.put", (call, state) =>
        {
            var draft = ClixnowLeadHooks.Draft(state, email, state.Affiliates.Find(1)!, call.Now);
            return ClixnowLeadHooks.Save(state, with?.Invoke(draft) ?? draft);
        });

    /// <summary>Takes a lead away.</summary>
    /// <param name="id">Its number.</param>
    public ClixnowLead RemoveLead(long id) =>
        this.Play<ClixnowState, ClixnowLead>("clixnow.leads.remove", (_, state) => ClixnowLeadHooks.Remove(state, id));

    /// <summary>The brand changes a lead's status; a <c>status</c> postback goes out if it differs.</summary>
    /// <param name="id">The lead's number.</param>
    /// <param name="status">Any text that is not blank.</param>
    public ClixnowLead SetStatus(long id, string status) =>
        this.Play<ClixnowState, ClixnowLead>("clixnow.leads.set-status", (call, state) => ClixnowLeadHooks.SetStatus(call, state, id, status));

    /// <summary>The lead makes its first deposit; an <c>ftd</c> postback goes out. A second one is not allowed.</summary>
    /// <param name="id">The lead's number.</param>
    /// <param name="at">When, not before the lead and not in the future; now.</param>
    /// <param name="status">Its new status; null keeps the one it has.</param>
    public ClixnowLead MakeDeposit(long id, DateTimeOffset? at = null, string? status = null) =>
        this.Play<ClixnowState, ClixnowLead>("clixnow.leads.make-ftd", (call, state) => ClixnowLeadHooks.MakeFtd(call, state, id, at, status));

    /// <summary>Adds a brand, which then answers at <c>integration.&lt;slug&gt;.clixnow.com</c>.</summary>
    /// <param name="slug">The label in its host name.</param>
    /// <param name="with">Changes what is invented.</param>
    public ClixnowBrand AddBrand(string slug, Func<ClixnowBrand, ClixnowBrand>? with = null) =>
        this.Play<ClixnowState, ClixnowBrand>("clixnow.brands.add", (_, state) =>
        {
            var draft = ClixnowAccountHooks.DraftBrand(state, slug);
            return ClixnowAccountHooks.Save(state, with?.Invoke(draft) ?? draft);
        });

    /// <summary>Changes a brand.</summary>
    /// <param name="slug">The label in its host name.</param>
    /// <param name="change">What becomes of it.</param>
    public ClixnowBrand UpdateBrand(string slug, Func<ClixnowBrand, ClixnowBrand> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return this.Play<ClixnowState, ClixnowBrand>("clixnow.brands.update", (_, state) => state.BrandsBySlug.Find(slug) is { } brand
            ? ClixnowAccountHooks.Save(state, change(brand) with { Id = brand.Id })
            : HookResult.Missing("slug", $"There is no brand '{slug}'."));
    }

    /// <summary>Adds an affiliate that may do everything; its token is in the record.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="with">Changes what is invented.</param>
    public ClixnowAffiliate AddAffiliate(string name, Func<ClixnowAffiliate, ClixnowAffiliate>? with = null) =>
        this.Play<ClixnowState, ClixnowAffiliate>("clixnow.affiliates.add", (_, state) =>
        {
            var draft = ClixnowAccountHooks.DraftAffiliate(state, name);
            return ClixnowAccountHooks.Save(state, with?.Invoke(draft) ?? draft);
        });

    /// <summary>Changes an affiliate: permissions, brands, visibility, block.</summary>
    /// <param name="id">Its number; the first three are there from the beginning.</param>
    /// <param name="change">What becomes of it.</param>
    public ClixnowAffiliate UpdateAffiliate(long id, Func<ClixnowAffiliate, ClixnowAffiliate> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return this.Play<ClixnowState, ClixnowAffiliate>("clixnow.affiliates.update", (_, state) => state.Affiliates.Find(id) is { } affiliate
            ? ClixnowAccountHooks.Save(state, change(affiliate) with { Id = id })
            : HookResult.Missing("id", $"There is no affiliate {id}."));
    }

    /// <summary>Gives an affiliate a new token; the old one is refused at once.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="token">The new token; null mints one.</param>
    public ClixnowAffiliate RenewToken(long id, string? token = null) =>
        this.Play<ClixnowState, ClixnowAffiliate>("clixnow.affiliates.renew-token", (_, state) => ClixnowAccountHooks.RenewToken(state, id, token));

    /// <summary>Has a URL called whenever something happens to an affiliate's lead.</summary>
    /// <param name="eventName"><c>lead</c>, <c>status</c> or <c>ftd</c>.</param>
    /// <param name="url">Absolute http(s) URL with placeholders such as <c>{clickId}</c>.</param>
    /// <param name="affiliateId">Whose leads.</param>
    public ClixnowPostback AddPostback(string eventName, string url, long affiliateId = 1) =>
        this.Play<ClixnowState, ClixnowPostback>("clixnow.postbacks.add", (_, state) => ClixnowAccountHooks.AddPostback(state, affiliateId, eventName, url));

    /// <summary>Stops calling a URL.</summary>
    /// <param name="id">The template's number.</param>
    public ClixnowPostback RemovePostback(long id) =>
        this.Play<ClixnowState, ClixnowPostback>("clixnow.postbacks.remove", (_, state) => ClixnowAccountHooks.RemovePostback(state, id));
}

/// <summary>Clixnow's place in a world.</summary>
public static class ClixnowInWorld
{
    extension(World world)
    {
        /// <summary>Clixnow in this world.</summary>
        public ClixnowFake Clixnow => new(world);
    }
}
