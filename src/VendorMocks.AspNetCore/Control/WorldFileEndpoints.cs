using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace VendorMocks;

/// <summary>Takes worlds out as files and in again.</summary>
internal static class WorldFileEndpoints
{
    /// <summary>The largest file that is taken in: what a world of a few hundred thousand records needs.</summary>
    internal const int MaxFileBytes = 256 * 1024 * 1024;

    private const string SchemaName = "WorldFile";

    public static void MapWorldFiles(this IEndpointRouteBuilder control)
    {
        control.MapGet("/worlds/{name}/export", Export)
            .WithSummary("A world as one JSON file, or ?snapshot=<name> of it; keys and passwords are masked unless ?secrets=shown, and only then it can be imported")
            .Asks(new HookField("snapshot", "string", false, "The name of a snapshot; else the present"), StateQuery.Secrets);
        control.MapPost("/worlds/import", ImportAsync)
            .WithSummary("Opens a world from an exported file, with its name and keys")
            .Takes(SchemaName, Schema, "{}");
    }

    // Its parts are named; what is in a vendor's tables is the vendor's own.
    private static JsonObject Schema()
    {
        var vendors = new JsonObject();
        foreach (var vendor in Vendors.All)
            vendors[vendor.Name] = new JsonObject { ["type"] = "object", ["required"] = new JsonArray("rules", "calls", "state"), ["properties"] = new JsonObject { ["rules"] = WorldSchema.OfRules(vendor), ["calls"] = Part("What was counted"), ["state"] = Part("The tables") } };
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = "A world as GET …/export?secrets=shown gives it",
            ["required"] = new JsonArray("format", "version", "world", "faults", "vendors"),
            ["properties"] = new JsonObject
            {
                ["format"] = new JsonObject { ["const"] = "mocks-world" },
                ["version"] = new JsonObject { ["const"] = WorldFile.Version },
                ["world"] = Part("Name, seed, size, clock, outbox"),
                ["faults"] = Part("The faults in force, and the profiles"),
                ["stubs"] = Part("The stubs in force, and the states of scenarios"),
                ["vendors"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = vendors },
            },
        };

        static JsonObject Part(string description) => new() { ["type"] = "object", ["description"] = description };
    }

    private static Results<WorldFileResult, Refused> Export(NamedWorld at, ControlQuery query)
    {
        var (world, secrets) = (at.World, query.ShowsSecrets());
        if (query.Problem is { } problem)
            return new Refused(problem);
        var snapshot = query.Text("snapshot") is { } kept ? world.Snapshots.Find(kept) : world.Save("export");
        return snapshot is null ? new Refused(SnapshotsEndpoints.NoSuchSnapshot("snapshot", world, query.Text("snapshot")!)) : new WorldFileResult(snapshot, secrets);
    }

    private static async Task<Results<Created<WorldView>, Refused>> ImportAsync(HttpContext context, MocksHost host, Here here)
    {
        if (Refused.NoRoom(host) is { } full)
            return new Refused(full);
        using var file = new MemoryStream();
        if (!await ReadAsync(context.Request, file).ConfigureAwait(false))
            return new Refused(new Problem(Problems.TitleOf(413), 413, $"The file is larger than {MaxFileBytes} bytes.", "body"));
        if (file.Length == 0)
            return new Refused(Refused.Absent("body", "the file that GET /__mocks/worlds/{name}/export?secrets=shown gives"));
        file.Position = 0;
        var name = "";
        try
        {
            var snapshot = WorldFile.Read(file, host.ReadStub);
            name = snapshot.World;
            var world = host.Import(snapshot);
            return TypedResults.Created($"{ControlPlane.Root}/worlds/{world.Name}", WorldView.Of(world, here));
        }
        catch (StateFormatException damaged)
        {
            return new Refused(new Problem(Problems.TitleOf(400), 400, damaged.Message, damaged.Field ?? "body"));
        }
        catch (ArgumentException refused)
        {
            return new Refused(Clash(refused, name));
        }
    }

    /// <summary>A world cannot be opened since its name or a key of it is another's, or there is no room.</summary>
    public static Problem Clash(ArgumentException refused, string name) => refused is KeyTakenException taken
        ? Refused.Conflict("key", taken.Key, "a file or snapshot whose keys are no other world's: close that world first", taken.Message)
        : Refused.Conflict("name", name, "a name that is free, while there is room", Refused.WordsOf(refused));

    /// <summary>Reads a body; false when it is too large.</summary>
    private static async Task<bool> ReadAsync(HttpRequest request, MemoryStream file)
    {
        if (request.ContentLength > MaxFileBytes)
            return false;
        var piece = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(piece, request.HttpContext.RequestAborted).ConfigureAwait(false)) > 0;)
        {
            if (file.Length + read > MaxFileBytes)
                return false;
            file.Write(piece, 0, read);
        }

        return true;
    }
}

/// <summary>A world's file as an answer.</summary>
internal sealed class WorldFileResult(WorldSnapshot snapshot, bool secrets) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    public int? StatusCode => 200;

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(200, typeof(JsonObject), ["application/json"]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        byte[] file;
        using (var written = new MemoryStream())
        {
            WorldFile.Write(snapshot, written);
            file = secrets ? written.ToArray() : new WorldFileMask(snapshot).File(written.GetBuffer().AsSpan(0, (int)written.Length));
        }

        httpContext.Response.ContentType = "application/json; charset=utf-8";
        // A world's name is one that any file system takes.
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{snapshot.World}.json\"";
        await httpContext.Response.Body.WriteAsync(file, httpContext.RequestAborted).ConfigureAwait(false);
    }
}
