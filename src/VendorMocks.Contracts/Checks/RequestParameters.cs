using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>
/// The parameters of a call as one object, wherever they travelled: query, then body, then path, later ones winning. Names are
/// taken as written where the schema knows them so, else brackets nest.
/// </summary>
internal sealed class RequestParameters
{
    private static readonly FieldDialect Flat = new(FieldBrackets.None, FieldRepeats.LastWins);
    private readonly JsonObject all = [];
    private readonly HashSet<string> texts = new(StringComparer.Ordinal);

    private RequestParameters()
    {
    }

    /// <summary>Why the body could not be read; null when it could.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="operation">The operation that it reached.</param>
    /// <param name="schema">The schema of the operation's parameters, whole.</param>
    public static RequestParameters Of(ApiRequest request, Operation operation, JsonElement schema)
    {
        var read = new RequestParameters();
        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        read.TakeFields(dialect => FieldReader.ReadQuery(request.QueryString, dialect), known);
        read.TakeBody(request, known);
        foreach (var (name, value) in OperationFinder.PathValues(operation, request.Path) ?? new Dictionary<string, string>())
        {
            read.texts.Add(name);
            read.all[name] = value;
        }
        return read;
    }

    /// <summary>
    /// Checks the parameters. Queries and forms have texts only, so one that reads as the number or boolean that was asked for
    /// counts as such.
    /// </summary>
    public IReadOnlyList<Violation> Check(SchemaSet schemas, string operation)
    {
        var violations = schemas.CheckRequest(operation, all.ToJsonString());
        bool retyped = false;
        foreach (var violation in violations)
            retyped |= Retype(violation);
        return retyped ? schemas.CheckRequest(operation, all.ToJsonString()) : violations;
    }

    private void TakeBody(ApiRequest request, JsonElement known)
    {
        if (request.Body.IsEmpty)
            return;
        bool json = request.MediaType is "application/json" || request.MediaType.EndsWith("+json", StringComparison.Ordinal)
            || request.Body.Span.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
        if (!json)
        {
            TakeFields(
                dialect => request.MediaType == "multipart/form-data"
                    ? FieldReader.ReadMultipart(request.Body, request.Header("Content-Type")!, dialect)
                    : FieldReader.ReadForm(request.Body.Span, dialect),
                known);
            return;
        }

        var reading = FieldReader.ReadJson(request.Body.Span, Flat);
        Problem ??= reading.Problem ?? (reading.Root.Kind == FieldKind.Map ? null : "no JSON object");
        foreach (var (name, field) in reading.Root.Map)
        {
            texts.Remove(name);
            all[name] = Json(field);
        }
    }

    private void TakeFields(Func<FieldDialect, FieldReading> read, JsonElement known)
    {
        var flat = read(Flat);
        Problem ??= flat.Problem;
        FieldMap? nested = null;
        foreach (var (name, field) in flat.Root.Map)
        {
            int bracket = name.IndexOf('[', StringComparison.Ordinal);
            var whole = bracket > 0 && !(known.ValueKind == JsonValueKind.Object && known.TryGetProperty(name, out _)) ? name[..bracket] : name;
            texts.Add(whole);
            all[whole] = whole == name ? Json(field) : (nested ??= read(FieldDialect.Rack).Root.Map)[whole] is { } branch ? Json(branch) : null;
        }
    }

    private bool Retype(Violation violation)
    {
        if (violation.Kind != ViolationKind.Type || violation.Pointer.Split('/') is not ["", var name] || !texts.Contains(name)
            || all[name] is not JsonValue value || !value.TryGetValue(out string? text))
            return false;
        if (text is "true" or "false")
            all[name] = text == "true";
        else if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            all[name] = number;
        else
            return false;
        return true;
    }

    private static JsonNode? Json(Field field) => JsonNode.Parse(field.ToString());
}
