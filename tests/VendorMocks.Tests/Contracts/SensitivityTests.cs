using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

/// <summary>Schemas are worth what they refuse: every damaged copy of every fixture has to be caught.</summary>
public sealed class SensitivityTests(ITestOutputHelper output)
{
    public static TheoryData<string> Vendors => ContractFiles.VendorsWithFixtures;

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Every_fixture_passes_and_every_damaged_answer_is_caught(string vendor)
    {
        var schemas = SchemaSet.For(vendor);
        Try(from fixture in Filled(vendor)
            where fixture.Response.Body.ValueKind != JsonValueKind.Undefined
            let refused = Refused(schemas, fixture)
            select new Trial(
                fixture.Name,
                refused ? "error.response" : fixture.Operation + ".response",
                refused ? schemas.ErrorSchema() : schemas.ResponseSchema(fixture.Operation),
                JsonNode.Parse(fixture.Response.Body.GetRawText()),
                json => schemas.CheckResponse(fixture.Operation, refused, Encoding.UTF8.GetBytes(json))),
            strictForms: true);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Every_accepted_request_passes_and_every_damaged_one_is_caught(string vendor)
    {
        var schemas = SchemaSet.For(vendor);
        Try(from fixture in Filled(vendor)
            where !Refused(schemas, fixture)
            select new Trial(
                fixture.Name,
                fixture.Operation + ".request",
                schemas.RequestSchema(fixture.Operation),
                fixture.Request.Parameters(),
                json => schemas.CheckRequest(fixture.Operation, json)),
            strictForms: false);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void Every_wrong_status_is_caught(string vendor)
    {
        int[] statuses = [200, 201, 202, 204, 301, 304, 400, 401, 403, 404, 409, 415, 422, 429, 500, 503];
        var schemas = SchemaSet.For(vendor);
        int tried = 0, caught = 0, byBody = 0;
        foreach (var fixture in Filled(vendor))
            foreach (var status in statuses.Where(status => status != fixture.Response.Status))
            {
                tried++;
                if (FixtureSet.Compare(fixture, status, fixture.Response.Body).Any(line => line.StartsWith("status:", StringComparison.Ordinal)))
                    caught++;

                // Where the outcome turns round, the body tells as well.
                if (fixture.Response.Body.ValueKind == JsonValueKind.Undefined || status >= 400 == Refused(schemas, fixture))
                    continue;
                byBody++;
                Assert.NotEmpty(schemas.CheckResponse(fixture.Operation, status, Encoding.UTF8.GetBytes(fixture.Response.Body.GetRawText())));
            }
        output.WriteLine($"{vendor}: {tried} answers with another status, {caught} caught, {byBody} of them by their body too");
        Assert.Equal(tried, caught);
        Assert.True(byBody > 0);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public void What_the_documentation_shows_of_an_object_every_time_is_required(string vendor)
    {
        var shown = from fixture in Filled(vendor)
                    where fixture.Source.StartsWith("documentation: ", StringComparison.Ordinal)
                        && fixture.Response.Body.ValueKind != JsonValueKind.Undefined && !Refused(SchemaSet.For(vendor), fixture)
                    from o in SchemaForm.Objects(
                        JsonNode.Parse(fixture.Response.Body.GetRawText()), SchemaForm.Of(SchemaSet.For(vendor).ResponseSchema(fixture.Operation)))
                    group o by string.Join(", ", o.Form.Properties);
        Assert.All(shown, kind => Assert.Empty(
            kind.First().Form.Properties.Where(name => kind.All(o => o.Node.ContainsKey(name))).Except(kind.First().Form.Required)));
    }

    private void Try(IEnumerable<Trial> trials, bool strictForms)
    {
        var faults = new List<string>();
        var all = trials.ToList();
        Assert.NotEmpty(all);
        foreach (var schema in all.GroupBy(trial => trial.Schema).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            int tried = 0, caught = 0;
            foreach (var trial in schema)
            {
                faults.AddRange(trial.Check(trial.Body?.ToJsonString() ?? "null").Select(v => $"{trial.Fixture}: undamaged, yet {v}"));
                foreach (var copy in new DamagedCopies(trial.Body, strictForms).For(SchemaForm.Of(trial.Definition)).DistinctBy(c => c.Json))
                {
                    tried++;
                    if (trial.Check(copy.Json).Count > 0)
                        caught++;
                    else
                        faults.Add($"{trial.Fixture}: {copy.What} passes {trial.Schema}");
                }
            }
            output.WriteLine($"{schema.Key}: {schema.Count()} bodies, {tried} damaged copies, {caught} caught");
            if (tried == 0)
                faults.Add($"{schema.Key}: nothing could be damaged");
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>The fixtures with a plausible value for every placeholder; what a value looks like is told by where it comes from.</summary>
    internal static IEnumerable<Fixture> Filled(string vendor)
    {
        foreach (var fixture in ContractFiles.Fixtures(vendor).Fixtures)
        {
            var filled = fixture.With(fixture.Needs.ToDictionary(name => name, name => $"sample-{name}"));
            for (int step = 0; step < fixture.Arrange.Count; step++)
                filled = filled.Bound(step, Answer(fixture.Bind.Values.Where(source => source.Step == step)));
            yield return filled;
        }
    }

    internal static bool Refused(SchemaSet schemas, Fixture fixture) => fixture.Response.Body.ValueKind == JsonValueKind.Undefined
        ? fixture.Response.Status >= 400
        : schemas.IsRefusal(fixture.Operation, fixture.Response.Status, Encoding.UTF8.GetBytes(fixture.Response.Body.GetRawText()));

    private static JsonElement Answer(IEnumerable<BindSource> sources)
    {
        JsonNode? answer = null;
        foreach (var source in sources)
        {
            var steps = source.Pointer.Split('/').Skip(1).ToList();
            answer = Put(answer, steps, Sample(steps.LastOrDefault() ?? ""));
        }
        return JsonSerializer.SerializeToElement(answer);
    }

    private static JsonNode Put(JsonNode? at, List<string> steps, JsonNode value)
    {
        if (steps.Count == 0)
            return value;
        if (int.TryParse(steps[0], out int index))
        {
            var array = at as JsonArray ?? [];
            while (array.Count <= index)
                array.Add(null);
            array[index] = Put(array[index]?.DeepClone(), [.. steps.Skip(1)], value);
            return array;
        }
        var node = at as JsonObject ?? [];
        node[steps[0]] = Put(node[steps[0]]?.DeepClone(), [.. steps.Skip(1)], value);
        return node;
    }

    private static JsonValue Sample(string name) => name switch
    {
        "id" or "data" => JsonValue.Create(41),
        _ when name.EndsWith("_id", StringComparison.Ordinal) || name.EndsWith("Id", StringComparison.Ordinal) => JsonValue.Create(41),
        _ when name.Contains("email", StringComparison.Ordinal) => JsonValue.Create("sample@example.com"),
        _ when name.EndsWith("_at", StringComparison.Ordinal) || name.EndsWith("date", StringComparison.Ordinal) => JsonValue.Create("2026-01-01T12:00:00Z"),
        _ when name.EndsWith("url", StringComparison.Ordinal) => JsonValue.Create("https://sample.example.com/"),
        _ => JsonValue.Create("sample"),
    };

    private sealed record Trial(
        string Fixture, string Schema, JsonElement Definition, JsonNode? Body, Func<string, IReadOnlyList<Violation>> Check);
}
