using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Shows and moves a world's clock.</summary>
internal static class ClockEndpoints
{
    public static void MapClock(this IEndpointRouteBuilder control)
    {
        var clock = control.MapGroup("/worlds/{name}/clock");
        clock.MapGet("", Show).WithSummary("A world's time");
        clock.MapPost("/freeze", Freeze).WithSummary("Stops the clock").Takes();
        clock.MapPost("/run", Run).WithSummary("Lets the clock go on from its present moment").Takes();
        clock.MapPost("/advance", Advance).WithSummary("Moves the clock ahead: {\"by\":\"PT60S\"} or {\"seconds\":60}")
            .Takes([new("by", "string", false, WorldValues.DurationAccepted) { Example = "\"PT60S\"" }, new("seconds", "decimal", false, "The same as a number of seconds")]);
        clock.MapPost("/set", Set).WithSummary("Moves the clock ahead to a moment: {\"to\":\"2026-02-01T00:00:00Z\"}")
            .Takes([new("to", "time", true, WorldValues.TimeAccepted) { Example = "\"2099-01-01T00:00:00Z\"" }]);
    }

    private static Results<Ok<ClockView>, Refused> Show(string name, MocksHost host) =>
        host.Find(name) is { } world ? TypedResults.Ok(ClockView.Of(world.Clock)) : Refused.NoSuchWorld(host, name);

    private static Results<Ok<ClockView>, Refused> Freeze(string name, ControlInput input, MocksHost host) =>
        Move(name, input.Expect(), host, clock => clock.Freeze());

    private static Results<Ok<ClockView>, Refused> Run(string name, ControlInput input, MocksHost host) =>
        Move(name, input.Expect(), host, clock => clock.Run());

    private static Results<Ok<ClockView>, Refused> Advance(string name, ControlInput input, MocksHost host)
    {
        if (host.Find(name) is null)
            return Refused.NoSuchWorld(host, name);
        input.Expect("by", "seconds");
        var by = input.Read<TimeSpan>("by", WorldValues.DurationAccepted, TryDuration);
        var seconds = input.Read<TimeSpan>("seconds", "a number of seconds from 0 to 3155760000", TrySeconds);
        if (input.Problem is null && by is null == seconds is null)
            return new Refused(by is null ? Refused.Absent("by", WorldValues.DurationAccepted) : Refused.Bad("seconds", input.Body.GetRawText(), "either by or seconds"));
        return Move(name, input, host, clock => clock.Advance((by ?? seconds)!.Value));
    }

    private static Results<Ok<ClockView>, Refused> Set(string name, ControlInput input, MocksHost host)
    {
        if (host.Find(name) is null)
            return Refused.NoSuchWorld(host, name);
        var to = input.Expect("to").Read<DateTimeOffset>("to", WorldValues.TimeAccepted, TryTime);
        if (input.Problem is null && to is null)
            return new Refused(Refused.Absent("to", WorldValues.TimeAccepted));
        return Move(name, input, host, clock => clock.SetForward(to!.Value));
    }

    private static Results<Ok<ClockView>, Refused> Move(string name, ControlInput input, MocksHost host, Action<WorldClock> move)
    {
        if (host.Find(name) is not { } world)
            return Refused.NoSuchWorld(host, name);
        if (input.Problem is { } problem)
            return new Refused(problem);
        try
        {
            move(world.Clock);
            return TypedResults.Ok(ClockView.Of(world.Clock));
        }
        catch (ArgumentOutOfRangeException refused)
        {
            var now = ClockView.Of(world.Clock).Now;
            return new Refused(Refused.Conflict(
                input.Body.EnumerateObject().First().Name,
                input.Body.GetRawText(),
                $"a moment not before {now:O}, within the year 9999",
                refused.Message.Split(" (Parameter", 2)[0]));
        }
    }

    private static bool TryDuration(JsonElement value, out TimeSpan duration)
    {
        duration = default;
        return value.ValueKind == JsonValueKind.String && WorldValues.TryDuration(value.GetString()!, out duration);
    }

    private static bool TrySeconds(JsonElement value, out TimeSpan duration)
    {
        duration = default;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && WorldValues.TrySeconds(seconds, out duration);
    }

    private static bool TryTime(JsonElement value, out DateTimeOffset time)
    {
        time = default;
        return value.ValueKind == JsonValueKind.String && WorldValues.TryTime(value.GetString()!, out time);
    }
}

/// <summary>A world's time.</summary>
/// <param name="Now">The present moment there, UTC.</param>
/// <param name="Running">Whether it goes on by itself.</param>
internal sealed record ClockView(DateTime Now, bool Running)
{
    public static ClockView Of(WorldClock clock) => new(clock.Now.UtcDateTime, !clock.IsFrozen);
}
