using System.Text;

namespace VendorMocks.Tests;

public sealed class SchemaSetTests
{
    private const string Definitions = """
        { "definitions": {
            "Id": { "type": "integer", "minimum": 1 },
            "Ref": { "type": "object", "additionalProperties": false, "required": ["id"], "properties": { "id": { "$ref": "#/definitions/Id" } } }
        } }
        """;

    [Fact]
    public void A_body_as_documented_has_no_violations() =>
        Assert.Empty(Response("""{ "id": 1, "name": "a", "owner": { "id": 2 }, "tags": ["x"], "at": "2026-01-01" }"""));

    [Theory]
    [InlineData("""{ "id": 0 }""", "/id: expected at least 1, got 0 (schemas/acme/things.get.response.json)")]
    [InlineData("""{ "id": "1" }""", "/id: expected integer, got \"1\" (schemas/acme/things.get.response.json)")]
    [InlineData("{}", "(body): expected property \"id\", got absent (schemas/acme/things.get.response.json)")]
    [InlineData("null", "(body): expected object, got null (schemas/acme/things.get.response.json)")]
    [InlineData("""{ "id": 1, "x.y/z": 2 }""", "/x.y~1z: expected no property of that name, got 2 (schemas/acme/things.get.response.json)")]
    [InlineData("""{ "id": 1, "owner": {} }""", "/owner: expected property \"id\", got absent (schemas/acme/things.get.response.json)")]
    [InlineData("""{ "id": 1, "owner": { "id": "a" } }""", "/owner/id: expected integer, got \"a\" (schemas/acme/things.get.response.json)")]
    [InlineData("""{ "id": 1, "owner": 3 }""", "/owner: expected object or null, got 3 (schemas/acme/things.get.response.json)")]
    [InlineData("""{ "id": 1, "tags": ["x", 5] }""", "/tags/1: expected string, got 5 (schemas/acme/things.get.response.json)")]
    [InlineData("""{ "id": 1, "name": "A" }""", "/name: expected text matching ^[a-z]+$, got \"A\" (schemas/acme/things.get.response.json)")]
    [InlineData("""{ "id": 1, "name": true }""", "/name: expected null or string, got true (schemas/acme/things.get.response.json)")]
    [InlineData("""{ "id": 1, "kind": "c" }""", "/kind: expected one of a, b, got \"c\" (schemas/acme/things.get.response.json)")]
    [InlineData("""{ "id": 1, "texts": { "leads[1].email": [] } }""", "/texts/leads[1].email: expected at least 1 items, got [] (schemas/acme/things.get.response.json)")]
    public void A_violation_names_place_expectation_value_and_schema(string body, string expected) =>
        Assert.Equal([expected], Response(body).Select(v => v.ToString()));

    [Fact]
    public void Every_violation_is_reported() =>
        Assert.Equal(["/id", "/name", "/more"], Response("""{ "id": 0, "name": "A", "more": 1 }""").Select(v => v.Pointer));

    [Theory]
    [InlineData("99999999999999999999999999999999999999999", true)]
    [InlineData("-99999999999999999999999999999999999999999", false)]
    [InlineData("1e400", false)]
    [InlineData("1.5", false)]
    public void Numbers_of_any_size_are_checked_and_never_thrown_upon(string id, bool good) =>
        Assert.Equal(good, Response($$"""{ "id": {{id}} }""").Count == 0);

    [Theory]
    [InlineData("")]
    [InlineData("{ \"id\": 1")]
    [InlineData("{ \"id\": 1 } x")]
    [InlineData("{ 'id': 1 }")]
    [InlineData("{ \"id\": 1, /* why */ \"name\": \"a\" }")]
    [InlineData("{ \"id\": 1, \"id\": 2 }")]
    [InlineData("{ \"id\": 1, \"name\": \"\\ud800\" }")]
    [InlineData("{ \"id\": 1, \"\\ud800\": 1 }")]
    public void What_is_not_strict_JSON_is_a_violation(string body) =>
        Assert.Equal("readable JSON", Assert.Single(Response(body)).Expected);

    [Fact]
    public void A_text_that_looks_like_a_date_stays_text() =>
        Assert.NotEmpty(Response("""{ "id": 1, "at": "2026-01-01T00:00:00Z" }"""));

    [Fact]
    public void A_pattern_ends_at_the_very_end() => Assert.NotEmpty(Response("""{ "id": 1, "name": "a\n" }"""));

    [Theory]
    [InlineData(399, 1)]
    [InlineData(400, 0)]
    [InlineData(500, 0)]
    public void From_status_400_on_the_error_bodies_count(int status, int violations) =>
        Assert.Equal(violations, Acme().CheckResponse("things.get", status, """{ "error": "no" }"""u8).Count(v => v.Expected == "property \"id\""));

    [Fact]
    public void A_request_is_checked_against_its_own_schema()
    {
        Assert.Empty(Acme().CheckRequest("things.get", """{ "id": "7" }"""));
        Assert.Equal("schemas/acme/things.get.request.json", Assert.Single(Acme().CheckRequest("things.get", """{ "id": 7 }""")).Schema);
    }

    [Fact]
    public void Operations_are_those_with_a_response() => Assert.Equal(["things.get"], Acme().Operations);

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<ContractFileException>(() => Acme().CheckResponse("things.put", 200, "{}"u8));
        Assert.Equal("schemas/acme/things.put.response.json, line 1: the file does not exist", error.Message);
        Assert.Throws<ContractFileException>(() => new SchemaSet("acme", new Dictionary<string, string>()));
        Assert.Contains("leaddyno", Assert.Throws<ArgumentException>(() => SchemaSet.For("acme")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"type\":\n}", 3, "is an invalid start of a value")]
    [InlineData("[]", 1, "a schema file is a JSON object")]
    [InlineData("{\n\n  \"$ref\": \"definitions.json#/definitions/Nobody\" }", 3, "definitions.json has no \"Nobody\"")]
    [InlineData("{\n  \"$ref\": \"http://example.com/schema\" }", 2, "only definitions.json can be referred to")]
    [InlineData("{\n  \"definitions\": {} }", 2, "belong into definitions.json")]
    [InlineData("{ \"minimum\": \"none\" }", 1, "cannot compile it")]
    public void A_malformed_file_is_an_exception_with_line_and_reason(string text, int line, string reason)
    {
        var error = Assert.Throws<ContractFileException>(() => Acme(text).CheckResponse("things.get", 200, "{}"u8));
        Assert.Equal("schemas/acme/things.get.response.json", error.File);
        Assert.Equal(line, error.Line);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_definitions_are_found_when_the_set_is_made()
    {
        var error = Assert.Throws<ContractFileException>(() => new SchemaSet("acme", new Dictionary<string, string>
        {
            ["definitions.json"] = "{ \"definitions\": {\n \"A\": { \"$ref\": \"#/definitions/B\" } } }",
        }));
        Assert.Equal("schemas/acme/definitions.json, line 2: definitions.json has no \"B\"", error.Message);
    }

    [Fact]
    public void Threads_share_a_set()
    {
        var acme = Acme();
        Parallel.For(0, 64, i => Assert.Equal(i % 2, acme.CheckResponse("things.get", 200, Encoding.UTF8.GetBytes($$"""{ "id": {{1 - (i % 2)}} }""")).Count));
        Assert.Same(SchemaSet.For("leaddyno"), SchemaSet.For("leaddyno"));
    }

    [Fact]
    public void A_whole_schema_holds_the_definitions_that_it_needs() =>
        Assert.Equal(["Id", "Ref"], Acme().ResponseSchema("things.get").GetProperty("definitions").EnumerateObject().Select(d => d.Name));

    private static IReadOnlyList<Violation> Response(string body) => Acme().CheckResponse("things.get", 200, Encoding.UTF8.GetBytes(body));

    private static SchemaSet Acme(string? response = null) => new("acme", new Dictionary<string, string>
    {
        ["definitions.json"] = Definitions,
        ["things.get.response.json"] = response ?? """
            { "type": "object", "additionalProperties": false, "required": ["id"], "properties": {
                "id": { "$ref": "definitions.json#/definitions/Id" },
                "name": { "type": ["string", "null"], "pattern": "^[a-z]+$" },
                "kind": { "type": "string", "enum": ["a", "b"] },
                "at": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
                "owner": { "anyOf": [{ "$ref": "definitions.json#/definitions/Ref" }, { "type": "null" }] },
                "tags": { "type": "array", "items": { "type": "string" } },
                "texts": { "type": "object", "additionalProperties": { "type": "array", "minItems": 1 } } } }
            """,
        ["things.get.request.json"] = """
            { "type": "object", "additionalProperties": false, "properties": { "id": { "type": "string" } } }
            """,
        ["error.response.json"] = """
            { "type": "object", "additionalProperties": false, "required": ["error"], "properties": { "error": { "type": "string" } } }
            """,
    });
}
