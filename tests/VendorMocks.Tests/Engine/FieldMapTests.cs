namespace VendorMocks.Tests;

public sealed class FieldMapTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(500)]
    public void Every_name_is_found_however_many_there_are(int count)
    {
        string query = string.Join('&', Enumerable.Range(0, count).Select(i => $"n{i}={i}"));
        var exact = FieldReader.ReadQuery(query, FieldDialect.Django).Root.Map;
        var anyCase = FieldReader.ReadQuery(query, FieldDialect.AspNet).Root.Map;

        for (int i = 0; i < count; i++)
        {
            Assert.Equal($"{i}", exact.TextOf($"n{i}"));
            Assert.Equal($"{i}", anyCase.TextOf($"N{i}"));
            Assert.Null(exact[$"N{i}"]);
        }

        Assert.Null(exact["n"]);
        Assert.Equal(count, exact.Count);
    }

    [Fact]
    public void Names_removed_for_nesting_too_deep_can_be_set_again()
    {
        string deep = "n3" + string.Concat(Enumerable.Repeat("[a]", 65));
        foreach (int count in new[] { 5, 20 })
        {
            string query = string.Join('&', Enumerable.Range(0, count).Select(i => $"n{i}={i}")) + $"&{deep}=1&n3=again&n4=4";
            var map = FieldReader.ReadQuery(query, FieldDialect.Php).Root.Map;

            Assert.Equal(count, map.Count);
            Assert.Equal("n3", map.Last().Key);
            Assert.Equal("again", map.TextOf("n3"));
        }
    }

    [Fact]
    public void Only_a_scalar_that_is_not_null_has_a_text()
    {
        var map = FieldReader.ReadJson("""{"text":"x","number":1.50,"flag":true,"nothing":null,"list":[1],"map":{"a":1}}"""u8, FieldDialect.Rack).Root.Map;

        Assert.Equal(["x", "1.50", "true", null, null, null, null],
            new[] { "text", "number", "flag", "nothing", "list", "map", "absent" }.Select(map.TextOf));
        Assert.Equal([FieldKind.Text, FieldKind.Number, FieldKind.Boolean, FieldKind.Null, FieldKind.List, FieldKind.Map], map.Select(entry => entry.Value.Kind));
        Assert.Equal([true, true, true, true, false, false], map.Select(entry => entry.Value.IsScalar));
    }

    [Fact]
    public void A_field_of_one_kind_is_empty_as_any_other()
    {
        var text = Field.OfText("x");

        Assert.Empty(text.Items);
        Assert.Same(FieldMap.Empty, text.Map);
        Assert.Equal("", Field.OfList(text).Text);
        Assert.Empty(Field.OfList(text).Map);
    }

    [Fact]
    public void Fields_can_be_built_by_hand()
    {
        var map = FieldMap.Of([new("a", Field.OfNumber("1.0")), new("b", Field.OfBoolean(false)), new("A", Field.OfList(Field.OfText("x"), Field.Null))], ignoreCase: true);

        Assert.Equal("""{"a":["x",null],"b":false}""", Field.OfMap(map).ToString());
        Assert.Same(FieldMap.Empty, FieldMap.Of([]));
    }

    [Fact]
    public void Merging_replaces_lists_and_maps_whole()
    {
        var query = FieldReader.ReadQuery("a[x]=1&a[y]=2&b=3", FieldDialect.Rack).Root.Map;
        var body = FieldReader.ReadJson("""{"c":[1],"a":{"x":4}}"""u8, FieldDialect.Rack).Root.Map;

        Assert.Equal("""{"a":{"x":4},"b":"3","c":[1]}""", Field.OfMap(query.MergedWith(body)).ToString());
    }
}
