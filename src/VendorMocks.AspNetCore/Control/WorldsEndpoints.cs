using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Opens, shows, resets and closes worlds.</summary>
internal static class WorldsEndpoints
{
    private const string NameAccepted = "1 to 64 small letters, digits and dashes";

    public static void MapWorlds(this IEndpointRouteBuilder control)
    {
        var worlds = control.MapGroup("/worlds");
        worlds.MapGet("", List).WithSummary("All open worlds with their credentials and base URLs");
        worlds.MapPost("", OpenNamed).WithSummary("Opens a world under a name that is picked; body as for PUT");
        worlds.MapGet("/{name}", Show).WithSummary("A world with its credentials and base URLs");
        worlds.MapPut("/{name}", Open).WithSummary("Opens a world: {\"seed\", \"size\", \"start\", \"running\", \"limits\"}, all optional");
        worlds.MapDelete("/{name}", Close).WithSummary("Closes a world; default is reset instead");
        worlds.MapPost("/{name}/reset", Reset).WithSummary("Takes a world back to how it was opened");
    }

    private static Ok<IReadOnlyList<WorldView>> List(MocksHost host, Here here) =>
        TypedResults.Ok<IReadOnlyList<WorldView>>([.. host.Worlds.Select(world => WorldView.Of(world, here))]);

    private static Results<Ok<WorldView>, Refused> Show(string name, MocksHost host, Here here) =>
        host.Find(name) is { } world ? TypedResults.Ok(WorldView.Of(world, here)) : Refused.NoSuchWorld(host, name);

    private static Results<Created<WorldView>, Ok<WorldView>, Refused> Open(string name, ControlInput input, MocksHost host, Here here)
    {
        if (!MocksHost.IsName(name))
            return new Refused(Refused.Bad("name", name, NameAccepted));
        if (ReadOptions(input, host, name) is not { } options)
            return new Refused(input.Problem!);
        // Opening twice alike is one opening, so that a caller may try again.
        if (host.Find(name) is { } open)
            return open.Options == options ? TypedResults.Ok(WorldView.Of(open, here)) : new Refused(OpenOtherwise(open));
        return TryOpen(host, options, out var world) is { } problem ? new Refused(problem) : Created(world!, here);
    }

    private static Results<Created<WorldView>, Refused> OpenNamed(ControlInput input, MocksHost host, WorldNames names, Here here)
    {
        if (ReadOptions(input, host, names.Next(host)) is not { } options)
            return new Refused(input.Problem!);
        return TryOpen(host, options, out var world) is { } problem ? new Refused(problem) : Created(world!, here);
    }

    private static Results<NoContent, Refused> Close(string name, MocksHost host)
    {
        if (host.Find(name) is not { } world)
            return Refused.NoSuchWorld(host, name);
        if (name == MocksHost.DefaultWorld)
            world.Reset();
        else
            world.Dispose();
        return TypedResults.NoContent();
    }

    private static Results<Ok<WorldView>, Refused> Reset(string name, MocksHost host, Here here)
    {
        if (host.Find(name) is not { } world)
            return Refused.NoSuchWorld(host, name);
        world.Reset();
        return TypedResults.Ok(WorldView.Of(world, here));
    }

    private static Created<WorldView> Created(World world, Here here) =>
        TypedResults.Created($"{ControlPlane.Root}/worlds/{world.Name}", WorldView.Of(world, here));

    /// <summary>What is left out is as the server was started, but for the size: a world for a test begins empty.</summary>
    private static WorldOptions? ReadOptions(ControlInput input, MocksHost host, string name)
    {
        input.Expect("seed", "size", "start", "running", "limits");
        var like = host.Find(MocksHost.DefaultWorld)?.Options ?? new WorldOptions { Running = true };
        var options = like with
        {
            Name = name,
            Seed = input.Read<ulong>("seed", WorldValues.SeedAccepted, TrySeed) ?? like.Seed,
            Size = input.Read<WorldSize>("size", WorldValues.SizeAccepted, TrySize) ?? WorldSize.Empty,
            Start = input.Read<DateTimeOffset>("start", WorldValues.TimeAccepted, TryTime) ?? like.Start,
            Running = input.Flag("running") ?? like.Running,
            Limits = input.Flag("limits") ?? like.Limits,
        };
        return input.Problem is null ? options : null;
    }

    // Two callers may open at once, and there is room for only so many.
    private static Problem? TryOpen(MocksHost host, WorldOptions options, out World? world)
    {
        try
        {
            world = host.Open(options);
            return null;
        }
        catch (ArgumentException refused)
        {
            world = null;
            var detail = refused.Message.Split(" (Parameter", 2)[0];
            return Refused.Conflict("name", options.Name, "a name that is free, while there is room", detail);
        }
    }

    private static Problem OpenOtherwise(World world) => Refused.Conflict(
        "name",
        world.Name,
        "the options that it was opened with, another name, or DELETE before PUT",
        $"The world '{world.Name}' is open already with other options: seed {world.Options.Seed}, size {WorldValues.SizeText(world.Options.Size)}, "
        + $"start {(world.Options.Start is { } start ? start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "not given")}, "
        + $"running {(world.Options.Running ? "true" : "false")}, limits {(world.Options.Limits ? "true" : "false")}.");

    private static bool TrySeed(JsonElement value, out ulong seed)
    {
        seed = 0;
        return value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out seed);
    }

    private static bool TrySize(JsonElement value, out WorldSize size)
    {
        size = default;
        return value.ValueKind switch
        {
            JsonValueKind.String => WorldValues.TrySize(value.GetString()!, out size),
            JsonValueKind.Number => WorldValues.TrySize(value.GetRawText(), out size),
            _ => false,
        };
    }

    private static bool TryTime(JsonElement value, out DateTimeOffset time)
    {
        time = default;
        return value.ValueKind == JsonValueKind.String && WorldValues.TryTime(value.GetString()!, out time);
    }
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
