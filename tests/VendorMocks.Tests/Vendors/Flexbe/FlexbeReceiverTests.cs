namespace VendorMocks.Tests;

/// <summary>Flexbe and an application that receives its events and lists its leads, as they meet in practice.</summary>
public sealed class FlexbeReceiverTests
{
    [Fact]
    [Rule("FB-54", "FB-55", "FB-61")]
    public async Task A_real_receiver_reads_both_events_and_gets_the_third_attempt_after_the_backoff()
    {
        var forms = new List<Dictionary<string, string>>();
        var failures = 2;
        await using var receiver = await Front.StartAsync(async context =>
        {
            if (failures-- > 0)
            {
                context.Response.StatusCode = 500;
                return;
            }

            var form = await context.Request.ReadFormAsync();
            forms.Add(form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()));
        });
        using var world = World.Open();
        world.Flexbe.Rules = world.Flexbe.Rules with { HookRetrySeconds = [60, 300] };
        world.Flexbe.AddHook(receiver.Address + "/hook");
        var lead = world.Flexbe.SubmitForm(FlexbeForm.Of("Zoë Müller", "+1 (555) 010-0001") with { Invoice = new(10.5m) }).Lead;
        Assert.Single((await world.SettledAsync()).Attempts);
        world.AdvanceSeconds(60);
        Assert.Equal(2, (await world.SettledAsync()).Attempts.Count);
        world.AdvanceSeconds(300);
        Assert.Equal((DeliveryState.Delivered, 3), ((await world.SettledAsync()).State, world.Webhooks.Deliveries[0].Attempts.Count));
        world.Flexbe.NotifyPayment(lead.Id, FlexbePayStatus.Paid, "PayPal");
        await world.SettledAsync();
        Assert.Equal(["lead", "pay"], forms.Select(form => form["event"]));
        Assert.Equal(("Zoë Müller", "+15550100001", ""), (forms[0]["data[client][name]"], forms[0]["data[client][phone]"], forms[0]["data[client][email]"]));
        Assert.Equal(("0", "2", "PayPal"), (forms[0]["data[pay][status][code]"], forms[1]["data[pay][status][code]"], forms[1]["data[pay][method]"]));
        // What PHP would find in $_POST is what the schemas of the events say.
        foreach (var delivery in world.Webhooks.Deliveries)
        {
            var posted = FieldReader.ReadForm(delivery.Body!.ToArray(), FieldDialect.Php).Root;
            Assert.Empty(SchemaSet.For("flexbe").CheckRequest($"hooks.{delivery.Event}", posted.ToString()));
        }
    }

    [Fact]
    [Rule("FB-27")]
    public async Task Paging_while_leads_arrive_repeats_leads_but_loses_none_and_a_fixed_date_to_repeats_none()
    {
        using var world = World.Open();
        for (var i = 1; i <= 60; i++)
            world.Flexbe.PutLead(lead => lead with { Time = DateTimeOffset.FromUnixTimeSeconds(1000 + i) });
        var known = world.Flexbe.Leads.Select(lead => lead.Id.ToString()).Reverse().ToArray();
        var open = await Walk("");
        Assert.Equal(known, open.Distinct().Where(known.Contains));
        Assert.True(open.Length > open.Distinct().Count());
        Assert.Equal(known, await Walk("&date_to=1060"));

        async Task<string[]> Walk(string more)
        {
            using var client = world.Flexbe.CreateClient();
            var seen = new List<string>();
            for (var start = 0; ; start += 25)
            {
                var page = (await client.Get($"?api_key={world.Flexbe.Key}&method=getLeads&start={start}{more}"))["data.leads"];
                if (page.ValueKind == System.Text.Json.JsonValueKind.Array)
                    return [.. seen];
                seen.AddRange(page.EnumerateObject().Select(pair => pair.Name));
                world.Flexbe.SubmitForm(FlexbeForm.Of("new"));
            }
        }
    }

    [Theory]
    [InlineData("http://shop.example/mod/api/")]
    [InlineData("http://localhost/flexbe/mod/api/")]
    [InlineData("https://flexbe.localhost/mod/api/")]
    [Rule("FB-01", "FB-17")]
    public async Task The_documentations_calls_work_on_any_host_that_is_mapped(string root)
    {
        using var world = World.Open();
        world.Host.Map("shop.example", Flexbe.Instance, world);
        using var client = new HttpClient(new MocksHandler(world.Host, null, null));
        Assert.Equal(FlexbeCaller.Checked, (await client.Get($"{root}?api_key={world.Flexbe.Key}&method=checkConnection")).Body);
    }
}
