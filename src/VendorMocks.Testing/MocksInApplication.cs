using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;

namespace VendorMocks;

/// <summary>Joins an application under test to a world.</summary>
public static class MocksInApplication
{
    /// <summary>
    /// The factory of an application whose calls to the vendors are answered by a world, that lives by the world's time, and
    /// that gets the webhooks which the world sends to <c>http://localhost/</c>.
    /// </summary>
    /// <param name="factory">The factory of the application as it is.</param>
    /// <param name="world">The world; it must stay open as long as the application runs.</param>
    /// <param name="wire">What else is to be joined, and how.</param>
    /// <returns>A new factory; dispose it to stop the application. The world stays the caller's to dispose.</returns>
    public static WebApplicationFactory<TEntryPoint> WithMocks<TEntryPoint>(
        this WebApplicationFactory<TEntryPoint> factory, World world, Action<MocksWiring>? wire = null)
        where TEntryPoint : class
    {
        ArgumentNullException.ThrowIfNull(factory);
        var wiring = MocksWiring.Of(world, wire);
        var wired = factory.WithWebHostBuilder(builder =>
        {
            // As host settings they are there while the application registers its services; as configuration they go before its files.
            foreach (var (key, value) in wiring.Settings)
                builder.UseSetting(key, value);
            builder.ConfigureAppConfiguration((_, configuration) => configuration.AddInMemoryCollection(wiring.Settings));
            builder.ConfigureTestServices(services => services.AddMocks(wiring));
        });
#pragma warning disable CA2000 // The world's webhooks use it as long as the world lives.
        var receiver = new ApplicationHandler(() => wired.Server.CreateHandler());
#pragma warning restore CA2000
        foreach (var target in wiring.WebhookTargets)
            world.Webhooks.DeliverTo(receiver, target);
        return wired;
    }

    /// <summary>
    /// Has the world answer what the clients of IHttpClientFactory send to the vendors, and makes its time the services' time: for
    /// applications without WebApplicationFactory. Settings and webhooks are the caller's.
    /// </summary>
    /// <param name="services">The application's services, complete but for this.</param>
    /// <param name="world">The world; it must stay open as long as the services are used.</param>
    /// <param name="wire">What else is to be joined, and how.</param>
    public static IServiceCollection AddMocks(this IServiceCollection services, World world, Action<MocksWiring>? wire = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        return services.AddMocks(MocksWiring.Of(world, wire));
    }

    private static IServiceCollection AddMocks(this IServiceCollection services, MocksWiring wiring)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(MocksWiring)) is { ImplementationInstance: MocksWiring other })
        {
            throw new InvalidOperationException(other.World == wiring.World
                ? "The application is wired to this world already. Say all of it in one WithMocks or AddMocks."
                : "The application is wired to another world already, and one application lives in one world. Make a factory for each world: new WebApplicationFactory<Program>().WithMocks(world).");
        }

        services.AddSingleton(wiring);
        services.AddHttpClient();
        // The first filter is the outermost: no other has the last word about the innermost handler.
        services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter>(new MocksGateFilter(wiring)));
        if (wiring.GivesTime)
        {
            var time = new ApplicationTime(wiring.World.Clock);
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time));
            services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter>(time));
        }

        return services;
    }

    /// <summary>The application's own handler, made when the first call comes: until then the application need not run.</summary>
    private sealed class ApplicationHandler(Func<HttpMessageHandler> make) : HttpMessageHandler
    {
        private readonly Lazy<HttpMessageInvoker> _application = new(() => new HttpMessageInvoker(make()));

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // The application's handler takes addresses apart, which those that are kept to the letter refuse.
            request.RequestUri = new Uri(request.RequestUri!.OriginalString);
            return _application.Value.SendAsync(request, cancellationToken);
        }
    }
}
