using System.Net.Security;

namespace VendorMocks;

/// <summary>Asks a running server whether it is ready, so that an image needs no other program for it.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The result is the process's exit code.</summary>
    /// <param name="url">The server's address, or null.</param>
    /// <param name="urls">Where a server in this environment listens.</param>
    /// <param name="output">Where the answer goes.</param>
    /// <param name="errors">Where it goes when the server is not well.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<int> RunAsync(string? url, string urls, TextWriter output, TextWriter errors, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url ?? FirstOf(urls), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            await errors.WriteLineAsync($"--url cannot be '{url}'. It takes an address such as http://localhost:8080.").ConfigureAwait(false);
            return CommandLine.Usage;
        }

        var handler = new SocketsHttpHandler { UseProxy = false };
        // On this machine a server may have signed for itself: only whether it is well is asked, and no secret sent.
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, wrong) => wrong == SslPolicyErrors.None || address.IsLoopback;
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var response = await client.GetAsync(new Uri(address, "/readyz"), cancellation).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                await output.WriteLineAsync($"{address} is ready").ConfigureAwait(false);
                return CommandLine.Success;
            }

            await errors.WriteLineAsync($"{address} is not ready: it answered {(int)response.StatusCode}").ConfigureAwait(false);
        }
        catch (Exception unreached) when (unreached is HttpRequestException or TaskCanceledException)
        {
            await errors.WriteLineAsync($"{address} does not answer: {unreached.Message}").ConfigureAwait(false);
        }

        return CommandLine.Failure;
    }

    internal static string FirstOf(string urls)
    {
        var all = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(BindingAddress.Parse).ToArray();
        var first = all.FirstOrDefault(address => address.Scheme == "http") ?? all[0];
        var host = first.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : first.Host;
        return $"{first.Scheme}://{host}:{first.Port}";
    }
}
