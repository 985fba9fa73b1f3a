using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>
/// The desk of somebody who reads the documents and types what stands there: a folder, a server where the documents have theirs, and
/// another to which worlds are carried.
/// </summary>
internal sealed partial class DocsDesk : IAsyncDisposable
{
    private const string Body = "--body=@";

    private static readonly string[] OfFiles = ["--out", "--ca", "--state", "--fixtures"];

    private readonly string _folder = Directory.CreateTempSubdirectory("mocks-desk-").FullName;
    private readonly MocksServer _server;
    private readonly MocksServer _other;

    private DocsDesk(MocksServer server, MocksServer other) => (_server, _other) = (server, other);

    /// <summary>Sits down.</summary>
    /// <param name="elsewhere">A world that is open on the other server; null for none.</param>
    public static async Task<DocsDesk> SitDownAsync(string? elsewhere)
    {
        var options = new MocksServerOptions { HttpsPort = 0, Default = new WorldOptions { Size = WorldSize.Default, Running = true } };
        var desk = new DocsDesk(await MocksServer.StartAsync(options), await MocksServer.StartAsync(options));
        if (elsewhere is not null)
            desk._other.Host.Open(new WorldOptions { Name = elsewhere });
        // What the documents take for granted: a server that is ready, a call, what was recorded earlier, and a session of a browser.
        using (var caller = new HttpClient { BaseAddress = desk._server.BaseAddress })
        {
            while ((await caller.Get("/readyz")).Status != 200)
                await Task.Yield();
            await caller.Get("/leaddyno/v1/leads/count?key=demo-leaddyno-key");
        }

        Copy(Repository.PathTo("fixtures", "leaddyno"), desk.At("recorded"));
        await File.WriteAllTextAsync(desk.At("session.har"), """{"log":{"version":"1.2","entries":[]}}""");
        return desk;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _other.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Types a line. What is wrong with it, or null.</summary>
    public async Task<string?> TypeAsync(string line)
    {
        var command = HereInstead(Comment().Replace(line, "").Trim());
        if (command.Length == 0)
            return null;
        var variables = new Dictionary<string, string>();
        for (var match = Assignment().Match(command); match.Success; match = Assignment().Match(command))
        {
            variables[match.Groups[1].Value] = match.Groups[2].Value;
            command = command[match.Length..];
        }

        if (Inner().Match(command) is { Success: true } inner)
            command = inner.Groups[1].Value;
        var words = CommandLineParser.SplitCommandLine(command).ToArray();
        return words switch
        {
            ["mocks", .. var rest] => await PlayAsync(rest, variables),
            ["curl", ..] => await CurlAsync(command),
            ["docker", "run", ..] => await PlayAsync(Contained(words, variables), variables),
            ["dotnet", "run", "--project", "src/VendorMocks.Server", .. var rest] => await PlayAsync(rest is ["--", ..] ? rest[1..] : rest, variables),
            ["docker" or "kubectl" or "sudo" or "dotnet" or "npm" or "nginx" or ".ci/run", ..] => Absent(words),
            _ => $"nobody tried whether '{words[0]}' works",
        };
    }

    /// <summary>What a container is started with: the words behind the image's name, and the variables.</summary>
    private static string[] Contained(string[] words, Dictionary<string, string> variables)
    {
        foreach (var given in words.Where((_, i) => i > 0 && words[i - 1] == "-e").Select(word => word.Split('=', 2)))
            variables[given[0]] = given[^1];
        return words[(words.IndexOf("mocks") + 1)..];
    }

    /// <summary>The command line itself, without a process.</summary>
    private async Task<string?> PlayAsync(string[] words, Dictionary<string, string> variables)
    {
        var into = words.IndexOf(">") is > 0 and var arrow ? At(words[arrow + 1]) : null;
        words = words switch
        {
            // Mentioned, not given; and one vendor is as good as all.
            ["record" or "import-har"] => [.. words, "--help"],
            ["verify"] => ["verify", "maxwork"],
            ["ca", "create", ..] when !words.Contains("--out") => [.. words, "--out", "."],
            // A proxy listens wherever there is room.
            ["record", ..] => [.. words, "--urls", "http://127.0.0.1:0"],
            _ => [.. words.TakeWhile(word => word is not (">" or "|"))],
        };
        words = [.. words.Select((word, i) => i > 0 && OfFiles.Contains(words[i - 1]) || word.EndsWith(".har", StringComparison.Ordinal) ? At(word)
            : word.StartsWith(Body, StringComparison.Ordinal) ? Body + At(word[Body.Length..]) : word)];
        variables["MOCKS_URLS"] = (words is ["worlds", "import", ..] ? _other : _server).BaseAddress.GetLeftPart(UriPartial.Authority);
        // What would go on until it is stopped is stopped by its first line.
        using var stop = new CancellationTokenSource();
        using var output = new Listening(words is ["record", ..] || words.Contains("--follow") ? stop : null);
        using var errors = new StringWriter();
        var code = await CommandLine.RunAsync(words, variables, () => output, () => errors, stop.Token);
        if (into is not null)
            await File.WriteAllTextAsync(into, output.ToString());
        // The documents' server is this one, so a second gets as far as its port and no further.
        var serves = words is [] or ["serve", ..] || words[0].StartsWith('-');
        if (serves && words is not ["--help"])
            return code == CommandLine.Failure && errors.ToString().StartsWith("Port ", StringComparison.Ordinal) ? null : $"{code}: {errors}";
        return code == CommandLine.Success ? null : $"{code}: {errors}{output}";
    }

    private async Task<string?> CurlAsync(string command)
    {
        var (output, code) = await Shell.RunAsync($"cd '{_folder}'; curl() {{ command curl -sS --fail-with-body \"$@\"; }}\n{command}");
        return code == 0 ? null : $"{code}: {output}";
    }

    /// <summary>Programs that are not run here are at least pointed at files and tests that are there.</summary>
    private static string? Absent(string[] words)
    {
        foreach (var file in words.Select(word => word.Split('=')[^1]))
        {
            if (RepositoryPath().IsMatch(file) && !Path.Exists(Repository.PathTo(file.Split('/'))))
                return $"there is no {file}";
            if (DeployFile().IsMatch(file) && !File.Exists(Repository.PathTo("deploy", file)))
                return $"there is no deploy/{file}";
        }

        var filter = words.SkipWhile(word => word != "--filter").ElementAtOrDefault(1)?.Split('~')[^1];
        return filter is null || Directory.EnumerateFiles(Repository.PathTo("tests"), $"*{filter}*.cs", SearchOption.AllDirectories).Any() ? null : $"no test is called {filter}";
    }

    // Addresses and what stands for something else in the documents.
    private string HereInstead(string line) => line
        .Replace("http://mocks-0:8080", _server.BaseAddress.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
        .Replace("http://mocks-1:8080", _other.BaseAddress.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
        .Replace("mocks:8080", _server.BaseAddress.Authority, StringComparison.Ordinal)
        .Replace("localhost:8080", _server.BaseAddress.Authority, StringComparison.Ordinal)
        .Replace("8443", _server.SecureAddress!.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("collector:4317", "127.0.0.1:9", StringComparison.Ordinal)
        .Replace("<vendor>", "leaddyno", StringComparison.Ordinal)
        .Replace("[vendor…]", "maxwork", StringComparison.Ordinal)
        .Replace("<id>", "flexbe.forms.submit", StringComparison.Ordinal)
        .Replace("<shell>", "bash", StringComparison.Ordinal)
        .Replace("<name>", "shop.test", StringComparison.Ordinal)
        .Replace("<folder>", "state", StringComparison.Ordinal)
        .Replace(" [--url …]", "", StringComparison.Ordinal)
        .Replace(" --token …", " --token t0ken", StringComparison.Ordinal);

    private string At(string name) => Path.GetFullPath(Path.Combine(_folder, name.TrimStart('/')));

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    [GeneratedRegex(@"(^|\s+)#\s.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^([A-Z][A-Z0-9_]*)=(\$\([^)]*\)|\S*) ")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^(?:eval ""\$\(|until )(.*?)(?:\)""|; do .*)$")]
    private static partial Regex Inner();

    [GeneratedRegex(@"^(\.ci|src|tests|samples|docs|deploy|schemas|fixtures)/")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"^[\w.-]+\.(yaml|yml|conf)$")]
    private static partial Regex DeployFile();

    private sealed class Listening(CancellationTokenSource? stop) : StringWriter
    {
        public override async Task WriteLineAsync(string? value)
        {
            await base.WriteLineAsync(value);
            if (stop is not null)
                await stop.CancelAsync();
        }
    }
}
