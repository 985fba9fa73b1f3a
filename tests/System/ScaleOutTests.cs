using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace VendorMocks.Tests;

/// <summary>Two servers behind the nginx of deploy/nginx.conf.</summary>
public sealed class ScaleOutTests
{
    private const string Token = "shared-by-the-replicas";
    private const int Worlds = 20;

    [Fact]
    public async Task A_worlds_calls_always_meet_their_state_and_a_world_moves_by_export_and_import()
    {
        var options = new MocksServerOptions { ControlToken = Token, Default = new WorldOptions { Running = true } };
        await using var first = await MocksServer.StartAsync(options);
        await using var second = await MocksServer.StartAsync(options);
        MocksServer[] both = [first, second];

        using (var balancer = await Balancer.StartAsync(both))
        {
            // Vendors may take a bearer token for a key of theirs, so their callers send none.
            using var stranger = new HttpClient { BaseAddress = balancer.Client.BaseAddress };
            for (var i = 0; i < Worlds; i++)
            {
                Assert.Equal(HttpStatusCode.Created, await balancer.Client.StatusAsync("PUT", $"/__mocks/worlds/team-{i}", "{}"));
                for (var times = 0; times < 3; times++)
                {
                    using var lead = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = KeyOf(both, i), ["email"] = $"a{times}@example.com" });
                    using var made = await stranger.PostAsync($"/worlds/team-{i}/leaddyno/v1/leads", lead);
                    Assert.Equal(HttpStatusCode.Created, made.StatusCode);
                }

                Assert.Equal("{\"count\":3}", await stranger.GetStringAsync($"/worlds/team-{i}/leaddyno/v1/leads/count?key={KeyOf(both, i)}"));
            }

            // What came through here is not on the servers' machine, whatever its address.
            Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/__mocks/worlds/team-1")).StatusCode);
        }

        Assert.All(Enumerable.Range(0, Worlds), i => Assert.Single(both, server => server.Host.Find($"team-{i}") is not null));
        Assert.All(both, server => Assert.NotEqual(1, server.Host.Worlds.Count));

        string[] moved = [.. second.Host.Worlds.Select(world => world.Name).Where(name => name != MocksHost.DefaultWorld)];
        using (var from = Caller(second.BaseAddress))
        using (var to = Caller(first.BaseAddress))
        {
            foreach (var world in moved)
            {
                var exported = await from.GetStringAsync($"/__mocks/worlds/{world}/export?secrets=shown");
                Assert.Equal(HttpStatusCode.Created, await to.StatusAsync("POST", "/__mocks/worlds/import", exported));
            }
        }

        await second.DisposeAsync();
        using (var balancer = await Balancer.StartAsync([first]))
        using (var caller = new HttpClient { BaseAddress = balancer.Client.BaseAddress })
        {
            for (var i = 0; i < Worlds; i++)
                Assert.Equal("{\"count\":3}", await caller.GetStringAsync($"/worlds/team-{i}/leaddyno/v1/leads/count?key={KeyOf([first], i)}"));
        }
    }

    private static string KeyOf(IEnumerable<MocksServer> servers, int world) =>
        servers.Select(server => server.Host.Find($"team-{world}")).OfType<World>().First().LeadDyno.Key;

    private static HttpClient Caller(Uri address)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    /// <summary>Debian's nginx with our configuration, but for addresses and folders.</summary>
    private sealed class Balancer : IDisposable
    {
        private readonly Process _nginx;
        private readonly string _folder;

        private Balancer(Process nginx, string folder, HttpClient client) => (_nginx, _folder, Client) = (nginx, folder, client);

        public HttpClient Client { get; }

        public static async Task<Balancer> StartAsync(IEnumerable<MocksServer> replicas)
        {
            var folder = Directory.CreateTempSubdirectory("mocks-nginx-").FullName;
            var port = FreePort();
            var file = Path.Combine(folder, "nginx.conf");
            await File.WriteAllTextAsync(file, Configuration(replicas, folder, port));
            Process? nginx = null;
            try
            {
                nginx = Process.Start(new ProcessStartInfo("nginx", ["-c", file, "-p", folder, "-g", "daemon off;"]) { RedirectStandardError = true });
            }
            catch (Win32Exception)
            {
                Assert.Skip("nginx is not installed; on Debian it is in the package nginx-light.");
            }

            var balancer = new Balancer(nginx!, folder, Caller(new Uri($"http://127.0.0.1:{port}")));
            while (!nginx!.HasExited)
            {
                try
                {
                    await balancer.Client.GetAsync("/healthz");
                    return balancer;
                }
                catch (HttpRequestException)
                {
                    await Task.Yield();
                }
            }

            throw new InvalidOperationException($"nginx did not start: {await nginx.StandardError.ReadToEndAsync()}");
        }

        public void Dispose()
        {
            Client.Dispose();
            using (var stop = Process.Start("kill", ["-TERM", _nginx.Id.ToString(CultureInfo.InvariantCulture)]))
                stop.WaitForExit();
            _nginx.WaitForExit();
            _nginx.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        private static string Configuration(IEnumerable<MocksServer> replicas, string folder, int port)
        {
            var text = File.ReadAllText(Repository.PathTo("deploy", "nginx.conf"));
            var lines = text.Split('\n').Where(line => !line.Contains("server mocks-", StringComparison.Ordinal)).ToList();
            lines.InsertRange(lines.FindIndex(line => line.Contains("hash $mocks_world", StringComparison.Ordinal)) + 1, replicas.Select(replica => $"    server {replica.BaseAddress.Authority};"));
            text = string.Join('\n', lines).Replace("listen 8080;", $"listen 127.0.0.1:{port};", StringComparison.Ordinal).Replace("/tmp/", folder + "/", StringComparison.Ordinal);
            return Environment.IsPrivilegedProcess ? "user root;\n" + text : text;
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}

/// <summary>Calls of which only the status counts.</summary>
internal static class Statuses
{
    public static async Task<HttpStatusCode> StatusAsync(this HttpClient client, string method, string url, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), url) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
