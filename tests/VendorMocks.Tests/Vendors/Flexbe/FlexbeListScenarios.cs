namespace VendorMocks.Tests;

/// <summary>getLeads: order, paging and filters.</summary>
internal static class FlexbeListScenarios
{
    [Scenario("FB-24", "FB-25")]
    public static async Task Leads_come_newest_first_and_of_one_time_the_higher_id(Stage stage)
    {
        stage.Put(1, 100);
        stage.Put(2, 200);
        stage.Put(3, 200);
        // A late arrival by id that is the oldest by time.
        stage.Put(4, 50);
        Assert.Equal(["3", "2", "1", "4"], await stage.Ids());
        var raw = (await stage.Ask("getLeads")).Body;
        Assert.StartsWith("""{"data":{"leads":{"3":{"id":"3","num":""", raw, StringComparison.Ordinal);
        Assert.True(raw.IndexOf("\"2\":{", StringComparison.Ordinal) < raw.IndexOf("\"1\":{", StringComparison.Ordinal));
    }

    [Scenario("FB-10", "FB-26", "FB-27")]
    public static async Task A_page_has_25_leads_and_past_the_end_there_is_an_empty_array(Stage stage)
    {
        for (var i = 1; i <= 30; i++)
            stage.Put(i, i);
        Assert.Equal(Enumerable.Range(6, 25).Reverse().Select(i => $"{i}"), await stage.Ids());
        Assert.Equal(["5", "4", "3", "2", "1"], await stage.Ids("&start=25"));
        Assert.Equal(["28", "27"], await stage.Ids("&start=2&count=2"));
        Assert.Equal("""{"data":{"leads":[]}}""", (await stage.Ask("getLeads", "&start=30")).Body);
    }

    [Scenario("FB-29")]
    public static async Task A_start_or_count_that_is_no_number_or_a_count_of_0_is_as_if_absent(Stage stage)
    {
        for (var i = 1; i <= 30; i++)
            stage.Put(i, i);
        foreach (var odd in (string[])["count=0", "count=x", "count=", "count=-5", "count=1.5", "count=%205", "start=x", "start=-1", "start=", "start=0x1"])
            Assert.Equal(25, (await stage.Ids("&" + odd)).Length);
        Assert.Equal("30", (await stage.Ids("&start=-1"))[0]);
    }

    [Scenario("FB-28")]
    public static async Task More_than_1000_leads_are_never_given_at_once(Stage stage)
    {
        for (var i = 1; i <= 1002; i++)
            stage.Put(i, i);
        foreach (var count in (string[])["1000", "1001", "5000"])
            Assert.Equal(1000, (await stage.Ids("&count=" + count)).Length);
        Assert.Equal(999, (await stage.Ids("&count=999")).Length);
        Assert.Equal(["2", "1"], await stage.Ids("&start=1000&count=1000"));
    }

    [Scenario("FB-30", "FB-35")]
    public static async Task The_status_filter_compares_codes_0_included(Stage stage)
    {
        stage.Put(1, with: lead => lead with { Status = FlexbeStatus.New });
        stage.Put(2, with: lead => lead with { Status = FlexbeStatus.Deleted });
        stage.Put(3, with: lead => lead with { Status = FlexbeStatus.Cancelled });
        Assert.Equal(["3", "2", "1"], await stage.Ids());
        Assert.Equal(["1"], await stage.Ids("&status=0"));
        Assert.Equal(["2"], await stage.Ids("&status=11"));
        Assert.Equal(["3"], await stage.Ids("&status=10"));
        Assert.Equal(["3", "2", "1"], await stage.Ids("&status="));
        foreach (var odd in (string[])["5", "1", "-1", "x", "0x0", "New", "110", "99999999999999999999"])
            Assert.Equal("""{"data":{"leads":[]}}""", (await stage.Ask("getLeads", "&status=" + odd)).Body);
        // The filter follows a change at once.
        await stage.Change(1, "status", "11");
        Assert.Equal(["2", "1"], await stage.Ids("&status=11"));
        Assert.Empty(await stage.Ids("&status=0"));
    }

    [Scenario("FB-31")]
    public static async Task Dates_include_their_own_second_and_work_alone(Stage stage)
    {
        stage.Put(1, 100);
        stage.Put(2, 200);
        stage.Put(3, 300);
        Assert.Equal(["2", "1"], await stage.Ids("&date_from=100&date_to=200"));
        Assert.Empty(await stage.Ids("&date_to=99"));
        Assert.Equal(["3", "2", "1"], await stage.Ids("&date_from=abc"));
        Assert.Equal(["3", "2"], await stage.Ids("&date_from=101"));
        Assert.Equal(["2", "1"], await stage.Ids("&date_to=299"));
        Assert.Equal(["3", "2", "1"], await stage.Ids("&date_from=-5&date_to="));
        Assert.Empty(await stage.Ids("&date_from=201&date_to=200"));
    }

    [Scenario("FB-32", "FB-33", "FB-34")]
    public static async Task Phone_and_e_mail_must_be_equal_and_all_filters_must_hold(Stage stage)
    {
        var status = FlexbeStatus.Processed;
        stage.Put(1, 100, lead => lead with { Client = new("A", "+15550100001", "a@example.com") });
        stage.Put(2, 200, lead => lead with { Client = new("B", "+15550100002", "b@example.com") });
        stage.Put(3, 300, lead => lead with { Client = new("C", "+15550100001", "A@example.com"), Status = status });
        Assert.Equal(["3", "1"], await stage.Ids("&client_phone=%2B15550100001"));
        Assert.Empty(await stage.Ids("&client_phone=+15550100001"));
        Assert.Empty(await stage.Ids("&client_phone=15550100001"));
        Assert.Equal(["1"], await stage.Ids("&client_email=a@example.com"));
        Assert.Equal(["3"], await stage.Ids("&client_email=A%40example.com"));
        Assert.Empty(await stage.Ids("&client_phone=%2B15550100001&client_email=b@example.com"));
        Assert.Equal(["1"], await stage.Ids("&client_phone=%2B15550100001&client_email=a@example.com&status=0&date_from=100&date_to=100"));
        Assert.Equal(["3"], await stage.Ids("&client_phone=%2B15550100001&status=1"));
        Assert.Empty(await stage.Ids("&client_email=a@example.com&status=1"));
        Assert.Equal(["1"], await stage.Ids("&client_phone=%2B15550100001&start=1"));
        Assert.Equal(["3"], await stage.Ids("&client_phone=%2B15550100001&count=1"));
        Assert.Equal(3, (await stage.Ids("&client_phone=&client_email=")).Length);
    }

    [Scenario("FB-36", "FB-38", "FB-65")]
    public static async Task Scalars_are_strings_and_what_is_missing_is_empty(Stage stage)
    {
        stage.Put(1, 100, lead => lead with { Client = new("<b>Яна 😀</b>", "", ""), FormName = "Quiz", Page = new("demo-site.example/", "Home"), Num = 219, Utm = new() { Url = "http://ref.test/" } });
        var raw = (await stage.Ask("getLeads")).Body;
        var hash = (await stage.Lead(1)).GetProperty("pay").GetProperty("pay_link").GetString()![^32..];
        Assert.Matches("^[0-9a-f]{32}$", hash);
        Assert.Equal(
            Json(
                "{'data':{'leads':{'1':{'id':'1','num':'219','time':'100','status':{'code':'0','name':'New'},'client':{'name':'<b>Яна 😀</b>','phone':'','email':''},",
                "'note':'','form_name':'Quiz','form_data':[],'products':[],'page':{'url':'demo-site.example/','name':'Home'},'utm':{'url':'http://ref.test/'},",
                "'pay':{'id':null,'summ':null,'time_create':null,'time_done':null,'status':{'code':null,'name':null},'desc':null,'method':null,",
                $"'pay_link':'http://demo-site.example/?pay_id=0&h={hash}','test':null}},'custom':''}}}}}}}}"),
            raw);
    }

    [Scenario("FB-36", "FB-38")]
    public static async Task A_lead_with_everything_shows_every_field_in_the_vendors_order(Stage stage)
    {
        stage.Put(2, 100, lead => lead with
        {
            Status = FlexbeStatus.Cancelled,
            Fields =
            [
                new("59158", "phone", "Phone", "+1 555 010 00 00") { OrigName = "WhatsApp number" },
                new("f27b7c6e2", "checkbox", "Rooms") { Values = ["Kitchen", "Bath"] },
                new("007", "text", "Code", "x"),
            ],
            Products = [new Dictionary<string, string> { ["title"] = "Lamp", ["count"] = "2" }],
            Utm = new()
            {
                Url = "http://ref.test/",
                Source = "s",
                Campaign = "c",
                Medium = "m",
                Term = "t",
                Content = "n",
                Ip = "192.0.2.1",
                Cookies = new Dictionary<string, string> { ["roistat_visit"] = "100000" },
                YmClientId = "16",
                GaClientId = "17",
            },
            Pay = FlexbeCaller.Bill(FlexbePayStatus.Paid) with { Method = "PayPal", Test = true },
        });
        var lead = await stage.Lead(2);
        Assert.Equal("""{"code":"10","name":"Cancelled"}""", lead.GetProperty("status").GetRawText());
        Assert.Equal(
            Json(
                "{'59158':{'id':59158,'type':'phone','name':'Phone','value':'+1 555 010 00 00','orig_name':'WhatsApp number'},",
                "'f27b7c6e2':{'id':'f27b7c6e2','type':'checkbox','name':'Rooms','value':['Kitchen','Bath']},'007':{'id':'007','type':'text','name':'Code','value':'x'}}"),
            lead.GetProperty("form_data").GetRawText());
        Assert.Equal("""[{"title":"Lamp","count":"2"}]""", lead.GetProperty("products").GetRawText());
        Assert.Equal(
            Json(
                "{'url':'http://ref.test/','utm_source':'s','utm_campaign':'c','utm_medium':'m','utm_term':'t','utm_content':'n','ip':'192.0.2.1',",
                "'cookies':{'roistat_visit':'100000'},'ym_client_id':'16','ga_client_id':'17'}"),
            lead.GetProperty("utm").GetRawText());
        var pay = lead.GetProperty("pay");
        Assert.StartsWith(
            """{"id":"7","summ":"1500.00","time_create":"200","time_done":"300","status":{"code":"2","name":"Paid"},"desc":"Two lamps","method":"PayPal","pay_link":"http://demo-site.example/?pay_id=7&h=""",
            pay.GetRawText(),
            StringComparison.Ordinal);
        Assert.Equal("1", pay.GetProperty("test").GetString());
    }

    // JSON reads better with the other quotes.
    private static string Json(params string[] parts) => string.Concat(parts).Replace('\'', '"');
}
