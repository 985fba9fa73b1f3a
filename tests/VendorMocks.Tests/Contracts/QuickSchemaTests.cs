using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace VendorMocks.Tests;

/// <summary>What is told quickly must be what NJsonSchema finds.</summary>
public sealed class QuickSchemaTests(ITestOutputHelper output)
{
    public static TheoryData<string> Vendors => ContractFiles.VendorsWithFixtures;

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task What_is_told_quickly_of_every_answer_and_its_damaged_copies_is_what_NJsonSchema_finds(string vendor)
    {
        var schemas = SchemaSet.For(vendor);
        var (faults, told, unsure) = (new List<string>(), 0, 0);
        foreach (var fixture in SensitivityTests.Filled(vendor).Where(fixture => fixture.Response.Body.ValueKind != JsonValueKind.Undefined))
        {
            var schema = SensitivityTests.Refused(schemas, fixture) ? schemas.ErrorSchema() : schemas.ResponseSchema(fixture.Operation);
            var quick = new QuickSchema(JsonObject.Create(schema)!);
            var slow = await JsonSchema.FromJsonAsync(schema.GetRawText());
            var body = JsonNode.Parse(fixture.Response.Body.GetRawText());
            if (quick.Of(fixture.Response.Body) != Fit.Yes)
                faults.Add($"{fixture.Name}: not surely accepted");
            // Each third of them is enough, and takes a third of the time.
            foreach (var copy in new DamagedCopies(body, strictForms: true).For(SchemaForm.Of(schema)).DistinctBy(copy => copy.Json).Where((_, number) => number % 3 == 0))
            {
                using var damaged = JsonDocument.Parse(copy.Json);
                var fit = quick.Of(damaged.RootElement);
                var fits = slow.Validate(JsonTokens.From(damaged.RootElement)).Count == 0;
                if (fit != Fit.Unsure && fits != (fit == Fit.Yes))
                    faults.Add($"{fixture.Name}: {copy.What}: {fit}, but NJsonSchema {(fits ? "accepts" : "refuses")}");
                (told, unsure) = fit == Fit.Unsure ? (told, unsure + 1) : (told + 1, unsure);
            }
        }

        output.WriteLine($"{vendor}: {told} copies told, {unsure} left to NJsonSchema");
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
        Assert.True(told > 10 * unsure, $"{unsure} of {told + unsure} copies are left to NJsonSchema.");
    }

    [Theory]
    [InlineData("""{"type":"string","minLength":2,"maxLength":3}""", "\"ab\"", Fit.Yes)]
    [InlineData("""{"type":"string","minLength":2}""", "\"a\"", Fit.No)]
    [InlineData("""{"type":"string","maxLength":3}""", "\"äöüß\"", Fit.Unsure)]
    [InlineData("""{"type":"integer","minimum":1}""", "1", Fit.Yes)]
    [InlineData("""{"type":"integer","minimum":1}""", "0", Fit.No)]
    [InlineData("""{"type":"integer"}""", "1.0", Fit.Unsure)]
    [InlineData("""{"type":"integer"}""", "1e400", Fit.Unsure)]
    [InlineData("""{"type":"number","exclusiveMinimum":0}""", "0", Fit.No)]
    [InlineData("""{"type":"number","exclusiveMinimum":0}""", "0.5", Fit.Yes)]
    [InlineData("""{"type":["string","null"],"enum":["a",null]}""", "\"a\"", Fit.Yes)]
    [InlineData("""{"type":["string","null"],"enum":["a",null]}""", "null", Fit.Unsure)]
    [InlineData("""{"type":"boolean","enum":[true]}""", "true", Fit.Yes)]
    [InlineData("""{"type":"boolean","enum":[true]}""", "false", Fit.No)]
    [InlineData("""{"type":"string","const":"a"}""", "\"a\"", Fit.Unsure)]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", "1", Fit.Unsure)]
    [InlineData("""{"type":"object","required":["b"],"properties":{"a":{}},"additionalProperties":false}""", """{"b":1}""", Fit.No)]
    [InlineData("""{"type":"object","required":["b"]}""", """{"b":1}""", Fit.Yes)]
    [InlineData("""{"type":"object","patternProperties":{"^a":{"type":"string"}},"additionalProperties":false}""", """{"ab":"x"}""", Fit.Yes)]
    [InlineData("""{"type":"object","patternProperties":{"^a":{"type":"string"}},"additionalProperties":false}""", """{"b":"x"}""", Fit.No)]
    [InlineData("""{"type":"object","additionalProperties":{"type":"string"}}""", """{"b":1}""", Fit.No)]
    [InlineData("""{"type":"object","minProperties":1}""", "{}", Fit.No)]
    [InlineData("""{"type":"array","items":{"type":"string"},"minItems":1}""", "[]", Fit.No)]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", """["a",1]""", Fit.No)]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "null", Fit.Yes)]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "1", Fit.No)]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"number"}]}""", "1", Fit.No)]
    [InlineData("""{"oneOf":[{"type":"integer"},{"type":"string"}]}""", "1", Fit.Yes)]
    [InlineData("""{"definitions":{"A":{"type":"object","properties":{"a":{"$ref":"#/definitions/A"}},"additionalProperties":false}},"type":"array","items":{"$ref":"#/definitions/A"}}""", """[{"a":{"a":{}}}]""", Fit.Yes)]
    [InlineData("""{"definitions":{"A":{"type":"object","properties":{"a":{"$ref":"#/definitions/A"}},"additionalProperties":false}},"type":"array","items":{"$ref":"#/definitions/A"}}""", """[{"a":{"b":{}}}]""", Fit.No)]
    public async Task A_value_is_told_to_fit_only_where_NJsonSchema_agrees(string schema, string value, object told)
    {
        using var body = JsonDocument.Parse(value);
        var fit = new QuickSchema(JsonNode.Parse(schema)!.AsObject()).Of(body.RootElement);
        Assert.Equal(told, fit);

        var found = (await JsonSchema.FromJsonAsync(schema)).Validate(JsonTokens.From(body.RootElement)).Count > 0;
        Assert.True(fit == Fit.Unsure || found == (fit == Fit.No), $"NJsonSchema {(found ? "refuses" : "accepts")} it.");
    }
}
