using System.Text.Json;
using Microsoft.Playwright;

namespace VendorMocks.Tests;

/// <summary>Every view for everybody: both themes, a small screen, screen readers, the keyboard alone.</summary>
public sealed class PageLooksTests(Chromium chromium)
{
    private static readonly string[] Views =
    [
        "default/requests", "default/requests/default/1", "default/worlds", "default/worlds/default", "default/state/leaddyno", "default/state/leaddyno/leads",
        "default/state/leaddyno/leads/2001", "default/faults", "default/webhooks", "default/fidelity/leaddyno", "default/reference/flexbe", "default/start",
    ];

    [Theory]
    [InlineData(1200, 800, ColorScheme.Light)]
    [InlineData(1200, 800, ColorScheme.Dark)]
    [InlineData(360, 740, ColorScheme.Light)]
    [InlineData(360, 740, ColorScheme.Dark)]
    public async Task Every_view_is_accessible_and_fits(int width, int height, ColorScheme scheme)
    {
        var axe = await chromium.AxeAsync();
        await using var sandbox = await Sandbox.StartAsync(chromium, width, height, scheme);
        await FurnishAsync(sandbox);
        var found = new List<string>();
        foreach (var view in Views)
        {
            await sandbox.OpenAsync(view);
            if (view == "default/requests")
            {
                await sandbox.Page.Locator(".one").First.WaitForAsync();
                if (!await sandbox.Page.EvaluateAsync<bool>("[...document.querySelectorAll('.one')].every((one) => one.scrollHeight <= one.clientHeight + 1)"))
                    found.Add($"{view}: a line is higher than its place");
            }

            if (view.Contains("/requests/", StringComparison.Ordinal))
                await sandbox.SeeAsync("What it rests on");
            if (view.Contains("reference", StringComparison.Ordinal))
                await sandbox.Page.Locator("details").First.Locator("summary").First.ClickAsync();
            var findings = await sandbox.Page.EvaluateAsync<string>(
                $"{axe}; axe.run().then((all) => JSON.stringify(all.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html).slice(0, 3).join(' '))))");
            found.AddRange(JsonSerializer.Deserialize<string[]>(findings)!.Select(finding => $"{view}: {finding}"));
            if (await sandbox.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"))
                found.Add($"{view}: wider than the window");
            await sandbox.PictureAsync($"{view.Replace("default/", "", StringComparison.Ordinal).Replace('/', '-')}-{width}-{scheme}");
        }

        Assert.Empty(found);
    }

    [Fact]
    public async Task The_theme_follows_the_system_until_it_is_switched()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium, scheme: ColorScheme.Dark);
        await sandbox.OpenAsync("default/worlds");
        var dark = await BackAsync(sandbox);
        await sandbox.Button("Theme: system").ClickAsync();
        await sandbox.Button("Theme: light").WaitForAsync();
        var light = await BackAsync(sandbox);
        Assert.NotEqual(dark, light);

        await sandbox.Page.ReloadAsync();
        await sandbox.ReadyAsync();
        Assert.Equal(light, await BackAsync(sandbox));
        await sandbox.Button("Theme: light").ClickAsync();
        await sandbox.Button("Theme: dark").WaitForAsync();
        Assert.Equal(dark, await BackAsync(sandbox));
    }

    [Fact]
    public async Task Requests_are_walked_opened_and_closed_by_keyboard()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await FurnishAsync(sandbox);
        await sandbox.OpenAsync("default/requests");
        await sandbox.Page.Locator(".one").First.WaitForAsync();
        var keyboard = sandbox.Page.Keyboard;

        await keyboard.PressAsync("Tab");
        await Assertions.Expect(sandbox.Link("Skip to the content")).ToBeFocusedAsync();
        await sandbox.Button("Pause").FocusAsync();
        await keyboard.PressAsync("Tab");
        await Assertions.Expect(sandbox.Page.Locator(".one a").First).ToBeFocusedAsync();
        await keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(sandbox.Page.Locator(".one a").Nth(1)).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await sandbox.SeeAsync("What it rests on");
        await keyboard.PressAsync("Escape");
        await Assertions.Expect(sandbox.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await sandbox.Button("Pause").FocusAsync();
        await keyboard.PressAsync("Space");
        await sandbox.Button("Go on").WaitForAsync();
    }

    [Fact]
    public async Task Everything_that_acts_is_reached_by_the_tab_key()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await FurnishAsync(sandbox);
        foreach (var view in Views.Where(view => !view.Contains("requests", StringComparison.Ordinal)))
        {
            await sandbox.OpenAsync(view);
            var count = await sandbox.Page.EvaluateAsync<int>("document.querySelectorAll('a[href], button:not([disabled]), input, select, textarea, summary, [tabindex=\"0\"]').length");
            for (var i = 0; i < count + 5; i++)
            {
                await sandbox.Page.Keyboard.PressAsync("Tab");
                await sandbox.Page.EvaluateAsync("document.activeElement.dataset.reached = 'yes'");
            }

            var missed = await sandbox.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('a[href], button:not([disabled]), input, select, textarea, summary')].filter((one) => one.checkVisibility() && !one.dataset.reached).map((one) => one.outerHTML.slice(0, 100))");
            Assert.Empty(missed);
        }
    }

    [Fact]
    public async Task From_elsewhere_the_page_asks_for_the_token_and_takes_it_from_the_address()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.Page.SetExtraHTTPHeadersAsync([new("X-Forwarded-For", "203.0.113.9")]);
        await sandbox.Page.GotoAsync(sandbox.Server.BaseAddress.ToString());
        await sandbox.Label("Token").FillAsync("guessed");
        await sandbox.Button("Use this token").ClickAsync();
        await sandbox.SeeAsync("The server does not know that token.");
        await sandbox.Label("Token").FillAsync(sandbox.Server.ControlToken);
        await sandbox.Button("Use this token").ClickAsync();
        await sandbox.SeeAsync("Nothing has come in yet.");

        await sandbox.Page.EvaluateAsync("sessionStorage.clear()");
        await sandbox.Page.GotoAsync("about:blank");
        await sandbox.Page.GotoAsync($"{sandbox.Server.BaseAddress}#token={sandbox.Server.ControlToken}");
        await sandbox.SeeAsync("Nothing has come in yet.");
        Assert.DoesNotContain(sandbox.Server.ControlToken, sandbox.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_for_the_documents_are_taken()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium, width: 1200, height: 620);
        await FurnishAsync(sandbox);
        await sandbox.OpenAsync("default/requests");
        await sandbox.Page.Locator(".one").First.WaitForAsync();
        await sandbox.PictureAsync("requests", documented: true);
        await sandbox.OpenAsync("default/worlds/default");
        await sandbox.PictureAsync("worlds", documented: true);
    }

    private static async Task FurnishAsync(Sandbox sandbox)
    {
        await sandbox.PostAsync("/__mocks/worlds/default/flexbe/hooks/add", $$"""{"url":"{{sandbox.Server.BaseAddress}}nowhere"}""");
        await sandbox.PostAsync("/__mocks/worlds/default/flexbe/forms/submit", "{}");
        await sandbox.PostAsync("/__mocks/worlds/default/snapshots", """{"name":"before"}""");
        await sandbox.PostAsync($"/leaddyno/v1/leads?key={Sandbox.Key}", """{"email":"grace@example.com","first_nam":"Grace"}""");
        await sandbox.Client.GetAsync($"/leaddyno/v1/leads/999?key={Sandbox.Key}");
        await sandbox.Client.GetAsync("/fixido/api/categories/list/?access_key=demo-seller&access_secret=demo-seller-secret");
        await sandbox.PostAsync("/__mocks/worlds/default/faults", """{"kind":"status","status":503,"name":"down","times":1}""");
        await sandbox.Client.GetAsync($"/leaddyno/v1/campaigns?key={Sandbox.Key}");
        await sandbox.Client.GetAsync($"/leaddyno/v1/campaigns?key={Sandbox.Key}");
        await sandbox.World.Webhooks.SettleAsync();
    }

    private static Task<string> BackAsync(Sandbox sandbox) => sandbox.Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
