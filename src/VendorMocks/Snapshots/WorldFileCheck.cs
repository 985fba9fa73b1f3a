using System.Diagnostics.CodeAnalysis;

namespace VendorMocks;

/// <summary>Says what is wrong with the parts of a world's file that no table reads, before a world is made of them.</summary>
internal static class WorldFileCheck
{
    // Vendors' calendars and seeded histories need room before the start; a clock may have run to the end of time.
    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(9900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const int MostRecords = 1_000_000;

    public static WorldFileHead Head(WorldFileHead? head)
    {
        Require(head is not null, "world", "It is missing.");
        Require(MocksHost.IsName(head!.Name), "world.name", $"'{head.Name}' is no name for a world.");
        Require(head.Records is null or (>= 0 and <= MostRecords), "world.records", $"{head.Records} is no number of main records: 0 to {MostRecords}, or null for each vendor's own.");
        Require(IsStart(head.Start), "world.start", $"{head.Start:O} is no start: {Earliest:yyyy} to {Latest:yyyy}.");
        Require(head.OpensAt is not { } opens || IsStart(opens), "world.opensAt", $"{head.OpensAt:O} is no start: {Earliest:yyyy} to {Latest:yyyy}.");
        Require(head.Clock.Now >= Earliest, "world.clock", $"{head.Clock.Now:O} is before {Earliest:yyyy}.");
        foreach (var own in head.PerVendor?.Values ?? [])
        {
            Require(own is { Credentials: not null }, "world.perVendor", "A vendor's own beginning is missing.");
            Require(own.Size?.Records is null or (>= 0 and <= MostRecords), "world.perVendor", $"A vendor has 0 to {MostRecords} main records.");
            Require(own.Credentials.All(credential => credential is { Vendor: not null, Role: not null, Key: not null, Values: not null }), "world.perVendor", "A credential lacks what every one has.");
        }

        foreach (var delivery in head.Outbox)
        {
            Require(delivery is { Id: > 0, Attempts: not null, RetrySeconds: not null, Url: not null, Method: not null, Endpoint: not null }, "world.outbox", "A delivery lacks what every one has.");
            Require(Enum.IsDefined(delivery.State), "world.outbox", $"{delivery.State} is no state of a delivery.");
            Require(delivery.Attempts.All(attempt => attempt is { Answer: not null }), "world.outbox", "An attempt lacks what every one has.");
            Require(delivery.RetrySeconds.All(seconds => seconds is >= 0 and <= 31_536_000), "world.outbox", "A wait before a further attempt is 0 seconds to a year.");
            Require(delivery.RaisedAt >= Earliest && IsStart(delivery.DueAt), "world.outbox", "A delivery lies outside of time.");
        }

        return head;
    }

    public static FaultsState Faults(FaultsState? faults)
    {
        Require(faults is { LastId: >= 0 }, "faults", "They are missing.");
        Require(faults!.Active.Count <= VendorMocks.Faults.MaxActive, "faults.active", $"{faults.Active.Count} faults are in force, and a world holds {VendorMocks.Faults.MaxActive}.");
        var ids = new HashSet<long>();
        foreach (var active in faults.Active)
        {
            Require(active is { Id: > 0, Fault: not null } && active.Id <= faults.LastId && ids.Add(active.Id), "faults.active", "Each fault has a number of its own, up to lastId.");
            Require(active.Seen >= active.Fired && active.Fired >= 0, "faults.active", "A fault hits no more calls than match it.");
            FaultCheck.Require(active.Fault);
        }

        foreach (var profile in faults.Profiles)
            Require(profile is { Name: not null, Faults: not null }, "faults.profiles", "A profile has a name and faults.");
        foreach (var profile in faults.Profiles)
            FaultCheck.Require(profile);
        return faults;
    }

    public static WorldFileVendor Calls(WorldFileVendor? calls)
    {
        Require(calls is not null, "calls", "They are missing.");
        foreach (var window in calls!.Windows)
        {
            Require(window is { Key: not null, Used: >= 0, Times: not null }, "calls.windows", "A window has a key and a number of requests.");
            Require(Enum.IsDefined(window.Kind) && window.Ends >= window.Opened, "calls.windows", "A window has a kind, and ends after it was opened.");
        }

        return calls;
    }

    public static WorldFileStubs Stubs(WorldFileStubs? stubs)
    {
        Require(stubs is { LastNumber: >= 0 }, "stubs", "They are missing.");
        Require(stubs.Active.Count <= VendorMocks.Stubs.MaxActive, "stubs.active", $"{stubs.Active.Count} stubs are in force, and a world holds {VendorMocks.Stubs.MaxActive}.");
        Require(stubs.Active.All(stub => stub is { Number: > 0, Answered: >= 0, Id: not null } && stub.Number <= stubs.LastNumber), "stubs.active", "Each stub has a number, up to lastNumber, and an id.");
        Require(stubs.UsualDelays.All(delay => delay is not null) && stubs.Scenarios.Values.All(state => state is not null), "stubs", "A scenario has a state, and a usual delay a length.");
        foreach (var delay in stubs.UsualDelays)
            FaultCheck.Require(delay);
        return stubs;
    }

    private static bool IsStart(DateTimeOffset time) => time >= Earliest && time < Latest;

    private static void Require([DoesNotReturnIf(false)] bool holds, string field, string problem)
    {
        if (!holds)
            throw new StateFormatException(null, null, $"{field}: {problem}") { Field = field };
    }
}
