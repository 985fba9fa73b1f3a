using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Shows and switches a world's request limits. Their numbers are rule values, and are changed where those are.</summary>
internal static class LimitsEndpoints
{
    public static void MapLimits(this IEndpointRouteBuilder control)
    {
        var limits = control.MapGroup("/worlds/{name}/limits");
        limits.MapGet("", Show).WithSummary("Whether the vendors' request limits count, their numbers, and how far each key has used its own");
        limits.MapPut("", Set).WithSummary("Switches the vendors' request limits: {\"enabled\":false}; PATCH …/{vendor}/rules changes their numbers")
            .Takes([new("enabled", "boolean", true, "Whether they count") { Example = "false" }]);
        limits.MapDelete("/windows", Refill).WithSummary("Gives every key its full number back, or those of ?vendor= or ?key= only")
            .Asks(new HookField("vendor", "string", false, "The vendor whose keys are meant; else all"), new HookField("key", "string", false, "The key that is meant; else all"));
    }

    private static Ok<LimitsView> Show(NamedWorld at) => TypedResults.Ok(LimitsView.Of(at.World));

    private static Results<Ok<LimitsView>, Refused> Set(NamedWorld at, ControlInput input)
    {
        var enabled = input.Expect("enabled").Need("enabled", "true or false").Flag("enabled");
        if (input.Problem is { } problem)
            return new Refused(problem);
        at.World.Limits = enabled!.Value;
        return TypedResults.Ok(LimitsView.Of(at.World));
    }

    private static Results<NoContent, Refused> Refill(NamedWorld at, ControlQuery query)
    {
        var (only, key) = (query.Text("vendor"), query.Text("key"));
        if (only is not null && Vendors.Find(only) is null)
            return Refused.NoSuchVendor(only);
        foreach (var vendor in Vendors.All.Where(vendor => only is null || vendor.Name == only))
            at.World.Adjust(vendor, slot => slot.Windows.Reset(key));
        return TypedResults.NoContent();
    }
}

/// <summary>A world's request limits.</summary>
/// <param name="Enabled">Whether they count.</param>
/// <param name="Vendors">The vendors that have some, or whose calls were counted.</param>
internal sealed record LimitsView(bool Enabled, IReadOnlyList<VendorLimitsView> Vendors)
{
    public static LimitsView Of(World world)
    {
        var now = world.Save("now");
        return new LimitsView(
            now.Limits,
            [.. VendorMocks.Vendors.All.Select(vendor => VendorLimitsView.Of(now, vendor)).Where(vendor => vendor.Rules.Count + vendor.Windows.Count > 0)]);
    }
}

/// <summary>A vendor's request limits in a world.</summary>
/// <param name="Vendor">Its name.</param>
/// <param name="Rules">The rule values that decide: numbers and lengths, by the names of the rule table's switches.</param>
/// <param name="Windows">What was counted and still matters, by key.</param>
internal sealed record VendorLimitsView(string Vendor, IReadOnlyDictionary<string, JsonElement> Rules, IReadOnlyList<WindowView> Windows)
{
    public static VendorLimitsView Of(WorldSnapshot now, Vendor vendor)
    {
        var state = vendor.CreateState();
        var saved = now.Vendors[vendor.Index];
        state.Rules = saved?.Rules ?? state.Rules;
        return new VendorLimitsView(
            vendor.Name,
            state.RulesAsJson().EnumerateObject().Where(rule => IsLimit(rule.Name)).ToDictionary(rule => rule.Name, rule => rule.Value),
            [.. (saved?.Windows ?? []).Where(window => window.Ends > now.TakenAt).Select(window => WindowView.Of(window, now.TakenAt))]);
    }

    // The names of the rule values say what they are about, each vendor's in its own way.
    private static bool IsLimit(string rule) => rule.StartsWith("limit.", StringComparison.Ordinal) || rule.StartsWith("requests", StringComparison.Ordinal);
}

/// <summary>What was counted of one key.</summary>
/// <param name="Key">Whose calls.</param>
/// <param name="Kind"><c>anchored</c>, <c>calendar</c> or <c>sliding</c>: how the window lies in time.</param>
/// <param name="Used">How many calls count now.</param>
/// <param name="From">When the window began; of a sliding one the latest call, UTC.</param>
/// <param name="Until">When the next one begins, or the last call leaves a sliding one, UTC.</param>
internal sealed record WindowView(string Key, string Kind, int Used, DateTime From, DateTime Until)
{
    public static WindowView Of(RequestWindowState window, DateTimeOffset now) => new(
        window.Key,
        window.Kind switch { WindowKind.Anchored => "anchored", WindowKind.Calendar => "calendar", _ => "sliding" },
        window.Kind == WindowKind.Sliding ? window.Times.Count(time => now - time < window.Ends - window.Opened) : window.Used,
        window.Opened.UtcDateTime,
        window.Ends.UtcDateTime);
}
