using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>What the agency's own house does and sees, as rows and as methods.</summary>
public sealed class MaxworkHookTests : IDisposable
{
    private readonly World _world = World.Open();

    private MaxworkFake Maxwork => _world.Maxwork;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Hooks_are_well_formed_and_name_what_is_missing() => HookCalls.AssertWellFormed(Maxwork);

    [Fact]
    public void Leads_contacts_and_qualifications_are_read_with_what_belongs_to_them()
    {
        var plain = Maxwork.AddLead("ana@example.com", phone: "+351900000001", externalLeadId: "77", agentId: 502);
        var second = Maxwork.AddLead("ana@example.com", phone: "+351 900 000 001", agentId: 502, publicReference: "1-1", status: MaxworkLeadStatus.Archived);
        var other = Maxwork.AddLead("rui@example.com", qualification: new MaxworkQualification { PriceMin = 5.50m, Attributes = [MaxworkAttribute.All[1]] }, accountId: 2);
        long[] Ids(string json, string hook = "maxwork.leads.list") => [.. Maxwork.Play(hook, json).EnumerateArray().Select(row => row.GetProperty("id").GetInt64())];
        Assert.Equal([plain.Id, second.Id, other.Id], Ids("{}"));
        Assert.Equal([plain.Id], Ids("""{"externalLeadId":"77"}"""));
        Assert.Equal([plain.Id, second.Id], Ids($$"""{"contactId":{{plain.ContactId}}}"""));
        Assert.Equal([second.Id], Ids("""{"status":"Archived"}"""));
        Assert.Equal([other.Id], Ids("""{"stage":"Qualification"}"""));
        Assert.Equal([second.Id], Ids("""{"publicReference":"1-1","accountId":1}"""));
        Assert.Equal([second.Id], Ids("""{"skip":1,"count":1}"""));
        Assert.Equal((400, "status"), Maxwork.Refused("maxwork.leads.list", """{"status":"Open"}"""));
        Assert.Equal((400, "count"), Maxwork.Refused("maxwork.leads.list", """{"count":0}"""));
        Assert.Equal((400, "skip"), Maxwork.Refused("maxwork.leads.list", """{"skip":-1}"""));

        var shown = Maxwork.Play("maxwork.leads.get", $$"""{"id":{{other.Id}}}""");
        Assert.Equal("rui@example.com", shown.GetProperty("contact").GetProperty("email").GetString());
        Assert.Equal("""[{"code":1,"name":"Lift"}]""", shown.GetProperty("qualification").GetProperty("attributes").GetRawText());
        Assert.Equal("5.50", shown.GetProperty("qualification").GetProperty("priceMin").GetRawText());
        Assert.Equal("2026-01-01T12:00:00Z", shown.GetProperty("createdAt").GetString());
        Assert.Equal(JsonValueKind.Null, Maxwork.Play("maxwork.leads.get", $$"""{"id":{{plain.Id}}}""").GetProperty("qualification").ValueKind);
        Assert.Equal(
            ["id", "accountId", "externalLeadId", "publicReference", "listingId", "contactId", "agentId", "message", "status", "stage", "createdAt", "updatedAt", "contactedAt", "archivedAt", "writes", "contact", "qualification"],
            shown.EnumerateObject().Select(property => property.Name));

        Assert.Equal(2, Maxwork.Play("maxwork.contacts.get", $$"""{"id":{{plain.ContactId}}}""").GetProperty("leads").GetArrayLength());
        Assert.Equal([plain.ContactId], Ids("""{"email":"ANA@example.com","agentId":502,"accountId":1}""", "maxwork.contacts.list"));
        var qualification = Assert.Single(Maxwork.Play("maxwork.qualifications.list", $$"""{"leadId":{{other.Id}}}""").EnumerateArray());
        Assert.Equal(other.Id, qualification.GetProperty("lead").GetProperty("id").GetInt64());
        Assert.Equal((404, "id"), Maxwork.Refused("maxwork.qualifications.get", """{"id":1}"""));
        Assert.Equal([3, 2, 1], Ids("{}", "maxwork.leads.history"));
        Assert.Equal([1], Ids($$"""{"id":{{plain.Id}}}""", "maxwork.leads.history"));
        Assert.Equal([2, 1], Ids($$"""{"contactId":{{plain.ContactId}}}""", "maxwork.leads.history"));
    }

    [Fact]
    public void A_lead_is_put_exactly_as_given_and_changed_by_its_number()
    {
        Maxwork.SetMappingUrl(new Uri("http://crm.test/"));
        Maxwork.Play("maxwork.leads.put", """
            {"id":7,"External_LeadId":"77","Sender_Email":"ana@example.com","Sender_Phone":"1","Lead_Status":"Archived","Internal_UserId":504,"Created_At":"2025-12-01",
            "updatedAt":"2025-12-03T00:00:00Z","contactedAt":"2025-12-02T00:00:00Z","archivedAt":"2025-12-03T00:00:00Z","Price_Min":"100","Listing_Attributes":["Lift"]}
            """);
        var lead = Assert.Single(Maxwork.Leads);
        DateTimeOffset Day(int day) => new(2025, 12, day, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal((7, 504, MaxworkLeadStatus.Archived, MaxworkStage.Qualification), (lead.Id, lead.AgentId, lead.Status, lead.Stage));
        Assert.Equal((Day(1), Day(2), Day(3), Day(3)), (lead.CreatedAt, lead.ContactedAt!.Value, lead.ArchivedAt!.Value, lead.UpdatedAt));
        Maxwork.Play("maxwork.leads.put", """{"id":7,"Message":"changed","updatedAt":"2025-12-04"}""");
        Assert.Equal(lead with { Message = "changed", UpdatedAt = Day(4), Writes = 2 }, Assert.Single(Maxwork.Leads));
        Assert.Equal("ana@example.com", Assert.Single(Maxwork.Contacts).Email);
        Maxwork.Play("maxwork.leads.put");
        Assert.Equal((2, 2), (Maxwork.Leads.Count, Maxwork.Contacts.Count));
        Assert.Empty(_world.Webhooks.Deliveries);

        foreach (var (json, status, field) in ((string, int, string)[])
        [
            ("""{"id":0}""", 400, "id"), ("""{"id":7,"accountId":2}""", 409, "id"), ("""{"accountId":9}""", 404, "accountId"), ("""{"updatedAt":"soon"}""", 400, "updatedAt"),
            ("""{"Internal_UserId":601}""", 400, "Internal_UserId"), ("""{"Price_Min":"x"}""", 400, "Price_Min"), ("""{"id":8,"External_LeadId":"77"}""", 409, "External_LeadId"),
        ])
        {
            Assert.Equal((status, field), Maxwork.Refused("maxwork.leads.put", json));
        }

        Assert.Throws<ArgumentException>("Sender_Email", () => Maxwork.AddLead("nobody"));
        Assert.Throws<ArgumentException>("Internal_UserId", () => Maxwork.AddLead("a@b", agentId: 601));
        Assert.Throws<ArgumentException>("Public_Reference", () => Maxwork.AddLead("a@b", publicReference: "x"));
        Assert.Throws<ArgumentException>("accountId", () => Maxwork.AddLead("a@b", accountId: 9));
    }

    [Fact]
    public void A_lead_is_removed_with_qualification_and_history_but_not_with_its_contact()
    {
        var lead = Maxwork.AddLead("ana@example.com", qualification: new MaxworkQualification { Notes = "n" });
        Assert.Equal(lead, Maxwork.RemoveLead(lead.Id));
        Assert.Equal((0, 0, 1), (Maxwork.Leads.Count, Maxwork.Qualifications.Count, Maxwork.Contacts.Count));
        Assert.Empty(Maxwork.HistoryOf(lead));
        Assert.Equal((404, "id"), Maxwork.Refused("maxwork.leads.remove", $$"""{"id":{{lead.Id}}}"""));
    }

    [Fact, Rule("MW-33")]
    public void An_account_has_one_lead_manager_and_keeps_agents_who_are_needed()
    {
        Assert.Equal([501, 601], Maxwork.Agents.Where(agent => agent.Role == MaxworkAgentRole.LeadManager).Select(agent => agent.Id));
        Maxwork.Play("maxwork.agents.set-lead-manager", """{"id":503}""");
        Maxwork.SetLeadManager(503);
        Assert.Equal([503, 601], Maxwork.Agents.Where(agent => agent.Role == MaxworkAgentRole.LeadManager).Select(agent => agent.Id));
        Assert.Equal(700, Maxwork.AddAgent("Nova", id: 700).Id);
        Assert.Equal(701, Maxwork.Play("maxwork.agents.add", """{"name":"Outra","accountId":2}""").GetProperty("id").GetInt64());
        Assert.Equal(3, Maxwork.Play("maxwork.agents.list", """{"accountId":2}""").GetArrayLength());
        Maxwork.AddLead("ana@example.com", agentId: 502);
        Maxwork.AddListing("1-1", 504);
        foreach (var id in (int[])[502, 503, 504])
            Assert.Equal((409, "id"), Maxwork.Refused("maxwork.agents.remove", $$"""{"id":{{id}}}"""));
        Assert.Throws<InvalidOperationException>(() => Maxwork.RemoveAgent(502));
        Assert.Equal(700, Maxwork.RemoveAgent(700).Id);
        Assert.Equal((404, "id"), Maxwork.Refused("maxwork.agents.remove", """{"id":700}"""));
        Assert.Equal((409, "id"), Maxwork.Refused("maxwork.agents.add", """{"name":"x","id":501}"""));
        Assert.Equal((404, "accountId"), Maxwork.Refused("maxwork.agents.add", """{"name":"x","accountId":9}"""));
        Assert.Equal((404, "id"), Maxwork.Refused("maxwork.agents.set-lead-manager", """{"id":9}"""));
    }

    [Fact, Rule("MW-22")]
    public void A_removed_listing_leaves_its_leads_without_one()
    {
        var listing = Maxwork.AddListing("100000001-1", 502, MaxworkBusinessType.Rent, MaxworkListingClass.Commercial);
        var lead = Maxwork.AddLead("ana@example.com", publicReference: "100000001-1");
        Assert.Equal((listing.Id, 502), (lead.ListingId!.Value, lead.AgentId));
        Assert.Equal(listing, Maxwork.RemoveListing(listing.Id));
        Assert.Equal(("100000001-1", null), (Maxwork.Leads[0].PublicReference, Maxwork.Leads[0].ListingId));
        var added = Maxwork.Play("maxwork.listings.add", """{"publicReference":"2-2"}""");
        Assert.Equal(("Sale", "Residential", 501), (added.GetProperty("businessType").GetString(), added.GetProperty("listingClass").GetString(), added.GetProperty("agentId").GetInt32()));
        Assert.Equal(1, Maxwork.Play("maxwork.listings.list").GetArrayLength());
        foreach (var (json, status, field) in ((string, int, string)[])
        [
            ("""{"publicReference":"None"}""", 400, "publicReference"), ("""{"publicReference":"2-2"}""", 409, "publicReference"), ("""{"publicReference":"3-3","agentId":601}""", 404, "agentId"),
            ("""{"publicReference":"3-3","businessType":"Lease"}""", 400, "businessType"), ("""{"publicReference":"3-3","accountId":9}""", 404, "accountId"),
        ])
        {
            Assert.Equal((status, field), Maxwork.Refused("maxwork.listings.add", json));
        }

        Assert.Equal((404, "id"), Maxwork.Refused("maxwork.listings.remove", $$"""{"id":{{listing.Id}}}"""));
        Assert.Equal("2-2", Maxwork.AddListing("2-2", accountId: 2).PublicReference);
    }

    [Fact, Rule("MW-05", "MW-50")]
    public void Accounts_are_added_with_a_lead_manager_and_given_tokens_and_mapping_URLs()
    {
        var third = Maxwork.AddAccount("Third Agency");
        Assert.Matches("^[0-9a-f]{32}$", third.Token);
        Assert.Equal((third.Id, MaxworkAgentRole.LeadManager), (Maxwork.Agents[^1].AccountId, Maxwork.Agents[^1].Role));
        Maxwork.Play("maxwork.accounts.add", """{"name":"Fourth","token":"t","user":"u"}""");
        Assert.Equal(("t", "u"), (Maxwork.Accounts[3].Token, Maxwork.Accounts[3].User));
        Assert.Equal("t2", Maxwork.Play("maxwork.accounts.renew-token", """{"id":4,"token":"t2"}""").GetProperty("token").GetString());
        Maxwork.Play("maxwork.accounts.set-mapping-url", """{"id":4,"url":"https://crm.example.com/map"}""");
        Assert.Equal("https://crm.example.com/map", Maxwork.Accounts[3].MappingUrl);
        Maxwork.SetMappingUrl(null, 4);
        Assert.Null(Maxwork.Accounts[3].MappingUrl);
        Assert.Equal(4, Maxwork.Play("maxwork.accounts.list").GetArrayLength());
        Assert.Equal((409, "token"), Maxwork.Refused("maxwork.accounts.add", """{"name":"x","token":"t2"}"""));
        Assert.Equal((409, "token"), Maxwork.Refused("maxwork.accounts.renew-token", """{"id":1,"token":"t2"}"""));
        Assert.Equal((404, "id"), Maxwork.Refused("maxwork.accounts.renew-token", """{"id":9}"""));
        Assert.Equal((400, "url"), Maxwork.Refused("maxwork.accounts.set-mapping-url", """{"url":"crm"}"""));
        Assert.Equal((404, "id"), Maxwork.Refused("maxwork.accounts.set-mapping-url", """{"id":9}"""));
    }

    [Fact]
    public void A_minted_token_is_nobodys_in_another_world()
    {
        var host = new MocksHost();
        using var one = host.Open(new WorldOptions { Name = "one" });
        using var two = host.Open(new WorldOptions { Name = "two" });
        Assert.NotEqual(one.Maxwork.AddAccount("Third").Token, two.Maxwork.AddAccount("Third").Token);
        Assert.NotEqual(one.Maxwork.RenewToken().Token, two.Maxwork.RenewToken().Token);
    }
}
