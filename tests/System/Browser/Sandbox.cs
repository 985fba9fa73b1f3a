using System.Text;
using Microsoft.Playwright;

namespace VendorMocks.Tests;

/// <summary>A server of a test's own, and its page in a browser. Whatever the browser complains of fails the test.</summary>
public sealed class Sandbox : IAsyncDisposable
{
    public const string Key = "demo-leaddyno-key";

    private readonly List<string> _complaints = [];
    private readonly IBrowserContext _context;

    private Sandbox(MocksServer server, IBrowserContext context, IPage page)
    {
        Server = server;
        _context = context;
        Page = page;
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.BaseAddress };
        page.PageError += (_, error) => Complain(error);
        page.Console += (_, message) =>
        {
            // A server that is away, and answers that are looked at on purpose, are no faults of the page.
            if (message.Type is "error" or "warning" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal))
                Complain(message.Text);
        };
    }

    public MocksServer Server { get; set; }

    public IPage Page { get; }

    public HttpClient Client { get; }

    public World World => Server.Default;

    public static async Task<Sandbox> StartAsync(Chromium chromium, int width = 1200, int height = 800, ColorScheme scheme = ColorScheme.Light, WorldOptions? world = null, string urls = "http://127.0.0.1:0")
    {
        var browser = await chromium.BrowserAsync();
        var server = await MocksServer.StartAsync(new MocksServerOptions { Urls = urls, Default = world ?? new WorldOptions { Size = WorldSize.Default, Start = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero), Running = false } });
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            AcceptDownloads = true,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(60_000);
        return new Sandbox(server, context, await context.NewPageAsync());
    }

    /// <summary>Opens a view, for example <c>default/worlds</c>, and waits until it stands.</summary>
    public async Task OpenAsync(string view)
    {
        // The same address with another end is no new page to a browser.
        await Page.GotoAsync("about:blank");
        await Page.GotoAsync($"{Server.BaseAddress}#/{view}");
        await ReadyAsync();
    }

    public Task ReadyAsync() => Page.Locator("main[data-ready]").WaitForAsync();

    public ILocator Button(string name, bool exact = true) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = exact });

    public ILocator Label(string name) => Page.GetByLabel(name, new() { Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    /// <summary>Waits until the page says so.</summary>
    public Task SaidAsync(string text) => Page.Locator("#said", new() { HasTextString = text }).WaitForAsync();

    public Task SeeAsync(string text) => Page.GetByText(text).First.WaitForAsync();

    public async Task PostAsync(string path, string json)
    {
        var answer = await Client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Has a vendor deliver something, so that there is a delivery 1; its receiver answers 404.</summary>
    public async Task SendSomethingAsync(Vendor vendor)
    {
        var hooks = $"/__mocks/worlds/default/{vendor.Name}";
        var url = $"{Server.BaseAddress}nowhere";
        foreach (var (path, json) in vendor.Name switch
        {
            "flexbe" => [("hooks/add", $$"""{"url":"{{url}}"}"""), ("forms/submit", "{}")],
            "clixnow" => [("postbacks/add", $$"""{"event":"status","url":"{{url}}"}"""), ("leads/set-status", """{"id":100003,"status":"Interested"}""")],
            "maxwork" => [("accounts/set-mapping-url", $$"""{"url":"{{url}}"}""")],
            "leaddyno" => [("account/configure", $$"""{"payout_url":"{{url}}"}"""), ("payouts/send", """{"affiliate":"117"}""")],
            _ => Array.Empty<(string, string)>(),
        })
        {
            await PostAsync($"{hooks}/{path}", json);
        }

        if (vendor.Name == "maxwork")
        {
            using var told = new HttpRequestMessage(HttpMethod.Post, "/maxwork/listingexport/leads?token=demo-maxwork-token") { Headers = { { "user", "demo-agent" } } };
            told.Content = new StringContent("""{"Public_Reference":"None","Sender_Name":"Ana Exemplo","Sender_Email":"ana.exemplo@example.com","Sender_Phone":"+351 900 000 001","Message":"Ainda está disponível?","Lead_Status":"New","External_LeadId":"EXT-77"}""", Encoding.UTF8, "application/json");
            Assert.True((await Client.SendAsync(told)).IsSuccessStatusCode);
        }

        await World.Webhooks.SettleAsync();
    }

    public async Task<string> ClipboardAsync() => await Page.EvaluateAsync<string>("navigator.clipboard.readText()");

    /// <summary>Keeps a picture of the page as output of the test, and for the documents when they are written anew.</summary>
    public async Task PictureAsync(string name, bool documented = false)
    {
        var picture = await Page.ScreenshotAsync();
        TestContext.Current.AddAttachment($"{name}.png", picture, "image/png");
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots"));
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{name}.png"), picture);
        if (documented && Environment.GetEnvironmentVariable("MOCKS_UPDATE") == "screenshots")
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Root, "docs/images", $"{name}.png"), Clip = new Clip { Width = Page.ViewportSize!.Width, Height = 560 } });
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Client.Dispose();
        await Server.DisposeAsync();
        lock (_complaints)
            Assert.Empty(_complaints);
    }

    private void Complain(string text)
    {
        lock (_complaints)
            _complaints.Add(text);
    }
}
