using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>Rules are not decoration: each is tested, each id exists, and each switch is noticed.</summary>
public sealed class RuleLaws
{
    public static TheoryData<string> AllVendors => [.. Vendors.All.Select(vendor => vendor.Name)];

    public static TheoryData<string, string, string> Alternatives()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (var vendor in Vendors.All)
        {
            foreach (var (rule, change) in SwitchesOf(vendor))
            {
                foreach (var alternative in change.Alternatives)
                    cases.Add(rule.Id, change.Name, alternative);
            }
        }

        return cases;
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(AllVendors))]
    public void Every_rule_is_carried_by_a_test_or_a_fixture(string name)
    {
        var carried = Carried().ToHashSet(StringComparer.Ordinal);
        var bare = Vendors.Find(name)!.Rules.Rules.Select(rule => rule.Id).Where(id => !carried.Contains(id));
        Assert.Empty(bare);
    }

    [Fact]
    public void Every_rule_id_that_stands_in_code_exists()
    {
        var known = Vendors.All.SelectMany(vendor => vendor.Rules.Rules).Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        var prefixes = string.Join('|', known.Select(id => id[..2]).Distinct());
        var pattern = new Regex($@"\b(?:{prefixes})-\d+\b");
        var unknown = new[] { "src", "tests", "fixtures", "schemas" }
            .SelectMany(folder => Directory.EnumerateFiles(Repository.PathTo(folder), "*.*", SearchOption.AllDirectories))
            .Where(path => Path.GetExtension(path) is ".cs" or ".json" && !Regex.IsMatch(path.Replace('\\', '/'), "/(obj|bin)/"))
            .SelectMany(path => pattern.Matches(File.ReadAllText(path)).Select(match => (path, id: match.Value)))
            .Where(found => !known.Contains(found.id))
            .Select(found => $"{Path.GetFileName(found.path)}: {found.id}");
        Assert.Empty(unknown);
    }

    [Fact]
    public void A_test_names_at_most_three_rules()
    {
        var crowded = Methods()
            .Where(method => RulesOf(method).Count > 3)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");
        Assert.Empty(crowded);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(AllVendors))]
    public void Every_rule_value_is_a_switch_of_the_rule_table_with_its_default(string name)
    {
        var vendor = Vendors.Find(name)!;
        var table = vendor.Rules.Rules.SelectMany(rule => rule.Switches ?? []).DistinctBy(change => change.Name).ToDictionary(change => change.Name);
        foreach (var value in vendor.CreateState().RulesAsJson().EnumerateObject())
        {
            Assert.True(table.TryGetValue(value.Name, out var change), $"'{value.Name}' is no switch of {name}'s rule table.");
            if (value.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object))
                Assert.Equal(change.Default, value.Value.ToString(), ignoreCase: true);
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(AllVendors))]
    public void Defaults_change_only_on_purpose(string name)
    {
        var json = JsonSerializer.Serialize(Vendors.Find(name)!.CreateState().RulesAsJson(), JsonSerializerOptions.Web);
        Snapshot.Matches($"{name}.rules.txt", json.Replace(",\"", ",\n\"", StringComparison.Ordinal) + "\n");
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Alternatives))]
    public async Task The_alternative_of_a_switch_is_noticed_by_a_scenario_of_its_rule(string id, string name, string alternative)
    {
        var vendor = Vendors.All.Single(candidate => candidate.Rules.Find(id) is not null);
        var scenarios = Scenario.All.Where(scenario => scenario.Facts.Rules.Contains(id)).ToArray();
        Assert.True(scenarios.Length > 0, $"No scenario names {id}.");

        // The scenario itself has to notice.
        using var unwatched = ContractWatch.Pause();
        foreach (var scenario in scenarios)
        {
            using var world = World.Open(scenario.Options);
            world.Adjust(vendor, slot => slot.State.PatchRules(Patch(slot.State, name, alternative)));
            using var stage = new Stage(world, each => new HttpClient(new MocksHandler(world.Host, world, each)) { BaseAddress = each.BaseAddress });
            if (await Record.ExceptionAsync(() => scenario.RunAsync(stage)) is not null)
                return;
        }

        Assert.Fail($"{name} = {alternative} changes nothing that a scenario of {id} would notice: {string.Join(", ", scenarios.Select(scenario => scenario.Name))}.");
    }

    private static IEnumerable<(Rule Rule, RuleSwitch Switch)> SwitchesOf(Vendor vendor)
    {
        var built = vendor.CreateState().RulesAsJson().EnumerateObject().Select(value => value.Name).ToHashSet(StringComparer.Ordinal);
        return
            from rule in vendor.Rules.Rules
            from change in rule.Switches ?? []
            where built.Contains(change.Name)
            select (rule, change);
    }

    // The table writes alternatives as words; the value in force shows which JSON they are.
    private static JsonElement Patch(VendorState state, string name, string alternative)
    {
        var current = state.RulesAsJson().GetProperty(name);
        var value = current.ValueKind switch
        {
            JsonValueKind.String => JsonSerializer.Serialize(alternative),
            JsonValueKind.True or JsonValueKind.False => alternative is "on" or "yes" or "true" ? "true" : "false",
            _ => alternative,
        };
        return JsonDocument.Parse($"{{{JsonSerializer.Serialize(name)}:{value}}}").RootElement;
    }

    private static IEnumerable<string> Carried() => Methods().SelectMany(RulesOf).Concat(FixtureRules());

    private static IEnumerable<string> FixtureRules() =>
        from path in Directory.EnumerateFiles(Repository.PathTo("fixtures"), "*.json", SearchOption.AllDirectories)
        let root = JsonDocument.Parse(File.ReadAllText(path)).RootElement
        where root.TryGetProperty("rules", out _)
        from id in root.GetProperty("rules").EnumerateArray()
        select id.GetString();

    private static IEnumerable<MethodInfo> Methods() =>
        typeof(RuleLaws).Assembly.GetTypes().SelectMany(type =>
            type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));

    private static IReadOnlyList<string> RulesOf(MethodInfo method) =>
        method.GetCustomAttribute<ScenarioAttribute>()?.Rules ?? method.GetCustomAttribute<RuleAttribute>()?.Ids ?? [];
}
