using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>Short calls of Flexbe's API, and leads by id and unix time.</summary>
internal static class FlexbeCaller
{
    public const string Checked = """{"status":1}""";

    public static string Key(this Stage stage) => stage.World.Flexbe.Key;

    /// <summary>A method by GET, everything in the query.</summary>
    public static Task<Answer> Ask(this Stage stage, string method, string more = "") =>
        stage.Flexbe.Get($"?api_key={stage.Key()}&method={method}{more}");

    /// <summary>changeLead by POST, everything in the form.</summary>
    public static Task<Answer> Change(this Stage stage, long id, params string[] fields) =>
        stage.Flexbe.Form("POST", "", ["api_key", stage.Key(), "method", "changeLead", "id", $"{id}", .. fields]);

    /// <summary>The ids of getLeads in the order of the text.</summary>
    public static async Task<string[]> Ids(this Stage stage, string more = "")
    {
        var leads = (await stage.Ask("getLeads", more))["data.leads"];
        if (leads.ValueKind == JsonValueKind.Object)
            return [.. leads.EnumerateObject().Select(pair => pair.Name)];
        Assert.Equal("[]", leads.GetRawText());
        return [];
    }

    /// <summary>One lead as getLeads shows it.</summary>
    public static async Task<JsonElement> Lead(this Stage stage, long id) =>
        (await stage.Ask("getLeads", "&count=1000"))[$"data.leads.{id}"];

    /// <summary>A lead with that id and time.</summary>
    public static FlexbeLead Put(this Stage stage, long id, long time = 100, Func<FlexbeLead, FlexbeLead>? with = null) =>
        stage.World.Flexbe.PutLead(lead =>
        {
            lead = lead with { Id = id, Time = DateTimeOffset.FromUnixTimeSeconds(time) };
            return with?.Invoke(lead) ?? lead;
        });

    /// <summary>An invoice of a lead that is put.</summary>
    public static FlexbeInvoice Bill(FlexbePayStatus status = FlexbePayStatus.Pending, decimal summ = 1500) =>
        new FlexbeInvoice(7, summ, DateTimeOffset.FromUnixTimeSeconds(200)) { Desc = "Two lamps" }
            .Enter(status, DateTimeOffset.FromUnixTimeSeconds(300));

    public static void IsError(this Answer answer, int code, string text)
    {
        Assert.Equal(200, answer.Status);
        Assert.Equal($$$"""{"error":{"code":{{{code}}},"msg":"{{{text}}}"}}""", answer.Body);
        Assert.Equal("application/json; charset=utf-8", answer.Header("Content-Type"));
    }
}
