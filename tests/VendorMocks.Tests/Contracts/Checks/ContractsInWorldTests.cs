namespace VendorMocks.Tests;

public sealed class ContractsInWorldTests
{
    [Fact]
    public async Task A_misspelt_parameter_is_found_when_somebody_looks()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        await client.Form("POST", "leads", "key", world.LeadDyno.Key, "email", "a@example.com", "fist_name", "Ada");
        var exchange = Assert.Single(world.Journal.Exchanges);
        Assert.Null(exchange.Violations);

        var report = world.CheckContracts();
        var found = Assert.Single(report.Failures);
        Assert.Same(exchange, found.Exchange);
        Assert.Equal(("/fist_name", "first_name", ViolationKind.UnknownName), (found.Violation.Pointer, found.Violation.DidYouMean, found.Violation.Kind));
        Assert.Equal("schemas/leaddyno/leads.create.request.json", found.Violation.Schema);
        Assert.True(found.Violation.InRequest);
        Assert.Equal((1, 0L), (report.Checked, report.Unchecked));
        Assert.Contains("request /fist_name: expected no property of that name, got \"Ada\", did you mean \"first_name\"?", report.ToString(), StringComparison.Ordinal);

        var kept = exchange.Violations;
        world.CheckContracts();
        Assert.Same(kept, exchange.Violations);
        Assert.Same(exchange, Assert.Throws<ContractViolationException>(() => world.VerifyContracts()).Report.Failures[0].Exchange);
    }

    [Fact]
    public async Task A_lenient_reading_reports_unknown_names_and_fails_only_for_the_rest()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        await client.Form("POST", "leads", "key", world.LeadDyno.Key, "email", "a@example.com", "colour", "red");
        world.VerifyContracts(ContractReading.Lenient);
        Assert.Equal("/colour", Assert.Single(world.CheckContracts(ContractReading.Lenient).Notes).Violation.Pointer);

        await client.Form("POST", "leads", "key", world.LeadDyno.Key, "email", "nobody");
        Assert.Equal(["/email"], world.CheckContracts(ContractReading.Lenient).Failures.Select(f => f.Violation.Pointer));
    }

    [Fact]
    public async Task What_the_journal_dropped_counts_as_unchecked()
    {
        using var world = World.Open(new WorldOptions { Limits = false });
        using var client = world.LeadDyno.CreateClient();
        for (var i = 0; i < 1003; i++)
            await client.Get($"leads?key={world.LeadDyno.Key}&oops=1");
        var report = world.CheckContracts();
        Assert.Equal((1000, 3L, 1000), (report.Checked, report.Unchecked, report.Failures.Count));
    }

    [Fact]
    public async Task A_strict_world_says_so_in_the_answer_and_forgets_no_violation()
    {
        using var world = World.Open(new WorldOptions { Limits = false });
        using var client = world.LeadDyno.CreateClient();
        var url = $"leads?key={world.LeadDyno.Key}";
        Assert.Null((await client.Get(url + "&pgae=1")).Header("X-Mocks-Contract"));
        world.EnforceContracts();
        Assert.Null((await client.Get(url)).Header("X-Mocks-Contract"));
        var broken = await client.Get(url + "&pgae=1");
        Assert.Equal(("violated", 200), (broken.Header("X-Mocks-Contract"), broken.Status));
        Assert.Equal("page", world.Journal.Exchanges[^1].Violations![0].DidYouMean);

        for (var i = 0; i < 1000; i++)
            await client.Get(url);
        var report = world.CheckContracts();
        Assert.Equal((1L, broken.Header("X-Mocks-Exchange")), (report.Unchecked, $"{Assert.Single(report.Failures).Exchange.Id}"));
        world.EnforceContracts(on: false);
        Assert.Null((await client.Get(url + "&pgae=1")).Header("X-Mocks-Contract"));
    }

    [Fact]
    public async Task In_a_strict_world_no_verification_passes_while_a_contract_is_broken()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        var lists = world.LeadDyno.Calls("leads.list");
        await client.Get($"leads?key={world.LeadDyno.Key}&pgae=1");
        Assert.True(world.Journal.Verify(lists, CallCount.Exactly(1)).Passed);
        world.EnforceContracts();
        await client.Get($"leads?key={world.LeadDyno.Key}");
        Assert.True(world.Journal.Verify(lists, CallCount.Exactly(2)).Passed);
        await client.Get($"leads?key={world.LeadDyno.Key}&pgae=1");
        Assert.False(world.Journal.VerifyInOrder(lists, lists).Passed);
        var verification = world.Journal.Verify(lists, CallCount.Exactly(3));
        Assert.False(verification.Passed);
        Assert.Contains("#3 request /pgae: expected no property of that name", verification.Report, StringComparison.Ordinal);
        Assert.DoesNotContain("#1 request", verification.Report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_HTTP_the_header_is_there_too()
    {
        await using var server = await MocksServer.StartAsync();
        var world = server.Host.Find(MocksHost.DefaultWorld)!;
        world.EnforceContracts();
        using var client = new HttpClient { BaseAddress = server.BaseAddress };
        Assert.Equal("violated", (await client.Get($"leaddyno/v1/leads/count?key={world.LeadDyno.Key}&pgae=1")).Header("X-Mocks-Contract"));
        Assert.Null((await client.Get($"leaddyno/v1/leads/count?key={world.LeadDyno.Key}")).Header("X-Mocks-Contract"));
    }

    [Fact]
    public async Task Requests_that_reach_no_operation_are_not_held_against_one()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        await client.Get($"nothing?key={world.LeadDyno.Key}&oops=1");
        await client.SendAsync("OPTIONS", "leads?oops=1");
        Assert.Empty(world.CheckContracts().Failures);
        Assert.Equal(2, world.CheckContracts().Checked);
    }

    [Fact]
    public void Stubs_faults_and_the_vendors_own_events_are_off_contract()
    {
        var request = new ApiRequest("GET", "https", "api.leaddyno.com", "/v1/leads?oops=1", [], default);
        Exchange Of(bool off, bool vendorSide) =>
            new(request, new ApiResponse(200), WorldOptions.DefaultStart, "default", "leaddyno", "leads.list") { OffContract = off, VendorSide = vendorSide };
        Assert.Null(ExchangeCheck.Of(Of(off: true, vendorSide: false)));
        Assert.Null(ExchangeCheck.Of(Of(off: false, vendorSide: true)));
        Assert.Single(ExchangeCheck.Of(Of(off: false, vendorSide: false))!);
        Assert.Null(ExchangeCheck.Of(new Exchange(request, new ApiResponse(200), WorldOptions.DefaultStart, "default", null, null)));
    }

    [Theory]
    [InlineData(200, null, "{\"error\":\"no\"}", "application/json", false)]
    [InlineData(200, "LD-03", "{\"error\":\"no\"}", "application/json", true)]
    [InlineData(200, "LD-03", "cb({\"error\":\"no\"});", "application/javascript", true)]
    [InlineData(404, null, "{\"error\":\"no\"}", "application/json", true)]
    [InlineData(404, "LD-13", "{\"fault\":\"no\"}", "application/json", false)]
    [InlineData(404, "LD-13", "<h1>no</h1>", "text/html; charset=utf-8", true)]
    [InlineData(200, null, "<h1>yes</h1>", "text/html", false)]
    [InlineData(200, null, "[]", "application/json", true)]
    public void A_refusal_is_held_against_the_error_bodies_whatever_its_status(int status, string? why, string body, string type, bool good)
    {
        var request = new ApiRequest("GET", "https", "api.leaddyno.com", "/v1/leads", [], default);
        var response = new ApiResponse(status, new TextContent(body, type)) { Why = why };
        Assert.Equal(good, ExchangeCheck.Of(new Exchange(request, response, WorldOptions.DefaultStart, "default", "leaddyno", "leads.list"))!.Count == 0);
    }

    [Fact]
    public void Every_answer_of_the_test_process_is_held_against_its_schema()
    {
        using var world = World.Open();
        var request = new ApiRequest("GET", "https", "api.leaddyno.com", "/v1/leads", [], default);
        var response = new ApiResponse(200, new TextContent("7", "application/json"));
        var exchange = new Exchange(request, response, WorldOptions.DefaultStart, "default", "leaddyno", "leads.list");
        void Render() => Rendering.Render(new Outcome(response, exchange, world), new System.Buffers.ArrayBufferWriter<byte>());
        Assert.Contains("expected array, got 7", Assert.ThrowsAny<Exception>(Render).Message, StringComparison.Ordinal);
        using (ContractWatch.Pause())
            Render();
    }
}
