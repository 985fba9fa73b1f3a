using System.Globalization;

namespace VendorMocks;

/// <summary>
/// One thing that a user's environment decides: a row from which come the flag, the environment variable, the help and the
/// table in the documentation.
/// </summary>
/// <param name="Name">The flag without its dashes; the variable is <c>MOCKS_</c> and the name in capitals, with underscores.</param>
/// <param name="Accepted">What it takes, for people.</param>
/// <param name="Default">What it is unless given.</param>
/// <param name="Summary">What it decides.</param>
/// <param name="Words">The words among what it takes, so that a slip can be pointed out.</param>
/// <param name="Apply">Puts a value in force, or returns null when it is none that is taken.</param>
internal sealed record Setting(
    string Name,
    string Accepted,
    string Default,
    string Summary,
    IEnumerable<string> Words,
    Func<MocksServerOptions, string, MocksServerOptions?> Apply)
{
    // Declared before All, which uses them.
    private static readonly string[] LogLevels = ["information", "warning", "error", "none"];

    /// <summary>All settings that have a flag.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("urls", "http:// or https:// addresses with a port, separated by semicolons, for example http://localhost:9000", "http://localhost:8080",
            "Where to listen", [], static (options, text) => Urls(text) ? options with { Urls = text } : null),
        new("https", "a port from 1 to 65535, for example 8443", "none",
            "Where to listen with HTTPS, on the same interfaces", [],
            static (options, text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 ? options with { HttpsPort = port } : null),
        new("ca", "a PEM file with certificate and private key, made by mocks ca create", "one of the server's own",
            "The certificate authority that signs for HTTPS", [], static (options, text) => text.Trim().Length > 0 ? options with { AuthorityFile = text } : null),
        new("vendor-hosts", "on or off", "off",
            "Whether to listen on ports 80 and 443 too, for callers that insist on the vendors' own URLs", ["on", "off"],
            static (options, text) => Choice(text, "on", "off") is { } on ? options with { VendorHosts = on } : null),
        new("seed", WorldValues.SeedAccepted, "1",
            "What all invented data is made from", [],
            static (options, text) => WorldValues.TrySeed(text, out var seed) ? options with { Default = options.Default with { Seed = seed } } : null),
        new("size", WorldValues.SizeAccepted, "default",
            "How much data the world default begins with", ["empty", "default"],
            static (options, text) => WorldValues.TrySize(text, out var size) ? options with { Default = options.Default with { Size = size } } : null),
        new("start", WorldValues.TimeAccepted, "the present",
            "The first moment of the world's clock", [],
            static (options, text) => WorldValues.TryTime(text, out var start) ? options with { Default = options.Default with { Start = start } } : null),
        new("clock", "running or frozen", "running",
            "Whether the clock runs; a frozen one without a start stands at 2026-01-01T12:00:00Z", ["running", "frozen"],
            static (options, text) => Choice(text, "running", "frozen") is { } on ? options with { Default = options.Default with { Running = on } } : null),
        new("seed-file", "a file with a world's document, as PUT /__mocks/worlds/{name} takes it", "none",
            "What the world begins with, by hand and invented; when the file changes, at the world's next reset", [],
            static (options, text) => text.Trim().Length > 0 ? options with { SeedFile = text } : null),
        new("stubs", "a file with stub mappings in WireMock's format, or a folder of such files", "none",
            "What the world default answers in place of the vendors; when the files change, they are taken up at once", [],
            static (options, text) => text.Trim().Length > 0 ? options with { Stubs = text } : null),
        new("max-worlds", "a number from 1 to 100000", "10000",
            "How many worlds may be open at once", [],
            static (options, text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is >= 1 and <= 100_000 ? options with { MaxWorlds = most } : null),
        new("world-idle", "off, or an ISO 8601 duration of at least PT1S, for example PT8H", "P7D",
            "After how much real time without a call a world is closed; default always stays", ["off"],
            static (options, text) => text == "off" ? options with { WorldIdle = null }
                : WorldValues.TryDuration(text, out var idle) && idle >= TimeSpan.FromSeconds(1) ? options with { WorldIdle = idle } : null),
        new("limits", "on or off", "on",
            "Whether the vendors' request limits count; off for load tests", ["on", "off"],
            static (options, text) => Choice(text, "on", "off") is { } on ? options with { Default = options.Default with { Limits = on } } : null),
        new("state", "a folder", "none",
            "Where worlds are kept, so that they survive a restart", [], static (options, text) => text.Trim().Length > 0 ? options with { StateFolder = text } : null),
        new("map", "host=vendor or host=vendor@world, separated by semicolons", "none",
            "Host names that are a vendor's here", VendorNames(), static (options, text) => Maps(text) is { } maps ? options with { Maps = maps } : null),
        new("webhook-targets", "host names, *.example.com, addresses, networks such as 203.0.113.0/24, or *, separated by semicolons", "this machine and private networks",
            "Whom webhooks may reach besides this machine and private networks", [],
            static (options, text) => Targets(text) is { } targets ? options with { Default = options.Default with { WebhookTargets = targets } } : null),
        new("cors", "origins such as http://localhost:3000, separated by semicolons, or *", "none",
            "Whose pages may call vendors from a browser", [], static (options, text) => Origins(text) is { } origins ? options with { CorsOrigins = origins } : null),
        new("control", "local or open", "local",
            "Who may use /__mocks: this machine and holders of the token, or everybody", ["local", "open"],
            static (options, text) => Choice(text, "open", "local") is { } on ? options with { ControlOpen = on } : null),
        new("log", "information, warning, error or none", "warning",
            "What is written to the console; information is one line for each call", LogLevels,
            static (options, text) => LogLevels.Contains(text) ? options with { LogLevel = Enum.Parse<LogLevel>(text, ignoreCase: true) } : null),
        new("log-format", "text or json", "text",
            "How lines on the console look; json is an object for each", ["text", "json"],
            static (options, text) => Choice(text, "json", "text") is { } on ? options with { LogJson = on } : null),
    ];

    /// <summary>The variable that sets the control token. It has no flag, since those are shown in lists of processes.</summary>
    public const string TokenVariable = "MOCKS_TOKEN";

    /// <summary>The variable, and the flag, that name a file of settings.</summary>
    public const string ConfigVariable = "MOCKS_CONFIG";

    /// <inheritdoc cref="ConfigVariable"/>
    public const string ConfigFlag = "--config";

    /// <summary>ASP.NET's own variable for addresses; <c>MOCKS_URLS</c> goes before it.</summary>
    public const string PlatformUrlsVariable = "ASPNETCORE_URLS";

    public string Flag => "--" + Name;

    public string Variable => "MOCKS_" + Name.ToUpperInvariant().Replace('-', '_');

    // One by one, when asked for: a start makes the vendors while it does something else.
    private static IEnumerable<string> VendorNames()
    {
        foreach (var vendor in Vendors.All)
            yield return vendor.Name;
    }

    /// <summary>Whether addresses can be listened on, as far as their text tells.</summary>
    private static bool Urls(string text)
    {
        foreach (var url in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            try
            {
                var address = BindingAddress.Parse(url);
                // Port 0 of localhost would be two ports, one for each family.
                if (address.Scheme is not ("http" or "https") || address.PathBase.Length > 0 || address.Port is < 0 or > 65535 || (address.Port == 0 && address.Host == "localhost"))
                    return false;
            }
            catch (FormatException)
            {
                return false;
            }
        }

        return text.Trim(' ', ';').Length > 0;
    }

    private static List<HostMapping>? Maps(string text)
    {
        var maps = new List<HostMapping>();
        foreach (var entry in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            var target = equals[^1].Split('@', 2, StringSplitOptions.TrimEntries);
            var known = equals.Length == 2 && Uri.CheckHostName(equals[0]) != UriHostNameType.Unknown && VendorNames().Contains(target[0]);
            // A vendor's own host is that vendor's whatever is mapped.
            if (!known || Address.OwnerOf(equals[0]) is not null || (target.Length == 2 && !MocksHost.IsName(target[1])))
                return null;
            maps.Add(new HostMapping(equals[0], target[0], target.Length == 2 ? target[1] : null));
        }

        return maps;
    }

    private static string[]? Targets(string text)
    {
        var targets = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        try
        {
            TargetPolicy.Default.With(targets);
            return targets;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string[]? Origins(string text)
    {
        var origins = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var fit = origins.All(origin => origin == "*" || (Uri.TryCreate(origin, UriKind.Absolute, out var url) && url.GetLeftPart(UriPartial.Authority) == origin));
        return fit && origins.Length > 0 ? origins : null;
    }

    private static bool? Choice(string text, string yes, string no) => text == yes ? true : text == no ? false : null;
}
