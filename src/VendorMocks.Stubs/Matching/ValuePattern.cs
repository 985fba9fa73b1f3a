using System.Globalization;
using Newtonsoft.Json.Linq;

namespace VendorMocks;

/// <summary>What a value has to be like.</summary>
/// <param name="Expected">As a phrase.</param>
/// <param name="Matches">Whether a value is so.</param>
internal sealed record ValuePattern(string Expected, Func<Subject, bool> Matches)
{
    /// <summary>The matchers.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        "equalTo", "contains", "doesNotContain", "matches", "doesNotMatch", "equalToJson", "matchesJsonPath", "absent", "and", "or", "not",
    ];

    private const int DeepestNesting = 16;

    /// <summary>Reads a pattern: an object with one matcher and its flags.</summary>
    public static ValuePattern Read(MappingNode node, int depth = 0)
    {
        if (depth > DeepestNesting)
            throw node.Refuse($"patterns are nested deeper than {DeepestNesting}");
        var kinds = node.Members.Where(member => !Flags.Contains(member.Name)).ToList();
        foreach (var (name, value) in kinds)
        {
            if (!Names.Contains(name))
                throw value.Refuse($"the matcher '{name}' is not supported. Supported: {string.Join(", ", Names)}");
        }

        if (kinds.Count != 1)
            throw node.Refuse(kinds.Count == 0 ? $"no matcher is named. Supported: {string.Join(", ", Names)}" : $"{kinds.Count} matchers stand side by side; join them with 'and'");
        var pattern = kinds[0].Value;
        node.Expect([kinds[0].Name, .. FlagsOf(kinds[0].Name)]);
        return kinds[0].Name switch
        {
            "equalTo" => EqualTo(pattern.Text(), node["caseInsensitive"]?.Flag() == true),
            "contains" => Contains(pattern.Text()),
            "doesNotContain" => DoesNotContain(pattern.Text()),
            "matches" => Matching(pattern, true),
            "doesNotMatch" => Matching(pattern, false),
            "equalToJson" => EqualToJson(pattern, node["ignoreArrayOrder"]?.Flag() == true, node["ignoreExtraElements"]?.Flag() == true),
            "matchesJsonPath" => JsonPath(pattern, depth),
            "absent" => pattern.Flag() ? new("absent", subject => subject.Text is null) : throw pattern.Refuse("'absent' is true or left out"),
            "not" => Not(Read(pattern, depth + 1)),
            var joined => Joined(joined, [.. pattern.Items.Select(item => Read(item, depth + 1))], pattern),
        };
    }

    /// <summary>What some matchers take beside them.</summary>
    internal static IReadOnlyList<string> Flags { get; } = ["caseInsensitive", "ignoreArrayOrder", "ignoreExtraElements"];

    private static string[] FlagsOf(string kind) => kind switch
    {
        "equalTo" => ["caseInsensitive"],
        "equalToJson" => ["ignoreArrayOrder", "ignoreExtraElements"],
        _ => [],
    };

    private static ValuePattern EqualTo(string text, bool ignoreCase) => new(
        Comparison.Quoted(text) + (ignoreCase ? " in any casing" : ""),
        subject => string.Equals(subject.Text, text, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));

    private static ValuePattern Contains(string part) =>
        new($"contains {Comparison.Quoted(part)}", subject => subject.Text?.Contains(part, StringComparison.Ordinal) == true);

    private static ValuePattern DoesNotContain(string part) =>
        new($"does not contain {Comparison.Quoted(part)}", subject => subject.Text?.Contains(part, StringComparison.Ordinal) == false);

    private static ValuePattern Matching(MappingNode node, bool wanted)
    {
        var regex = Regex(node);
        return new($"{(wanted ? "matches" : "does not match")} {node.Text()}", subject => subject.Text is { } text && regex.IsMatch(text, subject.Time) == wanted);
    }

    /// <summary>A regular expression that has to fit the whole text.</summary>
    public static BoundedRegex Regex(MappingNode node)
    {
        try
        {
            return new BoundedRegex(node.Text(), whole: true);
        }
        catch (FormatException fault)
        {
            throw node.Refuse(fault.Message);
        }
    }

    private static ValuePattern EqualToJson(MappingNode node, bool ignoreArrayOrder, bool ignoreExtraElements)
    {
        var expected = Subject.Parse(node.IsText ? node.Text() : node.Value.GetRawText())
            ?? throw node.Refuse("expected JSON, as a value or as its text");
        foreach (var text in new[] { expected }.Concat((expected as JContainer)?.Descendants() ?? []).OfType<JValue>().Select(value => value.Value).OfType<string>())
        {
            if (text.StartsWith("${json-unit.", StringComparison.Ordinal) && !JsonEquality.Placeholders.Contains(text))
                throw node.Refuse($"the placeholder '{text}' is not supported. Supported: {string.Join(", ", JsonEquality.Placeholders)}");
        }

        var leniency = (ignoreArrayOrder, ignoreExtraElements) switch
        {
            (true, true) => " in any order, with more beside it",
            (true, false) => " in any order",
            (false, true) => ", with more beside it",
            _ => "",
        };
        return new(
            $"JSON equal to {Shown(expected)}{leniency}",
            subject => subject.Json is { } json && subject.Time.Spend(() => new JsonEquality(ignoreArrayOrder, ignoreExtraElements).Same(expected, json)));
    }

    private static ValuePattern JsonPath(MappingNode node, int depth)
    {
        if (!node.IsObject)
        {
            var path = Path(node);
            return new($"JSON with something at {path}", subject => path.Find(subject).Any(token => token.Type != JTokenType.Null));
        }

        var expression = Path(node["expression"] ?? throw node.Refuse("'expression' is missing: the JSONPath whose value is looked at"));
        var rest = Without(node, "expression");
        var pattern = Read(rest, depth + 1);
        return new($"JSON whose {expression} is {pattern.Expected}", subject => expression.Find(subject) is { Count: > 0 } found
            ? found.Any(token => pattern.Matches(new Subject(token.Type == JTokenType.Null ? null : Subject.TextOf(token), subject.Time)))
            : pattern.Matches(new Subject(null, subject.Time)));
    }

    private static MappingNode Without(MappingNode node, string name) => new(
        System.Text.Json.JsonSerializer.SerializeToElement(node.Members.Where(member => member.Name != name).ToDictionary(member => member.Name, member => member.Value.Value)),
        node.Pointer);

    private static JsonPathQuery Path(MappingNode node)
    {
        try
        {
            return new JsonPathQuery(node.Text());
        }
        catch (FormatException fault)
        {
            throw node.Refuse(fault.Message);
        }
    }

    private static ValuePattern Not(ValuePattern inner) => new($"not ({inner.Expected})", subject => !inner.Matches(subject));

    private static ValuePattern Joined(string how, IReadOnlyList<ValuePattern> parts, MappingNode node)
    {
        if (parts.Count == 0)
            throw node.Refuse($"'{how}' joins at least one pattern");
        var expected = string.Join($" {how} ", parts.Select(part => $"({part.Expected})"));
        return how == "and"
            ? new(expected, subject => parts.All(part => part.Matches(subject)))
            : new(expected, subject => parts.Any(part => part.Matches(subject)));
    }

    private static string Shown(JToken json) => json.ToString(Newtonsoft.Json.Formatting.None) is var text && text.Length <= 200
        ? text
        : $"{text[..200]}… ({text.Length.ToString(CultureInfo.InvariantCulture)} characters)";
}
