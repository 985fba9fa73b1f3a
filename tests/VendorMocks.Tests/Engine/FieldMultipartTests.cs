using System.Text;

namespace VendorMocks.Tests;

public sealed class FieldMultipartTests
{
    private const string ContentType = "multipart/form-data; boundary=\"xyz\"";

    [Fact]
    public void Fields_are_read_and_files_ignored()
    {
        string body = Part("name=\"client[name]\"", "Zoë\r\n=&+%41") + Part("name=\"photo\"; filename=\"a.png\"", "PNG")
            + Part("name=\"list[]\"", "1") + Part("name=\"list[]\"", "") + End;

        var reading = Read(body, FieldDialect.Php);

        Assert.Null(reading.Problem);
        Assert.Equal("Zoë\r\n=&+%41", reading.Root.Map["client"]!.Map.TextOf("name"));
        Assert.Equal(["1", ""], reading.Root.Map["list"]!.Items.Select(item => item.Text));
        Assert.Equal(2, reading.Root.Map.Count);
    }

    [Fact]
    public void Names_may_be_bare_or_hold_quotes_and_any_letter()
    {
        string body = Part("name=bare", "1") + Part("name=\"q\\\"q\"", "2") + Part("name=\"zażółć\"", "3") + End;

        var map = Read(body, FieldDialect.Django).Root.Map;

        Assert.Equal("1", map.TextOf("bare"));
        Assert.Equal("2", map.TextOf("q\"q"));
        Assert.Equal("3", map.TextOf("zażółć"));
    }

    [Fact]
    public void Parts_without_a_name_are_ignored()
    {
        var reading = Read("--xyz\r\nContent-Type: text/plain\r\n\r\nx\r\n" + Part("filename=\"f\"", "x") + Part("name=\"a\"", "1") + End, FieldDialect.Django);

        Assert.Equal((null, """{"a":"1"}"""), (reading.Problem, reading.Root.ToString()));
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("text/plain; boundary=xyz")]
    [InlineData("")]
    [InlineData("multipart/form-data; boundary=\"\"")]
    [InlineData("multipart/form-data; boundary=0123456789012345678901234567890123456789012345678901234567890123456789x")]
    public void Without_a_usable_boundary_it_is_unreadable(string contentType)
    {
        var reading = FieldReader.ReadMultipart(Encoding.UTF8.GetBytes(Part("name=\"a\"", "1") + End), contentType, FieldDialect.Php);

        Assert.StartsWith("multipart: ", reading.Problem);
        Assert.Empty(reading.Root.Map);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a=1")]
    [InlineData("--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1")]
    [InlineData("--xyz\r\nContent-Disposition: form-data; na")]
    [InlineData("--xyz\r\nno colon\r\n\r\n1\r\n--xyz--\r\n")]
    public void A_broken_body_is_unreadable(string body)
    {
        var reading = Read(body, FieldDialect.Php);

        Assert.StartsWith("multipart: ", reading.Problem);
        Assert.Empty(reading.Root.Map);
    }

    [Fact]
    public void Invalid_utf8_is_replaced_or_refused_by_dialect()
    {
        byte[] inValue = Encoding.Latin1.GetBytes(Part("name=\"a\"", "é") + End);
        byte[] inName = Encoding.Latin1.GetBytes(Part("name=\"é\"", "a") + End);

        Assert.Equal("\uFFFD", FieldReader.ReadMultipart(inValue, ContentType, FieldDialect.Php).Root.Map.TextOf("a"));
        Assert.Equal("invalid UTF-8 in part 1", FieldReader.ReadMultipart(inValue, ContentType, FieldDialect.Rack).Problem);
        Assert.Equal("invalid UTF-8 in part 1", FieldReader.ReadMultipart(inName, ContentType, FieldDialect.Rack).Problem);
    }

    private static string End => "--xyz--\r\n";

    private static string Part(string disposition, string value)
        => $"--xyz\r\nContent-Disposition: form-data; {disposition}\r\n\r\n{value}\r\n";

    private static FieldReading Read(string body, FieldDialect dialect)
        => FieldReader.ReadMultipart(Encoding.UTF8.GetBytes(body), ContentType, dialect);
}
