using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>Reads times as the vendor's serializer does and moves them, so that a saved state fits the clock of another world.</summary>
internal sealed class ShiftedTimes(JsonConverter<DateTimeOffset> inner, TimeSpan shift) : JsonConverter<DateTimeOffset>
{
    /// <summary>A copy of serializer options that moves times when reading; the same options where the serializer knows no times.</summary>
    public static JsonSerializerOptions In(JsonSerializerOptions options, TimeSpan shift)
    {
        if (!options.TryGetTypeInfo(typeof(DateTimeOffset), out var times)) return options;
        var shifted = new JsonSerializerOptions(options);
        shifted.Converters.Insert(0, new ShiftedTimes((JsonConverter<DateTimeOffset>)times.Converter, shift));
        return shifted;
    }

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        inner.Read(ref reader, typeToConvert, options) + shift;

    // Only rows that are read meet these options.
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}
