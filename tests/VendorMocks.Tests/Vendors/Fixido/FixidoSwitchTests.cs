using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>What each rule value does where it is not the default.</summary>
public sealed class FixidoSwitchTests : IDisposable
{
    private readonly World _world = World.Open(new WorldOptions { Start = DateTimeOffset.Parse("2017-05-31T22:30:00Z", System.Globalization.CultureInfo.InvariantCulture) });
    private readonly HttpClient _client;

    public FixidoSwitchTests() => _client = _world.Fixido.CreateClient();

    public void Dispose()
    {
        _client.Dispose();
        _world.Dispose();
    }

    [Fact]
    [Rule("FX-12", "FX-14")]
    public async Task Buying_may_answer_as_every_other_call()
    {
        var id = await As("seller").Create();
        Set("buy.envelope", "ordinary");
        Set("buy.successText", "Order sucessfully");
        Set("answer.contentType", "application/json");
        var bought = await As("buyer").Buy(id);
        Assert.Equal("""{"status":true,"data":"Order sucessfully","error":[]}""", bought.Body);
        Assert.Equal("application/json", bought.Header("Content-Type"));
        (await As("buyer").Buy(id)).Refused("This lead already bought by you. ");
    }

    [Fact]
    [Rule("FX-80", "FX-82")]
    public async Task The_number_of_shares_may_be_checked()
    {
        var id = await As("seller").Create();
        Set("buy.quantity", "checked");
        foreach (var quantity in new[] { "2", "0", "x", "1.0" })
            (await As("buyer").Buy(id, "sale", quantity)).NotBought("You provided invalid quantity. ");
        (await As("buyer-2").Buy(id, "sale", "01")).NotBought("Not enough balance on your account. You need:50.00 SEK. ");
        (await As("buyer").Buy(id, "sale", "")).Bought();
        (await As("buyer").Buy(id, "sale", "2")).NotBought("You provided invalid quantity. "); // before (d)
    }

    [Fact]
    [Rule("FX-16", "FX-49", "FX-50")]
    public async Task Lead_lists_may_be_as_they_were_seen()
    {
        Set("leads.emptyListStatus", false);
        using (ContractWatch.Pause())
            Assert.Equal("""{"status":false,"data":[],"error":[]}""", (await As("seller").Get("leads/list/")).Body);
        var id = await As("seller").Create("price", "110");
        (await As("trader").Buy(id)).Bought();
        Set("leads.callerCurrency", "yes");
        Set("leads.consumerField", "firstName");
        var bought = await As("trader").Get("leads_bought/list/");
        Assert.Equal(("10", "EUR", "Sven"), (bought["data.0.price"].GetRawText(), bought.Text("data.0.price_currency"), bought.Text("data.0.consumer")));
        Assert.Equal("110", (await As("trader").Lead(id))["data.price"].GetRawText());
    }

    [Fact]
    [Rule("FX-46", "FX-61", "FX-52")]
    public async Task Bought_and_deleted_leads_may_be_gone()
    {
        var id = await As("seller").Create();
        (await As("buyer").Buy(id)).Bought();
        Set("leads.getBought", "no");
        Set("search.boughtAlways", "no");
        Set("delete.final", "yes");
        (await As("buyer").Lead(id)).Refused("You are not authorised for this action");
        (await As("buyer").Get($"search/get/{id}/")).Accepted();
        await As("seller").Post($"leads/delete/{id}/");
        (await As("seller").Update(id, "status", "active")).Accepted();
        Assert.Equal("active", (await As("seller").Lead(id)).Text("data.status"));
        (await As("buyer").Get($"search/get/{id}/")).RefusedDoing("Lead matching query does not exist.");
        (await As("buyer-2").Buy(id)).NotBought("This lead was inactive or deleted. ");
    }

    [Fact]
    [Rule("FX-26")]
    public async Task Writing_may_need_the_right_to_list()
    {
        Set("rights.write", "list");
        var lister = _world.Fixido.AddApplication(5101, FixidoRights.LeadsList);
        (await new FixidoCaller(_client, lister.AccessKey, lister.AccessSecret).Post("leads/create/", FixidoForm.Valid())).Accepted();
        var writer = _world.Fixido.AddApplication(5101, FixidoRights.LeadsCreate);
        (await new FixidoCaller(_client, writer.AccessKey, writer.AccessSecret).Post("leads/create/", FixidoForm.Valid())).Refused("You don't have access to it!");
    }

    [Fact]
    [Rule("FX-63")]
    public async Task Places_may_be_for_buyers_in_the_list()
    {
        var id = await As("seller").Create();
        Set("search.listAddress", "bought");
        Assert.Equal("", (await As("buyer").Search()).Text("data.leads.0.address_city"));
        Assert.Equal("Skärholmen", (await As("buyer").Get($"search/get/{id}/")).Text("data.address_city"));
        (await As("buyer").Buy(id)).Bought();
        Assert.Equal("Skärholmen", (await As("buyer").Search()).Text("data.leads.0.address_city"));
    }

    [Theory]
    [InlineData("seller", 2, 2)]
    [InlineData("buyer", 1, 3)]
    [InlineData("both", 2, 3)]
    [Rule("FX-86")]
    public async Task A_commission_may_stand_in_one_list_only(string listedFor, int seller, int buyer)
    {
        Set("transactions.commissionListedFor", listedFor);
        (await As("buyer").Buy(await As("seller").Create())).Bought();
        Assert.Equal(seller, (await As("seller").Get("transactions/list/"))["data.total_result"].GetInt32());
        Assert.Equal(buyer, (await As("buyer").Get("transactions/list/"))["data.total_result"].GetInt32());
    }

    [Fact]
    [Rule("FX-32")]
    public async Task Nothing_may_be_required()
    {
        Set("validation.required", "off");
        var id = (await As("seller").Post("leads/create/")).Accepted()["data"].GetInt64();
        var lead = await As("seller").Lead(id);
        Assert.Equal(41, lead["data"].EnumerateObject().Count());
        Assert.Equal(("", "", "", ""), (lead.Text("data.title"), lead.Text("data.price_currency"), lead.Text("data.language"), lead.Text("data.consumer_email")));
        Assert.Equal((0, 0), (lead["data.category_id"].GetInt32(), lead["data.sale"].GetInt32()));
        Assert.Null(lead.Text("data.deal_starts"));
        Assert.Null(lead.Text("data.deal_ends"));
        (await As("seller").Update(id, "sale", "1", "price", "20")).Accepted();
        Assert.Equal(1, await As("buyer").Found("category=0&price_start=20"));
        Assert.Equal(0, await As("buyer").Found("deal_start=1900-01-01"));
        Assert.Equal(0, await As("buyer").Found("deal_end=2999-12-31"));
        (await As("trader").Buy(id)).Bought(); // 20 of no currency are 20 of any
        Assert.Equal((780m, 14m), (_world.Fixido.Balance(5301), _world.Fixido.Balance(5101)));
    }

    [Fact]
    [Rule("FX-77")]
    public async Task Days_may_be_cut_and_count_in_pairs_only()
    {
        (await As("buyer").Buy(await As("seller").Create())).Bought();
        Set("dates.to", "midnight");
        Assert.Equal(0, await Sales("date_to=2017-06-01"));
        Assert.Equal(1, await Sales("date_to=2017-06-02"));
        Set("dates.pair", "both");
        Assert.Equal(1, await Sales("date_to=2017-06-01"));
        Assert.Equal(1, await Sales("date_from=2017-06-05"));
        Assert.Equal(0, await Sales("date_from=2017-06-05&date_to=2017-06-07"));
    }

    [Fact]
    [Rule("FX-57")]
    public void Moderation_is_switched_by_its_hook_too()
    {
        _world.Act(_world.Fixido.Vendor, "fixido.leads.moderate", FieldMap.Of([KeyValuePair.Create("moderation", Field.True)]), Hook("leads.moderate").Handler);
        Assert.True(_world.Fixido.Rules.Moderation);
        Assert.True(_world.Fixido.AddLead().Held);
    }

    [Fact]
    public void Values_are_patched_by_their_names_and_unknown_ones_are_refused()
    {
        Set("moderation", "on");
        Set("leads.getBought", "no");
        Assert.Equal((true, false), (_world.Fixido.Rules.Moderation, _world.Fixido.Rules.GetBought));
        Assert.Throws<JsonException>(() => Set("leads.getBought", "maybe"));
        Assert.Throws<JsonException>(() => Set("moderation", true));
        Assert.Throws<JsonException>(() => Set("buy.envelope", "letters"));
        Assert.Throws<JsonException>(() => Set("no.such", 1));
        Set("moderation", null);
        Assert.False(_world.Fixido.Rules.Moderation);
    }

    private static Hook Hook(string id) => VendorMocks.Fixido.Instance.Hooks.Single(hook => hook.Id == "fixido." + id);

    private async Task<int> Sales(string days) => (await As("seller").Get("trades/list/", days))["data.total_result"].GetInt32();

    private void Set(string name, object? value) =>
        _world.Adjust(_world.Fixido.Vendor, slot => slot.State.PatchRules(JsonSerializer.SerializeToElement(new Dictionary<string, object?> { [name] = value })));

    private FixidoCaller As(string role)
    {
        var credential = _world.Fixido.Credentials.Single(credential => credential.Role == role);
        return new FixidoCaller(_client, credential.Key, credential.Values["access_secret"]);
    }
}
