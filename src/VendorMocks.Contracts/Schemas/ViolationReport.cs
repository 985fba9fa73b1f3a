using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema.Validation;

namespace VendorMocks;

/// <summary>Words what NJsonSchema found in one body. Of alternatives only the one that was meant is reported, where it can be told.</summary>
/// <param name="root">The body.</param>
/// <param name="schema">The schema file, for the report.</param>
internal sealed class ViolationReport(JToken root, string schema)
{
    private const int Readable = 80;

    /// <summary>Words all findings.</summary>
    public IReadOnlyList<Violation> Of(ICollection<ValidationError> errors) => [.. Leaves(errors)];

    private IEnumerable<Violation> Leaves(IEnumerable<ValidationError> errors)
    {
        var all = errors.ToList();
        var notObjects = all.Where(e => e.Kind == ValidationErrorKind.ObjectExpected).Select(e => e.Path).ToHashSet();

        // NJsonSchema also misses the properties of what is no object at all.
        return all.Where(e => e.Kind != ValidationErrorKind.PropertyRequired || !notObjects.Contains(Parent(e))).SelectMany(Leaves);
    }

    private IEnumerable<Violation> Leaves(ValidationError error) => error switch
    {
        ChildSchemaValidationError { Kind: ValidationErrorKind.NotAnyOf or ValidationErrorKind.NotOneOf } choice =>
            Choice(choice, choice.Errors.Values),
        ChildSchemaValidationError nested => nested.Errors.Values.SelectMany(Leaves),
        MultiTypeValidationError types => Choice(types, types.Errors.Values),
        _ => [Leaf(error)],
    };

    private IEnumerable<Violation> Choice(ValidationError error, IEnumerable<ICollection<ValidationError>> branches)
    {
        var tried = branches.ToList();
        if (tried.Any(b => b.Count == 0))
            return [Leaf(error, "exactly one of several forms", ViolationKind.Form)];

        var meant = tried.Where(b => !b.Any(e => IsWrongType(e.Kind) && e.Path == error.Path)).ToList();
        if (meant.Count == 1)
            return Leaves(meant[0]);

        var forms = (meant.Count > 0 ? meant : tried).SelectMany(b => Leaves(b).Take(1)).ToList();
        var here = Locate(error);
        var expected = string.Join(" or ", forms.Select(f => f.Pointer == here.Pointer ? f.Expected : $"{f.Expected} at {f.Pointer}").Distinct());
        return [Leaf(error, expected, forms.Select(f => f.Kind).Distinct().ToList() is [var kind] ? kind : ViolationKind.Form)];
    }

    private Violation Leaf(ValidationError error) =>
        error.Kind == ValidationErrorKind.PropertyRequired
            ? new(Locate(error).Pointer, $"property \"{error.Property}\"", "absent", schema) { Kind = ViolationKind.Missing }
            : Leaf(error, Expected(error), error.Kind switch
            {
                ValidationErrorKind.NoAdditionalPropertiesAllowed => ViolationKind.UnknownName,
                ValidationErrorKind.NotInEnumeration => ViolationKind.Enumeration,
                var kind when IsWrongType(kind) => ViolationKind.Type,
                _ => ViolationKind.Form,
            });

    private Violation Leaf(ValidationError error, string expected, ViolationKind kind)
    {
        var (pointer, token) = Locate(error);
        var text = token.ToString(Formatting.None);
        return new(pointer, expected, text.Length > Readable ? text[..Readable] + "…" : text, schema)
        {
            Kind = kind == ViolationKind.Type && token.Type == JTokenType.Null ? ViolationKind.Null : kind,
            DidYouMean = kind == ViolationKind.UnknownName && token.Parent is JProperty { Parent: JObject around } odd
                ? Spelling.Nearest(odd.Name, error.Schema.ActualSchema.ActualProperties.Keys.Where(name => !around.ContainsKey(name)))
                : null,
        };
    }

    private static bool IsWrongType(ValidationErrorKind kind) => kind is ValidationErrorKind.StringExpected
        or ValidationErrorKind.NumberExpected or ValidationErrorKind.IntegerExpected or ValidationErrorKind.BooleanExpected
        or ValidationErrorKind.ObjectExpected or ValidationErrorKind.ArrayExpected or ValidationErrorKind.NullExpected;

    private static string Expected(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.NoAdditionalPropertiesAllowed => "no property of that name",
        ValidationErrorKind.PatternMismatch => $"text matching {Regex(error.Schema.Pattern)}",
        ValidationErrorKind.NotInEnumeration => "one of " + string.Join(", ", error.Schema.Enumeration.Select(v => v ?? "null")),
        ValidationErrorKind.NumberTooSmall when error.Schema.ExclusiveMinimum is { } bound => $"more than {bound}",
        ValidationErrorKind.NumberTooSmall => $"at least {error.Schema.Minimum}",
        ValidationErrorKind.NumberTooBig when error.Schema.ExclusiveMaximum is { } bound => $"less than {bound}",
        ValidationErrorKind.NumberTooBig => $"at most {error.Schema.Maximum}",
        ValidationErrorKind.TooFewItems => $"at least {error.Schema.MinItems} items",
        ValidationErrorKind.TooManyItems => $"at most {error.Schema.MaxItems} items",
        ValidationErrorKind.TooFewProperties => $"at least {error.Schema.MinProperties} properties",
        ValidationErrorKind.TooManyProperties => $"at most {error.Schema.MaxProperties} properties",
        ValidationErrorKind.StringTooShort => $"at least {error.Schema.MinLength} characters",
        ValidationErrorKind.StringTooLong => $"at most {error.Schema.MaxLength} characters",
        ValidationErrorKind.ExcludedSchemaValidates => "anything but what the schema excludes",
        var kind => kind.ToString().Replace("Expected", "", StringComparison.Ordinal).ToLowerInvariant(),
    };

    /// <summary>The pattern as the schema file writes it.</summary>
    private static string? Regex(string? pattern) =>
        pattern?.EndsWith("\\z", StringComparison.Ordinal) == true ? pattern[..^2] + "$" : pattern;

    private static string Parent(ValidationError error)
    {
        var path = error.Path!;
        return path.EndsWith("." + error.Property, StringComparison.Ordinal) ? path[..^(error.Property!.Length + 1)] : "#/";
    }

    /// <summary>The place that an error means. Its path is ambiguous (names may hold dots and brackets), so the body decides.</summary>
    private (string Pointer, JToken Token) Locate(ValidationError error) =>
        Walk(root, error.Path is ['#', '/', .. var rest] ? rest : "", "", error.Property) ?? ("", root);

    private static (string Pointer, JToken Token)? Walk(JToken at, string rest, string pointer, string? property)
    {
        if (rest.Length == 0)
            return (pointer, at);

        foreach (var (step, spellings, child) in Children(at))
            foreach (var spelling in spellings)
            {
                if (!rest.StartsWith(spelling, StringComparison.Ordinal))
                    continue;
                var left = rest[spelling.Length..];
                if (left.Length > 0 && left[0] is not ('.' or '['))
                    continue;
                var next = left.StartsWith('.') ? left[1..] : left;
                if (Walk(child, next, $"{pointer}/{step}", property) is { } found)
                    return found;
            }

        // What is left is the name of a property that is not there.
        return rest == property ? (pointer, at) : null;
    }

    private static IEnumerable<(string Step, string[] Spellings, JToken Child)> Children(JToken at) => at switch
    {
        JObject o => o.Properties().Select(p => (
            p.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal),
            new[] { p.Name, $"['{p.Name.Replace("'", "\\'", StringComparison.Ordinal)}']" },
            p.Value)),
        JArray a => a.Select((item, i) => ($"{i}", new[] { $"[{i}]" }, item)),
        _ => [],
    };
}
