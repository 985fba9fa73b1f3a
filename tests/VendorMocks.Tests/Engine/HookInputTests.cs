using System.Text;

namespace VendorMocks.Tests;

public sealed class HookInputTests
{
    [Fact]
    public void Values_are_read_as_JSON_and_as_the_texts_of_a_form()
    {
        var json = Input("""{"id":7,"on":true,"at":"2026-01-01","kind":"Monday","tags":["a",2],"more":{"x":1}}""");
        var form = Input("""{"id":"7","on":"true","at":"2026-01-01T00:00:00Z","kind":"Monday","tags":"a, 2,"}""");
        foreach (var input in (HookInput[])[json, form])
        {
            Assert.Equal(7, input.Integer("id", required: true));
            Assert.Equal("7", input.Text("id"));
            Assert.True(input.Flag("on"));
            Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), input.Time("at"));
            Assert.Equal(DayOfWeek.Monday, input.Choice<DayOfWeek>("kind"));
            Assert.Equal(["a", "2"], input.Texts("tags")!);
            Assert.Null(input.Problem);
        }

        Assert.Equal("1", json.Object("more")!.TextOf("x"));
    }

    [Fact]
    public void What_is_absent_null_or_empty_reads_as_null()
    {
        var input = Input("""{"a":null,"b":""}""");
        Assert.Null(input.Text("a") ?? input.Text("b") ?? input.Text("c"));
        Assert.Null(input.Integer("b"));
        Assert.Equal((true, true, false), (input.Has("a"), input.Has("b"), input.Has("c")));
        Assert.Null(input.Problem);
    }

    [Fact]
    public void A_kept_text_tells_absent_from_null_and_from_empty()
    {
        var input = Input("""{"a":null,"b":"","c":" c "}""");
        Assert.Equal((null, "", " c ", "old"), (input.Kept("a", "old"), input.Kept("b", "old"), input.Kept("c", "old"), input.Kept("d", "old")));
        Assert.Null(input.Problem);
    }

    [Theory]
    [InlineData("kept", "{\"x\":true}", "x must be a text or null.")]
    [InlineData("text", "{\"x\":[]}", "x must be a text.")]
    [InlineData("integer", "{\"x\":1.5}", "x must be a whole number, not 1.5.")]
    [InlineData("integer", "{\"x\":true}", "x must be a whole number, not true.")]
    [InlineData("integer", "{}", "x must be given.")]
    [InlineData("flag", "{\"x\":\"yes\"}", "x must be true or false, not \"yes\".")]
    [InlineData("time", "{\"x\":\"soon\"}", "x must be a time such as 2026-01-01T12:00:00Z, not \"soon\".")]
    [InlineData("choice", "{\"x\":\"monday\"}", "x must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, not \"monday\".")]
    [InlineData("choice", "{\"x\":\"1\"}", "x must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, not \"1\".")]
    [InlineData("texts", "{\"x\":[{}]}", "x must be a list of texts, not [{}].")]
    [InlineData("object", "{\"x\":3}", "x must be an object, not 3.")]
    public void What_cannot_be_read_is_named_with_what_would_do(string kind, string json, string message)
    {
        var input = Input(json);
        _ = kind switch
        {
            "kept" => (object?)input.Kept("x", null),
            "text" => input.Text("x"),
            "integer" => input.Integer("x", required: true),
            "flag" => input.Flag("x"),
            "time" => input.Time("x"),
            "choice" => input.Choice<DayOfWeek>("x"),
            "texts" => input.Texts("x"),
            _ => input.Object("x"),
        };
        input.Refuse("y", "later");
        Assert.Equal(new HookProblem(400, "x", message), input.Problem);
    }

    private static HookInput Input(string json) =>
        new(FieldReader.ReadJson(Encoding.UTF8.GetBytes(json), FieldDialect.AspNet).Root.Map);
}
