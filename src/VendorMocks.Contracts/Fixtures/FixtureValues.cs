using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;

namespace VendorMocks;

/// <summary>Where a placeholder's value comes from; written as <c>0:/id</c>.</summary>
/// <param name="Step">The position of a call or hook in <see cref="Fixture.Arrange"/>, from 0.</param>
/// <param name="Pointer">The JSON Pointer into the body of its answer.</param>
[JsonConverter(typeof(BindSourceConverter))]
public readonly record struct BindSource(int Step, string Pointer);

/// <summary>A value that differs from the source on purpose; written as <c>["/plan/code", "why"]</c>.</summary>
/// <param name="Pointer">The JSON Pointer into the answer's body.</param>
/// <param name="Why">The reason.</param>
[JsonConverter(typeof(NormalisationConverter))]
public readonly record struct Normalisation(string Pointer, string Why);

internal sealed class BindSourceConverter : JsonConverter<BindSource>
{
    public override BindSource Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out int step)
            && FixturePointer.IsPointer(text[(colon + 1)..])
            ? new(step, text[(colon + 1)..])
            : throw new JsonException("a bind is written \"<step>:<pointer>\", for example \"0:/id\"");
    }

    public override void Write(Utf8JsonWriter writer, BindSource value, JsonSerializerOptions options) =>
        writer.WriteStringValue($"{value.Step}:{value.Pointer}");
}

internal sealed class NormalisationConverter : JsonConverter<Normalisation>
{
    public override Normalisation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<JsonElement>(ref reader, options) is { ValueKind: JsonValueKind.Array } pair
        && pair.GetArrayLength() == 2 && pair.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String)
            ? new(pair[0].GetString()!, pair[1].GetString()!)
            : throw new JsonException("a normalised value is written [\"<pointer>\", \"<why>\"]");

    public override void Write(Utf8JsonWriter writer, Normalisation value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(value.Pointer);
        writer.WriteStringValue(value.Why);
        writer.WriteEndArray();
    }
}

internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return XmlConvert.ToTimeSpan(reader.TokenType == JsonTokenType.String ? reader.GetString()! : "");
        }
        catch (FormatException)
        {
            throw new JsonException("a duration is written as in ISO 8601, for example \"PT60S\"");
        }
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(XmlConvert.ToString(value));
}
