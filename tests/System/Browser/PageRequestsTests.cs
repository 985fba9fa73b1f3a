using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;

namespace VendorMocks.Tests;

/// <summary>Live requests in a browser.</summary>
public sealed class PageRequestsTests(Chromium chromium)
{
    private const string Leads = $"/leaddyno/v1/leads?key={Sandbox.Key}";

    [Fact]
    public async Task Requests_come_in_as_they_are_made_and_can_be_searched_filtered_and_paused()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.OpenAsync("default/requests");
        await sandbox.SeeAsync("Nothing has come in yet.");

        await sandbox.Client.GetAsync(Leads);
        await sandbox.Client.GetAsync("/leaddyno/v1/leads?key=nobodys");
        await sandbox.Client.GetAsync($"/leaddyno/v1/campaigns?key={Sandbox.Key}");
        await CountAsync(sandbox, "2 of 2 exchanges");
        await Assertions.Expect(sandbox.Page.Locator(".one .what").First).ToContainTextAsync("campaigns.list");

        await sandbox.Label("Search").FillAsync("campaigns");
        await CountAsync(sandbox, "1 of 2 exchanges");
        await sandbox.Label("Search").FillAsync("");
        await sandbox.Label("Status").SelectOptionAsync("5");
        await CountAsync(sandbox, "0 of 2 exchanges");
        await sandbox.Label("Status").SelectOptionAsync("");
        await sandbox.Label("Vendor").SelectOptionAsync("fixido");
        await CountAsync(sandbox, "0 of 2 exchanges");
        await sandbox.Label("Vendor").SelectOptionAsync("leaddyno");

        await sandbox.Button("Pause").ClickAsync();
        await sandbox.Client.GetAsync(Leads);
        await sandbox.SeeAsync("paused, 1 more came in");
        Assert.Equal(2, await sandbox.Page.Locator(".one").CountAsync());
        await sandbox.Button("Go on").ClickAsync();
        await CountAsync(sandbox, "3 of 3 exchanges");

        await sandbox.OpenAsync("*/requests");
        await CountAsync(sandbox, "4 of 4 exchanges");
        await sandbox.SeeAsync("LD-03");
    }

    [Fact]
    public async Task What_comes_is_told_and_not_asked_for()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.Client.GetAsync(Leads);
        await sandbox.OpenAsync("default/requests");
        await CountAsync(sandbox, "1 of 1 exchanges");
        var asked = new List<string>();
        sandbox.Page.Request += (_, request) => asked.Add(request.Url);

        for (var i = 2; i < 12; i++)
        {
            await sandbox.Client.GetAsync(Leads);
            await CountAsync(sandbox, $"{i} of {i} exchanges");
        }

        Assert.Empty(asked);
    }

    [Fact]
    public async Task A_tab_that_nobody_saw_for_a_while_goes_on_where_it_was()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.Client.GetAsync(Leads);
        await sandbox.OpenAsync("default/requests");
        await CountAsync(sandbox, "1 of 1 exchanges");

        await SeenAsync(sandbox, false);
        for (var i = 0; i < 3; i++)
            await sandbox.Client.GetAsync(Leads);
        var asked = sandbox.Page.WaitForRequestAsync(request => request.Url.Contains("/journal?", StringComparison.Ordinal));
        await SeenAsync(sandbox, true);
        await CountAsync(sandbox, "4 of 4 exchanges");
        await sandbox.Client.GetAsync(Leads);
        await CountAsync(sandbox, "5 of 5 exchanges");

        Assert.Contains("after=1", (await asked).Url, StringComparison.Ordinal);
        Assert.Equal(["#5", "#4", "#3", "#2", "#1"], await sandbox.Page.Locator(".one .number").AllInnerTextsAsync());
    }

    [Fact]
    public async Task Worlds_that_are_opened_and_emptied_meanwhile_are_followed()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.OpenAsync("*/requests");
        await sandbox.SeeAsync("Nothing has come in yet.");

        for (var i = 1; i < 4; i++)
            await sandbox.Client.GetAsync(Leads);
        await CountAsync(sandbox, "3 of 3 exchanges");
        sandbox.Server.Host.Open(new WorldOptions { Name = "later", Start = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        await sandbox.Client.GetAsync("/worlds/later/leaddyno/v1/leads?key=nobody");
        await CountAsync(sandbox, "4 of 4 exchanges");
        // Its clock is years behind, but it came last.
        await Assertions.Expect(sandbox.Page.Locator(".one .world").First).ToHaveTextAsync("later");

        sandbox.World.Journal.Clear();
        await sandbox.Client.GetAsync(Leads);
        await CountAsync(sandbox, "2 of 2 exchanges");
    }

    [Fact]
    public async Task Faults_limits_refusals_and_departures_have_badges()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.PostAsync("/__mocks/worlds/default/faults", """{"kind":"status","status":503,"name":"down","times":1}""");
        await sandbox.Client.GetAsync(Leads);
        await sandbox.Client.GetAsync(Leads + "&pgae=2");
        await sandbox.Client.GetAsync($"/leaddyno/v1/leads/999?key={Sandbox.Key}");
        await sandbox.Client.SendAsync(new HttpRequestMessage(HttpMethod.Patch, "/__mocks/worlds/default/leaddyno/rules") { Content = new StringContent("""{"limit.requests":1}""") });
        await sandbox.Client.GetAsync(Leads);

        await sandbox.OpenAsync("default/requests");

        foreach (var badge in new[] { "fault: down", "1 off contract", "contract kept", "limit" })
            await Assertions.Expect(sandbox.Page.Locator(".one .badge", new() { HasTextString = badge }).First).ToBeVisibleAsync();
        await sandbox.Label("Show").SelectOptionAsync("broken");
        await CountAsync(sandbox, "1 of 4 exchanges");
    }

    [Fact]
    public async Task An_exchange_shows_what_departs_what_it_changed_and_what_it_rests_on()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.PostAsync(Leads, """{"email":"grace@example.com","first_nam":"Grace"}""");
        await sandbox.OpenAsync("default/requests");
        await sandbox.Link("Exchange 1: POST leads.create").ClickAsync();

        var sheet = sandbox.Page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(sheet.Locator("mark", new() { HasTextString = "\"first_nam\": \"Grace\"" })).ToBeVisibleAsync();
        await Assertions.Expect(sheet.GetByText("did you mean \"first_name\"?")).ToBeVisibleAsync();
        await Assertions.Expect(sheet.GetByRole(AriaRole.Row, new() { Name = "email – grace@example.com" })).ToBeVisibleAsync();
        await Assertions.Expect(sheet.GetByText("leads.create, ").First).ToBeVisibleAsync();
        await sandbox.PictureAsync("exchange", documented: true);

        await sheet.GetByRole(AriaRole.Link, new() { NameRegex = new("^leads ") }).ClickAsync();
        await sandbox.SeeAsync("What can be done");
        await sandbox.SeeAsync("grace@example.com");
    }

    [Fact]
    public async Task A_refused_exchange_shows_its_rule_with_its_provenance()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        var refused = await sandbox.Client.GetAsync($"/leaddyno/v1/leads/999?key={Sandbox.Key}");
        var why = refused.Headers.GetValues("X-Mocks-Why").Single();

        await sandbox.OpenAsync("default/requests/default/1");

        var known = sandbox.World.LeadDyno.Vendor.Rules;
        await sandbox.SeeAsync("Refused by");
        await AssertRuleAsync(sandbox.Page.Locator(".rule").First, known.Find(why)!);
        // Those that the operation keeps besides.
        var kept = FixtureSet.For("leaddyno").Fixtures.Where(fixture => fixture.Operation == "leads.get").SelectMany(fixture => fixture.Rules).Distinct().Where(id => id != why).Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(kept);
        await Assertions.Expect(sandbox.Page.Locator(".rule")).ToHaveCountAsync(kept.Length + 1);
        for (var i = 0; i < kept.Length; i++)
            await AssertRuleAsync(sandbox.Page.Locator(".rule").Nth(i + 1), known.Find(kept[i])!);
    }

    [Fact]
    public async Task An_exchange_is_copied_as_a_curl_that_runs()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.PostAsync(Leads, """{"email":"o'hara@example.com"}""");
        await sandbox.OpenAsync("default/requests/default/1");

        await sandbox.Button("Copy as curl").ClickAsync();
        await sandbox.SaidAsync("Copied");
        var (output, exitCode) = await Shell.RunAsync(await sandbox.ClipboardAsync() + " -sS -w '\n%{http_code}'");

        Assert.Equal(0, exitCode);
        Assert.Matches(@"(?s)o'hara@example.com.*\n20[01]$", output);
    }

    [Fact]
    public async Task An_exchange_is_saved_as_a_fixture()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.PostAsync(Leads, """{"email":"grace@example.com"}""");
        await sandbox.OpenAsync("default/requests/default/1");

        var download = await sandbox.Page.RunAndWaitForDownloadAsync(() => sandbox.Button("Save as fixture").ClickAsync());

        Assert.Equal("leads.create.json", download.SuggestedFilename);
        using var fixture = JsonDocument.Parse(await File.ReadAllTextAsync(await download.PathAsync()));
        Assert.Equal("leads.create", fixture.RootElement.GetProperty("operation").GetString());
        Assert.Equal("{key}", fixture.RootElement.GetProperty("request").GetProperty("query").GetProperty("key").GetString());
    }

    [Fact]
    public async Task What_a_hostile_caller_sends_is_text()
    {
        const string Hostile = "</pre><script>window.hacked=1</script><img src=x onerror='window.hacked=2'>";
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.PostAsync($"{Leads}&{Uri.EscapeDataString(Hostile)}={Uri.EscapeDataString(Hostile)}", JsonSerializer.Serialize(new Dictionary<string, string> { ["email"] = "x@example.com", ["first_name"] = Hostile, [Hostile] = Hostile }));
        await sandbox.Client.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/leaddyno/v1/leads?" + Uri.EscapeDataString(Hostile)) { Headers = { { "X-Note", Hostile } }, Content = new StringContent(Hostile) });

        await sandbox.OpenAsync("*/requests");
        await CountAsync(sandbox, "2 of 2 exchanges");
        await sandbox.OpenAsync("default/requests/default/1");
        await Assertions.Expect(sandbox.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("window.hacked=2");
        await sandbox.OpenAsync("default/state/leaddyno/leads/by/email/x@example.com");
        await sandbox.SeeAsync("window.hacked=1");

        Assert.True(await sandbox.Page.EvaluateAsync<bool>("window.hacked === undefined && document.querySelector('main img, main script, dialog img, dialog script') === null"));
    }

    [Fact]
    public async Task Ten_thousand_exchanges_are_a_list_of_few_elements()
    {
        const int Many = 10_000;
        await using var sandbox = await Sandbox.StartAsync(chromium, world: new WorldOptions { Limits = false });
        // A journal keeps a thousand.
        for (var world = 0; world < Many / 1000; world++)
        {
            using var client = sandbox.Server.Host.Open(new WorldOptions { Name = $"load-{world}", Limits = false }).LeadDyno.CreateClient();
            for (var i = 0; i < 1000; i++)
                (await client.GetAsync(new Uri($"/v1/leads/count?n={(world * 1000) + i}", UriKind.Relative))).Dispose();
        }

        await sandbox.OpenAsync("*/requests");
        await CountAsync(sandbox, $"{Many} of {Many} exchanges");

        Assert.InRange(await sandbox.Page.Locator(".one").CountAsync(), 10, 60);
        await sandbox.Page.Locator(".one a").First.FocusAsync();
        await sandbox.Page.Keyboard.PressAsync("End");
        await Assertions.Expect(sandbox.Page.Locator(".one a:focus")).ToHaveAccessibleNameAsync(new System.Text.RegularExpressions.Regex("^Exchange 1: "));
        Assert.Equal(Many + 1, await sandbox.Page.EvaluateAsync<int>("Number(document.activeElement.closest('[role=row]').getAttribute('aria-rowindex'))"));
        Assert.InRange(await sandbox.Page.Locator(".one").CountAsync(), 10, 60);
        await sandbox.Label("Search").FillAsync("n=7777");
        await CountAsync(sandbox, $"1 of {Many} exchanges");
        // The browser goes on drawing while all that is done.
        Assert.True(await sandbox.Page.EvaluateAsync<bool>("new Promise((drawn) => requestAnimationFrame(() => drawn(true)))"));
    }

    [Fact]
    public async Task The_page_comes_back_when_the_server_does()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        var address = sandbox.Server.BaseAddress.ToString();
        await sandbox.Client.GetAsync(Leads);
        await sandbox.Client.GetAsync(Leads);
        await sandbox.OpenAsync("default/requests");
        await CountAsync(sandbox, "2 of 2 exchanges");

        await sandbox.Server.DisposeAsync();
        await sandbox.SeeAsync("Not connected");
        sandbox.Server = await MocksServer.StartAsync(new MocksServerOptions { Urls = address });
        await sandbox.Client.GetAsync($"/leaddyno/v1/campaigns?key={Sandbox.Key}");

        await CountAsync(sandbox, "1 of 1 exchanges");
        await Assertions.Expect(sandbox.Page.Locator("#line")).ToHaveTextAsync("Connected");
        await Assertions.Expect(sandbox.Page.Locator(".one .what").First).ToContainTextAsync("campaigns.list");
    }

    [Fact]
    public async Task A_view_that_the_server_did_not_answer_is_asked_for_again()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        var address = sandbox.Server.BaseAddress.ToString();
        await sandbox.OpenAsync("default/requests");
        await sandbox.Server.DisposeAsync();

        await sandbox.Link("Fidelity").ClickAsync();
        await Assertions.Expect(sandbox.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The server does not answer.");
        sandbox.Server = await MocksServer.StartAsync(new MocksServerOptions { Urls = address });
        await sandbox.Button("Try again").ClickAsync();
        await sandbox.SeeAsync("Contract report of this run");
    }

    [Fact]
    public async Task A_thousand_exchanges_are_there_at_first_sight()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium, world: new WorldOptions { Size = WorldSize.Default, Limits = false });
        using (var client = sandbox.World.LeadDyno.CreateClient())
        {
            for (var i = 0; i < 1000; i++)
                (await client.GetAsync(new Uri("/v1/leads?per_page=10", UriKind.Relative))).Dispose();
        }

        var weight = 0L;
        sandbox.Page.Response += (_, response) => Interlocked.Add(ref weight, response.Url.Contains("/__mocks/page/", StringComparison.Ordinal) && response.Headers.TryGetValue("content-length", out var length) ? long.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : 0);
        var watch = Stopwatch.StartNew();
        await sandbox.Page.GotoAsync($"{sandbox.Server.BaseAddress}#/default/requests");
        await sandbox.Page.Locator(".one").First.WaitForAsync();
        var first = watch.ElapsedMilliseconds;
        await CountAsync(sandbox, "1000 of 1000 exchanges");

        TestContext.Current.SendDiagnosticMessage($"first rows after {first} ms, all 1000 after {watch.ElapsedMilliseconds} ms, {weight} bytes of scripts and styles");
        TestContext.Current.AddAttachment("first-view.txt", $"first rows after {first} ms, all 1000 after {watch.ElapsedMilliseconds} ms, {weight} bytes of scripts and styles");
        Assert.InRange(weight, 1, 300_000);
    }

    private static async Task AssertRuleAsync(ILocator card, Rule rule)
    {
        await Assertions.Expect(card.Locator("summary")).ToContainTextAsync(rule.Id);
        await Assertions.Expect(card.Locator("summary")).ToContainTextAsync(rule.Text);
        await Assertions.Expect(card.Locator(".badge")).ToHaveTextAsync(rule.Provenance.ToString());
        await card.Locator("summary").ClickAsync();
        await Assertions.Expect(card.GetByText(rule.Why, new() { Exact = true })).ToBeVisibleAsync();
        foreach (var one in rule.Switches ?? [])
            await Assertions.Expect(card.GetByText(one.Name, new() { Exact = true })).ToBeVisibleAsync();
    }

    private static Task CountAsync(Sandbox sandbox, string text) => sandbox.Page.GetByText(text, new() { Exact = true }).WaitForAsync();

    private static async Task SeenAsync(Sandbox sandbox, bool seen) => await sandbox.Page.EvaluateAsync(
        "hidden => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden }); document.dispatchEvent(new Event('visibilitychange')); }", !seen);
}
