using System.Globalization;

namespace VendorMocks;

/// <summary>Times as callers of the stricter vendors send them: ISO 8601, a bare date being its midnight, UTC where no zone stands.</summary>
internal static class IsoTime
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads a time into UTC; false when it is none, or lies outside the years 1 to 9999.</summary>
    /// <param name="text">The text, without white space around it.</param>
    /// <param name="moment">What it means.</param>
    public static bool TryParse(string text, out DateTimeOffset moment) => DateTimeOffset.TryParseExact(
        text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);

    /// <summary>The moment without what is finer than a millisecond, in UTC.</summary>
    public static DateTimeOffset ToMilliseconds(DateTimeOffset moment)
    {
        var ticks = moment.UtcTicks;
        return new DateTimeOffset(ticks - ticks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
    }
}
