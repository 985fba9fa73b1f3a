namespace VendorMocks.Tests;

/// <summary>What tests hold the fake's answers against: its schemas, with everything sent that they describe.</summary>
internal static class StageContracts
{
    public static IReadOnlyList<Violation>? Check(Exchange exchange) =>
        Vendors.All.Any(vendor => vendor.Name == exchange.Vendor) ? ExchangeCheck.OfCompleteResponse(exchange) : null;
}
