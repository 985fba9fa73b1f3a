using System.Text.Json;

namespace VendorMocks.Tests;

public sealed class FixtureTests
{
    private const string Good = """
        {
          "operation": "things.get",
          "source": "documentation: Get a thing",
          "rules": ["AC-01"],
          "arrange": [
            { "call": { "method": "POST", "path": "/things", "form": { "key": "{key}", "name": "a" } }, "times": 2 },
            { "advance": "PT60S" },
            { "hook": "acme.things.paint", "id": "{id}", "colour": "red" }
          ],
          "bind": { "id": "0:/id", "colour": "2:/paint/colour" },
          "request": { "method": "GET", "path": "/things/{id}", "query": { "key": "{key}", "q": "a b" }, "headers": { "X-Colour": "{colour}" } },
          "response": { "status": 200, "body": { "id": "{id}", "name": "a", "at": "x", "list": [{ "n": 1 }], "label": "thing {id}" } },
          "volatile": ["/at"],
          "normalised": [["/name", "names are short here"]]
        }
        """;

    [Fact]
    public void A_file_is_read_with_all_it_says()
    {
        var fixture = Read(Good);
        Assert.Equal("things.get.case", fixture.Name);
        Assert.Equal(["AC-01"], fixture.Rules);
        Assert.Equal((2, TimeSpan.FromMinutes(1), "acme.things.paint"), (fixture.Arrange[0].Times, fixture.Arrange[1].Advance, fixture.Arrange[2].Hook));
        Assert.Equal(["id", "colour"], fixture.Arrange[2].Arguments!.Keys);
        Assert.Equal(new BindSource(2, "/paint/colour"), fixture.Bind["colour"]);
        Assert.Equal(new Normalisation("/name", "names are short here"), Assert.Single(fixture.Normalised));
        Assert.Equal(FixtureShape.Subset, fixture.Shape);
        Assert.Equal(["key"], fixture.Needs);
    }

    [Fact]
    public void Placeholders_take_credentials_and_answers()
    {
        var fixture = Filled();
        using var message = fixture.Request.ToMessage(new("https://api.example.com/acme"));
        Assert.Equal("https://api.example.com/acme/things/7?key=secret&q=a%20b", message.RequestUri!.AbsoluteUri);
        Assert.Equal("light red", Assert.Single(message.Headers.GetValues("X-Colour")));
        Assert.Equal("secret", fixture.Arrange[0].Call!.Form!["key"]);
        Assert.Equal(7, fixture.Arrange[2].Arguments!["id"].GetInt32());
        Assert.Equal(7, fixture.Response.Body.GetProperty("id").GetInt32());
        Assert.Equal("thing 7", fixture.Response.Body.GetProperty("label").GetString());
        Assert.Equal("""{"key":"secret","q":"a b","id":7}""", fixture.Request.Parameters().ToJsonString());
    }

    [Fact]
    public void Values_that_are_missing_are_named()
    {
        Assert.Contains("{key}", Assert.Throws<ArgumentException>(() => Read(Good).With(new Dictionary<string, string>())).Message, StringComparison.Ordinal);
        Assert.Contains("{id}", Assert.Throws<InvalidOperationException>(() => Read(Good).Request.Target()).Message, StringComparison.Ordinal);
        Assert.Contains("{id}", Assert.Throws<InvalidOperationException>(() => Read(Good).Bound(0, Json("{}"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "raw": "{\"a\":", "contentType": "application/json" }""", "application/json", "{\"a\":")]
    [InlineData("""{ "form": { "a": "b&c", "d": "ü" } }""", "application/x-www-form-urlencoded", "a=b%26c&d=%C3%BC")]
    [InlineData("""{ "json": { "a": [1] } }""", "application/json", """{ "a": [1] }""")]
    public async Task A_body_goes_out_as_written(string body, string type, string text)
    {
        var request = JsonSerializer.Deserialize<FixtureRequest>(
            $$"""{ "method": "PUT", "path": "/things", {{body[1..]}}""", JsonSerializerOptions.Web)!;
        using var message = request.ToMessage(new("http://127.0.0.1:1/"));
        Assert.Equal((type, text), (message.Content!.Headers.ContentType!.MediaType, await message.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("\"source\": \"documentation: Get a thing\"", "\"source\": \"hearsay\"", 3, "a source is")]
    [InlineData("\"source\": \"documentation: Get a thing\",", "", 15, "source")]
    [InlineData("\"rules\"", "\"rule\"", 4, "rule")]
    [InlineData("\"AC-01\"", "\"first\"", 4, "no rule id")]
    [InlineData("\"things.get\"", "\"things.put\"", 2, "must begin with \"things.put.\"")]
    [InlineData("PT60S", "60 s", 7, "ISO 8601")]
    [InlineData("{ \"advance\"", "{ \"hook\": \"x\", \"advance\"", 5, "step 1 must hold exactly one")]
    [InlineData("\"advance\": \"PT60S\"", "\"advance\": \"PT60S\", \"id\": 1", 5, "only a hook takes arguments")]
    [InlineData("\"times\": 2", "\"times\": 0", 5, "at least once")]
    [InlineData("\"0:/id\"", "\"/id\"", 10, "<step>:<pointer>")]
    [InlineData("\"0:/id\"", "\"1:/id\"", 10, "no call or hook")]
    [InlineData("\"GET\"", "\"get\"", 11, "capitals")]
    [InlineData("\"/things/{id}\"", "\"/things?a=b\"", 11, "has no query")]
    [InlineData("\"query\"", "\"raw\": \"x\", \"form\"", 11, "one body")]
    [InlineData("\"/at\"", "\"/att\"", 13, "leads nowhere")]
    [InlineData("[\"/name\", \"names are short here\"]", "[\"/name\"]", 14, "normalised")]
    [InlineData("\"status\": 200,", "\"status\": 200, \"status\": 201,", 12, "status")]
    public void A_malformed_fixture_is_an_exception_with_line_and_reason(string old, string fresh, int line, string reason)
    {
        var error = Assert.Throws<ContractFileException>(() => Read(Good.Replace(old, fresh, StringComparison.Ordinal)));
        Assert.Equal(("things.get.case.json", line), (error.File, error.Line));
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_as_stated_has_no_differences() =>
        Assert.Empty(FixtureSet.Compare(Filled(), 200, Json("""{ "id": 7, "name": "a", "at": "y", "list": [{ "n": 1.0, "more": 0 }], "label": "thing 7", "more": 0 }""")));

    [Theory]
    [InlineData("\"id\": 7", "\"id\": 8", "/id: expected 7, got 8")]
    [InlineData("\"id\": 7", "\"id\": \"7\"", "/id: expected a value of type number, got \"7\"")]
    [InlineData("\"id\": 7,", "", "/id: expected 7, got absent")]
    [InlineData("\"at\": \"y\"", "\"at\": null", "/at: expected a value of type string, got null")]
    [InlineData("[{ \"n\": 1 }]", "[]", "/list: expected 1 items, got 0")]
    [InlineData("[{ \"n\": 1 }]", "[{ \"n\": 1 }, {}]", "/list: expected 1 items, got 2")]
    [InlineData("[{ \"n\": 1 }]", "[{ \"n\": 2 }]", "/list/0/n: expected 1, got 2")]
    public void A_difference_names_place_and_both_values(string old, string fresh, string expected)
    {
        const string answer = """{ "id": 7, "name": "a", "at": "y", "list": [{ "n": 1 }], "label": "thing 7" }""";
        Assert.Equal([expected], FixtureSet.Compare(Filled(), 200, Json(answer.Replace(old, fresh, StringComparison.Ordinal))));
    }

    [Fact]
    public void An_exact_shape_refuses_more_properties() => Assert.Equal(
        ["status: expected 200, got 201", "/list/0/more: expected no such property, got 0"],
        FixtureSet.Compare(
            Filled() with { Shape = FixtureShape.Exact }, 201, Json("""{ "id": 7, "name": "a", "at": "y", "list": [{ "n": 1, "more": 0 }], "label": "thing 7" }""")));

    [Fact]
    public void Volatile_places_take_any_value_of_the_type_and_an_open_array_takes_more()
    {
        var fixture = Filled() with { Volatile = ["/at", "/*", "/list/*/n", "/list/-"] };
        Assert.Empty(FixtureSet.Compare(fixture, 200, Json("""{ "id": 8, "name": "b", "at": "", "list": [{ "n": 2 }, { "n": 3 }], "label": "" }""")));
    }

    [Fact]
    public void An_answer_without_body_is_told_from_null()
    {
        var fixture = Filled() with { Volatile = [], Response = new() { Status = 204 } };
        Assert.Empty(FixtureSet.Compare(fixture, 204, default));
        Assert.Equal(["body: expected a value of type nothing, got null"], FixtureSet.Compare(fixture, 204, Json("null")));
    }

    private static Fixture Filled() => Read(Good).With(new Dictionary<string, string> { ["key"] = "secret", ["id"] = "not asked for" })
        .Bound(0, Json("""{ "id": 7 }""")).Bound(1, default).Bound(2, Json("""{ "paint": { "colour": "light red" } }"""));

    private static Fixture Read(string text) => FixtureSet.Read("things.get.case.json", text);

    private static JsonElement Json(string text) => JsonElement.Parse(text);
}
