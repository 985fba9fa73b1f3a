namespace VendorMocks;

/// <summary>The agency's own house: accounts, agents and listings.</summary>
internal static class MaxworkAccountHooks
{
    private static readonly HookField AccountId = new("accountId", "integer", false, "The account; 1.");
    private static readonly HookField Id = new("id", "integer", true, "Its number.");

    public static IReadOnlyList<Hook> Hooks { get; } =
    [
        MaxworkHooks.Lister("agents.list", "Agents", (input, state) => Of(input, state.Agents, row => row.AccountId), (_, row) => row, new HookField("accountId", "integer", false, "Only of this account.")),
        MaxworkHooks.Row(
            "agents.add",
            "A new agent",
            (input, _, state) => AddAgent(state, input.Text("name", required: true) ?? "", input.Integer("id"), input.Integer("accountId") ?? 1),
            new("name", "string", true, "Name for people."),
            new("id", "integer", false, "Its number; the next."),
            AccountId),
        MaxworkHooks.Row("agents.remove", "Takes an agent away who has no leads", (input, _, state) => RemoveAgent(state, input.Integer("id", required: true) ?? 0), Id),
        MaxworkHooks.Row("agents.set-lead-manager", "Makes an agent the lead manager in place of the one before", (input, _, state) => SetLeadManager(state, input.Integer("id", required: true) ?? 0), Id),
        MaxworkHooks.Lister("listings.list", "Listings", (input, state) => Of(input, state.Listings, row => row.AccountId), (_, row) => row, new HookField("accountId", "integer", false, "Only of this account.")),
        MaxworkHooks.Row(
            "listings.add",
            "A new listing",
            (input, _, state) => AddListing(
                state,
                input.Text("publicReference", required: true) ?? "",
                input.Integer("agentId"),
                input.Choice<MaxworkBusinessType>("businessType") ?? MaxworkBusinessType.Sale,
                input.Choice<MaxworkListingClass>("listingClass") ?? MaxworkListingClass.Residential,
                input.Integer("accountId") ?? 1),
            new("publicReference", "string", true, "Digits, a dash and digits.") { Example = "\"120000001-1\"" },
            new("agentId", "integer", false, "Who looks after it; the lead manager."),
            new("businessType", "string", false, "Sale or Rent; Sale."),
            new("listingClass", "string", false, "Residential or Commercial; Residential."),
            AccountId),
        MaxworkHooks.Row("listings.remove", "Takes a listing away; its leads stay without one", (input, _, state) => RemoveListing(state, input.Integer("id", required: true) ?? 0), Id),
        MaxworkHooks.Lister("accounts.list", "Accounts with their tokens", (_, state) => state.Accounts, (_, row) => row),
        MaxworkHooks.Row(
            "accounts.add",
            "A new account with a lead manager",
            (input, _, state) => AddAccount(state, input.Text("name", required: true) ?? "", input.Text("token"), input.Text("user")),
            new("name", "string", true, "Name for people."),
            new("token", "string", false, "Its token; minted."),
            new("user", "string", false, "Its user; minted.")) with { MintsKey = true },
        MaxworkHooks.Row(
            "accounts.renew-token",
            "A new token; the old one is refused at once",
            (input, _, state) => RenewToken(state, input.Integer("id") ?? 1, input.Text("token")),
            new("id", "integer", false, "The account; 1."),
            new("token", "string", false, "The new token; minted.")),
        MaxworkHooks.Row(
            "accounts.set-mapping-url",
            "Where new leads with a partner's id are told from now on",
            (input, _, state) => SetMappingUrl(state, input.Integer("id") ?? 1, input.Text("url")),
            new("id", "integer", false, "The account; 1."),
            new("url", "string", false, "Absolute http(s) URL; null for nowhere.")),
    ];

    public static HookResult AddAgent(MaxworkState state, string name, long? id, long accountId)
    {
        if (state.Accounts.Find(accountId) is null)
            return MaxworkHooks.NoAccount(accountId);
        if (string.IsNullOrWhiteSpace(name))
            return HookResult.Bad("name", "A name is a text that is not blank.");
        var number = id ?? state.Agents.NextId;
        if (number is < 1 or long.MaxValue)
            return HookResult.Bad("id", $"{number} cannot be the number of an agent.");
        if (state.Agents.Find(number) is not null)
            return HookResult.Conflict("id", $"There is an agent {number} already.");
        return HookResult.Of(state.Agents.Insert(new MaxworkAgent(number, accountId, name, MaxworkAgentRole.Agent)), MaxworkJson.Default.MaxworkAgent);
    }

    public static HookResult RemoveAgent(MaxworkState state, long id)
    {
        if (state.Agents.Find(id) is not { } agent)
            return NoAgent("id", id);
        if (state.LeadsByAgent.Count(id) is > 0 and var leads)
            return HookResult.Conflict("id", $"Agent {id} has {leads} leads.");
        if (agent.Role == MaxworkAgentRole.LeadManager)
            return HookResult.Conflict("id", $"Agent {id} is the lead manager; make another one first.");
        if (state.Listings.FirstOrDefault(row => row.AgentId == id) is { } listing)
            return HookResult.Conflict("id", $"Agent {id} looks after listing {listing.PublicReference}.");
        state.Agents.Remove(id);
        return HookResult.Of(agent, MaxworkJson.Default.MaxworkAgent);
    }

    public static HookResult SetLeadManager(MaxworkState state, long id)
    {
        if (state.Agents.Find(id) is not { } agent)
            return NoAgent("id", id);
        var before = state.LeadManagers.First(agent.AccountId)!;
        if (before.Id == id)
            return HookResult.Of(agent, MaxworkJson.Default.MaxworkAgent);
        state.Agents.Replace(before with { Role = MaxworkAgentRole.Agent });
        return HookResult.Of(state.Agents.Replace(agent with { Role = MaxworkAgentRole.LeadManager }), MaxworkJson.Default.MaxworkAgent);
    }

    public static HookResult AddListing(
        MaxworkState state, string reference, long? agentId, MaxworkBusinessType businessType, MaxworkListingClass listingClass, long accountId)
    {
        if (state.Accounts.Find(accountId) is not { } account)
            return MaxworkHooks.NoAccount(accountId);
        if (reference == MaxworkLeads.NoReference || !MaxworkForm.IsReference(reference))
            return HookResult.Bad("publicReference", $"'{reference}' is not digits, a dash and digits.");
        var agent = agentId ?? state.LeadManagers.First(accountId)!.Id;
        if (state.FindAgent(account, agent) is null)
            return NoAgent("agentId", agent);
        if (state.FindListing(account, reference) is { } same)
            return HookResult.Conflict("publicReference", $"Listing {same.Id} has this reference.");
        var listing = state.Listings.Add(id => new MaxworkListing(id, accountId, reference, agent, businessType, listingClass));
        return HookResult.Of(listing, MaxworkJson.Default.MaxworkListing);
    }

    public static HookResult RemoveListing(MaxworkState state, long id)
    {
        if (state.Listings.Find(id) is not { } listing)
            return HookResult.Missing("id", $"There is no listing {id}.");
        while (state.LeadsByListing.First(id) is { } lead)
            state.Leads.Replace(lead with { ListingId = null });
        state.Listings.Remove(id);
        return HookResult.Of(listing, MaxworkJson.Default.MaxworkListing);
    }

    // Tokens are derived from one that only this world has, so that worlds of one seed do not clash.
    public static HookResult AddAccount(MaxworkState state, string name, string? token, string? user)
    {
        if (string.IsNullOrWhiteSpace(name))
            return HookResult.Bad("name", "A name is a text that is not blank.");
        token ??= TokenAfter(state.Accounts.Find(1)!.Token, state.Accounts.NextId);
        if (state.AccountsByToken.Find(token) is { } same)
            return HookResult.Conflict("token", $"Account {same.Id} has this token.");
        var account = state.Accounts.Add(id => new MaxworkAccount { Id = id, Name = name, Token = token, User = user ?? "agent-" + token[..Math.Min(6, token.Length)] });
        state.Agents.Add(id => new MaxworkAgent(id, account.Id, "Lead Manager", MaxworkAgentRole.LeadManager));
        return HookResult.Of(account, MaxworkJson.Default.MaxworkAccount);
    }

    public static HookResult RenewToken(MaxworkState state, long id, string? token)
    {
        if (state.Accounts.Find(id) is not { } account)
            return HookResult.Missing("id", $"There is no account {id}.");
        token ??= TokenAfter(account.Token, id);
        if (state.AccountsByToken.Find(token) is { } same && same.Id != id)
            return HookResult.Conflict("token", $"Account {same.Id} has this token.");
        return HookResult.Of(state.Accounts.Replace(account with { Token = token }), MaxworkJson.Default.MaxworkAccount);
    }

    public static HookResult SetMappingUrl(MaxworkState state, long id, string? url)
    {
        if (state.Accounts.Find(id) is not { } account)
            return HookResult.Missing("id", $"There is no account {id}.");
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            return HookResult.Bad("url", $"'{url}' is no absolute http(s) URL.");
        return HookResult.Of(state.Accounts.Replace(account with { MappingUrl = url }), MaxworkJson.Default.MaxworkAccount);
    }

    private static IEnumerable<T> Of<T>(HookInput input, Table<T> table, Func<T, long> accountOf)
        where T : class =>
        input.Integer("accountId") is { } account ? table.Where(row => accountOf(row) == account) : table;

    private static string TokenAfter(string token, long number) => RandomSource.Of(token).Hex("maxwork.token", number, 32);

    private static HookResult NoAgent(string field, long id) => HookResult.Missing(field, $"There is no agent {id} in the account.");
}
