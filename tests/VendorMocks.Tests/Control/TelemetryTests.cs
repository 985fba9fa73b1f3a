using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace VendorMocks.Tests;

/// <summary>What a server tells those who measure it.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Calls_faults_worlds_and_evictions_are_counted()
    {
        await using var control = await ControlCalls.StartAsync();
        using var measured = new Measured();
        // Other servers of the test process are measured too: this operation's calls in this test have a status of their own.
        control.Server.Default.LeadDyno.Faults.Add(Fault.Status(599));
        control.Server.Host.Open(new WorldOptions { Name = "second" });

        Assert.Equal(599, (await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key")).Status);
        await control.Server.DisposeAsync();

        Assert.Contains("mocks.requests vendor=leaddyno operation=leads.list status=599", measured.Seen);
        Assert.Contains("mocks.request.duration vendor=leaddyno operation=leads.list", measured.Seen);
        Assert.Contains("mocks.faults vendor=leaddyno fault=status", measured.Seen);
        string[] all = ["mocks.requests", "mocks.request.duration", "mocks.contract.violations", "mocks.faults", "mocks.webhook.deliveries", "mocks.worlds", "mocks.journal.evictions"];
        Assert.All(all, name => Assert.Contains(name, measured.Instruments));
    }

    [Fact]
    public async Task Evictions_and_worlds_are_read_when_somebody_asks()
    {
        await using var control = await ControlCalls.StartAsync();
        using var measured = new Measured();
        control.Server.Host.Open(new WorldOptions { Name = "second" });
        using var telemetry = new Telemetry(control.Server.Host);
        for (var i = 0; i < 1001; i++)
            control.Server.Host.Answer(new ApiRequest("GET", "http", "localhost", "/nobody", [], default));

        measured.Ask();

        Assert.Contains("mocks.worlds =2", measured.Seen);
        Assert.Contains("mocks.journal.evictions =1", measured.Seen);
    }

    [Fact]
    public async Task A_call_is_a_trace_below_its_caller()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var control = await ControlCalls.StartAsync();

        await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key", ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        await control.Server.DisposeAsync();

        var trace = Assert.Single(ended, activity => activity.TraceId.ToHexString() == "0af7651916cd43dd8448eb211c80319c");
        Assert.Equal(("leaddyno leads.list", "b7ad6b7169203331"), (trace.DisplayName, trace.ParentSpanId.ToHexString()));
        Assert.Equal(200, trace.GetTagItem("http.response.status_code"));
        Assert.DoesNotContain(trace.TagObjects, tag => tag.Value?.ToString()?.Contains("demo-leaddyno-key", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Deliveries_are_counted_by_outcome()
    {
        var attempts = new ConcurrentQueue<(string Vendor, bool Succeeded)>();
        using var host = new MocksHost { Attempted = (delivery, attempt) => attempts.Enqueue((delivery.Vendor, attempt.Succeeded)) };
        using var world = host.Open(new WorldOptions { Name = "a" });
        using var receiver = new Postbox();
        world.Webhooks.DeliverTo(receiver);
        world.Webhooks.Enqueue(
            [new WebhookMessage("flexbe", "lead", "POST", "http://crm.test/hook", null) { Id = world.Webhooks.TakeId() }],
            world.Clock.Now);
        await world.Webhooks.SettleAsync();

        Assert.Equal([("flexbe", true)], attempts);
    }

    [Fact]
    public async Task Deliveries_and_departures_from_the_contract_have_their_instruments()
    {
        await using var control = await ControlCalls.StartAsync();
        using var measured = new Measured();
        using var receiver = new Postbox();
        var world = control.Server.Default;
        world.Webhooks.DeliverTo(receiver);
        world.EnforceContracts();
        world.Flexbe.AddHook("http://crm.test/hook");

        await control.Post("/worlds/default/flexbe/forms/submit", "{}");
        Assert.Equal("violated", (await control.Client.Get("/leaddyno/v1/affiliates?pgae=1&key=demo-leaddyno-key")).Header("X-Mocks-Contract"));
        await world.Webhooks.SettleAsync();
        await control.Server.DisposeAsync();

        Assert.Contains("mocks.webhook.deliveries vendor=flexbe outcome=delivered", measured.Seen);
        Assert.Contains("mocks.contract.violations vendor=leaddyno operation=affiliates.list", measured.Seen);
    }

    [Fact]
    public void Large_bodies_share_a_bounded_room()
    {
        var room = new BodyRoom(10);

        Assert.True(room.TryTake(7));
        Assert.False(room.TryTake(4));
        Assert.True(room.TryTake(3));
        room.Return(10);
        Assert.Equal(0, room.Taken);
    }

    /// <summary>Hears all instruments of the product.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Measured()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name != Telemetry.Name)
                    return;
                Instruments.Add(instrument.Name);
                listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
            _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, (long)value, tags));
            _listener.Start();
        }

        public ConcurrentBag<string> Seen { get; } = [];

        public ConcurrentBag<string> Instruments { get; } = [];

        public void Ask() => _listener.RecordObservableInstruments();

        public void Dispose() => _listener.Dispose();

        private void Hear(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var said = string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
            Seen.Add(instrument.IsObservable ? $"{instrument.Name} ={value}" : $"{instrument.Name} {said}");
        }
    }
}
