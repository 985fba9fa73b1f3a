using Microsoft.Extensions.Logging;

namespace VendorMocks;

/// <summary>How a server begins. All of it may be left out.</summary>
public sealed record MocksServerOptions
{
    // Made when asked for, once for all copies of these options: its digits are the dearest part of a start's options.
    private readonly Lazy<string> _token = new(NewToken);

    /// <summary>Addresses to listen on, separated by semicolons, as for ASP.NET's <c>urls</c>; the default is a free loopback port.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>A port for HTTPS on the interfaces of <see cref="Urls"/>; 0 for a free one, null for none. HTTP/2 is spoken there too.</summary>
    public int? HttpsPort { get; init; }

    /// <summary>Whether to listen on ports 80 and 443 as well, since vendors' URLs in applications name no port.</summary>
    public bool VendorHosts { get; init; }

    /// <summary>
    /// A PEM file with certificate and private key of the authority that signs for HTTPS, as <c>mocks ca create</c> makes it. Null for
    /// one of the server's own.
    /// </summary>
    public string? AuthorityFile { get; init; }

    /// <summary>The world <c>default</c>.</summary>
    public WorldOptions Default { get; init; } = new() { Size = WorldSize.Default, Running = true };

    /// <summary>
    /// A file with a world's document that is opened at the start; null for none. When it changes, its world begins with what it then
    /// says at the next reset; what is in an open world stays.
    /// </summary>
    public string? SeedFile { get; init; }

    /// <summary>
    /// A file with stub mappings in WireMock's format, or a folder of such files, that the world <c>default</c> has; null for none. When
    /// they change, they are replaced at once.
    /// </summary>
    public string? Stubs { get; init; }

    /// <summary>How many worlds may be open at once, 1 to 100,000.</summary>
    public int MaxWorlds { get; init; } = 10_000;

    /// <summary>After how much real time without a call a world is closed; null for never. The world <c>default</c> always stays.</summary>
    public TimeSpan? WorldIdle { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Host names that are sent to vendors, for those without one of their own.</summary>
    public IReadOnlyList<HostMapping> Maps { get; init; } = [];

    /// <summary>
    /// A folder in which worlds are kept, so that they survive a restart; made if need be. Worlds found there are as they were left,
    /// whatever <see cref="Default"/> says. Null keeps nothing.
    /// </summary>
    public string? StateFolder { get; init; }

    /// <summary>
    /// What lets callers from other machines use the control API: <c>Authorization: Bearer &lt;token&gt;</c>. Made anew for each
    /// server unless given.
    /// </summary>
    public string ControlToken
    {
        get => _token.Value;
        init => _token = new(value);
    }

    /// <summary>Whether the control API is open to everybody who reaches the server; otherwise to this machine and holders of the token.</summary>
    public bool ControlOpen { get; init; }

    /// <summary>What is written to the console; at <see cref="LogLevel.Information"/> one line for each call to a vendor.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>
    /// Origins whose pages may call vendors from the browser, for example <c>http://localhost:3000</c>, or <c>*</c>. The vendors
    /// themselves send no such headers, so there are none unless asked for.
    /// </summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>Whether lines on the console are JSON objects, for programs that collect them.</summary>
    public bool LogJson { get; init; }

    // Not a world's random value: it guards the server, and must be guessable by nobody. The random bits of a new Guid are the
    // system's secure ones, without the library for cryptography, whose loading a start would wait for.
#pragma warning disable RS0030
    private static string NewToken() => Guid.NewGuid().ToString("N");
#pragma warning restore RS0030
}

/// <summary>A host name that is sent to a vendor.</summary>
/// <param name="Host">Host name without port.</param>
/// <param name="Vendor">The vendor's name.</param>
/// <param name="World">The world that answers; it is opened like <c>default</c> if it is another. Null lets the key decide.</param>
public sealed record HostMapping(string Host, string Vendor, string? World = null);
