using System.Diagnostics;

namespace VendorMocks.Tests;

/// <summary>Runs commands as a reader of the documentation would.</summary>
public static class Shell
{
    /// <summary>Runs a line in bash; what it printed, errors included, and its exit code.</summary>
    public static async Task<(string Output, int ExitCode)> RunAsync(string line)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", line]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (await output + await errors, process.ExitCode);
    }
}
