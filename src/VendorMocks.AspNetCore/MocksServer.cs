using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace VendorMocks;

/// <summary>The vendors on a real port, with the control API beside them.</summary>
public sealed class MocksServer : IAsyncDisposable
{
    /// <summary>How many header lines a call may bring; one more is answered with 431.</summary>
    internal const int MaxHeaders = 100;

    /// <summary>How long all header lines of a call may be together.</summary>
    internal const int MaxHeaderBytes = 32 * 1024;

    private static readonly Action<ILogger, string, Exception?> Said = LoggerMessage.Define<string>(LogLevel.Warning, default, "{Message}");

    private readonly WebApplication _application;

    private MocksServer(WebApplication application, MocksServerOptions options)
    {
        _application = application;
        Host = application.Services.GetRequiredService<MocksHost>();
        var addresses = AddressesOf(application);
        BaseAddress = addresses[0];
        SecureAddress = addresses.FirstOrDefault(address => address.Scheme == Uri.UriSchemeHttps);
        Authority = SecureAddress is null ? null : application.Services.GetRequiredService<CertificateAuthority>();
        ControlToken = options.ControlToken;
    }

    /// <summary>The worlds it serves.</summary>
    public MocksHost Host { get; }

    /// <summary>The world that answers calls which name no other and whose key is no other's.</summary>
    public World Default => Host.Find(MocksHost.DefaultWorld)!;

    /// <summary>Where it listens, for example <c>http://127.0.0.1:40123/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>Where it listens with HTTPS, HTTP/1.1 and HTTP/2 alike; null when it does not.</summary>
    public Uri? SecureAddress { get; }

    /// <summary>Who signs for its certificates: what clients of HTTPS are to trust. Null without HTTPS.</summary>
    public CertificateAuthority? Authority { get; }

    /// <summary>What callers from other machines send to the control API as a bearer token.</summary>
    public string ControlToken { get; }

    /// <summary>Starts a server on a free loopback port with the world <c>default</c>, seeded and running.</summary>
    public static Task<MocksServer> StartAsync() => StartAsync(new MocksServerOptions());

    /// <summary>Starts a server.</summary>
    /// <param name="options">How it begins.</param>
    /// <exception cref="IOException">
    /// The address cannot be listened on, usually because its port is taken; or the certificate authority or the state folder cannot be used.
    /// </exception>
    /// <exception cref="SeedFileException">The seed file or a file of stubs cannot be used; the message says where it is wrong.</exception>
    /// <exception cref="ArgumentException">A mapping names no vendor or no possible world.</exception>
    public static async Task<MocksServer> StartAsync(MocksServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var application = Build(options);
        try
        {
            await application.StartAsync().ConfigureAwait(false);
            return new MocksServer(application, options);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Where calls to a vendor in one of this server's worlds go, for example <c>http://127.0.0.1:40123/worlds/a/leaddyno/v1/</c>.</summary>
    /// <param name="fake">The vendor in its world.</param>
    /// <exception cref="ArgumentException">Its world is not one of this server's.</exception>
    public Uri AddressOf(Fake fake)
    {
        ArgumentNullException.ThrowIfNull(fake);
        if (fake.World.Host != Host)
        {
            throw new ArgumentException(
                $"The world '{fake.World.Name}' does not live on this server, which would not find it. Open it here: server.Host.Open(new WorldOptions {{ Name = \"my-test\" }}).", nameof(fake));
        }

        return new Uri(new Here(BaseAddress.GetLeftPart(UriPartial.Authority)).BaseUrl(fake.World, fake.Vendor));
    }

    /// <summary>
    /// A handler for clients that insist on a vendor's own URL, for example <c>https://api.leaddyno.com/v1/</c>: it connects to this
    /// server whatever the host, and trusts this server's authority and no other. The caller disposes it.
    /// </summary>
    public SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler { UseProxy = false };
        handler.ConnectCallback = async (context, cancellation) =>
        {
            var secure = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps;
            var address = secure ? SecureAddress ?? throw new HttpRequestException("This server has no HTTPS: start it with HttpsPort = 0.") : BaseAddress;
            var client = new TcpClient { NoDelay = true };
            try
            {
                await client.ConnectAsync(address.Host, address.Port, cancellation).ConfigureAwait(false);
                return client.GetStream();
            }
            catch
            {
                client.Dispose();
                throw;
            }
        };
        if (Authority is { } authority)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(authority.Certificate);
        }

        return handler;
    }

    /// <summary>Builds the application without starting it: what the executable runs and what WebApplicationFactory hosts.</summary>
    internal static WebApplication Build(MocksServerOptions options)
    {
        // Beside the building of the application, which takes as long. What a state folder may have to say needs the log.
        var worlds = options.StateFolder is null ? Task.Run(() => Open(options, NullLogger.Instance)) : null;
        worlds?.ContinueWith(_ => WarmUp.Begin(options), TaskScheduler.Default);
        // Nothing is read from the folder that the caller happens to be in, nor from settings meant for other applications.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "mocks" });
        Listening.Configure(builder.WebHost, options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // The door cuts bodies at its own bound, so that the answer is the vendor's. The rest is bounded before anybody is asked.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxRequestHeaderCount = MaxHeaders;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        });
        // Made by the container, so that it is disposed of with it.
        builder.Services.AddSingleton<ILoggerProvider>(_ => new LateConsole(options.LogJson));
        builder.Logging.SetMinimumLevel(options.LogLevel);
        // The platform's own lines would show what calls bring, keys included; that a start failed is told by whoever asked for it.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        // With it each call would be an activity of the platform's, unrecorded, and with it ours below.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        // Given by a factory, so that whoever stops the application saves and closes the worlds.
        builder.Services.AddSingleton(services => worlds is null ? Open(options, LogOf(services)) : worlds.GetAwaiter().GetResult());
        builder.Services.AddSingleton(options);
        if (options.CorsOrigins.Count > 0)
            AddCors(builder.Services, options.CorsOrigins);
        builder.Services.AddSingleton<Telemetry>();
        builder.Services.AddSingleton(_ => Listening.AuthorityOf(options));
        builder.Services.AddControlPlane(options);
        var application = builder.Build();
        var log = LogOf(application.Services);
        var host = WorldsOf(application, options);
        var door = new KestrelDoor(host, log, telemetry: application.Services.GetRequiredService<Telemetry>());
        // Its many calls are mapped when the first of them comes: vendors are served before that.
        var control = new Lazy<RequestDelegate>(() => ControlPlane.Build(application.Services));
        // The control API is for pages of this server only, whatever vendors are open to.
        if (options.CorsOrigins.Count > 0)
            application.UseWhen(context => !ControlPlane.Owns(context.Request, host), static vendors => vendors.UseCors());
        application.Run(context => ControlPlane.Owns(context.Request, host) ? control.Value(context) : door.AnswerAsync(context));
        return application;
    }

    // By itself, so that only those who ask for it load that part of the platform.
    private static void AddCors(IServiceCollection services, IReadOnlyList<string> origins) =>
        // All headers of an answer may be read: the vendors' own, such as what is left of a limit, and ours.
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.WithOrigins([.. origins]).AllowAnyHeader().AllowAnyMethod().WithExposedHeaders("*")));

    /// <summary>All control calls, as a server of this version maps them.</summary>
    internal static IReadOnlyList<RouteView> Routes()
    {
        using IDisposable application = Build(new MocksServerOptions { Default = new WorldOptions() });
        _ = ControlPlane.Build(((WebApplication)application).Services);
        return RouteView.All(((WebApplication)application).Services.GetRequiredService<EndpointDataSource>());
    }

    /// <summary>Where a started application listens, as a caller on this machine would write it.</summary>
    internal static IReadOnlyList<Uri> AddressesOf(WebApplication application) =>
    [
        .. (application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            .Select(address => new Uri(address.Replace("//[::]:", "//localhost:", StringComparison.Ordinal).Replace("//0.0.0.0:", "//localhost:", StringComparison.Ordinal))),
    ];

    /// <summary>Stops listening, saves what the state folder has yet to get, and closes its worlds.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync().ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static ILogger LogOf(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger("mocks");

    // Asked for before anything else is, so that bad options fail here, and the worlds are closed after everything else.
    private static MocksHost WorldsOf(WebApplication application, MocksServerOptions options)
    {
        try
        {
            var host = application.Services.GetRequiredService<MocksHost>();
            if (Listening.IsSecure(options))
                _ = application.Services.GetRequiredService<CertificateAuthority>();
            return host;
        }
        catch
        {
            ((IDisposable)application).Dispose();
            throw;
        }
    }

    /// <summary>Opens the worlds of the state folder, then those that the options name and the folder did not have.</summary>
    private static MocksHost Open(MocksServerOptions options, ILogger log)
    {
        var host = new MocksHost(pathsAnywhere: true, maxWorlds: options.MaxWorlds) { Wiring = options.Default, ReadStub = StubMapping.Read };
        try
        {
            if (options.StateFolder is { } folder)
                StateFolder.Open(host, folder, message => Said(log, message, null));
            if (options.SeedFile is { } file)
                SeedFile.Open(host, file, options.Default);
            if (host.Find(MocksHost.DefaultWorld) is null)
                host.Open(options.Default with { Name = MocksHost.DefaultWorld });
            if (options.Stubs is { } stubs)
                StubFiles.Load(host, stubs);
            foreach (var map in options.Maps)
            {
                var vendor = Vendors.Find(map.Vendor) ?? throw new ArgumentException($"There is no vendor '{map.Vendor}' to map {map.Host} to.", nameof(options));
                host.Map(map.Host, vendor, map.World is { } name ? host.Find(name) ?? host.Open(options.Default with { Name = name }) : null);
            }

            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }
}
