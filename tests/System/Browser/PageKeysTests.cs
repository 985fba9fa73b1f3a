using Microsoft.Playwright;

namespace VendorMocks.Tests;

/// <summary>The main actions of every view, done by keyboard alone: found by the tab key, pressed with Enter or Space.</summary>
public sealed class PageKeysTests(Chromium chromium)
{
    private const int MostSteps = 400;

    [Fact]
    public async Task Worlds_are_opened_and_their_time_moved()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.OpenAsync("default/worlds");
        await TabToAsync(sandbox, sandbox.Label("Name"));
        await sandbox.Page.Keyboard.TypeAsync("by-keys");
        await PressAsync(sandbox, sandbox.Button("Open"));
        await sandbox.Page.GetByRole(AriaRole.Heading, new() { Name = "World by-keys" }).WaitForAsync();
        await sandbox.ReadyAsync();
        await PressAsync(sandbox, sandbox.Button("Freeze"));
        await sandbox.Button("Run").WaitForAsync();
        await PressAsync(sandbox, sandbox.Button("Take a snapshot"));
        await sandbox.Button("Restore before-1").WaitForAsync();
        await PressAsync(sandbox, sandbox.Button("Diff since before-1"));
        await sandbox.SeeAsync("Since before-1: 0 added");
        await PressAsync(sandbox, sandbox.Button("Close"));
        await sandbox.SeeAsync("Open a world");
        Assert.Null(sandbox.Server.Host.Find("by-keys"));
    }

    [Fact]
    public async Task State_is_walked_and_the_vendors_part_played()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.OpenAsync("default/state/leaddyno");
        await PressAsync(sandbox, sandbox.Link("leads"));
        await sandbox.SeeAsync("1 to 50 of 220");
        await PressAsync(sandbox, sandbox.Button("Sort by email"));
        await Assertions.Expect(sandbox.Button("Sort by email")).ToBeFocusedAsync();
        await PressAsync(sandbox, sandbox.Button("Later"));
        await sandbox.SeeAsync("51 to 100 of 220");
        await PressAsync(sandbox, sandbox.Button("leads: capture"));
        await PressAsync(sandbox, sandbox.Button("Play it"));
        await sandbox.SaidAsync("Played: leaddyno.leads.capture.");
        await sandbox.Page.Keyboard.PressAsync("Escape");
        await sandbox.SeeAsync("of 221");
    }

    [Fact]
    public async Task Faults_webhooks_and_themes_are_switched()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.SendSomethingAsync(Vendors.Find("flexbe")!);
        await sandbox.OpenAsync("default/faults");
        await PressAsync(sandbox, sandbox.Button("Switch on outage"));
        await sandbox.SeeAsync("0 of 0");
        await PressAsync(sandbox, sandbox.Button("Remove fault 1"));
        await sandbox.SeeAsync("No fault is in force.");
        await PressAsync(sandbox, sandbox.Button("Theme: system"));
        await sandbox.Button("Theme: light").WaitForAsync();

        await sandbox.OpenAsync("default/webhooks");
        await PressAsync(sandbox, sandbox.Page.Locator("details.delivery summary").First);
        await PressAsync(sandbox, sandbox.Button("Send delivery 1 again"));
        await sandbox.SaidAsync("Sent again as #2.");
    }

    [Fact]
    public async Task Rules_are_read_and_calls_sent()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.OpenAsync("default/fidelity/leaddyno");
        await PressAsync(sandbox, sandbox.Button("Read again"));
        await sandbox.SaidAsync("Read again.");
        await PressAsync(sandbox, sandbox.Page.Locator(".rule summary").First);
        await Assertions.Expect(sandbox.Page.Locator(".rule[open]")).ToHaveCountAsync(1);

        await sandbox.OpenAsync("default/reference/leaddyno");
        await PressAsync(sandbox, sandbox.Page.Locator("summary", new() { HasTextString = "/v1/leads/count" }).First);
        await PressAsync(sandbox, sandbox.Button("Send to the fake"));
        await Assertions.Expect(sandbox.Page.GetByRole(AriaRole.Region, new() { Name = "Answer", Exact = true })).ToContainTextAsync("220");
    }

    private static async Task PressAsync(Sandbox sandbox, ILocator target)
    {
        await TabToAsync(sandbox, target);
        await sandbox.Page.Keyboard.PressAsync("Enter");
    }

    private static async Task TabToAsync(Sandbox sandbox, ILocator target)
    {
        await target.WaitForAsync();
        for (var step = 0; step < MostSteps; step++)
        {
            if (await target.EvaluateAsync<bool>("one => one === document.activeElement"))
                return;
            await sandbox.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The tab key does not lead to {target}.");
    }
}
