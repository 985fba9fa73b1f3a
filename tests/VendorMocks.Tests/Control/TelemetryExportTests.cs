using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace VendorMocks.Tests;

/// <summary>Metrics and traces reach a collector that the environment names.</summary>
public sealed class TelemetryExportTests
{
    [Fact]
    public async Task What_a_server_measured_is_with_the_collector_when_it_has_stopped()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using var collector = await Front.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.AddOrUpdate(context.Request.Path, Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
        });

        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "mocks.dll"), "--urls", "http://127.0.0.1:0", "--size", "empty"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        using var mocks = Process.Start(start)!;
        try
        {
            string? first = null;
            while (await mocks.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("Control", StringComparison.Ordinal))
                first ??= line;
            using (var client = new HttpClient { BaseAddress = new Uri(first!.Split(' ')[^1]) })
                await client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key");
            await Shell.RunAsync($"kill -TERM {mocks.Id.ToString(CultureInfo.InvariantCulture)}");
            await mocks.WaitForExitAsync();
            Assert.Equal(0, mocks.ExitCode);
        }
        finally
        {
            mocks.Kill();
        }

        Assert.Contains("mocks.request.duration", received["/v1/metrics"], StringComparison.Ordinal);
        Assert.Contains("leaddyno leads.list", received["/v1/traces"], StringComparison.Ordinal);
        Assert.DoesNotContain("demo-leaddyno-key", string.Concat(received.Values), StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_is_no_address_is_refused()
    {
        var refused = Assert.Throws<IOException>(() => TelemetryExport.Start(new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector" }));

        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT cannot be 'collector'", refused.Message, StringComparison.Ordinal);
        Assert.Null(TelemetryExport.Start(new Dictionary<string, string>()));
    }
}
