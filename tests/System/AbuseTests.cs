using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VendorMocks.Tests;

/// <summary>
/// Callers who mean harm. MOCKS_TEST_CONNECTIONS (10,000) and MOCKS_TEST_SECONDS (10) say how many connections idle and how long all of
/// it lasts. Client and server are two processes, so that each has the file handles that it needs.
/// </summary>
[Collection(Alone.Name)]
public sealed class AbuseTests
{
    private const long MemoryBound = 640L * 1024 * 1024;

    private static readonly int Connections = Number("MOCKS_TEST_CONNECTIONS", 10_000);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Number("MOCKS_TEST_SECONDS", 10));

    [Fact]
    public async Task Healthy_clients_are_served_while_others_do_their_worst()
    {
        var bounded = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = "0x18000000", ["MOCKS_LIMITS"] = "off" };
        using var server = await ServerProcess.StartAsync(bounded, "--urls", "http://127.0.0.1:0;https://127.0.0.1:0");
        var (plain, secure) = (server.Addresses[0], server.Addresses[1]);
        using var healthy = new HttpClient { BaseAddress = plain };
        var idle = new List<Socket>();
        using var end = new CancellationTokenSource();
        try
        {
            while (idle.Count < Connections)
                idle.Add(await ConnectAsync(plain));
            end.CancelAfter(Duration);
            Task<long>[] attacks =
            [
                .. Enumerable.Range(0, 200).Select(_ => Repeat(() => DripAsync(plain, end.Token), end.Token)),
                .. Enumerable.Range(0, 4).Select(_ => Repeat(() => FloodAsync(plain, end.Token), end.Token)),
                Repeat(() => ManyHeadersAsync(plain, end.Token), end.Token),
                Repeat(() => GarbageAsync(plain, end.Token), end.Token),
                ResetStreamsAsync(secure, end.Token),
            ];
            var served = 0;
            while (!end.IsCancellationRequested)
            {
                Assert.Equal(HttpStatusCode.OK, (await healthy.GetAsync("/leaddyno/v1/leads/count?key=demo-leaddyno-key", TestContext.Current.CancellationToken)).StatusCode);
                served++;
            }

            var tries = await Task.WhenAll(attacks);
            Assert.False(server.Ended, "The server ended.");
            Assert.True(served > 0);
            Assert.All(tries[200..], done => Assert.True(done > 0, "An attack was never carried out."));
            Assert.InRange(server.Peak, 1, MemoryBound);
            Assert.True(server.Said.Count < 100, $"The log was flooded: {string.Join('\n', server.Said.Take(20))}");
            TestContext.Current.TestOutputHelper?.WriteLine($"{served} healthy calls, {idle.Count} idle connections, {tries.Sum()} attacks, peak {server.Peak / 1048576} MiB, {server.Said.Count} lines");
        }
        finally
        {
            await end.CancelAsync();
            foreach (var socket in idle)
                socket.Dispose();
        }

        Assert.Equal(0, await server.StopAsync());
    }

    /// <summary>Carries an attack out again and again; how often it was begun.</summary>
    private static async Task<long> Repeat(Func<Task> attack, CancellationToken end)
    {
        long times = 0;
        while (!end.IsCancellationRequested)
        {
            try
            {
                times++;
                await attack();
            }
            catch (Exception stopped) when (stopped is IOException or SocketException or OperationCanceledException)
            {
                // The server closed the line, which is its right.
            }
        }

        return times;
    }

    private static async Task<Socket> ConnectAsync(Uri address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        return socket;
    }

    private static async Task<NetworkStream> OpenAsync(Uri address) => new(await ConnectAsync(address), ownsSocket: true);

    /// <summary>A head that comes a letter at a time.</summary>
    private static async Task DripAsync(Uri address, CancellationToken end)
    {
        await using var stream = await OpenAsync(address);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        await stream.WriteAsync("GET /leaddyno/v1/leads HTTP/1.1\r\nHost: localhost\r\nX-Slow: "u8.ToArray(), end);
        while (await pace.WaitForNextTickAsync(end))
            await stream.WriteAsync("a"u8.ToArray(), end);
    }

    /// <summary>A body of a gigabyte.</summary>
    private static async Task FloodAsync(Uri address, CancellationToken end)
    {
        await using var stream = await OpenAsync(address);
        await stream.WriteAsync("POST /leaddyno/v1/leads HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1073741824\r\n\r\n"u8.ToArray(), end);
        var piece = new byte[64 * 1024];
        for (var sent = 0L; sent < 1_073_741_824; sent += piece.Length)
            await stream.WriteAsync(piece, end);
    }

    private static async Task ManyHeadersAsync(Uri address, CancellationToken end)
    {
        await using var stream = await OpenAsync(address);
        var head = new StringBuilder("GET / HTTP/1.1\r\nHost: localhost\r\n");
        for (var i = 0; i < 100_000; i++)
            head.Append(CultureInfo.InvariantCulture, $"X-{i}: v\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), end);
        using var reader = new StreamReader(stream);
        Assert.Contains(" 431 ", await reader.ReadLineAsync(end), StringComparison.Ordinal);
    }

    private static async Task GarbageAsync(Uri address, CancellationToken end)
    {
        await using var stream = await OpenAsync(address);
        var bytes = new byte[4096];
        new Random(bytes.Length).NextBytes(bytes);
        await stream.WriteAsync(bytes, end);
        _ = await stream.ReadAsync(bytes, end);
    }

    /// <summary>Streams that are reset as soon as they are open.</summary>
    private static async Task<long> ResetStreamsAsync(Uri address, CancellationToken end)
    {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null;
        using var client = new HttpClient(handler) { BaseAddress = address, DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        return await Repeat(
            async () =>
            {
                using var reset = CancellationTokenSource.CreateLinkedTokenSource(end);
                var call = client.GetAsync("/leaddyno/v1/leads?key=demo-leaddyno-key", reset.Token);
                await reset.CancelAsync();
                try
                {
                    await call;
                }
                catch (HttpRequestException)
                {
                    // The server may close a connection that resets too many.
                }
            },
            end);
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
