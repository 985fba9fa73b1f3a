using System.Collections.Frozen;
using System.Reflection;

namespace VendorMocks;

/// <summary>The schema and fixture files that are built in, by vendor.</summary>
internal static class ContractResources
{
    /// <summary>What is made of each vendor's files in a top folder, when it is first asked for.</summary>
    /// <param name="folder"><c>schemas</c> or <c>fixtures</c>.</param>
    /// <param name="make">Gets the vendor and the texts of its files by file name.</param>
    public static FrozenDictionary<string, Lazy<T>> PerVendor<T>(string folder, Func<string, IReadOnlyDictionary<string, string>, T> make) =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Select(name => (Name: name, Parts: name.Split('/', '\\')))
            .Where(file => file.Parts is [var top, _, _] && top == folder)
            .GroupBy(file => file.Parts[1], StringComparer.Ordinal)
            .ToFrozenDictionary(
                vendor => vendor.Key,
                vendor => new Lazy<T>(() => make(vendor.Key, vendor.ToDictionary(file => file.Parts[2], file => Text(file.Name)))),
                StringComparer.Ordinal);

    private static string Text(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
