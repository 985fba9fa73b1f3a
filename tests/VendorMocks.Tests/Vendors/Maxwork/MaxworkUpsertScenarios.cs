using System.Text.Json;
using static VendorMocks.Tests.MaxworkCalls;

namespace VendorMocks.Tests;

/// <summary>Which lead and contact a call is about, and what becomes of them.</summary>
internal static class MaxworkUpsertScenarios
{
    [Scenario("MW-06", "MW-10", "MW-38")]
    public static async Task A_new_person_is_a_new_contact_and_a_new_lead_and_the_answer_is_one_sentence(Stage stage)
    {
        var maxwork = stage.WithListings();
        var created = await stage.PostLead(Plain());
        Assert.Equal(["Message"], created.Json.EnumerateObject().Select(key => key.Name));
        Assert.Equal((200, Success), (created.Status, created.Body));
        Assert.Equal("application/json; charset=utf-8", created.ContentHeaders.ContentType!.ToString());
        Assert.Equal((1, 1, 0), (maxwork.Leads.Count, maxwork.Contacts.Count, maxwork.Qualifications.Count));
        Assert.Equal(Success, (await stage.PostLead(Plain())).Body);
        Assert.Equal(Success, (await stage.PostLead(Plain().With("Lead_Status", "Archived"))).Body);
    }

    [Scenario("MW-01", "MW-33", "MW-48")]
    public static async Task A_plain_lead_belongs_to_the_listings_agent_and_is_not_qualified(Stage stage)
    {
        var maxwork = stage.WithListings();
        await stage.Ok(Plain());
        var lead = Assert.Single(maxwork.Leads);
        Assert.Equal((502, MaxworkStage.Lead, MaxworkLeadStatus.New, 1), (lead.AgentId, lead.Stage, lead.Status, lead.Writes));
        Assert.Equal((Reference, maxwork.Listings[0].Id, "Is it still available?"), (lead.PublicReference, lead.ListingId!.Value, lead.Message));
        Assert.Equal((null, null, null), (lead.ExternalLeadId, lead.ContactedAt, lead.ArchivedAt));
        var contact = maxwork.ContactOf(lead);
        Assert.Equal(("Ana Exemplo", "ana.1@example.com", "+351 900 000 001", 502), (contact.Name, contact.Email, contact.Phone, contact.AgentId));
        Assert.Null(maxwork.QualificationOf(lead));
        await stage.Ok(Plain(2).With("Public_Reference", "None"));
        Assert.Equal(501, maxwork.Leads[1].AgentId);
        maxwork.SetLeadManager(505);
        await stage.Ok(Plain(3).With("Public_Reference", "999999999-9"));
        Assert.Equal(505, maxwork.Leads[2].AgentId);
    }

    [Scenario("MW-32", "MW-35", "MW-36")]
    public static async Task The_same_external_id_is_the_same_lead_with_the_second_state(Stage stage)
    {
        var maxwork = stage.WithListings();
        await stage.Ok(Plain().With("External_LeadId", "77"));
        stage.World.Clock.Advance(TimeSpan.FromMinutes(5));
        await stage.Ok(Plain().With("External_LeadId", 77).With("Message", "Second").With("Sender_Name", "Ana Nova").With("Lead_Status", "Contacted"));
        var lead = Assert.Single(maxwork.Leads);
        Assert.Equal(("77", "Second", MaxworkLeadStatus.Contacted, 2), (lead.ExternalLeadId, lead.Message, lead.Status, lead.Writes));
        Assert.Equal("Ana Nova", Assert.Single(maxwork.Contacts).Name);
        Assert.Equal((stage.World.Clock.Now, stage.World.Clock.Now), (lead.ContactedAt!.Value, lead.UpdatedAt));
        await stage.Ok(Plain().With("External_LeadId", "077"));
        Assert.Equal(2, maxwork.Leads.Count);
        await stage.Ok(Plain().With("External_LeadId", "78"));
        Assert.Equal((3, 1), (maxwork.Leads.Count, maxwork.Contacts.Count));
    }

    [Scenario("MW-36")]
    public static async Task An_archived_lead_is_found_by_its_external_id(Stage stage)
    {
        await stage.Ok(Plain().With("External_LeadId", "77").With("Lead_Status", "Archived"));
        await stage.Ok(Plain().With("External_LeadId", "77").With("Message", "Again").With("Price_Min", 1).Without("Lead_Status"));
        var lead = Assert.Single(stage.World.Maxwork.Leads);
        Assert.Equal((MaxworkLeadStatus.Archived, "Again"), (lead.Status, lead.Message));
    }

    [Scenario("MW-37", "MW-39", "MW-49")]
    public static async Task Without_an_id_the_contact_and_the_listing_find_the_lead(Stage stage)
    {
        var maxwork = stage.WithListings();
        await stage.Ok(Plain());
        var (contact, first) = (maxwork.Contacts[0], maxwork.Leads[0]);
        stage.World.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.Ok(Plain());
        Assert.Equal(first with { Writes = 2, UpdatedAt = stage.World.Clock.Now }, Assert.Single(maxwork.Leads));
        Assert.Equal(contact with { UpdatedAt = stage.World.Clock.Now }, Assert.Single(maxwork.Contacts));
        await stage.Ok(Plain().With("Public_Reference", OtherReference));
        Assert.Equal([first.ContactId, first.ContactId], maxwork.Leads.Select(lead => lead.ContactId));

        // A missing reference means None: here the lead without a listing, once there is one.
        await stage.Ok(Plain(2).With("Public_Reference", "None"));
        await stage.Ok(Plain(2).With("Floor", 3).Without("Public_Reference"));
        Assert.Equal((3, MaxworkStage.Qualification), (maxwork.Leads.Count, maxwork.Leads[2].Stage));
        Assert.Equal(2, maxwork.Contacts.Count);
    }

    [Scenario("MW-34", "MW-33")]
    public static async Task A_contact_is_the_same_phone_e_mail_and_agent(Stage stage)
    {
        var maxwork = stage.WithListings();
        await stage.Ok(Plain().With("Sender_Phone", "+351 900 000 001"));
        await stage.Ok(Plain().With("Sender_Phone", "+351900000001").With("Sender_Email", "ANA.1@EXAMPLE.COM"));
        Assert.Equal("ana.1@example.com", Assert.Single(maxwork.Contacts).Email);
        Assert.Single(maxwork.Leads);
        await stage.Ok(Plain().With("Internal_UserId", 503));
        Assert.Equal([502, 503], maxwork.Contacts.Select(contact => contact.AgentId));
        Assert.Equal([502, 503], maxwork.Leads.Select(lead => lead.AgentId));
        await stage.Ok(Plain().With("Sender_Phone", "351900000001"));
        Assert.Equal(3, maxwork.Contacts.Count);
    }

    [Scenario("MW-40", "MW-41")]
    public static async Task A_known_lead_goes_with_the_person_who_is_named(Stage stage)
    {
        var maxwork = stage.WithListings();
        await stage.Ok(Plain(1).With("External_LeadId", "77"));
        var old = Assert.Single(maxwork.Contacts);
        await stage.Ok(Plain(1).With("External_LeadId", "77").With("Sender_Phone", "+351900000099"));
        Assert.Equal(2, maxwork.Contacts.Count);
        Assert.Equal(old, maxwork.Contacts[0]);
        Assert.Equal(maxwork.Contacts[1].Id, Assert.Single(maxwork.Leads).ContactId);

        // The agent of the known lead stays, whatever the listing's is; both known, nothing is created.
        maxwork.AddListing("300000001-1", 504);
        await stage.Ok(Plain(1).With("External_LeadId", "77").With("Public_Reference", "300000001-1"));
        var lead = Assert.Single(maxwork.Leads);
        Assert.Equal((502, old.Id, "300000001-1"), (lead.AgentId, lead.ContactId, lead.PublicReference));
        Assert.Equal(2, maxwork.Contacts.Count);
        await stage.Ok(Plain(1).With("External_LeadId", "77").With("Internal_UserId", 505));
        Assert.Equal((505, 3), (Assert.Single(maxwork.Leads).AgentId, maxwork.Contacts.Count));
    }

    [Scenario("MW-44", "MW-47")]
    public static async Task Any_state_follows_any_and_archiving_keeps_stage_and_qualification(Stage stage)
    {
        var maxwork = stage.World.Maxwork;
        await stage.Ok(Plain().With("External_LeadId", "77").With("Price_Min", 5).With("Lead_Status", "Contacted"));
        var start = stage.World.Clock.Now;
        stage.World.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.Ok(Plain().With("External_LeadId", "77").With("Lead_Status", "Archived"));
        var lead = Assert.Single(maxwork.Leads);
        Assert.Equal((MaxworkLeadStatus.Archived, start.AddMinutes(1), start, MaxworkStage.Qualification), (lead.Status, lead.ArchivedAt!.Value, lead.ContactedAt!.Value, lead.Stage));
        Assert.Equal(5m, maxwork.QualificationOf(lead)!.PriceMin);
        stage.World.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.Ok(Plain().With("External_LeadId", "77").With("Lead_Status", "Archived"));
        Assert.Equal(start.AddMinutes(1), maxwork.Leads[0].ArchivedAt);
        await stage.Ok(Plain().With("External_LeadId", "77").With("Lead_Status", "New"));
        Assert.Equal((MaxworkLeadStatus.New, null, start), (maxwork.Leads[0].Status, maxwork.Leads[0].ArchivedAt, maxwork.Leads[0].ContactedAt!.Value));
        await stage.Ok(Plain().With("External_LeadId", "77").With("Lead_Status", "Contacted"));
        Assert.Equal(start.AddMinutes(2), maxwork.Leads[0].ContactedAt);

        await stage.Ok(Plain().With("External_LeadId", "77").With("Lead_Status", "Archived"));
        maxwork.Rules = maxwork.Rules with { ReopenArchived = MaxworkReopening.Refuse };
        await stage.Wrong(Plain().With("External_LeadId", "77").With("Lead_Status", "New"), "Lead_Status");
        await stage.Ok(Plain().With("External_LeadId", "77").With("Lead_Status", "Archived"));
    }

    [Scenario("MW-37", "MW-45", "MW-49")]
    public static async Task Archived_leads_are_found_only_by_archiving(Stage stage)
    {
        var maxwork = stage.WithListings();
        await stage.Ok(Plain(1));
        await stage.Ok(Plain(1).With("Lead_Status", "Archived"));
        Assert.Equal(MaxworkLeadStatus.Archived, Assert.Single(maxwork.Leads).Status);
        await stage.Ok(Plain(1));
        Assert.Equal([MaxworkLeadStatus.Archived, MaxworkLeadStatus.New], maxwork.Leads.Select(lead => lead.Status));

        await stage.Ok(Plain(2).With("Lead_Status", "Archived"));
        await stage.Ok(Plain(2).With("Lead_Status", "Archived"));
        Assert.Equal((3, MaxworkLeadStatus.Archived, 2), (maxwork.Leads.Count, maxwork.Leads[2].Status, maxwork.Leads[2].Writes));
        Assert.Equal(WorldOptions.DefaultStart, maxwork.Leads[2].ArchivedAt);
        await stage.Ok(Plain(3).With("Lead_Status", "Contacted"));
        Assert.Equal((MaxworkLeadStatus.Contacted, WorldOptions.DefaultStart), (maxwork.Leads[3].Status, maxwork.Leads[3].ContactedAt!.Value));
    }

    [Scenario("MW-46", "MW-47")]
    public static async Task Each_of_seventeen_properties_qualifies_a_lead_for_good(Stage stage)
    {
        var maxwork = stage.World.Maxwork;
        var values = JsonDocument.Parse(ValidSample).RootElement;
        var n = 0;
        foreach (var name in MaxworkProperties.Qualifying)
        {
            var spelling = values.TryGetProperty(name, out var value) ? name : MaxworkProperties.OtherSpelling(name)!;
            value = values.GetProperty(spelling);
            await stage.Ok(Plain(++n).With(spelling, System.Text.Json.Nodes.JsonNode.Parse(value.GetRawText())));
            Assert.Equal(MaxworkStage.Qualification, maxwork.Leads[^1].Stage);
            Assert.Equal(maxwork.Leads[^1].Id, maxwork.Qualifications[^1].LeadId);
        }

        Assert.Equal((17, 17), (n, maxwork.Qualifications.Count));
        await stage.Ok(Plain(1));
        Assert.Equal((17, MaxworkStage.Qualification), (maxwork.Leads.Count, maxwork.Leads[0].Stage));
        maxwork.Rules = maxwork.Rules with { StageFields = [.. MaxworkProperties.Qualifying, "External_LeadId"] };
        await stage.Ok(Plain(99).With("External_LeadId", "1"));
        Assert.Equal((MaxworkStage.Qualification, 18), (maxwork.Leads[^1].Stage, maxwork.Qualifications.Count));
    }

    [Scenario("MW-50")]
    public static async Task A_new_lead_with_an_external_id_is_told_to_the_mapping_URL_once(Stage stage)
    {
        var (maxwork, postbox) = (stage.World.Maxwork, Postbox.Of(stage.World, System.Net.HttpStatusCode.BadGateway));
        await stage.Ok(Plain(1).With("External_LeadId", "76"));
        maxwork.SetMappingUrl(new Uri("http://crm.test/map"));
        await stage.Ok(Plain(2).With("External_LeadId", 77));
        await stage.Ok(Plain(2).With("External_LeadId", "77").With("Lead_Status", "Contacted"));
        await stage.Ok(Plain(3));
        await stage.Wrong(Plain(4).With("External_LeadId", "78").With("Message", null), "Message");
        await stage.World.Webhooks.SettleAsync();
        stage.World.Clock.Advance(TimeSpan.FromDays(1));
        await stage.World.Webhooks.SettleAsync();
        var lead = maxwork.Leads[1];
        Assert.Equal([$$"""POST crm.test /map {"External_LeadId":"77","Lead_Id":{{lead.Id}},"Contact_Id":{{lead.ContactId}}}"""], postbox.Calls);
        var delivery = Assert.Single(stage.World.Webhooks.Deliveries);
        Assert.Equal((DeliveryState.Failed, WorldOptions.DefaultStart), (delivery.State, Assert.Single(delivery.Attempts).At));
        Assert.Equal("application/json; charset=utf-8", delivery.Body!.ContentType);
        Assert.Equal(1, maxwork.Play("maxwork.deliveries.list", $$"""{"lead":{{lead.Id}}}""").GetArrayLength());
        Assert.Equal(2, maxwork.Play("maxwork.deliveries.redeliver", $$"""{"id":{{delivery.Id}}}""").GetProperty("id").GetInt32());
        await stage.World.Webhooks.SettleAsync();
        Assert.Equal(2, postbox.Calls.Count);
    }

    [Scenario("MW-33", "MW-38", Seeded = true)]
    public static async Task A_seeded_listing_takes_a_lead_for_its_agent(Stage stage)
    {
        var maxwork = stage.World.Maxwork;
        var listing = maxwork.Listings.First(row => row.AgentId == 502);
        var (leads, contacts) = (maxwork.Leads.Count, maxwork.Contacts.Count);
        await stage.Ok(Plain().With("Public_Reference", listing.PublicReference).With("Sender_Phone", "+351 999 000 001"));
        Assert.Equal((leads + 1, contacts + 1), (maxwork.Leads.Count, maxwork.Contacts.Count));
        Assert.Equal((502, listing.Id), (maxwork.Leads[^1].AgentId, maxwork.Leads[^1].ListingId!.Value));
    }
}
