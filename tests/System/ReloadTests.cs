using System.Diagnostics;

namespace VendorMocks.Tests;

/// <summary>Files that change beside a running server. It looks every few seconds, so this waits for what it does.</summary>
public sealed class ReloadTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Stub_and_seed_files_are_taken_up_when_they_change_and_a_mistake_is_one_line()
    {
        var folder = Directory.CreateTempSubdirectory("reload");
        try
        {
            var (stubs, seed) = (Path.Combine(folder.FullName, "stubs"), Path.Combine(folder.FullName, "seed.json"));
            Directory.CreateDirectory(stubs);
            await File.WriteAllTextAsync(Path.Combine(stubs, "a.json"), Mapping("first"));
            await File.WriteAllTextAsync(seed, """{"size":"empty"}""");
            using var server = await ServerProcess.StartAsync(new Dictionary<string, string>(), "--urls", "http://127.0.0.1:0", "--stubs", stubs, "--seed-file", seed);
            using var client = new HttpClient { BaseAddress = server.Addresses[0] };
            Assert.Equal("first", await client.GetStringAsync("/one"));

            await File.WriteAllTextAsync(Path.Combine(stubs, "a.json"), Mapping("changed"));
            await Until(async () => await client.GetStringAsync("/one") == "changed");
            await File.WriteAllTextAsync(Path.Combine(stubs, "b.json"), "{\n \"sise\": 1\n}");
            await Until(() => Task.FromResult(server.Said.Any(line => line.Contains("b.json, line ", StringComparison.Ordinal))));
            Assert.Equal("changed", await client.GetStringAsync("/one"));
            await File.WriteAllTextAsync(seed, """{"size":"empty","vendors":{"leaddyno":{"entities":{"leads":[{"email":"ada@example.com"}]}}}}""");
            await Until(async () =>
            {
                using var reset = await client.PostAsync("/__mocks/worlds/default/reset", null);
                return await client.GetStringAsync("/leaddyno/v1/leads/count?key=demo-leaddyno-key") == """{"count":1}""";
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Mapping(string body) => $$"""{ "request": { "method": "GET", "url": "/one" }, "response": { "body": "{{body}}" } }""";

    private static async Task Until(Func<Task<bool>> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(watch.Elapsed < Patience, "The server did not take the change up.");
            await Task.Yield();
        }
    }
}
