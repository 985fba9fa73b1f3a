namespace VendorMocks.Tests;

/// <summary>Pages that call vendors from a browser.</summary>
public sealed class CorsTests
{
    private const string Page = "http://localhost:3000";

    [Fact]
    public async Task A_named_origin_may_call_vendors_and_no_other_and_nobody_the_control_api()
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { CorsOrigins = [Page] });

        var asked = await control.Client.SendAsync("OPTIONS", "/leaddyno/v1/leads", null, ("Origin", Page), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"));
        var called = await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key", ("Origin", Page));
        var stranger = await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key", ("Origin", "http://elsewhere.example.com"));
        var steering = await control.Get("/worlds", ("Origin", Page));

        Assert.Equal((204, Page, "content-type"), (asked.Status, asked.Header("Access-Control-Allow-Origin"), asked.Header("Access-Control-Allow-Headers")));
        Assert.Equal((200, Page), (called.Status, called.Header("Access-Control-Allow-Origin")));
        Assert.Null(stranger.Header("Access-Control-Allow-Origin"));
        Assert.Equal((403, null), (steering.Status, steering.Header("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task Without_the_setting_answers_are_the_vendors_own()
    {
        await using var control = await ControlCalls.StartAsync();

        var called = await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key", ("Origin", Page));

        Assert.Equal((200, null), (called.Status, called.Header("Access-Control-Allow-Origin")));
    }
}
