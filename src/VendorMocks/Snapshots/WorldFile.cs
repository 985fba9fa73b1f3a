using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace VendorMocks;

/// <summary>
/// A world as one JSON file: what a snapshot holds, and how the world began. Vendors that nobody has touched are left out: they
/// begin as the world did. Stubs made in code belong to their process and are left out too. A file belongs to the minor version of the product that wrote it.
/// </summary>
public static class WorldFile
{
    private const string Format = "mocks-world";

    /// <summary>The version that this product writes and reads, for example <c>0.1</c>.</summary>
    public static string Version { get; } = typeof(WorldFile).Assembly.GetName().Version!.ToString(2);

    /// <summary>Writes a world as it is now.</summary>
    /// <param name="world">The world.</param>
    /// <param name="output">Receives UTF-8 JSON; stays open.</param>
    public static void Write(World world, Stream output)
    {
        ArgumentNullException.ThrowIfNull(world);
        Write(world.Save("export"), output);
    }

    /// <summary>Writes a snapshot.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="output">Receives UTF-8 JSON; stays open.</param>
    public static void Write(WorldSnapshot snapshot, Stream output)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteString("version", Version);
        if (snapshot.KeptName is { } name)
            writer.WriteString("snapshot", name);
        WriteMoment(writer, snapshot);
        if (snapshot.Document is { } document)
            writer.WriteString("document", document);
        if (snapshot.Opening is { } opening)
        {
            writer.WriteStartObject("opening");
            WriteMoment(writer, opening);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteMoment(Utf8JsonWriter writer, WorldSnapshot snapshot)
    {
        writer.WritePropertyName("world");
        var options = snapshot.Options;
        var head = new WorldFileHead(
            options.Name, options.Seed, options.Size.Records, options.Start, options.Running, options.Limits, snapshot.Start, snapshot.Limits, snapshot.Clock, snapshot.Outbox,
            options.PerVendor.Count == 0 ? null : options.PerVendor);
        JsonSerializer.Serialize(writer, head, WorldFileJson.Default.WorldFileHead);
        writer.WritePropertyName("faults");
        JsonSerializer.Serialize(writer, snapshot.Faults, FaultJson.Default.FaultsState);
        writer.WritePropertyName("stubs");
        JsonSerializer.Serialize(writer, WorldFileStubs.Of(snapshot.Stubs), WorldFileJson.Default.WorldFileStubs);
        writer.WriteStartObject("vendors");
        foreach (var vendor in Vendors.All)
        {
            if (snapshot.Vendors[vendor.Index] is not { } saved)
                continue;
            var state = saved.ToState(vendor, options.Seed);
            writer.WriteStartObject(vendor.Name);
            writer.WritePropertyName("rules");
            state.RulesAsJson().WriteTo(writer);
            writer.WritePropertyName("calls");
            JsonSerializer.Serialize(writer, new WorldFileVendor(saved.Windows, saved.AgendaBroken, saved.Seeded), WorldFileJson.Default.WorldFileVendor);
            writer.WritePropertyName("state");
            state.Store.Write(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads a file, to open or import a world from it.</summary>
    /// <param name="input">What <see cref="Write(World, Stream)"/> wrote.</param>
    /// <param name="readStub">Reads a stub from its JSON, as the package for WireMock's mappings does; a file with stubs needs it.</param>
    /// <exception cref="StateFormatException">It is damaged, of another version, or no world's file; the message says where and what to do.</exception>
    public static WorldSnapshot Read(Stream input, Func<JsonElement, Stub>? readStub = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        try
        {
            using var json = JsonDocument.Parse(input);
            return SnapshotIn(json.RootElement, readStub);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or OverflowException or (FormatException and not StateFormatException))
        {
            throw new StateFormatException(null, null, $"The file cannot be read: {fault.Message}", fault);
        }
    }

    private static WorldSnapshot SnapshotIn(JsonElement file, Func<JsonElement, Stub>? readStub)
    {
        if (!file.TryGetProperty("format", out var format) || !format.ValueEquals(Format))
            throw Wrong("format", $"This is no file of a world: its format is not '{Format}'.");
        if (file.GetProperty("version").GetString() is var version && version != Version)
            throw Wrong("version", $"The file was written by version {version}, this is version {Version}. Read it with version {version}, or write it anew with this one.");
        if (file.TryGetProperty(WorldFileMask.Mark, out _))
            throw Wrong(WorldFileMask.Mark, "The file's keys are masked, so that nobody could call the world. Export it with its secrets: GET …/export?secrets=shown.");

        var opening = file.TryGetProperty("opening", out var began) ? MomentIn(began, readStub) : null;
        var moment = MomentIn(file, readStub).BegunAs(opening, file.TryGetProperty("document", out var document) ? document.GetString() : null);
        return file.TryGetProperty("snapshot", out var name) ? moment.KeptAs(name.GetString()!) : moment;
    }

    private static WorldSnapshot MomentIn(JsonElement file, Func<JsonElement, Stub>? readStub)
    {
        var head = WorldFileCheck.Head(file.GetProperty("world").Deserialize(WorldFileJson.Default.WorldFileHead));
        var faults = WorldFileCheck.Faults(file.GetProperty("faults").Deserialize(FaultJson.Default.FaultsState));
        var vendors = new VendorSnapshot?[Vendors.All.Count];
        foreach (var entry in file.GetProperty("vendors").EnumerateObject())
        {
            var vendor = Vendors.Find(entry.Name) ?? throw Wrong("vendors", $"There is no vendor '{entry.Name}'.");
            vendors[vendor.Index] = VendorIn(vendor, entry.Value);
        }

        var options = new WorldOptions
        {
            Name = head.Name,
            Seed = head.Seed,
            Size = new WorldSize(head.Records),
            Start = head.OpensAt,
            Running = head.Running,
            Limits = head.LimitsAtStart,
            PerVendor = head.PerVendor ?? FrozenDictionary<string, VendorOptions>.Empty,
        };
        MocksHost.Require(options);
        return new WorldSnapshot("file", options, head.Start)
        {
            Limits = head.Limits,
            Clock = head.Clock,
            Faults = faults,
            Stubs = StubsIn(file, readStub),
            Outbox = [.. head.Outbox],
            Vendors = vendors,
        };
    }

    private static StubsState StubsIn(JsonElement file, Func<JsonElement, Stub>? readStub)
    {
        // Files of worlds that never had any may be without.
        if (!file.TryGetProperty("stubs", out var json))
            return StubsState.None;
        var stubs = WorldFileCheck.Stubs(json.Deserialize(WorldFileJson.Default.WorldFileStubs));
        if (stubs.Active.Count > 0 && readStub is null)
            throw new StateFormatException(null, null, "The world has stubs, which are read by the package VendorMocks.Stubs: WorldFile.Read(stream, StubMapping.Read).");
        return new StubsState(
            stubs.LastNumber,
            [.. stubs.Active.Select(saved => new ActiveStub(saved.Number, saved.Answered, readStub!(saved.Mapping) with { Id = saved.Id, FromFile = saved.FromFile }))],
            stubs.Scenarios,
            stubs.UsualDelays);
    }

    private static VendorSnapshot VendorIn(Vendor vendor, JsonElement json)
    {
        try
        {
            var state = vendor.CreateState();
            state.Store.Read(JsonMarshal.GetRawUtf8Value(json.GetProperty("state")), TimeSpan.Zero);
            state.PatchRules(json.GetProperty("rules"));
            var calls = WorldFileCheck.Calls(json.GetProperty("calls").Deserialize(WorldFileJson.Default.WorldFileVendor));
            return new VendorSnapshot(state.Store.Snapshot(), state.Rules, calls.Windows, calls.AgendaBroken, calls.Seeded) { Records = state.Store.RecordCount };
        }
        catch (StateFormatException fault)
        {
            throw new StateFormatException(null, null, $"{vendor.Name}: {fault.Message}", fault) { Field = $"vendors.{vendor.Name}" };
        }
    }

    private static StateFormatException Wrong(string field, string reason) => new(null, null, reason) { Field = field };
}
