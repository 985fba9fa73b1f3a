using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace VendorMocks.Tests;

/// <summary>The authority itself: what it signs for, and that others hold it to that.</summary>
public sealed class CertificateAuthorityTests
{
    [Theory]
    [InlineData("api.leaddyno.com", true)]
    [InlineData("API.LeadDyno.com", true)]
    [InlineData("localhost", true)]
    [InlineData("a.b.localhost", true)]
    [InlineData("mocks", true)]
    [InlineData("example.com", false)]
    [InlineData("evilleaddyno.com", false)]
    [InlineData("leaddyno.com.example", false)]
    [InlineData("*.leaddyno.com", false)]
    [InlineData("", true)]
    public void It_signs_for_the_vendors_this_machine_and_the_named_hosts(string name, bool signs)
    {
        using var authority = CertificateAuthority.Create("mocks");

        using var leaf = authority.CertificateFor(name);

        Assert.Equal(signs, leaf is not null);
        if (leaf is null)
            return;
        Assert.True(leaf.MatchesHostname(name.Length == 0 ? "127.0.0.1" : name));
        Assert.Equal(X509ChainStatusFlags.NoError, Verify(authority, leaf));
    }

    [Fact]
    public void Clients_refuse_it_for_other_hosts_even_when_its_key_was_stolen()
    {
        var folder = Directory.CreateTempSubdirectory("mocks-ca-").FullName;
        try
        {
            using var authority = CertificateAuthority.Keep(folder, "mocks");
            using var stolen = X509Certificate2.CreateFromPemFile(Path.Combine(folder, CertificateAuthority.KeyFile));
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=bank.example.com", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("bank.example.com");
            request.CertificateExtensions.Add(names.Build());
            using var forged = request.Create(stolen, stolen.NotBefore, stolen.NotAfter, [1]);

            Assert.True((Verify(authority, forged) & X509ChainStatusFlags.HasNotPermittedNameConstraint) != 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_folder_keeps_it_and_only_its_owner_reads_the_key()
    {
        var folder = Directory.CreateTempSubdirectory("mocks-ca-").FullName;
        try
        {
            using var made = CertificateAuthority.Keep(folder, "shop.test");
            using var kept = CertificateAuthority.Keep(folder);
            var file = Path.Combine(folder, CertificateAuthority.KeyFile);

            Assert.Equal(made.Certificate.Thumbprint, kept.Certificate.Thumbprint);
            Assert.Contains("shop.test", kept.Domains);
            Assert.Equal(made.Domains, kept.Domains);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            Assert.Equal(made.Pem, File.ReadAllText(Path.Combine(folder, CertificateAuthority.TrustFile)));
            // What is there is never written over.
            using var another = CertificateAuthority.Create();
            Assert.Throws<IOException>(() => another.Write(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_file_that_is_none_is_refused_with_its_name_and_what_would_do()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Contains("mocks ca create", Assert.Throws<IOException>(() => CertificateAuthority.Read(file)).Message, StringComparison.Ordinal);
            using var authority = CertificateAuthority.Create();
            using var leaf = authority.CertificateFor("localhost")!;
            File.WriteAllText(file, leaf.ExportCertificatePem() + "\n" + leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
            Assert.Contains("none of an authority", Assert.Throws<IOException>(() => CertificateAuthority.Read(file)).Message, StringComparison.Ordinal);
            Assert.ThrowsAny<IOException>(() => CertificateAuthority.Read(file + ".absent"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Certificates_are_kept_and_their_number_is_bounded()
    {
        using var authority = CertificateAuthority.Create();

        Assert.Same(authority.CertificateFor("api.leaddyno.com"), authority.CertificateFor("API.leaddyno.com"));
        var first = authority.CertificateFor("a.localhost");
        for (var i = 0; i < 300; i++)
            Assert.NotNull(authority.CertificateFor($"a{i}.localhost"));
        Assert.NotSame(first, authority.CertificateFor("a.localhost"));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("*.example.com")]
    [InlineData("https://example.com")]
    [InlineData("10.0.0.1")]
    public void What_is_no_host_name_is_not_signed_for(string host) =>
        Assert.Contains(host, Assert.Throws<ArgumentException>(() => CertificateAuthority.Create(host)).Message, StringComparison.Ordinal);

    private static X509ChainStatusFlags Verify(CertificateAuthority authority, X509Certificate2 leaf)
    {
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
        chain.ChainPolicy.CustomTrustStore.Add(authority.Certificate);
        chain.Build(leaf);
        return chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (flags, status) => flags | status.Status);
    }
}
