using System.Text;

namespace VendorMocks.Tests;

/// <summary>Where Fixido answers, and what it says when it cannot.</summary>
public sealed class FixidoDoorTests(DoorsFixture doors)
{
    [Theory]
    [InlineData("http://fixido.com/api/")]
    [InlineData("https://fixido.com/api/")]
    [InlineData("http://www.fixido.com/api/")]
    [InlineData("http://fixido.localhost/api/")]
    [InlineData("http://anywhere.test/fixido/api/")]
    public async Task The_documentations_addresses_work_in_process(string root)
    {
        using var world = World.Open();
        using var client = new HttpClient(new MocksHandler(world.Host, null, null));
        var keys = "access_key=demo-seller&access_secret=demo-seller-secret";
        Assert.Equal(200, (await client.Get($"{root}leads/list/?{keys}")).Status);
        var created = await client.Form("POST", root + "leads/create/", [.. Keys("seller"), .. FixidoForm.Valid("deal_ends", "2026-06-01 00:00:00")]);
        var id = created.Accepted()["data"].GetInt64();
        foreach (var (path, methods) in Documented(id))
        {
            foreach (var method in methods.Split('/'))
            {
                var role = path.Contains("search", StringComparison.Ordinal) || path.Contains("bought", StringComparison.Ordinal) ? "buyer" : "seller";
                var answer = method == "GET"
                    ? await client.Get($"{root}{path}?access_key=demo-{role}&access_secret=demo-{role}-secret")
                    : await client.Form("POST", root + path, Keys(role));
                answer.Accepted();
            }
        }
    }

    [Fact]
    public async Task A_server_answers_by_host_name_and_by_prefix()
    {
        const string target = "leads/list/?access_key=demo-seller&access_secret=demo-seller-secret";
        using var client = new HttpClient();
        foreach (var (url, host) in new[] { ("/api/", "fixido.com"), ("/api/", "www.fixido.com"), ("/api/", "fixido.localhost"), ("/fixido/api/", null) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(doors.Server.BaseAddress, url + target));
            request.Headers.Host = host;
            using var response = await client.SendAsync(request);
            Assert.StartsWith("{\"status\":true", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    [Rule("FX-10")]
    public void What_is_too_large_or_broken_does_not_look_like_the_vendor()
    {
        using var world = World.Open();
        var vendor = world.Fixido.Vendor;
        var large = new ApiRequest("POST", "http", "fixido.com", "/api/leads/create/?jsoncallback=cb", [], default) { BodyTooLarge = true };
        var outcome = world.Answer(vendor, large, "", large.Path, world.Journal);
        Assert.Equal((413, "text/html; charset=utf-8", "FX-10"), (outcome.Response.Status, outcome.Response.Content!.ContentType, outcome.Response.Why));
        Assert.Contains("Request Entity Too Large", outcome.Response.Content.ToString(), StringComparison.Ordinal);
        var fault = world.AnswerBug(vendor, large);
        Assert.Equal((500, "text/html; charset=utf-8"), (fault.Status, fault.Content!.ContentType));
        Assert.Contains("Internal Server Error", fault.Content.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Rule("FX-22", "FX-29")]
    public async Task A_key_of_no_world_is_refused_after_path_verb_and_callback()
    {
        var host = new MocksHost();
        using var world = host.Open(new WorldOptions());
        using var client = new HttpClient(new MocksHandler(host, null, null)) { BaseAddress = new Uri("http://fixido.com/api/") };
        const string keys = "access_key=nobody&access_secret=x";
        (await client.Get($"leads/list/?{keys}")).Refused("You don't have accesss to it");
        (await client.Form("POST", "leads/create/", "access_key", "nobody")).Refused("You don't have access to it!");
        Assert.Equal(404, (await client.Get($"nothing/?{keys}")).Status);
        Assert.Equal(405, (await client.SendAsync("PUT", $"leads/list/?{keys}")).Status);
        Assert.Equal("Invalid jsoncallback", (await client.Get($"leads/list/?{keys}&jsoncallback=()")).Text("error.0"));
        Assert.StartsWith("cb({", (await client.Get($"leads/list/?{keys}&jsoncallback=cb")).Body, StringComparison.Ordinal);
        Assert.Equal(0, world.Journal.Total);
        Assert.Equal(6, host.Unclaimed.Total);
    }

    [Fact]
    public async Task Two_worlds_have_callers_of_their_own()
    {
        var host = new MocksHost();
        using var one = host.Open(new WorldOptions { Name = "one" });
        using var two = host.Open(new WorldOptions { Name = "two" });
        using var client = new HttpClient(new MocksHandler(host, null, null)) { BaseAddress = new Uri("http://fixido.com/api/") };
        var (seller, buyer) = (one.Fixido.Credentials[0], one.Fixido.Credentials.Single(credential => credential.Role == "buyer"));
        var id = await new FixidoCaller(client, seller.Key, seller.Values["access_secret"]).Create("deal_ends", "2026-06-01 00:00:00");
        (await new FixidoCaller(client, buyer.Key, buyer.Values["access_secret"]).Buy(id)).Bought();
        Assert.Equal((4950m, 5000m), (one.Fixido.Balance(5201), two.Fixido.Balance(5201)));
        Assert.Empty(two.Fixido.Leads);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nbroken")]
    [InlineData("multipart/form-data", "nothing")]
    [InlineData("text/plain", "access_key=demo-seller&access_secret=demo-seller-secret")]
    [InlineData("application/x-www-form-urlencoded", "%%%=%&&&=\u0000&access_key")]
    public async Task A_body_that_is_no_form_has_no_fields(string type, string body)
    {
        using var world = World.Open();
        using var client = world.Fixido.CreateClient();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        (await client.SendAsync("POST", "leads/create/", content)).Refused("You don't have access to it!");
        Assert.Null(world.Journal.Exchanges[0].Bug);
    }

    private static string[] Keys(string role) => ["access_key", $"demo-{role}", "access_secret", $"demo-{role}-secret"];

    /// <summary>The page's calls but for those that write, with the verbs it names.</summary>
    private static IEnumerable<(string Path, string Methods)> Documented(long id) =>
    [
        ($"leads/get/{id}/", "GET/POST"),
        ("leads/list/", "GET/POST"),
        ("leads_provided/list/", "GET/POST"),
        ("leads_bought/list/", "GET/POST"),
        ($"leads/update/{id}/", "POST"),
        ("filters/list/", "GET"),
        ("categories/list/", "GET"),
        ($"search/get/{id}/", "GET"),
        ("search/list/", "GET"),
        ("recentleads/list/", "GET"),
        ("trades/list/", "GET"),
        ("transactions/list/", "GET"),
        ($"leads/delete/{id}/", "GET/POST"),
    ];
}
