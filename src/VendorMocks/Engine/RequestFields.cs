using System.Text.Json;

namespace VendorMocks;

/// <summary>What a request's query and body hold, with names as they were sent.</summary>
internal static class RequestFields
{
    private static readonly FieldDialect AsSent = new(FieldBrackets.None, FieldRepeats.LastWins);

    private static readonly FieldDialect Nested = new(FieldBrackets.Rack, FieldRepeats.LastWins);

    /// <summary>The parameters of the query.</summary>
    public static IReadOnlyDictionary<string, string> Query(ApiRequest request) =>
        Texts(FieldReader.ReadQuery(request.QueryString, AsSent));

    /// <summary>The fields of a form, plain or multipart; null where the body is none.</summary>
    public static IReadOnlyDictionary<string, string>? Form(ApiRequest request)
    {
        if (request.Body.IsEmpty || Json(request) is not null)
            return null;
        if (request.MediaType == "multipart/form-data")
            return Texts(FieldReader.ReadMultipart(request.Body, request.Header("Content-Type")!, AsSent));
        return request.MediaType is "application/x-www-form-urlencoded" or "" ? Texts(FieldReader.ReadForm(request.Body.Span, AsSent)) : null;
    }

    /// <summary>A JSON body; null where the body is none.</summary>
    public static JsonElement? Json(ApiRequest request)
    {
        if (request.Body.Span.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..])
            return null;
        try
        {
            return JsonElement.Parse(request.Body.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Query, form fields and the scalars at the top of a JSON body.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Flat(ApiRequest request) => Query(request)
        .Concat(Form(request) ?? new Dictionary<string, string>())
        .Concat(Json(request) is { ValueKind: JsonValueKind.Object } json
            ? json.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                .Select(p => KeyValuePair.Create(p.Name, p.Value.ToString()))
            : []);

    /// <summary>Query and body together, nested where names have brackets; what no vendor has read yet is read so.</summary>
    public static FieldMap Merged(ApiRequest request)
    {
        var query = FieldReader.ReadQuery(request.QueryString, Nested).Root.Map;
        return request.Body.IsEmpty ? query : query.MergedWith(Body(request).Map);
    }

    private static Field Body(ApiRequest request)
    {
        if (request.Body.Span.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..])
            return FieldReader.ReadJson(request.Body.Span, Nested).Root;
        return request.MediaType switch
        {
            "multipart/form-data" => FieldReader.ReadMultipart(request.Body, request.Header("Content-Type")!, Nested).Root,
            "application/x-www-form-urlencoded" or "" => FieldReader.ReadForm(request.Body.Span, Nested).Root,
            _ => Field.EmptyMap,
        };
    }

    private static Dictionary<string, string> Texts(FieldReading reading) => reading.Root.Map.ToDictionary(f => f.Key, f => f.Value.Text);
}
