using System.Text;
using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>Exchanges in the shapes that WireMock's clients read; values of credentials are covered.</summary>
internal static class AdminJson
{
    /// <summary>A UUID for an exchange: its number, and whether it is among the unclaimed.</summary>
    public static string IdOf(Exchange exchange) => $"00000000-0000-0000-{(exchange.IsUnclaimed ? 1 : 0):x4}-{exchange.Id:x12}";

    /// <summary>A call with its answer.</summary>
    public static JsonObject Event(Exchange exchange, World world)
    {
        var content = exchange.Response.Content;
        var shown = new JsonObject
        {
            ["id"] = IdOf(exchange),
            ["request"] = Request(exchange),
            ["response"] = new JsonObject
            {
                ["status"] = exchange.Response.Status,
                ["headers"] = Headers(exchange.Response.Headers.Concat(content is { ContentType.Length: > 0 } ? [KeyValuePair.Create("Content-Type", content.ContentType)] : [])),
                ["body"] = content is null ? null : SecretMask.Body(content.ToString(), content.ContentType),
            },
            ["wasMatched"] = exchange.Stub is not null || exchange.Operation is not null,
            ["mocks"] = new JsonObject
            {
                ["exchange"] = exchange.Id,
                ["vendor"] = exchange.Vendor,
                ["operation"] = exchange.Operation,
                ["why"] = exchange.Response.Why,
                ["stub"] = exchange.Stub,
            },
        };
        if (exchange.StubId is { } id)
            shown["stubMapping"] = world.Stubs.Find(id) is { } handle ? StubMapping.ToJson(handle) : new JsonObject { ["id"] = id, ["uuid"] = id, ["name"] = exchange.Stub };
        return shown;
    }

    /// <summary>A call of the journal.</summary>
    public static JsonObject Request(Exchange exchange)
    {
        var shown = Request(exchange.Request);
        shown["id"] = IdOf(exchange);
        shown["loggedDate"] = exchange.At.ToUnixTimeMilliseconds();
        shown["loggedDateString"] = WorldValues.TimeText(exchange.At);
        return shown;
    }

    /// <summary>A request.</summary>
    public static JsonObject Request(ApiRequest request)
    {
        var url = SecretMask.Url(request.Target);
        var body = SecretMask.Body(Encoding.UTF8.GetString(request.Body.Span), request.MediaType);
        return new JsonObject
        {
            ["url"] = url,
            ["absoluteUrl"] = $"{request.Scheme}://{request.Header("Host") ?? request.Host}{url}",
            ["method"] = request.Method,
            ["scheme"] = request.Scheme,
            ["host"] = request.Host,
            ["headers"] = Headers(request.Headers),
            ["body"] = body,
            ["bodyAsBase64"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(body)),
            ["browserProxyRequest"] = false,
        };
    }

    /// <summary>A request that is asked about: <c>url</c>, <c>method</c>, <c>headers</c>, <c>body</c>.</summary>
    public static StubCall ReadRequest(MappingNode node)
    {
        var url = node.Needed("url").Text();
        if (!url.StartsWith('/'))
            throw node.Needed("url").Refuse("a path with its query, beginning with a slash");
        var headers = (node["headers"]?.Members ?? []).Select(line => KeyValuePair.Create(line.Name, line.Value.Text()));
        var body = node["body"] is { } text ? Encoding.UTF8.GetBytes(text.Text()) : [];
        var request = new ApiRequest(node["method"]?.Text() ?? "GET", node["scheme"]?.Text() ?? "http", node["host"]?.Text() ?? "localhost", url, [.. headers], body);
        var address = Address.Of(request, static _ => null, pathsAnywhere: true);
        return new StubCall(request, address.Vendor, request.Path[(request.Path.Length - address.PathLength)..]);
    }

    /// <summary>What nearly fitted, with what differs marked.</summary>
    public static JsonObject NearMiss(JsonNode request, string other, JsonNode expected, IReadOnlyList<Comparison> comparisons, double distance) => new()
    {
        ["request"] = request,
        [other] = expected.DeepClone(),
        ["matchResult"] = new JsonObject { ["distance"] = distance },
        ["differences"] = new JsonArray([.. comparisons.Select(comparison => (JsonNode)comparison.ToString())]),
    };

    private static JsonObject Headers(IEnumerable<KeyValuePair<string, string>> lines)
    {
        var shown = new JsonObject();
        foreach (var group in lines.GroupBy(line => line.Key, StringComparer.OrdinalIgnoreCase))
            shown[group.Key] = string.Join(", ", group.Select(line => SecretMask.Header(line.Key, line.Value)));
        return shown;
    }
}
