using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>How stored rows and rule values are saved, and what hooks show: snake_case, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FlexbeRules))]
[JsonSerializable(typeof(FlexbeSite))]
[JsonSerializable(typeof(FlexbeLead[]))]
[JsonSerializable(typeof(FlexbeHookUrl[]))]
[JsonSerializable(typeof(FlexbeEvent))]
[JsonSerializable(typeof(FlexbeSiteUse[]))]
internal sealed partial class FlexbeRows : JsonSerializerContext;

/// <summary>What goes over the wire. Leads are written by <see cref="FlexbeLeadWriter"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(FlexbeLeadWriter), typeof(FlexbeLeadsWriter)])]
[JsonSerializable(typeof(FlexbeStatusBody))]
[JsonSerializable(typeof(FlexbeErrorBody))]
[JsonSerializable(typeof(FlexbeListBody))]
[JsonSerializable(typeof(FlexbeChangedBody))]
[JsonSerializable(typeof(FlexbeEventBody))]
internal sealed partial class FlexbeJson : JsonSerializerContext;
