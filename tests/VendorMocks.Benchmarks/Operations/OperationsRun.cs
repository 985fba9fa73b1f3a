using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace VendorMocks.Benchmarks;

/// <summary>What one operation showed.</summary>
/// <param name="Vendor">The vendor's title.</param>
/// <param name="Operation">The operation's id.</param>
/// <param name="Result">Ours by the peer's.</param>
internal sealed record OperationResult(string Vendor, string Operation, PairedResult Result);

/// <summary>
/// One call of each operation of each vendor through the handler door, by TestServer sending that call's first answer as fixed
/// bytes. The calls are those of the fixtures, with what each needs arranged; the same call is made again and again, so that
/// one that makes something may find it there already.
/// </summary>
internal sealed class OperationsRun : IAsyncDisposable
{
    private readonly FakeTarget _target;
    private readonly HttpMessageInvoker _ours;
    private readonly WebApplication _peer;
    private readonly Uri _root;
    private byte[] _answer = [];
    private string _type = "";
    private int _status;

    private OperationsRun(Vendor vendor)
    {
        var world = World.Open(new WorldOptions { Limits = false });
        _target = new FakeTarget(vendor, world);
        _ours = new HttpMessageInvoker(new MocksHandler(world.Host, world, vendor) { AllowAutoRedirect = false });
        _root = new Uri(vendor.BaseAddress.GetLeftPart(UriPartial.Authority));
        var builder = PeerApi.CreateBuilder();
        builder.WebHost.UseTestServer();
        _peer = builder.Build();
        _peer.Map("/{**path}", SendAsync);
    }

    /// <summary>Measures every operation that a fixture succeeds with.</summary>
    /// <param name="rounds">How many rounds count.</param>
    /// <param name="calls">Calls in one.</param>
    /// <param name="warmUp">How long each operation is called before.</param>
    public static async Task<IReadOnlyList<OperationResult>> MeasureAsync(int rounds, int calls, TimeSpan warmUp)
    {
        var results = new List<OperationResult>();
        foreach (var vendor in Vendors.All)
        {
            foreach (var row in vendor.Operations)
            {
                if (FixtureSet.For(vendor.Name).Fixtures.FirstOrDefault(fixture => fixture.Operation == row.Id && fixture.Response.Status < 400) is not { } fixture)
                    throw new InvalidOperationException($"{vendor.Title} has no fixture that shows how {row.Id} succeeds.");
                await using var run = new OperationsRun(vendor);
                results.Add(new OperationResult(vendor.Title, row.Id, await run.MeasureAsync(row, fixture, rounds, calls, warmUp)));
            }
        }

        return results;
    }

    private async Task<PairedResult> MeasureAsync(Operation row, Fixture fixture, int rounds, int calls, TimeSpan warmUp)
    {
        var request = (await _target.Player.ArrangeAsync(fixture)).Request;
        using (var message = request.ToMessage(_root))
        using (var first = await _ours.SendAsync(message, default))
        {
            Expect.Same(fixture.Response.Status, (int)first.StatusCode, $"status of {row.Id}");
            Expect.Same(row.Id, _target.World.Journal.Exchanges[^1].Operation, "operation that the call reached");
            (_status, _type, _answer) = ((int)first.StatusCode, first.Content.Headers.ContentType?.ToString() ?? "", await first.Content.ReadAsByteArrayAsync());
        }

        await _peer.StartAsync();
        using var theirs = new HttpMessageInvoker(_peer.GetTestServer().CreateHandler());
        return await Paired.MeasureAsync(new Pair(row.Id, calls, n => CallAsync(_ours, request, n), n => CallAsync(theirs, request, n)), rounds, warmUp);
    }

    private async Task CallAsync(HttpMessageInvoker side, FixtureRequest request, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            using var message = request.ToMessage(_root);
            using var response = await side.SendAsync(message, default);
            Expect.Same(true, (int)response.StatusCode < 500, "an answer of the vendor's");
        }
    }

    private async Task SendAsync(HttpContext context)
    {
        context.Response.StatusCode = _status;
        if (_answer.Length == 0)
            return;
        context.Response.ContentType = _type;
        await context.Response.BodyWriter.WriteAsync(_answer);
    }

    public async ValueTask DisposeAsync()
    {
        _ours.Dispose();
        _target.Dispose();
        await _peer.DisposeAsync();
    }
}
