using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>
/// A world as one document: how it begins, keys of the caller's own choice, what is in it, what goes wrong with it. The body of
/// the calls that open worlds, and the seed file. It is read whole before anything is opened, and opens a world whole or not at all.
/// </summary>
internal sealed class WorldDocument
{
    /// <summary>The names at its top.</summary>
    public static readonly string[] Names = ["$schema", "name", "from", "seed", "size", "start", "running", "limits", "vendors", "profiles", "faults", "stubs"];

    private readonly List<Func<World, Problem?>> _steps = [];
    private readonly Dictionary<string, string> _chosenKeys = new(StringComparer.Ordinal);
    private readonly ControlInput _input;

    private WorldDocument(ControlInput input) => _input = input;

    /// <summary>The world's name, or null where the document leaves it to others.</summary>
    public string? Name { get; private set; }

    /// <summary>How the world begins.</summary>
    public WorldOptions Options { get; private set; } = new();

    private (string World, string Snapshot)? From { get; set; }

    /// <summary>Reads a document; null when something is wrong with it, which the input's problem then says.</summary>
    /// <param name="input">The document.</param>
    /// <param name="like">What is left out.</param>
    public static WorldDocument? Read(ControlInput input, WorldOptions like)
    {
        var document = new WorldDocument(input);
        document.ReadTop(input.Expect(Names), like);
        foreach (var (name, own) in input.Nested("vendors")?.Members() ?? [])
            document.ReadVendor(name, own);
        document.ReadProfiles();
        document.ReadFaults();
        document.ReadStubs();
        return input.Problem is null ? document : null;
    }

    /// <summary>Opens the world that the document describes.</summary>
    /// <param name="host">Where.</param>
    /// <param name="name">Under which name.</param>
    /// <param name="world">The world; null when it could not be opened.</param>
    /// <returns>Why it could not be opened, or null. Nothing was changed then.</returns>
    public Problem? Open(MocksHost host, string name, out World? world)
    {
        world = null;
        if (Refused.NoRoom(host) is { } full)
            return full;
        try
        {
            if (From is { } from)
                return OpenFrom(host, from, name, out world);
            world = host.Open(Options with { Name = name }, _steps.Count == 0 ? null : Arrange);
            world.Document = Text();
            return null;
        }
        catch (RefusedException refused)
        {
            return refused.Problem;
        }
        catch (KeyTakenException taken)
        {
            return HooksEndpoints.Taken(taken) with { Pointer = _chosenKeys.GetValueOrDefault(taken.Key) };
        }
        catch (ArgumentException refused)
        {
            // Two callers may open at once.
            return Refused.Conflict("name", name, "a name that is free, while there is room", Refused.WordsOf(refused));
        }
    }

    /// <summary>Whether a world was opened with this very document, so that a caller may try again.</summary>
    public bool IsThatOf(World world) => _steps.Count == 0 && From is null && Options.PerVendor.Count == 0 && world.Options.PerVendor.Count == 0
        ? world.Options == Options with { Name = world.Name } && world.Document is null or { Length: 0 }
        : world.Document == Text();

    // The name and the schema say nothing of the world itself. Empty for a plain beginning, which its options tell.
    private string Text()
    {
        if (_steps.Count == 0 && From is null && Options.PerVendor.Count == 0)
            return "";
        var text = JsonObject.Create(_input.Body)!;
        text.Remove("$schema");
        text.Remove("name");
        return text.ToJsonString();
    }

    private void Arrange(World world)
    {
        foreach (var step in _steps)
        {
            if (step(world) is { } problem)
                throw new RefusedException(problem);
        }
    }

    private Problem? OpenFrom(MocksHost host, (string World, string Snapshot) from, string name, out World? world)
    {
        world = null;
        if (host.Find(from.World) is not { } source)
            return Refused.NoSuchWorld(host, from.World).Problem with { Pointer = "/from/world" };
        if (source.Snapshots.Find(from.Snapshot) is not { } snapshot)
        {
            string[] names = [.. source.Snapshots.List.Select(one => one.Name)];
            var known = names.Length == 0 ? "none, since none was taken" : string.Join(", ", names);
            return Refused.Missing("snapshot", from.Snapshot, known, Nearest.Hint(from.Snapshot, names)) with { Pointer = "/from/snapshot" };
        }

        world = host.Open(snapshot, name);
        world.Document = Text();
        return null;
    }

    private void ReadTop(ControlInput input, WorldOptions like)
    {
        Name = input.Text("name", WorldValues.NameAccepted);
        if (Name is not null && !MocksHost.IsName(Name))
            input.Refuse(Refused.Bad("name", Name, WorldValues.NameAccepted), "name");
        Options = like with
        {
            Seed = input.Read<ulong>("seed", WorldValues.SeedAccepted, WorldValues.TrySeed) ?? like.Seed,
            Size = input.Read<WorldSize>("size", WorldValues.SizeAccepted, WorldValues.TrySize) ?? like.Size,
            Start = input.Read<DateTimeOffset>("start", WorldValues.TimeAccepted, WorldValues.TryTime) ?? like.Start,
            Running = input.Flag("running") ?? like.Running,
            Limits = input.Flag("limits") ?? like.Limits,
        };
        if (input.Nested("from")?.Expect("world", "snapshot") is not { } from)
            return;
        var (world, snapshot) = (from.Text("world", "the name of an open world"), from.Text("snapshot", "the name of one of its snapshots"));
        if (world is null || snapshot is null)
            from.Refuse(Refused.Absent(world is null ? "world" : "snapshot", "the names of a world and of one of its snapshots"), world is null ? "world" : "snapshot");
        else if (input.Body.EnumerateObject().Select(field => field.Name).FirstOrDefault(field => field is not ("$schema" or "name" or "from")) is { } other)
            input.Refuse(Refused.Bad(other, input.Body.GetProperty(other).GetRawText(), "nothing beside from but name: a world from a snapshot is as the snapshot says"), other);
        else
            From = (world, snapshot);
    }

    private void ReadVendor(string name, ControlInput input)
    {
        if (Vendors.Find(name) is not { } vendor)
        {
            input.Refuse(Refused.Unknown("vendor", name, input.Body.GetRawText(), WorldValues.VendorNames));
            return;
        }

        input.Expect("size", "locale", "keys", "rules", "entities");
        var locale = input.Text("locale", string.Join(", ", SeedLocales.All));
        if (locale is not null && !SeedLocales.All.Contains(locale))
            input.Refuse(Refused.Bad("locale", locale, string.Join(", ", SeedLocales.All), Nearest.Hint(locale, SeedLocales.All)), "locale");
        var own = new VendorOptions
        {
            Size = input.Read<WorldSize>("size", WorldValues.SizeAccepted, WorldValues.TrySize),
            Locale = locale,
            Credentials = input.Nested("keys") is { } keys ? WorldKeys.Read(vendor, Name ?? Options.Name, keys, _chosenKeys) : [],
        };
        if (own.Size is not null || own.Locale is not null || own.Credentials.Count > 0)
            Options = Options with { PerVendor = Options.PerVendor.Append(KeyValuePair.Create(name, own)).ToFrozenDictionary() };
        if (input.Nested("rules") is { } rules)
            _steps.Add(world => RulesEndpoints.Patch(world, vendor, rules.Body) is { } problem ? problem with { Pointer = rules.PointerTo(problem.Field!) } : null);
        if (input.Nested("entities") is not { } entities)
            return;
        foreach (var (collection, items) in entities.Lists())
            ReadEntities(vendor, collection, items, entities);
    }

    private void ReadEntities(Vendor vendor, string key, IReadOnlyList<ControlInput> items, ControlInput entities)
    {
        if (Find(vendor, key) is not { } hook)
        {
            string[] keys = [.. vendor.Hooks.Where(row => !row.ReadsOnly).SelectMany(KeysOf)];
            entities.Refuse(Refused.Unknown("collection or hook", key, entities.Body.GetProperty(key).GetRawText(), keys), key);
            return;
        }

        foreach (var item in items)
        {
            item.Expect([.. hook.Fields.Select(field => field.Name)]);
            _steps.Add(world => Play(world, vendor, hook, item));
        }
    }

    private static Problem? Play(World world, Vendor vendor, Hook hook, ControlInput item)
    {
        try
        {
            var fields = item.Fields();
            return (HooksEndpoints.Misfit(hook, fields) ?? world.Act(vendor, hook.Id, fields, hook.Handler).Problem) is { } problem
                ? HooksEndpoints.Explain(problem, hook, fields) with { Pointer = item.PointerTo(problem.Field) }
                : null;
        }
        catch (KeyTakenException taken)
        {
            return HooksEndpoints.Taken(taken) with { Pointer = item.PointerTo() };
        }
    }

    /// <summary>The keys under which a document may play a hook: <c>collection.verb</c>, and the collection alone for the one that makes its records.</summary>
    public static IEnumerable<string> KeysOf(Hook hook)
    {
        var id = hook.Id[(hook.Id.IndexOf('.', StringComparison.Ordinal) + 1)..];
        return hook.Makes ? [id.Split('.')[0], id] : [id];
    }

    private static Hook? Find(Vendor vendor, string key) => vendor.Hooks.FirstOrDefault(hook => !hook.ReadsOnly && KeysOf(hook).Contains(key));

    private void ReadProfiles()
    {
        foreach (var (name, own) in _input.Nested("profiles")?.Members() ?? [])
        {
            if (FaultInput.ReadProfile(name, own) is { } profile)
                _steps.Add(world => Fits(() => world.Faults.Define(profile), "profiles", own.PointerTo()));
        }
    }

    // WireMock's own form, so that the files of a project serve here too.
    private void ReadStubs()
    {
        var stubs = new List<Stub>();
        foreach (var (item, pointer) in _input.Array("stubs", "a list of stub mappings"))
        {
            try
            {
                stubs.Add(StubMapping.Read(item));
            }
            catch (StubMappingException refused)
            {
                _input.Refuse(Refused.Bad("stubs", item.GetRawText(), "a stub mapping in WireMock's format", $" {refused.Message.TrimEnd('.')}.") with { Pointer = pointer + refused.Pointer });
            }
        }

        if (stubs.Count > 0)
            _steps.Add(world => Fits(() => world.Stubs.Add(stubs), "stubs", "/stubs"));
    }

    private void ReadFaults()
    {
        var at = 0;
        foreach (var (item, pointer) in _input.Array("faults", "a list of faults and of names of profiles"))
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                var profile = item.GetString()!;
                _steps.Add(world => Apply(world, profile, pointer));
            }
            else if (FaultInput.ReadItem(_input, item, at, pointer) is { } fault)
            {
                _steps.Add(world => Add(world, fault, pointer));
            }

            at++;
        }
    }

    private static Problem? Apply(World world, string profile, string pointer)
    {
        string[] names = [.. world.Faults.Profiles.Select(known => known.Name)];
        if (!names.Contains(profile))
            return Refused.Bad("faults", profile, "a fault, or one of " + string.Join(", ", names), Nearest.Hint(profile, names)) with { Pointer = pointer };
        return Fits(() => world.Faults.Apply(profile), "faults", pointer);
    }

    private static Problem? Add(World world, Fault fault, string pointer) => Fits(() => world.Faults.Add(fault), "faults", pointer);

    private static Problem? Fits(Action add, string field, string pointer)
    {
        try
        {
            add();
            return null;
        }
        catch (InvalidOperationException full)
        {
            return Refused.Conflict(field, "", "fewer " + field, full.Message) with { Pointer = pointer };
        }
        catch (ArgumentException refused)
        {
            return Refused.Bad(field, "", "what fits the vendor", " " + Refused.WordsOf(refused)) with { Pointer = pointer };
        }
    }

    private sealed class RefusedException(Problem problem) : Exception(problem.Detail)
    {
        public Problem Problem => problem;
    }
}
