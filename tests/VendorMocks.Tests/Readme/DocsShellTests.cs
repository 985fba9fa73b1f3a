using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>What documents and examples of deployment give a reader to type works when it is typed.</summary>
public sealed partial class DocsShellTests
{
    public static TheoryData<string> WithBlocks() => [.. DocsNamesTests.Documents.Where(document => ReadmeDocument.Blocks("sh", document).Count > 0)];

    public static TheoryData<string> WithCommands() => [.. DocsNamesTests.Documents.Where(document => CommandsOf(document).Length > 0)];

    public static TheoryData<string> WithComments() => [.. DocsNamesTests.Examples.Where(file => CommentsOf(file).Length > 0)];

    [Theory]
    [MemberData(nameof(WithBlocks))]
    public Task Every_line_of_a_document_s_blocks_works(string document) =>
        WorkAsync([.. ReadmeDocument.Blocks("sh", document).SelectMany(block => block.Replace("\\\n", "", StringComparison.Ordinal).Split('\n'))]);

    [Theory]
    [MemberData(nameof(WithCommands))]
    public Task Every_command_in_a_document_s_sentences_works(string document) => WorkAsync(CommandsOf(document));

    [Theory]
    [MemberData(nameof(WithComments))]
    public Task Every_command_that_an_example_of_deployment_asks_for_works(string file) => WorkAsync(CommentsOf(file));

    [Theory]
    [InlineData("")]
    [InlineData("verify")]
    [InlineData("record")]
    [InlineData("import-har")]
    [InlineData("openapi")]
    [InlineData("ca create")]
    [InlineData("trust")]
    [InlineData("completion")]
    public async Task The_help_of_a_command_has_examples_that_work(string command)
    {
        using var help = new StringWriter();
        Assert.Equal(0, await CommandLine.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"], new Dictionary<string, string>(), () => help, () => help));

        var examples = HelpExample().Matches(help.ToString()).Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(examples);
        await WorkAsync(examples);
    }

    private static async Task WorkAsync(string[] lines)
    {
        // Who moves a world has one.
        await using var desk = await DocsDesk.SitDownAsync(lines.Any(line => line.Contains("mocks-1", StringComparison.Ordinal)) ? "shop" : null);
        foreach (var line in lines)
        {
            var wrong = await desk.TypeAsync(line);
            Assert.True(wrong is null, $"{line}\n{wrong}");
        }
    }

    private static string[] CommandsOf(string document) =>
    [
        .. Command().Matches(Fence().Replace(File.ReadAllText(Repository.PathTo(document.Split('/'))), ""))
            .Select(match => Space().Replace(match.Groups[1].Value, " ")),
    ];

    private static string[] CommentsOf(string file) => [.. Comment().Matches(File.ReadAllText(Repository.PathTo(file.Split('/')))).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"(?:^  |Examples?: |; |example: )((?:eval ""\$\()?mocks [^;\n]*)", RegexOptions.Multiline)]
    private static partial Regex HelpExample();

    [GeneratedRegex(@"`((?:[A-Z_]+=\S+ )*(?:until mocks|mocks|curl|docker|dotnet) [^`]*)`")]
    private static partial Regex Command();

    [GeneratedRegex("^ *```.*?^ *```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"^#   (\S.*)$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
