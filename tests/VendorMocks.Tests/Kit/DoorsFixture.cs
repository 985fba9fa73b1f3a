using System.Globalization;
using Microsoft.AspNetCore.Mvc.Testing;
using VendorMocks.Tests;

[assembly: AssemblyFixture(typeof(DoorsFixture))]

namespace VendorMocks.Tests;

/// <summary>One server on a free loopback port and one in memory for all tests; each test opens a world of its own in them.</summary>
public sealed class DoorsFixture : IAsyncLifetime
{
    private int _worlds;
    private MocksServer? _server;
    private WebApplicationFactory<Program>? _factory;

    public MocksServer Server => _server!;

    public WebApplicationFactory<Program> Factory => _factory!;

    public async ValueTask InitializeAsync()
    {
        _server = await MocksServer.StartAsync();
        _factory = new WebApplicationFactory<Program>();
        _ = _factory.Server;
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        await _factory!.DisposeAsync();
        Assert.Empty(ContractWatch.Unheard);
    }

    /// <summary>A fresh world behind the given door.</summary>
    public Stage Open(DoorKind door, WorldOptions? options = null)
    {
        options ??= new WorldOptions();
        if (door == DoorKind.Handler)
        {
            var alone = World.Open(options);
            return new Stage(alone, vendor => new HttpClient(new MocksHandler(alone.Host, alone, vendor)) { BaseAddress = vendor.BaseAddress });
        }

        var name = "t" + Interlocked.Increment(ref _worlds).ToString(CultureInfo.InvariantCulture);
        var host = door == DoorKind.Kestrel ? Server.Host : (MocksHost)Factory.Services.GetService(typeof(MocksHost))!;
        var world = host.Open(options with { Name = name });
        return new Stage(world, vendor =>
        {
            var client = door == DoorKind.Kestrel ? new HttpClient() : Factory.CreateClient();
            var root = door == DoorKind.Kestrel ? Server.BaseAddress : client.BaseAddress!;
            client.BaseAddress = new Uri(root, $"/worlds/{name}/{vendor.Name}{vendor.Root}");
            return client;
        });
    }
}
