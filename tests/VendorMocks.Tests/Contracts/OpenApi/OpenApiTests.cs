using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace VendorMocks.Tests;

public sealed class OpenApiTests
{
    public static TheoryData<string> WithSchemas => [.. Vendors.All.Select(vendor => vendor.Name)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(WithSchemas))]
    public void A_document_is_valid(string name)
    {
        var read = Microsoft.OpenApi.OpenApiDocument.Parse(OpenApiDocument.Of(Vendors.Find(name)!), "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        Assert.Empty(read.Document!.Validate(ValidationRuleSet.GetDefaultRuleSet()));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(WithSchemas))]
    public void It_holds_every_operation_once_and_refers_to_nothing_that_is_missing(string name)
    {
        var vendor = Vendors.Find(name)!;
        var document = Document(vendor);
        var ids = DocumentedCall.All(document).Select(call => call.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Empty(vendor.Operations.Where(row => row.Selector is null).Select(row => row.Id).Except(ids));
        Assert.All(vendor.Operations.Where(row => row.Selector is not null), row => Assert.Contains($"\"{row.Selector}\"", document.ToJsonString(), StringComparison.Ordinal));
        var components = document["components"]!["schemas"]!.AsObject();
        Assert.All(References(document), target => Assert.True(components.ContainsKey(target["#/components/schemas/".Length..]), target));
        Assert.DoesNotContain("#/definitions/", document.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(WithSchemas))]
    public async Task A_request_made_from_the_document_alone_is_answered_as_the_document_says(string name)
    {
        var vendor = Vendors.Find(name)!;
        var document = Document(vendor);
        var server = new Uri("http://localhost" + document["servers"]![0]!["url"]);
        foreach (var call in DocumentedCall.All(document))
        {
            var accepted = 0;
            foreach (var (fixture, request) in call.Requests(server))
            {
                using var target = new FakeTarget(vendor);
                if (fixture is not null)
                    await target.Player.ArrangeAsync(FixtureSet.For(name).Fixtures.Single(f => f.Name == fixture));
                using var client = new HttpClient(new MocksHandler(target.World.Host, target.World, null));
                using var response = await client.SendAsync(request);
                Assert.Empty(await call.UndescribedAsync(response));
                if (!response.Headers.Contains("X-Mocks-Why"))
                    accepted++;
            }

            Assert.True(accepted > 0, $"{call.Id}: every call that the document shows is refused.");
        }
    }

    [Fact]
    public void Parameters_stand_where_they_travel_and_credentials_among_the_security_schemes()
    {
        var document = Document(Vendors.Find("leaddyno")!);
        var list = document["paths"]!["/v1/leads"]!["get"]!;
        Assert.Equal(["page", "per_page", "created_before", "created_after"], list["parameters"]!.AsArray().Select(p => (string)p!["name"]!));
        Assert.All(list["parameters"]!.AsArray(), p => Assert.Equal("query", (string?)p!["in"]));
        var get = document["paths"]!["/v1/leads/{id}"]!["get"]!["parameters"]![0]!;
        Assert.Equal(("id", "path", true), ((string?)get["name"], (string?)get["in"], (bool)get["required"]!));
        var create = document["paths"]!["/v1/leads"]!["post"]!;
        Assert.Equal(["email"], create["requestBody"]!["content"]!["application/x-www-form-urlencoded"]!["schema"]!["required"]!.AsArray().Select(r => (string?)r));
        Assert.Contains("leads.create.documented", create["requestBody"]!["content"]!["application/x-www-form-urlencoded"]!["examples"]!.AsObject().Select(e => e.Key));
        Assert.Equal("#/components/schemas/Lead", (string?)create["responses"]!["201"]!["content"]!["application/json"]!["schema"]!["$ref"]);
        var schemes = document["components"]!["securitySchemes"]!;
        Assert.Equal("demo-leaddyno-key", (string?)schemes["query.key"]!["x-demo"]);
        Assert.Equal("bearer", (string?)schemes["bearer"]!["scheme"]);
    }

    private static JsonObject Document(Vendor vendor) => JsonNode.Parse(OpenApiDocument.Of(vendor))!.AsObject();

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(References),
        JsonObject o => o.SelectMany(p => p is { Key: "$ref", Value: JsonValue target } ? [(string)target!] : References(p.Value)),
        _ => [],
    };
}
