using System.Text;

namespace VendorMocks.Tests;

/// <summary>A server of a test's own and calls to its control API.</summary>
public sealed class ControlCalls : IAsyncDisposable
{
    private ControlCalls(MocksServer server)
    {
        Server = server;
        Client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = server.BaseAddress };
    }

    public MocksServer Server { get; }

    public HttpClient Client { get; }

    public static async Task<ControlCalls> StartAsync(MocksServerOptions? options = null) =>
        new(await MocksServer.StartAsync(options ?? new MocksServerOptions { Default = new WorldOptions { Running = true } }));

    public Task<Answer> Get(string path, params (string, string)[] headers) => Send("GET", path, null, headers);

    public Task<Answer> Post(string path, string? json = null) => Send("POST", path, json);

    public Task<Answer> Put(string path, string? json = null) => Send("PUT", path, json);

    public Task<Answer> Patch(string path, string json) => Send("PATCH", path, json);

    public Task<Answer> Delete(string path) => Send("DELETE", path, null);

    public Task<Answer> Send(string method, string path, string? json, params (string, string)[] headers) =>
        Client.SendAsync(method, "/__mocks" + path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
