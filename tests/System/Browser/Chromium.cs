using System.Diagnostics;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(VendorMocks.Tests.Chromium))]

namespace VendorMocks.Tests;

/// <summary>
/// The browser of the machine, started once for all tests. Where there is none they are skipped, unless MOCKS_BROWSER=required.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string AxeVersion = "4.14.1";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string? _axe;

    private static bool Required => Environment.GetEnvironmentVariable("MOCKS_BROWSER") == "required";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The browser; skips the test where there is none.</summary>
    public async Task<IBrowser> BrowserAsync()
    {
        if (Places.FirstOrDefault(File.Exists) is not { } path)
        {
            Assert.SkipUnless(Required, $"No Chromium at {string.Join(", ", Places)}: install Debian's package chromium.");
            throw new FileNotFoundException("MOCKS_BROWSER=required, and no Chromium is installed.");
        }

        await _gate.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            // Where tests run as root in a container the browser's own sandbox cannot be set up.
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = ["--no-sandbox"] });
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The script of axe-core, from npm into a folder that is deleted again; skips the test where npm cannot get it.</summary>
    public async Task<string> AxeAsync()
    {
        await _gate.WaitAsync();
        try
        {
            return _axe ??= await InstallAxeAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _gate.Dispose();
    }

    private static async Task<string> InstallAxeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("mocks-axe-").FullName;
        try
        {
            var start = new ProcessStartInfo("npm", ["install", "--prefix", folder, "--no-package-lock", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", $"axe-core@{AxeVersion}"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var npm = Process.Start(start)!;
            var output = npm.StandardOutput.ReadToEndAsync();
            var errors = await npm.StandardError.ReadToEndAsync();
            await output;
            await npm.WaitForExitAsync();
            var script = Path.Combine(folder, "node_modules/axe-core/axe.min.js");
            Assert.SkipUnless(Required || File.Exists(script), $"npm cannot get axe-core {AxeVersion}: {errors}");
            return await File.ReadAllTextAsync(script);
        }
        catch (System.ComponentModel.Win32Exception) when (!Required)
        {
            Assert.Skip("npm is not installed.");
            throw;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
