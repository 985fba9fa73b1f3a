using static VendorMocks.Tests.MaxworkCalls;

namespace VendorMocks.Tests;

/// <summary>What is worth a look beyond the scenarios.</summary>
public sealed class MaxworkTests(DoorsFixture doors)
{
    [Fact, Rule("MW-49", "MW-34", "MW-36")]
    public async Task Eight_callers_at_once_make_one_contact_and_one_lead()
    {
        using var world = World.Open();
        using var client = world.Maxwork.CreateClient();
        foreach (var body in (string[])[Plain(1).ToJsonString(), Plain(2).With("External_LeadId", "77").With("Price_Min", 1).ToJsonString()])
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => client.SendAsync(
                "POST", "leads?token=" + world.Maxwork.Token, Body(body), ("user", "somebody")))));
            Assert.All(answers, answer => Assert.Equal((200, Success), (answer.Status, answer.Body)));
        }

        Assert.Equal([8, 8], world.Maxwork.Leads.Select(lead => lead.Writes));
        Assert.Equal(2, world.Maxwork.Contacts.Count);
        Assert.Single(world.Maxwork.Qualifications);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], world.Maxwork.HistoryOf(world.Maxwork.Leads[1]).Select(write => write.Lead.Writes));
    }

    [Fact, Rule("MW-52")]
    public async Task The_path_is_answered_on_any_host_of_the_server_and_on_mapped_hosts_in_process()
    {
        using var stage = doors.Open(DoorKind.Kestrel);
        using var client = new HttpClient { BaseAddress = doors.Server.BaseAddress };
        client.DefaultRequestHeaders.Host = "crm.partner.example";
        var url = "/ListingExport/leads/?token=" + stage.World.Maxwork.Token;
        var answer = await client.SendAsync("POST", url, Body(Plain().ToJsonString()), ("user", "somebody"));
        Assert.Equal(Success, answer.Body);
        Assert.Single(stage.World.Maxwork.Leads);
        Assert.Equal("{}", (await client.Get("/listingexport/contacts")).Body);
        client.DefaultRequestHeaders.Host = "maxwork.localhost";
        Assert.Equal(Success, (await client.SendAsync("POST", url, Body(Plain().ToJsonString()), ("user", "somebody"))).Body);

        using var world = World.Open();
        using var inProcess = new HttpClient(new MocksHandler(world.Host, world, null));
        var target = "http://crm.partner.test/listingexport/leads?token=" + world.Maxwork.Token;
        Assert.NotEqual("{}", (await inProcess.SendAsync("POST", target, Body(Plain().ToJsonString()), ("user", "x"))).Body);
        Assert.Empty(world.Maxwork.Leads);
        world.Host.Map("crm.partner.test", world.Maxwork.Vendor);
        Assert.Equal(Success, (await inProcess.SendAsync("POST", target, Body(Plain().ToJsonString()), ("user", "x"))).Body);
    }

    [Fact, Rule("MW-42", "MW-44")]
    public async Task The_history_of_a_lead_shows_it_after_each_call_and_stays_bounded()
    {
        using var world = World.Open();
        using var client = world.Maxwork.CreateClient();
        async Task Post(string status, string phone)
        {
            var body = Plain().With("External_LeadId", "77").With("Lead_Status", status).With("Sender_Phone", phone);
            Assert.Equal(200, (await client.SendAsync("POST", "leads?token=" + world.Maxwork.Token, Body(body.ToJsonString()), ("user", "x"))).Status);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await Post("New", "1");
        await Post("Contacted", "2");
        await Post("Archived", "2");
        var lead = Assert.Single(world.Maxwork.Leads);
        var history = world.Maxwork.HistoryOf(lead);
        Assert.Equal([MaxworkLeadStatus.New, MaxworkLeadStatus.Contacted, MaxworkLeadStatus.Archived], history.Select(write => write.Lead.Status));
        Assert.Equal(["1", "2", "2"], history.Select(write => write.Contact.Phone));
        Assert.Equal([0, 1, 2], history.Select(write => (int)(write.At - WorldOptions.DefaultStart).TotalMinutes));
        Assert.Equal(lead, history[^1].Lead);
        for (var n = 0; n < MaxworkState.MaxHistory; n++)
            await Post("New", "2");
        history = world.Maxwork.HistoryOf(lead);
        Assert.Equal((MaxworkState.MaxHistory, 4, 103), (history.Count, history[0].Lead.Writes, history[^1].Lead.Writes));
    }
}
