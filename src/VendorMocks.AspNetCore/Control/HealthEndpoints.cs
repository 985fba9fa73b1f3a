using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace VendorMocks;

/// <summary>Tells whoever started the server how it is; always open.</summary>
internal static class HealthEndpoints
{
    private static readonly string[] Verbs = ["GET", "HEAD"];

    public static void MapHealth(this IEndpointRouteBuilder root)
    {
        root.MapMethods("/healthz", Verbs, Alive).WithSummary("200 while the process answers");
        root.MapMethods("/readyz", Verbs, Ready).WithSummary("200 once the default world's data stands, 503 before that and while stopping");
    }

    private static Ok<HealthView> Alive() => TypedResults.Ok(HealthView.Of("healthy"));

    private static Results<Ok<HealthView>, Refused> Ready(WarmUp warmUp, IHostApplicationLifetime lifetime)
    {
        if (warmUp.Done && !lifetime.ApplicationStopping.IsCancellationRequested)
            return TypedResults.Ok(HealthView.Of("ready"));
        var why = warmUp.Done ? "The server is stopping." : "The default world's data is being made.";
        return new Refused(new Problem(Problems.TitleOf(503), 503, why, null));
    }
}

/// <summary>How the server is.</summary>
/// <param name="Status"><c>healthy</c> or <c>ready</c>.</param>
/// <param name="Version">The product's version.</param>
internal sealed record HealthView(string Status, string Version)
{
    public static HealthView Of(string status) => new(status, Product.Version);
}

/// <summary>Facts about this build.</summary>
internal static class Product
{
    public static string Version { get; } = typeof(Product).Assembly.GetName().Version!.ToString(3);
}
