namespace VendorMocks.Tests;

/// <summary>changeLead: partial changes, statuses, the invoice, and what is refused.</summary>
internal static class FlexbeChangeScenarios
{
    [Scenario("FB-11", "FB-41")]
    public static async Task Only_what_is_sent_changes_and_the_whole_lead_comes_back(Stage stage)
    {
        stage.Put(1, 100, lead => lead with { Client = new("A", "+15550100001", "a@example.com"), Note = "old", Status = FlexbeStatus.Processed, Pay = FlexbeCaller.Bill() });
        var before = await stage.Lead(1);
        foreach (var name in (string[])["client[name]=Zo%C3%AB", "client%5Bname%5D=Zo%C3%AB%20M."])
        {
            using var form = new StringContent($"api_key={stage.Key()}&method=changeLead&id=1&{name}", System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");
            var changed = await stage.Flexbe.SendAsync("POST", "", form);
            Assert.StartsWith("""{"status":1,"data":{"lead":{"id":"1",""", changed.Body, StringComparison.Ordinal);
            Assert.Equal(Uri.UnescapeDataString(name[(name.IndexOf('=', StringComparison.Ordinal) + 1)..]), changed.Text("data.lead.client.name"));
            var after = await stage.Lead(1);
            Assert.Equal(after.GetRawText(), changed["data.lead"].GetRawText());
            Assert.Equal(before.GetRawText().Replace("\"name\":\"A\"", $"\"name\":\"{changed.Text("data.lead.client.name")}\"", StringComparison.Ordinal), after.GetRawText());
        }

        var paid = await stage.Change(1, "pay[desc]", "New words");
        Assert.Equal(("New words", "1500.00", "0", "200"), (paid.Text("data.lead.pay.desc"), paid.Text("data.lead.pay.summ"), paid.Text("data.lead.pay.status.code"), paid.Text("data.lead.pay.time_create")));
    }

    [Scenario("FB-43", "FB-52")]
    public static async Task A_deleted_lead_can_be_cancelled_and_no_event_goes_out(Stage stage)
    {
        stage.World.Flexbe.AddHook("http://r.test/h");
        stage.Put(1, 100, lead => lead with { Status = FlexbeStatus.Deleted });
        var changed = await stage.Change(1, "status", "10");
        Assert.Equal("""{"code":"10","name":"Cancelled"}""", changed["data.lead.status"].GetRawText());
        Assert.Empty(stage.World.Webhooks.Deliveries);
    }

    [Scenario("FB-43")]
    public static async Task Any_status_may_follow_any_other(Stage stage)
    {
        (string Code, string Name)[] statuses = [("0", "New"), ("1", "Processed"), ("2", "Fulfilled"), ("10", "Cancelled"), ("11", "Deleted")];
        stage.World.Limits = false;
        stage.Put(1);
        foreach (var from in statuses)
        {
            foreach (var to in statuses)
            {
                await stage.Change(1, "status", from.Code);
                var changed = await stage.Change(1, "status", to.Code);
                Assert.Equal(to, (changed.Text("data.lead.status.code"), changed.Text("data.lead.status.name")));
            }
        }
    }

    [Scenario("FB-39")]
    public static async Task A_lead_that_is_not_there_cannot_be_changed(Stage stage)
    {
        stage.Put(1);
        (await stage.Change(999, "note", "x")).IsError(2, "Lead not found");
        foreach (var id in (string[])["", "&id=", "&id=x", "&id=1x", "&id=-1", "&id=1.0"])
            (await stage.Ask("changeLead", "&note=x" + id)).IsError(2, "Lead not found");
        Assert.Equal("", stage.World.Flexbe.FindLead(1)!.Note);
    }

    [Scenario("FB-40", "FB-48", "FB-49")]
    public static async Task One_value_that_cannot_be_used_and_nothing_changes_at_all(Stage stage)
    {
        stage.Put(1);
        stage.Put(2, with: lead => lead with { Pay = FlexbeCaller.Bill() });
        var (bare, billed) = (stage.World.Flexbe.FindLead(1), stage.World.Flexbe.FindLead(2));
        (await stage.Change(1, "status", "7", "note", "x")).IsError(2, "Invalid status");
        foreach (var status in (string[])["x", "3", "-1", "010x", "New"])
            (await stage.Change(2, "status", status, "client[name]", "x")).IsError(2, "Invalid status");
        foreach (var status in (string[])["4", "-1", "x"])
            (await stage.Change(2, "pay[status]", status, "note", "x")).IsError(2, "Invalid pay");
        foreach (var summ in (string[])["1.234", "1,5", "-1", "+1", "ten", ".5", "1.", " 1", "1e3"])
            (await stage.Change(2, "pay[summ]", summ, "note", "x", "status", "1")).IsError(2, "Invalid pay");
        (await stage.Change(2, "pay", "5", "note", "x")).IsError(2, "Invalid pay");
        (await stage.Change(2, "client", "Zoë", "note", "x")).IsError(2, "Invalid client");
        // FB-48: without an invoice nothing but an amount makes one.
        (await stage.Change(1, "pay[status]", "2")).IsError(2, "Invalid pay");
        (await stage.Change(1, "pay[desc]", "x")).IsError(2, "Invalid pay");
        // What was read before the fault leaves nothing behind, not even the number of an invoice.
        (await stage.Change(1, "pay[summ]", "5", "client", "x")).IsError(2, "Invalid client");
        Assert.Equal((bare, billed), (stage.World.Flexbe.FindLead(1), stage.World.Flexbe.FindLead(2)));
        Assert.Equal("3000001", (await stage.Change(1, "pay[summ]", "5")).Text("data.lead.pay.id"));
    }

    [Scenario("FB-42", "FB-45")]
    public static async Task Empty_texts_clear_and_empty_codes_and_amounts_are_as_if_absent(Stage stage)
    {
        stage.Put(1, 100, lead => lead with { Client = new("<b>Яна 😀</b>", "+1555", "a@example.com"), Note = "n", Status = FlexbeStatus.Processed, Pay = FlexbeCaller.Bill(FlexbePayStatus.InProcess) });
        var before = (await stage.Lead(1)).GetRawText();
        Assert.Equal(before, (await stage.Change(1))["data.lead"].GetRawText());
        Assert.Equal(before, (await stage.Change(1, "status", "", "pay[status]", "", "pay[summ]", ""))["data.lead"].GetRawText());
        // What the list of fields to update does not have cannot be changed.
        Assert.Equal(before, (await stage.Change(1, "num", "5", "time", "5", "form_name", "x", "form_data[a]", "x", "page[url]", "x", "utm[url]", "x", "pay[test]", "1", "pay[id]", "9"))["data.lead"].GetRawText());
        Assert.Empty(stage.World.Journal.Exchanges[^1].Changes);
        var emptied = await stage.Change(1, "client[name]", "");
        Assert.Equal(("", "+1555"), (emptied.Text("data.lead.client.name"), emptied.Text("data.lead.client.phone")));
        var bare = (await stage.Change(1, "client[phone]", "", "client[email]", "", "note", "", "pay[desc]", ""))["data.lead"];
        Assert.Equal("""{"name":"","phone":"","email":""}""", bare.GetProperty("client").GetRawText());
        Assert.Equal(("", ""), (bare.GetProperty("note").GetString(), bare.GetProperty("pay").GetProperty("desc").GetString()));
    }

    [Scenario("FB-44")]
    public static async Task A_phone_is_kept_as_digits_after_an_optional_plus(Stage stage)
    {
        var lead = stage.World.Flexbe.SubmitForm(FlexbeForm.Of("Zoë", "+1 (555) 010-0001")).Lead;
        Assert.Equal("+15550100001", lead.Client.Phone);
        Assert.Equal("+1 (555) 010-0001", (await stage.Lead(lead.Id)).GetProperty("form_data").GetProperty("phone").GetProperty("value").GetString());
        foreach (var (typed, kept) in new[] { (" +44 20 7946 0000", "+442079460000"), ("8 (495) 000", "8495000"), ("call 1+2", "12"), ("none", ""), ("+", ""), ("(+7) 1", "+71") })
            Assert.Equal(kept, (await stage.Change(lead.Id, "client[phone]", typed)).Text("data.lead.client.phone"));
        Assert.Equal("+1 (555) 010-0001", stage.World.Flexbe.FindLead(lead.Id)!.Fields[1].Value);
    }

    [Scenario("FB-37")]
    public static async Task Without_an_invoice_pay_holds_nulls_and_a_link_to_nothing(Stage stage)
    {
        stage.Put(1);
        var pay = (await stage.Lead(1)).GetProperty("pay");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, pay.GetProperty("id").ValueKind);
        Assert.Equal("""{"code":null,"name":null}""", pay.GetProperty("status").GetRawText());
        Assert.Contains("/?pay_id=0&h=", pay.GetProperty("pay_link").GetString(), StringComparison.Ordinal);
        Assert.Equal(["id", "summ", "time_create", "time_done", "status", "desc", "method", "pay_link", "test"], pay.EnumerateObject().Select(pair => pair.Name));
    }

    [Scenario("FB-48", "FB-49")]
    public static async Task An_amount_makes_an_invoice_with_two_decimals(Stage stage)
    {
        stage.Put(1);
        stage.World.Clock.SetForward(new DateTimeOffset(2026, 1, 2, 0, 0, 0, 900, TimeSpan.Zero));
        var pay = (await stage.Change(1, "pay[summ]", "10.5"))["data.lead.pay"];
        Assert.Equal(("10.50", "0", "1767312000", null), (Text("summ"), pay.GetProperty("status").GetProperty("code").GetString(), Text("time_create"), Text("time_done")));
        Assert.Equal(("", "0", "3000001"), (Text("desc"), Text("test"), Text("id")));
        Assert.Contains("pay_id=3000001&", Text("pay_link"), StringComparison.Ordinal);
        foreach (var (typed, shown) in new[] { ("7", "7.00"), ("0", "0.00"), ("0012.3", "12.30"), ("45000.99", "45000.99"), ("99999999999999999999.99", "9223372036854775807.00") })
            Assert.Equal(shown, (await stage.Change(1, "pay[summ]", typed)).Text("data.lead.pay.summ"));
        Assert.Equal("3000001", (await stage.Lead(1)).GetProperty("pay").GetProperty("id").GetString());

        string? Text(string name) => pay.GetProperty(name).GetString();
    }

    [Scenario("FB-46", "FB-47")]
    public static async Task Changing_a_payments_status_moves_its_time_done_and_sends_nothing(Stage stage)
    {
        stage.World.Flexbe.AddHook("http://r.test/h");
        stage.World.Limits = false;
        stage.Put(1);
        var now = stage.World.Clock.Now.ToUnixTimeSeconds();
        var born = await stage.Change(1, "pay[summ]", "5", "pay[status]", "2");
        Assert.Equal(($"{now}", $"{now}"), (born.Text("data.lead.pay.time_create"), born.Text("data.lead.pay.time_done")));
        stage.World.Clock.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal($"{now}", (await stage.Change(1, "pay[status]", "2", "pay[summ]", "6")).Text("data.lead.pay.time_done"));
        Assert.Null((await stage.Change(1, "pay[status]", "3")).Text("data.lead.pay.time_done"));
        Assert.Equal($"{now + 100}", (await stage.Change(1, "pay[status]", "2")).Text("data.lead.pay.time_done"));
        string[] names = ["Pending payment", "Payment in process", "Paid", "Payment error"];
        for (var pair = 0; pair < 16; pair++)
        {
            await stage.Change(1, "pay[status]", $"{pair / 4}");
            var changed = await stage.Change(1, "pay[status]", $"{pair % 4}");
            Assert.Equal(names[pair % 4], changed.Text("data.lead.pay.status.name"));
            Assert.Equal(pair % 4 == 2, changed.Text("data.lead.pay.time_done") is not null);
        }

        Assert.Empty(stage.World.Webhooks.Deliveries);
    }
}
