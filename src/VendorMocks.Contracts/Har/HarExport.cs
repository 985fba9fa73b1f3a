using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>Writes exchanges of a journal as HAR 1.2, for browsers' developer tools and for import elsewhere.</summary>
public static class HarExport
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The exchanges as one HAR file, oldest first. Events on the vendor's side are no HTTP and left out.</summary>
    /// <param name="exchanges">What a journal holds. Each is held against its contract on the way; what departs stands in the entry's <c>_mocks</c>.</param>
    public static string Of(IEnumerable<Exchange> exchanges)
    {
        ArgumentNullException.ThrowIfNull(exchanges);
        return new JsonObject
        {
            ["log"] = new JsonObject
            {
                ["version"] = "1.2",
                ["creator"] = new JsonObject { ["name"] = "mocks", ["version"] = typeof(HarExport).Assembly.GetName().Version!.ToString(3) },
                ["entries"] = new JsonArray([.. exchanges.Where(e => !e.VendorSide).Select(Entry)]),
            },
        }.ToJsonString(Readable);
    }

    private static JsonObject Entry(Exchange exchange)
    {
        exchange.Violations ??= ExchangeCheck.Of(exchange);
        return new()
        {
            ["startedDateTime"] = exchange.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fffK", CultureInfo.InvariantCulture),
            ["time"] = 0,
            ["request"] = Request(exchange.Request),
            ["response"] = Response(exchange),
            ["cache"] = new JsonObject(),
            ["timings"] = new JsonObject { ["send"] = 0, ["wait"] = 0, ["receive"] = 0 },
            ["_mocks"] = new JsonObject
            {
                ["world"] = exchange.World,
                ["vendor"] = exchange.Vendor,
                ["operation"] = exchange.Operation,
                ["why"] = exchange.Response.Why,
                ["violations"] = new JsonArray([.. (exchange.Violations ?? []).Select(v => (JsonNode?)v.ToString())]),
            },
        };
    }

    private static JsonObject Request(ApiRequest request)
    {
        // The host line has the port, which the address has not.
        var entry = new JsonObject
        {
            ["method"] = request.Method,
            ["url"] = $"{request.Scheme}://{request.Header("Host") ?? request.Host}{request.Target}",
            ["httpVersion"] = "HTTP/1.1",
            ["cookies"] = new JsonArray(),
            ["headers"] = Pairs(request.Headers),
            ["queryString"] = Pairs(RequestFields.Query(request)),
            ["headersSize"] = -1,
            ["bodySize"] = request.Body.Length,
        };
        if (!request.Body.IsEmpty)
        {
            var (text, encoding) = Text(request.Body.Span);
            entry["postData"] = new JsonObject { ["mimeType"] = request.Header("Content-Type") ?? "", ["text"] = text };
            if (encoding is not null)
                entry["postData"]!["_encoding"] = encoding;
        }
        return entry;
    }

    private static JsonObject Response(Exchange exchange)
    {
        var response = exchange.Response;
        var body = response.Content?.ToArray() ?? [];
        var (text, encoding) = Text(body);
        var content = new JsonObject { ["size"] = body.Length, ["mimeType"] = response.Content?.ContentType ?? "", ["text"] = text };
        if (encoding is not null)
            content["encoding"] = encoding;
        var headers = Pairs(response.Headers);
        if (response.Content is { } sent)
            headers.Add(Pair("Content-Type", sent.ContentType));
        return new()
        {
            ["status"] = response.Status,
            ["statusText"] = "",
            ["httpVersion"] = "HTTP/1.1",
            ["cookies"] = new JsonArray(),
            ["headers"] = headers,
            ["content"] = content,
            ["redirectURL"] = response.Headers.FirstOrDefault(h => h.Key == "Location").Value ?? "",
            ["headersSize"] = -1,
            ["bodySize"] = exchange.Request.IsHead ? 0 : body.Length,
        };
    }

    private static (string Text, string? Encoding) Text(ReadOnlySpan<byte> body)
    {
        try
        {
            return (new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body), null);
        }
        catch (DecoderFallbackException)
        {
            return (Convert.ToBase64String(body), "base64");
        }
    }

    private static JsonArray Pairs(IEnumerable<KeyValuePair<string, string>> pairs) => new([.. pairs.Select(p => Pair(p.Key, p.Value))]);

    private static JsonObject Pair(string name, string value) => new() { ["name"] = name, ["value"] = value };
}
