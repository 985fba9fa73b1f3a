using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Xml;

namespace VendorMocks;

/// <summary>How people write the values that begin or move a world; the control API and the command line read them alike.</summary>
internal static class WorldValues
{
    public const string SeedAccepted = "a whole number from 0 to 18446744073709551615";
    public const string SizeAccepted = "empty, default, or a number of main records from 1 to 1000000";
    public const string TimeAccepted = "an ISO 8601 moment from 1980 to 8999, for example 2026-01-01T12:00:00Z (UTC unless it names an offset)";
    public const string DurationAccepted = "an ISO 8601 duration in days, hours, minutes and seconds up to P36525D, for example PT60S or P1DT2H";

    /// <summary>The vendors by the names that they have in paths.</summary>
    public static IReadOnlyList<string> VendorNames { get; } = [.. Vendors.All.Select(vendor => vendor.Name)];

    // A century; more is a slip of the pen, and would run a monthly agenda for ages.
    private static readonly TimeSpan LongestStep = TimeSpan.FromDays(36_525);

    public const string NameAccepted = "1 to 64 small letters, digits and dashes";

    public static bool TrySeed(JsonElement value, out ulong seed)
    {
        seed = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out seed);
    }

    public static bool TrySize(JsonElement value, out WorldSize size)
    {
        size = default;
        return value.ValueKind switch
        {
            JsonValueKind.String => TrySize(value.GetString()!, out size),
            JsonValueKind.Number => TrySize(value.GetRawText(), out size),
            _ => false,
        };
    }

    public static bool TryTime(JsonElement value, out DateTimeOffset time)
    {
        time = default;
        return value.ValueKind == JsonValueKind.String && TryTime(value.GetString()!, out time);
    }

    public static bool TrySeed(string text, out ulong seed) => TryWhole(text, out seed);

    /// <summary>A whole number, digits only.</summary>
    public static bool TryWhole<T>(string text, out T number)
        where T : struct, INumberBase<T> => T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    public static bool TrySize(string text, out WorldSize size)
    {
        size = text == "default" ? WorldSize.Default : WorldSize.Empty;
        if (text is "default" or "empty")
            return true;
        if (!TryWhole(text, out int records) || records is < 1 or > 1_000_000)
            return false;
        size = WorldSize.Of(records);
        return true;
    }

    public static string SizeText(WorldSize size) => size.Records switch
    {
        null => "default",
        0 => "empty",
        { } records => records.ToString(CultureInfo.InvariantCulture),
    };

    // Vendors' own calendars and seeded histories need room on both sides.
    public static bool TryTime(string text, out DateTimeOffset time) =>
        IsoTime.TryParse(text, out time) && time.Year is >= 1980 and < 9000;

    /// <summary>A moment as people read it, to the second.</summary>
    public static string TimeText(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = default;
        // Months and years have no fixed length; what stands before T may hold neither.
        var date = text.Split('T')[0];
        if (text.Length > 40 || date.Contains('M', StringComparison.Ordinal) || date.Contains('Y', StringComparison.Ordinal))
            return false;
        try
        {
            duration = XmlConvert.ToTimeSpan(text);
            return IsStep(duration);
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>A duration as people would write it.</summary>
    public static string DurationText(TimeSpan duration) => XmlConvert.ToString(duration);

    public static bool TrySeconds(double seconds, out TimeSpan duration)
    {
        duration = default;
        if (!(seconds >= 0 && seconds <= LongestStep.TotalSeconds))
            return false;
        duration = TimeSpan.FromSeconds(seconds);
        return IsStep(duration);
    }

    private static bool IsStep(TimeSpan duration) => duration >= TimeSpan.Zero && duration <= LongestStep;
}
