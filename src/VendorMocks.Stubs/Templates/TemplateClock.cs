using System.Globalization;
using System.Text;

namespace VendorMocks;

/// <summary>The helper <c>now</c>: the world's time, moved and written as Java's patterns say. UTC always.</summary>
internal static class TemplateClock
{
    // The letters that Java and .NET write alike; the rest is translated below.
    private const string Alike = "yMdHhms";

    public static object Now(Helper.Call call)
    {
        var time = call.Model.Call.Now.ToUniversalTime();
        if (call.Option("timezone") is { } zone && Helper.TextOf(zone) is not ("UTC" or "GMT" or "Z"))
            throw new TemplateException("'now' knows the timezone UTC only.");
        if (call.Option("offset") is { } offset)
            time = Moved(time, Helper.TextOf(offset));
        return Helper.TextOf(call.Option("format") ?? "yyyy-MM-dd'T'HH:mm:ss'Z'") switch
        {
            "epoch" => time.ToUnixTimeMilliseconds(),
            "unix" => time.ToUnixTimeSeconds(),
            var format => time.ToString(Translated(format), CultureInfo.InvariantCulture),
        };
    }

    private static DateTimeOffset Moved(DateTimeOffset time, string offset)
    {
        var words = offset.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2 || !int.TryParse(words[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || System.Math.Abs((long)number) > 1_000_000_000)
            throw new TemplateException($"'now' cannot be moved by '{offset}': a number and seconds, minutes, hours, days, months or years.");
        try
        {
            return words[1].TrimEnd('s') switch
            {
                "second" => time.AddSeconds(number),
                "minute" => time.AddMinutes(number),
                "hour" => time.AddHours(number),
                "day" => time.AddDays(number),
                "month" => time.AddMonths(number),
                "year" => time.AddYears(number),
                var unit => throw new TemplateException($"'now' has no unit '{unit}': seconds, minutes, hours, days, months or years."),
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new TemplateException($"'now' moved by '{offset}' leaves the calendar.");
        }
    }

    private static string Translated(string format)
    {
        var net = new StringBuilder("\"\"");
        for (var at = 0; at < format.Length;)
        {
            var c = format[at];
            if (c == '\'')
            {
                var end = format.IndexOf('\'', at + 1);
                if (end < 0)
                    throw new TemplateException($"The format '{format}' has a quote that is not closed.");
                Quote(net, end == at + 1 ? "'" : format[(at + 1)..end]);
                at = end + 1;
                continue;
            }

            var run = 1;
            while (at + run < format.Length && format[at + run] == c)
                run++;
            net.Append(c switch
            {
                'S' when run <= 7 => new string('f', run),
                'a' => "tt",
                'E' => run > 3 ? "dddd" : "ddd",
                'X' => "\"Z\"",
                'Z' => "\"+0000\"",
                'z' => "\"UTC\"",
                _ when Alike.Contains(c, StringComparison.Ordinal) => new string(c, run),
                _ when char.IsAsciiLetter(c) => throw new TemplateException($"The format '{format}' has the letter '{c}', which is not supported: yMdHhmsSaEXZz."),
                _ => string.Concat(Enumerable.Repeat("\\" + c, run)),
            });
            at += run;
        }

        return net.ToString();
    }

    private static void Quote(StringBuilder net, string text)
    {
        foreach (var c in text)
            net.Append('\\').Append(c);
    }
}
