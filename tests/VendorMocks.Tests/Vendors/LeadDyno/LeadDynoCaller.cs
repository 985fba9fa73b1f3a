using System.Text.Json;

namespace VendorMocks.Tests;

/// <summary>Somebody with a key of the account: each call carries it.</summary>
internal sealed class LeadDynoCaller(HttpClient client, string key)
{
    public Task<Answer> Get(string url) => client.Get($"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}key={key}");

    /// <summary>Form fields, names and values in turn.</summary>
    public Task<Answer> Post(string url, params string[] fields) => client.Form("POST", url, ["key", key, .. fields]);

    public Task<Answer> Put(string url, params string[] fields) => client.Form("PUT", url, ["key", key, .. fields]);

    public Task<Answer> Delete(string url, params string[] fields) => client.Form("DELETE", url, ["key", key, .. fields]);

    /// <summary>A JSON object, to which the key is added in the query.</summary>
    public Task<Answer> Json(string method, string url, string json) => client.Json(method, $"{url}?key={key}", json);

    /// <summary>How many records of a collection there are.</summary>
    public async Task<int> Count(string collection) => (await Get(collection + "/count"))["count"].GetInt32();
}

/// <summary>What scenarios of LeadDyno say often.</summary>
internal static class LeadDynoKit
{
    /// <summary>A caller with the world's own key.</summary>
    public static LeadDynoCaller Owner(this Stage stage) => new(stage.LeadDyno, stage.World.LeadDyno.Key);

    public static LeadDynoFake Dyno(this Stage stage) => stage.World.LeadDyno;

    public static void Pass(this Stage stage, TimeSpan time) => stage.World.Clock.Advance(time);

    /// <summary>Asserts a status and returns the answer.</summary>
    public static async Task<Answer> Is(this Task<Answer> asked, int status)
    {
        var answer = await asked;
        Assert.True(answer.Status == status, $"{answer.Status} instead of {status}: {answer.Body}");
        return answer;
    }

    /// <summary>Asserts <c>{"error":"text"}</c>.</summary>
    public static async Task Refused(this Task<Answer> asked, int status, string text) =>
        Assert.Equal($$"""{"error":"{{text}}"}""", (await asked.Is(status)).Body);

    /// <summary>Asserts <c>{"error":{"field":["text"], …}}</c>: fields and texts in turn, in this order.</summary>
    public static async Task Invalid(this Task<Answer> asked, params string[] faults) => await asked.Invalid(400, faults);

    public static async Task Invalid(this Task<Answer> asked, int status, params string[] faults)
    {
        var answer = await asked.Is(status);
        var named = answer["error"].EnumerateObject().SelectMany(field => field.Value.EnumerateArray().SelectMany(text => new[] { field.Name, text.GetString()! }));
        Assert.Equal(faults, named);
    }

    /// <summary>The values of a property of each row of a list.</summary>
    public static IReadOnlyList<string?> Each(this Answer list, string property) => [.. list.Json.EnumerateArray().Select(row => TextOf(row.GetProperty(property)))];

    /// <summary>The ids of a list's rows.</summary>
    public static IReadOnlyList<long> RowIds(this Answer list) => [.. list.Json.EnumerateArray().Select(row => row.GetProperty("id").GetInt64())];

    /// <summary>The body's property names, in order.</summary>
    public static string[] PropertyNames(this JsonElement body) => [.. body.EnumerateObject().Select(property => property.Name)];

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.ToString();
}
