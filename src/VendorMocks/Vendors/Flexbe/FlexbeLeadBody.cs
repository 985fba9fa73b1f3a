using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VendorMocks;

/// <summary>A lead as it is sent: the row and what the wire adds to it.</summary>
/// <param name="Lead">The row.</param>
/// <param name="Domain">The site's domain, for the payment link.</param>
/// <param name="Hash">32 hex digits of the payment link.</param>
/// <param name="Without">FB-37.</param>
internal sealed record FlexbeLeadBody(FlexbeLead Lead, string Domain, string Hash, FlexbePayWithoutInvoice Without)
{
    public static FlexbeLeadBody Of(FlexbeLead lead, FlexbeSite site, FlexbeState state) =>
        new(lead, site.Domain, state.Random.Hex("flexbe.pay", lead.Id, 32), state.Values.PayWithoutInvoice);

    public static FlexbeLeadBody[] Of(FlexbeLead[] leads, FlexbeSite site, FlexbeState state) =>
        Array.ConvertAll(leads, lead => Of(lead, site, state));
}

/// <summary>Writes leads with their keys in the vendor's order; scalars are strings (FB-36).</summary>
internal sealed class FlexbeLeadWriter : JsonConverter<FlexbeLeadBody>
{
    /// <summary>FB-49.</summary>
    public static string Money(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public override FlexbeLeadBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Leads are sent, never read.");

    public override void Write(Utf8JsonWriter writer, FlexbeLeadBody value, JsonSerializerOptions options)
    {
        var lead = value.Lead;
        writer.WriteStartObject();
        Number(writer, "id"u8, lead.Id);
        Number(writer, "num"u8, lead.Num);
        Number(writer, "time"u8, lead.Time.ToUnixTimeSeconds());
        Status(writer, (int)lead.Status, NameOf(lead.Status));
        writer.WriteStartObject("client"u8);
        writer.WriteString("name"u8, lead.Client.Name);
        writer.WriteString("phone"u8, lead.Client.Phone);
        writer.WriteString("email"u8, lead.Client.Email);
        writer.WriteEndObject();
        writer.WriteString("note"u8, lead.Note);
        writer.WriteString("form_name"u8, lead.FormName);
        WriteFields(writer, lead.Fields);
        WriteProducts(writer, lead.Products);
        writer.WriteStartObject("page"u8);
        writer.WriteString("url"u8, lead.Page.Url);
        writer.WriteString("name"u8, lead.Page.Name);
        writer.WriteEndObject();
        WriteUtm(writer, lead.Utm);
        WritePay(writer, value);
        // Undocumented, and last where it was seen.
        writer.WriteString("custom"u8, "");
        writer.WriteEndObject();
    }

    public static string NameOf(FlexbeStatus status) => status.ToString();

    private static string NameOf(FlexbePayStatus status) => status switch
    {
        FlexbePayStatus.Pending => "Pending payment",
        FlexbePayStatus.InProcess => "Payment in process",
        FlexbePayStatus.Paid => "Paid",
        _ => "Payment error",
    };

    // FB-38: an object by field id, or an empty array.
    private static void WriteFields(Utf8JsonWriter writer, IReadOnlyList<FlexbeField> fields)
    {
        if (fields.Count == 0)
        {
            writer.WriteStartArray("form_data"u8);
            writer.WriteEndArray();
            return;
        }

        writer.WriteStartObject("form_data"u8);
        foreach (var field in fields)
        {
            writer.WriteStartObject(field.Id);
            // PHP keeps such keys as numbers.
            if (IsNumber(field.Id, out var number))
                writer.WriteNumber("id"u8, number);
            else
                writer.WriteString("id"u8, field.Id);
            writer.WriteString("type"u8, field.Type);
            writer.WriteString("name"u8, field.Name);
            if (field.Values is { } values)
            {
                writer.WriteStartArray("value"u8);
                foreach (var value in values)
                    writer.WriteStringValue(value);
                writer.WriteEndArray();
            }
            else
                writer.WriteString("value"u8, field.Value);
            Known(writer, "orig_name"u8, field.OrigName);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static bool IsNumber(string id, out long number) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out number) && (id[0] != '0' || id.Length == 1);

    private static void WriteProducts(Utf8JsonWriter writer, IReadOnlyList<IReadOnlyDictionary<string, string>> products)
    {
        writer.WriteStartArray("products"u8);
        foreach (var product in products)
        {
            writer.WriteStartObject();
            foreach (var (name, value) in product)
                writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteUtm(Utf8JsonWriter writer, FlexbeUtm utm)
    {
        writer.WriteStartObject("utm"u8);
        writer.WriteString("url"u8, utm.Url);
        Known(writer, "utm_source"u8, utm.Source);
        Known(writer, "utm_campaign"u8, utm.Campaign);
        Known(writer, "utm_medium"u8, utm.Medium);
        Known(writer, "utm_term"u8, utm.Term);
        Known(writer, "utm_content"u8, utm.Content);
        Known(writer, "ip"u8, utm.Ip);
        if (utm.Cookies is { } cookies)
        {
            writer.WriteStartObject("cookies"u8);
            foreach (var (name, value) in cookies)
                writer.WriteString(name, value);
            writer.WriteEndObject();
        }

        Known(writer, "ym_client_id"u8, utm.YmClientId);
        Known(writer, "ga_client_id"u8, utm.GaClientId);
        writer.WriteEndObject();
    }

    private static void WritePay(Utf8JsonWriter writer, FlexbeLeadBody body)
    {
        var pay = body.Lead.Pay;
        // FB-37
        if (pay is null && body.Without == FlexbePayWithoutInvoice.Absent)
            return;
        if (pay is null && body.Without == FlexbePayWithoutInvoice.Null)
        {
            writer.WriteNull("pay"u8);
            return;
        }

        writer.WriteStartObject("pay"u8);
        Number(writer, "id"u8, pay?.Id);
        writer.WriteString("summ"u8, pay is null ? null : Money(pay.Summ));
        Number(writer, "time_create"u8, pay?.TimeCreate.ToUnixTimeSeconds());
        Number(writer, "time_done"u8, pay?.TimeDone?.ToUnixTimeSeconds());
        Status(writer, pay is null ? null : (int)pay.Status, pay is null ? null : NameOf(pay.Status));
        writer.WriteString("desc"u8, pay?.Desc);
        writer.WriteString("method"u8, pay?.Method);
        writer.WriteString("pay_link"u8, string.Create(CultureInfo.InvariantCulture, $"http://{body.Domain}/?pay_id={pay?.Id ?? 0}&h={body.Hash}"));
        writer.WriteString("test"u8, pay is null ? null : pay.Test ? "1" : "0");
        writer.WriteEndObject();
    }

    private static void Status(Utf8JsonWriter writer, int? code, string? name)
    {
        writer.WriteStartObject("status"u8);
        Number(writer, "code"u8, code);
        writer.WriteString("name"u8, name);
        writer.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? value)
    {
        if (value is not { } number)
        {
            writer.WriteNull(name);
            return;
        }

        Span<byte> digits = stackalloc byte[20];
        number.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        writer.WriteString(name, digits[..length]);
    }

    private static void Known(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}

/// <summary>FB-24, FB-26: leads keyed by id in the order given, or an empty array.</summary>
internal sealed class FlexbeLeadsWriter : JsonConverter<FlexbeLeadBody[]>
{
    private static readonly FlexbeLeadWriter One = new();

    public override FlexbeLeadBody[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Leads are sent, never read.");

    public override void Write(Utf8JsonWriter writer, FlexbeLeadBody[] value, JsonSerializerOptions options)
    {
        if (value.Length == 0)
        {
            writer.WriteStartArray();
            writer.WriteEndArray();
            return;
        }

        writer.WriteStartObject();
        Span<char> key = stackalloc char[20];
        foreach (var body in value)
        {
            body.Lead.Id.TryFormat(key, out var length, provider: CultureInfo.InvariantCulture);
            writer.WritePropertyName(key[..length]);
            One.Write(writer, body, options);
        }

        writer.WriteEndObject();
    }
}
