using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

public sealed class ControlOpenApiTests
{
    [Fact]
    public async Task Every_call_and_every_hook_is_in_the_document()
    {
        await using var control = await ControlCalls.StartAsync();
        var paths = (await control.Get("/openapi.json"))["paths"];

        var calls = (await control.Get("")).Json.EnumerateArray()
            .Select(call => (Method: call.GetProperty("method").GetString()!, Path: call.GetProperty("path").GetString()!))
            .Where(call => !call.Path.EndsWith("/{collection}/{verb}", StringComparison.Ordinal))
            .Concat(Vendors.All.SelectMany(vendor => vendor.Hooks).Select(hook => (Method: HookView.MethodOf(hook), Path: HookView.PathOf(hook))))
            .ToArray();

        Assert.True(calls.Length > 100);
        Assert.All(calls, call => Assert.True(paths.GetProperty(call.Path).TryGetProperty(call.Method.ToLowerInvariant(), out _), call.ToString()));
        Assert.Equal(calls.Length, paths.EnumerateObject().Sum(path => path.Value.EnumerateObject().Count()));
    }

    [Fact]
    public async Task The_document_is_one_that_OpenAPI_readers_read()
    {
        await using var control = await ControlCalls.StartAsync();

        var read = Microsoft.OpenApi.OpenApiDocument.Parse((await control.Get("/openapi.json")).Body, "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Equal("Mocks: control API", read.Document!.Info.Title);
    }

    [Fact]
    public async Task Every_reference_leads_somewhere()
    {
        await using var control = await ControlCalls.StartAsync();
        var document = JsonNode.Parse((await control.Get("/openapi.json")).Body)!;

        var references = All(document).OfType<JsonObject>().Select(node => node["$ref"]).OfType<JsonValue>().Select(node => node.GetValue<string>()).Distinct().ToArray();

        Assert.NotEmpty(references);
        Assert.All(references, reference =>
        {
            JsonNode? at = document;
            foreach (var part in reference.TrimStart('#', '/').Split('/'))
                at = at is JsonArray list ? list[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : at?[part];
            Assert.True(at is not null, reference);
        });
    }

    /// <summary>What a call complains of is what the document says of it: neither is written by the other.</summary>
    [Fact]
    public async Task What_the_document_says_of_a_body_is_what_the_call_takes()
    {
        await using var control = await ControlCalls.StartAsync();
        var document = (await control.Get("/openapi.json")).Json;
        var checkedBodies = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var call in path.Value.EnumerateObject().Where(call => call.Name is "post" or "put" or "patch"))
            {
                var url = path.Name.Replace("{name}", "default", StringComparison.Ordinal).Replace("{vendor}", "leaddyno", StringComparison.Ordinal)["/__mocks".Length..];
                var answer = await control.Send(call.Name.ToUpperInvariant(), url, """{"zzz":1}""");
                if (answer.Status != 400 || answer.Text("field") != "zzz")
                    continue;
                Assert.True(call.Value.TryGetProperty("requestBody", out var body) || answer.Text("accepted") == "none", $"{call.Name} {path.Name}");
                if (answer.Text("accepted") == "none")
                    continue;
                var schema = body.GetProperty("content").GetProperty("application/json").GetProperty("schema");
                if (schema.TryGetProperty("$ref", out _))
                    schema = document.GetProperty("components").GetProperty("schemas").GetProperty("World");
                // Some take what another call lists: a vendor's rules, the kinds of faults.
                if (!schema.TryGetProperty("properties", out _))
                    continue;
                Assert.Equal(answer.Text("accepted")!.Split(", ").Order(), schema.GetProperty("properties").EnumerateObject().Select(field => field.Name).Order());
                checkedBodies++;
            }
        }

        Assert.True(checkedBodies > 60);
    }

    [Fact]
    public async Task The_page_brings_all_that_it_needs_and_nothing_runs_that_is_not_its_own()
    {
        await using var control = await ControlCalls.StartAsync();

        var page = await control.Get("/try");
        var script = await control.Get("/try.js");
        var style = await control.Get("/try.css");

        Assert.Equal(("text/html", "text/javascript", "text/css"), (page.ContentHeaders.ContentType!.MediaType, script.ContentHeaders.ContentType!.MediaType, style.ContentHeaders.ContentType!.MediaType));
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("http", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("innerHTML", script.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("://", script.Body, StringComparison.Ordinal);
        // A browser cannot send a token for a page, and this one holds nothing that is worth hiding; what it asks for is guarded.
        Assert.Equal(200, (await control.Get("/try", ("X-Forwarded-For", "192.0.2.1"))).Status);
        Assert.Equal(401, (await control.Get("/openapi.json", ("X-Forwarded-For", "192.0.2.1"))).Status);
    }

    private static IEnumerable<JsonNode?> All(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => All(pair.Value)).Prepend(map),
        JsonArray list => list.SelectMany(All).Prepend(list),
        _ => [node],
    };
}
