using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace VendorMocks;

/// <summary>Looks every few seconds whether the seed file or the stub files have changed, and takes them up.</summary>
internal sealed class WatchedFiles(MocksHost host, MocksServerOptions options, ILoggerFactory logs) : IHostedService, IDisposable
{
    private static readonly Action<ILogger, string, Exception?> Taken = LoggerMessage.Define<string>(LogLevel.Information, default, "{Message}");
    private static readonly Action<ILogger, string, Exception?> Refused = LoggerMessage.Define<string>(LogLevel.Warning, default, "{Message}. What stood before goes on.");

    private readonly ILogger _log = logs.CreateLogger("mocks");
    private readonly List<IDisposable> _watching = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.SeedFile is { } seed)
            Watch(seed, TakeSeed);
        if (options.Stubs is { } stubs)
            Watch(stubs, TakeStubs);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (var one in _watching)
            one.Dispose();
        _watching.Clear();
    }

    /// <summary>Takes the seed file up as it is now; says why not where something is wrong with it.</summary>
    internal void TakeSeed()
    {
        Say(() => SeedFile.Reload(host, options.SeedFile!, options.Default));
        // The files' stubs are part of a beginning too.
        if (options.Stubs is not null)
            TakeStubs();
    }

    /// <summary>Takes the stub files up as they are now; says why not where something is wrong with one.</summary>
    internal void TakeStubs() => Say(() => StubFiles.Load(host, options.Stubs!));

    private void Say(Func<string> reload)
    {
        try
        {
            Taken(_log, reload(), null);
        }
        catch (SeedFileException wrong)
        {
            Refused(_log, wrong.Message.TrimEnd('.'), null);
        }
        catch (ObjectDisposedException)
        {
            // The world was closed meanwhile: there is nothing to put it in.
        }
    }

    // Asked for, not told: mounted folders of containers and clusters send no word of a change.
    private void Watch(string path, Action changed)
    {
        var full = Path.GetFullPath(path);
        var isFolder = Directory.Exists(full);
        var files = new PhysicalFileProvider(isFolder ? full : Path.GetDirectoryName(full)!, ExclusionFilters.None) { UsePollingFileWatcher = true, UseActivePolling = true };
        _watching.Add(ChangeToken.OnChange(() => files.Watch(isFolder ? "**/*.json" : Path.GetFileName(full)), changed));
        _watching.Add(files);
    }
}
