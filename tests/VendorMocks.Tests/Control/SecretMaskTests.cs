namespace VendorMocks.Tests;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("/v1/leads", "/v1/leads")]
    [InlineData("/v1/leads?email=a", "/v1/leads?email=a")]
    [InlineData("/v1/leads?key=a&email=b", "/v1/leads?key=***&email=b")]
    [InlineData("/v1/leads?KEY=a&api%5Fkey=b&keys=c&a=key", "/v1/leads?KEY=***&api%5Fkey=***&keys=c&a=key")]
    [InlineData("/?user[token]=a&user%5Bpassword%5D=b&token[]=c", "/?user[token]=***&user%5Bpassword%5D=***&token[]=***")]
    [InlineData("/?key=a?key=b", "/?key=***")]
    [InlineData("/?key", "/?key")]
    public void Of_a_URL_the_values_in_its_query_are_covered(string url, string shown) => Assert.Equal(shown, SecretMask.Url(url));

    [Theory]
    [InlineData("Authorization", "Bearer abc", "Bearer ***")]
    [InlineData("authorization", "abc", "***")]
    [InlineData("KEY", "abc def", "***")]
    [InlineData("Accept", "text/html", "text/html")]
    [InlineData("Location", "/api/leads/?access_secret=abc&page=2", "/api/leads/?access_secret=***&page=2")]
    public void Of_a_header_the_secret_is_covered(string name, string value, string shown) => Assert.Equal(shown, SecretMask.Header(name, value));

    [Theory]
    [InlineData("""{"key":"a\"b","keys":"c"}""", """{"key":"***","keys":"c"}""")]
    [InlineData("""{"token" : 12, "a":[{"api_key":null}]}""", """{"token" : "***", "a":[{"api_key":"***"}]}""")]
    [InlineData("""{"Password":"cut in the midd""", """{"Password":"***""" + "\"")]
    [InlineData("""cb({"access_secret":"a"})""", """cb({"access_secret":"***"})""")]
    [InlineData("""cb=1&data={"key":"a"}&key=b""", """cb=1&data={"key":"***"}&key=***""")]
    [InlineData("key=a&email=b", "key=***&email=b")]
    [InlineData("""{"p\u0061ssword":"a","\u006bey" : 1, "k\u0061ys":"c"}""", """{"p\u0061ssword":"***","\u006bey" : "***", "k\u0061ys":"c"}""")]
    [InlineData("""{"a":["key"],"password":["b",{"c":"d]"}],"token":{"e":"f"}}""", """{"a":["key"],"password":"***","token":"***"}""")]
    [InlineData("""{"p\u0041\u0053sword":"a\"b" """, """{"p\u0041\u0053sword":"***" """)]
    [InlineData("plain text", "plain text")]
    [InlineData("", "")]
    public void Of_a_body_the_secrets_are_covered_whatever_it_is(string body, string shown) => Assert.Equal(shown, SecretMask.Body(body, ""));

    [Fact]
    public void Of_a_multipart_body_the_secret_parts_are_covered()
    {
        const string Body = "--b\r\nContent-Disposition: form-data; name=\"token\"\r\nContent-Type: text/plain\r\n\r\nabc\r\n--b\r\nContent-Disposition: form-data; name=user\r\n\r\nabc\r\n--b--\r\n";

        Assert.Equal(
            "--b\r\nContent-Disposition: form-data; name=\"token\"\r\nContent-Type: text/plain\r\n\r\n***\r\n--b\r\nContent-Disposition: form-data; name=user\r\n\r\nabc\r\n--b--\r\n",
            SecretMask.Body(Body, "multipart/form-data; boundary=b"));
    }
}
