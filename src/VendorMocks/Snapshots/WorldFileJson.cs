using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>How the world began and where it stands, as its file tells it.</summary>
internal sealed record WorldFileHead(
    string Name,
    ulong Seed,
    int? Records,
    DateTimeOffset? OpensAt,
    bool Running,
    bool LimitsAtStart,
    DateTimeOffset Start,
    bool Limits,
    ClockState Clock,
    IReadOnlyList<WebhookDelivery> Outbox);

/// <summary>What a file says of a vendor besides its tables.</summary>
internal sealed record WorldFileVendor(IReadOnlyList<RequestWindowState> Windows, bool AgendaBroken, long Seeded);

/// <summary>Writes a body's bytes, whatever rows they were made of.</summary>
internal sealed class BodyConverter : JsonConverter<ResponseContent>
{
    public override ResponseContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        return new RawContent(json.RootElement.GetProperty("bytes").GetBytesFromBase64(), json.RootElement.GetProperty("contentType").GetString()!);
    }

    public override void Write(Utf8JsonWriter writer, ResponseContent value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("contentType", value.ContentType);
        writer.WriteBase64String("bytes", value.ToArray());
        writer.WriteEndObject();
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(BodyConverter)],
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WorldFileHead))]
[JsonSerializable(typeof(WorldFileVendor))]
internal sealed partial class WorldFileJson : JsonSerializerContext;
