using System.Text;

namespace VendorMocks.Tests;

/// <summary>Whatever is sent to the control API, it is never a fault of ours.</summary>
public sealed class ControlFuzzTests
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "-1", "1.5", "1e400", "18446744073709551616", "\"\"", "\"empty\"", "\"default\"", "\"PT1S\"", "\"P1D\"", "\"PT\"", "\"2026-01-01\"",
        "\"\\ud800\"", "\"\\u0000\"", "\"status\"", "\"delay\"", "\"cut\"", "\"flaky\"", "\"leaddyno\"", "\"then\"", "[{\"kind\":\"cut\"}]", "{}", "[]", "[[[[]]]]", "{\"a\":{\"a\":{}}}", "\"é\"", "NaN", "'x'", "",
    ];

    private static readonly string[] Names =
        ["seed", "size", "start", "running", "limits", "by", "seconds", "to", "enabled", "leads", "locale", "limit.requests", "auth.wrongKeyStatus", "limit.body", "", "a", "\\ud800", "__proto__",
         "kind", "status", "milliseconds", "refusal", "probability", "times", "after", "every", "from", "until", "fields", "vendor", "operation", "account", "when", "name", "profile", "faults", "summary", "vendors", "from", "keys", "entities", "email", "id", "profiles", "stubs", "request", "response", "inOrder", "between", "rules"];

    private static readonly string[] Segments =
        ["default", "a", "b-1", "%00", "%2e%2e", "..", "%ff", "%F0%9F%98%80", "leaddyno", "fixido", "flexbe", "1", "-1", "99999999999999999999", "*", "a%2Fb", "{name}", "~", "then", "flaky", "outage"];

    private static readonly string[] Queries = ["", "?", "?limit=1", "?after=1", "?limit=%00", "?limit[]=1", "?after=-0", "?%ff=%ff", "?limit", "?=&=&", "?since=then", "?vendor=fixido", "?secrets=shown", "?key=a"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_calls_never_meet_a_bug(int seed)
    {
        await using var control = await ControlCalls.StartAsync();
        var random = new Random(seed);
        var calls = (await control.Get("")).Json.EnumerateArray()
            .Select(call => (Method: call.GetProperty("method").GetString()!, Path: call.GetProperty("path").GetString()!))
            // A stream of events has no end to wait for.
            .Where(call => !call.Path.EndsWith("/events", StringComparison.Ordinal)).ToArray();
        var statuses = new HashSet<int>();

        for (var i = 0; i < 400; i++)
        {
            var (method, path) = Pick(calls);
            if (random.Next(10) == 0)
                method = Pick(["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"]);
            var url = string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? Pick(random.Next(2) == 0 ? ["default", "leaddyno"] : Segments) : part)) + Pick(Queries);
            var answer = await control.Client.SendAsync(method, url, method is "GET" or "TRACE" ? null : Body());
            Assert.True(answer.Status < 500 || path == "/readyz", $"{method} {url}: {answer.Status} {answer.Body}");
            if (answer.Status >= 400 && answer.Body.Length > 0 && answer.Header("X-Mocks-Exchange") is null)
                Assert.False(string.IsNullOrEmpty(answer.Text("detail")), $"{method} {url}: {answer.Body}");
            statuses.Add(answer.Status);
        }

        // The calls were not all turned away at the door.
        Assert.Superset(new HashSet<int> { 200, 400, 404 }, statuses);
        Assert.NotNull(control.Server.Host.Find("default"));

        T Pick<T>(T[] from) => from[random.Next(from.Length)];

        HttpContent? Body()
        {
            var text = random.Next(5) switch
            {
                0 => null,
                1 => Pick(Values),
                2 => "{" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => $"\"{Pick(Names)}\":{Pick(Values)}")) + "}",
                3 => new string('[', random.Next(200)),
                _ => "{" + $"\"{Pick(Names)}\":{Pick(Values)}",
            };
            if (text is null)
            {
                var bytes = new byte[random.Next(64)];
                random.NextBytes(bytes);
                return new ByteArrayContent(bytes);
            }

            return new StringContent(text, Encoding.UTF8, Pick(["application/json", "text/plain", "application/x-www-form-urlencoded"]));
        }
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_and_the_server_goes_on()
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Client.SendAsync("PUT", "/__mocks/worlds/a", new ByteArrayContent(new byte[Doors.MaxBodyBytes + 1]));

        Assert.Equal((413, "body"), (refused.Status, refused.Text("field")));
        Assert.Equal(201, (await control.Put("/worlds/a")).Status);
    }

    [Fact]
    public async Task Worlds_opened_and_closed_by_many_at_once_meet_no_bug()
    {
        await using var control = await ControlCalls.StartAsync();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
        {
            var name = "/worlds/w" + i % 4;
            return (i % 4) switch
            {
                0 => (await control.Put(name)).Status,
                1 => (await control.Delete(name)).Status,
                2 => (await control.Post("/worlds")).Status,
                _ => (await control.Get("/worlds")).Status,
            };
        }));

        Assert.All(statuses, status => Assert.Contains(status, (int[])[200, 201, 204, 404, 409]));
        Assert.Equal(16, control.Server.Host.Worlds.Count(world => world.Name.StartsWith("world-", StringComparison.Ordinal)));
    }
}
