using System.Text.Json;
using Microsoft.Playwright;

namespace VendorMocks.Tests;

/// <summary>Worlds in a browser: opening, time, snapshots, data, credentials.</summary>
public sealed class PageWorldsTests(Chromium chromium)
{
    [Fact]
    public async Task A_world_is_opened_reset_and_closed()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.OpenAsync("default/worlds");
        await sandbox.Label("Name").FillAsync("my-test");
        await sandbox.Label("Seed").FillAsync("7");
        await sandbox.Label("Size").FillAsync("empty");
        await sandbox.Label("Start").FillAsync("2026-03-01T00:00:00Z");
        await sandbox.Label("Clock runs").UncheckAsync();
        await sandbox.Button("Open").ClickAsync();
        await sandbox.Page.GetByRole(AriaRole.Heading, new() { Name = "World my-test" }).WaitForAsync();
        var world = sandbox.Server.Host.Find("my-test")!;
        Assert.Equal(7UL, world.Options.Seed);

        await sandbox.PostAsync("/__mocks/worlds/my-test/leaddyno/leads/capture", """{"email":"grace@example.com"}""");
        await sandbox.Button("Reset").ClickAsync();
        await sandbox.SaidAsync("my-test is as it was opened.");
        Assert.Empty(world.LeadDyno.Leads);

        await sandbox.Button("Close").ClickAsync();
        await sandbox.SeeAsync("Open a world");
        Assert.Null(sandbox.Server.Host.Find("my-test"));

        await sandbox.Label("Name").FillAsync("");
        await sandbox.Label("Size").FillAsync("huge");
        await sandbox.Button("Open").ClickAsync();
        await sandbox.SaidAsync("size cannot be 'huge'");
    }

    [Fact]
    public async Task A_world_is_opened_from_a_document_and_what_is_wrong_is_said_at_its_line()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.OpenAsync("default/worlds");
        await sandbox.Page.GetByText("Open a world from a document").ClickAsync();
        var document = sandbox.Label("Document (JSON)");
        var open = sandbox.Button("Open from the document");
        var wrong = sandbox.Page.Locator(".wrong");

        await document.FillAsync("{\n  \"name\": \"whole\",\n  \"vendors\": {\n    // who matters here\n    \"leaddyno\": { \"size\": 5,\n      \"locale\": \"dee\" }\n  }\n}");
        await open.ClickAsync();
        await Assertions.Expect(wrong).ToContainTextAsync("Line 6: ");
        await Assertions.Expect(wrong).ToContainTextAsync("locale cannot be 'dee'");
        await Assertions.Expect(document).ToBeFocusedAsync();
        Assert.Equal("\"locale\": \"dee\" }", await document.EvaluateAsync<string>("one => one.value.slice(one.selectionStart, one.selectionEnd)"));
        await document.FillAsync("{\n  \"name\": \"whole\"\n  \"seed\": 7\n}");
        await Assertions.Expect(wrong).ToBeEmptyAsync();
        await open.ClickAsync();
        await Assertions.Expect(wrong).ToContainTextAsync("Line 3: ");
        Assert.Null(sandbox.Server.Host.Find("whole"));

        await document.FillAsync("""{ "name": "whole", "seed": 7, "vendors": { "leaddyno": { "entities": { "leads": [ { "email": "grace@example.com" } ] } } }, "faults": [ "outage" ] }""");
        await open.ClickAsync();
        await sandbox.Page.GetByRole(AriaRole.Heading, new() { Name = "World whole" }).WaitForAsync();
        Assert.Equal("grace@example.com", Assert.Single(sandbox.Server.Host.Find("whole")!.LeadDyno.Leads).Email);
    }

    [Fact]
    public async Task The_clock_is_advanced_set_run_and_frozen()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.OpenAsync("default/worlds/default");

        await sandbox.Button("+1 hour").ClickAsync();
        await sandbox.SeeAsync("2026-01-01 13:00:00");
        await sandbox.Label("Advance by").FillAsync("PT90S");
        await sandbox.Button("Advance").ClickAsync();
        await sandbox.SeeAsync("2026-01-01 13:01:30");
        await sandbox.Label("Set forward to").FillAsync("2026-02-01T00:00:00Z");
        await sandbox.Button("Set").ClickAsync();
        await sandbox.SeeAsync("2026-02-01 00:00:00");
        await sandbox.Button("Run").ClickAsync();
        await sandbox.Button("Freeze").WaitForAsync();
        Assert.False(sandbox.World.Clock.IsFrozen);
        await sandbox.Button("Freeze").ClickAsync();
        await sandbox.Button("Run").WaitForAsync();
        Assert.True(sandbox.World.Clock.IsFrozen);
        await sandbox.Label("Set forward to").FillAsync("2020-01-01T00:00:00Z");
        await sandbox.Button("Set").ClickAsync();
        await sandbox.Page.Locator("#said.failed").WaitForAsync();
    }

    [Fact]
    public async Task What_changed_since_a_snapshot_is_shown_and_taken_back()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.OpenAsync("default/worlds/default");
        await sandbox.Button("Take a snapshot").ClickAsync();
        await sandbox.SeeAsync("before-1");
        var before = sandbox.World.LeadDyno.Leads.Count;
        await sandbox.PostAsync("/__mocks/worlds/default/leaddyno/leads/capture", """{"email":"grace@example.com"}""");

        await sandbox.Button("Diff since before-1").ClickAsync();
        await sandbox.SeeAsync("Since before-1: 2 added");
        await sandbox.PictureAsync("diff");
        await sandbox.Button("Diff since the opening").ClickAsync();
        await sandbox.SeeAsync("Since opening: 2 added");
        await sandbox.Button("Restore before-1").ClickAsync();
        await sandbox.SaidAsync("default is as it was at before-1.");
        Assert.Equal(before, sandbox.World.LeadDyno.Leads.Count);
        await sandbox.Button("Delete before-1").ClickAsync();
        await sandbox.SeeAsync("No snapshot has been taken.");

        var export = await sandbox.Page.RunAndWaitForDownloadAsync(() => sandbox.Button("Export").ClickAsync());
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(await export.PathAsync()));
        Assert.Equal(JsonValueKind.Object, file.RootElement.ValueKind);
    }

    [Fact]
    public async Task More_data_is_seeded_and_limits_are_switched()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        var before = sandbox.World.LeadDyno.Leads.Count;
        await sandbox.OpenAsync("default/worlds/default");

        var card = sandbox.Page.GetByRole(AriaRole.Region, new() { Name = "Seed more" });
        await card.GetByLabel("Vendor").SelectOptionAsync("leaddyno");
        await card.GetByLabel("Leads").FillAsync("12");
        await sandbox.Button("Add").ClickAsync();
        await sandbox.SaidAsync("12 leads were added to leaddyno.");
        Assert.Equal(before + 12, sandbox.World.LeadDyno.Leads.Count);

        await sandbox.Button("Switch off").ClickAsync();
        await sandbox.Button("Switch on").WaitForAsync();
        Assert.False(sandbox.World.Limits);
    }

    [Fact]
    public async Task Credentials_and_ready_calls_are_copied_in_five_languages()
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        await sandbox.OpenAsync("default/worlds/default");

        await sandbox.Page.Locator("button[aria-label^='Copy key of leaddyno']").First.ClickAsync();
        await sandbox.SaidAsync("Copied");
        Assert.Equal(Sandbox.Key, await sandbox.ClipboardAsync());

        var calls = sandbox.Page.GetByRole(AriaRole.Region, new() { Name = "Ready calls" });
        await calls.GetByLabel("Vendor").SelectOptionAsync("leaddyno");
        await calls.GetByLabel("Call", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "leads.count: GET /v1/leads/count" });
        foreach (var (language, text) in new[] { ("curl", "curl -X GET"), ("C#", "HttpRequestMessage"), ("JavaScript", "fetch("), ("PHP", "stream_context_create("), ("Python", "urllib.request") })
        {
            await calls.GetByLabel("Language").SelectOptionAsync(language);
            await Assertions.Expect(calls.Locator("pre")).ToContainTextAsync(text);
            await Assertions.Expect(calls.Locator("pre")).ToContainTextAsync($"key={Sandbox.Key}");
        }
    }

    [Theory]
    [InlineData("curl", "sh")]
    [InlineData("C#", "dotnet run -")]
    [InlineData("JavaScript", "node --input-type=module")]
    [InlineData("PHP", "php")]
    [InlineData("Python", "python3 -")]
    public async Task A_ready_call_runs_as_it_is(string language, string runner)
    {
        await using var sandbox = await Sandbox.StartAsync(chromium);
        Assert.SkipUnless((await Shell.RunAsync($"command -v {runner.Split(' ')[0]}")).ExitCode == 0, $"{runner} is not installed.");
        await sandbox.OpenAsync("default/worlds/default");
        var calls = sandbox.Page.GetByRole(AriaRole.Region, new() { Name = "Ready calls" });
        // A body in the vendor's form with the key in it, and a key in a header.
        foreach (var (vendor, call, path, answer) in new[] { ("leaddyno", "leads.create: POST /v1/leads", "/v1/leads", "\"email\""), ("clixnow", "leads.search: GET /api/system/v1/leads/search", "/leads/search", "\"email\"") })
        {
            await calls.GetByLabel("Vendor").SelectOptionAsync(vendor);
            await calls.GetByLabel("Call", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = call });
            await calls.GetByLabel("Language").SelectOptionAsync(language);
            await Assertions.Expect(calls.Locator("pre")).ToContainTextAsync(path);
            var file = Path.GetTempFileName();
            try
            {
                await File.WriteAllTextAsync(file, await calls.Locator("pre").InnerTextAsync());
                var (output, exitCode) = await Shell.RunAsync($"cd {Path.GetTempPath()} && {runner} < {file}");
                Assert.True(exitCode == 0, output);
                Assert.Contains(answer, output, StringComparison.Ordinal);
            }
            finally
            {
                File.Delete(file);
            }
        }
    }
}
