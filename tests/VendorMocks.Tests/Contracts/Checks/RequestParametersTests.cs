using System.Text;

namespace VendorMocks.Tests;

public sealed class RequestParametersTests
{
    private static readonly Operation Create = new("things.create", "POST", "/v1/things/{id}", Provenance.Assumed, "")
    {
        Aliases = ["/old/{id}/things"],
    };

    private static readonly SchemaSet Acme = new("acme", new Dictionary<string, string>
    {
        ["definitions.json"] = """{ "definitions": {} }""",
        ["things.create.request.json"] = """
            { "type": "object", "additionalProperties": false, "required": ["id"], "properties": {
                "id": { "type": "integer" },
                "count": { "type": "integer", "minimum": 1 },
                "price": { "type": "number" },
                "open": { "type": "boolean" },
                "name": { "type": "string" },
                "pay[summ]": { "type": "number" },
                "items": { "type": "array", "items": { "type": "object", "properties": { "sku": { "type": "string" } } } } } }
            """,
    });

    [Theory]
    [InlineData("/v1/things/7?count=3&price=1.5&open=true&name=true", "", "")]
    [InlineData("/worlds/w/acme/v1/things/7/?name=a", "", "")]
    [InlineData("/old/7/things", "", "")]
    [InlineData("/v1/things/7", "application/x-www-form-urlencoded", "pay[summ]=12.50&items[][sku]=a&items[][sku]=b")]
    [InlineData("/v1/things/7", "application/json", "{\"count\":3,\"items\":[{\"sku\":\"a\"}]}")]
    [InlineData("/v1/things/7", "text/plain", " {\"count\":3}")]
    [InlineData("/v1/things/7", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"count\"\r\n\r\n3\r\n--b--\r\n")]
    public void Texts_of_queries_and_forms_count_as_what_they_read_as(string target, string type, string body) =>
        Assert.Empty(Check(target, type, body));

    [Theory]
    [InlineData("/v1/things/x", "", "", "/id: expected integer, got \"x\"")]
    [InlineData("/elsewhere", "", "", "(body): expected property \"id\", got absent")]
    [InlineData("/v1/things/7?count=0", "", "", "/count: expected at least 1, got 0")]
    [InlineData("/v1/things/7?cuont=1", "", "", "/cuont: expected no property of that name, got \"1\", did you mean \"count\"?")]
    [InlineData("/v1/things/7", "application/json", "{\"count\":\"3\"}", "/count: expected integer, got \"3\"")]
    [InlineData("/v1/things/7?count=3", "application/json", "{\"count\":\"3\"}", "/count: expected integer, got \"3\"")]
    [InlineData("/v1/things/7", "application/x-www-form-urlencoded", "pay[sum]=1", "/pay: expected no property of that name, got {\"sum\":\"1\"}")]
    public void What_departs_is_named(string target, string type, string body, string expected) =>
        Assert.Equal($"{expected} (schemas/acme/things.create.request.json)", Assert.Single(Check(target, type, body)).ToString());

    [Theory]
    [InlineData("{\"count\":")]
    [InlineData("[1]")]
    public void A_body_that_cannot_be_read_is_said_to_be_so(string body) => Assert.NotNull(Read("/v1/things/7", "application/json", body).Problem);

    [Theory]
    [InlineData("emial", "email")]
    [InlineData("fistName", "first_name")]
    [InlineData("EMAIL", "email")]
    [InlineData("e-mail", "email")]
    [InlineData("colour", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_found_or_none(string name, string? meant) =>
        Assert.Equal(meant, Spelling.Nearest(name, ["email", "first_name", "last_name", "id"]));

    [Theory]
    [InlineData("cb({\"a\":1})", "{\"a\":1}")]
    [InlineData("app.calls[3]([1]);\n", "[1]")]
    [InlineData("{\"a\":\"f(1)\"}", "{\"a\":\"f(1)\"}")]
    [InlineData("3(4)", "3(4)")]
    [InlineData("true", "true")]
    [InlineData("", "")]
    public void JSON_in_a_function_call_is_unwrapped(string body, string json) =>
        Assert.Equal(json, Encoding.UTF8.GetString(Jsonp.Unwrap(Encoding.UTF8.GetBytes(body))));

    private static IReadOnlyList<Violation> Check(string target, string type, string body) => Read(target, type, body).Check(Acme, Create.Id);

    private static RequestParameters Read(string target, string type, string body)
    {
        KeyValuePair<string, string>[] headers = type.Length == 0 ? [] : [KeyValuePair.Create("Content-Type", type)];
        var request = new ApiRequest("POST", "https", "api.example.com", target, headers, Encoding.UTF8.GetBytes(body));
        return RequestParameters.Of(request, Create, Acme.RequestSchema(Create.Id));
    }
}
