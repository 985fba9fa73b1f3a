using System.Diagnostics;
using System.Globalization;

namespace VendorMocks.Tests;

/// <summary>The executable as a process of its own, which no failed test leaves behind.</summary>
internal sealed class ServerProcess : IDisposable
{
    /// <summary>The executable.</summary>
    public static string Dll { get; } = Path.Combine(AppContext.BaseDirectory, "mocks.dll");

    private readonly Process _process;
    private readonly List<string> _said = [];

    private ServerProcess(Process process, IReadOnlyList<Uri> addresses)
    {
        _process = process;
        Addresses = addresses;
        _ = HearAsync(process.StandardOutput);
        _ = HearAsync(process.StandardError);
    }

    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>Lines on the console since the banner.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_said)
                return [.. _said];
        }
    }

    /// <summary>The most memory that it had, in bytes.</summary>
    public long Peak => long.Parse(
        File.ReadLines($"/proc/{_process.Id.ToString(CultureInfo.InvariantCulture)}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) * 1024;

    public bool Ended => _process.HasExited;

    public static Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] args) => StartAsync(environment, "dotnet", [Dll, .. args]);

    /// <summary>Starts it with file systems of its own.</summary>
    /// <param name="mount">A command of the shell that makes them.</param>
    /// <param name="args">The server's arguments.</param>
    public static Task<ServerProcess> StartWithAsync(string mount, params string[] args) =>
        StartAsync(new Dictionary<string, string>(), "unshare", ["--mount", "sh", "-c", mount + " && exec dotnet \"$@\"", "sh", Dll, .. args]);

    /// <summary>Whether processes may have file systems of their own here.</summary>
    public static async Task<bool> MayMountAsync() => (await Shell.RunAsync("unshare --mount mount -t tmpfs none /mnt")).ExitCode == 0;

    private static async Task<ServerProcess> StartAsync(IReadOnlyDictionary<string, string> environment, string program, string[] args)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        IReadOnlyList<Uri>? addresses = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            addresses ??= [.. line.Split(' ').Where(word => word.Contains("://", StringComparison.Ordinal)).Select(word => new Uri(word))];
            if (line.StartsWith("Control", StringComparison.Ordinal))
                return new ServerProcess(process, addresses);
        }

        throw new InvalidOperationException($"The server did not start: {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Asks it to stop, and says with which code it did.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task HearAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            lock (_said)
                _said.Add(line);
        }
    }
}
