namespace VendorMocks.Tests;

/// <summary>The administration's and the brands' part, as rows and as methods.</summary>
public sealed class ClixnowHookTests : IDisposable
{
    private readonly World _world = World.Open();

    private ClixnowFake Clixnow => _world.Clixnow;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Hooks_are_well_formed_and_name_what_is_missing() => HookCalls.AssertWellFormed(Clixnow);

    [Fact]
    public void A_lead_is_put_exactly_as_given_and_changed_by_its_number()
    {
        var put = Clixnow.Play("clixnow.leads.put", """
            {"id":42,"email":"ada@example.com","phone":"0440000001","affiliateId":3,"brandId":2,"crmId":7,"countryCode":"de","status":"Invalid","clickId":"",
            "createdOn":"2025-12-01T10:00:00Z","ftdDate":"2025-12-02","updatedOn":"2025-12-03T00:00:00.5Z","acceptPromotions":true,"redirectUrl":"https://x.example.com/"}
            """);
        Assert.Equal("2025-12-01T10:00:00.000Z", put.GetProperty("createdOn").GetString());
        var lead = Clixnow.FindLead(42)!;
        Assert.Equal((3, 2, 7, "DE", "Invalid", ""), (lead.AffiliateId, lead.BrandId, lead.CrmId, lead.CountryCode, lead.Status, lead.ClickId));
        Assert.Equal((true, "https://x.example.com/"), (lead.AcceptPromotions, lead.RedirectUrl));
        Assert.Equal(new DateTimeOffset(2025, 12, 2, 0, 0, 0, TimeSpan.Zero), lead.FtdDate);
        Clixnow.Play("clixnow.leads.put", """{"id":42,"ftdDate":null,"clickId":null,"status":"New"}""");
        Assert.Equal(lead with { FtdDate = null, ClickId = null, Status = "New" }, Clixnow.FindLead(42));
        Assert.Equal(43, Clixnow.AddLead("next@example.com", next => next with { Id = 43 }).Id);
        Assert.Equal(100001, Clixnow.Play("clixnow.leads.put", """{"email":"fresh@example.com"}""").GetProperty("id").GetInt64());
        Assert.Equal(_world.Clock.Now, Clixnow.FindLead(100001)!.CreatedOn);
        Assert.Empty(_world.Webhooks.Deliveries);
    }

    [Fact]
    public void What_cannot_be_put_is_named()
    {
        Clixnow.AddLead("ada@example.com", lead => lead with { Phone = "0440000001" });
        foreach (var (json, status, field) in ((string, int, string)[])
        [
            ("""{"id":0,"email":"a@b.c"}""", 400, "id"),
            ("""{"id":3000000000,"email":"a@b.c"}""", 400, "id"),
            ("""{"email":"nobody"}""", 400, "email"),
            ("""{"email":"ADA@example.com"}""", 409, "email"),
            ("""{"email":"b@example.com","phone":"(044) 000 0001"}""", 409, "phone"),
            ("""{"email":"b@example.com","phone":"12"}""", 400, "phone"),
            ("""{"email":"b@example.com","countryCode":"CHE"}""", 400, "countryCode"),
            ("""{"email":"b@example.com","affiliateId":9}""", 404, "affiliateId"),
            ("""{"email":"b@example.com","brandId":9}""", 404, "brandId"),
            ("""{"email":"b@example.com","createdOn":"soon"}""", 400, "createdOn"),
            ("""{"email":"b@example.com","ftdDate":"2020-01-01"}""", 400, "updatedOn"),
            ("""{"email":"b@example.com","updatedOn":"2020-01-01"}""", 400, "updatedOn"),
        ])
        {
            Assert.Equal((status, field), Clixnow.Refused("clixnow.leads.put", json));
        }

        Assert.Throws<ArgumentException>("email", () => Clixnow.AddLead("nobody"));
        Assert.Throws<InvalidOperationException>(() => Clixnow.AddLead("ada@example.com"));
    }

    [Fact]
    public void Leads_are_listed_shown_and_removed()
    {
        var ada = Clixnow.AddLead("ada@example.com");
        var bea = Clixnow.AddLead("bea@example.com", lead => lead with { AffiliateId = 3, Status = "Interested" });
        long[] Ids(string json) => [.. Clixnow.Play("clixnow.leads.list", json).EnumerateArray().Select(lead => lead.GetProperty("id").GetInt64())];
        Assert.Equal([ada.Id, bea.Id], Ids("{}"));
        Assert.Equal([bea.Id], Ids("""{"affiliateId":3}"""));
        Assert.Equal([ada.Id], Ids("""{"email":"ADA@EXAMPLE.COM"}"""));
        Assert.Equal([bea.Id], Ids("""{"status":"Interested"}"""));
        Assert.Equal([bea.Id], Ids("""{"skip":1,"count":1}"""));
        Assert.Equal((400, "count"), Clixnow.Refused("clixnow.leads.list", """{"count":1001}"""));
        Assert.Equal((400, "skip"), Clixnow.Refused("clixnow.leads.list", """{"skip":-1}"""));
        Assert.Equal("bea@example.com", Clixnow.Play("clixnow.leads.get", $$"""{"id":{{bea.Id}}}""").GetProperty("email").GetString());
        Assert.Equal((404, "id"), Clixnow.Refused("clixnow.leads.get", """{"id":1}"""));
        Clixnow.Play("clixnow.leads.remove", $$"""{"id":{{ada.Id}}}""");
        Assert.Equal(bea, Clixnow.RemoveLead(bea.Id));
        Assert.Empty(Clixnow.Leads);
        Assert.Throws<ArgumentException>("id", () => Clixnow.RemoveLead(bea.Id));
    }

    [Fact, Rule("CN-55", "CN-56")]
    public void Status_and_deposit_are_played_within_their_bounds()
    {
        var id = Clixnow.AddLead("ada@example.com").Id;
        _world.Clock.Advance(TimeSpan.FromHours(1));
        Clixnow.Play("clixnow.leads.set-status", $$"""{"id":{{id}},"status":"Call Back"}""");
        Assert.Equal("Call Back", Clixnow.FindLead(id)!.Status);
        Assert.Equal((404, "id"), Clixnow.Refused("clixnow.leads.set-status", """{"id":1,"status":"x"}"""));
        Assert.Equal((400, "status"), Clixnow.Refused("clixnow.leads.set-status", $$"""{"id":{{id}},"status":" "}"""));
        foreach (var at in (string[])["2026-01-01T11:59:59Z", "2026-01-01T13:00:01Z"])
            Assert.Equal((400, "at"), Clixnow.Refused("clixnow.leads.make-ftd", $$"""{"id":{{id}},"at":"{{at}}"}"""));
        Clixnow.Play("clixnow.leads.make-ftd", $$"""{"id":{{id}},"at":"2026-01-01T12:30:00Z","status":"Deposit"}""");
        Assert.Equal(("Deposit", WorldOptions.DefaultStart.AddMinutes(30)), (Clixnow.FindLead(id)!.Status, Clixnow.FindLead(id)!.FtdDate!.Value));
        Assert.Equal((409, "id"), Clixnow.Refused("clixnow.leads.make-ftd", $$"""{"id":{{id}}}"""));
        Assert.Equal((404, "id"), Clixnow.Refused("clixnow.leads.make-ftd", """{"id":1}"""));
    }

    [Fact]
    public void Brands_are_added_and_changed()
    {
        Assert.Equal(["demo", "strict", "closed"], Clixnow.Brands.Select(brand => brand.Slug));
        Clixnow.Play("clixnow.brands.add", """{"slug":"north","allowedCountries":["se","NO"],"languageDetection":"IpAddress","active":false}""");
        var north = Clixnow.Brands[3];
        Assert.Equal(("north", false, ClixnowLanguageDetection.IpAddress), (north.Name, north.Active, north.LanguageDetection));
        Assert.Equal(["SE", "NO"], north.AllowedCountries!);
        Clixnow.Play("clixnow.brands.update", """{"id":4,"allowedCountries":null,"name":"North","redirectTemplate":"https://n.example.com/{token}"}""");
        Assert.Null(Clixnow.Brands[3].AllowedCountries);
        Assert.Equal("https://n.example.com/" + Clixnow.AddLead("a@example.com", lead => lead with { BrandId = 4 }).RedirectUrl[^32..], Clixnow.Leads[0].RedirectUrl);
        Assert.Equal(4, Clixnow.Play("clixnow.brands.list").GetArrayLength());
        foreach (var (json, status, field) in ((string, int, string)[])
        [
            ("""{"slug":"a.b"}""", 400, "slug"), ("""{"slug":"DEMO"}""", 409, "slug"), ("""{"slug":"x","allowedCountries":["CHE"]}""", 400, "allowedCountries"),
            ("""{"slug":"x","redirectTemplate":"http://x.example.com/{token}"}""", 400, "redirectTemplate"),
            ("""{"slug":"x","redirectTemplate":"https://x.example.com/"}""", 400, "redirectTemplate"), ("""{"slug":"x","active":"maybe"}""", 400, "active"),
        ])
        {
            Assert.Equal((status, field), Clixnow.Refused("clixnow.brands.add", json));
        }

        Assert.Equal((404, "id"), Clixnow.Refused("clixnow.brands.update", """{"id":9}"""));
        Assert.Throws<ArgumentException>("slug", () => Clixnow.UpdateBrand("nope", brand => brand));
    }

    [Fact]
    public async Task Affiliates_are_added_changed_and_given_new_tokens()
    {
        var added = Clixnow.AddAffiliate("North", affiliate => affiliate with { HomeBrandId = 2, SeesCrmId = false });
        Assert.Matches("^[0-9a-f]{32}$", added.Token);
        Clixnow.Play("clixnow.affiliates.add", """{"name":"South","token":"south-token","brandIds":[1,3],"mayRegister":false}""");
        Assert.Equal([1, 3], Clixnow.Affiliates[4].BrandIds!);
        Clixnow.Play("clixnow.affiliates.update", """{"id":5,"brandIds":null,"mayRegister":true,"blocked":true}""");
        Assert.Equal((null, true, true), (Clixnow.Affiliates[4].BrandIds, Clixnow.Affiliates[4].MayRegister, Clixnow.Affiliates[4].Blocked));
        Assert.Equal("fresh", Clixnow.Play("clixnow.affiliates.renew-token", """{"id":4,"token":"fresh"}""").GetProperty("token").GetString());
        Assert.Equal(5, Clixnow.Play("clixnow.affiliates.list").GetArrayLength());
        Assert.Equal((409, "token"), Clixnow.Refused("clixnow.affiliates.add", """{"name":"West","token":"fresh"}"""));
        Assert.Equal((404, "brandIds"), Clixnow.Refused("clixnow.affiliates.add", """{"name":"West","brandIds":[7]}"""));
        Assert.Equal((404, "homeBrandId"), Clixnow.Refused("clixnow.affiliates.update", """{"id":5,"homeBrandId":7}"""));
        Assert.Equal((404, "id"), Clixnow.Refused("clixnow.affiliates.renew-token", """{"id":9}"""));
        Assert.Throws<ArgumentException>("id", () => Clixnow.UpdateAffiliate(9, affiliate => affiliate));

        using var client = Clixnow.CreateClient();
        Assert.Equal(200, (await client.Get("leads/search", ("Authorization", "ApiToken fresh"))).Status);
        Assert.Equal(401, (await client.Get("leads/search", ("Authorization", "ApiToken " + added.Token))).Status);
    }

    [Fact]
    public void A_minted_token_is_nobodys_in_another_world()
    {
        var host = new MocksHost();
        using var one = host.Open(new WorldOptions { Name = "one" });
        using var two = host.Open(new WorldOptions { Name = "two" });
        Assert.NotEqual(one.Clixnow.AddAffiliate("North").Token, two.Clixnow.AddAffiliate("North").Token);
        Assert.NotEqual(one.Clixnow.RenewToken(1).Token, two.Clixnow.RenewToken(1).Token);
        Assert.Contains("one", Assert.Throws<KeyTakenException>(() => two.Clixnow.RenewToken(1, one.Clixnow.Affiliates[0].Token)).Message, StringComparison.Ordinal);
    }

    [Fact, Rule("CN-58")]
    public void Postback_templates_are_listed_and_checked()
    {
        Clixnow.Play("clixnow.postbacks.add", """{"event":"lead","url":"http://r.test/{clickId}","affiliateId":3}""");
        Assert.Equal(new ClixnowPostback(1, 3, "lead", "http://r.test/{clickId}"), Assert.Single(Clixnow.Postbacks));
        Assert.Equal(1, Clixnow.Play("clixnow.postbacks.list").GetArrayLength());
        foreach (var (json, status, field) in ((string, int, string)[])
        [
            ("""{"event":"sale","url":"http://r.test/"}""", 400, "event"), ("""{"event":"lead","url":"r.test/{clickId}"}""", 400, "url"),
            ("""{"event":"lead","url":"ftp://r.test/"}""", 400, "url"), ("""{"event":"lead","url":"http://r.test/","affiliateId":9}""", 404, "affiliateId"),
        ])
        {
            Assert.Equal((status, field), Clixnow.Refused("clixnow.postbacks.add", json));
        }

        Clixnow.Play("clixnow.postbacks.remove", """{"id":1}""");
        Assert.Equal((404, "id"), Clixnow.Refused("clixnow.postbacks.remove", """{"id":1}"""));
    }

    [Fact, Rule("CN-59")]
    public async Task A_postback_is_delivered_again_on_request()
    {
        var postbox = Postbox.Of(_world);
        Clixnow.AddPostback("status", "http://r.test/{status}");
        Clixnow.SetStatus(Clixnow.AddLead("ada@example.com").Id, "Invalid");
        await _world.Webhooks.SettleAsync(TestContext.Current.CancellationToken);
        var sent = Clixnow.Play("clixnow.deliveries.list", $$"""{"lead":{{Clixnow.Leads[0].Id}},"event":"status"}""")[0];
        Assert.Equal("Delivered", sent.GetProperty("state").GetString());
        Assert.Equal(0, Clixnow.Play("clixnow.deliveries.list", """{"event":"ftd"}""").GetArrayLength());
        Assert.Equal((400, "event"), Clixnow.Refused("clixnow.deliveries.list", """{"event":"sale"}"""));
        Assert.Equal(1, Clixnow.Play("clixnow.deliveries.redeliver", $$"""{"id":{{sent.GetProperty("id")}}}""").GetProperty("redeliveryOf").GetInt32());
        await _world.Webhooks.SettleAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["GET r.test /Invalid", "GET r.test /Invalid"], postbox.Calls);
        // Another vendor's deliveries are none of this one's.
        Assert.Equal(0, _world.Maxwork.Play("maxwork.deliveries.list").GetArrayLength());
        Assert.Equal((404, "id"), _world.Maxwork.Refused("maxwork.deliveries.redeliver", """{"id":1}"""));
    }
}
