using System.Text.RegularExpressions;

namespace VendorMocks;

/// <summary>
/// Makes a fixture repeatable against one account: its e-mail addresses, and what else it lists as invented, get a part that is
/// this run's own.
/// </summary>
internal static class FixtureInvention
{
    private const int MostDigits = 7;
    private static readonly Regex Address = new(@"(?<=[A-Za-z0-9._+-])@(?=example\.(com|org|net)\b)", RegexOptions.CultureInvariant);

    /// <summary>The fixture with values of its own.</summary>
    /// <param name="fixture">The fixture as it stands in its file.</param>
    /// <param name="run">Letters and digits that no other run had.</param>
    public static Fixture Of(Fixture fixture, string run)
    {
        // Two fixtures of one run must not meet either.
        run += RunOf(RandomSource.Of(fixture.Name).Bits("invention", 0) % 46656);
        string Rewrite(string text)
        {
            foreach (var invented in fixture.Invent)
                text = text.Replace(invented, Another(invented, run), StringComparison.Ordinal);
            return Address.Replace(text, $".{run}@");
        }

        return fixture with
        {
            Arrange = [.. fixture.Arrange.Select(step => step.Call is { } call ? step with { Call = call.Map(Rewrite) } : step)],
            Request = fixture.Request.Map(Rewrite),
            Response = fixture.Response with { Body = FixturePlaceholders.Map(fixture.Response.Body, Rewrite) },
        };
    }

    /// <summary>What marks a run that begins at the given moment: no two have the same unless they begin within a tenth of a second.</summary>
    public static string RunAt(DateTimeOffset now) => RunOf((ulong)(now.ToUnixTimeMilliseconds() / 100));

    private static string RunOf(ulong number)
    {
        const string letters = "0123456789abcdefghijklmnopqrstuvwxyz";
        var text = "";
        for (; number > 0; number /= (ulong)letters.Length)
            text = letters[(int)(number % (ulong)letters.Length)] + text;
        return text;
    }

    // A number stays a number of the same length, any other text gets longer.
    private static string Another(string text, string run)
    {
        if (text.Any(char.IsLetter))
            return text + run;
        int digits = Math.Min(MostDigits, text.Count(char.IsAsciiDigit) - 1), skip = text.Count(char.IsAsciiDigit) - digits, seen = 0;
        var random = RandomSource.Of(run + text);
        return string.Concat(text.Select(c => char.IsAsciiDigit(c) && seen++ >= skip ? (char)('0' + random.Next("invention", seen, 0, 10)) : c));
    }
}
