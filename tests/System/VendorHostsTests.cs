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
