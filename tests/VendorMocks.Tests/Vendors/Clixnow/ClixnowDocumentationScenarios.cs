using static VendorMocks.Tests.ClixnowCalls;

namespace VendorMocks.Tests;

/// <summary>The page's own examples, as printed.</summary>
internal static class ClixnowDocumentationScenarios
{
    // But for the e-mail, which the page hides.
    private const string PrintedBody = """
        {
        "firstName":"Allison",
        "lastName":"Brown",
        "email":"allison.brown@example.com",
        "phone":"+41123456789",
        "countryCode":"CH",
        "referralUrl":"https://website.com",
        "subcampaign":"subcampaign",
        "keyword":"test",
        "placement":"landing_page",
        "clickId":"20fn4ngo56n3snf74",
        "ipAddress":"1.1.1.1",
        "languageCode":"EN",
        "password":"Password123!",
        "sub2":"sub2",
        "deviceType":"Mobile",
        "deviceName":"iPhone16",
        "osName":"iOS",
        "browser":"Safari Mobile",
        "carrier":"Mobile"
        }
        """;

    [Scenario("CN-15", "CN-36")]
    public static async Task The_printed_curl_creates_a_lead(Stage stage)
    {
        var created = await stage.Clixnow.SendAsync(
            "POST",
            Leads,
            Body(PrintedBody, "application/json"),
            ("Host", "integration.demo.clixnow.com"),
            (Address.WorldHeader, stage.World.Name),
            ("Authorization", Authorization(stage.World.Clixnow.Token)),
            ("User-Agent", "curl/8.5.0"),
            ("Accept", "*/*"));
        Assert.Equal(200, created.Status);
        Assert.Equal(
            ("subcampaign", "landing_page", "test", "sub2", "20fn4ngo56n3snf74"),
            (created.Text("subCampaign"), created.Text("placement"), created.Text("keyword"), created.Text("sub2"), created.Text("clickId")));
        var lead = Assert.Single(stage.World.Clixnow.Leads);
        Assert.Equal(("Allison", "Brown", "+41123456789", "CH", "EN"), (lead.FirstName, lead.LastName, lead.Phone, lead.CountryCode, lead.LanguageCode));
        Assert.Equal(("https://website.com", "1.1.1.1", "Mobile", "iPhone16"), (lead.ReferralUrl, lead.IpAddress, lead.DeviceType, lead.DeviceName));
        Assert.Equal(("iOS", "Safari Mobile", "Mobile"), (lead.OsName, lead.Browser, lead.Carrier));
    }

    [Scenario("CN-48", "CN-47", Start = "2021-08-08T12:00:00Z")]
    public static async Task The_printed_searches_find_the_day_encoded_and_not(Stage stage)
    {
        var id = await stage.CreateValid(1);
        stage.World.Clock.Advance(TimeSpan.FromHours(12));
        await stage.CreateValid(2);
        Assert.Equal([id], (await stage.Search("createdOnFrom=2021-08-08T00%3A00%3A00&createdOnTo=2021-08-08T23%3A59%3A59")).Ids());
        Assert.Equal([id], (await stage.Search("createdOnFrom=2021-08-08T00:00:00&createdOnTo=2021-08-08T23:59:59&count=1000&skip=0")).Ids());
        Assert.Equal(2, (await stage.Search("createdOnFrom=2021-08-08T00:00:00")).Ids().Length);
    }
}
