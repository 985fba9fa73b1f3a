using System.Diagnostics;

namespace VendorMocks.Benchmarks;

/// <summary>How long the tests of the solution take, those in a browser left out: they are not in it.</summary>
internal static class SuiteRun
{
    /// <summary>At most, in seconds.</summary>
    public const double Target = 90;

    /// <summary>Builds the solution, untimed, and runs its tests.</summary>
    /// <param name="root">The checkout.</param>
    /// <returns>Seconds.</returns>
    /// <exception cref="InvalidOperationException">It cannot be built, or a test fails.</exception>
    public static async Task<double> MeasureAsync(string root)
    {
        await RunAsync(root, "build", "Mocks.sln", "-c", "Release", "-v", "q", "--nologo");
        var watch = Stopwatch.StartNew();
        await RunAsync(root, "test", "Mocks.sln", "-c", "Release", "--no-build", "-v", "q", "--nologo");
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task RunAsync(string root, params string[] arguments)
    {
        using var dotnet = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = root, RedirectStandardOutput = true })!;
        var said = await dotnet.StandardOutput.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        if (dotnet.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {dotnet.ExitCode}: {said}");
    }
}
