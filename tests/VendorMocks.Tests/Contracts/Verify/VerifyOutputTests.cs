using System.Text.Json;
using System.Xml.Linq;

namespace VendorMocks.Tests;

public sealed class VerifyOutputTests
{
    private static readonly VerifyReport Report = new(
        "acme",
        "https://api.example.com/",
        [
            new("things.get.known", "things.get", ["AC-01"], FixtureOutcome.Drifted, [new(DriftKind.RemovedField, "/name", "a value", "absent")], [], []) { Holds = false },
            new("things.get.unknown", "things.get", ["AC-02"], FixtureOutcome.Passed, [], [new(DriftKind.AddedField, "/score", "no property of that name", "7")], []) { Holds = true },
            new("things.list.one", "things.list", ["AC-03"], FixtureOutcome.Broken, [], [], ["/0/id: expected 1, got \"\u0001<2>\""]) { Holds = false },
            new("things.put.new", "things.put", ["AC-04"], FixtureOutcome.Skipped, [], [], ["writes (things.put), which was not allowed"]),
        ],
        [
            new("things.get", FixtureOutcome.Drifted, 2, [new(DriftKind.RemovedField, "/name", "a value", "absent")]),
            new("things.list", FixtureOutcome.Broken, 1, []),
            new("things.put", FixtureOutcome.Skipped, 0, []),
        ],
        new Dictionary<string, RuleVerdict>
        {
            ["AC-01"] = RuleVerdict.Refuted,
            ["AC-02"] = RuleVerdict.Confirmed,
            ["AC-03"] = RuleVerdict.Refuted,
            ["AC-04"] = RuleVerdict.Unreachable,
        },
        new Dictionary<string, string> { ["schemas/acme/things.get.response.json"] = """[{ "op": "remove", "path": "/required/0" }]""" });

    [Fact]
    public void A_table_says_what_changed_what_is_refuted_and_what_was_left_out()
    {
        string[] lines =
        [
            "  things.get   drifted        2 played",
            "    removed field /name: expected a value, got absent",
            "  things.put   skipped        0 played",
            "broken: things.list.one",
            "note: things.get: added field /score: expected no property of that name, got 7",
            "rules: 1 confirmed, 2 refuted, 1 unreachable",
            "    AC-01 refuted by things.get.known",
            "skipped: 1 fixtures: writes (things.put), which was not allowed",
            "proposed JSON patch of schemas/acme/things.get.response.json:",
        ];
        var table = VerifyTable.Of(Report).Split('\n');
        Assert.All(lines, line => Assert.Contains(line, table));
    }

    [Fact]
    public void JSON_holds_everything()
    {
        var json = JsonElement.Parse(VerifyJson.Of([Report]))[0];
        Assert.Equal(("acme", 1), (json.GetProperty("vendor").GetString(), json.GetProperty("exitCode").GetInt32()));
        Assert.Equal("removedField", json.GetProperty("operations")[0].GetProperty("drifts")[0].GetProperty("kind").GetString());
        Assert.Equal("refuted", json.GetProperty("rules").GetProperty("AC-01").GetString());
        Assert.Equal("skipped", json.GetProperty("fixtures")[3].GetProperty("outcome").GetString());
        Assert.Equal("remove", json.GetProperty("schemaPatches").GetProperty("schemas/acme/things.get.response.json")[0].GetProperty("op").GetString());
    }

    [Fact]
    public void JUnit_has_a_case_for_each_fixture_and_is_XML_whatever_came()
    {
        var suite = XDocument.Parse(VerifyJUnit.Of([Report])).Root!.Element("testsuite")!;
        Assert.Equal(("4", "2", "0", "1"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value, suite.Attribute("skipped")!.Value));
        var cases = suite.Elements("testcase").ToList();
        Assert.Equal("removed field /name: expected a value, got absent", cases[0].Element("failure")!.Attribute("message")!.Value);
        Assert.Null(cases[1].Element("failure"));
        Assert.Contains("\\u0001<2>", cases[2].Element("failure")!.Value, StringComparison.Ordinal);
        Assert.NotNull(cases[3].Element("skipped"));
        Assert.Equal("AC-01", cases[0].Descendants("property").Single().Attribute("value")!.Value);
    }

    [Theory]
    [InlineData(FixtureOutcome.Passed, 0)]
    [InlineData(FixtureOutcome.Drifted, 1)]
    [InlineData(FixtureOutcome.Broken, 1)]
    [InlineData(FixtureOutcome.Skipped, 2)]
    [InlineData(FixtureOutcome.Unreachable, 2)]
    public void The_exit_code_tells_findings_from_a_run_that_could_not_be_made(FixtureOutcome outcome, int code) =>
        Assert.Equal(code, (Report with { Fixtures = [Report.Fixtures[0] with { Outcome = outcome, Details = ["why"] }] }).ExitCode);

    [Fact]
    public async Task Calls_wait_for_the_limit_and_stay_one_below_it()
    {
        using var world = World.Open();
        var pace = new RequestPace(3, TimeSpan.FromMinutes(1), world.Clock);
        await pace.NextAsync(TestContext.Current.CancellationToken);
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        await pace.NextAsync(TestContext.Current.CancellationToken);
        var third = pace.NextAsync(TestContext.Current.CancellationToken);
        world.Clock.Advance(TimeSpan.FromSeconds(49));
        Assert.False(third.IsCompleted);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await third;
    }

    [Fact]
    public void The_pace_is_the_vendors_limit_unless_another_is_asked_for()
    {
        Assert.All(Vendors.All, vendor => Assert.Equal(LimitOf(vendor) is not null, RequestPace.Of(vendor, new VerifyOptions()) is not null));
        Assert.Equal(new RequestLimit(100, 60), LimitOf(Flexbe.Instance));
        Assert.Equal(new RequestLimit(200, 60), LimitOf(LeadDyno.Instance));
        Assert.All(Vendors.All, vendor => Assert.Null(RequestPace.Of(vendor, new VerifyOptions { CallsPerMinute = 0 })));
        Assert.All(Vendors.All, vendor => Assert.NotNull(RequestPace.Of(vendor, new VerifyOptions { CallsPerMinute = 5 })));

        static RequestLimit? LimitOf(Vendor vendor) => vendor.LimitIn(vendor.CreateState());
    }

    [Fact]
    public async Task A_number_is_the_most_calls_in_a_minute()
    {
        using var world = World.Open();
        var pace = RequestPace.Of(Maxwork.Instance, new VerifyOptions { CallsPerMinute = 2, TimeProvider = world.Clock })!;
        await pace.NextAsync(TestContext.Current.CancellationToken);
        await pace.NextAsync(TestContext.Current.CancellationToken);
        var third = pace.NextAsync(TestContext.Current.CancellationToken);
        Assert.False(third.IsCompleted);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await third;
    }

    [Fact]
    public void Invented_values_differ_between_runs_and_fixtures_and_keep_their_form()
    {
        var fixture = FixtureSet.Read("things.put.case.json", """
            {
              "operation": "things.put", "source": "recording: a test", "safe": true, "invent": ["CODE", "+46701234567"],
              "arrange": [{ "call": { "method": "POST", "path": "/a", "form": { "email": "lee@example.com", "code": "CODE" } } }],
              "request": { "method": "GET", "path": "/a", "query": { "email": "lee@example.com", "phone": "+46701234567", "to": "me@elsewhere.test" } },
              "response": { "status": 200, "body": { "email": "lee@example.com", "url": "https://shop.example.com/?c=CODE", "n": 1 } }
            }
            """);
        var one = FixtureInvention.Of(fixture, "abc");
        Assert.Matches(@"^lee\.abc[0-9a-z]+@example\.com$", one.Request.Query["email"]);
        Assert.Equal(one.Request.Query["email"], one.Arrange[0].Call!.Form!["email"]);
        Assert.Equal(one.Request.Query["email"], one.Response.Body.GetProperty("email").GetString());
        Assert.Matches(@"^\+4670[0-9]{7}$", one.Request.Query["phone"]);
        Assert.NotEqual("+46701234567", one.Request.Query["phone"]);
        Assert.Equal($"https://shop.example.com/?c={one.Arrange[0].Call!.Form!["code"]}", one.Response.Body.GetProperty("url").GetString());
        Assert.StartsWith("CODEabc", one.Arrange[0].Call!.Form!["code"], StringComparison.Ordinal);
        Assert.Equal("me@elsewhere.test", one.Request.Query["to"]);
        Assert.NotEqual(one.Request.Query["email"], FixtureInvention.Of(fixture, "abd").Request.Query["email"]);
        Assert.NotEqual(one.Request.Query["email"], FixtureInvention.Of(fixture with { Name = "things.put.other" }, "abc").Request.Query["email"]);
        Assert.NotEqual(FixtureInvention.RunAt(WorldOptions.DefaultStart), FixtureInvention.RunAt(WorldOptions.DefaultStart.AddSeconds(1)));
    }
}
