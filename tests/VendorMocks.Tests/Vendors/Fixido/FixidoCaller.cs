using System.Globalization;

namespace VendorMocks.Tests;

/// <summary>Somebody with a Fixido application: each call carries its keys.</summary>
internal sealed class FixidoCaller(HttpClient client, string key, string secret)
{
    /// <summary>Fixido's own moment of most scenarios: a summer's day, noon in Sweden.</summary>
    public const string Start = "2017-06-01T10:00:00Z";

    private readonly string[] _keys = ["access_key", key, "access_secret", secret];

    public string Keys => $"access_key={key}&access_secret={secret}";

    /// <summary>A GET below /api/ with the keys in the query.</summary>
    public Task<Answer> Get(string path, string query = "") =>
        client.Get($"{path}?{Keys}{(query.Length == 0 ? "" : "&" + query)}");

    /// <summary>A POST below /api/ with the keys in the form.</summary>
    public Task<Answer> Post(string path, params string[] fields) => client.Form("POST", path, [.. _keys, .. fields]);

    /// <summary>Creates a lead and returns its id.</summary>
    public async Task<long> Create(params string?[] changes)
    {
        var created = await Post("leads/create/", FixidoForm.Valid(changes));
        Assert.True(created["status"].GetBoolean(), created.Body);
        return created["data"].GetInt64();
    }

    public Task<Answer> Lead(long id) => Get($"leads/get/{id}/");

    public Task<Answer> Update(long id, params string[] fields) => Post($"leads/update/{id}/", fields);

    public Task<Answer> Buy(long id, params string[] fields) => Post($"leads/buy/{id}/", fields);

    public Task<Answer> Search(string query = "") => Get("search/list/", query);

    /// <summary>How many leads a search finds.</summary>
    public async Task<int> Found(string query = "") => (await Search(query))["data.total_result"].GetInt32();
}

/// <summary>Lead forms.</summary>
internal static class FixidoForm
{
    private static readonly string[] Fields =
    [
        "title", "Flytthjälp: Skärholmen",
        "description", "Tre rum ska flyttas.",
        "price", "50",
        "price_currency", "SEK",
        "sale", "2",
        "deal_starts", "2017-06-01 00:00:00",
        "deal_ends", "2017-06-30 00:00:00",
        "category_id", "13",
        "keywords", "flytt",
        "language", "sv",
        "pre_sold", "0",
        "address_city", "Skärholmen",
        "consumer_first_name", "Sven",
        "consumer_last_name", "Provsson",
        "consumer_email", "sven@example.com",
        "status", "active",
    ];

    /// <summary>A form with all that a lead needs; names and values in turn take the place of its own, null leaves one out.</summary>
    public static string[] Valid(params string?[] changes)
    {
        var form = Fields.Chunk(2).ToDictionary(pair => pair[0], pair => (string?)pair[1]);
        foreach (var pair in changes.Chunk(2))
            form[pair[0]!] = pair[1];
        return [.. form.Where(pair => pair.Value is not null).SelectMany(pair => new[] { pair.Key, pair.Value! })];
    }
}

/// <summary>What scenarios of Fixido say often.</summary>
internal static class FixidoKit
{
    /// <summary>A caller by the role of its credential: seller, seller-2, basic, limited, buyer, buyer-2, trader.</summary>
    public static FixidoCaller As(this Stage stage, string role)
    {
        var credential = stage.World.Fixido.Credentials.Single(credential => credential.Role == role);
        return new FixidoCaller(stage.Fixido, credential.Key, credential.Values["access_secret"]);
    }

    /// <summary>Moves the world's clock to a moment.</summary>
    public static void GoTo(this Stage stage, string time) =>
        stage.World.Clock.Advance(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) - stage.World.Clock.Now);

    /// <summary>Asserts a failure in the ordinary envelope with exactly these texts.</summary>
    public static void Refused(this Answer answer, params string[] errors)
    {
        Assert.Equal(200, answer.Status);
        Assert.False(answer["status"].GetBoolean(), answer.Body);
        Assert.Null(answer.Text("data"));
        Assert.Equal(errors, answer["error"].EnumerateArray().Select(error => error.GetString()!));
    }

    /// <summary>Asserts a failure whose texts follow the general one.</summary>
    public static void RefusedDoing(this Answer answer, params string[] errors) =>
        answer.Refused(["Error while doing your action.", .. errors]);

    /// <summary>Asserts a success in the ordinary envelope and returns it.</summary>
    public static Answer Accepted(this Answer answer)
    {
        Assert.Equal(200, answer.Status);
        Assert.True(answer["status"].GetBoolean(), answer.Body);
        Assert.Empty(answer["error"].EnumerateArray());
        return answer;
    }

    /// <summary>Asserts that a lead was bought.</summary>
    public static void Bought(this Answer answer) => Assert.Equal("""{"status":"true","data":"Order successful","error":""}""", answer.Body);

    /// <summary>Asserts that a lead was not bought, and why.</summary>
    public static void NotBought(this Answer answer, string why)
    {
        Assert.Equal(200, answer.Status);
        Assert.Equal("false", answer.Text("status"));
        Assert.Equal("", answer.Text("data"));
        Assert.Equal(why, answer.Text("error"));
    }

    /// <summary>The ids of the rows at a path.</summary>
    public static long[] Ids(this Answer answer, string path, string key = "id") =>
        [.. answer[path].EnumerateArray().Select(row => row.GetProperty(key).GetInt64())];
}
