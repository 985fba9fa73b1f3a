namespace VendorMocks.Tests;

/// <summary>Affiliates, from their application to their sub ids.</summary>
internal static class LeadDynoAffiliateScenarios
{
    [Scenario("LD-81", "LD-91", "LD-82")]
    public static async Task A_known_e_mail_returns_its_affiliate_unchanged(Stage stage)
    {
        var caller = stage.Owner();
        var first = await caller.Post("affiliates", "email", "a@example.com", "affiliate_code", "ALPHA").Is(201);
        Assert.EndsWith("?afmc=ALPHA", first.Text("affiliate_url"), StringComparison.Ordinal);
        await caller.Post("affiliates", "email", "b@example.com", "affiliate_code", "BETA").Is(201);
        Assert.Equal(first.Body, (await caller.Post("affiliates", "email", "A@example.com", "affiliate_code", "BETA", "first_name", "X").Is(201)).Body);
        await caller.Post("affiliates/1/archive").Is(200);
        Assert.Equal("Archived", (await caller.Post("affiliates", "email", "a@example.com").Is(201)).Text("status"));
        Assert.Equal(2, await caller.Count("affiliates"));
        await caller.Post("affiliates", "email", "a@example.com", "unsubscribed", "maybe").Invalid("unsubscribed", "is invalid");
    }

    [Scenario("LD-39", "LD-83", "LD-47")]
    public static async Task A_code_in_use_is_refused_and_only_the_new_code_attributes(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("a@example.com", "ALPHA");
        await caller.Post("affiliates", "email", "b@example.com", "affiliate_code", "alpha").Invalid(409, "affiliate_code", "has already been taken");
        Assert.Equal(1, await caller.Count("affiliates"));
        var renamed = await caller.Put("affiliates/1", "affiliate_code", "NEW & BETTER").Is(200);
        Assert.EndsWith("?afmc=NEW%20%26%20BETTER", renamed.Text("affiliate_url"), StringComparison.Ordinal);
        Assert.Null((await caller.Post("visitors", "code", "ALPHA").Is(201)).Text("affiliate"));
        Assert.Equal("a@example.com", (await caller.Post("visitors", "url", renamed.Text("affiliate_url")!).Is(201)).Text("affiliate.email"));
    }

    [Scenario("LD-82")]
    public static async Task Generated_codes_are_40_hex_digits_and_links_follow_the_site(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        var made = await caller.Post("affiliates", "email", "a@example.com").Is(201);
        Assert.Matches("^[0-9a-f]{40}$", made.Text("affiliate_code"));
        Assert.Equal($"https://shop.example.com/?afmc={made.Text("affiliate_code")}", made.Text("affiliate_url"));
        Assert.Matches("^https://app.leaddyno.com/p/[0-9a-f]{40}$", made.Text("affiliate_dashboard_url"));
        dyno.Configure(siteUrl: "https://shop.example.com/in?from=links");
        var renamed = await caller.Put("affiliates/1", "affiliate_code", "ALPHA").Is(200);
        Assert.Equal("https://shop.example.com/in?from=links&afmc=ALPHA", renamed.Text("affiliate_url"));
        Assert.Equal(made.Text("affiliate_dashboard_url"), renamed.Text("affiliate_dashboard_url"));
    }

    [Scenario("LD-82")]
    public static async Task Generated_codes_can_be_short(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate(code: "2");
        dyno.Rules = dyno.Rules with { GeneratedCode = LeadDynoGeneratedCode.Base36 };
        // The short code of the second is the first one's own.
        Assert.Matches("^[0-9a-f]{40}$", (await caller.Post("affiliates", "email", "b@example.com").Is(201)).Text("affiliate_code"));
        Assert.Equal("3", (await caller.Post("affiliates", "email", "c@example.com").Is(201)).Text("affiliate_code"));
    }

    [Scenario("LD-84")]
    public static async Task New_affiliates_are_Active_unless_the_account_approves(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        Assert.Equal("Active", (await caller.Post("affiliates", "email", "a@example.com").Is(201)).Text("status"));
        dyno.Configure(affiliateApproval: true);
        var waiting = await caller.Post("affiliates", "email", "b@example.com", "affiliate_code", "BETA").Is(201);
        Assert.Equal(("Pending Approval", true, false), (waiting.Text("status"), waiting["pending_approval"].GetBoolean(), waiting["archived"].GetBoolean()));
        Assert.Null((await caller.Post("visitors", "code", "BETA").Is(201)).Text("affiliate"));
        Assert.Equal("Active", (await caller.Post("affiliates", "email", "c@example.com", "override_approval", "true").Is(201)).Text("status"));
        stage.Pass(TimeSpan.FromMinutes(1));
        var approved = await caller.Post("affiliates/2/approve").Is(200);
        Assert.Equal(("Active", "2026-01-01T12:01:00Z"), (approved.Text("status"), approved.Text("updated_at")));
        stage.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(approved.Body, (await caller.Post("affiliates/2/approve").Is(200)).Body);
        Assert.Equal("b@example.com", (await caller.Post("visitors", "code", "BETA").Is(201)).Text("affiliate.email"));
    }

    [Scenario("LD-85")]
    public static async Task Archived_affiliates_come_back_and_rejected_ones_do_not(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("a@example.com", "ALPHA");
        dyno.AddAffiliate("b@example.com", "BETA", status: LeadDynoAffiliateStatus.PendingApproval);
        foreach (var (call, status) in ((string, string)[])[("archive", "Archived"), ("archive", "Archived"), ("unarchive", "Active"), ("unarchive", "Active")])
            Assert.Equal(status, (await caller.Post($"affiliates/1/{call}").Is(200)).Text("status"));
        Assert.Equal("Pending Approval", (await caller.Post("affiliates/2/unarchive").Is(200)).Text("status"));
        foreach (var call in (string[])["reject", "reject", "archive"])
            Assert.True((await caller.Post($"affiliates/2/{call}").Is(200))["archived"].GetBoolean());
        await caller.Post("affiliates/2/approve").Refused(400, "Affiliate was rejected");
        await caller.Post("affiliates/2/unarchive").Refused(400, "Affiliate was rejected");
        foreach (var call in (string[])["approve", "reject", "archive", "unarchive"])
            await caller.Post($"affiliates/9/{call}").Refused(404, "Affiliate not found");
        Assert.Equal(2, (await caller.Get("affiliates")).Json.GetArrayLength());
    }

    [Scenario("LD-86")]
    public static async Task An_e_mail_serves_in_place_of_the_id(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("a+b@example.com", "ALPHA");
        dyno.AddPurchase("l@example.com", 10, code: "ALPHA");
        const string Path = "affiliates/A%2Bb%40example.com";
        Assert.Equal(1, (await caller.Get(Path).Is(200))["id"].GetInt64());
        Assert.Equal("Pat", (await caller.Put(Path, "first_name", "Pat").Is(200)).Text("first_name"));
        foreach (var below in (string[])["leads", "purchases", "commissions"])
            Assert.Equal([1], (await caller.Get($"{Path}/{below}").Is(200)).RowIds());
        await caller.Get($"{Path}/commissions_total").Is(200);
        await caller.Get($"{Path}/subids").Is(200);
        await caller.Post($"{Path}/archive").Is(200);
        await caller.Get("affiliates/nobody%40example.com").Refused(404, "Affiliate not found");
    }

    [Scenario("LD-87")]
    public static async Task A_sign_in_link_is_new_each_time_and_lasts_an_hour(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        var dashboard = "https://app.leaddyno.com/p/" + dyno.AddAffiliate().DashboardToken;
        var one = await caller.Post("affiliates/1/sign_in_link").Is(200);
        Assert.Equal(["affiliate_id", "sign_in_url", "expires_at", "expires_in_seconds"], one.Json.PropertyNames());
        Assert.Equal((1L, "2026-01-01T13:00:00Z", 3600), (one["affiliate_id"].GetInt64(), one.Text("expires_at"), one["expires_in_seconds"].GetInt32()));
        Assert.StartsWith(dashboard + "/", one.Text("sign_in_url"), StringComparison.Ordinal);
        Assert.NotEqual(one.Text("sign_in_url"), (await caller.Post("affiliates/1/sign_in_link").Is(200)).Text("sign_in_url"));
        await caller.Post("affiliates/9/sign_in_link").Refused(404, "Affiliate not found");
    }

    [Scenario("LD-88")]
    public static async Task Referrers_types_and_custom_fields_are_taken_leniently(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("r@example.com");
        var made = await caller.Json("POST", "affiliates", """{"email":"a@example.com","referring_affiliate":"R@example.com","affiliate_type":"gold","custom_fields":{"team":"north","size":7}}""").Is(201);
        Assert.Equal((1L, "r@example.com", "gold", """{"team":"north","size":"7"}"""),
            (made["referring_affiliate_id"].GetInt64(), made.Text("referring_affiliate"), made.Text("compensation_tier_code"), made["custom_fields"].GetRawText()));
        Assert.Null((await caller.Post("affiliates", "email", "b@example.com", "referring_affiliate", "nobody@example.com").Is(201)).Text("referring_affiliate"));
        Assert.Equal("south", (await caller.Post("affiliates", "email", "c@example.com", "custom_fields[team]", "south").Is(201)).Text("custom_fields.team"));
        await caller.Json("POST", "affiliates", """{"email":"d@example.com","custom_fields":["x"]}""").Invalid("custom_fields", "is invalid");
        await caller.Json("POST", "affiliates", """{"email":"d@example.com","custom_fields":{"a":{}}}""").Invalid("custom_fields", "is invalid");
        // Nobody refers himself in the end.
        Assert.Null((await caller.Put("affiliates/1", "referring_affiliate", "a@example.com").Is(200)).Text("referring_affiliate"));
    }

    [Scenario("LD-88", "LD-56")]
    public static async Task An_update_writes_what_is_sent_of_an_affiliate(Stage stage)
    {
        var caller = stage.Owner();
        await caller.Json("POST", "affiliates", """{"email":"a@example.com","first_name":"Al","paypal_email":"p@example.com","affiliate_type":"vip","custom_fields":{"team":"north"}}""").Is(201);
        stage.Pass(TimeSpan.FromMinutes(1));
        var same = await caller.Json("PUT", "affiliates/1", """{"first_name":"Al","custom_fields":{"team":"north"}}""").Is(200);
        Assert.Equal("2026-01-01T12:00:00Z", same.Text("updated_at"));
        var changed = await caller.Json("PUT", "affiliates/1", """{"email":"b@example.com","first_name":null,"paypal_email":null,"affiliate_type":"","unsubscribed":true,"custom_fields":null}""").Is(200);
        Assert.Equal(("b@example.com", null, null, "vip", "{}"),
            (changed.Text("email"), changed.Text("first_name"), changed.Text("paypal_email"), changed.Text("compensation_tier_code"), changed["custom_fields"].GetRawText()));
        Assert.Equal((true, "2026-01-01T12:01:00Z"), (changed["unsubscribed"].GetBoolean(), changed.Text("updated_at")));
        await caller.Put("affiliates/1", "paypal_email", "x").Invalid("paypal_email", "is invalid");
    }

    [Scenario("LD-66")]
    public static async Task Totals_of_an_affiliate_count_what_is_attributed_now(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("a@example.com", "ALPHA");
        dyno.AddAffiliate("b@example.com", "BETA");
        dyno.AddVisit(code: "ALPHA", trackingCode: "t");
        dyno.AddVisit(code: "ALPHA");
        dyno.AddLead("l@example.com", trackingCode: "t");
        dyno.AddPurchase("l@example.com", purchaseCode: "ORDER-1");
        await caller.Delete("purchases", "purchase_code", "ORDER-1").Is(200);
        Assert.Equal((2, 1, 1), await Totals(1));
        dyno.AddVisit(code: "BETA", trackingCode: "t");
        Assert.Equal((1, 0, 1), await Totals(1));
        Assert.Equal((1, 1, 0), await Totals(2));
        Assert.Equal([1], (await caller.Get("affiliates/2/leads")).RowIds());
        Assert.Equal([1], (await caller.Get("affiliates/1/purchases")).RowIds());

        async Task<(int Visitors, int Leads, int Purchases)> Totals(long id)
        {
            var affiliate = await caller.Get($"affiliates/{id}").Is(200);
            return (affiliate["total_visitors"].GetInt32(), affiliate["total_leads"].GetInt32(), affiliate["total_purchases"].GetInt32());
        }
    }

    [Scenario("LD-89")]
    public static async Task Sub_ids_come_from_the_links_that_attributed(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("a@example.com", "ALPHA");
        dyno.AddAffiliate("b@example.com", "BETA");
        const string Url = "https://shop.example.com/?afmc=ALPHA&subid=";
        await caller.Post("visitors", "url", Url + "mail", "tracking_code", "one").Is(201);
        await caller.Post("visitors", "url", Url + "banner", "tracking_code", "two").Is(201);
        await caller.Post("visitors", "url", Url + "banner", "tracking_code", "three").Is(201);
        await caller.Post("visitors", "url", "https://shop.example.com/?subid=banner").Is(201);
        await caller.Post("leads", "email", "l@example.com", "tracking_code", "two").Is(201);
        await caller.Post("purchases", "email", "l@example.com").Is(201);
        await caller.Post("purchases", "email", "l@example.com").Is(201);
        Assert.Equal(
            """[{"subid":"banner","total_visitors":2,"total_leads":1,"total_purchases":2},{"subid":"mail","total_visitors":1,"total_leads":0,"total_purchases":0}]""",
            (await caller.Get("affiliates/1/subids").Is(200)).Body);
        await caller.Post("visitors", "url", "https://shop.example.com/?afmc=BETA", "tracking_code", "three").Is(201);
        Assert.Equal(1, (await caller.Get("affiliates/1/subids"))["0.total_visitors"].GetInt32());
        Assert.Equal("[]", (await caller.Get("affiliates/2/subids")).Body);
        // A lead that a coupon took over was not brought by the other one's link.
        await caller.Post("purchases", "email", "l@example.com", "code", "BETA").Is(201);
        Assert.Equal("[]", (await caller.Get("affiliates/2/subids")).Body);
        Assert.Equal((0, 2), ((await caller.Get("affiliates/1/subids"))["0.total_leads"].GetInt32(), (await caller.Get("affiliates/1/subids"))["0.total_purchases"].GetInt32()));
    }

    [Scenario("LD-39", "LD-88")]
    public static async Task Custom_fields_are_defined_and_removed_with_their_values(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        var made = await caller.Post("custom_fields", "name", "team").Is(201);
        Assert.Equal("""{"id":1,"name":"team","created_at":"2026-01-01T12:00:00Z","updated_at":"2026-01-01T12:00:00Z"}""", made.Body);
        await caller.Post("custom_fields", "name", "team").Invalid(409, "name", "has already been taken");
        await caller.Post("custom_fields").Invalid("name", "can't be blank");
        await caller.Post("custom_fields", "name", "size").Is(201);
        Assert.Equal([2, 1], (await caller.Get("custom_fields").Is(200)).RowIds());
        await caller.Json("POST", "affiliates", """{"email":"a@example.com","custom_fields":{"team":"north","size":"7"}}""").Is(201);
        Assert.Equal(made.Body, (await caller.Delete("custom_fields", "id", "1").Is(200)).Body);
        Assert.Equal("""{"size":"7"}""", (await caller.Get("affiliates/1"))["custom_fields"].GetRawText());
        await caller.Delete("custom_fields", "id", "1").Refused(404, "Custom field not found");
        await caller.Delete("custom_fields", "name", "team").Refused(404, "Custom field not found");
        await caller.Delete("custom_fields").Invalid("id", "can't be blank");
        Assert.Equal("size", (await caller.Delete("custom_fields", "name", "size").Is(200)).Text("name"));
    }
}
