using System.Collections.Frozen;

namespace VendorMocks;

/// <summary>Everything Maxwork remembers in one world, and what is looked up across its tables.</summary>
internal sealed class MaxworkState : VendorState<MaxworkRules>
{
    /// <summary>How many entries the history of one lead keeps; older ones give way.</summary>
    public const int MaxHistory = 100;

    private static readonly FrozenDictionary<string, string> Pointers = new Dictionary<string, string>
    {
        ["accountId"] = "accounts",
        ["agentId"] = "agents",
        ["listingId"] = "listings",
        ["contactId"] = "contacts",
        ["leadId"] = "leads",
        ["lead.id"] = "leads",
        ["contact.id"] = "contacts",
        ["qualification.id"] = "qualifications",
    }.ToFrozenDictionary();

    public MaxworkState()
        : base(new MaxworkRules(), MaxworkJson.Default)
    {
        Accounts = Store.Table<MaxworkAccount>("accounts", MaxworkJson.Default, row => row.Id);
        AccountsByToken = Accounts.Unique("token", row => row.Token.Length == 0 ? null : row.Token, StringComparer.Ordinal);
        Agents = Store.Table<MaxworkAgent>("agents", MaxworkJson.Default, row => row.Id, 501);
        LeadManagers = Agents.Ordered("leadManager", row => row.Id, row => row.Role == MaxworkAgentRole.LeadManager ? row.AccountId : null);
        Listings = Store.Table<MaxworkListing>("listings", MaxworkJson.Default, row => row.Id, 2001);
        ListingsByReference = Listings.Unique("publicReference", row => Key(row.AccountId, row.PublicReference), StringComparer.Ordinal);
        Contacts = Store.Table<MaxworkContact>("contacts", MaxworkJson.Default, row => row.Id, 30001);
        ContactsByPerson = Contacts.Unique("person", row => PersonKey(row.AgentId, row.Phone, row.Email), StringComparer.OrdinalIgnoreCase);
        Leads = Store.Table<MaxworkLead>("leads", MaxworkJson.Default, row => row.Id, 40001);
        LeadsByExternalId = Leads.Unique("externalLeadId", row => row.ExternalLeadId is { } id ? Key(row.AccountId, id) : null, StringComparer.Ordinal);
        LeadsByContact = Leads.Ordered("contact", row => row.Id, row => row.ContactId);
        LeadsByAgent = Leads.Ordered("agent", row => row.Id, row => row.AgentId);
        LeadsByListing = Leads.Ordered("listing", row => row.Id, row => row.ListingId);
        Qualifications = Store.Table<MaxworkQualification>("qualifications", MaxworkJson.Default, row => row.Id, 50001);
        QualificationsByLead = Qualifications.Ordered("lead", row => row.Id, row => row.LeadId);
        History = Store.Table<MaxworkWrite>("history", MaxworkJson.Default, row => row.Id);
        HistoryByLead = History.Ordered("lead", row => row.Id, row => row.Lead.Id);
        HistoryByContact = History.Ordered("contact", row => row.Id, row => row.Contact.Id);
    }

    public override IReadOnlyDictionary<string, string> References => Pointers;

    public Table<MaxworkAccount> Accounts { get; }

    public UniqueIndex<MaxworkAccount> AccountsByToken { get; }

    public Table<MaxworkAgent> Agents { get; }

    /// <summary>The lead manager of each account.</summary>
    public OrderedIndex<MaxworkAgent> LeadManagers { get; }

    public Table<MaxworkListing> Listings { get; }

    public UniqueIndex<MaxworkListing> ListingsByReference { get; }

    public Table<MaxworkContact> Contacts { get; }

    public UniqueIndex<MaxworkContact> ContactsByPerson { get; }

    public Table<MaxworkLead> Leads { get; }

    public UniqueIndex<MaxworkLead> LeadsByExternalId { get; }

    public OrderedIndex<MaxworkLead> LeadsByContact { get; }

    public OrderedIndex<MaxworkLead> LeadsByAgent { get; }

    public OrderedIndex<MaxworkLead> LeadsByListing { get; }

    public Table<MaxworkQualification> Qualifications { get; }

    public OrderedIndex<MaxworkQualification> QualificationsByLead { get; }

    public Table<MaxworkWrite> History { get; }

    public OrderedIndex<MaxworkWrite> HistoryByLead { get; }

    public OrderedIndex<MaxworkWrite> HistoryByContact { get; }

    public override string? CredentialIn(object row) => row is MaxworkAccount { Token.Length: > 0 } account ? account.Token : null;

    /// <summary>MW-05, MW-31: the agent of the account with that number.</summary>
    public MaxworkAgent? FindAgent(MaxworkAccount account, long id) => Agents.Find(id) is { } agent && agent.AccountId == account.Id ? agent : null;

    /// <summary>MW-22: the listing of the account; null for <c>None</c> and for what it does not have.</summary>
    public MaxworkListing? FindListing(MaxworkAccount account, string? reference) =>
        reference is null or MaxworkLeads.NoReference ? null : ListingsByReference.Find(Key(account.Id, reference));

    /// <summary>MW-36.</summary>
    public MaxworkLead? FindLead(MaxworkAccount account, string? externalId) =>
        externalId is null ? null : LeadsByExternalId.Find(Key(account.Id, externalId));

    /// <summary>MW-34: phone by its digits, e-mail in any casing, and the agent.</summary>
    public MaxworkContact? FindContact(long agentId, string phone, string email) => ContactsByPerson.Find(PersonKey(agentId, phone, email));

    /// <summary>MW-37: the newest lead of a contact for a reference, archived ones only on request.</summary>
    public MaxworkLead? FindNewest(MaxworkContact contact, string reference, bool alsoArchived)
    {
        foreach (var lead in LeadsByContact.Descending(contact.Id))
        {
            if (lead.PublicReference == reference && (alsoArchived || lead.Status != MaxworkLeadStatus.Archived))
                return lead;
        }

        return null;
    }

    /// <summary>Adds what a call left to the history of its lead.</summary>
    public MaxworkWrite Remember(DateTimeOffset at, MaxworkLead lead, MaxworkContact contact, MaxworkQualification? qualification)
    {
        if (HistoryByLead.Count(lead.Id) >= MaxHistory)
            History.Remove(HistoryByLead.First(lead.Id)!.Id);
        return History.Add(id => new MaxworkWrite(id, at, lead, contact, qualification));
    }

    private static string Key(long accountId, string text) => $"{accountId} {text}";

    private static string PersonKey(long agentId, string phone, string email) =>
        $"{agentId} {string.Concat(phone.Where(c => char.IsAsciiDigit(c) || c == '+'))} {email}";
}
