namespace VendorMocks;

/// <summary>Reads what changeLead is to change. The first thing that cannot be used is kept, and then nothing counts (FB-40).</summary>
/// <param name="state">Gives a new invoice its number.</param>
/// <param name="now">The call's moment in whole seconds.</param>
internal sealed class FlexbeChange(FlexbeState state, DateTimeOffset now)
{
    private const string BadStatus = "Invalid status";
    private const string BadPay = "Invalid pay";
    private const string BadClient = "Invalid client";

    /// <summary>The error's text; null when all is well.</summary>
    public string? Problem { get; private set; }

    /// <summary>FB-41: the lead with what is given, and everything else as it was.</summary>
    public FlexbeLead Apply(FlexbeLead lead, FieldMap fields)
    {
        var status = Code<FlexbeStatus>(fields["status"], BadStatus);
        var pay = Pay(lead.Pay, Nested(fields, "pay", BadPay));
        var client = Client(lead.Client, Nested(fields, "client", BadClient));
        return lead with
        {
            // FB-43: from any to any.
            Status = status ?? lead.Status,
            Client = client,
            Note = Text(fields, "note", "Invalid note") ?? lead.Note,
            Pay = pay,
        };
    }

    /// <summary>FB-44: digits, after a + where one stands before the first of them.</summary>
    public static string Phone(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var first = text.AsSpan().IndexOfAnyInRange('0', '9');
        return first > 0 && text.AsSpan(0, first).Contains('+') ? "+" + digits : digits;
    }

    private FlexbeClient Client(FlexbeClient client, FieldMap fields) => new(
        Text(fields, "name", BadClient) ?? client.Name,
        Text(fields, "phone", BadClient) is { } phone ? Phone(phone) : client.Phone,
        Text(fields, "email", BadClient) ?? client.Email);

    // FB-46..49
    private FlexbeInvoice? Pay(FlexbeInvoice? invoice, FieldMap fields)
    {
        var summ = Money(fields["summ"]);
        var status = Code<FlexbePayStatus>(fields["status"], BadPay);
        var desc = Text(fields, "desc", BadPay);
        if (summ is null && status is null && desc is null)
            return invoice;
        if (invoice is null && summ is null)
            Refuse(BadPay);
        if (Problem is not null)
            return invoice;
        invoice ??= state.NewInvoice(summ!.Value, now);
        invoice = invoice with { Summ = summ ?? invoice.Summ, Desc = desc ?? invoice.Desc };
        return status is { } entered ? invoice.Enter(entered, now) : invoice;
    }

    // FB-42: an empty one is as if absent.
    private decimal? Money(Field? field)
    {
        if (field is null or { IsScalar: true, Text.Length: 0 })
            return null;
        var value = field.IsScalar ? FlexbeNumbers.Money(field.Text) : null;
        if (value is null)
            Refuse(BadPay);
        return value;
    }

    private T? Code<T>(Field? field, string problem)
        where T : struct, Enum
    {
        if (field is null or { IsScalar: true, Text.Length: 0 })
            return null;
        if (FlexbeNumbers.Integer(field) is { } code and >= 0 and <= int.MaxValue && Enum.IsDefined(typeof(T), (int)code))
            return (T)Enum.ToObject(typeof(T), (int)code);
        Refuse(problem);
        return null;
    }

    // FB-08: an array where a text belongs fails.
    private string? Text(FieldMap fields, string name, string problem)
    {
        var field = fields[name];
        if (field is { IsScalar: false })
            Refuse(problem);
        return field is { IsScalar: true } ? field.Text : null;
    }

    private FieldMap Nested(FieldMap fields, string name, string problem)
    {
        var field = fields[name];
        if (field is { IsScalar: true })
            Refuse(problem);
        // A list has no names, so nothing of it is known here (FB-06).
        return field?.Map ?? FieldMap.Empty;
    }

    private void Refuse(string problem) => Problem ??= problem;
}
