using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace VendorMocks.Tests;

/// <summary>What is recorded through the proxy from our own server holds against it, and nothing that was sent can be read in it.</summary>
public sealed partial class RecordingLaws
{
    public static TheoryData<string> VendorNames => [.. Vendors.All.Select(vendor => vendor.Name)];

    [Theory]
    [MemberData(nameof(VendorNames))]
    public async Task A_recording_of_every_operation_holds_again_and_keeps_no_secret(string name)
    {
        var vendor = Vendors.Find(name)!;
        await using var server = await MocksServer.StartAsync(new MocksServerOptions { Default = new WorldOptions { Running = true, Limits = false } });
        using var folder = new TemporaryFolder();
        var sent = await RecordAsync(vendor, new Uri(server.BaseAddress, name), folder);

        var credentials = vendor.CredentialsOf(MocksHost.DefaultWorld).SelectMany(credential => credential.Values.Values).Distinct().ToList();
        var addresses = sent.SelectMany(text => Address().Matches(text).Select(match => match.Value)).Distinct().ToList();
        Assert.All(credentials, secret => Assert.Contains(sent, text => text.Contains(secret, StringComparison.Ordinal)));
        Assert.All(credentials.Concat(addresses), secret => Assert.DoesNotContain(secret, folder.AllText, StringComparison.OrdinalIgnoreCase));
        if (vendor.Operations.Any(row => row.Id == "leads.create"))
            Assert.NotEmpty(addresses);

        var recorded = FixtureSet.Load(folder.Path).Fixtures;
        var safe = FixtureSet.For(name).Fixtures.Where(f => f.Safe).Select(f => f.Operation).Distinct();
        Assert.Empty(safe.Except(recorded.Select(f => f.Operation)));

        await using var fresh = await MocksServer.StartAsync(new MocksServerOptions { Default = server.Host.Find(MocksHost.DefaultWorld)!.Options });
        var (code, output, errors) = await ContractCommandTests.Run(
            "verify", name, "--fixtures", folder.Path, "--target", $"{fresh.BaseAddress}{name}", "--demo-credentials", "--allow-writes", "--pace", "off");
        Assert.True(code == 0, output + errors);
    }

    /// <summary>Plays the vendor's safe fixtures through the proxy, each with another credential in turn; what was sent.</summary>
    private static async Task<IReadOnlyCollection<string>> RecordAsync(Vendor vendor, Uri upstream, TemporaryFolder folder)
    {
        var sent = new List<string>();
        using var proxy = new RecordingProxy(upstream, new FixtureRecorder(vendor, folder.Path, "a test", EnvironmentCredentials.Demo(vendor)), TextWriter.Null);
        await using var front = await Front.StartAsync(async context =>
        {
            context.Request.EnableBuffering();
            using var reader = new StreamReader(context.Request.Body, leaveOpen: true);
            sent.Add($"{Uri.UnescapeDataString(context.Request.QueryString.Value ?? "")} {string.Join(' ', context.Request.Headers.Values)} {Uri.UnescapeDataString(await reader.ReadToEndAsync())}");
            context.Request.Body.Position = 0;
            await proxy.AnswerAsync(context);
        });
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false });
        var values = FixtureCredentials.ValuesOf(vendor.CredentialsOf(MocksHost.DefaultWorld));
        foreach (var fixture in FixtureSet.For(vendor.Name).Fixtures.Where(f => f.Safe))
            await new FixturePlayer(client, new Uri(front.Address), values).PlayAsync(FixtureInvention.Of(fixture, "q7w8"));

        // Roles that no safe fixture has.
        foreach (var credential in vendor.CredentialsOf(MocksHost.DefaultWorld))
            await new FixturePlayer(client, new Uri(front.Address), FixtureCredentials.ValuesOf([credential]))
                .PlayAsync(FixtureSet.For(vendor.Name).Fixtures.First(f => f is { Safe: true, Arrange: [] } && f.Needs.Count > 0 && f.Needs.All(FixtureCredentials.ValuesOf([credential]).ContainsKey)));
        return sent;
    }

    [GeneratedRegex(@"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[a-z]+")]
    private static partial Regex Address();
}
