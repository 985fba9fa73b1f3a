namespace VendorMocks.Tests;

public sealed class ControlLimitsTests
{
    private const string Url = "/leaddyno/v1/leads?key=demo-leaddyno-key";

    [Fact]
    public async Task The_windows_show_how_far_each_key_has_used_its_own()
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { Default = new WorldOptions() });
        Assert.Equal("[]", Windows(await control.Get("/worlds/default/limits")).GetRawText());
        for (var i = 0; i < 3; i++)
            await control.Client.Get(Url);

        var limits = await control.Get("/worlds/default/limits");

        Assert.Equal(("leaddyno", "200"), (LeadDyno(limits).GetProperty("vendor").GetString(), LeadDyno(limits).GetProperty("rules").GetProperty("limit.requests").GetRawText()));
        var window = Assert.Single(Windows(limits).EnumerateArray());
        Assert.Equal("""demo-leaddyno-key anchored 3 2026-01-01T12:00:00Z 2026-01-01T12:01:00Z""", string.Join(' ', window.EnumerateObject().Select(part => part.Value.ToString())));
        await control.Post("/worlds/default/clock/advance", """{"by":"PT60S"}""");
        Assert.Equal("[]", Windows(await control.Get("/worlds/default/limits")).GetRawText());
    }

    [Fact]
    public void A_sliding_window_counts_what_is_still_in_it()
    {
        var start = WorldOptions.DefaultStart;
        var window = new RequestWindowState("k", WindowKind.Sliding, start.AddSeconds(40), start.AddSeconds(100), 0, [start, start.AddSeconds(40)]);

        Assert.Equal(("sliding", 2), (WindowView.Of(window, start.AddSeconds(59)).Kind, WindowView.Of(window, start.AddSeconds(59)).Used));
        Assert.Equal(1, WindowView.Of(window, start.AddSeconds(60)).Used);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?vendor=leaddyno")]
    [InlineData("?key=demo-leaddyno-key")]
    public async Task A_key_gets_its_full_number_back(string query)
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { Default = new WorldOptions() });
        await control.Patch("/worlds/default/leaddyno/rules", """{"limit.requests":1}""");
        await control.Client.Get(Url);
        Assert.Equal(429, (await control.Client.Get(Url)).Status);

        Assert.Equal(204, (await control.Delete("/worlds/default/limits/windows" + query)).Status);

        Assert.Equal(200, (await control.Client.Get(Url)).Status);
    }

    [Theory]
    [InlineData("?vendor=nobody", 404, "vendor")]
    [InlineData("?keys=a", 400, "keys")]
    public async Task A_bad_refill_is_refused_by_name(string query, int status, string field)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Delete("/worlds/default/limits/windows" + query);

        Assert.Equal((status, field), (refused.Status, refused.Text("field")));
    }

    private static System.Text.Json.JsonElement LeadDyno(Answer limits) =>
        limits["vendors"].EnumerateArray().Single(vendor => vendor.GetProperty("vendor").GetString() == "leaddyno");

    private static System.Text.Json.JsonElement Windows(Answer limits) => LeadDyno(limits).GetProperty("windows");
}
