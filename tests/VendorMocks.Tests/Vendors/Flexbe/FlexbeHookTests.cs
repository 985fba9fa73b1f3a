using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>The vendor's part over its hooks, and the typed methods beside them.</summary>
public sealed class FlexbeHookTests
{
    [Fact]
    public void A_form_is_submitted_with_all_that_belongs_to_it()
    {
        using var world = World.Open();
        world.Flexbe.AddHook("http://r.test/");
        var done = Play(world, "forms.submit", """
            {"form_name":"Order","fields":[{"id":101,"type":"name","name":"Name","value":"Zoë"},{"id":"phone","value":"+1 555","orig_name":"WhatsApp"},
            {"id":"rooms","type":"checkbox","value":["Bath","Hall"]}],"page":{"url":"demo-site.example/sale","name":"Sale"},
            "utm":{"url":"http://ref.test/","utm_source":"s","cookies":{"c":"1"},"ip":"192.0.2.1"},
            "products":[{"title":"Lamp","count":2}],"invoice":{"summ":"50.5","desc":"Two lamps","test":true}}
            """);
        Assert.Equal([1], done.GetProperty("deliveries").EnumerateArray().Select(id => id.GetInt32()));
        var lead = Assert.Single(world.Flexbe.Leads);
        Assert.Equal(done.GetProperty("lead").GetProperty("id").GetInt64(), lead.Id);
        Assert.Equal((20000001L, 1L, world.Clock.Now, "Order", new FlexbeClient("Zoë", "+1555", "")), (lead.Id, lead.Num, lead.Time, lead.FormName, lead.Client));
        Assert.Equal(new FlexbeField("101", "name", "Name", "Zoë"), lead.Fields[0]);
        Assert.Equal(("text", "WhatsApp"), (lead.Fields[1].Type, lead.Fields[1].OrigName));
        Assert.Equal(["Bath", "Hall"], lead.Fields[2].Values!);
        Assert.Equal(new FlexbePage("demo-site.example/sale", "Sale"), lead.Page);
        Assert.Equal(("s", "1", "192.0.2.1"), (lead.Utm.Source, lead.Utm.Cookies!["c"], lead.Utm.Ip));
        Assert.Equal("2", lead.Products[0]["count"]);
        Assert.Equal((50.5m, "Two lamps", true, FlexbePayStatus.Pending), (lead.Pay!.Summ, lead.Pay.Desc, lead.Pay.Test, lead.Pay.Status));
    }

    [Fact]
    public void A_bare_form_comes_from_the_first_page_of_its_site()
    {
        using var world = World.Open();
        var lead = Play(world, "forms.submit", "{}").GetProperty("lead");
        Assert.Equal("Callback", lead.GetProperty("form_name").GetString());
        Assert.Equal("demo-site.example/", lead.GetProperty("page").GetProperty("url").GetString());
        Assert.Equal("http://demo-site.example/", lead.GetProperty("utm").GetProperty("url").GetString());
        Assert.Equal("", lead.GetProperty("client").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("""{"site":"unknown.example"}""", 404, "site")]
    [InlineData("""{"fields":{"id":"x"}}""", 400, "fields")]
    [InlineData("""{"fields":[{"type":"name"}]}""", 400, "fields[0].id")]
    [InlineData("""{"fields":[{"id":"a"},{"id":"a"}]}""", 400, "fields")]
    [InlineData("""{"fields":[{"id":"a]b"}]}""", 400, "fields")]
    [InlineData("""{"invoice":{}}""", 400, "invoice.summ")]
    [InlineData("""{"invoice":{"summ":"1.234"}}""", 400, "invoice.summ")]
    [InlineData("""{"utm":{"cookies":{"a":{}}}}""", 400, "utm.cookies")]
    [InlineData("""{"page":"x"}""", 400, "page")]
    [InlineData("""{"products":[1]}""", 400, "products")]
    public void A_form_that_cannot_be_used_names_its_fault_and_changes_nothing(string json, int status, string field)
    {
        using var world = World.Open();
        var problem = Refused(world, "forms.submit", json);
        Assert.Equal((status, field), (problem.Status, problem.Field));
        Assert.Empty(world.Flexbe.Leads);
        Assert.Equal(1, world.Flexbe.SubmitForm(new FlexbeForm()).Lead.Num);
    }

    [Fact]
    public void A_payment_is_reported_and_a_step_that_is_not_allowed_is_a_conflict()
    {
        using var world = World.Open();
        world.Flexbe.AddHook("http://r.test/");
        var id = world.Flexbe.SubmitForm(FlexbeForm.Of("Z") with { Invoice = new(10) }).Lead.Id;
        var bare = world.Flexbe.SubmitForm(FlexbeForm.Of("Z")).Lead.Id;
        Assert.Empty(Play(world, "payments.notify", $$"""{"lead":{{id}},"status":1}""").GetProperty("deliveries").EnumerateArray());
        Assert.Single(Play(world, "payments.notify", $$"""{"lead":{{id}},"status":"Error"}""").GetProperty("deliveries").EnumerateArray());
        var paid = Play(world, "payments.notify", $$"""{"lead":{{id}},"status":2,"method":"PayPal","test":true}""").GetProperty("lead").GetProperty("pay");
        Assert.Equal(("Paid", "PayPal", true), (paid.GetProperty("status").GetString(), paid.GetProperty("method").GetString(), paid.GetProperty("test").GetBoolean()));
        Assert.Equal(409, Refused(world, "payments.notify", $$"""{"lead":{{id}},"status":3}""").Status);
        Assert.Equal(409, Refused(world, "payments.notify", $$"""{"lead":{{bare}},"status":2}""").Status);
        Assert.Equal((404, "lead"), Of(Refused(world, "payments.notify", """{"lead":5,"status":2}""")));
        Assert.Equal((400, "status"), Of(Refused(world, "payments.notify", $$"""{"lead":{{id}},"status":0}""")));
        Assert.Equal((400, "status"), Of(Refused(world, "payments.notify", $$"""{"lead":{{id}},"status":7}""")));
        Assert.Equal((400, "lead"), Of(Refused(world, "payments.notify", """{"status":2}""")));
    }

    [Fact]
    public void Leads_are_put_exactly_changed_shown_and_taken_away_without_events()
    {
        using var world = World.Open();
        world.Flexbe.AddHook("http://r.test/");
        Play(world, "leads.put", """
            {"id":5,"num":9,"time":100,"status":11,"client":{"name":"A","phone":"8 800","email":"a@example.com"},"note":"n",
            "pay":{"id":77,"summ":"10","status":2,"time_create":"1970-01-01T00:03:20Z","time_done":300,"desc":"d","method":"m","test":true}}
            """);
        var lead = world.Flexbe.FindLead(5)!;
        Assert.Equal((9L, 100L, FlexbeStatus.Deleted, "8 800", "n"), (lead.Num, lead.Time.ToUnixTimeSeconds(), lead.Status, lead.Client.Phone, lead.Note));
        Assert.Equal((77L, 200L, 300L), (lead.Pay!.Id, lead.Pay.TimeCreate.ToUnixTimeSeconds(), lead.Pay.TimeDone!.Value.ToUnixTimeSeconds()));
        Play(world, "leads.put", """{"id":5,"status":"Cancelled","client":{"email":null},"pay":{"status":3}}""");
        var changed = world.Flexbe.FindLead(5)!;
        Assert.Equal(lead with { Status = FlexbeStatus.Cancelled, Client = lead.Client with { Email = "" }, Pay = changed.Pay }, changed);
        Assert.Equal((FlexbePayStatus.Error, null, 10m), (changed.Pay!.Status, changed.Pay.TimeDone, changed.Pay.Summ));
        Play(world, "leads.put", """{"id":5,"pay":null}""");
        Assert.Null(world.Flexbe.FindLead(5)!.Pay);
        var next = Play(world, "leads.put", "{}");
        Assert.Equal((20000001L, 10L), (next.GetProperty("id").GetInt64(), next.GetProperty("num").GetInt64()));
        Assert.Equal([5L, 20000001], Play(world, "leads.list", "{}").EnumerateArray().Select(row => row.GetProperty("id").GetInt64()));
        Assert.Equal([20000001L], Play(world, "leads.list", """{"skip":1,"count":5,"site":"demo-site.example"}""").EnumerateArray().Select(row => row.GetProperty("id").GetInt64()));
        Assert.Equal("Cancelled", Play(world, "leads.get", """{"id":5}""").GetProperty("status").GetString());
        Play(world, "leads.remove", """{"id":5}""");
        Assert.Equal(404, Refused(world, "leads.get", """{"id":5}""").Status);
        Assert.Equal(404, Refused(world, "leads.remove", """{"id":5}""").Status);
        Assert.Empty(world.Webhooks.Deliveries);
    }

    [Theory]
    [InlineData("""{"id":0}""", "id")]
    [InlineData("""{"num":0}""", "num")]
    [InlineData("""{"status":5}""", "status")]
    [InlineData("""{"time":"yesterday"}""", "time")]
    [InlineData("""{"time":99999999999999}""", "time")]
    [InlineData("""{"pay":{"summ":"1,5"}}""", "pay.summ")]
    [InlineData("""{"pay":{"summ":"1","status":1,"time_done":5}}""", "pay.time_done")]
    [InlineData("""{"pay":{"id":3000001}}""", "pay.id")]
    public void A_lead_that_makes_no_sense_is_not_put(string json, string field)
    {
        using var world = World.Open();
        world.Flexbe.SubmitForm(FlexbeForm.Of("Z") with { Invoice = new(1) });
        var problem = Refused(world, "leads.put", json);
        Assert.Equal(field, problem.Field);
        Assert.Single(world.Flexbe.Leads);
    }

    [Fact]
    public void Numbers_of_invoices_that_a_test_gave_away_are_not_given_again()
    {
        using var world = World.Open();
        world.Flexbe.PutLead(lead => lead with { Pay = new FlexbeInvoice(3000001, 5, lead.Time) });
        Assert.Equal(3000002, world.Flexbe.SubmitForm(FlexbeForm.Of("Z") with { Invoice = new(1) }).Lead.Pay!.Id);
    }

    [Fact]
    public void Hook_URLs_are_added_once_and_removed()
    {
        using var world = World.Open();
        world.Flexbe.AddSite("second.example");
        var first = Play(world, "hooks.add", """{"url":"http://r.test/h?token=s"}""").GetProperty("id").GetInt64();
        Assert.Equal(first, Play(world, "hooks.add", """{"url":"http://r.test/h?token=s"}""").GetProperty("id").GetInt64());
        Assert.NotEqual(first, Play(world, "hooks.add", """{"url":"http://r.test/h?token=s","site":"second.example"}""").GetProperty("id").GetInt64());
        Assert.Equal([100201L, 100202], Play(world, "hooks.list", "{}").EnumerateArray().Select(row => row.GetProperty("site_id").GetInt64()));
        foreach (var url in (string[])["", "/h", "ftp://r.test/", "r.test", "http://"])
            Assert.Equal((400, "url"), Of(Refused(world, "hooks.add", $$"""{"url":"{{url}}"}""")));
        Play(world, "hooks.remove", """{"url":"http://r.test/h?token=s"}""");
        Assert.Equal(404, Refused(world, "hooks.remove", """{"url":"http://r.test/h?token=s"}""").Status);
        Assert.Equal("second.example", world.Flexbe.Sites.Single(site => site.SubId == Assert.Single(world.Flexbe.Hooks).SiteId).Domain);
        Assert.Empty(world.Flexbe.SubmitForm(FlexbeForm.Of("Z")).Deliveries);
        Assert.Single(world.Flexbe.SubmitForm(FlexbeForm.Of("Z") with { Site = "100202" }).Deliveries);
    }

    [Fact]
    public async Task Deliveries_are_listed_by_lead_event_and_URL_and_sent_again()
    {
        using var world = World.Open();
        Postbox.Of(world, System.Net.HttpStatusCode.NotFound);
        world.Flexbe.AddHook("http://r.test/a");
        world.Flexbe.AddHook("http://r.test/b");
        var lead = world.Flexbe.SubmitForm(FlexbeForm.Of("Z") with { Invoice = new(1) }).Lead;
        world.Flexbe.SubmitForm(FlexbeForm.Of("Y"));
        world.Flexbe.NotifyPayment(lead.Id, FlexbePayStatus.Paid);
        await world.Webhooks.SettleAsync(TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3, 4, 5, 6], Ids("{}"));
        Assert.Equal([1, 2, 5, 6], Ids($$"""{"lead":{{lead.Id}}}"""));
        Assert.Equal([5, 6], Ids("""{"event":"pay"}"""));
        Assert.Equal([1, 3, 5], Ids("""{"url":"http://r.test/a"}"""));
        var first = Play(world, "deliveries.list", "{}")[0];
        Assert.Equal(("Failed", 404), (first.GetProperty("state").GetString(), first.GetProperty("attempts")[0].GetProperty("status").GetInt32()));
        Assert.StartsWith("event=lead&", first.GetProperty("body").GetProperty("text").GetString(), StringComparison.Ordinal);
        var again = Play(world, "deliveries.redeliver", """{"id":1}""");
        Assert.Equal((7, 1), (again.GetProperty("id").GetInt32(), again.GetProperty("redeliveryOf").GetInt32()));
        Assert.Equal(404, Refused(world, "deliveries.redeliver", """{"id":99}""").Status);
        Assert.Equal(400, Refused(world, "deliveries.redeliver", "{}").Status);

        int[] Ids(string json) => [.. Play(world, "deliveries.list", json).EnumerateArray().Select(row => row.GetProperty("id").GetInt32())];
    }

    [Fact]
    public async Task Sites_have_keys_numbers_and_limits_of_their_own()
    {
        using var world = World.Open();
        var second = Play(world, "sites.add", """{"domain":"second.example","name":"Second"}""");
        var key = second.GetProperty("api_key").GetString()!;
        Assert.Equal((100202, 100200), (second.GetProperty("sub_id").GetInt32(), second.GetProperty("id").GetInt32()));
        Assert.Equal(1, world.Flexbe.SubmitForm(FlexbeForm.Of("A")).Lead.Num);
        Assert.Equal(1, world.Flexbe.SubmitForm(FlexbeForm.Of("B") with { Site = "second.example" }).Lead.Num);
        Assert.Equal(2, world.Flexbe.SubmitForm(FlexbeForm.Of("C")).Lead.Num);
        using var client = world.Flexbe.CreateClient();
        await client.Get($"?api_key={key}&method=checkConnection");
        await client.Get($"?api_key={key}&method=nothing");
        Assert.Equal([0, 2], Sites(world).Select(site => site.GetProperty("calls_used").GetInt32()));
        Assert.Equal(world.Clock.Now.AddSeconds(60), Sites(world)[1].GetProperty("window_ends").GetDateTimeOffset());
        Play(world, "sites.reset-limit", """{"site":"second.example"}""");
        Assert.Equal(0, Sites(world)[1].GetProperty("calls_used").GetInt32());
        await client.Get($"?api_key={key}&method=checkConnection");
        Assert.Equal(1, Sites(world)[1].GetProperty("calls_used").GetInt32());
        world.Flexbe.Limits.Reset(key);
        Assert.Equal(0, Sites(world)[1].GetProperty("calls_used").GetInt32());
        Assert.Equal((409, "domain"), Of(Refused(world, "sites.add", """{"domain":"SECOND.example"}""")));
        Assert.Equal((400, "domain"), Of(Refused(world, "sites.add", """{"domain":"http://x/"}""")));
        Assert.Equal((409, "key"), Of(Refused(world, "sites.add", $$"""{"domain":"third.example","key":"{{key}}"}""")));
    }

    [Fact]
    public void A_new_key_is_minted_or_given_and_belongs_to_one_site()
    {
        using var world = World.Open();
        var old = world.Flexbe.Key;
        var minted = Play(world, "keys.regenerate", "{}").GetProperty("api_key").GetString()!;
        Assert.Matches("^[0-9a-f]{40}$", minted);
        Assert.NotEqual(old, minted);
        Assert.Equal("my-key", Play(world, "keys.regenerate", """{"key":"my-key","site":"100201"}""").GetProperty("api_key").GetString());
        world.Flexbe.AddSite("second.example", key: "their-key");
        Assert.Equal(409, Refused(world, "keys.regenerate", """{"key":"their-key"}""").Status);
        Assert.Equal(404, Refused(world, "keys.regenerate", """{"site":"x"}""").Status);
        using var other = world.Host.Open(new WorldOptions { Name = "other" });
        Assert.Throws<KeyTakenException>(() => other.Flexbe.RegenerateKey(key: "my-key"));
    }

    internal static JsonElement[] Sites(World world) => [.. Play(world, "sites.list", "{}").EnumerateArray()];

    private static JsonElement Play(World world, string id, string json)
    {
        var result = Act(world, id, json);
        Assert.True(result.Problem is null, result.Problem?.Message);
        return JsonDocument.Parse(result.Content!.ToArray()).RootElement;
    }

    private static HookProblem Refused(World world, string id, string json) => Assert.IsType<HookProblem>(Act(world, id, json).Problem);

    private static (int, string) Of(HookProblem problem) => (problem.Status, problem.Field);

    private static HookResult Act(World world, string id, string json)
    {
        var hook = Flexbe.Instance.Hooks.Single(hook => hook.Id == "flexbe." + id);
        var fields = FieldReader.ReadJson(System.Text.Encoding.UTF8.GetBytes(json), FieldDialect.AspNet).Root.Map;
        return world.Act(Flexbe.Instance, hook.Id, fields, hook.Handler);
    }
}
