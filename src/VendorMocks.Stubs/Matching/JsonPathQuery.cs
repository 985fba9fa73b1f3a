using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace VendorMocks;

/// <summary>A JSONPath that cannot hang: its length is bounded, and so is the work that it may be for a body.</summary>
internal sealed class JsonPathQuery
{
    private const int LongestPath = 500;
    private const double MostLooks = 20_000_000;

    private static readonly JsonSelectSettings Settings = new() { RegexMatchTimeout = TimeSpan.FromMilliseconds(50) };

    private readonly string _path;
    private readonly int _searches;

    /// <param name="path">The expression.</param>
    /// <exception cref="FormatException">It is none that can be used; the message says why.</exception>
    public JsonPathQuery(string path)
    {
        if (path.Length > LongestPath)
            throw new FormatException($"The JSONPath has {path.Length} characters; at most {LongestPath} are taken");
        _path = path;
        // Each of these may look at every value below where it stands.
        _searches = Count(path, "..") + Count(path, "*") + Count(path, "[?");
        try
        {
            _ = new JObject().SelectTokens(path, Settings).Any();
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or FormatException or OverflowException or InvalidOperationException)
        {
            throw new FormatException($"'{path}' is no JSONPath that is supported: {fault.Message.TrimEnd('.')}", fault);
        }
    }

    public override string ToString() => _path;

    /// <summary>What it finds; nothing in what is no JSON, or where finding it would be too much work.</summary>
    public IReadOnlyList<JToken> Find(Subject subject)
    {
        if (subject.Json is not { } json || (_searches > 1 && Math.Pow(subject.Size, _searches) > MostLooks))
            return [];
        try
        {
            return [.. json.SelectTokens(_path, Settings)];
        }
        catch (Exception fault) when (fault is JsonException or System.Text.RegularExpressions.RegexMatchTimeoutException or InvalidOperationException or FormatException)
        {
            return [];
        }
    }

    private static int Count(string text, string part)
    {
        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
            count++;
        return count;
    }
}
