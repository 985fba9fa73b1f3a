using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>README.md and the documents that are played like it, of which no part is written twice: what can be made or run is made or run again and compared.</summary>
public static class ReadmeDocument
{
    private const string Update = "readme";

    private static readonly Lock Writing = new();

    public static string FilePath { get; } = Repository.PathTo("README.md");

    /// <summary>The blocks fenced as the given language, in order, without their fences.</summary>
    public static IReadOnlyList<string> Blocks(string language, string document = "README.md") =>
        [.. Regex.Matches(File.ReadAllText(Repository.PathTo(document.Split('/'))), $"^```{language}\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline).Select(match => match.Groups[1].Value)];

    /// <summary>Compares what stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- end --&gt;</c> with what should.</summary>
    public static void PartIs(string name, string actual)
    {
        var open = $"<!-- {name} -->\n";
        var match = Regex.Match(File.ReadAllText(FilePath), $"{Regex.Escape(open)}(.*?)<!-- end -->", RegexOptions.Singleline);
        Assert.True(match.Success, $"README.md has no part '{name}'.");
        Matches(match.Value, $"{open}{actual}<!-- end -->");
    }

    /// <summary>Compares a text of the document with what it should be; MOCKS_UPDATE=readme writes it instead.</summary>
    public static void Matches(string written, string actual, string document = "README.md")
    {
        if (!TryMatch(written, actual, document))
            Assert.Equal(actual, written);
    }

    /// <summary>As <see cref="Matches"/>, for a caller with a message of its own.</summary>
    public static bool TryMatch(string written, string actual, string document)
    {
        if (written == actual)
            return true;
        if (Environment.GetEnvironmentVariable("MOCKS_UPDATE") != Update)
            return false;
        var path = Repository.PathTo(document.Split('/'));
        lock (Writing)
            File.WriteAllText(path, File.ReadAllText(path).Replace(written, actual, StringComparison.Ordinal));
        return true;
    }
}
