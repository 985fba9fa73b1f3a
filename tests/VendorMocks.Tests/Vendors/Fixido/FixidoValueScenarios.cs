namespace VendorMocks.Tests;

/// <summary>What a lead form may hold.</summary>
internal static class FixidoValueScenarios
{
    [Scenario("FX-31", "FX-32", Start = FixidoCaller.Start)]
    public static async Task What_a_lead_needs_must_be_there_and_may_not_be_empty(Stage stage)
    {
        var seller = stage.As("seller");
        (await seller.Post("leads/create/", FixidoForm.Valid("title", null, "consumer_email", "")))
            .RefusedDoing("title: This field is required.", "consumer_email: This field is required.");
        Assert.Empty(stage.World.Fixido.Leads);
        var id = await seller.Create("price", null, "sale", "", "status", null, "pre_sold", null);
        var lead = await seller.Lead(id);
        Assert.Equal("0", lead["data.price"].GetRawText());
        Assert.Equal(0, lead["data.sale"].GetInt32());
        Assert.Equal(0, lead["data.pre_sold"].GetInt32());
        Assert.Equal("active", lead.Text("data.status"));
        Assert.Equal("online", lead.Text("data.generation_method"));
    }

    [Scenario("FX-30", "FX-29", Start = FixidoCaller.Start)]
    public static async Task Bad_values_are_named_together_in_the_order_of_the_form(Stage stage)
    {
        var refused = await stage.As("seller").Post("leads/create/", FixidoForm.Valid(
            "status", "open", "category_id", "999", "deal_starts", "2017-02-30 00:00:00", "sale", "2.5", "price", "abc"));
        refused.RefusedDoing(
            "price: 'abc' value must be a decimal number.",
            "sale: '2.5' value must be an integer.",
            "deal_starts: '2017-02-30 00:00:00' value has an invalid format. It must be in YYYY-MM-DD hh:mm:ss format.",
            "category_id: Category matching query does not exist.",
            "status: Value 'open' is not a valid choice.");
        Assert.Empty(stage.World.Fixido.Leads);
        var thumbs = string.Concat(Enumerable.Repeat("👍", 70));
        (await stage.As("seller").Post("leads/create/", FixidoForm.Valid("status", thumbs))).RefusedDoing($"status: Value '{thumbs[..128]}' is not a valid choice.");
    }

    [Scenario("FX-33", Start = FixidoCaller.Start)]
    public static async Task Amounts_are_decimal_and_rounded_half_away_from_zero(Stage stage)
    {
        var seller = stage.As("seller");
        var id = await seller.Create();
        var good = new[] { ("99.999", "100"), ("0.005", "0.01"), ("0.0049999", "0"), ("+12.50", "12.5"), ("-0", "0"), ("007", "7"), ("99999999.99", "99999999.99"), ("99999999.990000000000000000000000000000", "99999999.99") };
        foreach (var (sent, stored) in good)
        {
            (await seller.Update(id, "price", sent)).Accepted();
            Assert.Equal(stored, (await seller.Lead(id))["data.price"].GetRawText());
        }

        foreach (var sent in new[] { "1e3", "1,5", ".5", "5.", " 5", "0x1", "NaN", "--1", "+", "١" })
            (await seller.Update(id, "price", sent)).RefusedDoing($"price: '{sent}' value must be a decimal number.");
        foreach (var sent in new[] { "-1", "-0.001", "-99999999999999999999999999999999" })
            (await seller.Update(id, "budget", sent)).RefusedDoing("budget: Ensure this value is greater than or equal to 0.");
        foreach (var sent in new[] { "100000000", "99999999.991", "99999999999999999999999999999999" })
            (await seller.Update(id, "price", sent)).RefusedDoing("price: Ensure this value is less than or equal to 99999999.99.");
    }

    [Scenario("FX-34", "FX-45", Start = FixidoCaller.Start)]
    public static async Task Integers_have_a_range(Stage stage)
    {
        var seller = stage.As("seller");
        var id = await seller.Create();
        (await seller.Update(id, "sale", "32767", "pre_sold", "+1")).Accepted();
        (await seller.Update(id, "sale", "32768", "pre_sold", "-1")).RefusedDoing(
            "sale: Ensure this value is less than or equal to 32767.", "pre_sold: Ensure this value is greater than or equal to 0.");
        (await seller.Update(id, "sale", "99999999999999999999")).RefusedDoing("sale: Ensure this value is less than or equal to 32767.");
        (await seller.Update(id, "category_id", "x")).RefusedDoing("category_id: 'x' value must be an integer.");
        (await stage.As("buyer").Buy(id)).Bought();
        (await seller.Update(id, "sale", "0")).RefusedDoing("sale: Ensure this value is greater than or equal to 1.");
        (await seller.Update(id, "sale", "1")).Accepted();
        (await seller.Update(id, "deal_ends", "2016-01-01 00:00:00")).Accepted(); // before its start
    }

    [Scenario("FX-35", "FX-36", Start = FixidoCaller.Start)]
    public static async Task Times_are_written_in_one_way_and_are_Swedish(Stage stage)
    {
        var seller = stage.As("seller");
        var id = await seller.Create();
        var cases = new[]
        {
            ("2012-12-12 00:00:00", "2012-12-11T23:00:00Z"),
            ("2017-06-01 00:00:00", "2017-05-31T22:00:00Z"),
            ("2017-03-26 01:59:59", "2017-03-26T00:59:59Z"),
            ("2017-03-26 02:30:00", "2017-03-26T01:30:00Z"), // skipped by the clocks
            ("2017-03-26 03:00:00", "2017-03-26T01:00:00Z"),
            ("2017-10-29 01:59:59", "2017-10-28T23:59:59Z"),
            ("2017-10-29 02:30:00", "2017-10-29T01:30:00Z"), // told twice by the clocks
            ("2017-10-29 03:00:00", "2017-10-29T02:00:00Z"),
            ("1900-01-01 00:00:00", "1899-12-31T23:00:00Z"),
            ("2999-12-31 23:59:59", "2999-12-31T22:59:59Z"),
        };
        foreach (var (sent, stored) in cases)
        {
            (await seller.Update(id, "deal_starts", sent, "generation_date", sent)).Accepted();
            var lead = await seller.Lead(id);
            Assert.Equal((stored, stored), (lead.Text("data.deal_starts"), lead.Text("data.generation_date")));
        }

        foreach (var sent in new[] { "2017-06-01", "2017-06-01T00:00:00", "2017-06-01 00:00", "2017-06-01 24:00:00", "1899-12-31 00:00:00", "3000-01-01 00:00:00", "2017-6-1 0:00:00", "2017-06-01 00:00:00Z" })
            (await seller.Update(id, "deal_ends", sent)).RefusedDoing($"deal_ends: '{sent}' value has an invalid format. It must be in YYYY-MM-DD hh:mm:ss format.");
    }

    [Scenario("FX-37", "FX-38", Start = FixidoCaller.Start)]
    public static async Task Choices_ignore_case_and_are_stored_in_one(Stage stage)
    {
        var seller = stage.As("seller");
        var id = await seller.Create();
        (await seller.Update(id, "status", "TEST", "generation_method", "Phone", "price_currency", "eur", "language", "DE", "address_country", "Swe", "reinquire", "Yes", "accept_campaign", "OFF")).Accepted();
        var lead = await seller.Lead(id);
        Assert.Equal(("test", "phone", "EUR"), (lead.Text("data.status"), lead.Text("data.generation_method"), lead.Text("data.price_currency")));
        Assert.Equal(("de", "Swe", "True"), (lead.Text("data.language"), lead.Text("data.address_country"), lead.Text("data.reinquire")));
        Assert.False(stage.World.Fixido.FindLead(id)!.AcceptCampaign);
        (await seller.Update(id, "generation_method", "fax", "price_currency", "XYZ", "budget_currency", "SE", "language", "swe", "address_country", "S1", "accept_campaign", "2")).RefusedDoing(
            "price_currency: Value 'XYZ' is not a valid choice.",
            "budget_currency: Value 'SE' is not a valid choice.",
            "generation_method: Value 'fax' is not a valid choice.",
            "language: Value 'swe' is not a valid choice.",
            "address_country: Value 'S1' is not a valid choice.",
            "accept_campaign: '2' value must be either True or False.");
        foreach (var (word, value) in new[] { ("true", true), ("0", false), ("1", true), ("no", false), ("on", true), ("false", false) })
        {
            await seller.Update(id, "reinquire", word);
            Assert.Equal(value, stage.World.Fixido.FindLead(id)!.Reinquire);
        }
    }

    [Scenario("FX-39", Start = FixidoCaller.Start)]
    public static async Task Categories_must_exist_and_addresses_have_one_at_sign(Stage stage)
    {
        var seller = stage.As("seller");
        foreach (var email in new[] { "a", "@example.com", "a@", "a@b@example.com", "a b@example.com", "a@example.com\n" })
            (await seller.Post("leads/create/", FixidoForm.Valid("consumer_email", email))).RefusedDoing("consumer_email: Enter a valid e-mail address.");
        (await seller.Post("leads/create/", FixidoForm.Valid("category_id", "-13"))).RefusedDoing("category_id: Category matching query does not exist.");
        stage.World.Fixido.PutCategory(999, "Zeppelins");
        await seller.Create("category_id", "999", "consumer_email", "å@example");
    }

    [Scenario("FX-40", "FX-42", Start = FixidoCaller.Start)]
    public static async Task Texts_have_a_longest_length_in_characters(Stage stage)
    {
        var seller = stage.As("seller");
        var id = await seller.Create();
        foreach (var (name, most) in new[] { ("reference", 32), ("consumer_phone_number", 16), ("consumer_preferred_method", 16), ("title", 256), ("address_street", 256), ("description", 65_535) })
        {
            (await seller.Update(id, name, string.Concat(Enumerable.Repeat("👍", most)))).Accepted();
            (await seller.Update(id, name, new string('x', most + 1))).RefusedDoing($"{name}: Ensure this value has at most {most} characters (it has {most + 1}).");
        }

        (await seller.Update(id, "keywords", $"a,{new string('k', 128)}")).Accepted();
        (await seller.Update(id, "keywords", $"a,{new string('k', 129)}")).RefusedDoing("keywords: Ensure this value has at most 128 characters (it has 129).");
        (await seller.Update(id, "keywords", "a\0", "company_name", "\0")).RefusedDoing(
            "keywords: Null characters are not allowed.", "company_name: Null characters are not allowed.");
    }

    [Scenario("FX-58", Start = FixidoCaller.Start)]
    public static async Task An_auction_needs_ten_hours(Stage stage)
    {
        const string tooSoon = "au_minutes_to_auction_start: Minutes to start auction should be greater than 600 minutes from now";
        var seller = stage.As("seller");
        (await seller.Post("leads/create/", FixidoForm.Valid("set_auction", "1", "au_minutes_to_auction_start", "599"))).RefusedDoing(tooSoon);
        (await seller.Post("leads/create/", FixidoForm.Valid("set_auction", "on"))).RefusedDoing(tooSoon);
        (await seller.Post("leads/create/", FixidoForm.Valid("set_auction", "1", "au_minimum_price", "x", "au_minutes_to_auction_start", "-5")))
            .RefusedDoing("au_minimum_price: 'x' value must be a decimal number.", tooSoon);
        await seller.Create("au_minimum_price", "x", "au_minutes_to_auction_start", "y"); // not looked at
        var id = await seller.Create("set_auction", "1", "au_minimum_price", "40", "au_minutes_to_auction_start", "600");
        var auction = stage.World.Fixido.FindLead(id)!.Auction!;
        Assert.Equal((40m, stage.World.Clock.Now.AddMinutes(600)), (auction.MinimumPrice, auction.EndsAt));
        await seller.Update(id, "title", "x");
        Assert.Equal(auction, stage.World.Fixido.FindLead(id)!.Auction);
        await seller.Update(id, "set_auction", "false");
        Assert.Null(stage.World.Fixido.FindLead(id)!.Auction);
    }

    [Scenario("FX-59", Start = FixidoCaller.Start)]
    public static async Task An_auction_shows_nowhere_and_is_won_by_a_hook(Stage stage)
    {
        var (seller, buyer) = (stage.As("seller"), stage.As("buyer"));
        var id = await seller.Create("set_auction", "1", "au_minimum_price", "40", "au_minutes_to_auction_start", "600");
        Assert.Equal(41, (await seller.Lead(id))["data"].EnumerateObject().Count());
        Assert.Equal(1, await buyer.Found());
        (await stage.As("trader").Buy(id)).Bought();
        var fixido = stage.World.Fixido;
        Assert.Throws<InvalidOperationException>(() => fixido.WinAuction(id, 5201));
        stage.World.Clock.Advance(TimeSpan.FromMinutes(600));
        Assert.Throws<InvalidOperationException>(() => fixido.WinAuction(id, 5201, 39.99m));
        Assert.Equal(40, fixido.WinAuction(id, 5201).Price);
        Assert.Equal(4960, fixido.Balance(5201));
        Assert.Equal("40", (await seller.Get("trades/list/")).Text("data.trades.0.price"));
        Assert.Throws<InvalidOperationException>(() => fixido.WinAuction(id, 5202));
    }

    [Scenario("FX-57", Start = FixidoCaller.Start)]
    public static async Task A_moderated_lead_waits_for_approval(Stage stage)
    {
        var (seller, buyer) = (stage.As("seller"), stage.As("buyer"));
        var fixido = stage.World.Fixido;
        var early = await seller.Create();
        Assert.Equal(1, await buyer.Found());
        fixido.Rules = fixido.Rules with { Moderation = true };
        var id = await seller.Create();
        Assert.Equal([id, early], (await seller.Get("leads/list/")).Ids("data"));
        Assert.Equal("active", (await seller.Lead(id)).Text("data.status"));
        Assert.Equal(1, await buyer.Found());
        (await buyer.Get($"search/get/{id}/")).RefusedDoing("Lead matching query does not exist.");
        (await buyer.Buy(id)).NotBought("This lead was inactive or deleted. ");
        fixido.RejectLead(id);
        Assert.Equal(1, await buyer.Found());
        fixido.ApproveLead(id);
        Assert.Equal(2, await buyer.Found());
        fixido.HoldLead(early);
        Assert.Equal(1, await buyer.Found());
    }
}
