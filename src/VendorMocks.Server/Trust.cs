using System.Text;

namespace VendorMocks;

/// <summary>How clients are made to trust the authority: one way for each platform.</summary>
internal static class Trust
{
    private const string File = CertificateAuthority.TrustFile;

    /// <summary>Commands and settings by platform, in the order in which they are shown.</summary>
    public static IReadOnlyDictionary<string, string> Ways { get; } = new Dictionary<string, string>
    {
        ["curl"] = $"curl --cacert {File} https://localhost:8443/healthz        # or CURL_CA_BUNDLE={File}",
        ["dotnet"] = $"SSL_CERT_FILE=/path/to/{File}        # Linux; replaces the system's list. On macOS and Windows trust it in the system.",
        ["node"] = $"NODE_EXTRA_CA_CERTS=/path/to/{File}        # in addition to the built-in list; read once, at the start of the process",
        ["python"] = $"SSL_CERT_FILE=/path/to/{File}        # ssl, httpx; for requests: REQUESTS_CA_BUNDLE=/path/to/{File}",
        ["php"] = $"php -d curl.cainfo=/path/to/{File} -d openssl.cafile=/path/to/{File} …        # or the same two lines in php.ini",
        ["ruby"] = $"SSL_CERT_FILE=/path/to/{File}",
        ["go"] = $"SSL_CERT_FILE=/path/to/{File}        # Linux; elsewhere Go asks the system",
        ["java"] = $"keytool -importcert -noprompt -cacerts -storepass changeit -alias mocks -file {File}",
        ["debian"] = $"cp {File} /usr/local/share/ca-certificates/mocks.crt && update-ca-certificates        # also Ubuntu and Alpine",
        ["fedora"] = $"cp {File} /etc/pki/ca-trust/source/anchors/mocks.pem && update-ca-trust        # also RHEL and its kin",
        ["macos"] = $"security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db {File}",
        ["windows"] = $"certutil -user -addstore Root {File}        # PowerShell: Import-Certificate -FilePath {File} -CertStoreLocation Cert:\\CurrentUser\\Root",
        ["firefox"] = $"Settings, Privacy & Security, Certificates, View Certificates, Authorities, Import {File}",
    };

    /// <summary>What a person is told.</summary>
    /// <param name="platform">One of the keys; null for all.</param>
    public static string Text(string? platform)
    {
        var text = new StringBuilder();
        text.Append($"Fetch the certificate from a running server, or make an authority ahead with mocks ca create:\n\n  curl -so {File} http://localhost:8080/__mocks/ca.pem\n\n");
        foreach (var (name, way) in Ways.Where(way => platform is null || way.Key == platform))
            text.Append($"{name}\n  {way}\n\n");
        return text.Append("It signs for the vendors' hosts, localhost and the hosts that it was made for, and clients refuse it for all others.\n").ToString();
    }
}
