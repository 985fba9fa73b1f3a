namespace VendorMocks;

/// <summary>The brand's part in the life of a lead: what a test or a person plays.</summary>
internal static class ClixnowLeadHooks
{
    private const int MaxListed = 1000;

    private static readonly HookField LeadId = new("id", "integer", true, "The lead's number.") { Example = "100001" };

    private static readonly string[] Texts =
    [
        "firstName", "lastName", "phone", "countryCode", "languageCode", "ipAddress", "comment", "referralUrl", "subCampaign", "placement",
        "keyword", "sub2", "clickId", "deviceType", "deviceName", "osName", "browser", "carrier", "status", "redirectUrl",
    ];

    public static IReadOnlyList<Hook> Hooks { get; } =
    [
        Hook.Row<ClixnowState>(
            "clixnow.leads.list",
            "Leads with all that the vendor knows of them",
            List,
            new("affiliateId", "integer", false, "Only leads that this affiliate sent."),
            new("email", "string", false, "Only leads with this e-mail, in any casing."),
            new("status", "string", false, "Only leads with this status."),
            new("skip", "integer", false, "Leads to leave out first; 0."),
            new("count", "integer", false, "Most leads to show, up to 1000; 100.")) with
        { ReadsOnly = true },
        Hook.Row<ClixnowState>("clixnow.leads.get", "One lead", Get, LeadId) with { ReadsOnly = true },
        Hook.Row<ClixnowState>(
            "clixnow.leads.put",
            "A lead exactly as given, or changes to one; no postback goes out",
            Put,
            [
                new("id", "integer", false, "The lead to change, or the number of a new one; the next."),
                new("email", "string", false, "Required for a new lead.") { Example = "\"ada@example.com\"" },
                new("affiliateId", "integer", false, "Who sent it; 1."),
                new("brandId", "integer", false, "Who accepted it; the affiliate's home brand."),
                new("crmId", "integer", false, "The CRM's number; the next."),
                new("acceptTermsAndConditions", "boolean", false, "False."),
                new("acceptPromotions", "boolean", false, "False."),
                new("createdOn", "time", false, "Now."),
                new("updatedOn", "time", false, "The last of the other times."),
                new("ftdDate", "time", false, "No first deposit; null takes one back."),
                .. Texts.Select(name => new HookField(name, "string", false, "As in the API; invented for a new lead where it is required.")),
            ]),
        Hook.Row<ClixnowState>("clixnow.leads.remove", "Takes a lead away", Remove, LeadId),
        Hook.Row<ClixnowState>(
            "clixnow.leads.set-status",
            "The brand changes a lead's status; a status postback goes out if it differs",
            (call, state) => Read(call, input => SetStatus(call, state, input.Integer("id", required: true), input.Text("status", required: true))),
            LeadId,
            new("status", "string", true, "Any text, for example Interested.") { Example = "\"Interested\"" }),
        Hook.Row<ClixnowState>(
            "clixnow.leads.make-ftd",
            "The lead makes its first deposit; an ftd postback goes out",
            (call, state) => Read(call, input => MakeFtd(call, state, input.Integer("id", required: true), input.Time("at"), input.Text("status"))),
            LeadId,
            new("at", "time", false, "Not before the lead, not in the future; now."),
            new("status", "string", false, "Also changes the status.")),
    ];

    /// <summary>CN-55: a new status moves <c>updatedOn</c>; the same one changes nothing.</summary>
    public static HookResult SetStatus(Call call, ClixnowState state, long? id, string? status)
    {
        if (Find(state, id) is not { } lead)
            return NoLead(id);
        if (string.IsNullOrWhiteSpace(status))
            return HookResult.Bad("status", "A status is a text that is not blank.");
        if (lead.Status == status)
            return Shown(lead);
        lead = state.Leads.Replace(lead with { Status = status, UpdatedOn = IsoTime.ToMilliseconds(call.Now) });
        ClixnowPostbacks.Announce(call, state, lead, ClixnowPostbacks.StatusChanged);
        return Shown(lead);
    }

    /// <summary>CN-56: once; the status only where one is named.</summary>
    public static HookResult MakeFtd(Call call, ClixnowState state, long? id, DateTimeOffset? at, string? status)
    {
        if (Find(state, id) is not { } lead)
            return NoLead(id);
        if (lead.FtdDate is { } made)
            return HookResult.Conflict("id", $"Lead {lead.Id} made its first deposit at {ClixnowTimes.Format(made)} already.");
        var now = IsoTime.ToMilliseconds(call.Now);
        var moment = IsoTime.ToMilliseconds(at ?? now);
        if (moment < lead.CreatedOn || moment > now)
            return HookResult.Bad("at", $"A deposit lies between the lead's creation, {ClixnowTimes.Format(lead.CreatedOn)}, and now, {ClixnowTimes.Format(now)}.");
        var changed = !string.IsNullOrWhiteSpace(status) && status != lead.Status;
        lead = state.Leads.Replace(lead with { FtdDate = moment, UpdatedOn = now, Status = changed ? status! : lead.Status });
        ClixnowPostbacks.Announce(call, state, lead, ClixnowPostbacks.DepositMade);
        if (changed)
            ClixnowPostbacks.Announce(call, state, lead, ClixnowPostbacks.StatusChanged);
        return Shown(lead);
    }

    /// <summary>What a lead is before anything is said about it but its e-mail and sender; what is empty is filled when it is saved.</summary>
    public static ClixnowLead Draft(ClixnowState state, string? email, ClixnowAffiliate affiliate, DateTimeOffset now)
    {
        var person = People.Invent(state.Random, "clixnow.invented", state.Leads.NextId, "de_CH");
        return new ClixnowLead
        {
            Id = state.Leads.NextId,
            AffiliateId = affiliate.Id,
            BrandId = affiliate.HomeBrandId,
            FirstName = person.First,
            LastName = person.Last,
            Email = email ?? person.Email,
            Phone = "",
            CountryCode = "CH",
            Status = ClixnowLeads.InitialStatus,
            CreatedOn = IsoTime.ToMilliseconds(now),
            UpdatedOn = default,
        };
    }

    /// <summary>Stores a lead under the number it has, in place of the one that has it now.</summary>
    public static HookResult Save(ClixnowState state, ClixnowLead lead)
    {
        var last = lead.FtdDate > lead.CreatedOn ? lead.FtdDate.Value : lead.CreatedOn;
        lead = lead with
        {
            // No country has this code, and the number keeps phones apart.
            Phone = lead.Phone.Length > 0 ? lead.Phone : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"+999{lead.Id:D8}"),
            CountryCode = lead.CountryCode.ToUpperInvariant(),
            CreatedOn = IsoTime.ToMilliseconds(lead.CreatedOn),
            FtdDate = lead.FtdDate is { } ftd ? IsoTime.ToMilliseconds(ftd) : null,
            UpdatedOn = IsoTime.ToMilliseconds(lead.UpdatedOn == default ? last : lead.UpdatedOn),
        };
        if (Fault(state, lead) is { } fault)
            return fault;
        var known = state.Leads.Find(lead.Id);
        lead = state.Finish(lead);
        return Shown(known is null ? state.Leads.Insert(lead) : state.Leads.Replace(lead));
    }

    public static HookResult Remove(ClixnowState state, long? id)
    {
        if (Find(state, id) is not { } lead)
            return NoLead(id);
        state.Leads.Remove(lead.Id);
        return Shown(lead);
    }

    private static HookResult? Fault(ClixnowState state, ClixnowLead lead)
    {
        if (lead.Id is < 1 or > int.MaxValue)
            return HookResult.Bad("id", $"A lead's number lies between 1 and {int.MaxValue}, not {lead.Id}.");
        if (state.Affiliates.Find(lead.AffiliateId) is null)
            return HookResult.Missing("affiliateId", $"There is no affiliate {lead.AffiliateId}.");
        if (state.Brands.Find(lead.BrandId) is null)
            return HookResult.Missing("brandId", $"There is no brand {lead.BrandId}.");
        if (!ClixnowLeadForm.IsEmail(lead.Email))
            return HookResult.Bad("email", $"'{lead.Email}' is no e-mail address.");
        if (!ClixnowLeadForm.IsPhone(lead.Phone))
            return HookResult.Bad("phone", $"'{lead.Phone}' is no phone number: 7 to 15 digits, with + in front, blanks, -, . and brackets as wanted.");
        if (!ClixnowLeadForm.IsCode(lead.CountryCode))
            return HookResult.Bad("countryCode", $"'{lead.CountryCode}' is no two-letter code.");
        if (string.IsNullOrWhiteSpace(lead.Status))
            return HookResult.Bad("status", "A status is a text that is not blank.");
        if (lead.UpdatedOn < lead.CreatedOn || lead.FtdDate < lead.CreatedOn || lead.FtdDate > lead.UpdatedOn)
            return HookResult.Bad("updatedOn", "createdOn comes first, then ftdDate, then updatedOn.");
        if (state.FindByEmail(lead.BrandId, lead.Email) is { } same && same.Id != lead.Id)
            return HookResult.Conflict("email", $"Lead {same.Id} of the brand has this e-mail.");
        if (state.FindByPhone(lead.BrandId, lead.Phone) is { } rings && rings.Id != lead.Id)
            return HookResult.Conflict("phone", $"Lead {rings.Id} of the brand has this phone.");
        return null;
    }

    private static HookResult List(Call call, ClixnowState state)
    {
        var input = new HookInput(call.Fields);
        var (affiliate, email, status) = (input.Integer("affiliateId"), input.Text("email"), input.Text("status"));
        var (skip, count) = (input.Integer("skip") ?? 0, input.Integer("count") ?? 100);
        if (input.Problem is { } problem)
            return HookResult.Of(problem);
        if (skip < 0 || count is < 1 or > MaxListed)
            return HookResult.Bad(skip < 0 ? "skip" : "count", $"skip is at least 0, count lies between 1 and {MaxListed}.");
        var rows = (affiliate is { } id ? state.LeadsById.Ascending(id) : (IEnumerable<ClixnowLead>)state.Leads)
            .Where(lead => (email is null || lead.Email.Equals(email, StringComparison.OrdinalIgnoreCase)) && (status is null || lead.Status == status))
            .Skip((int)Math.Min(skip, int.MaxValue))
            .Take((int)count);
        return HookResult.Of([.. rows], ClixnowWire.Json.ClixnowLeadArray);
    }

    private static HookResult Get(Call call, ClixnowState state) =>
        Read(call, input => input.Integer("id", required: true) is { } id && Find(state, id) is { } lead ? Shown(lead) : NoLead(input.Integer("id")));

    private static HookResult Remove(Call call, ClixnowState state) => Read(call, input => Remove(state, input.Integer("id", required: true)));

    private static HookResult Put(Call call, ClixnowState state)
    {
        var input = new HookInput(call.Fields);
        var id = input.Integer("id");
        var known = Find(state, id);
        var affiliateId = input.Integer("affiliateId") ?? known?.AffiliateId ?? 1;
        if (state.Affiliates.Find(affiliateId) is not { } affiliate)
            return HookResult.Missing("affiliateId", $"There is no affiliate {affiliateId}.");
        var draft = known ?? Draft(state, input.Text("email", required: true) ?? "", affiliate, call.Now) with { Id = id ?? state.Leads.NextId };
        var lead = draft with
        {
            AffiliateId = affiliateId,
            BrandId = input.Integer("brandId") ?? draft.BrandId,
            CrmId = input.Integer("crmId") ?? draft.CrmId,
            Email = input.Text("email") ?? draft.Email,
            AcceptTermsAndConditions = input.Flag("acceptTermsAndConditions") ?? draft.AcceptTermsAndConditions,
            AcceptPromotions = input.Flag("acceptPromotions") ?? draft.AcceptPromotions,
            CreatedOn = input.Time("createdOn") ?? draft.CreatedOn,
            UpdatedOn = input.Time("updatedOn") ?? draft.UpdatedOn,
            FtdDate = input.Has("ftdDate") ? input.Time("ftdDate") : draft.FtdDate,
        };
        lead = WithTexts(lead, input);
        return input.Problem is { } problem ? HookResult.Of(problem) : Save(state, lead);
    }

    private static ClixnowLead WithTexts(ClixnowLead lead, HookInput input) => lead with
    {
        FirstName = input.Kept("firstName", lead.FirstName) ?? "",
        LastName = input.Kept("lastName", lead.LastName) ?? "",
        Phone = input.Text("phone") ?? lead.Phone,
        CountryCode = input.Text("countryCode") ?? lead.CountryCode,
        LanguageCode = input.Kept("languageCode", lead.LanguageCode),
        IpAddress = input.Kept("ipAddress", lead.IpAddress),
        Comment = input.Kept("comment", lead.Comment),
        ReferralUrl = input.Kept("referralUrl", lead.ReferralUrl),
        SubCampaign = input.Kept("subCampaign", lead.SubCampaign),
        Placement = input.Kept("placement", lead.Placement),
        Keyword = input.Kept("keyword", lead.Keyword),
        Sub2 = input.Kept("sub2", lead.Sub2),
        ClickId = input.Kept("clickId", lead.ClickId),
        DeviceType = input.Kept("deviceType", lead.DeviceType),
        DeviceName = input.Kept("deviceName", lead.DeviceName),
        OsName = input.Kept("osName", lead.OsName),
        Browser = input.Kept("browser", lead.Browser),
        Carrier = input.Kept("carrier", lead.Carrier),
        Status = input.Text("status") ?? lead.Status,
        RedirectUrl = input.Text("redirectUrl") ?? lead.RedirectUrl,
    };

    private static HookResult Read(Call call, Func<HookInput, HookResult> act)
    {
        var input = new HookInput(call.Fields);
        var result = act(input);
        return input.Problem is { } problem ? HookResult.Of(problem) : result;
    }

    private static ClixnowLead? Find(ClixnowState state, long? id) => id is { } number ? state.Leads.Find(number) : null;

    private static HookResult NoLead(long? id) => HookResult.Missing("id", $"There is no lead {id}.");

    private static HookResult Shown(ClixnowLead lead) => HookResult.Of(lead, ClixnowWire.Json.ClixnowLead);
}
