using System.Net;

namespace Shop;

/// <summary>Tries again when a vendor is away for a moment or wants fewer calls.</summary>
public sealed class RetryHandler(TimeProvider time) : DelegatingHandler
{
    private const int MostAttempts = 3;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var response = await base.SendAsync(request, cancellationToken);
            TimeSpan? wait = response.StatusCode switch
            {
                HttpStatusCode.TooManyRequests => response.Headers.RetryAfter?.Delta ?? TimeSpan.FromMinutes(1),
                HttpStatusCode.ServiceUnavailable => TimeSpan.FromSeconds(attempt * attempt),
                _ => null,
            };
            if (wait is null || attempt == MostAttempts)
                return response;
            response.Dispose();
            await Task.Delay(wait.Value, time, cancellationToken);
        }
    }
}
