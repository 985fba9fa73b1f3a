using static VendorMocks.Tests.MaxworkCalls;

namespace VendorMocks.Tests;

/// <summary>Who may call, and what a body must be before its properties count.</summary>
internal static class MaxworkAccessScenarios
{
    [Scenario("MW-02", "MW-08")]
    public static async Task A_token_that_is_missing_empty_unknown_or_elsewhere_is_401(Stage stage)
    {
        var token = stage.World.Maxwork.Token;
        foreach (var query in (string[])["", "?token=", "?token", "?token=nope", "?Token=" + token, "?token=&token=" + token])
        {
            var refused = await stage.Maxwork.SendAsync("POST", "leads" + query, Body(Plain().ToJsonString()), ("user", "somebody"), ("token", token));
            refused.AssertEmptyObject(401);
        }

        (await stage.Maxwork.SendAsync("POST", "leads", Body(Plain().With("token", token).ToJsonString()), ("user", "somebody"))).AssertEmptyObject(401);
        Assert.Empty(stage.World.Maxwork.Contacts);
        var first = await stage.Maxwork.SendAsync("POST", $"leads?token={token}&token=nope", Body(Plain().ToJsonString()), ("user", "somebody"));
        Assert.Equal(200, first.Status);
    }

    [Scenario("MW-02")]
    public static async Task A_renewed_token_refuses_the_old_one_at_once(Stage stage)
    {
        var old = stage.World.Maxwork.Token;
        var renewed = stage.World.Maxwork.RenewToken().Token;
        (await stage.PostLead(Plain(), old)).AssertEmptyObject(401);
        await stage.Ok(Plain(), renewed);
    }

    [Scenario("MW-03")]
    public static async Task The_header_user_must_be_there_with_any_value(Stage stage)
    {
        var url = "leads?token=" + stage.World.Maxwork.Token;
        (string, string)[][] nobody = [[], [("User-Agent", "somebody/1.0")], [("user", " ")], [("user", "")]];
        foreach (var headers in nobody)
            (await stage.Maxwork.SendAsync("POST", url, Body(Plain().ToJsonString()), headers)).AssertEmptyObject(401);
        Assert.Empty(stage.World.Maxwork.Leads);
        Assert.Equal(200, (await stage.Maxwork.SendAsync("POST", url, Body(Plain().ToJsonString()), ("User", "anybody"))).Status);

        stage.World.Maxwork.Rules = stage.World.Maxwork.Rules with { UserHeader = MaxworkUserHeader.Ignored };
        Assert.Equal(200, (await stage.Maxwork.SendAsync("POST", url, Body(Plain().ToJsonString()))).Status);
        stage.World.Maxwork.Rules = stage.World.Maxwork.Rules with { UserHeader = MaxworkUserHeader.Match };
        Assert.Equal(401, (await stage.Maxwork.SendAsync("POST", url, Body(Plain().ToJsonString()), ("user", "anybody"))).Status);
        Assert.Equal(200, (await stage.Maxwork.SendAsync("POST", url, Body(Plain().ToJsonString()), ("user", stage.World.Maxwork.User))).Status);
    }

    [Scenario("MW-04")]
    public static async Task The_first_check_that_fails_answers(Stage stage)
    {
        var token = stage.World.Maxwork.Token;
        (string, string)[] user = [("user", "somebody")];
        Assert.Equal(404, (await stage.Maxwork.SendAsync("DELETE", "contacts?token=nope", Body("x", "text/plain"))).Status);
        Assert.Equal(405, (await stage.Maxwork.SendAsync("DELETE", "leads?token=nope", Body("x", "text/plain"))).Status);
        Assert.Equal("MW-02", (await stage.Maxwork.SendAsync("POST", "leads?token=nope", Body("x", "text/plain"))).Header("X-Mocks-Why"));
        Assert.Equal("MW-03", (await stage.Maxwork.SendAsync("POST", "leads?token=" + token, Body("a=b", "application/x-www-form-urlencoded"))).Header("X-Mocks-Why"));
        Assert.Equal("MW-12", (await stage.Maxwork.SendAsync("POST", "leads?token=" + token, Body("x", "text/plain"), user)).Header("X-Mocks-Why"));
        Assert.Equal("MW-11", (await stage.Maxwork.SendAsync("POST", "leads?token=" + token, Body("x"), user)).Header("X-Mocks-Why"));
        Assert.Equal("MW-18", (await stage.PostLead(Plain().Without("Sender_Name", "Sender_Phone"))).Header("X-Mocks-Why"));
    }

    [Scenario("MW-05")]
    public static async Task Nothing_crosses_accounts(Stage stage)
    {
        var maxwork = stage.WithListings();
        await stage.Ok(Plain().With("External_LeadId", "77"));
        await stage.Ok(Plain().With("External_LeadId", "77"), maxwork.SecondToken);
        Assert.Equal([1, 2], maxwork.Leads.Select(lead => lead.AccountId));
        Assert.Equal([502, 601], maxwork.Contacts.Select(contact => contact.AgentId));
        Assert.Null(maxwork.Leads[1].ListingId);
        await stage.Wrong(Plain().With("Internal_UserId", 601), "Internal_UserId");
        await stage.Wrong(Plain().With("Internal_UserId", 502), "Internal_UserId", maxwork.SecondToken);
    }

    [Scenario("MW-11", "MW-13", "MW-29")]
    public static async Task The_pages_sample_is_refused_as_printed_and_taken_once_it_is_JSON(Stage stage)
    {
        var printed = await stage.PostLead(PrintedSample);
        Assert.Equal((400, WrongFormat), (printed.Status, printed.Body));
        Assert.Empty(stage.World.Maxwork.Contacts);
        Assert.Contains("line 7", stage.World.Journal.Exchanges[^1].Response.Detail, StringComparison.Ordinal);

        Assert.Equal(Success, (await stage.PostLead(ValidSample)).Body);
        var lead = Assert.Single(stage.World.Maxwork.Leads);
        Assert.Equal(("926879", 524, "None", MaxworkStage.Qualification), (lead.ExternalLeadId, lead.AgentId, lead.PublicReference, lead.Stage));
        Assert.Equal(new DateTimeOffset(2025, 4, 3, 11, 17, 31, 212, TimeSpan.Zero), lead.CreatedAt);
        var qualification = stage.World.Maxwork.QualificationOf(lead)!;
        Assert.Equal((MaxworkLeadType.Seller, "ManorHouse"), (qualification.LeadType, qualification.PropertyType));
        Assert.Equal([new MaxworkAttribute(0, "Parking_Space")], qualification.Attributes);
        Assert.Equal((0.90742m, -11.71016m, 1m, 2m, "QLF Notes"), (qualification.Latitude, qualification.Longitude, qualification.Floor, qualification.TotalFloor, qualification.Notes));
        Assert.Equal((100_000m, 500_000m, 1m, 4m, 100m, 300m), (qualification.PriceMin, qualification.PriceMax, qualification.RoomMin, qualification.RoomMax, qualification.AreaMin, qualification.AreaMax));
        Assert.Equal((MaxworkBusinessType.Sale, MaxworkListingClass.Residential), (qualification.BusinessType, qualification.ListingClass));
    }

    [Scenario("MW-11")]
    public static async Task A_body_that_is_no_strict_JSON_object_is_wrong_as_a_whole(Stage stage)
    {
        stage.World.Maxwork.Rules = stage.World.Maxwork.Rules with { NameProperty = MaxworkNameProperty.Yes };
        var valid = Plain().ToJsonString();
        foreach (var body in (string[])["", "[]", "7", "null", valid[..^1], valid[..^1] + ",}", "//x\n" + valid, valid + valid, $"[{valid}]"])
        {
            var refused = await stage.PostLead(body);
            Assert.Equal((400, WrongFormat), (refused.Status, refused.Body));
        }

        Assert.Empty(stage.World.Maxwork.Contacts);
    }

    [Scenario("MW-12")]
    public static async Task A_body_that_is_not_sent_as_JSON_is_415(Stage stage)
    {
        var url = "leads?token=" + stage.World.Maxwork.Token;
        foreach (var type in (string?[])[null, "application/x-www-form-urlencoded", "text/json", "text/plain", "application/problem+json", "application/json; charset=latin1"])
            (await stage.Maxwork.SendAsync("POST", url, Body(Plain().ToJsonString(), type), ("user", "somebody"))).AssertEmptyObject(415);
        Assert.Empty(stage.World.Maxwork.Leads);
        foreach (var type in (string[])["application/json", "Application/JSON; charset=UTF-8", "application/json;charset=\"utf-8\""])
            Assert.Equal(200, (await stage.Maxwork.SendAsync("POST", url, Body(Plain().ToJsonString(), type), ("user", "somebody"))).Status);
    }

    [Scenario("MW-51", "MW-52")]
    public static async Task Only_the_one_path_and_verb_are_known_in_any_casing_and_with_a_slash(Stage stage)
    {
        foreach (var verb in (string[])["GET", "HEAD", "OPTIONS", "PUT", "DELETE"])
        {
            var refused = await stage.Maxwork.SendAsync(verb, "leads");
            Assert.Equal((405, "POST", verb == "HEAD" ? "" : "{}"), (refused.Status, refused.Header("Allow"), refused.Body));
        }

        foreach (var path in (string[])["contacts", "leads/1", "", "leadsx"])
            (await stage.Maxwork.SendAsync("POST", path, Body(Plain().ToJsonString()))).AssertEmptyObject(404);
        var casing = await stage.Maxwork.SendAsync("POST", "../ListingExport/Leads/?token=" + stage.World.Maxwork.Token, Body(Plain().ToJsonString()), ("user", "somebody"));
        Assert.Equal(200, casing.Status);
    }

    [Scenario("MW-53")]
    public static async Task No_call_is_limited_by_rate(Stage stage)
    {
        for (var n = 0; n < 400; n++)
            await stage.Ok(Plain());
        Assert.Equal(400, Assert.Single(stage.World.Maxwork.Leads).Writes);
    }
}
