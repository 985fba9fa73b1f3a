using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>What became of an exchange that was recorded.</summary>
/// <param name="Operation">The operation's id; null where the call fits none, so that nothing was kept.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="File">The file that was written; null where its operation, status and shape were there already.</param>
public sealed record RecordedExchange(string? Operation, int Status, string? File);

/// <summary>
/// Turns exchanges with a real service into fixtures, one file for each distinct operation, status and shape of the answer.
/// Credentials become placeholders, secrets and people invented values; redaction happens before anything is written or kept.
/// Safe for parallel callers, who are served one after the other.
/// </summary>
public sealed class FixtureRecorder
{
    private const int MostItems = 3, MostHistory = 1000;

    // 406 and 415 are about the form that a caller asks for or sends.
    private static readonly int[] OfContent = [406, 415];
    private static readonly string[] OfBodies = ["code", "phone"];
    private readonly Lock gate = new();
    private readonly Vendor vendor;
    private readonly string folder, source;
    private readonly RecordedCredentials credentials;
    private readonly Redactor redactor;
    private readonly List<RedactedCall> history = [];
    private readonly HashSet<(string Operation, int Status, string Shape)> written;

    /// <summary>Begins a recording; what the folder holds already is not recorded again.</summary>
    /// <param name="vendor">Whose calls are recorded.</param>
    /// <param name="folder">Where fixtures go; made where it does not exist.</param>
    /// <param name="source">Where the exchanges come from, for example <c>staging, 2026-01-05</c>.</param>
    /// <param name="known">The credentials that the calls will have, by the placeholders of the vendor's fixtures; empty where they are not known.</param>
    /// <exception cref="ContractFileException">The folder holds a malformed fixture.</exception>
    public FixtureRecorder(Vendor vendor, string folder, string source, IReadOnlyDictionary<string, string>? known = null)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        this.vendor = vendor;
        this.folder = folder;
        this.source = "recording: " + source;
        credentials = new(vendor, known ?? new Dictionary<string, string>());
        redactor = new(credentials, new InventedValues());
        Directory.CreateDirectory(folder);
        written = FixtureSet.Load(folder).Fixtures
            .Select(f => (f.Operation, f.Response.Status, RedactedCall.ShapeOf(f.Response.Body))).ToHashSet();
    }

    private FixtureRecorder(Vendor vendor, string source)
    {
        this.vendor = vendor;
        folder = "";
        this.source = "recording: " + source;
        credentials = new(vendor, new Dictionary<string, string>());
        redactor = new(credentials, new InventedValues());
        written = [];
    }

    /// <summary>The fixture of one exchange, redacted as a recording is; null where the call fits no operation.</summary>
    /// <param name="vendor">Whose call it was.</param>
    /// <param name="source">Where the exchanges come from.</param>
    /// <param name="exchanges">The exchange, behind those that it may build on.</param>
    public static string? Compose(Vendor vendor, string source, IReadOnlyList<CapturedExchange> exchanges)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentNullException.ThrowIfNull(exchanges);
        var recorder = new FixtureRecorder(vendor, source);
        RedactedCall? last = null;
        foreach (var exchange in exchanges.TakeLast(MostHistory))
        {
            if (last is not null)
                recorder.history.Add(last);
            var request = exchange.ToRequest();
            last = OperationFinder.Find(vendor, request) is { } operation ? recorder.Redact(exchange, request, operation) : null;
        }

        return last is null ? null : FixtureFile.Write(recorder.FixtureOf(last));
    }

    /// <summary>Redacts an exchange and writes its fixture, unless one like it is there.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public RecordedExchange Take(CapturedExchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var request = exchange.ToRequest();
        if (OperationFinder.Find(vendor, request) is not { } operation)
            return new(null, exchange.Status, null);
        lock (gate)
        {
            var call = Redact(exchange, request, operation);
            var fixture = written.Add((operation.Id, call.Status, call.Shape)) ? FixtureOf(call) : null;
            if (history.Count < MostHistory)
                history.Add(call);
            if (fixture is null)
                return new(operation.Id, exchange.Status, null);
            var path = Path.Combine(folder, fixture.Name + ".json");
            try
            {
                File.WriteAllText(path, FixtureFile.Write(fixture));
            }
            catch
            {
                // The next call like it may find room.
                written.Remove((operation.Id, call.Status, call.Shape));
                throw;
            }

            return new(operation.Id, exchange.Status, path);
        }
    }

    private RedactedCall Redact(CapturedExchange exchange, ApiRequest request, Operation operation)
    {
        var body = new PlayedAnswer(exchange.Status, exchange.ResponseType, exchange.ResponseBody);
        var schemas = SchemaSet.Find(vendor.Name);
        bool refused = schemas?.Operations.Contains(operation.Id) == true ? schemas.IsRefusal(operation.Id, exchange.Status, body.Json) : exchange.Status >= 400;
        credentials.Learn(request.Headers.Concat(RequestFields.Flat(request)), !refused || exchange.Status is not (401 or 403));

        var json = RequestFields.Json(request) is { } sent ? JsonNode.Parse(sent.GetRawText()) : null;
        var answer = body.Body.ValueKind == JsonValueKind.Undefined ? null : JsonNode.Parse(body.Body.GetRawText());
        redactor.Learn(json);
        redactor.Learn(answer);
        var pathValues = OperationFinder.PathValues(operation, request.Path)!.ToDictionary(p => p.Key, p => redactor.Text(p.Value));
        return new(
            operation,
            RequestOf(request, operation, json, exchange.Status),
            pathValues,
            exchange.Status,
            refused,
            body.Body.ValueKind == JsonValueKind.Undefined ? default : JsonSerializer.SerializeToElement(Shortened(redactor.Json(answer))));
    }

    private FixtureRequest RequestOf(ApiRequest request, Operation operation, JsonNode? json, int status)
    {
        var form = json is null ? RequestFields.Form(request) : null;
        var raw = request.Body.IsEmpty || json is not null || form is not null ? null : redactor.Text(Encoding.UTF8.GetString(request.Body.Span));
        return new()
        {
            Method = request.Method,
            Path = operation.Path,
            Headers = request.Headers.Where(h => credentials.Carries(h.Key) || (OfContent.Contains(status) && h.Key.Equals("Accept", StringComparison.OrdinalIgnoreCase))).ToDictionary(h => h.Key, h => redactor.Value(h.Key, h.Value), StringComparer.OrdinalIgnoreCase),
            Query = Redacted(RequestFields.Query(request)),
            Form = form is null ? null : Redacted(form),
            Json = json is null ? null : JsonSerializer.SerializeToElement(redactor.Json(json)),
            Raw = raw,
            ContentType = raw is not null ? request.MediaType : json is not null && request.MediaType != "application/json" ? request.MediaType : null,
        };
    }

    private Dictionary<string, string> Redacted(IReadOnlyDictionary<string, string> fields)
    {
        foreach (var (name, value) in fields)
            redactor.Learn(JsonValue.Create(value), name, "", [.. fields.Keys]);
        return fields.ToDictionary(f => f.Key, f => redactor.Value(f.Key, f.Value, "", [.. fields.Keys]));
    }

    private Fixture FixtureOf(RedactedCall call)
    {
        var arrangement = new RecordedArrangement(history, OperationEvidence.Of(vendor).Writing);
        var request = arrangement.Before(call);
        var said = call.TellingTexts;
        return new()
        {
            Name = FreeName(string.Create(CultureInfo.InvariantCulture, $"{call.Operation.Id}.recorded-{call.Status}")),
            Operation = call.Operation.Id,
            Source = source,
            Safe = arrangement.IsBound,
            Invent = [.. arrangement.Steps.Select(step => step.Call!).Append(request).SelectMany(Unique).Distinct()],
            Arrange = arrangement.Steps,
            Bind = arrangement.Bind,
            Request = request,
            Response = new() { Status = call.Status, Body = call.Body },
            Volatile = [.. Changing("", call.Body, said)],
        };
    }

    private string FreeName(string name) => Enumerable.Range(1, int.MaxValue)
        .Select(n => n == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{n}"))
        .First(candidate => folder.Length == 0 || !File.Exists(Path.Combine(folder, candidate + ".json")));

    /// <summary>What cannot be sent twice to one account: numbers and codes that have to be unique.</summary>
    private static IEnumerable<string> Unique(FixtureRequest request) =>
        (request.Form ?? new Dictionary<string, string>())
            .Concat(request.Json is { ValueKind: JsonValueKind.Object } json
                ? json.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).Select(p => KeyValuePair.Create(p.Name, p.Value.GetString()!)) : [])
            .Where(f => OfBodies.Any(word => f.Key.Contains(word, StringComparison.OrdinalIgnoreCase)) && f.Value.Length > 3 && !f.Value.Contains('{', StringComparison.Ordinal))
            .Select(f => f.Value);

    /// <summary>The places that differ from one run to the next: lists, maps, and every value that the request did not say itself.</summary>
    private static IEnumerable<string> Changing(string pointer, JsonElement body, IReadOnlySet<string> said) => body.ValueKind switch
    {
        JsonValueKind.Array => [pointer],
        JsonValueKind.Object when RedactedCall.IsMap(body) => [pointer],
        JsonValueKind.Object => body.EnumerateObject().SelectMany(p => Changing(FixturePointer.Below(pointer, p.Name), p.Value, said)),
        JsonValueKind.Number => [pointer],
        JsonValueKind.String when !said.Contains(body.GetString()!) => [pointer],
        _ => [],
    };

    // Long lists say nothing that short ones do not.
    private static JsonNode? Shortened(JsonNode? node) => node switch
    {
        JsonArray array => new JsonArray([.. array.Take(MostItems).Select(item => Shortened(item?.DeepClone()))]),
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Shortened(p.Value?.DeepClone())))),
        _ => node?.DeepClone(),
    };
}
