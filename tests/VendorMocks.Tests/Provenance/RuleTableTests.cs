using System.Globalization;
using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>The rule tables as they are embedded: complete, readable and free of contradictions.</summary>
public sealed class RuleTableTests
{
    // These two switches stand with two rules each; any other name belongs to one rule.
    private static readonly string[] SharedSwitches = ["changeFailure", "lists.invalidFilter"];

    private static readonly string[] Fields = ["id", "text", "provenance", "why"];

    private static readonly string[] Words = ["Documented", "Observed", "Assumed"];

    public static TheoryData<string> Tables => ["leaddyno", "fixido", "flexbe", "clixnow", "maxwork"];

    [Theory]
    [InlineData("leaddyno", "LD", 91)]
    [InlineData("fixido", "FX", 92)]
    [InlineData("flexbe", "FB", 65)]
    [InlineData("clixnow", "CN", 62)]
    [InlineData("maxwork", "MW", 53)]
    public void Rule_ids_count_up_without_a_gap(string vendor, string prefix, int count)
    {
        var expected = Enumerable.Range(1, count)
            .Select(n => prefix + "-" + n.ToString("00", CultureInfo.InvariantCulture));

        Assert.Equal(expected, RuleTable.Load(vendor).Rules.Select(rule => rule.Id));
    }

    [Theory, MemberData(nameof(Tables))]
    public void Each_row_has_the_same_fields_and_one_of_three_provenance_words(string vendor)
    {
        // Read raw: the typed table would take numbers and any casing for the word, and skip unknown fields.
        using var stream = typeof(RuleTable).Assembly.GetManifestResourceStream(vendor + ".rules.json");
        using var table = JsonDocument.Parse(stream!);

        Assert.All(table.RootElement.EnumerateArray(), row =>
        {
            var names = row.EnumerateObject().Select(field => field.Name).ToArray();
            Assert.Equal(names.Contains("switches") ? [.. Fields, "switches"] : Fields, names);
            Assert.Contains(row.GetProperty("provenance").GetString(), Words);
        });
    }

    [Theory, MemberData(nameof(Tables))]
    public void Each_rule_says_something_of_its_own_and_gives_a_reason(string vendor)
    {
        var rules = RuleTable.Load(vendor).Rules;

        Assert.DoesNotContain(rules, rule => string.IsNullOrWhiteSpace(rule.Text) || string.IsNullOrWhiteSpace(rule.Why));
        Assert.DoesNotContain(rules, rule => rule.Text == rule.Why);
        Assert.Equal(rules.Count, rules.Select(rule => rule.Text).Distinct().Count());
    }

    [Theory, MemberData(nameof(Tables))]
    public void A_switch_belongs_to_one_rule_or_reads_alike_in_all_of_its_rules(string vendor)
    {
        var switches = RuleTable.Load(vendor).Rules.SelectMany(rule => rule.Switches ?? []).ToArray();

        Assert.NotEmpty(switches);
        Assert.All(switches.GroupBy(one => one.Name), same =>
        {
            Assert.Equal(SharedSwitches.Contains(same.Key) ? 2 : 1, same.Count());
            Assert.Single(same.Select(one => string.Join('|', one.Alternatives.Prepend(one.Default))).Distinct());
        });
    }

    [Theory, MemberData(nameof(Tables))]
    public void The_values_of_a_switch_differ(string vendor)
    {
        var rules = RuleTable.Load(vendor).Rules.Where(rule => rule.Switches is not null);

        Assert.All(rules.SelectMany(rule => rule.Switches!), one =>
        {
            string[] values = [one.Default, .. one.Alternatives];
            Assert.DoesNotContain(values, string.IsNullOrWhiteSpace);
            Assert.Equal(values.Length, values.Distinct().Count());
        });
    }

    [Fact]
    public void A_rule_is_found_by_its_exact_id()
    {
        var table = RuleTable.Load("fixido");

        Assert.Equal("FX-86", table.Find("FX-86")?.Id);
        Assert.Null(table.Find("fx-86"));
        Assert.Equal("both", table.Find("FX-86")!.Switches!.Single().Default);
    }
}
