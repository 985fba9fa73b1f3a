using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace VendorMocks;

/// <summary>Certificates by the name that a client asks for, signed when first asked for. All have one key.</summary>
internal sealed class LeafCertificates(X509Certificate2 signer, IReadOnlyList<string> domains) : IDisposable
{
    // Names below a vendor's domain can be made up without end.
    private const int MostKept = 256;
    private const string ThisMachine = "localhost";
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";

    // Some clients take no certificate that lasts longer than 398 days.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, X509Certificate2> _made = new(StringComparer.OrdinalIgnoreCase);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public X509Certificate2? For(string? name)
    {
        name = string.IsNullOrEmpty(name) ? ThisMachine : name.TrimEnd('.');
        var now = TimeProvider.System.GetUtcNow();
        if (_made.TryGetValue(name, out var known) && known.NotAfter.ToUniversalTime() > now)
            return known;
        if (!CertificateAuthority.IsName(name) || !CertificateAuthority.Covers(domains, name))
            return null;
        // Those that are let go may be in use: they are left to the collector.
        if (_made.Count >= MostKept)
            _made.Clear();
        return _made[name] = Sign(name.ToLowerInvariant(), now);
    }

    public void Dispose() => _key.Dispose();

    private X509Certificate2 Sign(string name, DateTimeOffset now)
    {
        var request = new CertificateRequest($"CN={(name.Length <= 64 ? name : "mocks")}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerUse)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(signer, true, false));
        request.CertificateExtensions.Add(NamesOf(name));
        var last = signer.NotAfter.ToUniversalTime() is var end && end < (now + Lifetime).UtcDateTime ? new DateTimeOffset(end) : now + Lifetime;
        var first = signer.NotBefore.ToUniversalTime() is var begin && begin > (now - Margin).UtcDateTime ? new DateTimeOffset(begin) : now - Margin;
        var serial = RandomNumberGenerator.GetBytes(16);
        // Serial numbers are positive.
        serial[0] = (byte)(serial[0] & 0x7F | 0x01);
        using var certificate = request.Create(signer, first, last, serial);
        var leaf = certificate.CopyWithPrivateKey(_key);
        if (!OperatingSystem.IsWindows())
            return leaf;
        // There a handshake cannot use a key that stands in memory only.
        using (leaf)
            return X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pfx), null);
    }

    private static X509Extension NamesOf(string name)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (name == ThisMachine)
        {
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
        }

        return names.Build();
    }
}
