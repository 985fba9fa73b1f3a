using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

/// <summary>Calls of Clixnow's API in the words of its scenarios.</summary>
internal static class ClixnowCalls
{
    public const string Leads = "/api/system/v1/leads";

    /// <summary>A complete body; another number, another e-mail and phone.</summary>
    public static JsonObject Valid(int n = 1) => new()
    {
        ["firstName"] = "Ada",
        ["lastName"] = "Muster",
        ["email"] = string.Create(CultureInfo.InvariantCulture, $"ada.{n}@example.com"),
        ["phone"] = string.Create(CultureInfo.InvariantCulture, $"+41 44 000 {n:D4}"),
        ["password"] = "Password123!",
        ["countryCode"] = "CH",
    };

    public static string Authorization(string token) => "ApiToken " + token;

    /// <summary>Creates a lead through the vendor's prefix or base address, as the first affiliate unless told otherwise.</summary>
    public static Task<Answer> CreateLead(this Stage stage, JsonNode body, string? token = null) =>
        stage.PostLeads(body.ToJsonString(), ("Authorization", Authorization(token ?? stage.World.Clixnow.Token)));

    /// <summary>Creates one of the valid leads and returns its number.</summary>
    public static async Task<long> CreateValid(this Stage stage, int n, string? token = null)
    {
        var created = await stage.CreateLead(Valid(n), token);
        Assert.Equal(200, created.Status);
        return created["leadId"].GetInt64();
    }

    public static Task<Answer> PostLeads(this Stage stage, string body, params (string, string)[] headers) =>
        stage.Clixnow.SendAsync("POST", "leads", Body(body, "application/json"), headers);

    public static Task<Answer> Search(this Stage stage, string query, string? token = null) =>
        stage.Clixnow.Get("leads/search?" + query, ("Authorization", Authorization(token ?? stage.World.Clixnow.Token)));

    /// <summary>Sends to a brand's own host name.</summary>
    public static Task<Answer> AtHost(this Stage stage, string host, string method, string path, JsonNode? body, string? token = null) => stage.Clixnow.SendAsync(
        method,
        path,
        body is null ? null : Body(body.ToJsonString(), "application/json"),
        ("Host", host),
        (Address.WorldHeader, stage.World.Name),
        ("Authorization", Authorization(token ?? stage.World.Clixnow.Token)));

    public static Task<Answer> CreateAt(this Stage stage, string brand, JsonNode body) =>
        stage.AtHost($"integration.{brand}.clixnow.com", "POST", Leads, body);

    /// <summary>A body with exactly this Content-Type; null sends none.</summary>
    public static ByteArrayContent Body(string text, string? contentType)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    /// <summary>The fields of an error object, in order.</summary>
    public static IEnumerable<string> ErrorFields(this Answer answer) => answer["errors"].EnumerateObject().Select(field => field.Name);

    /// <summary>The texts of one field.</summary>
    public static IEnumerable<string?> Errors(this Answer answer, string field) =>
        answer["errors"].GetProperty(field).EnumerateArray().Select(text => text.GetString());

    /// <summary>The numbers of the leads that a search found, in order.</summary>
    public static long[] Ids(this Answer answer)
    {
        Assert.Equal((200, JsonValueKind.Array), (answer.Status, answer.Json.ValueKind));
        return [.. answer.Json.EnumerateArray().Select(lead => lead.GetProperty("id").GetInt64())];
    }

    /// <summary>An error object with a message and no fields.</summary>
    public static void AssertEnvelope(this Answer answer, int status, string message)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal("""{"message":"MESSAGE","errors":{}}""".Replace("MESSAGE", message, StringComparison.Ordinal), answer.Body);
        Assert.Equal(MediaTypeHeaderValue.Parse("application/json; charset=utf-8"), answer.ContentHeaders.ContentType);
    }
}
