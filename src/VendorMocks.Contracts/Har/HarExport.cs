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
    /// <remarks>Credentials are covered in addresses, headers and bodies, so that the file can be passed on; personal data is not.</remarks>
    /// <param name="exchanges">What a journal holds. Each is held against its contract on the way; what departs stands in the entry's <c>_mocks</c>.</param>
    /// <param name="secrets">Whether credentials are written as they were sent.</param>
    public static string Of(IEnumerable<Exchange> exchanges, bool secrets = false)
    {
        ArgumentNullException.ThrowIfNull(exchanges);
        return new JsonObject
        {
            ["log"] = new JsonObject
            {
                ["version"] = "1.2",
                ["creator"] = new JsonObject { ["name"] = "mocks", ["version"] = typeof(HarExport).Assembly.GetName().Version!.ToString(3) },
                ["entries"] = new JsonArray([.. exchanges.Where(e => !e.VendorSide).Select(e => Entry(e, secrets))]),
            },
        }.ToJsonString(Readable);
    }

    // Times are real ones, known where the call came over a line; the format has no word for unknown times but 0.
    private static JsonObject Entry(Exchange exchange, bool secrets) => new()
    {
        ["startedDateTime"] = exchange.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fffK", CultureInfo.InvariantCulture),
        ["time"] = Milliseconds(exchange),
        ["request"] = Request(exchange.Request, secrets),
        ["response"] = Response(exchange, secrets),
        ["cache"] = new JsonObject(),
        ["timings"] = new JsonObject { ["send"] = 0, ["wait"] = Milliseconds(exchange), ["receive"] = 0 },
        ["_mocks"] = new JsonObject
        {
            ["world"] = exchange.World,
            ["vendor"] = exchange.Vendor,
            ["operation"] = exchange.Operation,
            ["why"] = exchange.Response.Why,
            ["violations"] = new JsonArray([.. (exchange.CheckContract() ?? [])
                .Select(v => (JsonNode?)(secrets ? v : v with { Actual = SecretMask.Came(v.Pointer, v.Actual) }).ToString())]),
        },
    };

    private static double Milliseconds(Exchange exchange) => Math.Round(exchange.Took?.TotalMilliseconds ?? 0, 3);

    private static JsonObject Request(ApiRequest request, bool secrets)
    {
        // The host line has the port, which the address has not.
        var entry = new JsonObject
        {
            ["method"] = request.Method,
            ["url"] = $"{request.Scheme}://{request.Header("Host") ?? request.Host}{(secrets ? request.Target : SecretMask.Url(request.Target))}",
            ["httpVersion"] = "HTTP/1.1",
            ["cookies"] = new JsonArray(),
            ["headers"] = Headers(request.Headers, secrets),
            ["queryString"] = Pairs(RequestFields.Query(request).Select(p => secrets ? p : KeyValuePair.Create(p.Key, SecretMask.Came(p.Key, p.Value)))),
            ["headersSize"] = -1,
            ["bodySize"] = request.Body.Length,
        };
        if (!request.Body.IsEmpty)
        {
            var (text, encoding) = Text(request.Body.Span, request.MediaType, secrets);
            entry["postData"] = new JsonObject { ["mimeType"] = request.Header("Content-Type") ?? "", ["text"] = text };
            if (encoding is not null)
                entry["postData"]!["_encoding"] = encoding;
        }
        return entry;
    }

    private static JsonObject Response(Exchange exchange, bool secrets)
    {
        var response = exchange.Response;
        var body = response.Content?.ToArray() ?? [];
        var (text, encoding) = Text(body, response.Content?.ContentType ?? "", secrets);
        var content = new JsonObject { ["size"] = body.Length, ["mimeType"] = response.Content?.ContentType ?? "", ["text"] = text };
        if (encoding is not null)
            content["encoding"] = encoding;
        var headers = Headers(response.Headers, secrets);
        if (response.Content is { } sent)
            headers.Add(Pair("Content-Type", sent.ContentType));
        var location = response.Headers.FirstOrDefault(h => h.Key == "Location").Value ?? "";
        return new()
        {
            ["status"] = response.Status,
            ["statusText"] = "",
            ["httpVersion"] = "HTTP/1.1",
            ["cookies"] = new JsonArray(),
            ["headers"] = headers,
            ["content"] = content,
            ["redirectURL"] = secrets ? location : SecretMask.Url(location),
            ["headersSize"] = -1,
            ["bodySize"] = exchange.Request.IsHead ? 0 : body.Length,
        };
    }

    private static (string Text, string? Encoding) Text(ReadOnlySpan<byte> body, string mediaType, bool secrets)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body);
            return (secrets ? text : SecretMask.Body(text, mediaType), null);
        }
        catch (DecoderFallbackException)
        {
            return (Convert.ToBase64String(body), "base64");
        }
    }

    private static JsonArray Headers(IEnumerable<KeyValuePair<string, string>> lines, bool secrets) =>
        Pairs(secrets ? lines : lines.Select(line => KeyValuePair.Create(line.Key, SecretMask.Header(line.Key, line.Value))));

    private static JsonArray Pairs(IEnumerable<KeyValuePair<string, string>> pairs) => new([.. pairs.Select(p => Pair(p.Key, p.Value))]);

    private static JsonObject Pair(string name, string value) => new() { ["name"] = name, ["value"] = value };
}
