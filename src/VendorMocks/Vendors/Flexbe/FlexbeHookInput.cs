using System.Globalization;

namespace VendorMocks;

/// <summary>Reads what hooks of Flexbe are given: names and shapes as in the vendor's own lead.</summary>
internal static class FlexbeHookInput
{
    /// <summary>Runs an action on the input, unless something in it cannot be used.</summary>
    public static HookResult Read(Call call, Func<HookInput, HookResult> act)
    {
        var input = new HookInput(call.Fields);
        var result = act(input);
        return input.Problem is { } problem ? HookResult.Of(problem) : result;
    }

    public static FlexbeForm Form(HookInput input, FieldMap fields) => new()
    {
        Site = input.Text("site"),
        FormName = input.Kept("form_name", null) ?? "Callback",
        Fields = Fields(input, fields["fields"]) ?? [],
        Page = Page(input),
        Utm = Utm(input),
        Products = Products(input, fields["products"]) ?? [],
        Invoice = Bill(input),
    };

    /// <summary>The lead to put: what is given, on top of the one that has the id now.</summary>
    public static FlexbeLead Lead(HookInput input, FieldMap fields, FlexbeLead lead) => lead with
    {
        Num = input.Integer("num") ?? lead.Num,
        Time = Moment(input, fields, "time") ?? lead.Time,
        Status = Status<FlexbeStatus>(input, "status") ?? lead.Status,
        Client = Client(input, lead.Client),
        Note = input.Kept("note", lead.Note) ?? "",
        FormName = input.Kept("form_name", lead.FormName) ?? "",
        Fields = Fields(input, fields["fields"]) ?? lead.Fields,
        Products = Products(input, fields["products"]) ?? lead.Products,
        Page = Page(input) ?? lead.Page,
        Utm = Utm(input) ?? lead.Utm,
    };

    /// <summary>The invoice to put; null where none is given.</summary>
    public static FlexbeInvoice? Invoice(HookInput input, FlexbeInvoice? known, Func<FlexbeInvoice> make) => Nested(input, "pay", (pay, map) =>
    {
        var invoice = known ?? make();
        var status = Status<FlexbePayStatus>(pay, "status") ?? invoice.Status;
        return invoice with
        {
            Id = pay.Integer("id") ?? invoice.Id,
            Summ = Money(pay, "summ") ?? invoice.Summ,
            TimeCreate = Moment(pay, map, "time_create") ?? invoice.TimeCreate,
            Status = status,
            TimeDone = pay.Has("time_done") || status != FlexbePayStatus.Paid ? Moment(pay, map, "time_done") : invoice.TimeDone,
            Desc = pay.Kept("desc", invoice.Desc) ?? "",
            Method = pay.Kept("method", invoice.Method),
            Test = pay.Flag("test") ?? invoice.Test,
        };
    });

    /// <summary>A status by its code or its name.</summary>
    public static T? Status<T>(HookInput input, string name, bool required = false)
        where T : struct, Enum
    {
        var text = input.Text(name, required);
        if (text is null)
            return null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (text == value.ToString() || text == value.ToString("D"))
                return value;
        }

        var known = Enum.GetValues<T>().Select(value => $"{value:D} ({value})");
        input.Refuse(name, $"{name} must be one of {string.Join(", ", known)}, not {text}.");
        return null;
    }

    // ISO 8601, or unix seconds as the vendor sends them.
    private static DateTimeOffset? Moment(HookInput input, FieldMap fields, string name)
    {
        if (fields[name] is not { Kind: FieldKind.Text or FieldKind.Number } field || FlexbeNumbers.Integer(field) is not { } seconds)
            return input.Time(name);
        if (seconds is >= 0 and <= 253_402_300_799)
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        input.Refuse(name, $"{name} must be a time between 1970 and 9999, not {seconds}.");
        return null;
    }

    private static decimal? Money(HookInput input, string name)
    {
        if (input.Text(name) is not { } text)
            return null;
        if (FlexbeNumbers.Money(text) is { } value)
            return value;
        input.Refuse(name, $"{name} must be an amount with at most two decimals, not {text}.");
        return null;
    }

    private static FlexbeBill? Bill(HookInput input) => Nested(input, "invoice", (bill, map) =>
    {
        bill.Text("summ", required: true);
        return new FlexbeBill(Money(bill, "summ") ?? 0, bill.Kept("desc", "") ?? "", bill.Flag("test") ?? false);
    });

    private static FlexbeClient Client(HookInput input, FlexbeClient client) => Nested(input, "client", (given, _) => new FlexbeClient(
        given.Kept("name", client.Name) ?? "",
        given.Kept("phone", client.Phone) ?? "",
        given.Kept("email", client.Email) ?? "")) ?? client;

    private static FlexbePage? Page(HookInput input) =>
        Nested(input, "page", (page, _) => new FlexbePage(page.Kept("url", "") ?? "", page.Kept("name", "") ?? ""));

    private static FlexbeUtm? Utm(HookInput input) => Nested(input, "utm", (utm, _) => new FlexbeUtm
    {
        Url = utm.Kept("url", "") ?? "",
        Source = utm.Kept("utm_source", null),
        Campaign = utm.Kept("utm_campaign", null),
        Medium = utm.Kept("utm_medium", null),
        Term = utm.Kept("utm_term", null),
        Content = utm.Kept("utm_content", null),
        Ip = utm.Kept("ip", null),
        Cookies = utm.Object("cookies") is { } cookies ? Texts(utm, "cookies", cookies) : null,
        YmClientId = utm.Kept("ym_client_id", null),
        GaClientId = utm.Kept("ga_client_id", null),
    });

    private static List<FlexbeField>? Fields(HookInput input, Field? given) => Elements(input, "fields", given, element =>
    {
        var read = new HookInput(element.Map);
        var values = element.Map["value"] is { Kind: FieldKind.List } ? read.Texts("value") : null;
        var field = new FlexbeField(
            read.Text("id", required: true) ?? "",
            read.Kept("type", "text") ?? "text",
            read.Kept("name", "") ?? "",
            values is null ? read.Kept("value", "") ?? "" : "")
        {
            Values = values,
            OrigName = read.Kept("orig_name", null),
        };
        return (field, read.Problem);
    });

    private static List<IReadOnlyDictionary<string, string>>? Products(HookInput input, Field? given) => Elements(input, "products", given, element =>
    {
        var read = new HookInput(element.Map);
        return ((IReadOnlyDictionary<string, string>)Texts(read, "products", element.Map), read.Problem);
    });

    private static List<T>? Elements<T>(HookInput input, string name, Field? given, Func<Field, (T Value, HookProblem? Problem)> read)
    {
        if (given is null or { Kind: FieldKind.Null })
            return null;
        if (given.Kind is not (FieldKind.List or FieldKind.Map) || given.Items.Any(item => item.Kind != FieldKind.Map) || (given.Kind == FieldKind.Map && given.Map.Count > 0))
            input.Refuse(name, $"{name} must be a list of objects.");
        var elements = new List<T>();
        foreach (var item in given.Items)
        {
            var (value, problem) = read(item);
            if (problem is not null)
                input.Refuse(string.Create(CultureInfo.InvariantCulture, $"{name}[{elements.Count}].{problem.Field}"), problem.Message);
            elements.Add(value);
        }

        return elements;
    }

    private static Dictionary<string, string> Texts(HookInput input, string name, FieldMap map)
    {
        var texts = new Dictionary<string, string>();
        foreach (var (key, field) in map)
        {
            if (field.Kind is not (FieldKind.Text or FieldKind.Number))
                input.Refuse(name, $"{name} holds texts by name, not {field} as {key}.");
            texts[key] = field.Text;
        }

        return texts;
    }

    private static T? Nested<T>(HookInput input, string name, Func<HookInput, FieldMap, T> read)
        where T : class
    {
        if (input.Object(name) is not { } map)
            return null;
        var inner = new HookInput(map);
        var value = read(inner, map);
        if (inner.Problem is { } problem)
            input.Refuse($"{name}.{problem.Field}", problem.Message);
        return value;
    }
}
