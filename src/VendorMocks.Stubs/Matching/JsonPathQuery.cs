using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace VendorMocks;

/// <summary>A JSONPath that cannot hang: its length is bounded, and so is the work that it may be for a body.</summary>
internal sealed class JsonPathQuery
{
    private const int LongestPath = 500;
    private const int MostFound = 1_000_000;
    private const double MostLooks = 20_000_000;

    private readonly string _path;
    private readonly int _searches;
    private readonly double _branches;
    private readonly bool _hasExpressions;

    /// <param name="path">The expression.</param>
    /// <exception cref="FormatException">It is none that can be used; the message says why.</exception>
    public JsonPathQuery(string path)
    {
        if (path.Length > LongestPath)
            throw new FormatException($"The JSONPath has {path.Length} characters; at most {LongestPath} are taken");
        _path = path;
        // Each of these may look at every value below where it stands.
        _searches = Count(path, "..") + Count(path, "*") + Count(path, "[?");
        // A union takes several ways at once, which may all lead to the same place: [0,0][0,0]
        _branches = Math.Pow(2, Count(path, ","));
        _hasExpressions = path.Contains("=~", StringComparison.Ordinal);
        try
        {
            _ = new JObject().SelectTokens(path, NewSettings()).Any();
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or FormatException or OverflowException or InvalidOperationException)
        {
            throw new FormatException($"'{path}' is no JSONPath that is supported: {fault.Message.TrimEnd('.')}", fault);
        }
    }

    public override string ToString() => _path;

    /// <summary>What it finds; nothing in what is no JSON.</summary>
    /// <exception cref="MatchTimeException">Finding it would be too much work.</exception>
    public IReadOnlyList<JToken> Find(Subject subject)
    {
        if (subject.Json is not { } json)
            return [];
        if (Math.Pow(subject.Size, Math.Max(1, _searches)) * _branches > MostLooks)
            throw new MatchTimeException();
        return subject.Time.Spend(() => Select(json, subject.Time.Left));
    }

    private List<JToken> Select(JToken json, TimeSpan left)
    {
        var settings = NewSettings();
        // Each expression has its own limit, but there may be one for every value: when the time is over, the next one fails.
        using var deadline = _hasExpressions ? new Timer(static state => ((JsonSelectSettings)state!).RegexMatchTimeout = TimeSpan.FromTicks(1), settings, left, Timeout.InfiniteTimeSpan) : null;
        var found = new List<JToken>();
        try
        {
            foreach (var token in json.SelectTokens(_path, settings))
            {
                found.Add(token);
                if (found.Count > MostFound)
                    throw new MatchTimeException();
            }

            return found;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or (InvalidOperationException and not MatchTimeException))
        {
            return [];
        }
    }

    private static JsonSelectSettings NewSettings() => new() { RegexMatchTimeout = TimeSpan.FromMilliseconds(50) };

    private static int Count(string text, string part)
    {
        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
            count++;
        return count;
    }
}
