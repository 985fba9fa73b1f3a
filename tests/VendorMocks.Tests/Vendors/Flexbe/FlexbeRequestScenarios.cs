using System.Text;

namespace VendorMocks.Tests;

/// <summary>How calls are read, and the errors that any of them may get.</summary>
internal static class FlexbeRequestScenarios
{
    [Scenario("FB-09", Seeded = true)]
    public static async Task A_good_key_is_confirmed_and_nothing_more(Stage stage)
    {
        var answer = await stage.Ask("checkConnection");
        Assert.Equal((200, FlexbeCaller.Checked), (answer.Status, answer.Body));
        Assert.Equal("application/json; charset=utf-8", answer.Header("Content-Type"));
    }

    [Scenario("FB-01", "FB-02", "FB-03")]
    public static async Task Parameters_may_stand_in_the_query_or_in_the_form(Stage stage)
    {
        var key = stage.Key();
        Assert.Equal(FlexbeCaller.Checked, (await stage.Flexbe.Form("POST", "", "api_key", key, "method", "checkConnection")).Body);
        Assert.Equal(FlexbeCaller.Checked, (await stage.Flexbe.SendAsync("POST", $"?api_key={key}&method=checkConnection")).Body);
        Assert.Equal(FlexbeCaller.Checked, (await stage.Flexbe.SendAsync("POST", $"?api_key={key}&method=checkConnection", new StringContent(""))).Body);
        Assert.Equal(FlexbeCaller.Checked, (await stage.Flexbe.Form("POST", $"?api_key={key}", "method", "checkConnection")).Body);
        Assert.Equal(FlexbeCaller.Checked, (await stage.Flexbe.Form("GET", "", "api_key", key, "method", "checkConnection")).Body);
        using var multipart = new MultipartFormDataContent { { new StringContent(key), "api_key" }, { new StringContent("checkConnection"), "method" } };
        Assert.Equal(FlexbeCaller.Checked, (await stage.Flexbe.SendAsync("POST", "", multipart)).Body);
        // Every method is answered by either verb.
        stage.Put(1);
        Assert.Equal(1, (await stage.Ask("changeLead", "&id=1&note=x"))["status"].GetInt32());
        Assert.Equal("x", (await stage.Flexbe.Form("POST", "", "api_key", key, "method", "getLeads")).Text("data.leads.1.note"));
    }

    [Scenario("FB-02")]
    public static async Task Where_query_and_form_clash_the_form_wins(Stage stage)
    {
        var key = stage.Key();
        (await stage.Flexbe.Form("POST", $"?api_key={key}&method=checkConnection", "method", "nothing")).IsError(2, "Nonexistent method");
        Assert.Equal(FlexbeCaller.Checked, (await stage.Flexbe.Form("POST", "?api_key=nope&method=checkConnection", "api_key", key)).Body);
    }

    [Scenario("FB-05", "FB-13", "FB-16")]
    public static async Task A_key_that_is_missing_wrong_or_only_in_JSON_is_refused_and_does_not_count(Stage stage)
    {
        var key = stage.Key();
        (await stage.Flexbe.Get("?method=checkConnection")).IsError(0, "Invalid api_key");
        (await stage.Flexbe.Get("?api_key=&method=checkConnection")).IsError(0, "Invalid api_key");
        (await stage.Flexbe.Get("?api_key=nope&method=checkConnection")).IsError(0, "Invalid api_key");
        (await stage.Flexbe.Get($"?api_key[]={key}&method=checkConnection")).IsError(0, "Invalid api_key");
        (await stage.Flexbe.Json("POST", "?method=checkConnection", $$"""{"api_key":"{{key}}"}""")).IsError(0, "Invalid api_key");
        Assert.Equal(0, FlexbeHookTests.Sites(stage.World)[0].GetProperty("calls_used").GetInt32());
    }

    [Scenario("FB-12", "FB-14")]
    public static async Task An_error_stands_alone_and_travels_with_200(Stage stage)
    {
        var answer = await stage.Flexbe.Get("");
        Assert.Equal(200, answer.Status);
        Assert.Equal(["error"], answer.Json.EnumerateObject().Select(pair => pair.Name));
        Assert.Equal(["code", "msg"], answer["error"].EnumerateObject().Select(pair => pair.Name));
        Assert.Equal(System.Text.Json.JsonValueKind.Number, answer["error.code"].ValueKind);
    }

    [Scenario("FB-16")]
    public static async Task A_replaced_key_is_refused_at_once_and_the_new_one_works(Stage stage)
    {
        var old = stage.Key();
        var renewed = stage.World.Flexbe.RegenerateKey().ApiKey;
        (await stage.Flexbe.Get($"?api_key={old}&method=checkConnection")).IsError(0, "Invalid api_key");
        Assert.Equal(FlexbeCaller.Checked, (await stage.Flexbe.Get($"?api_key={renewed}&method=checkConnection")).Body);
    }

    [Scenario("FB-06", "FB-18")]
    public static async Task A_method_that_is_missing_empty_or_spelled_otherwise_does_not_exist(Stage stage)
    {
        (await stage.Flexbe.Get($"?api_key={stage.Key()}")).IsError(2, "Nonexistent method");
        foreach (var method in (string[])["", "getleads", "GETLEADS", "getLeads%20", "deleteLead"])
            (await stage.Ask(method)).IsError(2, "Nonexistent method");
        (await stage.Flexbe.Get($"?api_key={stage.Key()}&method[]=checkConnection")).IsError(2, "Nonexistent method");
        (await stage.Flexbe.Get($"?API_KEY={stage.Key()}&method=checkConnection")).IsError(0, "Invalid api_key");
        (await stage.Flexbe.Get($"?api_key={stage.Key()}&Method=checkConnection")).IsError(2, "Nonexistent method");
        Assert.Equal(FlexbeCaller.Checked, (await stage.Ask("checkConnection", "&unheard=of&note[]=x")).Body);
    }

    [Scenario("FB-04")]
    public static async Task Brackets_nest_and_the_last_of_repeated_values_counts(Stage stage)
    {
        stage.Put(1);
        var answer = await stage.Ask("changeLead", "&id=7&id=1&client[name]=A&client%5Bname%5D=B&client[phone]=1&note=a&note=b");
        Assert.Equal(("B", "1", "b"), (answer.Text("data.lead.client.name"), answer.Text("data.lead.client.phone"), answer.Text("data.lead.note")));
    }

    [Scenario("FB-07")]
    public static async Task Odd_bytes_never_fail(Stage stage)
    {
        stage.Put(1);
        // Written by hand, since clients would mend it.
        await Send("id=1&note=100%25%20or%20%zz%", "100% or %zz%");
        await Send("id=1&note=a%FFb", "a\uFFFDb");
        var key = stage.Key();
        using var broken = new StringContent("no parts", Encoding.UTF8);
        broken.Headers.Remove("Content-Type");
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data");
        Assert.Equal(FlexbeCaller.Checked, (await stage.Flexbe.SendAsync("POST", $"?api_key={key}&method=checkConnection", broken)).Body);
        Assert.Empty(await stage.Ids("&start=99999999999999999999999999"));
        Assert.Equal(["1"], await stage.Ids("&date_to=99999999999999999999999999&date_from=-99999999999999999999999999&count=99999999999999999999"));
        (await stage.Ask("changeLead", "&id=99999999999999999999999999")).IsError(2, "Lead not found");

        async Task Send(string form, string note)
        {
            using var content = new StringContent($"api_key={stage.Key()}&method=changeLead&{form}", Encoding.ASCII, "application/x-www-form-urlencoded");
            Assert.Equal(note, (await stage.Flexbe.SendAsync("POST", "", content)).Text("data.lead.note"));
        }
    }

    [Scenario("FB-08")]
    public static async Task An_array_in_place_of_a_text_is_absent_in_a_list_and_fails_in_a_change(Stage stage)
    {
        stage.Put(1);
        foreach (var filter in (string[])["status[]=5", "client_phone[]=1", "client_email[a]=1", "date_from[]=999999", "start[]=9", "count[]=0"])
            Assert.Equal(["1"], await stage.Ids("&" + filter));
        (await stage.Ask("changeLead", "&id[]=1")).IsError(2, "Lead not found");
        (await stage.Ask("changeLead", "&id=1&status[]=1")).IsError(2, "Invalid status");
        (await stage.Ask("changeLead", "&id=1&client[name][]=x")).IsError(2, "Invalid client");
        (await stage.Ask("changeLead", "&id=1&note[]=x")).IsError(2, "Invalid note");
        (await stage.Ask("changeLead", "&id=1&pay[summ][]=1")).IsError(2, "Invalid pay");
    }

    [Scenario("FB-17")]
    public static async Task The_key_alone_decides_whose_leads_are_meant(Stage stage)
    {
        var other = stage.World.Flexbe.AddSite("second.example");
        stage.World.Flexbe.PutLead(lead => lead with { Id = 5, Note = "second" }, "second.example");
        stage.Put(1);
        Assert.Equal(["1"], await stage.Ids());
        var theirs = await stage.Flexbe.Get($"?api_key={other.ApiKey}&method=getLeads");
        Assert.Equal("second", theirs.Text("data.leads.5.note"));
        Assert.Single(theirs["data.leads"].EnumerateObject());
        (await stage.Change(5, "note", "x")).IsError(2, "Lead not found");
    }

    [Scenario("FB-19", "FB-65")]
    public static async Task Texts_come_back_character_by_character_and_unescaped(Stage stage)
    {
        var text = "<b>Яна 😀</b> שלום e\u0301 \u2028 \U0001F468\u200D\U0001F469 /\\ \" & ' \u007f \t\u0001" + new string('ж', 5000);
        stage.Put(1);
        var changed = await stage.Change(1, "note", text);
        Assert.Equal(text, changed.Text("data.lead.note"));
        var raw = (await stage.Ask("getLeads")).Body;
        Assert.Contains("<b>Яна 😀</b> שלום e\u0301 \u2028 \U0001F468\u200D\U0001F469 /\\\\ \\\" & ' \u007f \\t\\u0001", raw, StringComparison.Ordinal);
        Assert.Contains("http://demo-site.example/?pay_id=0", raw, StringComparison.Ordinal);
    }

    [Scenario("FB-62", "FB-64")]
    public static async Task Other_verbs_and_paths_are_refused_and_options_need_no_key(Stage stage)
    {
        foreach (var verb in (string[])["PUT", "DELETE", "PATCH"])
        {
            var refused = await stage.Flexbe.SendAsync(verb, $"?api_key={stage.Key()}&method=checkConnection");
            Assert.Equal((405, "", "GET, HEAD, POST, OPTIONS"), (refused.Status, refused.Body, refused.Header("Allow")));
        }

        var options = await stage.Flexbe.SendAsync("OPTIONS", "");
        Assert.Equal((204, "", "GET, HEAD, POST, OPTIONS"), (options.Status, options.Body, options.Header("Allow")));
        var head = await stage.Flexbe.SendAsync("HEAD", $"?api_key={stage.Key()}&method=checkConnection");
        Assert.Equal((200, "", "application/json; charset=utf-8"), (head.Status, head.Body, head.Header("Content-Type")));
        // Of all these only HEAD counts.
        Assert.Equal(1, FlexbeHookTests.Sites(stage.World)[0].GetProperty("calls_used").GetInt32());
        foreach (var path in (string[])["../../other", "../", "more", "../API/"])
        {
            var lost = await stage.Flexbe.Get(path);
            Assert.Equal((404, "text/html; charset=utf-8"), (lost.Status, lost.Header("Content-Type")));
            Assert.InRange(lost.Body.Length, 20, 200);
        }
    }

    [Scenario("FB-63")]
    public static async Task A_missing_slash_redirects_to_it_with_the_query(Stage stage)
    {
        var query = $"?api_key={stage.Key()}&method=checkConnection&x=%2F";
        var answer = await stage.Flexbe.Get("../api" + query);
        Assert.Equal(FlexbeCaller.Checked, answer.Body);
        var first = stage.World.Journal.Exchanges[0];
        Assert.Equal(301, first.Response.Status);
        Assert.EndsWith("/mod/api/" + query, first.Response.Headers.Single(line => line.Key == "Location").Value, StringComparison.Ordinal);
        // The redirect itself needs no key and does not count.
        Assert.Equal(1, FlexbeHookTests.Sites(stage.World)[0].GetProperty("calls_used").GetInt32());
    }
}
