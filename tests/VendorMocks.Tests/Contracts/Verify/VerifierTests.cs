using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

public sealed class VerifierTests
{
    private static readonly Uri Root = new("https://api.leaddyno.com");

    public static TheoryData<string> VendorNames => [.. Vendors.All.Select(vendor => vendor.Name)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(VendorNames))]
    public async Task The_fake_passes_everything(string name)
    {
        var report = await new Verifier(Vendors.Find(name)!, new VerifyOptions()).RunAsync();
        Assert.Equal(0, report.ExitCode);
        Assert.All(report.Operations, operation => Assert.Equal((operation.Operation, FixtureOutcome.Passed), (operation.Operation, operation.Outcome)));
        Assert.DoesNotContain(RuleVerdict.Refuted, report.Rules.Values);
        Assert.Equal(
            FixtureSet.For(name).Fixtures.SelectMany(f => f.Rules).Distinct().Order(StringComparer.Ordinal),
            report.Rules.Where(rule => rule.Value == RuleVerdict.Confirmed).Select(rule => rule.Key).Order(StringComparer.Ordinal));
        Assert.Empty(report.SchemaPatches);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(VendorNames))]
    public async Task The_server_passes_over_HTTP_what_is_safe_anywhere(string name)
    {
        var vendor = Vendors.Find(name)!;
        await using var server = await MocksServer.StartAsync();
        server.Host.Find(MocksHost.DefaultWorld)!.Limits = false;
        var report = await new Verifier(vendor, OptionsFor(vendor, new Uri(server.BaseAddress, name)) with { AllowWrites = true }).RunAsync();
        Assert.Equal("", string.Join('\n', report.Fixtures.Where(f => f.Outcome != FixtureOutcome.Skipped && f.Outcome != FixtureOutcome.Passed).SelectMany(f => f.Details.Prepend(f.Fixture))));
        Assert.Equal(0, report.ExitCode);
        Assert.Equal(FixtureSet.For(name).Fixtures.Count(f => f.Safe), report.Fixtures.Count(f => f.Outcome == FixtureOutcome.Passed));
        Assert.Contains(RuleVerdict.Confirmed, report.Rules.Values);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(VendorNames))]
    public async Task Nothing_is_written_unless_it_is_allowed(string name)
    {
        var vendor = Vendors.Find(name)!;
        using var world = World.Open();
        var options = OptionsFor(vendor, new Uri(vendor.BaseAddress.GetLeftPart(UriPartial.Authority))) with { Handler = new MocksHandler(world.Host, world, vendor) };
        var report = await new Verifier(vendor, options).RunAsync();
        Assert.All(world.Journal.Exchanges, exchange => Assert.Empty(exchange.Changes));
        Assert.NotEqual(1, report.ExitCode);
        if (vendor.Operations.All(row => OperationEvidence.Of(vendor).Writing.Contains(row.Id)))
            Assert.Equal(2, report.ExitCode);
    }

    [Theory]
    [InlineData("renames a field", "GET /v1/leads/by_email", "leads.by-email", "added field /search_phrase; removed field /search_term")]
    [InlineData("changes a type", "GET /v1/leads/by_email", "leads.by-email", "changed type /id")]
    [InlineData("drops a field", "GET /v1/leads/by_email", "leads.by-email", "removed field /search_term")]
    [InlineData("changes a status", "GET /v1/leads/by_email", "leads.by-email", "changed status")]
    [InlineData("sends null", "GET /v1/leads/by_email", "leads.by-email", "changed nullability /status")]
    [InlineData("lists a new value", "GET /v1/leads/by_email", "leads.by-email", "new enumeration value /status")]
    [InlineData("changes a form", "GET /v1/leads/by_email", "leads.by-email", "changed form /created_at")]
    [InlineData("wraps the list", "GET /v1/visitors", "visitors.list", "changed paging")]
    [InlineData("ignores the size of pages", "GET /v1/visitors", "visitors.list", "changed paging")]
    public async Task Of_an_altered_fake_exactly_the_alteration_is_reported(string what, string call, string operation, string expected)
    {
        var report = await VerifyAltered(what, call);
        Assert.Equal(expected, Said(report, operation));
        Assert.Equal([operation], report.Operations.Where(o => o.Outcome == FixtureOutcome.Drifted).Select(o => o.Operation));
        Assert.DoesNotContain(report.Fixtures, f => f.Outcome == FixtureOutcome.Broken);
        Assert.Equal(1, report.ExitCode);
    }

    [Theory]
    [InlineData("renames a field")]
    [InlineData("changes a type")]
    [InlineData("drops a field")]
    [InlineData("sends null")]
    [InlineData("lists a new value")]
    public async Task The_proposed_patch_makes_the_schemas_describe_what_came(string what)
    {
        var report = await VerifyAltered(what, "GET /v1/leads/by_email");
        Assert.NotEmpty(report.SchemaPatches);
        var folder = Repository.PathTo("schemas", "leaddyno");
        var texts = Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText);
        foreach (var (file, patch) in report.SchemaPatches)
            texts[Path.GetFileName(file)] = JsonPatch.Apply(texts[Path.GetFileName(file)], patch);

        using var world = World.Open();
        using var client = new HttpClient(Altered(world, what, "GET /v1/leads/by_email")) { BaseAddress = LeadDyno.Instance.BaseAddress };
        await client.Form("POST", "leads", "key", world.LeadDyno.Key, "email", "a@example.com");
        var answer = await client.Get($"leads/by_email?email=a%40example.com&key={world.LeadDyno.Key}");
        var body = System.Text.Encoding.UTF8.GetBytes(answer.Body);
        Assert.NotEmpty(SchemaSet.For("leaddyno").CheckResponse("leads.by-email", 200, body));
        Assert.Empty(new SchemaSet("leaddyno", texts).CheckResponse("leads.by-email", 200, body));
    }

    [Fact]
    public async Task A_value_that_differs_refutes_its_rules_and_is_no_drift()
    {
        using var world = World.Open(new WorldOptions { Limits = false });
        var handler = new AlteredFake(world, LeadDyno.Instance, body => With(body, "email", "other@example.com"), call: "GET /v1/leads/by_email");
        var report = await new Verifier(LeadDyno.Instance, OptionsFor(LeadDyno.Instance, Root) with { Handler = handler, AllowWrites = true }).RunAsync();
        var broken = Assert.Single(report.Fixtures, f => f.Outcome == FixtureOutcome.Broken);
        Assert.Equal("leads.by-email.documented", broken.Fixture);
        Assert.All(broken.Rules, rule => Assert.Equal(RuleVerdict.Refuted, report.Rules[rule]));
        Assert.Equal(FixtureOutcome.Broken, report.Operations.Single(o => o.Operation == "leads.by-email").Outcome);
        Assert.Contains("other@example.com", broken.Details[0], StringComparison.Ordinal);
        Assert.Empty(broken.Drifts);
        Assert.Equal(1, report.ExitCode);
    }

    [Fact]
    public async Task A_lenient_reading_notes_added_fields_and_passes()
    {
        using var world = World.Open(new WorldOptions { Limits = false });
        var handler = new AlteredFake(world, LeadDyno.Instance, body => With(body, "score", 7), call: "GET /v1/leads/by_email");
        var options = OptionsFor(LeadDyno.Instance, Root) with { Handler = handler, AllowWrites = true };
        var lenient = await new Verifier(LeadDyno.Instance, options with { Reading = ContractReading.Lenient }).RunAsync();
        Assert.Equal(0, lenient.ExitCode);
        Assert.Equal("/score", Assert.Single(lenient.Fixtures.SelectMany(f => f.Notes)).Pointer);
        Assert.Equal(1, (await new Verifier(LeadDyno.Instance, options).RunAsync()).ExitCode);
    }

    [Fact]
    public async Task What_cannot_run_says_why_and_is_no_finding()
    {
        var nobody = await new Verifier(LeadDyno.Instance, OptionsFor(LeadDyno.Instance, new Uri("http://127.0.0.1:1"))).RunAsync();
        Assert.Equal(2, nobody.ExitCode);
        Assert.Contains("cannot be reached", nobody.Problem, StringComparison.Ordinal);
        Assert.All(nobody.Rules.Values, verdict => Assert.Equal(RuleVerdict.Unreachable, verdict));
        Assert.Single(nobody.Fixtures, f => f.Outcome == FixtureOutcome.Unreachable);

        var stranger = await new Verifier(LeadDyno.Instance, new VerifyOptions { Target = Root, Recorded = [FixtureSet.For("leaddyno").Fixtures.First(f => f.Safe)], RecordedOnly = true }).RunAsync();
        Assert.Equal((2, "needs the credential {key}"), (stranger.ExitCode, stranger.Problem));
    }

    [Fact]
    public async Task What_was_recorded_from_the_server_holds_against_the_server()
    {
        using var folder = new TemporaryFolder();
        using var session = new RecordedSession(world => world.LeadDyno.CreateClient());
        var key = session.World.LeadDyno.Key;
        var lead = await session.Client.Form("POST", "leads", "key", key, "email", "ada@example.com");
        await session.Client.Get($"leads/{lead.Text("id")}?key={key}");
        await session.Client.Get($"leads?key={key}");
        await session.Client.Get("leads?key=nobody");
        var recorder = new FixtureRecorder(LeadDyno.Instance, folder.Path, "a test");
        session.Exchanges.ForEach(exchange => recorder.Take(exchange));

        await using var server = await MocksServer.StartAsync();
        var options = OptionsFor(LeadDyno.Instance, new Uri(server.BaseAddress, "leaddyno")) with
        {
            AllowWrites = true,
            Recorded = FixtureSet.Load(folder.Path).Fixtures,
            RecordedOnly = true,
        };
        var report = await new Verifier(LeadDyno.Instance, options).RunAsync();
        Assert.Equal((4, 0), (report.Fixtures.Count(f => f.Outcome == FixtureOutcome.Passed), report.ExitCode));
    }

    internal static VerifyOptions OptionsFor(Vendor vendor, Uri target) => new()
    {
        Target = target,
        Credentials = FixtureCredentials.ValuesOf(vendor.CredentialsOf(MocksHost.DefaultWorld)),
        CallsPerMinute = 0,
    };

    private static async Task<VerifyReport> VerifyAltered(string what, string call)
    {
        using var world = World.Open(new WorldOptions { Limits = false });
        return await new Verifier(LeadDyno.Instance, OptionsFor(LeadDyno.Instance, Root) with { Handler = Altered(world, what, call), AllowWrites = true }).RunAsync();
    }

    private static AlteredFake Altered(World world, string what, string call) => what switch
    {
        "renames a field" => new(world, LeadDyno.Instance, body => With(Without(body, "search_term"), "search_phrase", null), call: call),
        "changes a type" => new(world, LeadDyno.Instance, body => With(body, "id", "seven"), call: call),
        "drops a field" => new(world, LeadDyno.Instance, body => Without(body, "search_term"), call: call),
        "changes a status" => new(world, LeadDyno.Instance, body => body, 203, call),
        "sends null" => new(world, LeadDyno.Instance, body => With(body, "status", null), call: call),
        "lists a new value" => new(world, LeadDyno.Instance, body => With(body, "status", "Dormant"), call: call),
        "changes a form" => new(world, LeadDyno.Instance, body => With(body, "created_at", "01.01.2026"), call: call),
        "wraps the list" => new(world, LeadDyno.Instance, body => new JsonObject { ["page"] = 1, ["items"] = body.DeepClone() }, call: call),
        "ignores the size of pages" => new(world, LeadDyno.Instance, body => new JsonArray([.. body.AsArray().Concat(body.AsArray()).Select(item => item?.DeepClone())]), call: call),
        _ => throw new ArgumentException(what),
    };

    private static JsonNode With(JsonNode body, string name, JsonNode? value)
    {
        body[name] = value;
        return body;
    }

    private static JsonNode Without(JsonNode body, string name)
    {
        body.AsObject().Remove(name);
        return body;
    }

    // What changed, without values.
    private static string Said(VerifyReport report, string operation) =>
        string.Join("; ", report.Operations.Single(o => o.Operation == operation).Drifts.Select(d => d.ToString().Split(':')[0]).Order(StringComparer.Ordinal));
}
