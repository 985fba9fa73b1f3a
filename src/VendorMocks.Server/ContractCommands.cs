using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;

namespace VendorMocks;

/// <summary>The commands about contracts: verify, record, import-har, openapi.</summary>
internal static class ContractCommands
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Command> All(IReadOnlyDictionary<string, string> variables, TextWriter output, TextWriter errors) =>
        [Verify(variables, output, errors), Record(variables, output, errors), ImportHar(variables, output, errors), OpenApi(output, errors)];

    private static Command Verify(IReadOnlyDictionary<string, string> variables, TextWriter output, TextWriter errors)
    {
        var vendors = new Argument<string[]>("vendor") { Description = "Vendors to verify; all without any.", Arity = ArgumentArity.ZeroOrMore };
        var target = new Option<string>("--target") { Description = "fake, or a base URL, in which {vendor} stands for the vendor's name.", DefaultValueFactory = _ => "fake" };
        var writes = new Option<bool>("--allow-writes") { Description = "Also make calls that write, under invented addresses." };
        var lenient = new Option<bool>("--lenient") { Description = "Added fields are notes, no findings." };
        var demo = new Option<bool>("--demo-credentials") { Description = "Use the demo world's credentials instead of MOCKS_<VENDOR>_<NAME>." };
        var fixtures = new Option<string?>("--fixtures") { Description = "A folder of recorded fixtures to play instead of the built-in ones." };
        var pace = new Option<string>("--pace") { Description = "limit keeps within the vendor's request limit, off waits for nothing, a number is the most calls in a minute.", DefaultValueFactory = _ => "limit" };
        var format = new Option<string>("--format") { Description = "table, json or junit.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "junit");
        var command = new Command("verify", "Plays fixtures against the fake or a base URL: exit code 0 if all holds, 1 with findings, 2 if it could not run. "
            + "Examples: mocks verify --format junit; mocks verify <vendor> --target http://localhost:8080/{vendor} --demo-credentials")
        {
            vendors, target, writes, lenient, demo, fixtures, pace, format,
        };
        command.SetAction((parsed, cancellation) => VerifyCommand.RunAsync(
            new(parsed.GetValue(vendors) ?? [], parsed.GetValue(target)!, parsed.GetValue(writes), parsed.GetValue(lenient), parsed.GetValue(demo), parsed.GetValue(fixtures), parsed.GetValue(pace)!, parsed.GetValue(format)!),
            variables, output, errors, VerifyCommand.Terminal(errors), cancellation));
        return command;
    }

    private static Command Record(IReadOnlyDictionary<string, string> variables, TextWriter output, TextWriter errors)
    {
        var vendor = new Argument<string>("vendor") { Description = "Whose calls are recorded." };
        var upstream = new Option<string>("--to") { Description = "The service behind the proxy, for example https://api.example.com.", Required = true };
        var folder = new Option<string>("--out") { Description = "Where fixtures go.", DefaultValueFactory = _ => "recorded" };
        var urls = new Option<string>("--urls") { Description = "Where the proxy listens.", DefaultValueFactory = _ => "http://localhost:8081" };
        var command = new Command("record", "A reverse proxy that writes redacted fixtures of what passes through it. Example: mocks record <vendor> --to https://api.example.com --out recorded") { vendor, upstream, folder, urls };
        command.SetAction(async (parsed, cancellation) =>
        {
            var into = parsed.GetValue(folder)!;
            if (!Uri.TryCreate(parsed.GetValue(upstream), UriKind.Absolute, out var to) || to.Scheme is not ("http" or "https"))
            {
                await errors.WriteLineAsync($"--to cannot be '{parsed.GetValue(upstream)}'. It takes an address such as https://api.example.com.").ConfigureAwait(false);
                return CommandLine.Usage;
            }

            try
            {
                return Recorder(parsed.GetValue(vendor)!, into, to.Host, variables, errors) is { } recorder
                    ? await RecordAsync(to, recorder, into, parsed.GetValue(urls)!, output, errors, cancellation).ConfigureAwait(false)
                    : CommandLine.Usage;
            }
            catch (Exception unreadable) when (unreadable is ContractFileException or IOException or UnauthorizedAccessException)
            {
                await errors.WriteLineAsync(unreadable.Message).ConfigureAwait(false);
                return CommandLine.Usage;
            }
        });
        return command;
    }

    private static async Task<int> RecordAsync(
        Uri upstream, FixtureRecorder recorder, string folder, string urls, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(urls);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var application = builder.Build();
        await using (application.ConfigureAwait(false))
        {
            using var proxy = new RecordingProxy(upstream, recorder, output);
            application.Run(proxy.AnswerAsync);
            try
            {
                await application.StartAsync(cancellation).ConfigureAwait(false);
            }
            catch (Exception refused) when (refused is IOException or SocketException or InvalidOperationException)
            {
                await errors.WriteLineAsync(CommandLine.CannotListen(urls, refused)).ConfigureAwait(false);
                return CommandLine.Failure;
            }

            await output.WriteLineAsync($"records {string.Join(" and ", MocksServer.AddressesOf(application).Select(a => a.GetLeftPart(UriPartial.Authority)))} -> {upstream} into {folder}; stop it with Ctrl+C").ConfigureAwait(false);
            await application.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
            await output.WriteLineAsync(proxy.Totals()).ConfigureAwait(false);
        }

        return CommandLine.Success;
    }

    private static Command ImportHar(IReadOnlyDictionary<string, string> variables, TextWriter output, TextWriter errors)
    {
        var vendor = new Argument<string>("vendor") { Description = "Whose calls are taken." };
        var file = new Argument<string>("file") { Description = "A HAR 1.2 file." };
        var folder = new Option<string>("--out") { Description = "Where fixtures go.", DefaultValueFactory = _ => "recorded" };
        var command = new Command("import-har", "Writes redacted fixtures of the exchanges in a HAR file. Example: mocks import-har <vendor> session.har --out recorded") { vendor, file, folder };
        command.SetAction(parsed =>
        {
            try
            {
                if (Recorder(parsed.GetValue(vendor)!, parsed.GetValue(folder)!, Path.GetFileName(parsed.GetValue(file)!), variables, errors) is not { } recorder)
                    return CommandLine.Usage;
                foreach (var taken in HarImport.Record(parsed.GetValue(file)!, recorder))
                    output.WriteLine($"{taken.Operation ?? "no operation"} {taken.Status} {taken.File ?? ""}");
                return CommandLine.Success;
            }
            catch (Exception unreadable) when (unreadable is ContractFileException or IOException or UnauthorizedAccessException)
            {
                errors.WriteLine(unreadable.Message);
                return CommandLine.Usage;
            }
        });
        return command;
    }

    private static Command OpenApi(TextWriter output, TextWriter errors)
    {
        var vendor = new Argument<string>("vendor") { Description = "The vendor." };
        var command = new Command("openapi", "Prints a vendor's OpenAPI 3.1 document. Example: mocks openapi <vendor>") { vendor };
        command.SetAction(parsed =>
        {
            if (Known(parsed.GetValue(vendor)!, errors) is not { } known)
                return CommandLine.Usage;
            output.WriteLine(OpenApiDocument.Of(known));
            return CommandLine.Success;
        });
        return command;
    }

    private static FixtureRecorder? Recorder(string name, string folder, string origin, IReadOnlyDictionary<string, string> variables, TextWriter errors) =>
        Known(name, errors) is { } vendor
            ? new FixtureRecorder(vendor, folder, string.Create(CultureInfo.InvariantCulture, $"{origin}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}"), EnvironmentCredentials.Read(vendor, variables))
            : null;

    private static Vendor? Known(string name, TextWriter errors)
    {
        if (Vendors.Find(name) is { } vendor && SchemaSet.Find(name) is not null)
            return vendor;
        errors.WriteLine($"There is no vendor '{name}' with a contract. There are: {string.Join(", ", SchemaSet.Vendors)}.");
        return null;
    }
}
