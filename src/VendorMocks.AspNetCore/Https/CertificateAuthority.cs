using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace VendorMocks;

/// <summary>
/// A certificate authority of one's own, which signs for the vendors' hosts and this machine and nothing else: its certificate says
/// so, and clients that trust it hold it to that. Whoever got hold of its key could pretend to be a vendor, and nobody more.
/// </summary>
public sealed class CertificateAuthority : IDisposable
{
    /// <summary>The file with certificate and key, for the server alone.</summary>
    public const string KeyFile = "mocks-ca-key.pem";

    /// <summary>The file with the certificate, for whoever shall trust it.</summary>
    public const string TrustFile = "mocks-ca.pem";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    private readonly X509Certificate2 _signer;
    private readonly LeafCertificates _leaves;

    private CertificateAuthority(X509Certificate2 signer, string origin)
    {
        _signer = signer;
        Origin = origin;
        Certificate = X509CertificateLoader.LoadCertificate(signer.RawDataMemory.Span);
        Domains = NameConstraints.Read(signer) ?? DomainsWith([]);
        _leaves = new LeafCertificates(signer, Domains);
    }

    /// <summary>What clients are to trust; without the key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Domains that it signs for, each with everything below it.</summary>
    public IReadOnlyList<string> Domains { get; }

    /// <summary>The certificate as PEM, with a line break at its end.</summary>
    public string Pem => Certificate.ExportCertificatePem() + "\n";

    /// <summary>Where it comes from, for people.</summary>
    internal string Origin { get; }

    /// <summary>Makes one, for ten years, with a P-256 key.</summary>
    /// <param name="hosts">Host names besides the vendors' and <c>localhost</c>; each includes what is below it.</param>
    /// <exception cref="ArgumentException">One is no host name.</exception>
    public static CertificateAuthority Create(params IReadOnlyList<string> hosts)
    {
        ArgumentNullException.ThrowIfNull(hosts);
        if (hosts.FirstOrDefault(host => !IsName(host)) is { } wrong)
            throw new ArgumentException($"'{wrong}' is no host name: letters, digits, dashes and dots, without port, wildcard or scheme.", nameof(hosts));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // Some clients tell authorities apart by name alone, so no two have the same.
        var request = new CertificateRequest($"CN=Mocks local CA {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(NameConstraints.Write(DomainsWith(hosts)));
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateAuthority(request.CreateSelfSigned(now.AddDays(-1), now + Lifetime), "made for this run");
    }

    /// <summary>Reads one with its key from a PEM file.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="IOException">It cannot be read, or holds no authority that can sign now; the message says which.</exception>
    public static CertificateAuthority Read(string file)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        file = Path.GetFullPath(file);
        try
        {
            return new CertificateAuthority(Usable(X509Certificate2.CreateFromPemFile(file)), file);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"{file} cannot be used as certificate authority: {unreadable.Message.TrimEnd('.')}. It takes a PEM file with CERTIFICATE and PRIVATE KEY, as 'mocks ca create' makes it.", unreadable);
        }
    }

    /// <summary>Reads the one that a folder keeps, or makes one and keeps it there.</summary>
    /// <param name="folder">The folder; made if need be.</param>
    /// <param name="hosts">As for <see cref="Create"/>, when one is made.</param>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static CertificateAuthority Keep(string folder, params IReadOnlyList<string> hosts)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (File.Exists(Path.Combine(folder, KeyFile)))
            return Read(Path.Combine(folder, KeyFile));
        var made = Create(hosts);
        made.Write(folder);
        return made;
    }

    /// <summary>Writes <see cref="KeyFile"/>, which only its owner may read, and <see cref="TrustFile"/>.</summary>
    /// <param name="folder">The folder; made if need be.</param>
    /// <exception cref="IOException">They cannot be written, or the folder has one already.</exception>
    public void Write(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        try
        {
            Directory.CreateDirectory(folder);
            var secret = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                secret.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var writer = new StreamWriter(Path.Combine(folder, KeyFile), secret))
                writer.Write($"{Pem}{_signer.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n");
            File.WriteAllText(Path.Combine(folder, TrustFile), Pem);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The certificate authority cannot be kept in {Path.GetFullPath(folder)}: {unwritable.Message}", unwritable);
        }
    }

    /// <summary>The certificate for a name that a client asks for; null where the authority does not sign for it.</summary>
    /// <param name="name">The name; null or empty where the client sent none, which gets the one for this machine.</param>
    public X509Certificate2? CertificateFor(string? name) => _leaves.For(name);

    /// <summary>Whether it signs for a host.</summary>
    /// <param name="host">Host name without port.</param>
    public bool Covers(string host) => Covers(Domains, host);

    /// <summary>Forgets keys and certificates.</summary>
    public void Dispose()
    {
        _leaves.Dispose();
        _signer.Dispose();
        Certificate.Dispose();
    }

    internal static bool Covers(IReadOnlyList<string> domains, string host) => domains.Any(domain =>
        host.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && (host.Length == domain.Length || host[^(domain.Length + 1)] == '.'));

    internal static bool IsName(string text) =>
        text.Length <= 253 && Uri.CheckHostName(text) == UriHostNameType.Dns && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') && !IPAddress.TryParse(text, out _);

    private static string[] DomainsWith(IEnumerable<string> hosts) =>
        [.. Vendors.All.Select(vendor => vendor.RealDomain).Append("localhost").Concat(hosts.Select(host => host.ToLowerInvariant())).Distinct()];

    private static X509Certificate2 Usable(X509Certificate2 read)
    {
        var now = TimeProvider.System.GetUtcNow();
        var why = read.Extensions.OfType<X509BasicConstraintsExtension>().SingleOrDefault() is not { CertificateAuthority: true } ? "its certificate is none of an authority"
            : read.NotAfter.ToUniversalTime() < now ? $"its certificate ended on {read.NotAfter:yyyy-MM-dd}"
            : read.GetECDsaPrivateKey() is null ? "its key is not an elliptic curve key"
            : null;
        if (why is null)
            return read;
        read.Dispose();
        throw new CryptographicException(why);
    }
}
