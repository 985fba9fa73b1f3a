namespace VendorMocks;

/// <summary>All of the vendor's part that a test or a person can play.</summary>
internal static class ClixnowHooks
{
    public static IReadOnlyList<Hook> All { get; } =
    [
        .. ClixnowLeadHooks.Hooks,
        .. ClixnowAccountHooks.Hooks,
        .. DeliveryHooks.Of("clixnow", "lead", [.. ClixnowPostbacks.Events]),
    ];
}
