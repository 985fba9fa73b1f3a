using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>Clixnow's own serializer: camelCase, nulls sent, times in milliseconds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(ClixnowTimes), typeof(ClixnowFoundLeadWriter)])]
[JsonSerializable(typeof(ClixnowCreatedLead))]
[JsonSerializable(typeof(ClixnowFoundLead[]))]
[JsonSerializable(typeof(ClixnowErrorBody))]
[JsonSerializable(typeof(ClixnowRules))]
[JsonSerializable(typeof(ClixnowBrand[]))]
[JsonSerializable(typeof(ClixnowAffiliate[]))]
[JsonSerializable(typeof(ClixnowPostback[]))]
[JsonSerializable(typeof(ClixnowLead[]))]
internal sealed partial class ClixnowJson : JsonSerializerContext;

/// <summary>The serializer as it is used. CN-20: the platform leaves all but JSON's own characters as they are.</summary>
internal static class ClixnowWire
{
    public static ClixnowJson Json { get; } =
        new(new JsonSerializerOptions(ClixnowJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

/// <summary>Times as the vendor writes them: UTC, always three decimals, <c>2022-12-19T11:01:58.302Z</c>.</summary>
internal sealed class ClixnowTimes : JsonConverter<DateTimeOffset>
{
    /// <summary>Characters of a written time.</summary>
    public const int Length = 24;

    public static void Format(DateTimeOffset time, Span<char> text) =>
        time.UtcDateTime.TryFormat(text, out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Format(DateTimeOffset time)
    {
        Span<char> text = stackalloc char[Length];
        Format(time, text);
        return new string(text);
    }

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[Length];
        Format(value, text);
        writer.WriteStringValue(text);
    }
}
