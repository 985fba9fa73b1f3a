namespace VendorMocks.Tests;

/// <summary>How people become leads, and what becomes of them.</summary>
internal static class LeadDynoLeadScenarios
{
    [Scenario("LD-52")]
    public static async Task A_lead_brings_its_visitor_takes_one_over_or_names_a_new_one(Stage stage)
    {
        var caller = stage.Owner();
        var alone = await caller.Post("leads", "email", "a@example.com", "url", "https://shop.example.com/", "referrer", "https://x.example/?q=shoe", "agent", "Bot", "remote_ip", "192.0.2.1").Is(201);
        Assert.Equal((1L, 36, "shoe"), (alone["latest_visitor.id"].GetInt64(), alone.Text("tracking_code")!.Length, alone.Text("search_term")));
        var visitor = await caller.Get("visitors/1");
        Assert.Equal(("https://shop.example.com/", "a@example.com"), (visitor.Text("url.url"), visitor.Text("lead.email")));
        Assert.Equal(("Bot", "192.0.2.1"), (stage.Dyno().Visitors[0].Agent, stage.Dyno().Visitors[0].RemoteIp));
        await caller.Post("visitors", "tracking_code", "known").Is(201);
        Assert.Equal(2, (await caller.Post("leads", "email", "b@example.com", "tracking_code", "known").Is(201))["latest_visitor.id"].GetInt64());
        var named = await caller.Post("leads", "email", "c@example.com", "tracking_code", "unheard-of").Is(201);
        Assert.Equal((3L, "unheard-of"), (named["latest_visitor.id"].GetInt64(), named.Text("latest_visitor.tracking_code")));
        Assert.Equal(3, await caller.Count("visitors"));
    }

    [Scenario("LD-53")]
    public static async Task An_explicit_affiliate_beats_the_code_and_the_code_beats_the_visitor(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        foreach (var name in (string[])["a", "b", "c"])
            dyno.AddAffiliate($"{name}@example.com", name.ToUpperInvariant());
        var campaign = dyno.AddCampaign("Spring");
        var url = $"https://shop.example.com/?afmc=A#_l_{campaign.LinkToken}";
        dyno.AddVisit(url, "https://x.example/?q=shoe", trackingCode: "one");
        dyno.AddVisit(url, trackingCode: "two");
        dyno.AddVisit(url, trackingCode: "three");
        var inherited = await caller.Post("leads", "email", "1@example.com", "tracking_code", "one").Is(201);
        Assert.Equal(("a@example.com", "Spring", url, "shoe"),
            (inherited.Text("affiliate.email"), inherited.Text("campaign.code"), inherited.Text("url.url"), inherited.Text("search_term")));
        Assert.Equal("b@example.com", (await caller.Post("leads", "email", "2@example.com", "tracking_code", "two", "code", "B").Is(201)).Text("affiliate.email"));
        Assert.Equal("c@example.com", (await caller.Post("leads", "email", "3@example.com", "tracking_code", "three", "code", "B", "affiliate", "C@example.com").Is(201)).Text("affiliate.email"));
        var visitor = await caller.Get("visitors/3");
        Assert.Equal(("3@example.com", "c@example.com"), (visitor.Text("lead.email"), visitor.Text("affiliate.email")));
    }

    [Scenario("LD-54", "LD-91")]
    public static async Task Posting_a_known_e_mail_writes_what_is_not_empty(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("a@example.com", "ALPHA");
        await caller.Post("leads", "email", "Lee@example.com", "first_name", "Lee", "city", "Oslo", "tracking_code", "t-1").Is(201);
        stage.Pass(TimeSpan.FromMinutes(1));
        var again = await caller.Post("leads", "email", "lee@EXAMPLE.com", "first_name", "", "city", "Bergen", "phone", "1", "tracking_code", "t-2", "code", "alpha").Is(201);
        Assert.Equal((1L, "Lee@example.com", "Lee", "Bergen", "1"),
            (again["id"].GetInt64(), again.Text("email"), again.Text("first_name"), again.Text("city"), again.Text("phone")));
        Assert.Equal(("t-2", "a@example.com", "2026-01-01T12:01:00Z"), (again.Text("tracking_code"), again.Text("affiliate.email"), again.Text("updated_at")));
        stage.Pass(TimeSpan.FromMinutes(1));
        var same = await caller.Post("leads", "email", "lee@example.com", "city", "Bergen").Is(201);
        Assert.Equal(("t-2", "2026-01-01T12:01:00Z"), (same.Text("tracking_code"), same.Text("updated_at")));
        Assert.Equal((1, 2), (await caller.Count("leads"), await caller.Count("visitors")));
        Assert.Equal(["Lee@example.com", "Lee@example.com"], dyno.Visitors.Select(row => dyno.Leads.Single(lead => lead.Id == row.LeadId).Email));
    }

    [Scenario("LD-55", "LD-56")]
    public static async Task An_update_writes_only_what_is_sent(Stage stage)
    {
        var caller = stage.Owner();
        var before = await caller.Post("leads", "email", "l@example.com", "first_name", "Lee").Is(201);
        stage.Pass(TimeSpan.FromMinutes(1));
        var after = await caller.Put("leads/1", "custom_status", "hot", "status", "Customer").Is(200);
        Assert.Equal(
            before.Body.Replace("\"custom_status\":null", "\"custom_status\":\"hot\"", StringComparison.Ordinal)
                .Replace("\"updated_at\":\"2026-01-01T12:00:00Z\"", "\"updated_at\":\"2026-01-01T12:01:00Z\"", StringComparison.Ordinal),
            after.Body);
        stage.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(after.Body, (await caller.Put("leads/1", "custom_status", "hot").Is(200)).Body);
        Assert.Equal(after.Body, (await caller.Put("leads/1").Is(200)).Body);
        await caller.Post("purchases", "email", "l@example.com", "purchase_code", "ORDER-1").Is(201);
        await caller.Delete("purchases", "purchase_code", "ORDER-1").Is(200);
        Assert.Equal("Customer", (await caller.Put("leads/1", "status", "Registered").Is(200)).Text("status"));
    }

    [Scenario("LD-56", "LD-48")]
    public static async Task An_update_moves_visitor_and_affiliate_too(Stage stage)
    {
        var (caller, dyno) = (stage.Owner(), stage.Dyno());
        dyno.AddAffiliate("a@example.com", "ALPHA");
        dyno.AddAffiliate("b@example.com", "BETA");
        await caller.Post("leads", "email", "l@example.com", "code", "ALPHA").Is(201);
        var moved = await caller.Put("leads/1", "tracking_code", "t-9", "address1", "1 Main St").Is(200);
        Assert.Equal(("t-9", "1 Main St", "a@example.com"), (moved.Text("latest_visitor.tracking_code"), moved.Text("address1"), moved.Text("affiliate.email")));
        Assert.Equal("b@example.com", (await caller.Put("leads/1", "affiliate", "b@example.com").Is(200)).Text("affiliate.email"));
        Assert.Equal("a@example.com", (await caller.Put("leads/1", "code", "ALPHA").Is(200)).Text("affiliate.email"));
        Assert.Equal("a@example.com", (await caller.Put("leads/1", "code", "NOSUCH", "tracking_code", "").Is(200)).Text("affiliate.email"));
        // A visitor that is somebody's brings its affiliate along.
        dyno.AddVisit(code: "BETA", trackingCode: "t-b");
        Assert.Equal("b@example.com", (await caller.Put("leads/1", "tracking_code", "t-b").Is(200)).Text("affiliate.email"));
    }

    [Scenario("LD-57", "LD-44")]
    public static async Task Leads_are_imported_all_or_none(Stage stage)
    {
        var caller = stage.Owner();
        await caller.Json("POST", "leads/import", """{"leads":[{"email":"a@example.com"},{"email":"x"},{"first_name":[]}]}""")
            .Invalid("leads[1].email", "is invalid", "leads[2].email", "can't be blank", "leads[2].first_name", "is invalid");
        Assert.Equal((0, 0), (await caller.Count("leads"), await caller.Count("visitors")));
        var made = await caller.Json("POST", "leads/import", """{"leads":[{"email":"a@example.com"},{"email":"b@example.com"}]}""").Is(201);
        Assert.Equal(["a@example.com", "b@example.com"], made.Each("email"));
        Assert.Equal((2, 2), (await caller.Count("leads"), await caller.Count("visitors")));
        var nested = await caller.Post("leads/import", "leads[0][email]", "c@example.com", "leads[1][email]", "A@example.com", "leads[1][city]", "Oslo").Is(201);
        Assert.Equal([3, 1], nested.RowIds());
        await caller.Post("leads/import", "leads", "").Invalid("leads", "can't be blank");
        await caller.Json("POST", "leads/import", """{"leads":{"email":"d@example.com"}}""").Invalid("leads", "is invalid");
        Assert.Equal("[]", (await caller.Json("POST", "leads/import", """{"leads":[]}""").Is(201)).Body);
    }

    [Scenario("LD-36", "LD-35")]
    public static async Task A_lead_is_read_by_id_and_ids_ascend_by_one(Stage stage)
    {
        var caller = stage.Owner();
        for (var i = 1; i <= 3; i++)
            Assert.Equal(i, (await caller.Post("leads", "email", $"{i}@example.com").Is(201))["id"].GetInt64());
        Assert.Equal("2@example.com", (await caller.Get("leads/2").Is(200)).Text("email"));
    }
}
