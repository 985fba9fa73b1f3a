using System.Globalization;

namespace VendorMocks;

/// <summary>Leads, contacts, qualifications and their history, which no call of the API shows.</summary>
internal static class MaxworkLeadHooks
{
    public static IReadOnlyList<Hook> Hooks { get; } =
    [
        MaxworkHooks.Lister(
            "leads.list",
            "Leads with contact and qualification inside",
            ListLeads,
            Show,
            new("accountId", "integer", false, "Only of this account."),
            new("externalLeadId", "string", false, "Only with this id of the partner's."),
            new("contactId", "integer", false, "Only of this contact."),
            new("status", "string", false, "New, Contacted or Archived."),
            new("stage", "string", false, "Lead or Qualification."),
            new("publicReference", "string", false, "Only for this reference, or None.")),
        MaxworkHooks.Getter("leads.get", "One lead with contact and qualification inside", "lead", state => state.Leads, Show),
        MaxworkHooks.Lister(
            "leads.history",
            "Leads as they stood after each accepted call, newest first",
            (input, state) => input.Integer("id") is { } id ? state.HistoryByLead.Descending(id)
                : input.Integer("contactId") is { } contact ? state.HistoryByContact.Descending(contact)
                : state.History.Reverse(),
            (_, write) => write,
            new("id", "integer", false, "Only of this lead."),
            new("contactId", "integer", false, "Only of this contact.")),
        MaxworkHooks.Row(
            "leads.put",
            "A lead exactly as given, or changes to one; nothing is told to the mapping URL",
            Put,
            [
                new("id", "integer", false, "The lead to change, or the number of a new one; without it the lead is found as by a call."),
                new("accountId", "integer", false, "The account; 1."),
                new("updatedAt", "time", false, "Now."),
                new("contactedAt", "time", false, "Now, when it becomes Contacted."),
                new("archivedAt", "time", false, "Now, when it becomes Archived."),
                .. MaxworkProperties.OfLead.Concat(MaxworkProperties.Qualifying)
                    .Select(name => new HookField(name, name == "Listing_Attributes" ? "array" : "string", false, "As in the API; invented or kept where it is required.")),
            ]),
        MaxworkHooks.Row(
            "leads.remove",
            "Takes a lead, its qualification and its history away; the contact stays",
            (input, _, state) => Remove(state, input.Integer("id", required: true) ?? 0),
            new HookField("id", "integer", true, "Its number.")),
        MaxworkHooks.Lister(
            "contacts.list",
            "Contacts with their leads inside",
            (input, state) =>
            {
                var (account, agent, email) = (input.Integer("accountId"), input.Integer("agentId"), input.Text("email"));
                return state.Contacts.Where(contact => (account is null || contact.AccountId == account) && (agent is null || contact.AgentId == agent)
                    && (email is null || contact.Email.Equals(email, StringComparison.OrdinalIgnoreCase)));
            },
            Show,
            new("accountId", "integer", false, "Only of this account."),
            new("agentId", "integer", false, "Only of this agent."),
            new("email", "string", false, "Only with this e-mail, in any casing.")),
        MaxworkHooks.Getter("contacts.get", "One contact with its leads inside", "contact", state => state.Contacts, Show),
        MaxworkHooks.Lister<MaxworkQualification>(
            "qualifications.list",
            "Qualifications with their lead inside",
            (input, state) => input.Integer("leadId") is { } lead ? state.QualificationsByLead.Ascending(lead) : state.Qualifications,
            Show,
            new HookField("leadId", "integer", false, "Only of this lead.")),
        MaxworkHooks.Getter("qualifications.get", "One qualification with its lead inside", "qualification", state => state.Qualifications, Show),
    ];

    /// <summary>Writes a lead as a call would, but for the mapping, and with what only a hook can say.</summary>
    public static HookResult Save(MaxworkState state, MaxworkAccount account, MaxworkInput input, MaxworkExact exact, DateTimeOffset now)
    {
        if (exact.Id is < 1 or long.MaxValue)
            return HookResult.Bad("id", $"{exact.Id} cannot be the number of a lead.");
        if (exact.Id is { } id && state.Leads.Find(id) is { } there && there.AccountId != account.Id)
            return HookResult.Conflict("id", $"Lead {id} belongs to account {there.AccountId}.");
        if (input.AgentId is { } agent && state.FindAgent(account, agent) is null)
            return HookResult.Missing("Internal_UserId", $"Account {account.Id} has no agent {agent}.");
        if (input.PublicReference is { } reference && !MaxworkForm.IsReference(reference))
            return HookResult.Bad("Public_Reference", $"'{reference}' is neither None nor digits, a dash and digits.");
        if (!MaxworkForm.IsEmail(input.SenderEmail))
            return HookResult.Bad("Sender_Email", $"'{input.SenderEmail}' is no e-mail address.");
        if (!MaxworkForm.IsPhone(input.SenderPhone))
            return HookResult.Bad("Sender_Phone", $"'{input.SenderPhone}' has no digit.");
        if (exact.Id is { } own && state.FindLead(account, input.ExternalLeadId) is { } same && same.Id != own)
            return HookResult.Conflict("External_LeadId", $"Lead {same.Id} has this id.");
        var write = MaxworkUpsert.Apply(state, account, input, now, out var wrong, exact);
        return write is null ? HookResult.Bad(wrong!.Property, $"{wrong.Property}: {wrong.Expected}.") : HookResult.Of(write.Lead, MaxworkJson.Default.MaxworkLead);
    }

    public static HookResult Remove(MaxworkState state, long id)
    {
        if (state.Leads.Find(id) is not { } lead)
            return HookResult.Missing("id", $"There is no lead {id}.");
        if (state.QualificationsByLead.First(id) is { } qualification)
            state.Qualifications.Remove(qualification.Id);
        while (state.HistoryByLead.First(id) is { } write)
            state.History.Remove(write.Id);
        state.Leads.Remove(id);
        return HookResult.Of(lead, MaxworkJson.Default.MaxworkLead);
    }

    private static HookResult Put(HookInput hook, Call call, MaxworkState state)
    {
        var accountId = hook.Integer("accountId") ?? 1;
        var exact = new MaxworkExact(hook.Integer("id"), hook.Time("updatedAt"), hook.Time("contactedAt"), hook.Time("archivedAt"));
        if (state.Accounts.Find(accountId) is not { } account)
            return MaxworkHooks.NoAccount(accountId);
        if (hook.Problem is { } problem)
            return HookResult.Of(problem);
        var form = new MaxworkForm(Defaults(state, exact.Id).MergedWith(call.Fields), state, account);
        var input = form.Read();
        return form.Wrong is { } wrong
            ? HookResult.Bad(wrong.Property, $"{wrong.Property}: {wrong.Expected}.")
            : Save(state, account, input, exact, call.Now);
    }

    /// <summary>Who stands behind a lead of whom nothing is said; the number keeps phones apart.</summary>
    public static (Person Person, string Phone) Invent(MaxworkState state) => (
        People.Invent(state.Random, "maxwork.invented", state.Contacts.NextId, "pt_PT"),
        string.Create(CultureInfo.InvariantCulture, $"+3519{state.Contacts.NextId:D8}"));

    /// <summary>What a put need not say: that of the lead it changes, or something invented.</summary>
    private static FieldMap Defaults(MaxworkState state, long? id)
    {
        var (someone, phone) = Invent(state);
        var lead = id is { } number ? state.Leads.Find(number) : null;
        var contact = lead is null ? null : state.Contacts.Find(lead.ContactId);
        return FieldMap.Of(
        [
            KeyValuePair.Create("Public_Reference", Field.OfText(lead?.PublicReference ?? MaxworkLeads.NoReference)),
            KeyValuePair.Create("Sender_Name", Field.OfText(contact?.Name ?? $"{someone.First} {someone.Last}")),
            KeyValuePair.Create("Message", Field.OfText(lead?.Message ?? "Is it still available?")),
            KeyValuePair.Create("Sender_Email", Field.OfText(contact?.Email ?? someone.Email)),
            KeyValuePair.Create("Sender_Phone", Field.OfText(contact?.Phone ?? phone)),
            KeyValuePair.Create("Lead_Status", Field.OfText((lead?.Status ?? MaxworkLeadStatus.New).ToString())),
        ]);
    }

    private static IEnumerable<MaxworkLead> ListLeads(HookInput input, MaxworkState state)
    {
        var (account, externalId, reference) = (input.Integer("accountId"), input.Text("externalLeadId"), input.Text("publicReference"));
        var (status, stage) = (input.Choice<MaxworkLeadStatus>("status"), input.Choice<MaxworkStage>("stage"));
        var rows = input.Integer("contactId") is { } contact ? state.LeadsByContact.Ascending(contact) : (IEnumerable<MaxworkLead>)state.Leads;
        return rows.Where(lead => (account is null || lead.AccountId == account)
            && (externalId is null || lead.ExternalLeadId == externalId)
            && (reference is null || lead.PublicReference == reference)
            && (status is null || lead.Status == status)
            && (stage is null || lead.Stage == stage));
    }

    private static MaxworkShown Show(MaxworkState state, MaxworkLead lead) => new(
        lead,
        KeyValuePair.Create("contact", (object?)state.Contacts.Find(lead.ContactId)),
        KeyValuePair.Create("qualification", (object?)state.QualificationsByLead.First(lead.Id)));

    private static MaxworkShown Show(MaxworkState state, MaxworkContact contact) =>
        new(contact, KeyValuePair.Create("leads", (object?)state.LeadsByContact.Ascending(contact.Id).ToArray()));

    private static MaxworkShown Show(MaxworkState state, MaxworkQualification qualification) =>
        new(qualification, KeyValuePair.Create("lead", (object?)state.Leads.Find(qualification.LeadId)));
}
