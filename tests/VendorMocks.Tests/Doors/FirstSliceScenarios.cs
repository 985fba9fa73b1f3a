namespace VendorMocks.Tests;

/// <summary>Three vendors as unlike as they come, through every door.</summary>
internal static class FirstSliceScenarios
{
    [Scenario("LD-58", "LD-91")]
    public static async Task A_purchase_for_an_unknown_e_mail_makes_its_lead_a_customer(Stage stage)
    {
        var key = stage.World.LeadDyno.Key;
        var bought = await stage.LeadDyno.Form("POST", "purchases", "key", key, "email", "a@example.com", "purchase_amount", "50");
        Assert.Equal(201, bought.Status);
        Assert.Equal("a@example.com", bought.Text("lead.email"));
        var leads = await stage.LeadDyno.Get($"leads?key={key}");
        Assert.Equal("Customer", leads.Text("0.status"));
        Assert.Equal(1, leads.Json.GetArrayLength());
    }

    [Scenario("FX-18", "FX-11")]
    public static async Task A_lead_posted_as_a_form_is_read_back_as_JSONP(Stage stage)
    {
        var seller = stage.World.Fixido.Credentials[0].Values;
        string[] keys = ["access_key", seller["access_key"], "access_secret", seller["access_secret"]];
        var created = await stage.Fixido.Form("POST", "leads/create/", [.. keys, .. FixidoForm.Valid()]);
        Assert.Equal(200, created.Status);
        var id = created.Text("data");
        var read = await stage.Fixido.Get($"leads/get/{id}?access_key={keys[1]}&access_secret={keys[3]}&jsoncallback=cb");
        Assert.StartsWith("cb({", read.Body, StringComparison.Ordinal);
        Assert.Equal("application/javascript", read.ContentHeaders.ContentType!.ToString());
    }

    [Scenario("FB-09", "FB-16")]
    public static async Task One_URL_answers_by_its_method(Stage stage)
    {
        var key = stage.World.Flexbe.Key;
        Assert.Equal("""{"status":1}""", (await stage.Flexbe.Get($"?api_key={key}&method=checkConnection")).Body);
        Assert.Equal("""{"error":{"code":0,"msg":"Invalid api_key"}}""", (await stage.Flexbe.Form("POST", "", "api_key", "nope")).Body);
        Assert.Equal(200, (await stage.Flexbe.Form("POST", "", "api_key", key, "method", "getLeads")).Status);
    }
}
