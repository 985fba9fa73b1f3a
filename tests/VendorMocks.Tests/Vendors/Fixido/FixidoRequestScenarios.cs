namespace VendorMocks.Tests;

/// <summary>How a call is read before anybody asks whose it is.</summary>
internal static class FixidoRequestScenarios
{
    [Scenario("FX-01", Start = FixidoCaller.Start)]
    public static async Task Paths_match_in_any_case(Stage stage)
    {
        var id = await stage.As("seller").Create();
        Assert.Equal([id], (await stage.As("seller").Get("Leads/LIST/")).Accepted().Ids("data"));
        var root = stage.Fixido.BaseAddress!.AbsoluteUri.Replace("/api/", "/API/", StringComparison.Ordinal);
        var found = await stage.Fixido.Get($"{root}SEARCH/get/{id}/?{stage.As("buyer").Keys}");
        Assert.Equal(id, found.Accepted()["data.id"].GetInt64());
    }

    [Scenario("FX-02", Start = FixidoCaller.Start)]
    public static async Task A_path_without_its_last_slash_is_sent_on(Stage stage)
    {
        var id = await stage.As("seller").Create();
        // Clients follow redirects by themselves; the journal has both answers.
        var read = await stage.As("seller").Get($"leads/get/{id}");
        Assert.Equal(id, read.Accepted()["data.id"].GetInt64());
        var exchanges = stage.World.Journal.Exchanges;
        var (moved, followed) = (exchanges[^2], exchanges[^1]);
        Assert.Equal(301, moved.Response.Status);
        var to = moved.Response.Headers.Single(header => header.Key == "Location").Value;
        Assert.Equal(moved.Request.Path + "/" + moved.Request.QuerySuffix, to);
        Assert.Equal(to, followed.Request.Target);
        await stage.As("seller").Post("leads/create", FixidoForm.Valid());
        Assert.Single(stage.World.Fixido.Leads);
    }

    [Scenario("FX-03", Start = FixidoCaller.Start)]
    public static async Task Any_other_path_is_a_page_that_says_so(Stage stage)
    {
        foreach (var path in new[] { "nothing/", "leads/get/x/", "leads/get/-1/", "leads/get/", "leads/list/1/", "leads/get/x", "" })
        {
            foreach (var query in new[] { "?jsoncallback=cb", "?" + stage.As("seller").Keys })
            {
                var page = await stage.Fixido.Get(path + query);
                Assert.Equal(404, page.Status);
                Assert.Equal("text/html; charset=utf-8", page.Header("Content-Type"));
                Assert.StartsWith("<!doctype html>", page.Body, StringComparison.Ordinal);
            }
        }

        var odd = await stage.Fixido.Get("a&b'c/");
        Assert.Contains("/api/a&amp;b&#39;c/", odd.Body, StringComparison.Ordinal);
    }

    [Scenario("FX-04", "FX-05", Start = FixidoCaller.Start)]
    public static async Task Get_and_post_are_alike_and_head_is_get_without_a_body(Stage stage)
    {
        var seller = stage.As("seller");
        var id = await seller.Create();
        var got = await seller.Lead(id);
        Assert.Equal(got.Body, (await seller.Post($"leads/get/{id}/")).Body);
        Assert.Equal(1, (await stage.As("buyer").Post("search/list/"))["data.total_result"].GetInt32());
        var head = await stage.Fixido.SendAsync("HEAD", $"leads/get/{id}/?{seller.Keys}");
        Assert.Equal((200, ""), (head.Status, head.Body));
        Assert.Equal("application/javascript", head.Header("Content-Type"));
        (await stage.As("buyer").Get($"leads/buy/{id}/")).Bought();
    }

    [Scenario("FX-05", Start = FixidoCaller.Start)]
    public static async Task Other_verbs_are_refused_with_what_there_is(Stage stage)
    {
        var keys = stage.As("seller").Keys;
        var cases = new[] { ("PUT", "leads/list/"), ("DELETE", "leads/delete/1/"), ("PATCH", "search/list/"), ("HEAD", "leads/create/"), ("HEAD", "leads/update/1/"), ("HEAD", "leads/delete/1/"), ("HEAD", "leads/buy/1/") };
        foreach (var (verb, path) in cases)
        {
            var refused = await stage.Fixido.SendAsync(verb, $"{path}?{keys}");
            Assert.Equal(405, refused.Status);
            Assert.Equal("GET, HEAD, POST, OPTIONS", refused.Header("Allow"));
            Assert.Equal("text/html; charset=utf-8", refused.Header("Content-Type"));
        }

        var options = await stage.Fixido.SendAsync("OPTIONS", "leads/create/");
        Assert.Equal((204, "", "GET, HEAD, POST, OPTIONS"), (options.Status, options.Body, options.Header("Allow")));
    }

    [Scenario("FX-06", "FX-32", Start = FixidoCaller.Start)]
    public static async Task What_is_written_is_read_from_the_form_alone(Stage stage)
    {
        var seller = stage.As("seller");
        var query = string.Join('&', FixidoForm.Valid().Chunk(2).Select(pair => $"{pair[0]}={Uri.EscapeDataString(pair[1])}"));
        var refused = await seller.Get("leads/create/", query);
        refused.RefusedDoing(
            [.. new[] { "title", "description", "price_currency", "deal_starts", "deal_ends", "category_id", "keywords", "language", "consumer_first_name", "consumer_last_name", "consumer_email" }
                .Select(name => name + ": This field is required.")]);
        var id = await seller.Create();
        var before = (await seller.Lead(id)).Body;
        Assert.Equal(id, (await seller.Get($"leads/update/{id}/", "title=x&price=abc")).Accepted()["data"].GetInt64());
        Assert.Equal(before, (await seller.Lead(id)).Body);
    }

    [Scenario("FX-06", Start = FixidoCaller.Start)]
    public static async Task A_multipart_form_is_a_form_and_its_files_are_ignored(Stage stage)
    {
        var credential = stage.World.Fixido.Credentials[0];
        using var form = new MultipartFormDataContent("limit");
        foreach (var (name, value) in credential.Values)
            form.Add(new StringContent(value), name);
        foreach (var pair in FixidoForm.Valid("title", "Flytthjälp").Chunk(2))
            form.Add(new StringContent(pair[1]), pair[0]);
        form.Add(new ByteArrayContent([1, 2, 3]), "address_city", "city.png");
        (await stage.Fixido.SendAsync("POST", "leads/create/", form)).Accepted();
        Assert.Equal(("Flytthjälp", "Skärholmen"), (stage.World.Fixido.Leads[0].Title, stage.World.Fixido.Leads[0].AddressCity));
        (await stage.Fixido.Json("POST", "leads/create/", """{"access_key":"demo-seller"}""")).Refused("You don't have access to it!");
    }

    [Scenario("FX-07", Start = FixidoCaller.Start)]
    public static async Task Lists_read_their_parameters_from_the_query_alone(Stage stage)
    {
        await stage.As("seller").Create();
        await stage.As("seller").Create("title", "Zebra");
        var all = await stage.As("buyer").Post("search/list/", "q", "zebra", "page", "9");
        Assert.Equal(2, all.Accepted()["data.total_result"].GetInt32());
        Assert.Equal("", all.Text("data.query"));
        Assert.Equal(1, (await stage.As("buyer").Post("search/list/?q=zebra"))["data.total_result"].GetInt32());
        Assert.Equal(0, (await stage.As("buyer").Post("recentleads/list/?date_from=2018-01-01"))["data.total_result"].GetInt32());
    }

    [Scenario("FX-09", Start = FixidoCaller.Start)]
    public static async Task Names_are_exact_the_last_counts_and_unknown_ones_do_nothing(Stage stage)
    {
        var buyer = stage.As("buyer");
        await stage.As("seller").Create("title", "Zebra");
        Assert.Equal(1, await buyer.Found("Q=lion&q=lion&q=zebra&unknown=1&page[]=7"));
        Assert.Equal("\uFFFDx", (await buyer.Search("q=%FFx")).Text("data.query"));
    }

    [Scenario("FX-18", Start = FixidoCaller.Start)]
    public static async Task A_callback_wraps_successes_and_failures(Stage stage)
    {
        var seller = stage.As("seller");
        foreach (var name in new[] { "cb", "a.b[0]", "$._x1", "a[12].b[0]" })
        {
            var wrapped = await seller.Get("leads/list/", "jsoncallback=" + Uri.EscapeDataString(name));
            Assert.Equal(name + """({"status":true,"data":[],"error":[]})""", wrapped.Body);
            Assert.Equal("application/javascript", wrapped.Header("Content-Type"));
        }

        Assert.Equal(
            """cb({"status":false,"data":null,"error":["You don\u0027t have accesss to it"]})""",
            (await stage.Fixido.Get("leads/list/?jsoncallback=cb")).Body);
        var refused = await stage.As("buyer-2").Post($"leads/buy/{await seller.Create()}/?jsoncallback=cb");
        Assert.StartsWith("""cb({"status":"false","data":"",""", refused.Body, StringComparison.Ordinal);
        Assert.StartsWith("{", (await seller.Post("leads/list/", "jsoncallback", "cb")).Body, StringComparison.Ordinal);
        Assert.StartsWith("{", (await seller.Get("leads/list/", "jsoncallback=")).Body, StringComparison.Ordinal);
    }

    [Scenario("FX-19", Start = FixidoCaller.Start)]
    public static async Task A_callback_that_could_be_script_runs_nothing(Stage stage)
    {
        var bad = new[] { "alert(1)//", "a b", "1a", "a..b", ".a", "a.", "a[]", "a[x]", "[0]", "a[0][1]", "a]", "ä", "</script>", "a\n", new string('a', 129) };
        foreach (var name in bad)
        {
            var refused = await stage.As("seller").Post("leads/create/?jsoncallback=" + Uri.EscapeDataString(name), FixidoForm.Valid());
            Assert.Equal("""{"status":false,"data":null,"error":["Invalid jsoncallback"]}""", refused.Body);
            Assert.Equal(200, refused.Status);
        }

        Assert.Empty(stage.World.Fixido.Leads);
        (await stage.Fixido.Get("leads/list/?jsoncallback=a()")).Refused("Invalid jsoncallback"); // before the key
        Assert.StartsWith(new string('a', 128) + "({", (await stage.As("seller").Get("leads/list/", "jsoncallback=" + new string('a', 128))).Body, StringComparison.Ordinal);
    }

    [Scenario("FX-20", Start = FixidoCaller.Start)]
    public static async Task Answers_forbid_sniffing_and_carry_nothing_else(Stage stage)
    {
        foreach (var url in new[] { $"leads/list/?{stage.As("seller").Keys}", "leads/list/", "leads/list/?jsoncallback=()", "nothing/" })
        {
            var answer = await stage.Fixido.SendAsync("GET", url, null, ("Origin", "https://example.com"));
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Null(answer.Header("Set-Cookie"));
            Assert.Null(answer.Header("Access-Control-Allow-Origin"));
        }

        for (var i = 0; i < 300; i++)
            Assert.Equal(200, (await stage.As("seller").Get("categories/list/")).Status);
    }
}
