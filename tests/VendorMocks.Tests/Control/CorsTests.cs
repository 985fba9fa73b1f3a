namespace VendorMocks.Tests;

/// <summary>Pages that call vendors from a browser.</summary>
public sealed class CorsTests
{
    private const string Page = "http://localhost:3000";
    private const string Leads = "/leaddyno/v1/leads";
    private const string Allowed = "Access-Control-Allow-Origin";

    [Theory]
    [InlineData(Leads, "POST", "content-type,x-mocks-world")]
    [InlineData(Leads, "DELETE", "content-type")]
    [InlineData("/worlds/default" + Leads, "PUT", "content-type")]
    [InlineData("/clixnow/api/system/v1/nothing", "GET", "authorization")]
    public async Task A_page_of_a_named_origin_is_told_that_it_may_call(string path, string method, string headers)
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { CorsOrigins = ["http://127.0.0.1:1", Page] });

        var asked = await AskAsync(control, path, Page, method, headers);

        Assert.Equal((204, "", Page, method, headers), (asked.Status, asked.Body, asked.Header(Allowed), asked.Header("Access-Control-Allow-Methods"), asked.Header("Access-Control-Allow-Headers")));
        // The question is the browser's, not the application's: no vendor hears of it.
        Assert.Empty(control.Server.Default.Journal.Exchanges);
        Assert.Empty(control.Server.Host.Unclaimed.Exchanges);
    }

    [Fact]
    public async Task Its_calls_are_answered_with_all_headers_to_be_read_also_where_they_are_refused()
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { CorsOrigins = [Page, "http://127.0.0.1:1"] });

        var called = await control.Client.Get(Leads + "?key=demo-leaddyno-key", ("Origin", Page));
        var refused = await control.Client.Get(Leads + "?key=nobodys", ("Origin", Page));
        var nowhere = await control.Client.Get("/nowhere", ("Origin", Page));

        Assert.Equal([(200, Page, "*"), (refused.Status, Page, "*"), (404, Page, "*")], ((Answer[])[called, refused, nowhere]).Select(answer => (answer.Status, answer.Header(Allowed), answer.Header("Access-Control-Expose-Headers"))));
        Assert.True(refused.Status >= 400);
        // Caches keep the answers of two origins apart, and no cookie or the like is asked for.
        Assert.Contains("Origin", called.Header("Vary"), StringComparison.Ordinal);
        Assert.Null(called.Header("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("http://elsewhere.example.com")]
    [InlineData("https://localhost:3000")]
    [InlineData("http://localhost:3001")]
    [InlineData("null")]
    public async Task Other_origins_are_allowed_nothing(string origin)
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { CorsOrigins = [Page] });

        foreach (var answer in (Answer[])[await AskAsync(control, Leads, origin, "POST", "content-type"), await control.Client.Get(Leads + "?key=demo-leaddyno-key", ("Origin", origin))])
            Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(Page)]
    [InlineData("*")]
    public async Task The_control_api_is_opened_to_nobody(string origins)
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { CorsOrigins = [origins], ControlOpen = true });
        Assert.Equal(origins, (await control.Client.Get(Leads + "?key=demo-leaddyno-key", ("Origin", Page))).Header(Allowed));

        foreach (var path in (string[])["/__mocks", "/__mocks/worlds", "/__mocks/ca.pem", "/__admin/mappings", "/worlds/default/__admin/mappings", "/", "/healthz"])
        {
            var called = await control.Client.Get(path, ("Origin", Page));
            var asked = await AskAsync(control, path, Page, "PUT", "content-type");

            Assert.True(path is "/" or "/healthz" || called.Status == 403, $"{path} answered {called.Status}");
            Assert.Null(called.Header(Allowed));
            // What no page may do is refused by the guard; the page at the root is no call that anybody asks about.
            Assert.True(path == "/" || asked.Header(Allowed) is null, path);
        }
    }

    [Fact]
    public async Task Without_the_setting_answers_are_the_vendors_own()
    {
        await using var control = await ControlCalls.StartAsync();

        var called = await control.Client.Get(Leads + "?key=demo-leaddyno-key", ("Origin", Page));
        var asked = await AskAsync(control, Leads, Page, "POST", "content-type");

        Assert.Equal((200, null), (called.Status, called.Header(Allowed)));
        Assert.Null(asked.Header(Allowed));
    }

    private static Task<Answer> AskAsync(ControlCalls control, string path, string origin, string method, string headers) =>
        control.Client.SendAsync("OPTIONS", path, null, ("Origin", origin), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", headers));
}
