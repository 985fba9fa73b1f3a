using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>Verifications as JSON for machines.</summary>
public static class VerifyJson
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>All that the reports hold, as array of one object per vendor.</summary>
    public static string Of(IEnumerable<VerifyReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return new JsonArray([.. reports.Select(report => (JsonNode?)new JsonObject
        {
            ["vendor"] = report.Vendor,
            ["target"] = report.Target,
            ["exitCode"] = report.ExitCode,
            ["problem"] = report.ExitCode == 2 ? report.Problem : null,
            ["operations"] = JsonSerializer.SerializeToNode(report.Operations, Readable),
            ["rules"] = JsonSerializer.SerializeToNode(report.Rules, Readable),
            ["fixtures"] = JsonSerializer.SerializeToNode(report.Fixtures, Readable),
            ["schemaPatches"] = new JsonObject(report.SchemaPatches.Select(p => KeyValuePair.Create(p.Key, JsonNode.Parse(p.Value)))),
        })]).ToJsonString(Readable);
    }
}
