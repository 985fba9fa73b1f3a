using System.Text;

namespace VendorMocks.Tests;

public sealed class FieldFormTests
{
    [Theory]
    [InlineData("", "{}")]
    [InlineData("a=1&b=2", """{"a":"1","b":"2"}""")]
    [InlineData("&&a=1&", """{"a":"1"}""")]
    [InlineData("a", """{"a":""}""")]
    [InlineData("a=b=c;d", """{"a":"b=c;d"}""")]
    [InlineData("=1", """{"":"1"}""")]
    [InlineData("a+b=c+%2B%20d", """{"a b":"c \u002B d"}""")]
    [InlineData("a=1&b=2&a=3", """{"a":"3","b":"2"}""")]
    [InlineData("a=1&A=2", """{"a":"1","A":"2"}""")]
    [InlineData("a[b]=1&a.c=2", """{"a[b]":"1","a.c":"2"}""")]
    [InlineData("a=%&b=%4&c=%zz&d=%4g%41", """{"a":"%","b":"%4","c":"%zz","d":"%4gA"}""")]
    public void Flat_names_are_literal_and_the_last_wins(string query, string tree) => Reads(FieldDialect.Django, query, tree);

    [Theory]
    [InlineData("count=1&Count=2&COUNT=3&skip=4", """{"count":"1","skip":"4"}""")]
    [InlineData("a=&a=2", """{"a":""}""")]
    public void Asp_net_takes_the_first_of_a_name_in_any_casing(string query, string tree) => Reads(FieldDialect.AspNet, query, tree);

    [Theory]
    [InlineData("a[b]=1&a[c]=2", """{"a":{"b":"1","c":"2"}}""")]
    [InlineData("a[]=1&a[]=2", """{"a":["1","2"]}""")]
    [InlineData("a[b][]=1&a[b][]=2&a[][c]=3", """{"a":{"b":["1","2"],"0":{"c":"3"}}}""")]
    [InlineData("a[1]=x&a[0]=y", """{"a":{"1":"x","0":"y"}}""")]
    [InlineData("a[0]=x&a[1]=y", """{"a":["x","y"]}""")]
    [InlineData("a[5]=x&a[]=y&a[07]=z&a[]=w", """{"a":{"5":"x","6":"y","07":"z","7":"w"}}""")]
    [InlineData("a=1&a[b]=2", """{"a":{"b":"2"}}""")]
    [InlineData("a[b]=1&x=0&a=2", """{"a":"2","x":"0"}""")]
    [InlineData("++a.b c=1&a_b_c=2", """{"a_b_c":"2"}""")]
    [InlineData("a.b[c.d]=1", """{"a_b":{"c.d":"1"}}""")]
    [InlineData("a[b=1&c[=2&d]=3", """{"a_b":"1","c_":"2","d]":"3"}""")]
    [InlineData("a[b][c=1", """{"a":{"b":"1"}}""")]
    [InlineData("a[b]c[d]=1", """{"a":{"b":"1"}}""")]
    [InlineData("a[ ]=1&a[%09]=2&a[ x]=3", """{"a":{"0":"1","1":"2"," x":"3"}}""")]
    [InlineData("=1&+=2&a%00b=3", """{"a":"3"}""")]
    [InlineData("0=a&1=b", """{"0":"a","1":"b"}""")]
    [InlineData("a[9223372036854775807]=1&a[]=2", """{"a":{"9223372036854775807":"1"}}""")]
    public void Php_nests_by_brackets(string query, string tree) => Reads(FieldDialect.Php, query, tree);

    [Theory]
    [InlineData("a[b]=1&a[c][]=2", """{"a":{"b":"1","c":["2"]}}""")]
    [InlineData("a[][b]=1&a[][c]=2&a[][b]=3", """{"a":[{"b":"1","c":"2"},{"b":"3"}]}""")]
    [InlineData("i[0][sku]=x&i[0][amount]=1&i[1][sku]=y", """{"i":[{"sku":"x","amount":"1"},{"sku":"y"}]}""")]
    [InlineData("i[1][sku]=y&i[0][sku]=x", """{"i":[{"sku":"x"},{"sku":"y"}]}""")]
    [InlineData("i[1][sku]=y&i[2][sku]=x", """{"i":{"1":{"sku":"y"},"2":{"sku":"x"}}}""")]
    [InlineData("a=1&a[b]=2", """{"a":{"b":"2"}}""")]
    [InlineData("a[]=1&a[b]=2", """{"a":{"b":"2"}}""")]
    [InlineData("a[b]=1&a=2", """{"a":"2"}""")]
    [InlineData("a.b c=1&a&=x", """{"a.b c":"1","a":null}""")]
    [InlineData("a[=1&[]=2&[b]=3&a]=4", """{"a[":"1","[]":"2","[b]":"3","a]":"4"}""")]
    [InlineData("a[b=1&c[d]e=2", """{"a":{"[b":"1"},"c":{"d":{"e":"2"}}}""")]
    [InlineData("a[][]=1&a[][]=2", """{"a":[["1"],["2"]]}""")]
    [InlineData("a[][b][c]=1&a[][b][d]=2&a[][b][c]=3", """{"a":[{"b":{"c":"1","d":"2"}},{"b":{"c":"3"}}]}""")]
    public void Rack_nests_by_brackets(string query, string tree) => Reads(FieldDialect.Rack, query, tree);

    [Theory]
    [InlineData("a=%FF", """{"a":"\uFFFD"}""")]
    [InlineData("a=%E2%82", """{"a":"\uFFFD"}""")]
    [InlineData("%C3=%C3%A9", """{"\uFFFD":"\u00E9"}""")]
    public void Invalid_utf8_becomes_the_replacement_character(string query, string tree)
    {
        Reads(FieldDialect.Django, query, tree); // FX-09
        Reads(FieldDialect.Php, query, tree); // FB-07
    }

    [Theory]
    [InlineData("a=1&b=%41%FF", 9)]
    [InlineData("a=1&%C3%A9%E2=1", 10)]
    [InlineData("%80", 0)]
    public void Rack_refuses_invalid_utf8(string query, int at)
    {
        var reading = FieldReader.ReadQuery(query, FieldDialect.Rack); // LD-07

        Assert.Equal($"invalid UTF-8 at byte {at}", reading.Problem);
        Assert.Same(Field.EmptyMap, reading.Root);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_as_bad_as_invalid_utf8()
    {
        Assert.Equal("invalid UTF-16 at character 2", FieldReader.ReadQuery("a=\ud800", FieldDialect.Rack).Problem);
        Reads(FieldDialect.Django, "a=\ud800", """{"a":"\uFFFD"}""");
    }

    [Fact]
    public void Php_drops_fields_after_the_thousandth()
    {
        var root = FieldReader.ReadQuery(Join(1001, i => $"a{i}={i}"), FieldDialect.Php).Root;

        Assert.Equal(1000, root.Map.Count);
        Assert.Equal("999", root.Map.TextOf("a999"));
    }

    [Fact]
    public void Rack_refuses_too_many_fields()
    {
        var dialect = FieldDialect.Rack with { MaxFields = 3 };

        Assert.Null(FieldReader.ReadQuery("a=1&b=2&&c=3", dialect).Problem);
        Assert.Equal("more than 3 fields", FieldReader.ReadQuery("a=1&b=2&c=3&a=4", dialect).Problem);
    }

    [Fact]
    public void Names_nested_deeper_than_64_are_dropped_by_php_and_refused_by_rack()
    {
        string deepest = "a" + string.Concat(Enumerable.Repeat("[b]", 64)) + "=1";
        string deeper = "a" + string.Concat(Enumerable.Repeat("[b]", 65)) + "=1";

        foreach (var dialect in new[] { FieldDialect.Php, FieldDialect.Rack })
        {
            var at = FieldReader.ReadQuery(deepest, dialect).Root;
            for (int i = 0; i <= 64; i++) at = at.Map[i == 0 ? "a" : "b"]!;
            Assert.Equal("1", at.Text);
        }

        Reads(FieldDialect.Php, "a[x]=1&b=2&" + deeper, """{"b":"2"}""");
        Assert.Equal("nesting beyond 64", FieldReader.ReadQuery(deeper, FieldDialect.Rack).Problem);
    }

    [Fact]
    public void A_body_reads_like_a_query()
    {
        var reading = FieldReader.ReadForm("client[name]=Zo%C3%AB+M&note=zażółć"u8, FieldDialect.Php);

        Assert.Null(reading.Problem);
        Assert.Equal("Zoë M", reading.Root.Map["client"]!.Map.TextOf("name"));
        Assert.Equal("zażółć", reading.Root.Map.TextOf("note"));
    }

    [Fact]
    public void Long_values_are_decoded_whole()
    {
        string value = string.Concat(Enumerable.Repeat("é+%", 2000));

        var map = FieldReader.ReadQuery("a=" + Uri.EscapeDataString(value), FieldDialect.Django).Root.Map;

        Assert.Equal(value, map.TextOf("a"));
    }

    private static string Join(int count, Func<int, string> pair) => string.Join('&', Enumerable.Range(0, count).Select(pair));

    private static void Reads(FieldDialect dialect, string query, string tree)
    {
        var reading = FieldReader.ReadQuery(query, dialect);

        Assert.Null(reading.Problem);
        Assert.Equal(tree, reading.Root.ToString());
        Assert.Equal(tree, FieldReader.ReadForm(Encoding.UTF8.GetBytes(query), dialect).Root.ToString());
    }
}
