using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace VendorMocks;

/// <summary>
/// One schema file made whole: the definitions that it needs are copied in from <c>definitions.json</c> and its references
/// rewritten to them, so that it is compiled without resolving files.
/// </summary>
internal sealed class SchemaFile
{
    /// <summary>How a reference to a definition within the same file begins.</summary>
    public const string Own = "#/definitions/";

    private const string Elsewhere = "definitions.json#/definitions/";
    private readonly Form form, complete;

    private SchemaFile(string path, JsonObject whole)
    {
        Schema = JsonSerializer.SerializeToElement(whole);
        form = new(path, () => Strict(complete: false));
        complete = new(path, () => Strict(complete: true));
    }

    /// <summary>The schema with its definitions inside.</summary>
    public JsonElement Schema { get; }

    /// <summary>The schema as it is checked.</summary>
    /// <param name="complete">
    /// Whether it is to hold for a sender that leaves nothing out: every property is required that is not marked as sent <c>x-sometimes</c>.
    /// </param>
    public Form Of(bool complete) => complete ? this.complete : form;

    /// <summary>Makes a file whole.</summary>
    /// <param name="path">The file's name for messages.</param>
    /// <param name="text">The file's text.</param>
    /// <param name="definitions">What <see cref="ReadDefinitions"/> gave for the vendor.</param>
    /// <exception cref="ContractFileException">The file is no JSON object, or refers to something that does not exist.</exception>
    public static SchemaFile Read(string path, string text, JsonObject definitions)
    {
        var whole = ReadObject(path, text);
        if (whole.ContainsKey("definitions"))
            throw ContractFileException.At(path, text, "\"definitions\"", "definitions belong into definitions.json");

        var needed = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        var open = new Queue<JsonNode>([whole]);
        while (open.TryDequeue(out var next))
            foreach (var name in References(next, path, text, definitions))
                if (needed.TryAdd(name, definitions[name]!.DeepClone()))
                    open.Enqueue(needed[name]);

        if (needed.Count > 0)
            whole["definitions"] = new JsonObject(needed.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)d.Value)));
        return new(path, whole);
    }

    /// <summary>Reads the object below <c>definitions</c> of a definitions file.</summary>
    /// <exception cref="ContractFileException">It is no JSON object, lacks that property, or refers to something that does not exist.</exception>
    public static JsonObject ReadDefinitions(string path, string text)
    {
        var definitions = ReadObject(path, text)["definitions"] as JsonObject
            ?? throw new ContractFileException(path, 1, "an object \"definitions\" is missing");
        _ = References(definitions, path, text, definitions);
        return definitions;
    }

    private static JsonObject ReadObject(string path, string text)
    {
        try
        {
            return JsonNode.Parse(text, null, new() { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new ContractFileException(path, 1, "a schema file is a JSON object");
        }
        catch (JsonException error)
        {
            throw ContractFileException.Unreadable(path, error);
        }
    }

    /// <summary>The names of the definitions that a schema refers to, each reference rewritten to one inside the same file.</summary>
    private static List<string> References(JsonNode? node, string path, string text, JsonObject definitions)
    {
        if (node is JsonArray array)
            return [.. array.SelectMany(item => References(item, path, text, definitions))];
        if (node is not JsonObject schema)
            return [];

        var names = schema.SelectMany(p => References(p.Value, path, text, definitions)).ToList();
        if (schema["$ref"] is JsonValue value && value.TryGetValue(out string? target))
        {
            var name = target.StartsWith(Elsewhere, StringComparison.Ordinal) ? target[Elsewhere.Length..]
                : target.StartsWith(Own, StringComparison.Ordinal) ? target[Own.Length..]
                : throw ContractFileException.At(path, text, target, $"\"$ref\" points to \"{target}\"; only definitions.json can be referred to");
            if (definitions[name] is not JsonObject)
                throw ContractFileException.At(path, text, target, $"definitions.json has no \"{name}\"");
            schema["$ref"] = Own + name;
            names.Add(name);
        }
        return names;
    }

    private JsonObject Strict(bool complete)
    {
        var strict = JsonObject.Create(Schema)!;
        EndPatterns(strict);
        if (complete)
            RequireAll(strict);
        return strict;
    }

    /// <summary>A schema's <c>$</c> means the very end; that of .NET also matches before a last line feed.</summary>
    private static void EndPatterns(JsonNode? node)
    {
        if (node is JsonArray array)
            foreach (var item in array)
                EndPatterns(item);
        if (node is not JsonObject schema)
            return;

        if (schema["pattern"] is JsonValue value && value.TryGetValue(out string? pattern))
            schema["pattern"] = EndPattern(pattern);
        if (schema["patternProperties"] is JsonObject byName)
            foreach (var (name, rule) in byName.ToList())
            {
                byName.Remove(name);
                byName[EndPattern(name)] = rule;
            }
        foreach (var (_, child) in schema)
            EndPatterns(child);
    }

    private static void RequireAll(JsonNode? node)
    {
        if (node is JsonArray array)
            foreach (var item in array)
                RequireAll(item);
        if (node is not JsonObject schema)
            return;

        if (schema["properties"] is JsonObject properties)
            schema["required"] = new JsonArray([.. properties
                .Where(p => p.Value is not JsonObject property || !property.ContainsKey("x-sometimes"))
                .Select(p => (JsonNode?)p.Key)]);
        foreach (var (_, child) in schema)
            RequireAll(child);
    }

    private static string EndPattern(string pattern) =>
        pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal) ? pattern[..^1] + "\\z" : pattern;

    /// <summary>A schema in the two ways in which bodies are held against it, each made at its first use.</summary>
    internal sealed class Form(string path, Func<JsonObject> schema)
    {
        private readonly Lazy<QuickSchema> quick = new(() => new QuickSchema(schema()));
        private readonly Lazy<JsonSchema> compiled = new(() => Compile(path, schema()));

        /// <summary>The schema as NJsonSchema checks it, which tells what is wrong.</summary>
        /// <exception cref="ContractFileException">NJsonSchema cannot compile it.</exception>
        public JsonSchema Compiled => compiled.Value;

        /// <summary>Whether a body surely fits, so that NJsonSchema need not be asked.</summary>
        public bool Fits(JsonElement body) => quick.Value.Of(body) == Fit.Yes;

        private static JsonSchema Compile(string path, JsonObject schema)
        {
            try
            {
                // Completes at once: nothing is left to resolve outside the text.
                return JsonSchema.FromJsonAsync(schema.ToJsonString()).GetAwaiter().GetResult();
            }
            catch (Exception error) when (error is InvalidOperationException or Newtonsoft.Json.JsonException or ArgumentException)
            {
                throw new ContractFileException(path, 1, $"NJsonSchema cannot compile it: {error.Message}", error);
            }
        }
    }
}
