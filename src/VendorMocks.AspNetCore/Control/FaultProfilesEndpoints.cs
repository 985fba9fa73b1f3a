using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>The fault profiles of all worlds: those shipped and those defined here.</summary>
internal static class FaultProfilesEndpoints
{
    public static void MapFaultProfiles(this IEndpointRouteBuilder control)
    {
        var profiles = control.MapGroup("/fault-profiles");
        profiles.MapGet("", List).WithSummary("The fault profiles that any world can apply");
        profiles.MapGet("/{profile}", Show).WithSummary("One fault profile");
        profiles.MapPut("/{profile}", Define).WithSummary("Defines a fault profile, or redefines it: {\"summary\":\"…\",\"faults\":[{\"kind\":\"cut\"}]}")
            .Takes("FaultProfileDefinition", () => WorldSchema.OfProfile(CallDescription.Reference(FaultsEndpoints.Schema)), """{"summary":"As on Mondays","faults":[{"kind":"cut"}]}""");
        profiles.MapDelete("/{profile}", Undefine).WithSummary("Takes a definition back; a shipped profile is itself again");
    }

    private static Ok<IReadOnlyList<FaultProfileView>> List(MocksHost host) =>
        TypedResults.Ok<IReadOnlyList<FaultProfileView>>([.. host.FaultProfiles.Select(FaultProfileView.Of)]);

    private static Results<Ok<FaultProfileView>, Refused> Show(string profile, MocksHost host) =>
        Find(host, profile) is { } found ? TypedResults.Ok(FaultProfileView.Of(found)) : NoSuchProfile(host, profile);

    private static Results<Created<FaultProfileView>, Ok<FaultProfileView>, Refused> Define(string profile, ControlInput input, MocksHost host)
    {
        if (FaultInput.ReadProfile(profile, input) is not { } read)
            return new Refused(input.Problem!);
        var known = Find(host, profile) is not null;
        try
        {
            host.Define(read);
        }
        catch (InvalidOperationException full)
        {
            return new Refused(Refused.Conflict("profile", profile, "fewer profiles", full.Message));
        }

        var view = FaultProfileView.Of(read);
        return known ? TypedResults.Ok(view) : TypedResults.Created($"{ControlPlane.Root}/fault-profiles/{profile}", view);
    }

    private static Results<NoContent, Refused> Undefine(string profile, MocksHost host)
    {
        if (host.Undefine(profile))
            return TypedResults.NoContent();
        return Find(host, profile) is null
            ? NoSuchProfile(host, profile)
            : new Refused(Refused.Conflict("profile", profile, "a profile that was defined here", "A shipped profile stays. It can be redefined with PUT."));
    }

    private static FaultProfile? Find(MocksHost host, string profile) => host.FaultProfiles.FirstOrDefault(known => known.Name == profile);

    private static Refused NoSuchProfile(MocksHost host, string profile)
    {
        string[] names = [.. host.FaultProfiles.Select(known => known.Name)];
        return new Refused(Refused.Missing("profile", profile, string.Join(", ", names), Nearest.Hint(profile, names)));
    }
}

/// <summary>A fault profile.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">One line for people.</param>
/// <param name="Shipped">Whether it is as every server has it.</param>
/// <param name="Faults">What goes wrong with it.</param>
internal sealed record FaultProfileView(string Name, string Summary, bool Shipped, IReadOnlyList<JsonElement> Faults)
{
    public static FaultProfileView Of(FaultProfile profile) =>
        new(profile.Name, profile.Summary, FaultProfile.Shipped.Contains(profile), [.. profile.Faults.Select(FaultView.JsonOf)]);
}
