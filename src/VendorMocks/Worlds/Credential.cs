namespace VendorMocks;

/// <summary>What a caller needs to be somebody in a world.</summary>
/// <param name="Vendor">The vendor's name.</param>
/// <param name="Role">What it may do, for people: <c>account</c>, <c>seller</c>, <c>buyer</c>.</param>
/// <param name="Key">The text that picks world and account.</param>
/// <param name="Values">All parameters or headers a caller sends, by name.</param>
public sealed record Credential(string Vendor, string Role, string Key, IReadOnlyDictionary<string, string> Values);
