using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>Worlds opened from documents.</summary>
public sealed class WorldDocumentTests
{
    private const string Whole = """
        {
          "$schema": "/__mocks/world.schema.json",
          "name": "shop",
          "seed": 7, "size": "empty", "start": "2026-03-01T00:00:00Z", "running": false, "limits": false,
          "vendors": {
            "leaddyno": {
              "keys": {"account": "my-own-key"},
              "rules": {"limit.requests": 5},
              "entities": {
                "affiliates": [{"email": "ada@example.com", "affiliate_code": "ADA"}],
                "leads": {"email": "lead@example.com", "code": "ADA"},
                "account.configure": [{"payout_url": "https://example.com/payouts"}]
              }
            },
            "fixido": {"size": 12, "locale": "de", "keys": {"seller": {"access_key": "seller-key", "access_secret": "seller-secret"}}},
            "clixnow": {"keys": {"affiliate": "my-token"}}
          },
          "profiles": {"mondays": {"summary": "As on Mondays.", "faults": [{"kind": "cut", "vendor": "flexbe"}]}},
          "faults": ["slow", {"kind": "status", "status": 503, "vendor": "leaddyno", "times": 1}],
          "stubs": [{"name": "weather", "request": {"method": "GET", "url": "/weather"}, "response": {"status": 200, "jsonBody": {"sky": "blue"}}}]
        }
        """;

    [Fact]
    public async Task One_document_opens_a_world_with_all_that_it_says()
    {
        await using var control = await ControlCalls.StartAsync();

        var opened = await control.Put("/worlds/shop", Whole);

        Assert.Equal((201, "2026-03-01T00:00:00Z"), (opened.Status, opened.Text("clock.now")));
        var world = control.Server.Host.Find("shop")!;
        Assert.Equal((7UL, false, false, 3), (world.Options.Seed, world.Options.Running, world.Limits, world.Faults.Active.Count));
        Assert.Equal(("my-own-key", "ADA"), (world.LeadDyno.Key, Assert.Single(world.LeadDyno.Affiliates).Code));
        Assert.Equal(["lead@example.com"], world.LeadDyno.Leads.Select(lead => lead.Email));
        Assert.Equal("5", (await control.Get("/worlds/shop/leaddyno/rules")).Json.GetProperty("limit.requests").ToString());
        Assert.Equal(12, (await control.Get("/worlds/shop/fixido/state/leads"))["total"].GetInt32());
        Assert.Equal(0, world.Journal.Total);
        world.Faults.Clear();
        Assert.Equal(200, (await control.Client.Get("/leaddyno/v1/leads?key=my-own-key")).Status);
        Assert.Equal("seller-secret", world.Fixido.Credentials.Single(one => one.Role == "seller").Values["access_secret"]);
        Assert.Equal("ApiToken my-token", world.Clixnow.Credentials.Single(one => one.Role == "affiliate").Values["Authorization"]);
        Assert.Contains("my-token", opened.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Profiles_and_stubs_of_a_document_are_the_worlds_own()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/shop", Whole);

        Assert.Equal("blue", (await control.Client.Get("/worlds/shop/weather")).Text("sky"));
        Assert.Equal(404, (await control.Client.Get("/weather")).Status);
        Assert.Equal(201, (await control.Post("/worlds/shop/faults/apply", """{"profile":"mondays"}""")).Status);
        Assert.Equal(400, (await control.Post("/worlds/default/faults/apply", """{"profile":"mondays"}""")).Status);
        Assert.Equal(201, (await control.Put("/worlds/b", """{"profiles":{"flaky":{"faults":[{"kind":"cut"}]}},"faults":["flaky"]}""")).Status);
        Assert.IsType<CutFault>(Assert.Single(control.Server.Host.Find("b")!.Faults.Active).Fault);
    }

    [Fact]
    public async Task A_reset_goes_back_to_the_document()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/shop", Whole);
        var world = control.Server.Host.Find("shop")!;
        var before = BehaviourLaws.StateOf(world, LeadDyno.Instance);
        await control.Post("/worlds/shop/leaddyno/leads/capture", "{}");
        world.Faults.Clear();

        Assert.Equal(200, (await control.Post("/worlds/shop/reset")).Status);

        Assert.Equal(before, BehaviourLaws.StateOf(world, LeadDyno.Instance));
        Assert.Equal(3, world.Faults.Active.Count);
    }

    [Fact]
    public async Task The_same_document_again_is_one_opening_and_POST_takes_its_name()
    {
        await using var control = await ControlCalls.StartAsync();

        var opened = await control.Post("/worlds", Whole);

        Assert.Equal((201, "shop"), (opened.Status, opened.Text("name")));
        Assert.Equal(200, (await control.Put("/worlds/shop", Whole)).Status);
        var otherwise = await control.Put("/worlds/shop", Whole.Replace("ADA", "EVE", StringComparison.Ordinal));
        Assert.Equal((409, "name"), (otherwise.Status, otherwise.Text("field")));
        Assert.Equal(409, (await control.Put("/worlds/shop", "{}")).Status);
        Assert.Equal(409, (await control.Post("/worlds", Whole)).Status);
    }

    [Theory]
    [InlineData("""{"vendors":{"leaddyna":{}}}""", 400, "/vendors/leaddyna", "Did you mean 'leaddyno'?")]
    [InlineData("""{"vendors":[]}""", 400, "/vendors", "an object")]
    [InlineData("""{"vendors":{"leaddyno":1}}""", 400, "/vendors/leaddyno", "an object")]
    [InlineData("""{"vendors":{"leaddyno":{"sise":1}}}""", 400, "/vendors/leaddyno/sise", "Did you mean 'size'?")]
    [InlineData("""{"vendors":{"leaddyno":{"size":0}}}""", 400, "/vendors/leaddyno/size", "1 to 1000000")]
    [InlineData("""{"vendors":{"leaddyno":{"locale":"tlh"}}}""", 400, "/vendors/leaddyno/locale", "pt_PT")]
    [InlineData("""{"vendors":{"leaddyno":{"keys":{"acount":"k"}}}}""", 400, "/vendors/leaddyno/keys/acount", "Did you mean 'account'?")]
    [InlineData("""{"vendors":{"leaddyno":{"keys":{"account":"a b"}}}}""", 400, "/vendors/leaddyno/keys/account", "without blanks")]
    [InlineData("""{"vendors":{"leaddyno":{"keys":{"account":{"kei":"k"}}}}}""", 400, "/vendors/leaddyno/keys/account", "Did you mean 'key'?")]
    [InlineData("""{"vendors":{"fixido":{"keys":{"seller":"k","buyer":"k"}}}}""", 400, "/vendors/fixido/keys/buyer", "no other role")]
    [InlineData("""{"vendors":{"leaddyno":{"keys":{"account":"demo-leaddyno-key"}}}}""", 409, "/vendors/leaddyno/keys/account", "world 'default'")]
    [InlineData("""{"vendors":{"leaddyno":{"rules":{"limit.request":1}}}}""", 400, "/vendors/leaddyno/rules/limit.request", "Did you mean 'limit.requests'?")]
    [InlineData("""{"vendors":{"leaddyno":{"rules":{"limit.requests":"many"}}}}""", 400, "/vendors/leaddyno/rules/limit.requests", "limit.requests")]
    [InlineData("""{"vendors":{"leaddyno":{"entities":{"laeds":[]}}}}""", 400, "/vendors/leaddyno/entities/laeds", "Did you mean 'leads'?")]
    [InlineData("""{"vendors":{"leaddyno":{"entities":{"leads":[1]}}}}""", 400, "/vendors/leaddyno/entities/leads", "a list of objects")]
    [InlineData("""{"vendors":{"leaddyno":{"entities":{"leads":[{},{"emial":"a"}]}}}}""", 400, "/vendors/leaddyno/entities/leads/1/emial", "Did you mean 'email'?")]
    [InlineData("""{"vendors":{"leaddyno":{"entities":{"leads":[{},{"email":"x"}]}}}}""", 400, "/vendors/leaddyno/entities/leads/1/email", "email")]
    [InlineData("""{"vendors":{"leaddyno":{"entities":{"plans":[{"code":"a"},{"code":"a"}]}}}}""", 409, "/vendors/leaddyno/entities/plans/1/code", "another record's")]
    [InlineData("""{"vendors":{"fixido":{"entities":{"accounts":[{"company":[1]}]}}}}""", 400, "/vendors/fixido/entities/accounts/0/company", "a single value")]
    [InlineData("""{"faults":{}}""", 400, "/faults", "a list")]
    [InlineData("""{"faults":["flakey"]}""", 400, "/faults/0", "Did you mean 'flaky'?")]
    [InlineData("""{"faults":[{"kind":"status","status":999}]}""", 400, "/faults/0/status", "200 to 599")]
    [InlineData("""{"faults":[{"kind":"cut"},{"kind":"cutt"}]}""", 400, "/faults/1/kind", "cut")]
    [InlineData("""{"profiles":[]}""", 400, "/profiles", "an object")]
    [InlineData("""{"profiles":{"p":{}}}""", 400, "/profiles/p/faults", "missing")]
    [InlineData("""{"profiles":{"p":{"faults":[]}}}""", 400, "/profiles/p/faults", "at least one")]
    [InlineData("""{"profiles":{"p":{"fault":[]}}}""", 400, "/profiles/p/fault", "Did you mean 'faults'?")]
    [InlineData("""{"profiles":{"p":{"faults":[{"kind":"cut"},{"kind":"cut","times":0}]}}}""", 400, "/profiles/p/faults/1/times", "1 or more")]
    [InlineData("""{"profiles":{"a b":{"faults":[{"kind":"cut"}]}}}""", 400, "/profiles/a b", "1 to 64")]
    [InlineData("""{"stubs":{}}""", 400, "/stubs", "a list")]
    [InlineData("""{"stubs":[1]}""", 400, "/stubs/0", "object")]
    [InlineData("""{"stubs":[{"request":{},"response":{"status":200}},{"request":{"methud":"GET"},"response":{}}]}""", 400, "/stubs/1/request/methud", "methud")]
    [InlineData("""{"stubs":[{"request":{},"response":{"status":"x"}}]}""", 400, "/stubs/0/response/status", "status")]
    [InlineData("""{"name":"other"}""", 400, "/name", "as in the path")]
    [InlineData("""{"name":"No Name"}""", 400, "/name", "small letters")]
    [InlineData("""{"from":{"world":"nowhere","snapshot":"s"}}""", 404, "/from/world", "nowhere")]
    [InlineData("""{"from":{"world":"default","snapshot":"nothing"}}""", 404, "/from/snapshot", "nothing")]
    [InlineData("""{"from":{"world":"default"}}""", 400, "/from/snapshot", "missing")]
    [InlineData("""{"from":{"world":"default","snapshot":"s"},"seed":1}""", 400, "/seed", "nothing beside from")]
    [InlineData("""{"seed":"x"}""", 400, "/seed", "whole number")]
    public async Task What_is_wrong_is_named_by_its_place_and_nothing_is_opened(string document, int status, string pointer, string said)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Put("/worlds/a", document);

        Assert.Equal((status, pointer), (refused.Status, refused.Text("pointer")));
        Assert.Contains(said, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Single(control.Server.Host.Worlds);
        Assert.Equal(201, (await control.Put("/worlds/a")).Status);
    }

    [Fact]
    public async Task A_document_that_fails_late_leaves_no_key_behind()
    {
        await using var control = await ControlCalls.StartAsync();
        const string Late = """{"vendors":{"leaddyno":{"keys":{"account":"late-key"},"entities":{"plans":[{"code":"a"},{"code":"a"}]}}}}""";
        Assert.Equal(409, (await control.Put("/worlds/a", Late)).Status);

        Assert.Equal(201, (await control.Put("/worlds/b", """{"vendors":{"leaddyno":{"keys":{"account":"late-key"}}}}""")).Status);

        Assert.Equal(200, (await control.Client.Get("/leaddyno/v1/leads?key=late-key")).Status);
    }

    [Fact]
    public async Task A_world_from_a_snapshot_has_its_data_and_new_keys()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/shop", Whole);
        var shop = control.Server.Host.Find("shop")!;
        shop.Snapshots.Take("before");

        var opened = await control.Put("/worlds/copy", """{"from":{"world":"shop","snapshot":"before"}}""");

        Assert.Equal(201, opened.Status);
        var copy = control.Server.Host.Find("copy")!;
        Assert.Equal(shop.LeadDyno.Leads.Select(lead => lead.Email), copy.LeadDyno.Leads.Select(lead => lead.Email));
        Assert.NotEqual(shop.LeadDyno.Key, copy.LeadDyno.Key);
        Assert.DoesNotContain("my-own-key", opened.Body, StringComparison.Ordinal);
        copy.Faults.Clear();
        Assert.Equal(200, (await control.Client.Get($"/leaddyno/v1/leads?key={copy.LeadDyno.Key}")).Status);
        Assert.Equal(200, (await control.Put("/worlds/copy", """{"from":{"world":"shop","snapshot":"before"}}""")).Status);
    }

    [Fact]
    public void The_published_schema_is_the_one_that_is_checked_in()
    {
        var path = Repository.PathTo("schemas", "world.schema.json");
        var built = WorldSchema.Build().ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        if (Environment.GetEnvironmentVariable("MOCKS_UPDATE") == "snapshots")
            File.WriteAllText(path, built);
        Assert.Equal(File.ReadAllText(path), built);
    }

    [Fact]
    public void The_schema_knows_what_the_reader_knows_and_no_collection_has_two_makers()
    {
        var schema = WorldSchema.Build();
        Assert.Equal(WorldDocument.Names, schema["properties"]!.AsObject().Select(pair => pair.Key).OrderBy(name => Array.IndexOf(WorldDocument.Names, name)));
        foreach (var vendor in Vendors.All)
        {
            var makers = vendor.Hooks.Where(hook => hook.Makes).GroupBy(hook => hook.Id.Split('.')[1]);
            Assert.All(makers, group => Assert.Single(group));
            var entities = schema["properties"]!["vendors"]!["properties"]![vendor.Name]!["properties"]!["entities"]!["properties"]!.AsObject();
            Assert.Equal(entities.Count, vendor.Hooks.Count(hook => !hook.ReadsOnly) + vendor.Hooks.Count(hook => hook.Makes));
        }
    }

    [Fact]
    public async Task Documents_are_valid_by_the_schema_and_damaged_ones_are_not()
    {
        var schema = await NJsonSchema.JsonSchema.FromJsonAsync(WorldSchema.Build().ToJsonString().Replace("\"$defs\"", "\"definitions\"", StringComparison.Ordinal).Replace("#/$defs/", "#/definitions/", StringComparison.Ordinal));

        Assert.Empty(schema.Validate(Whole));
        Assert.NotEmpty(schema.Validate("""{"sede":1}"""));
        Assert.NotEmpty(schema.Validate("""{"vendors":{"leaddyno":{"entities":{"leads":[{"emial":"a"}]}}}}"""));
        Assert.NotEmpty(schema.Validate("""{"vendors":{"leaddyno":{"locale":"tlh"}}}"""));
        Assert.NotEmpty(schema.Validate("""{"profiles":{"p":{"faults":[]}}}"""));
        Assert.NotEmpty(schema.Validate("""{"profiles":{"p":{"faults":[{"kind":"cut","tmes":1}]}}}"""));
        Assert.NotEmpty(schema.Validate("""{"stubs":[{"response":{}}]}"""));
    }
}
