using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace VendorMocks.Tests;

/// <summary>MOCKS_VENDOR_HOSTS=on: ports 80 and 443, where applications with hard-coded vendor URLs come. Not everybody may have them.</summary>
public sealed class VendorHostsTests
{
    private static readonly Dictionary<string, string> On = new() { ["MOCKS_VENDOR_HOSTS"] = "on" };

    [Fact]
    public async Task An_application_that_names_no_port_reaches_its_vendor()
    {
        Assert.SkipUnless(Free(80) && Free(443), "Ports 80 and 443 are taken, or not for this user.");
        using var server = await ServerProcess.StartAsync(On, "--urls", "http://127.0.0.1:0");
        using var plain = new HttpClient();
        using var authority = X509Certificate2.CreateFromPem(await plain.GetStringAsync(new Uri(server.Addresses[0], "/__mocks/ca.pem")));
        // As a network alias would: the name leads here, and the client is not told otherwise.
        using var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(authority);
        using var client = new HttpClient(handler);

        foreach (var scheme in (string[])["http", "https"])
            Assert.Equal("""{"count":220}""", await client.GetStringAsync(new Uri($"{scheme}://api.leaddyno.com/v1/leads/count?key=demo-leaddyno-key")));
        Assert.Equal(0, await server.StopAsync());
    }

    [Theory]
    [InlineData("curl", "curl -sS --cacert $CA \"$URL\"")]
    [InlineData("node", "NODE_EXTRA_CA_CERTS=$CA node -e 'fetch(process.env.URL).then(answer => answer.text()).then(text => console.log(text))'")]
    [InlineData("php", "php -d openssl.cafile=$CA -r 'echo file_get_contents(getenv(\"URL\"));'")]
    [InlineData("python3", "SSL_CERT_FILE=$CA python3 -c 'import os, urllib.request; print(urllib.request.urlopen(os.environ[\"URL\"]).read().decode())'")]
    public async Task An_unmodified_program_insists_on_the_vendors_url_and_gets_its_answer(string program, string call)
    {
        Assert.SkipUnless(await ServerProcess.MayMountAsync(), "This user may not mount a file system.");
        Assert.SkipUnless(Free(80) && Free(443), "Ports 80 and 443 are taken, or not for this user.");
        Assert.SkipUnless((await Shell.RunAsync($"command -v {program}")).ExitCode == 0, $"{program} is not installed.");
        var folder = Directory.CreateTempSubdirectory("mocks-alias-").FullName;
        try
        {
            Assert.Equal(0, (await Shell.RunAsync($"dotnet {ServerProcess.Dll} ca create --out {folder}")).ExitCode);
            using var server = await ServerProcess.StartAsync(new Dictionary<string, string>(On) { ["MOCKS_CA"] = Path.Combine(folder, "mocks-ca-key.pem") }, "--urls", "http://127.0.0.1:0");
            // What a network alias does for a container: in a view of the system of its own, the name leads here.
            await File.WriteAllTextAsync(Path.Combine(folder, "hosts"), "127.0.0.1 localhost api.leaddyno.com\n", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "call"), $"export CA={folder}/mocks-ca.pem URL='https://api.leaddyno.com/v1/leads/count?key=demo-leaddyno-key'\n{call}\n", TestContext.Current.CancellationToken);

            var (said, code) = await Shell.RunAsync($"unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY; unshare --mount sh -c 'mount --bind {folder}/hosts /etc/hosts && exec sh {folder}/call'");

            Assert.Equal(("""{"count":220}""", 0), (said.Trim(), code));
            Assert.Equal(0, await server.StopAsync());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_user_who_may_not_have_these_ports_is_told_what_to_do()
    {
        var first = int.Parse(await File.ReadAllTextAsync("/proc/sys/net/ipv4/ip_unprivileged_port_start", TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
        Assert.SkipUnless(first > 80 && (Environment.IsPrivilegedProcess || !Free(80)), "Everybody may have these ports here.");
        var anybody = Environment.IsPrivilegedProcess ? "setpriv --bounding-set=-all --inh-caps=-all " : "";

        var (said, code) = await Shell.RunAsync($"MOCKS_VENDOR_HOSTS=on MOCKS_URLS=http://127.0.0.1:0 {anybody}dotnet {Path.Combine(AppContext.BaseDirectory, "mocks.dll")}");

        Assert.Equal(1, code);
        Assert.Contains("ip_unprivileged_port_start", said, StringComparison.Ordinal);
    }

    private static bool Free(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
