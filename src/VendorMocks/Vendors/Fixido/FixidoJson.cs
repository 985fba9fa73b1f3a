using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>Fixido's own serializer, for what it sends and for its rows.</summary>
// FX-17: without an encoder of its own it escapes everything that is not ASCII.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    Converters = [typeof(FixidoTimeJson), typeof(FixidoNumberJson)])]
[JsonSerializable(typeof(FixidoEnvelope<string>), TypeInfoPropertyName = "TextEnvelope")]
[JsonSerializable(typeof(FixidoEnvelope<string[]>), TypeInfoPropertyName = "NothingEnvelope")]
[JsonSerializable(typeof(FixidoEnvelope<long>), TypeInfoPropertyName = "NumberEnvelope")]
[JsonSerializable(typeof(FixidoEnvelope<FixidoLeadBody>), TypeInfoPropertyName = "LeadEnvelope")]
[JsonSerializable(typeof(FixidoEnvelope<FixidoLeadBody[]>), TypeInfoPropertyName = "LeadsEnvelope")]
[JsonSerializable(typeof(FixidoEnvelope<FixidoSearchBody>), TypeInfoPropertyName = "FoundEnvelope")]
[JsonSerializable(typeof(FixidoEnvelope<FixidoFoundPage>), TypeInfoPropertyName = "FoundPageEnvelope")]
[JsonSerializable(typeof(FixidoEnvelope<FixidoCategoryPage>), TypeInfoPropertyName = "CategoryPageEnvelope")]
[JsonSerializable(typeof(FixidoEnvelope<FixidoFilterPage>), TypeInfoPropertyName = "FilterPageEnvelope")]
[JsonSerializable(typeof(FixidoEnvelope<FixidoTradePage>), TypeInfoPropertyName = "TradePageEnvelope")]
[JsonSerializable(typeof(FixidoEnvelope<FixidoTransactionPage>), TypeInfoPropertyName = "TransactionPageEnvelope")]
[JsonSerializable(typeof(FixidoEnvelope<FixidoViewPage>), TypeInfoPropertyName = "ViewPageEnvelope")]
[JsonSerializable(typeof(FixidoEnvelope<FixidoRecentSearchPage>), TypeInfoPropertyName = "RecentSearchPageEnvelope")]
[JsonSerializable(typeof(FixidoBuyAnswer))]
[JsonSerializable(typeof(FixidoRules))]
[JsonSerializable(typeof(FixidoRights))]
[JsonSerializable(typeof(FixidoTransactionType))]
[JsonSerializable(typeof(FixidoAccount[]))]
[JsonSerializable(typeof(FixidoApplication[]))]
[JsonSerializable(typeof(FixidoLead[]))]
[JsonSerializable(typeof(FixidoTrade[]))]
[JsonSerializable(typeof(FixidoTransaction[]))]
[JsonSerializable(typeof(FixidoFilter[]))]
[JsonSerializable(typeof(FixidoAuctionBody[]))]
[JsonSerializable(typeof(FixidoAccount))]
[JsonSerializable(typeof(FixidoApplication))]
[JsonSerializable(typeof(FixidoCategory))]
[JsonSerializable(typeof(FixidoCurrency))]
[JsonSerializable(typeof(FixidoLead))]
[JsonSerializable(typeof(FixidoTrade))]
[JsonSerializable(typeof(FixidoTransaction))]
[JsonSerializable(typeof(FixidoView))]
[JsonSerializable(typeof(FixidoRecentSearch))]
[JsonSerializable(typeof(FixidoFilter))]
internal sealed partial class FixidoJson : JsonSerializerContext;

/// <summary>Times as the vendor prints them: UTC, whole seconds, a capital Z.</summary>
internal sealed class FixidoTimeJson : JsonConverter<DateTimeOffset>
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.ParseExact(reader.GetString()!, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[20];
        value.UtcDateTime.TryFormat(text, out var written, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..written]);
    }
}

/// <summary>Numbers without trailing zeros: 12.50 is sent as 12.5.</summary>
internal sealed class FixidoNumberJson : JsonConverter<decimal>
{
    // Dividing by a one with the largest scale leaves a decimal its value and the smallest scale that holds it.
    private const decimal One = 1.0000000000000000000000000000m;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value / One);
}

/// <summary>A rule value spelled yes or no.</summary>
internal sealed class FixidoYesNoJson() : FixidoWordJson("yes", "no");

/// <summary>A rule value spelled on or off.</summary>
internal sealed class FixidoOnOffJson() : FixidoWordJson("on", "off");

/// <summary>A truth value spelled as one of two words.</summary>
internal abstract class FixidoWordJson(string yes, string no) : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return text == yes || (text == no ? false : throw new JsonException($"The value is \"{yes}\" or \"{no}\"."));
    }

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteStringValue(value ? yes : no);
}
