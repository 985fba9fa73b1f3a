namespace VendorMocks.Tests;

/// <summary>Finding leads.</summary>
internal static class FixidoSearchScenarios
{
    [Scenario("FX-62", "FX-53", Start = FixidoCaller.Start)]
    public static async Task A_lead_is_found_without_its_consumer(Stage stage)
    {
        var id = await stage.As("seller").Create();
        var found = (await stage.As("buyer").Get($"search/get/{id}/")).Accepted();
        Assert.Equal(2, found["data.total"].GetInt32());
        Assert.Equal(2, found["data.available"].GetInt32());
        Assert.Equal("Provflytt AB", found.Text("data.seller_name"));
        Assert.Equal(24, found["data"].EnumerateObject().Count());
        Assert.DoesNotContain(found["data"].EnumerateObject(), key => key.Name.StartsWith("consumer_", StringComparison.Ordinal));
        var listed = (await stage.As("buyer").Search()).Accepted();
        Assert.Equal(found["data"].GetRawText(), listed["data.leads.0"].GetRawText());
        Assert.Equal(24, (await stage.As("seller").Get($"search/get/{id}/"))["data"].EnumerateObject().Count());
    }

    [Scenario("FX-63", Start = FixidoCaller.Start)]
    public static async Task Everybody_sees_where_the_work_is(Stage stage)
    {
        await stage.As("seller").Create("address_postal_code", "127 30", "address_region", "Stockholms län", "address_country", "SWE");
        var row = (await stage.As("buyer").Search())["data.leads.0"];
        Assert.Equal("Skärholmen", row.GetProperty("address_city").GetString());
        Assert.Equal("127 30", row.GetProperty("address_postal_code").GetString());
        Assert.Equal("Stockholms län", row.GetProperty("address_region").GetString());
        Assert.Equal("SWE", row.GetProperty("address_country").GetString());
    }

    [Scenario("FX-61", Start = FixidoCaller.Start)]
    public static async Task A_lead_that_is_not_live_is_shown_to_its_buyers_only(Stage stage)
    {
        var seller = stage.As("seller");
        var id = await seller.Create();
        (await stage.As("buyer").Buy(id)).Bought();
        (await stage.As("buyer-2").Get($"search/get/{id}/")).Accepted();
        await seller.Post($"leads/delete/{id}/");
        Assert.Equal("sven@example.com", (await stage.As("buyer").Get($"search/get/{id}/")).Accepted().Text("data.consumer_email"));
        (await stage.As("buyer-2").Get($"search/get/{id}/")).RefusedDoing("Lead matching query does not exist.");
        (await stage.As("buyer").Get("search/get/999999999/")).RefusedDoing("Lead matching query does not exist.");
    }

    [Scenario("FX-60", "FX-71", "FX-72", Start = FixidoCaller.Start)]
    public static async Task Pages_follow_each_other_newest_first(Stage stage)
    {
        var buyer = stage.As("buyer");
        var none = (await buyer.Search()).Accepted();
        Assert.Equal("""{"leads":[],"query":"","current_page":1,"total_result":0}""", none["data"].GetRawText());
        var ids = new List<long>();
        for (var i = 0; i < 12; i++)
        {
            ids.Insert(0, await stage.As("seller").Create());
            stage.World.Clock.Advance(TimeSpan.FromSeconds(i % 2));
        }

        var seen = new List<long>();
        for (var page = 1; page <= 3; page++)
        {
            var answer = (await buyer.Search($"page={page}")).Accepted();
            Assert.Equal(12, answer["data.total_result"].GetInt32());
            Assert.Equal(page, answer["data.current_page"].GetInt32());
            seen.AddRange(answer.Ids("data.leads"));
        }

        Assert.Equal(ids, seen);
        foreach (var past in new[] { "4", "2147483649", "99999999999999999999" })
            (await buyer.Search($"page={past}")).RefusedDoing("No such page!");
        foreach (var (page, text) in new[] { ("0", "Pages should be 1 or greater."), ("-1", "Pages should be 1 or greater."), ("x", "Not a valid number for page.") })
            (await buyer.Search($"page={page}")).RefusedDoing(text);
    }

    [Scenario("FX-73", Start = FixidoCaller.Start)]
    public static async Task A_page_may_be_large_but_not_empty(Stage stage)
    {
        for (var i = 0; i < 7; i++)
            await stage.As("seller").Create();
        var buyer = stage.As("buyer");
        Assert.Equal(7, (await buyer.Search("result_per_page=99999"))["data.leads"].GetArrayLength());
        Assert.Equal(2, (await buyer.Search("result_per_page=2"))["data.leads"].GetArrayLength());
        (await buyer.Search("result_per_page=0")).RefusedDoing("result_per_page: Ensure this value is greater than or equal to 1.");
        (await buyer.Search("result_per_page=2.5")).RefusedDoing("result_per_page: '2.5' value must be an integer.");
    }

    [Scenario("FX-65", Start = FixidoCaller.Start)]
    public static async Task Every_word_must_be_a_word_of_the_lead(Stage stage)
    {
        await Zebras(stage);
        var buyer = stage.As("buyer");
        Assert.Equal(3, await buyer.Found("q=zebra"));
        Assert.Equal(1, await buyer.Found("q=zebra+1"));
        Assert.Equal(1, await buyer.Found("q=LUND!+-+ZEBRA"));
        Assert.Equal(3, await buyer.Found("q=rum+FLYTT")); // description, keywords
        Assert.Equal(3, await buyer.Found("q=%F0%9F%91%8D"));
        foreach (var nothing in new[] { "zeb", "zebra+4", "sven", "provsson", "example" })
            Assert.Equal(0, await buyer.Found($"q={nothing}"));
        Assert.Equal("ZEBRA  1", (await buyer.Search("q=ZEBRA++1")).Text("data.query"));
    }

    [Scenario("FX-66", Start = FixidoCaller.Start)]
    public static async Task Prices_and_budgets_are_bounded_inclusively(Stage stage)
    {
        await Zebras(stage);
        var buyer = stage.As("buyer");
        Assert.Equal(2, await buyer.Found("price_start=20&price_end=30"));
        Assert.Equal(1, await buyer.Found("price_start=20.01"));
        Assert.Equal(0, await buyer.Found("price_start=30&price_end=20"));
        await stage.As("seller").Create("budget", "110", "budget_currency", "EUR", "price", "500");
        await stage.As("seller").Create("budget", "1210", "price", "500");
        Assert.Equal(2, await buyer.Found("budget_start=1210&budget_end=1210"));
        Assert.Equal(1, await stage.As("trader").Found("budget_start=110&budget_end=110"));
        Assert.Equal(1, await stage.As("trader").Found("budget_start=1210&budget_end=1210")); // a bare number
        Assert.Equal(2, await stage.As("trader").Found("price_start=45.45&price_end=45.45"));
    }

    [Scenario("FX-69", Start = FixidoCaller.Start)]
    public static async Task Lists_of_places_keywords_and_languages_match_by_any_item(Stage stage)
    {
        await Zebras(stage);
        await stage.As("seller").Create("address_city", "Berlin", "address_country", "DE", "address_postal_code", "10115", "language", "de", "keywords", "Umzug,Lager");
        var buyer = stage.As("buyer");
        Assert.Equal(2, await buyer.Found("locations=malm%C3%B6,+Ume%C3%A5"));
        Assert.Equal(1, await buyer.Found("locations=de"));
        Assert.Equal(2, await buyer.Found("locations=10115,lund"));
        Assert.Equal(0, await buyer.Found("locations=malm"));
        Assert.Equal(3, await buyer.Found("lang=SV"));
        Assert.Equal(4, await buyer.Found("lang=sv,de"));
        Assert.Equal(0, await buyer.Found("lang=fr"));
        Assert.Equal(1, await buyer.Found("keywords=+umzug+,nichts"));
        Assert.Equal(0, await buyer.Found("keywords=umz"));
        Assert.Equal(1, await buyer.Found("category=13&locations=Lund"));
        Assert.Equal(0, await buyer.Found("category=99"));
        Assert.Equal(4, await buyer.Found("locations=,&keywords=+,"));
    }

    [Scenario("FX-67", Start = FixidoCaller.Start)]
    public static async Task A_deal_lies_within_the_days_asked_for(Stage stage)
    {
        await Zebras(stage);
        var buyer = stage.As("buyer");
        Assert.Equal(3, await buyer.Found("deal_start=2017-06-01&deal_end=2017-06-30"));
        Assert.Equal(0, await buyer.Found("deal_start=2017-06-02"));
        Assert.Equal(0, await buyer.Found("deal_end=2017-06-29"));
    }

    [Scenario("FX-70", "FX-30", Start = FixidoCaller.Start)]
    public static async Task Bad_filters_are_named_together(Stage stage)
    {
        (await stage.As("buyer").Search("price_start=abc&deal_end=2017-02-30&category=x&page=x&budget_end=-1")).RefusedDoing(
            "Not a valid number for page.",
            "budget_end: Ensure this value is greater than or equal to 0.",
            "price_start: 'abc' value must be a decimal number.",
            "deal_end: '2017-02-30' value has an invalid format. It must be in YYYY-MM-DD format.",
            "category: 'x' value must be an integer.");
    }

    [Scenario("FX-36", "FX-68", Start = "2017-05-31T22:30:00Z")]
    public static async Task Days_are_Swedish(Stage stage)
    {
        await stage.As("seller").Create();
        var buyer = stage.As("buyer");
        Assert.Equal(1, await buyer.Found("created_start=2017-06-01&created_end=2017-06-01"));
        Assert.Equal(1, await buyer.Found("created_start=2017-06-01"));
        Assert.Equal(0, await buyer.Found("created_end=2017-05-31"));
        Assert.Equal(0, await buyer.Found("created_start=2017-06-02"));
    }

    [Scenario("FX-54", "FX-55", "FX-56", Start = FixidoCaller.Start)]
    public static async Task A_lead_is_found_until_its_deal_ends(Stage stage)
    {
        var seller = stage.As("seller");
        var buyer = stage.As("buyer");
        var id = await seller.Create("deal_starts", "2017-06-20 00:00:00");
        Assert.Equal(1, await buyer.Found());
        stage.GoTo("2017-06-29T22:00:00Z");
        Assert.Equal(1, await buyer.Found());
        stage.World.Clock.Advance(TimeSpan.FromSeconds(1));
        var gone = (await buyer.Search()).Accepted();
        Assert.Equal(0, gone["data.total_result"].GetInt32());
        (await buyer.Buy(id)).NotBought("This lead was inactive or deleted. ");
        Assert.Equal("active", (await seller.Lead(id)).Text("data.status"));
        await seller.Update(id, "deal_ends", "2017-07-01 00:00:00");
        Assert.Equal(1, await buyer.Found());
        await seller.Update(id, "status", "test");
        Assert.Equal(0, await buyer.Found());
    }

    [Scenario("FX-52", Start = FixidoCaller.Start)]
    public static async Task A_deleted_lead_comes_back_by_an_update(Stage stage)
    {
        var seller = stage.As("seller");
        var id = await seller.Create();
        await seller.Post($"leads/delete/{id}/");
        Assert.Equal(0, await stage.As("buyer").Found());
        (await stage.As("buyer").Buy(id)).NotBought("This lead was inactive or deleted. ");
        (await seller.Update(id, "status", "active")).Accepted();
        Assert.Equal(1, await stage.As("buyer").Found());
        (await stage.As("buyer").Buy(id)).Bought();
    }

    [Scenario("FX-64", Start = FixidoCaller.Start)]
    public static async Task Prices_are_shown_in_the_currency_of_who_looks(Stage stage)
    {
        var id = await stage.As("seller").Create("price", "100");
        var row = (await stage.As("trader").Search())["data.leads.0"];
        Assert.Equal("9.09", row.GetProperty("price").GetRawText());
        Assert.Equal("EUR", row.GetProperty("price_currency").GetString());
        Assert.Equal("100", (await stage.As("buyer").Get($"search/get/{id}/"))["data.price"].GetRawText());
    }

    [Scenario("FX-78", Start = FixidoCaller.Start)]
    public static async Task Categories_stand_in_English_order_in_every_language(Stage stage)
    {
        var buyer = stage.As("buyer");
        foreach (var (language, second) in new[] { ("", "Bank & Financial"), ("en", "Bank & Financial"), ("fr", "Bank & Financial"), ("sv", "Bank & finans"), ("de", "Bank & Finanzen") })
        {
            var page = (await buyer.Get("categories/list/", $"language={language}")).Accepted();
            Assert.Equal([3, 24, 5, 7, 8], page.Ids("data.categories", "category"));
            Assert.Equal(second, page.Text("data.categories.1.name"));
            Assert.Equal(21, page["data.total_result"].GetInt32());
        }

        var all = (await buyer.Get("categories/list/", "result_per_page=50"))["data.categories"].EnumerateArray();
        var names = all.Select(row => row.GetProperty("name").GetString()).ToArray();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Contains("Konst & n\\u00F6je".Replace("&", "\\u0026", StringComparison.Ordinal), (await buyer.Get("categories/list/", "language=sv")).Body, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Leads of 10, 20 and 30 SEK in Malmö, Lund and Malmö.</summary>
    private static async Task Zebras(Stage stage)
    {
        string[] cities = ["Malmö", "Lund", "Malmö"];
        for (var i = 0; i < cities.Length; i++)
            await stage.As("seller").Create("title", $"Zebra {i}", "price", $"{(i + 1) * 10}", "address_city", cities[i]);
    }
}
