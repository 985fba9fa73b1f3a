namespace VendorMocks.Tests;

/// <summary>Money in several currencies.</summary>
internal static class FixidoCurrencyScenarios
{
    [Scenario("FX-87", "FX-88", Start = FixidoCaller.Start)]
    public static async Task Each_side_pays_and_gets_its_own_currency(Stage stage)
    {
        var fixido = stage.World.Fixido;
        var id = await stage.As("seller").Create("price", "100");
        (await stage.As("trader").Buy(id)).Bought();
        Assert.Equal(790.91m, fixido.Balance(5301));
        Assert.Equal(70.00m, fixido.Balance(5101));
        var other = await stage.As("trader").Create("price", "12.34", "price_currency", "GBP");
        (await stage.As("buyer").Buy(other)).Bought();
        Assert.Equal(5000 - 160.42m, fixido.Balance(5201));
        Assert.Equal(790.91m + 14.58m - 4.37m, fixido.Balance(5301)); // 3.70 GBP commission
        var trade = (await stage.As("trader").Get("trades/list/"))["data.trades.0"];
        Assert.Equal("14.58 4.37 10.21 EUR", string.Join(' ', ((string[])["price", "commission_total", "seller_sales_total", "price_currency"]).Select(key => trade.GetProperty(key).GetString())));
    }

    [Scenario("FX-82", "FX-87", Start = FixidoCaller.Start)]
    public static async Task What_is_needed_is_said_in_the_buyers_currency(Stage stage)
    {
        var id = await stage.As("seller").Create("price", "120", "price_currency", "EUR");
        (await stage.As("buyer-2").Buy(id)).NotBought("Not enough balance on your account. You need:1320.00 SEK. ");
        stage.World.Fixido.SetRate("EUR", 0.25m);
        (await stage.As("buyer-2").Buy(id)).Bought();
        Assert.Equal(10, stage.World.Fixido.Balance(5202));
    }

    [Scenario("FX-84", Start = FixidoCaller.Start)]
    public static async Task A_price_of_nothing_is_a_purchase_like_any_other(Stage stage)
    {
        var id = await stage.As("seller").Create("price", "0");
        var poor = stage.World.Fixido.AddAccount();
        Assert.Equal(0, stage.World.Fixido.Buy(id, poor.Id).Price);
        Assert.Equal(2, (await stage.As("seller").Get("transactions/list/"))["data.total_result"].GetInt32());
        Assert.Equal("0", (await stage.As("seller").Get("trades/list/")).Text("data.trades.0.price"));
    }
}
