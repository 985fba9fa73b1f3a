using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>Faults as JSON: camelCase, what is left out has no say, a name that means nothing is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(IReadOnlyList<Fault>))]
[JsonSerializable(typeof(FaultProfile))]
[JsonSerializable(typeof(FaultsState))]
internal sealed partial class FaultJson : JsonSerializerContext
{
    /// <summary>Reads one fault.</summary>
    /// <exception cref="JsonException">It is no fault: the kind is unknown, a name means nothing, a value has the wrong type.</exception>
    public static Fault Read(JsonElement json) => json.Deserialize(Default.Fault) ?? throw new JsonException("A fault is an object with a kind.");
}
