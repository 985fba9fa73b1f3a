using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VendorMocks;

/// <summary>How surely a value fits a schema; of several that must hold the least counts.</summary>
internal enum Fit
{
    No,
    Unsure,
    Yes,
}

/// <summary>
/// Tells in microseconds that a value fits a schema, as most do. NJsonSchema takes milliseconds for a list and is asked about the
/// rest only: it says what is wrong. Knows the keywords that the schemas here use as NJsonSchema understands them; where another
/// stands, or the two might differ, it is not sure.
/// </summary>
internal sealed class QuickSchema
{
    private static readonly string[] Silent = ["$schema", "title", "description", "definitions", "x-sometimes"];

    private readonly Dictionary<string, Rule> _definitions = [];
    private readonly Rule _whole;

    /// <param name="schema">A schema with its definitions inside.</param>
    public QuickSchema(JsonObject schema)
    {
        if (schema["definitions"] is JsonObject definitions)
        {
            foreach (var (name, definition) in definitions)
                _definitions[name] = new Rule(definition, _definitions);
        }

        _whole = new Rule(schema, _definitions);
    }

    /// <summary>How surely a value fits: <see cref="Fit.Yes"/> only where NJsonSchema finds nothing, <see cref="Fit.No"/> only where it finds something.</summary>
    public Fit Of(JsonElement value) => _whole.Of(value);

    [Flags]
    private enum Kinds
    {
        None = 0,
        Object = 1,
        Array = 2,
        String = 4,
        Integer = 8,
        Number = 16,
        Boolean = 32,
        Null = 64,
    }

    private readonly record struct Property(Rule? Rule, bool Required);

    private sealed class Rule
    {
        private readonly Dictionary<string, Rule> _definitions;
        private readonly Dictionary<string, Property> _properties = [];
        private readonly List<(Regex Name, Rule Rule)> _patterns = [];
        private readonly List<Rule> _anyOf = [], _oneOf = [];
        private readonly int _required;
        private readonly bool _ofObject, _strange;
        private string? _reference;
        private Kinds _kinds;
        private Regex? _pattern;
        private HashSet<string>? _words;
        private JsonValueKind[] _truths = [];
        private Rule? _additional, _items;
        private bool _closed;
        private (decimal Least, decimal Most) _range = (decimal.MinValue, decimal.MaxValue), _length = (0, decimal.MaxValue), _count = (0, decimal.MaxValue);
        private decimal _above = decimal.MinValue;

        public Rule(JsonNode? node, Dictionary<string, Rule> definitions)
        {
            _definitions = definitions;
            if (node is not JsonObject schema)
            {
                // A plain true or false.
                _strange = true;
                return;
            }

            foreach (var (keyword, value) in schema)
            {
                var ofObject = TakeOfObject(keyword, value!);
                _ofObject |= ofObject;
                _strange |= !ofObject && !TakeOfAny(keyword, value!) && !TakeBound(keyword, value!) && !Silent.Contains(keyword);
            }

            // What stands beside a reference is meant by some and ignored by others.
            _strange |= _reference is not null && schema.Any(pair => pair.Key != "$ref" && !Silent.Contains(pair.Key));
            foreach (var name in Texts(schema["required"]))
            {
                _properties[name] = _properties.GetValueOrDefault(name) with { Required = true };
                _required++;
            }
        }

        private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Where(one => one?.GetValueKind() == JsonValueKind.String).Select(one => one!.GetValue<string>());

        private IEnumerable<Rule> Rules(JsonNode list) => list.AsArray().Select(one => new Rule(one, _definitions));

        private bool TakeOfObject(string keyword, JsonNode value)
        {
            switch (keyword)
            {
                case "required":
                    return true;
                case "properties":
                    foreach (var (name, property) in value.AsObject())
                        _properties[name] = new Property(new Rule(property, _definitions), false);
                    return true;
                case "patternProperties":
                    _patterns.AddRange(value.AsObject().Select(pair => (new Regex(pair.Key), new Rule(pair.Value, _definitions))));
                    return true;
                case "additionalProperties" when value is JsonObject:
                    _additional = new Rule(value, _definitions);
                    return true;
                case "additionalProperties":
                    _closed = !value.GetValue<bool>();
                    return true;
                default:
                    return false;
            }
        }

        private bool TakeOfAny(string keyword, JsonNode value)
        {
            switch (keyword)
            {
                case "$ref" when value.GetValue<string>() is var target && target.StartsWith(SchemaFile.Own, StringComparison.Ordinal):
                    _reference = target[SchemaFile.Own.Length..];
                    return true;
                case "type":
                    string[] names = value is JsonArray ? [.. Texts(value)] : [value.GetValue<string>()];
                    foreach (var name in names)
                    {
                        if (!Enum.TryParse<Kinds>(name, ignoreCase: true, out var kind))
                            return false;
                        _kinds |= kind;
                    }

                    return true;
                case "enum":
                    _words = Texts(value).ToHashSet(StringComparer.Ordinal);
                    _truths = [.. value.AsArray().Select(one => one?.GetValueKind() ?? JsonValueKind.Null).Where(kind => kind is JsonValueKind.True or JsonValueKind.False)];
                    return true;
                case "items":
                    _items = new Rule(value, _definitions);
                    return true;
                case "anyOf":
                    _anyOf.AddRange(Rules(value));
                    return true;
                case "oneOf":
                    _oneOf.AddRange(Rules(value));
                    return true;
                default:
                    return false;
            }
        }

        private bool TakeBound(string keyword, JsonNode value)
        {
            if (keyword == "pattern")
            {
                _pattern = new Regex(value.GetValue<string>());
                return true;
            }

            if (value.GetValueKind() != JsonValueKind.Number)
                return false;
            var bound = value.GetValue<decimal>();
            switch (keyword)
            {
                case "minimum":
                    _range.Least = bound;
                    return true;
                case "maximum":
                    _range.Most = bound;
                    return true;
                case "exclusiveMinimum":
                    _above = bound;
                    return true;
                case "minLength":
                    _length.Least = bound;
                    return true;
                case "maxLength":
                    _length.Most = bound;
                    return true;
                case "minItems" or "minProperties":
                    _count.Least = bound;
                    return true;
                case "maxItems" or "maxProperties":
                    _count.Most = bound;
                    return true;
                default:
                    return false;
            }
        }

        public Fit Of(JsonElement value)
        {
            if (_strange)
                return Fit.Unsure;
            if (_reference is not null)
                return _definitions.TryGetValue(_reference, out var meant) ? meant.Of(value) : Fit.Unsure;
            var kind = KindOf(value);
            if (_kinds != Kinds.None && (_kinds & kind) == 0)
                return kind == Kinds.Number && (_kinds & Kinds.Integer) != 0 ? Fit.Unsure : Fit.No;
            // What is said of objects or lists alone says nothing of others, but NJsonSchema may think otherwise.
            if (_kinds == Kinds.None && ((_ofObject && kind != Kinds.Object) || (_items is not null && kind != Kinds.Array)))
                return Fit.Unsure;
            var fit = kind switch
            {
                Kinds.Object => OfObject(value),
                Kinds.Array => OfArray(value),
                Kinds.String => OfString(value.GetString()!),
                Kinds.Boolean when _words is { Count: 0 } => _truths.Contains(value.ValueKind) ? Fit.Yes : Fit.No,
                Kinds.Boolean or Kinds.Null => OfOther(),
                _ => OfNumber(value),
            };
            return fit == Fit.No ? fit : Least(fit, OfAlternatives(value));
        }

        // A whole number is an integer and a number.
        private static Kinds KindOf(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Object => Kinds.Object,
            JsonValueKind.Array => Kinds.Array,
            JsonValueKind.String => Kinds.String,
            JsonValueKind.Number => value.TryGetInt64(out _) ? Kinds.Integer | Kinds.Number : Kinds.Number,
            JsonValueKind.True or JsonValueKind.False => Kinds.Boolean,
            _ => Kinds.Null,
        };

        private Fit OfOther() => _words is null ? Fit.Yes : Fit.Unsure;

        private Fit OfString(string text)
        {
            if (_words?.Contains(text) == false || _pattern?.IsMatch(text) == false)
                return Fit.No;
            if (_length is (0, decimal.MaxValue))
                return Fit.Yes;
            // Letters beyond ASCII can be counted in more ways than one.
            return !Ascii.IsValid(text) ? Fit.Unsure : Within(_length, text.Length);
        }

        private Fit OfNumber(JsonElement value) =>
            !value.TryGetDecimal(out var number) || _words is not null ? Fit.Unsure : number <= _above && _above != decimal.MinValue ? Fit.No : Within(_range, number);

        private Fit OfArray(JsonElement value)
        {
            var fit = Least(OfOther(), Within(_count, value.GetArrayLength()));
            if (_items is null || fit == Fit.No)
                return fit;
            foreach (var item in value.EnumerateArray())
            {
                fit = Least(fit, _items.Of(item));
                if (fit == Fit.No)
                    break;
            }

            return fit;
        }

        private Fit OfObject(JsonElement value)
        {
            var (fit, count, required) = (OfOther(), 0, 0);
            foreach (var property in value.EnumerateObject())
            {
                var name = property.Name;
                var known = _properties.GetValueOrDefault(name);
                if (known.Required)
                    required++;
                fit = Least(fit, known.Rule is { } rule ? OfKnown(rule, property.Value) : OfUnknown(name, property.Value));
                if (fit == Fit.No)
                    return fit;
                count++;
            }

            return required < _required ? Fit.No : Least(fit, Within(_count, count));
        }

        // Patterns hold for known names too, but NJsonSchema may think otherwise.
        private Fit OfKnown(Rule rule, JsonElement value) => _patterns.Count == 0 ? rule.Of(value) : Least(Fit.Unsure, rule.Of(value));

        private Fit OfUnknown(string name, JsonElement value)
        {
            foreach (var (pattern, rule) in _patterns)
            {
                if (pattern.IsMatch(name))
                    return rule.Of(value);
            }

            return _additional?.Of(value) ?? (_closed ? Fit.No : Fit.Yes);
        }

        private Fit OfAlternatives(JsonElement value)
        {
            var any = _anyOf.Count == 0 ? Fit.Yes : Fit.No;
            foreach (var one in _anyOf)
            {
                any = (Fit)Math.Max((int)any, (int)one.Of(value));
                if (any == Fit.Yes)
                    break;
            }

            if (_oneOf.Count == 0 || any == Fit.No)
                return any;
            var fits = _oneOf.Select(one => one.Of(value)).ToLookup(fit => fit);
            var sure = !fits[Fit.Unsure].Any();
            return Least(any, !sure ? Fit.Unsure : fits[Fit.Yes].Count() == 1 ? Fit.Yes : Fit.No);
        }

        private static Fit Within((decimal Least, decimal Most) range, decimal number) => number >= range.Least && number <= range.Most ? Fit.Yes : Fit.No;

        private static Fit Least(Fit one, Fit other) => (Fit)Math.Min((int)one, (int)other);
    }
}
