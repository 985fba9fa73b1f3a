using System.Globalization;

namespace VendorMocks;

/// <summary>FX-35, FX-36: times and days as callers write them, in Swedish local time.</summary>
internal static class FixidoTime
{
    private const int MinYear = 1900;
    private const int MaxYear = 2999;

    /// <summary>A moment cut to its whole second, which is as fine as the vendor's times are.</summary>
    public static DateTimeOffset Second(DateTimeOffset time)
    {
        var ticks = time.UtcTicks;
        return new DateTimeOffset(ticks - ticks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
    }

    /// <summary>Reads <c>YYYY-MM-DD hh:mm:ss</c>.</summary>
    public static bool TryTime(string text, out DateTimeOffset time)
    {
        var real = DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Year is >= MinYear and <= MaxYear;
        time = real ? FromSwedish(local) : default;
        return real;
    }

    /// <summary>Reads <c>YYYY-MM-DD</c>.</summary>
    public static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        && day.Year is >= MinYear and <= MaxYear;

    /// <summary>The first moment of a Swedish day.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => FromSwedish(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>
    /// The moment of a Swedish wall clock, computed so that no zone files are needed. The hour that summer time skips and
    /// the one that it repeats both count as UTC+1.
    /// </summary>
    public static DateTimeOffset FromSwedish(DateTime local)
    {
        // Clocks go from 2:00 to 3:00 in March and from 3:00 to 2:00 in October.
        var summer = local >= LastSunday(local.Year, 3).AddHours(3) && local < LastSunday(local.Year, 10).AddHours(2);
        return new DateTimeOffset(local.Ticks, TimeSpan.FromHours(summer ? 2 : 1)).ToUniversalTime();
    }

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
