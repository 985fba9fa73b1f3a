using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

/// <summary>The executable as a process: what can only be seen from outside.</summary>
public sealed class ProgramTests
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_stops_the_server_cleanly_even_with_a_call_and_a_delivery_under_way(string signal)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var started = StartIn(AppContext.BaseDirectory, "--urls", "http://127.0.0.1:0", "--size", "empty", "--log", "information");
        var mocks = started.Process;
        var (banner, address) = await ReadBannerAsync(mocks);
        Assert.Contains("demo-leaddyno-key", banner, StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = address };
        Assert.Equal("[]", (await client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key")).Body);
        using var neverSent = new EndlessContent();
        var underWay = client.PostAsync("/leaddyno/v1/leads", neverSent);
        await neverSent.Begun;
        await client.Json("POST", "/__mocks/worlds/default/flexbe/hooks/add", $$"""{"url":"http://{{silent.LocalEndpoint}}/"}""");
        Assert.Equal(200, (await client.Json("POST", "/__mocks/worlds/default/flexbe/forms/submit", "{}")).Status);
        using var delivery = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);

        await Shell.RunAsync($"kill -{signal} {mocks.Id.ToString(CultureInfo.InvariantCulture)}");
        var rest = await mocks.StandardOutput.ReadToEndAsync();
        // Nobody waits for the receiver's ten seconds.
        await mocks.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(WebhookSender.Patience, TestContext.Current.CancellationToken);
        neverSent.End();

        Assert.Equal((0, ""), (mocks.ExitCode, await mocks.StandardError.ReadToEndAsync()));
        Assert.Contains("mocks[0] GET /leaddyno/v1/leads?key=*** 200 [default leads.list]", rest, StringComparison.Ordinal);
        Assert.DoesNotContain("demo-leaddyno-key", rest, StringComparison.Ordinal);
        // The call that was cut off is told too.
        Assert.Contains("mocks[0] POST /leaddyno/v1/leads 400", rest, StringComparison.Ordinal);
        Assert.Equal(2, rest.TrimEnd().Split('\n').Length);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => underWay);
        using var received = new StreamReader(delivery.GetStream());
        Assert.Contains("event=lead", await received.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_for_programs_are_JSON_objects()
    {
        using var started = StartIn(AppContext.BaseDirectory, "--urls", "http://127.0.0.1:0", "--size", "empty", "--log", "information", "--log-format", "json");
        var mocks = started.Process;
        var (_, address) = await ReadBannerAsync(mocks);
        using var client = new HttpClient { BaseAddress = address };
        await client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key");

        var line = JsonNode.Parse((await mocks.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!)!;

        Assert.Equal(("Information", "mocks"), ((string?)line["LogLevel"], (string?)line["Category"]));
        Assert.Matches("^[0-9-]{10}T[0-9:.]{12}Z$", (string?)line["Timestamp"]);
        Assert.StartsWith("GET /leaddyno/v1/leads?key=*** 200 [default leads.list]", (string?)line["Message"]);
    }

    [Fact]
    public async Task Settings_of_the_folder_and_of_other_applications_mean_nothing()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "appsettings.json"), """{"Kestrel":{"Endpoints":{"Http":{"Url":"nonsense"}}},"urls":"nonsense"}""");
            using var started = StartIn(folder.FullName, "--urls", "http://127.0.0.1:0", "--size", "empty");
            var mocks = started.Process;
            var (_, address) = await ReadBannerAsync(mocks);
            using var client = new HttpClient { BaseAddress = address };

            Assert.Equal(200, (await client.Get("/healthz")).Status);

            await Shell.RunAsync($"kill -TERM {mocks.Id.ToString(CultureInfo.InvariantCulture)}");
            await mocks.WaitForExitAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Started StartIn(string folder, params string[] args) => new(Process.Start(
        // A shell that runs the tests in its background has SIGINT ignored, which is handed down.
        new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "mocks.dll"), .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);

    private static async Task<(string Text, Uri Address)> ReadBannerAsync(Process mocks)
    {
        var text = new StringBuilder();
        while (await mocks.StandardOutput.ReadLineAsync() is { } line)
        {
            text.Append(line).Append('\n');
            if (line.StartsWith("Control", StringComparison.Ordinal))
                return (text.ToString(), new Uri(text.ToString().Split('\n')[0].Split(' ')[^1]));
        }

        throw new InvalidOperationException($"The server did not start: {text}{await mocks.StandardError.ReadToEndAsync()}");
    }

    /// <summary>A process that no failed test leaves behind.</summary>
    private sealed record Started(Process Process) : IDisposable
    {
        public void Dispose()
        {
            Process.Kill();
            Process.Dispose();
        }
    }

    /// <summary>A body that begins and does not end.</summary>
    private sealed class EndlessContent : HttpContent
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public void End() => _ended.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync("key="u8.ToArray());
            await stream.FlushAsync();
            _begun.SetResult();
            await _ended.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
