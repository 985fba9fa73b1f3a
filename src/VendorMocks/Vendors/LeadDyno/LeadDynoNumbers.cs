using System.Globalization;

namespace VendorMocks;

/// <summary>What came of reading an amount.</summary>
internal enum LeadDynoNumber
{
    Valid,
    Negative,
    TooLarge,
    None,
}

/// <summary>Numbers as callers send them.</summary>
internal static class LeadDynoNumbers
{
    private const decimal Bound = 1_000_000_000_000m;
    private const int Decimals = 6;

    /// <summary>
    /// LD-33, LD-34: a JSON number, or text of optional sign, digits, optional point and digits; at most six decimals,
    /// rounded half away from zero.
    /// </summary>
    public static LeadDynoNumber Read(Field field, out decimal value)
    {
        value = 0;
        var text = field.Text.AsSpan().Trim();
        if (field.Kind == FieldKind.Boolean || (field.Kind == FieldKind.Text && !IsPlain(text)))
            return LeadDynoNumber.None;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var exact))
            // A JSON number of this size, or a text of this many digits: no decimal holds it.
            return text[0] == '-' ? LeadDynoNumber.Negative : LeadDynoNumber.TooLarge;
        value = Math.Round(exact, Decimals, MidpointRounding.AwayFromZero);
        if (value == 0)
            value = 0; // Not -0.
        return value < 0 ? LeadDynoNumber.Negative : value >= Bound ? LeadDynoNumber.TooLarge : LeadDynoNumber.Valid;
    }

    /// <summary>LD-36: 1 to 19 digits that fit 63 bits; null for anything else.</summary>
    public static long? Id(string text)
    {
        if (text.Length is 0 or > 19)
            return null;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        if (text is ['+' or '-', ..])
            text = text[1..];
        var point = text.IndexOf('.');
        return point < 0 ? AreDigits(text) : AreDigits(text[..point]) && AreDigits(text[(point + 1)..]);
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}

/// <summary>Moments as callers send them.</summary>
internal static class LeadDynoDates
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string SecondFormat = "yyyy-MM-ddTHH:mm:ss";
    private const int SecondLength = 19;

    /// <summary>
    /// LD-27: a day, or a second with a blank or T, a fraction that is dropped, and no zone, <c>Z</c>, <c>UTC</c> or an offset.
    /// </summary>
    public static bool TryRead(string text, out DateTimeOffset moment)
    {
        moment = default;
        if (text.Length == DayFormat.Length)
            return TryAt(text, DayFormat, TimeSpan.Zero, out moment);
        if (text.Length < SecondLength || text[DayFormat.Length] is not (' ' or 'T'))
            return false;
        Span<char> second = stackalloc char[SecondLength];
        text.AsSpan(0, SecondLength).CopyTo(second);
        second[DayFormat.Length] = 'T';
        var zone = text.AsSpan(SecondLength);
        if (zone is ['.', ..])
        {
            var digits = zone[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits == 0 || zone.Length == 1)
                return false;
            zone = digits < 0 ? [] : zone[(digits + 1)..];
        }

        if (zone is [' ', _, ..])
            zone = zone[1..];
        return TryZone(zone, out var offset) && TryAt(second, SecondFormat, offset, out moment);
    }

    private static bool TryZone(ReadOnlySpan<char> zone, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (zone is [] or "Z" or "UTC")
            return true;
        if (zone is not ['+' or '-', var h1, var h2, ':', var m1, var m2] || !(char.IsAsciiDigit(h1) && char.IsAsciiDigit(h2) && char.IsAsciiDigit(m1) && char.IsAsciiDigit(m2)))
            return false;
        var (hours, minutes) = ((h1 - '0') * 10 + h2 - '0', (m1 - '0') * 10 + m2 - '0');
        offset = new TimeSpan(hours, minutes, 0) * (zone[0] == '-' ? -1 : 1);
        return hours <= 23 && minutes <= 59;
    }

    private static bool TryAt(ReadOnlySpan<char> text, string format, TimeSpan offset, out DateTimeOffset moment)
    {
        moment = default;
        if (!DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return false;
        var ticks = local.Ticks - offset.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
            return false;
        moment = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }
}
