using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>The control plane's own serializer. Vendors have theirs and never meet it.</summary>
[JsonSerializable(typeof(IReadOnlyList<WorldView>))]
[JsonSerializable(typeof(IReadOnlyList<VendorView>))]
[JsonSerializable(typeof(IReadOnlyList<RuleView>))]
[JsonSerializable(typeof(IReadOnlyList<RouteView>))]
[JsonSerializable(typeof(IReadOnlyList<HookView>))]
[JsonSerializable(typeof(WorldView))]
[JsonSerializable(typeof(IReadOnlyList<KeyView>))]
[JsonSerializable(typeof(SeededView))]
[JsonSerializable(typeof(StateView))]
[JsonSerializable(typeof(StatePage))]
[JsonSerializable(typeof(JournalView))]
[JsonSerializable(typeof(VerificationView))]
[JsonSerializable(typeof(ExchangeView))]
[JsonSerializable(typeof(ContractsView))]
[JsonSerializable(typeof(ClockView))]
[JsonSerializable(typeof(LimitsView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(IReadOnlyList<SnapshotView>))]
[JsonSerializable(typeof(DiffView))]
[JsonSerializable(typeof(IReadOnlyList<FaultView>))]
[JsonSerializable(typeof(IReadOnlyList<FaultProfileView>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class ControlJson : JsonSerializerContext
{
    /// <summary>People read these answers in a shell: in lines, and with quotes and letters as they are.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.TypeInfoResolver = Default;
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.WriteIndented = true;
    }
}
