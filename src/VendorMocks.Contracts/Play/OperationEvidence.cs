using System.Collections.Concurrent;

namespace VendorMocks;

/// <summary>
/// What the fixtures show of a vendor's operations when the fake is asked: where parameters travel, which statuses and content
/// types come, which operations write. Made once per vendor, in a few tenths of a second.
/// </summary>
internal sealed class OperationEvidence
{
    private static readonly ConcurrentDictionary<Vendor, Lazy<OperationEvidence>> Made = new();

    private OperationEvidence(Vendor vendor)
    {
        Placeholders = FixtureCredentials.ValuesOf(vendor.CredentialsOf(MocksHost.DefaultWorld));
        Calls = [.. FixtureSet.For(vendor.Name).Fixtures.Select(fixture => Play(vendor, fixture))];
        Writing = Calls.Where(call => call.Writes).Select(call => call.Operation).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The credentials of the demo world by the names that fixtures use.</summary>
    public IReadOnlyDictionary<string, string> Placeholders { get; }

    /// <summary>The request of each fixture and the fake's answer to it.</summary>
    public IReadOnlyList<EvidentCall> Calls { get; }

    /// <summary>The operations that were seen to change something.</summary>
    public IReadOnlySet<string> Writing { get; }

    /// <summary>The evidence about a vendor.</summary>
    /// <exception cref="ContractFileException">A fixture is malformed.</exception>
    public static OperationEvidence Of(Vendor vendor) => Made.GetOrAdd(vendor, v => new(() => new(v))).Value;

    private static EvidentCall Play(Vendor vendor, Fixture fixture)
    {
        using var target = new FakeTarget(vendor);

        // No socket and no waiting behind it, so that nothing is blocked.
        var played = target.Player.PlayAsync(fixture).GetAwaiter().GetResult();
        var exchange = target.World.Journal.Exchanges[^1];
        return new(fixture, played.Fixture, exchange.Response.Refused || exchange.Response.Status >= 400, exchange.Changes.Count > 0, played.Answer);
    }
}

/// <summary>One call of a fixture as the fake answered it.</summary>
/// <param name="Written">The fixture as it stands in its file.</param>
/// <param name="Played">The fixture with the values that it was played with.</param>
/// <param name="Refused">Whether the call was refused.</param>
/// <param name="Writes">Whether the call changed something.</param>
/// <param name="Answer">What came.</param>
internal sealed record EvidentCall(Fixture Written, Fixture Played, bool Refused, bool Writes, PlayedAnswer Answer)
{
    /// <summary>The operation's id.</summary>
    public string Operation => Written.Operation;

    /// <summary>The HTTP method.</summary>
    public string Method => Written.Request.Method;

    /// <summary>The content type of the answer without parameters; empty when there was none.</summary>
    public string MediaType => Answer.ContentType.Split(';')[0].Trim();
}
