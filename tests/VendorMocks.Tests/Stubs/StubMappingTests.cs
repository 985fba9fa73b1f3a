using System.Text;

namespace VendorMocks.Tests;

/// <summary>Mappings as files, as snapshots keep them, and as they were written for WireMock.</summary>
public sealed class StubMappingTests
{
    [Fact]
    public void Files_written_for_WireMock_load_or_are_refused_naming_the_part()
    {
        using var world = World.Open();
        var folder = Repository.PathTo("tests", "VendorMocks.Tests", "Stubs", "mappings");
        var told = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            try
            {
                told.Add($"{Path.GetFileName(file)}: {world.Stubs.Load(file).Count}");
            }
            catch (StubMappingException refused)
            {
                told.Add($"{Path.GetFileName(file)}: {refused.Pointer}");
            }
        }

        Assert.Equal(
            [
                "busy-then-fine.json: 2",
                "callback.json: /postServeActions",
                "commented.json: 1",
                "echo.json: 1",
                "file-body.json: /response/bodyFileName",
                "multipart.json: /request/multipartPatterns",
                "proxy.json: /response/proxyBaseUrl",
                "recorded.json: 1",
                "several.json: 3",
                "soap.json: /request/bodyPatterns/0/equalToXml",
            ],
            told);
        Assert.Contains("callback.json: 'postServeActions' is not supported", Assert.Throws<StubMappingException>(() => world.Stubs.Load(folder)).Message, StringComparison.Ordinal);
        Assert.Equal(8, world.Stubs.Active.Count);
    }

    [Fact]
    public async Task A_loaded_story_is_told_in_order()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        world.Stubs.Load(Repository.PathTo("tests", "VendorMocks.Tests", "Stubs", "mappings", "busy-then-fine.json"));

        Assert.Equal(503, (await client.Json("POST", "leads", """{"email":"a@example.com"}""")).Status);
        var fine = await client.Json("POST", "leads", """{"email":"a@example.com"}""");
        Assert.Equal((201, "a@example.com"), (fine.Status, fine.Text("email")));
    }

    [Theory]
    [InlineData("{", "", "no JSON")]
    [InlineData("[]", "", "expected an object")]
    [InlineData("""{"request":{}}""", "", "'response' is missing")]
    [InlineData("""{"response":{}}""", "", "'request' is missing")]
    [InlineData("""{"mappings":[{"request":{},"response":{}},{"request":{"url":7},"response":{}}]}""", "/mappings/1/request/url", "expected a text")]
    [InlineData("""{"request":{},"response":{},"serveEventListeners":[]}""", "/serveEventListeners", "is not supported here")]
    [InlineData("""{"request":7,"response":{}}""", "/request", "expected an object")]
    [InlineData("""{"request":{},"response":[]}""", "/response", "expected an object")]
    [InlineData("""{"request":{},"response":{},"id":"7"}""", "/id", "no UUID")]
    [InlineData("""{"request":{},"response":{},"uuid":7}""", "/uuid", "expected a text")]
    [InlineData("""{"request":{},"response":{},"name":7}""", "/name", "expected a text")]
    [InlineData("""{"request":{},"response":{},"scenarioName":[]}""", "/scenarioName", "expected a text")]
    [InlineData("""{"request":{},"response":{},"scenarioName":"a","requiredScenarioState":7}""", "/requiredScenarioState", "expected a text")]
    [InlineData("""{"request":{},"response":{},"insertionIndex":-1}""", "/insertionIndex", "from 0 to")]
    [InlineData("""{"request":{},"response":{},"times":0}""", "/times", "from 1")]
    [InlineData("""{"request":{},"response":{},"priority":"high"}""", "/priority", "whole number")]
    [InlineData("""{"request":{},"response":{},"newScenarioState":"x"}""", "/newScenarioState", "needs a scenarioName")]
    [InlineData("""{"request":{},"response":{},"metadata":7}""", "/metadata", "metadata is an object")]
    [InlineData("""{"request":{},"response":{},"persistent":7}""", "/persistent", "true or false")]
    public void A_malformed_mapping_is_refused_with_its_place(string json, string pointer, string problem)
    {
        using var world = World.Open();

        var refused = Assert.Throws<StubMappingException>(() => world.Stubs.AddMapping(json));

        Assert.Equal(pointer, refused.Pointer);
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.Empty(world.Stubs.Active);
    }

    [Fact]
    public void A_mapping_may_have_all_that_is_listed()
    {
        const string All = """
            {"id":"0f6b1f2a-53c5-4e43-9f4e-6c7a3f1d2b10","uuid":"0f6b1f2a-53c5-4e43-9f4e-6c7a3f1d2b10","name":"all","request":{"method":"get","url":"/x"},"response":{},
             "priority":1,"scenarioName":"story","requiredScenarioState":"a","newScenarioState":"b","metadata":{"team":"sales"},"persistent":true,"insertionIndex":3,"times":2}
            """;

        var stub = Assert.Single(StubMapping.Parse(All));

        Assert.Equal(("0f6b1f2a-53c5-4e43-9f4e-6c7a3f1d2b10", "all", "GET", "/x", 1, 2), (stub.Id, stub.Name, stub.Method, stub.Path, stub.Priority, stub.Times));
        Assert.Equal(("story", "a", "b"), (stub.Scenario, stub.RequiredState, stub.NextState));
        Assert.Equal("sales", stub.Source!.Json.GetProperty("metadata").GetProperty("team").GetString());
        Assert.Equal(StubMapping.Names.Order(), System.Text.Json.JsonElement.Parse(All).EnumerateObject().Select(member => member.Name).Order());
    }

    [Fact]
    public async Task A_worlds_file_keeps_mappings_with_their_counts_and_states()
    {
        using var world = World.Open();
        using var client = world.LeadDyno.CreateClient();
        world.Stubs.AddMapping("""{"name":"twice","times":2,"scenarioName":"story","newScenarioState":"told","request":{"urlPath":"/v1/leads"},"response":{"body":"stubbed","fixedDelayMilliseconds":5}}""");
        world.Stubs.UsualDelays = [new DelayFault(7)];
        await client.Get("leads");
        world.Stubs.Add(new Stub { Answer = _ => StubAnswer.Text(200, "code") });
        var file = new MemoryStream();
        WorldFile.Write(world, file);

        using var copy = World.Open(WorldFile.Read(new MemoryStream(file.ToArray()), StubMapping.Read));

        var stub = Assert.Single(copy.Stubs.Active);
        Assert.Equal(("twice", 1, world.Stubs.Active[0].Id), (stub.Stub.Name, stub.Answered, stub.Id));
        Assert.Equal(("told", 7), (copy.Stubs.Scenarios["story"], copy.Stubs.UsualDelays[0].Milliseconds));
        using var other = copy.LeadDyno.CreateClient();
        Assert.Equal("stubbed", (await other.Get("leads")).Body);
        Assert.Equal(401, (await other.Get("leads")).Status);
        var refused = Assert.Throws<StateFormatException>(() => WorldFile.Read(new MemoryStream(file.ToArray())));
        Assert.Contains("VendorMocks.Stubs", refused.Message, StringComparison.Ordinal);
        var damaged = Encoding.UTF8.GetString(file.ToArray()).Replace("\"urlPath\"", "\"urlPfad\"", StringComparison.Ordinal);
        Assert.Contains("'urlPfad' is not supported here", Assert.Throws<StateFormatException>(() => WorldFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(damaged)), StubMapping.Read)).Message, StringComparison.Ordinal);
    }
}
