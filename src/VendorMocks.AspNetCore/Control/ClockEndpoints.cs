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

    private static Ok<ClockView> Show(NamedWorld at) => TypedResults.Ok(ClockView.Of(at.World.Clock));

    private static Results<Ok<ClockView>, Refused> Freeze(NamedWorld at, ControlInput input) => Move(at, input.Expect(), clock => clock.Freeze());

    private static Results<Ok<ClockView>, Refused> Run(NamedWorld at, ControlInput input) => Move(at, input.Expect(), clock => clock.Run());

    private static Results<Ok<ClockView>, Refused> Advance(NamedWorld at, ControlInput input)
    {
        input.Expect("by", "seconds");
        var by = input.Read<TimeSpan>("by", WorldValues.DurationAccepted, TryDuration);
        var seconds = input.Read<TimeSpan>("seconds", "a number of seconds from 0 to 3155760000", TrySeconds);
        if (input.Problem is null && by is null == seconds is null)
            return new Refused(by is null ? Refused.Absent("by", WorldValues.DurationAccepted) : Refused.Bad("seconds", input.Body.GetRawText(), "either by or seconds"));
        return Move(at, input, clock => clock.Advance((by ?? seconds)!.Value));
    }

    private static Results<Ok<ClockView>, Refused> Set(NamedWorld at, ControlInput input)
    {
        var to = input.Expect("to").Need("to", WorldValues.TimeAccepted).Read<DateTimeOffset>("to", WorldValues.TimeAccepted, WorldValues.TryTime);
        return Move(at, input, clock => clock.SetForward(to!.Value));
    }

    private static Results<Ok<ClockView>, Refused> Move(NamedWorld at, ControlInput input, Action<WorldClock> move)
    {
        if (input.Problem is { } problem)
            return new Refused(problem);
        var clock = at.World.Clock;
        try
        {
            move(clock);
            return TypedResults.Ok(ClockView.Of(clock));
        }
        catch (ArgumentOutOfRangeException refused)
        {
            var now = ClockView.Of(clock).Now;
            return new Refused(Refused.Conflict(
                input.Body.EnumerateObject().First().Name,
                input.Body.GetRawText(),
                $"a moment not before {now:O}, within the year 9999",
                Refused.WordsOf(refused)));
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
}

/// <summary>A world's time.</summary>
/// <param name="Now">The present moment there, UTC.</param>
/// <param name="Running">Whether it goes on by itself.</param>
internal sealed record ClockView(DateTime Now, bool Running)
{
    public static ClockView Of(WorldClock clock) => new(clock.Now.UtcDateTime, !clock.IsFrozen);
}
