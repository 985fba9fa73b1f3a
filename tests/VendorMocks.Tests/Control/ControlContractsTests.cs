using System.Text.Json;

namespace VendorMocks.Tests;

public sealed class ControlContractsTests
{
    private const string Misspelt = "/leaddyno/v1/leads?key=demo-leaddyno-key&pgae=1";

    [Fact]
    public async Task An_exchange_becomes_a_fixture_without_keys_and_people()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Client.SendAsync("POST", "/leaddyno/v1/leads?key=demo-leaddyno-key", new StringContent("""{"email":"grace@example.com"}""", System.Text.Encoding.UTF8, "application/json"));

        var fixture = await control.Get("/worlds/default/journal/1/fixture");

        Assert.Equal((200, "leads.create", "{key}"), (fixture.Status, fixture.Text("operation"), fixture.Text("request.query.key")));
        Assert.Equal("201", fixture.Text("response.status"));
        Assert.DoesNotContain("demo-leaddyno-key", fixture.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("grace@example.com", fixture.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_operation_answered_is_no_fixture()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Post("/worlds/default/leaddyno/leads/capture", """{"email":"grace@example.com"}""");

        Assert.Equal((404, "fixture"), await Problem("/worlds/default/journal/1/fixture"));
        Assert.Equal((404, "exchange"), await Problem("/worlds/default/journal/2/fixture"));
        Assert.Equal((404, "world"), await Problem("/worlds/nowhere/journal/1/fixture"));

        async Task<(int, string?)> Problem(string path) => await control.Get(path) is var answer ? (answer.Status, answer.Text("field")) : default;
    }

    [Fact]
    public async Task A_strict_world_marks_its_answers_and_fails_verification()
    {
        await using var control = await ControlCalls.StartAsync();
        Assert.Null((await control.Client.Get(Misspelt)).Header("X-Mocks-Contract"));
        Assert.Equal(409, (await control.Post("/worlds/default/contracts/verify")).Status);
        await control.Delete("/worlds/default/journal");
        Assert.Equal(200, (await control.Post("/worlds/default/contracts/verify")).Status);

        Assert.True((await control.Put("/worlds/default/contracts", """{"strict":true}"""))["strict"].GetBoolean());
        Assert.Equal("violated", (await control.Client.Get(Misspelt)).Header("X-Mocks-Contract"));
        Assert.Null((await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key")).Header("X-Mocks-Contract"));

        var shown = await control.Get("/worlds/default/contracts");
        Assert.Equal((true, 2, 0), (shown["strict"].GetBoolean(), shown["checked"].GetInt32(), shown["unchecked"].GetInt32()));
        var violation = Assert.Single(shown["violations"].EnumerateArray());
        Assert.Equal(("1", "leads.list"), (violation.GetProperty("exchange").ToString(), violation.GetProperty("operation").GetString()));
        Assert.Equal(
            """{"in":"request","kind":"unknownName","pointer":"/pgae","expected":"no property of that name","came":"\"1\"","schema":"schemas/leaddyno/leads.list.request.json","didYouMean":"page"}""",
            JsonSerializer.Serialize(JsonSerializer.Deserialize<Dictionary<string, string>>(violation.GetProperty("violation")), Plain));

        var refused = await control.Post("/worlds/default/contracts/verify");
        Assert.Equal((409, "contracts"), (refused.Status, refused.Text("field")));
        Assert.Contains("#1 leads.list: request /pgae: expected no property of that name, got \"1\", did you mean \"page\"?", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(200, (await control.Post("/worlds/default/contracts/verify?reading=lenient")).Status);
        Assert.Single((await control.Get("/worlds/default/contracts?reading=lenient"))["notes"].EnumerateArray());

        Assert.False((await control.Put("/worlds/default/contracts", """{"strict":false}"""))["strict"].GetBoolean());
        Assert.Null((await control.Client.Get(Misspelt)).Header("X-Mocks-Contract"));
    }

    [Fact]
    public async Task The_journal_says_where_an_exchange_departs_once_somebody_looks()
    {
        await using var control = await ControlCalls.StartAsync();
        var world = control.Server.Host.Find("default")!;
        await control.Client.Get(Misspelt);
        await control.Client.Get("/leaddyno/v1/leads?kye=demo-leaddyno-key");
        await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key");
        Assert.All(world.Journal.Exchanges, exchange => Assert.Null(exchange.Violations));

        var journal = await control.Get("/worlds/default/journal");
        Assert.Equal("page", journal.Text("exchanges.0.violations.0.didYouMean"));
        Assert.Equal(0, journal["exchanges.1.violations"].GetArrayLength());
        Assert.All(world.Journal.Exchanges, exchange => Assert.NotNull(exchange.Violations));
        Assert.Equal("/pgae", (await control.Get("/worlds/default/journal/1")).Text("violations.0.pointer"));
    }

    [Fact]
    public async Task A_journal_is_exported_as_HAR_with_its_credentials_covered()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Client.Form("POST", "/leaddyno/v1/leads", "key", "demo-leaddyno-key", "email", "a@example.com");
        await control.Client.Get(Misspelt);

        var har = await control.Get("/worlds/default/journal.har");
        Assert.Equal(("1.2", 2), (har.Text("log.version"), har["log.entries"].GetArrayLength()));
        Assert.Equal("key=***&email=a%40example.com", har.Text("log.entries.0.request.postData.text"));
        Assert.EndsWith("/leaddyno/v1/leads?key=***&pgae=1", har.Text("log.entries.1.request.url"), StringComparison.Ordinal);
        Assert.Contains("did you mean \"page\"", har.Text("log.entries.1._mocks.violations.0"), StringComparison.Ordinal);
        Assert.DoesNotContain("demo-leaddyno-key", har.Body, StringComparison.Ordinal);
        Assert.Contains("demo-leaddyno-key", (await control.Get("/worlds/default/journal.har?secrets=shown")).Body, StringComparison.Ordinal);
        Assert.Equal(2, HarImport.Read("journal.har", har.Body).Count);
    }

    [Fact]
    public async Task Every_vendor_hands_out_its_OpenAPI_document_with_this_server_in_it()
    {
        await using var control = await ControlCalls.StartAsync();
        foreach (var vendor in Vendors.All)
        {
            var document = await control.Get($"/vendors/{vendor.Name}/openapi.json");
            Assert.Equal(("3.1.0", vendor.Title), (document.Text("openapi"), document.Text("info.title")));
            Assert.Equal($"{control.Server.BaseAddress}{vendor.Name}", document.Text("servers.0.url"));
        }
    }

    [Theory]
    [InlineData("GET", "/vendors/nobody/openapi.json", null, 404, "vendor")]
    [InlineData("GET", "/worlds/nowhere/contracts", null, 404, "world")]
    [InlineData("PUT", "/worlds/nowhere/contracts", """{"strict":true}""", 404, "world")]
    [InlineData("POST", "/worlds/nowhere/contracts/verify", null, 404, "world")]
    [InlineData("GET", "/worlds/nowhere/journal.har", null, 404, "world")]
    [InlineData("PUT", "/worlds/default/contracts", null, 400, "strict")]
    [InlineData("PUT", "/worlds/default/contracts", "{", 400, "body")]
    [InlineData("PUT", "/worlds/default/contracts", """{"strict":"yes"}""", 400, "strict")]
    [InlineData("PUT", "/worlds/default/contracts", """{"strikt":true}""", 400, "strikt")]
    [InlineData("GET", "/worlds/default/contracts?reading=loose", null, 400, "reading")]
    [InlineData("POST", "/worlds/default/contracts/verify?raeding=lenient", null, 400, "raeding")]
    [InlineData("GET", "/worlds/default/journal.har?secrets=1", null, 400, "secrets")]
    public async Task What_cannot_be_done_names_the_field_and_changes_nothing(string method, string path, string? json, int status, string field)
    {
        await using var control = await ControlCalls.StartAsync();
        var refused = await control.Send(method, path, json);
        Assert.Equal((status, field), (refused.Status, refused.Text("field")));
        Assert.False((await control.Get("/worlds/default/contracts"))["strict"].GetBoolean());
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
