using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace VendorMocks;

/// <summary>What a client must trust to reach the vendors over HTTPS.</summary>
internal static class AuthorityEndpoints
{
    public static void MapAuthority(this IEndpointRouteBuilder control) =>
        control.MapGet("/ca.pem", Show).WithSummary("The certificate of this server's authority, to be trusted by clients of HTTPS").Answers("application/x-pem-file");

    private static Results<ContentHttpResult, Refused> Show(HttpContext context, MocksServerOptions options)
    {
        // Asked for by hand: where nobody listens with HTTPS none is made.
        if (!Listening.IsSecure(options))
            return new Refused(new Problem(Problems.TitleOf(404), 404, "This server has no HTTPS. Start it with --https 8443, or MOCKS_HTTPS=8443 in its environment.", "https"));
        return TypedResults.Content(context.RequestServices.GetRequiredService<CertificateAuthority>().Pem, "application/x-pem-file");
    }
}
