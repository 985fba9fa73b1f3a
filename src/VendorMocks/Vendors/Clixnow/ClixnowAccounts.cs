namespace VendorMocks;

/// <summary>A brand: who accepts leads.</summary>
public sealed record ClixnowBrand
{
    /// <summary>Number of the brand.</summary>
    public required long Id { get; init; }

    /// <summary>The label in its host name, <c>integration.&lt;slug&gt;.clixnow.com</c>; unique in any casing.</summary>
    public required string Slug { get; init; }

    /// <summary>Name as leads show it.</summary>
    public required string Name { get; init; }

    /// <summary>An inactive brand takes no leads.</summary>
    public bool Active { get; init; } = true;

    /// <summary>How the brand learns a lead's language.</summary>
    public ClixnowLanguageDetection LanguageDetection { get; init; }

    /// <summary>Two-letter codes in capitals; null allows all.</summary>
    public IReadOnlyList<string>? AllowedCountries { get; init; }

    /// <summary>Where a new lead is sent: an absolute https URL in which <c>{token}</c> becomes the lead's own.</summary>
    public required string RedirectTemplate { get; init; }
}

/// <summary>How a brand learns a lead's language.</summary>
public enum ClixnowLanguageDetection
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>From <c>languageCode</c>, which is then required.</summary>
    RegistrationLanguage,

    /// <summary>From the address.</summary>
    IpAddress,
}

/// <summary>An affiliate: who sends leads, known by a token.</summary>
public sealed record ClixnowAffiliate
{
    /// <summary>Number of the affiliate.</summary>
    public required long Id { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it sends behind <c>ApiToken</c>; empty until a world gives it one.</summary>
    public string Token { get; init; } = "";

    /// <summary>The brand that is meant where the host names none.</summary>
    public required long HomeBrandId { get; init; }

    /// <summary>May create leads.</summary>
    public bool MayRegister { get; init; } = true;

    /// <summary>May search leads.</summary>
    public bool MayMonitor { get; init; } = true;

    /// <summary>Blocked as a whole, whatever it may do else.</summary>
    public bool Blocked { get; init; }

    /// <summary>The brands that it may use; null means all, also those to come.</summary>
    public IReadOnlyList<long>? BrandIds { get; init; }

    /// <summary>Whether searches show it the CRM's number of a lead.</summary>
    public bool SeesCrmId { get; init; } = true;

    /// <summary>Whether searches show it the brand's number.</summary>
    public bool SeesBrandId { get; init; } = true;

    /// <summary>Whether searches show it the date of the first deposit.</summary>
    public bool SeesFtdDate { get; init; } = true;

    /// <summary>Whether it may use a brand.</summary>
    /// <param name="brandId">The brand's number.</param>
    public bool MayUse(long brandId) => BrandIds is null || BrandIds.Contains(brandId);
}

/// <summary>A URL that an affiliate wants called.</summary>
/// <param name="Id">Number of the template.</param>
/// <param name="AffiliateId">Whose it is.</param>
/// <param name="Event"><c>lead</c> (created), <c>status</c> (changed) or <c>ftd</c> (made).</param>
/// <param name="Url">Absolute http(s) URL with placeholders such as <c>{clickId}</c>.</param>
public sealed record ClixnowPostback(long Id, long AffiliateId, string Event, string Url);

/// <summary>Who calls, and which brand is meant.</summary>
internal sealed record ClixnowCaller(ClixnowAffiliate Affiliate, ClixnowBrand Brand);
