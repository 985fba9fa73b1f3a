using System.Net.Http.Headers;
using System.Text;

namespace VendorMocks.Tests;

/// <summary>How parameters are read and values are sent.</summary>
internal static class LeadDynoBodyScenarios
{
    [Scenario("LD-05", "LD-08")]
    public static async Task The_body_beats_the_query_and_the_last_of_repeated_names_wins(Stage stage)
    {
        var key = stage.Dyno().Key;
        var mixed = await stage.LeadDyno.Form("POST", $"leads?key={key}&email=q@example.com&first_name=Query", "email", "b@example.com", "unheard_of", "1", "Last_name", "X").Is(201);
        Assert.Equal(("b@example.com", "Query", null), (mixed.Text("email"), mixed.Text("first_name"), mixed.Text("last_name")));
        var repeated = await stage.LeadDyno.Get($"visitors/count?key=nope&key={key}").Is(200);
        Assert.Equal("""{"count":1}""", repeated.Body);
        var twice = await stage.Owner().Json("POST", "leads", """{"email":"one@example.com","email":"two@example.com"}""").Is(201);
        Assert.Equal("two@example.com", twice.Text("email"));
        // A form on DELETE, and parameters in the query of a POST without body.
        var bought = await stage.LeadDyno.SendAsync("POST", $"purchases?key={key}&email=two@example.com&purchase_code=ORDER-1").Is(201);
        await stage.Owner().Delete("purchases", "purchase_code", bought.Text("purchase_code")!).Is(200);
    }

    [Scenario("LD-06")]
    public static async Task The_type_or_else_the_first_character_says_what_a_body_is(Stage stage)
    {
        var key = stage.Dyno().Key;
        var (json, form) = ($$"""  {"key":"{{key}}","email":"EMAIL"}""", $"key={key}&email=EMAIL");
        (string? Type, string Body, int Status)[] bodies =
        [
            (null, json, 201),
            ("text/plain", json, 201),
            (null, form, 201),
            ("text/plain", form, 201),
            ("application/vnd.api+json", json, 201),
            ("application/json; charset=utf-8", form, 400),
            ("application/x-www-form-urlencoded", json, 401),
        ];
        for (var i = 0; i < bodies.Length; i++)
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(bodies[i].Body.Replace("EMAIL", $"{i}@example.com", StringComparison.Ordinal)));
            if (bodies[i].Type is { } type)
                content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            await stage.LeadDyno.SendAsync("POST", "leads", content).Is(bodies[i].Status);
        }

        var parts = new MultipartFormDataContent { { new StringContent(key), "key" }, { new StringContent("part@example.com"), "email" } };
        await stage.LeadDyno.SendAsync("POST", "leads", parts).Is(201);
        Assert.Equal(6, stage.Dyno().Leads.Count);
    }

    [Scenario("LD-07")]
    public static async Task Invalid_UTF_8_and_deep_nesting_are_malformed(Stage stage)
    {
        var key = stage.Dyno().Key;
        await stage.LeadDyno.SendAsync("POST", $"leads?key={key}", Typed("application/json", [.. "{\"email\":\""u8, 0xC3, 0x28, .. "\"}"u8])).Refused(400, "Malformed JSON in request body");
        await stage.LeadDyno.SendAsync("POST", $"leads?key={key}", Typed("application/x-www-form-urlencoded", "email=%C3%28"u8.ToArray())).Refused(400, "Malformed request body");
        await stage.Owner().Json("POST", "leads", Nested(65)).Refused(400, "Malformed JSON in request body");
        await stage.Owner().Json("POST", "leads", Nested(64)).Invalid("email", "is invalid");
        await stage.Owner().Json("POST", "leads", "\"text\"").Refused(400, "Request body must be a JSON object");

        static string Nested(int depth) => $$"""{"email":{{new string('[', depth - 1)}}{{new string(']', depth - 1)}}}""";

        static ByteArrayContent Typed(string type, byte[] bytes) => new(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
    }

    [Scenario("LD-09")]
    public static async Task Null_is_absent_on_create_and_clears_on_update_and_empty_text_is_text(Stage stage)
    {
        var caller = stage.Owner();
        var made = await caller.Json("POST", "leads", """{"email":"a@example.com","first_name":null,"last_name":"","code":"","tracking_code":"","phone":"1"}""").Is(201);
        Assert.Equal((null, "", "1"), (made.Text("first_name"), made.Text("last_name"), made.Text("phone")));
        Assert.Equal(36, made.Text("tracking_code")!.Length);
        var cleared = await caller.Json("PUT", "leads/1", """{"phone":null,"first_name":"","code":""}""").Is(200);
        Assert.Equal((null, "", ""), (cleared.Text("phone"), cleared.Text("first_name"), cleared.Text("last_name")));
        var bought = await caller.Post("purchases", "email", "a@example.com", "purchase_amount", "", "purchase_code", "", "plan_code", "", "currency", "",
            "reassign_affiliate", "", "description", "").Is(201);
        Assert.Equal((null, "Default", "USD", ""), (bought.Text("purchase_amount"), bought.Text("plan.code"), bought.Text("currency"), bought.Text("note")));
    }

    [Scenario("LD-10")]
    public static async Task Text_is_kept_and_codes_are_trimmed(Stage stage)
    {
        var caller = stage.Owner();
        const string Name = "  Zoë 👩‍💻 山田 é\t";
        var made = await caller.Post("leads", "email", "  Zoe@Example.com ", "first_name", Name, "tracking_code", " t-1 ").Is(201);
        Assert.Equal(("Zoe@Example.com", Name, "t-1"), (made.Text("email"), made.Text("first_name"), made.Text("tracking_code")));
        var literal = await caller.Json("POST", "leads", """{"email":"b@example.com","first_name":1001,"last_name":true,"zipcode":1.50}""").Is(201);
        Assert.Equal(("1001", "true", "1.50"), (literal.Text("first_name"), literal.Text("last_name"), literal.Text("zipcode")));
        await caller.Json("POST", "leads", """{"email":"c@example.com","first_name":[],"last_name":{},"city":"a\u0000b"}""")
            .Invalid("first_name", "is invalid", "last_name", "is invalid", "city", "is invalid");
    }

    [Scenario("LD-11")]
    public static async Task Long_text_names_the_limit_that_applies(Stage stage)
    {
        var caller = stage.Owner();
        await caller.Post("leads", "email", "a@example.com", "first_name", new string('x', 256)).Invalid("first_name", "is too long (maximum is 255 characters)");
        // Characters, not UTF-16 units.
        await caller.Post("leads", "email", "a@example.com", "first_name", string.Concat(Enumerable.Repeat("😀", 255))).Is(201);
        await caller.Post("purchases", "email", "a@example.com", "description", new string('x', 65_536)).Invalid("description", "is too long (maximum is 65535 characters)");
        Assert.Equal(65_535, (await caller.Post("purchases", "email", "a@example.com", "description", new string('x', 65_535)).Is(201)).Text("note")!.Length);
        await stage.LeadDyno.SendAsync("POST", $"leads?key={stage.Dyno().Key}", new ByteArrayContent(new byte[10 * 1024 * 1024 + 1])).Refused(413, "Request body too large");
    }

    [Scenario("LD-32", "LD-33", "LD-34")]
    public static async Task Amounts_are_decimals_within_bounds(Stage stage)
    {
        var caller = stage.Owner();
        (string Sent, string Back)[] valid =
        [
            ("\"70.0000\"", "70.0"), ("0", "0.0"), ("\"-0\"", "0.0"), ("\"+5\"", "5.0"), ("1e2", "100.0"), ("48.18", "48.18"), ("\"0.1234565\"", "0.123457"),
            ("0.30000000000000004", "0.3"), ("999999999999.99", "999999999999.99"), ("1e-400", "0.0"), ("\" 7 \"", "7.0"),
        ];
        foreach (var (sent, back) in valid)
            Assert.Equal(back, (await caller.Json("POST", "purchases", $$"""{"email":"a@example.com","purchase_amount":{{sent}}}""").Is(201))["purchase_amount"].GetString());

        (string Sent, string Text)[] wrong =
        [
            ("\"ten\"", "is not a number"), ("\"1e2\"", "is not a number"), ("\"1,000\"", "is not a number"), ("\"5.\"", "is not a number"), ("true", "is not a number"),
            ("{}", "is not a number"), ("[]", "is not a number"), ("\"١\"", "is not a number"), ("-1", "must be greater than or equal to 0"),
            ("-1e400", "must be greater than or equal to 0"), ("1e12", "must be less than 1000000000000"), ("1e400", "must be less than 1000000000000"),
            ("999999999999.9999999", "must be less than 1000000000000"), ($"\"{new string('9', 60)}\"", "must be less than 1000000000000"),
        ];
        foreach (var (sent, text) in wrong)
            await caller.Json("POST", "purchases", $$"""{"email":"a@example.com","purchase_amount":{{sent}}}""").Invalid("purchase_amount", text);
        Assert.Equal(valid.Length, stage.Dyno().Purchases.Count);
    }

    [Scenario("LD-36")]
    public static async Task Ids_that_are_no_numbers_too_large_or_unknown_are_not_found(Stage stage)
    {
        var caller = stage.Owner();
        foreach (var id in (string[])["999999999999999999999", "9223372036854775808", "abc", "7", "-1", "1.0", "٣"])
            await caller.Get($"leads/{id}").Refused(404, "Lead not found");
        await caller.Get("visitors/7").Refused(404, "Visitor not found");
        await caller.Get("purchases/7").Refused(404, "Purchase not found");
        await caller.Get("affiliates/7").Refused(404, "Affiliate not found");
        await caller.Get("campaigns/7").Refused(404, "Campaign not found");
        await caller.Get("campaigns/7/leads").Refused(404, "Campaign not found");
        stage.Dyno().AddLead();
        await caller.Get("leads/0000000000000000001").Is(200);
    }

    [Scenario("LD-37")]
    public static async Task A_lookup_that_finds_nothing_is_404_null(Stage stage)
    {
        var caller = stage.Owner();
        foreach (var lookup in (string[])
        [
            "leads/by_email?email=none@example.com", "visitors/by_tracking_code?tracking_code=none", "purchases/by_purchase_code?purchase_code=none",
            "affiliates/by_email?email=none@example.com", "affiliates/by_affiliate_code?affiliate_code=none",
        ])
        {
            Assert.Equal("null", (await caller.Get(lookup).Is(404)).Body);
        }
    }

    [Scenario("LD-37", "LD-59", "LD-41")]
    public static async Task A_lookup_finds_e_mails_in_any_casing_and_codes_exactly(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("Pat@Example.com", "MAPLE7");
        dyno.AddPurchase("Lee@Example.com", purchaseCode: "ORDER-1");
        dyno.AddVisit(trackingCode: "t-1");
        Assert.Equal("Lee@Example.com", (await caller.Get("leads/by_email?email=%20lee@example.COM").Is(200)).Text("email"));
        Assert.Equal("Pat@Example.com", (await caller.Get("affiliates/by_email?email=PAT@example.com").Is(200)).Text("email"));
        Assert.Equal("MAPLE7", (await caller.Get("affiliates/by_affiliate_code?affiliate_code=maple7").Is(200)).Text("affiliate_code"));
        Assert.Equal("t-1", (await caller.Get("visitors/by_tracking_code?tracking_code=t-1").Is(200)).Text("tracking_code"));
        await caller.Get("purchases/by_purchase_code?purchase_code=ORDER-1").Is(200);
        await caller.Get("purchases/by_purchase_code?purchase_code=order-1").Is(404);
    }

    [Scenario("LD-38", "LD-41")]
    public static async Task Blank_and_malformed_values_are_named_together(Stage stage)
    {
        var caller = stage.Owner();
        await caller.Post("leads").Invalid("email", "can't be blank");
        await caller.Post("leads", "email", " ").Invalid("email", "can't be blank");
        await caller.Json("POST", "leads", """{"email":null}""").Invalid("email", "can't be blank");
        foreach (var email in (string[])["x", "@", "a@", "@b", "a@b@c", "a b@example.com", "a\u0007@example.com"])
            await caller.Post("leads", "email", email).Invalid("email", "is invalid");
        await caller.Get("leads/by_email").Invalid("email", "can't be blank");
        await caller.Get("purchases/by_purchase_code?purchase_code=").Invalid("purchase_code", "can't be blank");
        await caller.Post("purchases", "purchase_amount", "ten", "currency", "dollar")
            .Invalid("email", "can't be blank", "purchase_amount", "is not a number", "currency", "is invalid");
        Assert.Equal(0, await caller.Count("leads"));
        await caller.Post("leads", "email", "a@b").Is(201);
    }

    [Scenario("LD-38", "LD-83")]
    public static async Task An_update_may_not_blank_an_e_mail_nor_null_a_code(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddLead("a@example.com");
        dyno.AddAffiliate("b@example.com", "BETA");
        await caller.Put("leads/1", "email", "").Invalid("email", "can't be blank");
        await caller.Json("PUT", "leads/1", """{"email":null}""").Invalid("email", "can't be blank");
        await caller.Json("PUT", "affiliates/1", """{"affiliate_code":null,"email":""}""").Invalid("affiliate_code", "can't be blank", "email", "can't be blank");
        Assert.Equal("BETA", (await caller.Put("affiliates/1", "affiliate_code", "").Is(200)).Text("affiliate_code"));
    }

    [Scenario("LD-38")]
    public static async Task The_status_of_bad_parameters_can_be_422(Stage stage)
    {
        stage.Dyno().Rules = stage.Dyno().Rules with { ValidationStatus = 422 };
        await stage.Owner().Post("leads").Invalid(422, "email", "can't be blank");
    }

    [Scenario("LD-39")]
    public static async Task A_value_of_another_record_is_a_conflict(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddLead("one@example.com");
        dyno.AddLead("two@example.com");
        dyno.AddAffiliate("a@example.com", "ALPHA");
        dyno.AddAffiliate("b@example.com", "BETA");
        await caller.Put("leads/2", "email", "ONE@example.com").Invalid(409, "email", "has already been taken");
        await caller.Put("affiliates/2", "email", "A@example.com", "affiliate_code", "alpha")
            .Invalid(409, "email", "has already been taken", "affiliate_code", "has already been taken");
        // One's own value in another casing is no conflict.
        Assert.Equal("TWO@example.com", (await caller.Put("leads/2", "email", "TWO@example.com").Is(200)).Text("email"));
        Assert.Equal("beta", (await caller.Put("affiliates/2", "affiliate_code", "beta").Is(200)).Text("affiliate_code"));
    }

    [Scenario("LD-42")]
    public static async Task Flags_are_read_in_their_usual_spellings(Stage stage)
    {
        var caller = stage.Owner();
        var i = 0;
        foreach (var (sent, read) in ((string, bool)[])[("TRUE", true), ("1", true), ("t", true), ("Yes", true), ("on", true), ("False", false), ("0", false), ("F", false), ("no", false), ("OFF", false)])
        {
            var made = await caller.Post("affiliates", "email", $"{i++}@example.com", "unsubscribed", sent).Is(201);
            Assert.Equal(read, made["unsubscribed"].GetBoolean());
        }

        await caller.Post("affiliates", "email", "x@example.com", "unsubscribed", "maybe").Invalid("unsubscribed", "is invalid");
        await caller.Json("POST", "affiliates", """{"email":"x@example.com","unsubscribed":2}""").Invalid("unsubscribed", "is invalid");
    }

    [Scenario("LD-43")]
    public static async Task A_currency_has_three_letters_and_defaults_to_the_accounts(Stage stage)
    {
        var caller = stage.Owner();
        Assert.Equal("USD", (await caller.Post("purchases", "email", "a@example.com").Is(201)).Text("currency"));
        Assert.Equal("EUR", (await caller.Post("purchases", "email", "a@example.com", "currency", "eur").Is(201)).Text("currency"));
        foreach (var currency in (string[])["dollar", "EU", "U5D", "ÄÖÜ"])
            await caller.Post("purchases", "email", "a@example.com", "currency", currency).Invalid("currency", "is invalid");
        stage.Dyno().Configure(currency: "sek");
        Assert.Equal("SEK", (await caller.Post("purchases", "email", "a@example.com").Is(201)).Text("currency"));
    }

    [Scenario("LD-31")]
    public static async Task Times_are_whole_seconds_and_a_commissions_day_is_the_accounts(Stage stage)
    {
        stage.Pass(TimeSpan.FromSeconds(43_199.9));
        var made = await stage.Owner().Post("leads", "email", "a@example.com").Is(201);
        Assert.Equal("2026-01-01T23:59:59Z", made.Text("created_at"));
        stage.Dyno().AddAffiliate("a@example.com");
        Assert.Equal("2026-01-01", (await stage.Owner().Post("affiliates/1/commissions", "amount", "1").Is(201)).Text("date"));
        stage.Dyno().Configure(timeZone: "Europe/Berlin");
        Assert.Equal("2026-01-02", (await stage.Owner().Post("affiliates/1/commissions", "amount", "1").Is(201)).Text("date"));
    }

    [Scenario("LD-40")]
    public static async Task Newer_fields_are_sent_with_the_documented_ones(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        await FillAsync(caller, dyno);
        Assert.Equal(
            ["id", "email", "first_name", "last_name", "created_at", "updated_at", "affiliate_url", "affiliate_dashboard_url", "affiliate_code", "referring_affiliate_id",
                "referring_affiliate", "status", "paypal_email", "unsubscribed", "archived", "pending_approval", "compensation_tier_code", "custom_fields",
                "referrer_domain", "total_leads", "total_visitors", "total_purchases"],
            (await caller.Get("affiliates/1")).Json.PropertyNames());
        Assert.Equal(
            ["id", "email", "created_at", "updated_at", "status", "custom_status", "first_name", "last_name", "latest_visitor", "url", "referrer", "affiliate", "campaign",
                "search_term", "tracking_code", "address1", "address2", "city", "state", "zipcode", "country", "phone", "crm_data"],
            (await caller.Get("leads/1")).Json.PropertyNames());
        Assert.Equal("latest_click", (await caller.Get("visitors/1")).Json.PropertyNames()[^1]);
        Assert.Equal(["plan", "currency", "line_items"], (await caller.Get("purchases/1?include_line_items=1")).Json.PropertyNames()[^3..]);
        Assert.Equal(["purchase", "affiliate", "created_at", "due_at"], (await caller.Get("purchases/1/commissions"))["0"].PropertyNames()[^4..]);
    }

    internal static async Task FillAsync(LeadDynoCaller caller, LeadDynoFake dyno)
    {
        dyno.AddAffiliate(code: "ALPHA");
        await caller.Post("leads", "email", "l@example.com", "code", "ALPHA").Is(201);
        await caller.Post("purchases", "email", "l@example.com", "purchase_amount", "70.50").Is(201);
    }
}
