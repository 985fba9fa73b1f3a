namespace VendorMocks;

/// <summary>Maxwork in one world: arrange and assert. The API only writes, so this is where its effects are seen.</summary>
/// <remarks>
/// Methods throw <see cref="ArgumentException"/> for input that cannot be used and <see cref="InvalidOperationException"/> for
/// a step that the state does not allow; nothing was changed then.
/// </remarks>
public sealed class MaxworkFake : Fake
{
    internal MaxworkFake(World world)
        : base(world, VendorMocks.Maxwork.Instance)
    {
    }

    /// <summary>The token of the first account.</summary>
    public string Token => Credentials[0].Key;

    /// <summary>The token of the second account.</summary>
    public string SecondToken => Credentials[1].Key;

    /// <summary>The user of the first account, for the header of that name.</summary>
    public string User => Credentials[0].Values["user"];

    /// <summary>All leads of all accounts, ascending by id.</summary>
    public IReadOnlyList<MaxworkLead> Leads => this.Read<MaxworkState, IReadOnlyList<MaxworkLead>>(state => [.. state.Leads]);

    /// <summary>All contacts, ascending by id.</summary>
    public IReadOnlyList<MaxworkContact> Contacts => this.Read<MaxworkState, IReadOnlyList<MaxworkContact>>(state => [.. state.Contacts]);

    /// <summary>All qualifications, ascending by id.</summary>
    public IReadOnlyList<MaxworkQualification> Qualifications =>
        this.Read<MaxworkState, IReadOnlyList<MaxworkQualification>>(state => [.. state.Qualifications]);

    /// <summary>All agents, ascending by id.</summary>
    public IReadOnlyList<MaxworkAgent> Agents => this.Read<MaxworkState, IReadOnlyList<MaxworkAgent>>(state => [.. state.Agents]);

    /// <summary>All listings, ascending by id.</summary>
    public IReadOnlyList<MaxworkListing> Listings => this.Read<MaxworkState, IReadOnlyList<MaxworkListing>>(state => [.. state.Listings]);

    /// <summary>All accounts: two, and those that were added.</summary>
    public IReadOnlyList<MaxworkAccount> Accounts => this.Read<MaxworkState, IReadOnlyList<MaxworkAccount>>(state => [.. state.Accounts]);

    /// <summary>The rule values in force; assigning changes this world only.</summary>
    public MaxworkRules Rules
    {
        get => this.Read<MaxworkState, MaxworkRules>(state => state.Values);
        set => World.Adjust(Vendor, slot => slot.State.Rules = value);
    }

    /// <summary>The lead of the first account with a partner's id, or null.</summary>
    /// <param name="externalLeadId">The partner's id.</param>
    public MaxworkLead? FindLead(string externalLeadId) =>
        this.Read<MaxworkState, MaxworkLead?>(state => state.FindLead(state.Accounts.Find(1)!, externalLeadId));

    /// <summary>The contact of a lead.</summary>
    /// <param name="lead">The lead.</param>
    public MaxworkContact ContactOf(MaxworkLead lead)
    {
        ArgumentNullException.ThrowIfNull(lead);
        return this.Read<MaxworkState, MaxworkContact>(state => state.Contacts.Find(lead.ContactId)!);
    }

    /// <summary>The qualification of a lead, or null.</summary>
    /// <param name="lead">The lead.</param>
    public MaxworkQualification? QualificationOf(MaxworkLead lead)
    {
        ArgumentNullException.ThrowIfNull(lead);
        return this.Read<MaxworkState, MaxworkQualification?>(state => state.QualificationsByLead.First(lead.Id));
    }

    /// <summary>A lead, its contact and its qualification as they stood after each accepted call, oldest first; the last 100.</summary>
    /// <param name="lead">The lead.</param>
    public IReadOnlyList<MaxworkWrite> HistoryOf(MaxworkLead lead)
    {
        ArgumentNullException.ThrowIfNull(lead);
        return this.Read<MaxworkState, IReadOnlyList<MaxworkWrite>>(state => [.. state.HistoryByLead.Ascending(lead.Id)]);
    }

    /// <summary>Writes a lead as a call would, without telling the mapping URL.</summary>
    /// <param name="email">The contact's e-mail; an invented one when left out.</param>
    /// <param name="phone">The contact's phone; an invented one when left out.</param>
    /// <param name="name">The contact's name; an invented one when left out.</param>
    /// <param name="message">The message.</param>
    /// <param name="publicReference">A listing's reference, or <c>None</c>.</param>
    /// <param name="externalLeadId">The partner's id; null for none.</param>
    /// <param name="agentId">The agent; null for the listing's or the lead manager.</param>
    /// <param name="status">Where it stands.</param>
    /// <param name="createdAt">Creation; null for now.</param>
    /// <param name="qualification">What is known of it, ids left out; null for a lead that is not qualified.</param>
    /// <param name="accountId">The account.</param>
    public MaxworkLead AddLead(
        string? email = null,
        string? phone = null,
        string? name = null,
        string message = "Is it still available?",
        string publicReference = MaxworkLeads.NoReference,
        string? externalLeadId = null,
        long? agentId = null,
        MaxworkLeadStatus status = MaxworkLeadStatus.New,
        DateTimeOffset? createdAt = null,
        MaxworkQualification? qualification = null,
        long accountId = 1)
    {
        return this.Play<MaxworkState, MaxworkLead>("maxwork.leads.put", (call, state) =>
        {
            if (state.Accounts.Find(accountId) is not { } account)
                return MaxworkHooks.NoAccount(accountId);
            var (someone, somePhone) = MaxworkLeadHooks.Invent(state);
            var input = new MaxworkInput
            {
                PublicReference = publicReference,
                SenderName = name ?? $"{someone.First} {someone.Last}",
                Message = message,
                SenderEmail = email ?? someone.Email,
                SenderPhone = phone ?? somePhone,
                Status = status,
                ExternalLeadId = externalLeadId,
                AgentId = agentId,
                CreatedAt = createdAt,
                Qualification = qualification,
            };
            return MaxworkLeadHooks.Save(state, account, input, new MaxworkExact(null, null, null, null), call.Now);
        });
    }

    /// <summary>Takes a lead, its qualification and its history away; the contact stays.</summary>
    /// <param name="id">Its number.</param>
    public MaxworkLead RemoveLead(long id) =>
        this.Play<MaxworkState, MaxworkLead>("maxwork.leads.remove", (_, state) => MaxworkLeadHooks.Remove(state, id));

    /// <summary>Adds an agent.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="id">Its number; null for the next.</param>
    /// <param name="accountId">The account.</param>
    public MaxworkAgent AddAgent(string name, long? id = null, long accountId = 1) =>
        this.Play<MaxworkState, MaxworkAgent>("maxwork.agents.add", (_, state) => MaxworkAccountHooks.AddAgent(state, name, id, accountId));

    /// <summary>Takes an agent away who has neither leads nor listings and is not the lead manager.</summary>
    /// <param name="id">Its number.</param>
    public MaxworkAgent RemoveAgent(long id) =>
        this.Play<MaxworkState, MaxworkAgent>("maxwork.agents.remove", (_, state) => MaxworkAccountHooks.RemoveAgent(state, id));

    /// <summary>Makes an agent the lead manager of its account in place of the one before.</summary>
    /// <param name="id">Its number.</param>
    public MaxworkAgent SetLeadManager(long id) =>
        this.Play<MaxworkState, MaxworkAgent>("maxwork.agents.set-lead-manager", (_, state) => MaxworkAccountHooks.SetLeadManager(state, id));

    /// <summary>Adds a listing.</summary>
    /// <param name="publicReference">Digits, a dash and digits; unique in the account.</param>
    /// <param name="agentId">Who looks after it; null for the lead manager.</param>
    /// <param name="businessType">For sale or for rent.</param>
    /// <param name="listingClass">Home or business.</param>
    /// <param name="accountId">The account.</param>
    public MaxworkListing AddListing(
        string publicReference,
        long? agentId = null,
        MaxworkBusinessType businessType = MaxworkBusinessType.Sale,
        MaxworkListingClass listingClass = MaxworkListingClass.Residential,
        long accountId = 1) => this.Play<MaxworkState, MaxworkListing>(
            "maxwork.listings.add",
            (_, state) => MaxworkAccountHooks.AddListing(state, publicReference, agentId, businessType, listingClass, accountId));

    /// <summary>Takes a listing away; its leads stay without one.</summary>
    /// <param name="id">Its number.</param>
    public MaxworkListing RemoveListing(long id) =>
        this.Play<MaxworkState, MaxworkListing>("maxwork.listings.remove", (_, state) => MaxworkAccountHooks.RemoveListing(state, id));

    /// <summary>Adds an account with a lead manager; its token is in the record.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="token">Its token; null mints one.</param>
    /// <param name="user">Its user; null mints one.</param>
    public MaxworkAccount AddAccount(string name, string? token = null, string? user = null) =>
        this.Play<MaxworkState, MaxworkAccount>("maxwork.accounts.add", (_, state) => MaxworkAccountHooks.AddAccount(state, name, token, user));

    /// <summary>Gives an account a new token; the old one is refused at once.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="token">The new token; null mints one.</param>
    public MaxworkAccount RenewToken(long accountId = 1, string? token = null) =>
        this.Play<MaxworkState, MaxworkAccount>("maxwork.accounts.renew-token", (_, state) => MaxworkAccountHooks.RenewToken(state, accountId, token));

    /// <summary>Has new leads with a partner's id told to a URL.</summary>
    /// <param name="url">Absolute http(s) URL; null for nowhere.</param>
    /// <param name="accountId">The account.</param>
    public MaxworkAccount SetMappingUrl(Uri? url, long accountId = 1) => this.Play<MaxworkState, MaxworkAccount>(
        "maxwork.accounts.set-mapping-url", (_, state) => MaxworkAccountHooks.SetMappingUrl(state, accountId, url?.OriginalString));
}

/// <summary>Maxwork's place in a world.</summary>
public static class MaxworkInWorld
{
    extension(World world)
    {
        /// <summary>Maxwork in this world.</summary>
        public MaxworkFake Maxwork => new(world);
    }
}
