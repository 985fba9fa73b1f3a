using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Shows and changes the rule values of a vendor in a world.</summary>
internal static class RulesEndpoints
{
    public static void MapRules(this IEndpointRouteBuilder control)
    {
        var rules = control.MapGroup("/worlds/{name}/{vendor}/rules");
        rules.MapGet("", Show).WithSummary("The rule values in force, by the names of the rule table's switches");
        rules.MapPatch("", Change).WithSummary("Changes rule values by a JSON merge patch; null takes one back to its default")
            .Takes("Rules", () => CallDescription.AnyOf(Vendors.All.Select(WorldSchema.OfRules)), "{}");
    }

    private static Results<Ok<JsonElement>, Refused> Show(NamedWorld at, string vendor) =>
        Vendors.Find(vendor) is { } found ? Values(at.World, found) : Refused.NoSuchVendor(vendor);

    private static Results<Ok<JsonElement>, Refused> Change(NamedWorld at, string vendor, ControlInput input)
    {
        if (Vendors.Find(vendor) is not { } found)
            return Refused.NoSuchVendor(vendor);
        if (input.Problem is { } unreadable)
            return new Refused(unreadable);
        if (input.Body.ValueKind == JsonValueKind.Undefined)
            return Values(at.World, found);
        return Patch(at.World, found, input.Body) is { } problem ? new Refused(problem) : Values(at.World, found);
    }

    private static Results<Ok<JsonElement>, Refused> Values(World world, Vendor vendor) =>
        TypedResults.Ok(world.Read<VendorState, JsonElement>(vendor, state => state.RulesAsJson()));

    /// <summary>Changes rule values; what is wrong with them, or null.</summary>
    public static Problem? Patch(World world, Vendor vendor, JsonElement patch)
    {
        Problem? problem = null;
        world.Adjust(vendor, slot =>
        {
            var known = slot.State.RulesAsJson().EnumerateObject().Select(value => value.Name).ToArray();
            foreach (var change in patch.EnumerateObject())
            {
                if (!known.Contains(change.Name))
                {
                    problem = Refused.Unknown("rule value", change.Name, change.Value.GetRawText(), known);
                    return;
                }
            }

            try
            {
                slot.State.PatchRules(patch);
            }
            catch (JsonException refused)
            {
                problem = BadValue(vendor, patch, known, refused);
            }
        });
        return problem;
    }

    private static Problem BadValue(Vendor vendor, JsonElement patch, string[] known, JsonException refused)
    {
        // The path of a failed value is its name, in brackets and quotes where it holds a dot.
        var name = known.Where(name => patch.TryGetProperty(name, out _))
            .FirstOrDefault(name => refused.Path == "$." + name || refused.Path?.StartsWith($"$['{name}']", StringComparison.Ordinal) == true)
            ?? patch.EnumerateObject().First().Name;
        var built = vendor.Rules.Rules.SelectMany(rule => rule.Switches ?? []).FirstOrDefault(one => one.Name == name);
        var accepted = built is null ? "a value of the kind that GET shows" : string.Join(", ", built.Alternatives.Prepend(built.Default));
        var value = patch.GetProperty(name);
        return Refused.Bad(name, value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(), accepted);
    }
}
