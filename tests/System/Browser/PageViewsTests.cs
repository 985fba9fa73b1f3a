using System.Net;
using Microsoft.Playwright;

namespace VendorMocks.Tests;

/// <summary>State, faults, stubs, webhooks, fidelity and the API reference in a browser.</summary>
public sealed class PageViewsTests(Chromium chromium)
{
    [Fact]
    public async Task State_is_sorted_paged_filtered_and_linked()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.OpenAsync("default/state/leaddyno/leads");
        await sandbox.SeeAsync("1 to 50 of 220");

        await sandbox.Button("Later").ClickAsync();
        await sandbox.SeeAsync("51 to 100 of 220");
        await sandbox.Button("Sort by id").ClickAsync();
        await sandbox.SeeAsync("1 to 50 of 220");
        await sandbox.Button("Sort by id").ClickAsync();
        await Assertions.Expect(sandbox.Page.Locator("tbody th").First).ToHaveTextAsync("2220");
        await sandbox.PictureAsync("state", documented: true);
        await sandbox.Label("Only where").SelectOptionAsync("country");
        await sandbox.Label("is").FillAsync("nowhere");
        await sandbox.Button("Filter").ClickAsync();
        await sandbox.SeeAsync("No record matches.");

    }

    // Links that a field's name says, that it does not say, to several records, to a copy, and to a record with another id of its own.
    [Theory]
    [InlineData("leaddyno/leads/2001", "1001", "visitor 1001", "leads where latest_visitor_id is 1001")]
    [InlineData("leaddyno/visitors/1002", "118", "affiliate 118", "visitors where affiliate_id is 118")]
    [InlineData("leaddyno/visitors/1002", "2", "url 2", "visitors where referrer_id is 2")]
    [InlineData("fixido/trades/501", "100001", "lead 100001", "trades where lead_id is 100001")]
    [InlineData("fixido/trades/501", "5201", "account 5201", "trades where buyer_id is 5201")]
    [InlineData("fixido/transactions/1", "5201", "account 5201", "transactions where actor is 5201")]
    [InlineData("clixnow/affiliates/1", "1", "brand 1", "affiliates where homeBrandId is 1")]
    [InlineData("maxwork/history/1", "40001", "lead 40001", "history where lead.id is 40001")]
    [InlineData("flexbe/leads/20000003", "100201", "site 100201", "leads where site_id is 100201")]
    public async Task Records_lead_to_those_they_point_to_and_back(string record, string link, string title, string back)
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.OpenAsync($"default/state/{record}");
        await sandbox.Page.Locator("dd").GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();
        await sandbox.Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }).WaitForAsync();
        await sandbox.Link(back).ClickAsync();
        await sandbox.Page.GetByText(new System.Text.RegularExpressions.Regex("^1 to [1-9]")).WaitForAsync();

        // The list leads to the same record.
        var id = record.Split('/')[^1];
        await sandbox.OpenAsync($"default/state/{record[..record.LastIndexOf('/')]}");
        await sandbox.Page.Locator($"tbody th a[href$='/{id}']").ClickAsync();
        await sandbox.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new($" {id}$") }).WaitForAsync();
    }

    [Fact]
    public async Task A_person_plays_the_vendors_part()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.OpenAsync("default/state/flexbe");
        await sandbox.Button("forms: submit").ClickAsync();
        await sandbox.Button("Play it").ClickAsync();
        await sandbox.SaidAsync("Played: flexbe.forms.submit.");
        await sandbox.Button("Close").ClickAsync();

        await sandbox.OpenAsync("default/state/fixido/accounts/5101");
        await sandbox.Button("accounts: deposit").ClickAsync();
        var dialog = sandbox.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByLabel("account (required)")).ToHaveValueAsync("5101");
        await dialog.GetByLabel("amount (required)").FillAsync("-5");
        await sandbox.Button("Play it").ClickAsync();
        await sandbox.Page.Locator("#said.failed").WaitForAsync();
        await dialog.GetByLabel("amount (required)").FillAsync("1234.5");
        await sandbox.Button("Play it").ClickAsync();
        await Assertions.Expect(dialog.Locator("pre")).ToContainTextAsync("1234.5");
        await sandbox.PictureAsync("hook");
    }

    [Fact]
    public async Task Faults_are_switched_on_seen_and_removed()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.OpenAsync("default/faults");
        await sandbox.Button("Switch on outage").ClickAsync();
        await sandbox.SeeAsync("0 of 0");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await sandbox.Client.GetAsync($"/leaddyno/v1/leads?key={Sandbox.Key}")).StatusCode);
        await sandbox.OpenAsync("default/faults");
        await sandbox.SeeAsync("1 of 1");
        await sandbox.PictureAsync("faults");
        await sandbox.Button("Remove fault 1").ClickAsync();
        await sandbox.SeeAsync("No fault is in force.");
        Assert.Equal(HttpStatusCode.OK, (await sandbox.Client.GetAsync($"/leaddyno/v1/leads?key={Sandbox.Key}")).StatusCode);

        var kinds = await sandbox.Label("Kind").Locator("option").AllInnerTextsAsync();
        foreach (var kind in kinds)
        {
            await sandbox.Label("Kind").SelectOptionAsync(kind);
            await sandbox.Label("Vendor").SelectOptionAsync("leaddyno");
            await sandbox.Label("Operation").SelectOptionAsync("leads.list");
            await sandbox.Button("Add").ClickAsync();
            await sandbox.Page.Locator("tbody tr").Nth(kinds.ToList().IndexOf(kind)).WaitForAsync();
        }

        await sandbox.Button("Remove all").ClickAsync();
        await sandbox.SeeAsync("No fault is in force.");
    }

    [Fact]
    public async Task A_stub_is_made_from_an_exchange_and_removed()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        Assert.SkipUnless((await sandbox.Client.GetAsync("/worlds/default/__admin/mappings")).IsSuccessStatusCode, "This server has no stubs over HTTP.");
        var path = $"/leaddyno/v1/leads/999?key={Sandbox.Key}";
        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.Client.GetAsync(path)).StatusCode);
        await sandbox.OpenAsync("default/requests/default/1");
        await sandbox.Button("Make a stub").ClickAsync();
        var mapping = sandbox.Label("Mapping, as WireMock writes it");
        await mapping.FillAsync((await mapping.InputValueAsync()).Replace("404", "418", StringComparison.Ordinal));
        await sandbox.Button("Set it").ClickAsync();
        await sandbox.SaidAsync("The stub answers from now on.");

        Assert.Equal(418, (int)(await sandbox.Client.GetAsync(path)).StatusCode);
        await sandbox.OpenAsync("default/requests");
        await sandbox.SeeAsync("stub: like exchange 1");
        await sandbox.OpenAsync("default/faults");
        await sandbox.Button("Remove stub like exchange 1").ClickAsync();
        await sandbox.SeeAsync("No stub is set.");
        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.Client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Deliveries_are_shown_with_their_attempts_and_sent_again()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.PostAsync("/__mocks/worlds/default/flexbe/hooks/add", $$"""{"url":"{{sandbox.Server.BaseAddress}}nowhere"}""");
        await sandbox.PostAsync("/__mocks/worlds/default/flexbe/forms/submit", "{}");
        await sandbox.World.Webhooks.SettleAsync();

        await sandbox.OpenAsync("default/webhooks");
        await sandbox.SeeAsync($"{sandbox.Server.BaseAddress}nowhere");
        await sandbox.Page.Locator("details.delivery summary").First.ClickAsync();
        await sandbox.SeeAsync("event = lead");
        await Assertions.Expect(sandbox.Page.GetByRole(AriaRole.Region, new() { Name = "Attempts of delivery 1" })).ToContainTextAsync("404");
        await sandbox.PictureAsync("webhooks");
        await sandbox.Button("Send delivery 1 again").ClickAsync();
        await sandbox.SaidAsync("Sent again as #2.");
        await sandbox.SeeAsync("#2 ");
    }

    [Fact]
    public async Task Fidelity_and_the_contract_report_are_charts()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.Client.GetAsync($"/leaddyno/v1/leads?key={Sandbox.Key}&pgae=1");
        await sandbox.OpenAsync("default/fidelity/leaddyno");

        var operations = sandbox.World.LeadDyno.Vendor.Operations.Count;
        await sandbox.Page.GetByRole(AriaRole.Img, new() { Name = $"Operations called: 1 of {operations}" }).WaitForAsync();
        await sandbox.Page.GetByRole(AriaRole.Img, new() { Name = "Violations by operation" }).WaitForAsync();
        await sandbox.Page.GetByRole(AriaRole.Img, new() { NameRegex = new("Latency of the fake") }).WaitForAsync();
        await sandbox.Page.GetByRole(AriaRole.Img, new() { Name = "Rules by how they are known" }).WaitForAsync();
        Assert.Equal(operations, await sandbox.Page.GetByRole(AriaRole.Region, new() { Name = "Operations of LeadDyno" }).Locator("tbody tr").CountAsync());
        await sandbox.PictureAsync("fidelity", documented: true);
    }

    [Fact]
    public async Task Every_call_of_every_vendor_is_described_and_can_be_sent_to_the_fake()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        foreach (var vendor in Vendors.All)
        {
            await sandbox.OpenAsync($"default/reference/{vendor.Name}");
            var entries = string.Join('\n', await sandbox.Page.Locator("details > summary").AllInnerTextsAsync());
            foreach (var row in vendor.Operations)
            {
                Assert.Contains(row.Path, entries, StringComparison.Ordinal);
                Assert.Contains(row.Summary, entries, StringComparison.Ordinal);
            }

            var first = sandbox.Page.Locator("details").First;
            await first.Locator("summary").First.ClickAsync();
            await first.GetByRole(AriaRole.Button, new() { Name = "Send to the fake" }).ClickAsync();
            await first.GetByText("exchange ").WaitForAsync();
            // What comes with a key that is not the demo world's would be nobody's.
            var sent = sandbox.World.Journal.Exchanges[^1];
            Assert.Equal((vendor.Name, false), (sent.Vendor, sent.Operation is null));
            await Assertions.Expect(first.GetByText($"exchange {sent.Id}")).ToBeVisibleAsync();
        }

        await sandbox.OpenAsync("default/reference/leaddyno");
        await sandbox.Label("Find").FillAsync("leads.count");
        var count = sandbox.Page.Locator("details:visible").First;
        await count.Locator("summary").First.ClickAsync();
        await count.GetByRole(AriaRole.Button, new() { Name = "Send to the fake" }).ClickAsync();
        await Assertions.Expect(count.GetByRole(AriaRole.Region, new() { Name = "Answer", Exact = true })).ToContainTextAsync("220");
        await sandbox.PictureAsync("reference", documented: true);
    }
}
