namespace VendorMocks.Tests;

/// <summary>A world cannot be filled without end, and what it began with does not count.</summary>
public sealed class RecordCapTests
{
    [Fact]
    public async Task A_seeded_world_takes_as_many_records_as_an_empty_one_and_then_answers_with_the_vendors_500()
    {
        var host = new MocksHost(maxRecords: 7);
        var vendor = Vendors.Find("maxwork")!;
        foreach (var size in (WorldSize[])[WorldSize.Empty, WorldSize.Default])
        {
            using var world = host.Open(new WorldOptions { Size = size });
            using var client = new HttpClient(new MocksHandler(host, world, vendor)) { BaseAddress = vendor.BaseAddress };
            const string listing = "900000001-9";
            world.Maxwork.AddListing(listing, 502);
            Task<Answer> Post(int n) => client.SendAsync(
                "POST", $"leads?token={world.Maxwork.Token}", MaxworkCalls.Body(MaxworkCalls.Plain(n).With("Public_Reference", listing).ToJsonString()), ("user", "somebody"));

            // A contact, a lead and an entry of its history each.
            Assert.Equal(200, (await Post(1)).Status);
            Assert.Equal(200, (await Post(2)).Status);
            world.Snapshots.Take("nearly-full");
            for (var again = 0; again < 2; again++)
            {
                var before = BehaviourLaws.StateOf(world, vendor);
                var refused = await Post(3);
                Assert.Equal((500, "record-cap"), (refused.Status, refused.Header("X-Mocks-Why")));
                Assert.Equal(before, BehaviourLaws.StateOf(world, vendor));
                // What a world began with is remembered by its snapshots.
                world.Snapshots.Restore("nearly-full");
            }
        }
    }
}
