using Microsoft.Extensions.Hosting;

namespace VendorMocks;

/// <summary>Makes the default world's data behind the back of the first caller, who would wait for it otherwise.</summary>
internal sealed class WarmUp(MocksHost host, IHostApplicationLifetime lifetime) : BackgroundService
{
    private volatile bool _done;

    /// <summary>Whether every vendor's data stands.</summary>
    public bool Done => _done;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not before the server listens: both want the processor, and listening is waited for.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lifetime.ApplicationStarted.Register(started.SetResult);
        return started.Task.ContinueWith(_ => Make(stoppingToken), stoppingToken, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void Make(CancellationToken stopping)
    {
        try
        {
            foreach (var vendor in Vendors.All)
            {
                if (stopping.IsCancellationRequested)
                    return;
                host.Find(MocksHost.DefaultWorld)?.Prepare(vendor);
            }
        }
        catch (ObjectDisposedException)
        {
            // Somebody closed the world, so nothing of it need be made.
        }

        _done = true;
    }
}
