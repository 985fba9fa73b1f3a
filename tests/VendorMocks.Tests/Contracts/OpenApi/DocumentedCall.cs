using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace VendorMocks.Tests;

/// <summary>One operation of an OpenAPI document, called and judged by what stands in the document and nothing else.</summary>
internal sealed class DocumentedCall(JsonObject document, string path, string method)
{
    private readonly JsonObject operation = (JsonObject)document["paths"]![path]![method]!;

    public string Id => (string)operation["operationId"]!;

    /// <summary>Every operation of a document; of one with several named examples, the call of each.</summary>
    public static IEnumerable<DocumentedCall> All(JsonObject document) =>
        from item in (JsonObject)document["paths"]!
        from operation in (JsonObject)item.Value!
        select new DocumentedCall(document, item.Key, operation.Key);

    /// <summary>The requests that the document's examples make: one for each named example of parameters or body.</summary>
    public IEnumerable<(string? Fixture, HttpRequestMessage Message)> Requests(Uri server)
    {
        var media = operation["requestBody"]?["content"]?.AsObject().FirstOrDefault();
        var bodies = media?.Value?["examples"]?.AsObject().Select(e => e.Key).ToList() ?? [];
        var parameters = Parameters.Select(p => p["examples"]?.AsObject().Select(e => e.Key) ?? []).SelectMany(names => names).Distinct().ToList();
        foreach (var name in bodies.Count > 0 ? bodies : parameters.Count > 0 ? parameters : [""])
            yield return ((string?)(operation["x-fixtures"]![name] ?? operation["x-fixtures"]![""]), Request(server, name, media));
    }

    /// <summary>What of an answer the document does not describe.</summary>
    public async Task<IEnumerable<string>> UndescribedAsync(HttpResponseMessage response)
    {
        var responses = (JsonObject)operation["responses"]!;
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var described = (JsonObject)(responses[status] ?? responses["default"])!;
        var bytes = await response.Content.ReadAsByteArrayAsync();
        if (bytes.Length == 0)
            return described["content"] is null || responses[status] is null ? [] : ["no body"];
        var type = response.Content.Headers.ContentType!.MediaType!;
        if (described["content"]?[type]?["schema"] is not JsonObject schema)
            return [$"content type {type}"];
        var whole = new JsonObject { ["definitions"] = document["components"]!["schemas"]!.DeepClone(), ["allOf"] = new JsonArray(schema.DeepClone()) };
        var compiled = await JsonSchema.FromJsonAsync(whole.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal));
        using var body = JsonTokens.Read(Jsonp.Unwrap(bytes).ToArray());
        return compiled.Validate(JsonTokens.From(body.RootElement)).Select(error => error.ToString());
    }

    private IEnumerable<JsonObject> Parameters => (operation["parameters"]?.AsArray() ?? []).Select(p => p!.AsObject());

    private HttpRequestMessage Request(Uri server, string example, KeyValuePair<string, JsonNode?>? media)
    {
        var url = path;
        var query = new List<string>();
        var headers = new List<(string, string)>();
        foreach (var parameter in Parameters)
        {
            var name = (string)parameter["name"]!;
            if ((parameter["examples"] is { } several ? several[example]?["value"] : parameter["example"])?.ToString() is not { } value)
            {
                Assert.False((bool?)parameter["required"] == true && example.Length == 0, $"{Id}: {name} is required and has no example.");
                continue;
            }
            var place = (string)parameter["in"]!;
            if (place == "path")
                url = url.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
            else if (place == "query")
                query.Add($"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");
            else
                headers.Add((name, value));
        }
        foreach (var (scheme, _) in document["security"]!.AsArray()[0]!.AsObject())
        {
            var definition = document["components"]!["securitySchemes"]![scheme]!;
            var demo = (string)definition["x-demo"]!;
            if ((string?)definition["type"] == "http")
                headers.Add(("Authorization", "Bearer " + demo));
            else if ((string?)definition["in"] == "query")
                query.Add($"{definition["name"]}={Uri.EscapeDataString(demo)}");
            else
                headers.Add(((string)definition["name"]!, demo));
        }

        var message = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), server.AbsoluteUri.TrimEnd('/') + url + (query.Count > 0 ? "?" + string.Join('&', query) : ""));
        foreach (var (name, value) in headers)
            message.Headers.TryAddWithoutValidation(name, value);
        if (media?.Value?["examples"]?[example]?["value"] is { } body)
            message.Content = media.Value.Key.Contains("json", StringComparison.Ordinal)
                ? new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(media.Value.Key))
                : new FormUrlEncodedContent(body.AsObject().Select(f => KeyValuePair.Create(f.Key, f.Value!.ToString())));
        return message;
    }
}
