using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VendorMocks;

/// <summary>One member of the body that creates a lead.</summary>
/// <param name="Name">Its name; any casing will do.</param>
/// <param name="Required">Whether it must be there and not blank.</param>
/// <param name="IsFlag">Whether it is true or false instead of a text.</param>
internal sealed record ClixnowField(string Name, bool Required = false, bool IsFlag = false)
{
    /// <summary>The name in messages.</summary>
    public string Title { get; } = char.ToUpperInvariant(Name[0]) + Name[1..];

    /// <summary>What else a text must be: notes what is wrong with it under the title.</summary>
    public Action<string, string, ClixnowErrors>? Check { get; init; }
}

/// <summary>The body that creates a lead: which members it has, what is wrong with them, and the lead they make.</summary>
internal static class ClixnowLeadForm
{
    private const int MinPasswordLength = 8;
    private const int MaxCommentLength = 1000;
    private const string LanguageCode = "languageCode";

    /// <summary>All members, in the order in which errors name them (CN-12).</summary>
    public static IReadOnlyList<ClixnowField> Fields { get; } =
    [
        new("firstName", Required: true),
        new("lastName", Required: true),
        new("email", Required: true) { Check = CheckEmail },
        new("phone", Required: true) { Check = CheckPhone },
        new("password", Required: true) { Check = CheckPassword },
        new("countryCode", Required: true) { Check = (title, text, errors) => CheckCode("CN-25", title, text, errors) },
        new(LanguageCode) { Check = (title, text, errors) => CheckCode("CN-26", title, text, errors) },
        new("acceptTermsAndConditions", IsFlag: true),
        new("acceptPromotions", IsFlag: true),
        new("ipAddress") { Check = CheckIpAddress },
        new("comment") { Check = CheckComment },
        new("referralUrl"),
        new("subCampaign"),
        new("placement"),
        new("keyword"),
        new("sub2"),
        new("clickId"),
        new("deviceType"),
        new("deviceName"),
        new("osName"),
        new("browser"),
        new("carrier"),
    ];

    /// <summary>CN-12: notes all that is wrong, field by field.</summary>
    public static void Check(FieldMap body, ClixnowBrand brand, ClixnowErrors errors)
    {
        foreach (var field in Fields)
        {
            var value = body[field.Name] ?? Field.Null;
            var nothing = value.Kind == FieldKind.Null || (value.Kind == FieldKind.Text && value.Text.Length == 0);
            var blank = nothing || (value.Kind == FieldKind.Text && string.IsNullOrWhiteSpace(value.Text));
            // CN-27
            var byBrand = field.Name == LanguageCode && brand.LanguageDetection == ClixnowLanguageDetection.RegistrationLanguage;
            if (blank && (field.Required || byBrand))
                errors.Add(byBrand ? "CN-27" : "CN-21", field.Title, $"The {field.Title} field is required.");
            else if (nothing)
                continue; // CN-19: null and "" pass every check of an optional field.
            else if (value.Kind != (field.IsFlag ? FieldKind.Boolean : FieldKind.Text))
                errors.Add("CN-18", field.Title, $"The {field.Title} field must be a {(field.IsFlag ? "boolean" : "string")}.");
            else if (!field.IsFlag)
                field.Check?.Invoke(field.Title, value.Text, errors);
        }
    }

    /// <summary>The lead that a checked body makes; CN-20: texts as they were sent.</summary>
    public static ClixnowLead Read(FieldMap body, ClixnowAffiliate affiliate, ClixnowBrand brand, DateTimeOffset now) => new()
    {
        Id = 0,
        AffiliateId = affiliate.Id,
        BrandId = brand.Id,
        FirstName = body.TextOf("firstName")!,
        LastName = body.TextOf("lastName")!,
        Email = body.TextOf("email")!,
        Phone = body.TextOf("phone")!,
        CountryCode = body.TextOf("countryCode")!.ToUpperInvariant(),
        LanguageCode = body.TextOf(LanguageCode),
        AcceptTermsAndConditions = body.TextOf("acceptTermsAndConditions") == "true", // CN-28
        AcceptPromotions = body.TextOf("acceptPromotions") == "true",
        IpAddress = body.TextOf("ipAddress"),
        Comment = body.TextOf("comment"),
        ReferralUrl = body.TextOf("referralUrl"), // CN-32
        SubCampaign = body.TextOf("subCampaign"),
        Placement = body.TextOf("placement"),
        Keyword = body.TextOf("keyword"),
        Sub2 = body.TextOf("sub2"),
        ClickId = body.TextOf("clickId"), // CN-33
        DeviceType = body.TextOf("deviceType"),
        DeviceName = body.TextOf("deviceName"),
        OsName = body.TextOf("osName"),
        Browser = body.TextOf("browser"),
        Carrier = body.TextOf("carrier"), // CN-31
        Status = ClixnowLeads.InitialStatus,
        CreatedOn = now,
        UpdatedOn = now,
    };

    /// <summary>What of a phone number is compared.</summary>
    public static string Digits(string phone) => string.Concat(phone.Where(char.IsAsciiDigit));

    /// <summary>CN-22: one @ with a local part before it, a dot in the domain, no white space.</summary>
    public static bool IsEmail(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && text.LastIndexOf('@') == at && text.IndexOf('.', at) > 0 && !text.Any(char.IsWhiteSpace);
    }

    /// <summary>CN-23.</summary>
    public static bool IsPhone(string text)
    {
        var digits = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
                digits++;
            else if (!(text[i] is ' ' or '-' or '.' or '(' or ')' || (text[i] == '+' && i == 0)))
                return false;
        }

        return digits is >= 7 and <= 15;
    }

    /// <summary>CN-25.</summary>
    public static bool IsCode(string text) => text.Length == 2 && char.IsAsciiLetter(text[0]) && char.IsAsciiLetter(text[1]);

    private static void CheckEmail(string title, string text, ClixnowErrors errors)
    {
        if (!IsEmail(text))
            errors.Add("CN-22", title, $"The {title} field is not a valid e-mail address.");
    }

    private static void CheckPhone(string title, string text, ClixnowErrors errors)
    {
        if (!IsPhone(text))
            errors.Add("CN-23", title, $"The {title} field is not a valid phone number.");
    }

    // CN-24
    private static void CheckPassword(string title, string text, ClixnowErrors errors)
    {
        var special = false;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            length++;
            special |= !Rune.IsLetterOrDigit(rune) && !Rune.IsWhiteSpace(rune);
        }

        if (length < MinPasswordLength)
            errors.Add("CN-24", title, $"The {title} field must have at least {MinPasswordLength} characters.");
        if (!special)
            errors.Add("CN-24", title, $"The {title} field must contain a special character.");
    }

    private static void CheckCode(string rule, string title, string text, ClixnowErrors errors)
    {
        if (!IsCode(text))
            errors.Add(rule, title, $"The {title} field must be a two-letter code.");
    }

    private static void CheckIpAddress(string title, string text, ClixnowErrors errors)
    {
        if (!IsIPv4(text) && !IsIPv6(text))
            errors.Add("CN-29", title, $"The {title} field is not a valid IP address.");
    }

    // CN-30: characters, so that a letter outside the basic plane counts once.
    private static void CheckComment(string title, string text, ClixnowErrors errors)
    {
        if (text.Length > MaxCommentLength && text.EnumerateRunes().Count() > MaxCommentLength)
            errors.Add("CN-30", title, $"The {title} field must have at most {MaxCommentLength} characters.");
    }

    private static bool IsIPv4(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 4
            && parts.All(part => part.Length is >= 1 and <= 3 && part.All(char.IsAsciiDigit) && int.Parse(part, CultureInfo.InvariantCulture) <= 255);
    }

    // The platform's own reader also takes brackets, ports and zones, which are no part of an address.
    private static bool IsIPv6(string text) =>
        text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.')
        && IPAddress.TryParse(text, out var address)
        && address.AddressFamily == AddressFamily.InterNetworkV6;
}
