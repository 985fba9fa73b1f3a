namespace VendorMocks.Tests;

/// <summary>Visits, and to whom they belong.</summary>
internal static class LeadDynoVisitorScenarios
{
    [Scenario("LD-45", "LD-91")]
    public static async Task A_known_tracking_code_is_the_same_visitor(Stage stage)
    {
        var caller = stage.Owner();
        var first = await caller.Post("visitors", "url", "https://shop.example.com/a").Is(201);
        var code = first.Text("tracking_code")!;
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", code);
        stage.Pass(TimeSpan.FromMinutes(1));
        var again = await caller.Post("visitors", "tracking_code", code, "url", "https://shop.example.com/b", "referrer", "https://blog.example.org/?q=shoes").Is(201);
        Assert.Equal((1L, code, "https://shop.example.com/a"), (again["id"].GetInt64(), again.Text("tracking_code"), again.Text("url.url")));
        Assert.Equal(("2026-01-01T12:00:00Z", "2026-01-01T12:01:00Z"), (again.Text("created_at"), again.Text("updated_at")));
        Assert.Equal(("https://blog.example.org/?q=shoes", "shoes"), (again.Text("referrer.url"), again.Text("search_term")));
        Assert.Equal(1, await caller.Count("visitors"));
        Assert.Equal(2, (await caller.Post("visitors", "tracking_code", code.ToUpperInvariant()).Is(201))["id"].GetInt64());
    }

    [Scenario("LD-46", "LD-47")]
    public static async Task A_link_with_afmc_attributes_its_visitor_in_any_casing(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("a@example.com", "ALPHA");
        const string Url = "https://shop.example.com/p?x=1&afmc=alpha";
        var visit = await caller.Post("visitors", "url", Url).Is(201);
        Assert.Equal(("a@example.com", null, Url), (visit.Text("affiliate.email"), visit.Text("lead"), visit.Text("url.url")));
        var lead = await caller.Post("leads", "email", "l@example.com", "tracking_code", visit.Text("tracking_code")!).Is(201);
        Assert.Equal(("a@example.com", 1L, "Registered"), (lead.Text("affiliate.email"), lead["latest_visitor.id"].GetInt64(), lead.Text("status")));
        Assert.Equal("l@example.com", (await caller.Get("visitors/1")).Text("lead.email"));
        Assert.Equal(1, await caller.Count("visitors"));
    }

    [Scenario("LD-46")]
    public static async Task Code_goes_before_the_link_and_the_link_before_the_referring_host(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("a@example.com", "ALPHA");
        dyno.AddAffiliate("b@example.com", "BETA");
        dyno.AddAffiliate("c@example.com", "GAMMA", referrerDomain: "blog.example.org");
        (string Code, string Url, string Referrer, string? Affiliate)[] visits =
        [
            ("ALPHA", "https://x.example/?afmc=BETA", "https://blog.example.org/", "a@example.com"),
            ("", "https://x.example/?afmc=ALPHA&afmc=BETA#top", "https://blog.example.org/", "b@example.com"),
            ("NOSUCH", "https://x.example/?afmc=BETA", "", "b@example.com"),
            ("", "https://x.example/?afmc=NOSUCH", "https://BLOG.example.org/post?q=1", "c@example.com"),
            ("", "https://x.example/#?afmc=ALPHA", "https://www.blog.example.org/", null),
        ];
        foreach (var (code, url, referrer, affiliate) in visits)
        {
            var visit = await caller.Post("visitors", "code", code, "url", url, "referrer", referrer).Is(201);
            Assert.Equal(affiliate, visit["affiliate"].ValueKind == System.Text.Json.JsonValueKind.Null ? null : visit.Text("affiliate.email"));
        }
    }

    [Scenario("LD-47")]
    public static async Task Codes_of_nobody_or_of_affiliates_who_are_not_Active_attribute_nothing(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("p@example.com", "PENDING", status: LeadDynoAffiliateStatus.PendingApproval);
        dyno.AddAffiliate("z@example.com", "GONE", status: LeadDynoAffiliateStatus.Archived);
        foreach (var code in (string[])["PENDING", "GONE", "COUPON-10", ""])
        {
            Assert.Null((await caller.Post("visitors", "code", code, "url", $"https://x.example/?afmc={code}").Is(201)).Text("affiliate"));
            Assert.Null((await caller.Post("purchases", "email", "l@example.com", "code", code).Is(201)).Text("affiliate"));
        }

        Assert.Null((await caller.Post("leads", "email", "m@example.com", "affiliate", "z@example.com").Is(201)).Text("affiliate"));
        Assert.Null((await caller.Post("leads", "email", "n@example.com", "affiliate", "no e-mail at all").Is(201)).Text("affiliate"));
    }

    [Scenario("LD-48", "LD-49")]
    public static async Task The_latest_affiliate_takes_visitor_and_lead_over_and_purchases_stay(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("a@example.com", "ALPHA");
        dyno.AddAffiliate("b@example.com", "BETA");
        var lead = await caller.Post("leads", "email", "l@example.com").Is(201);
        var code = lead.Text("tracking_code")!;
        Assert.Null(lead.Text("affiliate"));
        await caller.Post("visitors", "tracking_code", code, "code", "ALPHA").Is(201);
        await caller.Post("purchases", "email", "l@example.com", "purchase_amount", "100", "purchase_code", "ORDER-1").Is(201);
        Assert.Equal("a@example.com", (await caller.Get("leads/1")).Text("affiliate.email"));
        stage.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("b@example.com", (await caller.Post("visitors", "tracking_code", code, "code", "BETA").Is(201)).Text("affiliate.email"));
        var moved = await caller.Get("leads/1");
        Assert.Equal(("b@example.com", "2026-01-01T12:01:00Z"), (moved.Text("affiliate.email"), moved.Text("updated_at")));
        // Nothing returns to direct, and what was bought stays where it was.
        await caller.Post("visitors", "tracking_code", code, "url", "https://shop.example.com/").Is(201);
        Assert.Equal("b@example.com", (await caller.Get("leads/1")).Text("affiliate.email"));
        Assert.Equal("a@example.com", (await caller.Get("purchases/1")).Text("affiliate.email"));
        Assert.Equal("a@example.com", (await caller.Get("purchases/1/commissions")).Text("0.affiliate.email"));
    }

    [Scenario("LD-48")]
    public static async Task Settings_keep_the_first_affiliate_or_the_first_source(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("a@example.com", "ALPHA");
        dyno.AddAffiliate("b@example.com", "BETA");
        dyno.Configure(firstAffiliateWins: true);
        await Visit("one", "ALPHA", "a@example.com");
        await Visit("one", "BETA", "a@example.com");
        await Visit("two", "", null);
        await Visit("two", "BETA", "b@example.com");
        dyno.Configure(firstAffiliateWins: false, firstSourceWins: true);
        await Visit("three", "", null);
        await Visit("three", "BETA", null);
        await Visit("one", "BETA", "a@example.com");
        dyno.Configure(firstSourceWins: false);
        await Visit("one", "BETA", "b@example.com");

        async Task Visit(string trackingCode, string code, string? affiliate)
        {
            var visit = await caller.Post("visitors", "tracking_code", trackingCode, "code", code).Is(201);
            Assert.Equal(affiliate, dyno.Affiliates.SingleOrDefault(row => visit.Text("affiliate")?.Contains(row.Email, StringComparison.Ordinal) == true)?.Email);
        }
    }

    [Scenario("LD-50")]
    public static async Task The_latest_campaign_link_wins(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddCampaign("One");
        var far = dyno.AddCampaign("Far", id: 12345);
        Assert.Equal("9ix", far.LinkToken);
        var visit = await caller.Post("visitors", "url", "https://shop.example.com/?a=1#_l_1", "tracking_code", "t").Is(201);
        Assert.Equal("One", visit.Text("campaign.code"));
        await caller.Post("leads", "email", "l@example.com", "tracking_code", "t").Is(201);
        Assert.Equal("Far", (await caller.Post("visitors", "url", "https://shop.example.com/#_l_9IX", "tracking_code", "t").Is(201)).Text("campaign.code"));
        Assert.Equal("Far", (await caller.Get("leads/1")).Text("campaign.code"));
        foreach (var url in (string[])["https://shop.example.com/#_l_zz", "https://shop.example.com/#_l_", "https://shop.example.com/#_l_1x/", "https://shop.example.com/"])
            Assert.Equal("Far", (await caller.Post("visitors", "url", url, "tracking_code", "t").Is(201)).Text("campaign.code"));
        dyno.Configure(firstSourceWins: true);
        Assert.Equal("Far", (await caller.Post("visitors", "url", "https://shop.example.com/#_l_1", "tracking_code", "t").Is(201)).Text("campaign.code"));
        dyno.Configure(firstSourceWins: false);
        var again = await caller.Post("leads", "email", "l@example.com", "tracking_code", "t", "url", "https://shop.example.com/#_l_1").Is(201);
        Assert.Equal("One", again.Text("campaign.code"));
        await caller.Post("visitors", "url", "https://shop.example.com/#_l_9ix", "tracking_code", "t").Is(201);
        dyno.RenameCampaign("far", "Near");
        Assert.Equal("Near", (await caller.Get("visitors/1")).Text("campaign.code"));
    }

    [Scenario("LD-51")]
    public static async Task Equal_addresses_share_an_id_and_links_leave_the_latest_click(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate(code: "ALPHA", referrerDomain: "blog.example.org");
        var first = await caller.Post("visitors", "url", "https://shop.example.com/", "referrer", "https://search.example.org/find?x=1&q=desk+lamps").Is(201);
        var second = await caller.Post("visitors", "url", "https://shop.example.com/", "referrer", "https://shop.example.com/").Is(201);
        Assert.Equal((1, 2, 1, 1), (first["url.id"].GetInt32(), first["referrer.id"].GetInt32(), second["url.id"].GetInt32(), second["referrer.id"].GetInt32()));
        Assert.Equal(("desk lamps", null), (first.Text("search_term"), second.Text("search_term")));
        foreach (var name in (string[])["p", "query", "search"])
            Assert.Equal("lamp", (await caller.Post("visitors", "referrer", $"https://search.example.org/?{name}=lamp").Is(201)).Text("search_term"));
        Assert.Null(first.Text("latest_click"));
        var hosted = await caller.Post("visitors", "tracking_code", "t", "referrer", "https://blog.example.org/").Is(201);
        Assert.Equal((1L, null), (hosted["affiliate.id"].GetInt64(), hosted.Text("latest_click")));
        stage.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("2026-01-01T12:01:00Z", (await caller.Post("visitors", "tracking_code", "t", "code", "ALPHA").Is(201)).Text("latest_click"));
        stage.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal("2026-01-01T12:01:00Z", (await caller.Post("visitors", "tracking_code", "t").Is(201)).Text("latest_click"));
    }

    [Scenario("LD-57")]
    public static async Task Visitors_are_imported_in_order_by_one_request(Stage stage)
    {
        var caller = stage.Owner();
        var made = await caller.Json("POST", "visitors/import", """{"visitors":[{"url":"https://shop.example.com/"},{"tracking_code":"t"},{"tracking_code":"t","agent":"x"}]}""").Is(201);
        Assert.Equal([1, 2, 2], made.RowIds());
        Assert.Equal("199", made.Header("X-RateLimit-Remaining-Minute"));
        Assert.Equal(2, await caller.Count("visitors"));
        var nested = await caller.Post("visitors/import", "visitors[0][tracking_code]", "u", "visitors[1][tracking_code]", "v").Is(201);
        Assert.Equal(["u", "v"], nested.Each("tracking_code"));
        Assert.Equal("[]", (await caller.Json("POST", "visitors/import", """{"visitors":[]}""").Is(201)).Body);
        await caller.Post("visitors/import").Invalid("visitors", "can't be blank");
        await caller.Post("visitors/import", "visitors", "x").Invalid("visitors", "is invalid");
        await caller.Json("POST", "visitors/import", """{"visitors":[{},7,{"url":[]}]}""").Invalid("visitors[1]", "is invalid", "visitors[2].url", "is invalid");
        Assert.Equal(4, await caller.Count("visitors"));
    }
}
