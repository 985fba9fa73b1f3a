using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>
/// C# in documents is code that tests compile, and run where that needs nothing else. MOCKS_UPDATE=readme writes the documents anew.
/// </summary>
public sealed class CodeBlockTests
{
    private static readonly string[] Sources = ["tests/VendorMocks.Tests", "tests/WireMock", "samples"];

    public static TheoryData<string> Documents() =>
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.EnumerateFiles(Repository.PathTo("docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.PathTo("samples"), "*.md", SearchOption.AllDirectories))
            .Where(file => File.ReadAllText(file).Contains("\n```csharp\n", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void The_code_of_a_document_is_what_tests_compile(string document)
    {
        var text = File.ReadAllText(Repository.PathTo(document.Split('/')));
        var named = Regex.Matches(text, "^<!-- code: ([^\n]*) -->\n```csharp\n(.*?)^```\n<!-- end -->$", RegexOptions.Singleline | RegexOptions.Multiline);
        foreach (Match fence in Regex.Matches(text, "^```csharp$", RegexOptions.Multiline))
        {
            Assert.True(
                named.Any(block => block.Index < fence.Index && fence.Index < block.Index + block.Length),
                $"{document}:{LineOf(text, fence.Index)}: this C# is compiled by no test. Put it into one between // begin-snippet: <name> and "
                + "// end-snippet, and put <!-- code: <name> --> and <!-- end --> around it here.");
        }

        foreach (Match block in named)
        {
            var name = block.Groups[1].Value;
            var snippets = Snippets.Where(snippet => snippet.Name == name).ToArray();
            Assert.True(snippets.Length == 1, $"{document}:{LineOf(text, block.Index)}: {snippets.Length} tests have a snippet '{name}', one should.");
            Assert.True(
                ReadmeDocument.TryMatch(block.Value, $"<!-- code: {name} -->\n```csharp\n{snippets[0].Code}```\n<!-- end -->", document),
                $"{document}:{LineOf(text, block.Groups[2].Index)}: this is not what {snippets[0].File} compiles:\n{snippets[0].Code}");
        }
    }

    [Fact]
    public void Every_marked_snippet_is_shown_somewhere()
    {
        var shown = string.Concat(Documents().Select(row => File.ReadAllText(Repository.PathTo(row.Data.Split('/')))));
        Assert.Empty(Snippets.Where(snippet => !shown.Contains($"<!-- code: {snippet.Name} -->", StringComparison.Ordinal)).Select(snippet => snippet.File + ": " + snippet.Name));
    }

    private static IReadOnlyList<(string File, string Name, string Code)> Snippets { get; } =
    [
        .. from source in Sources
           from file in Directory.EnumerateFiles(Repository.PathTo(source.Split('/')), "*.cs", SearchOption.AllDirectories)
           where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
           from Match match in Regex.Matches(
               File.ReadAllText(file), "^ *// begin-snippet: ([^\n]*)\n(.*?)^ *// end-snippet$", RegexOptions.Singleline | RegexOptions.Multiline)
           select (Path.GetFileName(file), match.Groups[1].Value, Outdent(match.Groups[2].Value)),
    ];

    private static int LineOf(string text, int index) => 1 + text.AsSpan(0, index).Count('\n');

    private static string Outdent(string code)
    {
        var lines = code.TrimEnd(' ').Split('\n')[..^1];
        var margin = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart(' ').Length);
        return string.Concat(lines.Select(line => (line.Length == 0 ? "" : line[margin..]) + "\n"));
    }
}
