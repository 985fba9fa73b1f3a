using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

/// <summary>Calls of Maxwork's API in the words of its scenarios.</summary>
internal static class MaxworkCalls
{
    public const string Reference = "100000001-1";
    public const string OtherReference = "100000001-2";
    public const string Success = """{"Message":"Data was successfully inserted!"}""";
    public const string WrongFormat = """{"Message":"The following property was in the wrong format."}""";

    /// <summary>The page's sample as printed, but for the e-mail, which the page hides.</summary>
    public const string PrintedSample = """
        {
        "Message": "I am interested on this listing.",
        "Sender_Name": "Test Case",
        "Sender_Email": "test.case@example.com",
        "Sender_Phone": "92687912",
        "Internal_UserId" : "524",
        "LeadTypeId": "1", // Seller = 1 or Buyer = 2
        "External_LeadId": "926879", //Your ID
        "Lead_Status": "New"
        "Business_TypeId": "Sale",
        "Listing_ClassId": "Residential",
        "Price_Min": "100000",
        "Price_Max": "500000",
        "Room_Min": "1",
        "Room_Max": "4",
        "Created_At": "2025-04-03T11:17:31.212Z",
        "Area_Min": "100",
        "Area_Max": "300",
        "Listing_Attributes": [
        "Parking_Space"
        ],
        "Property_Type": "ManorHouse",
        "Latitude": "0.90742",
        "Longitude": "-11.71016",
        "Expiration_Date": "2025-04-03T11:17:31.212Z",
        "Notes": "QLF Notes",
        "Floor": "1",
        "Total_Floor": "2"
        }
        """;

    /// <summary>The sample once it is valid JSON.</summary>
    public static string ValidSample => PrintedSample
        .Replace(" // Seller = 1 or Buyer = 2", "", StringComparison.Ordinal)
        .Replace(" //Your ID", "", StringComparison.Ordinal)
        .Replace("\"New\"", "\"New\",", StringComparison.Ordinal);

    /// <summary>A valid body without qualification for a listing of agent 502; another number, another person.</summary>
    public static JsonObject Plain(int n = 1) => new()
    {
        ["Public_Reference"] = Reference,
        ["Sender_Name"] = "Ana Exemplo",
        ["Sender_Email"] = string.Create(CultureInfo.InvariantCulture, $"ana.{n}@example.com"),
        ["Sender_Phone"] = string.Create(CultureInfo.InvariantCulture, $"+351 900 000 {n:D3}"),
        ["Message"] = "Is it still available?",
        ["Lead_Status"] = "New",
    };

    /// <summary>Lists the two listings of agent 502 that bodies refer to.</summary>
    public static MaxworkFake WithListings(this Stage stage)
    {
        var maxwork = stage.World.Maxwork;
        maxwork.AddListing(Reference, 502);
        maxwork.AddListing(OtherReference, 502);
        return maxwork;
    }

    public static Task<Answer> PostLead(this Stage stage, JsonNode body, string? token = null) => stage.PostLead(body.ToJsonString(), token);

    public static Task<Answer> PostLead(this Stage stage, string body, string? token = null) => stage.Maxwork.SendAsync(
        "POST", "leads?token=" + (token ?? stage.World.Maxwork.Token), Body(body), ("user", "somebody"));

    public static async Task Ok(this Stage stage, JsonNode body, string? token = null)
    {
        var answer = await stage.PostLead(body, token);
        Assert.Equal((200, Success), (answer.Status, answer.Body));
    }

    /// <summary>The call is refused with the wrong-format text and changes nothing; the journal names the property.</summary>
    public static async Task Wrong(this Stage stage, JsonNode body, string property, string? token = null)
    {
        var before = (stage.World.Maxwork.Leads, stage.World.Maxwork.Contacts, stage.World.Maxwork.Qualifications);
        var answer = await stage.PostLead(body, token);
        Assert.Equal((400, WrongFormat), (answer.Status, answer.Body));
        Assert.StartsWith(property + ": ", stage.World.Journal.Exchanges[^1].Response.Detail, StringComparison.Ordinal);
        Assert.Equal(before.Leads, stage.World.Maxwork.Leads);
        Assert.Equal(before.Contacts, stage.World.Maxwork.Contacts);
        Assert.Equal(before.Qualifications, stage.World.Maxwork.Qualifications);
    }

    /// <summary>A body with exactly this Content-Type; null sends none.</summary>
    public static ByteArrayContent Body(string text, string? contentType = "application/json")
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    /// <summary>The empty object that stands for all other failures.</summary>
    public static void AssertEmptyObject(this Answer answer, int status)
    {
        Assert.Equal((status, "{}"), (answer.Status, answer.Body));
        Assert.Equal(MediaTypeHeaderValue.Parse("application/json; charset=utf-8"), answer.ContentHeaders.ContentType);
    }
}
