using System.Text;
using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>Each matcher: what it takes, what it does not take and how that is told, and what it refuses to be.</summary>
public sealed class MatcherTests
{
    [Theory]
    [InlineData("""{"method":"POST"}""", "POST /x", "GET /x", "≠ method: expected POST, was GET")]
    [InlineData("""{"method":"ANY"}""", "POST /x", null, null)]
    [InlineData("""{"url":"/x?a=1"}""", "GET /x?a=1", "GET /x?a=2", "≠ url: expected /x?a=1, was /x?a=2")]
    [InlineData("""{"urlPath":"/x"}""", "GET /x?a=1", "GET /x/y", "≠ path: expected /x, was /x/y")]
    [InlineData("""{"urlPattern":"/x\\?a=[0-9]+"}""", "GET /x?a=12", "GET /x?a=12b", "≠ url: expected matches /x\\?a=[0-9]+, was /x?a=12b")]
    [InlineData("""{"urlPathPattern":"/(x|y)/.*"}""", "GET /y/1?a=1", "GET /z/1", "≠ path: expected matches /(x|y)/.*, was /z/1")]
    [InlineData("""{"urlPathTemplate":"/x/{id}/y"}""", "GET /x/7/y", "GET /x/7/z", "≠ path: expected like /x/{id}/y, was /x/7/z")]
    [InlineData("""{"urlPathTemplate":"/x/{id}","pathParameters":{"id":{"equalTo":"a b"}}}""", "GET /x/a%20b", "GET /x/c", "≠ path parameter id: expected \"a b\", was \"c\"")]
    [InlineData("""{"queryParameters":{"a":{"equalTo":"1"}}}""", "GET /x?a=2&a=1", "GET /x?A=1", "≠ query a: expected \"1\", was absent")]
    [InlineData("""{"queryParameters":{"a":{"equalTo":"x y"}}}""", "GET /x?a=x+y", "GET /x?a=x%2By", "≠ query a: expected \"x y\", was \"x+y\"")]
    [InlineData("""{"queryParameters":{"a":{"absent":true}}}""", "GET /x?b=1", "GET /x?a", "≠ query a: expected absent, was \"\"")]
    [InlineData("""{"headers":{"x-a":{"contains":"b"}}}""", "GET /x\nX-A: abc", "GET /x\nX-A: ac", "≠ header x-a: expected contains \"b\", was \"ac\"")]
    [InlineData("""{"headers":{"X-A":{"equalTo":"ABC","caseInsensitive":true}}}""", "GET /x\nX-A: abc", "GET /x", "≠ header X-A: expected \"ABC\" in any casing, was absent")]
    [InlineData("""{"headers":{"X-A":{"doesNotContain":"b"}}}""", "GET /x\nX-A: ac", "GET /x\nX-A: abc", "≠ header X-A: expected does not contain \"b\", was \"abc\"")]
    [InlineData("""{"cookies":{"s":{"matches":"[0-9]+"}}}""", "GET /x\nCookie: t=a; s=12", "GET /x\nCookie: s=1a", "≠ cookie s: expected matches [0-9]+, was \"1a\"")]
    [InlineData("""{"headers":{"X-A":{"doesNotMatch":"[0-9]+"}}}""", "GET /x\nX-A: a", "GET /x\nX-A: 12", "≠ header X-A: expected does not match [0-9]+, was \"12\"")]
    [InlineData("""{"headers":{"X-A":{"and":[{"contains":"a"},{"not":{"contains":"b"}}]}}}""", "GET /x\nX-A: ac", "GET /x\nX-A: ab", "≠ header X-A: expected (contains \"a\") and (not (contains \"b\")), was \"ab\"")]
    [InlineData("""{"headers":{"X-A":{"or":[{"equalTo":"a"},{"absent":true}]}}}""", "GET /x", "GET /x\nX-A: b", "≠ header X-A: expected (\"a\") or (absent), was \"b\"")]
    [InlineData("""{"formParameters":{"a":{"equalTo":"x y"}}}""", "POST /x\nContent-Type: application/x-www-form-urlencoded\n\na=x+y", "POST /x\n\na=x+y", "≠ form a: expected \"x y\", was absent")]
    [InlineData("""{"bodyPatterns":[{"equalTo":"hello"}]}""", "POST /x\n\nhello", "POST /x\n\nhello!", "≠ body: expected \"hello\", was hello!")]
    [InlineData("""{"bodyPatterns":[{"matches":"h.*o"}]}""", "POST /x\n\nhe\nllo", "POST /x\n\nhello!", "≠ body: expected matches h.*o, was hello!")]
    [InlineData("""{"bodyPatterns":[{"absent":true}]}""", "POST /x", "POST /x\n\na", "≠ body: expected absent, was a")]
    [InlineData("""{"bodyPatterns":[{"equalToJson":{"a":[1,2],"b":"x"}}]}""", "POST /x\n\n{\"b\":\"x\",\"a\":[1.0,2]}", "POST /x\n\n{\"b\":\"x\",\"a\":[2,1]}", "≠ body: expected JSON equal to {\"a\":[1,2],\"b\":\"x\"}, was {\"b\":\"x\",\"a\":[2,1]}")]
    [InlineData("""{"bodyPatterns":[{"equalToJson":"{\"a\":[1,2]}","ignoreArrayOrder":true}]}""", "POST /x\n\n{\"a\":[2,1]}", "POST /x\n\n{\"a\":[2,1,1]}", "in any order, was {\"a\":[2,1,1]}")]
    [InlineData("""{"bodyPatterns":[{"equalToJson":{"a":{}},"ignoreExtraElements":true}]}""", "POST /x\n\n{\"a\":{\"c\":1},\"b\":2}", "POST /x\n\n{\"b\":2}", ", with more beside it, was {\"b\":2}")]
    [InlineData("""{"bodyPatterns":[{"equalToJson":[{"a":1},{"a":1,"b":2}],"ignoreArrayOrder":true,"ignoreExtraElements":true}]}""", "POST /x\n\n[{\"a\":1,\"b\":2},{\"a\":1},9]", "POST /x\n\n[{\"a\":1},{\"a\":1}]", "in any order, with more beside it")]
    [InlineData("""{"bodyPatterns":[{"equalToJson":{"a":"${json-unit.any-string}","b":"${json-unit.ignore}","c":"${json-unit.any-number}"}}]}""", "POST /x\n\n{\"a\":\"q\",\"b\":null,\"c\":1.5}", "POST /x\n\n{\"a\":1,\"b\":2,\"c\":3}", "was {\"a\":1,\"b\":2,\"c\":3}")]
    [InlineData("""{"bodyPatterns":[{"matchesJsonPath":"$.leads[?(@.email == 'a@example.com')]"}]}""", "POST /x\n\n{\"leads\":[{\"email\":\"a@example.com\"}]}", "POST /x\n\n{\"leads\":[]}", "≠ body: expected JSON with something at $.leads[?(@.email == 'a@example.com')], was {\"leads\":[]}")]
    [InlineData("""{"bodyPatterns":[{"matchesJsonPath":{"expression":"$.a.b","equalTo":"7"}}]}""", "POST /x\n\n{\"a\":{\"b\":7}}", "POST /x\n\nno json", "≠ body: expected JSON whose $.a.b is \"7\", was no json")]
    [InlineData("""{"bodyPatterns":[{"matchesJsonPath":{"expression":"$.a","absent":true}}]}""", "POST /x\n\n{}", "POST /x\n\n{\"a\":1}", "≠ body: expected JSON whose $.a is absent, was {\"a\":1}")]
    [InlineData("""{"basicAuthCredentials":{"username":"u","password":"p"}}""", "GET /x\nAuthorization: Basic dTpw", "GET /x\nAuthorization: Basic eDp5", "≠ basic credentials: expected ***, was ***")]
    [InlineData("""{"scheme":"https"}""", "GET https://h/x", "GET /x", "≠ scheme: expected https, was http")]
    [InlineData("""{"host":{"equalTo":"h"},"port":8080}""", "GET http://h:8080/x", "GET http://h/x", "≠ port: expected 8080, was 80")]
    [InlineData("""{"host":{"equalTo":"h"}}""", "GET http://h:8080/x", "GET http://g/x", "≠ host: expected \"h\", was g")]
    [InlineData("""{"vendor":"leaddyno"}""", "POST /leaddyno/v1/leads", "POST /x", "≠ vendor: expected leaddyno, was absent")]
    [InlineData("""{"vendor":"leaddyno","operation":"leads.create"}""", "POST /leaddyno/v1/leads", "GET /leaddyno/v1/leads", "≠ operation: expected leads.create, was leads.list")]
    public void A_matcher_takes_what_it_says_and_tells_what_it_did_not_take(string pattern, string taken, string? missed, string? told)
    {
        var request = RequestPattern.Read(new MappingNode(JsonElement.Parse(pattern)));

        Assert.True(request.Matches(CallOf(taken)), string.Join('\n', request.Compare(CallOf(taken))));
        if (missed is null)
            return;
        Assert.False(request.Matches(CallOf(missed)));
        Assert.Contains(told!, string.Join('\n', request.Compare(CallOf(missed))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"url":"/x","urlPath":"/x"}""", "", "url and urlPath stand side by side")]
    [InlineData("""{"urlPattern":"/x("}""", "/urlPattern", "cannot be read")]
    [InlineData("""{"urlPattern":"/x\\Q.\\E"}""", "/urlPattern", "cannot be read")]
    [InlineData("""{"urlPattern":")(?:"}""", "/urlPattern", "cannot be read")]
    [InlineData("""{"urlPathTemplate":"/x/{a}{b}"}""", "/urlPathTemplate", "'{a}{b}' is no segment of a template")]
    [InlineData("""{"urlPathTemplate":"/{a}/{a}"}""", "/urlPathTemplate", "twice")]
    [InlineData("""{"urlPath":"/x","pathParameters":{"id":{"equalTo":"1"}}}""", "/pathParameters", "need a urlPathTemplate")]
    [InlineData("""{"urlPathTemplate":"/x/{a}","pathParameters":{"id":{"equalTo":"1"}}}""", "/pathParameters/id", "It has: a")]
    [InlineData("""{"method":7}""", "/method", "expected a text, not 7")]
    [InlineData("""{"port":"80"}""", "/port", "expected a whole number from 1 to 65535")]
    [InlineData("""{"scheme":"ftp"}""", "/scheme", "Supported: http, https")]
    [InlineData("""{"vendor":"nobody"}""", "/vendor", "'nobody' is not supported. Supported: ")]
    [InlineData("""{"operation":"leads.creat"}""", "/operation", "'leads.creat' is not supported")]
    [InlineData("""{"url":["/x"]}""", "/url", "expected a text")]
    [InlineData("""{"urlPath":7}""", "/urlPath", "expected a text")]
    [InlineData("""{"urlPathPattern":"["}""", "/urlPathPattern", "cannot be read")]
    [InlineData("""{"queryParameters":"a=1"}""", "/queryParameters", "expected an object")]
    [InlineData("""{"queryParameters":{"a":{"absent":1}}}""", "/queryParameters/a/absent", "expected true or false")]
    [InlineData("""{"formParameters":{"a":"1"}}""", "/formParameters/a", "expected an object")]
    [InlineData("""{"cookies":{"s":{"equalTo":7}}}""", "/cookies/s/equalTo", "expected a text, not 7")]
    [InlineData("""{"host":"h"}""", "/host", "expected an object")]
    [InlineData("""{"headers":{"A":{"contains":7}}}""", "/headers/A/contains", "expected a text")]
    [InlineData("""{"headers":{"A":{"doesNotContain":null}}}""", "/headers/A/doesNotContain", "expected a text")]
    [InlineData("""{"headers":{"A":{"matches":"(a"}}}""", "/headers/A/matches", "cannot be read")]
    [InlineData("""{"headers":{"A":{"doesNotMatch":"*"}}}""", "/headers/A/doesNotMatch", "cannot be read")]
    [InlineData("""{"headers":{"A":{"equalTo":"a","caseInsensitive":"yes"}}}""", "/headers/A/caseInsensitive", "expected true or false")]
    [InlineData("""{"headers":{"A":{"and":{"equalTo":"a"}}}}""", "/headers/A/and", "expected an array")]
    [InlineData("""{"headers":{"A":{"not":"a"}}}""", "/headers/A/not", "expected an object")]
    [InlineData("""{"bodyPatterns":[{"equalToJson":{},"ignoreExtraElements":1}]}""", "/bodyPatterns/0/ignoreExtraElements", "expected true or false")]
    [InlineData("""{"multipartPatterns":[]}""", "/multipartPatterns", "'multipartPatterns' is not supported here. Supported: method, url,")]
    [InlineData("""{"customMatcher":{"name":"x"}}""", "/customMatcher", "'customMatcher' is not supported here")]
    [InlineData("""{"headers":{"A":{"hasExactly":[]}}}""", "/headers/A/hasExactly", "the matcher 'hasExactly' is not supported. Supported: equalTo,")]
    [InlineData("""{"bodyPatterns":[{"equalToXml":"<a/>"}]}""", "/bodyPatterns/0/equalToXml", "the matcher 'equalToXml' is not supported")]
    [InlineData("""{"bodyPatterns":[{"equalTo":"a","contains":"b"}]}""", "/bodyPatterns/0", "join them with 'and'")]
    [InlineData("""{"bodyPatterns":[{}]}""", "/bodyPatterns/0", "no matcher is named")]
    [InlineData("""{"bodyPatterns":[{"contains":"a","ignoreArrayOrder":true}]}""", "/bodyPatterns/0/ignoreArrayOrder", "'ignoreArrayOrder' is not supported here")]
    [InlineData("""{"bodyPatterns":[{"equalToJson":"{"}]}""", "/bodyPatterns/0/equalToJson", "expected JSON")]
    [InlineData("""{"bodyPatterns":[{"equalToJson":{"a":"${json-unit.regex}[0-9]"}}]}""", "/bodyPatterns/0/equalToJson", "the placeholder '${json-unit.regex}[0-9]' is not supported")]
    [InlineData("""{"bodyPatterns":[{"matchesJsonPath":"$.a["}]}""", "/bodyPatterns/0/matchesJsonPath", "is no JSONPath that is supported")]
    [InlineData("""{"bodyPatterns":[{"matchesJsonPath":"$.a.length()"}]}""", "/bodyPatterns/0/matchesJsonPath", "is no JSONPath that is supported")]
    [InlineData("""{"bodyPatterns":[{"matchesJsonPath":{"equalTo":"1"}}]}""", "/bodyPatterns/0/matchesJsonPath", "'expression' is missing")]
    [InlineData("""{"bodyPatterns":[{"absent":false}]}""", "/bodyPatterns/0/absent", "true or left out")]
    [InlineData("""{"bodyPatterns":{}}""", "/bodyPatterns", "expected an array")]
    [InlineData("""{"bodyPatterns":[{"or":[]}]}""", "/bodyPatterns/0/or", "joins at least one")]
    [InlineData("""{"basicAuthCredentials":{"username":"u"}}""", "/basicAuthCredentials", "'password' is missing")]
    [InlineData("""[]""", "", "expected an object")]
    public void What_is_malformed_or_not_supported_is_refused_with_its_place(string pattern, string pointer, string problem)
    {
        var refused = Assert.Throws<StubMappingException>(() => RequestPattern.Read(new MappingNode(JsonElement.Parse(pattern))));

        Assert.Equal(pointer, refused.Pointer);
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(?=a)(a+)+b")]
    [InlineData("(a|a)*\\1b")]
    public void A_hostile_expression_cannot_hang(string pattern)
    {
        var request = RequestPattern.Read(new MappingNode(JsonElement.Parse($$"""{"bodyPatterns":[{"matches":{{JsonSerializer.Serialize(pattern)}}}]}""")));

        Assert.False(request.Matches(CallOf("POST /x\n\n" + new string('a', 50_000) + "!")));
    }

    [Fact]
    public void A_hostile_JSONPath_cannot_hang()
    {
        var body = "POST /x\n\n{\"a\":[" + string.Join(',', Enumerable.Repeat("""{"b":[1,2,3]}""", 20_000)) + "]}";
        foreach (var path in (string[])["$..*..*..*[?(@.nope)]", "$..[?(@..b == $..nope)]", "$..b[?(@ =~ /(1+)+$/)]"])
        {
            var request = RequestPattern.Read(new MappingNode(JsonElement.Parse($$"""{"bodyPatterns":[{"matchesJsonPath":{{JsonSerializer.Serialize(path)}}}]}""")));
            Assert.False(request.Matches(CallOf(body)));
        }

        // A union that leads to the same place again and again.
        var union = RequestPattern.Read(new MappingNode(JsonElement.Parse($$"""{"bodyPatterns":[{"matchesJsonPath":"${{string.Concat(Enumerable.Repeat("[0,0]", 60))}}[1]"}]}""")));
        Assert.False(union.Matches(CallOf("POST /x\n\n" + new string('[', 61) + "1" + new string(']', 61))));
        Assert.Throws<StubMappingException>(() => RequestPattern.Read(new MappingNode(JsonElement.Parse($$"""{"bodyPatterns":[{"matchesJsonPath":"$[?({{new string('(', 400)}}"}]}"""))));
        Assert.Throws<StubMappingException>(() => RequestPattern.Read(new MappingNode(JsonElement.Parse($$"""{"bodyPatterns":[{"matchesJsonPath":"$.{{new string('a', 500)}}"}]}"""))));
    }

    [Theory]
    [InlineData("""{"formParameters":{"a":{"matches":"(?=a)(a+)+"}}}""", 40)]
    [InlineData("""{"formParameters":{"a":{"matches":"(?=a)(a+)+"}}}""", 20)]
    [InlineData("""{"formParameters":{"a":{"not":{"matches":"(?=a)(a+)+"}}}}""", 40)]
    [InlineData("""{"formParameters":{"a":{"doesNotMatch":"(?=a)(a+)+"}}}""", 40)]
    [InlineData("""{"bodyPatterns":[{"matchesJsonPath":"$[?(@ =~ /(?=a)(a+)+$/)]"}]}""", 40)]
    [InlineData("""{"bodyPatterns":[{"matchesJsonPath":"$[?(@ =~ /(?=a)(a+)+$/)]"}]}""", 20)]
    [InlineData("""{"bodyPatterns":[{"matchesJsonPath":{"expression":"$[*]","matches":"(?=a)(a+)+"}}]}""", 40)]
    public void Many_slow_looks_at_one_call_cannot_hang_together_and_what_is_not_known_does_not_match(string pattern, int length)
    {
        var request = RequestPattern.Read(new MappingNode(JsonElement.Parse(pattern)));
        var slow = new string('a', length) + '!';
        var call = CallOf(pattern.Contains("form", StringComparison.Ordinal)
            ? "POST /x\nContent-Type: application/x-www-form-urlencoded\n\n" + string.Join('&', Enumerable.Repeat($"a={slow}", 20_000))
            : $"POST /x\n\n[{string.Join(',', Enumerable.Repeat($"\"{slow}\"", 20_000))}]");

        Assert.False(request.Matches(call));
        Assert.Contains("was too much work to find out", string.Join('\n', request.Compare(call)), StringComparison.Ordinal);
        Assert.Throws<MatchTimeException>(() => request.MatchesOrThrows(call));
    }

    [Fact]
    public void Deep_or_broad_JSON_cannot_exhaust()
    {
        var same = string.Join(',', Enumerable.Range(0, 3000).Select(i => $"{{\"n\":{i}}}"));
        var turned = string.Join(',', Enumerable.Range(0, 3000).Reverse().Select(i => $"{{\"n\":{i}}}"));
        var request = RequestPattern.Read(new MappingNode(JsonElement.Parse($$"""{"bodyPatterns":[{"equalToJson":[{{same}}],"ignoreArrayOrder":true,"ignoreExtraElements":true}]}""")));

        Assert.False(request.Matches(CallOf($"POST /x\n\n[{turned}]")));
        Assert.False(request.Matches(CallOf("POST /x\n\n" + new string('[', 100_000))));
        Assert.Throws<StubMappingException>(() => RequestPattern.Read(new MappingNode(JsonElement.Parse(
            """{"bodyPatterns":[""" + string.Concat(Enumerable.Repeat("""{"not":""", 20)) + """{"absent":true}""" + new string('}', 20) + "]}"))));
    }

    /// <summary>A call written as lines: verb and URL, headers, an empty line, the body.</summary>
    private static StubCall CallOf(string text)
    {
        var parts = text.Split("\n\n", 2);
        var lines = parts[0].Split('\n');
        var (method, url) = (lines[0].Split(' ')[0], lines[0].Split(' ')[1]);
        var address = url[0] == '/' ? new Uri("http://localhost" + url) : new Uri(url);
        var headers = lines.Skip(1).Select(line => KeyValuePair.Create(line.Split(": ")[0], line.Split(": ", 2)[1])).Prepend(KeyValuePair.Create("Host", address.Authority));
        var request = new ApiRequest(method, address.Scheme, address.Host, address.PathAndQuery, [.. headers], parts.Length == 2 ? Encoding.UTF8.GetBytes(parts[1]) : default);
        var found = Address.Of(request, _ => null, true);
        return new StubCall(request, found.Vendor, request.Path[(request.Path.Length - found.PathLength)..]);
    }
}
