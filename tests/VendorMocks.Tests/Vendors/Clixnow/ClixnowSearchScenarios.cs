using System.Text.Json;
using static VendorMocks.Tests.ClixnowCalls;

namespace VendorMocks.Tests;

/// <summary>What an affiliate finds of its own leads.</summary>
internal static class ClixnowSearchScenarios
{
    private static readonly DateTimeOffset Ten = new(2026, 1, 1, 10, 0, 0, TimeSpan.Zero);

    [Scenario("CN-41", "CN-42", "CN-43")]
    public static async Task Leads_come_in_pages_of_ten_as_a_bare_array(Stage stage)
    {
        Assert.Equal("[]", (await stage.Search("")).Body);
        for (var n = 0; n < 25; n++)
            stage.World.Clixnow.AddLead($"lead{n}@example.com");
        var all = stage.World.Clixnow.Leads.Select(lead => lead.Id).ToArray();
        Assert.Equal(all[..10], (await stage.Search("")).Ids());
        Assert.Equal(all, (await stage.Search("count=1000")).Ids());
        Assert.Equal(all[20..], (await stage.Search("skip=20")).Ids());
        Assert.Equal(all[3..4], (await stage.Search("skip=3&count=1")).Ids());
        Assert.Empty((await stage.Search("skip=25")).Ids());
        Assert.Empty((await stage.Search("skip=2147483647&count=1000")).Ids());
        foreach (var count in (string[])["1001", "0", "-1"])
        {
            var refused = await stage.Search("count=" + count);
            Assert.Equal((400, "One or more validation errors occurred."), (refused.Status, refused.Text("message")));
            Assert.Equal("""{"Count":["The field Count must be between 1 and 1000."]}""", refused["errors"].GetRawText());
        }

        Assert.Equal("""{"Skip":["The field Skip must be at least 0."]}""", (await stage.Search("skip=-1"))["errors"].GetRawText());
    }

    [Scenario("CN-44", "CN-45")]
    public static async Task Leads_are_ordered_by_one_of_four_values_ascending(Stage stage)
    {
        var clixnow = stage.World.Clixnow;
        var late = clixnow.AddLead("late@example.com", lead => lead with { CreatedOn = Ten.AddHours(1), FtdDate = Ten.AddMinutes(90), UpdatedOn = Ten.AddMinutes(95) }).Id;
        var early = clixnow.AddLead("early@example.com", lead => lead with { CreatedOn = Ten, FtdDate = Ten.AddMinutes(5), UpdatedOn = Ten.AddMinutes(100) }).Id;
        var none = clixnow.AddLead("none@example.com", lead => lead with { CreatedOn = Ten.AddMinutes(30) }).Id;
        var none2 = clixnow.AddLead("none2@example.com", lead => lead with { CreatedOn = Ten.AddMinutes(30) }).Id;
        Assert.Equal([late, early, none, none2], (await stage.Search("")).Ids());
        Assert.Equal([late, early, none, none2], (await stage.Search("orderBy=Id")).Ids());
        Assert.Equal([early, none, none2, late], (await stage.Search("orderBy=CreatedOn")).Ids());
        Assert.Equal([none, none2, late, early], (await stage.Search("orderBy=ModifiedOn")).Ids());
        Assert.Equal([none, none2, early, late], (await stage.Search("orderBy=FtdFate")).Ids());
        Assert.Equal([none, none2, early, late], (await stage.Search("orderBy=FtdDate")).Ids());
        Assert.Equal([early], (await stage.Search("orderBy=FtdFate&skip=2&count=1")).Ids());
        foreach (var value in (string[])["id", "createdOn", "Email", "FTDDATE"])
        {
            var refused = await stage.Search("orderBy=" + value);
            Assert.Equal(400, refused.Status);
            Assert.Equal([$"The value '{value}' is not valid for OrderBy."], refused.Errors("OrderBy"));
        }
    }

    [Scenario("CN-47", "CN-48", "CN-49")]
    public static async Task Bounds_belong_to_their_range_and_are_read_as_UTC(Stage stage)
    {
        var first = stage.World.Clixnow.AddLead("one@example.com", lead => lead with { CreatedOn = Ten }).Id;
        var second = stage.World.Clixnow.AddLead("two@example.com", lead => lead with { CreatedOn = Ten.AddSeconds(1) }).Id;
        foreach (var time in (string[])["2026-01-01T10:00:00", "2026-01-01T10%3A00%3A00", "2026-01-01T10:00:00Z", "2026-01-01T12:00:00%2B02:00", "2026-01-01T10:00:00.000"])
            Assert.Equal([first], (await stage.Search($"createdOnFrom={time}&createdOnTo={time}")).Ids());
        Assert.Equal([second], (await stage.Search("createdOnFrom=2026-01-01T10:00:00.001")).Ids());
        Assert.Equal([first, second], (await stage.Search("createdOnFrom=2026-01-01&createdOnTo=2026-01-02")).Ids());
        Assert.Empty((await stage.Search("createdOnTo=2026-01-01")).Ids());
        Assert.Empty((await stage.Search("createdOnFrom=2026-01-02&createdOnTo=2026-01-01")).Ids());
        var refused = await stage.Search("createdOnFrom=soon&ftdDateTo=2026-13-01&id=x&count=2147483648");
        Assert.Equal(400, refused.Status);
        Assert.Equal(["Id", "Count", "CreatedOnFrom", "FtdDateTo"], refused.ErrorFields());
        Assert.Equal(["The value 'soon' is not valid for CreatedOnFrom."], refused.Errors("CreatedOnFrom"));
        Assert.Equal(["The value '2147483648' is not valid for Count."], refused.Errors("Count"));
    }

    [Scenario("CN-08", "CN-46", "CN-50")]
    public static async Task An_affiliate_finds_its_own_leads_and_all_filters_hold(Stage stage)
    {
        var foreign = await stage.CreateValid(1, stage.World.Clixnow.DiscreetToken);
        var mine = await stage.CreateValid(2);
        stage.World.Clock.Advance(TimeSpan.FromMinutes(1));
        var other = await stage.CreateValid(3);
        Assert.Equal([mine, other], (await stage.Search("")).Ids());
        Assert.Equal([foreign], (await stage.Search("", stage.World.Clixnow.DiscreetToken)).Ids());
        Assert.Empty((await stage.Search($"id={foreign}")).Ids());
        Assert.Empty((await stage.Search("id=1")).Ids());
        Assert.Equal([mine], (await stage.Search($"id={mine}")).Ids());
        Assert.Equal([mine], (await stage.Search($"id={mine}&createdOnTo=2026-01-01T12:00:00")).Ids());
        Assert.Empty((await stage.Search($"id={other}&createdOnTo=2026-01-01T12:00:00")).Ids());
        Assert.Empty((await stage.Search($"id={mine}&skip=1")).Ids());
        Assert.Empty((await stage.Search("createdOnTo=2026-01-01T12:00:00&modifiedOnFrom=2026-01-01T12:01:00")).Ids());
        // Leads without a deposit are outside of any range of deposits.
        Assert.Empty((await stage.Search("ftdDateTo=2099-01-01")).Ids());
    }

    [Scenario("CN-08")]
    public static async Task An_affiliate_finds_its_leads_in_every_brand_that_it_may_use(Stage stage)
    {
        var demo = await stage.CreateValid(1);
        var strict = (await stage.CreateAt("strict", Valid(2).With("languageCode", "de")))["leadId"].GetInt64();
        Assert.Equal([demo, strict], (await stage.Search("")).Ids());
        Assert.Equal([demo, strict], (await stage.AtHost("integration.strict.clixnow.com", "GET", Leads + "/search", null)).Ids());
        stage.World.Clixnow.UpdateAffiliate(1, affiliate => affiliate with { BrandIds = [1] });
        Assert.Equal([demo], (await stage.Search("")).Ids());
        Assert.Equal([demo], (await stage.Search("orderBy=CreatedOn&createdOnFrom=2020-01-01")).Ids());
        Assert.Empty((await stage.Search($"id={strict}")).Ids());
    }

    [Scenario("CN-51", "CN-54", "CN-47")]
    public static async Task A_deposit_is_found_by_its_date_and_by_the_change_it_made(Stage stage)
    {
        var plain = await stage.CreateValid(1);
        var id = await stage.CreateValid(2);
        Assert.Equal("Depositor", (await stage.Search($"id={id}")).Text("0.clientType"));
        stage.World.Clock.Advance(TimeSpan.FromMinutes(1));
        stage.World.Clixnow.MakeDeposit(id);
        Assert.Equal(["Depositor", "Client"], (await stage.Search("")).Json.EnumerateArray().Select(lead => lead.GetProperty("clientType").GetString()));
        Assert.Equal([id], (await stage.Search("ftdDateFrom=2026-01-01T12:01:00")).Ids());
        Assert.Equal([id], (await stage.Search("modifiedOnFrom=2026-01-01T12:01:00")).Ids());
        Assert.Equal([plain], (await stage.Search("modifiedOnTo=2026-01-01T12:00:59.999")).Ids());
        Assert.Empty((await stage.Search("ftdDateTo=2026-01-01T12:00:59.999")).Ids());
        Assert.Equal([id], (await stage.Search("ftdDateFrom=2026-01-01&ftdDateTo=2026-01-01T12:01:00")).Ids());
        Assert.Equal([plain, id], (await stage.Search("orderBy=ModifiedOn")).Ids());
    }

    [Scenario("CN-52")]
    public static async Task Parameters_match_in_any_casing_the_first_counts_and_empty_ones_are_absent(Stage stage)
    {
        for (var n = 0; n < 3; n++)
            stage.World.Clixnow.AddLead($"lead{n}@example.com");
        Assert.Equal(2, (await stage.Search("COUNT=2")).Ids().Length);
        Assert.Equal(2, (await stage.Search("count=2&count=1&Count=x")).Ids().Length);
        Assert.Equal(3, (await stage.Search("count=&skip&orderBy=&id=&createdOnFrom=&colour=red")).Ids().Length);
    }

    [Scenario("CN-53", "CN-39")]
    public static async Task What_an_affiliate_may_not_see_is_null_in_searches_and_the_CRM_number_is_told_on_creation(Stage stage)
    {
        var token = stage.World.Clixnow.DiscreetToken;
        var created = await stage.CreateLead(Valid(), token);
        Assert.Matches("^[0-9]+$", created["crmId"].GetString());
        stage.World.Clixnow.MakeDeposit(created["leadId"].GetInt64());
        var found = await stage.Search("", token);
        foreach (var hidden in (string[])["crmId", "brandId", "ftdDate"])
            Assert.Equal(JsonValueKind.Null, found["0." + hidden].ValueKind);
        Assert.Equal(("Demo Markets", "Client"), (found.Text("0.brandName"), found.Text("0.clientType")));

        stage.World.Clixnow.Rules = stage.World.Clixnow.Rules with { HiddenField = ClixnowHiddenField.Absent };
        var keys = (await stage.Search("", token))["0"].EnumerateObject().Select(key => key.Name);
        Assert.Equal(
            ["id", "email", "status", "brandName", "createdOn", "updatedOn", "clickId", "sub2", "subCampaign", "keyword", "placement", "clientType"], keys);
    }

    [Scenario("CN-53")]
    public static async Task A_found_lead_has_fifteen_keys_in_their_order_and_nothing_personal_but_its_e_mail(Stage stage)
    {
        var created = await stage.CreateLead(Valid().With("clickId", "20fn4ngo56n3snf74"));
        stage.World.Clixnow.UpdateAffiliate(1, affiliate => affiliate with { SeesFtdDate = false });
        var found = await stage.Search("");
        Assert.Equal(
            $$"""
            [{"id":{{created["leadId"]}},"email":"ada.1@example.com","status":"New","crmId":{{created["crmId"]}},"brandId":1,"brandName":"Demo Markets",
            "createdOn":"2026-01-01T12:00:00.000Z","updatedOn":"2026-01-01T12:00:00.000Z","ftdDate":null,"clickId":"20fn4ngo56n3snf74","sub2":null,
            "subCampaign":null,"keyword":null,"placement":null,"clientType":"Depositor"}]
            """.ReplaceLineEndings(""),
            found.Body);
    }

    [Scenario("CN-01", "CN-08", Seeded = true)]
    public static async Task A_seeded_world_is_searched_at_once_and_goes_on_counting(Stage stage)
    {
        Assert.Equal(240, (await stage.Search("count=1000")).Ids().Length);
        Assert.Equal(30, (await stage.Search("count=1000", stage.World.Clixnow.DiscreetToken)).Ids().Length);
        Assert.Equal(100271, await stage.CreateValid(1));
        Assert.Equal("700271", (await stage.Search("id=100271")).Text("0.crmId"));
    }
}
