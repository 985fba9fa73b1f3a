namespace VendorMocks.Tests;

/// <summary>What a caller finds in the seeded world.</summary>
internal static class FixidoSeededScenarios
{
    [Scenario("FX-78", "FX-17", Seeded = true)]
    public static async Task The_first_categories_stand_in_one_order_in_three_languages(Stage stage)
    {
        foreach (var language in new[] { "en", "sv", "de", "fr" })
        {
            var page = (await stage.As("buyer").Get("categories/list/", $"language={language}")).Accepted();
            Assert.Equal([3, 24, 5, 7, 8], page.Ids("data.categories", "category"));
            Assert.Equal(21, page["data.total_result"].GetInt32());
            Assert.Equal(language switch { "sv" => "Konst & nöje", "de" => "Kunst & Unterhaltung", _ => "Arts & Entertainment" }, page.Text("data.categories.0.name"));
            Assert.DoesNotContain(page.Body, letter => letter > '~');
        }
    }

    [Scenario("FX-79", Seeded = true)]
    public static async Task A_caller_sees_its_own_active_filters(Stage stage)
    {
        var seen = new List<long>();
        for (var page = 1; page <= 2; page++)
        {
            var answer = (await stage.As("buyer").Get("filters/list/", $"page={page}")).Accepted();
            Assert.Equal(10, answer["data.total_result"].GetInt32());
            seen.AddRange(answer.Ids("data.filters"));
            foreach (var row in answer["data.filters"].EnumerateArray())
            {
                Assert.Equal("active", row.GetProperty("status").GetString());
                Assert.Equal(
                    "clat,clon,crad,created,description,id,leadcount,name,search,status",
                    string.Join(',', row.EnumerateObject().Select(key => key.Name).Order(StringComparer.Ordinal)));
            }
        }

        Assert.Equal(10, seen.Count);
        Assert.Equal(seen.OrderDescending(), seen);
        Assert.Equal(3, (await stage.As("buyer-2").Get("filters/list/"))["data.total_result"].GetInt32());
        Assert.Equal(0, (await stage.As("seller").Get("filters/list/"))["data.total_result"].GetInt32());
    }

    [Scenario("FX-90", Seeded = true)]
    public static async Task Deposits_are_listed_alone(Stage stage)
    {
        var buyer = stage.As("buyer");
        var page = (await buyer.Get("transactions/list/", "transaction_type=deposit&result_per_page=100")).Accepted();
        Assert.Equal(8, page["data.total_result"].GetInt32());
        Assert.All(page["data.Transactions"].EnumerateArray(), row => Assert.Equal("deposit", row.GetProperty("transaction_type").GetString()));
        (await buyer.Get("transactions/list/", "transaction_type=cash")).RefusedDoing("transaction_type: Value 'cash' is not a valid choice.");
    }

    [Scenario("FX-71", "FX-89", Seeded = true)]
    public static async Task Pages_of_transactions_give_each_row_once_newest_first(Stage stage)
    {
        foreach (var role in new[] { "buyer", "seller", "trader" })
        {
            var rows = new List<(string At, long Id)>();
            for (var page = 1; ; page++)
            {
                var answer = (await stage.As(role).Get("transactions/list/", $"page={page}&result_per_page=7")).Accepted();
                rows.AddRange(answer["data.Transactions"].EnumerateArray().Select(row => (row.GetProperty("transaction_date").GetString()!, row.GetProperty("transaction_id").GetInt64())));
                if (rows.Count == answer["data.total_result"].GetInt32())
                    break;
            }

            Assert.Equal(rows.OrderByDescending(row => row.At, StringComparer.Ordinal).ThenByDescending(row => row.Id), rows);
            Assert.Equal(rows.Count, rows.Distinct().Count());
            Assert.Equal(rows[^1], rows.Min());
        }
    }

    [Scenario("FX-48", "FX-60", Seeded = true)]
    public static async Task Everything_seeded_can_be_found_and_listed(Stage stage)
    {
        Assert.Equal(150, await stage.As("buyer").Found());
        var mine = (await stage.As("seller").Get("leads/list/")).Accepted().Ids("data");
        Assert.Equal(120, mine.Length);
        Assert.Equal(mine.OrderDescending(), mine);
        Assert.Equal(40, (await stage.As("buyer").Get("leads_bought/list/"))["data"].GetArrayLength());
    }
}
