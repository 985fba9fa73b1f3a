using Microsoft.Playwright;

namespace VendorMocks.Tests;

/// <summary>The vendor's part, played in a browser: every hook of every vendor through its form.</summary>
public sealed class PageHooksTests(Chromium chromium)
{
    // What a form cannot know beforehand: records that are fit for what is done to them.
    private static readonly Dictionary<string, Dictionary<string, string>> Fits = new()
    {
        ["fixido.applications.set-rights"] = new() { ["access_key"] = "demo-limited" },
        ["fixido.applications.revoke"] = new() { ["access_key"] = "demo-limited" },
        ["fixido.orders.refund"] = new() { ["order_id"] = "501" },
        ["fixido.auctions.win"] = new() { ["lead_id"] = "100041", ["account"] = "5201" },
        ["flexbe.payments.notify"] = new() { ["lead"] = "20000018" },
        ["clixnow.leads.make-ftd"] = new() { ["id"] = "100004" },
        ["clixnow.leads.remove"] = new() { ["id"] = "100002" },
        ["maxwork.leads.remove"] = new() { ["id"] = "40001" },
        ["maxwork.agents.add"] = new() { ["id"] = "9001" },
        ["maxwork.agents.remove"] = new() { ["id"] = "9001" },
        ["maxwork.agents.set-lead-manager"] = new() { ["id"] = "502" },
        ["maxwork.listings.remove"] = new() { ["id"] = "2002" },
        ["leaddyno.keys.revoke"] = new() { ["key"] = "second" },
        ["leaddyno.keys.add"] = new() { ["key"] = "second" },
        ["leaddyno.plans.set-default"] = new() { ["plan"] = "basic" },
        ["leaddyno.affiliates.set"] = new() { ["affiliate"] = "118" },
        ["leaddyno.commissions.pay"] = new() { ["affiliate"] = "102" },
        ["leaddyno.commissions.unpay"] = new() { ["affiliate"] = "102" },
        ["leaddyno.commissions.cancel"] = new() { ["id"] = "4002" },
        ["leaddyno.commissions.set-due"] = new() { ["affiliate"] = "102" },
        ["leaddyno.payouts.send"] = new() { ["affiliate"] = "108" },
    };

    [Theory]
    [InlineData("fixido", 18)]
    [InlineData("flexbe", 9)]
    [InlineData("clixnow", 12)]
    [InlineData("maxwork", 11)]
    [InlineData("leaddyno", 20)]
    public async Task Every_hook_is_played_through_its_form(string name, int atLeast)
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        var vendor = Vendors.Find(name)!;
        await sandbox.SendSomethingAsync(vendor);
        var hooks = vendor.Hooks.Where(hook => !hook.ReadsOnly).ToArray();
        Assert.InRange(hooks.Length, atLeast, 100);
        await sandbox.OpenAsync($"default/state/{name}");
        var failed = new List<string>();
        foreach (var hook in hooks)
        {
            var words = hook.Id.Split('.');
            await sandbox.Button($"{words[1].Replace('-', ' ')}: {words[2].Replace('-', ' ')}").ClickAsync();
            var form = sandbox.Page.GetByRole(AriaRole.Dialog);
            foreach (var (field, value) in Fits.GetValueOrDefault(hook.Id) ?? [])
                await form.Locator("input, textarea").And(form.GetByLabel(hook.Fields.Single(one => one.Name == field).Required ? $"{field} (required)" : field, new() { Exact = true })).FillAsync(value);
            await sandbox.Page.EvaluateAsync("document.getElementById('said').replaceChildren()");
            await sandbox.Button("Play it").ClickAsync();
            await sandbox.Page.Locator("#said:not(:empty)").WaitForAsync();
            if (await sandbox.Page.Locator("#said").InnerTextAsync() is var said && said != $"Played: {hook.Id}.")
                failed.Add($"{hook.Id}: {said}");
            await sandbox.Button("Close").ClickAsync();
            await sandbox.ReadyAsync();
        }

        Assert.Empty(failed);
        var played = sandbox.World.Journal.Exchanges.Where(exchange => exchange.VendorSide && exchange.Response.Status < 400).Select(exchange => exchange.Operation!).ToHashSet();
        Assert.Subset(played, hooks.Select(hook => hook.Id).ToHashSet());
    }

    [Fact]
    public async Task Another_buyer_buys_a_payment_arrives_and_a_visitor_clicks()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);

        // From the lead's own page: its number is filled in.
        await sandbox.OpenAsync("default/state/fixido/leads/100001");
        var (before, sold) = (sandbox.World.Read<FixidoState, int>(Vendors.Find("fixido")!, state => state.Trades.Count), "purchases: buy");
        await PlayAsync(sandbox, sold);
        Assert.Equal(before + 1, sandbox.World.Read<FixidoState, int>(Vendors.Find("fixido")!, state => state.Trades.Count));

        await sandbox.OpenAsync("default/state/flexbe/leads/20000018");
        await PlayAsync(sandbox, "payments: notify", ("status (required)", "2"));
        await sandbox.Page.Locator("dd pre", new() { HasTextString = "\"status\": \"Paid\"" }).WaitForAsync();

        await sandbox.OpenAsync("default/state/clixnow/leads/100003");
        await PlayAsync(sandbox, "leads: set status", ("status (required)", "Interested"));
        await Assertions.Expect(sandbox.Page.Locator("dt:text-is('status') + dd")).ToHaveTextAsync("Interested");

        await sandbox.OpenAsync("default/state/leaddyno");
        await PlayAsync(sandbox, "visits: record");
        await sandbox.OpenAsync("default/requests");
        await sandbox.Label("Show").SelectOptionAsync("vendor");
        foreach (var hook in new[] { "fixido.purchases.buy", "flexbe.payments.notify", "clixnow.leads.set-status", "leaddyno.visits.record" })
            await Assertions.Expect(sandbox.Page.Locator(".one .what", new() { HasTextString = hook })).ToHaveCountAsync(1);
    }

    private static async Task PlayAsync(Sandbox sandbox, string hook, params (string Field, string Value)[] inputs)
    {
        await sandbox.Button(hook).ClickAsync();
        foreach (var (field, value) in inputs)
            await sandbox.Page.GetByRole(AriaRole.Dialog).GetByLabel(field, new() { Exact = true }).FillAsync(value);
        await sandbox.Button("Play it").ClickAsync();
        await sandbox.SaidAsync("Played: ");
        await sandbox.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(sandbox.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await sandbox.ReadyAsync();
    }
}
