using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>Laws over every schema file.</summary>
public sealed class SchemaFileTests
{
    /// <summary>Keywords that NJsonSchema 10.7.2 enforces.</summary>
    private static readonly string[] Enforced =
    [
        "type", "enum", "required", "properties", "additionalProperties", "patternProperties", "pattern", "format", "oneOf", "anyOf", "allOf", "not",
        "$ref", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems",
        "minProperties", "maxProperties", "uniqueItems", "items",
    ];

    private static readonly string[] Annotations = ["title", "description", "default", "examples", "x-sometimes"];
    private static readonly string[] AtTheTop = ["$schema", "$id", "definitions"];
    private static readonly string[] Types = ["null", "boolean", "integer", "number", "string", "array", "object"];
    private static readonly string[] Formats = ["email", "ipv4", "uri", "uuid"];

    public static TheoryData<string> Files => ContractFiles.SchemaFiles;

    public static TheoryData<string> Vendors { get; } = new(SchemaSet.Vendors);

    [Theory]
    [MemberData(nameof(Files))]
    public void A_schema_uses_only_keywords_that_are_enforced(string file) =>
        Assert.Empty(SchemasIn(file).SelectMany(s => Faults(s.Schema, s.Pointer)).Select(fault => $"{file}#{fault}"));

    [Fact]
    public void A_keyword_that_would_be_ignored_is_found()
    {
        string[] ignored =
        [
            """{ "const": 1 }""", """{ "if": {} }""", """{ "type": "string", "format": "date-time" }""", """{ "enum": [1] }""",
            """{ "type": "object", "properties": {} }""", """{ "type": "object", "additionalProperties": false, "required": ["a"] }""",
            """{ "$ref": "#/definitions/A", "minLength": 1 }""", """{ "type": "object", "additionalProperties": { "contains": 1 } }""",
            """{ "x-sometimes": "at times" }""", """{ "type": "text" }""", """{ "type": ["string", "nil"] }""",
        ];
        Assert.All(ignored, json => Assert.NotEmpty(Schemas(JsonElement.Parse(json), "").SelectMany(s => Faults(s.Schema, s.Pointer))));
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Every_operation_has_request_and_response_and_both_compile(string vendor)
    {
        var schemas = SchemaSet.For(vendor);
        Assert.NotEmpty(schemas.Operations);
        Assert.All(schemas.Operations, operation =>
        {
            _ = schemas.CheckResponse(operation, 200, "{}"u8);
            _ = schemas.CheckRequest(operation, "{}");
        });
        Assert.NotEmpty(schemas.CheckResponse("whatever", 400, "[]"u8));
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void A_folder_holds_definitions_errors_and_operations_only(string vendor)
    {
        var schemas = SchemaSet.For(vendor);
        var expected = schemas.Operations.SelectMany(o => new[] { $"{o}.request.json", $"{o}.response.json" })
            .Concat(["definitions.json", "error.response.json"]).Order(StringComparer.Ordinal);
        // What a vendor posts to others is described as requests of theirs, so there is no answer to describe.
        var found = Directory.GetFiles(Repository.PathTo("schemas", vendor)).Select(f => Path.GetFileName(f)!)
            .Where(f => !(f.StartsWith("hooks.", StringComparison.Ordinal) && f.EndsWith(".request.json", StringComparison.Ordinal)));
        Assert.Equal(expected, found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Every_definition_is_used(string vendor)
    {
        var folder = Repository.PathTo("schemas", vendor);
        var text = string.Concat(Directory.GetFiles(folder).Select(File.ReadAllText));
        using var definitions = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "definitions.json")));
        Assert.DoesNotContain(
            definitions.RootElement.GetProperty("definitions").EnumerateObject().Select(d => d.Name),
            name => !text.Contains($"#/definitions/{name}\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("visitors")]
    [InlineData("leads")]
    public void An_element_of_an_import_has_the_parameters_of_create(string collection)
    {
        var schemas = SchemaSet.For("leaddyno");
        var create = Assert.Single(SchemaForm.Of(schemas.RequestSchema($"{collection}.create")));
        var element = Assert.Single(Assert.Single(SchemaForm.Of(schemas.RequestSchema($"{collection}.import"))).Property(collection)!.Single().Items!);
        Assert.Equal(create.Properties.Except(["key"]), element.Properties);
        Assert.Equal(create.Required, element.Required);
    }

    private static List<(JsonElement Schema, string Pointer)> SchemasIn(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathTo(file)));
        return [.. Schemas(document.RootElement.Clone(), "")];
    }

    private static IEnumerable<(JsonElement Schema, string Pointer)> Schemas(JsonElement schema, string pointer)
    {
        yield return (schema, pointer);
        foreach (var keyword in schema.EnumerateObject())
        {
            var children = keyword.Name switch
            {
                "properties" or "patternProperties" or "definitions" => keyword.Value.EnumerateObject().Select(p => (p.Name, p.Value)),
                "oneOf" or "anyOf" or "allOf" => keyword.Value.EnumerateArray().Select((s, i) => ($"{i}", s)),
                "items" or "not" or "additionalProperties" when keyword.Value.ValueKind == JsonValueKind.Object => [("", keyword.Value)],
                _ => [],
            };
            foreach (var (name, child) in children)
                foreach (var found in Schemas(child, $"{pointer}/{keyword.Name}/{name}"))
                    yield return found;
        }
    }

    private static IEnumerable<string> Faults(JsonElement schema, string pointer)
    {
        var keywords = schema.EnumerateObject().Select(k => k.Name).ToList();
        bool Has(string keyword) => keywords.Contains(keyword);

        foreach (var keyword in keywords.Except(Enforced).Except(Annotations).Except(pointer.Length == 0 ? AtTheTop : []))
            yield return $"{pointer}: \"{keyword}\" is not enforced";
        if (Has("$ref") && keywords.Intersect(Enforced).Count() > 1)
            yield return $"{pointer}: what stands beside \"$ref\" is ignored";
        if (Has("format") && !Formats.Contains(schema.GetProperty("format").GetString()))
            yield return $"{pointer}: that format is not enforced";
        if (Has("enum") && !Has("type"))
            yield return $"{pointer}: without \"type\" an enumeration compares texts, so 1 passes for \"1\"";
        if (Has("x-sometimes") && !System.Text.RegularExpressions.Regex.IsMatch(schema.GetProperty("x-sometimes").GetString()!, "^[A-Z]{2}-[0-9]{2,3}\\z"))
            yield return $"{pointer}: \"x-sometimes\" names a rule";
        if (Has("type") && !TypesOf(schema.GetProperty("type")).All(Types.Contains))
            yield return $"{pointer}: a type that does not exist is ignored";
        if (!Has("type") || !TypesOf(schema.GetProperty("type")).Contains("object"))
            yield break;

        if (!Has("additionalProperties"))
            yield return $"{pointer}: an object says what it holds beside its properties";
        var properties = Has("properties") ? schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).ToList() : [];
        foreach (var name in Has("required") ? schema.GetProperty("required").EnumerateArray().Select(r => r.GetString()!) : [])
            if (!properties.Contains(name))
                yield return $"{pointer}: \"{name}\" is required but not described";
    }

    private static IEnumerable<string> TypesOf(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];
}
