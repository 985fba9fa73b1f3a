using System.Text.RegularExpressions;

namespace VendorMocks.Tests;

/// <summary>Who may steer worlds.</summary>
public sealed class ControlAccessTests(DoorsFixture doors)
{
    private static readonly MocksServerOptions Guarded = new() { ControlToken = "right", Default = new WorldOptions() };

    [Theory]
    [InlineData("Host", "mocks.example")]
    [InlineData("Host", "127.0.0.1.example:80")]
    [InlineData("Host", "mylocalhost")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Anything", "a")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task A_call_that_does_not_come_from_this_machine_is_told_both_ways_in(string header, string value)
    {
        await using var control = await ControlCalls.StartAsync(Guarded);

        var refused = await control.Get("/worlds", (header, value));

        Assert.Equal((401, "Bearer"), (refused.Status, refused.Header("WWW-Authenticate")));
        Assert.Contains("MOCKS_TOKEN", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Contains("MOCKS_CONTROL=open", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(200, (await control.Get("/worlds", (header, value), ("Authorization", "Bearer right"))).Status);
        foreach (var wrong in (string[])["Bearer wrong", "Bearer righ", "Bearer", "Bearer ", "right", "Basic right"])
            Assert.Equal(401, (await control.Get("/worlds", (header, value), ("Authorization", wrong))).Status);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:1234")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:8080")]
    [InlineData("mocks.localhost")]
    public async Task A_call_from_this_machine_needs_no_token(string host)
    {
        await using var control = await ControlCalls.StartAsync(Guarded);

        Assert.Equal(200, (await control.Get("/worlds", ("Host", host))).Status);
    }

    [Fact]
    public async Task An_open_control_API_asks_nobody()
    {
        await using var control = await ControlCalls.StartAsync(Guarded with { ControlOpen = true });

        Assert.Equal(200, (await control.Get("/worlds", ("Host", "mocks.example"), ("X-Forwarded-For", "192.0.2.1"))).Status);
    }

    [Fact]
    public void A_token_is_made_once_for_all_copies_of_the_options()
    {
        var options = new MocksServerOptions();
        var copy = options with { LogJson = true };

        Assert.Equal(copy.ControlToken, options.ControlToken);
        Assert.Equal("chosen", (options with { ControlToken = "chosen" }).ControlToken);
    }

    [Fact]
    public async Task Each_server_makes_a_token_of_its_own()
    {
        await using var one = await ControlCalls.StartAsync();
        await using var other = await ControlCalls.StartAsync();

        Assert.NotEqual(one.Server.ControlToken, other.Server.ControlToken);
        Assert.True(one.Server.ControlToken.Length >= 32);
        Assert.Equal(200, (await one.Get("/worlds", ("Via", "x"), ("Authorization", $"Bearer {one.Server.ControlToken}"))).Status);
        Assert.Equal(401, (await one.Get("/worlds", ("Via", "x"), ("Authorization", $"Bearer {other.Server.ControlToken}"))).Status);
    }

    [Theory]
    [InlineData("http://other.example")]
    [InlineData("http://localhost:1")]
    [InlineData("null")]
    [InlineData("nonsense")]
    public async Task A_page_of_another_site_is_refused_whatever_it_brings(string origin)
    {
        await using var control = await ControlCalls.StartAsync(Guarded with { ControlOpen = true });

        var refused = await control.Send("PUT", "/worlds/a", null, ("Origin", origin), ("Authorization", "Bearer right"));

        Assert.Equal((403, "Origin", origin), (refused.Status, refused.Text("field"), refused.Text("value")));
        Assert.Null(control.Server.Host.Find("a"));
    }

    [Fact]
    public async Task A_page_of_the_server_itself_is_answered()
    {
        await using var control = await ControlCalls.StartAsync();

        Assert.Equal(201, (await control.Send("PUT", "/worlds/a", null, ("Origin", control.Server.BaseAddress.ToString().TrimEnd('/')))).Status);
    }

    [Fact]
    public async Task In_memory_there_is_no_remote_address_and_the_API_is_open()
    {
        using var client = doors.Factory.CreateClient();

        Assert.Equal(200, (await client.Get("/__mocks/worlds/default")).Status);
        Assert.Equal(401, (await client.Get("/__mocks/worlds/default", ("X-Forwarded-For", "192.0.2.1"))).Status);
    }

    /// <summary>How long a comparison takes is nothing that a test could hold, so the source is: the token is compared in one place, in constant time.</summary>
    [Fact]
    public void The_token_is_compared_in_constant_time_and_nowhere_else()
    {
        var comparing = Directory.EnumerateFiles(Repository.PathTo("src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines)
            .Where(line => Regex.IsMatch(line, @"ControlToken\s*(==|!=|is\b|\.Equals)|Equals\([^)]*(ControlToken|_token)|_token\s*(==|!=)|SequenceEqual\([^)]*_token"))
            .Select(line => line.Trim());

        Assert.StartsWith("&& CryptographicOperations.FixedTimeEquals(_token.Value, SHA256.HashData(", Assert.Single(comparing), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_and_the_page_are_open_to_everybody()
    {
        await using var control = await ControlCalls.StartAsync(Guarded);

        foreach (var path in (string[])["/healthz", "/"])
            Assert.Equal(200, (await control.Client.Get(path, ("Host", "mocks.example"), ("Via", "1.1 proxy"))).Status);
        Assert.NotEqual(401, (await control.Client.Get("/readyz", ("Host", "mocks.example"))).Status);
    }

    [Fact]
    public async Task A_vendors_own_host_has_no_control_API()
    {
        await using var control = await ControlCalls.StartAsync();

        foreach (var path in (string[])["/__mocks", "/__mocks/worlds", "/healthz", "/readyz", "/"])
        {
            foreach (var host in (string[])["api.leaddyno.com", "leaddyno.localhost", "fixido.com"])
            {
                var answer = await control.Client.Get(path + "?key=demo-leaddyno-key", ("Host", host));
                Assert.Equal(404, answer.Status);
                Assert.NotNull(answer.Header("X-Mocks-Exchange"));
                Assert.DoesNotContain("problem", answer.ContentHeaders.ContentType!.MediaType, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_mapped_host_is_its_vendors_but_for_the_control_API()
    {
        await using var control = await ControlCalls.StartAsync(Guarded with { Maps = [new HostMapping("crm.example", "leaddyno", "team-a")] });

        var page = await control.Client.Get("/", ("Host", "crm.example"));
        Assert.NotNull(page.Header("X-Mocks-Exchange"));
        Assert.Equal("team-a", control.Server.Host.Find("team-a")!.Journal.Exchanges.Single().World);
        Assert.Equal(200, (await control.Get("/worlds/team-a", ("Host", "crm.example"), ("Authorization", "Bearer right"))).Status);
    }
}
