namespace VendorMocks.Tests;

/// <summary>Who may call what.</summary>
internal static class FixidoAccessScenarios
{
    private const string Leads = "You don't have accesss to it";
    private const string Writing = "You don't have access to it!";
    private const string Others = "You don't have access to it";

    private static readonly string[] PagedLists =
        ["search/list/", "filters/list/", "categories/list/", "recentleads/list/", "recentsearch/list/", "trades/list/", "transactions/list/"];

    [Scenario("FX-15", "FX-23", "FX-24", Start = FixidoCaller.Start)]
    public static async Task Each_group_of_calls_refuses_in_its_own_words(Stage stage)
    {
        var limited = stage.As("limited");
        foreach (var path in new[] { "leads/list/", "leads/get/1/", "leads/delete/1/", "leads_provided/list/", "leads_bought/list/" })
            (await limited.Get(path)).Refused(Leads);
        foreach (var path in new[] { "leads/create/", "leads/update/1/" })
            (await limited.Post(path)).Refused(Writing);
        foreach (var path in PagedLists)
            Assert.Equal("""{"status":false,"data":[],"error":["You don\u0027t have access to it"]}""", (await limited.Get(path)).Body);
        (await limited.Get("search/get/1/")).Refused(Others);
    }

    [Scenario("FX-25", Start = FixidoCaller.Start)]
    public static async Task Buying_refuses_access_in_the_ordinary_envelope(Stage stage)
    {
        var id = await stage.As("seller").Create();
        (await stage.As("limited").Buy(id)).Refused(Leads);
        Assert.Empty(stage.World.Fixido.Views);
    }

    [Scenario("FX-22", Start = FixidoCaller.Start)]
    public static async Task Whatever_is_wrong_with_a_key_gets_one_answer(Stage stage)
    {
        var fixido = stage.World.Fixido;
        var key = fixido.Credentials[0].Key;
        var revoked = fixido.AddApplication(5101, FixidoRights.All);
        var blocked = fixido.AddApplication(fixido.AddAccount().Id, FixidoRights.All);
        var working = new FixidoCaller(stage.Fixido, revoked.AccessKey, revoked.AccessSecret);
        (await working.Get("leads/list/")).Accepted();
        fixido.RevokeApplication(revoked.AccessKey);
        fixido.ConfigureAccount(blocked.AccountId, blocked: true);
        (await working.Get("leads/list/")).Refused(Leads);
        (await new FixidoCaller(stage.Fixido, blocked.AccessKey, blocked.AccessSecret).Get("leads/list/")).Refused(Leads);
        (await new FixidoCaller(stage.Fixido, key, key + "-SECRET").Get("leads/list/")).Refused(Leads);
        (await new FixidoCaller(stage.Fixido, key.ToUpperInvariant(), key + "-secret").Get("leads/list/")).Refused(Leads);
        (await new FixidoCaller(stage.Fixido, "nobody", "nothing").Get("leads/list/")).Refused(Leads);
        (await stage.Fixido.Get("leads/list/")).Refused(Leads);
        (await stage.Fixido.Get($"leads/list/?access_key={key}")).Refused(Leads);
    }

    [Scenario("FX-08", "FX-31", Start = FixidoCaller.Start)]
    public static async Task Keys_in_the_form_beat_those_in_the_query(Stage stage)
    {
        var seller = stage.As("seller");
        (await seller.Post("leads/list/?access_key=bad&access_secret=bad")).Accepted();
        (await stage.Fixido.Form("POST", $"leads/list/?{seller.Keys}", "access_key", "bad")).Refused(Leads);
        (await stage.Fixido.Form("POST", $"leads/list/?{seller.Keys}", "access_key", "")).Accepted();
    }

    [Scenario("FX-21", "FX-27", Start = FixidoCaller.Start)]
    public static async Task A_new_application_may_do_what_is_essential(Stage stage)
    {
        var id = await stage.As("seller").Create();
        var made = stage.World.Fixido.AddApplication(5101);
        foreach (var basic in new[] { stage.As("basic"), new FixidoCaller(stage.Fixido, made.AccessKey, made.AccessSecret) })
        {
            (await basic.Post("leads/create/", FixidoForm.Valid())).Accepted();
            (await basic.Update(id, "title", "x")).Accepted();
            (await basic.Get("leads/list/")).Accepted();
            (await basic.Lead(id)).Accepted();
            (await basic.Get("categories/list/")).Accepted();
            foreach (var path in new[] { "leads_provided/list/", "leads_bought/list/", $"leads/delete/{id}/", $"leads/buy/{id}/" })
                (await basic.Post(path)).Refused(Leads);
            foreach (var path in PagedLists.Except(["categories/list/"]))
                Assert.False((await basic.Get(path))["status"].GetBoolean());
            (await basic.Get($"search/get/{id}/")).Refused(Others);
        }

        (await stage.As("seller").Search()).Accepted();
    }

    [Scenario("FX-26", Start = FixidoCaller.Start)]
    public static async Task Creating_and_updating_are_rights_of_their_own(Stage stage)
    {
        var id = await stage.As("seller").Create();
        var fixido = stage.World.Fixido;
        var reader = fixido.AddApplication(5101, FixidoRights.LeadsList | FixidoRights.LeadsCreate);
        var caller = new FixidoCaller(stage.Fixido, reader.AccessKey, reader.AccessSecret);
        (await caller.Post("leads/create/", FixidoForm.Valid())).Accepted();
        (await caller.Update(id, "title", "x")).Refused(Writing);
        fixido.SetRights(reader.AccessKey, FixidoRights.LeadsUpdate);
        (await caller.Update(id, "title", "x")).Accepted();
        (await caller.Post("leads/create/", FixidoForm.Valid())).Refused(Writing);
        (await caller.Get("leads/list/")).Refused(Leads);
    }
}
