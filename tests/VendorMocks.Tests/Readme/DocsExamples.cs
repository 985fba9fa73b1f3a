using System.Net;

namespace VendorMocks.Tests;

/// <summary>The code that the documents show beside README.md. What is arranged around a snippet is what its page takes for granted.</summary>
public sealed class DocsExamples
{
    [Fact]
    public async Task A_world_is_arranged_called_and_asked()
    {
        // begin-snippet: a-world
        using var world = World.Open();
        var ada = world.LeadDyno.AddAffiliate(code: "ADA");          // the e-mail is invented, the same for the same seed
        world.LeadDyno.AddPurchase("lin@example.com", 100, code: "ADA");

        using var client = world.LeadDyno.CreateClient();
        using var response = await client.GetAsync($"affiliates/{ada.Id}/commissions?key={world.LeadDyno.Key}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(world.LeadDyno.Commissions);
        // end-snippet
    }

    [Fact]
    public async Task Time_faults_and_limits_are_the_tests()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        var (path, answers) = ($"leads/count?key={world.LeadDyno.Key}", new List<HttpStatusCode>());
        // begin-snippet: time-faults-limits
        world.LeadDyno.Faults.Add(Fault.Status(503).Times(2));            // the next two calls
        await AskAsync(times: 3);                                         // 503, 503, 200

        world.LeadDyno.Limits.SetRemaining(1);
        await AskAsync(times: 2);                                         // 200, 429
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync();                                                 // 200

        using (world.LeadDyno.Faults.Add(Fault.Timeout().On("leads.count")))
            await Assert.ThrowsAsync<TaskCanceledException>(() => AskAsync());
        world.LeadDyno.Rules = world.LeadDyno.Rules with { RequestsPerWindow = 10 };
        // end-snippet
        Assert.Equal([503, 503, 200, 200, 429, 200], answers.Select(status => (int)status));
        Assert.Equal(10, world.LeadDyno.Limits.Requests);

        async Task AskAsync(int times = 1)
        {
            for (var i = 0; i < times; i++)
            {
                using var answer = await client.GetAsync(path);
                answers.Add(answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task A_stub_lasts_as_long_as_its_using()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        // begin-snippet: stub
        using (world.Stubs.Add(new Stub { Vendor = "leaddyno", Operation = "leads.create", Answer = _ => StubAnswer.Json(500, "{}") }))
            Assert.Equal(HttpStatusCode.InternalServerError, (await client.PostAsync("leads", null)).StatusCode);
        // end-snippet
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsync("leads", null)).StatusCode);
    }

    [Fact]
    public async Task Webhooks_settle_before_their_effects_are_looked_for()
    {
        using var world = World.Open();
        using var receiver = new Answering();
        world.Webhooks.DeliverTo(receiver);
        // begin-snippet: webhooks
        world.Flexbe.AddHook("http://localhost/hooks");
        world.Flexbe.SubmitForm("Ada Muster");
        await world.Webhooks.SettleAsync();
        world.Flexbe.ShouldHaveDelivered("lead", times: 1);
        // end-snippet
        Assert.Equal(["http://localhost/hooks"], receiver.Calls);
    }

    [Fact]
    public async Task The_journal_is_asked_what_came_in()
    {
        using var world = World.Open();
        using var dyno = world.LeadDyno.CreateClient();
        using var crm = world.Maxwork.CreateClient();
        using var site = world.Flexbe.CreateClient();
        for (var i = 0; i < 3; i++)
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = world.LeadDyno.Key, ["email"] = "ada@example.com", ["purchase_amount"] = "48.18" });
            (await dyno.PostAsync("purchases", form)).Dispose();
        }

        (await crm.PostAsync("leads", null)).Dispose();
        // begin-snippet: what-came-in
        world.LeadDyno.ShouldHaveReceived("purchases.create", times: 3);
        world.LeadDyno.ShouldHaveReceived("purchases.create", CallCount.Between(1, 5));
        world.LeadDyno.ShouldHaveReceived("purchases.create", with: new { email = "ada@example.com", code = (string?)null });
        world.LeadDyno.ShouldHaveReceived<Sale>("purchases.create", sale => sale.PurchaseAmount > 40);
        world.LeadDyno.ShouldNotHaveReceived("leads.create");
        world.Fixido.ShouldHaveReceivedNothing();
        world.Journal.ShouldHaveReceivedInOrder(world.LeadDyno.Calls("purchases.create"), world.Maxwork.Calls("leads.upsert"));
        // end-snippet
        var waiting = Background();
        (await site.GetAsync($"?method=getLeads&api_key={world.Flexbe.Key}")).Dispose();
        await waiting;

        async Task Background()
        {
            // begin-snippet: background-work
            await world.Journal.ReceivedAsync(world.Flexbe.Calls("leads.list"));   // ten seconds at most
            // end-snippet
        }
    }

    [Fact]
    public void A_snapshot_is_opened_as_often_as_one_likes()
    {
        using var arranged = World.Open();
        arranged.Fixido.AddLead("Moving house", price: 50);
        // begin-snippet: snapshot
        var snapshot = arranged.Snapshots.Take("arranged");
        using var world = World.Open(snapshot);
        // end-snippet
        Assert.Equal("Moving house", Assert.Single(world.Fixido.Leads).Title);
    }

    [Fact]
    public async Task A_client_is_held_against_the_contract()
    {
        // begin-snippet: contracts
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        using var answer = await client.GetAsync($"leads/count?key={world.LeadDyno.Key}");   // in place of your code
        world.VerifyContracts();
        // end-snippet
        (await client.GetAsync($"leads/count?key={world.LeadDyno.Key}&pag=1")).Dispose();
        Assert.Throws<ContractViolationException>(() => world.VerifyContracts());
    }

    [Fact]
    public async Task A_server_in_the_test_process_answers_at_a_vendors_own_https_url()
    {
        // begin-snippet: https
        await using var server = await MocksServer.StartAsync(new MocksServerOptions { HttpsPort = 0 });
        using var client = new HttpClient(server.CreateHandler());
        var answer = await client.GetAsync("https://api.leaddyno.com/v1/leads?key=demo-leaddyno-key");
        // end-snippet
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Stubs_are_made_in_code_or_read()
    {
        using var world = World.Open();
        var folder = Directory.CreateTempSubdirectory("mappings").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "gone.json"), """{"request": {"operation": "leads.count"}, "response": {"status": 410}}""");
        // begin-snippet: stubs
        using var busy = world.Stubs.Add(new Stub { Operation = "leads.create", Times = 2, Answer = _ => StubAnswer.Json(503, """{"busy":true}""") });
        world.Stubs.AddMapping("""{"request": {"operation": "leads.get"}, "response": {"status": 404}}""");
        world.Stubs.Load(folder);                                 // or a file
        // end-snippet
        Directory.Delete(folder, recursive: true);
        using var client = world.LeadDyno.CreateClient();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.PostAsync("leads", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("leads/1")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await client.GetAsync("leads/count")).StatusCode);
    }

    private sealed record Sale(string Email, decimal PurchaseAmount);

    private sealed class Answering : HttpMessageHandler
    {
        public List<string> Calls { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls.Add(request.RequestUri!.OriginalString);
            return Task.FromResult(new HttpResponseMessage());
        }
    }
}
