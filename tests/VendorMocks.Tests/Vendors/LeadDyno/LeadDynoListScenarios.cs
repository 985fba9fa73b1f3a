namespace VendorMocks.Tests;

/// <summary>Lists, counts, pages and filters.</summary>
internal static class LeadDynoListScenarios
{
    private static readonly DateTimeOffset Noon = WorldOptions.DefaultStart;

    [Scenario("LD-21", "LD-25", "LD-26", Seeded = true)]
    public static async Task A_hundred_a_page_until_an_empty_one(Stage stage)
    {
        var caller = stage.Owner();
        var pages = new List<IReadOnlyList<long>>();
        for (var page = 1; page <= 4; page++)
            pages.Add((await caller.Get($"leads?page={page}").Is(200)).RowIds());
        Assert.Equal([100, 100, 20, 0], pages.Select(ids => ids.Count));
        Assert.Equal(pages.SelectMany(ids => ids).OrderDescending(), pages.SelectMany(ids => ids));
        Assert.Equal("""{"count":220}""", (await caller.Get("leads/count?page=9&created_after=2200-01-01").Is(200)).Body);
        Assert.Equal("[]", (await caller.Get("leads?page=99999999999999999999999").Is(200)).Body);
    }

    [Scenario("LD-26", Seeded = true)]
    public static async Task Counts_are_the_sum_of_all_pages(Stage stage)
    {
        var caller = stage.Owner();
        foreach (var (collection, count) in ((string, int)[])[("visitors", 360), ("leads", 220), ("purchases", 160), ("affiliates", 24), ("campaigns", 4)])
        {
            var listed = 0;
            for (int page = 1, rows = -1; rows != 0; page++)
                listed += rows = (await caller.Get($"{collection}?per_page=150&page={page}").Is(200)).Json.GetArrayLength();
            Assert.Equal((count, count), (listed, await caller.Count(collection)));
        }
    }

    [Scenario("LD-22", "LD-23")]
    public static async Task Page_sizes_are_1_to_200_and_anything_else_is_invalid(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        for (var i = 0; i < 205; i++)
            dyno.AddVisit();
        Assert.Equal([205, 204], (await caller.Get("visitors?per_page=2")).RowIds());
        Assert.Equal([3, 2], (await caller.Get("visitors?per_page=2&page=102")).RowIds());
        Assert.Equal(200, (await caller.Get("visitors?per_page=500")).Json.GetArrayLength());
        Assert.Equal([5, 4, 3, 2, 1], (await caller.Get("visitors?per_page=99999999999999999999&page=2")).RowIds());
        Assert.Equal(100, (await caller.Get("visitors?per_page=&page=")).Json.GetArrayLength());
        foreach (var bad in (string[])["0", "-1", "one", "1.5", "1e2"])
            await caller.Get($"visitors?page={bad}").Invalid("page", "is invalid");
        await caller.Get("visitors?page=0&per_page=0").Invalid("page", "is invalid", "per_page", "is invalid");
        await caller.Json("GET", "visitors", """{"page":[1]}""").Invalid("page", "is invalid");
    }

    [Scenario("LD-24", "LD-35")]
    public static async Task Lists_run_from_the_newest_to_the_oldest_then_by_id(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddLead("a@example.com");
        dyno.AddLead("b@example.com");
        dyno.AddLead("old@example.com", createdAt: Noon.AddDays(-1));
        stage.Pass(TimeSpan.FromSeconds(1));
        dyno.AddLead("new@example.com");
        Assert.Equal([4, 2, 1, 3], (await caller.Get("leads")).RowIds());
        dyno.AddLead("far@example.com", id: 900);
        Assert.Equal(901, (await caller.Post("leads", "email", "next@example.com").Is(201))["id"].GetInt64());
    }

    [Scenario("LD-27", "LD-28")]
    public static async Task Date_filters_exclude_their_own_second_in_every_form(Stage stage)
    {
        var caller = stage.Owner();
        for (var i = 1; i <= 3; i++)
        {
            await caller.Post("leads", "email", $"{i}@example.com").Is(201);
            stage.Pass(TimeSpan.FromSeconds(60));
        }

        foreach (var second in (string[])
        [
            "2026-01-01 12:01:00 UTC", "2026-01-01 13:01:00 +01:00", "2026-01-01 13:01:00+01:00", "2026-01-01T12:01:00Z", "2026-01-01T12:01:00.999999999Z", "2026-01-01T12:01:00.5", "2026-01-01T12:01:00",
            "2026-01-01 12:01:00", "2026-01-01T07:01:00-05:00",
        ])
        {
            var sent = Uri.EscapeDataString(second);
            Assert.Equal([3], (await caller.Get($"leads?created_after={sent}").Is(200)).RowIds());
            Assert.Equal([1], (await caller.Get($"leads?created_before={sent}").Is(200)).RowIds());
        }

        Assert.Equal([2], (await caller.Get("leads?created_after=2026-01-01T12:00:59Z&created_before=2026-01-01T12:01:01Z")).RowIds());
        Assert.Equal([2], (await caller.Get("leads?created_after=2026-01-01T12:00:00Z&per_page=1&page=2")).RowIds());
        Assert.Equal([3, 2, 1], (await caller.Get("leads?created_after=2026-01-01&created_before=2026-01-02")).RowIds());
        Assert.Equal("[]", (await caller.Get("leads?created_after=2026-01-02&created_before=2026-01-01")).Body);
        foreach (var bad in (string[])["soon", "2026-02-30", "2026-01-01T25:00:00Z", "2026-01-01 12:00:00 CET", "01/02/2026", "2026-01-01T12:00:00.Z", "2026-01-01T12:00:00+1:00", "2026-01-01T12:00:00+24:00", "2026-01-01T12:00:00+00:60"])
            await caller.Get($"leads?created_after={Uri.EscapeDataString(bad)}").Invalid("created_after", "is invalid");
    }

    [Scenario("LD-28")]
    public static async Task All_four_lists_that_have_date_filters_obey_them(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        for (var i = 0; i < 2; i++)
        {
            dyno.AddPurchase();
            dyno.AddAffiliate();
            dyno.AddCampaign($"C{i}");
            stage.Pass(TimeSpan.FromHours(1));
        }

        foreach (var list in (string[])["leads", "purchases", "affiliates", "campaigns"])
            Assert.Equal([2], (await caller.Get($"{list}?created_after=2026-01-01T12:00:00Z")).RowIds());
    }

    [Scenario("LD-29")]
    public static async Task Lists_that_are_not_paged_come_whole(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        var email = dyno.AddLead().Email;
        for (var i = 0; i < 120; i++)
            dyno.AddPurchase(email);
        Assert.Equal(120, (await caller.Get("leads/1/purchases?page=2&per_page=nonsense").Is(200)).Json.GetArrayLength());
        Assert.Equal("[]", (await caller.Get("purchases/1/commissions?page=0").Is(200)).Body);
        Assert.Equal("[]", (await caller.Get("custom_fields?page=0").Is(200)).Body);
    }

    [Scenario("LD-30")]
    public static async Task Affiliates_are_searched_by_name_and_e_mail(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("pat@example.com", firstName: "Pat", lastName: "Partner");
        dyno.AddAffiliate("quinn@example.org", firstName: "Quinn", lastName: "Part");
        dyno.AddAffiliate("zoe@example.net", firstName: "Zoë");
        foreach (var (query, ids) in ((string, long[])[])[("PART", [2, 1]), ("pat partner", [1]), ("EXAMPLE.ORG", [2]), ("zOë", [3]), ("nobody", []), ("", [3, 2, 1])])
            Assert.Equal(ids, (await caller.Get($"affiliates?query={Uri.EscapeDataString(query)}").Is(200)).RowIds());
        Assert.Equal([1], (await caller.Get("affiliates?query=part&per_page=1&page=2")).RowIds());
        // A filter that a list does not have is ignored.
        dyno.AddLead("a@example.com");
        Assert.Equal([1], (await caller.Get("leads?query=nobody&status=paid").Is(200)).RowIds());
        dyno.AddVisit();
        Assert.Equal(2, (await caller.Get("visitors?created_after=2200-01-01").Is(200)).Json.GetArrayLength());
    }

    [Scenario("LD-25", "LD-76")]
    public static async Task Commissions_alone_come_in_an_envelope(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate(code: "ALPHA");
        dyno.AddAffiliate(code: "BETA");
        for (var i = 0; i < 3; i++)
            dyno.AddPurchase($"{i}@example.com", 100, code: i < 2 ? "ALPHA" : "BETA");
        var all = await caller.Get("commissions?per_page=2&page=2").Is(200);
        Assert.Equal(["commissions", "page", "per_page", "total_entries"], all.Json.PropertyNames());
        Assert.Equal((1, 2, 2, 3), (all["commissions"].GetArrayLength(), all["page"].GetInt32(), all["per_page"].GetInt32(), all["total_entries"].GetInt32()));
        Assert.Equal(2, (await caller.Get("commissions?affiliate_id=1"))["total_entries"].GetInt32());
        var unknown = await caller.Get("commissions?affiliate_id=77").Is(200);
        Assert.Equal((0, 0), (unknown["commissions"].GetArrayLength(), unknown["total_entries"].GetInt32()));
        await caller.Get("commissions?affiliate_id=first").Invalid("affiliate_id", "is invalid");
    }

    [Scenario("LD-90")]
    public static async Task Campaigns_are_read_by_two_spellings(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        var campaign = dyno.AddCampaign("SpringNewsletter");
        dyno.AddLead("a@example.com", url: $"https://shop.example.com/#_l_{campaign.LinkToken}");
        dyno.AddLead("b@example.com");
        var one = await caller.Get("campaigns/1").Is(200);
        Assert.Equal("""{"id":1,"created_at":"2026-01-01T12:00:00Z","updated_at":"2026-01-01T12:00:00Z","code":"SpringNewsletter"}""", one.Body);
        Assert.Equal(one.Body, (await caller.Get("campaign/1").Is(200)).Body);
        Assert.Equal($"[{one.Body}]", (await caller.Get("campaigns").Is(200)).Body);
        Assert.Equal(1, await caller.Count("campaigns"));
        Assert.Equal([1], (await caller.Get("campaigns/1/leads").Is(200)).RowIds());
        foreach (var verb in (string[])["POST", "PUT", "DELETE"])
            await caller.Json(verb, "campaigns/1", "{}").Refused(404, "Not Found");
        await caller.Post("campaigns", "code", "Mine").Refused(404, "Not Found");
    }
}
