using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>Each feature of a mapping's response.</summary>
public sealed class StubResponseTests
{
    [Theory]
    [InlineData("""{}""", 200, "", null)]
    [InlineData("""{"status":204}""", 204, "", null)]
    [InlineData("""{"status":201,"body":"héllo","headers":{"Content-Type":"text/plain"}}""", 201, "héllo", "text/plain")]
    [InlineData("""{"jsonBody":{"a":[1,null]}}""", 200, """{"a":[1,null]}""", "application/json; charset=utf-8")]
    [InlineData("""{"jsonBody":null}""", 200, "null", "application/json; charset=utf-8")]
    [InlineData("""{"jsonBody":{},"headers":{"content-type":"application/problem+json"}}""", 200, "{}", "application/problem+json")]
    [InlineData("""{"base64Body":"aGk="}""", 200, "hi", null)]
    [InlineData("""{"body":"{{request.method}}"}""", 200, "{{request.method}}", null)]
    public async Task Status_headers_and_bodies(string response, int status, string body, string? contentType)
    {
        var answer = await Ask(response, "leads");

        Assert.Equal((status, body, contentType), (answer.Status, answer.Body, answer.Header("Content-Type")));
    }

    [Fact]
    public async Task A_header_may_have_several_lines()
    {
        var answer = await Ask("""{"headers":{"X-A":["1","2"],"X-B":"3"}}""", "leads");

        Assert.Equal(["1", "2"], answer.Headers.GetValues("X-A"));
        Assert.Equal("3", answer.Header("X-B"));
    }

    [Theory]
    [InlineData("{{request.method}} {{request.url}}", "GET /v1/leads/7?a=1&a=2")]
    [InlineData("{{request.path}} {{request.path.[1]}} {{request.path.id}} {{request.pathSegments.[0]}}", "/v1/leads/7 leads 7 v1")]
    [InlineData("{{request.query.a}} {{request.query.a.[1]}} {{request.query.b}}|{{request.nope.deep}}", "1 2 |")]
    [InlineData("{{request.headers.X-One}} {{request.headers.[x-one]}} {{request.cookies.c}}", "h&<1> h&<1> d")]
    [InlineData("{{request.scheme}} {{request.host}} {{request.port}} {{request.baseUrl}}", "https api.leaddyno.com 443 https://api.leaddyno.com")]
    [InlineData("{{parameters.greeting}} {{parameters.list.[1]}}", "hello 2")]
    [InlineData("{{#if request.query.a}}yes{{else}}no{{/if}}{{#unless request.query.z}} none{{/unless}}", "yes none")]
    [InlineData("{{#each request.query.a}}{{@index}}={{this}};{{/each}}", "0=1;1=2;")]
    [InlineData("{{#with request}}{{method}}{{/with}} {{lookup request.query 'a'}}", "GET 1")]
    [InlineData("{{upper (trim ' ab ')}} {{lower 'AB'}} {{capitalize 'ab cd'}} {{substring 'abcdef' 2 4}} {{replace 'aba' 'b' '-'}}", "AB ab Ab Cd cd a-a")]
    [InlineData("{{join request.query.a '+'}} {{join 'x' 'y' ','}} {{size request.query.a}} {{size 'abc'}} {{contains request.url 'leads'}}", "1+2 x,y 2 3 true")]
    [InlineData("{{#if (and (eq request.method 'GET') (not (gt 1 2)) (lte 2 2))}}ok{{/if}} {{neq 1 2}} {{or false true}} {{lt 1 2}} {{gte 1 2}}", "ok true true true false")]
    [InlineData("{{math 7 '*' 6}} {{math 1 '/' 4}} {{#each (range 1 3)}}{{this}}{{/each}} {{#each (array 'x' 2)}}{{this}}{{/each}}", "42 0.25 123 x2")]
    [InlineData("{{base64 'hi'}} {{base64 'aGk=' decode=true}} {{urlEncode 'a b&'}} {{urlEncode 'a+b' decode=true}}", "aGk= hi a+b%26 a b")]
    [InlineData("{{jsonPath parameters.json '$.a'}} {{jsonPath parameters.json '$.b' default='none'}}", "7 none")]
    [InlineData("{{regexExtract request.url '[0-9]+'}} {{regexExtract 'x' '[0-9]+' default='none'}}", "1 none")]
    [InlineData("{{now}} {{now format='dd.MM.yy HH:mm'}} {{now offset='3 days' format='yyyy-MM-dd'}} {{now format='epoch'}} {{now format='unix'}}", "2026-01-01T12:00:00Z 01.01.26 12:00 2026-01-04 1767268800000 1767268800")]
    public async Task Templates_know_the_usual_request_and_helpers(string template, string expected)
    {
        var answer = await Ask(Templated(template), "leads/7?a=1&a=2");

        Assert.Equal(expected, answer.Body);
    }

    [Fact]
    public async Task Templates_read_bodies_and_fill_headers_and_JSON()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        world.Stubs.AddMapping("""
            {"request":{"operation":"leads.create"},"response":{"status":201,"transformers":["response-template"],
             "headers":{"Location":"/leads/{{jsonPath request.body '$.id'}}"},
             "jsonBody":{"email":"{{jsonPath request.body '$.email'}}","all":"{{#each (jsonPath request.body '$.tags')}}{{this.name}},{{/each}}","raw":{{{request.body}}} }}}
            """.Replace("{{{request.body}}} ", "\"{{size request.body}}\"", StringComparison.Ordinal));

        var answer = await client.Json("POST", "leads", """{"id":7,"email":"a@example.com","tags":[{"name":"x"},{"name":"y"}]}""");

        Assert.Equal((201, "/leads/7"), (answer.Status, answer.Header("Location")));
        Assert.Equal(("a@example.com", "x,y,"), (answer.Text("email"), answer.Text("all")));
    }

    [Theory]
    [InlineData("{{randomValue length=8}} {{randomValue type='UUID'}} {{randomInt lower=1 upper=7}} {{randomValue length=4 type='NUMERIC'}} {{request.id}}")]
    public async Task Random_values_follow_from_the_seed_and_differ_from_call_to_call(string template)
    {
        using var world = World.Open();
        using var twin = World.Open();
        world.Stubs.AddMapping(Mapping(Templated(template)));
        twin.Stubs.AddMapping(Mapping(Templated(template)));
        using var client = world.LeadDyno.CreateClient();
        using var other = twin.LeadDyno.CreateClient();

        var first = (await client.Get("leads/1")).Body;

        Assert.Equal(first, (await other.Get("leads/1")).Body);
        Assert.NotEqual(first, (await client.Get("leads/1")).Body);
        Assert.Matches("^[a-z0-9]{8} [0-9a-f-]{36} [1-6] [0-9]{4} [0-9a-f-]{36}$", first);
    }

    [Theory]
    [InlineData("{{regexExtract 'x' '[0-9]+'}}", "'regexExtract' found nothing that fits [0-9]+.")]
    [InlineData("{{upper}}", "'upper' needs 1 argument.")]
    [InlineData("{{math 1 '^' 2}}", "'math' has no operator '^'")]
    [InlineData("{{math 1 '/' 0}}", "'math' divides by nothing")]
    [InlineData("{{now format='QQ'}}", "has the letter 'Q'")]
    [InlineData("{{now offset='soon'}}", "cannot be moved by 'soon'")]
    [InlineData("{{now timezone='Europe/Berlin'}}", "knows the timezone UTC only")]
    [InlineData("{{randomValue type='EMOJI'}}", "has no type EMOJI")]
    [InlineData("{{randomValue length='x'}}", "'randomValue' needs a whole number as length, not 'x'")]
    [InlineData("{{randomInt lower='x'}}", "'randomInt' needs a whole number as lower, not 'x'")]
    [InlineData("{{randomInt lower=5 upper=5}}", "'randomInt' needs a lower that is below its upper")]
    [InlineData("{{substring 'abc' 'x'}}", "'substring' needs a number, not 'x'")]
    [InlineData("{{jsonPath request.body '$['}}", "is no JSONPath that is supported")]
    [InlineData("{{regexExtract 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' '(?=a)(a+)+$'}}", "takes too much work")]
    [InlineData("{{base64 '%' decode=true}}", "The template fails")]
    [InlineData("{{#each (range 1 10000)}}{{#each (range 1 10000)}}{{/each}}{{/each}}", "takes more than 100000 steps")]
    [InlineData("{{#each (range 1 10000)}}{{this}}{{upper 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'}}{{/each}}", "makes more than 1048576 characters")]
    [InlineData("{{replace (join (range 1 10000) 'xxxxxxxxxxxxxxxxxxxx') 'x' 'yyyyyyyyyyyyyyyyyyyyyyyyyyy'}}", "A helper would make more than 1048576 characters")]
    public async Task A_template_that_fails_or_does_too_much_is_a_failed_stub(string template, string told)
    {
        var answer = await Ask(Templated(template), "leads/7");

        Assert.Equal((500, "stub-failed"), (answer.Status, answer.Header("X-Mocks-Why")));
        Assert.Contains(told, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dribbled_body_comes_in_as_many_pieces_as_were_asked_for()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        world.Stubs.AddMapping(Mapping("""{"body":"0123456789","chunkedDribbleDelay":{"numberOfChunks":4,"totalDuration":1000}}"""));
        using var response = await client.GetAsync(new Uri("leads", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        using var body = await response.Content.ReadAsStreamAsync();
        var (pieces, start, buffer) = (new List<(int Bytes, double Milliseconds)>(), world.Clock.Now, new byte[100]);

        while (await body.ReadAsync(buffer) is > 0 and var read)
            pieces.Add((read, (world.Clock.Now - start).TotalMilliseconds));

        Assert.Equal([(3, 300), (3, 600), (3, 900), (1, 1000)], pieces);
    }

    [Fact]
    public async Task Every_helper_refuses_a_call_without_what_it_needs()
    {
        foreach (var name in TemplateHelpers.Names.Except(["array", "now", "randomValue", "randomInt"]))
            Assert.Matches($"'{name}' needs [1-3] arguments?", (await Ask(Templated($"{{{{{name}}}}}"), "leads/7")).Body);
    }

    [Fact]
    public async Task A_hostile_body_cannot_make_a_template_hang()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        world.Stubs.AddMapping(Mapping(Templated("{{#each (jsonPath request.body '$')}}{{#each (jsonPath ../request.body '$')}}{{/each}}{{/each}}")));

        var answer = await client.Json("POST", "leads/1", "[" + string.Join(',', Enumerable.Repeat("[]", 100_000)) + "]");

        Assert.Equal(500, answer.Status);
        Assert.Contains("The template takes", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EMPTY_RESPONSE", HttpRequestError.ResponseEnded)]
    [InlineData("CONNECTION_RESET_BY_PEER", HttpRequestError.Unknown)]
    [InlineData("RANDOM_DATA_THEN_CLOSE", HttpRequestError.InvalidResponse)]
    public async Task A_fault_is_what_HttpClient_makes_of_it(string fault, HttpRequestError error)
    {
        Assert.Equal(error, (await Assert.ThrowsAsync<HttpRequestException>(() => Ask($$"""{"fault":"{{fault}}"}""", "leads"))).HttpRequestError);
    }

    [Fact]
    public async Task A_malformed_chunk_breaks_the_body_off()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        world.Stubs.AddMapping(Mapping("""{"fault":"MALFORMED_RESPONSE_CHUNK"}"""));

        using var response = await client.GetAsync(new Uri("leads", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(200, (int)response.StatusCode);
        var lost = await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync());
        Assert.IsType<HttpIOException>(lost.InnerException);
    }

    [Theory]
    [InlineData("EMPTY_RESPONSE")]
    [InlineData("CONNECTION_RESET_BY_PEER")]
    [InlineData("RANDOM_DATA_THEN_CLOSE")]
    [InlineData("MALFORMED_RESPONSE_CHUNK")]
    public async Task A_fault_breaks_the_line_of_a_socket(string fault)
    {
        await using var control = await ControlCalls.StartAsync();
        control.Server.Default.Stubs.AddMapping(Mapping($$"""{"fault":"{{fault}}"}"""));

        var lost = await Assert.ThrowsAnyAsync<Exception>(() => control.Client.GetByteArrayAsync(new Uri("/leaddyno/v1/leads", UriKind.Relative)));

        Assert.True(lost is HttpRequestException or HttpIOException, lost.ToString());
        Assert.Equal(fault == "RANDOM_DATA_THEN_CLOSE", (lost as HttpRequestException)?.HttpRequestError == HttpRequestError.InvalidResponse);
    }

    [Theory]
    [InlineData("""{"fixedDelayMilliseconds":1500}""", 1500, 1500)]
    [InlineData("""{"delayDistribution":{"type":"fixed","milliseconds":700}}""", 700, 700)]
    [InlineData("""{"fixedDelayMilliseconds":1000,"delayDistribution":{"type":"uniform","lower":100,"upper":200}}""", 1100, 1200)]
    [InlineData("""{"delayDistribution":{"type":"lognormal","median":100,"sigma":0.1}}""", 50, 200)]
    [InlineData("""{"body":"0123456789","chunkedDribbleDelay":{"numberOfChunks":4,"totalDuration":700}}""", 700, 700)]
    [InlineData("""{"body":"0","fixedDelayMilliseconds":200,"chunkedDribbleDelay":{"numberOfChunks":4,"totalDuration":10000}}""", 10200, 10200)]
    [InlineData("""{"body":"0123456789","chunkedDribbleDelay":{"numberOfChunks":4,"totalDuration":0}}""", 0, 0)]
    [InlineData("""{"chunkedDribbleDelay":{"numberOfChunks":4,"totalDuration":700}}""", 0, 0)]
    public async Task Delays_pass_on_the_worlds_clock(string response, int least, int most)
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        world.Stubs.AddMapping(Mapping(response));
        var start = world.Clock.Now;

        await client.Get("leads");

        Assert.InRange((world.Clock.Now - start).TotalMilliseconds, least, most);
    }

    [Theory]
    [InlineData("""{"status":42}""", "/response/status", "from 200 to 599")]
    [InlineData("""{"statusMessage":"Fine"}""", "/response/statusMessage", "'statusMessage' is not supported here. Supported: status,")]
    [InlineData("""{"bodyFileName":"a.json"}""", "/response/bodyFileName", "'bodyFileName' is not supported here")]
    [InlineData("""{"proxyBaseUrl":"http://example.com"}""", "/response/proxyBaseUrl", "'proxyBaseUrl' is not supported here")]
    [InlineData("""{"chunkedDribbleDelay":{"numberOfChunks":0,"totalDuration":10}}""", "/response/chunkedDribbleDelay/numberOfChunks", "from 1 to")]
    [InlineData("""{"chunkedDribbleDelay":{"numberOfChunks":2}}""", "/response/chunkedDribbleDelay", "'totalDuration' is missing")]
    [InlineData("""{"delayDistribution":{"type":"fixed"}}""", "/response/delayDistribution", "'milliseconds' is missing")]
    [InlineData("""{"body":{"a":1}}""", "/response/body", "expected a text")]
    [InlineData("""{"jsonBody":{"a":"{{"},"transformers":["response-template"]}""", "/response/jsonBody", "not closed")]
    [InlineData("""{"body":"a","jsonBody":{}}""", "/response", "body and jsonBody stand side by side")]
    [InlineData("""{"base64Body":"%"}""", "/response/base64Body", "no base64")]
    [InlineData("""{"headers":{"Content-Length":"1"}}""", "/response/headers/Content-Length", "the server's own")]
    [InlineData("""{"headers":{"A B":"1"}}""", "/response/headers/A B", "no name of a header")]
    [InlineData("""{"headers":{"A":"1\r\nB: 2"}}""", "/response/headers/A", "printable")]
    [InlineData("""{"headers":{"A":7}}""", "/response/headers/A", "expected an array")]
    [InlineData("""{"fault":"SILENCE"}""", "/response/fault", "'SILENCE' is not supported. Supported: EMPTY_RESPONSE,")]
    [InlineData("""{"fixedDelayMilliseconds":-1}""", "/response/fixedDelayMilliseconds", "from 0 to")]
    [InlineData("""{"delayDistribution":{"type":"normal"}}""", "/response/delayDistribution/type", "Supported: fixed, uniform, lognormal")]
    [InlineData("""{"delayDistribution":{"type":"uniform","lower":5,"upper":1}}""", "/response/delayDistribution", "no longest delay")]
    [InlineData("""{"delayDistribution":{"type":"lognormal","median":5,"sigma":1,"maxValue":9}}""", "/response/delayDistribution/maxValue", "'maxValue' is not supported here")]
    [InlineData("""{"transformers":["my-own"]}""", "/response/transformers/0", "'my-own' is not supported. Supported: response-template")]
    [InlineData("""{"transformerParameters":{"a":1}}""", "/response/transformerParameters", "need the transformer")]
    [InlineData("""{"body":"{{#if a}}","transformers":["response-template"]}""", "/response/body", "the template cannot be read")]
    [InlineData("""{"body":"{{#each request.parts}}x{{/each}}","transformers":["response-template"]}""", "/response/body", "'request.parts' is not supported in templates")]
    [InlineData("""{"body":"{{systemValue type='ENVIRONMENT'}}","transformers":["response-template"]}""", "/response/body", "the helper 'systemValue' is not supported")]
    [InlineData("""{"body":"{{upper (hostname 1)}}","transformers":["response-template"]}""", "/response/body", "the helper 'hostname' is not supported")]
    [InlineData("""{"body":"{{#trim}}x{{/trim}}{{#assign 'a'}}x{{/assign}}","transformers":["response-template"]}""", "/response/body", "the block 'assign' is not supported")]
    [InlineData("""{"body":"{{#*inline 'a'}}{{> a}}{{/inline}}{{> a}}","transformers":["response-template"]}""", "/response/body", "partials and decorators are not supported")]
    [InlineData("""{"body":"{{#*inline '}'}}{{> a}}{{/inline}}","transformers":["response-template"]}""", "/response/body", "")]
    [InlineData("""{"body":"{{","transformers":["response-template"]}""", "/response/body", "not closed")]
    public void What_is_malformed_or_not_supported_is_refused_with_its_place(string response, string pointer, string problem)
    {
        var refused = Assert.Throws<StubMappingException>(() => StubMapping.Parse(Mapping(response)));

        Assert.Equal(pointer, refused.Pointer);
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hostile_template_cannot_exhaust_when_it_is_read()
    {
        foreach (var template in (string[])
            [
                string.Concat(Enumerable.Repeat("{{#if a}}", 5000)) + string.Concat(Enumerable.Repeat("{{/if}}", 5000)),
                "{{upper " + string.Concat(Enumerable.Repeat("(upper ", 3000)) + "'a'" + new string(')', 3000) + "}}",
                string.Concat(Enumerable.Repeat("{{a}}", 1001)),
                "{{a}}" + new string('x', 70_000),
            ])
        {
            var refused = Assert.Throws<StubMappingException>(() => StubMapping.Parse(Mapping(Templated(template))));
            Assert.Equal("/response/body", refused.Pointer);
        }
    }

    private static string Templated(string template) =>
        $$$"""{"body":{{{JsonSerializer.Serialize(template)}}},"transformers":["response-template"],"transformerParameters":{"greeting":"hello","list":[1,2],"json":"{\"a\":7}"}}""";

    private static string Mapping(string response) => $$$"""{"request":{"vendor":"leaddyno"},"response":{{{response}}}}""";

    private static async Task<Answer> Ask(string response, string url)
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        var template = url.StartsWith("leads/", StringComparison.Ordinal);
        world.Stubs.AddMapping(template ? Mapping(response).Replace("""{"vendor":"leaddyno"}""", """{"urlPathTemplate":"/v1/leads/{id}"}""", StringComparison.Ordinal) : Mapping(response));
        return await client.Get(url, ("X-One", "h&<1>"), ("Cookie", "b=c; c=d"));
    }
}
