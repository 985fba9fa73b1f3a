using System.Buffers;
using System.Net;
using System.Text;

namespace VendorMocks.Tests;

/// <summary>Whatever callers send, the fake answers, and what it refuses leaves no trace.</summary>
public sealed class FuzzLaws
{
    private const int Requests = 30_000;

    // States stay small, and so quick to compare, when a world is not used for long.
    private const int RequestsPerWorld = 500;

    private const int RequestsPerLook = 4;

    public static TheoryData<string> AllVendors => [.. Vendors.All.Select(vendor => vendor.Name)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(AllVendors))]
    public async Task Whatever_is_sent_is_answered_and_what_is_refused_changes_nothing(string name)
    {
        var vendor = Vendors.Find(name)!;
        var requests = new FuzzRequests(vendor, seed: 20260101);
        var run = new Run(vendor);
        for (var world = 0; world * RequestsPerWorld * Vendors.All.Count < Requests; world++)
            await run.PlayAsync(requests, RequestsPerWorld, world % 3 == 2 ? WorldSize.Default : WorldSize.Empty, furnished: world % 2 == 1);

        // Else it would have been noise only, or none.
        Assert.InRange(run.Refusals, 100, int.MaxValue);
        Assert.InRange(run.Looks, 20, int.MaxValue);
        // Operations that write must have got through to their tables, or only their checks were tried.
        Assert.InRange(run.Written.Count, (OperationEvidence.Of(vendor).Writing.Count + 1) / 2, int.MaxValue);
        Assert.InRange(run.Writes, requests.Built / 100, int.MaxValue);
    }

    [Fact]
    public void Whatever_address_is_asked_for_the_host_answers()
    {
        var random = new Random(20260102);
        var host = new MocksHost(pathsAnywhere: true);
        using var world = host.Open(new WorldOptions());
        string[] hosts = ["localhost", "", "api.leaddyno.com", "fixido.com", "integration.demo.clixnow.com", "xn--", new('h', 300), "a..b", "[::1]", ".localhost", "leaddyno.localhost", "İ"];
        string[] paths = ["/", "", "*", "//", "/worlds", "/worlds/", "/worlds//", "/worlds/default/", "/worlds/%64efault/leaddyno/v1/leads", "/worlds/%ff%/flexbe", "/leaddyno", "/fixido/api/", "/mod/api", "/__mocks", "http://x/y"];
        string[] worlds = ["default", "other", "", "%", "DEFAULT", new('w', 100)];
        for (var i = 0; i < 2000; i++)
        {
            KeyValuePair<string, string>[] headers = random.Next(3) == 0 ? [KeyValuePair.Create(Address.WorldHeader, random.Of(worlds))] : [];
            var target = random.Of(paths) + (random.Next(2) == 0 ? FuzzValues.LineText(random, 40) : "");
            var outcome = host.Answer(new ApiRequest("GET", "http", random.Of(hosts), target, headers, FuzzValues.Body(random)));
            Assert.InRange(Rendering.Render(outcome, new ArrayBufferWriter<byte>()).Status, 200, 599);
        }
    }

    /// <summary>Plays requests and looks after each whether the world is still what it should be.</summary>
    private sealed class Run(Vendor vendor)
    {
        private readonly ArrayBufferWriter<byte> _body = new();

        public int Writes { get; private set; }

        public HashSet<string> Written { get; } = [];

        public int Refusals { get; private set; }

        public int Looks { get; private set; }

        public async Task PlayAsync(FuzzRequests requests, int count, WorldSize size, bool furnished)
        {
            using var world = World.Open(new WorldOptions { Limits = false, Size = size });
            world.Webhooks.DeliverTo(new Accepting());
            requests.Prepared = furnished ? await FurnishAsync(world) : [];
            string? state = null;
            for (var i = 0; i < count; i++)
            {
                // Seeded states are too large to be written out this often; their many records are there to be run into.
                if (i % RequestsPerLook == 0 && size == WorldSize.Empty)
                    state ??= BehaviourLaws.StateOf(world, vendor);
                var exchange = Ask(world, requests.Next());
                if (!exchange.Response.Refused || exchange.Changes.Count > 0)
                {
                    Note(exchange);
                    state = null;
                }
                else if (i % RequestsPerLook == RequestsPerLook - 1 && state is not null)
                {
                    Looks++;
                    Assert.True(state == BehaviourLaws.StateOf(world, vendor), $"One of these was refused and left a trace:\n{Last(world, RequestsPerLook)}");
                }
            }

            world.Clock.Advance(TimeSpan.FromDays(40));
            Assert.All(world.Journal.Exchanges, exchange => Assert.Null(exchange.Bug));
        }

        private void Note(Exchange exchange)
        {
            if (exchange.Changes.Count == 0 || exchange.Response.Refused)
                return;
            Writes++;
            Written.Add(exchange.Operation!);
        }

        /// <summary>Makes what writing calls need, hooks included, as the fixtures do; the calls that find it.</summary>
        private async Task<IReadOnlyList<FixtureRequest>> FurnishAsync(World world)
        {
            var player = new FakeTarget(vendor, world).Player;
            var writing = OperationEvidence.Of(vendor).Writing;
            var calls = new List<FixtureRequest>();
            foreach (var fixture in FixtureSet.For(vendor.Name).Fixtures.Where(fixture => fixture.Arrange.Count > 0 && writing.Contains(fixture.Operation)))
            {
                try
                {
                    calls.Add((await player.ArrangeAsync(FixtureInvention.Of(fixture, $"w{calls.Count}"))).Request);
                }
                catch (InvalidOperationException)
                {
                    // Another fixture did it before, and it can be done once only.
                }
            }

            return calls;
        }

        private Exchange Ask(World world, ApiRequest request)
        {
            var outcome = world.Host.Answer(request, world, vendor);
            var rendered = Rendering.Render(outcome, _body);
            var exchange = outcome.Exchange;
            Assert.True(exchange.Bug is null, $"{Describe(exchange)}\n{exchange.Bug}");
            Assert.InRange(rendered.Status, 200, 599);
            Assert.All(rendered.Headers, header => Assert.True(header.Value.All(letter => letter is >= ' ' and < '\u007F'), $"{Describe(exchange)}\n{header}"));
            if (exchange.Response.Refused)
                Refusals++;
            return exchange;
        }

        private static string Last(World world, int count) => string.Join('\n', world.Journal.Exchanges.TakeLast(count).Select(Describe));

        private static string Describe(Exchange exchange) =>
            $"{exchange} [{string.Join("; ", exchange.Request.Headers.Select(header => $"{header.Key}: {header.Value}"))}] {Encoding.UTF8.GetString(exchange.Request.Body.Span)}";
    }

    /// <summary>The receiver of whatever a vendor sends.</summary>
    private sealed class Accepting : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
    }
}
