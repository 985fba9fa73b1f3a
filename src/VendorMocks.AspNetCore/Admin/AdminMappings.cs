using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>Stubs through WireMock's admin API.</summary>
internal static class AdminMappings
{
    private static readonly string[] Paging = ["limit", "offset"];

    public static IReadOnlyList<AdminRow> Rows { get; } =
    [
        new("GET", "", "the stub mappings of the world, ?limit= and ?offset=", List) { Query = Paging },
        new("GET", "/mappings", "the stub mappings of the world, ?limit= and ?offset=", List) { Query = Paging },
        new("POST", "/mappings", "adds a stub mapping", Create),
        new("DELETE", "/mappings", "takes back all stub mappings", Clear),
        new("GET", "/mappings/unmatched", "the stub mappings that have not answered yet, ?limit= and ?offset=", Unused) { Query = Paging },
        new("POST", "/mappings/reset", "takes back all stub mappings: there are none that it would go back to", Clear),
        new("POST", "/mappings/save", "does nothing: a world's state is saved with its stubs where the server has a state folder", Save),
        new("POST", "/mappings/import", "adds several stub mappings: {\"mappings\", \"importOptions\"}", Import),
        new("POST", "/mappings/find-by-metadata", "the stub mappings whose metadata a matcher takes", call => ListOf(call, ByMetadata(call))) { Query = Paging },
        new("POST", "/mappings/remove-by-metadata", "takes back those", RemoveByMetadata) { Query = Paging },
        new("GET", "/mappings/{id}", "a stub mapping", call => Known(call, handle => AdminAnswer.Ok(StubMapping.ToJson(handle)))),
        new("PUT", "/mappings/{id}", "puts another stub mapping in its place", call => Known(call, _ => Replace(call))),
        new("DELETE", "/mappings/{id}", "takes back a stub mapping", call => Known(call, Remove)),
    ];

    /// <summary>The stubs whose metadata a matcher in the body takes.</summary>
    public static List<StubHandle> ByMetadata(AdminCall call)
    {
        var (wanted, time) = (ValuePattern.Read(call.Body), new MatchTime());
        return [.. call.World.Stubs.Active.Where(handle => wanted.Matches(new Subject(MetadataOf(handle), time)))];
    }

    private static string? MetadataOf(StubHandle handle) => StubMapping.ToJson(handle)["metadata"]?.ToJsonString();

    private static AdminAnswer List(AdminCall call) => ListOf(call, call.World.Stubs.Active.Reverse());

    private static AdminAnswer Unused(AdminCall call) => ListOf(call, call.World.Stubs.Active.Where(handle => handle.Answered == 0));

    private static AdminAnswer ListOf(AdminCall call, IEnumerable<StubHandle> handles)
    {
        var all = handles.ToList();
        return AdminAnswer.Ok(new JsonObject
        {
            ["mappings"] = call.Page(all.Select(StubMapping.ToJson)),
            ["meta"] = new JsonObject { ["total"] = all.Count },
        });
    }

    private static AdminAnswer Create(AdminCall call) => call.Body["mappings"] is { } several
        ? throw several.Refuse("here goes one mapping; POST several to /__admin/mappings/import")
        : new(201, StubMapping.ToJson(call.World.Stubs.Add(StubMapping.Read(call.Body))));

    private static AdminAnswer Replace(AdminCall call)
    {
        var stub = StubMapping.Read(call.Body);
        var id = call.Route("id");
        if (stub.Id is { } other && !other.Equals(id, StringComparison.OrdinalIgnoreCase))
            throw new StubMappingException("/id", $"'{other}' is not the id in the URL.");
        return AdminAnswer.Ok(StubMapping.ToJson(call.World.Stubs.Add(stub with { Id = id })));
    }

    private static AdminAnswer Remove(StubHandle handle)
    {
        handle.Dispose();
        return AdminAnswer.Ok();
    }

    private static AdminAnswer Clear(AdminCall call)
    {
        call.World.Stubs.Clear();
        return AdminAnswer.Ok();
    }

    private static AdminAnswer Save(AdminCall call) => AdminAnswer.Ok(new JsonObject
    {
        ["saved"] = 0,
        ["note"] = "There is no folder of mappings to save to. Stubs are part of the world's state: start the server with a state folder, or export the world.",
    });

    private static AdminAnswer Import(AdminCall call)
    {
        call.Body.Expect("mappings", "importOptions", "meta");
        var stubs = call.Body.Needed("mappings").Items.Select(StubMapping.Read).ToList();
        var options = call.Body["importOptions"]?.Expect("duplicatePolicy", "deleteAllNotInImport");
        if (options?["duplicatePolicy"]?.Word("OVERWRITE", "IGNORE") == "IGNORE")
            stubs.RemoveAll(stub => stub.Id is { } id && call.World.Stubs.Find(id) is not null);
        var deleteOthers = options?["deleteAllNotInImport"]?.Flag() == true;
        // The first of a file is its latest, as when files are loaded.
        var added = call.World.Stubs.Add(stubs);
        if (deleteOthers)
            call.World.Stubs.RemoveAll(handle => !added.Contains(handle));
        return AdminAnswer.Ok();
    }

    private static AdminAnswer RemoveByMetadata(AdminCall call)
    {
        var found = ByMetadata(call);
        var answer = ListOf(call, found);
        foreach (var handle in found)
            handle.Dispose();
        return answer;
    }

    private static AdminAnswer Known(AdminCall call, Func<StubHandle, AdminAnswer> answer) => call.World.Stubs.Find(call.Route("id")) is { } handle
        ? answer(handle)
        : AdminAnswer.Error(404, "", $"There is no stub mapping '{call.Route("id")}' in world '{call.World.Name}'.");
}
