using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace VendorMocks;

/// <summary>
/// The scripts and styles that the page is made of. They are the same everywhere, so anybody may read them; what they show comes
/// from the control API, which is guarded.
/// </summary>
internal static class PageFiles
{
    /// <summary>What the page may do: run and show what this server sends, and call this server. Nothing inline, nothing from elsewhere.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Folder = ControlPlane.Root + "/page";
    private const string Prefix = "page/";

    private static readonly FrozenDictionary<string, PageFile> Files = Read();

    /// <summary>The files' names.</summary>
    public static IReadOnlyList<string> Names => Files.Keys;

    /// <summary>Whether a path is that of a file, for which nobody needs a token: a browser sends none with a script's address.</summary>
    public static bool IsOpen(PathString path) => path.StartsWithSegments(Folder, StringComparison.Ordinal);

    public static void MapPageFiles(this IEndpointRouteBuilder root) => root.MapGet(Folder + "/{file}", Show).ExcludeFromDescription();

    private static Results<FileContentHttpResult, Refused> Show(string file, HttpResponse response)
    {
        if (!Files.TryGetValue(file, out var found))
            return new Refused(Refused.Missing("file", file, string.Join(", ", Names.Order(StringComparer.Ordinal))));
        // Kept by browsers, and asked about each time: another version of the server has other files under these names.
        response.Headers.CacheControl = "no-cache";
        response.Headers.ContentSecurityPolicy = Policy;
        return TypedResults.File(found.Content, found.Type, entityTag: found.Tag);
    }

    private static FrozenDictionary<string, PageFile> Read()
    {
        var assembly = typeof(PageFiles).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..], name => PageFile.Of(name, assembly.GetManifestResourceStream(name)!), StringComparer.Ordinal);
    }

    private sealed record PageFile(byte[] Content, string Type, EntityTagHeaderValue Tag)
    {
        public static PageFile Of(string name, Stream stream)
        {
            using (stream)
            {
                var content = new byte[stream.Length];
                stream.ReadExactly(content);
                var type = name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
                return new PageFile(content, type, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content)[..8])}\""));
            }
        }
    }
}
