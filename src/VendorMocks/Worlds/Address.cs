namespace VendorMocks;

/// <summary>Whom a request is for: the vendor, the path below its root, and the world if the caller names one.</summary>
/// <param name="Vendor">Null when nobody claims the call.</param>
/// <param name="World">The world named by path prefix or header; null when none is.</param>
/// <param name="PathLength">How many characters at the end of the request's path are the vendor's.</param>
/// <param name="Problem">Why the address makes no sense; null when it does.</param>
internal readonly record struct Address(Vendor? Vendor, string? World, int PathLength, string? Problem)
{
    public const string WorldHeader = "X-Mocks-World";

    private const string WorldsPrefix = "/worlds/";
    private const string LocalSuffix = ".localhost";

    /// <summary>Reads the address of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="mapped">The vendor that a host is mapped to, for vendors without one of their own.</param>
    /// <param name="pathsAnywhere">Whether a vendor's path is answered on any unclaimed host: on the server, not in process.</param>
    public static Address Of(ApiRequest request, Func<string, Vendor?> mapped, bool pathsAnywhere)
    {
        var path = request.Path.AsSpan();
        var header = request.Header(WorldHeader);
        // A vendor's own host has no prefixes: whatever stands there is the vendor's own path.
        if (OwnerOf(request.Host) is { } owner)
            return new Address(owner, header, path.Length, null);

        string? world = header;
        if (path.StartsWith(WorldsPrefix, StringComparison.Ordinal))
        {
            var rest = path[WorldsPrefix.Length..];
            var slash = rest.IndexOf('/');
            var name = Uri.UnescapeDataString((slash < 0 ? rest : rest[..slash]).ToString());
            if (header is not null && header != name)
                return new Address(null, null, path.Length, $"The path names world '{name}', the header {WorldHeader} names '{header}'. Name one.");
            world = name;
            path = slash < 0 ? [] : rest[slash..];
        }

        if (path.Length > 1 && path[0] == '/')
        {
            var rest = path[1..];
            var slash = rest.IndexOf('/');
            if (Vendors.Find(slash < 0 ? rest : rest[..slash]) is { } named)
                return new Address(named, world, slash < 0 ? 0 : rest.Length - slash, null);
        }

        if (mapped(request.Host) is { } guest)
            return new Address(guest, world, path.Length, null);
        if (pathsAnywhere)
        {
            foreach (var vendor in Vendors.All)
            {
                if (vendor.OwnsPathAnywhere(path))
                    return new Address(vendor, world, path.Length, null);
            }
        }

        return new Address(null, world, path.Length, null);
    }

    /// <summary>The vendor whose own host name this is, or null.</summary>
    /// <param name="host">Host name without port, in any casing.</param>
    public static Vendor? OwnerOf(string host)
    {
        if (host.Length > 255)
            return null;
        Span<char> lower = stackalloc char[host.Length];
        host.AsSpan().ToLowerInvariant(lower);
        if (lower.EndsWith(LocalSuffix, StringComparison.Ordinal))
        {
            // leaddyno.localhost, and labels before it: demo.clixnow.localhost.
            var name = lower[..^LocalSuffix.Length];
            if (Vendors.Find(name[(name.LastIndexOf('.') + 1)..]) is { } local)
                return local;
        }

        // By number: listing would allocate in every call.
        for (var i = 0; i < Vendors.All.Count; i++)
        {
            if (Vendors.All[i].OwnsHost(lower))
                return Vendors.All[i];
        }

        return null;
    }
}
