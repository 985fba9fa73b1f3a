using System.Net.Sockets;
using System.Text;

namespace VendorMocks.Tests;

/// <summary>Calls that no HTTP client would send.</summary>
public sealed class WireTests
{
    [Fact]
    public async Task A_body_that_breaks_off_on_its_way_is_refused_and_kept()
    {
        await using var control = await ControlCalls.StartAsync();

        var answer = await Send(control, "POST /leaddyno/v1/leads?key=demo-leaddyno-key HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"field\": \"body\"", answer, StringComparison.Ordinal);
        var kept = Assert.Single(control.Server.Host.Unclaimed.Exchanges);
        Assert.Equal(("/leaddyno/v1/leads?key=demo-leaddyno-key", 400), (kept.Request.Target, kept.Response.Status));
        Assert.Empty(control.Server.Default.LeadDyno.Leads);
    }

    [Theory]
    [InlineData("PUT /__mocks/worlds/a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "\"status\": 400")]
    [InlineData("GET /__mocks/worlds/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", "\"status\": 404")]
    [InlineData("GET /__mocks/../__mocks/worlds/none HTTP/1.1\r\nHost: localhost\r\n\r\n", "\"value\": \"none\"")]
    [InlineData("GET //__mocks/worlds HTTP/1.1\r\nHost: localhost\r\n\r\n", "no-vendor")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", "no-vendor")]
    [InlineData("GET http://api.leaddyno.com/__mocks HTTP/1.1\r\nHost: api.leaddyno.com\r\n\r\n", "X-Mocks-Exchange")]
    [InlineData("nonsense\r\n\r\n", "HTTP/1.1 400 ")]
    public async Task Odd_calls_get_an_answer(string call, string said)
    {
        await using var control = await ControlCalls.StartAsync();

        Assert.Contains(said, await Send(control, call), StringComparison.Ordinal);
        Assert.Equal(200, (await control.Get("/worlds/default")).Status);
    }

    private static async Task<string> Send(ControlCalls control, string call)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", control.Server.BaseAddress.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(call.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal)));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
