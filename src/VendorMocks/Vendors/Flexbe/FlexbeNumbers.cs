using System.Globalization;

namespace VendorMocks;

/// <summary>Numbers as callers write them.</summary>
internal static class FlexbeNumbers
{
    /// <summary>An integer, or null for anything else, an array included (FB-08). Beyond 64 bits it is the largest one (FB-07).</summary>
    public static long? Integer(Field? field)
    {
        if (field is not { IsScalar: true, Text: { Length: > 0 } text })
            return null;
        var negative = text[0] == '-';
        var digits = text.AsSpan(negative ? 1 : 0);
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            return null;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            value = long.MaxValue;
        return negative ? -value : value;
    }

    /// <summary>FB-49: digits, and after a dot one or two more; null for anything else.</summary>
    public static decimal? Money(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var whole = text.AsSpan(0, dot < 0 ? text.Length : dot);
        var decimals = dot < 0 ? "0" : text.AsSpan(dot + 1);
        if (whole.IsEmpty || whole.ContainsAnyExceptInRange('0', '9') || decimals.Length is < 1 or > 2 || decimals.ContainsAnyExceptInRange('0', '9'))
            return null;
        return long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
            : long.MaxValue;
    }
}
