using System.Text;

namespace VendorMocks.Tests;

public sealed class FieldJsonTests
{
    [Theory]
    [InlineData("""{"a":[1,-2.50e+03,"x",true,false,null,{}],"b":{"c":[]}}""")]
    [InlineData("[]")]
    [InlineData("1e400")]
    [InlineData("123456789012345678901234567890.10")]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void Any_value_is_read_and_numbers_stay_as_written(string json)
        => Assert.Equal(json, Read(json).Root.ToString());

    [Fact]
    public void Of_repeated_members_the_last_counts_at_the_place_of_the_first()
        => Assert.Equal("""{"a":3,"b":2,"A":4}""", Read("""{"a":1,"b":2,"a":3,"A":4}""").Root.ToString());

    [Fact]
    public void Members_repeated_in_another_casing_are_one_where_casing_does_not_count()
    {
        var map = FieldReader.ReadJson("""{"email":1,"b":2,"EMAIL":3}"""u8, FieldDialect.AspNet).Root.Map; // CN-16

        Assert.Equal("3", map["Email"]!.Text);
        Assert.Equal(2, map.Count);
    }

    [Fact]
    public void Brackets_mean_nothing_in_member_names()
        => Assert.Equal("""{"a[b]":1,"0":2}""", FieldReader.ReadJson("""{"a[b]":1,"0":2}"""u8, FieldDialect.Php).Root.ToString());

    [Fact]
    public void A_byte_order_mark_is_skipped()
        => Assert.Equal("""{"a":1}""", Read("\uFEFF{\"a\":1}").Root.ToString());

    [Fact]
    public void Escapes_and_surrogate_pairs_become_characters()
        => Assert.Equal("é\u0000😀", Read("""{"a":"\u00e9\u0000\ud83d\ude00"}""").Root.Map.TextOf("a"));

    [Theory]
    [InlineData("", "JSON: empty body")]
    [InlineData("   ", "JSON: unexpected end at line 1, column 4")]
    [InlineData("""{"email":""", "JSON: unexpected end at line 1, column 10")]
    [InlineData("{\n  \"a\": 1,\n}", "JSON: unexpected '}' at line 3, column 1")]
    [InlineData("{\"a\":1} x", "JSON: unexpected 'x' at line 1, column 9")]
    [InlineData("[1,]", "JSON: unexpected ']' at line 1, column 4")]
    [InlineData("[1 // one\n]", "JSON: unexpected '/' at line 1, column 4")]
    [InlineData("[01]", "JSON: unexpected '1' at line 1, column 3")]
    [InlineData("{'a':1}", "JSON: unexpected ''' at line 1, column 2")]
    [InlineData("\"a\tb\"", "JSON: unexpected byte 0x09 at line 1, column 3")]
    [InlineData("NaN", "JSON: unexpected 'N' at line 1, column 1")]
    [InlineData("""["\ud800"]""", "JSON: lone surrogate in the string at byte 1")]
    [InlineData("""{"\udc00":1}""", "JSON: lone surrogate in the string at byte 1")]
    public void Broken_text_names_the_place(string json, string problem)
    {
        var reading = Read(json);

        Assert.Equal(problem, reading.Problem);
        Assert.Same(Field.EmptyMap, reading.Root);
    }

    [Fact]
    public void Invalid_utf8_names_the_byte()
        => Assert.Equal("invalid UTF-8 at byte 2", FieldReader.ReadJson([(byte)'[', (byte)'"', 0xFF, (byte)'"', (byte)']'], FieldDialect.Rack).Problem);

    [Theory]
    [InlineData(64, null)]
    [InlineData(65, "nesting beyond 64")]
    [InlineData(100_000, "nesting beyond 64")]
    public void Nesting_is_bounded(int depth, string? problem) // LD-07
    {
        Assert.Equal(problem, Read(new string('[', depth) + new string(']', depth)).Problem);
        Assert.Equal(problem, Read(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth)).Problem);
    }

    [Fact]
    public void The_bound_of_nesting_can_be_lowered()
    {
        Assert.Equal("nesting beyond 1", FieldReader.ReadJson("[[]]"u8, FieldDialect.Rack, maxDepth: 1).Problem);
        Assert.Equal("nesting beyond 0", FieldReader.ReadJson("[]"u8, FieldDialect.Rack, maxDepth: 0).Problem);
        Assert.Null(FieldReader.ReadJson("1"u8, FieldDialect.Rack, maxDepth: 0).Problem);
    }

    private static FieldReading Read(string json) => FieldReader.ReadJson(Encoding.UTF8.GetBytes(json), FieldDialect.Rack);
}
