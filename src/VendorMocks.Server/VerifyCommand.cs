using System.Globalization;
using Spectre.Console;

namespace VendorMocks;

/// <summary>What the command line says about a verification.</summary>
/// <param name="Vendors">The vendors' names; none means all that have schemas.</param>
/// <param name="Target"><c>fake</c>, or a base URL in which <c>{vendor}</c> stands for the vendor's name.</param>
/// <param name="AllowWrites">Whether calls may write.</param>
/// <param name="Lenient">Whether added fields are notes.</param>
/// <param name="Demo">Whether the demo world's credentials are used instead of the environment's.</param>
/// <param name="Fixtures">A folder of recorded fixtures, or null.</param>
/// <param name="Pace"><c>limit</c>, <c>off</c>, or the most calls in a minute.</param>
/// <param name="Format"><c>table</c>, <c>json</c> or <c>junit</c>.</param>
internal sealed record VerifyArguments(
    IReadOnlyList<string> Vendors, string Target, bool AllowWrites, bool Lenient, bool Demo, string? Fixtures, string Pace, string Format);

/// <summary>Verifies vendors: exit code 0 when all is as the contracts say, 1 when there are findings, 2 when it could not run.</summary>
internal static class VerifyCommand
{
    /// <summary>Where bars can be drawn, beside the report; null where nobody watches.</summary>
    public static IAnsiConsole? Terminal(TextWriter errors) =>
        Console.IsErrorRedirected ? null : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(errors) });

    /// <summary>The result is the process's exit code.</summary>
    /// <param name="arguments">What is to be verified, and how.</param>
    /// <param name="variables">The environment's variables, for the credentials.</param>
    /// <param name="output">Gets the report.</param>
    /// <param name="errors">Gets what is wrong with the arguments.</param>
    /// <param name="terminal">Shows how far it is; null where nobody watches.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static async Task<int> RunAsync(
        VerifyArguments arguments, IReadOnlyDictionary<string, string> variables, TextWriter output, TextWriter errors, IAnsiConsole? terminal, CancellationToken cancellation)
    {
        if (CallsPerMinute(arguments.Pace) is not (true, var pace))
            return await Usage(errors, $"--pace cannot be '{arguments.Pace}'. It takes limit, off, or a number of calls per minute.").ConfigureAwait(false);
        try
        {
            var verifiers = new List<(Vendor Vendor, Verifier Verifier)>();
            foreach (var name in arguments.Vendors.Count > 0 ? arguments.Vendors : SchemaSet.Vendors)
            {
                if (Vendors.Find(name) is not { } vendor || SchemaSet.Find(name) is null)
                    return await Usage(errors, $"There is no vendor '{name}' to verify. There are: {string.Join(", ", SchemaSet.Vendors)}.").ConfigureAwait(false);
                if (Options(vendor, arguments, pace, variables) is not { } options)
                    return await Usage(errors, $"--target cannot be '{arguments.Target}'. It takes fake or an address such as http://localhost:8080/{{vendor}}.").ConfigureAwait(false);
                if (options is { Target: not null, Credentials.Count: 0 })
                    return await Usage(errors, $"{EnvironmentCredentials.VariableOf(vendor, EnvironmentCredentials.Demo(vendor).Keys.First())} is not set, so {name} would let nobody in.").ConfigureAwait(false);
                verifiers.Add((vendor, new Verifier(vendor, options)));
            }

            var reports = terminal is null
                ? await RunAsync(verifiers, static _ => null, cancellation).ConfigureAwait(false)
                : await terminal.Progress().StartAsync(bars => RunAsync(verifiers, vendor => new Bar(bars.AddTask(vendor.Title)), cancellation)).ConfigureAwait(false);
            await output.WriteLineAsync(arguments.Format switch
            {
                "json" => VerifyJson.Of(reports),
                "junit" => VerifyJUnit.Of(reports),
                _ => string.Join('\n', reports.Select(VerifyTable.Of)),
            }).ConfigureAwait(false);
            return reports.Exists(r => r.ExitCode == 1) ? 1 : reports.Max(r => r.ExitCode);
        }
        catch (Exception unreadable) when (unreadable is ContractFileException or IOException or UnauthorizedAccessException)
        {
            return await Usage(errors, unreadable.Message).ConfigureAwait(false);
        }
    }

    private static async Task<List<VerifyReport>> RunAsync(
        List<(Vendor Vendor, Verifier Verifier)> verifiers, Func<Vendor, IProgress<VerifyProgress>?> progress, CancellationToken cancellation)
    {
        var reports = new List<VerifyReport>();
        foreach (var (vendor, verifier) in verifiers)
            reports.Add(await verifier.RunAsync(progress(vendor), cancellation).ConfigureAwait(false));
        return reports;
    }

    private static VerifyOptions? Options(Vendor vendor, VerifyArguments arguments, int? pace, IReadOnlyDictionary<string, string> variables)
    {
        Uri? target = null;
        if (arguments.Target != "fake"
            && (!Uri.TryCreate(arguments.Target.Replace("{vendor}", vendor.Name, StringComparison.Ordinal), UriKind.Absolute, out target) || target.Scheme is not ("http" or "https")))
        {
            return null;
        }

        return new VerifyOptions
        {
            Target = target,
            Credentials = arguments.Demo ? EnvironmentCredentials.Demo(vendor) : EnvironmentCredentials.Read(vendor, variables),
            AllowWrites = arguments.AllowWrites,
            Reading = arguments.Lenient ? ContractReading.Lenient : ContractReading.Strict,
            Recorded = arguments.Fixtures is { } folder ? FixtureSet.Load(folder).Fixtures : [],
            RecordedOnly = arguments.Fixtures is not null,
            CallsPerMinute = pace,
        };
    }

    /// <summary>What <c>--pace</c> says, and whether that can be understood.</summary>
    private static (bool Known, int? Value) CallsPerMinute(string pace) => pace switch
    {
        "limit" => (true, null),
        "off" => (true, 0),
        _ => (int.TryParse(pace, NumberStyles.None, CultureInfo.InvariantCulture, out var calls) && calls > 0, calls),
    };

    private static async Task<int> Usage(TextWriter errors, string message)
    {
        await errors.WriteLineAsync(message).ConfigureAwait(false);
        return CommandLine.Usage;
    }

    /// <summary>One vendor's line.</summary>
    private sealed class Bar(ProgressTask task) : IProgress<VerifyProgress>
    {
        public void Report(VerifyProgress value)
        {
            task.MaxValue = value.Total;
            task.Value = value.Done;
        }
    }
}
