using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace VendorMocks;

/// <summary>How stored rows and rule values are saved: snake_case, nulls left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LeadDynoRules))]
[JsonSerializable(typeof(LeadDynoKey))]
[JsonSerializable(typeof(LeadDynoAccount))]
[JsonSerializable(typeof(LeadDynoPlan))]
[JsonSerializable(typeof(LeadDynoCampaign))]
[JsonSerializable(typeof(LeadDynoAffiliate))]
[JsonSerializable(typeof(LeadDynoCustomField))]
[JsonSerializable(typeof(LeadDynoUrl))]
[JsonSerializable(typeof(LeadDynoVisitor))]
[JsonSerializable(typeof(LeadDynoLead))]
[JsonSerializable(typeof(LeadDynoPurchase))]
[JsonSerializable(typeof(LeadDynoCommission[]))]
[JsonSerializable(typeof(LeadDynoRepeat))]
internal sealed partial class LeadDynoRows : JsonSerializerContext;

/// <summary>What goes over the wire: snake_case, nulls sent, times and amounts as LD-31 and LD-32 say.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    Converters = [typeof(LeadDynoTime), typeof(LeadDynoMoney)])]
[JsonSerializable(typeof(LeadDynoErrorBody))]
[JsonSerializable(typeof(LeadDynoMessageBody))]
[JsonSerializable(typeof(LeadDynoFieldErrorsBody))]
[JsonSerializable(typeof(LeadDynoCountBody))]
[JsonSerializable(typeof(LeadDynoVisitorBody[]))]
[JsonSerializable(typeof(LeadDynoLeadBody[]))]
[JsonSerializable(typeof(LeadDynoPurchaseBody[]))]
[JsonSerializable(typeof(LeadDynoAffiliateBody[]))]
[JsonSerializable(typeof(LeadDynoCommissionBody[]))]
[JsonSerializable(typeof(LeadDynoCommissionListBody))]
[JsonSerializable(typeof(LeadDynoCommissionTotalsBody))]
[JsonSerializable(typeof(LeadDynoAffiliateTotalsBody))]
[JsonSerializable(typeof(LeadDynoSignInLinkBody))]
[JsonSerializable(typeof(LeadDynoSubIdBody[]))]
[JsonSerializable(typeof(LeadDynoCampaignBody[]))]
[JsonSerializable(typeof(LeadDynoCustomField[]))]
internal sealed partial class LeadDynoJson : JsonSerializerContext;

/// <summary>
/// The bodies that are asked for most. They need no converter (a UTC time of whole seconds is written as LD-31 says), and
/// without one the generated writer is used, which takes half the time.
/// </summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LeadDynoVisitorBody[]))]
[JsonSerializable(typeof(LeadDynoLeadBody[]))]
internal sealed partial class LeadDynoPlainJson : JsonSerializerContext;

/// <summary>The serializers of bodies under the rule values that change them.</summary>
internal static class LeadDynoWire
{
    /// <summary>How text is escaped: letters beyond ASCII are sent as they are.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private static readonly JsonSerializerOptions[] Styles =
    [
        Style(LeadDynoFlavour.Current, LeadDynoMoneyStyle.Text),
        Style(LeadDynoFlavour.Current, LeadDynoMoneyStyle.Number),
        Style(LeadDynoFlavour.Legacy, LeadDynoMoneyStyle.Text),
        Style(LeadDynoFlavour.Legacy, LeadDynoMoneyStyle.Number),
    ];

    /// <summary>The serializer of a body under the rule values in force.</summary>
    public static JsonTypeInfo<T> Of<T>(LeadDynoRules rules) =>
        rules.Flavour == LeadDynoFlavour.Current && LeadDynoPlainJson.Default.GetTypeInfo(typeof(T)) is JsonTypeInfo<T> plain
            ? plain
            : (JsonTypeInfo<T>)Styles[(int)rules.Flavour * 2 + (int)rules.MoneyStyle].GetTypeInfo(typeof(T));

    private static JsonSerializerOptions Style(LeadDynoFlavour flavour, LeadDynoMoneyStyle money)
    {
        var options = new JsonSerializerOptions(LeadDynoJson.Default.Options) { Encoder = Encoder };
        if (money == LeadDynoMoneyStyle.Number)
            options.Converters.Insert(0, new LeadDynoMoney(asNumber: true));
        // LD-40
        if (flavour == LeadDynoFlavour.Legacy)
            options.TypeInfoResolver = LeadDynoJson.Default.WithAddedModifier(DropNewer);
        options.MakeReadOnly();
        return options;
    }

    private static void DropNewer(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].AttributeProvider?.IsDefined(typeof(LeadDynoNewerAttribute), inherit: false) == true)
                type.Properties.RemoveAt(i);
        }
    }
}

/// <summary>Marks what the service sends beyond its documentation (LD-40).</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LeadDynoNewerAttribute : Attribute;

/// <summary>LD-31: <c>2013-04-08T21:47:35Z</c>.</summary>
internal sealed class LeadDynoTime : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[20];
        value.UtcDateTime.TryFormat(text, out var length, "s", CultureInfo.InvariantCulture);
        text[length++] = (byte)'Z';
        writer.WriteStringValue(text[..length]);
    }
}

/// <summary>LD-32: at least one decimal, no other trailing zeros, no exponent.</summary>
internal sealed class LeadDynoMoney(bool asNumber) : JsonConverter<decimal>
{
    private const string Format = "0.0###########################";

    public LeadDynoMoney()
        : this(asNumber: false)
    {
    }

    public static string Text(decimal value) => value.ToString(Format, CultureInfo.InvariantCulture);

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            ? reader.GetDecimal()
            : decimal.Parse(reader.GetString()!, NumberStyles.Number, CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[64];
        value.TryFormat(text, out var length, Format, CultureInfo.InvariantCulture);
        if (asNumber)
            writer.WriteRawValue(text[..length], skipInputValidation: true);
        else
            writer.WriteStringValue(text[..length]);
    }
}

/// <summary>Settings as the rule table spells them.</summary>
internal sealed class LeadDynoYesNo : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String when reader.ValueTextEquals("yes") => true,
        JsonTokenType.String when reader.ValueTextEquals("no") => false,
        _ => throw new JsonException("The value is 'yes' or 'no'."),
    };

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteStringValue(value ? "yes" : "no");
}

/// <summary>Time zones by their IANA names.</summary>
internal sealed class LeadDynoTimeZone : JsonConverter<TimeZoneInfo>
{
    public override TimeZoneInfo Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && TimeZoneInfo.TryFindSystemTimeZoneById(reader.GetString()!, out var zone)
            ? zone
            : throw new JsonException("The value is the IANA name of a time zone, for example 'Europe/Berlin'.");

    public override void Write(Utf8JsonWriter writer, TimeZoneInfo value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
}
