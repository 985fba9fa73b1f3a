using Microsoft.Extensions.Hosting;

namespace VendorMocks;

/// <summary>Makes the default world's data behind the back of the first caller, who would wait for it otherwise.</summary>
internal sealed class WarmUp(MocksHost host, IHostApplicationLifetime lifetime) : IHostedService
{
    /// <summary>Whoever starts a server and calls it at once does not share the processor with what others may want later.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(100);

    private volatile bool _done;

    /// <summary>Whether every vendor's data stands.</summary>
    public bool Done => _done;

    /// <summary>
    /// Begins with the vendor whom the guides call first, while the server itself is being built: its data, then a call in a world of
    /// its own, so that what any answer needs is there. One vendor is all that can be made ready beside it without delaying it.
    /// </summary>
    /// <param name="options">How the server begins. Where worlds come from a folder or a file, it is not known what will be asked for.</param>
    public static void Begin(MocksServerOptions options)
    {
        if (options.SeedFile is not null || options.Default.PlanOf(Vendors.First) is not { IsDefault: true } plan)
            return;
        SeededBases.Of(Vendors.First, plan, options.Default.FirstMoment);
        using var rehearsal = new MocksHost();
        rehearsal.Open(new WorldOptions { Name = MocksHost.DefaultWorld });
        rehearsal.Answer(new ApiRequest("GET", "http", "localhost", $"/{Vendors.First.Name}{Vendors.First.Root}", [], default));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // Not before the server listens: both want the processor, and listening is waited for.
        var stopping = lifetime.ApplicationStopping;
        lifetime.ApplicationStarted.Register(() => Task.Delay(Grace, TimeProvider.System, stopping).ContinueWith(_ => Make(), stopping, TaskContinuationOptions.None, TaskScheduler.Default));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Make()
    {
        try
        {
            foreach (var vendor in Vendors.All)
            {
                if (lifetime.ApplicationStopping.IsCancellationRequested)
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
