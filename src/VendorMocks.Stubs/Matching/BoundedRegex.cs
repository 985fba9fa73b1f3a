using System.Text.RegularExpressions;

namespace VendorMocks;

/// <summary>A regular expression that cannot hang: one that needs no backtracking, or else one with a time limit.</summary>
internal sealed class BoundedRegex
{
    private const int LongestPattern = 4096;
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.Singleline;

    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(@"\.[](){}?*+|^$");

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(50);

    private readonly Regex _regex;

    /// <param name="pattern">The expression.</param>
    /// <param name="whole">Whether it has to fit the whole text, as WireMock's matchers have it.</param>
    /// <exception cref="FormatException">It is no expression that can be used; the message says why.</exception>
    public BoundedRegex(string pattern, bool whole)
    {
        if (pattern.Length > LongestPattern)
            throw new FormatException($"The expression has {pattern.Length} characters; at most {LongestPattern} are taken");
        try
        {
            var text = whole ? $@"\A(?:{pattern})\z" : pattern;
            // The bare pattern is looked at first, so that parentheses in it cannot close those around it.
            _ = new Regex(pattern, Options, Limit);
            _regex = WithoutBacktracking(text) ?? new Regex(text, Options, Limit);
        }
        catch (ArgumentException fault)
        {
            throw new FormatException($"The expression cannot be read: {fault.Message}", fault);
        }
    }

    /// <exception cref="MatchTimeException">It cannot be found out in time.</exception>
    public bool IsMatch(string text, MatchTime time) => time.Spend(() => _regex.IsMatch(text));

    /// <summary>The first fit; null for none.</summary>
    /// <exception cref="MatchTimeException">It cannot be found out in time.</exception>
    public Match? Match(string text, MatchTime time) => time.Spend(() => _regex.Match(text)) is { Success: true } match ? match : null;

    /// <summary>The text that every fit begins with, as far as it is plain.</summary>
    public static string LiteralStart(string pattern)
    {
        var end = pattern.AsSpan().IndexOfAny(Special);
        if (end < 0)
            return pattern;
        // A choice may begin otherwise, and a quantifier may drop the character before it.
        if (MayChooseAtTop(pattern))
            return "";
        return pattern[end] is '?' or '*' or '{' ? pattern[..Math.Max(0, end - 1)] : pattern[..end];
    }

    // Where brackets could be quoted, any choice counts.
    private static bool MayChooseAtTop(string pattern)
    {
        if (!pattern.Contains('|', StringComparison.Ordinal))
            return false;
        if (pattern.AsSpan().IndexOfAny('[', '\\') >= 0)
            return true;
        var depth = 0;
        foreach (var c in pattern)
        {
            if (c == '|' && depth == 0)
                return true;
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }

        return false;
    }

    private static Regex? WithoutBacktracking(string pattern)
    {
        try
        {
            return new Regex(pattern, Options | RegexOptions.NonBacktracking, Limit);
        }
        catch (NotSupportedException)
        {
            // Look-arounds, back references and atomic groups need it.
            return null;
        }
    }
}
