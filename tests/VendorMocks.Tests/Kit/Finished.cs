namespace VendorMocks.Tests;

/// <summary>Which vendors the laws hold for. The list shrinks to nothing as vendors are finished.</summary>
internal static class Finished
{
    private static readonly string[] UnderConstruction = ["fixido"];

    public static IReadOnlyList<Vendor> Vendors { get; } = [.. VendorMocks.Vendors.All.Where(vendor => !UnderConstruction.Contains(vendor.Name))];
}
