using System.Reflection;
using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>
/// Each matcher and each part of requests and responses is tested for success, for no match with its near-miss text, and for bad
/// input: a new one without these tests fails here.
/// </summary>
public sealed class StubCoverageLaws
{
    [Fact]
    public void Each_part_of_a_request_and_each_matcher_is_tested_for_success_no_match_and_bad_input()
    {
        var taken = Rows(typeof(MatcherTests), nameof(MatcherTests.A_matcher_takes_what_it_says_and_tells_what_it_did_not_take))
            .Select(row => (Pattern: JsonElement.Parse((string)row[0]!), Told: (string?)row[3])).ToList();
        // The last part of a pattern is what its row is about; matchers stand anywhere below.
        var parts = taken.Where(row => row.Told is not null).Select(row => row.Pattern.EnumerateObject().Last().Name).ToHashSet();
        var matchers = taken.Where(row => row.Told is not null).SelectMany(row => NamesIn(row.Pattern)).ToHashSet();
        var refused = Refusals(typeof(MatcherTests), nameof(MatcherTests.What_is_malformed_or_not_supported_is_refused_with_its_place));

        Assert.Empty(RequestPattern.Names.Except(parts));
        Assert.Empty(ValuePattern.Names.Concat(ValuePattern.Flags).Except(matchers));
        Assert.Empty(RequestPattern.Names.Concat(ValuePattern.Names).Concat(ValuePattern.Flags).Except(refused));
    }

    [Fact]
    public void Each_feature_of_a_response_is_tested_for_success_and_bad_input()
    {
        string[] tests = [nameof(StubResponseTests.Status_headers_and_bodies), nameof(StubResponseTests.Delays_pass_on_the_worlds_clock)];
        var answered = tests.SelectMany(test => Rows(typeof(StubResponseTests), test)).SelectMany(row => NamesIn(JsonElement.Parse((string)row[0]!))).ToHashSet();
        var refused = Refusals(typeof(StubResponseTests), nameof(StubResponseTests.What_is_malformed_or_not_supported_is_refused_with_its_place));
        // The rows of these tests are not whole answers: those of faults are their words, and all templates have parameters.
        if (Rows(typeof(StubResponseTests), nameof(StubResponseTests.A_fault_breaks_the_line_of_a_socket)).Any())
            answered.Add("fault");
        if (Rows(typeof(StubResponseTests), nameof(StubResponseTests.Templates_know_the_usual_request_and_helpers)).Any(row => ((string)row[0]!).Contains("parameters.", StringComparison.Ordinal)))
            answered.UnionWith(["transformers", "transformerParameters"]);

        Assert.Empty(ResponseDefinition.Names.Except(answered));
        Assert.Empty(ResponseDefinition.Names.Except(refused));
    }

    [Fact]
    public void Each_member_of_a_mapping_is_tested_for_bad_input() =>
        Assert.Empty(StubMapping.Names.Except(Refusals(typeof(StubMappingTests), nameof(StubMappingTests.A_malformed_mapping_is_refused_with_its_place))));

    [Fact]
    public void Each_helper_of_templates_is_tested_for_success()
    {
        var templates = string.Concat(((string[])[nameof(StubResponseTests.Templates_know_the_usual_request_and_helpers), nameof(StubResponseTests.Random_values_follow_from_the_seed_and_differ_from_call_to_call)])
            .SelectMany(test => Rows(typeof(StubResponseTests), test)).Select(row => (string)row[0]!));

        Assert.DoesNotContain(TemplateHelpers.Names, name => !templates.Contains($"{{{{{name}", StringComparison.Ordinal) && !templates.Contains($"({name} ", StringComparison.Ordinal));
    }

    private static IEnumerable<object?[]> Rows(Type type, string test) =>
        type.GetMethod(test)!.GetCustomAttributes<InlineDataAttribute>().Select(row => row.Data);

    // The pointer of a refusal, the second value of its row, has the name of what is refused.
    private static HashSet<string> Refusals(Type type, string test) =>
        [.. Rows(type, test).SelectMany(row => ((string)row[1]!).Split('/'))];

    private static IEnumerable<string> NamesIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => NamesIn(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(NamesIn),
        _ => [],
    };
}
