using FsCheck;
using FsCheck.Fluent;

namespace VendorMocks.Tests;

/// <summary>What holds for any data.</summary>
public sealed class LeadDynoPropertyTests
{
    private static readonly Config Quick = Config.QuickThrowOnFailure.WithMaxTest(60);

    [Fact]
    [Rule("LD-21", "LD-22", "LD-24")]
    public void Every_record_stands_on_exactly_one_page_under_any_page_size() => FsCheck.Check.One(
        Quick,
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>().Filter(minutes => minutes.Length <= 120),
            Gen.Choose(1, 250).ToArbitrary(),
            (byte[] minutes, int perPage) =>
            {
                using var world = World.Open(new WorldOptions { Limits = false });
                var start = world.Clock.Now;
                // Times repeat and run in any order, ids ascend: the order of the list must still be total.
                world.LeadDyno.Arrange<LeadDynoState, bool>("test", (_, state) =>
                {
                    for (var i = 0; i < minutes.Length; i++)
                    {
                        var at = start.AddMinutes(-minutes[i]);
                        state.Leads.Add(id => new LeadDynoLead { Id = id, Email = $"p{id}@example.com", CreatedAt = at, UpdatedAt = at });
                    }

                    return true;
                });
                using var client = world.LeadDyno.CreateClient();
                var ids = new List<long>();
                for (var page = 1; ; page++)
                {
                    var rows = client.Get($"leads?key={world.LeadDyno.Key}&page={page}&per_page={perPage}").Result.Json;
                    if (rows.GetArrayLength() == 0)
                        break;
                    Assert.InRange(rows.GetArrayLength(), 1, Math.Min(perPage, 200));
                    ids.AddRange(rows.EnumerateArray().Select(row => row.GetProperty("id").GetInt64()));
                }

                var expected = world.LeadDyno.Leads.OrderByDescending(lead => lead.CreatedAt).ThenByDescending(lead => lead.Id).Select(lead => lead.Id);
                Assert.Equal(expected, ids);
            }));
}
