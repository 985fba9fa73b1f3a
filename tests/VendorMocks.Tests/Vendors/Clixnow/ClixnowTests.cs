using System.Text.Json.Nodes;
using static VendorMocks.Tests.ClixnowCalls;

namespace VendorMocks.Tests;

/// <summary>What is worth a look beyond the scenarios.</summary>
public sealed class ClixnowTests
{
    [Fact, Rule("CN-24", "CN-20")]
    public async Task The_password_is_found_nowhere_afterwards()
    {
        const string secret = "s3cret~Überraschung";
        await using var control = await ControlCalls.StartAsync();
        var world = control.Server.Host.Find("default")!;
        string[] bodies =
        [
            Valid(1).With("password", secret).ToJsonString(),
            Valid(2).Without("password").With("PassWord", secret).With("email", "nobody").ToJsonString(),
            Valid(3).With("password", secret).ToJsonString()[..^1] + ",}",
            Valid(4).With("password", secret).With("countryCode", new JsonArray(secret.Length)).ToJsonString(),
            Valid(1).With("password", secret).ToJsonString(),
            Valid(5).Without("password").ToJsonString()[..^1] + $$""","p\u0061ssword":["{{secret}}"]}""",
            Valid(6).With("password", new JsonObject { ["value"] = secret }).ToJsonString(),
        ];
        var seen = new List<string>();
        foreach (var body in bodies)
        {
            foreach (var token in (string[])["demo-clixnow-token", "demo-clixnow-blocked", "nobodys"])
            {
                var answer = await control.Client.SendAsync(
                    "POST", "/clixnow/api/system/v1/leads", Body(body, "application/json"), ("Authorization", Authorization(token)));
                seen.Add(answer.Body + answer.Headers + answer.ContentHeaders);
            }
        }

        Assert.Single(world.Clixnow.Leads);
        seen.Add((await control.Client.Get("/clixnow/api/system/v1/leads/search", ("Authorization", Authorization("demo-clixnow-token")))).Body);
        seen.Add(BehaviourLaws.StateOf(world, world.Clixnow.Vendor));
        seen.AddRange(world.Clixnow.Leads.Select(lead => lead.ToString()));
        seen.Add(world.Clixnow.Play("clixnow.leads.list").GetRawText());
        seen.Add((await control.Get("/worlds/default/journal")).Body);
        seen.Add((await control.Get("/worlds/default/journal/1")).Body);
        seen.Add((await control.Get("/unclaimed")).Body);
        seen.Add((await control.Client.Get("/")).Body);
        seen.AddRange(world.Journal.Exchanges.Concat(control.Server.Host.Unclaimed.Exchanges).Select(exchange => exchange.ToString() + exchange.Response.Detail));
        seen.AddRange(world.Journal.Exchanges.SelectMany(exchange => exchange.Changes).Select(change => $"{change.After}"));
        Assert.All(seen, text => Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal));
        Assert.Contains(seen, text => text.Contains("***", StringComparison.Ordinal));
    }

    [Fact, Rule("CN-35", "CN-37")]
    public async Task Eight_callers_at_once_make_one_lead_of_one_person_and_eight_of_eight()
    {
        using var world = World.Open();
        async Task<Answer[]> Post(Func<int, int> person)
        {
            using var client = world.Clixnow.CreateClient();
            return await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => client.SendAsync(
                "POST", "leads", Body(Valid(person(n)).ToJsonString(), "application/json"), ("Authorization", Authorization(world.Clixnow.Token))))));
        }

        var same = await Post(_ => 1);
        Assert.Equal([200, 400, 400, 400, 400, 400, 400, 400], same.Select(answer => answer.Status).Order());
        var others = await Post(n => n + 10);
        Assert.All(others, answer => Assert.Equal(200, answer.Status));
        var ids = world.Clixnow.Leads.Select(lead => lead.Id).ToArray();
        Assert.Equal(Enumerable.Range(0, 9).Select(n => ids[0] + n), ids);
        Assert.Equal(9, world.Clixnow.Leads.Select(lead => lead.RedirectUrl).Distinct().Count());
    }

    [Fact, Rule("CN-44", "CN-50")]
    public async Task Every_way_to_search_finds_what_a_plain_filter_finds()
    {
        using var world = World.Open();
        var random = new RandomSource(7);
        var start = WorldOptions.DefaultStart.AddDays(-10);
        for (var n = 0; n < 120; n++)
        {
            var created = start.AddHours(random.Next("created", n, 0, 200));
            DateTimeOffset? ftd = random.Next("ftd", n, 0, 3) == 0 ? created.AddHours(random.Next("made", n, 0, 20)) : null;
            world.Clixnow.AddLead($"lead{n}@example.com", lead => lead with
            {
                CreatedOn = created,
                FtdDate = ftd,
                UpdatedOn = (ftd ?? created).AddHours(random.Next("updated", n, 0, 30)),
                BrandId = 1 + random.Next("brand", n, 0, 3),
            });
        }

        using var client = world.Clixnow.CreateClient();
        for (var n = 0; n < 300; n++)
        {
            world.Clixnow.UpdateAffiliate(1, affiliate => affiliate with { BrandIds = random.Next("brands", n, 0, 4) == 0 ? [1, 3] : null });
            var (query, expected) = Draw(random, n, world.Clixnow.Leads, start, world.Clixnow.Affiliates[0]);
            var answer = await client.Get("leads/search?" + query, ("Authorization", Authorization(world.Clixnow.Token)));
            Assert.Equal(expected, answer.Ids());
        }
    }

    // A random query, and what the rules say of it in the plainest words.
    private static (string Query, IEnumerable<long> Expected) Draw(
        RandomSource random, int n, IEnumerable<ClixnowLead> leads, DateTimeOffset start, ClixnowAffiliate affiliate)
    {
        var query = new List<string>();
        leads = leads.Where(lead => affiliate.MayUse(lead.BrandId));
        foreach (var (name, of) in ((string, Func<ClixnowLead, DateTimeOffset?>)[])
            [("createdOn", lead => lead.CreatedOn), ("modifiedOn", lead => lead.UpdatedOn), ("ftdDate", lead => lead.FtdDate)])
        {
            if (random.Next(name + "From?", n, 0, 2) == 0)
            {
                var from = start.AddHours(random.Next(name + "From", n, 0, 250));
                query.Add($"{name}From={from:yyyy-MM-ddTHH:mm:ss}");
                leads = leads.Where(lead => of(lead) >= from);
            }

            if (random.Next(name + "To?", n, 0, 2) == 0)
            {
                var to = start.AddHours(random.Next(name + "To", n, 0, 250));
                query.Add($"{name}To={to:yyyy-MM-ddTHH:mm:ss}");
                leads = leads.Where(lead => of(lead) <= to);
            }
        }

        (string Name, Func<ClixnowLead, DateTimeOffset> By)[] orders =
            [("Id", _ => default), ("CreatedOn", lead => lead.CreatedOn), ("ModifiedOn", lead => lead.UpdatedOn), ("FtdFate", lead => lead.FtdDate ?? default)];
        var order = orders[random.Next("order", n, 0, 4)];
        var (skip, count) = (random.Next("skip", n, 0, 12), random.Next("count", n, 1, 30));
        query.AddRange([$"orderBy={order.Name}", $"skip={skip}", $"count={count}"]);
        return (string.Join('&', query), leads.OrderBy(order.By).ThenBy(lead => lead.Id).Skip(skip).Take(count).Select(lead => lead.Id).ToArray());
    }
}
