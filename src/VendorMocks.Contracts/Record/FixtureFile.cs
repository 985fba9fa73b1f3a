using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>Writes a fixture the way that people write them: only what it says, in a fixed order.</summary>
internal static class FixtureFile
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a fixture's file.</summary>
    public static string Write(Fixture fixture)
    {
        var file = new JsonObject { ["operation"] = fixture.Operation, ["source"] = fixture.Source };
        if (fixture.Rules.Count > 0)
            file["rules"] = Texts(fixture.Rules);
        if (fixture.Safe)
            file["safe"] = true;
        if (fixture.Invent.Count > 0)
            file["invent"] = Texts(fixture.Invent);
        if (fixture.Arrange.Count > 0)
            file["arrange"] = new JsonArray([.. fixture.Arrange.Select(step => new JsonObject { ["call"] = Request(step.Call!) })]);
        if (fixture.Bind.Count > 0)
            file["bind"] = new JsonObject(fixture.Bind.Select(b => KeyValuePair.Create(b.Key, (JsonNode?)$"{b.Value.Step}:{b.Value.Pointer}")));
        file["request"] = Request(fixture.Request);
        var response = new JsonObject { ["status"] = fixture.Response.Status };
        if (fixture.Response.Body.ValueKind != JsonValueKind.Undefined)
            response["body"] = JsonNode.Parse(fixture.Response.Body.GetRawText());
        file["response"] = response;
        if (fixture.Volatile.Count > 0)
            file["volatile"] = Texts(fixture.Volatile);
        return file.ToJsonString(Readable) + "\n";
    }

    private static JsonObject Request(FixtureRequest request)
    {
        var call = new JsonObject { ["method"] = request.Method, ["path"] = request.Path };
        if (request.Headers.Count > 0)
            call["headers"] = Map(request.Headers);
        if (request.Query.Count > 0)
            call["query"] = Map(request.Query);
        if (request.Form is not null)
            call["form"] = Map(request.Form);
        if (request.Json is { } json)
            call["json"] = JsonNode.Parse(json.GetRawText());
        if (request.Raw is not null)
            call["raw"] = request.Raw;
        if (request.ContentType is not null)
            call["contentType"] = request.ContentType;
        return call;
    }

    private static JsonObject Map(IReadOnlyDictionary<string, string> texts) => new(texts.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value)));

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);
}
