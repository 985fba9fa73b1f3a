using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace VendorMocks;

/// <summary>Where a server listens and what it lets in before anybody is asked.</summary>
internal static class Listening
{
    /// <summary>How many connections may be open at once; more are closed at once.</summary>
    internal const int MaxConnections = 20_000;

    // A head that takes longer than this is being dripped. Bodies have a least pace of Kestrel's own, and the door's patience.
    internal static readonly TimeSpan HeadPatience = TimeSpan.FromSeconds(15);

    /// <summary>Sets the server up.</summary>
    public static void Configure(IWebHostBuilder web, MocksServerOptions options)
    {
        web.UseKestrelCore().UseUrls(string.Join(';', Urls(options)));
        web.ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.RequestHeadersTimeout = HeadPatience;
        });
        if (!IsSecure(options))
            return;
        web.UseKestrelHttpsConfiguration();
        web.ConfigureKestrel(static kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            var authority = kestrel.ApplicationServices.GetRequiredService<CertificateAuthority>();
            // A name that the authority does not sign for ends the handshake.
            https.ServerCertificateSelector = (_, name) => authority.CertificateFor(name);
        }));
    }

    /// <summary>Whether any address is one of HTTPS.</summary>
    public static bool IsSecure(MocksServerOptions options) => Urls(options).Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase));

    /// <summary>The authority of a server: the one of the file, else the kept one, else a new one.</summary>
    /// <exception cref="IOException">It cannot be read or kept, or does not sign for a host that is mapped.</exception>
    public static CertificateAuthority AuthorityOf(MocksServerOptions options)
    {
        string[] hosts = [.. options.Maps.Select(map => map.Host).Where(CertificateAuthority.IsName)];
        var authority = options.AuthorityFile is { } file ? CertificateAuthority.Read(file)
            : options.StateFolder is { } folder ? CertificateAuthority.Keep(folder, hosts)
            : CertificateAuthority.Create(hosts);
        if (hosts.FirstOrDefault(host => !authority.Covers(host)) is { } uncovered)
        {
            throw new IOException(
                $"The certificate authority {authority.Origin} does not sign for the mapped host {uncovered}. Make one that does: mocks ca create --out <folder> --host {uncovered}");
        }

        return authority;
    }

    /// <summary>The given addresses, and those that the options add on the same interfaces.</summary>
    private static IEnumerable<string> Urls(MocksServerOptions options)
    {
        var given = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string[] hosts = [.. given.Select(BindingAddress.Parse).Where(address => !address.IsUnixPipe && !address.IsNamedPipe).Select(address => address.Host).Distinct()];
        var secure = options.HttpsPort is { } port ? hosts.Select(host => $"https://{host}:{port}") : [];
        var vendors = options.VendorHosts ? hosts.SelectMany(host => (string[])[$"http://{host}:80", $"https://{host}:443"]) : [];
        return given.Concat(secure).Concat(vendors).Distinct();
    }
}
