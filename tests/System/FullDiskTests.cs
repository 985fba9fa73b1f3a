using System.Diagnostics;

namespace VendorMocks.Tests;

/// <summary>A state folder on a disk without room.</summary>
public sealed class FullDiskTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_server_says_that_the_disk_is_full_and_goes_on()
    {
        Assert.SkipUnless(await ServerProcess.MayMountAsync(), "This user may not mount a file system.");
        var folder = Directory.CreateTempSubdirectory("mocks-full-").FullName;
        try
        {
            using var server = await ServerProcess.StartWithAsync($"mount -t tmpfs -o size=16k none '{folder}'", "--urls", "http://127.0.0.1:0", "--state", folder, "--limits", "off");
            using var client = new HttpClient { BaseAddress = server.Addresses[0] };
            var watch = Stopwatch.StartNew();
            while (!server.Said.Any(line => line.Contains("World 'default' could not be saved and will be tried again: No space left", StringComparison.Ordinal)))
            {
                Assert.True(watch.Elapsed < Patience, $"Nothing was said of it: {string.Join('\n', server.Said)}");
                Assert.Equal("""{"count":220}""", await client.GetStringAsync("/leaddyno/v1/leads/count?key=demo-leaddyno-key"));
            }

            // Not kept is not lost: it is there as long as the server is.
            using (var made = await client.PostAsync("/leaddyno/v1/leads", new FormUrlEncodedContent([KeyValuePair.Create("key", "demo-leaddyno-key"), KeyValuePair.Create("email", "ada@example.com")])))
                Assert.Equal(System.Net.HttpStatusCode.Created, made.StatusCode);
            Assert.Equal("""{"count":221}""", await client.GetStringAsync("/leaddyno/v1/leads/count?key=demo-leaddyno-key"));
            Assert.Equal(0, await server.StopAsync());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
