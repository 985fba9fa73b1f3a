using System.Text.Json;
using System.Text.Json.Nodes;
using static VendorMocks.Tests.ClixnowCalls;

namespace VendorMocks.Tests;

/// <summary>What makes a lead and what is wrong with one.</summary>
internal static class ClixnowCreateScenarios
{
    [Scenario("CN-11", "CN-36")]
    public static async Task A_lead_is_answered_with_200_and_exactly_eight_keys(Stage stage)
    {
        var created = await stage.CreateLead(Valid().With("keyword", "test").With("sub2", ""));
        Assert.Equal(200, created.Status);
        Assert.Equal(
            ["leadId", "redirectUrl", "subCampaign", "placement", "keyword", "sub2", "clickId", "crmId"],
            created.Json.EnumerateObject().Select(key => key.Name));
        Assert.Equal(("test", "", null), (created.Text("keyword"), created.Text("sub2"), created.Text("clickId")));
        Assert.Equal("application/json; charset=utf-8", created.ContentHeaders.ContentType!.ToString());
    }

    [Scenario("CN-37", "CN-38")]
    public static async Task Numbers_grow_by_one_and_each_lead_has_a_place_of_its_own_to_go_on(Stage stage)
    {
        var first = await stage.CreateLead(Valid(1));
        var second = await stage.CreateLead(Valid(2));
        Assert.Equal(JsonValueKind.Number, first["leadId"].ValueKind);
        Assert.Equal(first["leadId"].GetInt64() + 1, second["leadId"].GetInt64());
        Assert.Matches("^[0-9]+$", first["crmId"].GetString());
        Assert.NotEqual(first["leadId"].GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture), first["crmId"].GetString());
        Assert.NotEqual(first.Text("crmId"), second.Text("crmId"));
        var redirect = new Uri(first["redirectUrl"].GetString()!, UriKind.Absolute);
        Assert.Equal(("https", "demo.example.com"), (redirect.Scheme, redirect.Host));
        Assert.Matches("token=[0-9a-f]{32}$", redirect.Query);
        Assert.NotEqual(first.Text("redirectUrl"), second.Text("redirectUrl"));
    }

    [Scenario("CN-15", "CN-16", "CN-33")]
    public static async Task Names_match_in_any_casing_and_unknown_ones_are_ignored(Stage stage)
    {
        var body = Valid().Without("password").With("PASSWORD", "Password123!").With("subcampaign", "spring").With("clickId", "007").With("shoeSize", 44);
        var created = await stage.CreateLead(body);
        Assert.Equal((200, "spring", "007"), (created.Status, created.Text("subCampaign"), created["clickId"].GetString()));
        var found = await stage.Search("id=" + created.Text("leadId"));
        Assert.Equal(("spring", "007"), (found.Text("0.subCampaign"), found["0.clickId"].GetString()));

        var repeated = Valid(2).ToJsonString()[..^1] + ""","keyword":"first","KEYWORD":"last"}""";
        var again = await stage.PostLeads(repeated, ("Authorization", Authorization(stage.World.Clixnow.Token)));
        Assert.Equal("last", again.Text("keyword"));
    }

    [Scenario("CN-12", "CN-21", "CN-10")]
    public static async Task An_empty_object_lacks_the_six_required_fields_in_their_order(Stage stage)
    {
        var refused = await stage.CreateLead(new JsonObject());
        Assert.Equal((400, "One or more validation errors occurred."), (refused.Status, refused.Text("message")));
        Assert.Equal(["FirstName", "LastName", "Email", "Phone", "Password", "CountryCode"], refused.ErrorFields());
        Assert.Equal(["The FirstName field is required."], refused.Errors("FirstName"));
        Assert.Empty(stage.World.Clixnow.Leads);
    }

    [Scenario("CN-21")]
    public static async Task A_required_field_that_is_null_or_blank_is_missing_and_nothing_else(Stage stage)
    {
        foreach (var nothing in (JsonNode?[])[null, "", " \t"])
        {
            var refused = await stage.CreateLead(Valid().With("password", nothing).With("email", nothing));
            Assert.Equal(400, refused.Status);
            Assert.Equal("""{"Email":["The Email field is required."],"Password":["The Password field is required."]}""", refused["errors"].GetRawText());
        }
    }

    [Scenario("CN-24")]
    public static async Task A_password_has_eight_characters_and_a_special_one(Stage stage)
    {
        const string tooShort = "The Password field must have at least 8 characters.";
        const string tooPlain = "The Password field must contain a special character.";
        Assert.Equal([tooPlain], (await stage.CreateLead(Valid().With("password", "Abcdefg1"))).Errors("Password"));
        Assert.Equal([tooShort], (await stage.CreateLead(Valid().With("password", "Ab1!"))).Errors("Password"));
        Assert.Equal([tooShort, tooPlain], (await stage.CreateLead(Valid().With("password", "abc"))).Errors("Password"));
        Assert.Equal([tooPlain], (await stage.CreateLead(Valid().With("password", "Abcd efg1"))).Errors("Password"));
        Assert.Equal(200, (await stage.CreateLead(Valid().With("password", "Password123!"))).Status);
    }

    [Scenario("CN-25", "CN-29", "CN-30")]
    public static async Task Country_address_and_comment_have_their_forms(Stage stage)
    {
        var refused = await stage.CreateLead(
            Valid().With("countryCode", "CHE").With("ipAddress", "1.2.3").With("comment", new string('x', 1001)));
        Assert.Equal(400, refused.Status);
        Assert.Equal(["CountryCode", "IpAddress", "Comment"], refused.ErrorFields());
        Assert.Equal(["The CountryCode field must be a two-letter code."], refused.Errors("CountryCode"));
        Assert.Equal(["The IpAddress field is not a valid IP address."], refused.Errors("IpAddress"));
        Assert.Equal(["The Comment field must have at most 1000 characters."], refused.Errors("Comment"));

        var created = await stage.CreateLead(Valid().With("countryCode", "ch").With("ipAddress", "::1").With("comment", new string('x', 1000)));
        Assert.Equal(200, created.Status);
        Assert.Equal("CH", Assert.Single(stage.World.Clixnow.Leads).CountryCode);
    }

    [Scenario("CN-01", "CN-27")]
    public static async Task A_brand_that_detects_language_by_registration_requires_it(Stage stage)
    {
        foreach (var body in (JsonObject[])[Valid(), Valid().With("languageCode", ""), Valid().With("languageCode", null)])
        {
            var refused = await stage.CreateAt("strict", body);
            Assert.Equal((400, "{\"LanguageCode\":[\"The LanguageCode field is required.\"]}"), (refused.Status, refused["errors"].GetRawText()));
        }

        Assert.Equal(200, (await stage.CreateAt("strict", Valid().With("languageCode", "de"))).Status);
        Assert.Equal(200, (await stage.CreateAt("Demo", Valid())).Status);
        Assert.Equal([2, 1], stage.World.Clixnow.Leads.Select(lead => lead.BrandId));
    }

    [Scenario("CN-01")]
    public static async Task The_brand_stands_in_the_host_name_or_is_the_affiliates_own(Stage stage)
    {
        var body = Valid().With("languageCode", "de");
        Assert.Equal(200, (await stage.AtHost("STRICT.clixnow.localhost", "POST", Leads, body.With("email", "a@example.com").With("phone", "0440000001"))).Status);
        Assert.Equal(200, (await stage.AtHost("clixnow.localhost", "POST", Leads, body.With("email", "b@example.com").With("phone", "0440000002"))).Status);
        stage.World.Clixnow.UpdateAffiliate(1, affiliate => affiliate with { HomeBrandId = 2 });
        Assert.Equal(200, (await stage.AtHost("clixnow.localhost", "POST", Leads, body.With("email", "c@example.com").With("phone", "0440000003"))).Status);
        Assert.Equal([2, 1, 2], stage.World.Clixnow.Leads.Select(lead => lead.BrandId));
        Assert.Equal("Strict Markets", (await stage.Search("")).Text("0.brandName"));
    }

    [Scenario("CN-34")]
    public static async Task A_country_that_the_brand_does_not_allow_is_refused_without_a_field(Stage stage)
    {
        var refused = await stage.CreateAt("strict", Valid().With("languageCode", "fr").With("countryCode", "fr"));
        refused.AssertEnvelope(400, "Lead registration is not allowed for country FR.");
        Assert.Empty(stage.World.Clixnow.Leads);
        Assert.Equal(200, (await stage.CreateAt("strict", Valid().With("languageCode", "fr").With("countryCode", "at"))).Status);
    }

    [Scenario("CN-35")]
    public static async Task A_lead_that_the_brand_has_already_is_a_duplicate_by_e_mail_phone_or_both(Stage stage)
    {
        await stage.CreateValid(1);
        var email = await stage.CreateLead(Valid(2).With("email", "ADA.1@EXAMPLE.COM"));
        Assert.Equal((400, "Duplicate lead."), (email.Status, email.Text("message")));
        Assert.Equal("""{"Email":["A lead with this email already exists."]}""", email["errors"].GetRawText());
        var phone = await stage.CreateLead(Valid(2).With("phone", "+41 (44) 000-00.01"));
        Assert.Equal("""{"Phone":["A lead with this phone already exists."]}""", phone["errors"].GetRawText());
        Assert.Equal(["Email", "Phone"], (await stage.CreateLead(Valid(1))).ErrorFields());
        // Another affiliate's lead counts, another brand's does not.
        Assert.Equal(400, (await stage.CreateLead(Valid(1), stage.World.Clixnow.DiscreetToken)).Status);
        Assert.Equal(200, (await stage.CreateAt("strict", Valid(1).With("languageCode", "de"))).Status);
        Assert.Equal(2, stage.World.Clixnow.Leads.Count);
    }

    [Scenario("CN-17", "CN-18")]
    public static async Task A_body_that_is_no_object_is_named_by_a_dollar_and_a_wrong_type_by_its_field(Stage stage)
    {
        foreach (var body in (string[])["[1]", """{"a":1,}""", "", "7", """{"a":1}//x""", "{'a':1}"])
        {
            var refused = await stage.PostLeads(body, ("Authorization", Authorization(stage.World.Clixnow.Token)));
            Assert.Equal(400, refused.Status);
            Assert.Equal("""{"$":["The request body is not a valid JSON object."]}""", refused["errors"].GetRawText());
        }

        var wrong = await stage.CreateLead(Valid().With("phone", 41).With("acceptPromotions", "yes").With("sub2", new JsonArray()));
        Assert.Equal(["The Phone field must be a string."], wrong.Errors("Phone"));
        Assert.Equal(["The AcceptPromotions field must be a boolean."], wrong.Errors("AcceptPromotions"));
        Assert.Equal(["Phone", "AcceptPromotions", "Sub2"], wrong.ErrorFields());
        Assert.Empty(stage.World.Clixnow.Leads);
    }

    [Scenario("CN-22", "CN-23", "CN-26")]
    public static async Task E_mail_phone_and_language_have_their_forms(Stage stage)
    {
        var refused = await stage.CreateLead(Valid().With("phone", "12345").With("email", "a@b").With("languageCode", "eng"));
        Assert.Equal(400, refused.Status);
        Assert.Equal(["Email", "Phone", "LanguageCode"], refused.ErrorFields());
        Assert.Equal(["The Email field is not a valid e-mail address."], refused.Errors("Email"));
        Assert.Equal(["The Phone field is not a valid phone number."], refused.Errors("Phone"));
        Assert.Equal(["The LanguageCode field must be a two-letter code."], refused.Errors("LanguageCode"));
    }

    [Scenario("CN-19", "CN-28", "CN-31")]
    public static async Task Empty_texts_false_flags_and_any_carrier_pass(Stage stage)
    {
        var body = Valid().With("acceptTermsAndConditions", false).With("acceptPromotions", false);
        foreach (var field in ClixnowLeadForm.Fields.Where(field => !field.Required && !field.IsFlag))
            body[field.Name] = "";
        var created = await stage.CreateLead(body.With("carrier", "Satellite").With("keyword", null));
        Assert.Equal((200, "", null), (created.Status, created.Text("clickId"), created.Text("keyword")));
        var lead = Assert.Single(stage.World.Clixnow.Leads);
        Assert.Equal(("", "", "Satellite"), (lead.LanguageCode, lead.IpAddress, lead.Carrier));
        Assert.Equal((false, false), (lead.AcceptTermsAndConditions, lead.AcceptPromotions));

        Assert.Equal(200, (await stage.CreateLead(Valid(2).With("acceptPromotions", true))).Status);
        Assert.Equal((false, true), (stage.World.Clixnow.Leads[1].AcceptTermsAndConditions, stage.World.Clixnow.Leads[1].AcceptPromotions));
    }

    [Scenario("CN-20")]
    public static async Task Text_comes_back_code_point_for_code_point(Stage stage)
    {
        const string text = " \u0000\u200f<b>&\"'é\u0065\u0301日本語🦊\U0010ffff\uffff ";
        var created = await stage.CreateLead(Valid().With("clickId", text).With("firstName", text));
        Assert.Equal((200, text), (created.Status, created["clickId"].GetString()));
        Assert.Equal(text, (await stage.Search(""))["0.clickId"].GetString());
        Assert.Equal(text, Assert.Single(stage.World.Clixnow.Leads).FirstName);
        var long_ = new string('ß', 100_000);
        Assert.Equal(long_, (await stage.CreateLead(Valid(2).With("sub2", long_)))["sub2"].GetString());
        var tooLarge = await stage.CreateLead(Valid(3).With("sub2", new string('x', Doors.MaxBodyBytes)));
        tooLarge.AssertEnvelope(413, "Payload Too Large");
    }

    [Scenario("CN-32")]
    public static async Task The_landing_page_is_stored_as_sent_and_not_mined(Stage stage)
    {
        const string page = "not a URL?clickid=1c33d66a941ac90a6&sub2=sub_name&keyword=test";
        var created = await stage.CreateLead(Valid().With("referralUrl", page));
        Assert.Equal((200, null, null), (created.Status, created.Text("clickId"), created.Text("sub2")));
        Assert.Equal(page, Assert.Single(stage.World.Clixnow.Leads).ReferralUrl);
    }
}
