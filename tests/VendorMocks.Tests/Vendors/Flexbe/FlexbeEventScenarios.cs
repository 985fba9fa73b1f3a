using System.Net;

namespace VendorMocks.Tests;

/// <summary>Lead and pay events, and how they are delivered.</summary>
internal static class FlexbeEventScenarios
{
    private const string Url = "http://r.test/h?token=s";

    [Scenario("FB-52", "FB-54", "FB-58")]
    public static async Task A_submitted_form_is_posted_to_the_hook_as_PHP_would(Stage stage)
    {
        var postbox = Postbox.Of(stage.World);
        stage.World.Flexbe.AddHook(Url);
        stage.World.Flexbe.SubmitForm(FlexbeForm.Of("Zoë Müller", "+1 (555) 010-0001"));
        await stage.World.Webhooks.SettleAsync();
        var call = Assert.Single(postbox.Calls);
        Assert.StartsWith("POST r.test /h?token=s event=lead&site%5Bid%5D=100200&", call, StringComparison.Ordinal);
        foreach (var field in (string[])[
            "data%5Bclient%5D%5Bname%5D=Zo%C3%AB+M%C3%BCller&",
            "data%5Bclient%5D%5Bphone%5D=%2B15550100001&",
            "data%5Bclient%5D%5Bemail%5D=&",
            "site%5Bdomain%5D=demo-site.example&"])
        {
            Assert.Contains(field, call, StringComparison.Ordinal);
        }

        var delivery = Assert.Single(stage.World.Webhooks.Deliveries);
        Assert.Equal(("lead", "application/x-www-form-urlencoded", Url), (delivery.Event, delivery.Body!.ContentType, delivery.Url));
    }

    [Scenario("FB-55", "FB-56", "FB-57")]
    public static async Task An_event_has_the_leads_fields_in_their_order_without_nulls_and_empty_arrays(Stage stage)
    {
        stage.World.Flexbe.AddHook(Url);
        var form = FlexbeForm.Of("Z") with { FormName = "Quiz", Utm = new() { Url = "http://ref.test/", Source = "s" } };
        form = form with { Fields = [.. form.Fields, new("f1", "checkbox", "Rooms") { Values = ["Bath", "Hall"] }, new("f2", "checkbox", "None") { Values = [] }] };
        var lead = stage.World.Flexbe.SubmitForm(form).Lead;
        // What becomes of the lead afterwards is not in the event.
        await stage.Change(lead.Id, "note", "later");
        var fields = Fields(stage.World.Webhooks.Deliveries[0]);
        Assert.Equal(
            [
                "event=lead", "site[id]=100200", "site[sub_id]=100201", "site[domain]=demo-site.example", "site[name]=Demo landing",
                "data[id]=20000001", "data[num]=1", $"data[time]={stage.World.Clock.Now.ToUnixTimeSeconds()}", "data[status][code]=0", "data[status][name]=New",
                "data[client][name]=Z", "data[client][phone]=", "data[client][email]=", "data[note]=", "data[form_name]=Quiz",
                "data[form_data][name][id]=name", "data[form_data][name][type]=name", "data[form_data][name][name]=Name", "data[form_data][name][value]=Z",
                "data[form_data][f1][id]=f1", "data[form_data][f1][type]=checkbox", "data[form_data][f1][name]=Rooms",
                "data[form_data][f1][value][0]=Bath", "data[form_data][f1][value][1]=Hall",
                "data[form_data][f2][id]=f2", "data[form_data][f2][type]=checkbox", "data[form_data][f2][name]=None",
                "data[page][url]=demo-site.example/", "data[page][name]=Demo landing", "data[utm][url]=http://ref.test/", "data[utm][utm_source]=s",
                fields[^2], "data[custom]=",
            ],
            fields);
        Assert.StartsWith("data[pay][pay_link]=http://demo-site.example/?pay_id=0&h=", fields[^2], StringComparison.Ordinal);
    }

    [Scenario("FB-59")]
    public static async Task Every_hook_gets_every_event_in_configured_order_whatever_the_others_do(Stage stage)
    {
        stage.World.Webhooks.DeliverTo(new Postbox(HttpStatusCode.InternalServerError), "one.test");
        stage.World.Webhooks.DeliverTo(new Postbox(), "two.test");
        stage.World.Flexbe.AddHook("http://one.test/");
        stage.World.Flexbe.AddHook("http://two.test/");
        stage.World.Flexbe.AddHook("http://one.test/");
        var told = stage.World.Flexbe.SubmitForm(FlexbeForm.Of("Z")).Deliveries;
        await stage.World.Webhooks.SettleAsync();
        var log = stage.World.Webhooks.Deliveries;
        Assert.Equal(told, log.Select(delivery => delivery.Id));
        Assert.Equal([("http://one.test/", DeliveryState.Failed), ("http://two.test/", DeliveryState.Delivered)], log.Select(delivery => (delivery.Url, delivery.State)));
    }

    [Scenario("FB-61")]
    public static async Task A_failed_delivery_is_logged_and_not_repeated(Stage stage)
    {
        stage.World.Webhooks.DeliverTo(new Postbox(HttpStatusCode.InternalServerError), "one.test");
        stage.World.Webhooks.DeliverTo(new Postbox(), "two.test");
        stage.World.Flexbe.AddHook("http://one.test/");
        stage.World.Flexbe.AddHook("http://two.test/");
        stage.World.Flexbe.SubmitForm(FlexbeForm.Of("Z"));
        await stage.World.Webhooks.SettleAsync();
        stage.World.Clock.Advance(TimeSpan.FromHours(1));
        await stage.World.Webhooks.SettleAsync();
        Assert.Equal(
            [(DeliveryState.Failed, 500, 1), (DeliveryState.Delivered, 200, 1)],
            stage.World.Webhooks.Deliveries.Select(delivery => (delivery.State, delivery.Attempts[0].Status!.Value, delivery.Attempts.Count)));
    }

    [Scenario("FB-60")]
    public static async Task A_delivery_is_due_by_the_worlds_clock_and_at_once_if_not_delayed(Stage stage)
    {
        var postbox = Postbox.Of(stage.World);
        stage.World.Flexbe.AddHook(Url);
        stage.World.Flexbe.SubmitForm(FlexbeForm.Of("at once"));
        await stage.World.Webhooks.SettleAsync();
        Assert.Single(postbox.Calls);
        stage.World.Flexbe.Rules = stage.World.Flexbe.Rules with { HookDelaySeconds = 30 };
        stage.World.Flexbe.SubmitForm(FlexbeForm.Of("later"));
        stage.World.Clock.Advance(TimeSpan.FromSeconds(29));
        await stage.World.Webhooks.SettleAsync();
        Assert.Single(postbox.Calls);
        stage.World.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.World.Webhooks.SettleAsync();
        Assert.Equal(2, postbox.Calls.Count);
    }

    [Scenario("FB-47", "FB-51", "FB-53")]
    public static async Task A_payment_is_told_with_the_whole_lead_and_leaves_its_status_alone(Stage stage)
    {
        var postbox = Postbox.Of(stage.World);
        stage.World.Flexbe.AddHook(Url);
        stage.Put(1, 100, lead => lead with { Client = new("Z", "", ""), Pay = FlexbeCaller.Bill(), Status = FlexbeStatus.Processed });
        var now = stage.World.Clock.Now.ToUnixTimeSeconds();
        stage.World.Flexbe.NotifyPayment(1, FlexbePayStatus.Paid, "PayPal", test: true);
        await stage.World.Webhooks.SettleAsync();
        Assert.StartsWith("POST r.test /h?token=s event=pay&", Assert.Single(postbox.Calls), StringComparison.Ordinal);
        var pay = (await stage.Lead(1)).GetProperty("pay");
        Assert.Equal("""{"code":"2","name":"Paid"}""", pay.GetProperty("status").GetRawText());
        Assert.Equal(($"{now}", "PayPal", "1"), (pay.GetProperty("time_done").GetString(), pay.GetProperty("method").GetString(), pay.GetProperty("test").GetString()));
        Assert.Equal("1", (await stage.Lead(1)).GetProperty("status").GetProperty("code").GetString());
        var fields = Fields(stage.World.Webhooks.Deliveries[0]);
        foreach (var field in (string[])["event=pay", "data[client][name]=Z", "data[status][code]=1", "data[pay][id]=7", "data[pay][summ]=1500.00", "data[pay][status][code]=2", $"data[pay][time_done]={now}", "data[pay][test]=1"])
            Assert.Contains(field, fields);
    }

    [Scenario("FB-50", "FB-53")]
    public static async Task A_gateway_moves_a_payment_only_forward_and_a_paid_one_nowhere(Stage stage)
    {
        stage.World.Flexbe.AddHook(Url);
        foreach (var from in Enum.GetValues<FlexbePayStatus>())
        {
            foreach (var to in (FlexbePayStatus[])[FlexbePayStatus.InProcess, FlexbePayStatus.Paid, FlexbePayStatus.Error])
            {
                stage.Put(1, 100, lead => lead with { Pay = FlexbeCaller.Bill(from) });
                var before = stage.World.Webhooks.Deliveries.Count;
                if (from == FlexbePayStatus.Paid && to != from)
                {
                    Assert.Throws<InvalidOperationException>(() => stage.World.Flexbe.NotifyPayment(1, to));
                    Assert.Equal(FlexbePayStatus.Paid, stage.World.Flexbe.FindLead(1)!.Pay!.Status);
                }
                else
                    Assert.Equal(to, stage.World.Flexbe.NotifyPayment(1, to).Lead.Pay!.Status);
                // Paid and error are told, on a repeat again; in process is not.
                var told = to != FlexbePayStatus.InProcess && (from != FlexbePayStatus.Paid || to == from);
                Assert.Equal(told ? 1 : 0, stage.World.Webhooks.Deliveries.Count - before);
            }
        }

        stage.Put(2);
        Assert.Throws<InvalidOperationException>(() => stage.World.Flexbe.NotifyPayment(2, FlexbePayStatus.Paid));
        Assert.Throws<ArgumentException>(() => stage.World.Flexbe.NotifyPayment(99, FlexbePayStatus.Paid));
        Assert.Throws<ArgumentException>(() => stage.World.Flexbe.NotifyPayment(1, FlexbePayStatus.Pending));
        // The owner may undo by hand what the gateway may not, and nobody is told.
        var deliveries = stage.World.Webhooks.Deliveries.Count;
        stage.Put(1, 100, lead => lead with { Pay = FlexbeCaller.Bill(FlexbePayStatus.Paid) });
        Assert.Null((await stage.Change(1, "pay[status]", "3")).Text("data.lead.pay.time_done"));
        Assert.Equal(deliveries, stage.World.Webhooks.Deliveries.Count);
    }

    private static string[] Fields(WebhookDelivery delivery) =>
        [.. delivery.Body!.ToString().Split('&').Select(pair => WebUtility.UrlDecode(pair))];
}
