using System.Net.Sockets;
using System.Text;

namespace VendorMocks.Tests;

/// <summary>What holds of every control call, and of every vendor behind them.</summary>
public sealed class ControlLawsTests
{
    [Fact]
    public async Task Every_call_to_a_world_says_when_there_is_none()
    {
        await using var control = await ControlCalls.StartAsync();
        var calls = (await control.Get("")).Json.EnumerateArray()
            .Select(call => (Method: call.GetProperty("method").GetString()!, Path: call.GetProperty("path").GetString()!))
            .Where(call => call.Path.Contains("/worlds/{name}", StringComparison.Ordinal) && call is not { Method: "PUT", Path: "/__mocks/worlds/{name}" })
            .ToArray();

        Assert.True(calls.Length > 30);
        foreach (var (method, path) in calls)
        {
            var url = path.Replace("{name}", "nowhere", StringComparison.Ordinal).Replace("{vendor}", "leaddyno", StringComparison.Ordinal)
                .Replace("{collection}", "leads", StringComparison.Ordinal).Replace("{verb}", "capture", StringComparison.Ordinal);
            var missing = await control.Client.SendAsync(method, url.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal));
            var named = missing.Body.Contains("\"field\": \"world\"", StringComparison.Ordinal) && missing.Body.Contains("\"value\": \"nowhere\"", StringComparison.Ordinal);
            Assert.True(missing.Status == 404 && named, $"{method} {path}: {missing.Status} {missing.Body}");
        }
    }

    [Fact]
    public async Task Every_answer_leaves_its_connection_to_the_next_call()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key");
        var connections = 0;
        using var handler = new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 1 };
        handler.ConnectCallback = async (context, cancellation) =>
        {
            connections++;
            var client = new TcpClient();
            await client.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellation);
            return client.GetStream();
        };
        using var client = new HttpClient(handler) { BaseAddress = control.Server.BaseAddress };
        var paths = (await control.Get("")).Json.EnumerateArray().Where(call => call.GetProperty("method").GetString() == "GET").Select(call => call.GetProperty("path").GetString()!)
            .Where(path => !path.EndsWith("/events", StringComparison.Ordinal));
        foreach (var path in paths.Concat(((string[])["json", "har", "html", "junit"]).Select(format => $"/__mocks/worlds/default/report?format={format}")))
        {
            var url = path.Replace("{name}", "default", StringComparison.Ordinal).Replace("{vendor}", "leaddyno", StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal);
            foreach (var method in (string[])["GET", "HEAD", "FOO"])
            {
                var answer = await client.SendAsync(method, url);
                Assert.True(connections == 1, $"The call before {method} {url}: {answer.Status}");
            }
        }
    }

    [Fact]
    public async Task Keys_of_a_world_opened_from_a_snapshot_are_new_for_every_vendor_and_all_of_them_work()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a", """{"running":false,"size":"default","limits":false}""");
        var origin = control.Server.Host.Find("a")!;
        foreach (var credential in origin.Credentials)
            await CallAsync(control, credential);
        await control.Post("/worlds/a/snapshots", """{"name":"then"}""");
        await control.Post("/worlds/a/snapshots/then/open", """{"name":"copy"}""");
        var copy = control.Server.Host.Find("copy")!;

        var file = SnapshotTests.Bytes(copy);
        foreach (var (old, minted) in origin.Credentials.Zip(copy.Credentials))
        {
            var (before, told) = (origin.Journal.Total, copy.Journal.Total);
            Assert.Equal((old.Vendor, old.Role), (minted.Vendor, minted.Role));
            Assert.NotEqual(old.Key, minted.Key);
            Assert.DoesNotContain($"\"{old.Key}\"", file, StringComparison.Ordinal);
            var answer = await CallAsync(control, minted);
            Assert.Equal((before, told + 1), (origin.Journal.Total, copy.Journal.Total));
            Assert.Equal(answer, await CallAsync(control, old));
        }

        static async Task<int> CallAsync(ControlCalls control, Credential credential)
        {
            var sample = Vendors.Find(credential.Vendor)!.Sample(credential);
            var content = sample.Json is { } json ? new StringContent(json, Encoding.UTF8, "application/json") : null;
            var headers = sample.Headers.Select(line => (line.Key, line.Value)).ToArray();
            return (await control.Client.SendAsync(content is null ? "GET" : "POST", $"/{credential.Vendor}{sample.Target}", content, headers)).Status;
        }
    }

    [Fact]
    public async Task A_call_with_too_many_headers_is_turned_away_and_the_server_goes_on()
    {
        await using var control = await ControlCalls.StartAsync();

        foreach (var (lines, status) in new[] { (MocksServer.MaxHeaders - 2, "200"), (MocksServer.MaxHeaders + 1, "431") })
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync("127.0.0.1", control.Server.BaseAddress.Port);
            await using var stream = socket.GetStream();
            var headers = string.Concat(Enumerable.Range(0, lines).Select(number => $"X-{number}: a\r\n"));
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /__mocks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n"));
            using var reader = new StreamReader(stream);
            Assert.StartsWith($"HTTP/1.1 {status} ", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }
}
