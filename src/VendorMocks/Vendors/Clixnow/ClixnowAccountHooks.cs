namespace VendorMocks;

/// <summary>The administration: brands, affiliates and what they want called.</summary>
internal static class ClixnowAccountHooks
{
    private static readonly HookField BrandId = new("id", "integer", true, "The brand's number.");
    private static readonly HookField AffiliateId = new("id", "integer", true, "The affiliate's number.");

    private static readonly HookField[] BrandFields =
    [
        new("name", "string", false, "Name as leads show it; the slug."),
        new("active", "boolean", false, "Whether it takes leads; true."),
        new("languageDetection", "string", false, "None, RegistrationLanguage or IpAddress; None."),
        new("allowedCountries", "array", false, "Two-letter codes; null allows all."),
        new("redirectTemplate", "string", false, "Absolute https URL with {token}."),
    ];

    private static readonly HookField[] AffiliateFields =
    [
        new("homeBrandId", "integer", false, "The brand that is meant where the host names none; 1."),
        new("brandIds", "array", false, "Brands that it may use; null means all."),
        new("mayRegister", "boolean", false, "May create leads; true."),
        new("mayMonitor", "boolean", false, "May search leads; true."),
        new("blocked", "boolean", false, "Blocked as a whole; false."),
        new("seesCrmId", "boolean", false, "Whether searches show crmId; true."),
        new("seesBrandId", "boolean", false, "Whether searches show brandId; true."),
        new("seesFtdDate", "boolean", false, "Whether searches show ftdDate; true."),
    ];

    public static IReadOnlyList<Hook> Hooks { get; } =
    [
        Hook.Row<ClixnowState>("clixnow.brands.list", "All brands", (_, state) => HookResult.Of([.. state.Brands], ClixnowWire.Json.ClixnowBrandArray)) with { ReadsOnly = true },
        Hook.Row<ClixnowState>("clixnow.brands.add", "A new brand", AddBrand, [new("slug", "string", true, "The label in its host name."), .. BrandFields]),
        Hook.Row<ClixnowState>("clixnow.brands.update", "Changes a brand", UpdateBrand, [BrandId, .. BrandFields]),
        Hook.Row<ClixnowState>("clixnow.affiliates.list", "All affiliates with their tokens", (_, state) => HookResult.Of([.. state.Affiliates], ClixnowWire.Json.ClixnowAffiliateArray)) with { ReadsOnly = true },
        Hook.Row<ClixnowState>(
            "clixnow.affiliates.add",
            "A new affiliate",
            AddAffiliate,
            [new("name", "string", true, "Name for people."), new("token", "string", false, "Its token; minted."), .. AffiliateFields]) with { MintsKey = true },
        Hook.Row<ClixnowState>("clixnow.affiliates.update", "Changes an affiliate", UpdateAffiliate, [AffiliateId, new("name", "string", false, "Name for people."), .. AffiliateFields]),
        Hook.Row<ClixnowState>(
            "clixnow.affiliates.renew-token",
            "A new token; the old one is refused at once",
            (call, state) =>
            {
                var input = new HookInput(call.Fields);
                var (id, token) = (input.Integer("id", required: true), input.Text("token"));
                return input.Problem is { } problem ? HookResult.Of(problem) : RenewToken(state, id!.Value, token);
            },
            AffiliateId,
            new("token", "string", false, "The new token; minted.")),
        Hook.Row<ClixnowState>("clixnow.postbacks.list", "All postback templates", (_, state) => HookResult.Of([.. state.Postbacks], ClixnowWire.Json.ClixnowPostbackArray)) with { ReadsOnly = true },
        Hook.Row<ClixnowState>(
            "clixnow.postbacks.add",
            "A URL to be called",
            (call, state) =>
            {
                var input = new HookInput(call.Fields);
                var (affiliate, what, url) = (input.Integer("affiliateId") ?? 1, input.Text("event", required: true), input.Text("url", required: true));
                return input.Problem is { } problem ? HookResult.Of(problem) : AddPostback(state, affiliate, what!, url!);
            },
            new("affiliateId", "integer", false, "Whose leads; 1."),
            new("event", "string", true, "lead, status or ftd.") { Example = "\"status\"" },
            new("url", "string", true, "Absolute http(s) URL with placeholders such as {clickId}.") { Example = "\"https://example.com/postback?click={clickId}\"" }),
        Hook.Row<ClixnowState>(
            "clixnow.postbacks.remove",
            "Stops calling a URL",
            (call, state) =>
            {
                var input = new HookInput(call.Fields);
                var id = input.Integer("id", required: true);
                return input.Problem is { } problem ? HookResult.Of(problem) : RemovePostback(state, id!.Value);
            },
            new HookField("id", "integer", true, "The template's number.")),
    ];

    public static ClixnowBrand DraftBrand(ClixnowState state, string slug) =>
        new() { Id = state.Brands.NextId, Slug = slug, Name = slug, RedirectTemplate = ClixnowSeed.RedirectOf(slug) };

    /// <summary>Stores a brand, in place of the one with its number.</summary>
    public static HookResult Save(ClixnowState state, ClixnowBrand brand)
    {
        brand = brand with { AllowedCountries = brand.AllowedCountries is { } codes ? [.. codes.Select(code => code.ToUpperInvariant())] : null };
        if (brand.Slug.Length is 0 or > 63 || !brand.Slug.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            return HookResult.Bad("slug", $"'{brand.Slug}' is no label of a host name: letters, digits and dashes.");
        if (brand.AllowedCountries?.FirstOrDefault(code => !ClixnowLeadForm.IsCode(code)) is { } wrong)
            return HookResult.Bad("allowedCountries", $"'{wrong}' is no two-letter code.");
        if (!IsUrl(brand.RedirectTemplate, "https") || !brand.RedirectTemplate.Contains(ClixnowState.TokenPlaceholder, StringComparison.Ordinal))
            return HookResult.Bad("redirectTemplate", $"A redirect template is an absolute https URL with {ClixnowState.TokenPlaceholder} in it, not '{brand.RedirectTemplate}'.");
        if (state.BrandsBySlug.Find(brand.Slug) is { } same && same.Id != brand.Id)
            return HookResult.Conflict("slug", $"Brand {same.Id} has this slug.");
        var saved = state.Brands.Find(brand.Id) is null ? state.Brands.Insert(brand) : state.Brands.Replace(brand);
        return HookResult.Of(saved, ClixnowWire.Json.ClixnowBrand);
    }

    // Tokens are derived from one that only this world has, so that worlds of one seed do not clash.
    public static ClixnowAffiliate DraftAffiliate(ClixnowState state, string name) => new()
    {
        Id = state.Affiliates.NextId,
        Name = name,
        HomeBrandId = 1,
        Token = TokenAfter(state.Affiliates.Find(1)!.Token, state.Affiliates.NextId),
    };

    /// <summary>Stores an affiliate, in place of the one with its number.</summary>
    public static HookResult Save(ClixnowState state, ClixnowAffiliate affiliate)
    {
        if (state.Brands.Find(affiliate.HomeBrandId) is null)
            return HookResult.Missing("homeBrandId", $"There is no brand {affiliate.HomeBrandId}.");
        foreach (var id in affiliate.BrandIds ?? [])
        {
            if (state.Brands.Find(id) is null)
                return HookResult.Missing("brandIds", $"There is no brand {id}.");
        }

        if (string.IsNullOrWhiteSpace(affiliate.Token))
            return HookResult.Bad("token", "A token is a text that is not blank.");
        if (state.AffiliatesByToken.Find(affiliate.Token) is { } same && same.Id != affiliate.Id)
            return HookResult.Conflict("token", $"Affiliate {same.Id} has this token.");
        var saved = state.Affiliates.Find(affiliate.Id) is null ? state.Affiliates.Insert(affiliate) : state.Affiliates.Replace(affiliate);
        return HookResult.Of(saved, ClixnowWire.Json.ClixnowAffiliate);
    }

    public static HookResult RenewToken(ClixnowState state, long id, string? token) => state.Affiliates.Find(id) is { } affiliate
        ? Save(state, affiliate with { Token = token ?? TokenAfter(affiliate.Token, id) })
        : NoAffiliate("id", id);

    public static HookResult AddPostback(ClixnowState state, long affiliateId, string what, string url)
    {
        if (state.Affiliates.Find(affiliateId) is null)
            return NoAffiliate("affiliateId", affiliateId);
        if (!ClixnowPostbacks.Events.Contains(what))
            return HookResult.Bad("event", $"'{what}' is no event: {string.Join(", ", ClixnowPostbacks.Events)}.");
        if (!IsUrl(url, "http", "https"))
            return HookResult.Bad("url", $"'{url}' is no absolute http(s) URL.");
        return HookResult.Of(state.Postbacks.Add(id => new ClixnowPostback(id, affiliateId, what, url)), ClixnowWire.Json.ClixnowPostback);
    }

    public static HookResult RemovePostback(ClixnowState state, long id)
    {
        if (state.Postbacks.Find(id) is not { } postback)
            return HookResult.Missing("id", $"There is no postback template {id}.");
        state.Postbacks.Remove(id);
        return HookResult.Of(postback, ClixnowWire.Json.ClixnowPostback);
    }

    private static HookResult AddBrand(Call call, ClixnowState state)
    {
        var input = new HookInput(call.Fields);
        return ReadBrand(state, input, DraftBrand(state, input.Text("slug", required: true) ?? ""));
    }

    private static HookResult UpdateBrand(Call call, ClixnowState state)
    {
        var input = new HookInput(call.Fields);
        var id = input.Integer("id", required: true);
        if (input.Problem is null && state.Brands.Find(id!.Value) is { } brand)
            return ReadBrand(state, input, brand);
        return input.Problem is { } problem ? HookResult.Of(problem) : HookResult.Missing("id", $"There is no brand {id}.");
    }

    private static HookResult ReadBrand(ClixnowState state, HookInput input, ClixnowBrand brand)
    {
        brand = brand with
        {
            Name = input.Text("name") ?? brand.Name,
            Active = input.Flag("active") ?? brand.Active,
            LanguageDetection = input.Choice<ClixnowLanguageDetection>("languageDetection") ?? brand.LanguageDetection,
            AllowedCountries = input.Has("allowedCountries") ? input.Texts("allowedCountries") : brand.AllowedCountries,
            RedirectTemplate = input.Text("redirectTemplate") ?? brand.RedirectTemplate,
        };
        return input.Problem is { } problem ? HookResult.Of(problem) : Save(state, brand);
    }

    private static HookResult AddAffiliate(Call call, ClixnowState state)
    {
        var input = new HookInput(call.Fields);
        var draft = DraftAffiliate(state, input.Text("name", required: true) ?? "");
        return ReadAffiliate(state, input, draft with { Token = input.Text("token") ?? draft.Token });
    }

    private static HookResult UpdateAffiliate(Call call, ClixnowState state)
    {
        var input = new HookInput(call.Fields);
        var id = input.Integer("id", required: true);
        if (input.Problem is null && state.Affiliates.Find(id!.Value) is { } affiliate)
            return ReadAffiliate(state, input, affiliate);
        return input.Problem is { } problem ? HookResult.Of(problem) : NoAffiliate("id", id!.Value);
    }

    private static HookResult ReadAffiliate(ClixnowState state, HookInput input, ClixnowAffiliate affiliate)
    {
        var brandIds = input.Has("brandIds") ? input.Texts("brandIds")?.Select(text => long.TryParse(text, out var id) ? id : 0).ToArray() : affiliate.BrandIds;
        affiliate = affiliate with
        {
            Name = input.Text("name") ?? affiliate.Name,
            HomeBrandId = input.Integer("homeBrandId") ?? affiliate.HomeBrandId,
            BrandIds = brandIds,
            MayRegister = input.Flag("mayRegister") ?? affiliate.MayRegister,
            MayMonitor = input.Flag("mayMonitor") ?? affiliate.MayMonitor,
            Blocked = input.Flag("blocked") ?? affiliate.Blocked,
            SeesCrmId = input.Flag("seesCrmId") ?? affiliate.SeesCrmId,
            SeesBrandId = input.Flag("seesBrandId") ?? affiliate.SeesBrandId,
            SeesFtdDate = input.Flag("seesFtdDate") ?? affiliate.SeesFtdDate,
        };
        return input.Problem is { } problem ? HookResult.Of(problem) : Save(state, affiliate);
    }

    private static string TokenAfter(string token, long number) => RandomSource.Of(token).Hex("clixnow.token", number, 32);

    private static bool IsUrl(string text, params string[] schemes) =>
        Uri.TryCreate(text.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal), UriKind.Absolute, out var url)
        && schemes.Contains(url.Scheme);

    private static HookResult NoAffiliate(string field, long id) => HookResult.Missing(field, $"There is no affiliate {id}.");
}
