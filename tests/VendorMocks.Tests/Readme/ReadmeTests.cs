using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>What README.md shows is what happens. MOCKS_UPDATE=readme writes it anew.</summary>
public sealed class ReadmeTests
{
    private const string Address = "localhost:8080";

    [Theory]
    [InlineData("README.md", 10)]
    [InlineData("docs/control-session.md", 10)]
    [InlineData("docs/stubs.md", 9)]
    public async Task Every_command_of_the_tour_prints_what_stands_below_it(string document, int least)
    {
        var start = new WorldOptions { Size = WorldSize.Default, Start = WorldOptions.DefaultStart };
        await using var server = await MocksServer.StartAsync(new MocksServerOptions { Default = start });
        var commands = 0;
        foreach (var block in ReadmeDocument.Blocks("console", document))
        {
            var played = new StringBuilder();
            foreach (var command in Commands(block))
            {
                commands++;
                played.Append("$ ").Append(command).Append('\n').Append(await Play(command, server.BaseAddress.Authority));
            }

            ReadmeDocument.Matches(block, played.ToString(), document);
        }

        Assert.True(commands > least);
    }

    [Fact]
    public async Task Every_world_of_the_reference_can_be_opened()
    {
        await using var server = await MocksServer.StartAsync(new MocksServerOptions { Default = new WorldOptions { Size = WorldSize.Default } });
        using var client = new HttpClient { BaseAddress = server.BaseAddress };
        foreach (var world in ReadmeDocument.Blocks("json", "docs/control-api.md"))
        {
            var opened = await client.SendAsync("POST", "/__mocks/worlds", new StringContent(world));
            Assert.True(opened.Status == 201, opened.Body);
        }
    }

    [Fact]
    public void The_table_of_vendors_is_counted_from_the_rule_tables()
    {
        var table = new StringBuilder("\n| vendor | rules | documented | observed | assumed |\n|---|--:|--:|--:|--:|\n");
        var names = typeof(RuleTable).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".rules.json", StringComparison.Ordinal)).Select(name => name.Split('.')[0]);
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var rules = RuleTable.Load(name);
            var count = RuleCount.Of(rules);
            var title = Vendors.Find(name)?.Title ?? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name);
            table.Append(CultureInfo.InvariantCulture, $"| {title} | {rules.Rules.Count} | {count.Documented} | {count.Observed} | {count.Assumed} |\n");
        }

        ReadmeDocument.PartIs("vendors", table.Append('\n').ToString());
    }

    [Fact]
    public void The_table_of_settings_has_every_setting()
    {
        var table = new StringBuilder("\n| option | variable | takes | default | decides |\n|---|---|---|---|---|\n");
        foreach (var setting in Setting.All)
            table.Append(CultureInfo.InvariantCulture, $"| `{setting.Flag}` | `{setting.Variable}` | {setting.Accepted} | {setting.Default} | {setting.Summary} |\n");

        ReadmeDocument.PartIs("settings", table.Append('\n').ToString());
    }

    [Fact]
    public void Every_link_between_documents_leads_somewhere()
    {
        var documents = Directory.EnumerateFiles(Repository.Root, "*.md").Concat(Directory.EnumerateFiles(Repository.PathTo("docs"), "*.md", SearchOption.AllDirectories));
        var broken =
            from document in documents
            from Match link in Regex.Matches(File.ReadAllText(document), @"\]\((?!https?://|#)([^)#\s]+)")
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, link.Groups[1].Value))
            select $"{Path.GetFileName(document)}: {link.Groups[1].Value}";
        Assert.Empty(broken);
    }

    private static IEnumerable<string> Commands(string block) =>
        block.Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal)).Select(line => line[2..]);

    /// <summary>A command may be longer than its line where lines end with a backslash; none of the tour's is.</summary>
    private static async Task<string> Play(string command, string authority)
    {
        var (output, _) = await Shell.RunAsync(command.Replace(Address, authority, StringComparison.Ordinal));
        output = output.ReplaceLineEndings("\n").Replace(authority, Address, StringComparison.Ordinal);
        return output.Length == 0 || output.EndsWith('\n') ? output : output + "\n";
    }
}
