namespace Shop.XunitV2;

/// <summary>The same worlds with xunit 2: a world is a disposable like any other, and contracts are verified where the test says so.</summary>
public sealed class LeadTests : IDisposable
{
    private readonly World _world = World.Open();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_lead_is_there_when_it_is_asked_for()
    {
        _world.LeadDyno.AddLead("ada@example.com");
        using var client = _world.LeadDyno.CreateClient();
        var answer = await client.GetStringAsync(new Uri($"leads/count?key={_world.LeadDyno.Key}", UriKind.Relative));
        Assert.Equal("""{"count":1}""", answer);
        _world.LeadDyno.ShouldHaveReceived("leads.count", times: 1);
        _world.VerifyContracts();
    }
}
