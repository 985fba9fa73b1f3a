using System.Diagnostics;
using System.Globalization;

namespace VendorMocks.Tests;

/// <summary>A process that is killed while it writes leaves the last completed file.</summary>
public sealed class StateFolderKillTests
{
    [Fact]
    public async Task Killing_the_writer_at_any_moment_leaves_a_file_that_loads_with_everything_that_was_saved()
    {
        var path = Directory.CreateTempSubdirectory("mocks-killed-").FullName;
        try
        {
            var random = new RandomSource(1);
            var known = 0;
            for (var round = 0; round < 10; round++)
            {
                var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "VendorMocks.StateWriter.dll"), path]) { RedirectStandardOutput = true };
                using var writer = Process.Start(start)!;
                for (var saves = random.Next("test.kill", round, 5, 40); saves > 0; saves--)
                    known = int.Parse((await writer.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
                // Anywhere between two saves, the middle of a file's writing included.
                Thread.SpinWait(random.Next("test.kill.point", round, 0, 200_000));
                writer.Kill();
                // It may have gone on between its last word and its end.
                for (var more = await writer.StandardOutput.ReadLineAsync(); int.TryParse(more, CultureInfo.InvariantCulture, out var later); more = await writer.StandardOutput.ReadLineAsync())
                    known = later;
                await writer.WaitForExitAsync();

                var said = new List<string>();
                var host = new MocksHost();
                using var folder = StateFolder.Open(host, path, said.Add);
                Assert.Empty(said);
                var world = host.Find("killed")!;
                Assert.InRange(world.LeadDyno.Leads.Count, known, known + 1);
                using var bytes = new MemoryStream();
                WorldFile.Write(world, bytes);
                Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(path, "killed.json")), bytes.ToArray());
            }
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
