using System.Globalization;
using System.Text;

namespace VendorMocks;

/// <summary>
/// Reads the parameters of one call, each by its rule, and collects what is wrong with them in the order of reading.
/// FX-31: an empty parameter counts as one that was not sent.
/// </summary>
/// <param name="fields">What was sent.</param>
/// <param name="iso">Whether times may also be written in ISO 8601, as hooks do.</param>
internal sealed class FixidoInput(FieldMap fields, bool iso = false)
{
    /// <summary>How much of a value is repeated in a message, in characters.</summary>
    private const int MostRepeated = 64;

    private List<FixidoWrong>? _wrong;

    /// <summary>The bad values so far; FX-30: all of them are named together.</summary>
    public IReadOnlyList<FixidoWrong> Wrong => _wrong ?? [];

    public bool IsBad => _wrong is not null;

    public void Refuse(string rule, string name, string text) => (_wrong ??= []).Add(new FixidoWrong(rule, name, text));

    /// <summary>The value as sent; null when it is absent or empty. A required one that is absent is refused.</summary>
    public string? Value(string name, bool required = false)
    {
        if (fields.TextOf(name) is { Length: > 0 } text)
            return text;
        if (required)
            Refuse("FX-32", name, "This field is required.");
        return null;
    }

    /// <summary>FX-42: text as it is, up to FX-40's length.</summary>
    public string? Text(string name, int most = 256, bool required = false)
    {
        var text = Value(name, required);
        if (text is not null && text.Contains('\0', StringComparison.Ordinal))
            Refuse("FX-42", name, "Null characters are not allowed.");
        else if (text is not null && text.Length > most && Count(text) > most)
            RefuseLength(name, most, Count(text));
        return text;
    }

    /// <summary>FX-39.</summary>
    public string? Email(string name, bool required)
    {
        var text = Text(name, 256, required);
        var at = text?.IndexOf('@', StringComparison.Ordinal) ?? -1;
        if (text is not null && (at <= 0 || at == text.Length - 1 || text.LastIndexOf('@') != at || text.Any(char.IsWhiteSpace)))
            Refuse("FX-39", name, "Enter a valid e-mail address.");
        return text;
    }

    /// <summary>FX-41: keywords joined by commas; null when there are none.</summary>
    public string? Keywords(string name, bool required)
    {
        const int most = 128;
        if (Text(name, int.MaxValue) is { } text)
        {
            var words = Split(text).Distinct(StringComparer.Ordinal).ToArray();
            if (Array.Find(words, word => word.Length > most && Count(word) > most) is { } tooLong)
                RefuseLength(name, most, Count(tooLong));
            if (words.Length > 0)
                return string.Join(',', words);
        }

        if (required)
            Refuse("FX-32", name, "This field is required.");
        return null;
    }

    /// <summary>The items of a comma list, trimmed, without empty ones.</summary>
    public static string[] Split(string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>FX-33: an amount, read exactly and rounded to cents.</summary>
    public decimal? Money(string name, bool required = false)
    {
        if (Value(name, required) is not { } text)
            return null;
        var negative = text[0] == '-';
        var digits = text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        if (!AreDigits(whole) || (point >= 0 && !AreDigits(fraction)))
        {
            Refuse("FX-33", name, $"'{Cut(text)}' value must be a decimal number.");
            return null;
        }

        whole = whole.TrimStart('0');
        if (negative && (whole.Length > 0 || fraction.ContainsAnyExcept('0')))
            RefuseRange("FX-33", name, "greater", "0");
        // 99999999.99 is eight nines, two nines, and then nothing but zeros.
        else if (whole.Length > 8 || (whole.SequenceEqual("99999999") && fraction.StartsWith("99") && fraction[2..].ContainsAnyExcept('0')))
            RefuseRange("FX-33", name, "less", "99999999.99");
        else
            return FixidoMoney.Round(decimal.Parse($"0{whole}.{(fraction.Length > 3 ? fraction[..3] : fraction)}0", CultureInfo.InvariantCulture));
        return null;
    }

    /// <summary>FX-34: an integer between bounds, which are at most 18 digits long.</summary>
    public long? Integer(string name, long least = long.MinValue, long most = long.MaxValue, bool required = false)
    {
        if (Value(name, required) is not { } text)
            return null;
        if (ReadInteger(text) is not { } value)
            Refuse("FX-34", name, $"'{Cut(text)}' value must be an integer.");
        else if (value < least)
            RefuseRange("FX-34", name, "greater", least.ToString(CultureInfo.InvariantCulture));
        else if (value > most)
            RefuseRange("FX-34", name, "less", most.ToString(CultureInfo.InvariantCulture));
        else
            return value;
        return null;
    }

    /// <summary>An integer that is sign and digits, however many; beyond 64 bits it stays at the end of their range.</summary>
    public static long? ReadInteger(string text)
    {
        var digits = text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        if (!AreDigits(digits))
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : text[0] == '-' ? long.MinValue : long.MaxValue;
    }

    /// <summary>FX-35, FX-36: a moment.</summary>
    public DateTimeOffset? Time(string name, bool required = false)
    {
        if (Value(name, required) is not { } text)
            return null;
        if (FixidoTime.TryTime(text, out var time) || (iso && IsoTime.TryParse(text, out time)))
            return FixidoTime.Second(time);
        Refuse("FX-35", name, $"'{Cut(text)}' value has an invalid format. It must be in YYYY-MM-DD hh:mm:ss format.");
        return null;
    }

    /// <summary>FX-35: a day.</summary>
    public DateOnly? Day(string name)
    {
        if (Value(name) is not { } text)
            return null;
        if (FixidoTime.TryDay(text, out var day))
            return day;
        Refuse("FX-35", name, $"'{Cut(text)}' value has an invalid format. It must be in YYYY-MM-DD format.");
        return null;
    }

    /// <summary>FX-37: one of some small words, whatever its case.</summary>
    public string? Choice(string name, params ReadOnlySpan<string> choices)
    {
        if (Value(name) is not { } text)
            return null;
        foreach (var choice in choices)
        {
            if (string.Equals(choice, text, StringComparison.OrdinalIgnoreCase))
                return choice;
        }

        RefuseChoice("FX-37", name, text);
        return null;
    }

    /// <summary>FX-37.</summary>
    public bool? Flag(string name)
    {
        switch (Value(name)?.ToLowerInvariant())
        {
            case null:
                return null;
            case "true" or "1" or "on" or "yes":
                return true;
            case "false" or "0" or "off" or "no":
                return false;
            default:
                Refuse("FX-37", name, $"'{Cut(Value(name)!)}' value must be either True or False.");
                return null;
        }
    }

    /// <summary>FX-38: some ASCII letters.</summary>
    public string? Letters(string name, int least, int most, bool required = false)
    {
        var text = Value(name, required);
        if (text is null || (text.Length >= least && text.Length <= most && text.All(char.IsAsciiLetter)))
            return text;
        RefuseChoice("FX-38", name, text);
        return null;
    }

    public void RefuseChoice(string rule, string name, string text) => Refuse(rule, name, $"Value '{Cut(text)}' is not a valid choice.");

    private void RefuseRange(string rule, string name, string side, string bound) =>
        Refuse(rule, name, $"Ensure this value is {side} than or equal to {bound}.");

    private void RefuseLength(string name, int most, int length) =>
        Refuse("FX-40", name, string.Create(CultureInfo.InvariantCulture, $"Ensure this value has at most {most} characters (it has {length})."));

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>FX-30: the beginning of a value, never half a character.</summary>
    private static string Cut(string text)
    {
        if (text.Length <= MostRepeated)
            return text;
        var cut = new StringBuilder(MostRepeated);
        foreach (var rune in text.EnumerateRunes().Take(MostRepeated))
            cut.Append(rune.ToString());
        return cut.ToString();
    }

    /// <summary>Characters of a text, of which some take two units.</summary>
    private static int Count(string text) => text.Length - text.Count(char.IsLowSurrogate);
}

/// <summary>A bad value.</summary>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Name">The parameter; empty when the text stands alone.</param>
/// <param name="Text">What is wrong with it.</param>
internal readonly record struct FixidoWrong(string Rule, string Name, string Text)
{
    public override string ToString() => Name.Length == 0 ? Text : $"{Name}: {Text}";
}
