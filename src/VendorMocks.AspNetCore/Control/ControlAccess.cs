using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace VendorMocks;

/// <summary>
/// Who may steer worlds: whoever sits at this machine, or has the token. What stands between is treated as not this machine,
/// and pages of other sites are refused whatever they bring.
/// </summary>
internal sealed class ControlAccess(MocksServerOptions options)
{
    private const string Scheme = "Bearer ";

    private readonly Lazy<byte[]> _token = new(() => SHA256.HashData(Encoding.UTF8.GetBytes(options.ControlToken)));

    /// <summary>Why a call is refused, or null.</summary>
    public Problem? Check(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.Origin.ToString() is { Length: > 0 } origin && !IsOwn(origin, context.Request.Host))
        {
            return new Problem(
                Problems.TitleOf(403), 403, $"The origin '{origin}' is another site's. Control calls from web pages are answered to pages of this server only.", "Origin", origin);
        }

        if (options.ControlOpen || IsLocal(context) || HasToken(headers.Authorization.ToString()))
            return null;
        const string Accepted = "a call from the same machine to localhost without a proxy between, or Authorization: Bearer <token>";
        return new Problem(
            Problems.TitleOf(401),
            401,
            "This call comes from elsewhere. There are two ways in: send 'Authorization: Bearer <token>' with the token that MOCKS_TOKEN set or that the server printed at its start; "
            + "or start the server with MOCKS_CONTROL=open where only friends can reach it.",
            "Authorization",
            null,
            Accepted);
    }

    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, host.Value, StringComparison.OrdinalIgnoreCase);

    // In memory there is no remote address. A local proxy's callers are not local, and a local name keeps rebound DNS out.
    private static bool IsLocal(HttpContext context)
    {
        var remote = context.Connection.RemoteIpAddress;
        if (remote is not null && !IPAddress.IsLoopback(remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote))
            return false;
        foreach (var (name, _) in context.Request.Headers)
        {
            if (name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
                || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
                || name.Equals("Via", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        var host = context.Request.Host.Host;
        return host is "127.0.0.1" or "[::1]"
            || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }

    // Hashes are of one length, so comparing them tells nothing about the token, its length included.
    private bool HasToken(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(_token.Value, SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim())));
}
