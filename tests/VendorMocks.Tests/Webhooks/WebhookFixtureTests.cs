using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

/// <summary>What vendors send to others, held against fixtures: <c>fixtures/&lt;vendor&gt;/webhooks/&lt;event&gt;.&lt;case&gt;.json</c>.</summary>
public sealed class WebhookFixtureTests
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    public static TheoryData<string> Files =>
    [
        .. Directory.EnumerateFiles(Repository.PathTo("fixtures"), "*.json", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.PathTo("fixtures"), path).Replace('\\', '/'))
            .Where(path => path.Contains("/webhooks/", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_is_sent_is_what_the_fixture_says(string file)
    {
        var fixture = Read(file);
        using var world = World.Open();
        Postbox.Of(world);
        await ArrangeAsync(world, VendorOf(file), fixture);
        var sent = world.Webhooks.Deliveries[^1];
        var actual = new JsonObject { ["method"] = sent.Method, ["url"] = sent.Url };
        if (sent.Body is { } body)
        {
            actual["contentType"] = body.ContentType;
            actual["body"] = JsonNode.Parse(body.ContentType.Contains("json", StringComparison.Ordinal)
                ? System.Text.Encoding.UTF8.GetString(body.ToArray())
                // As PHP would find it in $_POST.
                : FieldReader.ReadForm(body.ToArray(), FieldDialect.Php).Root.ToString());
        }

        var expected = fixture["request"]!;
        // What is invented is taken as it comes; its schema says what it looks like.
        foreach (var path in fixture["volatile"]?.AsArray().Select(node => (string)node!) ?? [])
            At(expected["body"]!, path).ReplaceWith(At(actual["body"]!, path).DeepClone());
        Assert.Equal(expected.ToJsonString(), actual.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Its_schema_takes_the_body_and_no_damaged_copy_of_it(string file)
    {
        var fixture = Read(file);
        if (fixture["request"]!["body"] is not JsonObject body)
            return;
        var (name, schemas) = ((string)fixture["event"]!, SchemaSet.For(VendorOf(file).Name));
        Assert.Empty(schemas.CheckRequest(name, body.ToJsonString()));
        foreach (var property in body.Select(pair => pair.Key).ToArray())
        {
            var damaged = body.DeepClone().AsObject();
            damaged.Remove(property);
            Assert.NotEmpty(schemas.CheckRequest(name, damaged.ToJsonString()));
            damaged[property] = new JsonArray();
            Assert.NotEmpty(schemas.CheckRequest(name, damaged.ToJsonString()));
        }
    }

    [Fact]
    public void Every_described_event_has_a_fixture()
    {
        var events = Directory.EnumerateFiles(Repository.PathTo("schemas"), "hooks.*.request.json", SearchOption.AllDirectories)
            .Select(path => $"{Path.GetFileName(Path.GetDirectoryName(path))}/webhooks/{Path.GetFileName(path)[..^"request.json".Length]}");
        Assert.All(events, prefix => Assert.Contains(Files, file => file.Data.StartsWith(prefix, StringComparison.Ordinal)));
    }

    /// <summary>Does the steps in their order; texts such as {lead} stand for values of earlier answers, as in other fixtures.</summary>
    private static async Task ArrangeAsync(World world, Vendor vendor, JsonObject fixture)
    {
        var player = new FakeTarget(vendor, world).Player;
        var known = new Dictionary<string, string>();
        foreach (var (step, number) in fixture["arrange"]!.AsArray().Select((step, number) => (step!, number)))
        {
            var text = known.Aggregate(step.ToJsonString(), (json, value) => json.Replace($"\"{{{value.Key}}}\"", value.Value, StringComparison.Ordinal));
            var parsed = JsonNode.Parse(text)!.AsObject();
            var answer = default(JsonNode);
            if (parsed.Remove("hook", out var hook))
                answer = Play(world, vendor, (string)hook!, parsed.ToJsonString());
            else
                await player.ArrangeAsync(new Fixture
                {
                    Operation = "",
                    Source = "",
                    Arrange = [parsed.Deserialize<ArrangeStep>(Camel)!],
                    Request = new FixtureRequest { Method = "GET", Path = "/" },
                    Response = new FixtureResponse { Status = 200 },
                });
            foreach (var (name, source) in fixture["bind"]?.AsObject() ?? [])
            {
                if ((string)source! is { } place && place.StartsWith($"{number}:/", StringComparison.Ordinal))
                    known[name] = At(answer!, place[(place.IndexOf('/', StringComparison.Ordinal) + 1)..]).ToJsonString();
            }
        }
    }

    private static JsonNode? Play(World world, Vendor vendor, string id, string json)
    {
        var fields = FieldReader.ReadJson(System.Text.Encoding.UTF8.GetBytes(json), FieldDialect.AspNet).Root.Map;
        var result = world.Act(vendor, id, fields, vendor.Hooks.Single(hook => hook.Id == id).Handler);
        Assert.Null(result.Problem);
        return JsonNode.Parse(result.Content!.ToArray());
    }

    private static JsonNode At(JsonNode node, string path) => path.Split('/').Aggregate(node, (at, name) => at[name]!);

    private static Vendor VendorOf(string file) => Vendors.Find(file.Split('/')[0])!;

    private static JsonObject Read(string file) => JsonNode.Parse(File.ReadAllText(Repository.PathTo(["fixtures", .. file.Split('/')])))!.AsObject();
}
