using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;

namespace VendorMocks;

/// <summary>
/// What a server tells those who measure it: instruments and traces under the name <c>VendorMocks</c>, for any listener. As long as
/// nobody listens a call costs two looks at a flag.
/// </summary>
internal sealed class Telemetry : IDisposable
{
    /// <summary>The name of meter and traces.</summary>
    public const string Name = "VendorMocks";

    private readonly Meter _meter = new(Name, Product.Version);
    private readonly ActivitySource _traces = new(Name, Product.Version);
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _violations;
    private readonly Counter<long> _faults;
    private readonly Counter<long> _deliveries;

    public Telemetry(MocksHost host)
    {
        _requests = _meter.CreateCounter<long>("mocks.requests", "{request}", "Calls to vendors, by vendor, operation and status; the status is 0 where the line was cut before an answer");
        _durations = _meter.CreateHistogram<double>("mocks.request.duration", "s", "From the call's arrival to the end of its answer, waits that a fault asked for included");
        _violations = _meter.CreateCounter<long>("mocks.contract.violations", "{violation}", "Departures from a vendor's contract, in worlds that check every call");
        _faults = _meter.CreateCounter<long>("mocks.faults", "{fault}", "Faults injected, by kind");
        _deliveries = _meter.CreateCounter<long>("mocks.webhook.deliveries", "{attempt}", "Attempts to deliver webhooks and postbacks, by vendor and outcome");
        _meter.CreateObservableGauge("mocks.worlds", () => host.WorldCount, "{world}", "Open worlds");
        _meter.CreateObservableCounter("mocks.journal.evictions", () => host.Budget.Evicted, "{exchange}", "Exchanges that journals dropped to keep their bounds");
        host.Attempted = Delivered;
    }

    /// <summary>Begins to measure a call; nothing where nobody listens.</summary>
    public Measurement Begin(HttpRequest request) =>
        _traces.HasListeners() || _durations.Enabled || _requests.Enabled || _faults.Enabled || _violations.Enabled ? new Measurement(this, Trace(request)) : default;

    /// <summary>Ends all measuring.</summary>
    public void Dispose()
    {
        _meter.Dispose();
        _traces.Dispose();
    }

    private Activity? Trace(HttpRequest request)
    {
        if (!_traces.HasListeners())
            return null;
        ActivityContext.TryParse(request.Headers.TraceParent.ToString(), request.Headers.TraceState.ToString(), isRemote: true, out var caller);
        return _traces.StartActivity(request.Method, ActivityKind.Server, caller);
    }

    private void Count(Exchange exchange, TimeSpan took)
    {
        var vendor = KeyValuePair.Create("vendor", (object?)(exchange.Vendor ?? "none"));
        var operation = KeyValuePair.Create("operation", (object?)(exchange.Operation ?? "none"));
        _requests.Add(1, vendor, operation, KeyValuePair.Create("status", (object?)exchange.Response.Status));
        _durations.Record(took.TotalSeconds, vendor, operation);
        if (exchange.Violations is { Count: > 0 and var departures })
            _violations.Add(departures, vendor, operation);
        if (exchange.Fault is { } faults)
        {
            foreach (var fault in faults.Split('+'))
                _faults.Add(1, vendor, KeyValuePair.Create("fault", (object?)fault));
        }
    }

    private void Delivered(WebhookDelivery delivery, DeliveryAttempt attempt) =>
        _deliveries.Add(1, KeyValuePair.Create("vendor", (object?)delivery.Vendor), KeyValuePair.Create("outcome", (object?)(attempt.Succeeded ? "delivered" : "failed")));

    private static void Describe(Activity trace, Exchange exchange)
    {
        trace.DisplayName = $"{exchange.Vendor ?? "no vendor"} {exchange.Operation ?? exchange.Request.Method}";
        trace.SetTag("http.request.method", exchange.Request.Method);
        trace.SetTag("http.response.status_code", exchange.Response.Status);
        trace.SetTag("url.path", exchange.Request.Path);
        trace.SetTag("mocks.vendor", exchange.Vendor);
        trace.SetTag("mocks.operation", exchange.Operation);
        trace.SetTag("mocks.world", exchange.World);
        trace.SetTag("mocks.exchange", exchange.Id);
        trace.SetTag("mocks.why", exchange.Response.Why);
        trace.SetTag("mocks.fault", exchange.Fault);
        if (exchange.Bug is { } bug)
            trace.SetStatus(ActivityStatusCode.Error, bug);
    }

    /// <summary>One call that is measured, or, where nobody listens, none.</summary>
    internal readonly struct Measurement(Telemetry? telemetry, Activity? trace)
    {
        private readonly long _began = telemetry is null ? 0 : Stopwatch.GetTimestamp();

        /// <summary>Tells what came of it; null when the call ended before anybody was asked.</summary>
        public void End(Exchange? exchange)
        {
            if (telemetry is null)
                return;
            if (exchange is not null)
            {
                telemetry.Count(exchange, Stopwatch.GetElapsedTime(_began));
                if (trace is not null)
                    Describe(trace, exchange);
            }

            trace?.Dispose();
        }
    }
}
