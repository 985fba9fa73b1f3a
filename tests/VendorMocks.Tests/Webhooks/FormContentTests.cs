namespace VendorMocks.Tests;

public sealed class FormContentTests
{
    [Theory]
    [InlineData("a", "b", "a=b")]
    [InlineData("data[client][phone]", "+15550100001", "data%5Bclient%5D%5Bphone%5D=%2B15550100001")]
    [InlineData("name", "Zoë Müller", "name=Zo%C3%AB+M%C3%BCller")]
    [InlineData("empty", "", "empty=")]
    [InlineData("odd", "&=+%~*'()/?#\r\n", "odd=%26%3D%2B%25%7E%2A%27%28%29%2F%3F%23%0D%0A")]
    [InlineData("plain", "A-z_0.9", "plain=A-z_0.9")]
    [InlineData("emoji", "😀", "emoji=%F0%9F%98%80")]
    [Rule("FB-54")]
    public void A_form_is_written_as_PHP_writes_it(string name, string value, string expected) =>
        Assert.Equal(expected, new FormContent([KeyValuePair.Create(name, value)]).ToString());

    [Fact]
    public void Fields_keep_their_order_and_repeats()
    {
        var form = new FormContent([KeyValuePair.Create("b", "1"), KeyValuePair.Create("a", "2"), KeyValuePair.Create("b", "3")]);
        Assert.Equal("b=1&a=2&b=3", form.ToString());
        Assert.Equal("application/x-www-form-urlencoded", form.ContentType);
    }

    [Fact]
    public void What_is_written_reads_back_whatever_the_text()
    {
        var fields = Enumerable.Range(0, 0x3000).Where(c => c is < 0xD800 or > 0xDFFF)
            .Select(c => KeyValuePair.Create("f" + c, $"x{(char)c} y")).ToArray();
        var read = FieldReader.ReadForm(new FormContent(fields).ToArray(), new FieldDialect(FieldBrackets.None, FieldRepeats.LastWins, MaxFields: int.MaxValue)).Root.Map;
        Assert.All(fields, field => Assert.Equal(field.Value, read[field.Key]!.Text));
        Assert.Equal("", new FormContent([]).ToString());
    }
}
