namespace VendorMocks.Tests;

/// <summary>Buying leads, and the money behind it.</summary>
internal static class FixidoBuyScenarios
{
    [Scenario("FX-14", "FX-80", Start = FixidoCaller.Start)]
    public static async Task A_purchase_answers_in_strings(Stage stage)
    {
        var id = await stage.As("seller").Create();
        var bought = await stage.As("buyer").Buy(id, "sale", "7", "payment_mode", "card");
        Assert.Equal("""{"status":"true","data":"Order successful","error":""}""", bought.Body);
        Assert.Equal("application/javascript", bought.Header("Content-Type"));
    }

    [Scenario("FX-46", "FX-62", "FX-83", Start = FixidoCaller.Start)]
    public static async Task A_buyer_sees_the_consumer(Stage stage)
    {
        var id = await stage.As("seller").Create("consumer_phone_number", "+46701740605");
        var buyer = stage.As("buyer");
        (await buyer.Buy(id)).Bought();
        var found = (await buyer.Get($"search/get/{id}/")).Accepted();
        Assert.Equal(29, found["data"].EnumerateObject().Count());
        Assert.Equal(300001, found["data.consumer_id"].GetInt64());
        Assert.Equal("Sven", found.Text("data.consumer_first_name"));
        Assert.Equal("Provsson", found.Text("data.consumer_last_name"));
        Assert.Equal("sven@example.com", found.Text("data.consumer_email"));
        Assert.Equal("+46701740605", found.Text("data.consumer_phone_number"));
        Assert.Equal(1, found["data.available"].GetInt32());
        Assert.Equal(29, (await buyer.Search())["data.leads.0"].EnumerateObject().Count());
        Assert.Equal([id], (await buyer.Get("leads_bought/list/")).Accepted().Ids("data"));
        Assert.Equal("Provsson", (await buyer.Lead(id)).Accepted().Text("data.consumer_last_name"));
    }

    [Scenario("FX-49", Start = FixidoCaller.Start)]
    public static async Task Bought_leads_stay_listed_at_the_sellers_own_price(Stage stage)
    {
        var seller = stage.As("seller");
        var ids = new[] { await seller.Create(), await seller.Create("price", "99.5") };
        var trader = stage.As("trader");
        (await trader.Buy(ids[1])).Bought();
        (await trader.Buy(ids[0])).Bought();
        await seller.Post($"leads/delete/{ids[1]}/");
        var listed = (await trader.Get("leads_bought/list/")).Accepted();
        Assert.Equal([ids[1], ids[0]], listed.Ids("data"));
        Assert.Equal("99.5", listed["data.0.price"].GetRawText());
        Assert.Equal("SEK", listed.Text("data.0.price_currency"));
        Assert.Equal(41, listed["data.0"].EnumerateObject().Count());
    }

    [Scenario("FX-84", "FX-88", Start = FixidoCaller.Start)]
    public static async Task The_seller_sees_the_trade(Stage stage)
    {
        var id = await Sold(stage);
        var trades = (await stage.As("seller").Get("trades/list/")).Accepted();
        Assert.Equal(
            "{\"lead_id\":" + id + ",\"title\":\"Flytthj\\u00E4lp: Sk\\u00E4rholmen\",\"quantity\":1,\"price\":\"50\",\"price_currency\":\"SEK\","
            + "\"commission_total\":\"15\",\"commission_percentage\":30,\"seller_sales_total\":\"35\",\"transaction_date\":\"2017-06-01T10:00:00Z\","
            + "\"transaction_id\":\"AO20000001\",\"seller_sales_transaction_id\":\"SS20000012\"}",
            trades["data.trades.0"].GetRawText());
        Assert.Equal(1, trades["data.total_result"].GetInt32());
        Assert.Equal(0, (await stage.As("buyer").Get("trades/list/"))["data.total_result"].GetInt32());
        Assert.Equal(0, (await stage.As("seller").Get("trades/list/", "lead_id=1"))["data.total_result"].GetInt32());
        Assert.Equal(0, (await stage.As("seller-2").Get("trades/list/", $"lead_id={id}"))["data.total_result"].GetInt32());
        await stage.As("seller").Update(id, "title", "Ny", "price", "12.35");
        (await stage.As("trader").Buy(id)).Bought();
        trades = await stage.As("seller").Get("trades/list/", $"lead_id={id}");
        Assert.Equal(["Ny", "Ny"], trades["data.trades"].EnumerateArray().Select(row => row.GetProperty("title").GetString()));
        Assert.Equal("12.35", trades.Text("data.trades.0.price"));
        Assert.Equal("3.71", trades.Text("data.trades.0.commission_total")); // 3.705
        Assert.Equal("8.64", trades.Text("data.trades.0.seller_sales_total"));
        Assert.Equal("50", trades.Text("data.trades.1.price"));
    }

    [Scenario("FX-85", "FX-86", "FX-89", Start = FixidoCaller.Start)]
    public static async Task A_purchase_writes_three_transactions(Stage stage)
    {
        await Sold(stage);
        var sold = (await stage.As("seller").Get("transactions/list/")).Accepted()["data.Transactions"].EnumerateArray().ToArray();
        Assert.Equal(["SS20000012", "FC20000012"], sold.Select(row => row.GetProperty("reference").GetString()));
        Assert.Equal(["sales", "commission"], sold.Select(row => row.GetProperty("transaction_type").GetString()));
        Assert.All(sold, row => Assert.Equal("5101", row.GetProperty("actor_key").GetString()));
        Assert.All(sold, row => Assert.Equal(row.GetProperty("created").GetRawText(), row.GetProperty("transaction_date").GetRawText()));
        var bought = (await stage.As("buyer").Get("transactions/list/"))["data.Transactions"].EnumerateArray().ToArray();
        Assert.Equal(["commission", "order", "deposit"], bought.Select(row => row.GetProperty("transaction_type").GetString()));
        Assert.All(bought, row => Assert.Equal("5201", row.GetProperty("actor_key").GetString()));
        Assert.Equal([501, 501, 501, 501], sold.Concat(bought[..2]).Select(row => row.GetProperty("order_id").GetInt64()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, bought[2].GetProperty("order_id").ValueKind);
        Assert.DoesNotContain("50", bought[1].GetRawText().Replace("501", "", StringComparison.Ordinal), StringComparison.Ordinal); // no amount
    }

    [Scenario("FX-90", "FX-91", Start = FixidoCaller.Start)]
    public static async Task Transactions_are_picked_by_type_and_by_id(Stage stage)
    {
        await Sold(stage);
        var (seller, buyer) = (stage.As("seller"), stage.As("buyer"));
        Assert.Equal(["AO20000001"], await References(buyer, "transaction_type=order"));
        Assert.Equal(["FC20000012"], await References(buyer, "transaction_type=commission"));
        var picked = (await seller.Get("transactions/list/", "transaction_id=fc20000012")).Accepted();
        var number = picked["data.Transactions.0.transaction_id"].GetInt64();
        Assert.Equal("FC20000012", picked.Text("data.Transactions.0.reference"));
        Assert.Equal(picked.Body, (await seller.Get("transactions/list/", $"transaction_id={number}")).Body);
        foreach (var nothing in new[] { "AO20000001", "abc", "-1", "99999999999999999999", $"{number}&transaction_type=sales" })
            Assert.Empty(await References(seller, $"transaction_id={nothing}"));
        foreach (var wrong in new[] { "cash", "Order", "9" })
            (await seller.Get("transactions/list/", $"transaction_type={wrong}")).RefusedDoing($"transaction_type: Value '{wrong}' is not a valid choice.");
    }

    [Scenario("FX-77", Start = "2017-05-31T22:30:00Z")]
    public static async Task Days_of_lists_are_Swedish_whole_and_usable_alone(Stage stage)
    {
        await Sold(stage);
        var cases = new (string Days, int Found)[]
        {
            ("date_from=2017-06-01&date_to=2017-06-01", 1),
            ("date_from=2017-06-01", 1),
            ("date_from=2017-06-02", 0),
            ("date_to=2017-06-01", 1),
            ("date_to=2017-05-31", 0),
        };
        foreach (var (days, found) in cases)
        {
            Assert.Equal(found, (await stage.As("seller").Get("trades/list/", days))["data.total_result"].GetInt32());
            Assert.Equal(2 * found, (await stage.As("seller").Get("transactions/list/", days))["data.total_result"].GetInt32());
            Assert.Equal(found, (await stage.As("buyer").Get("recentleads/list/", days))["data.total_result"].GetInt32());
        }

        (await stage.As("seller").Get("trades/list/", "date_from=1.6.2017")).RefusedDoing(
            "date_from: '1.6.2017' value has an invalid format. It must be in YYYY-MM-DD format.");
    }

    [Scenario("FX-82", "FX-92", Start = FixidoCaller.Start)]
    public static async Task A_refused_purchase_says_why_and_moves_nothing(Stage stage)
    {
        var id = await Sold(stage);
        var twice = await stage.As("seller").Create("sale", "1");
        (await stage.As("buyer").Buy(twice)).Bought();
        (await stage.As("buyer").Buy(id)).NotBought("This lead already bought by you. ");
        (await stage.As("seller").Buy(id)).NotBought("Can't buy the same lead you provided. ");
        (await stage.As("buyer-2").Buy(id)).NotBought("Not enough balance on your account. You need:50.00 SEK. ");
        (await stage.As("buyer").Buy(twice)).NotBought("Lead is unavailable. Leads remaining:0. ");
        Assert.Equal(1, (await stage.As("seller").Lead(id))["data.sold"].GetInt32());
        Assert.Equal(2, (await stage.As("seller").Get("trades/list/"))["data.total_result"].GetInt32());
        Assert.Equal(1, (await stage.As("buyer-2").Get("transactions/list/"))["data.total_result"].GetInt32());
    }

    [Scenario("FX-81", Start = FixidoCaller.Start)]
    public static async Task An_unknown_lead_is_refused_in_the_ordinary_envelope(Stage stage)
    {
        (await stage.As("buyer").Buy(999999999)).RefusedDoing("Lead matching query does not exist.");
        (await stage.As("buyer").Post("leads/buy/99999999999999999999/")).RefusedDoing("Lead matching query does not exist.");
    }

    [Scenario("FX-74", "FX-75", "FX-76", Start = FixidoCaller.Start)]
    public static async Task What_an_account_looked_at_is_remembered_once_each(Stage stage)
    {
        var (seller, buyer) = (stage.As("seller"), stage.As("buyer-2"));
        var (a, c, d) = (await seller.Create("title", "A"), await seller.Create("title", "C"), await seller.Create("title", "D"));
        foreach (var lead in new[] { a, c, a })
        {
            (await buyer.Get($"search/get/{lead}/")).Accepted();
            stage.World.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var recent = (await buyer.Get("recentleads/list/")).Accepted();
        Assert.Equal([a, c], recent.Ids("data.recentlead", "lead_id"));
        Assert.Equal("2017-06-01T10:02:00Z", recent.Text("data.recentlead.0.created"));
        Assert.Equal([3, 2], recent.Ids("data.recentlead"));
        (await buyer.Buy(d)).NotBought("Not enough balance on your account. You need:50.00 SEK. ");
        await seller.Update(d, "title", "D2");
        recent = await buyer.Get("recentleads/list/");
        Assert.Equal([d, a, c], recent.Ids("data.recentlead", "lead_id"));
        Assert.Equal("D2", recent.Text("data.recentlead.0.lead_title"));
        var searches = (await buyer.Get("recentsearch/list/")).Accepted();
        Assert.Equal(["A", "C"], searches["data.recentsearch"].EnumerateArray().Select(row => row.GetProperty("search").GetString()));
        Assert.Equal(2, searches["data.total_result"].GetInt32());
        await buyer.Search("q=+x+");
        Assert.Equal([d, c, a], (await buyer.Search("q=++")).Ids("data.leads"));
        Assert.Equal(" x ", (await buyer.Get("recentsearch/list/")).Text("data.recentsearch.0.search"));
        Assert.Equal([a, c, d], (await buyer.Get("recentleads/list/")).Ids("data.recentlead", "lead_id"));
    }

    /// <summary>A lead of S that B bought for 50 SEK.</summary>
    private static async Task<long> Sold(Stage stage)
    {
        var id = await stage.As("seller").Create();
        (await stage.As("buyer").Buy(id)).Bought();
        return id;
    }

    private static async Task<IEnumerable<string?>> References(FixidoCaller caller, string query) =>
        (await caller.Get("transactions/list/", query)).Accepted()["data.Transactions"].EnumerateArray().Select(row => row.GetProperty("reference").GetString());
}
