using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>Reads stubs from WireMock's mapping format. What is not supported is refused by name and place, never ignored.</summary>
public static class StubMapping
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>What a mapping may have.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        "id", "uuid", "name", "request", "response", "priority", "scenarioName", "requiredScenarioState", "newScenarioState", "metadata", "persistent",
        "insertionIndex", "times",
    ];

    /// <summary>Reads one mapping.</summary>
    /// <param name="mapping">The mapping, an object with <c>request</c> and <c>response</c>.</param>
    /// <exception cref="StubMappingException">Something in it is malformed or not supported; the message names the place.</exception>
    public static Stub Read(JsonElement mapping) => Read(new MappingNode(mapping));

    /// <summary>Reads a mapping file's text: one mapping, or several as <c>{"mappings": […]}</c>.</summary>
    /// <param name="json">The text; comments and trailing commas are allowed.</param>
    /// <exception cref="StubMappingException">It is no JSON, or something in it is malformed or not supported.</exception>
    public static IReadOnlyList<Stub> Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            var root = new MappingNode(document.RootElement.Clone());
            return root["mappings"] is { } several ? [.. root.Expect("mappings", "meta")["mappings"]!.Items.Select(Read)] : [Read(root)];
        }
        catch (JsonException fault)
        {
            throw new StubMappingException("", $"This is no JSON: {fault.Message}");
        }
    }

    extension(Stubs stubs)
    {
        /// <summary>Puts the stubs of a mapping's text in force.</summary>
        /// <param name="json">One mapping, or several as <c>{"mappings": […]}</c>.</param>
        /// <returns>Shows how often each answered, and takes it back when disposed.</returns>
        /// <exception cref="StubMappingException">Something in it is malformed or not supported. Nothing was changed.</exception>
        public IReadOnlyList<StubHandle> AddMapping(string json) => stubs.Add(Parse(json));

        /// <summary>Puts the stubs of a mapping file, or of all <c>*.json</c> files in a folder and below it, in force.</summary>
        /// <param name="path">The file or folder.</param>
        /// <exception cref="StubMappingException">A mapping is malformed or not supported; the message names the file. Nothing was changed.</exception>
        public IReadOnlyList<StubHandle> Load(string path)
        {
            string[] files = Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)] : [path];
            return stubs.Add([.. files.SelectMany(ParseFile)]);
        }
    }

    /// <summary>A mapping as it was written, with its id.</summary>
    internal static JsonObject ToJson(StubHandle handle)
    {
        if (handle.Stub.Source is not MappingSource source)
            return OfCode(handle);
        var json = JsonObject.Create(source.Json)!;
        json["id"] = handle.Id;
        json["uuid"] = handle.Id;
        return json;
    }

    // As far as a stub made in code can be told: its answer and its own condition are code.
    private static JsonObject OfCode(StubHandle handle)
    {
        var request = new JsonObject();
        foreach (var (name, value) in new[] { ("vendor", handle.Stub.Vendor), ("operation", handle.Stub.Operation), ("method", handle.Stub.Method), ("urlPath", handle.Stub.Path) })
        {
            if (value is not null)
                request[name] = value;
        }

        return new JsonObject
        {
            ["id"] = handle.Id,
            ["uuid"] = handle.Id,
            ["name"] = handle.Stub.Name,
            ["request"] = request,
            ["response"] = new JsonObject(),
            ["priority"] = handle.Stub.Priority,
            ["metadata"] = new JsonObject { ["madeInCode"] = true },
        };
    }

    internal static Stub Read(MappingNode node)
    {
        node.Expect(Names);
        var request = RequestPattern.Read(node["request"] ?? throw node.Refuse("'request' is missing"));
        var response = ResponseDefinition.Read(node["response"] ?? throw node.Refuse("'response' is missing"), request.Template);
        if (node["metadata"] is { IsObject: false } metadata)
            throw metadata.Refuse("metadata is an object");
        _ = node["persistent"]?.Flag();
        _ = node["insertionIndex"]?.Whole(0, int.MaxValue);
        return new Stub
        {
            Id = IdOf(node),
            Name = node["name"]?.Text(),
            Priority = node["priority"]?.Whole(int.MinValue, int.MaxValue) ?? Stub.UsualPriority,
            Vendor = request.Vendor,
            Operation = request.Operation,
            Method = request.Method,
            Path = request.Path,
            PathPrefix = request.PathPrefix,
            When = request.Matches,
            Answer = response.Answer,
            Delays = response.Delays,
            Times = node["times"]?.Whole(1, int.MaxValue),
            Scenario = node["scenarioName"]?.Text(),
            RequiredState = Within(node, "requiredScenarioState"),
            NextState = Within(node, "newScenarioState"),
            Source = new MappingSource(node.Value, request),
        };
    }

    private static string? Within(MappingNode node, string name)
    {
        if (node[name] is not { } state)
            return null;
        return node["scenarioName"] is null ? throw state.Refuse($"{name} needs a scenarioName") : state.Text();
    }

    private static string? IdOf(MappingNode node)
    {
        if ((node["id"] ?? node["uuid"]) is not { } id)
            return null;
        if (!Guid.TryParseExact(id.Text(), "D", out var guid))
            throw id.Refuse($"'{id.Text()}' is no UUID");
        if (node["uuid"] is { } other && other.Text() != id.Text())
            throw other.Refuse("id and uuid differ");
        return guid.ToString("D");
    }

    private static IReadOnlyList<Stub> ParseFile(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file));
        }
        catch (StubMappingException fault)
        {
            throw new StubMappingException(fault.Pointer, $"{Path.GetFileName(file)}: {fault.Problem}");
        }
    }
}

/// <summary>The mapping that a stub was read from.</summary>
internal sealed class MappingSource(JsonElement json, RequestPattern request) : StubSource
{
    public override JsonElement Json => json;

    public override IReadOnlyList<Comparison> Compare(StubCall call) => request.Compare(call);
}
