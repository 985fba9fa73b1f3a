using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace VendorMocks;

/// <summary>
/// The JSON Schemas of one vendor and the checks against them. Schemas say what the wire looks like and are written by hand,
/// independently of the fake. Instances are immutable and may be shared by any number of threads; a schema is read when it is
/// first used. A check takes microseconds for an object and grows with the body; only for what does not fit it takes milliseconds
/// (and tens of them once), since its faults are looked for one by one.
/// </summary>
public sealed class SchemaSet
{
    private const string Response = ".response.json", Request = ".request.json", Errors = "error" + Response, Definitions = "definitions.json";
    private static readonly FrozenDictionary<string, Lazy<SchemaSet>> Embedded =
        ContractResources.PerVendor("schemas", (vendor, texts) => new SchemaSet(vendor, texts));

    private readonly FrozenDictionary<string, Lazy<SchemaFile>> files;
    private readonly string folder;

    /// <summary>Holds the given files of a vendor; they are read when first used, except the definitions.</summary>
    internal SchemaSet(string vendor, IReadOnlyDictionary<string, string> texts)
    {
        Vendor = vendor;
        folder = $"schemas/{vendor}/";
        if (!texts.TryGetValue(Definitions, out var shared))
            throw Missing(Definitions);

        var definitions = SchemaFile.ReadDefinitions(folder + Definitions, shared);
        files = texts.Where(file => file.Key != Definitions).ToFrozenDictionary(
            file => file.Key,
            file => new Lazy<SchemaFile>(() => SchemaFile.Read(folder + file.Key, file.Value, definitions)),
            StringComparer.Ordinal);
        Operations = [.. texts.Keys
            .Where(name => name.EndsWith(Response, StringComparison.Ordinal) && name != Errors)
            .Select(name => name[..^Response.Length])
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>The vendors whose schemas are built in, in alphabetical order.</summary>
    public static IReadOnlyList<string> Vendors { get; } = [.. Embedded.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The vendor as its folder is called, for example <c>leaddyno</c>.</summary>
    public string Vendor { get; }

    /// <summary>The ids of the operations that have a response schema, for example <c>leads.by-email</c>, in alphabetical order.</summary>
    public IReadOnlyList<string> Operations { get; }

    /// <summary>The built-in schemas of a vendor.</summary>
    /// <param name="vendor">The vendor's folder name, for example <c>leaddyno</c>.</param>
    /// <exception cref="ArgumentException">No such vendor is built in.</exception>
    /// <exception cref="ContractFileException">The vendor's definitions are missing or malformed.</exception>
    public static SchemaSet For(string vendor) => Embedded.TryGetValue(vendor, out var set)
        ? set.Value
        : throw new ArgumentException($"There are no schemas of \"{vendor}\"; there are some of {string.Join(", ", Vendors)}.", nameof(vendor));

    /// <summary>The built-in schemas of a vendor, or null where none are built in.</summary>
    /// <param name="vendor">The vendor's folder name; null is no vendor.</param>
    /// <exception cref="ContractFileException">The vendor's definitions are missing or malformed.</exception>
    public static SchemaSet? Find(string? vendor) => vendor is not null && Embedded.TryGetValue(vendor, out var set) ? set.Value : null;

    /// <summary>Checks an answer: below 400 against the operation's response, else against the vendor's error bodies.</summary>
    /// <param name="operation">The operation's id; not looked at from status 400 on, where a call may belong to none.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body's bytes in UTF-8. An answer without body (HEAD, 204) is the caller's to leave out.</param>
    /// <returns>The departures from the schema, empty when there are none.</returns>
    /// <exception cref="ContractFileException">The schema file is missing or malformed.</exception>
    public IReadOnlyList<Violation> CheckResponse(string operation, int status, ReadOnlySpan<byte> body) =>
        CheckResponse(operation, refused: status >= 400, body);

    /// <summary>Checks an answer of a vendor that may refuse with any status, also 200.</summary>
    /// <param name="operation">The operation's id; not looked at when the call was refused, as it may then belong to none.</param>
    /// <param name="refused">Whether the answer is a refusal, so that it must be one of the vendor's error bodies.</param>
    /// <param name="body">The body's bytes in UTF-8.</param>
    /// <param name="complete">Whether everything must be there that the schema describes and does not mark as sent <c>x-sometimes</c>: what holds for the fake.</param>
    /// <returns>The departures from the schema, empty when there are none.</returns>
    /// <exception cref="ContractFileException">The schema file is missing or malformed.</exception>
    public IReadOnlyList<Violation> CheckResponse(string operation, bool refused, ReadOnlySpan<byte> body, bool complete = false) =>
        Check(refused ? Errors : operation + Response, body.ToArray(), complete);

    /// <summary>Tells a refusal from a success by its body, where the status does not tell: it is one of the error bodies and no success.</summary>
    /// <param name="operation">The operation's id.</param>
    /// <param name="status">The HTTP status; from 400 on every answer is a refusal.</param>
    /// <param name="body">The body's bytes in UTF-8.</param>
    /// <exception cref="ContractFileException">The schema file is missing or malformed.</exception>
    public bool IsRefusal(string operation, int status, ReadOnlySpan<byte> body) =>

        // An empty object says nothing, so that it cannot say no.
        status >= 400 || (!body.SequenceEqual("{}"u8) && Check(Errors, body.ToArray()).Count == 0 && Check(operation + Response, body.ToArray()).Count > 0);

    /// <summary>Checks a request.</summary>
    /// <param name="operation">The operation's id.</param>
    /// <param name="json">All parameters of the call as one JSON object, wherever they travelled: query, body and path.</param>
    /// <returns>The departures from the schema, empty when there are none.</returns>
    /// <exception cref="ContractFileException">The schema file is missing or malformed.</exception>
    public IReadOnlyList<Violation> CheckRequest(string operation, string json) =>
        Check(operation + Request, Encoding.UTF8.GetBytes(json));

    /// <summary>The schema of an operation's success, whole (definitions inside), for generators.</summary>
    /// <exception cref="ContractFileException">The schema file is missing or malformed.</exception>
    public JsonElement ResponseSchema(string operation) => File(operation + Response).Schema;

    /// <summary>The schema of an operation's parameters, whole (definitions inside), for generators.</summary>
    /// <exception cref="ContractFileException">The schema file is missing or malformed.</exception>
    public JsonElement RequestSchema(string operation) => File(operation + Request).Schema;

    /// <summary>The schema of the vendor's error bodies, whole (definitions inside), for generators.</summary>
    /// <exception cref="ContractFileException">The schema file is missing or malformed.</exception>
    public JsonElement ErrorSchema() => File(Errors).Schema;

    /// <summary>The name of the file that describes an operation's parameters.</summary>
    internal string RequestFile(string operation) => folder + operation + Request;

    private IReadOnlyList<Violation> Check(string name, ReadOnlyMemory<byte> json, bool complete = false)
    {
        var schema = File(name).Of(complete);
        try
        {
            using var document = JsonTokens.Read(json);
            if (schema.Fits(document.RootElement))
                return [];
            var token = JsonTokens.From(document.RootElement);
            return new ViolationReport(token, folder + name).Of(schema.Compiled.Validate(token));
        }
        // Half of a surrogate pair is noticed only when its text is asked for.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return [new("", "readable JSON", json.IsEmpty ? "no body" : error.Message, folder + name) { Kind = ViolationKind.Unreadable }];
        }
    }

    private SchemaFile File(string name) => files.TryGetValue(name, out var file) ? file.Value : throw Missing(name);

    private ContractFileException Missing(string name) => new(folder + name, 1, "the file does not exist");
}
