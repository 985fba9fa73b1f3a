using System.Net;

namespace VendorMocks.Tests;

/// <summary>
/// The example for Testcontainers, compiled against the members that it uses of Testcontainers 4.13: the package cannot be restored
/// everywhere this is built, and a container needs Docker. What stands in for the container is the server itself.
/// </summary>
public sealed class DocsContainerExample
{
    [Fact]
    public async Task A_server_with_these_settings_is_ready_where_the_example_waits_for_it()
    {
        var token = "t0ken";
        // begin-snippet: testcontainers
        await using var mocks = new ContainerBuilder("mocks:0.1.0")
            .WithPortBinding(8080, assignRandomHostPort: true)
            .WithEnvironment("MOCKS_TOKEN", token)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPort(8080).ForPath("/readyz")))
            .Build();
        await mocks.StartAsync();
        var url = $"http://{mocks.Hostname}:{mocks.GetMappedPublicPort(8080)}/leaddyno/v1/";
        // end-snippet
        using var client = new HttpClient();
        Assert.Equal("""{"count":220}""", await client.GetStringAsync(new Uri(url + "leads/count?key=demo-leaddyno-key")));
        using var control = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(url), "/__mocks/worlds")) { Headers = { { "Via", "1.1 elsewhere" }, { "Authorization", $"Bearer {token}" } } };
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(control)).StatusCode);
    }

    private sealed class ContainerBuilder(string image)
    {
        private readonly Dictionary<string, string> _environment = [];
        private string _ready = "";

        public ContainerBuilder WithPortBinding(int port, bool assignRandomHostPort = false)
        {
            Assert.Equal((8080, true), (port, assignRandomHostPort));
            return this;
        }

        public ContainerBuilder WithEnvironment(string name, string value)
        {
            _environment.Add(name, value);
            return this;
        }

        public ContainerBuilder WithWaitStrategy(WaitForContainer wait)
        {
            _ready = wait.Request.Path;
            return this;
        }

        public Container Build()
        {
            Assert.StartsWith("mocks:", image, StringComparison.Ordinal);
            return new Container(_environment, _ready);
        }
    }

    private sealed class Container(IReadOnlyDictionary<string, string> environment, string ready) : IAsyncDisposable
    {
        private MocksServer? _server;

        public string Hostname => _server!.BaseAddress.Host;

        public ushort GetMappedPublicPort(int containerPort) => containerPort == 8080 ? (ushort)_server!.BaseAddress.Port : throw new InvalidOperationException();

        public async Task StartAsync(CancellationToken ct = default)
        {
            var settings = Settings.Read(_ => null, environment);
            Assert.Empty(settings.Complaints);
            _server = await MocksServer.StartAsync(new MocksServerOptions { ControlToken = settings.Options.ControlToken, Default = settings.Options.Default });
            using var client = new HttpClient();
            HttpResponseMessage answer;
            do
                answer = await client.GetAsync(new Uri(_server.BaseAddress, ready), ct);
            while (answer.StatusCode == HttpStatusCode.ServiceUnavailable);
            answer.EnsureSuccessStatusCode();
        }

        public async ValueTask DisposeAsync()
        {
            if (_server is not null)
                await _server.DisposeAsync();
        }
    }

    private static class Wait
    {
        public static WaitForContainer ForUnixContainer() => new();
    }

    private sealed class WaitForContainer
    {
        public HttpWaitStrategy Request { get; private set; } = new();

        public WaitForContainer UntilHttpRequestIsSucceeded(Func<HttpWaitStrategy, HttpWaitStrategy> request)
        {
            Request = request(Request);
            return this;
        }
    }

    private sealed class HttpWaitStrategy
    {
        public string Path { get; private set; } = "/";

        public HttpWaitStrategy ForPort(ushort port)
        {
            Assert.Equal(8080, port);
            return this;
        }

        public HttpWaitStrategy ForPath(string path)
        {
            Path = path;
            return this;
        }
    }
}
