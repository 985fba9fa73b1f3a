namespace VendorMocks;

/// <summary>A world, and all that a caller needs to use it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Seed">What its random values are made from.</param>
/// <param name="Size">How it began: <c>empty</c>, <c>default</c> or a number of main records.</param>
/// <param name="Clock">Its time.</param>
/// <param name="Limits">Whether the vendors' request limits count.</param>
/// <param name="Exchanges">How many calls its journal has seen.</param>
/// <param name="Vendors">Where each vendor is, and the credentials for it.</param>
internal sealed record WorldView(
    string Name,
    ulong Seed,
    string Size,
    ClockView Clock,
    bool Limits,
    long Exchanges,
    IReadOnlyList<WorldVendorView> Vendors)
{
    public static WorldView Of(World world, Here here) => new(
        world.Name,
        world.Options.Seed,
        WorldValues.SizeText(world.Options.Size),
        ClockView.Of(world.Clock),
        world.Limits,
        world.Journal.Total,
        [.. VendorMocks.Vendors.All.Select(vendor => WorldVendorView.Of(world, vendor, here))]);
}

/// <summary>One vendor in a world.</summary>
/// <param name="Vendor">Its name.</param>
/// <param name="BaseUrl">Where its calls go.</param>
/// <param name="Credentials">Who can call.</param>
internal sealed record WorldVendorView(string Vendor, string BaseUrl, IReadOnlyList<CredentialView> Credentials)
{
    public static WorldVendorView Of(World world, Vendor vendor, Here here) => new(
        vendor.Name,
        here.BaseUrl(world, vendor),
        [.. world.Options.CredentialsOf(vendor).Select(credential => new CredentialView(credential.Role, credential.Values))]);
}

/// <summary>A credential.</summary>
/// <param name="Role">What it may do.</param>
/// <param name="Values">The parameters or headers to send, by name.</param>
internal sealed record CredentialView(string Role, IReadOnlyDictionary<string, string> Values);
