using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace VendorMocks;

/// <summary>Sends metrics and traces by OTLP, as the standard's own variables say.</summary>
internal sealed class TelemetryExport : IDisposable
{
    // A stopping server waits no longer for a collector that does not answer.
    private const int PatienceMilliseconds = 400;

    /// <summary>One of these, when set, starts the export; all others of the standard are read too.</summary>
    public static readonly IReadOnlyList<string> Variables = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];

    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    private TelemetryExport()
    {
        // What the variables say about the service comes last and counts.
        var resource = ResourceBuilder.CreateEmpty().AddTelemetrySdk().AddService("mocks", serviceVersion: Product.Version).AddEnvironmentVariableDetector();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Telemetry.Name).AddOtlpExporter().Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Telemetry.Name).AddOtlpExporter().Build();
    }

    /// <summary>Begins, where the environment asks for it; null elsewhere.</summary>
    /// <exception cref="IOException">A variable is no address.</exception>
    public static TelemetryExport? Start(IReadOnlyDictionary<string, string> environment)
    {
        var given = Variables.Where(name => environment.GetValueOrDefault(name) is { Length: > 0 }).ToArray();
        if (given.FirstOrDefault(name => !Uri.TryCreate(environment[name], UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) is { } wrong)
            throw new IOException($"{wrong} cannot be '{environment[wrong]}'. It takes the collector's address, for example http://localhost:4317.");
        return given.Length == 0 ? null : new TelemetryExport();
    }

    /// <summary>Sends what is left and ends.</summary>
    public void Dispose()
    {
        _metrics.Shutdown(PatienceMilliseconds);
        _traces.Shutdown(PatienceMilliseconds);
        _metrics.Dispose();
        _traces.Dispose();
    }
}
