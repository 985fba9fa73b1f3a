namespace Shop;

/// <summary>Where a vendor is and how the shop proves who it is: one section of the settings for each vendor.</summary>
public sealed record VendorSettings(Uri BaseUrl, string ApiKey, string? Secret = null, string? User = null)
{
    public static VendorSettings Of(IConfiguration configuration, string vendor) =>
        configuration.GetRequiredSection(vendor).Get<VendorSettings>() ?? throw new InvalidOperationException($"The settings lack the section {vendor}.");
}
