using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>Maxwork's own serializer: camelCase for what is inspected; what is sent names its keys itself.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(MaxworkTimes), typeof(MaxworkShownWriter)])]
[JsonSerializable(typeof(MaxworkMessage))]
[JsonSerializable(typeof(MaxworkMapping))]
[JsonSerializable(typeof(MaxworkRules))]
[JsonSerializable(typeof(MaxworkAccount[]))]
[JsonSerializable(typeof(MaxworkAgent[]))]
[JsonSerializable(typeof(MaxworkListing[]))]
[JsonSerializable(typeof(MaxworkContact[]))]
[JsonSerializable(typeof(MaxworkLead[]))]
[JsonSerializable(typeof(MaxworkQualification[]))]
[JsonSerializable(typeof(MaxworkWrite[]))]
[JsonSerializable(typeof(MaxworkShown[]))]
internal sealed partial class MaxworkJson : JsonSerializerContext;

/// <summary>Times in UTC with a Z and as many decimals as they need.</summary>
internal sealed class MaxworkTimes : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[32];
        value.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}

/// <summary>A row as it is inspected, with others inside it.</summary>
/// <param name="Row">The row.</param>
/// <param name="Inside">Names and what stands under them.</param>
internal sealed record MaxworkShown(object Row, params IReadOnlyList<KeyValuePair<string, object?>> Inside);

/// <summary>Writes the row's own properties first, then what is inside.</summary>
internal sealed class MaxworkShownWriter : JsonConverter<MaxworkShown>
{
    public override MaxworkShown Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("What is shown is only written.");

    public override void Write(Utf8JsonWriter writer, MaxworkShown value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        using (var row = JsonSerializer.SerializeToDocument(value.Row, options.GetTypeInfo(value.Row.GetType())))
        {
            foreach (var property in row.RootElement.EnumerateObject())
                property.WriteTo(writer);
        }

        foreach (var (name, inside) in value.Inside)
        {
            writer.WritePropertyName(name);
            if (inside is null)
                writer.WriteNullValue();
            else
                JsonSerializer.Serialize(writer, inside, options.GetTypeInfo(inside.GetType()));
        }

        writer.WriteEndObject();
    }
}
