namespace VendorMocks;

/// <summary>All vendors that the engine knows: one line each.</summary>
public static class Vendors
{
    /// <summary>Every vendor, in alphabetical order.</summary>
    public static IReadOnlyList<Vendor> All { get; } =
    [
        Clixnow.Instance,
        Fixido.Instance,
        Flexbe.Instance,
        LeadDyno.Instance,
        Maxwork.Instance,
    ];

    /// <summary>Whom the guides call first, so that its data is best at hand when a server starts.</summary>
    internal static Vendor First => LeadDyno.Instance;

    /// <summary>The vendor with that name, or null.</summary>
    /// <param name="name">Lower-case name, as in paths.</param>
    public static Vendor? Find(ReadOnlySpan<char> name)
    {
        foreach (var vendor in All)
        {
            if (name.SequenceEqual(vendor.Name))
                return vendor;
        }

        return null;
    }

    /// <summary>The vendor in whose domain on the Internet a host lies, or null.</summary>
    /// <param name="host">Host name without port, in any casing.</param>
    internal static Vendor? OwnerOfDomain(string host) => All.FirstOrDefault(vendor =>
        host.EndsWith(vendor.RealDomain, StringComparison.OrdinalIgnoreCase)
        && (host.Length == vendor.RealDomain.Length || host[^(vendor.RealDomain.Length + 1)] == '.'));

    internal static int IndexOf(Vendor vendor)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (ReferenceEquals(All[i], vendor))
                return i;
        }

        throw new InvalidOperationException($"The vendor {vendor.Name} is not listed.");
    }
}
