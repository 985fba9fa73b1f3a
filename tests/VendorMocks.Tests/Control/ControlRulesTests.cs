namespace VendorMocks.Tests;

public sealed class ControlRulesTests
{
    [Fact]
    public async Task Rules_name_the_operations_whose_fixtures_show_them()
    {
        await using var control = await ControlCalls.StartAsync();
        foreach (var vendor in Vendors.All)
        {
            var rules = (await control.Get($"/vendors/{vendor.Name}/rules")).Json.EnumerateArray().ToDictionary(rule => rule.GetProperty("id").GetString()!);
            var named = rules.Values.SelectMany(rule => rule.GetProperty("operations").EnumerateArray()).Select(id => id.GetString()!).ToHashSet();

            Assert.Subset(vendor.Operations.Select(row => row.Id).ToHashSet(), named);
            foreach (var fixture in FixtureSet.For(vendor.Name).Fixtures)
                Assert.All(fixture.Rules, rule => Assert.Contains(fixture.Operation, rules[rule].GetProperty("operations").EnumerateArray().Select(id => id.GetString())));
        }
    }

    [Fact]
    public async Task Limits_are_switched_off_and_on()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Patch("/worlds/default/leaddyno/rules", """{"limit.requests":1}""");
        const string Url = "/leaddyno/v1/leads?key=demo-leaddyno-key";
        await control.Client.Get(Url);
        Assert.Equal(429, (await control.Client.Get(Url)).Status);

        var off = await control.Put("/worlds/default/limits", """{"enabled":false}""");

        Assert.False(off["enabled"].GetBoolean());
        Assert.Equal(200, (await control.Client.Get(Url)).Status);
        Assert.True((await control.Put("/worlds/default/limits", """{"enabled":true}"""))["enabled"].GetBoolean());
        Assert.True((await control.Get("/worlds/default/limits"))["enabled"].GetBoolean());
        Assert.Equal(429, (await control.Client.Get(Url)).Status);
    }

    [Theory]
    [InlineData(null, "enabled")]
    [InlineData("{}", "enabled")]
    [InlineData("""{"enabled":"no"}""", "enabled")]
    [InlineData("""{"enable":false}""", "enable")]
    public async Task A_bad_switch_is_refused_by_name(string? body, string field)
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Put("/worlds/default/limits", body);

        Assert.Equal((400, field), (refused.Status, refused.Text("field")));
        Assert.True(control.Server.Default.Limits);
    }

    [Fact]
    public async Task A_rule_value_is_changed_in_one_world_and_taken_back()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/a");
        var before = (await control.Get("/worlds/a/leaddyno/rules")).Body;

        var changed = await control.Patch("/worlds/a/leaddyno/rules", """{"auth.wrongKeyStatus":401}""");

        Assert.Contains("\"auth.wrongKeyStatus\": 401", changed.Body, StringComparison.Ordinal);
        Assert.Equal(401, (await control.Client.Get("/worlds/a/leaddyno/v1/leads?key=x")).Status);
        Assert.Equal(403, (await control.Client.Get("/leaddyno/v1/leads?key=x")).Status);
        var back = await control.Patch("/worlds/a/leaddyno/rules", """{"auth.wrongKeyStatus":null}""");
        Assert.Equal(before, back.Body);
    }

    [Theory]
    [InlineData("""{"limit.requests":5,"limit.bodi":"error"}""", "limit.bodi", "Did you mean 'limit.body'?")]
    [InlineData("""{"limit.requests":5,"limit.body":"eror"}""", "limit.body", "Accepted: message, error")]
    [InlineData("""{"limit.requests":"many"}""", "limit.requests", "limit.requests cannot be 'many'")]
    [InlineData("""{"limit.requests":{"a":1}}""", "limit.requests", "cannot be")]
    [InlineData("[1]", "body", "a JSON object")]
    public async Task A_bad_rule_value_is_refused_by_name_and_none_is_changed(string body, string field, string said)
    {
        await using var control = await ControlCalls.StartAsync();
        var before = (await control.Get("/worlds/default/leaddyno/rules")).Body;

        var refused = await control.Patch("/worlds/default/leaddyno/rules", body);

        Assert.Equal((400, field), (refused.Status, refused.Text("field")));
        Assert.Contains(said, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(before, (await control.Get("/worlds/default/leaddyno/rules")).Body);
    }

    [Fact]
    public async Task Every_vendor_shows_its_rule_table_and_its_rule_values()
    {
        await using var control = await ControlCalls.StartAsync();
        var listed = (await control.Get("/vendors")).Json.EnumerateArray().ToDictionary(vendor => vendor.GetProperty("vendor").GetString()!);
        foreach (var vendor in Vendors.All)
        {
            var rules = (await control.Get($"/vendors/{vendor.Name}/rules")).Json.EnumerateArray().ToArray();
            Assert.Equal(vendor.Rules.Rules.Select(rule => rule.Id), rules.Select(rule => rule.GetProperty("id").GetString()));
            Assert.Equal(vendor.Rules.Rules.Select(rule => rule.Provenance.ToString()), rules.Select(rule => rule.GetProperty("provenance").GetString()));
            var known = listed[vendor.Name].GetProperty("rules");
            Assert.Equal(rules.Length, known.GetProperty("documented").GetInt32() + known.GetProperty("observed").GetInt32() + known.GetProperty("assumed").GetInt32());
            Assert.Equal($"{control.Server.BaseAddress}{vendor.Name}{vendor.Root}", listed[vendor.Name].GetProperty("baseUrl").GetString());
            Assert.Equal(200, (await control.Get($"/worlds/default/{vendor.Name}/rules")).Status);
        }

        foreach (var path in (string[])["/vendors/leadino/rules", "/worlds/default/leadino/rules"])
        {
            var missing = await control.Get(path);
            Assert.Equal((404, "vendor"), (missing.Status, missing.Text("field")));
            Assert.Contains("Did you mean 'leaddyno'?", missing.Text("detail"), StringComparison.Ordinal);
        }
    }
}
