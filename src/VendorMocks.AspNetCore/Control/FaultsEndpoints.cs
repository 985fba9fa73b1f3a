using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Makes calls to a world's vendors go wrong.</summary>
internal static class FaultsEndpoints
{
    /// <summary>What a fault's schema is called in the document of the API.</summary>
    public const string Schema = "FaultDefinition";

    private static readonly HookField Vendor = new("vendor", "string", false, "The vendor whose faults are meant; else all");

    public static void MapFaults(this IEndpointRouteBuilder control)
    {
        var faults = control.MapGroup("/worlds/{name}/faults");
        faults.MapGet("", List).WithSummary("The faults in force, how many calls matched each and how many it hit");
        faults.MapPost("", Add).WithSummary("Puts a fault in force: {\"kind\":\"status\",\"status\":503,\"operation\":\"leads.create\",\"times\":2}")
            .Takes(Schema, WorldSchema.OfFault, """{"kind":"status","status":503,"times":2}""");
        faults.MapPost("/apply", Apply).WithSummary("Puts all faults of a profile in force: {\"profile\":\"flaky\"}, and \"vendor\" for one vendor only")
            .Takes(new HookField("profile", "string", true, "The name of a fault profile") { Example = "\"flaky\"" }, new HookField("vendor", "string", false, "The vendor whose calls it hits; else all"));
        faults.MapDelete("", Clear).WithSummary("Takes all faults back, or those of ?vendor= only").Asks(Vendor);
        faults.MapGet("/{id}", Show).WithSummary("One fault");
        faults.MapDelete("/{id}", Remove).WithSummary("Takes a fault back");
    }

    private static Ok<IReadOnlyList<FaultView>> List(NamedWorld at) => TypedResults.Ok<IReadOnlyList<FaultView>>([.. at.World.Faults.Active.Select(FaultView.Of)]);

    private static Results<Ok<FaultView>, Refused> Show(NamedWorld at, string id) =>
        Find(at.World, id, out var fault) is { } missing ? missing : TypedResults.Ok(FaultView.Of(fault!));

    private static Results<Created<FaultView>, Refused> Add(NamedWorld at, ControlInput input)
    {
        if (input.Problem is { } unreadable)
            return new Refused(unreadable);
        if (FaultInput.Read(input.Body, "", out var problem) is not { } fault)
            return new Refused(problem!);
        try
        {
            var added = at.World.Faults.Add(fault);
            return TypedResults.Created($"{ControlPlane.Root}/worlds/{at.World.Name}/faults/{added.Id}", FaultView.Of(added));
        }
        catch (InvalidOperationException full)
        {
            return new Refused(TooMany(fault.Kind, full));
        }
    }

    private static Results<Created<IReadOnlyList<FaultView>>, Refused> Apply(NamedWorld at, ControlInput input)
    {
        var world = at.World;
        string[] profiles = [.. world.Faults.Profiles.Select(profile => profile.Name)];
        var vendors = WorldValues.VendorNames;
        var (profile, vendor) = (input.Expect("profile", "vendor").Text("profile", string.Join(", ", profiles)), input.Text("vendor", string.Join(", ", vendors)));
        if ((input.Need("profile", string.Join(", ", profiles)).Problem ?? Refused.Unnamed("profile", profile, profiles) ?? Refused.Unnamed("vendor", vendor, vendors)) is { } problem)
            return new Refused(problem);
        try
        {
            var applied = world.Faults.Apply(profile!, vendor);
            return TypedResults.Created<IReadOnlyList<FaultView>>($"{ControlPlane.Root}/worlds/{world.Name}/faults", [.. applied.Handles.Select(FaultView.Of)]);
        }
        catch (InvalidOperationException full)
        {
            return new Refused(TooMany(profile!, full));
        }
        catch (ArgumentException refused)
        {
            // A fault of the profile names an operation that the vendor has not, or the profile has just been deleted.
            return new Refused(Refused.Bad(refused.ParamName ?? "profile", profile!, "a profile whose faults fit the vendor", " " + Refused.WordsOf(refused)));
        }
    }

    private static Results<NoContent, Refused> Clear(NamedWorld at, ControlQuery query)
    {
        var vendor = query.Text("vendor");
        if (vendor is not null && Vendors.Find(vendor) is null)
            return Refused.NoSuchVendor(vendor);
        at.World.Faults.RemoveAll(handle => vendor is null || handle.Fault.Vendor == vendor);
        return TypedResults.NoContent();
    }

    private static Results<NoContent, Refused> Remove(NamedWorld at, string id)
    {
        if (Find(at.World, id, out var fault) is { } missing)
            return missing;
        fault!.Dispose();
        return TypedResults.NoContent();
    }

    private static Refused? Find(World world, string id, out FaultHandle? fault)
    {
        var active = world.Faults.Active;
        fault = WorldValues.TryWhole(id, out long number) ? active.FirstOrDefault(handle => handle.Id == number) : null;
        return fault is null
            ? new Refused(Refused.Missing("fault", id, active.Count == 0 ? "none: no fault is in force" : string.Join(", ", active.Take(50).Select(handle => handle.Id))))
            : null;
    }

    private static Problem TooMany(string value, InvalidOperationException full) => Refused.Conflict("faults", value, "fewer faults at once", full.Message);
}

/// <summary>A fault in force.</summary>
/// <param name="Id">Its number in its world.</param>
/// <param name="Seen">How many calls matched its vendor, operation, account, fields and time.</param>
/// <param name="Fired">How many of them it hit.</param>
/// <param name="Fault">What goes wrong, and with which calls.</param>
/// <param name="Note">What a caller meets where a door cannot do as asked; absent when every door can.</param>
internal sealed record FaultView(long Id, long Seen, long Fired, JsonElement Fault, string? Note)
{
    public static FaultView Of(FaultHandle handle) => new(handle.Id, handle.Seen, handle.Fired, JsonOf(handle.Fault), handle.Fault.AtDoors);

    public static JsonElement JsonOf(Fault fault) => JsonSerializer.SerializeToElement(fault, FaultJson.Default.Fault);
}
