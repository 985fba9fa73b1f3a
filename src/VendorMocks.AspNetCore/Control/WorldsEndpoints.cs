using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Opens, shows, resets and closes worlds.</summary>
internal static class WorldsEndpoints
{
    public static void MapWorlds(this IEndpointRouteBuilder control)
    {
        var worlds = control.MapGroup("/worlds");
        worlds.MapGet("", List).WithSummary("All open worlds with their credentials and base URLs");
        worlds.MapPost("", OpenNamed).WithSummary("Opens a world under its document's name or one that is picked; body as for PUT").Takes(WorldSchema.Name, WorldSchema.Build, "{}", required: false);
        worlds.MapGet("/{name}", Show).WithSummary("A world with its credentials and base URLs");
        worlds.MapPut("/{name}", Open)
            .WithSummary("Opens a world from a document, all of it optional: seed, size, start, running, limits, vendors (size, locale, keys, rules, entities), faults; or from a snapshot")
            .Takes(WorldSchema.Name, WorldSchema.Build, "{}", required: false).WithMetadata(new OpensWorld());
        worlds.MapDelete("/{name}", Close).WithSummary("Closes a world; default is reset instead");
        worlds.MapPost("/{name}/reset", Reset).WithSummary("Takes a world back to how it was opened").Takes();
    }

    private static Ok<IReadOnlyList<WorldView>> List(MocksHost host, Here here) =>
        TypedResults.Ok<IReadOnlyList<WorldView>>([.. host.Worlds.Select(world => WorldView.Of(world, here))]);

    private static Ok<WorldView> Show(NamedWorld at, Here here) => TypedResults.Ok(WorldView.Of(at.World, here));

    private static Results<Created<WorldView>, Ok<WorldView>, Refused> Open(string name, ControlInput input, MocksHost host, Here here)
    {
        if (!MocksHost.IsName(name))
            return new Refused(Refused.Bad("name", name, WorldValues.NameAccepted));
        if (WorldDocument.Read(input, Like(host, name)) is not { } document)
            return new Refused(input.Problem!);
        if (document.Name is { } other && other != name)
            return new Refused(Refused.Bad("name", other, $"{name}, as in the path, or no name") with { Pointer = "/name" });
        // Opening twice alike is one opening, so that a caller may try again.
        if (host.Find(name) is { } open)
            return document.IsThatOf(open) ? TypedResults.Ok(WorldView.Of(open, here)) : new Refused(OpenOtherwise(open));
        return document.Open(host, name, out var world) is { } problem ? new Refused(problem) : Created(world!, here);
    }

    private static Results<Created<WorldView>, Refused> OpenNamed(ControlInput input, MocksHost host, WorldNames names, Here here)
    {
        var name = names.Next(host);
        if (WorldDocument.Read(input, Like(host, name)) is not { } document)
            return new Refused(input.Problem!);
        return document.Open(host, document.Name ?? name, out var world) is { } problem ? new Refused(problem) : Created(world!, here);
    }

    private static NoContent Close(NamedWorld at)
    {
        if (at.World.Name == MocksHost.DefaultWorld)
            at.World.Reset();
        else
            at.World.Dispose();
        return TypedResults.NoContent();
    }

    private static Results<Ok<WorldView>, Refused> Reset(NamedWorld at, ControlInput input, Here here)
    {
        if (input.Expect().Problem is { } problem)
            return new Refused(problem);
        at.World.Reset();
        return TypedResults.Ok(WorldView.Of(at.World, here));
    }

    private static Created<WorldView> Created(World world, Here here) =>
        TypedResults.Created($"{ControlPlane.Root}/worlds/{world.Name}", WorldView.Of(world, here));

    /// <summary>What is left out is as the server was started, but for the size: a world for a test begins empty.</summary>
    private static WorldOptions Like(MocksHost host, string name) =>
        (host.Find(MocksHost.DefaultWorld)?.Options ?? new WorldOptions { Running = true }).Renamed(name) with { Size = WorldSize.Empty, PerVendor = WorldOptions.NoVendors };

    private static Problem OpenOtherwise(World world) => Refused.Conflict(
        "name",
        world.Name,
        "the options that it was opened with, another name, or DELETE before PUT",
        $"The world '{world.Name}' is open already with other options: seed {world.Options.Seed}, size {WorldValues.SizeText(world.Options.Size)}, "
        + $"start {(world.Options.Start is { } start ? WorldValues.TimeText(start) : "not given")}, "
        + $"running {(world.Options.Running ? "true" : "false")}, limits {(world.Options.Limits ? "true" : "false")}.");
}

/// <summary>Picks names for worlds that nobody named.</summary>
internal sealed class WorldNames
{
    private int _last;

    /// <summary>A name that no open world has.</summary>
    public string Next(MocksHost host)
    {
        string name;
        do
            name = "world-" + Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
        while (host.Find(name) is not null);
        return name;
    }
}
