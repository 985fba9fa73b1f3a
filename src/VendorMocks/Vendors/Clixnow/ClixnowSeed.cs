namespace VendorMocks;

/// <summary>What a world of Clixnow begins with.</summary>
internal static class ClixnowSeed
{
    /// <summary>The brand that clients in process address.</summary>
    public const string DemoBrand = "demo";

    /// <summary>Brands and affiliates; every world has them, also an empty one.</summary>
    public static void Furnish(ClixnowState state)
    {
        state.Brands.Add(id => new ClixnowBrand { Id = id, Slug = DemoBrand, Name = "Demo Markets", RedirectTemplate = RedirectOf(DemoBrand) });
        state.Brands.Add(id => new ClixnowBrand
        {
            Id = id,
            Slug = "strict",
            Name = "Strict Markets",
            LanguageDetection = ClixnowLanguageDetection.RegistrationLanguage,
            AllowedCountries = ["AT", "CH", "DE"],
            RedirectTemplate = RedirectOf("strict"),
        });
        state.Brands.Add(id => new ClixnowBrand { Id = id, Slug = "closed", Name = "Closed Markets", Active = false, RedirectTemplate = RedirectOf("closed") });

        state.Affiliates.Add(id => new ClixnowAffiliate { Id = id, Name = "Example Media", HomeBrandId = 1 });
        state.Affiliates.Add(id => new ClixnowAffiliate { Id = id, Name = "Blocked Media", HomeBrandId = 1, MayRegister = false, MayMonitor = false });
        state.Affiliates.Add(id => new ClixnowAffiliate
        {
            Id = id,
            Name = "Discreet Media",
            HomeBrandId = 1,
            SeesCrmId = false,
            SeesBrandId = false,
            SeesFtdDate = false,
        });
    }

    /// <summary>Where a brand's leads go on unless it says otherwise.</summary>
    public static string RedirectOf(string slug) => $"https://{slug}.example.com/welcome?token={ClixnowState.TokenPlaceholder}";
}
