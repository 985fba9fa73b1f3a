using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Switches a world's request limits.</summary>
internal static class LimitsEndpoints
{
    public static void MapLimits(this IEndpointRouteBuilder control)
    {
        var limits = control.MapGroup("/worlds/{name}/limits");
        limits.MapGet("", Show).WithSummary("Whether the vendors' request limits count");
        limits.MapPut("", Set).WithSummary("Switches the vendors' request limits: {\"enabled\":false}");
    }

    private static Results<Ok<LimitsView>, Refused> Show(string name, MocksHost host) =>
        host.Find(name) is { } world ? TypedResults.Ok(new LimitsView(world.Limits)) : Refused.NoSuchWorld(host, name);

    private static Results<Ok<LimitsView>, Refused> Set(string name, ControlInput input, MocksHost host)
    {
        if (host.Find(name) is not { } world)
            return Refused.NoSuchWorld(host, name);
        var enabled = input.Expect("enabled").Flag("enabled");
        if (input.Problem is { } problem)
            return new Refused(problem);
        if (enabled is null)
            return new Refused(Refused.Absent("enabled", "true or false"));
        world.Limits = enabled.Value;
        return TypedResults.Ok(new LimitsView(world.Limits));
    }
}

/// <summary>A world's request limits.</summary>
/// <param name="Enabled">Whether they count.</param>
internal sealed record LimitsView(bool Enabled);
