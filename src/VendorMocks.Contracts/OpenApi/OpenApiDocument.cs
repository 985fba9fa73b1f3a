using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks;

/// <summary>
/// A vendor's API as OpenAPI 3.1 document: operations from its table, bodies from its schemas, places and examples from its
/// fixtures. Nothing in it comes from the code that answers.
/// </summary>
public static class OpenApiDocument
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document of a vendor as JSON text.</summary>
    /// <param name="vendor">The vendor.</param>
    /// <param name="server">Where its calls go, without a slash at the end; null is the vendor's place on a server of mocks, <c>/acme</c>.</param>
    /// <exception cref="ArgumentException">The vendor has no schemas.</exception>
    /// <exception cref="ContractFileException">A schema or fixture is missing or malformed.</exception>
    public static string Of(Vendor vendor, string? server = null)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        var evidence = OperationEvidence.Of(vendor);
        var schemas = new OpenApiSchemas(SchemaSet.For(vendor.Name));
        var security = new OpenApiSecurity(evidence);
        var operations = new OpenApiOperations(schemas, security, evidence);
        var paths = new JsonObject(vendor.Operations
            .GroupBy(row => row.Path, StringComparer.Ordinal)
            .Select(path => KeyValuePair.Create(path.Key, (JsonNode?)operations.PathItem([.. path]))));
        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = vendor.Title,
                ["version"] = "1",
                ["description"] = "As the fake answers, held against the vendor's documentation and recordings by tests. "
                    + $"{OpenApiSecurity.Demo} is the credential of the demo world.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = server ?? "/" + vendor.Name }),
            ["security"] = security.Requirements,
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas.ToComponents(), ["securitySchemes"] = security.ToComponents() },
        };
        return document.ToJsonString(Readable);
    }
}
