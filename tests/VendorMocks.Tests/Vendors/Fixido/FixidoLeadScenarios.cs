namespace VendorMocks.Tests;

/// <summary>A lead's life in its seller's hands.</summary>
internal static class FixidoLeadScenarios
{
    [Scenario("FX-11", "FX-12", "FX-13", Start = FixidoCaller.Start)]
    public static async Task A_new_lead_is_answered_by_its_id(Stage stage)
    {
        var created = await stage.As("seller").Post("leads/create/", FixidoForm.Valid());
        Assert.Equal(200, created.Status);
        Assert.Equal("application/javascript", created.Header("Content-Type"));
        Assert.Equal("""{"status":true,"data":100001,"error":[]}""", created.Body);
    }

    [Scenario("FX-43", "FX-50", "FX-53", Start = FixidoCaller.Start)]
    public static async Task A_new_lead_reads_back_whole(Stage stage)
    {
        var seller = stage.As("seller");
        var id = await seller.Create("pre_sold", "3", "consumer_phone_number", "+46701740605");
        var lead = (await seller.Lead(id)).Accepted();
        Assert.Equal(41, lead["data"].EnumerateObject().Count());
        Assert.Equal(2, lead["data.available"].GetInt32());
        Assert.Equal(5, lead["data.Total"].GetInt32());
        Assert.Equal(0, lead["data.sold"].GetInt32());
        Assert.Equal("50", lead["data.price"].GetRawText());
        Assert.Equal(300001, lead["data.consumer_id"].GetInt64());
        Assert.Equal("2017-06-01T10:00:00Z", lead.Text("data.generation_date"));
        Assert.Equal("Provsson", lead.Text("data.consumer_lastname"));
        Assert.Equal("Provsson", lead.Text("data.consumer_last_name"));
        Assert.Equal("+46701740605", lead.Text("data.consumer_phno"));
        Assert.Equal("", lead.Text("data.consumer"));
        Assert.Null(lead.Text("data.image"));
    }

    [Scenario("FX-48", "FX-49", Start = FixidoCaller.Start)]
    public static async Task Both_lists_of_sold_leads_are_equal_newest_id_first_and_not_paged(Stage stage)
    {
        var seller = stage.As("seller");
        var ids = new[] { await seller.Create(), await seller.Create("status", "test"), await seller.Create("status", "inactive") };
        var listed = (await seller.Get("leads/list/", "page=9&result_per_page=1")).Accepted();
        Assert.Equal(ids.Reverse(), listed.Ids("data"));
        Assert.Equal(listed.Body, (await seller.Get("leads_provided/list/")).Body);
    }

    [Scenario("FX-16", Start = FixidoCaller.Start)]
    public static async Task A_lead_list_without_rows_succeeds(Stage stage)
    {
        foreach (var list in new[] { "leads", "leads_provided", "leads_bought" })
            Assert.Equal("""{"status":true,"data":[],"error":[]}""", (await stage.As("seller-2").Get($"{list}/list/")).Body);
    }

    [Scenario("FX-47", Start = FixidoCaller.Start)]
    public static async Task Leads_of_others_and_unknown_ones_are_refused_alike(Stage stage)
    {
        var id = await stage.As("seller").Create();
        var other = stage.As("seller-2");
        foreach (var lead in new[] { id, 999999999 })
        {
            (await other.Lead(lead)).Refused("You are not authorised for this action");
            (await other.Update(lead, "title", "x")).Refused("You are not authorised for this action");
            (await other.Post($"leads/delete/{lead}/")).Refused("You are not authorised for this action");
        }

        (await other.Get("leads/get/99999999999999999999999/")).Refused("You are not authorised for this action");
    }

    [Scenario("FX-28", "FX-29", "FX-47", Start = FixidoCaller.Start)]
    public static async Task Who_writes_is_checked_before_what_is_written(Stage stage)
    {
        var buyer = stage.As("buyer");
        (await buyer.Post("leads/create/", FixidoForm.Valid())).Refused("You are not a seller to create a lead!");
        (await buyer.Update(999999999, "price", "abc")).Refused("You are not a seller to create a lead!");
        (await stage.As("seller").Update(999999999, "price", "abc")).Refused("You are not authorised for this action");
        Assert.Empty(stage.World.Fixido.Leads);
    }

    [Scenario("FX-31", "FX-41", "FX-44", Start = FixidoCaller.Start)]
    public static async Task An_update_writes_exactly_what_was_sent(Stage stage)
    {
        var seller = stage.As("seller");
        var id = await seller.Create("keywords", "a, b,,a");
        var before = await seller.Lead(id);
        Assert.Equal("a,b", before.Text("data.keywords"));
        var updated = await seller.Update(id, "title", "Ny", "description", "", "keywords", " , ");
        Assert.Equal(id, updated.Accepted()["data"].GetInt64());
        Assert.Equal(before.Body.Replace(before["data.title"].GetRawText(), "\"Ny\"", StringComparison.Ordinal), (await seller.Lead(id)).Body);
        await seller.Update(id, "keywords", "c");
        Assert.Equal("c", (await seller.Lead(id)).Text("data.keywords"));
    }

    [Scenario("FX-17", "FX-42", Start = FixidoCaller.Start)]
    public static async Task Text_is_kept_as_it_is_and_sent_in_ASCII(Stage stage)
    {
        var seller = stage.As("seller");
        var id = await seller.Create();
        await seller.Update(id, "title", " Ny 👍 <b>\u007f ");
        var lead = await seller.Lead(id);
        Assert.Equal(" Ny 👍 <b>\u007f ", lead.Text("data.title"));
        Assert.Contains("\\uD83D\\uDC4D", lead.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(lead.Body, letter => letter is < ' ' or > '~');
        (await seller.Update(id, "title", "a\0b")).RefusedDoing("title: Null characters are not allowed.");
    }

    [Scenario("FX-51", Start = FixidoCaller.Start)]
    public static async Task A_deleted_lead_is_inactive_and_stays_listed(Stage stage)
    {
        var seller = stage.As("seller");
        var id = await seller.Create();
        for (var i = 0; i < 2; i++)
            Assert.Equal(id, (await seller.Get($"leads/delete/{id}/")).Accepted()["data"].GetInt64());
        Assert.Equal("inactive", (await seller.Lead(id)).Text("data.status"));
        Assert.Equal([id], (await seller.Get("leads/list/")).Ids("data"));
    }
}
