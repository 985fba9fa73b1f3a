using System.Text;

namespace VendorMocks.Tests;

public sealed class ControlJournalTests
{
    [Fact]
    public async Task A_journal_shows_what_came_what_went_and_what_changed()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Client.Form("POST", "/leaddyno/v1/leads?a=1", "key", "demo-leaddyno-key", "email", "a@example.com");

        var journal = await control.Get("/worlds/default/journal");

        Assert.Equal(("1", "0"), (journal.Text("total"), journal.Text("evicted")));
        var exchange = journal["exchanges.0"];
        Assert.Equal("leads.create", exchange.GetProperty("operation").GetString());
        Assert.Equal("leaddyno", exchange.GetProperty("vendor").GetString());
        Assert.Equal("/leaddyno/v1/leads?a=1", exchange.GetProperty("request").GetProperty("url").GetString());
        Assert.Equal("key=***&email=a%40example.com", exchange.GetProperty("request").GetProperty("body").GetString());
        Assert.Equal(201, exchange.GetProperty("response").GetProperty("status").GetInt32());
        Assert.Contains("\"email\":\"a@example.com\"", exchange.GetProperty("response").GetProperty("body").GetString(), StringComparison.Ordinal);
        Assert.Equal("application/json; charset=utf-8", exchange.GetProperty("response").GetProperty("headers").GetProperty("Content-Type").GetString());
        var changes = exchange.GetProperty("changes").EnumerateArray().Select(change => $"{change.GetProperty("table")} {change.GetProperty("did")}");
        Assert.Contains("leads added", changes);
        Assert.False(exchange.TryGetProperty("why", out _));
    }

    [Fact]
    public async Task The_number_in_an_answer_finds_its_exchange()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key");
        var answer = await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key&page=x");

        var shown = await control.Get($"/worlds/default/journal/{answer.Header("X-Mocks-Exchange")}");

        Assert.Equal("2", shown.Text("id"));
        Assert.Equal("/leaddyno/v1/leads?key=***&page=x", shown.Text("request.url"));
        Assert.Equal(answer.Header("X-Mocks-Why"), shown.Text("why"));
        var missing = await control.Get("/worlds/default/journal/3");
        Assert.Equal((404, "exchange", "1 to 2"), (missing.Status, missing.Text("field"), missing.Text("accepted")));
        Assert.Equal(404, (await control.Get("/worlds/default/journal/first")).Status);
    }

    [Fact]
    public async Task A_long_body_is_cut_in_the_list_and_whole_alone()
    {
        await using var control = await ControlCalls.StartAsync();
        var title = new string('x', 20_000);
        await control.Client.Form("POST", "/leaddyno/v1/leads", "key", "demo-leaddyno-key", "email", "a@example.com", "first_name", title);

        var listed = (await control.Get("/worlds/default/journal")).Text("exchanges.0.request.body")!;
        var alone = (await control.Get("/worlds/default/journal/1")).Text("request.body")!;

        Assert.EndsWith("characters more: ask for this exchange alone)", listed, StringComparison.Ordinal);
        Assert.True(listed.Length < 17_000);
        Assert.EndsWith(title, alone, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_the_last_exchanges_or_those_after_a_number()
    {
        await using var control = await ControlCalls.StartAsync();
        for (var i = 1; i <= 5; i++)
            await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key");

        Assert.Equal("4 5", await Ids("?limit=2"));
        Assert.Equal("2 3", await Ids("?after=1&limit=2"));
        Assert.Equal("1 2 3 4 5", await Ids("?after=0"));
        Assert.Equal("", await Ids("?after=5"));

        async Task<string> Ids(string query) =>
            string.Join(' ', (await control.Get("/worlds/default/journal" + query))["exchanges"].EnumerateArray().Select(exchange => exchange.GetProperty("id").GetInt64()));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("after=-1", "after")]
    [InlineData("after=99999999999999999999", "after")]
    [InlineData("limt=1", "limt")]
    public async Task A_bad_page_is_refused_by_name(string query, string field)
    {
        await using var control = await ControlCalls.StartAsync();

        foreach (var path in (string[])["/worlds/default/journal?", "/unclaimed?"])
        {
            var refused = await control.Get(path + query);
            Assert.Equal((400, field), (refused.Status, refused.Text("field")));
        }
    }

    [Fact]
    public async Task An_emptied_journal_counts_from_one_again()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key");

        Assert.Equal(204, (await control.Delete("/worlds/default/journal")).Status);

        Assert.Equal("0", (await control.Get("/worlds/default/journal")).Text("total"));
        Assert.Equal("1", (await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key")).Header("X-Mocks-Exchange"));
    }

    [Fact]
    public async Task Calls_that_no_world_owns_are_among_the_unclaimed()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Client.Get("/nowhere?token=abc");
        await control.Client.Get("/leaddyno/v1/leads?key=nobodys");

        var unclaimed = await control.Get("/unclaimed");

        Assert.Equal(["/nowhere?token=***", "/leaddyno/v1/leads?key=***"], unclaimed["exchanges"].EnumerateArray().Select(exchange => exchange.GetProperty("request").GetProperty("url").GetString()));
        Assert.False(unclaimed["exchanges.0"].TryGetProperty("vendor", out _));
        Assert.Equal("LD-03", unclaimed.Text("exchanges.1.why"));
        Assert.Equal("0", (await control.Get("/worlds/default/journal")).Text("total"));
    }

    [Fact]
    public async Task No_credential_that_was_sent_is_shown()
    {
        await using var control = await ControlCalls.StartAsync();
        const string Secret = "s3cr3t-value";
        var body = new StringContent($$"""{"key":"{{Secret}}","nested":{"password":"{{Secret}}\"{{Secret}}"},"list":[{"api_key" : "{{Secret}}"}]}""", Encoding.UTF8, "application/json");
        await control.Client.SendAsync("POST", $"/leaddyno/v1/leads?key={Secret}&access_secret={Secret}", body, ("Authorization", $"Bearer {Secret}"), ("key", Secret), ("Token", Secret));
        var multipart = new MultipartFormDataContent { { new StringContent(Secret), "api_key" }, { new StringContent("seen"), "method" } };
        await control.Client.SendAsync("POST", "/flexbe/mod/api/", multipart);
        await control.Client.Form("POST", $"/fixido/api/leads/get/1?access_key=shown&access_secret={Secret}", "access_secret", Secret, "login[password]", Secret);

        var shown = (await control.Get("/unclaimed")).Body;

        Assert.DoesNotContain(Secret, shown, StringComparison.Ordinal);
        Assert.Contains("Bearer ***", shown, StringComparison.Ordinal);
        Assert.Contains("access_key=shown", shown, StringComparison.Ordinal);
        Assert.Contains("seen", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_exchange_shows_the_fields_that_it_changed_and_how_long_it_took()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Client.SendAsync("POST", "/leaddyno/v1/leads?key=demo-leaddyno-key", new StringContent("""{"email":"grace@example.com"}""", Encoding.UTF8, "application/json"));

        var shown = await control.Get("/worlds/default/journal/1");

        var lead = shown["changes"].EnumerateArray().Single(change => change.GetProperty("table").GetString() == "leads");
        Assert.Equal("grace@example.com", lead.GetProperty("fields").GetProperty("email").GetProperty("after").GetString());
        Assert.False(lead.GetProperty("fields").GetProperty("email").TryGetProperty("before", out _));
        Assert.True(shown["tookMs"].GetDouble() > 0);
        Assert.False((await control.Get("/worlds/default/journal"))["exchanges.0.changes.0"].TryGetProperty("fields", out _));
    }

    [Fact]
    public async Task A_key_that_the_call_minted_is_covered_among_its_changes()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Post("/worlds/default/clixnow/affiliates/add", """{"name":"Northwind","token":"t0ken-of-northwind"}""");

        Assert.DoesNotContain("t0ken-of-northwind", (await control.Get("/worlds/default/journal/1"))["changes"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_over_the_limit_is_marked_however_the_vendor_says_so()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Patch("/worlds/default/leaddyno/rules", """{"limit.requests":1}""");
        await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key");
        await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key");

        var exchanges = (await control.Get("/worlds/default/journal"))["exchanges"].EnumerateArray().ToArray();

        Assert.False(exchanges[0].TryGetProperty("limited", out _));
        Assert.True(exchanges[1].GetProperty("limited").GetBoolean());
    }
}
