using System.Text;
using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

public sealed class HarTests
{
    [Fact]
    public async Task What_a_journal_exports_is_imported_as_the_same_exchanges()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        var key = world.LeadDyno.Key;
        var created = await client.Form("POST", "leads", "key", key, "email", "ü@example.com", "fist_name", "A");
        await client.SendAsync("HEAD", $"leads?key={key}");
        await client.SendAsync("PUT", "leads/1", new ByteArrayContent([0xff, 0xfe]), ("key", key));

        var text = HarExport.Of(world.Journal.Exchanges, secrets: true);
        var read = HarImport.Read("export.har", text);
        Assert.Equal(["POST /v1/leads", $"HEAD /v1/leads?key={key}", "PUT /v1/leads/1"], read.Select(e => $"{e.Method} {e.Target}"));
        Assert.Equal(world.Journal.Exchanges.Select(e => e.Response.Status), read.Select(e => e.Status));
        Assert.Equal(created.Body, Encoding.UTF8.GetString(read[0].ResponseBody.Span));
        Assert.Equal(world.Journal.Exchanges.Select(e => e.Request.Body.ToArray()), read.Select(e => e.RequestBody.ToArray()));
        Assert.Equal("application/x-www-form-urlencoded", read[0].ToRequest().MediaType);

        var entries = JsonNode.Parse(text)!["log"]!["entries"]!.AsArray();
        Assert.Equal("2026-01-01T12:00:00.000+00:00", (string?)entries[0]!["startedDateTime"]);
        Assert.Equal("https://api.leaddyno.com/v1/leads", (string?)entries[0]!["request"]!["url"]);
        Assert.Contains("did you mean \"first_name\"", (string?)entries[0]!["_mocks"]!["violations"]![0] ?? "", StringComparison.Ordinal);
        Assert.Equal("leads.create", (string?)entries[0]!["_mocks"]!["operation"]);
        foreach (var name in (string[])["startedDateTime", "time", "request", "response", "cache", "timings"])
            Assert.All(entries, entry => Assert.NotNull(entry![name]));
    }

    [Fact]
    public async Task An_entry_has_the_time_of_its_call_where_a_line_was_used()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        await client.Get("leads");
        await client.Get("leads");
        world.Journal.Exchanges[1].Took = TimeSpan.FromMilliseconds(12.5);

        var entries = JsonNode.Parse(HarExport.Of(world.Journal.Exchanges))!["log"]!["entries"]!;

        Assert.Equal((0, 0), ((double)entries[0]!["time"]!, (double)entries[0]!["timings"]!["wait"]!));
        Assert.Equal((12.5, 12.5), ((double)entries[1]!["time"]!, (double)entries[1]!["timings"]!["wait"]!));
    }

    [Fact]
    public async Task An_export_covers_credentials_wherever_they_travel_unless_they_are_asked_for()
    {
        using var world = World.Open();
        foreach (var vendor in Vendors.All)
        {
            using var client = new HttpClient(new MocksHandler(world.Host, world, vendor)) { BaseAddress = vendor.BaseAddress };
            foreach (var (name, value) in vendor.CredentialsOf(world.Name).SelectMany(credential => credential.Values))
            {
                await client.Form("POST", $"x?{name}={value}", name, value);
                await client.Json("POST", "x", $$"""{ "{{name}}": "{{value}}" }""");
                await client.SendAsync("GET", "x", null, (name, value));
            }
        }

        var secrets = Vendors.All.SelectMany(vendor => vendor.CredentialsOf(world.Name)).SelectMany(credential => credential.Values)
            .Where(pair => pair.Key is not ("user" or "access_key" or "brand")).Select(pair => pair.Value).ToList();
        var (covered, open) = (HarExport.Of(world.Journal.Exchanges), HarExport.Of(world.Journal.Exchanges, secrets: true));
        Assert.NotEmpty(secrets);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, covered, StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.Contains(secret, open, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_import_is_redacted_like_a_recording()
    {
        using var folder = new TemporaryFolder();
        using var session = new RecordedSession(world => world.LeadDyno.CreateClient());
        await session.Client.Form("POST", "leads", "key", session.World.LeadDyno.Key, "email", "ada.byron@example.com", "first_name", "Ada");
        var har = Path.Combine(folder.Path, "session.har");
        await File.WriteAllTextAsync(har, HarExport.Of(session.World.Journal.Exchanges, secrets: true));
        var fixtures = Path.Combine(folder.Path, "leaddyno");
        var taken = HarImport.Record(har, new FixtureRecorder(LeadDyno.Instance, fixtures, "session.har"));
        var written = await File.ReadAllTextAsync(Assert.Single(taken).File!);
        Assert.DoesNotContain(session.World.LeadDyno.Key, written, StringComparison.Ordinal);
        Assert.DoesNotContain("byron", written, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("leads.create", Assert.Single(FixtureSet.Load(fixtures).Fixtures).Operation);
    }

    [Theory]
    [InlineData("{\n  \"log\":\n}", 3, "is an invalid start of a value")]
    [InlineData("{}", 1, "has an object \"log\"")]
    [InlineData("{ \"log\": {\n \"version\": \"2.0\", \"entries\": [] } }", 2, "\"2.0\" is not 1.2")]
    [InlineData("{ \"log\": { \"version\": \"1.2\" } }", 1, "\"entries\" is missing")]
    [InlineData("{ \"log\": { \"version\": \"1.2\", \"entries\": [\n{ \"startedDateTime\": \"\" } ] } }", 2, "entry 0 has no request")]
    [InlineData("{ \"log\": { \"version\": \"1.2\", \"entries\": [\n{ \"startedDateTime\": \"\", \"request\": { \"method\": \"GET\", \"url\": \"/a\" } } ] } }", 2, "entry 0 asks for \"/a\"")]
    [InlineData("{ \"log\": { \"version\": \"1.2\", \"entries\": [\n{ \"startedDateTime\": \"\", \"request\": { \"method\": \"GET\", \"url\": \"http://a/\" }, \"response\": { \"status\": 0 } } ] } }", 2, "entry 0 has no response")]
    [InlineData("{ \"log\": { \"version\": \"1.2\", \"entries\": [\n{ \"startedDateTime\": \"\", \"request\": { \"method\": \"GET\", \"url\": \"http://a/\", \"headers\": [{}] }, \"response\": { \"status\": 200 } } ] } }", 2, "entry 0 has a header or field without \"name\"")]
    [InlineData("{ \"log\": { \"version\": \"1.2\", \"entries\": [\n{ \"startedDateTime\": \"\", \"request\": { \"method\": \"GET\", \"url\": \"http://a/\" }, \"response\": { \"status\": 200, \"content\": { \"text\": \"%\", \"encoding\": \"base64\" } } } ] } }", 2, "entry 0 has a body that is no base64")]
    [InlineData("{ \"log\": { \"version\": \"1.2\", \"entries\": [\n{ \"startedDateTime\": \"\", \"request\": { \"method\": \"GET\", \"url\": \"http://a/\" }, \"response\": { \"status\": 200, \"content\": { \"text\": \"%\", \"encoding\": \"gzip\" } } } ] } }", 2, "\"gzip\"; base64 is the only one")]
    public void A_malformed_file_is_an_error_with_line_and_reason(string text, int line, string reason)
    {
        var error = Assert.Throws<ContractFileException>(() => HarImport.Read("session.har", text));
        Assert.Equal(("session.har", line), (error.File, error.Line));
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_of_a_form_that_has_no_text_are_read_and_pseudo_headers_left_out()
    {
        var read = HarImport.Read("a.har", """
            { "log": { "version": "1.2", "entries": [{
              "startedDateTime": "2026-01-01T00:00:00Z",
              "request": { "method": "POST", "url": "https://api.example.com/a?b=1", "headers": [{ "name": ":authority", "value": "x" }, { "name": "Accept", "value": "*/*" }],
                "postData": { "mimeType": "application/x-www-form-urlencoded", "params": [{ "name": "a b", "value": "c&d" }, { "name": "e" }] } },
              "response": { "status": 204 } }] } }
            """);
        Assert.Equal("a%20b=c%26d&e=", Encoding.UTF8.GetString(Assert.Single(read).RequestBody.Span));
        Assert.Equal("Accept", Assert.Single(read[0].RequestHeaders).Key);
        Assert.True(read[0].ResponseBody.IsEmpty);
    }
}
