using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace VendorMocks.Tests;

/// <summary>What one server and one world hold at most.</summary>
public sealed class BoundsTests
{
    [Fact]
    public void The_page_on_security_names_the_bounds_of_the_code()
    {
        var options = new MocksServerOptions();
        using var host = new MocksHost();
        (string What, string Bound)[] rows =
        [
            ("open worlds", $"{Number(options.MaxWorlds)}, or `--max-worlds`"),
            ("records of a world beyond those that it began with", Number(host.MaxRecords)),
            ("stubs of a world", Number(Stubs.MaxActive)),
            ("faults of a world", Number(Faults.MaxActive)),
            ("fault profiles of the server, and of a world", $"{Number(MocksHost.MaxProfiles)} each"),
            ("snapshots of a world", Number(Snapshots.MaxKept)),
            ("journals of all worlds together", Mebibytes(JournalBudget.DefaultMaxBytes)),
            ("body of a call", Mebibytes(Doors.MaxBodyBytes)),
            ("a world's file that is imported", Mebibytes(WorldFileEndpoints.MaxFileBytes)),
            ("header lines of a call", $"{MocksServer.MaxHeaders}, together {MocksServer.MaxHeaderBytes / 1024} KiB"),
            ("time for the head of a call, and for its body", $"{Listening.HeadPatience.TotalSeconds} s, {KestrelDoor.BodyPatience.TotalSeconds} s"),
            ("bodies on their way in, all together", Mebibytes(BodyRoom.DefaultMost)),
            ("connections", Number(Listening.MaxConnections)),
            ("webhook deliveries that wait at an endpoint", Number(EndpointQueue.Capacity)),
        ];

        var page = File.ReadAllText(Repository.PathTo("docs", "security.md"));

        Assert.Contains("| what | bound |\n|---|---|\n" + string.Concat(rows.Select(row => $"| {row.What} | {row.Bound} |\n")) + "\n", page, StringComparison.Ordinal);

        static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
        static string Mebibytes(long bytes) => $"{bytes / 1024 / 1024} MiB";
    }

    [Fact]
    public async Task The_platform_is_told_these_bounds_on_what_comes_in()
    {
        await using var application = MocksServer.Build(new MocksServerOptions());
        var limits = application.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.Equal(
            (Listening.MaxConnections, Listening.HeadPatience, MocksServer.MaxHeaders, MocksServer.MaxHeaderBytes),
            (limits.MaxConcurrentConnections, limits.RequestHeadersTimeout, limits.MaxRequestHeaderCount, limits.MaxRequestHeadersTotalSize));
        // A body that drips, and a caller that takes no answer, are given up by the platform itself.
        Assert.NotNull(limits.MinRequestBodyDataRate);
        Assert.NotNull(limits.MinResponseDataRate);
        var page = File.ReadAllText(Repository.PathTo("docs", "troubleshooting.md"));
        Assert.Contains(
            $"bodies up to {Doors.MaxBodyBytes / 1024 / 1024} MiB, {MocksServer.MaxHeaders} header lines, {MocksServer.MaxHeaderBytes / 1024} KiB of them, "
            + $"a head within {Listening.HeadPatience.TotalSeconds} s and a body within {KestrelDoor.BodyPatience.TotalSeconds} s", page, StringComparison.Ordinal);
        Assert.Contains($"more than {BodyRoom.DefaultMost / 1024 / 1024} MiB of bodies", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_world_holds_so_many_stubs_and_no_more_whichever_way_they_come()
    {
        await using var control = await ControlCalls.StartAsync();
        const string Mapping = """{"request":{"url":"/a"},"response":{"status":200}}""";
        var world = control.Server.Default;
        var stub = StubMapping.Parse(Mapping)[0];
        world.Stubs.Add(Enumerable.Repeat(stub, Stubs.MaxActive).ToArray());

        var refused = await control.Client.SendAsync("POST", "/__admin/mappings", new StringContent(Mapping));
        Assert.Equal(422, refused.Status);
        Assert.Contains("a world holds 10000", refused.Body, StringComparison.Ordinal);
        Assert.Equal(Stubs.MaxActive, world.Stubs.Active.Count);

        var replaced = await control.Client.SendAsync("PUT", $"/__admin/mappings/{world.Stubs.Active[7].Id}", new StringContent(Mapping));
        Assert.True(replaced.Status == 200, replaced.Body);
        Assert.Equal(Stubs.MaxActive, world.Stubs.Active.Count);

        var document = $$"""{"stubs":[{{string.Join(',', Enumerable.Repeat(Mapping, Stubs.MaxActive + 1))}}]}""";
        var unopened = await control.Put("/worlds/a", document);
        Assert.Equal((409, "stubs", "/stubs"), (unopened.Status, unopened.Text("field"), unopened.Text("pointer")));
        Assert.Contains("a world holds 10000", unopened.Text("detail"), StringComparison.Ordinal);
        Assert.Null(control.Server.Host.Find("a"));

        var file = SnapshotTests.Bytes(world);
        var first = file.IndexOf("{\"number\":1,", StringComparison.Ordinal);
        var second = file.IndexOf("{\"number\":2,", StringComparison.Ordinal);
        var one = file[first..second].Replace("\"number\":1,", "\"number\":3,", StringComparison.Ordinal);
        var unread = await control.Post("/worlds/import", file.Insert(first, one).Replace("\"name\":\"default\"", "\"name\":\"a\"", StringComparison.Ordinal));
        Assert.Equal((400, "stubs.active"), (unread.Status, unread.Text("field")));
        Assert.Contains("10001 stubs", unread.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_and_a_world_hold_so_many_fault_profiles_and_no_more()
    {
        await using var control = await ControlCalls.StartAsync();
        for (var i = 0; i < MocksHost.MaxProfiles; i++)
            control.Server.Host.Define(new FaultProfile($"p{i}", "", [Fault.Cut()]));

        var refused = await control.Put("/fault-profiles/more", """{"faults":[{"kind":"cut"}]}""");
        var profiles = string.Join(',', Enumerable.Range(0, MocksHost.MaxProfiles + 1).Select(i => $"\"p{i}\":{{\"faults\":[{{\"kind\":\"cut\"}}]}}"));
        var unopened = await control.Put("/worlds/a", $"{{\"profiles\":{{{profiles}}}}}");

        Assert.Equal((409, "profile"), (refused.Status, refused.Text("field")));
        Assert.Equal((409, "profiles", "/profiles/p1000"), (unopened.Status, unopened.Text("field"), unopened.Text("pointer")));
        Assert.Equal(200, (await control.Put("/fault-profiles/p7", """{"faults":[{"kind":"reset"}]}""")).Status);
    }

    [Theory]
    [InlineData("X-Long: {0}\r\n", MocksServer.MaxHeaderBytes, "431")]
    [InlineData("X-Long: {0}\r\n", MocksServer.MaxHeaderBytes / 2, "200")]
    [InlineData("Content-Length: 268435457\r\n", 0, "413")]
    public async Task A_call_that_is_too_large_is_turned_away_before_anybody_reads_it(string header, int length, string status)
    {
        await using var control = await ControlCalls.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", control.Server.BaseAddress.Port);
        await using var stream = socket.GetStream();

        var call = status == "413" ? "POST /__mocks/worlds/import" : "GET /__mocks";
        var lines = string.Format(CultureInfo.InvariantCulture, header, new string('a', length));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{call} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{lines}\r\n"));
        using var reader = new StreamReader(stream);

        Assert.StartsWith($"HTTP/1.1 {status} ", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }
}
