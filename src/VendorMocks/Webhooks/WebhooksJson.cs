using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>The delivery log as JSON, for people and for saved states: what was written reads back to the same calls.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, Converters = [typeof(WebhookBodyJson)])]
[JsonSerializable(typeof(WebhookDelivery))]
[JsonSerializable(typeof(IReadOnlyList<WebhookDelivery>))]
internal sealed partial class WebhooksJson : JsonSerializerContext;

/// <summary>A body as its type and its text.</summary>
internal sealed class WebhookBodyJson : JsonConverter<ResponseContent>
{
    public override ResponseContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var (type, text) = ("", "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("contentType"u8);
            reader.Read();
            if (isType)
                type = reader.GetString()!;
            else
                text = reader.GetString()!;
        }

        return new TextContent(text, type);
    }

    public override void Write(Utf8JsonWriter writer, ResponseContent value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("contentType"u8, value.ContentType);
        writer.WriteString("text"u8, Encoding.UTF8.GetString(value.ToArray()));
        writer.WriteEndObject();
    }
}
