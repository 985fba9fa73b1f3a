using System.Net;

namespace VendorMocks.Tests;

/// <summary>Many callers at once meet the same world as one after the other.</summary>
public sealed class ParallelLaws
{
    private const int Callers = 8;

    public static TheoryData<string> AllVendors => [.. Vendors.All.Select(vendor => vendor.Name)];

    /// <summary>Equal calls may come in any order, so that the state they leave must not depend on who comes when.</summary>
    [Theory]
    [MemberData(nameof(AllVendors))]
    public async Task Eight_parallel_callers_leave_the_state_that_one_leaves(string name)
    {
        const int callsEach = 25;
        var vendor = Vendors.Find(name)!;
        var writing = OperationEvidence.Of(vendor).Calls.Where(call => call.Writes).ToArray();
        Assert.NotEmpty(writing);
        foreach (var call in writing)
        {
            using var one = new FakeTarget(vendor);
            using var many = new FakeTarget(vendor);
            var arranged = await one.Player.ArrangeAsync(call.Written);
            await many.Player.ArrangeAsync(call.Written);
            var request = await ReadAsync(vendor, arranged.Request);

            for (var i = 0; i < Callers * callsEach; i++)
                Ask(one.World, vendor, request);
            await AtOnce(_ =>
            {
                for (var i = 0; i < callsEach; i++)
                    Ask(many.World, vendor, request);
            });

            Assert.Contains(one.World.Journal.Exchanges, exchange => exchange.Changes.Count > 0);
            Assert.Equal(one.World.Journal.Total, many.World.Journal.Total);
            Assert.True(BehaviourLaws.StateOf(one.World, vendor) == BehaviourLaws.StateOf(many.World, vendor), call.Written.Name);
        }
    }

    [Fact]
    public async Task Eight_parallel_callers_lose_no_purchase_and_none_has_the_id_or_the_code_of_another()
    {
        const int callsEach = 1250;
        using var world = World.Open(new WorldOptions { Limits = false });
        using var client = world.LeadDyno.CreateClient();
        await AtOnce(caller =>
        {
            for (var i = 0; i < callsEach; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "purchases")
                {
                    Content = Answers.FormBody(["key", world.LeadDyno.Key, "email", $"buyer{(caller + i) % 7}@example.com", "purchase_amount", "1"]),
                };
                using var response = client.Send(request);
                Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            }
        });

        var purchases = world.LeadDyno.Purchases;
        Assert.Equal(Enumerable.Range(1, Callers * callsEach).Select(id => (long)id), purchases.Select(purchase => purchase.Id));
        Assert.Equal(purchases.Count, purchases.Select(purchase => purchase.PurchaseCode).Distinct().Count());
        Assert.Equal(7, world.LeadDyno.Leads.Count);
        Assert.Equal(purchases.Count, world.Journal.Total);
    }

    private static void Ask(World world, Vendor vendor, ApiRequest request) => world.Answer(vendor, request, "", request.Path, world.Journal);

    // As a door reads it, for all the callers to repeat.
    private static async Task<ApiRequest> ReadAsync(Vendor vendor, FixtureRequest call)
    {
        using var world = World.Open();
        using var message = call.ToMessage(new Uri(vendor.BaseAddress.GetLeftPart(UriPartial.Authority)));
        using var door = new HttpMessageInvoker(new MocksHandler(world.Host, world, vendor));
        using var answer = await door.SendAsync(message, default);
        return world.Journal.Exchanges[^1].Request;
    }

    private static async Task AtOnce(Action<int> caller)
    {
        using var start = new Barrier(Callers);
        var threads = Enumerable.Range(0, Callers).Select(number => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                caller(number);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        await Task.WhenAll(threads.ToArray());
    }
}
