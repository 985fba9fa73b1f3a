using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Takes a world's snapshots and goes back to them.</summary>
internal static class SnapshotsEndpoints
{
    private const string NameAccepted = "1 to 64 letters, digits, dots, dashes and underscores";

    public static void MapSnapshots(this IEndpointRouteBuilder control)
    {
        var snapshots = control.MapGroup("/worlds/{name}/snapshots");
        snapshots.MapGet("", List).WithSummary("A world's snapshots, oldest first");
        snapshots.MapPost("", Take).WithSummary("Remembers the world as it is now: {\"name\":\"before\"}")
            .Takes(new HookField("name", "string", true, NameAccepted) { Example = "\"before\"" });
        snapshots.MapGet("/{snapshot}", Show).WithSummary("One snapshot");
        snapshots.MapDelete("/{snapshot}", Delete).WithSummary("Forgets a snapshot");
        snapshots.MapPost("/{snapshot}/restore", Restore).WithSummary("Takes the world back to a snapshot, its clock too; the journal goes on").Takes();
        snapshots.MapPost("/{snapshot}/open", Open).WithSummary("Opens another world as this one was then, with keys of its own: {\"name\":\"copy\"}")
            .Takes(new HookField("name", "string", false, WorldValues.NameAccepted + "; else one is picked") { Example = "\"copy\"" });
    }

    private static Ok<IReadOnlyList<SnapshotView>> List(NamedWorld at) =>
        TypedResults.Ok<IReadOnlyList<SnapshotView>>([.. at.World.Snapshots.List.Select(SnapshotView.Of)]);

    private static Results<Ok<SnapshotView>, Refused> Show(NamedWorld at, string snapshot) =>
        Find(at.World, snapshot, out var found) is { } missing ? missing : TypedResults.Ok(SnapshotView.Of(found!));

    private static Results<Created<SnapshotView>, Refused> Take(NamedWorld at, ControlInput input)
    {
        var snapshot = input.Expect("name").Need("name", NameAccepted).Text("name", NameAccepted);
        if (input.Problem is { } problem)
            return new Refused(problem);
        try
        {
            var taken = at.World.Snapshots.Take(snapshot!);
            return TypedResults.Created($"{ControlPlane.Root}/worlds/{at.World.Name}/snapshots/{taken.Name}", SnapshotView.Of(taken));
        }
        catch (ArgumentException)
        {
            return new Refused(Refused.Bad("name", snapshot!, NameAccepted));
        }
        catch (InvalidOperationException refused) when (refused is not ObjectDisposedException)
        {
            return new Refused(Refused.Conflict("name", snapshot!, "a name that is free, while there is room", refused.Message));
        }
    }

    private static Results<NoContent, Refused> Delete(NamedWorld at, string snapshot)
    {
        if (Find(at.World, snapshot, out _) is { } missing)
            return missing;
        at.World.Snapshots.Delete(snapshot);
        return TypedResults.NoContent();
    }

    private static Results<Ok<WorldView>, Refused> Restore(NamedWorld at, string snapshot, ControlInput input, Here here)
    {
        if (Find(at.World, snapshot, out var found) is { } missing)
            return missing;
        if (input.Expect().Problem is { } problem)
            return new Refused(problem);
        try
        {
            at.World.Restore(found!);
            return TypedResults.Ok(WorldView.Of(at.World, here));
        }
        catch (ArgumentException refused)
        {
            return new Refused(WorldFileEndpoints.Clash(refused, at.World.Name));
        }
    }

    private static Results<Created<WorldView>, Refused> Open(NamedWorld at, string snapshot, ControlInput input, MocksHost host, WorldNames names, Here here)
    {
        if (Find(at.World, snapshot, out var found) is { } missing)
            return missing;
        const string Accepted = "1 to 64 small letters, digits and dashes";
        var copy = input.Expect("name").Text("name", Accepted) ?? names.Next(host);
        if ((input.Problem ?? (MocksHost.IsName(copy) ? Refused.NoRoom(host) : Refused.Bad("name", copy, Accepted))) is { } problem)
            return new Refused(problem);
        try
        {
            return TypedResults.Created($"{ControlPlane.Root}/worlds/{copy}", WorldView.Of(host.Open(found!, copy), here));
        }
        catch (ArgumentException refused)
        {
            return new Refused(WorldFileEndpoints.Clash(refused, copy));
        }
    }

    private static Refused? Find(World world, string snapshot, out WorldSnapshot? found)
    {
        found = world.Snapshots.Find(snapshot);
        return found is null ? new Refused(NoSuchSnapshot("snapshot", world, snapshot)) : null;
    }

    /// <summary>There is no such snapshot, and which there are.</summary>
    public static Problem NoSuchSnapshot(string field, World world, string snapshot)
    {
        string[] names = [.. world.Snapshots.List.Select(one => one.Name)];
        return Refused.Missing(field, snapshot, names.Length == 0 ? "none: no snapshot has been taken" : string.Join(", ", names), Nearest.Hint(snapshot, names));
    }
}

/// <summary>A snapshot.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TakenAt">When it was taken, on the world's clock, UTC.</param>
internal sealed record SnapshotView(string Name, DateTime TakenAt)
{
    public static SnapshotView Of(WorldSnapshot snapshot) => new(snapshot.Name, snapshot.TakenAt.UtcDateTime);
}
