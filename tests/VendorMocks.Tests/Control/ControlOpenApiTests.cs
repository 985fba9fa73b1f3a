using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

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
                if (schema.TryGetProperty("$ref", out var reference))
                    schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
                // Some take what another call lists: a vendor's rules, the kinds of faults.
                if (!schema.TryGetProperty("properties", out _))
                    continue;
                Assert.Equal(answer.Text("accepted")!.Split(", ").Order(), schema.GetProperty("properties").EnumerateObject().Select(field => field.Name).Order());
                checkedBodies++;
            }
        }

        Assert.True(checkedBodies > 60);
    }

    /// <summary>A call whose handler reads a body says what it reads, down to its fields.</summary>
    [Fact]
    public async Task No_call_that_reads_a_body_takes_just_any_object()
    {
        using var application = (IDisposable)MocksServer.Build(new MocksServerOptions { Default = new WorldOptions() });
        var services = ((Microsoft.AspNetCore.Builder.WebApplication)application).Services;
        _ = ControlPlane.Build(services);
        var reading = services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters().Any(parameter => parameter.ParameterType == typeof(ControlInput)) == true)
            .Select(endpoint => (Path: endpoint.RoutePattern.RawText!.TrimEnd('/'), Method: endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0]))
            .Where(call => !call.Path.EndsWith(HooksEndpoints.Template, StringComparison.Ordinal))
            .Append((Path: "/__mocks/worlds/import", Method: "POST")).ToArray();
        await using var control = await ControlCalls.StartAsync();
        var document = JsonNode.Parse((await control.Get("/openapi.json")).Body)!;

        Assert.True(reading.Length > 18);
        Assert.All(reading, call => Assert.True(document["paths"]![call.Path]![call.Method.ToLowerInvariant()]!["requestBody"] is not null, call.ToString()));
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, call) in item!.AsObject().Where(pair => pair.Value!["requestBody"] is not null))
                Assert.True(SaysFields(Resolve(document, call!["requestBody"]!["content"]!["application/json"]!["schema"]!)), $"{method} {path}");
        }

        bool SaysFields(JsonNode schema) => schema["anyOf"] is JsonArray kinds
            ? kinds.All(kind => SaysFields(Resolve(document, kind!)))
            : schema["properties"] is JsonObject properties && (properties.Count > 0 || schema["additionalProperties"]?.GetValue<bool>() == false);
    }

    [Fact]
    public async Task What_the_document_says_of_a_query_is_what_the_call_takes()
    {
        await using var control = await ControlCalls.StartAsync();
        var document = (await control.Get("/openapi.json")).Json;
        var checkedQueries = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(path => !path.Name.EndsWith("/{collection}", StringComparison.Ordinal)))
        {
            foreach (var call in path.Value.EnumerateObject())
            {
                var url = path.Name.Replace("{name}", "default", StringComparison.Ordinal).Replace("{vendor}", "leaddyno", StringComparison.Ordinal);
                if (path.Name.EndsWith('z') || path.Name.EndsWith("/events", StringComparison.Ordinal))
                    continue;
                string[] documented = [.. call.Value.TryGetProperty("parameters", out var parameters)
                    ? parameters.EnumerateArray().Where(one => one.GetProperty("in").GetString() == "query").Select(one => one.GetProperty("name").GetString()!)
                    : []];
                var answer = await control.Client.SendAsync(call.Name.ToUpperInvariant(), url + "?zzz=1");
                if (answer.Status != 400 || answer.Text("field") != "zzz")
                {
                    // Hooks that need more say that first; records of the state take any field.
                    Assert.True(documented.Length == 0 || answer.Status == 404, $"{call.Name} {path.Name}: {answer.Body}");
                    continue;
                }

                Assert.Equal(answer.Text("accepted") is "none" ? [] : answer.Text("accepted")!.Split(", ").Order(), documented.Order());
                checkedQueries++;
            }
        }

        Assert.True(checkedQueries > 15, $"{checkedQueries}");
    }

    [Fact]
    public async Task Answers_are_what_the_document_says_of_them()
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions { Default = new WorldOptions { Size = WorldSize.Of(3) } });
        await control.Post("/worlds/default/snapshots", """{"name":"then"}""");
        await control.Post("/worlds/default/faults", """{"kind":"delay","milliseconds":1}""");
        await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key");
        await control.Client.Form("POST", "/leaddyno/v1/leads", "key", "demo-leaddyno-key", "email", "ada@example.com");
        var document = JsonNode.Parse((await control.Get("/openapi.json")).Body)!;
        var definitions = document["components"]!["schemas"]!.ToJsonString();
        var (answers, typed) = (0, 0);
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            if (item!["get"]?["responses"]?["200"]?["content"]?["application/json"]?["schema"] is not { } schema || path.EndsWith("/report", StringComparison.Ordinal))
                continue;
            var url = path.Replace("{name}", "default", StringComparison.Ordinal).Replace("{vendor}", "leaddyno", StringComparison.Ordinal).Replace("{snapshot}", "then", StringComparison.Ordinal)
                .Replace("{profile}", "flaky", StringComparison.Ordinal).Replace("{collection}", "leads", StringComparison.Ordinal).Replace("/state/leads/{id}", "/state/leads/2000", StringComparison.Ordinal)
                .Replace("{id}", "1", StringComparison.Ordinal);
            var answer = await control.Client.Get(url);
            if (answer.Status != 200)
                continue;
            var rooted = $$"""{"allOf":[{{schema.ToJsonString()}}],"definitions":{{definitions}}}""".Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
            var violations = (await NJsonSchema.JsonSchema.FromJsonAsync(rooted)).Validate(answer.Body);
            Assert.True(violations.Count == 0, $"{path}: {string.Join("; ", violations)}");
            answers++;
            typed += schema["$ref"] is null ? 0 : 1;
        }

        Assert.True(answers > 30 && typed > 20, $"{answers} answers, {typed} typed");
    }

    [Fact]
    public async Task The_document_is_made_once_and_names_the_server_as_the_caller_reached_it()
    {
        await using var control = await ControlCalls.StartAsync();

        var (here, there) = ((await control.Get("/openapi.json")).Body, (await control.Get("/openapi.json", ("Host", "a.localhost:1"))).Body);

        Assert.Equal(here, (await control.Get("/openapi.json")).Body);
        Assert.Equal("http://a.localhost:1", JsonNode.Parse(there)!["servers"]![0]!["url"]!.GetValue<string>());
        Assert.Equal(here, there.Replace("http://a.localhost:1", control.Server.BaseAddress.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal));
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

    private static JsonNode Resolve(JsonNode document, JsonNode schema) =>
        schema["$ref"] is { } reference ? document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]! : schema;

    private static IEnumerable<JsonNode?> All(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(pair => All(pair.Value)).Prepend(map),
        JsonArray list => list.SelectMany(All).Prepend(list),
        _ => [node],
    };
}
