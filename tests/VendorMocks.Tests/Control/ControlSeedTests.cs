namespace VendorMocks.Tests;

public sealed class ControlSeedTests
{
    [Fact]
    public async Task More_leads_are_one_call_away()
    {
        await using var control = await ControlCalls.StartAsync();

        var seeded = await control.Post("/worlds/default/seed", """{"vendor":"leaddyno","leads":500,"locale":"de"}""");

        Assert.Equal((200, "leaddyno", 500), (seeded.Status, seeded.Text("vendor"), seeded["leads"].GetInt32()));
        Assert.Equal(500, (await control.Get("/worlds/default/leaddyno/state/leads?limit=1"))["total"].GetInt32());
    }

    [Theory]
    [InlineData("{}", "vendor", "clixnow, fixido")]
    [InlineData("""{"vendor":"leaddyna","leads":1}""", "vendor", "Did you mean 'leaddyno'?")]
    [InlineData("""{"vendor":1,"leads":1}""", "vendor", "clixnow, fixido")]
    [InlineData("""{"vendor":"leaddyno"}""", "leads", "1 to 100000")]
    [InlineData("""{"vendor":"leaddyno","leads":0}""", "leads", "1 to 100000")]
    [InlineData("""{"vendor":"leaddyno","leads":100001}""", "leads", "1 to 100000")]
    [InlineData("""{"vendor":"leaddyno","leads":"many"}""", "leads", "1 to 100000")]
    [InlineData("""{"vendor":"leaddyno","leads":1,"locale":"pt"}""", "locale", "pt_PT")]
    [InlineData("""{"vendor":"leaddyno","purchases":1}""", "purchases", "vendor, leads, locale")]
    [InlineData("[]", "body", "a JSON object")]
    public async Task Bad_wishes_are_refused_by_name_and_add_nothing(string body, string field, string said)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Post("/worlds/default/seed", body);

        Assert.Equal((400, field), (refused.Status, refused.Text("field")));
        Assert.Contains(said, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(0, (await control.Get("/worlds/default/leaddyno/state/leads"))["total"].GetInt32());
    }
}
