using System.Text.Json.Nodes;
using static VendorMocks.Tests.ClixnowCalls;

namespace VendorMocks.Tests;

/// <summary>What a call must pass before anything is read of it.</summary>
internal static class ClixnowGateScenarios
{
    [Scenario("CN-04", "CN-05")]
    public static async Task A_token_that_is_missing_of_another_scheme_or_unknown_is_401(Stage stage)
    {
        var token = stage.World.Clixnow.Token;
        (string, string)[][] wrong =
        [
            [], [("Authorization", "Bearer " + token)], [("Authorization", "ApiToken nope")], [("Authorization", "ApiToken")],
            [("Authorization", "ApiToken ")], [("Authorization", token)], [("ApiToken", token)],
        ];
        foreach (var headers in wrong)
        {
            var refused = await stage.PostLeads(Valid().With("token", token).ToJsonString(), headers);
            refused.AssertEnvelope(401, "Unauthorized");
            Assert.Equal("ApiToken", refused.Header("WWW-Authenticate"));
            Assert.Equal(401, (await stage.Clixnow.Get("leads/search?token=" + token, headers)).Status);
        }

        Assert.Equal(200, (await stage.PostLeads(Valid().ToJsonString(), ("Authorization", "apitoken " + token))).Status);
        Assert.Single(stage.World.Clixnow.Leads);
    }

    [Scenario("CN-04")]
    public static async Task A_renewed_token_refuses_the_old_one_at_once(Stage stage)
    {
        var old = stage.World.Clixnow.Token;
        var renewed = stage.World.Clixnow.RenewToken(1).Token;
        Assert.NotEqual(old, renewed);
        Assert.Equal(401, (await stage.Search("", old)).Status);
        Assert.Equal(200, (await stage.Search("", renewed)).Status);
    }

    [Scenario("CN-09", "CN-10")]
    public static async Task Every_refusal_of_the_framework_has_the_error_object(Stage stage)
    {
        (await stage.PostLeads("{}")).AssertEnvelope(401, "Unauthorized");
        (await stage.CreateLead(Valid(), stage.World.Clixnow.BlockedToken)).AssertEnvelope(403, "Forbidden");
        (await stage.Clixnow.SendAsync("POST", "leads", Body("a=b", "text/plain"), ("Authorization", Authorization(stage.World.Clixnow.Token))))
            .AssertEnvelope(415, "Unsupported Media Type");
    }

    [Scenario("CN-06")]
    public static async Task A_known_affiliate_without_permission_for_the_operation_or_the_brand_is_403(Stage stage)
    {
        var clixnow = stage.World.Clixnow;
        (await stage.CreateLead(Valid(), clixnow.BlockedToken)).AssertEnvelope(403, "Forbidden");
        (await stage.Search("", clixnow.BlockedToken)).AssertEnvelope(403, "Forbidden");

        clixnow.UpdateAffiliate(1, affiliate => affiliate with { Blocked = true });
        (await stage.CreateLead(Valid())).AssertEnvelope(403, "Forbidden");
        (await stage.Search("")).AssertEnvelope(403, "Forbidden");
        clixnow.UpdateAffiliate(1, affiliate => affiliate with { Blocked = false, MayRegister = false });
        (await stage.CreateLead(Valid())).AssertEnvelope(403, "Forbidden");
        Assert.Equal(200, (await stage.Search("")).Status);
        clixnow.UpdateAffiliate(1, affiliate => affiliate with { MayRegister = true, MayMonitor = false });
        Assert.Equal(200, (await stage.CreateLead(Valid())).Status);
        (await stage.Search("")).AssertEnvelope(403, "Forbidden");
        clixnow.UpdateAffiliate(1, affiliate => affiliate with { MayMonitor = true, BrandIds = [1] });
        (await stage.CreateAt("strict", Valid().With("languageCode", "de"))).AssertEnvelope(403, "Forbidden");
        Assert.Equal(403, (await stage.AtHost("integration.strict.clixnow.com", "GET", Leads + "/search", null)).Status);
        Assert.Equal(200, (await stage.Search("")).Status);
        Assert.Single(clixnow.Leads);
    }

    [Scenario("CN-07")]
    public static async Task An_inactive_brand_takes_no_leads_and_goes_on_being_searched(Stage stage)
    {
        (await stage.CreateAt("closed", Valid())).AssertEnvelope(403, "Forbidden");
        Assert.Equal("[]", (await stage.AtHost("integration.closed.clixnow.com", "GET", Leads + "/search", null)).Body);
        stage.World.Clixnow.UpdateBrand("closed", brand => brand with { Active = true });
        Assert.Equal(200, (await stage.CreateAt("closed", Valid())).Status);
    }

    [Scenario("CN-13")]
    public static async Task A_body_that_is_not_sent_as_JSON_is_415(Stage stage)
    {
        string?[] wrong = [null, "application/x-www-form-urlencoded", "text/plain", "application/xml", "application/json; charset=latin1", "image/svg+json", "multipart/form-data; boundary=x"];
        foreach (var type in wrong)
        {
            var refused = await stage.Clixnow.SendAsync(
                "POST", "leads", Body(Valid().ToJsonString(), type), ("Authorization", Authorization(stage.World.Clixnow.Token)));
            refused.AssertEnvelope(415, "Unsupported Media Type");
        }

        Assert.Empty(stage.World.Clixnow.Leads);
        string[] right = ["application/json", "Application/JSON; charset=UTF-8", "text/json;charset=\"utf-8\"", "application/vnd.lead+json; v=1"];
        for (var n = 0; n < right.Length; n++)
        {
            var created = await stage.Clixnow.SendAsync(
                "POST", "leads", Body(Valid(n).ToJsonString(), right[n]), ("Authorization", Authorization(stage.World.Clixnow.Token)));
            Assert.Equal(200, created.Status);
        }
    }

    [Scenario("CN-14")]
    public static async Task An_Accept_that_leaves_out_JSON_is_415_for_both_operations(Stage stage)
    {
        var authorization = ("Authorization", Authorization(stage.World.Clixnow.Token));
        foreach (var accept in (string[])["text/html", "application/xml", "application/json;q=0", "application/json;q=0, */*", "text/*", "image/png, text/html;q=0.5"])
        {
            (await stage.PostLeads(Valid().ToJsonString(), authorization, ("Accept", accept))).AssertEnvelope(415, "Unsupported Media Type");
            (await stage.Clixnow.Get("leads/search", authorization, ("Accept", accept))).AssertEnvelope(415, "Unsupported Media Type");
        }

        foreach (var accept in (string[])["*/*", "application/*", "application/json", "text/html, application/json;q=0.1", "text/html,*/*;q=0.8", "APPLICATION/JSON", "application/problem+json"])
            Assert.Equal(200, (await stage.Clixnow.Get("leads/search", authorization, ("Accept", accept))).Status);
        Assert.Empty(stage.World.Clixnow.Leads);
    }

    [Scenario("CN-03")]
    public static async Task The_first_group_of_checks_that_fails_answers(Stage stage)
    {
        var good = ("Authorization", Authorization(stage.World.Clixnow.Token));
        var blocked = ("Authorization", Authorization(stage.World.Clixnow.BlockedToken));
        var html = ("Accept", "text/html");
        async Task<int> Post(string body, string type, params (string, string)[] headers) =>
            (await stage.Clixnow.SendAsync("POST", "leads", Body(body, type), headers)).Status;

        Assert.Equal(404, (await stage.AtHost("integration.nope.clixnow.com", "POST", Leads, new JsonObject(), "nope")).Status);
        Assert.Equal(405, (await stage.AtHost("integration.nope.clixnow.com", "DELETE", Leads, null, "nope")).Status);
        Assert.Equal(401, await Post("", "text/plain", html));
        Assert.Equal(403, await Post("", "text/plain", blocked, html));
        Assert.Equal("CN-14", (await stage.Clixnow.SendAsync("POST", "leads", Body("", "text/plain"), good, html)).Header("X-Mocks-Why"));
        Assert.Equal("CN-13", (await stage.Clixnow.SendAsync("POST", "leads", Body("", "text/plain"), good)).Header("X-Mocks-Why"));
        Assert.Equal(415, await Post("", "text/plain", good));
        Assert.Equal(400, await Post("", "application/json", good));

        await stage.CreateAt("strict", Valid(1).With("languageCode", "de"));
        var all = Valid(1).With("languageCode", "de").With("countryCode", "FR");
        Assert.Equal(["FirstName"], (await stage.CreateAt("strict", all.DeepClone().AsObject().Without("firstName"))).ErrorFields());
        (await stage.CreateAt("strict", all)).AssertEnvelope(400, "Lead registration is not allowed for country FR.");
        Assert.Equal("Duplicate lead.", (await stage.CreateAt("strict", all.With("countryCode", "DE"))).Text("message"));
    }

    [Scenario("CN-60")]
    public static async Task Other_paths_and_verbs_are_refused_without_a_body_and_before_the_token(Stage stage)
    {
        foreach (var (method, path, allow) in ((string, string, string)[])
            [("GET", "leads", "POST"), ("OPTIONS", "leads", "POST"), ("PUT", "leads", "POST"), ("HEAD", "leads/search", "GET"), ("POST", "leads/search", "GET")])
        {
            var refused = await stage.Clixnow.SendAsync(method, path);
            Assert.Equal((405, "", allow), (refused.Status, refused.Body, refused.Header("Allow")));
        }

        foreach (var path in (string[])["lead", "leads/1", "leads/search/all", "", "../v2/leads"])
        {
            var missing = await stage.Clixnow.SendAsync("POST", path);
            Assert.Equal((404, ""), (missing.Status, missing.Body));
        }
    }

    [Scenario("CN-61")]
    public static async Task Paths_match_in_any_casing_and_with_a_trailing_slash(Stage stage)
    {
        Assert.Equal(200, (await stage.AtHost("integration.demo.clixnow.com", "POST", "/API/system/v1/leads/", Valid())).Status);
        Assert.Equal(200, (await stage.AtHost("integration.demo.clixnow.com", "GET", "/api/System/V1/Leads/SEARCH/", null)).Status);
        Assert.Equal(404, (await stage.AtHost("integration.demo.clixnow.com", "GET", "/api/system/v2/leads", null)).Status);
    }

    [Scenario("CN-02")]
    public static async Task A_brand_that_the_world_does_not_know_is_404_without_a_body(Stage stage)
    {
        var missing = await stage.CreateAt("nope", Valid());
        Assert.Equal((404, ""), (missing.Status, missing.Body));
        Assert.Equal(404, (await stage.AtHost("nope.clixnow.localhost", "GET", Leads + "/search", null)).Status);
        stage.World.Clixnow.AddBrand("nope");
        Assert.Equal(200, (await stage.CreateAt("nope", Valid())).Status);
    }

    [Scenario("CN-62")]
    public static async Task No_call_is_limited_by_rate(Stage stage)
    {
        for (var n = 0; n < 400; n++)
            Assert.Equal(200, (await stage.Search("count=1")).Status);
    }
}
