using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace VendorMocks.Tests;

/// <summary>Clients that insist on HTTPS, and on a vendor's own URL.</summary>
public sealed class HttpsTests
{
    private static readonly MocksServerOptions Secure = new() { HttpsPort = 0, Default = new WorldOptions { Running = true } };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_unmodified_client_reaches_a_vendor_under_its_own_url(int version)
    {
        await using var server = await MocksServer.StartAsync(Secure);
        using var client = new HttpClient(server.CreateHandler())
        {
            BaseAddress = new Uri("https://api.leaddyno.com/v1/"),
            DefaultRequestVersion = version == 2 ? HttpVersion.Version20 : HttpVersion.Version11,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var made = await client.PostAsync("leads", Answers.FormBody("key", "demo-leaddyno-key", "email", "ada@example.com"));
        var listed = await client.Get("leads?key=demo-leaddyno-key");

        Assert.Equal((HttpStatusCode.Created, version), (made.StatusCode, made.Version.Major));
        Assert.Equal((200, "ada@example.com"), (listed.Status, listed.Text("0.email")));
        var kept = server.Default.Journal.Exchanges[0].Request;
        Assert.Equal(("https", "api.leaddyno.com"), (kept.Scheme, kept.Host));
    }

    [Fact]
    public async Task Every_vendors_host_and_this_machine_have_a_certificate()
    {
        await using var server = await MocksServer.StartAsync(Secure);
        using var client = new HttpClient(server.CreateHandler());

        foreach (var host in (string[])["fixido.com", "www.fixido.com", "integration.demo.clixnow.com", "api.leaddyno.com", "leaddyno.localhost", "demo.clixnow.localhost", "localhost", "127.0.0.1"])
        {
            using var answer = await client.GetAsync(new Uri($"https://{host}/anything"));
            Assert.NotEqual(0, (int)answer.StatusCode);
        }

        Assert.Equal(200, (await client.Get(new Uri(server.SecureAddress!, "/healthz").ToString())).Status);
    }

    [Theory]
    [InlineData("api.example.com")]
    [InlineData("notleaddyno.com")]
    [InlineData("leaddyno.com.example.com")]
    public async Task A_host_of_nobody_is_refused_in_the_handshake(string host)
    {
        await using var server = await MocksServer.StartAsync(Secure);
        using var client = new HttpClient(server.CreateHandler());

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"https://{host}/")));

        Assert.Equal(HttpRequestError.SecureConnectionError, refused.HttpRequestError);
        using var other = new HttpClient(server.CreateHandler());
        Assert.Equal(200, (await other.Get("https://localhost/healthz")).Status);
    }

    [Fact]
    public async Task Who_does_not_trust_the_authority_does_not_connect()
    {
        await using var server = await MocksServer.StartAsync(Secure);
        using var stranger = new TcpClient();
        await stranger.ConnectAsync(server.SecureAddress!.Host, server.SecureAddress.Port);
        await using var stream = new SslStream(stranger.GetStream());

        await Assert.ThrowsAsync<AuthenticationException>(() => stream.AuthenticateAsClientAsync("api.leaddyno.com"));
    }

    [Fact]
    public async Task The_certificate_to_be_trusted_can_be_fetched()
    {
        await using var server = await MocksServer.StartAsync(Secure);
        using var client = new HttpClient { BaseAddress = server.BaseAddress };

        var answer = await client.Get("/__mocks/ca.pem");

        Assert.Equal((200, "application/x-pem-file"), (answer.Status, answer.Header("Content-Type")));
        using var read = X509Certificate2.CreateFromPem(answer.Body);
        Assert.Equal(server.Authority!.Certificate.Thumbprint, read.Thumbprint);
        Assert.DoesNotContain("PRIVATE", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_authority_is_kept_in_the_state_folder_so_that_it_is_trusted_once()
    {
        var folder = Directory.CreateTempSubdirectory("state");
        try
        {
            var kept = Secure with { StateFolder = folder.FullName };
            string thumbprint;
            await using (var before = await MocksServer.StartAsync(kept))
                thumbprint = before.Authority!.Certificate.Thumbprint;

            await using var after = await MocksServer.StartAsync(kept);
            await using var elsewhere = await MocksServer.StartAsync(Secure);

            Assert.Equal(thumbprint, after.Authority!.Certificate.Thumbprint);
            Assert.NotEqual(thumbprint, elsewhere.Authority!.Certificate.Thumbprint);
            using var client = new HttpClient(after.CreateHandler());
            Assert.Equal(200, (await client.Get("https://api.leaddyno.com/v1/leads?key=demo-leaddyno-key")).Status);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Without_https_there_is_no_certificate_and_the_answer_says_how_to_get_one()
    {
        await using var control = await ControlCalls.StartAsync();

        var answer = await control.Get("/ca.pem");

        Assert.Equal((404, "https"), (answer.Status, answer.Text("field")));
        Assert.Contains("MOCKS_HTTPS", answer.Text("detail")!, StringComparison.Ordinal);
        Assert.Null(control.Server.SecureAddress);
    }

    [Fact]
    public async Task A_mapped_host_has_a_certificate_too()
    {
        await using var server = await MocksServer.StartAsync(Secure with { Maps = [new HostMapping("crm.partner.test", "maxwork")] });
        using var client = new HttpClient(server.CreateHandler());

        Assert.NotEqual(404, (await client.Get("https://crm.partner.test/listingexport/leads?token=demo-maxwork-token", ("user", "demo-agent"))).Status);
    }

    [Fact]
    public async Task A_reset_under_http_2_ends_the_stream_and_says_so()
    {
        await using var server = await MocksServer.StartAsync(Secure);
        using var client = new HttpClient(server.CreateHandler())
        {
            BaseAddress = new Uri("https://api.leaddyno.com/v1/"),
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using (server.Default.LeadDyno.Faults.Add(Fault.Reset()))
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync("leads?key=demo-leaddyno-key"));

        Assert.Equal(200, (await client.Get("leads?key=demo-leaddyno-key")).Status);
        Assert.Contains("RST_STREAM", server.Default.Journal.Exchanges.Select(exchange => exchange.FaultNote).First(note => note is not null), StringComparison.Ordinal);
    }
}
