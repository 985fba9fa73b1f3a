using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>Whatever documents and examples of deployment name is there: variables, options, control calls, headers, files.</summary>
public sealed partial class DocsNamesTests
{
    /// <summary>All pages for people, as paths in the repository.</summary>
    public static IReadOnlyList<string> Documents { get; } =
        [.. Paths(Directory.EnumerateFiles(Repository.Root, "*.md")), .. Paths(In("docs").Concat(In("samples")).Where(path => path.EndsWith(".md", StringComparison.Ordinal)))];

    /// <summary>All examples of deployment, and the release's workflow.</summary>
    public static IReadOnlyList<string> Examples { get; } = [.. Paths(In("deploy").Concat(In(".github"))), "Dockerfile"];

    // Of the tests, of another system's settings, and one that is misspelt on purpose.
    private static readonly string[] Others = ["MOCKS_UPDATE", "MOCKS_TEST_CALLS", "MOCKS_CONTROL_TOKEN", "MOCKS_SEDE"];

    [Fact]
    public void Every_variable_is_one_that_is_read()
    {
        string[] known =
        [
            .. Others, .. Setting.All.Select(setting => setting.Variable), Setting.TokenVariable, Setting.ConfigVariable,
            .. Vendors.All.SelectMany(vendor => EnvironmentCredentials.Demo(vendor).Keys.Select(name => EnvironmentCredentials.VariableOf(vendor, name))),
        ];
        Assert.Empty(Named(Variable(), Documents.Concat(Examples)).Where(named => !known.Contains(named.Name)).Select(Told));
    }

    [Fact]
    public async Task Every_option_is_one_of_a_command()
    {
        using var help = new StringWriter();
        foreach (var command in (string[])["", "health", "verify", "record", "import-har", "openapi", "ca create", "trust", "completion", "worlds set", "log"])
            Assert.Equal(0, await CommandLine.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"], new Dictionary<string, string>(), () => help, () => help));
        var known = Option().Matches(help.ToString()).Select(match => match.Value).Append(Setting.ConfigFlag).ToHashSet();
        // Of docker and curl.
        known.UnionWith(["--add-host", "--sbom", "--data-binary"]);

        Assert.Empty(Named(CodeOption(), Documents).Where(named => !known.Contains(named.Name)).Select(Told));
    }

    [Fact]
    public void Every_control_call_is_mapped()
    {
        var routes = MocksServer.Routes().Select(route => route.Path.Split('/')).ToArray();

        var named = Named(ControlPath(), Documents.Concat(Examples)).ToArray();

        Assert.True(named.Length > 30);
        Assert.Empty(named.Where(one => !routes.Any(route => Fits(route, one.Name.TrimEnd('.', ':', '/').Split('/')))).Select(Told));
    }

    [Fact]
    public void Every_header_of_ours_is_sent_or_read()
    {
        var source = string.Concat(In("src").Where(path => path.EndsWith(".cs", StringComparison.Ordinal)).Select(File.ReadAllText));

        Assert.Empty(Named(Header(), Documents).Where(named => !source.Contains($"\"{named.Name}\"", StringComparison.Ordinal)).Select(Told));
    }

    [Fact]
    public void The_table_of_instruments_has_each_of_them_with_its_kind()
    {
        // Servers of other tests publish theirs at the same time, each from its own thread.
        var published = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                    published.Add($"{instrument.Name} {instrument.GetType().Name.Split('`')[0].Replace("Observable", "", StringComparison.Ordinal).ToLowerInvariant()}");
            },
        };
        listener.Start();
        using var host = new MocksHost();
        using var telemetry = new Telemetry(host);

        Assert.Equal(published.Distinct().Order(StringComparer.Ordinal), Instrument().Matches(File.ReadAllText(Repository.PathTo("docs", "observability.md"))).Select(row => $"{row.Groups[1]} {row.Groups[2]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_file_and_folder_of_the_repository_is_there()
    {
        // One vendor's is enough: not all send webhooks.
        var absent =
            from named in Named(RepositoryPath(), Documents.Concat(Examples))
            let paths = Vendors.All.Select(vendor => named.Name.Replace("<vendor>", vendor.Name, StringComparison.Ordinal).Replace("<Vendor>", vendor.Title, StringComparison.Ordinal).TrimEnd('.'))
            where !paths.Any(path => IsThere(path.Split('<')[0], whole: !path.Contains('<', StringComparison.Ordinal)))
            select named;

        Assert.Empty(absent);
    }

    // Of a name that is partly a placeholder the folder is there.
    private static bool IsThere(string path, bool whole) => Path.Exists(Repository.PathTo((whole ? path : path[..path.LastIndexOf('/')]).Split('/'))) || path.Contains("/bin/", StringComparison.Ordinal);

    private static string Told((string Where, string Name) named) => $"{named.Where}: {named.Name}";

    private static bool Fits(string[] route, string[] path) =>
        path[^1] == "…" ? route.Length >= path.Length - 1 && Fits(route[..(path.Length - 1)], path[..^1])
        : route.Length == path.Length && route.Zip(path).All(pair => pair.First == pair.Second || pair.First.StartsWith('{') || pair.Second[0] is '<' or '{');

    private static IEnumerable<(string Where, string Name)> Named(Regex names, IEnumerable<string> files) =>
        from file in files
        from Match match in names.Matches(File.ReadAllText(Repository.PathTo(file.Split('/'))))
        select (file, match.Groups[^1].Value);

    private static IEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(Repository.PathTo(folder), "*", SearchOption.AllDirectories).Where(path => !Built().IsMatch(path));

    private static IEnumerable<string> Paths(IEnumerable<string> files) => files.Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal);

    [GeneratedRegex("MOCKS_[A-Z_]*[A-Z]")]
    private static partial Regex Variable();

    [GeneratedRegex("--[a-z][a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex("`(?:mocks (?:[a-z-]+ )*)?(--[a-z][a-z-]+)")]
    private static partial Regex CodeOption();

    [GeneratedRegex(@"/__mocks(?:/[\w.{}<>…-]+)*")]
    private static partial Regex ControlPath();

    [GeneratedRegex(@"^\| `(mocks\.[a-z.]+)` \| ([a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Instrument();

    [GeneratedRegex(@"X-Mocks-[A-Za-z]+")]
    private static partial Regex Header();

    [GeneratedRegex(@"(?<![\w./-])((?:\.ci|src|tests|samples|docs|deploy|schemas|fixtures)/[\w./<>-]*)")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"[\\/](obj|bin)[\\/]")]
    private static partial Regex Built();
}
