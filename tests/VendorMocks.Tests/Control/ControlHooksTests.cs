using System.Text.Json;
using System.Text.Json.Nodes;

namespace VendorMocks.Tests;

public sealed class ControlHooksTests
{
    [Fact]
    public async Task A_played_hook_shows_in_the_vendors_own_API_and_in_the_journal()
    {
        await using var control = await ControlCalls.StartAsync();

        var played = await control.Post("/worlds/default/leaddyno/leads/capture", """{"email":"ada@example.com","first_name":"Ada"}""");

        Assert.Equal((200, "ada@example.com"), (played.Status, played.Text("email")));
        Assert.Contains("ada@example.com", (await control.Client.Get("/leaddyno/v1/leads?key=demo-leaddyno-key")).Body, StringComparison.Ordinal);
        var exchange = control.Server.Default.Journal.Exchanges[0];
        Assert.Equal((true, "leaddyno.leads.capture"), (exchange.VendorSide, exchange.Operation));
        Assert.NotEmpty(exchange.Changes);
    }

    [Fact]
    public async Task A_hook_that_only_reads_is_a_GET_with_its_fields_in_the_query()
    {
        await using var control = await ControlCalls.StartAsync(new MocksServerOptions());

        var page = await control.Get("/worlds/default/maxwork/agents/list?accountId=1&skip=1&count=2");

        Assert.Equal((200, 2), (page.Status, page.Json.GetArrayLength()));
        var wrong = await control.Post("/worlds/default/maxwork/agents/list");
        Assert.Equal((405, "GET", "GET"), (wrong.Status, wrong.Text("accepted"), wrong.ContentHeaders.Allow.Single()));
        var unplayed = await control.Get("/worlds/default/maxwork/agents/add");
        Assert.Equal((405, "POST"), (unplayed.Status, unplayed.Text("accepted")));
    }

    [Fact]
    public async Task Looking_leaves_no_trace_in_the_journal()
    {
        await using var control = await ControlCalls.StartAsync();
        foreach (var hook in Vendors.All.SelectMany(vendor => vendor.Hooks).Where(hook => hook.ReadsOnly && !hook.Fields.Any(field => field.Required)))
            Assert.Equal((hook.Id, 200), (hook.Id, (await control.Client.Get(HookView.PathOf(hook).Replace("{name}", "default", StringComparison.Ordinal))).Status));

        Assert.Empty(control.Server.Default.Journal.Exchanges);
    }

    [Theory]
    [MemberData(nameof(VendorNames))]
    public async Task The_listing_says_for_each_hook_what_its_row_says(string name)
    {
        await using var control = await ControlCalls.StartAsync();
        var vendor = Vendors.Find(name)!;

        var listed = (await control.Get($"/vendors/{name}/hooks")).Json;

        Assert.Equal(vendor.Hooks.Select(hook => hook.Id), listed.EnumerateArray().Select(hook => hook.GetProperty("id").GetString()));
        foreach (var (hook, view) in vendor.Hooks.Zip(listed.EnumerateArray()))
        {
            Assert.Equal((hook.Summary, hook.ReadsOnly ? "GET" : "POST"), (view.GetProperty("summary").GetString(), view.GetProperty("method").GetString()));
            Assert.Equal("/__mocks/worlds/{name}/" + hook.Id.Replace('.', '/'), view.GetProperty("path").GetString());
            var fields = view.GetProperty("fields").EnumerateArray().Select(field => (
                field.GetProperty("name").GetString(), field.GetProperty("type").GetString(), field.GetProperty("required").GetBoolean(), field.GetProperty("description").GetString()));
            Assert.Equal(hook.Fields.Select(field => ((string?)field.Name, (string?)field.Type, field.Required, (string?)field.Description)), fields);
            Assert.All(hook.Fields.Where(field => field.Required), field => Assert.True(view.GetProperty("example").TryGetProperty(field.Name, out _)));
        }
    }

    [Theory]
    [MemberData(nameof(VendorNames))]
    public void An_example_is_input_that_its_hook_can_read(string name)
    {
        foreach (var hook in Vendors.Find(name)!.Hooks)
        {
            // Each in a world of its own: one may take away what the next one needs.
            using var world = World.Open(new WorldOptions { Size = WorldSize.Default });
            var fields = ControlInput.FieldsOf(HookView.ExampleOf(hook));

            var problem = world.Act(Vendors.Find(name)!, hook.Id, fields, hook.Handler).Problem;

            Assert.True(problem is null or { Status: 404 or 409 }, $"{hook.Id}: {problem?.Message}");
        }
    }

    /// <summary>Whatever a hook's row says of a field, another sort of value is refused by the field's name, and nothing of it remains.</summary>
    [Theory]
    [MemberData(nameof(VendorNames))]
    public void A_value_of_another_sort_is_refused_by_its_field_and_changes_nothing(string name)
    {
        var vendor = Vendors.Find(name)!;
        using var world = World.Open(new WorldOptions { Size = WorldSize.Default });
        var (wrong, refused) = (new List<string>(), 0);
        foreach (var hook in vendor.Hooks)
        {
            var before = BehaviourLaws.StateOf(world, vendor);
            foreach (var field in hook.Fields)
            {
                var input = JsonNode.Parse(HookView.ExampleOf(hook).GetRawText())!.AsObject();
                input[field.Name] = field.Type == "object" ? new JsonArray(7) : new JsonObject { ["a"] = new JsonArray(new JsonObject()) };
                var fields = ControlInput.FieldsOf(JsonSerializer.SerializeToElement(input));
                var problem = HooksEndpoints.Misfit(hook, fields) ?? world.Act(vendor, hook.Id, fields, hook.Handler).Problem;
                // An example may name a record that is not there, which may be told first.
                if (problem is null || (problem.Status == 400 && problem.Field != field.Name) || problem.Status is not (400 or 404 or 409))
                    wrong.Add($"{hook.Id} {field.Name} ({field.Type}): {(problem is null ? "taken" : $"{problem.Status} {problem.Field}: {problem.Message}")}");
                refused += problem?.Status == 400 ? 1 : 0;
            }

            if (before != BehaviourLaws.StateOf(world, vendor))
                wrong.Add($"{hook.Id}: something was changed");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(refused > 15, $"{refused}");
    }

    [Theory]
    [InlineData("leaddyno/leads/captur", "{}", 404, "hook", "Did you mean 'leaddyno.leads.capture'?")]
    [InlineData("leaddyna/leads/capture", "{}", 404, "vendor", "Did you mean 'leaddyno'?")]
    [InlineData("leaddyno/leads/capture", """{"emial":"a@example.com"}""", 400, "emial", "Did you mean 'email'?")]
    [InlineData("leaddyno/leads/capture", "[]", 400, "body", "a JSON object")]
    [InlineData("leaddyno/leads/capture", """{"tracking_code":"nobody"}""", 404, "tracking_code", "nobody")]
    [InlineData("leaddyno/plans/create", "{}", 400, "code", "code")]
    [InlineData("leaddyno/plans/delete", """{"plan":"nothing"}""", 404, "plan", "nothing")]
    [InlineData("maxwork/agents/add", """{"name":"Ana Exemplo","accountId":"one"}""", 400, "accountId", "whole number")]
    [InlineData("fixido/accounts/create", """{"company":{"a":1}}""", 400, "company", "a single value")]
    [InlineData("fixido/leads/put", """{"auction":7}""", 400, "auction", "an object")]
    public async Task Bad_input_is_refused_by_name_and_changes_nothing(string hook, string body, int status, string field, string said)
    {
        await using var control = await ControlCalls.StartAsync();
        var vendor = Vendors.Find(hook.Split('/')[0]) ?? LeadDyno.Instance;
        var before = BehaviourLaws.StateOf(control.Server.Default, vendor);

        var refused = await control.Post("/worlds/default/" + hook, body);

        Assert.Equal((status, field), (refused.Status, refused.Text("field")));
        Assert.Contains(said, refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(before, BehaviourLaws.StateOf(control.Server.Default, vendor));
    }

    [Fact]
    public async Task What_a_field_takes_is_in_the_answer()
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Post("/worlds/default/maxwork/agents/add", """{"name":"Ana Exemplo","accountId":"one"}""");

        Assert.Equal("one", refused.Text("value"));
        Assert.StartsWith("integer: ", refused.Text("accepted"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reading_hook_refuses_a_field_that_it_does_not_know()
    {
        await using var control = await ControlCalls.StartAsync();

        var refused = await control.Get("/worlds/default/maxwork/agents/list?acountId=1");

        Assert.Equal((400, "acountId"), (refused.Status, refused.Text("field")));
        Assert.Contains("Did you mean 'accountId'?", refused.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_another_world_is_a_conflict_that_names_it()
    {
        await using var control = await ControlCalls.StartAsync();
        await control.Put("/worlds/other");
        await control.Post("/worlds/other/maxwork/accounts/add", """{"name":"Agency","token":"shared-token"}""");

        var refused = await control.Post("/worlds/default/maxwork/accounts/add", """{"name":"Agency","token":"shared-token"}""");

        Assert.Equal((409, "key", "shared-token"), (refused.Status, refused.Text("field"), refused.Text("value")));
        Assert.Contains("world 'other'", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(201, (await control.Put("/worlds/third")).Status);
        Assert.Equal(200, (await control.Post("/worlds/third/maxwork/accounts/add", """{"name":"Agency","token":"own-token"}""")).Status);
    }

    public static TheoryData<string> VendorNames() => [.. Vendors.All.Select(vendor => vendor.Name)];
}
