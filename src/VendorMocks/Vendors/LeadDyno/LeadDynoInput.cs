using System.Buffers;
using System.Globalization;

namespace VendorMocks;

/// <summary>Reads the parameters of one call or hook, each by its rule, and collects what is wrong with them.</summary>
internal sealed class LeadDynoInput
{
    /// <summary>LD-11: names, codes, e-mails and the like.</summary>
    public const int Short = 255;

    /// <summary>LD-11: addresses and free text.</summary>
    public const int Long = 65_535;

    private static readonly SearchValues<string> TrueTexts = SearchValues.Create(["true", "1", "t", "yes", "on"], StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> FalseTexts = SearchValues.Create(["false", "0", "f", "no", "off"], StringComparison.OrdinalIgnoreCase);

    private readonly FieldMap _fields;
    private readonly string _prefix;
    private readonly LeadDynoRules _rules;
    private readonly Faults _faults;

    public LeadDynoInput(FieldMap fields, LeadDynoRules rules)
        : this(fields, rules, "", new Faults())
    {
    }

    private LeadDynoInput(FieldMap fields, LeadDynoRules rules, string prefix, Faults faults)
    {
        _fields = fields;
        _rules = rules;
        _prefix = prefix;
        _faults = faults;
    }

    /// <summary>LD-38: all bad fields together, or null when there are none.</summary>
    public ApiResponse? Refusal =>
        _faults.Errors is null ? null : LeadDynoResponses.FieldErrors(_rules.ValidationStatus, _faults.Rule, _faults.Errors);

    /// <summary>The first bad field, for hooks.</summary>
    public KeyValuePair<string, string[]>? Fault => _faults.Errors is { } errors ? errors.First() : null;

    public void Wrong(string name, string text, string rule = "LD-38")
    {
        if (_faults.Errors is null)
            _faults.Rule = rule;
        (_faults.Errors ??= []).TryAdd(_prefix + name, [text]);
    }

    public bool Sent(string name) => _fields[name] is not null;

    public bool SentNull(string name) => _fields[name] is { Kind: FieldKind.Null };

    /// <summary>LD-09, LD-10: free text, kept code point for code point. Not sent keeps <paramref name="current"/>, null clears it.</summary>
    public string? Text(string name, string? current = null, int limit = Short)
    {
        if (_fields[name] is not { } field)
            return current;
        if (field.Kind == FieldKind.Null)
            return null;
        return IsText(name, field, limit) ? field.Text : null;
    }

    /// <summary>LD-09, LD-10: trimmed; null and blank count as absent.</summary>
    public string? Code(string name, int limit = Short)
    {
        if (_fields[name] is not { } field || field.Kind == FieldKind.Null || !IsText(name, field, limit))
            return null;
        var text = field.Text.AsSpan().Trim();
        return text.Length == 0 ? null : text.Length == field.Text.Length ? field.Text : text.ToString();
    }

    /// <summary>LD-38: a code that must be there.</summary>
    public string RequiredCode(string name)
    {
        var before = _faults.Errors?.Count ?? 0;
        if (Code(name) is { } code)
            return code;
        if (before == (_faults.Errors?.Count ?? 0))
            Wrong(name, "can't be blank");
        return "";
    }

    /// <summary>LD-41: one @ with text on both sides, no white space or control characters; null when absent.</summary>
    public string? Email(string name)
    {
        var text = Code(name);
        if (text is not null && !IsEmail(text))
            Wrong(name, "is invalid");
        return text;
    }

    /// <summary>LD-38: an e-mail that must be there.</summary>
    public string RequiredEmail(string name)
    {
        var text = RequiredCode(name);
        if (text.Length > 0 && !IsEmail(text))
            Wrong(name, "is invalid");
        return text;
    }

    /// <summary>LD-33, LD-34: 0 up to, but not including, 10^12; null when absent. Never through a binary float.</summary>
    public decimal? Amount(string name) => Amount(name, "must be greater than or equal to 0", "LD-34");

    /// <summary>LD-74: an amount that must be there and be more than 0.</summary>
    public decimal PositiveAmount(string name)
    {
        const string TooLittle = "must be greater than 0";
        var amount = Amount(name, TooLittle, "LD-74");
        if (amount is null)
            Wrong(name, "can't be blank");
        else if (amount == 0)
            Wrong(name, TooLittle, "LD-74");
        return amount ?? 0;
    }

    /// <summary>LD-42; null when absent.</summary>
    public bool? Flag(string name)
    {
        if (Code(name) is not { } text)
            return null;
        if (TrueTexts.Contains(text))
            return true;
        if (!FalseTexts.Contains(text))
            Wrong(name, "is invalid", "LD-42");
        return false;
    }

    /// <summary>LD-43: three letters, in capitals; null when absent.</summary>
    public string? Currency(string name = "currency")
    {
        if (Code(name) is not { } text)
            return null;
        if (text.Length != 3 || !text.All(char.IsAsciiLetter))
            Wrong(name, "is invalid", "LD-43");
        return text.ToUpperInvariant();
    }

    /// <summary>LD-27, in whole seconds; null when absent.</summary>
    public DateTimeOffset? Moment(string name)
    {
        if (Code(name) is not { } text)
            return null;
        if (LeadDynoDates.TryRead(text, out var moment))
            return moment;
        Wrong(name, "is invalid", "LD-27");
        return null;
    }

    /// <summary>A whole number that names a record; null when absent.</summary>
    public long? Id(string name)
    {
        if (Code(name) is not { } text)
            return null;
        if (text.All(char.IsAsciiDigit))
            return LeadDynoNumbers.Id(text) ?? long.MaxValue;
        Wrong(name, "is invalid");
        return null;
    }

    /// <summary>A whole number within bounds, for hooks.</summary>
    public int Number(string name, int otherwise, int least, int most)
    {
        if (Code(name) is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Wrong(name, string.Create(CultureInfo.InvariantCulture, $"is no whole number from {least} to {most}"));
        return otherwise;
    }

    /// <summary>LD-57, LD-64: the objects of an array, each read under its place; null when absent or no array.</summary>
    public T[]? Elements<T>(string name, bool required, Func<LeadDynoInput, T> read)
    {
        if (_fields[name] is not { } field || field.Kind == FieldKind.Null || (field.IsScalar && string.IsNullOrWhiteSpace(field.Text)))
        {
            if (required)
                Wrong(name, "can't be blank", "LD-57");
            return null;
        }

        if (field.Kind != FieldKind.List)
        {
            Wrong(name, "is invalid", required ? "LD-57" : "LD-64");
            return null;
        }

        var elements = new T[field.Items.Count];
        for (var i = 0; i < elements.Length; i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]");
            if (field.Items[i].Kind != FieldKind.Map)
                Wrong(place, "is invalid", required ? "LD-57" : "LD-64");
            else
                elements[i] = read(new LeadDynoInput(field.Items[i].Map, _rules, $"{_prefix}{place}.", _faults));
        }

        return elements;
    }

    /// <summary>LD-88: an object of texts; null when absent, and no fields for null.</summary>
    public IReadOnlyDictionary<string, string>? Texts(string name)
    {
        if (_fields[name] is not { } field || (field.IsScalar && field.Kind != FieldKind.Null && field.Text.Length == 0))
            return null;
        if (field.Kind is not (FieldKind.Map or FieldKind.Null))
        {
            Wrong(name, "is invalid", "LD-88");
            return null;
        }

        if (field.Map.Count == 0)
            return LeadDynoAffiliate.NoFields;
        var texts = new Dictionary<string, string>(field.Map.Count, StringComparer.Ordinal);
        foreach (var (key, value) in field.Map)
        {
            if (IsText(name, value, Short) && value.Kind != FieldKind.Null)
                texts[key] = value.Text;
        }

        return texts.AsReadOnly();
    }

    /// <summary>LD-21..23: the page asked for.</summary>
    public LeadDynoPage Page()
    {
        var page = Whole("page", 1);
        var size = (int)Math.Min(Whole("per_page", _rules.PageSize), _rules.MaxPageSize);
        return new LeadDynoPage(page, size, _rules.ListOrder == LeadDynoListOrder.Newest);
    }

    /// <summary>LD-28: both bounds exclude, in whole seconds.</summary>
    public LeadDynoSpan Created() =>
        new(Moment("created_after")?.ToUnixTimeSeconds() + 1, Moment("created_before")?.ToUnixTimeSeconds() - 1);

    private decimal? Amount(string name, string tooLittle, string rule)
    {
        if (Scalar(name) is not { } field)
            return null;
        switch (LeadDynoNumbers.Read(field, out var value))
        {
            case LeadDynoNumber.Negative: Wrong(name, tooLittle, rule); break;
            case LeadDynoNumber.TooLarge: Wrong(name, "must be less than 1000000000000", "LD-34"); break;
            case LeadDynoNumber.None: Wrong(name, "is not a number", "LD-34"); break;
        }

        return value;
    }

    private long Whole(string name, long fallback)
    {
        if (Code(name) is not { } text)
            return fallback;
        var digits = text.AsSpan().TrimStart('0');
        if (digits.Length > 0 && text.All(char.IsAsciiDigit))
            return digits.Length <= 15 ? long.Parse(digits, CultureInfo.InvariantCulture) : int.MaxValue; // LD-21: past the end, however large.
        Wrong(name, "is invalid", "LD-23");
        return fallback;
    }

    private Field? Scalar(string name)
    {
        if (_fields[name] is not { } field || field.Kind == FieldKind.Null)
            return null;
        if (field.IsScalar)
            return string.IsNullOrWhiteSpace(field.Text) ? null : field;
        Wrong(name, "is not a number", "LD-34");
        return null;
    }

    // LD-10, LD-11
    private bool IsText(string name, Field field, int limit)
    {
        if (!field.IsScalar || field.Text.Contains('\0', StringComparison.Ordinal))
            Wrong(name, "is invalid", "LD-10");
        else if (field.Text.Length > limit && RunesOf(field.Text) > limit)
            Wrong(name, string.Create(CultureInfo.InvariantCulture, $"is too long (maximum is {limit} characters)"), "LD-11");
        else
            return true;
        return false;
    }

    private static int RunesOf(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }

    private static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || at == text.Length - 1 || text.LastIndexOf('@') != at)
            return false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
                return false;
        }

        return true;
    }

    /// <summary>What is wrong, shared by an import and its elements.</summary>
    private sealed class Faults
    {
        public Dictionary<string, string[]>? Errors { get; set; }

        public string Rule { get; set; } = "";
    }
}

/// <summary>The page of a list.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Size">Rows a page.</param>
/// <param name="NewestFirst">LD-24.</param>
internal readonly record struct LeadDynoPage(long Number, int Size, bool NewestFirst)
{
    public long Skip => (Number - 1) * Size;
}

/// <summary>Bounds of creation in Unix seconds, both included.</summary>
internal readonly record struct LeadDynoSpan(long? From, long? To);
