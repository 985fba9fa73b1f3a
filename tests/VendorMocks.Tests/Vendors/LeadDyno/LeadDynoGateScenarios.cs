namespace VendorMocks.Tests;

/// <summary>Keys, the request limit, paths and verbs: what stands before any operation.</summary>
internal static class LeadDynoGateScenarios
{
    [Scenario("LD-01", "LD-05")]
    public static async Task The_key_may_stand_in_header_bearer_query_form_or_JSON(Stage stage)
    {
        stage.Dyno().AddVisit();
        var (client, key) = (stage.LeadDyno, stage.Dyno().Key);
        Answer[] answers =
        [
            await client.Get($"visitors/count?key={key}"),
            await client.Get("visitors/count", ("key", key)),
            await client.Get("visitors/count", ("Authorization", $"Bearer {key}")),
            await client.Json("GET", "visitors/count", $$"""{"key":"{{key}}"}"""),
            await client.Form("GET", "visitors/count", "key", key),
            // The first that is not empty counts.
            await client.Get("visitors/count?key=", ("key", ""), ("Authorization", $"bearer {key}")),
        ];
        Assert.All(answers, answer => Assert.Equal((200, """{"count":1}"""), (answer.Status, answer.Body)));
        await client.Get($"visitors/count?key={key}", ("key", "nope")).Refused(403, "Invalid API key");
    }

    [Scenario("LD-02", "LD-03", "LD-04")]
    public static async Task No_key_is_401_and_a_wrong_one_403_in_the_documented_shape(Stage stage)
    {
        await stage.LeadDyno.Get("visitors/count").Refused(401, "No API key provided");
        await stage.LeadDyno.Get("visitors/count?key=nope").Refused(403, "Invalid API key");
        await stage.LeadDyno.Get("visitors/count?key=").Refused(401, "No API key provided");
    }

    [Scenario("LD-03", "LD-35")]
    public static async Task A_revoked_key_is_unknown_at_once_and_another_still_serves(Stage stage)
    {
        var more = stage.Dyno().AddKey("second-key");
        var second = new LeadDynoCaller(stage.LeadDyno, more);
        Assert.Equal(1, (await second.Post("leads", "email", "a@example.com").Is(201))["id"].GetInt64());
        stage.Dyno().RevokeKey(more);
        await second.Post("leads", "email", "b@example.com").Refused(403, "Invalid API key");
        // A refused call has taken no number.
        Assert.Equal(2, (await stage.Owner().Post("leads", "email", "b@example.com").Is(201))["id"].GetInt64());
    }

    [Scenario("LD-16", "LD-17", "LD-18")]
    public static async Task The_201st_request_of_a_minute_is_refused_and_changes_nothing(Stage stage)
    {
        var caller = stage.Owner();
        for (var remaining = 199; remaining >= 0; remaining--)
        {
            var served = await caller.Get("leads/count").Is(200);
            Assert.Equal("200", served.Header("X-RateLimit-Limit-Minute"));
            Assert.Equal($"{remaining}", served.Header("X-RateLimit-Remaining-Minute"));
        }

        stage.Pass(TimeSpan.FromSeconds(0.5));
        var refused = await caller.Post("leads", "email", "a@example.com").Is(429);
        Assert.Equal("""{"message":"API rate limit exceeded"}""", refused.Body);
        Assert.Equal("60", refused.Header("Retry-After"));
        Assert.Equal("0", refused.Header("X-RateLimit-Remaining-Minute"));
        Assert.Empty(stage.Dyno().Leads);
        Assert.Equal(0, await new LeadDynoCaller(stage.LeadDyno, stage.Dyno().AddKey("second-key")).Count("leads"));
        stage.Pass(TimeSpan.FromSeconds(59.5));
        Assert.Equal(0, await caller.Count("leads"));
    }

    [Scenario("LD-19")]
    public static async Task The_window_opens_with_the_first_request_and_lasts_a_minute(Stage stage)
    {
        var caller = stage.Owner();
        stage.Pass(TimeSpan.FromSeconds(50));
        await caller.Get("leads/count").Is(200);
        stage.Pass(TimeSpan.FromSeconds(30));
        // Neither a new calendar minute nor one more request opens another window.
        Assert.Equal("198", (await caller.Get("leads/count").Is(200)).Header("X-RateLimit-Remaining-Minute"));
        stage.Dyno().Limits.SetRemaining(0);
        stage.Pass(TimeSpan.FromSeconds(59));
        Assert.Equal("1", (await caller.Get("leads/count").Is(429)).Header("Retry-After"));
        stage.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal("199", (await caller.Get("leads/count").Is(200)).Header("X-RateLimit-Remaining-Minute"));
    }

    [Scenario("LD-20", "LD-14")]
    public static async Task Failures_count_but_refusals_of_the_gateway_and_OPTIONS_do_not(Stage stage)
    {
        var caller = stage.Owner();
        await caller.Get("leads/7").Is(404);
        await caller.Get("nowhere").Is(404);
        await caller.Post("leads").Is(400);
        await caller.Json("POST", "leads/import", """{"leads":[{"email":"a@example.com"},{"email":"b@example.com"}]}""").Is(201);
        await stage.LeadDyno.Get("leads").Is(401);
        await stage.LeadDyno.Get("leads?key=nope").Is(403);
        Assert.Null((await stage.LeadDyno.SendAsync("OPTIONS", "leads").Is(204)).Header("X-RateLimit-Remaining-Minute"));
        await stage.LeadDyno.SendAsync("HEAD", $"leads?key={stage.Dyno().Key}").Is(200);
        Assert.Equal("194", (await caller.Get("leads").Is(200)).Header("X-RateLimit-Remaining-Minute"));
    }

    [Scenario("LD-07", "LD-13", "LD-14")]
    public static async Task Broken_bodies_unknown_paths_and_verbs_are_refused_and_change_nothing(Stage stage)
    {
        var caller = stage.Owner();
        await caller.Json("POST", "leads", """{"email":""").Refused(400, "Malformed JSON in request body");
        await caller.Json("POST", "leads", "[]").Refused(400, "Request body must be a JSON object");
        await caller.Json("PATCH", "leads/1", """{"email":"a@example.com"}""").Refused(404, "Not Found");
        await caller.Get("../v2/leads").Refused(404, "Not Found");
        await caller.Get("Leads").Refused(404, "Not Found");
        await caller.Get("leads//").Refused(404, "Not Found");
        await caller.Get("leads/").Is(200);
        var options = await stage.LeadDyno.SendAsync("OPTIONS", "leads").Is(204);
        Assert.Equal("GET, HEAD, POST, OPTIONS", options.Header("Allow"));
        Assert.Equal("", options.Body);
        Assert.Null(options.Header("Access-Control-Allow-Origin"));
        Assert.Equal(8, stage.World.Journal.Total);
        Assert.All(stage.World.Journal.Exchanges, exchange => Assert.Empty(exchange.Changes));
    }

    [Scenario("LD-14")]
    public static async Task HEAD_is_GET_without_its_body(Stage stage)
    {
        var head = await stage.LeadDyno.SendAsync("HEAD", $"leads?key={stage.Dyno().Key}").Is(200);
        Assert.Equal("", head.Body);
        Assert.Equal("application/json; charset=utf-8", head.Header("Content-Type"));
        await stage.LeadDyno.SendAsync("HEAD", $"leads/7?key={stage.Dyno().Key}").Is(404);
    }

    [Scenario("LD-15")]
    public static async Task Every_body_is_JSON_whatever_is_accepted(Stage stage)
    {
        foreach (var path in (string[])["leads", "leads/1", "nowhere"])
        {
            var answer = await stage.LeadDyno.Get($"{path}?key={stage.Dyno().Key}", ("Accept", "text/html"));
            Assert.Equal("application/json; charset=utf-8", answer.Header("Content-Type"));
            _ = answer.Json;
        }
    }

    [Scenario("LD-12")]
    public static async Task The_first_failing_check_answers(Stage stage)
    {
        var caller = stage.Owner();
        // A key in the query is looked at before the broken body; without one the broken body is what is told.
        await stage.LeadDyno.Json("POST", "leads?key=nope", "{").Refused(403, "Invalid API key");
        await stage.LeadDyno.Json("POST", "leads", "{").Refused(400, "Malformed JSON in request body");
        await stage.LeadDyno.Json("POST", "leads", "{}").Refused(401, "No API key provided");
        await caller.Json("POST", "nowhere", "{").Refused(404, "Not Found");
        await caller.Json("PUT", "leads/7", "{").Refused(400, "Malformed JSON in request body");
        await caller.Put("leads/7", "email", "x").Refused(404, "Lead not found");
        var (one, two) = (stage.Dyno().AddLead("one@example.com"), stage.Dyno().AddLead("two@example.com"));
        await caller.Put($"leads/{one.Id}", "email", two.Email, "phone", new string('1', 256)).Invalid("phone", "is too long (maximum is 255 characters)");
        stage.Dyno().Limits.SetRemaining(0);
        await caller.Json("POST", "nowhere", "{").Is(429);
    }

    [Scenario("LD-44")]
    public static async Task A_refused_call_moves_no_id_and_no_random_value(Stage stage)
    {
        var caller = stage.Owner();
        await caller.Json("POST", "leads/import", """{"leads":[{"email":"a@example.com"},{"email":"x"}]}""").Is(400);
        await caller.Post("visitors", "tracking_code", new string('x', 256)).Is(400);
        var refusedFirst = await caller.Post("visitors").Is(201);
        using var fresh = World.Open(stage.World.Options);
        using var client = fresh.LeadDyno.CreateClient();
        Assert.Equal((await new LeadDynoCaller(client, fresh.LeadDyno.Key).Post("visitors").Is(201)).Body, refusedFirst.Body);
    }
}
