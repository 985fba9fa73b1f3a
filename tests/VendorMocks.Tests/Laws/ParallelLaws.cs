using System.Net;

namespace VendorMocks.Tests;

/// <summary>Many callers at once meet the same world as one after the other.</summary>
public sealed class ParallelLaws
{
    private const int Callers = 8;

    public static TheoryData<string> AllVendors => [.. Vendors.All.Select(vendor => vendor.Name)];

    /// <summary>Equal calls may come in any order, so that the state they leave must not depend on who comes when.</summary>
    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(AllVendors))]
    public async Task Eight_parallel_callers_leave_the_state_that_one_leaves(string name)
    {
        const int callsEach = 25;
        var vendor = Vendors.Find(name)!;
        var repeated = 0;
        foreach (var call in OperationEvidence.Of(vendor).Calls.Where(call => call.Writes))
        {
            using var one = World.Open();
            var request = await ReadAsync(one, vendor, call.Played.Request);
            // A call that writes nothing the second time has nothing to lose.
            if (one.Answer(vendor, request, "", request.Path, one.Journal).Exchange.Changes.Count == 0)
                continue;
            repeated++;
            using var many = World.Open();
            for (var i = 2; i < Callers * callsEach; i++)
                one.Answer(vendor, request, "", request.Path, one.Journal);
            await AtOnce(_ =>
            {
                for (var i = 0; i < callsEach; i++)
                    many.Answer(vendor, request, "", request.Path, many.Journal);
            });
            Assert.Equal(one.Journal.Total, many.Journal.Total);
            Assert.True(BehaviourLaws.StateOf(one, vendor) == BehaviourLaws.StateOf(many, vendor), call.Written.Name);
        }

        Assert.SkipWhen(repeated == 0, "No fixture of this vendor writes again when it is sent again.");
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

    // The first of the calls goes through a door, which makes the request that all the others repeat.
    private static async Task<ApiRequest> ReadAsync(World world, Vendor vendor, FixtureRequest call)
    {
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
