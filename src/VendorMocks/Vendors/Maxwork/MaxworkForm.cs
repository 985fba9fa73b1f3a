using System.Globalization;

namespace VendorMocks;

/// <summary>The properties of the body.</summary>
internal static class MaxworkProperties
{
    /// <summary>Those that a lead as such is made of.</summary>
    public static IReadOnlyList<string> OfLead { get; } =
    [
        "Public_Reference", "Sender_Name", "Message", "Sender_Email", "Sender_Phone", "Lead_Status", "External_LeadId", "Internal_UserId", "Created_At",
    ];

    /// <summary>MW-46: those that qualify it.</summary>
    public static IReadOnlyList<string> Qualifying { get; } =
    [
        "LeadType_Id", "Business_TypeId", "Listing_ClassId", "PropertyTypeId", "Price_Min", "Price_Max", "Area_Min", "Area_Max", "Room_Min",
        "Room_Max", "Listing_Attributes", "Latitude", "Longitude", "Floor", "Total_Floor", "Expiration_Date", "Notes",
    ];

    /// <summary>MW-13: the second spelling of a property; null where it has one only.</summary>
    public static string? OtherSpelling(string name) => name switch
    {
        "LeadType_Id" => "LeadTypeId",
        "PropertyTypeId" => "Property_Type",
        _ => null,
    };
}

/// <summary>Reads a body property by property and keeps the first thing wrong with it (MW-04).</summary>
internal sealed class MaxworkForm(FieldMap body, MaxworkState state, MaxworkAccount account)
{
    private const int MaxDigits = 28;

    /// <summary>The first property that is missing or wrong; null when all is well.</summary>
    public MaxworkWrong? Wrong { get; private set; }

    /// <summary>What the body says; of no use when something is wrong.</summary>
    public MaxworkInput Read()
    {
        var qualified = state.Values.StageFields.Any(name => Find(name) is not null);
        return new MaxworkInput
        {
            PublicReference = Reference(IsRequired(state.Values.PublicReference, qualified)),
            SenderName = Required("Sender_Name", Text) ?? "",
            Message = Required("Message", Text) ?? "",
            SenderEmail = Email(),
            SenderPhone = Phone(),
            Status = Choice<MaxworkLeadStatus>("Lead_Status", IsRequired(state.Values.LeadStatus, qualified)),
            ExternalLeadId = TextOrWhole("External_LeadId"),
            AgentId = Agent(),
            CreatedAt = Time("Created_At"),
            Qualification = qualified ? Qualification() : null,
        };
    }

    /// <summary>MW-21.</summary>
    public static bool IsReference(string text) =>
        text == MaxworkLeads.NoReference
        || (text.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash && AreDigits(text.AsSpan(0, dash)) && AreDigits(text.AsSpan(dash + 1)));

    /// <summary>MW-23.</summary>
    public static bool IsEmail(string text) => text.Count(c => c == '@') == 1 && !text.Any(char.IsWhiteSpace);

    /// <summary>MW-23.</summary>
    public static bool IsPhone(string text) => text.Any(char.IsAsciiDigit);

    private static bool IsRequired(MaxworkRequirement requirement, bool qualified) =>
        requirement == MaxworkRequirement.Always || (requirement == MaxworkRequirement.UnlessQualified && !qualified);

    private MaxworkQualification Qualification() => new()
    {
        LeadType = LeadType(),
        BusinessType = Choice<MaxworkBusinessType>("Business_TypeId", required: false),
        ListingClass = Choice<MaxworkListingClass>("Listing_ClassId", required: false),
        PropertyType = EitherSpelling("PropertyTypeId", TextOrWhole),
        PriceMin = Number("Price_Min", 0, decimal.MaxValue),
        PriceMax = Number("Price_Max", 0, decimal.MaxValue),
        AreaMin = Number("Area_Min", 0, decimal.MaxValue),
        AreaMax = Number("Area_Max", 0, decimal.MaxValue),
        RoomMin = Number("Room_Min", 0, decimal.MaxValue, whole: true),
        RoomMax = Number("Room_Max", 0, decimal.MaxValue, whole: true),
        Attributes = Attributes(),
        Latitude = Number("Latitude", -90, 90),
        Longitude = Number("Longitude", -180, 180),
        Floor = Number("Floor", decimal.MinValue, decimal.MaxValue, whole: true),
        TotalFloor = Number("Total_Floor", 0, decimal.MaxValue, whole: true),
        ExpirationDate = Time("Expiration_Date"),
        Notes = Text("Notes"),
    };

    /// <summary>MW-16: null, empty and blank texts and empty lists are not given.</summary>
    private Field? Given(string name) => body[name] switch
    {
        null or { Kind: FieldKind.Null } => null,
        { Kind: FieldKind.Text } text when string.IsNullOrWhiteSpace(text.Text) => null,
        { Kind: FieldKind.List, Items.Count: 0 } => null,
        var field => field,
    };

    private Field? Find(string name) => Given(name) ?? (MaxworkProperties.OtherSpelling(name) is { } other ? Given(other) : null);

    private void Refuse(string rule, string name, string expected) => Wrong ??= new MaxworkWrong(rule, name, expected);

    private string? Required(string name, Func<string, string?> read)
    {
        if (Given(name) is null)
            Refuse("MW-18", name, "must be given");
        return read(name);
    }

    private string? Text(string name)
    {
        if (Given(name) is not { } field)
            return null;
        if (field.Kind == FieldKind.Text)
            return field.Text;
        Refuse("MW-17", name, "a text");
        return null;
    }

    // MW-32, MW-26: whole numbers are kept as the text of their digits.
    private string? TextOrWhole(string name)
    {
        if (Given(name) is not { } field)
            return null;
        if (field.Kind == FieldKind.Text || (field.Kind == FieldKind.Number && IsWhole(field.Text)))
            return field.Text;
        Refuse("MW-17", name, "a text or a whole number");
        return null;
    }

    // MW-21
    private string? Reference(bool required)
    {
        const string name = "Public_Reference";
        if (Given(name) is null && required)
            Refuse("MW-19", name, "must be given unless a property that qualifies the lead is");
        var text = Text(name);
        if (text is not null && !IsReference(text))
            Refuse("MW-21", name, "None, or digits, a dash and digits");
        return text;
    }

    // MW-23
    private string Email()
    {
        var text = Required("Sender_Email", Text) ?? "";
        if (!IsEmail(text))
            Refuse("MW-23", "Sender_Email", "one @ and no white space");
        return text;
    }

    private string Phone()
    {
        var text = Required("Sender_Phone", TextOrWhole) ?? "";
        if (!IsPhone(text))
            Refuse("MW-23", "Sender_Phone", "at least one digit");
        return text;
    }

    // MW-31
    private long? Agent()
    {
        const string name = "Internal_UserId";
        if (TextOrWhole(name) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && state.FindAgent(account, id) is not null)
            return id;
        Refuse("MW-31", name, "the number of an agent of the account");
        return null;
    }

    // MW-24
    private T? Choice<T>(string name, bool required)
        where T : struct, Enum
    {
        if (Given(name) is not { } field)
        {
            if (required)
                Refuse("MW-20", name, "must be given unless a property that qualifies the lead is");
            return null;
        }

        if (field.Kind == FieldKind.Text && Enum.TryParse<T>(field.Text, out var value) && Enum.GetName(value) == field.Text)
            return value;
        Refuse("MW-24", name, "one of " + string.Join(", ", Enum.GetNames<T>()));
        return null;
    }

    // MW-25
    private MaxworkLeadType? LeadType() => EitherSpelling("LeadType_Id", name => Given(name) switch
    {
        null => null,
        { Kind: FieldKind.Number or FieldKind.Text, Text: "1" } or { Kind: FieldKind.Text, Text: "Seller" } => "Seller",
        { Kind: FieldKind.Number or FieldKind.Text, Text: "2" } or { Kind: FieldKind.Text, Text: "Buyer" } => "Buyer",
        _ => Refused("MW-25", name, "1 or Seller, 2 or Buyer"),
    }) switch
    {
        "Seller" => MaxworkLeadType.Seller,
        "Buyer" => MaxworkLeadType.Buyer,
        _ => null,
    };

    // MW-13, MW-14
    private string? EitherSpelling(string name, Func<string, string?> read)
    {
        var other = MaxworkProperties.OtherSpelling(name)!;
        var (one, two) = (read(name), read(other));
        if (one is not null && two is not null && one != two)
            Refuse("MW-14", other, $"the same as {name}");
        return one ?? two;
    }

    // MW-27
    private decimal? Number(string name, decimal min, decimal max, bool whole = false)
    {
        if (Given(name) is not { } field)
            return null;
        if (TryNumber(field, out var value) && value >= min && value <= max && (!whole || value == decimal.Truncate(value)) && (min < 0 || field.Text[0] != '-'))
            return value;
        Refuse("MW-27", name, $"{(whole ? "a whole number" : "a number")}{(min == decimal.MinValue ? "" : $" from {min}")}{(max == decimal.MaxValue ? "" : $" to {max}")} of at most {MaxDigits} digits");
        return null;
    }

    private static bool TryNumber(Field field, out decimal value)
    {
        value = 0;
        // A JSON number may have an exponent, a text may not.
        var exponent = field.Kind == FieldKind.Number && field.Text.AsSpan().ContainsAny('e', 'E');
        return field.Kind is FieldKind.Number or FieldKind.Text
            && (exponent || IsPlainNumber(field.Text))
            && field.Text.Count(char.IsAsciiDigit) <= MaxDigits
            && decimal.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    // MW-29
    private MaxworkAttribute[] Attributes()
    {
        const string name = "Listing_Attributes";
        if (Given(name) is not { } field)
            return [];
        var chosen = new MaxworkAttribute?[MaxworkAttribute.All.Count];
        foreach (var item in field.Items)
        {
            var at = IndexOf(item);
            if (at < 0)
                Refuse("MW-29", name, "names or numbers of attributes only, such as Lift or 1");
            else
                chosen[at] = MaxworkAttribute.All[at];
        }

        if (field.Kind != FieldKind.List)
            Refuse("MW-29", name, "a list");
        return [.. chosen.OfType<MaxworkAttribute>()];
    }

    private static int IndexOf(Field item)
    {
        for (var i = 0; i < MaxworkAttribute.All.Count; i++)
        {
            var (code, name) = MaxworkAttribute.All[i];
            if (item.Kind is FieldKind.Text or FieldKind.Number
                && (item.Text == code.ToString(CultureInfo.InvariantCulture) || (item.Kind == FieldKind.Text && item.Text == name)))
            {
                return i;
            }
        }

        return -1;
    }

    // MW-30
    private DateTimeOffset? Time(string name)
    {
        if (Given(name) is not { } field)
            return null;
        if (field.Kind == FieldKind.Text && IsoTime.TryParse(field.Text, out var moment))
            return moment;
        Refuse("MW-30", name, "a date or date-time of ISO 8601");
        return null;
    }

    private string? Refused(string rule, string name, string expected)
    {
        Refuse(rule, name, expected);
        return null;
    }

    private static bool IsWhole(string text) => text.AsSpan().TrimStart('-') is var digits && text.Length - digits.Length <= 1 && AreDigits(digits);

    // A sign, digits, and at most one dot among them.
    private static bool IsPlainNumber(string text)
    {
        var unsigned = text.StartsWith('-') ? text.AsSpan(1) : text;
        var dot = unsigned.IndexOf('.');
        return dot < 0
            ? AreDigits(unsigned)
            : unsigned.Length > 1 && (dot == 0 || AreDigits(unsigned[..dot])) && (dot == unsigned.Length - 1 || AreDigits(unsigned[(dot + 1)..]));
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
