using static VendorMocks.Provenance;

namespace VendorMocks;

/// <summary>A lead. Its password is checked when it arrives and kept nowhere.</summary>
public sealed record ClixnowLead
{
    /// <summary>Number within the world, ascending by one.</summary>
    public required long Id { get; init; }

    /// <summary>Number of the lead in the brand's CRM.</summary>
    public long CrmId { get; init; }

    /// <summary>Who sent it.</summary>
    public required long AffiliateId { get; init; }

    /// <summary>Who accepted it.</summary>
    public required long BrandId { get; init; }

    /// <summary>First name as sent.</summary>
    public required string FirstName { get; init; }

    /// <summary>Last name as sent.</summary>
    public required string LastName { get; init; }

    /// <summary>E-mail as sent; unique in its brand in any casing.</summary>
    public required string Email { get; init; }

    /// <summary>Phone as sent; its digits are unique in its brand.</summary>
    public required string Phone { get; init; }

    /// <summary>Two letters in capitals.</summary>
    public required string CountryCode { get; init; }

    /// <summary>Two letters as sent, or empty, or null.</summary>
    public string? LanguageCode { get; init; }

    /// <summary>Whether it accepted the terms.</summary>
    public bool AcceptTermsAndConditions { get; init; }

    /// <summary>Whether it accepted advertising.</summary>
    public bool AcceptPromotions { get; init; }

    /// <summary>IPv4 or IPv6 as sent, or empty, or null.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Up to 1000 characters.</summary>
    public string? Comment { get; init; }

    /// <summary>The landing page as sent.</summary>
    public string? ReferralUrl { get; init; }

    /// <summary>Tracking text as sent.</summary>
    public string? SubCampaign { get; init; }

    /// <summary>Tracking text as sent.</summary>
    public string? Placement { get; init; }

    /// <summary>Tracking text as sent.</summary>
    public string? Keyword { get; init; }

    /// <summary>Tracking text as sent.</summary>
    public string? Sub2 { get; init; }

    /// <summary>Tracking text as sent; leading zeros count.</summary>
    public string? ClickId { get; init; }

    /// <summary>Kind of device as sent.</summary>
    public string? DeviceType { get; init; }

    /// <summary>Name of the device as sent.</summary>
    public string? DeviceName { get; init; }

    /// <summary>Operating system as sent.</summary>
    public string? OsName { get; init; }

    /// <summary>Browser as sent.</summary>
    public string? Browser { get; init; }

    /// <summary>Carrier as sent.</summary>
    public string? Carrier { get; init; }

    /// <summary>Where it stands with the brand, for example <c>New</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Creation, UTC, milliseconds.</summary>
    public required DateTimeOffset CreatedOn { get; init; }

    /// <summary>Last change of status or first deposit, UTC, milliseconds.</summary>
    public required DateTimeOffset UpdatedOn { get; init; }

    /// <summary>First deposit, UTC, milliseconds; null before it.</summary>
    public DateTimeOffset? FtdDate { get; init; }

    /// <summary>Where the brand lets the lead go on.</summary>
    public string RedirectUrl { get; init; } = "";

    internal long FtdOrder => FtdDate?.UtcTicks ?? long.MinValue; // CN-44: none comes first
}

/// <summary>The operations on leads.</summary>
internal static class ClixnowLeads
{
    /// <summary>CN-40.</summary>
    public const string InitialStatus = "New";

    public static readonly Operation CreateRow =
        Clixnow.Row("leads.create", "POST", "/api/system/v1/leads", Documented, "A new lead for the brand", Create);

    public static IReadOnlyList<Operation> Operations { get; } =
    [
        CreateRow,
        Clixnow.Row("leads.search", "GET", "/api/system/v1/leads/search", Documented, "Leads that the affiliate sent", ClixnowSearch.Answer),
    ];

    private static ApiResponse Create(Call call, ClixnowState state)
    {
        var (affiliate, brand) = (ClixnowCaller)call.Account!;
        var errors = new ClixnowErrors();
        ClixnowLeadForm.Check(call.Fields, brand, errors);
        if (errors.Any)
            return errors.Refuse();

        var draft = ClixnowLeadForm.Read(call.Fields, affiliate, brand, IsoTime.ToMilliseconds(call.Now));
        // CN-34
        if (brand.AllowedCountries?.Contains(draft.CountryCode) == false)
            return ClixnowResponses.Error(400, "CN-34", $"Lead registration is not allowed for country {draft.CountryCode}.");
        // CN-35
        if (state.FindByEmail(brand.Id, draft.Email) is not null)
            errors.Add("CN-35", "Email", "A lead with this email already exists.");
        if (state.FindByPhone(brand.Id, draft.Phone) is not null)
            errors.Add("CN-35", "Phone", "A lead with this phone already exists.");
        if (errors.Any)
            return errors.Refuse("Duplicate lead.");

        var lead = state.Add(draft);
        ClixnowPostbacks.Announce(call, state, lead, ClixnowPostbacks.Created);
        return ClixnowResponses.Created(lead, state.Values);
    }
}
