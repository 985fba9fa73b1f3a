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
    IReadOnlyList<WebhookDelivery> Outbox,
    IReadOnlyDictionary<string, VendorOptions>? PerVendor = null);

/// <summary>What a file says of a vendor besides its tables.</summary>
internal sealed record WorldFileVendor(IReadOnlyList<RequestWindowState> Windows, bool AgendaBroken, long Seeded);

/// <summary>The stubs of a world that have a text form, as its file tells them.</summary>
internal sealed record WorldFileStubs(
    long LastNumber, IReadOnlyList<WorldFileStub> Active, IReadOnlyDictionary<string, string> Scenarios, IReadOnlyList<DelayFault> UsualDelays)
{
    public static WorldFileStubs Of(StubsState state) => new(
        state.LastNumber,
        [.. state.Active.Where(active => active.Stub.Source is not null).Select(active => new WorldFileStub(active.Number, active.Answered, active.Stub.Id!, active.Stub.Source!.Json, active.Stub.FromFile))],
        state.Scenarios,
        state.UsualDelays);
}

/// <summary>One stub as a world's file tells it; one from a watched file leaves with its mapping, also while no server runs.</summary>
internal sealed record WorldFileStub(
    long Number, long Answered, string Id, JsonElement Mapping, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool FromFile = false);

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
[JsonSerializable(typeof(WorldFileStubs))]
internal sealed partial class WorldFileJson : JsonSerializerContext;
