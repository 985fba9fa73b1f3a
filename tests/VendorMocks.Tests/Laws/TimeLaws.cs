namespace VendorMocks.Tests;

/// <summary>Only the world's clock counts: nothing waits for real time, and limits are those of the world's minutes.</summary>
public sealed class TimeLaws
{
    public static TheoryData<string> AllVendors => [.. Vendors.All.Select(vendor => vendor.Name)];

    [Theory]
    [MemberData(nameof(AllVendors))]
    public async Task No_answer_takes_wall_time(string name)
    {
        var vendor = Vendors.Find(name)!;
        using var world = World.Open(new WorldOptions { Limits = false });
        using var door = new HttpMessageInvoker(new MocksHandler(world.Host, world, vendor));
        var root = new Uri(vendor.BaseAddress.GetLeftPart(UriPartial.Authority));
        var calls = OperationEvidence.Of(vendor).Calls.Select(call => call.Played.Request)
            .Concat(vendor.Operations.Select(operation => new FixtureRequest { Method = operation.Method, Path = operation.Path.Replace('{', '(').Replace('}', ')') }));
        foreach (var call in calls)
        {
            using var request = call.ToMessage(root);
            var answering = door.SendAsync(request, default);
            // Nobody moves the clock, so whoever waits at all would wait for real time, or for ever.
            Assert.True(answering.IsCompletedSuccessfully, $"{call.Method} {call.Path}");
            using var answer = await answering;
            Assert.True(answer.Content.ReadAsByteArrayAsync().IsCompletedSuccessfully, $"{call.Method} {call.Path}");
        }

        Assert.Equal(WorldOptions.DefaultStart, world.Clock.Now);
    }

    [Theory]
    [InlineData("leaddyno", "leads?key=demo-leaddyno-key", 200, "LD-17")]
    [InlineData("flexbe", "?api_key=demo-flexbe-key&method=checkConnection", 100, "FB-20")]
    public async Task One_call_over_the_limit_is_refused_and_served_a_window_later(string name, string url, int limit, string rule)
    {
        var vendor = Vendors.Find(name)!;
        using var world = World.Open();
        using var client = new HttpClient(new MocksHandler(world.Host, world, vendor)) { BaseAddress = vendor.BaseAddress };
        for (var i = 0; i < limit; i++)
            Assert.Null((await client.Get(url)).Header("X-Mocks-Why"));
        Assert.Equal(rule, (await client.Get(url)).Header("X-Mocks-Why"));

        world.Clock.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        Assert.Equal(rule, (await client.Get(url)).Header("X-Mocks-Why"));
        world.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null((await client.Get(url)).Header("X-Mocks-Why"));
    }
}
