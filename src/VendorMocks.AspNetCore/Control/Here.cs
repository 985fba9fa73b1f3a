using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace VendorMocks;

/// <summary>This server as the caller reached it: what the URLs in an answer begin with.</summary>
/// <param name="Url">Scheme, host and port, without a slash at the end.</param>
internal sealed record Here(string Url) : IBindableFromHttpContext<Here>
{
    public static Here Of(HttpContext context)
    {
        var request = context.Request;
        // HTTP/1.0 callers may send no Host.
        return new Here($"{request.Scheme}://{(request.Host.HasValue ? request.Host.Value : $"localhost:{context.Connection.LocalPort}")}");
    }

    public static ValueTask<Here?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Of(context));

    /// <summary>Where a vendor's calls go in a world. Keys alone decide the world too; the prefix says it for calls without one.</summary>
    public string BaseUrl(World world, Vendor vendor) => Prefix(world, vendor) + vendor.Root;

    /// <summary>The same without the vendor's own root.</summary>
    public string Prefix(World world, Vendor vendor) =>
        world.Name == MocksHost.DefaultWorld ? $"{Url}/{vendor.Name}" : $"{Url}/worlds/{world.Name}/{vendor.Name}";
}
