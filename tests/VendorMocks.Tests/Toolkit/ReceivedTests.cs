using System.Net;

namespace VendorMocks.Tests;

/// <summary>What a world should have received, and what a failure says.</summary>
public sealed class ReceivedTests : IDisposable
{
    private readonly World _world = World.Open();
    private readonly HttpClient _dyno;

    public ReceivedTests() => _dyno = _world.LeadDyno.CreateClient();

    public void Dispose()
    {
        _dyno.Dispose();
        _world.Dispose();
    }

    [Fact]
    public async Task Calls_are_counted_by_operation()
    {
        await Buy("ada@example.com", "48.18");
        await Buy("lin@example.com", "5.00");
        _world.LeadDyno.ShouldHaveReceived("purchases.create");
        _world.LeadDyno.ShouldHaveReceived("purchases.create", times: 2);
        _world.LeadDyno.ShouldHaveReceived("purchases.create", CallCount.AtMost(2));
        _world.LeadDyno.ShouldNotHaveReceived("leads.create");
        _world.Fixido.ShouldHaveReceivedNothing();
        Assert.Throws<VerificationException>(() => _world.LeadDyno.ShouldHaveReceived("purchases.create", times: 1));
        Assert.Throws<VerificationException>(() => _world.LeadDyno.ShouldHaveReceived("leads.create"));
        Assert.Throws<VerificationException>(() => _world.LeadDyno.ShouldNotHaveReceived("purchases.create"));
        Assert.Throws<VerificationException>(() => _world.LeadDyno.ShouldHaveReceivedNothing());
    }

    [Fact]
    public async Task A_failure_begins_as_the_readme_shows()
    {
        await Buy("ada@example.com", "48.18");
        var failure = Assert.Throws<VerificationException>(() => _world.LeadDyno.ShouldHaveReceived("purchases.create", times: 3));
        Assert.Contains($"\n```\n{failure.Message.Split('\n')[0]}\n```\n", await File.ReadAllTextAsync(ReadmeDocument.FilePath));
    }

    [Fact]
    public async Task Calls_are_picked_by_their_fields()
    {
        await Buy("ada@example.com", "48.18");
        _world.LeadDyno.ShouldHaveReceived("purchases.create", with: new { email = "ada@example.com", purchase_amount = 48.18m }, times: 1);
        _world.LeadDyno.ShouldHaveReceived("purchases.create", with: new { email = "ada@example.com", code = (string?)null });
        _world.LeadDyno.ShouldNotHaveReceived("purchases.create", with: new { email = "lin@example.com" });
        _world.LeadDyno.ShouldHaveReceived<Sale>("purchases.create", sale => sale.PurchaseAmount > 40 && sale.Email.StartsWith('a'), times: 1);
        Assert.Throws<VerificationException>(() => _world.LeadDyno.ShouldHaveReceived("purchases.create", with: new { email = "lin@example.com" }));
        Assert.Throws<VerificationException>(() => _world.LeadDyno.ShouldNotHaveReceived("purchases.create", with: new { email = "ada@example.com" }));
        var failure = Assert.Throws<VerificationException>(() => _world.LeadDyno.ShouldHaveReceived<Sale>("purchases.create", sale => sale.PurchaseAmount > 50));
        Assert.Contains("where sale => sale.PurchaseAmount > 50", failure.Message);
    }

    [Fact]
    public async Task Order_holds_across_vendors()
    {
        await Buy("ada@example.com", "48.18");
        using var fixido = _world.Fixido.CreateClient();
        await fixido.GetAsync("categories/list/");
        _world.Journal.ShouldHaveReceivedInOrder(_world.LeadDyno.Calls("purchases.create"), _world.Fixido.Calls("categories.list"));
        _world.LeadDyno.ShouldHaveReceivedInOrder("purchases.create");
        var failure = Assert.Throws<VerificationException>(() =>
            _world.Journal.ShouldHaveReceivedInOrder(_world.Fixido.Calls("categories.list"), _world.LeadDyno.Calls("purchases.create")));
        Assert.Contains("There was none for step 2 after #2.", failure.Message);
    }

    [Fact]
    public async Task What_background_work_does_is_waited_for()
    {
        var waiting = _world.Journal.ReceivedAsync(_world.LeadDyno.Calls("purchases.create").With("email", "lin@example.com"));
        await Buy("ada@example.com", "48.18");
        Assert.False(waiting.IsCompleted);
        await Buy("lin@example.com", "5.00");
        await waiting;
        await _world.Journal.ReceivedAsync(_world.LeadDyno.Calls("purchases.create"));

        using var enough = new CancellationTokenSource();
        var never = _world.Journal.ReceivedAsync(_world.LeadDyno.Calls("leads.create"), enough.Token);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => never);
        await Assert.ThrowsAsync<ArgumentException>(() => _world.Journal.ReceivedAsync(_world.LeadDyno.Calls("leads.made")));
    }

    [Fact]
    public void A_misspelt_operation_is_refused_with_the_nearest_name()
    {
        var refused = Assert.Throws<ArgumentException>(() => _world.LeadDyno.ShouldNotHaveReceived("purchase.create"));
        Assert.StartsWith("leaddyno has no operation 'purchase.create'. Did you mean 'purchases.create'? There are: visitors.list,", refused.Message);
        Assert.Throws<ArgumentException>(() => _world.Journal.ShouldNotHaveReceived(new ExchangeFilter { Vendor = "leadyno" }));
        Assert.Throws<ArgumentException>(() => _world.Journal.ShouldHaveReceivedInOrder(_world.Maxwork.Calls("leads.insert")));
    }

    [Fact]
    public async Task A_failure_says_all_that_helps()
    {
        await Buy("ada@example.com", "48.18");
        using (await _dyno.GetAsync("leads/count"))
        using (var stray = new HttpClient(new MocksHandler(_world.Host, _world, null)))
        using (await stray.GetAsync(new Uri("https://nowhere.test/leads")))
        {
            await _dyno.PostAsync("purchases", new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = _world.LeadDyno.Key, ["e-mail"] = "x@example.com" }));
        }

        _world.CheckContracts();
        var failure = Assert.Throws<VerificationException>(() =>
            _world.LeadDyno.ShouldHaveReceived("purchases.create", with: new { email = "ada@example.com", purchase_amount = 48.19m }, times: 1));
        Snapshot.Matches("failure.received.txt", failure.Message + "\n");
    }

    [Fact]
    public async Task What_the_journal_dropped_is_not_said_never_to_have_come()
    {
        await Buy("ada@example.com", "48.18");
        for (var i = 0; i < 1000; i++)
            (await _dyno.GetAsync("leads/count")).Dispose();
        _world.LeadDyno.ShouldHaveReceived("purchases.create", times: 1);
        _world.LeadDyno.ShouldNotHaveReceived("leads.create");
        var failure = Assert.Throws<VerificationException>(() => _world.LeadDyno.ShouldNotHaveReceived("purchases.create", with: new { email = "lin@example.com" }));
        Assert.Contains("this cannot be certified: ask sooner", failure.Message);
    }

    private async Task Buy(string email, string amount)
    {
        using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = _world.LeadDyno.Key, ["email"] = email, ["purchase_amount"] = amount });
        using var response = await _dyno.PostAsync("purchases", content);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    private sealed record Sale(string Email, decimal PurchaseAmount);
}
