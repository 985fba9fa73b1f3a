using System.CommandLine;
using System.Net.Sockets;

namespace VendorMocks;

/// <summary>The executable: serves, or asks a running server whether it is well.</summary>
internal static class CommandLine
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>The server could not start, or is not well.</summary>
    public const int Failure = 1;

    /// <summary>What was asked for cannot be understood.</summary>
    public const int Usage = 2;

    private const string Serve = "serve";

    // A word that begins with @ is what a command takes it for, not a file with more arguments.
    private static readonly ParserConfiguration Plainly = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs the command; the result is the process's exit code.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="output">Where answers go; asked for when there is one, since preparing the console takes a part of a start.</param>
    /// <param name="errors">Where complaints go, likewise.</param>
    /// <param name="cancellation">Stops the command as a signal would.</param>
    public static Task<int> RunAsync(
        string[] args, IReadOnlyDictionary<string, string> environment, Func<TextWriter> output, Func<TextWriter> errors, CancellationToken cancellation = default) =>
        // As a container starts it: there is nothing to understand, and describing all commands takes longer than making a world.
        args is [] or [Serve]
            ? ServeAsync(Settings.Read(_ => null, environment), environment, output, errors)
            : UnderstandAsync(args, environment, output(), errors(), cancellation);

    private static async Task<int> UnderstandAsync(
        string[] args, IReadOnlyDictionary<string, string> environment, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var root = Describe(environment, output, errors);
        // Listing the control calls takes longer than all else here, and a server's start need not wait for it.
        if (args is [var first, ..] && !Serves(first) && root.Subcommands.All(command => command.Name != first))
            ControlCommands.AddTo(root, MocksServer.Routes(), new ControlClient(environment, output, errors));
        var parsed = root.Parse(args, Plainly);
        if (parsed.Errors.Count > 0)
        {
            await errors.WriteLineAsync(Complaint(parsed)).ConfigureAwait(false);
            return Usage;
        }

        // The host watches for signals itself.
        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, ProcessTerminationTimeout = null }, cancellation).ConfigureAwait(false);
    }

    private static RootCommand Describe(IReadOnlyDictionary<string, string> variables, TextWriter output, TextWriter errors)
    {
        var flags = Setting.All.ToDictionary(setting => setting, setting => new Option<string?>(setting.Flag)
        {
            Description = $"{setting.Summary}: {setting.Accepted}. Default: {setting.Default}. [{setting.Variable}]",
            HelpName = setting.Name,
        });
        var root = new RootCommand(
            "Stand-ins for lead and affiliate APIs: without a command it serves them. Every option can also be given as the environment variable in brackets; "
            + $"{Setting.TokenVariable} sets the token for control calls from other machines.\n\n"
            + "Examples:\n"
            + "  mocks --start 2026-01-01T12:00:00Z --clock frozen\n"
            + "  mocks serve --https 8443 --state ./state\n"
            + "  mocks verify --format json\n"
            + "  mocks worlds\n"
            + "  mocks clock advance PT1M\n"
            + "  mocks faults add status status=503 times=2\n"
            + "  mocks log --follow\n\n"
            + "Exit codes: 0 all is well; 1 the server could not start, did not answer or refused, or a check found something; 2 the command cannot be understood.");
        var config = new Option<string?>(Setting.ConfigFlag) { Description = $"A JSON file with these options by name; options and variables go before it. [{Setting.ConfigVariable}]", HelpName = "file" };
        var serve = new Command(Serve, "Serves, as the program does without a command.");
        root.Subcommands.Add(serve);
        foreach (var command in (Command[])[root, serve])
        {
            foreach (var flag in flags.Values)
                command.Options.Add(flag);
            // What a test host hands to the programs that it starts.
            foreach (var name in (string[])["--environment", "--contentRoot", "--applicationName"])
                command.Options.Add(new Option<string?>(name) { Hidden = true });
            command.Options.Add(config);
            command.SetAction((parsed, _) => ServeAsync(Settings.Read(setting => parsed.GetValue(flags[setting]), variables, parsed.GetValue(config)), variables, () => output, () => errors));
        }

        var url = new Option<string?>("--url") { Description = "The server's address. Default: where a server with this environment would listen.", HelpName = "url" };
        var health = new Command("health", "Asks a running server whether it is ready: exit code 0 if it is, 1 if not. Example: mocks health --url http://localhost:8080") { url };
        health.SetAction((parsed, cancellation) =>
            HealthCommand.RunAsync(parsed.GetValue(url), Settings.Read(_ => null, variables).Options.Urls, output, errors, cancellation));
        root.Subcommands.Add(health);
        foreach (var command in AuthorityCommands.All(output, errors))
            root.Subcommands.Add(command);
        foreach (var command in ContractCommands.All(variables, output, errors))
            root.Subcommands.Add(command);
        root.Subcommands.Add(Completion.Command(output));
        return root;
    }

    // What begins with a dash is an option of the server, but for those that ask for help.
    private static bool Serves(string first) => first.StartsWith('-') && first is not ("--help" or "-h" or "-?");

    private static string Complaint(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens is not [var token, ..])
            return $"{string.Join(" ", parsed.Errors.Select(error => error.Message.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal)))} See mocks --help.";
        var command = parsed.CommandResult.Command;
        var names = command.Options.Where(option => !option.Hidden).Select(option => option.Name).Concat(command.Subcommands.Select(sub => sub.Name));
        return $"There is no {(token.StartsWith('-') ? "option" : "command")} '{token}'.{Nearest.Hint(token, names)} See mocks --help.";
    }

    private static async Task<int> ServeAsync(Settings settings, IReadOnlyDictionary<string, string> variables, Func<TextWriter> output, Func<TextWriter> errors)
    {
        foreach (var line in settings.Warnings.Concat(settings.Complaints))
            await errors().WriteLineAsync(line).ConfigureAwait(false);
        if (settings.Complaints.Count > 0)
            return Usage;

        WebApplication application;
        TelemetryExport? export;
        try
        {
            export = TelemetryExport.Start(variables);
            application = MocksServer.Build(settings.Options);
        }
        catch (IOException unusable)
        {
            await errors().WriteLineAsync(unusable.Message).ConfigureAwait(false);
            return Failure;
        }

        using var exporting = export;
        await using (application.ConfigureAwait(false))
        {
            try
            {
                await application.StartAsync().ConfigureAwait(false);
            }
            catch (Exception refused) when (refused is IOException or SocketException or InvalidOperationException)
            {
                await errors().WriteLineAsync(CannotListen(settings.Options.Urls, refused, settings.Options.VendorHosts)).ConfigureAwait(false);
                return Failure;
            }

            // Programs call sooner than people read: the first caller goes first.
            await Task.Delay(WarmUp.Grace, TimeProvider.System, application.Lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Banner.WriteAsync(output(), settings, MocksServer.AddressesOf(application)).ConfigureAwait(false);
            await application.WaitForShutdownAsync().ConfigureAwait(false);
        }

        return Success;
    }

    /// <summary>Why a server cannot listen, and what to do.</summary>
    internal static string CannotListen(string urls, Exception refused, bool vendorHosts = false)
    {
        // "Failed to bind to address http://127.0.0.1:8080: address already in use."
        var url = refused.Message.Split(' ').FirstOrDefault(word => word.StartsWith("http", StringComparison.Ordinal) && word.Contains("://", StringComparison.Ordinal))?.TrimEnd(':', '.') ?? urls;
        var port = Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Port : 8080;
        var other = $"another address, for example --urls http://localhost:{(port == 65535 ? 8080 : port + 1)}";
        return refused switch
        {
            SocketException { SocketErrorCode: SocketError.AccessDenied } when vendorHosts =>
                "Listening on ports 80 and 443, which --vendor-hosts (MOCKS_VENDOR_HOSTS) asks for, is not allowed to this user. "
                + "Allow it with sysctl net.ipv4.ip_unprivileged_port_start=80, or leave that option off",
            { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
                $"Port {port} is taken: another process listens on {url}. Stop it, or choose {other}",
            SocketException { SocketErrorCode: SocketError.AccessDenied } => $"Listening on {urls} is not allowed to this user. Choose {other}",
            _ => $"Cannot listen on {urls}: {refused.Message.ReplaceLineEndings(" ").TrimEnd('.')}. Choose {other}",
        };
    }
}
